import Commerce
import Oversight

extension SQLRow {
  func instant(_ column: Int32) -> Instant { Instant(seconds: int64(column)) }
  func day(_ column: Int32) -> Day { Day(number: int32(column)) }
  func identifier<Subject>(_ column: Int32) -> Identifier<Subject> { Identifier(int64(column)) }

  func optionalInstant(_ column: Int32) -> Instant? {
    optionalInt64(column).map { Instant(seconds: $0) }
  }

  func optionalIdentifier<Subject>(_ column: Int32) -> Identifier<Subject>? {
    optionalInt64(column).map { Identifier($0) }
  }

  /// Seven columns from `column` on, in the order of the tables' declaration.
  func metrics(from column: Int32) -> Metrics {
    Metrics(
      impressions: int64(column), opens: int64(column + 1), clicks: int64(column + 2),
      conversions: double(column + 3), unsubscribes: int64(column + 4),
      spendMicros: int64(column + 5), revenueMicros: int64(column + 6))
  }

  /// A name that one of our enumerations wrote.
  func named<Value: RawRepresentable<String>>(_ column: Int32, _ type: Value.Type) throws -> Value {
    let name = text(column)
    guard let value = Value(rawValue: name) else {
      throw StoreError.unreadable(what: "'\(name)' as a \(type)")
    }
    return value
  }

  /// `agent` or a person's login name behind `person:`.
  func originator(_ column: Int32) -> Originator { Originator(stored: text(column)) }
}

extension Originator {
  /// How it stands in a column: a person may be called `agent`.
  var stored: String {
    switch self {
    case .agent: "agent"
    case .person(let name): "person:" + name
    }
  }

  init(stored text: String) {
    self =
      text.hasPrefix("person:") ? .person(String(text.dropFirst("person:".count))) : .agent
  }
}
