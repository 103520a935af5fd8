import Commerce
import Foundation

/// A line of the allocation protocol that comes in.
enum AllocationMessage {
  case start(Start)
  case history([Row])
  case day(Day, updates: [Row])
  case end

  struct Start: Decodable {
    var channels: [String]
    var dailyBudget: Double
    var minShare: Double?
    var maxShare: Double?
    var maxDailyChange: Double?
    var firstDate: Day
  }

  struct Row: Decodable {
    var channel: String
    var date: Day
    var spend: Double
    var orders: Double
    var revenue: Double
  }
}

extension AllocationMessage: Decodable {
  private enum CodingKeys: String, CodingKey {
    case type, rows, date, updates
  }

  private enum Kind: String, Decodable {
    case start, history, day, end
  }

  init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    switch try container.decode(Kind.self, forKey: .type) {
    case .start: self = .start(try Start(from: decoder))
    case .history: self = .history(try container.decode([Row].self, forKey: .rows))
    case .day:
      self = .day(
        try container.decode(Day.self, forKey: .date),
        updates: try container.decodeIfPresent([Row].self, forKey: .updates) ?? [])
    case .end: self = .end
    }
  }

  init(line: String) throws {
    let decoder = JSONDecoder()
    decoder.keyDecodingStrategy = .convertFromSnakeCase
    self = try decoder.decode(AllocationMessage.self, from: Data(line.utf8))
  }
}
