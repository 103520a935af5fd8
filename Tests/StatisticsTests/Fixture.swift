import Foundation
import Statistics

/// Reference values of the folder `Fixtures`; its README names their origin.
enum Fixture {
  static func data(_ name: String, beside file: String = #filePath) throws -> Data {
    let folder = URL(fileURLWithPath: file).deletingLastPathComponent()
    return try Data(contentsOf: folder.appendingPathComponent("Fixtures/\(name)"))
  }

  static func json<Value: Decodable>(_ name: String, as type: Value.Type) throws -> Value {
    try JSONDecoder().decode(type, from: data(name))
  }

  /// The numbers of a CSV file without its header.
  static func rows(_ name: String) throws -> [[Double]] {
    let text = String(decoding: try data(name), as: UTF8.self)
    return text.split(separator: "\n").dropFirst().map { line in
      line.split(separator: ",").compactMap { Double($0) }
    }
  }

  /// Customers whose histories are counted in days, in weeks.
  static func histories(_ name: String) throws -> [PurchaseSummary] {
    try rows(name).flatMap { row in
      let history = PurchaseSummary(
        frequency: Int(row[0]), recency: row[1] / 7, age: row[2] / 7)
      return Array(repeating: history, count: Int(row[3]))
    }
  }
}

/// Whether `value` is `reference` up to a share `tolerance` of it, or up to `floor` if it is tiny.
func agrees(
  _ value: Double, _ reference: Double, within tolerance: Double, floor: Double = 1e-300
) -> Bool {
  if value == reference { return true }
  return abs(value - reference) <= max(floor, tolerance * abs(reference))
}
