import Commerce
import RealModule
import Statistics

/// Makes shoppers of historical customers: rates shrunk towards the average, some already gone.
struct PopulationGenesis {
  private let genesis: Genesis
  private let today: Day
  private let meanRate: Double
  private let demand: WorldParameters.Demand
  private(set) var levels: ShopLevels

  init(_ genesis: Genesis) {
    self.genesis = genesis
    today = genesis.start.day
    demand = genesis.parameters.demand
    let customers = genesis.customers
    let days = customers.reduce(0) { $0 + max(1, $1.purchaseDays) }
    let firstDay = customers.map(\.firstDay).min() ?? today
    let span = Double(max(30, today.days(since: firstDay)))
    let exposure = customers.reduce(0.0) {
      $0 + Double(max(1, genesis.start.day.days(since: $1.firstDay)))
    }
    let repeats = Double(days - customers.count) + 1
    meanRate = repeats / max(30, exposure)
    let logs = customers.map { Double.log(max(0.01, Double($0.meanOrderMicros) / 1_000_000)) }
    let centre = logs.isEmpty ? Double.log(50.0) : logs.reduce(0, +) / Double(logs.count)
    let square = logs.reduce(0.0) { $0 + ($1 - centre) * ($1 - centre) }
    let deviation = logs.count > 1 ? (square / Double(logs.count - 1)).squareRoot() : 0.6
    let orders = max(0.5, Double(days) / span) * demand.level
    levels = ShopLevels(
      typicalOrder: Double.exp(centre + min(1, deviation * deviation) / 2), logBasketMean: centre,
      logBasketDeviation: min(1.2, deviation), ordersPerDay: orders,
      newCustomersPerDay: orders * demand.newCustomerShare, newCustomerRate: meanRate)
  }

  /// The population on the first day; its expected purchases are the history's average.
  mutating func population(chance: Chance) -> Population {
    var generator = chance.generator(.genesis, 0)
    var shoppers = genesis.customers.map { shopper(of: $0, using: &generator) }
    let expected = shoppers.reduce(0.0) { sum, shopper in
      let rate = shopper.isActive ? shopper.rate : shopper.rate * demand.dormantShare
      return sum + rate * fading(of: shopper, on: today, demand)
    }
    let wanted = levels.ordersPerDay - levels.newCustomersPerDay
    let scale = expected > 0 ? min(20, max(0.02, wanted / expected)) : 1
    for index in shoppers.indices { shoppers[index].rate *= scale }
    levels.newCustomerRate = meanRate * scale
    let numbers = genesis.customers.compactMap { Int64($0.reference) }
    return Population(
      shoppers: shoppers, references: genesis.customers.map(\.reference),
      nextNumber: (numbers.max() ?? 0) + 1, dormantShare: demand.dormantShare)
  }

  private func shopper(
    of customer: HistoricalCustomer, using generator: inout SeededGenerator
  ) -> Shopper {
    let repeats = Double(max(0, customer.purchaseDays - 1))
    let watched = Double(max(1, today.days(since: customer.firstDay)))
    let known = Double(max(0, customer.lastDay.days(since: customer.firstDay)))
    let priorDays = demand.priorPurchases / meanRate
    let rate = (demand.priorPurchases + repeats) / (priorDays + watched)
    let trust = Double(customer.purchaseDays) / (Double(customer.purchaseDays) + 0.7)
    let log = Double.log(max(0.01, Double(customer.meanOrderMicros) / 1_000_000))
    let alive = stillActive(repeats: repeats, known: known, watched: watched, priorDays: priorDays)
    return Shopper(
      rate: rate, logBasket: levels.logBasketMean + trust * (log - levels.logBasketMean),
      lastOrderDay: customer.lastDay.number, isActive: happens(alive, using: &generator),
      acceptsEmail: customer.acceptsEmail)
  }

  /// P(alive) of the BG/NBD model (Fader, Hardie and Lee 2005, equation 4), with the drop-out
  /// probability's beta prior worth two purchases; those who bought once may have been one-timers.
  private func stillActive(
    repeats: Double, known: Double, watched: Double, priorDays: Double
  ) -> Double {
    guard repeats > 0 else { return 1 - demand.oneTimeShare }
    let gone = 2 * demand.dropoutPerPurchase
    let stayed = 2 - gone
    let silence =
      (demand.priorPurchases + repeats)
      * Double.log((priorDays + watched) / (priorDays + known))
    return 1 / (1 + gone / (stayed + repeats - 1) * Double.exp(min(50, silence)))
  }
}

/// What is left of a shopper's rate after the days without a purchase; slower for rare buyers.
func fading(of shopper: Shopper, on day: Day, _ demand: WorldParameters.Demand) -> Double {
  let silent = Double(max(0, day.number - shopper.lastOrderDay))
  let time = max(demand.fadeDays, 4 / max(shopper.rate, 1e-6))
  return demand.fadeFloor + (1 - demand.fadeFloor) * Double.exp(-silent / time)
}
