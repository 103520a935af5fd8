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
    /// `nil` until it is asked for; what it holds is `nil` with too short a history.
    var segmentDemand: SegmentDemand??
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

  /// How orders are shared among segments up to `day`, worked out if it is not yet.
  func segmentDemand(upTo day: Day, make: () -> SegmentDemand?) -> SegmentDemand? {
    let kept = content.withLock { $0?.day == day ? $0?.segmentDemand : nil }
    if let kept { return kept }
    let made = make()
    content.withLock { content in
      if content?.day == day { content?.segmentDemand = .some(made) }
    }
    return made
  }
}
