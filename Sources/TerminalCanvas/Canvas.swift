/// A grid of styled cells that clips whatever is drawn outside it.
///
/// Coordinates are those of the current area (see ``within(_:surface:_:)``); the top left is zero.
/// Every text passes ``SafeText``, so a cell never holds anything but one drawable character.
package struct Canvas: Sendable {
  /// Which characters the widgets may use; in `.ascii` text is folded cell by cell.
  package let glyphs: Glyphs

  /// Where the visible text cursor stands, in coordinates of the whole canvas.
  package private(set) var cursor: Point?

  private let fullSize: Size
  private var cells: [Cell]
  private var area: Rectangle
  private var clip: Rectangle
  private var surface: Role?

  package init(size: Size, glyphs: Glyphs = .unicode) {
    self.glyphs = glyphs
    self.fullSize = size
    self.cells = Array(repeating: .blank(), count: size.width * size.height)
    self.area = Rectangle(origin: .zero, size: size)
    self.clip = area
  }

  /// The size of the current area, which is the whole canvas outside ``within(_:surface:_:)``.
  package var size: Size { area.size }

  /// The current area in its own coordinates.
  package var bounds: Rectangle { Rectangle(origin: .zero, size: area.size) }

  /// The cell at a point of the current area, blank outside of what may be seen.
  package subscript(point: Point) -> Cell {
    let place = Point(x: point.x + area.minX, y: point.y + area.minY)
    guard clip.contains(place) else { return .blank() }
    return cells[index(of: place)]
  }

  /// Draws into a part of the current area with coordinates of its own.
  ///
  /// - Parameters:
  ///   - rectangle: The part, in coordinates of the current area; nothing is drawn outside it.
  ///   - surface: Background role of what `body` draws without naming one.
  ///   - body: Draws; the canvas has the size of `rectangle`.
  package mutating func within(
    _ rectangle: Rectangle, surface: Role? = nil, _ body: (inout Canvas) -> Void
  ) {
    let outer = (area, clip, self.surface)
    area = rectangle.offset(by: area.origin)
    clip = area.intersection(clip)
    self.surface = surface ?? self.surface
    body(&self)
    (area, clip, self.surface) = outer
  }

  package mutating func draw(_ widget: some Widget, in rectangle: Rectangle) {
    widget.draw(on: &self, in: rectangle)
  }

  /// Shows the text cursor at a point of the current area, or hides it when that is clipped.
  package mutating func placeCursor(at point: Point?) {
    let place = point.map { Point(x: $0.x + area.minX, y: $0.y + area.minY) }
    cursor = place.flatMap { clip.contains($0) ? $0 : nil }
  }
}

extension Canvas: Equatable {
  package static func == (left: Canvas, right: Canvas) -> Bool {
    left.fullSize == right.fullSize && left.cursor == right.cursor && left.cells == right.cells
  }
}

extension Canvas {
  /// All cells of the whole canvas, row by row.
  package var allCells: [Cell] { cells }

  /// The size of the whole canvas.
  package var wholeSize: Size { fullSize }

  var visibleArea: Rectangle {
    clip.offset(by: Point(x: -area.minX, y: -area.minY))
  }

  /// Puts a character of one or two cells; halves of wide characters it cuts become spaces.
  mutating func put(_ text: String, width: Int, at point: Point, style: Style) {
    let place = Point(x: point.x + area.minX, y: point.y + area.minY)
    var style = style
    style.surface = style.surface ?? surface
    let first = clip.contains(place)
    let second = width == 2 && clip.contains(Point(x: place.x + 1, y: place.y))
    guard width == 2 else {
      if first { set(Cell(text: text, width: 1, style: style), at: place) }
      return
    }
    let right = Point(x: place.x + 1, y: place.y)
    switch (first, second) {
    case (true, true):
      set(.blank(style), at: right)
      set(.blank(style), at: place)
      cells[index(of: place)] = Cell(text: text, width: 2, style: style)
      cells[index(of: right)] = Cell(text: "", width: 0, style: style)
    case (true, false): set(.blank(style), at: place)
    case (false, true): set(.blank(style), at: right)
    case (false, false): break
    }
  }

  /// Changes the background role of a cell already drawn.
  mutating func setSurface(_ surface: Role, at point: Point) {
    let place = Point(x: point.x + area.minX, y: point.y + area.minY)
    guard clip.contains(place) else { return }
    cells[index(of: place)].style.surface = surface
  }

  private mutating func set(_ cell: Cell, at place: Point) {
    let index = index(of: place)
    let old = cells[index]
    if old.width == 2, place.x + 1 < fullSize.width {
      cells[index + 1] = .blank(cells[index + 1].style)
    } else if old.width == 0, place.x > 0 {
      cells[index - 1] = .blank(cells[index - 1].style)
    }
    cells[index] = cell
  }

  private func index(of place: Point) -> Int {
    place.y * fullSize.width + place.x
  }
}
