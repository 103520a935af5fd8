package import Commerce

/// A day of a channel as reported so far, on the day of the click.
package struct ChannelRow: Sendable, Equatable {
  package var channel: Int
  package var day: Day
  package var spend: Double
  package var orders: Double
  package var revenue: Double

  package init(channel: Int, day: Day, spend: Double, orders: Double, revenue: Double) {
    self.channel = channel
    self.day = day
    self.spend = spend
    self.orders = orders
    self.revenue = revenue
  }
}
