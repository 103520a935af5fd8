import Commerce
import DataPipeline
import Statistics
import Testing

private struct Rows {
  var header = ""
  var seconds: [Int64] = []
  var values: [Double] = []
  var texts: [String] = []

  init(_ text: String, time: String? = nil, value: String? = nil) throws {
    var (header, seconds, values, texts) = ("", [Int64](), [Double](), [String]())
    let stream = ReadingStream(
      bytes: Array(text.utf8), name: "s.csv", time: time, value: value)
    try stream.read(
      header: { bytes, _ in header = String(decoding: bytes, as: UTF8.self) },
      row: { reading, bytes in
        seconds.append(reading.seconds)
        values.append(reading.value)
        texts.append(String(decoding: bytes, as: UTF8.self))
      })
    (self.header, self.seconds, self.values, self.texts) = (header, seconds, values, texts)
  }
}

private func refusal(_ text: String, time: String? = nil) -> String? {
  do {
    _ = try Rows(text, time: time)
    return nil
  } catch {
    return "\(error)"
  }
}

@Suite struct ReadingStreamTests {
  @Test(arguments: [
    "2014-02-14 14:30:00", "2014-02-14T14:30:00Z", "2014-02-14T15:30:00+01:00",
    "2014-02-14 14:30:00.000000", "1392388200", "1392388200.5", "1392388200000",
  ])
  func `times are read in many forms`(time: String) throws {
    let rows = try Rows("timestamp,value\n\(time),0.132\n")
    #expect(rows.seconds == [1_392_388_200])
    #expect(rows.values == [0.132])
  }

  @Test func `rows keep their order, their text and their missing values`() throws {
    let rows = try Rows(
      "when,\"a \"\"b\"\"\",value\r\n2024-01-02,\"x \"\"y\"\"\",1\r\n\r\n2024-01-01,z,\r\n2024-01-01,,NaN"
    )
    #expect(rows.header == "when,\"a \"\"b\"\"\",value")
    #expect(rows.texts == ["2024-01-02,\"x \"\"y\"\"\",1", "2024-01-01,z,", "2024-01-01,,NaN"])
    #expect(rows.values[0] == 1 && rows.values[1].isNaN && rows.values[2].isNaN)
  }

  @Test func `columns are chosen by name`() throws {
    let rows = try Rows(
      "id,clicks,value,at\n7,3,4,2024-01-01\n", time: "at", value: "clicks")
    #expect(rows.values == [3] && rows.seconds == [1_704_067_200])
  }

  @Test(arguments: [
    (
      "timestamp,value\n2024-01-01,1\nyesterday,2\n",
      "s.csv:3, column 1 'timestamp': found 'yesterday', expected a time like 2024-05-31 17:00, 2024-05-31T17:00:00Z or 1717174800. Correct the cell."
    ),
    (
      "timestamp,value\n2024-01-01,many\n",
      "s.csv:2, column 2 'value': found 'many', expected a number like 1234.5, or nothing. Correct the cell."
    ),
    (
      "timestamp,value\n",
      "'s.csv' has a header and no rows. Give one row a time: a date and a value."
    ),
    ("", "'s.csv' is empty. Give a header and one row a time: a date and a value."),
  ])
  func `a bad file is refused with its place`(text: String, message: String) {
    #expect(refusal(text) == message)
  }

  @Test func `a column that is not there is refused with those that are`() {
    #expect(
      refusal("timestamp,value\n2024-01-01,1\n", time: "at")
        == "'s.csv' has no column 'at'; its columns are 'timestamp', 'value'. Name one of them.")
  }

  @Test func `a long file passes through in pieces`() throws {
    let lines = (0..<40_000).map { "\(1_400_000_000 + $0 * 60),\($0 % 7)" }
    let rows = try Rows("timestamp,value\n" + lines.joined(separator: "\n"))
    #expect(rows.texts == lines)
  }
}

@Suite struct AnomalyScanTests {
  private func scan(_ count: Int, _ value: (Int) -> Double) -> AnomalyScan {
    var scan = AnomalyScan()
    for hour in 0..<count {
      _ = scan.take(.init(seconds: Int64(hour) * 3_600, value: value(hour)))
    }
    return scan
  }

  @Test func `rows, span, interval, alerts and changed days are told`() {
    let found = scan(24 * 40) { hour in
      let wave = Double(hour % 24) + Double(hour * 7_919 % 101) / 100
      return hour == 24 * 20 + 5 ? 900 : wave + (hour >= 24 * 30 ? 40 : 0)
    }
    #expect(found.rows == 960 && found.missing == 0)
    #expect(found.interval == 3_600 && found.last == 959 * 3_600)
    let peak = found.allAlerts.first { $0.value == 900 }
    #expect(peak?.peak == Int64((24 * 20 + 5) * 3_600))
    #expect(found.changePoints == [Day(number: 30)])
  }

  @Test func `rows from the newest to the oldest are known as such, and an interval is positive`()
    throws
  {
    let text = "time,value\n" + (0..<20).map { "2024-01-\(31 - $0),1\n" }.joined()
    #expect(try ReadingStream(bytes: Array(text.utf8), name: "s.csv").isNewestFirst())
    var scan = AnomalyScan()
    for hour in (0..<150).reversed() {
      _ = scan.take(.init(seconds: Int64(hour) * 3_600, value: Double(hour % 7)))
    }
    #expect(scan.interval == 3_600 && scan.backwards == 149)
    #expect(scan.notes.count == 1 && scan.notes[0].hasPrefix("149 of 150 rows are earlier"))
  }

  @Test func `values that are too large are missing, and said to be`() {
    let found = scan(200) { $0 == 150 ? -1e100 : $0 == 151 ? 1e120 : 1 }
    #expect(found.missing == 2 && found.tooLarge == 2)
    #expect(
      found.notes == ["Values of 1e100 and more, above or below 0, count as missing: 2 of 200."])
  }

  @Test func `an alert ends before the next begins`() {
    let found = scan(24 * 60) { hour in
      let wave = Double(hour % 24) + Double(hour * 7_919 % 101) / 100
      let far = hour > 700 && hour < 900 && hour.isMultiple(of: 5)
      return far ? 200 + Double(hour) : wave + (hour > 800 ? 90 : 0)
    }
    let alerts = found.allAlerts
    #expect(alerts.count >= 2)
    #expect(zip(alerts, alerts.dropFirst()).allSatisfy { $0.end < $1.start })
  }

  @Test func `a single row is no series yet`() {
    let found = scan(1) { _ in 3 }
    #expect(found.notes.first?.hasPrefix("Too little data: 1 of at least 100 values") == true)
    #expect(found.rows == 1 && found.interval == nil)
    #expect(found.allAlerts.isEmpty && found.changePoints.isEmpty)
  }
}
