/// Branch and bound over the cases in which S-shaped campaigns stay low or go up.
struct AllocationSearch {
  /// No division returns more than this, once the search has run.
  private(set) var upperLimit = 0.0

  private let total: Double
  private let curves: [HillCurve]
  private let configuration: BudgetAllocation.Configuration

  /// Bounds of every campaign and the best division of their envelopes.
  private struct Case {
    var envelopes: [ConcaveEnvelope]
    var relaxed: EnvelopeAllocation
  }

  struct Answer {
    var spend: [Double]
    var price: Double
    var value: Double
  }

  init(total: Double, curves: [HillCurve], configuration: BudgetAllocation.Configuration) {
    self.total = total
    self.curves = curves
    self.configuration = configuration
  }

  mutating func run(from bounds: [SpendBound]) -> Answer {
    let envelopes = zip(curves, bounds).map {
      ConcaveEnvelope($0, lower: $1.lower, upper: min($1.upper, total))
    }
    let root = examined(envelopes)
    var best = answer(root)
    var open = [root]
    var examinedCases = 1
    while let worth = open.last, examinedCases < configuration.cases {
      guard worth.relaxed.limit > best.value * (1 + configuration.tolerance) else { break }
      open.removeLast()
      for part in halves(of: worth) {
        examinedCases += 1
        let candidate = answer(part)
        if candidate.value > best.value { best = candidate }
        guard part.relaxed.limit > best.value * (1 + configuration.tolerance) else { continue }
        let place = open.firstIndex { $0.relaxed.limit > part.relaxed.limit } ?? open.count
        open.insert(part, at: place)
      }
    }
    upperLimit = max(best.value, open.last?.relaxed.limit ?? 0)
    return best
  }

  private func examined(_ envelopes: [ConcaveEnvelope]) -> Case {
    Case(
      envelopes: envelopes,
      relaxed: EnvelopeAllocation(
        total: total, envelopes: envelopes, leastPrice: configuration.leastMarginal))
  }

  private func answer(_ part: Case) -> Answer {
    let spend = part.relaxed.spend
    let value = zip(curves, spend).reduce(0) { $0 + $1.0.value($1.1) }
    return Answer(spend: spend, price: part.relaxed.price, value: value)
  }

  /// Cuts the campaign whose envelope promises most too much, where its spend is now.
  private func halves(of whole: Case) -> [Case] {
    let gaps = zip(whole.envelopes, whole.relaxed.spend).map { $0.gap($1) }
    guard let index = gaps.indices.max(by: { gaps[$0] < gaps[$1] }), gaps[index] > 0 else {
      return []
    }
    let (cut, cutAt) = (whole.envelopes[index], whole.relaxed.spend[index])
    var cases: [Case] = []
    for (lower, upper) in [(cut.lower, cutAt), (cutAt, cut.upper)] {
      var envelopes = whole.envelopes
      envelopes[index] = ConcaveEnvelope(cut.curve, lower: lower, upper: upper)
      guard envelopes.reduce(0, { $0 + $1.lower }) <= total * (1 + 1e-12) else { continue }
      cases.append(examined(envelopes))
    }
    return cases
  }
}
