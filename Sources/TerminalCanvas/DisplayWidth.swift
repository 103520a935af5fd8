/// How many cells text takes, from our own tables.
///
/// The system's `wcwidth` gives -1 for characters newer than itself and differs between hosts;
/// a frame must have the same geometry everywhere.
package enum DisplayWidth {
  /// Cells of a text after ``SafeText/cleaned(_:)``.
  package static func of(_ text: String) -> Int {
    if text.utf8.allSatisfy({ $0 >= 0x20 && $0 < 0x7F }) { return text.utf8.count }
    return SafeText.width(ofUnclean: text)
  }

  /// 0 for marks that combine, 2 for wide characters of Unicode 15 (UAX #11 `W` and `F`), else 1.
  package static func of(_ scalar: Unicode.Scalar) -> Int {
    if scalar.value < 0x300 || isPlainSymbol(scalar) { return 1 }
    if isCombining(scalar) { return 0 }
    return isWide(scalar) ? 2 : 1
  }

  /// Whether the scalar is drawn over the one before it.
  static func isCombining(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case ..<0x300, 0x2010...0x20CF, 0x2100...0x2CEE, 0x3041...0x3096, 0x4E00...0x9FFF: return false
    case 0x1160...0x11FF, 0xD7B0...0xD7FB: return true
    default: break
    }
    switch scalar.properties.generalCategory {
    case .nonspacingMark, .enclosingMark: return true
    default: return false
    }
  }

  /// Box drawing, blocks and braille, which charts are made of: assigned, visible and narrow.
  static func isPlainSymbol(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x2500...0x25FC, 0x2800...0x28FF: true
    default: false
    }
  }

  private static func isWide(_ scalar: Unicode.Scalar) -> Bool {
    let value = scalar.value
    var low = 0
    var high = wideRanges.count
    while low < high {
      let middle = (low + high) / 2
      if wideRanges[middle].upperBound < value { low = middle + 1 } else { high = middle }
    }
    return low < wideRanges.count && wideRanges[low].contains(value)
  }
}
