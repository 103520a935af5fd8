import Commerce
import Foundation
import Persistence
import Testing

@Suite struct DataFolderTests {
  let temporary: TemporaryFolder
  let folder: DataFolder

  init() throws {
    temporary = try TemporaryFolder()
    folder = DataFolder(path: temporary.file("home/growth/"))
    try folder.create()
  }

  @Test(arguments: [
    (["GROWTH_HOME": "/a/b/", "XDG_DATA_HOME": "/x", "HOME": "/h"], "/a/b"),
    (["XDG_DATA_HOME": "/x", "HOME": "/h"], "/x/growth"),
    (["XDG_DATA_HOME": "relative", "HOME": "/h"], "/h/.local/share/growth"),
    (["GROWTH_HOME": "", "HOME": "/h"], "/h/.local/share/growth"),
  ])
  func `the folder is where the environment says`(environment: [String: String], path: String)
    throws
  {
    #expect(try DataFolder.locate(environment: environment).path == path)
  }

  @Test func `without a home there is a sentence`() {
    #expect(throws: DataFolderError.noHome) { try DataFolder.locate(environment: [:]) }
  }

  @Test func `it is readable by its owner only`() throws {
    #expect(try permissions(of: folder.path) == 0o700)
    #expect(try permissions(of: folder.world) == 0o700)
  }

  @Test func `a folder that exists keeps its mode`() throws {
    let path = temporary.file("mine")
    try FileManager.default.createDirectory(
      atPath: path, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o750])
    try DataFolder(path: path).create()
    #expect(try permissions(of: path) == 0o750)
  }

  @Test func `a file in its place is refused`() throws {
    let path = try temporary.write("x", to: "occupied")
    #expect(throws: DataFolderError.cannotCreate(path: path, reason: "it is a file")) {
      try DataFolder(path: path).create()
    }
  }

  @Test func `there is one owner at a time, and others can say who`() throws {
    let lock = try folder.acquire()
    let error = #expect(throws: DataFolderError.self) { try folder.acquire() }
    guard case .owned(let path, let owner) = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(path == folder.path)
    #expect(owner?.process == ProcessInfo.processInfo.processIdentifier)
    #expect(owner?.startedAt != nil)
    #expect(folder.owner() == owner)
    withExtendedLifetime(lock) {}
  }

  @Test func `a lock that is let go can be taken`() throws {
    do {
      let lock = try folder.acquire()
      withExtendedLifetime(lock) {}
    }
    #expect(folder.owner() == nil)
    withExtendedLifetime(try folder.acquire()) {}
  }

  @Test func `a process that was killed owns nothing`() throws {
    let child = Process()
    child.executableURL = URL(fileURLWithPath: "/usr/bin/flock")
    // One process that holds the lock and is killed, so that its end is the lock's.
    child.arguments = ["--no-fork", folder.lockFile, "sh", "-c", "echo locked; exec cat"]
    let (input, output) = (Pipe(), Pipe())
    child.standardInput = input
    child.standardOutput = output
    try child.run()
    #expect(try output.fileHandleForReading.read(upToCount: 6) == Data("locked".utf8))
    #expect(throws: DataFolderError.self) { try folder.acquire() }
    kill(child.processIdentifier, SIGKILL)
    child.waitUntilExit()
    withExtendedLifetime(try folder.acquire()) {}
  }

  @Test func `a halt is a file that says why, who and when`() throws {
    #expect(folder.halt.read() == nil)
    try folder.halt.set(reason: "spend\nlooks wrong", by: .person("ada"), at: noon)
    #expect(
      folder.halt.read()
        == HaltFlag.Halt(reason: "spend\nlooks wrong", by: .person("ada"), at: noon))
    try folder.halt.set(reason: "again", by: .agent, at: noon)
    #expect(folder.halt.read()?.reason == "again")
    try folder.halt.clear()
    #expect(!folder.halt.isSet)
    try folder.halt.clear()
  }

  @Test(arguments: ["", "garbage", "{\"reason\":"])
  func `an unreadable flag is a halt too`(content: String) throws {
    try content.write(toFile: folder.haltFile, atomically: true, encoding: .utf8)
    #expect(folder.halt.isSet)
    #expect(folder.halt.read()?.reason == "a halt flag without a readable reason")
  }

  @Test func `a halt needs no database`() throws {
    try Data(repeating: 7, count: 5_000).write(to: URL(fileURLWithPath: folder.database))
    try folder.halt.set(reason: "database gone", by: .agent, at: noon)
    #expect(folder.halt.isSet)
  }

  @Test func `a halt that cannot be written says so`() {
    let missing = DataFolder(path: temporary.file("never made"))
    #expect(
      throws: DataFolderError.haltNotSet(
        path: missing.haltFile, reason: "No such file or directory")
    ) {
      try missing.halt.set(reason: "x", by: .agent, at: noon)
    }
  }

  @Test func `the ballast is kept once and given back once`() throws {
    try folder.ensureBallast()
    try folder.ensureBallast()
    let size = try FileManager.default.attributesOfItem(atPath: folder.ballast)[.size] as? Int
    #expect(size == DataFolder.ballastBytes)
    #expect(folder.releaseBallast())
    #expect(!folder.releaseBallast())
    #expect((folder.freeBytes() ?? 0) > 0)
  }
}
