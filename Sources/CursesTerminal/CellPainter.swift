import CCurses
import TerminalCanvas

/// Writes cells into curses, which sends them at the next flush.
@MainActor
struct CellPainter {
  private struct Ink {
    let attributes: UInt32
    let pair: Int32
  }

  private struct ColourPair: Hashable {
    let foreground: Int32
    let background: Int32
  }

  private let depth: ColourDepth
  private let pairLimit = Int(screen_pairs())
  private var pairs: [ColourPair: Int32] = [:]
  private var inks: [Style: Ink] = [:]
  private var inkTheme: Theme?

  init(depth: ColourDepth) {
    self.depth = depth
  }

  /// Puts every cell that differs from `old`, or all of them when there is none.
  mutating func paint(_ canvas: Canvas, over old: Canvas?, theme: Theme, within size: Size) {
    if theme != inkTheme {
      inks = [:]
      inkTheme = theme
    }
    let cells = canvas.allCells
    let oldCells = old?.allCells ?? []
    let width = canvas.wholeSize.width
    for y in 0..<min(canvas.wholeSize.height, size.height) {
      for x in 0..<min(width, size.width) {
        let index = y * width + x
        if index < oldCells.count, oldCells[index] == cells[index] { continue }
        put(cells[index], x: x, y: y, theme: theme, columns: size.width)
      }
    }
  }

  private mutating func put(_ cell: Cell, x: Int, y: Int, theme: Theme, columns: Int) {
    guard cell.width > 0 else { return }
    let ink = ink(for: cell.style, theme: theme)
    let fits = x + cell.width <= columns
    let scalars = fits ? cell.text.unicodeScalars.map(\.value) : [0x20]
    screen_put(
      Int32(y), Int32(x), scalars, Int32(scalars.count), fits ? Int32(cell.width) : 1,
      ink.attributes, ink.pair)
  }

  private mutating func ink(for style: Style, theme: Theme) -> Ink {
    if let known = inks[style] { return known }
    let look = theme.look(for: style, depth: depth)
    let colours = ColourPair(
      foreground: number(of: look.foreground), background: number(of: look.background))
    let ink = Ink(attributes: UInt32(look.attributes.rawValue), pair: pair(for: colours))
    inks[style] = ink
    return ink
  }

  /// The number of a pair, defined when it is new; plain when the terminal has no more.
  private mutating func pair(for colours: ColourPair) -> Int32 {
    if colours == ColourPair(foreground: -1, background: -1) { return 0 }
    if let known = pairs[colours] { return known }
    guard pairs.count + 1 < pairLimit else { return 0 }
    let pair = Int32(pairs.count + 1)
    screen_define_pair(pair, colours.foreground, colours.background)
    pairs[colours] = pair
    return pair
  }

  private func number(of colour: TerminalColour) -> Int32 {
    switch colour {
    case .standard: -1
    case .indexed(let number): Int32(number)
    case .rgb(let rgb): Int32(Palette.nearestIndexed(to: rgb))
    }
  }
}
