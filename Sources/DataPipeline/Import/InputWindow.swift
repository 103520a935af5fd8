/// The part of the input that is in memory: what is not used up yet, and what came after it.
struct InputWindow: ~Copyable {
  private let buffer: UnsafeMutableRawBufferPointer
  /// First byte that is not used up.
  private(set) var start = 0
  private(set) var end = 0
  private(set) var isLast = false
  /// Bytes of the input before `buffer`'s first.
  private var offset: Int64 = 0

  /// Bytes held at most.
  static let capacity = 128 * 1_024
  /// Bytes read at once: few enough that they and what is made of them stay in a core's cache.
  private static let piece = 48 * 1_024

  init() {
    buffer = .allocate(byteCount: Self.capacity, alignment: 16)
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
    if start > 0 {
      base.copyMemory(from: base + start, byteCount: count)
      offset += Int64(start)
      end -= start
      start = 0
    }
    let free = UnsafeMutableRawBufferPointer(rebasing: buffer[end...].prefix(Self.piece))
    let read = try source.read(free)
    end += read
    isLast = read == 0
  }

  /// Reads until the window is full or the input ends.
  mutating func fill(from source: ByteSource) throws(ImportError) {
    while !isLast, end < buffer.count { try refill(from: source) }
  }
}
