import Commerce
import DataPipeline
import Synchronization

/// What was worked out from all orders, kept for the day it was worked out for.
///
/// It speaks of days that are over, so it stays right until the next one is.
package final class HistoryShelf: Sendable {
  private struct Content: Sendable {
    var day: Day
    var history: CustomerHistory
    var outlooks: [SegmentName: DemandForecast?] = [:]
  }

  private let content = Mutex<Content?>(nil)

  /// The history up to `day`, made if there is none of that day.
  func history<Failure: Error>(
    upTo day: Day, make: () throws(Failure) -> CustomerHistory
  ) throws(Failure) -> CustomerHistory {
    if let kept = content.withLock({ $0?.day == day ? $0?.history : nil }) { return kept }
    let history = try make()
    content.withLock { $0 = Content(day: day, history: history) }
    return history
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
