import AgentInterface
import ArgumentParser
import Commerce

struct BudgetCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "budget", abstract: "Set a campaign's daily budget.")

  @Argument(help: "The campaign's number or name.")
  var campaign: String

  @Argument(help: "The amount a day in the shop's currency, like 70 or 70.50.")
  var amount: String

  @OptionGroup var order: OrderOptions

  func validate() throws {
    guard AmountText.micros(amount) != nil else {
      throw ValidationError("'\(amount)' is no amount. Write it like 70 or 70.50.")
    }
  }

  func run() async throws {
    let desk = try await order.open()
    let target = try await desk.campaign(campaign)
    let currency = try await desk.snapshot().shop.currency
    guard let micros = AmountText.micros(amount) else { return }
    try await order.carryOut(
      .setDailyBudget(target.id, Money(micros: micros, currency)), at: desk)
  }
}

/// Amounts as people type them.
enum AmountText {
  /// Micros of `70`, `70.5` or `1,250.00`, exactly; `nil` for anything else, and below 0 or above
  /// 10⁹ units.
  static func micros(_ text: String) -> Int64? {
    let parts = text.filter { $0 != "," }.split(separator: ".", omittingEmptySubsequences: false)
    guard (1...2).contains(parts.count), let whole = parts.first, (1...10).contains(whole.count),
      parts.allSatisfy({ $0.allSatisfy { $0.isASCII && $0.isNumber } }),
      let units = Int64(whole), units <= 1_000_000_000
    else { return nil }
    guard parts.count == 2 else { return units * 1_000_000 }
    let digits = parts[1]
    guard (1...6).contains(digits.count), let fraction = Int64(digits) else { return nil }
    return units * 1_000_000 + (digits.count..<6).reduce(fraction) { value, _ in value * 10 }
  }
}
