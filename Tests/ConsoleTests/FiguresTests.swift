import AgentInterface
import Commerce
@testable import Console
import Oversight
import Testing

/// Figures and trust on the customers' page.
struct FiguresTests {
  let day = SnapshotFixture.now.day

  func detail() -> ShopDetail {
    var detail = DetailFixture.shop()
    detail.kpis = [
      KPIRow(
        kpi: .returnOnAdSpend, name: "ROAS", formula: "attributed order values ÷ spend",
        attribution: "as the platforms attribute it", windowDays: 7, from: day, through: day,
        value: 4.21, target: 4, meetsTarget: true,
        lastWeek: .init(before: 3, relative: 0.4, isOutsideNoise: true),
        lastYear: .init(before: 4, relative: 0.05, isOutsideNoise: false)),
      KPIRow(
        kpi: .churnRate, name: "churn rate", formula: "lost ÷ active before", attribution: "",
        windowDays: 90, from: day, through: day, value: 0.42),
      KPIRow(
        kpi: .orders, name: "conversions", formula: "attributed orders", attribution: "",
        windowDays: 7, from: day, through: day, value: nil),
    ]
    detail.calibration = [
      CalibrationRow(
        kind: .budgets, settled: 12, within: 5, level: 0.8, coverageLow: 0.21,
        coverageHigh: 0.64, bias: -0.8, biasError: 0.3, pinballLoss: 0.1, biasFactor: 0.91,
        widthFactor: 1.4, concern: "forecasts of budgets do not hold")
    ]
    return detail
  }

  @Test func `figures stand with their target, their past and their formula`() throws {
    var driver = try Driver()
    driver.press("c")
    driver.receive(.detail(.shop, .shop(detail())))
    driver.shown()
    let lines = driver.lines
    #expect(
      lines.contains { $0.contains("ROAS") && $0.contains("4.21") && $0.contains("+40.0 %!") })
    #expect(lines.contains { $0.contains("churn rate") && $0.contains("42.00 %") })
    #expect(lines.contains { $0.contains("conversions") && $0.contains("–") })
  }

  @Test func `a decision's card says how right its class has been`() throws {
    #expect(
      Words.held(detail().calibration[0])
        == "budgets: 5 of 12 within the 80 % interval, truly 21–64 %; outcomes 0.8 half widths "
        + "below")
    #expect(Words.kpi(12.5, .orders, .poundSterling) == "12.5")
    #expect(Words.kpi(1_200, .orders, .poundSterling) == "1,200")
    #expect(Words.kpi(nil, .orders, .poundSterling) == "–")
  }
}
