import Commerce

/// A token bucket that is filled up again every hour of the market's time.
struct CallBucket {
  private let capacity: Int
  private var tokens: Int
  private var hour: Int64 = .min

  init(capacity: Int) {
    self.capacity = capacity
    tokens = capacity
  }

  /// Calls an hour, where a change costs what ``cost(ofChange:on:)`` says.
  init(_ platform: Platform) {
    switch platform {
    case .googleAds: self.init(capacity: 400)
    case .metaAds: self.init(capacity: 600)
    case .klaviyo: self.init(capacity: 150)
    case .shopify: self.init(capacity: 1_000)
    }
  }

  static func cost(ofChange isChange: Bool, on platform: Platform) -> Int {
    switch platform {
    case .googleAds, .klaviyo: 1
    case .metaAds: isChange ? 3 : 1
    case .shopify: isChange ? 10 : 1
    }
  }

  /// Takes `cost` tokens; if there are too few, takes none and says how many seconds to wait.
  mutating func take(_ cost: Int, at now: Instant) -> Int64? {
    if now.hourIndex != hour {
      hour = now.hourIndex
      tokens = capacity
    }
    guard tokens >= cost else {
      return now.startOfHour.adding(hours: 1).seconds(since: now)
    }
    tokens -= cost
    return nil
  }
}
