import Dispatch
import Foundation
import Synchronization

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

  /// Decodes many texts on all cores; a start must not wait for hundreds of decisions one after the
  /// other.
  static func decodeAll<Value: Decodable & Sendable>(
    _ type: Value.Type, from texts: [[UInt8]], what: String
  ) throws -> [Value] {
    let share = max(16, (texts.count + 7) / 8)
    let parts = Mutex<[Int: [Value]]>([:])
    DispatchQueue.concurrentPerform(iterations: (texts.count + share - 1) / share) { part in
      let range = part * share..<min((part + 1) * share, texts.count)
      let values = try? texts[range].map { text in
        try text.withUnsafeBytes { try decode(type, from: $0, what: what) }
      }
      parts.withLock { $0[part] = values }
    }
    let values = parts.withLock { parts in parts.keys.sorted().flatMap { parts[$0] ?? [] } }
    guard values.count == texts.count else { throw StoreError.unreadable(what: what) }
    return values
  }
}

extension SQLRow {
  func json<Value: Decodable>(
    _ column: Int32, _ type: Value.Type, what: @autoclosure () -> String
  ) throws -> Value {
    try withBytes(column) { try StoredJSON.decode(type, from: $0, what: what()) }
  }
}
