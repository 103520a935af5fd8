import Commerce
import Evaluation
import Statistics
import Testing

@Suite struct ReturnReadingTests {
  let shop = TestWorld.shop

  @Test func `there is no return without spend`() {
    #expect(ReturnReading(Metrics(revenueMicros: 5), days: 7, shop: shop) == nil)
    #expect(ReturnReading(Metrics(spendMicros: 5), days: 0, shop: shop) == nil)
  }

  @Test func `no conversions is a low return with a wide interval, not certainty`() throws {
    let spent = Metrics(spendMicros: 100_000_000)
    let reading = try #require(ReturnReading(spent, days: 7, shop: shop, orderValue: 40))
    #expect(reading.roas.mean == 0)
    #expect(reading.roas.high > 0.2)
    #expect(reading.probabilityBelow(1.5) > 0.9)
    #expect(reading.probabilityBelow(1.5) < 1)
  }

  @Test func `nothing at all is known to be below any minimum`() throws {
    let spent = Metrics(spendMicros: 100_000_000)
    let reading = try #require(ReturnReading(spent, days: 7, shop: shop))
    #expect(reading.probabilityBelow(1) == 1)
    #expect(reading.roas.low == 0 && reading.roas.high == 0)
  }

  @Test func `more orders narrow the interval`() throws {
    func width(_ conversions: Double) throws -> Double {
      let metrics = Metrics(
        conversions: conversions, spendMicros: Int64(conversions * 10_000_000),
        revenueMicros: Int64(conversions * 40_000_000))
      let reading = try #require(ReturnReading(metrics, days: 7, shop: shop))
      #expect(abs(reading.roas.mean - 4) < 1e-9)
      #expect(reading.roas.low < 4 && reading.roas.high > 4)
      return reading.roas.high - reading.roas.low
    }
    #expect(try width(10) > width(40))
    #expect(try width(40) > width(400))
  }

  @Test func `the 80 % interval covers the truth in about 80 of 100 cases`() throws {
    var generator = SeededGenerator(seed: 11)
    var covered = 0
    let cases = 600
    for _ in 0..<cases {
      let orders = poisson(mean: 25, using: &generator)
      // Log-normal values of mean 40 and a coefficient of variation of 0.8.
      let revenue = (0..<orders).reduce(0.0) { sum, _ in
        sum + logNormal(logMean: 3.4416, logDeviation: 0.7033, using: &generator)
      }
      let metrics = Metrics(
        conversions: Double(orders), spendMicros: 250_000_000,
        revenueMicros: Int64(revenue * 1_000_000))
      let reading = try #require(ReturnReading(metrics, days: 7, shop: shop))
      if reading.roas.contains(4) { covered += 1 }
    }
    #expect((0.74...0.88).contains(Double(covered) / Double(cases)))
  }
}

@Suite struct FigureWordsTests {
  @Test(arguments: [
    (0.029, "2.9 %"), (0.294, "29 %"), (0, "0.0 %"), (-0.041, "−4.1 %"), (1.8, "180 %"),
    (Double.nan, "–"),
  ])
  func `shares are told with two digits`(share: Double, words: String) {
    #expect(FigureWords.share(share) == words)
  }

  @Test(arguments: [(0.09, "+9 %"), (-0.124, "−12 %"), (0.001, "±0 %"), (.infinity, "–")])
  func `changes carry their sign`(change: Double, words: String) {
    #expect(FigureWords.change(change) == words)
  }

  @Test func `numbers, money and counts`() {
    #expect(FigureWords.oneDecimal(-0.04) == "0.0")
    #expect(FigureWords.oneDecimal(1_234.56) == "1,234.6")
    #expect(FigureWords.money(12.5, .poundSterling) == "£12.50")
    #expect(FigureWords.money(12_500.4, .poundSterling) == "£12,500")
    #expect(FigureWords.count(1, "day") == "1 day")
    #expect(FigureWords.count(1_200, "member") == "1,200 members")
  }

  @Test func `a KPI is read and told in its unit`() {
    let metrics = Metrics(
      impressions: 1_000, clicks: 29, conversions: 2, spendMicros: 12_180_000,
      revenueMicros: 80_000_000)
    func words(_ kpi: KPI) -> String? {
      KPIReading.value(kpi, of: metrics).map { KPIReading.words(kpi, $0, .poundSterling) }
    }
    #expect(words(.costPerClick) == "£0.42")
    #expect(words(.clickThroughRate) == "2.9 %")
    #expect(words(.returnOnAdSpend) == "6.57")
    #expect(words(.costPerThousand) == "£12.18")
    #expect(words(.feedAge) == nil)
    #expect(KPIReading.words(.feedAge, 6, .poundSterling) == "6 h")
    #expect(KPIReading.value(.conversionRate, of: .zero) == nil)
  }
}
