package import Commerce

extension CampaignWriter {
  /// `Cross-sell · regulars`, else as its objective has it.
  func name(
    _ kind: Opportunity.Kind, _ objective: Campaign.Objective, _ audience: Audience
  ) -> String {
    kind == .crossSell ? "Cross-sell · " + nickname(audience) : name(objective, audience)
  }

  /// `Winback · lapsed gifters`.
  package func name(_ objective: Campaign.Objective, _ audience: Audience) -> String {
    let verb =
      switch objective {
      case .acquisition: "Acquisition"
      case .retention: "Retention"
      case .winback: "Winback"
      case .upsell: "Upsell"
      }
    return verb + " · " + nickname(audience)
  }

  private func nickname(_ audience: Audience) -> String {
    let customers = rules.sells.customers
    switch audience {
    case .everyone: return "searching for \(rules.sells.items)"
    case .prospects: return "new faces"
    case .lookalike: return "like our best"
    case .segment(let name):
      return switch name {
      case .champions: "best customers"
      case .loyal: "regulars"
      case .potentialLoyalists: "becoming regulars"
      case .new: "first orders"
      case .promising: "second orders"
      case .needAttention: "cooling off"
      case .aboutToSleep: "drifting away"
      case .atRisk: "lapsing \(customers)"
      case .cannotLose: "big spenders gone quiet"
      case .hibernating: "lapsed \(customers)"
      case .lost: "long-lost \(customers)"
      }
    }
  }
}
