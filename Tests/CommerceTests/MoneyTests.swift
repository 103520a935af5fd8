import Commerce
import Testing

@Suite struct MoneyTests {
  @Test(arguments: [
    (1_234_500_000, "£1,234.50", "£1,235"), (-200_000, "−£0.20", "£0"), (0, "£0.00", "£0"),
    (999_999, "£1.00", "£1"), (-1_500_000_000_000, "−£1,500,000.00", "−£1,500,000"),
  ])
  func `an amount is written with its currency`(micros: Int64, full: String, whole: String) {
    let money = Money(micros: micros, .poundSterling)
    #expect(money.description == full)
    #expect(money.whole == whole)
  }

  @Test func `currencies know their minor units`() throws {
    let yen = try #require(Currency("JPY"))
    let dinar = try #require(Currency("KWD"))
    #expect(Money(units: 1_250, yen).description == "JPY 1,250")
    #expect(Money(units: 1.2345, dinar).roundedDownToMinorUnit.micros == 1_234_000)
    #expect(Currency.euro.microsPerMinorUnit == 10_000)
    #expect(Currency("gbp") == nil && Currency("EURO") == nil)
    #expect(Currency("GBP") == .poundSterling)
  }

  @Test func `what is held is rounded up and never short`() {
    let money = Money(micros: 3, .euro)
    #expect(money.scaledUp(by: 1.75).micros == 6)
    #expect(Money(units: 40, .euro).scaledUp(by: 2) == Money(units: 80, .euro))
  }

  @Test func `absurd amounts are clamped and do not trap`() {
    #expect(Money(units: .infinity, .euro).micros > 0)
    #expect(Money(units: -1e300, .euro).micros < 0)
    #expect(Money(units: .nan, .euro).micros > 0)
  }
}
