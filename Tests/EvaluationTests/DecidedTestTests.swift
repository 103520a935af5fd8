import Commerce
import Evaluation
import Testing

/// What becomes of a test between its verdict and its end.
@Suite struct `Decided tests` {
  let start = Instant(Day(number: 15_000))

  func test(_ id: Int64, campaign: Int64) -> Experiment {
    Experiment(
      id: Experiment.ID(id), campaign: Campaign.ID(campaign), hypothesis: "h",
      metric: .clickThroughRate,
      variants: ["A", "B"].map { Experiment.Variant(creative: $0, share: 0.5) }, startedAt: start,
      plannedTrials: 20_000, status: .running)
  }

  /// Clicks of both variants from one hour to another, by a thousand impressions an hour each.
  func record(
    _ book: inout MetricsBook, campaign: Int64, hours: Range<Int>, clicks: (Int64, Int64)
  ) {
    for hour in hours {
      for (label, clicks) in [("A", clicks.0), ("B", clicks.1)] {
        book.record(
          Metrics(impressions: 100, clicks: clicks), campaign: Campaign.ID(campaign),
          creative: label, hour: start.adding(hours: hour))
      }
    }
  }

  @Test func `a verdict stays, whatever is counted while it waits to be carried out`() throws {
    var book = MetricsBook()
    record(&book, campaign: 1, hours: 0..<48, clicks: (3, 6))
    let read = ExperimentJudge.read(
      [test(1, campaign: 1)], book: book, now: start.adding(hours: 48))
    #expect(read[0].isDecided && read[0].reading?.verdict == .adopt)
    // The challenger turns out no better after all.
    record(&book, campaign: 1, hours: 48..<96, clicks: (6, 3))
    let later = ExperimentJudge.read(read, book: book, now: start.adding(hours: 96))
    #expect(later == read)
    var open = read[0]
    open.reading?.verdict = .continue
    let anew = ExperimentJudge.read([open], book: book, now: start.adding(hours: 96))
    #expect(anew[0].reading?.verdict == .continue)
  }

  @Test func `a decided test takes no part of the error that the others share`() throws {
    var book = MetricsBook()
    record(&book, campaign: 1, hours: 0..<48, clicks: (3, 6))
    record(&book, campaign: 2, hours: 0..<48, clicks: (3, 3))
    let now = start.adding(hours: 48)
    var decided = ExperimentJudge.read([test(1, campaign: 1)], book: book, now: now)[0]
    decided.reading?.verdict = .stopInconclusive
    let alone = ExperimentJudge.read([test(2, campaign: 2)], book: book, now: now)[0]
    let beside = ExperimentJudge.read([decided, test(2, campaign: 2)], book: book, now: now)[1]
    #expect(beside == alone)
  }
}
