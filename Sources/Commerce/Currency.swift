/// An ISO 4217 currency, kept as its three letters packed into one word so that money stays
/// trivial.
package struct Currency: Hashable, Sendable {
  private let packed: UInt32

  /// Fails unless `code` is three letters A–Z.
  package init?(_ code: some StringProtocol) {
    let letters = Array(code.utf8)
    guard letters.count == 3, letters.allSatisfy({ (65...90).contains($0) }) else { return nil }
    packed = letters.reduce(0) { $0 << 8 | UInt32($1) }
  }

  private init(known letters: (UInt8, UInt8, UInt8)) {
    packed = UInt32(letters.0) << 16 | UInt32(letters.1) << 8 | UInt32(letters.2)
  }

  package static let poundSterling = Currency(known: (71, 66, 80))
  package static let euro = Currency(known: (69, 85, 82))
  package static let usDollar = Currency(known: (85, 83, 68))

  package var code: String {
    String(decoding: [16, 8, 0].map { UInt8(truncatingIfNeeded: packed >> $0) }, as: UTF8.self)
  }

  /// Digits after the point in ordinary notation: 2 for most, 0 for yen, 3 for dinars.
  package var minorDigits: Int {
    switch code {
    case "BIF", "CLP", "DJF", "GNF", "ISK", "JPY", "KMF", "KRW", "PYG", "RWF", "UGX", "UYI", "VND",
      "VUV", "XAF", "XOF", "XPF":
      0
    case "BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND": 3
    default: 2
    }
  }

  /// Micros in one minor unit: 10,000 for two digits.
  package var microsPerMinorUnit: Int64 {
    (0..<(6 - minorDigits)).reduce(1) { power, _ in power * 10 }
  }

  /// `£` where the sign is unmistakable, otherwise the code and a space.
  package var symbol: String {
    switch code {
    case "GBP": "£"
    case "EUR": "€"
    case "USD": "$"
    default: code + " "
    }
  }
}

extension Currency: Codable {
  package init(from decoder: any Decoder) throws {
    let text = try decoder.singleValueContainer().decode(String.self)
    guard let currency = Currency(text) else {
      throw DecodingError.dataCorrupted(
        .init(codingPath: decoder.codingPath, debugDescription: "expected a code like GBP"))
    }
    self = currency
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(code)
  }
}

extension Currency: CustomStringConvertible {
  package var description: String { code }
}
