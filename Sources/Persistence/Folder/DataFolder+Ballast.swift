import Glibc

extension DataFolder {
  /// Bytes kept in reserve, so that a full disk can be answered.
  package static let ballastBytes = 1_048_576

  /// Writes the ballast if it is missing or short.
  package func ensureBallast() throws(DataFolderError) {
    var status = stat()
    if stat(ballast, &status) == 0, Int(status.st_size) >= Self.ballastBytes { return }
    do {
      try DurableFile.remove(ballast)
      // Written out: a file system may give nothing back for zeros that were only reserved.
      let pattern = (0..<Self.ballastBytes).map { UInt8(truncatingIfNeeded: $0 &* 31) }
      try DurableFile.append(pattern, to: ballast)
    } catch {
      unlink(ballast)
      throw error.isDiskFull
        ? .diskFull(path: ballast) : .cannotCreate(path: ballast, reason: error.reason)
    }
  }

  /// Gives the ballast's space back to the disk.
  ///
  /// - Returns: False if there was none.
  @discardableResult
  package func releaseBallast() -> Bool { unlink(ballast) == 0 }
}
