/// A key as it was pressed, with the modifiers a terminal tells.
package struct Key: Hashable, Sendable {
  package enum Code: Hashable, Sendable {
    case character(Character)
    case enter
    case tab
    case backTab
    case escape
    case backspace
    case delete
    case insert
    case up
    case down
    case left
    case right
    case home
    case end
    case pageUp
    case pageDown
    case function(Int)
  }

  package struct Modifiers: OptionSet, Hashable, Sendable {
    package let rawValue: UInt8

    package init(rawValue: UInt8) {
      self.rawValue = rawValue
    }

    package static let shift = Modifiers(rawValue: 1)
    package static let alt = Modifiers(rawValue: 2)
    package static let control = Modifiers(rawValue: 4)
  }

  package let code: Code
  package let modifiers: Modifiers

  package init(_ code: Code, _ modifiers: Modifiers = []) {
    self.code = code
    self.modifiers = modifiers
  }

  /// A character key; upper case letters come without `.shift`.
  package init(_ character: Character, _ modifiers: Modifiers = []) {
    self.init(.character(character), modifiers)
  }
}

/// What the mouse did.
package struct MouseEvent: Hashable, Sendable {
  package enum Kind: Hashable, Sendable {
    /// Buttons count from 1, the left one.
    case press(button: Int)
    case release(button: Int)
    case drag(button: Int)
    case move
    case scrollUp
    case scrollDown
  }

  package let kind: Kind
  package let position: Point
  package let modifiers: Key.Modifiers

  package init(kind: Kind, position: Point, modifiers: Key.Modifiers = []) {
    self.kind = kind
    self.position = position
    self.modifiers = modifiers
  }
}

/// What came from the keyboard's side.
package enum InputEvent: Hashable, Sendable {
  case key(Key)
  /// Text that was pasted as a whole; never keys.
  case paste(String)
  case mouse(MouseEvent)
  case focus(Bool)
}
