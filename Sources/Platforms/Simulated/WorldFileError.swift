import Foundation

/// Why the simulated world's files cannot be used.
package enum WorldFileError: Error, Hashable, Sendable {
  case cannotOpen(path: String, reason: String)
  case cannotWrite(path: String, reason: String)
  /// The content is not what was written there.
  case damaged(path: String, detail: String)
}

extension WorldFileError: CustomStringConvertible {
  package var description: String {
    switch self {
    case .cannotOpen(let path, let reason): "The market's file \(path) cannot be opened: \(reason)."
    case .cannotWrite(let path, let reason):
      "The market's file \(path) cannot be written: \(reason)."
    case .damaged(let path, let detail):
      "The market's file \(path) is damaged: \(detail). Move its folder away to begin a new market."
    }
  }
}

func lastSystemError() -> String { String(cString: strerror(errno)) }

func writeAll(_ bytes: [UInt8], to descriptor: Int32, path: String) throws(WorldFileError) {
  var written = 0
  while written < bytes.count {
    let count = bytes.withUnsafeBytes { raw in
      write(descriptor, raw.baseAddress?.advanced(by: written), raw.count - written)
    }
    if count < 0, errno == EINTR { continue }
    guard count > 0 else { throw .cannotWrite(path: path, reason: lastSystemError()) }
    written += count
  }
}
