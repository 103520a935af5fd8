package import Commerce
import Oversight

extension CampaignWriter {
  /// Two creatives that differ in their idea alone, both within the platform's limits and the
  /// brand's rules.
  func creatives(
    _ objective: Campaign.Objective, _ audience: Audience, _ platform: Platform,
    avoiding: Set<Creative.Idea> = [], discount: DiscountPlan? = nil
  ) -> (creatives: [Creative], notes: [String]) {
    var creatives: [Creative] = []
    var notes: [String] = []
    let usual = messages.ranked(
      MessageGrammar.ideas(for: objective),
      in: MessageSetting(objective: objective, audience: audience, platform: platform))
    let ideas =
      (discount == nil ? [] : [Creative.Idea.offer]) + usual.filter { !avoiding.contains($0) }
    for idea in ideas where creatives.count < 2 {
      let label = ["A", "B"][creatives.count]
      guard
        let creative = creative(
          label, idea, objective, audience, platform, discount: discount)
      else { continue }
      let breaches = rules.check(creative, for: platform)
      if breaches.isEmpty {
        creatives.append(creative)
      } else {
        notes.append(
          "\(idea.rawValue) left out: " + breaches.map(\.description).joined(separator: "; "))
      }
    }
    if !creatives.isEmpty {
      notes.insert("\(creatives.count) messages checked against the brand rules", at: 0)
    }
    return (creatives, notes)
  }

  /// One message as a platform shows it; `nil` if there is none for that idea.
  func creative(
    _ label: String, _ idea: Creative.Idea, _ objective: Campaign.Objective, _ audience: Audience,
    _ platform: Platform, discount: DiscountPlan? = nil
  ) -> Creative? {
    let written =
      idea == .offer
      ? discount.map(MessageGrammar.offer) : MessageGrammar.message(objective, idea)
    guard let message = written else { return nil }
    switch platform {
    case .googleAds:
      return Creative(
        label: label, idea: idea, headline: message.headline, body: message.short,
        callToAction: message.action)
    case .metaAds:
      return Creative(
        label: label, idea: idea, headline: message.headline, body: message.long,
        callToAction: message.action)
    case .klaviyo, .shopify:
      return Creative(
        label: label, idea: idea, headline: message.headline,
        body: MessageGrammar.opening(audience) + "\n\n" + message.letter
          + "\n\nWarm regards\n\(shop.name)",
        callToAction: message.action, subject: message.subject, preview: message.preview)
    }
  }

  /// Creatives for a test against `creative`: the same campaign, each idea that is not running.
  package func challengers(to creative: Creative, of campaign: Campaign) -> [Creative] {
    let tried = campaign.creatives + [creative]
    let label = Self.label(after: tried.map(\.label))
    return untried(in: campaign, tried: tried).compactMap { self.fresh($0, label, of: campaign) }
  }

  /// New creatives for a campaign whose own are worn, with ideas that have not been tried.
  ///
  /// - Parameters:
  ///   - campaign: What it is for.
  ///   - tried: Creatives that have run; their ideas are not used again while others are left.
  /// - Returns: At most two, under labels that no tried creative had; empty if every idea has been
  ///   tried.
  package func refresh(of campaign: Campaign, tried: [Creative]) -> [Creative] {
    var labels = tried.map(\.label)
    var fresh: [Creative] = []
    for idea in untried(in: campaign, tried: tried) where fresh.count < 2 {
      let label = Self.label(after: labels)
      guard let creative = self.fresh(idea, label, of: campaign) else { continue }
      fresh.append(creative)
      labels.append(label)
    }
    return fresh
  }

  /// Ideas for a campaign that have not run, most promising first.
  private func untried(in campaign: Campaign, tried: [Creative]) -> [Creative.Idea] {
    let used = Set(tried.map(\.idea))
    return messages.ranked(
      MessageGrammar.ideas(for: campaign.objective), in: MessageSetting(campaign)
    ).filter { !used.contains($0) }
  }

  private func fresh(
    _ idea: Creative.Idea, _ label: String, of campaign: Campaign
  ) -> Creative? {
    creative(label, idea, campaign.objective, campaign.audience, campaign.platform)
      .flatMap { rules.check($0, for: campaign.platform).isEmpty ? $0 : nil }
  }

  /// The first of A, B, … Z, A2, … that is not taken.
  static func label(after taken: [String]) -> String {
    let letters = (65...90).map { String(UnicodeScalar(UInt8($0))) }
    for round in 1... {
      let suffix = round == 1 ? "" : String(round)
      if let free = letters.lazy.map({ $0 + suffix }).first(where: { !taken.contains($0) }) {
        return free
      }
    }
    return "A"
  }

  /// `Winback · lapsed gifters`.
  package static func name(_ objective: Campaign.Objective, _ audience: Audience) -> String {
    let verb =
      switch objective {
      case .acquisition: "Acquisition"
      case .retention: "Retention"
      case .winback: "Winback"
      case .upsell: "Upsell"
      }
    return verb + " · " + nickname(audience)
  }

  private static func nickname(_ audience: Audience) -> String {
    switch audience {
    case .everyone: "searching for gifts"
    case .prospects: "new faces"
    case .lookalike: "like our best"
    case .segment(let name):
      switch name {
      case .champions: "best customers"
      case .loyal: "regulars"
      case .potentialLoyalists: "becoming regulars"
      case .new: "first orders"
      case .promising: "second orders"
      case .needAttention: "cooling off"
      case .aboutToSleep: "drifting away"
      case .atRisk: "lapsing gifters"
      case .cannotLose: "big spenders gone quiet"
      case .hibernating: "lapsed gifters"
      case .lost: "long-lost gifters"
      }
    }
  }
}
