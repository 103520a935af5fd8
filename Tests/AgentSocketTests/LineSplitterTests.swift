import Testing

@testable import AgentSocket

@Suite struct `Lines from bytes` {
  @Test(arguments: [
    (["a\nb\n"], ["a", "b"]),
    (["a", "b\n", "c"], ["ab"]),
    (["\n\n\r\n"], ["\r"]),
    (["1234\n", "12345\n6\n"], ["1234", "too long", "6"]),
    (["12345678", "9", "\n", "ok\n"], ["too long", "ok"]),
    (["123", "45", "6\n7\n"], ["too long", "7"]),
  ])
  func `pieces join and long lines are dropped once`(chunks: [String], expected: [String]) {
    var splitter = LineSplitter(limit: 4)
    let pieces = chunks.flatMap { splitter.take(Array($0.utf8)) }
    let words = pieces.map { piece in
      switch piece {
      case .line(let bytes): String(decoding: bytes, as: UTF8.self)
      case .tooLong: "too long"
      }
    }
    #expect(words == expected)
  }
}
