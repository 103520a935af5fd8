import AgentInterface
import Commerce
import Console
import Oversight
import TerminalCanvas
import Testing

/// What is on its way to the platforms, from a key to the screen and in line mode.
struct TaskPageTests {
  private func screen(_ width: Int, _ height: Int, _ glyphs: Glyphs = .unicode) throws -> [String] {
    var driver = try Driver(
      width: width, height: height, glyphs: glyphs, snapshot: try TaskFixture.snapshot())
    driver.press("t")
    return driver.lines
  }

  @Test func `print frames`() throws {
    for (w, h, g) in [(140, 30, Glyphs.unicode), (80, 24, .unicode), (60, 20, .ascii)] {
      print(try screen(w, h, g).joined(separator: "\n"))
    }
  }
}
