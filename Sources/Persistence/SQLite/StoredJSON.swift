import Foundation

/// Whole values as JSON text, with sorted keys so that equal values are equal text.
///
/// Numbers that are not finite are written as words; JSON has no notation for them.
enum StoredJSON {
  static func encode(_ value: some Encodable) throws -> TextBytes {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    encoder.nonConformingFloatEncodingStrategy = .convertToString(
      positiveInfinity: "inf", negativeInfinity: "-inf", nan: "nan")
    return TextBytes(bytes: Array(try encoder.encode(value)))
  }

  static func decode<Value: Decodable>(
    _ type: Value.Type, from bytes: UnsafeRawBufferPointer, what: @autoclosure () -> String
  ) throws -> Value {
    let decoder = JSONDecoder()
    decoder.nonConformingFloatDecodingStrategy = .convertFromString(
      positiveInfinity: "inf", negativeInfinity: "-inf", nan: "nan")
    do {
      return try decoder.decode(type, from: Data(bytes))
    } catch {
      throw StoreError.unreadable(what: what())
    }
  }
}

extension SQLRow {
  func json<Value: Decodable>(
    _ column: Int32, _ type: Value.Type, what: @autoclosure () -> String
  ) throws -> Value {
    try withBytes(column) { try StoredJSON.decode(type, from: $0, what: what()) }
  }
}
