import AgentInterface
import Commerce
import Evaluation
import OrderedCollections
import Oversight
import Persistence

extension AgentState {
  /// Posts the spend of days that every report is in for, and holds money for a new day.
  mutating func closeDays() {
    let today = now.day
    let over = ledger.held.keys.filter { holding in
      guard holding.day < today, let complete = feeds.completeTo[holding.platform] else {
        return false
      }
      return complete >= Instant(holding.day.adding(days: 1))
    }
    for holding in over.sorted(by: inOrder) { close(holding) }
    // A budget day is a high-water mark: a clock set back never opens a closed day again.
    if openDay.map({ today > $0 }) ?? true { open(today) }
  }

  private func inOrder(_ left: Ledger.Holding, _ right: Ledger.Holding) -> Bool {
    (left.day, left.campaign) < (right.day, right.campaign)
  }

  private mutating func close(_ holding: Ledger.Holding) {
    let spent = metrics.today(holding.campaign, holding.day).spendMicros
    for transfer in ledger.closing(holding, spentMicros: spent, at: now) {
      do { try move(transfer) } catch { preconditionFailure("a day does not close: \(error)") }
      guard transfer.kind == .overrun else { continue }
      let name = campaigns[holding.campaign]?.name ?? "campaign \(holding.campaign)"
      halt(
        because: "\(holding.platform.name) spent "
          + "\(Money(micros: transfer.amountMicros, shop.currency)) on \"\(name)\" "
          + "on \(holding.day) above what was held")
    }
  }

  private mutating func open(_ day: Day) {
    openDay = day
    remember("openDay", day.description)
    ledger.forgetDays(before: day.adding(days: -2))
    budgetsAtDayStart = campaigns.values.reduce(into: [:]) { budgets, campaign in
      budgets[campaign.id] = campaign.dailyBudget
    }
    remember(
      "budgetsAtDayStart",
      encoded(budgetsAtDayStart.map { [$0.key.value, $0.value.micros] }.sorted { $0[0] < $1[0] }))
    let sent = budgetsInFlight
    // First those that nobody could pause for certain before their answer is in.
    let unsure = campaigns.values.filter { sent[$0.id] != nil }
    let sure = campaigns.values.filter { $0.status == .active && sent[$0.id] == nil }
    for campaign in unsure + sure { holdForToday(campaign, sent: sent[campaign.id]) }
  }

  /// Budgets that were sent and may be in force at a platform already, though its answer is still to
  /// come.
  private var budgetsInFlight: [Campaign.ID: Money] {
    decisions.values.filter(\.state.isInFlight).flatMap(\.action.budgetsInForce)
      .reduce(into: [:]) { highest, budget in
        highest[budget.0] = max(highest[budget.0] ?? budget.1, budget.1)
      }
  }

  /// Holds what a running campaign may spend today, by the higher of its budget and one that was
  /// sent; one that does not fit under the caps is paused.
  private mutating func holdForToday(_ campaign: Campaign, sent: Money?) {
    guard let budget = [campaign.dailyBudget, sent].compactMap({ $0 }).max() else { return }
    let transfer = ledger.reservation(
      for: budget, campaign: campaign.id, platform: campaign.platform, day: now.day, decision: nil,
      at: now)
    guard let transfer else { return }
    do { try move(transfer) } catch {
      pauseForLackOfMoney(campaign, error)
    }
  }

  private mutating func pauseForLackOfMoney(_ campaign: Campaign, _ error: LedgerError) {
    guard case .overdraft(let account, let needed, let free) = error else {
      preconditionFailure("\(error)")
    }
    let reason =
      "\(Money(micros: needed, shop.currency)) would have to be held for today, "
      + "\(Money(micros: max(0, free), shop.currency)) is free on \(account.words)"
    let wasStopped = stopUnsent(of: campaign, reason: reason)
    guard campaign.status == .active else {
      // What is under way may be carried out all the same; nothing else would ever start it.
      if !wasStopped { pauseByAgent(campaign, reason: reason) }
      return
    }
    guard wasStopped else { return pauseByAgent(campaign, reason: reason) }
    holdForToday(campaign, sent: nil)
  }

  /// Gives back what is held today for a campaign that has never run today.
  mutating func releaseToday(of campaign: Campaign) {
    let heldNow = ledger.heldMicros(
      campaign: campaign.id, platform: campaign.platform, day: now.day)
    guard heldNow > 0, campaign.status != .active,
      metrics.today(campaign.id, now.day).spendMicros == 0, campaign.start == now.day
    else { return }
    let void = Transfer(
      kind: .void, campaign: campaign.id, platform: campaign.platform, day: now.day,
      amountMicros: 0, releasedMicros: heldNow, at: now)
    do { try move(void) } catch { preconditionFailure("\(error)") }
  }

  /// Most that an action may cost if nobody looks again: what it may spend until its campaigns end
  /// by themselves.
  func worstCase(of action: Action) -> Money? {
    let parts = action.budgetsInForce.map { id, budget -> Money in
      let platform = campaigns[id]?.platform ?? action.plannedPlatform ?? .googleAds
      let end = campaigns[id]?.end ?? action.plannedEnd ?? now.day.adding(days: 7)
      let days = Double(max(1, end.days(since: now.day) + 1))
      // Platforms overspend single days, not the whole run: the run costs at most its even budget
      // and one such day.
      return budget.scaledUp(by: days - 1 + platform.overspendFactor)
    }
    guard !parts.isEmpty else { return nil }
    return parts.reduce(.zero(shop.currency), +)
  }
}

extension Action {
  var plannedEnd: Day? { newCampaign?.end }
}
