import Commerce
import Console
import Foundation
import Oversight
import TerminalCanvas
import Yams

/// Reads a configuration from YAML and collects everything that is wrong with it.
///
/// ```yaml
/// shop: {name: Fernhill Gifts, gross_margin: 0.45}
/// caps: {day: 1500, total: 45000, google: 900}
/// minimum_roas: 1.5
/// step_limit: 0.5
/// approval_hours: 72
/// targets: {roas: 4, churn_rate: 0.3, cac: 12.5}
/// parallel_calls: 4
/// freeze_days: [2011-12-24..2011-12-26, 2012-01-01]
/// autonomy: {default: ask, google: {budgets: act}}
/// brand: brand.yaml
/// theme: light
/// keys: {approve: a, pause: [p, Ctrl-p]}
/// speed: 1800
/// seed: 7
/// ```
struct ConfigurationReader: YAMLReading {
  let file: String
  private(set) var configuration = Configuration()
  var problems: [ConfigurationProblem] = []

  init(file: String) {
    self.file = file
  }

  private enum Section: String, CaseIterable {
    case shop, caps, autonomy, theme, keys, speed, seed, targets, brand
    case minimumReturn = "minimum_roas"
    case stepLimit = "step_limit"
    case approvalHours = "approval_hours"
    case freezeDays = "freeze_days"
    case parallelCalls = "parallel_calls"
  }

  mutating func read(yaml: String) {
    guard let root = root(of: yaml) else { return }
    for (section, node) in entries(of: root, "the configuration", Section.self) {
      read(section, node)
    }
    checkKeys()
    checkCaps(root)
  }

  private mutating func read(_ section: Section, _ node: Node) {
    switch section {
    case .shop: readShop(node)
    case .caps: readCaps(node)
    case .autonomy: readAutonomy(node)
    case .targets: configuration.targets = targets(node)
    case .theme: configuration.theme = text(node, "the name of a theme")
    case .brand: configuration.brandFile = text(node, "the path of a file", most: 400)
    case .keys: readKeys(node)
    case .speed:
      configuration.speed = number(node, "a speed above 0, like 1800") { $0 > 0 && $0 <= 1e9 }
    case .seed:
      if let seed = scalar(node).flatMap({ UInt64($0) }) {
        configuration.seed = seed
      } else {
        complain(node, "'\(shown(node))' is no seed", "a whole number of at least 0")
      }
    case .minimumReturn:
      configuration.minimumReturn = number(node, "a number of at least 0, like 1.5") { $0 >= 0 }
    case .stepLimit:
      configuration.stepLimit = number(node, "a share above 0 and at most 1, like 0.5") {
        $0 > 0 && $0 <= 1
      }
    case .approvalHours:
      configuration.approvalHours = number(node, "whole hours from 1 to 720") {
        (1...720).contains($0) && $0 == $0.rounded()
      }.map { Int($0) }
    case .parallelCalls:
      configuration.parallelCalls = number(node, "a whole number from 1 to 50") {
        (1...50).contains($0) && $0 == $0.rounded()
      }.map { Int($0) }
    case .freezeDays: configuration.freezeDays = elements(of: node).compactMap { readDays($0) }
    }
  }
}

// MARK: Sections

extension ConfigurationReader {
  /// A figure to aim at.
  mutating func target(_ node: Node, _ expected: String) -> Double? {
    number(node, expected) { $0 > 0 && $0 <= 1e12 }
  }

  private enum ShopKey: String, CaseIterable {
    case name
    case grossMargin = "gross_margin"
  }

  private mutating func readShop(_ node: Node) {
    for (key, value) in entries(of: node, "shop", ShopKey.self) {
      switch key {
      case .name: configuration.shopName = text(value, "a name").map(SafeText.cleaned)
      case .grossMargin:
        configuration.grossMargin = number(value, "a share above 0 and at most 1, like 0.45") {
          $0 > 0 && $0 <= 1
        }
      }
    }
  }

  private enum CapKey: String, CaseIterable {
    case day, total, google, meta
  }

  private mutating func readCaps(_ node: Node) {
    for (key, value) in entries(of: node, "caps", CapKey.self) {
      let amount = number(value, "an amount above 0 in the shop's currency, like 1500") {
        $0 >= 0.01 && $0 <= 1e9
      }
      guard let amount else { continue }
      switch key {
      case .day: configuration.dayCap = amount
      case .total: configuration.totalCap = amount
      case .google: configuration.platformDayCaps[.googleAds] = amount
      case .meta: configuration.platformDayCaps[.metaAds] = amount
      }
    }
  }

  private mutating func checkCaps(_ root: Node) {
    guard problems.isEmpty, configuration.dayCap > configuration.totalCap else { return }
    complain(
      root["caps"] ?? root,
      "the cap of a day (\(configuration.dayCap)) is above the total (\(configuration.totalCap))",
      "a total of at least the day's")
  }

  private enum AutonomyKey: String, CaseIterable {
    case `default`, google, meta, klaviyo, shopify
  }

  private mutating func readAutonomy(_ node: Node) {
    for (key, value) in entries(of: node, "autonomy", AutonomyKey.self) {
      guard let platform = Platform(rawValue: key.rawValue) else {
        configuration.defaultLevel = level(value)
        continue
      }
      for (actionClass, value) in entries(of: value, key.rawValue, ActionClass.self) {
        configuration.levels[Policy.Scope(platform: platform, actionClass: actionClass)] =
          level(value)
      }
    }
  }

  private mutating func level(_ node: Node) -> AutonomyLevel? {
    if let level = scalar(node).flatMap(AutonomyLevel.init(word:)) { return level }
    complain(node, "'\(shown(node))' is no level", "shadow, ask, veto or act")
    return nil
  }

  private mutating func readDays(_ node: Node) -> ClosedRange<Day>? {
    let ends = (scalar(node) ?? "").components(separatedBy: "..").map { Day($0) }
    if let first = ends.first ?? nil, let last = ends.last ?? nil, ends.count <= 2, first <= last {
      return first...last
    }
    complain(
      node, "'\(shown(node))' is no day", "a day like 2011-12-24, or two with '..' between them")
    return nil
  }

  private mutating func readKeys(_ node: Node) {
    for (action, value) in entries(of: node, "keys", ConsoleAction.self) {
      let names = elements(of: value).compactMap { scalar($0) }
      if names.isEmpty {
        complain(value, "\(action.rawValue) has no key", "a key like a, or a list of keys")
      }
      configuration.keys.append(
        KeyTable.Change(action: action.rawValue, keys: names, line: value.mark?.line))
    }
  }

  private mutating func checkKeys() {
    do { _ = try KeyTable.standard.remapped(configuration.keys) } catch {
      problems.append(
        ConfigurationProblem(
          file: file, line: error.line ?? 1, column: 1, problem: error.words,
          expected: "keys that are free"))
    }
  }
}

extension AutonomyLevel {
  /// By name or number.
  init?(word: String) {
    switch word.lowercased() {
    case "shadow", "0": self = .shadow
    case "ask", "1": self = .ask
    case "veto", "2": self = .veto
    case "act", "3": self = .act
    default: return nil
    }
  }
}

extension KeyTableError {
  /// Without the line, which the file's own problem names.
  fileprivate var words: String {
    var text = description
    if let range = text.range(of: ": ") { text = String(text[range.upperBound...]) }
    return text.hasSuffix(".") ? String(text.dropLast()) : text
  }
}
