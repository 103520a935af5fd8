import Crypto
import FoundationEssentials

/// SHA-256 of a canonical encoding: what an approval is bound to and what the audit chain is made
/// of.
package struct Digest: Hashable, Sendable {
  /// 64 lower-case hexadecimal digits.
  package let hexadecimal: String

  package init(hexadecimal: String) {
    self.hexadecimal = hexadecimal
  }

  package init(of bytes: some Sequence<UInt8>) {
    hexadecimal = SHA256.hash(data: Array(bytes)).map(twoHexadecimalDigits).joined()
  }

  /// Of a value's canonical JSON: keys sorted, no spaces, integers in full.
  ///
  /// The encoding is stable as long as the value's fields are; every difference in a field is a
  /// difference in the digest.
  package init(ofCanonical value: some Encodable) throws {
    self.init(of: try canonicalJSON(value))
  }

  /// The first four digits, an ellipsis, the last three.
  package var short: String { "\(hexadecimal.prefix(4))…\(hexadecimal.suffix(3))" }
}

/// JSON with sorted keys and unescaped slashes.
package func canonicalJSON(_ value: some Encodable) throws -> [UInt8] {
  let encoder = JSONEncoder()
  encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
  return Array(try encoder.encode(value))
}

private func twoHexadecimalDigits(_ byte: UInt8) -> String {
  (byte < 16 ? "0" : "") + String(byte, radix: 16)
}

extension Digest: Codable {
  package init(from decoder: any Decoder) throws {
    hexadecimal = try decoder.singleValueContainer().decode(String.self)
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(hexadecimal)
  }
}

extension Digest: CustomStringConvertible {
  package var description: String { hexadecimal }
}
