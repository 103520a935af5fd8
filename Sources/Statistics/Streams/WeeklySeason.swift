/// What the hour of the day and the hour of the week add to a level.
///
/// Hours of the day are learnt first; what is left belongs to the hour of the week. The weekly
/// cells are kept to three digits, in sixteen bits each.
package struct WeeklySeason: Sendable, Codable, Equatable {
  /// What a cell learns of a residual: some six days or weeks are remembered.
  private static let learning = 0.15

  private var days = InlineCells<24, Float>(repeating: 0)
  private var visits = InlineCells<24, UInt8>(repeating: 0)
  /// The upper halves of 32-bit floating-point numbers.
  private var weeks = InlineCells<168, UInt16>(repeating: 0)

  package init() {}

  /// The part of the season at an hour of the week in 0 ..< 168; `nil` for an hour never seen.
  package func effect(hourOfWeek: Int) -> Double? {
    let hour = hourOfWeek % 24
    guard visits[hour] > 0 else { return nil }
    return Double(days[hour]) + week(hourOfWeek)
  }

  /// Learns the distance of a value from the level.
  package mutating func learn(_ distance: Double, hourOfWeek: Int) {
    let hour = hourOfWeek % 24
    visits[hour] = min(200, visits[hour] + 1)
    let share = max(Self.learning, 1 / Double(visits[hour]))
    let day = Double(days[hour]) + share * (distance - Double(days[hour]))
    days[hour] = Float(day)
    let rest = week(hourOfWeek)
    let learnt = Float(rest + Self.learning * (distance - day - rest))
    weeks[hourOfWeek] = UInt16(truncatingIfNeeded: (learnt.bitPattern &+ 0x8000) >> 16)
  }

  private func week(_ cell: Int) -> Double {
    Double(Float(bitPattern: UInt32(weeks[cell]) << 16))
  }
}
