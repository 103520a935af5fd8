import ArgumentParser

/// How many rows a command lists.
struct LimitOptions: ParsableArguments {
  @Option(help: "How many, from 1 to 1000.")
  var limit = 50

  func validate() throws {
    guard (1...1_000).contains(limit) else {
      throw ValidationError("--limit is from 1 to 1000.")
    }
  }
}
