import Commerce
import Testing

@Suite struct DayTests {
  @Test func `every day of four centuries survives a round trip`() throws {
    for number in Int32(-60_000)...Int32(86_000) {
      let day = Day(number: number)
      let (year, month, dayOfMonth) = day.civil
      #expect(Day(year: year, month: month, day: dayOfMonth) == day)
    }
  }

  @Test(arguments: [
    ("1970-01-01", 0, "Thu"), ("2000-02-29", 11_016, "Tue"), ("2011-12-09", 15_317, "Fri"),
    ("1969-12-31", -1, "Wed"),
  ])
  func `known dates have their number and weekday`(
    text: String, number: Int32, weekday: String
  ) throws {
    let day = try #require(Day(text))
    #expect(day.number == number)
    #expect(day.weekdayName == weekday)
    #expect(day.description == text)
  }

  @Test(arguments: ["2011-02-29", "2011-13-01", "2011-00-01", "99999-01-01", "", "2011-1", "x-y-z"])
  func `what is no date is refused`(text: String) {
    #expect(Day(text) == nil)
  }

  @Test func `an instant before 1970 lies on the day it belongs to`() {
    #expect(Instant(seconds: -1).day == Day(number: -1))
    #expect(Instant(seconds: -1).hour == 23)
    #expect(Instant(seconds: -1).timeOfDay == "23:59")
  }
}
