import Commerce

/// The channels that orders came by, numbered from 1 as they appear; 0 stands for one that is not
/// known.
package struct ChannelNames: Hashable, Sendable {
  /// By number; the first is empty.
  package private(set) var names = [""]
  private var numbers: [String: UInt8] = [:]

  /// All channels beyond so many are one.
  static let limit = 200
  private static let maximumLength = 40

  package init() {}

  /// The number of a name, given on first use.
  ///
  /// - Parameter name: Any text; without printable characters it is no channel. Case and blanks
  ///   around it do not matter.
  /// - Returns: 0 for what is no channel.
  package mutating func number(of name: String) -> UInt8 {
    let plain = Self.plain(name)
    guard !plain.isEmpty else { return 0 }
    if let known = numbers[plain] { return known }
    guard names.count < Self.limit || plain == Self.others else { return number(of: Self.others) }
    let number = UInt8(names.count)
    names.append(plain)
    numbers[plain] = number
    return number
  }

  /// The name of a number; `nil` for 0.
  package subscript(number: UInt8) -> String? {
    number > 0 && Int(number) < names.count ? names[Int(number)] : nil
  }

  private static let others = "others"

  private static func plain(_ name: String) -> String {
    let shown = name.lowercased().unicodeScalars.lazy.filter { scalar in
      switch scalar.properties.generalCategory {
      case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate, .unassigned: false
      default: true
      }
    }
    var text = String(String.UnicodeScalarView(shown.prefix(maximumLength)))[...]
    while text.first == " " { text.removeFirst() }
    while text.last == " " { text.removeLast() }
    return String(text)
  }
}
