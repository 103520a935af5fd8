import Foundation

/// Reads one case from a file that holds one or a list of them under `cases`.
struct StaticAllocationFile {
  var path: String
  /// Which of a list, from 0.
  var number: Int?

  private struct List: Decodable {
    var cases: [StaticAllocation]?
  }

  /// - Throws: ``CommandFailure`` for a file that cannot be read or that holds no such case.
  func read() throws -> StaticAllocation {
    let data: Data
    do {
      data = try Data(contentsOf: URL(fileURLWithPath: path))
    } catch {
      throw CommandFailure("'\(path)' cannot be read.")
    }
    let decoder = JSONDecoder()
    decoder.keyDecodingStrategy = .convertFromSnakeCase
    do {
      guard let cases = try decoder.decode(List.self, from: data).cases else {
        return try decoder.decode(StaticAllocation.self, from: data)
      }
      guard let number, cases.indices.contains(number) else {
        throw CommandFailure(
          "'\(path)' holds \(cases.count) cases. Choose one with --case 0 … \(cases.count - 1).")
      }
      return cases[number]
    } catch let error as DecodingError {
      throw CommandFailure("'\(path)': \(error.sentence).")
    }
  }
}
