import Console

/// How often frames may be drawn: 15 a second, with three in reserve of which the last two belong
/// to keys.
///
/// So a stream of snapshots cannot make a pressed key wait.
struct FramePace {
  enum Cause {
    case key
    case news
  }

  static let interval: Milliseconds = 67
  private static let most = 3.0

  private var reserve = most
  private var at: Milliseconds = 0

  /// How long the next frame has to wait; 0 means that it may be drawn now.
  mutating func delay(for cause: Cause, at now: Milliseconds) -> Milliseconds {
    reserve = min(Self.most, reserve + Double(max(0, now - at)) / Double(Self.interval))
    at = max(at, now)
    let needed = cause == .key ? 1.0 : 2.0
    guard reserve < needed else { return 0 }
    return Milliseconds(((needed - reserve) * Double(Self.interval)).rounded(.up))
  }

  mutating func drew() { reserve -= 1 }
}
