import Glibc

/// Where a shop's data live: one folder, readable by its owner only.
package struct DataFolder: Hashable, Sendable {
  /// Absolute, without a slash at the end.
  package let path: String

  package init(path: String) {
    let absolute = path.hasPrefix("/") ? path : Self.workingFolder + "/" + path
    let trimmed = absolute.reversed().drop { $0 == "/" }
    self.path = trimmed.isEmpty ? "/" : String(trimmed.reversed())
  }

  /// `$GROWTH_HOME`, else `$XDG_DATA_HOME/growth`, else `$HOME/.local/share/growth`. Creates
  /// nothing.
  ///
  /// An `XDG_DATA_HOME` that is not absolute is ignored, as the XDG specification demands.
  package static func locate(
    environment: [String: String]
  ) throws(DataFolderError) -> DataFolder {
    if let path = environment["GROWTH_HOME"], !path.isEmpty { return DataFolder(path: path) }
    if let data = environment["XDG_DATA_HOME"], data.hasPrefix("/") {
      return DataFolder(path: data + "/growth")
    }
    guard let home = environment["HOME"], !home.isEmpty else { throw .noHome }
    return DataFolder(path: home + "/.local/share/growth")
  }

  package var database: String { path + "/growth.sqlite" }
  package var socket: String { path + "/growth.sock" }
  package var log: String { path + "/growth.log" }
  /// The simulated world's own folder.
  package var world: String { path + "/world" }
  package var haltFile: String { path + "/halt" }
  package var auditHead: String { path + "/audit.head" }
  package var ballast: String { path + "/ballast" }
  package var lockFile: String { path + "/owner.lock" }

  package var halt: HaltFlag { HaltFlag(path: haltFile, ballast: ballast) }

  /// Creates the folder and the ones above it that are missing, with mode 0700. One that exists
  /// stays as it is.
  package func create() throws(DataFolderError) {
    var parent = ""
    for part in path.split(separator: "/").map(String.init) + ["world"] {
      parent += "/" + part
      guard mkdir(parent, 0o700) != 0 else { continue }
      let code = errno
      if code == ENOSPC || code == EDQUOT { throw .diskFull(path: parent) }
      guard Self.isFolder(parent) else {
        let reason = code == EEXIST ? "it is a file" : String(cString: strerror(code))
        throw .cannotCreate(path: parent, reason: reason)
      }
    }
    guard access(path, W_OK | X_OK) == 0 else {
      throw .cannotCreate(path: path, reason: "this user may not write in it")
    }
  }

  /// Bytes that this user may still write on the folder's disk; `nil` if the system does not tell.
  package func freeBytes() -> Int64? {
    var status = statvfs()
    guard statvfs(path, &status) == 0 else { return nil }
    return Int64(clamping: status.f_bavail) * Int64(clamping: status.f_frsize)
  }

  private static func isFolder(_ path: String) -> Bool {
    var status = stat()
    return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
  }

  private static var workingFolder: String {
    guard let buffer = getcwd(nil, 0) else { return "" }
    defer { free(buffer) }
    return String(cString: buffer)
  }
}
