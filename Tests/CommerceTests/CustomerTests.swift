import Commerce
import Testing

@Suite struct CustomerTests {
  @Test func `purchases of one day count once`() {
    let day = Day(number: 100)
    var customer = Customer(id: Customer.ID(1), firstOrderOn: day, amountMicros: 10)
    customer.ordered(on: day, amountMicros: 5)
    customer.ordered(on: day.adding(days: 3), amountMicros: 7)
    #expect(customer.purchaseDays == 2)
    #expect(customer.orders == 3)
    #expect(customer.revenueMicros == 22)
    #expect(customer.firstDayRevenueMicros == 15)
    #expect(customer.lastDay == day.adding(days: 3))
  }
}
