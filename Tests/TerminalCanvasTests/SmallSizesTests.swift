import TerminalCanvas
import Testing

/// Every widget, with content that would like much room.
private var widgets: [any Widget] {
  [
    Panel(number: 1, title: "Approvals 日本", note: "2 waiting", isFocused: true),
    Bar(fraction: 0.4, reserved: 0.3, marker: 0.9, track: .dots),
    Sparkline([1, 2, 3, 4]),
    Whisker(low: -1, estimate: 2, high: 3, range: -2...4),
    Paragraph("Some text that is longer than a line of the smallest screens 日本語"),
    HintLine(left: [KeyHint("a", "approve")], right: [KeyHint("q", "quit")]),
    Modal(title: "Halt", lines: ["Stop everything now?"], hints: [KeyHint("y", "yes")]),
    InputField(prompt: "> ", text: "日本語 text", cursor: 5),
    LineChart(
      title: "CPC", note: "14 days",
      series: [ChartSeries(points: [ChartPoint(x: 0, y: 0), ChartPoint(x: 9, y: 9)])],
      band: [ChartBandPoint(x: 0, low: 0, high: 1), ChartBandPoint(x: 9, low: 8, high: 9)],
      flags: [ChartPoint(x: 4, y: 9)], marks: [ChartMark(x: 5, y: 5, label: "£40")]),
    Table(
      columns: [
        TableColumn("name", minimum: 9, weight: 1), TableColumn("x", minimum: 4, priority: 1),
      ],
      rowCount: 9, selection: 8
    ) { TableRow(cells: ["Campaign 日本 \($0)", .bar(Bar(fraction: 0.5))]) },
  ]
}

@Suite struct SmallSizesTests {
  @Test(arguments: [Glyphs.unicode, .ascii])
  func `every widget is safe at every small size and stays in its rectangle`(glyphs: Glyphs) {
    for widget in widgets {
      for width in 0...16 {
        for height in 0...6 { check(widget, width: width, height: height, glyphs: glyphs) }
      }
    }
  }

  private func check(_ widget: any Widget, width: Int, height: Int, glyphs: Glyphs) {
    var canvas = Canvas(size: Size(width: width + 4, height: height + 2), glyphs: glyphs)
    canvas.fill(canvas.bounds, with: "x")
    let before = canvas
    let rectangle = Rectangle(x: 2, y: 1, width: width, height: height)
    canvas.draw(widget, in: rectangle)
    for y in 0..<canvas.size.height {
      for x in 0..<canvas.size.width where !rectangle.contains(Point(x: x, y: y)) {
        guard canvas[Point(x: x, y: y)] != before[Point(x: x, y: y)] else { continue }
        Issue.record("\(widget) drew outside of \(width)×\(height) at \(x), \(y)")
      }
    }
    if glyphs == .ascii { #expect(canvas.lines.joined().isASCII) }
  }

  @Test func `a rectangle far outside draws nothing`() {
    for widget in widgets {
      var canvas = Canvas(size: Size(width: 4, height: 2))
      let before = canvas
      canvas.draw(widget, in: Rectangle(x: 50, y: 50, width: 30, height: 9))
      canvas.draw(widget, in: Rectangle(x: -90, y: -90, width: 30, height: 9))
      #expect(canvas == before)
    }
  }
}
