import Commerce
import DataPipeline
import Statistics
import Testing

@Suite struct PanelReaderTests {
  func read(_ text: String) throws -> DatedPanel {
    try PanelReader(bytes: Array(text.utf8), name: "p.csv").read()
  }

  func refusal(_ text: String) -> String? {
    do {
      _ = try read(text)
      return nil
    } catch { return "\(error)" }
  }

  @Test func `regions and days are sorted, whatever order and columns the rows have`() throws {
    let data = try read(
      "Y,date,location\n4,2021-01-02,Leeds\n1,2021-01-01,Bath\n2,2021-01-02,Bath\n3,2021-01-01,Leeds\n"
    )
    #expect(data.panel.regions == ["Bath", "Leeds"])
    #expect(data.panel.values == [[1, 2], [3, 4]])
    #expect(data.days.map { "\($0)" } == ["2021-01-01", "2021-01-02"])
    #expect(data.incomplete.isEmpty)
    let first = data.days[0]
    #expect(data.periods(from: first, through: first) == 0..<1)
    #expect(data.periods(from: first.adding(days: 5), through: first.adding(days: 9)) == nil)
  }

  @Test func `semicolons, decimal commas and the case of names are understood`() throws {
    let data = try read(
      "city;day;value\nBath;2021-01-01;1,5\nBATH;2021-01-02;2,5\nLeeds;2021-01-01;3,0\n")
    #expect(data.panel.regions == ["Bath"])
    #expect(data.panel.values == [[1.5, 2.5]])
    #expect(data.incomplete == ["Leeds"])
  }

  @Test func `a bad cell is named with its place`() {
    #expect(
      refusal("location,date,Y\na,2021-01-01,3\nb,2021-01-01,x\n")
        == "p.csv:3, column 3 'Y': found 'x', expected a number like 1234.5. Correct the cell, or "
        + "remove the region: each needs a value on each day.")
    #expect(
      refusal("location,date,Y\na,never,3\n")
        == "p.csv:2, column 2 'date': found 'never', expected a date like 2024-05-31. "
        + "Correct the cell.")
    #expect(
      refusal("location,date,Y\na,2021-01-01,3\na,2021-01-01,4\n")
        == "p.csv:3, column 2 'date': found '2021-01-01', expected a day that line 2 does not have "
        + "for the region. Add up or remove the repeated rows.")
    #expect(
      refusal("location,date,Y\n ,2021-01-01,4\n")
        == "p.csv:2, column 1 'location': found '', expected the name of a region. Fill the cell.")
  }

  @Test func `what is no table of regions is refused`() {
    #expect(refusal("")?.contains("is empty") == true)
    #expect(refusal("date,Y\n2021-01-01,4\n")?.contains("like 'location,date,Y'") == true)
    #expect(refusal("location,date,Y\n")?.contains("has a header and no rows") == true)
    #expect(
      refusal("location,date,Y\na,2021-01-01,4\nb,2021-01-02,4\n")
        == "'p.csv' has no region with a value on each of its 2 days. Complete the rows.")
  }
}
