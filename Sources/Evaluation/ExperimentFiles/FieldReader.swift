/// Takes fields out of JSON and says precisely what is wrong with those it cannot take.
struct FieldReader {
  let file: String

  func problem(
    _ place: PlacedJSON, found: String, _ expected: String, _ advice: String
  ) -> ExperimentFileProblem {
    ExperimentFileProblem(
      file: file, line: place.line, column: place.column, found: found, expected: expected,
      advice: advice)
  }

  /// Refuses a field that nobody reads, as a misspelt one would be left out silently; notes may
  /// stand anywhere.
  func onlyKnown(
    _ place: PlacedJSON, _ known: [String], in what: String
  ) throws(ExperimentFileProblem) {
    guard case .object(let fields) = place.content else { return }
    for field in fields where !known.contains(field.key) && !Self.notes.contains(field.key) {
      throw ExperimentFileProblem(
        file: file, line: field.line, column: field.column,
        found: "the unknown key '\(field.key.prefix(40))' in \(what)",
        expected: NearestName.words(for: field.key, among: known),
        advice: "Correct the key, or keep remarks in \"note\".")
    }
  }

  /// Keys for people.
  private static let notes: Set<String> = [
    "comment", "description", "experiment", "hypothesis", "id", "name", "note", "notes", "owner",
    "source", "start", "title",
  ]

  func list(
    _ place: PlacedJSON, _ name: String, _ expected: String
  ) throws(ExperimentFileProblem) -> [PlacedJSON] {
    guard let value = place[name] else {
      throw problem(place, found: "no '\(name)'", "\"\(name)\": [\(expected)]", "Add the list.")
    }
    guard case .array(let elements) = value.content, !elements.isEmpty else {
      let found = if case .array = value.content { "an empty list" } else { value.words }
      throw problem(value, found: found, "a list of \(expected)", "Correct the list.")
    }
    return elements
  }

  func text(_ place: PlacedJSON, _ name: String) throws(ExperimentFileProblem) -> String {
    guard let value = place[name], case .text(let text) = value.content, !text.isEmpty else {
      let at = place[name] ?? place
      throw problem(
        at, found: place[name]?.words ?? "no '\(name)'", "\"\(name)\": a text in quotes",
        "Give it a name.")
    }
    return text
  }

  func optionalNumber(
    _ place: PlacedJSON, _ name: String, _ expected: String, _ isRight: (Double) -> Bool
  ) throws(ExperimentFileProblem) -> Double? {
    guard let value = place[name] else { return nil }
    if case .null = value.content { return nil }
    guard case .number(let number) = value.content, number.isFinite, isRight(number) else {
      throw problem(value, found: value.words, "\(expected) for '\(name)'", "Correct the number.")
    }
    return number
  }

  func number(
    _ place: PlacedJSON, _ name: String, _ expected: String,
    _ isRight: (Double) -> Bool = { _ in true }
  ) throws(ExperimentFileProblem) -> Double {
    guard let number = try optionalNumber(place, name, expected, isRight) else {
      throw problem(
        place[name] ?? place, found: "no '\(name)'", "\"\(name)\": \(expected)", "Add the number.")
    }
    return number
  }

  func isProportion(_ value: PlacedJSON) throws(ExperimentFileProblem) -> Bool {
    switch value.content {
    case .text("proportion"): return true
    case .text("mean"): return false
    default:
      throw problem(
        value, found: value.words, "\"proportion\" or \"mean\"",
        "Say whether the sums count users or add up values.")
    }
  }

  func isHigherBetter(_ place: PlacedJSON) throws(ExperimentFileProblem) -> Bool {
    guard let value = place["better"] else { return true }
    switch value.content {
    case .text("higher"): return true
    case .text("lower"): return false
    default:
      throw problem(value, found: value.words, "\"higher\" or \"lower\"", "Correct 'better'.")
    }
  }
}
