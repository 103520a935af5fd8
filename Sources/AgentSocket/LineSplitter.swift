/// Cuts a stream of bytes into lines of a bounded length.
///
/// A line that is longer than the limit is dropped whole and told of once; the next one is read
/// again.
struct LineSplitter: Sendable {
  enum Piece: Hashable, Sendable {
    /// Without its newline; empty lines are left out.
    case line([UInt8])
    case tooLong(limit: Int)
  }

  /// Most bytes of a line, without its newline.
  let limit: Int
  private var rest: [UInt8] = []
  private var isSkipping = false

  init(limit: Int) {
    self.limit = limit
  }

  mutating func take(_ bytes: some Collection<UInt8>) -> [Piece] {
    var pieces: [Piece] = []
    var unread = bytes[...]
    while let end = unread.firstIndex(of: LineCoding.newline) {
      if !isSkipping { append(unread[..<end], &pieces) }
      if !isSkipping, !rest.isEmpty { pieces.append(.line(rest)) }
      rest.removeAll(keepingCapacity: rest.capacity <= 65_536)
      isSkipping = false
      unread = unread[unread.index(after: end)...]
    }
    if !isSkipping { append(unread, &pieces) }
    return pieces
  }

  private mutating func append(_ part: some Collection<UInt8>, _ pieces: inout [Piece]) {
    guard rest.count + part.count <= limit else {
      rest = []
      isSkipping = true
      pieces.append(.tooLong(limit: limit))
      return
    }
    rest += part
  }
}
