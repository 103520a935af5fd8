/// Dots finer than cells: two by four in a cell with braille, one by one without.
struct DotGrid {
  private let size: Size
  private let perCell: Size
  private var patterns: [UInt8]
  private var owners: [Int]

  init(size: Size, glyphs: Glyphs) {
    self.size = size
    perCell = glyphs == .unicode ? Size(width: 2, height: 4) : Size(width: 1, height: 1)
    patterns = Array(repeating: 0, count: size.width * size.height)
    owners = Array(repeating: -1, count: patterns.count)
  }

  /// Dots in each direction.
  var resolution: Size {
    Size(width: size.width * perCell.width, height: size.height * perCell.height)
  }

  /// The braille pattern and the line it belongs to, where a cell has a dot.
  func content(x: Int, y: Int) -> (pattern: UInt8, owner: Int)? {
    let index = y * size.width + x
    return patterns[index] == 0 ? nil : (patterns[index], owners[index])
  }

  /// Sets the dot at a place, counted from the top left; outside it does nothing.
  mutating func set(x: Int, y: Int, owner: Int) {
    guard x >= 0, y >= 0, x < resolution.width, y < resolution.height else { return }
    let index = y / perCell.height * size.width + x / perCell.width
    patterns[index] |= DotGrid.bit(x: x % perCell.width, y: y % perCell.height)
    owners[index] = owner
  }

  /// Sets all dots of a straight line between two places within a few screens of the grid.
  mutating func line(from start: Point, to end: Point, owner: Int) {
    let steps = max(abs(end.x - start.x), abs(end.y - start.y))
    guard steps > 0 else { return set(x: start.x, y: start.y, owner: owner) }
    for step in 0...steps {
      let part = Double(step) / Double(steps)
      let x = Double(start.x) + part * Double(end.x - start.x)
      let y = Double(start.y) + part * Double(end.y - start.y)
      set(x: Int(x.rounded()), y: Int(y.rounded()), owner: owner)
    }
  }

  /// Bits of a braille cell, as in Unicode: dots 1–3 and 7 at the left, 4–6 and 8 at the right.
  private static func bit(x: Int, y: Int) -> UInt8 {
    let bits: [[UInt8]] = [[0x01, 0x02, 0x04, 0x40], [0x08, 0x10, 0x20, 0x80]]
    return bits[x][y]
  }
}
