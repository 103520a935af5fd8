/// A database key that belongs to one kind of thing, so that a campaign's id is never taken for a
/// customer's.
package struct Identifier<Subject>: Hashable, Comparable, Sendable {
  package let value: Int64

  package init(_ value: Int64) {
    self.value = value
  }

  package static func < (left: Self, right: Self) -> Bool { left.value < right.value }
}

extension Identifier: Codable {
  package init(from decoder: any Decoder) throws {
    value = try decoder.singleValueContainer().decode(Int64.self)
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(value)
  }
}

extension Identifier: CustomStringConvertible {
  package var description: String { String(value) }
}
