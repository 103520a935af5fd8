/// The part of the input that is in memory: what is not used up yet, and what came after it.
struct InputWindow: ~Copyable {
  private let buffer: UnsafeMutableRawBufferPointer
  /// First byte that is not used up.
  private(set) var start = 0
  private(set) var end = 0
  private(set) var isLast = false
  /// Bytes of the input before `buffer`'s first.
  private var offset: Int64 = 0

  /// Bytes at the beginning of an input that tell what it is.
  static let headSize = 128 * 1_024
  private let piece: Int

  /// - Parameters:
  ///   - capacity: Bytes held at most, at least ``headSize``.
  ///   - piece: Bytes read at once at most.
  init(capacity: Int, piece: Int) {
    self.piece = piece
    buffer = .allocate(byteCount: capacity, alignment: 16)
  }

  deinit { buffer.deallocate() }

  var base: UnsafeMutableRawPointer { buffer.baseAddress.unsafelyUnwrapped }
  var count: Int { end - start }
  var bytes: UnsafeRawBufferPointer { UnsafeRawBufferPointer(start: base + start, count: count) }
  /// Bytes taken from the source so far.
  var bytesRead: Int64 { offset + Int64(end) }

  /// The place in the whole input of a place in the buffer.
  func inputOffset(of position: Int) -> Int64 { offset + Int64(position) }

  mutating func use(upTo position: Int) { start = position }

  /// Goes on where another window has stopped, with what that has not used up.
  mutating func begin(withRestOf other: borrowing InputWindow) {
    base.copyMemory(from: other.base + other.start, byteCount: other.count)
    offset = other.inputOffset(of: other.start)
    start = 0
    end = other.count
    isLast = other.isLast
  }

  /// Moves what is left to the front and reads once more; sets `isLast` when there is nothing to
  /// read.
  mutating func refill(from source: ByteSource) throws(ImportError) {
    try refill(from: source, upTo: end - start + piece)
  }

  /// Reads until a head is there or the input ends.
  mutating func fill(from source: ByteSource) throws(ImportError) {
    while !isLast, count < Self.headSize { try refill(from: source, upTo: Self.headSize) }
  }

  private mutating func refill(
    from source: ByteSource, upTo size: Int
  ) throws(ImportError) {
    if start > 0 {
      base.copyMemory(from: base + start, byteCount: count)
      offset += Int64(start)
      end -= start
      start = 0
    }
    let free = UnsafeMutableRawBufferPointer(rebasing: buffer[end..<min(size, buffer.count)])
    let read = try source.read(free)
    end += read
    isLast = read == 0
  }
}
