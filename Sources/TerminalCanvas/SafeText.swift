/// Makes text from outside harmless for a terminal: it can neither move a border nor act.
///
/// Control characters, direction changes and invisible characters go; a base character keeps at
/// most two combining marks; what has no agreed width becomes U+FFFD. Emoji sequences fall apart
/// into their first parts, because terminals disagree about the width of a joined one.
package enum SafeText {
  /// Combining marks kept for each base character.
  package static let maximumMarks = 2

  /// The text as it may reach a canvas. Line ends and tabs become one space each.
  ///
  /// - Complexity: O(*n*); plain ASCII is returned as it came.
  package static func cleaned(_ text: String) -> String {
    if text.utf8.allSatisfy({ $0 >= 0x20 && $0 < 0x7F }) || isPlain(text) { return text }
    var result = String.UnicodeScalarView()
    var marks = maximumMarks
    for scalar in text.unicodeScalars {
      guard let kept = replacement(of: scalar, isFirst: result.isEmpty) else { continue }
      if DisplayWidth.isCombining(kept) {
        guard marks < maximumMarks else { continue }
        marks += 1
      } else {
        marks = 0
      }
      result.append(kept)
    }
    return String(result)
  }

  /// Cells the text takes after cleaning, without making that text.
  static func width(ofUnclean text: String) -> Int {
    var width = 0
    for scalar in text.unicodeScalars {
      guard let kept = replacement(of: scalar, isFirst: width == 0) else { continue }
      width += DisplayWidth.of(kept)
    }
    return width
  }

  /// Whether every scalar stays as it is and none combines; the usual case outside of ASCII.
  private static func isPlain(_ text: String) -> Bool {
    text.unicodeScalars.allSatisfy { scalar in
      replacement(of: scalar, isFirst: false) == scalar && !DisplayWidth.isCombining(scalar)
    }
  }

  /// Whether the scalar survives ``cleaned(_:)`` unchanged.
  package static func isSafe(_ scalar: Unicode.Scalar) -> Bool {
    replacement(of: scalar, isFirst: false) == scalar
  }

  private static let placeholder: Unicode.Scalar = "\u{FFFD}"

  private static func replacement(of scalar: Unicode.Scalar, isFirst: Bool) -> Unicode.Scalar? {
    switch scalar.value {
    case 0x20..<0x7F: return scalar
    case 0x09, 0x0A, 0x0D: return " "
    case 0..<0x20, 0x7F..<0xA0: return nil
    case 0xA0: return " "
    case 0xAD: return nil
    case 0xA1..<0x300, 0x2010...0x2027, 0x2030...0x205E, 0x2190...0x2426: return scalar
    case 0x2500...0x28FF, 0x3041...0x3096, 0x4E00...0x9FFF, 0xAC00...0xD7A3: return scalar
    case 0xFE00...0xFE0F, 0x034F, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x3164, 0xFFA0: return nil
    case 0x1F3FB...0x1F3FF where !isFirst: return nil
    default: break
    }
    switch scalar.properties.generalCategory {
    case .format, .control, .lineSeparator, .paragraphSeparator: return nil
    case .unassigned, .privateUse, .surrogate: return placeholder
    default: return scalar
    }
  }
}

/// A base character with its combining marks, the unit a cell holds.
struct Cluster {
  let text: String
  let width: Int
}

extension SafeText {
  /// Calls `body` for each cluster of the cleaned text, in order, until it returns false.
  static func forEachCluster(of text: String, _ body: (Cluster) -> Bool) {
    let scalars = cleaned(text).unicodeScalars
    var index = scalars.startIndex
    while index < scalars.endIndex {
      let base = scalars[index]
      var end = scalars.index(after: index)
      while end < scalars.endIndex, DisplayWidth.isCombining(scalars[end]) {
        end = scalars.index(after: end)
      }
      let cluster = Cluster(text: String(scalars[index..<end]), width: DisplayWidth.of(base))
      if cluster.width > 0, !body(cluster) { return }
      index = end
    }
  }
}
