/// Which characters a terminal can show.
package enum Glyphs: Hashable, Sendable {
  case unicode
  case ascii

  /// The sign in this character set. In ASCII some are short words, so measure what you get.
  package func symbol(_ symbol: Symbol) -> String {
    switch self {
    case .unicode: symbol.unicode
    case .ascii: symbol.ascii
    }
  }

  /// One cell that stands for missing text.
  package var ellipsis: String { self == .unicode ? "…" : "~" }
}

/// Signs that go with a status, so that colour is never alone.
package enum Symbol: CaseIterable, Hashable, Sendable {
  case filled
  case open
  case tick
  case cross
  case rising
  case falling
  case level
  case arrow
  case between
  case selection
  case dash
  case times
  case plusMinus

  /// What a screen reader should hear instead of the sign.
  package var word: String {
    switch self {
    case .filled: "open"
    case .open: "resolved"
    case .tick: "done"
    case .cross: "failed"
    case .rising: "rising"
    case .falling: "falling"
    case .level: "level"
    case .arrow: "to"
    case .between: "in"
    case .selection: "selected"
    case .dash: "none"
    case .times: "times"
    case .plusMinus: "plus or minus"
    }
  }

  fileprivate var unicode: String {
    switch self {
    case .filled: "●"
    case .open: "○"
    case .tick: "✓"
    case .cross: "✗"
    case .rising: "▲"
    case .falling: "▼"
    case .level: "·"
    case .arrow: "→"
    case .between: "›"
    case .selection: "▌"
    case .dash: "–"
    case .times: "×"
    case .plusMinus: "±"
    }
  }

  fileprivate var ascii: String {
    switch self {
    case .filled: "*"
    case .open: "o"
    case .tick: "ok"
    case .cross: "no"
    case .rising: "^"
    case .falling: "v"
    case .level: "."
    case .arrow: "->"
    case .between: ">"
    case .selection: ">"
    case .dash: "-"
    case .times: "x"
    case .plusMinus: "+-"
    }
  }
}
