import AgentInterface
import FoundationEssentials

/// What a client sends: one JSON object a line.
enum SocketRequest: Codable, Hashable, Sendable {
  /// The newest snapshot now and whenever there is another.
  case subscribe
  case send(id: Int, command: Command)
  case fetch(id: Int, query: Query)
}

/// What the owner sends: one JSON object a line, `hello` first.
enum SocketMessage: Codable, Hashable, Sendable {
  case hello(version: Int, pid: Int32, person: String)
  case snapshot(value: Snapshot)
  case answer(id: Int, value: Answer)
  case detail(id: Int, value: Detail?)
  /// The last line could not be used, or the connection ends.
  case error(reason: String)

  /// Goes up when a line of an older program would be misunderstood.
  static let version = 1
}

/// Values as lines of JSON and back.
enum LineCoding {
  static func line(_ value: some Encodable) throws -> [UInt8] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.withoutEscapingSlashes]
    encoder.nonConformingFloatEncodingStrategy = .convertToString(
      positiveInfinity: "inf", negativeInfinity: "-inf", nan: "nan")
    return Array(try encoder.encode(value)) + [newline]
  }

  static func value<Value: Decodable>(_ type: Value.Type, of line: [UInt8]) throws -> Value {
    let decoder = JSONDecoder()
    decoder.nonConformingFloatDecodingStrategy = .convertFromString(
      positiveInfinity: "inf", negativeInfinity: "-inf", nan: "nan")
    return try decoder.decode(type, from: Data(line))
  }

  static let newline = UInt8(ascii: "\n")
}
