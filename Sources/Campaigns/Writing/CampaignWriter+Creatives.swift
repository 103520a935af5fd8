package import Commerce

extension CampaignWriter {
  /// Creatives for a new campaign: two that differ in their idea alone, within the platform's limits
  /// and the brand's rules.
  ///
  /// - Parameters:
  ///   - objective: What the campaign is for.
  ///   - audience: Whom it speaks to.
  ///   - platform: Where.
  ///   - first: Ideas that come before those that tests have taught to prefer.
  ///   - avoiding: Ideas that are not used.
  ///   - discount: A code that exists, which is offered before anything else.
  /// - Returns: At most two, with what was refused on the way.
  package func creatives(
    _ objective: Campaign.Objective, _ audience: Audience, _ platform: Platform,
    first: [Creative.Idea] = [], avoiding: Set<Creative.Idea> = [], discount: DiscountPlan? = nil
  ) -> WrittenMessages {
    let usual = messages.ranked(
      MessageGrammar.ideas(for: objective).filter { !first.contains($0) },
      in: MessageSetting(objective: objective, audience: audience, platform: platform))
    let ideas =
      (discount == nil ? [] : [Creative.Idea.offer])
      + (first + usual).filter { !avoiding.contains($0) }
    return written(
      ideas.map {
        MessageComposer.Assignment(
          idea: $0, objective: objective, audience: audience, platform: platform,
          discount: discount)
      }, labels: [], most: 2)
  }

  /// Every idea of an objective as it would be written, most promising first.
  package func all(
    _ objective: Campaign.Objective, _ audience: Audience, _ platform: Platform
  ) -> [Result<Creative, MessageRefusal>] {
    MessageGrammar.ideas(for: objective).compactMap { idea in
      composer.message(
        "A",
        MessageComposer.Assignment(
          idea: idea, objective: objective, audience: audience, platform: platform))
    }
  }

  /// Creatives for a test against `creative`: the same campaign, each idea that is not running, all
  /// under the label that comes next.
  package func challengers(to creative: Creative, of campaign: Campaign) -> WrittenMessages {
    let tried = campaign.creatives + [creative]
    let label = Self.label(after: tried.map(\.label))
    var written = written(untried(in: campaign, tried: tried), labels: [], most: .max)
    for index in written.creatives.indices { written.creatives[index].label = label }
    return written
  }

  /// New creatives for a campaign whose own are worn, with ideas that have not been tried.
  ///
  /// - Parameters:
  ///   - campaign: What it is for.
  ///   - tried: Creatives that have run; their ideas are not used again while others are left.
  /// - Returns: At most two, under labels that no tried creative had, with what was refused on the
  ///   way; none if every idea has been tried or refused.
  package func refresh(of campaign: Campaign, tried: [Creative]) -> WrittenMessages {
    written(untried(in: campaign, tried: tried), labels: tried.map(\.label), most: 2)
  }

  /// Ideas for a campaign that have not run, most promising first.
  private func untried(
    in campaign: Campaign, tried: [Creative]
  ) -> [MessageComposer.Assignment] {
    let used = Set(tried.map(\.idea))
    return messages.ranked(
      MessageGrammar.ideas(for: campaign.objective), in: MessageSetting(campaign)
    ).filter { !used.contains($0) }.map {
      MessageComposer.Assignment(
        idea: $0, objective: campaign.objective, audience: campaign.audience,
        platform: campaign.platform)
    }
  }

  /// The first messages that pass, under labels that are free.
  private func written(
    _ assignments: [MessageComposer.Assignment], labels: [String], most: Int
  ) -> WrittenMessages {
    var written = WrittenMessages()
    for assignment in assignments where written.creatives.count < most {
      let label = Self.label(after: labels + written.creatives.map(\.label))
      switch composer.message(label, assignment) {
      case .success(let creative): written.creatives.append(creative)
      case .failure(let refusal): written.refused.append(refusal)
      case nil: continue
      }
    }
    return written
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
}
