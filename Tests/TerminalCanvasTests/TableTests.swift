import TerminalCanvas
import Testing

@Suite struct TableTests {
  private let columns = [
    TableColumn("name", minimum: 8, weight: 1),
    TableColumn("budget", minimum: 8, priority: 1, alignment: .right),
    TableColumn("pace", minimum: 6, priority: 3),
    TableColumn("7 days", minimum: 6, priority: 2),
  ]

  private func table(rows: Int = 3, selection: Int? = 1, sort: TableSort? = nil) -> Table {
    Table(columns: columns, rowCount: rows, selection: selection, sort: sort) { index in
      TableRow(
        cells: [
          "Campaign \(index)", .text(StyledText("£\(index + 1)0", .money)),
          .bar(Bar(fraction: 0.5)), .sparkline(Sparkline([1, 2, 3, 4, 5, 6])),
        ],
        isMarked: index == 2)
    }
  }

  @Test func `a table shows titles, rows, selection and marks`() {
    #expect(
      drawn(table(sort: TableSort(column: 1, isAscending: false)), width: 40, height: 4)
        == [
          " name           budget ▼  pace    7 days",
          " Campaign 0          £10  ▕██  ▏  ▁▂▄▅▇█",
          "▌Campaign 1          £20  ▕██  ▏  ▁▂▄▅▇█",
          "◆Campaign 2          £30  ▕██  ▏  ▁▂▄▅▇█",
        ])
  }

  @Test func `narrow tables lose the columns of highest priority first`() {
    #expect(
      drawn(table(), width: 27, height: 1 + 1)[0] == " name        budget  7 days".fitted(to: 27))
    #expect(drawn(table(), width: 20, height: 2)[0] == " name         budget")
    #expect(drawn(table(), width: 12, height: 2)[0] == " name       ")
    #expect(drawn(table(), width: 6, height: 2)[1] == "▌Camp…")
  }

  @Test func `only rows on the screen are asked for`() {
    var asked: [Int] = []
    let table = Table(
      columns: columns, rowCount: 1_000_000, selection: 500_000, firstVisible: 499_998
    ) { index in
      asked.append(index)
      return TableRow(cells: ["\(index)"])
    }
    #expect(drawn(table, width: 20, height: 5)[3].hasPrefix("▌500000"))
    #expect(asked == Array(499_998...500_001))
  }

  @Test func `an empty table says so`() {
    let table = Table(
      columns: columns, rowCount: 0, emptyText: "Nothing waits for you."
    ) { _ in TableRow(cells: []) }
    #expect(drawn(table, width: 24, height: 3)[1] == " Nothing waits for you. ")
  }

  @Test func `the selected row lies on its own surface over the whole width`() {
    var canvas = Canvas(size: Size(width: 30, height: 4))
    canvas.draw(table(), in: canvas.bounds)
    for x in 0..<30 { #expect(canvas[Point(x: x, y: 2)].style.surface == .tableSelected) }
    #expect(canvas[Point(x: 0, y: 1)].style.surface == nil)
  }

  @Test(arguments: [
    (0, 0, 0), (9, 0, 5), (9, 7, 7), (3, 7, 3), (99, 98, 95), (0, -5, 0),
  ])
  func `a window moves by the least that shows the selection`(
    selection: Int, top: Int, expected: Int
  ) {
    let window = ScrollWindow(count: 100, height: 5, selection: selection, top: top)
    #expect(window.top == expected)
  }

  @Test func `a window says where it is`() {
    #expect(ScrollWindow(count: 400, height: 19, selection: 11, top: 11).note == "12–30 of 400")
    #expect(ScrollWindow(count: 4, height: 19, selection: 1, top: 0).note.isEmpty)
    #expect(ScrollWindow(count: 4, height: 0, selection: 1, top: 0).range.isEmpty)
  }
}
