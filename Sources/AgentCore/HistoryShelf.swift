import Commerce
import DataPipeline
import Synchronization

/// Every order up to a day, and what was worked out from them, kept for that day.
///
/// It speaks of days that are over, so it stays right until the next one is.
package final class HistoryShelf: Sendable {
  private struct Content: Sendable {
    var day: Day
    var histories: PurchaseHistories
    var outlooks: [SegmentName: DemandForecast?] = [:]
  }

  private let content = Mutex<Content?>(nil)

  package init() {}

  /// The histories up to `day`, read if there are none of that day.
  func histories<Failure: Error>(
    upTo day: Day, read: () throws(Failure) -> PurchaseHistories
  ) throws(Failure) -> PurchaseHistories {
    if let kept = content.withLock({ $0?.day == day ? $0?.histories : nil }) { return kept }
    let histories = try read()
    content.withLock { $0 = Content(day: day, histories: histories) }
    return histories
  }

  /// The forecast of a segment's orders after `day`, made if there is none.
  func outlook(
    of segment: SegmentName, after day: Day, make: () -> DemandForecast?
  ) -> DemandForecast? {
    let kept = content.withLock { $0?.day == day ? $0?.outlooks[segment] : nil }
    if let kept { return kept }
    let made = make()
    content.withLock { content in
      if content?.day == day { content?.outlooks[segment] = .some(made) }
    }
    return made
  }
}
