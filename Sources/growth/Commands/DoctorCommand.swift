import ArgumentParser

struct DoctorCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "doctor",
    abstract: "Check the data folder, the database, the terminal and the configuration.",
    discussion: "Exits with 1 if there is a problem, and says what to do about it.")

  @OptionGroup var folder: FolderOptions
  @OptionGroup var output: OutputOptions

  func run() async throws {
    let folder = try folder.folder()
    let report = DoctorReport(
      await FolderCheckup(folder: folder).findings()
        + SurroundingsCheckup(folder: folder, options: self.folder).findings())
    try output.print(report)
    guard report.isHealthy else { throw ExitCode(1) }
  }
}
