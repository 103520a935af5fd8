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
