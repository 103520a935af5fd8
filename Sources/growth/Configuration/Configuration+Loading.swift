import Campaigns
import Commerce
import DataPipeline
import Foundation

extension Configuration {
  /// Reads the configuration of a data folder.
  ///
  /// - Parameters:
  ///   - path: The file.
  ///   - isRequired: Whether it was named; otherwise a missing one means the defaults.
  /// - Returns: What it says.
  /// - Throws: ``ConfigurationError`` with everything that is wrong with it.
  static func load(path: String, isRequired: Bool) throws(ConfigurationError) -> Configuration {
    guard FileManager.default.fileExists(atPath: path) else {
      if isRequired { throw .missing(path: path) }
      return Configuration()
    }
    var configuration = try parse(
      try SettingsFile.text(of: path), file: SettingsFile.shortName(of: path))
    if let file = configuration.brandFile {
      configuration.brand = try BrandRules.load(path: resolved(file, beside: path))
    }
    return configuration
  }

  /// A path that a configuration names: absolute, or relative to the configuration's folder.
  private static func resolved(_ file: String, beside path: String) -> String {
    guard !file.hasPrefix("/") else { return file }
    guard let slash = path.lastIndex(of: "/") else { return file }
    return path[...slash] + file
  }

  static func parse(_ yaml: String, file: String) throws(ConfigurationError) -> Configuration {
    var reader = ConfigurationReader(file: file)
    reader.read(yaml: yaml)
    guard reader.problems.isEmpty else { throw .wrong(reader.problems) }
    return reader.configuration
  }
}

/// The configuration that is written when a shop gets its first orders, with caps that fit its
/// size.
struct FirstConfiguration {
  var dayCap: Int
  var totalCap: Int
  /// The brand's rules that lie beside it, if there are some.
  var brandFile: String?

  /// For a shop whose first orders are those of a file.
  ///
  /// - Parameters:
  ///   - report: Of the file.
  ///   - share: Of a mean day's revenue, that may be spent a day.
  init(_ report: QualityReport, share: Double = usualShare) {
    let days = report.firstDay.flatMap { first in report.lastDay?.days(since: first) } ?? 0
    self.init(revenue: report.revenue, days: days + 1, share: share)
  }

  private static let usualShare = 0.1

  /// Caps a day's spend at a share of a mean day's revenue, usually a tenth, and the total at thirty
  /// such days.
  ///
  /// - Parameters:
  ///   - revenue: Of all orders.
  ///   - days: From the first order to the last, at least 1.
  ///   - share: That may be spent of a mean day's revenue.
  init(revenue: Money, days: Int, share: Double = usualShare) {
    dayCap = max(10, Self.rounded(revenue.units / Double(max(1, days)) * share))
    totalCap = dayCap * 30
  }

  /// To two leading digits, so that it reads as the choice it is.
  private static func rounded(_ value: Double) -> Int {
    guard value.isFinite, value >= 1 else { return 1 }
    var step = 1.0
    while value / step >= 100 { step *= 10 }
    return Int((value / step).rounded() * step)
  }

  func text(shop: Shop) -> String {
    """
    # What the growth agent may do. Amounts are in \(shop.currency); a changed file counts from the next start.
    shop:
      name: "\(shop.name.filter { $0 != "\"" && $0 != "\\" })"
      gross_margin: \(shop.grossMargin)

    # Most that may be held and spent: about a tenth of a mean day's revenue, and thirty such days in all.
    caps:
      day: \(dayCap)
      total: \(totalCap)

    # What messages may say, and how: 'growth brand check' shows what comes of it.
    \(brandFile.map { "brand: \($0)" } ?? "# brand: brand.yaml")

    # Also possible, here with their defaults:
    # minimum_roas: 1.5
    # step_limit: 0.5
    # approval_hours: 72
    # parallel_calls: 4
    # targets: {roas: 4, cac: 12.5, churn_rate: 0.3}
    # freeze_days: [2011-12-24..2011-12-26]
    # autonomy: {default: ask, google: {budgets: ask}}
    # theme: dark
    # keys: {approve: a}
    # speed: 1800
    # seed: 1

    """
  }

  /// Writes the file unless there is one.
  ///
  /// - Returns: Whether it was written.
  func write(to path: String, shop: Shop) -> Bool {
    guard !FileManager.default.fileExists(atPath: path) else { return false }
    return FileManager.default.createFile(
      atPath: path, contents: Data(text(shop: shop).utf8),
      attributes: [.posixPermissions: 0o600])
  }
}
