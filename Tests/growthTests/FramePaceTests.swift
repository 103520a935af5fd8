import Testing

@testable import growth

@Suite struct `The pace of frames` {
  @Test func `a key after a pause is drawn at once`() {
    var pace = FramePace()
    #expect(pace.delay(for: .key, at: 0) == 0)
  }

  @Test func `a stream of news never takes the frame that a key needs`() {
    var pace = FramePace()
    var drawn = 0
    for time in stride(from: Int64(0), to: 10_000, by: 10) {
      if pace.delay(for: .news, at: time) == 0 {
        pace.drew()
        drawn += 1
      }
      #expect(pace.delay(for: .key, at: time) == 0)
    }
    #expect((145...155).contains(drawn))
  }

  @Test func `keys alone get 15 frames a second as well`() {
    var pace = FramePace()
    var drawn = 0
    for time in stride(from: Int64(0), to: 10_000, by: 10)
    where pace.delay(for: .key, at: time) == 0 {
      pace.drew()
      drawn += 1
    }
    #expect((145...155).contains(drawn))
  }

  @Test func `the delay is long enough`() {
    var pace = FramePace()
    while pace.delay(for: .key, at: 5) == 0 { pace.drew() }
    let delay = pace.delay(for: .key, at: 5)
    #expect(delay > 0)
    #expect(pace.delay(for: .key, at: 5 + delay) == 0)
  }
}
