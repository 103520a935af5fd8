package import Commerce
import Evaluation
package import Oversight
import Statistics

/// One change of a belief in words: what was believed, what is, because of what.
package struct BeliefChange: Hashable, Sendable {
  package var subject: String
  package var before: String
  package var after: String
  package var because: String

  package init(subject: String, before: String, after: String, because: String) {
    self.subject = subject
    self.before = before
    self.after = after
    self.because = because
  }
}

extension BeliefChange {
  /// What an outcome does to the next forecasts of its class.
  ///
  /// - Parameters:
  ///   - kind: The class.
  ///   - before: The decisions without the outcome.
  ///   - after: With it.
  ///   - because: The outcome in words.
  /// - Returns: `nil` where neither factor moves by two per cent.
  package static func forecasts(
    of kind: ActionClass, before: [Decision], after: [Decision], because: String
  ) -> BeliefChange? {
    let old = ForecastCorrection(of: kind, in: before)
    let new = ForecastCorrection(of: kind, in: after)
    let moves = [new.bias / old.bias, new.width / old.width]
    guard moves.contains(where: { $0 < 0.98 || $0 > 1.02 }) else { return nil }
    return BeliefChange(
      subject: "forecasts of \(kind.rawValue)", before: words(old), after: words(new),
      because: because)
  }

  private static func words(_ correction: ForecastCorrection) -> String {
    "shown at \(twoDecimals(correction.bias)) of what models say, intervals "
      + "\(twoDecimals(correction.width)) times as wide"
  }

  /// What a rejection does to what is proposed next.
  ///
  /// - Parameters:
  ///   - decision: In the state `rejected`.
  ///   - decisions: Those that are known, with or without this one.
  ///   - now: The present.
  /// - Returns: `nil` for a decision that no person rejected.
  package static func rejection(
    of decision: Decision, among decisions: [Decision], now: Instant
  ) -> BeliefChange? {
    guard case .rejected(let rejection) = decision.state else { return nil }
    let note = rejection.note.isEmpty ? "" : " (\"\(rejection.note)\")"
    let because =
      "\(rejection.by) rejected decision \(decision.id): \(rejection.code.rawValue)\(note)"
    func change(_ before: String, _ after: String) -> BeliefChange {
      BeliefChange(subject: decision.title, before: before, after: after, because: because)
    }
    if case .adoptPlan = decision.action {
      return change(
        "worth aiming at",
        rejection.code == .tooExpensive
          ? "no more spending is proposed until the next plan, which says so"
          : "not aimed at; the next plan says so")
    }
    guard let kind = decision.opportunityKind else {
      return change("worth doing", "not done; asked again only if it is needed again")
    }
    let others = decisions.filter { $0.id != decision.id }
    let old = DecisionMemory(others, now: now)
    let new = DecisionMemory(others + [decision], now: now)
    let like = DecisionMemory.Idea(
      kind: kind, platform: decision.platform, audience: decision.action.newCampaign?.audience,
      campaign: nil)
    let rest = rejection.code == .wrongTime ? 3 : DecisionMemory.restDays
    var words = ["not asked again before \(rejection.at.day.adding(days: rest))"]
    if new.factor(for: like) != old.factor(for: like) {
      words.append(
        "the like counts \(percent(new.factor(for: like))) of its score, which wears off by half "
          + "in \(Int(DecisionMemory.halfLifeDays)) days")
    }
    if new.sizeFactor(for: kind) != old.sizeFactor(for: kind) {
      words.append("the like is proposed at \(percent(new.sizeFactor(for: kind))) of its size")
    }
    return change(
      "worth asking; the like counts \(percent(old.factor(for: like))) of its score",
      words.joined(separator: "; "))
  }
}

extension CampaignResponse {
  /// `2.10 (1.62 to 2.66) a unit spent at £30.00 a day`
  func words(_ campaign: Campaign, _ shop: Shop) -> String {
    let spend = campaign.dailyBudget?.units ?? settled.configuration.typicalSpend
    let roas = roas(atDailySpend: spend)
    return
      "\(twoDecimals(roas.mean)) (\(twoDecimals(roas.low)) to \(twoDecimals(roas.high))) a unit "
      + "spent at \(FigureWords.money(spend, shop.currency)) a day"
  }
}

extension BeliefChange {
  /// What the settled days say of a campaign's return, once it has moved by a meaningful amount.
  package static func response(
    from before: CampaignResponse?, to after: CampaignResponse, campaign: Campaign, shop: Shop
  ) -> BeliefChange {
    // What was told last is what people know, not yesterday's step towards today's.
    let told = before.map { "\(twoDecimals($0.toldReturn)) a unit spent" }
    return BeliefChange(
      subject: "return of \"\(campaign.name)\"", before: told ?? "as published benchmarks have it",
      after: after.words(campaign, shop),
      because: "\(FigureWords.count(after.days, "settled day")) of its figures")
  }
}
