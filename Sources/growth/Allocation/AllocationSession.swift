import Campaigns
import Commerce
import Foundation

/// One play of the allocation protocol: takes a line, gives the line to answer it with.
struct AllocationSession {
  private var channels: [String: Int] = [:]
  private var names: [String] = []
  private var allocator: ChannelAllocator?
  private var firstDay: Day?
  private var newestDay: Day?
  private var isOver = false
  private var lineNumber = 0

  /// Answers a line; `nil` if it needs no answer.
  ///
  /// - Throws: ``CommandFailure`` with the line's number for a line that makes no sense here.
  mutating func answer(_ line: String) throws -> String? {
    lineNumber += 1
    guard line.contains(where: { !$0.isWhitespace }) else { return nil }
    guard !isOver else { throw failure("a line after the end") }
    switch try message(line) {
    case .start(let start): try begin(start)
    case .history(let rows): try take(rows)
    case .day(let day, let updates): return try division(on: day, updates)
    case .end: isOver = true
    }
    return nil
  }

  /// Whether the other side has ended the play.
  var hasEnded: Bool { isOver }

  private mutating func begin(_ start: AllocationMessage.Start) throws {
    guard allocator == nil else { throw failure("a second start") }
    guard Set(start.channels).count == start.channels.count else {
      throw failure("two channels have the same name")
    }
    let terms = AllocationTerms(
      channels: start.channels.count, dailyBudget: start.dailyBudget,
      minimumShare: start.minShare ?? 0, maximumShare: start.maxShare ?? 1,
      maximumDailyChange: start.maxDailyChange ?? .greatestFiniteMagnitude,
      firstDay: start.firstDate)
    do throws(AllocationTermsError) {
      allocator = try ChannelAllocator(terms)
    } catch {
      throw failure("\(error)")
    }
    names = start.channels
    channels = Dictionary(uniqueKeysWithValues: names.enumerated().map { ($1, $0) })
    firstDay = start.firstDate
  }

  private mutating func take(_ rows: [AllocationMessage.Row]) throws {
    guard let firstDay, newestDay == nil else {
      throw failure("the history belongs between the start and the first day")
    }
    let rows = try rows.map { try channelRow($0, before: firstDay) }
    allocator?.takeHistory(rows)
  }

  private mutating func division(on day: Day, _ updates: [AllocationMessage.Row]) throws -> String {
    guard let firstDay else { throw failure("a day before the start") }
    guard day >= newestDay?.adding(days: 1) ?? firstDay else {
      throw failure("\(day) does not come after \(newestDay ?? firstDay.adding(days: -1))")
    }
    guard day.days(since: firstDay) <= 3_660 else {
      throw failure("\(day) is more than ten years after the first day")
    }
    let rows = try updates.map { try channelRow($0, before: day) }
    newestDay = day
    let spends = allocator?.spends(on: day, updates: rows) ?? []
    let answer = Division(
      spend: Dictionary(uniqueKeysWithValues: zip(names, spends)))
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return String(decoding: try encoder.encode(answer), as: UTF8.self)
  }

  private func channelRow(
    _ row: AllocationMessage.Row, before day: Day
  ) throws -> ChannelRow {
    guard let channel = channels[row.channel] else {
      throw failure("no channel is called '\(row.channel)'")
    }
    guard row.date < day else { throw failure("a row of \(row.date), which is not over yet") }
    guard let first = firstDay, first.days(since: row.date) <= 3_660 else {
      throw failure("a row of \(row.date), more than ten years before the first day")
    }
    for (name, value) in [("spend", row.spend), ("orders", row.orders), ("revenue", row.revenue)] {
      guard value >= 0, value <= 1e15 else {
        throw failure("the \(name) of '\(row.channel)' on \(row.date) is \(value)")
      }
    }
    return ChannelRow(
      channel: channel, day: row.date, spend: row.spend, orders: row.orders, revenue: row.revenue)
  }

  private func message(_ line: String) throws -> AllocationMessage {
    do {
      return try AllocationMessage(line: line)
    } catch let error as DecodingError {
      throw failure(error.sentence)
    }
  }

  private func failure(_ text: String) -> CommandFailure {
    CommandFailure("line \(lineNumber): \(text).")
  }

  private struct Division: Encodable {
    var spend: [String: Double]
  }
}
