/// How text is drawn besides its colours.
package struct Attributes: OptionSet, Hashable, Sendable {
  package let rawValue: UInt8

  package init(rawValue: UInt8) {
    self.rawValue = rawValue
  }

  package static let bold = Attributes(rawValue: 1)
  package static let dim = Attributes(rawValue: 2)
  package static let underline = Attributes(rawValue: 4)
  package static let reverse = Attributes(rawValue: 8)
  package static let italic = Attributes(rawValue: 16)
}

/// The roles of a cell, turned into colours only when a theme looks at them.
package struct Style: Hashable, Sendable {
  /// What the text means: gives the foreground.
  package var role: Role
  /// What the text lies on: gives the background. None means the surface being drawn on.
  package var surface: Role?
  package var attributes: Attributes

  package init(_ role: Role = .text, on surface: Role? = nil, _ attributes: Attributes = []) {
    self.role = role
    self.surface = surface
    self.attributes = attributes
  }
}

/// One place of the screen: a character of width 1 or 2, or the right half of a wide one.
package struct Cell: Hashable, Sendable {
  /// A base character with at most two combining marks; empty in the right half of a wide one.
  package let text: String
  /// 1 or 2 cells; 0 in the right half of a wide character.
  package let width: Int
  package var style: Style

  package init(text: String, width: Int, style: Style) {
    self.text = text
    self.width = width
    self.style = style
  }

  package static func blank(_ style: Style = Style()) -> Cell {
    Cell(text: " ", width: 1, style: style)
  }
}
