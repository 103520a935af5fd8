import Statistics
import TerminalCanvas
import Testing

@Suite struct CanvasTests {
  @Test func `text is clipped at every edge`() {
    var canvas = Canvas(size: Size(width: 5, height: 2))
    canvas.write("abcdefg", at: Point(x: -2, y: 0))
    canvas.write("xyz", at: Point(x: 3, y: 1))
    canvas.write("no", at: Point(x: 0, y: 2))
    canvas.write("no", at: Point(x: 0, y: -1))
    #expect(canvas.lines == ["cdefg", "   xy"])
  }

  @Test func `the last cell can be written`() {
    var canvas = Canvas(size: Size(width: 3, height: 2))
    canvas.write("z", at: Point(x: 2, y: 1))
    #expect(canvas.lines == ["   ", "  z"])
  }

  @Test func `writing over half of a wide character leaves a space`() {
    var canvas = Canvas(size: Size(width: 6, height: 1))
    canvas.write("日本語", at: .zero)
    canvas.write("x", at: Point(x: 1, y: 0))
    canvas.write("y", at: Point(x: 2, y: 0))
    #expect(canvas.lines == [" xy 語"])
  }

  @Test func `a wide character cut by an edge is a space`() {
    var canvas = Canvas(size: Size(width: 3, height: 1))
    canvas.write("日本", at: .zero)
    #expect(canvas.lines == ["日 "])
    canvas.within(Rectangle(x: 1, y: 0, width: 2, height: 1)) {
      $0.write("語", at: Point(x: -1, y: 0))
    }
    #expect(canvas.lines == ["   "])
  }

  @Test func `an area has its own coordinates, clip and surface`() {
    var canvas = Canvas(size: Size(width: 6, height: 3))
    canvas.within(Rectangle(x: 1, y: 1, width: 3, height: 1), surface: .modal) { canvas in
      #expect(canvas.size == Size(width: 3, height: 1))
      canvas.write("abcdef", at: .zero, role: .textDim)
      canvas.within(Rectangle(x: 2, y: -1, width: 9, height: 9)) { $0.fill($0.bounds, with: "#") }
    }
    #expect(canvas.lines == ["      ", " ab#  ", "      "])
    #expect(canvas[Point(x: 1, y: 1)].style == Style(.textDim, on: .modal))
    #expect(canvas[Point(x: 0, y: 1)].style == Style())
  }

  @Test func `painting changes the surface and nothing else`() {
    var canvas = Canvas(size: Size(width: 3, height: 1))
    canvas.write("abc", at: .zero, role: .statusBad)
    canvas.paint(Rectangle(x: 1, y: 0, width: 9, height: 1), surface: .tableSelected)
    #expect(
      canvas.styledLines == [
        [
          StyledText.Run(text: "a", style: Style(.statusBad)),
          StyledText.Run(text: "bc", style: Style(.statusBad, on: .tableSelected)),
        ]
      ])
  }

  @Test func `a width cuts with an ellipsis or fills`() {
    var canvas = Canvas(size: Size(width: 8, height: 3))
    canvas.fill(canvas.bounds, with: "x")
    canvas.write("campaigns", at: .zero, style: Style(), width: 6)
    canvas.write("ab", at: Point(x: 0, y: 1), style: Style(), width: 6, alignment: .right)
    canvas.write(StyledText("ab", .statusBad), at: Point(x: 0, y: 2), width: 6, alignment: .center)
    #expect(canvas.lines == ["campa…xx", "    abxx", "  ab  xx"])
  }

  @Test func `ASCII keeps the width of every text`() {
    var canvas = Canvas(size: Size(width: 22, height: 1), glyphs: .ascii)
    canvas.write("Café → £40 日 ●▌⠿ e\u{301}", at: .zero)
    #expect(canvas.lines == ["Cafe > L40 ?? *#. e   "])
  }

  @Test func `no text moves what stands beside it`() {
    var generator = SplitMix64(state: 11)
    for glyphs in [Glyphs.unicode, .ascii] {
      for _ in 0..<1_000 {
        var canvas = Canvas(size: Size(width: 12, height: 1), glyphs: glyphs)
        canvas.write("|", at: Point(x: 11, y: 0))
        canvas.within(Rectangle(x: 0, y: 0, width: 11, height: 1)) { canvas in
          canvas.write(generator.text(length: 20), at: Point(x: -2, y: 0))
        }
        #expect(canvas[Point(x: 11, y: 0)].text == "|")
        let widths = (0..<12).map { canvas[Point(x: $0, y: 0)].width }
        #expect(widths.reduce(0, +) == 12)
      }
    }
  }

  @Test func `the cursor is seen only inside of the area`() {
    var canvas = Canvas(size: Size(width: 8, height: 2))
    canvas.within(Rectangle(x: 2, y: 1, width: 3, height: 1)) {
      $0.placeCursor(at: Point(x: 1, y: 0))
    }
    #expect(canvas.cursor == Point(x: 3, y: 1))
    canvas.within(Rectangle(x: 2, y: 1, width: 3, height: 1)) {
      $0.placeCursor(at: Point(x: 3, y: 0))
    }
    #expect(canvas.cursor == nil)
  }

  @Test func `canvases with the same cells are equal`() {
    var one = Canvas(size: Size(width: 4, height: 1))
    var two = Canvas(size: Size(width: 4, height: 1))
    one.write("ab", at: .zero)
    two.write("ab", at: .zero)
    #expect(one == two)
    two.write("c", at: Point(x: 3, y: 0), role: .textDim)
    #expect(one != two)
  }
}
