package import Commerce

extension FigureWords {
  /// `+9 % (+1 % to +17 %)`, or `not known` where there is none to tell.
  package static func effect(_ effect: Estimate) -> String {
    guard !effect.isUnknownEffect else { return "not known" }
    return "\(change(effect.mean)) (\(change(effect.low)) to \(change(effect.high)))"
  }
}
