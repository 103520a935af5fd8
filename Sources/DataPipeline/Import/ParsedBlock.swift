import Commerce

/// A piece of a file on its way from ``RowParser`` by ``OrderResolver`` to ``OrderCollector``: its
/// bytes, and the orders whose texts lie in them.
final class ParsedBlock {
  var window = InputWindow(capacity: piece + InputWindow.headSize, piece: piece)
  var orders: [PendingOrder] = []
  var texts = KeptTexts()
  /// Rows of the file up to the end of this block.
  var rows = 0
  /// The file's, as far as known.
  var currency = Currency.poundSterling
  /// The file's, as far as known; `nil` where it does not tell them.
  var channels: ChannelNames?
  /// What ended the reading in this block, after its orders.
  var failure: ImportError?

  /// Bytes read at once: enough that parsing them takes many times as long as waking a thread that
  /// waits for them, since threads that wake each other all the time are kept on one core.
  private static let piece = 512 * 1_024

  var isLast: Bool { window.isLast || failure != nil }

  /// Empties the block and begins it with what another one has left over.
  func start(after other: ParsedBlock) {
    orders.removeAll(keepingCapacity: true)
    texts.removeAll()
    window.begin(withRestOf: other.window)
  }

  /// Reads on behind what is there.
  func refill(from source: ByteSource) {
    do {
      try window.refill(from: source)
    } catch {
      failure = error
    }
  }
}

/// Texts that are not in the file as they are needed.
struct KeptTexts: ~Copyable {
  private var texts: [UnsafeMutableRawBufferPointer] = []

  deinit { for text in texts { text.deallocate() } }

  /// - Returns: The text as UTF-8, valid until everything is removed.
  mutating func keep(_ text: String) -> UnsafeRawBufferPointer {
    let copy = UnsafeMutableRawBufferPointer.allocate(byteCount: text.utf8.count, alignment: 1)
    copy.copyBytes(from: text.utf8)
    texts.append(copy)
    return UnsafeRawBufferPointer(copy)
  }

  mutating func removeAll() {
    for text in texts { text.deallocate() }
    texts.removeAll(keepingCapacity: true)
  }
}
