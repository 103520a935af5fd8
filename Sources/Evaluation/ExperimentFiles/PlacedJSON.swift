/// A JSON value that remembers where it stands, so that what is wrong with it can be pointed at.
struct PlacedJSON {
  /// A value by its name, with the place of the name.
  struct Field {
    let key: String
    let line: Int
    let column: Int
    let value: PlacedJSON
  }

  indirect enum Content {
    case object([Field])
    case array([PlacedJSON])
    case text(String)
    case number(Double)
    case truth(Bool)
    case null
  }

  let content: Content
  let line: Int
  let column: Int

  subscript(name: String) -> PlacedJSON? {
    guard case .object(let fields) = content else { return nil }
    return fields.last { $0.key == name }?.value
  }

  /// As a message names it.
  var words: String {
    switch content {
    case .object: "an object"
    case .array: "a list"
    case .text(let text): "'\(String(text.prefix(40)))'"
    case .number(let number): "\(number)"
    case .truth(let truth): "\(truth)"
    case .null: "null"
    }
  }
}

/// Reads JSON (RFC 8259); also the NaN and Infinity that some programs write, so that the place of a
/// missing number can be told.
struct JSONScanner {
  private let file: String
  private let bytes: [UInt8]
  private var position = 0
  private var line = 1
  private var lineStart = 0
  private var depth = 0

  init(bytes: [UInt8], file: String) {
    self.file = file
    self.bytes = bytes
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { position = 3 }
  }

  mutating func document() throws(ExperimentFileProblem) -> PlacedJSON {
    skipSpace()
    let value = try value()
    skipSpace()
    guard position == bytes.count else {
      throw problem(found, "the end of the file", "Remove what follows the JSON value.")
    }
    return value
  }

  private mutating func value() throws(ExperimentFileProblem) -> PlacedJSON {
    let (startLine, startColumn) = (line, position - lineStart + 1)
    depth += 1
    defer { depth -= 1 }
    guard depth < 100 else { throw problem("lists inside lists", "a test", "Check the file.") }
    let content: PlacedJSON.Content
    switch peek {
    case UInt8(ascii: "{"): content = .object(try fields())
    case UInt8(ascii: "["): content = .array(try elements())
    case UInt8(ascii: "\""): content = .text(try string())
    default: content = try word()
    }
    return PlacedJSON(content: content, line: startLine, column: startColumn)
  }

  private mutating func fields() throws(ExperimentFileProblem) -> [PlacedJSON.Field] {
    var fields: [PlacedJSON.Field] = []
    position += 1
    skipSpace()
    if accept("}") { return fields }
    while true {
      skipSpace()
      guard peek == UInt8(ascii: "\"") else {
        throw problem(found, "a field name in quotes", "Correct the JSON there.")
      }
      let (keyLine, keyColumn) = (line, position - lineStart + 1)
      let key = try string()
      skipSpace()
      guard accept(":") else { throw problem(found, "a colon", "Correct the JSON there.") }
      skipSpace()
      fields.append(
        PlacedJSON.Field(key: key, line: keyLine, column: keyColumn, value: try value()))
      skipSpace()
      if accept("}") { return fields }
      guard accept(",") else { throw problem(found, "a comma or }", "Correct the JSON there.") }
    }
  }

  private mutating func elements() throws(ExperimentFileProblem) -> [PlacedJSON] {
    var elements: [PlacedJSON] = []
    position += 1
    skipSpace()
    if accept("]") { return elements }
    while true {
      skipSpace()
      elements.append(try value())
      skipSpace()
      if accept("]") { return elements }
      guard accept(",") else { throw problem(found, "a comma or ]", "Correct the JSON there.") }
    }
  }

  private mutating func string() throws(ExperimentFileProblem) -> String {
    position += 1
    var text: [UInt8] = []
    while let byte = peek {
      position += 1
      if byte == UInt8(ascii: "\"") { return String(decoding: text, as: UTF8.self) }
      if byte == UInt8(ascii: "\\") {
        text += try escaped()
      } else {
        guard byte >= 0x20 else { break }
        text.append(byte)
      }
    }
    throw problem(found, "a closing quote", "Close the text with \".")
  }

  private mutating func escaped() throws(ExperimentFileProblem) -> [UInt8] {
    guard let byte = peek else { throw problem(found, "an escape", "Correct the text there.") }
    position += 1
    let plain: [UInt8: UInt8] = [
      UInt8(ascii: "n"): 10, UInt8(ascii: "t"): 9, UInt8(ascii: "r"): 13, UInt8(ascii: "b"): 8,
      UInt8(ascii: "f"): 12, UInt8(ascii: "\""): 34, UInt8(ascii: "\\"): 92, UInt8(ascii: "/"): 47,
    ]
    if let value = plain[byte] { return [value] }
    let digits = bytes[position..<min(bytes.count, position + 4)]
    guard byte == UInt8(ascii: "u"), digits.count == 4,
      let code = UInt32(String(decoding: digits, as: UTF8.self), radix: 16)
    else { throw problem(found, "an escape like \\n or \\u00e9", "Correct the text there.") }
    position += 4
    return Array(String(Unicode.Scalar(code).map(Character.init) ?? "\u{FFFD}").utf8)
  }

  private mutating func word() throws(ExperimentFileProblem) -> PlacedJSON.Content {
    let start = position
    while let byte = peek, byte > 0x20, !",:[]{}\"".utf8.contains(byte) { position += 1 }
    let word = String(decoding: bytes[start..<position], as: UTF8.self)
    switch word {
    case "true": return .truth(true)
    case "false": return .truth(false)
    case "null": return .null
    default:
      guard let number = Double(word), !word.hasPrefix("+"), !word.lowercased().hasPrefix("0x")
      else {
        position = start
        throw problem(found, "a JSON value", "Correct the JSON there.")
      }
      return .number(number)
    }
  }

  private var peek: UInt8? { position < bytes.count ? bytes[position] : nil }

  private var found: String {
    guard let byte = peek else { return "the end of the file" }
    guard byte > 0x20, byte < 0x7F else { return "a character that does not belong there" }
    return "'\(Character(Unicode.Scalar(byte)))'"
  }

  private mutating func accept(_ character: Unicode.Scalar) -> Bool {
    guard peek == UInt8(ascii: character) else { return false }
    position += 1
    return true
  }

  private mutating func skipSpace() {
    while let byte = peek, byte == 0x20 || byte == 9 || byte == 10 || byte == 13 {
      position += 1
      if byte == 10 {
        line += 1
        lineStart = position
      }
    }
  }

  private func problem(
    _ found: String, _ expected: String, _ advice: String
  ) -> ExperimentFileProblem {
    ExperimentFileProblem(
      file: file, line: line, column: position - lineStart + 1, found: found, expected: expected,
      advice: advice)
  }
}
