/// Where the bytes of an import come from: a file, or memory.
struct ByteSource {
  let name: String
  /// Bytes in all, where that is known beforehand.
  let size: Int64?
  /// Fills the front of a buffer and tells how many bytes it wrote; 0 at the end.
  let read: (UnsafeMutableRawBufferPointer) throws(ImportError) -> Int

  init(
    name: String, size: Int64?,
    read: @escaping (UnsafeMutableRawBufferPointer) throws(ImportError) -> Int
  ) {
    self.name = name
    self.size = size
    self.read = read
  }

  init(name: String, bytes: [UInt8]) {
    var position = 0
    self.init(name: name, size: Int64(bytes.count)) { buffer in
      let count = min(buffer.count, bytes.count - position)
      bytes.withUnsafeBytes { source in
        buffer.copyMemory(
          from: UnsafeRawBufferPointer(rebasing: source[position..<position + count]))
      }
      position += count
      return count
    }
  }
}
