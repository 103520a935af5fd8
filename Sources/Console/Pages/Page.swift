import TerminalCanvas

/// A place in a page that a key goes to.
enum PageAnchor: Hashable, Sendable {
  case evidence
}

/// Something to read, longer than the screen if need be: blocks one below the other.
struct Page {
  var title: String
  var note: StyledText = ""
  var blocks: [Block] = []
  private(set) var anchors: [PageAnchor: Int] = [:]

  init(title: String, note: StyledText = "") {
    self.title = title
    self.note = note
  }

  /// The title without the way that leads to the page.
  var shortTitle: String {
    guard let mark = title.firstIndex(of: "›") else { return title }
    return String(title[mark...].dropFirst(2))
  }

  mutating func anchor(_ anchor: PageAnchor) { anchors[anchor] = blocks.count }

  func height(_ width: Int) -> Int {
    blocks.reduce(0) { $0 + $1.height(width) }
  }

  func offset(of anchor: PageAnchor, width: Int) -> Int? {
    anchors[anchor].map { blocks.prefix($0).reduce(0) { $0 + $1.height(width) } }
  }
}

/// A part of a page that knows its height for a width.
indirect enum Block {
  /// Lines made for a width.
  case flow((Int) -> [StyledText])
  case chart(LineChart, height: Int)
  case table([TableColumn], [TableRow])
  /// Side by side where each gets at least the given width, else below each other with air between.
  case columns([[Block]], minimum: Int)
  case air

  func height(_ width: Int) -> Int {
    switch self {
    case .flow(let make): return make(width).count
    case .chart(_, let height): return height
    case .table(_, let rows): return rows.isEmpty ? 0 : rows.count + 1
    case .air: return 1
    case .columns(let columns, let minimum):
      let heights = columns.map { blocks in { width in blocks.reduce(0) { $0 + $1.height(width) } }
      }
      guard Block.isWide(width, columns.count, minimum) else {
        return heights.reduce(0) { $0 + $1(width) } + max(0, columns.count - 1)
      }
      let each = Block.columnWidth(width, columns.count)
      return heights.map { $0(each) }.max() ?? 0
    }
  }

  func draw(on canvas: inout Canvas, at top: Int) {
    let width = canvas.size.width
    let height = height(width)
    guard top + height > 0, top < canvas.size.height else { return }
    let area = Rectangle(x: 0, y: top, width: width, height: height)
    switch self {
    case .flow(let make):
      for (offset, line) in make(width).enumerated() where top + offset >= 0 {
        canvas.write(
          line.truncated(to: width, ellipsis: canvas.glyphs.ellipsis),
          at: Point(x: 0, y: top + offset))
      }
    case .chart(let chart, _): canvas.draw(chart, in: area)
    case .table(let columns, let rows):
      canvas.draw(Table(columns: columns, rowCount: rows.count) { rows[$0] }, in: area)
    case .columns(let columns, let minimum):
      Block.draw(columns, minimum: minimum, on: &canvas, in: area)
    case .air: break
    }
  }

  private static func draw(
    _ columns: [[Block]], minimum: Int, on canvas: inout Canvas, in area: Rectangle
  ) {
    let isWide = isWide(area.width, columns.count, minimum)
    let width = isWide ? columnWidth(area.width, columns.count) : area.width
    var top = 0
    for (place, blocks) in columns.enumerated() {
      let x = isWide ? place * (width + gap) : 0
      if isWide { top = 0 } else if place > 0 { top += 1 }
      canvas.within(Rectangle(x: x, y: area.minY, width: width, height: area.height)) { canvas in
        for block in blocks {
          block.draw(on: &canvas, at: top)
          top += block.height(width)
        }
      }
    }
  }

  private static let gap = 3

  private static func isWide(_ width: Int, _ count: Int, _ minimum: Int) -> Bool {
    count > 0 && columnWidth(width, count) >= minimum
  }

  private static func columnWidth(_ width: Int, _ count: Int) -> Int {
    max(0, (width - gap * (count - 1)) / max(1, count))
  }
}

extension Block {
  static func heading(_ text: String) -> Block {
    .flow { _ in [StyledText(text, .panelTitle, .bold)] }
  }

  /// Paragraphs, broken between words, a little indented.
  static func text(_ texts: [StyledText], indent: Int = 2) -> Block {
    .flow { width in
      let space = StyledText(String(repeating: " ", count: indent))
      return texts.flatMap { $0.wrapped(to: max(1, width - indent)) }.map { space + $0 }
    }
  }

  static func text(_ text: StyledText, indent: Int = 2) -> Block { .text([text], indent: indent) }

  /// Names at the left, values in line at the right of them.
  static func facts(_ facts: [(label: String, value: StyledText)], indent: Int = 2) -> Block {
    .flow { width in
      let widest = facts.map { DisplayWidth.of($0.label) }.max() ?? 0
      let labelWidth = min(widest, max(8, width / 2 - 4))
      let room = max(1, width - indent - labelWidth - 2)
      return facts.flatMap { fact in
        fact.value.wrapped(to: room).enumerated().map { place, line in
          let label = place == 0 ? fact.label : ""
          return StyledText(String(repeating: " ", count: indent))
            + StyledText(label.padded(toWidth: labelWidth) + "  ", .textDim) + line
        }
      }
    }
  }
}
