/// The pieces of a border.
struct BorderGlyphs {
  let topLeft: String
  let topRight: String
  let bottomLeft: String
  let bottomRight: String
  let horizontal: String
  let vertical: String
}

extension Glyphs {
  var border: BorderGlyphs {
    switch self {
    case .unicode:
      BorderGlyphs(
        topLeft: "╭", topRight: "╮", bottomLeft: "╰", bottomRight: "╯",
        horizontal: "─", vertical: "│")
    case .ascii:
      BorderGlyphs(
        topLeft: "+", topRight: "+", bottomLeft: "+", bottomRight: "+",
        horizontal: "-", vertical: "|")
    }
  }

  /// Fillings of a cell from the left, from an eighth to full; one step in ASCII.
  var horizontalSteps: [String] {
    self == .unicode ? ["▏", "▎", "▍", "▌", "▋", "▊", "▉", "█"] : ["#"]
  }

  /// Fillings of a cell from the bottom, lowest first.
  var verticalSteps: [String] {
    self == .unicode ? ["▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"] : ["_", ".", "-", "=", "^"]
  }
}
