import TerminalCanvas
import Testing

@Suite struct GeometryTests {
  @Test func `weighted columns fill the width with the remainder first`() {
    let parts = Rectangle(x: 0, y: 0, width: 100, height: 1)
      .splitColumns([.weight(1), .weight(1), .weight(1)], spacing: 1)
    #expect(parts.map(\.width) == [33, 33, 32])
    #expect(parts.map(\.minX) == [0, 34, 68])
    #expect(parts.last?.maxX == 100)
  }

  @Test func `fixed rows keep their height and weights share the rest`() {
    let parts = Rectangle(x: 2, y: 1, width: 10, height: 20)
      .splitRows([.fixed(1), .weight(2), .weight(1, minimum: 3), .fixed(1)])
    #expect(parts.map(\.height) == [1, 10, 8, 1])
    #expect(parts.allSatisfy { $0.minX == 2 && $0.width == 10 })
  }

  @Test func `parts that do not fit become empty inside of the rectangle`() {
    let whole = Rectangle(x: 0, y: 0, width: 5, height: 2)
    let parts = whole.splitRows([.fixed(1), .fixed(1), .fixed(1)])
    #expect(parts.map(\.height) == [1, 1, 0])
    #expect(whole.splitColumns([.fixed(3), .weight(1, minimum: 4)]).map(\.width) == [3, 2])
  }

  @Test(arguments: [
    (Rectangle(x: 0, y: 0, width: 3, height: 3), 1),
    (Rectangle(x: 0, y: 0, width: 1, height: 1), 0),
    (Rectangle(x: 0, y: 0, width: 0, height: 0), 0),
  ])
  func `an inset never turns negative`(rectangle: Rectangle, expected: Int) {
    #expect(rectangle.inset(by: 1).width == expected)
    #expect(rectangle.inset(by: 1).height == expected)
  }

  @Test func `rectangles that do not meet have an empty intersection`() {
    let left = Rectangle(x: 0, y: 0, width: 2, height: 2)
    #expect(left.intersection(Rectangle(x: 2, y: 0, width: 2, height: 2)).isEmpty)
    #expect(
      left.intersection(Rectangle(x: 1, y: 1, width: 9, height: 9))
        == Rectangle(x: 1, y: 1, width: 1, height: 1))
  }
}
