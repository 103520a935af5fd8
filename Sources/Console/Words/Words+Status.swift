import AgentInterface
import Commerce
import Oversight
import TerminalCanvas

extension Words {
  /// The state of a campaign with who or what is behind it.
  static func state(_ row: CampaignRow) -> StyledText {
    let (word, role) = stateWord(row)
    return StyledText(word, role)
  }

  static func stateWord(_ row: CampaignRow) -> (String, Role) {
    let campaign = row.campaign
    switch campaign.status {
    case .pending: return ("pending", .statusWaiting)
    case .paused: return (campaign.pausedBy.map { "paused, \($0)" } ?? "paused", .statusPaused)
    case .scheduled: return ("scheduled", .statusInfo)
    case .completed: return (campaign.platform == .klaviyo ? "sent" : "ended", .textDim)
    case .cancelled: return ("cancelled", .textDim)
    case .active:
      if row.heldBecause != nil { return ("held", .statusWarn) }
      if row.isLearning { return ("learning", .statusInfo) }
      return (campaign.platform == .klaviyo ? "sending" : "active", .statusGood)
    }
  }

  /// `▲` where the second value is at least 5 % above the first, `▼` below, `·` between.
  static func trend(
    from before: Double?, to now: Double?, _ glyphs: Glyphs
  ) -> StyledText {
    guard let before, let now, before > 0 else { return StyledText(" ") }
    let change = now / before - 1
    if change >= 0.05 { return StyledText(glyphs.symbol(.rising), .statusGood) }
    if change <= -0.05 { return StyledText(glyphs.symbol(.falling), .statusBad) }
    return StyledText(glyphs.symbol(.level), .textDim)
  }

  static func state(_ state: Decision.State, now: Instant) -> StyledText {
    switch state {
    case .needsApproval(let expires):
      StyledText("expires in " + longSpan(seconds: expires.seconds(since: now)), .statusWaiting)
    case .vetoWindow(let until):
      StyledText(
        "goes ahead in \(longSpan(seconds: until.seconds(since: now))) unless rejected",
        .statusWarn)
    case .proposed: StyledText("proposed", .statusInfo)
    case .blocked(let rule, _): StyledText("blocked by \(rule.rawValue)", .statusBad)
    case .approved(let by, let at):
      StyledText("approved by \(by), \(moment(at, now: now))", .statusGood)
    case .dispatching: StyledText("being carried out", .statusInfo)
    case .uncertain: StyledText("answer missing, reading the platform", .statusWarn)
    case .confirmed(let at): StyledText("done \(moment(at, now: now))", .statusGood)
    case .observing(let until):
      StyledText("done, observed until \(date(until.day))", .statusGood)
    case .settled(let at): StyledText("settled \(moment(at, now: now))", .statusGood)
    case .failed(let reason): StyledText("failed: \(reason)", .statusBad)
    case .rejected(let rejection):
      StyledText("rejected by \(rejection.by): \(rejection.code.rawValue)", .statusPaused)
    case .expired(let at): StyledText("expired \(moment(at, now: now))", .statusPaused)
    case .withdrawn(let reason): StyledText("withdrawn: \(reason)", .statusPaused)
    case .stale(let reason): StyledText("stale: \(reason)", .statusPaused)
    case .undone(let by): StyledText("undone by decision \(by)", .statusPaused)
    }
  }

  static func name(of objective: Campaign.Objective) -> String { objective.rawValue }

  static func level(_ level: AutonomyLevel) -> String { "\(level.rawValue) \(level.name)" }
}
