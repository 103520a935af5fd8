import Dispatch
import Glibc

/// The other end of a pseudo-terminal: what a person's terminal would be.
///
/// It takes the bytes as they come, because a terminal nobody reads stops the program.
final class FakeTerminal {
  let slave: Int32
  private let master: Int32
  private let output: AsyncStream<UInt8>
  private let source: any DispatchSourceRead

  init?(columns: UInt16, rows: UInt16) {
    var master: Int32 = -1
    var slave: Int32 = -1
    var size = winsize(ws_row: rows, ws_col: columns, ws_xpixel: 0, ws_ypixel: 0)
    guard openpty(&master, &slave, nil, nil, &size) == 0 else { return nil }
    (self.master, self.slave) = (master, slave)
    let (stream, continuation) = AsyncStream<UInt8>.makeStream()
    output = stream
    let descriptor = master
    source = DispatchSource.makeReadSource(
      fileDescriptor: descriptor, queue: DispatchQueue(label: "fake terminal"))
    source.setEventHandler {
      var buffer = [UInt8](repeating: 0, count: 4096)
      let count = read(descriptor, &buffer, 4096)
      for byte in buffer.prefix(max(0, count)) { continuation.yield(byte) }
    }
    source.setCancelHandler {
      close(descriptor)
      continuation.finish()
    }
    source.resume()
  }

  deinit {
    source.cancel()
    close(slave)
  }

  /// Everything written until the bell rings.
  func writtenUntilBell() async -> String {
    var bytes: [UInt8] = []
    for await byte in output {
      if byte == 7 { break }
      bytes.append(byte)
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  func type(_ text: String) {
    let bytes = Array(text.utf8)
    _ = write(master, bytes, bytes.count)
  }

  func resize(columns: UInt16, rows: UInt16) {
    var size = winsize(ws_row: rows, ws_col: columns, ws_xpixel: 0, ws_ypixel: 0)
    _ = ioctl(master, UInt(TIOCSWINSZ), &size)
  }

  func hangUp() {
    source.cancel()
  }
}
