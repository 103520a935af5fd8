import Glibc

/// A file opened for reading; closed when the last reference goes.
final class FileBytes {
  private let descriptor: CInt
  private let path: String
  /// `nil` for pipes and devices.
  let size: Int64?

  init(path: String) throws(ImportError) {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw Self.error(errno, path: path) }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else {
      let code = errno
      close(descriptor)
      throw Self.error(code, path: path)
    }
    guard status.st_mode & S_IFMT != S_IFDIR else {
      close(descriptor)
      throw .isFolder(file: path)
    }
    self.descriptor = descriptor
    self.path = path
    size = status.st_mode & S_IFMT == S_IFREG ? Int64(status.st_size) : nil
  }

  deinit { close(descriptor) }

  func read(into buffer: UnsafeMutableRawBufferPointer) throws(ImportError) -> Int {
    while true {
      let count = Glibc.read(descriptor, buffer.baseAddress, buffer.count)
      if count >= 0 { return count }
      guard errno == EINTR else { throw Self.error(errno, path: path) }
    }
  }

  private static func error(_ code: CInt, path: String) -> ImportError {
    switch code {
    case ENOENT, ENOTDIR: .notFound(file: path)
    case EISDIR: .isFolder(file: path)
    case EACCES, EPERM: .notPermitted(file: path)
    default: .unreadable(file: path, reason: String(cString: strerror(code)))
    }
  }
}

extension ByteSource {
  init(path: String) throws(ImportError) {
    let file = try FileBytes(path: path)
    self.init(name: path, size: file.size) { buffer throws(ImportError) in
      try file.read(into: buffer)
    }
  }
}
