import AgentInterface
import Commerce
import Oversight

/// Reads `ask`, or `veto meta budgets` for one platform and class.
enum LevelParser {
  struct Setting: Hashable, Sendable {
    var level: AutonomyLevel
    var scope: Policy.Scope?

    /// Asked before a level is set.
    var question: Question {
      let place = scope.map { "\($0.actionClass.rawValue) on \($0.platform.name)" } ?? "everything"
      return Question(
        title: "Level \(Words.level(level)) for \(place)?", lines: [level.meaning],
        yes: "set the level", commands: [.setLevel(scope, level)], isRaising: true)
    }
  }

  struct Problem: Error, Hashable, Sendable {
    var words: String
  }

  static func parse(_ text: String) -> Result<Setting, Problem> {
    let words = text.lowercased().split(separator: " ").map(String.init)
    guard let name = words.first, let level = level(name), words.count == 1 || words.count == 3
    else {
      return .failure(
        Problem(
          words: "Write shadow, ask, veto or act, then a platform and a class if not for all."))
    }
    guard words.count == 3 else { return .success(Setting(level: level)) }
    guard let platform = Platform(rawValue: words[1]), let kind = ActionClass(rawValue: words[2])
    else {
      let classes = ActionClass.allCases.map(\.rawValue).joined(separator: ", ")
      return .failure(
        Problem(words: "Platforms: google, meta, klaviyo, shopify. Classes: \(classes)."))
    }
    return .success(
      Setting(level: level, scope: Policy.Scope(platform: platform, actionClass: kind)))
  }

  private static func level(_ word: String) -> AutonomyLevel? {
    if let number = Int(word) { return AutonomyLevel(rawValue: number) }
    return AutonomyLevel.allCases.first { $0.name.hasPrefix(word) }
  }
}

extension AutonomyLevel {
  var meaning: String {
    switch self {
    case .shadow: "The agent proposes and is scored, and carries nothing out."
    case .ask: "The agent asks for everything major and whatever lies outside its limits."
    case .veto: "Small reversible actions go ahead by themselves unless somebody objects in time."
    case .act: "The agent acts within its limits and reports afterwards."
    }
  }
}
