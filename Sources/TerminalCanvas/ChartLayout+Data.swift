extension ChartLayout {
  func drawBand(_ band: [ChartBandPoint], on canvas: inout Canvas) {
    let points = band.filter { $0.x.isFinite && $0.low.isFinite && $0.high.isFinite }
    guard !points.isEmpty else { return }
    let letter = canvas.glyphs == .unicode ? "░" : ":"
    var next = 0
    for x in 0..<canvas.size.width {
      let value = value(atColumn: x, of: canvas.size.width)
      while next < points.count, points[next].x < value { next += 1 }
      guard let edge = ChartLayout.edges(at: value, in: points, next: next) else { continue }
      let top = max(0, row(of: edge.high, in: canvas.size.height))
      let bottom = min(canvas.size.height - 1, row(of: edge.low, in: canvas.size.height))
      guard top <= bottom else { continue }
      canvas.fill(
        Rectangle(x: x, y: top, width: 1, height: bottom - top + 1), with: letter,
        style: Style(.chartBand))
      drawCuts(of: edge, column: x, on: &canvas)
    }
  }

  /// Arrows where a band goes on beyond an axis that was told where to end.
  private func drawCuts(of edge: (low: Double, high: Double), column: Int, on canvas: inout Canvas)
  {
    let arrows = canvas.glyphs == .unicode ? ("▲", "▼") : ("^", "v")
    if edge.high > yScale.upper {
      canvas.write(arrows.0, at: Point(x: column, y: 0), role: .chartBand)
    }
    if edge.low < yScale.lower {
      let bottom = Point(x: column, y: canvas.size.height - 1)
      canvas.write(arrows.1, at: bottom, role: .chartBand)
    }
  }

  func drawSeries(_ series: [ChartSeries], on canvas: inout Canvas) {
    var grid = DotGrid(size: canvas.size, glyphs: canvas.glyphs)
    for (owner, line) in series.enumerated() {
      var last: Point?
      for point in line.points {
        guard point.x.isFinite, point.y.isFinite else {
          last = nil
          continue
        }
        let place = Point(
          x: column(of: point.x, in: grid.resolution.width),
          y: row(of: point.y, in: grid.resolution.height))
        grid.line(from: last ?? place, to: place, owner: owner)
        last = place
      }
    }
    draw(grid, roles: series.map(\.role), on: &canvas)
  }

  func drawFlags(_ flags: [ChartPoint], on canvas: inout Canvas) {
    for flag in flags where flag.x.isFinite && flag.y.isFinite {
      let place = Point(
        x: column(of: flag.x, in: canvas.size.width), y: row(of: flag.y, in: canvas.size.height))
      canvas.write(canvas.glyphs == .unicode ? "●" : "!", at: place, role: .chartFlag)
    }
  }

  /// The name stands at the right of its mark, at the left where there is no room.
  func drawMarks(_ marks: [ChartMark], on canvas: inout Canvas) {
    for mark in marks where mark.x.isFinite && mark.y.isFinite {
      let place = Point(
        x: column(of: mark.x, in: canvas.size.width), y: row(of: mark.y, in: canvas.size.height))
      let signs = canvas.glyphs == .unicode ? ("●", "○") : ("@", "O")
      canvas.write(mark.isFilled ? signs.0 : signs.1, at: place, role: .chartMark)
      guard !mark.label.isEmpty else { continue }
      let width = DisplayWidth.of(mark.label)
      let fits = place.x + 2 + width <= canvas.size.width
      let text = fits ? " " + mark.label : mark.label + " "
      let x = fits ? place.x + 1 : max(0, place.x - 1 - width)
      canvas.write(text, at: Point(x: x, y: place.y), role: .chartMark)
    }
  }
}

extension ChartLayout {
  private func draw(_ grid: DotGrid, roles: [Role], on canvas: inout Canvas) {
    let letters = ["*", "+", "x", "o"]
    for y in 0..<canvas.size.height {
      for x in 0..<canvas.size.width {
        guard let (pattern, owner) = grid.content(x: x, y: y) else { continue }
        let braille = Unicode.Scalar(0x2800 + UInt32(pattern)).map { String(Character($0)) } ?? " "
        let letter = canvas.glyphs == .unicode ? braille : letters[owner % letters.count]
        canvas.write(letter, at: Point(x: x, y: y), role: roles[owner])
      }
    }
  }

  private func value(atColumn x: Int, of width: Int) -> Double {
    let fraction = width > 1 ? Double(x) / Double(width - 1) : 0
    return xScale.lower + fraction * (xScale.upper - xScale.lower)
  }

  /// The band between the two points around a value, in a straight line; none outside of them.
  private static func edges(
    at value: Double, in points: [ChartBandPoint], next: Int
  ) -> (low: Double, high: Double)? {
    guard next < points.count else { return nil }
    let right = points[next]
    if right.x == value || points.count == 1 { return (right.low, right.high) }
    guard next > 0 else { return nil }
    let left = points[next - 1]
    let part = right.x > left.x ? (value - left.x) / (right.x - left.x) : 1
    return (left.low + part * (right.low - left.low), left.high + part * (right.high - left.high))
  }
}
