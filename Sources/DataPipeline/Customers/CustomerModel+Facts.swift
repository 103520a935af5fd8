import Statistics

extension CustomerModel {
  /// What was fitted, in words.
  package var facts: [(label: String, value: String)] {
    let model = purchases.model
    var facts = [
      ("learnt from", "\(buyers) buyers over \(historyDays) days, up to \(asOf)"),
      (
        "purchases, BG/NBD",
        "r \(rounded(model.rateShape)), α \(rounded(model.rateScale)) weeks, "
          + "a \(rounded(model.leaving)), b \(rounded(model.staying)); "
          + "log-likelihood \(rounded(purchases.logLikelihood))"
      ),
    ]
    if purchases.isRidge {
      facts.append(("ridge", "the data leave some parameters open; predictions hold, they do not"))
    }
    guard let spend else {
      return facts + [("spend", "too few came back, or it varies too much for a mean")]
    }
    facts.append(
      (
        "spend, gamma-gamma",
        "p \(rounded(spend.model.purchaseShape)), q \(rounded(spend.model.customerShape)), "
          + "v \(rounded(spend.model.scale))"
      ))
    return facts
  }

  private func rounded(_ value: Double) -> String { "\((value * 1_000).rounded() / 1_000)" }
}
