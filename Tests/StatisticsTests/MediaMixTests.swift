import Statistics
import Testing

/// Transforms against the public tools' forms, to 1e-12 in relation to each value.
@Suite struct MediaMixTests {
  struct Reference: Decodable {
    var impulse: [Double]
    var geometricNormalised: [Double]
    var geometricRaw: [Double]
    var carryOver: [Double]
    var delayed: [Double]
    var weibullWeights: [Double]
    var spends: [Double]
    var logistic1: [Double]
    var logistic2_5: [Double]
    var hillMeridian: [Double]
    var hillRobyn: [Double]
    var michaelisMenten: [Double]
    var tanh: [Double]
    var roas: [String: [Double]]
    var television: [Double]
    var televisionCarryOver: [Double]
    var televisionHill: [Double]
  }

  let reference: Reference

  init() throws { reference = try Fixture.json("media_mix.json", as: Reference.self) }

  func matches(_ values: [Double], _ expected: [Double], within tolerance: Double = 1e-12) -> Bool {
    values.count == expected.count
      && zip(values, expected).allSatisfy { agrees($0, $1, within: tolerance, floor: 1e-15) }
  }

  @Test func `adstock matches in all its forms`() {
    func adstock(_ form: Adstock) -> [Double] { form.applied(to: reference.impulse) }
    let normalised = Adstock.geometric(decay: 0.5, window: 8, isNormalised: true)
    #expect(matches(adstock(normalised), reference.geometricNormalised))
    let raw = Adstock.geometric(decay: 0.5, window: 8, isNormalised: false)
    #expect(matches(adstock(raw), reference.geometricRaw))
    #expect(matches(adstock(.carryOver(decay: 0.3)), reference.carryOver))
    let delayed = Adstock.delayed(decay: 0.7, peak: 2, window: 6, isNormalised: true)
    #expect(matches(adstock(delayed), reference.delayed))
    let weibull = Adstock.weibull(shape: 2, scale: 0.3)
    #expect(matches(weibull.weights(count: 12), reference.weibullWeights))
  }

  @Test func `saturation matches in all its forms`() throws {
    func saturated(_ form: Saturation) -> [Double] { reference.spends.map(form.value) }
    #expect(matches(saturated(.logistic(rate: 1)), reference.logistic1))
    #expect(matches(saturated(.logistic(rate: 2.5)), reference.logistic2_5))
    let meridian = HillCurve(maximum: 1, halfSaturation: 1, shape: 1.5)
    #expect(matches(saturated(.hill(meridian)), reference.hillMeridian))
    let robyn = try #require(
      HillCurve.betweenExtremes(of: reference.spends, place: 0.3, shape: 2))
    #expect(matches(saturated(.hill(robyn)), reference.hillRobyn))
    #expect(matches(saturated(.michaelisMenten(maximum: 3, half: 2)), reference.michaelisMenten))
    #expect(matches(saturated(.tanh(ceiling: 0.5, cost: 2)), reference.tanh))
    #expect(saturated(.root(exponent: 0.5)).last == 8.0.squareRoot())
  }

  @Test(arguments: [("x1", 0.3, 1.0), ("x2", 0.5, 2.5)])
  func `the simulated shop's own columns come out`(name: String, decay: Double, rate: Double) {
    let spends = reference.roas[name] ?? []
    let stocked = reference.roas[name + "_adstock"] ?? []
    let saturated = reference.roas[name + "_adstock_saturated"] ?? []
    let adstock = Adstock.geometric(decay: decay, window: 4, isNormalised: true)
    // Its first weeks hold spend from before the file.
    #expect(matches(Array(adstock.applied(to: spends).dropFirst(8)), Array(stocked.dropFirst(8))))
    #expect(matches(stocked.map(Saturation.logistic(rate: rate).value), saturated))
  }

  @Test func `Robyn's television comes out to the digits that were kept`() throws {
    let stocked = Adstock.carryOver(decay: 0.3).applied(to: reference.television)
    #expect(matches(Array(stocked.prefix(12)), reference.televisionCarryOver, within: 1e-10))
    let curve = try #require(HillCurve.betweenExtremes(of: stocked, place: 0.5, shape: 2))
    #expect(matches(stocked.prefix(12).map(curve.value), reference.televisionHill, within: 1e-10))
  }

  @Test func `edges have values`() {
    #expect(Adstock.carryOver(decay: 0.5).applied(to: []) == [])
    let atOnce = Adstock.geometric(decay: 0, window: 3, isNormalised: true)
    #expect(atOnce.applied(to: [3, 1]) == [3, 1])
    let late = Adstock.delayed(decay: 0, peak: 1, window: 3, isNormalised: true)
    #expect(late.applied(to: [3, 1, 0]) == [0, 3, 1])
    #expect(Saturation.logistic(rate: 1).value(-5) == 0)
    #expect(HillCurve.betweenExtremes(of: [], place: 0.5, shape: 1) == nil)
    #expect(HillCurve.betweenExtremes(of: [0, 0], place: 0.5, shape: 1) == nil)
  }
}
