/// Where the parts of a line chart stand.
struct ChartLayout {
  /// The area of the lines.
  let plot: Rectangle
  let hasHeading: Bool
  let hasAxes: Bool
  let xScale: AxisScale
  let yScale: AxisScale

  /// Axes need 14 by 4 cells, a heading one row more; below that only the lines are drawn.
  init(chart: LineChart, size: Size) {
    let extent = chart.extent
    hasAxes = size.width >= 14 && size.height >= 4
    hasHeading = size.height >= 5 && !(chart.title.isEmpty && chart.note.isEmpty)
    let top = hasHeading ? 1 : 0
    let height = size.height - top - (hasAxes ? 2 : 0)
    yScale = AxisScale(
      axis: chart.y, values: extent.y, maximumTicks: min(6, max(2, (height + 1) / 2)))
    let widest = yScale.ticks.map { DisplayWidth.of(chart.y.label($0)) }.max() ?? 0
    let gutter = hasAxes ? min(widest + 2, size.width / 2) : 0
    plot = Rectangle(x: gutter, y: top, width: size.width - gutter, height: height)
    xScale = AxisScale(
      axis: chart.x, values: extent.x, maximumTicks: min(8, max(2, plot.width / 10)))
  }

  /// The row of the plot a value falls on, beyond it when it is outside.
  func row(of value: Double, in height: Int) -> Int {
    place(1 - yScale.fraction(of: value), in: height)
  }

  func column(of value: Double, in width: Int) -> Int {
    place(xScale.fraction(of: value), in: width)
  }

  /// A fraction as a step of `count`; far outside is brought near so that arithmetic stays safe.
  private func place(_ fraction: Double, in count: Int) -> Int {
    guard fraction.isFinite else { return -1 }
    return Int((min(3, max(-2, fraction)) * Double(max(0, count - 1))).rounded())
  }
}

extension ChartLayout {
  func drawAxes(of chart: LineChart, on canvas: inout Canvas) {
    guard hasAxes else { return }
    let isUnicode = canvas.glyphs == .unicode
    let axis = plot.minX - 1
    for y in plot.minY..<plot.maxY {
      canvas.write(isUnicode ? "│" : "|", at: Point(x: axis, y: y), role: .chartAxis)
    }
    for tick in yScale.ticks {
      let row = row(of: tick, in: plot.height)
      guard row >= 0, row < plot.height else { continue }
      let y = plot.minY + row
      canvas.write(
        chart.y.label(tick), at: Point(x: 0, y: y), style: Style(.textDim),
        width: plot.minX - 2, alignment: .right)
      canvas.write(isUnicode ? "┤" : "+", at: Point(x: axis, y: y), role: .chartAxis)
    }
    drawBottom(of: chart, on: &canvas)
  }

  private func drawBottom(of chart: LineChart, on canvas: inout Canvas) {
    let isUnicode = canvas.glyphs == .unicode
    let line = String(repeating: isUnicode ? "─" : "-", count: plot.width)
    let y = plot.maxY
    canvas.write(
      (isUnicode ? "└" : "+") + line, at: Point(x: plot.minX - 1, y: y), role: .chartAxis)
    var free = plot.minX - 1
    for tick in xScale.ticks {
      let column = column(of: tick, in: plot.width)
      guard column >= 0, column < plot.width else { continue }
      let name = chart.x.label(tick)
      let width = DisplayWidth.of(name)
      let x = min(plot.minX + column, plot.maxX - width)
      guard x >= free else { continue }
      let tickPlace = Point(x: plot.minX + column, y: y)
      canvas.write(isUnicode ? "┬" : "+", at: tickPlace, role: .chartAxis)
      canvas.write(name, at: Point(x: x, y: y + 1), role: .textDim)
      free = x + width + 1
    }
    drawTitle(chart.x.title, on: &canvas, after: free)
  }

  /// The unit of the lying axis, after the last name if it fits there.
  private func drawTitle(_ title: String, on canvas: inout Canvas, after free: Int) {
    let width = DisplayWidth.of(title)
    guard width > 0 else { return }
    let below = plot.maxX - width
    let row = below > free ? plot.maxY + 1 : plot.maxY
    guard below > plot.minX else { return }
    canvas.write(" " + title, at: Point(x: below - 1, y: row), role: .textDim)
  }
}
