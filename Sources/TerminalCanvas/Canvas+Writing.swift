extension Canvas {
  /// Writes text in one role, clipped at the edges.
  ///
  /// - Returns: Cells the text took, also those that were clipped.
  @discardableResult
  package mutating func write(_ text: String, at point: Point, role: Role = .text) -> Int {
    write(text, at: point, style: Style(role))
  }

  /// Writes text; with a `width` it is cut with an ellipsis or filled to exactly that width.
  @discardableResult
  package mutating func write(
    _ text: String, at point: Point, style: Style, width: Int? = nil, alignment: Alignment = .left
  ) -> Int {
    guard let width else { return writeClusters(of: text, at: point, style: style) }
    return write(
      StyledText(text, style: style), at: point, width: width, alignment: alignment)
  }

  /// Writes text of several styles; with a `width` it is cut or filled to exactly that width.
  @discardableResult
  package mutating func write(
    _ text: StyledText, at point: Point, width: Int? = nil, alignment: Alignment = .left
  ) -> Int {
    guard let width else { return writeRuns(of: text, at: point) }
    let cut = text.truncated(to: width, ellipsis: glyphs.ellipsis)
    let missing = max(0, width - cut.width)
    let before = alignment.cellsBefore(of: missing)
    let ends = (first: cut.runs.first?.style ?? Style(), last: cut.runs.last?.style ?? Style())
    writeSpaces(before, at: point, style: ends.first)
    let used = writeRuns(of: cut, at: Point(x: point.x + before, y: point.y))
    let end = Point(x: point.x + before + used, y: point.y)
    writeSpaces(missing - before, at: end, style: ends.last)
    return max(0, width)
  }

  /// Fills an area with one character of width 1.
  package mutating func fill(
    _ rectangle: Rectangle, with text: String = " ", style: Style = Style()
  ) {
    let seen = rectangle.intersection(visibleArea)
    guard !seen.isEmpty else { return }
    let letter = drawable(text)
    for y in seen.minY..<seen.maxY {
      for x in seen.minX..<seen.maxX { put(letter, width: 1, at: Point(x: x, y: y), style: style) }
    }
  }

  /// Lays a background role under what is already drawn in an area.
  package mutating func paint(_ rectangle: Rectangle, surface: Role) {
    let seen = rectangle.intersection(visibleArea)
    guard !seen.isEmpty else { return }
    for y in seen.minY..<seen.maxY {
      for x in seen.minX..<seen.maxX { setSurface(surface, at: Point(x: x, y: y)) }
    }
  }
}

extension Canvas {
  private mutating func writeRuns(of text: StyledText, at point: Point) -> Int {
    var x = point.x
    for run in text.runs {
      x += writeClusters(of: run.text, at: Point(x: x, y: point.y), style: run.style)
    }
    return x - point.x
  }

  /// Cells beyond the right edge are counted but not visited one by one by the grid.
  private mutating func writeClusters(of text: String, at point: Point, style: Style) -> Int {
    let seen = visibleArea
    guard point.y >= seen.minY, point.y < seen.maxY else { return DisplayWidth.of(text) }
    var x = point.x
    SafeText.forEachCluster(of: text) { cluster in
      let letter = glyphs == .ascii ? AsciiFolding.folded(cluster) : cluster.text
      if glyphs == .ascii, cluster.width == 2 {
        for half in 0..<2 { put("?", width: 1, at: Point(x: x + half, y: point.y), style: style) }
      } else if x < seen.maxX {
        put(letter, width: cluster.width, at: Point(x: x, y: point.y), style: style)
      }
      x += cluster.width
      return true
    }
    return x - point.x
  }

  private mutating func writeSpaces(_ count: Int, at point: Point, style: Style) {
    fill(Rectangle(x: point.x, y: point.y, width: count, height: 1), style: style)
  }

  private func drawable(_ text: String) -> String {
    var result = " "
    SafeText.forEachCluster(of: text) { cluster in
      guard cluster.width == 1 else { return false }
      result = glyphs == .ascii ? AsciiFolding.folded(cluster) : cluster.text
      return false
    }
    return result
  }
}
