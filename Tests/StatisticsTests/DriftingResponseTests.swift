import Statistics
import Testing

@Suite struct DriftingResponseTests {
  private let grid = SteadyResponses(spends: [50, 100, 200], typicalSpend: 100)

  private func learnt(
    _ curve: HillCurve, days: Int, factor: (Int) -> Double = { _ in 1 }, share: Double = 1
  ) -> DriftingResponse {
    var generator = SeededGenerator(seed: 5)
    var response = DriftingResponse(
      DriftingResponse.Configuration(typicalSpend: 100, typicalCount: 30))
    for day in 0..<days {
      let spend = 40 + 160 * uniform(using: &generator)
      let count = poisson(mean: share * factor(day) * curve.value(spend), using: &generator)
      let saturations = CarryOverGrid.saturations(
        at: CarryOverGrid.carryOvers.map { _ in spend / 100 })
      response.pass()
      response.observe(
        Double(count), saturations: saturations, exposure: share)
    }
    return response
  }

  @Test func `counts at varied spends reveal the curve`() {
    let curve = HillCurve(maximum: 120, halfSaturation: 130, shape: 1.2)
    let (means, deviations) = grid.counts(of: learnt(curve, days: 200))
    for (index, spend) in [50.0, 100, 200].enumerated() {
      #expect(agrees(means[index], curve.value(spend), within: 0.1))
      #expect(deviations[index] < 0.1 * means[index])
    }
  }

  @Test func `counts of which a known share is reported reveal the same`() {
    let curve = HillCurve(maximum: 400, halfSaturation: 130)
    let (means, _) = grid.counts(of: learnt(curve, days: 200, share: 0.4))
    #expect(agrees(means[1], curve.value(100), within: 0.1))
  }

  @Test func `a break is followed within four days`() {
    let curve = HillCurve(maximum: 200, halfSaturation: 100)
    for factor in [0.45, 1.9] {
      let (means, _) = grid.counts(
        of: learnt(curve, days: 84, factor: { $0 < 80 ? 1 : factor }))
      #expect(agrees(means[1], factor * curve.value(100), within: 0.15))
    }
  }

  @Test func `what is not observed becomes less certain`() {
    var response = learnt(HillCurve(maximum: 200, halfSaturation: 100), days: 60)
    let before = grid.counts(of: response).deviations
    for _ in 0..<30 { response.pass() }
    let after = grid.counts(of: response).deviations
    #expect(zip(before, after).allSatisfy { $0 < $1 })
  }

  @Test func `nothing reported says nothing`() {
    var response = DriftingResponse(
      DriftingResponse.Configuration(typicalSpend: 100, typicalCount: 30))
    let before = grid.counts(of: response).means
    let saturations = CarryOverGrid.saturations(at: CarryOverGrid.carryOvers.map { _ in 1 })
    response.observe(
      0, saturations: saturations, exposure: 0)
    #expect(grid.counts(of: response).means == before)
  }

  @Test func `a day without spend and without orders is no contradiction`() {
    var response = learnt(HillCurve(maximum: 200, halfSaturation: 100), days: 30)
    let nothing = CarryOverGrid.saturations(at: CarryOverGrid.carryOvers.map { _ in 0 })
    for count in [0.0, 3] {
      response.pass()
      response.observe(
        count, saturations: nothing, exposure: 1)
    }
    #expect(grid.counts(of: response).means.allSatisfy { $0.isFinite && $0 > 0 })
  }
}

@Suite struct ReportingDelayTests {
  @Test(arguments: [0.4, 1.5, 5])
  func `the delay is learnt from how reports grow`(mean: Double) {
    var generator = SeededGenerator(seed: 3)
    var delay = ReportingDelay()
    let days = 40
    var reported = [Double](repeating: 0, count: days)
    for age in 0..<days {
      for _ in 0..<20 {
        let late = geometric(probability: 1 / (1 + mean), using: &generator)
        guard late <= age else { continue }
        delay.reported(1, age: late)
        reported[age] += 1
      }
    }
    let shares = delay.shares(reported: reported)
    for age in 0..<10 {
      var left = 1.0
      for _ in 0...age { left *= mean / (1 + mean) }
      #expect(abs(shares[age] - (1 - left)) < 0.05)
    }
  }

  @Test func `before any report the share grows with age and stays below all`() {
    let shares = ReportingDelay().shares(reported: [Double](repeating: 0, count: 30))
    #expect(shares[0] > 0.2 && shares[0] < 0.7)
    #expect(zip(shares, shares.dropFirst()).allSatisfy { $0 < $1 } && shares[29] <= 1)
    #expect(ReportingDelay().shares(reported: []) == [])
  }
}

@Suite struct GridAllocationTests {
  @Test(arguments: 1...20)
  func `no other division of the steps returns more`(seed: Int) {
    var generator = SeededGenerator(seed: UInt64(seed))
    let returns = (0..<3).map { _ in
      (0..<Int.random(in: 1...6, using: &generator)).map { _ in uniform(using: &generator) }
    }
    for steps in 0...12 {
      let found = GridAllocation.allocate(steps: steps, returns: returns)
      let used = min(steps, returns.reduce(0) { $0 + $1.count - 1 })
      #expect(found.reduce(0, +) == used)
      #expect(zip(found, returns).reduce(0) { $0 + $1.1[$1.0] } == best(returns, used))
    }
  }

  private func best(_ returns: [[Double]], _ steps: Int) -> Double {
    var best = -Double.infinity
    for one in returns[0].indices {
      for two in returns[1].indices {
        let three = steps - one - two
        guard returns[2].indices.contains(three) else { continue }
        best = max(best, 0 + returns[0][one] + returns[1][two] + returns[2][three])
      }
    }
    return best
  }

  @Test func `no table and no step are divided into nothing`() {
    #expect(GridAllocation.allocate(steps: 5, returns: []) == [])
    #expect(GridAllocation.allocate(steps: 0, returns: [[1, 2], [3]]) == [0, 0])
    #expect(GridAllocation.allocate(steps: -1, returns: [[1, 2]]) == [0])
  }
}

@Test func `more budget never returns less`() throws {
  for row in try Fixture.json("allocation.json", as: Reference.self).cases {
    let curves = row.channels.map {
      HillCurve(maximum: $0.A, halfSaturation: $0.c, shape: $0.h)
    }
    let values = try [0.2, 0.5, 0.8, 1, 1.5, 3].map { share in
      try BudgetAllocation.allocate(
        total: share * row.budget, curves: curves,
        bounds: curves.map { _ in SpendBound(lower: 0, upper: row.budget) }
      ).value
    }
    #expect(zip(values, values.dropFirst()).allSatisfy { $0 <= $1 * (1 + 1e-6) })
  }
}

private struct Reference: Decodable {
  var cases: [Case]

  struct Case: Decodable {
    var budget: Double
    var channels: [Channel]
  }
  struct Channel: Decodable {
    var A: Double
    var h: Double
    var c: Double
  }
}
