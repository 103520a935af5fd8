import Console
import Testing
import TerminalCanvas

/// One frame as it has to be: size, characters, the keys that lead there, and its lines without
/// spaces at their ends.
struct GoldenFrame: Sendable, CustomTestStringConvertible {
  let name: String
  let lines: [String]

  /// - Parameters:
  ///   - name: Such as `80x24 ascii 3 Enter`: the size, the characters, then keys.
  ///   - frame: The lines, drawn.
  init(_ name: String, _ frame: String) {
    self.name = name
    lines = frame.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
  }

  var testDescription: String { name }

  func drawn() throws -> [String] {
    let parts = name.split(separator: " ").map(String.init)
    let size = parts[0].split(separator: "x").compactMap { Int($0) }
    var driver = try Driver(
      width: size[0], height: size[1], glyphs: parts[1] == "ascii" ? .ascii : .unicode)
    for key in parts.dropFirst(2) { driver.press(key) }
    try driver.answerDetails()
    return driver.lines.map { line in
      var line = line
      while line.last == " " { line.removeLast() }
      return line
    }
  }
}

/// Frames drawn here are the frames of the console, line by line.
struct GoldenFrameTests {
  @Test(arguments: GoldenOverviews.frames + GoldenApprovals.frames + GoldenPages.frames)
  func `a frame is as drawn`(frame: GoldenFrame) throws {
    let drawn = try frame.drawn()
    #expect(drawn == frame.lines, "It is drawn so:\n\(drawn.joined(separator: "\n"))")
  }
}
