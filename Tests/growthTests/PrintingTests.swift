import Testing

@testable import growth

@Suite struct `What commands print` {
  private let table = TextTable(
    [.right("id"), .left("name"), .right("spent")],
    rows: [["1", "Brand £", "£0.50"], ["12", "Tab\tand\u{1B}[2J", "£1,200.00"]],
    emptyText: "None.")

  @Test func `columns line up on a terminal`() {
    #expect(
      table.text(.aligned).split(separator: "\n") == [
        "id  name            spent", " 1  Brand £         £0.50", "12  Tab and[2J  £1,200.00",
      ])
  }

  @Test func `a pipe gets tabs and nothing that controls a terminal`() {
    #expect(
      table.text(.separated).split(separator: "\n") == [
        "id\tname\tspent", "1\tBrand £\t£0.50", "12\tTab and[2J\t£1,200.00",
      ])
  }

  @Test func `an empty table says so to people only`() {
    let empty = TextTable([.left("name")], rows: [], emptyText: "None.")
    #expect(empty.text(.aligned) == "None.")
    #expect(empty.text(.separated) == "name")
  }

  @Test(
    arguments: [
      ("70", 70_000_000), ("70.5", 70_500_000), ("1,250.00", 1_250_000_000), ("0.000001", 1),
      ("0", 0),
    ] as [(String, Int64)])
  func `amounts are exact`(text: String, micros: Int64) {
    #expect(AmountText.micros(text) == micros)
  }

  @Test(arguments: ["", ".", "1.", ".5", "-1", "1e3", "£7", "1.0000001", "99999999999", "٧"])
  func `what is no amount is none`(text: String) {
    #expect(AmountText.micros(text) == nil)
  }

  @Test(arguments: [
    (2.0, 2, "2.00"), (-0.005, 2, "−0.01"), (1_234.5, 0, "1,235"), (.nan, 2, "–"),
    (.infinity, 1, "–"), (1e18, 2, "–"), (0.994, 1, "1.0"),
  ])
  func `numbers are short and honest`(value: Double, digits: Int, words: String) {
    #expect(Figure.of(value, digits: digits) == words)
  }
}
