/// A value over another.
package struct ChartPoint: Hashable, Sendable {
  package let x: Double
  package let y: Double

  package init(x: Double, y: Double) {
    self.x = x
    self.y = y
  }
}

/// One line of a chart; a point that is not finite leaves a gap.
package struct ChartSeries: Hashable, Sendable {
  package let points: [ChartPoint]
  package let role: Role

  package init(points: [ChartPoint], role: Role = .chartSeries1) {
    self.points = points
    self.role = role
  }
}

/// Between which values something was expected.
package struct ChartBandPoint: Hashable, Sendable {
  package let x: Double
  package let low: Double
  package let high: Double

  package init(x: Double, low: Double, high: Double) {
    self.x = x
    self.low = low
    self.high = high
  }
}

/// A point worth naming: filled where things are now, open where they are proposed to be.
package struct ChartMark: Hashable, Sendable {
  package let x: Double
  package let y: Double
  package let label: String
  package let isFilled: Bool

  package init(x: Double, y: Double, label: String, isFilled: Bool = true) {
    self.x = x
    self.y = y
    self.label = label
    self.isFilled = isFilled
  }
}

/// Lines over two axes, with an expected band, flagged points and marks.
package struct LineChart: Widget {
  package let title: StyledText
  package let note: StyledText
  package let series: [ChartSeries]
  package let band: [ChartBandPoint]
  package let flags: [ChartPoint]
  package let marks: [ChartMark]
  package let x: ChartAxis
  package let y: ChartAxis

  /// - Parameters:
  ///   - title: Above the upright axis: what is measured, in which unit.
  ///   - note: Above the chart at the right.
  ///   - series: Lines, the last one in front.
  ///   - band: Expected values by ascending x.
  ///   - flags: Points that are wrong, drawn in front of the lines.
  ///   - marks: Named points, drawn in front of everything.
  ///   - x: The lying axis.
  ///   - y: The upright axis.
  package init(
    title: StyledText = "", note: StyledText = "", series: [ChartSeries],
    band: [ChartBandPoint] = [], flags: [ChartPoint] = [], marks: [ChartMark] = [],
    x: ChartAxis = ChartAxis(), y: ChartAxis = ChartAxis()
  ) {
    self.title = title
    self.note = note
    self.series = series
    self.band = band
    self.flags = flags
    self.marks = marks
    self.x = x
    self.y = y
  }

  package func draw(on canvas: inout Canvas, in rectangle: Rectangle) {
    guard !rectangle.isEmpty else { return }
    canvas.within(rectangle) { canvas in
      let layout = ChartLayout(chart: self, size: canvas.size)
      drawHeading(on: &canvas, layout)
      layout.drawAxes(of: self, on: &canvas)
      canvas.within(layout.plot) { canvas in
        layout.drawBand(band, on: &canvas)
        layout.drawSeries(series, on: &canvas)
        layout.drawFlags(flags, on: &canvas)
        layout.drawMarks(marks, on: &canvas)
      }
    }
  }

  /// Every value that should be seen, along x and along y.
  var extent: (x: [Double], y: [Double]) {
    let points =
      series.flatMap(\.points) + flags + marks.map { ChartPoint(x: $0.x, y: $0.y) }
      + band.map { ChartPoint(x: $0.x, y: $0.low) } + band.map { ChartPoint(x: $0.x, y: $0.high) }
    let finite = points.filter { $0.x.isFinite && $0.y.isFinite }
    return (finite.map(\.x), finite.map(\.y))
  }

  private func drawHeading(on canvas: inout Canvas, _ layout: ChartLayout) {
    guard layout.hasHeading else { return }
    let width = canvas.size.width
    let used = canvas.write(
      title.defaulting(to: .textDim).truncated(to: width), at: .zero)
    let room = width - used - 2
    guard room > 4 else { return }
    let text = note.defaulting(to: .textDim).truncated(to: room)
    canvas.write(text, at: Point(x: width - text.width, y: 0))
  }
}
