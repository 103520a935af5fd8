import Commerce

/// The channels by which customers first came, as far as their orders tell.
struct FirstChannels {
  private(set) var names = ChannelNames()
  /// By name as it was given, since most orders repeat one of a few.
  private var numbers: [String: UInt8] = [:]
  /// By number of the customer; shorter than the customers are many.
  private var firsts: [First] = []

  private struct First {
    var seconds = Int64.max
    var channel: UInt8 = 0
  }

  /// Whether any order told its channel.
  var isEmpty: Bool { firsts.isEmpty }

  /// Takes in an order that tells its channel.
  mutating func add(customer: Int, seconds: Int64, channel name: String) {
    let channel = number(of: name)
    guard channel > 0 else { return }
    if firsts.count <= customer {
      firsts += Array(repeating: First(), count: max(customer + 1, 2 * firsts.count) - firsts.count)
    }
    if seconds < firsts[customer].seconds {
      firsts[customer] = First(seconds: seconds, channel: channel)
    }
  }

  private mutating func number(of name: String) -> UInt8 {
    if let known = numbers[name] { return known }
    let number = names.number(of: name)
    numbers[name] = number
    return number
  }

  /// The channel of a customer's first day; 0 if no order of that day tells it.
  func channel(of customer: Int, first day: Int32) -> UInt8 {
    guard firsts.indices.contains(customer) else { return 0 }
    let found = firsts[customer]
    return found.seconds / TimestampParser.secondsPerDay == Int64(day) ? found.channel : 0
  }
}
