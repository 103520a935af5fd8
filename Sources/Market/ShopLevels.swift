/// What the world takes from the history as a whole, so that one set of parameters suits every
/// shop.
struct ShopLevels: Equatable {
  /// Currency units of an average order, without the extremes.
  var typicalOrder: Double
  /// Mean and standard deviation of the logarithm of customers' mean orders.
  var logBasketMean: Double
  var logBasketDeviation: Double
  /// Organic purchase days a day over the history, all customers.
  var ordersPerDay: Double
  /// New customers a day of their own accord.
  var newCustomersPerDay: Double
  /// Mean purchase rate of a new customer who stays.
  var newCustomerRate: Double

  /// Currency units a day.
  var dailyRevenue: Double { ordersPerDay * typicalOrder }

  /// Currency units a click that prices start from: dearer where orders are larger.
  var clickPrice: Double { 0.95 * min(3, max(0.2, (typicalOrder / 400).squareRoot())) }
}

extension ShopLevels: Packable {
  func pack(into packer: inout Packer) {
    for value in [
      typicalOrder, logBasketMean, logBasketDeviation, ordersPerDay, newCustomersPerDay,
      newCustomerRate,
    ] { packer.put(value) }
  }

  init(from unpacker: inout Unpacker) throws(DamagedWorld) {
    typicalOrder = try unpacker.double()
    logBasketMean = try unpacker.double()
    logBasketDeviation = try unpacker.double()
    ordersPerDay = try unpacker.double()
    newCustomersPerDay = try unpacker.double()
    newCustomerRate = try unpacker.double()
  }
}
