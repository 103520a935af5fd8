import Commerce
import DataPipeline
import Foundation
import Testing

/// What public tools compute on the two shops; the README of `Fixtures` names them.
struct CustomerReference: Decodable {
  var summary: Model?
  var spend: Spend?
  var value: Value?
  var log: Log
  var peers: Peers
  var scores: Scores

  /// Frequency, recency, age, P(alive), and expected purchases of some customers at parameters.
  struct Model: Decodable {
    var parameters: [Double]
    var logLikelihood: Double
    var customers: [[Double]]
  }

  struct Spend: Decodable {
    var parameters: [Double]
    var customers: [[Double]]
  }

  struct Value: Decodable {
    var total: Double
  }

  struct Log: Decodable {
    var parameters: [Double]
    var logLikelihood: Double
    var weeks: Double
    var customers: [[Double?]]
  }

  struct Peers: Decodable {
    var bgnbdPredicted: Double
    var actual: Double
    var bgnbdMAE: Double
    var bgnbdRMSE: Double
    var paretoNBDMAE: Double
    var aucByExpected: Double
    var aucByProbabilityAlive: Double
    var aucBySilence: Double
    var aucByFrequency: Double
    var logisticAUC: Double
    var spendByFrequency: Double
  }

  struct Scores: Decodable {
    var counts: [[Int]]
    /// Id, recency, frequency, spend and the three scores.
    var customers: [[String]]
    var customerCount: Int
    var orders: Int
    var revenue: Double
  }

  static func named(_ name: String) throws -> CustomerReference {
    let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appendingPathComponent("Fixtures/customers.json")
    let all = try JSONDecoder().decode(
      [String: CustomerReference].self, from: Data(contentsOf: file))
    return try #require(all[name])
  }
}

/// A shop with a calibration and a hold-out period.
enum JudgedShop: String, CaseIterable, Sendable {
  case cdnow = "cdnow_sample"
  case onlineRetail = "online_retail_even"

  var path: String {
    switch self {
    case .cdnow: Fixture.cdnow
    case .onlineRetail: Fixture.onlineRetail
    }
  }

  var calibrationEnd: Day {
    switch self {
    case .cdnow: Day(number: 10_134)  // 1997-09-30
    case .onlineRetail: Day(number: 15_217)  // 2011-08-31
    }
  }

  var end: Day {
    switch self {
    case .cdnow: Day(number: 10_407)  // 1998-06-30
    case .onlineRetail: Day(number: 15_317)  // 2011-12-09
    }
  }

  /// The day the reference scores are of.
  var scoreDay: Day {
    switch self {
    case .cdnow: end
    case .onlineRetail: end.adding(days: 1)
    }
  }

  func orders() throws -> CustomersImport { try CustomersImport([OrderReader(path: path)]) }

  var question: CustomersQuestion {
    CustomersQuestion(asOf: end, calibrationEnd: calibrationEnd, clusters: 3)
  }
}
