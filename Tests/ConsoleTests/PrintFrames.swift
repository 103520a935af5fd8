import Console
import Foundation
import Testing
import TerminalCanvas

@Test(.enabled(if: ProcessInfo.processInfo.environment["PRINT_FRAMES"] != nil))
func `print frames`() throws {
  let wanted = ProcessInfo.processInfo.environment["PRINT_FRAMES"] ?? ""
  var text = ""
  for spec in wanted.split(separator: ";") {
    let parts = spec.split(separator: " ").map(String.init)
    let size = parts[0].split(separator: "x").compactMap { Int($0) }
    var driver = try Driver(
      width: size[0], height: size[1], glyphs: parts[1] == "ascii" ? .ascii : .unicode)
    for key in parts.dropFirst(2) { driver.press(key) }
    try driver.answerDetails()
    text += "== \(spec)\n\(driver.screen)\n"
  }
  try text.write(toFile: "/tmp/dev/console/frames.txt", atomically: true, encoding: .utf8)
}
