import TerminalCanvas
import Testing

@Suite struct LineChartTests {
  private func rising(_ marks: [ChartMark] = [], flags: [ChartPoint] = []) -> LineChart {
    LineChart(
      title: "CPC £", note: "14 days",
      series: [ChartSeries(points: (0...10).map { ChartPoint(x: Double($0), y: Double($0)) })],
      flags: flags, marks: marks, x: ChartAxis(title: "days"), y: ChartAxis())
  }

  @Test func `a chart has a title, axes with round names and a line of dots`() {
    let chart = drawn(rising(), width: 34, height: 9)
    #expect(chart[0] == "CPC £                      14 days")
    #expect(chart[1].hasPrefix("10 ┤"))
    #expect(chart[6].hasPrefix(" 0 ┤⣀"))
    #expect(chart[7].hasPrefix("   └┬"))
    #expect(chart[8].hasPrefix("    0"))
    #expect(chart[8].hasSuffix("10"))
    #expect(chart.joined().contains("days"))
  }

  @Test func `without UTF-8 a chart is ASCII`() {
    let chart = drawn(rising(flags: [ChartPoint(x: 5, y: 9)]), width: 30, height: 8, glyphs: .ascii)
    #expect(chart.joined().isASCII)
    #expect(chart.joined().contains("*"))
    #expect(chart.joined().contains("!"))
  }

  @Test func `marks carry their names on the side with room`() {
    let left = drawn(rising([ChartMark(x: 2, y: 5, label: "£40")]), width: 34, height: 9)
    #expect(left.joined().contains("● £40"))
    let right = drawn(
      rising([ChartMark(x: 10, y: 5, label: "£70", isFilled: false)]), width: 34, height: 9)
    #expect(right.joined().contains("£70 ○"))
  }

  @Test func `the band lies behind the line and only between its ends`() {
    let chart = LineChart(
      series: [],
      band: [ChartBandPoint(x: 2, low: 1, high: 2), ChartBandPoint(x: 4, low: 1, high: 2)],
      x: ChartAxis(range: 0...6), y: ChartAxis(range: 0...3))
    #expect(
      drawn(chart, width: 7, height: 4, glyphs: .unicode)
        == ["       ", "  ░░░  ", "  ░░░  ", "       "])
  }

  @Test func `a band that goes on beyond the axis is cut with an arrow`() {
    let chart = LineChart(
      series: [],
      band: [ChartBandPoint(x: 0, low: -9, high: 9), ChartBandPoint(x: 4, low: 1, high: 1)],
      x: ChartAxis(range: 0...4), y: ChartAxis(range: 0...4))
    #expect(
      drawn(chart, width: 5, height: 5, glyphs: .ascii)
        == ["^^^  ", ":::: ", ":::: ", ":::::", "vvvv "])
  }

  @Test func `a gap in the data is a gap in the line`() {
    let points = [0.0, 1, .nan, 3, 4].enumerated().map {
      ChartPoint(x: Double($0.offset), y: 1 + 0 * $0.element)
    }
    let chart = LineChart(
      series: [ChartSeries(points: points)], x: ChartAxis(range: 0...4), y: ChartAxis(range: 0...2))
    let middle = drawn(chart, width: 9, height: 3, glyphs: .ascii)[1]
    #expect(middle == "***   ***")
  }

  @Test func `one value, no value and endless values are drawn without harm`() {
    let values: [[ChartPoint]] = [
      [], [ChartPoint(x: 1, y: 5)], [ChartPoint(x: 0, y: .infinity), ChartPoint(x: .nan, y: 0)],
      [ChartPoint(x: 0, y: -1e300), ChartPoint(x: 1e300, y: 1e300)],
      [ChartPoint(x: 0, y: .leastNonzeroMagnitude), ChartPoint(x: 1, y: 0)],
    ]
    for points in values {
      let lines = drawn(LineChart(series: [ChartSeries(points: points)]), width: 30, height: 8)
      #expect(lines.count == 8)
    }
  }

  @Test(arguments: [
    (0.4, "0.4"), (120, "120"), (-2.5, "−2.5"), (0, "0"), (0.0004, "0"), (1.005, "1.005"),
    (.nan, "–"), (1e300, "–"),
  ])
  func `plain labels drop needless zeros`(value: Double, expected: String) {
    #expect(ChartAxis.plain(value) == expected)
  }
}
