import ArgumentParser

struct ConsoleCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "console",
    abstract: "Open the console (the default).",
    discussion: """
      Without a shop in the data folder it offers the sample shop. Without a terminal, on a dumb one, \
      and with --plain it writes lines and reads choices instead of drawing a screen.
      """)

  @OptionGroup var folder: FolderOptions

  @Flag(help: "Write lines and read choices, for screen readers and scripts.")
  var plain = false

  @Option(help: ArgumentHelp("Colours: a theme's name.", valueName: "name"))
  var theme: String?

  @Option(
    help: ArgumentHelp("Seconds of simulated time in a real second.", valueName: "number"))
  var speed: Double?

  @Flag(help: "Begin with the sample shop without asking, if there is no shop yet.")
  var sample = false

  func validate() throws {
    if let speed, !(speed > 0 && speed <= 1e9) {
      throw ValidationError("--speed is a number above 0, like 1800.")
    }
  }

  func run() async throws {
    let wishes = ConsoleLaunch.Wishes(
      isPlain: plain, themeName: theme, speed: speed, acceptsSample: sample)
    try await ConsoleLaunch(folder, wishes).run()
  }
}
