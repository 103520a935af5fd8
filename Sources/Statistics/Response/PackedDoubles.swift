/// Numbers that are written as one text of their bits, sixteen hexadecimal digits each.
///
/// Nothing is lost, infinities and not-a-numbers included, and it takes a fraction of the time of
/// decimal digits.
struct PackedDoubles: Hashable, Sendable {
  private var values: [Double]

  init(repeating value: Double, count: Int) {
    values = [Double](repeating: value, count: count)
  }

  var indices: Range<Int> { values.indices }

  subscript(index: Int) -> Double {
    get { values[index] }
    _modify { yield &values[index] }
  }
}

extension PackedDoubles: Codable {
  private static let digits = Array("0123456789abcdef".utf8)

  func encode(to encoder: any Encoder) throws {
    var text: [UInt8] = []
    text.reserveCapacity(16 * values.count)
    for value in values {
      let bits = value.bitPattern
      for shift in stride(from: 60, through: 0, by: -4) {
        text.append(Self.digits[Int(truncatingIfNeeded: bits >> UInt64(shift)) & 15])
      }
    }
    var container = encoder.singleValueContainer()
    try container.encode(String(decoding: text, as: UTF8.self))
  }

  init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    let text = Array(try container.decode(String.self).utf8)
    guard text.count.isMultiple(of: 16) else {
      throw DecodingError.dataCorruptedError(
        in: container, debugDescription: "\(text.count) digits are not sixteen for each number")
    }
    values = try stride(from: 0, to: text.count, by: 16).map { start in
      var bits: UInt64 = 0
      for byte in text[start..<start + 16] {
        guard let digit = Character(Unicode.Scalar(byte)).hexDigitValue else {
          throw DecodingError.dataCorruptedError(
            in: container, debugDescription: "byte \(byte) is no hexadecimal digit")
        }
        bits = bits << 4 | UInt64(digit)
      }
      return Double(bitPattern: bits)
    }
  }
}
