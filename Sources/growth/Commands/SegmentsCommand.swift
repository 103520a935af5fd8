import ArgumentParser

struct SegmentsCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "segments", abstract: "List the customer segments.")

  @OptionGroup var folder: FolderOptions
  @OptionGroup var output: OutputOptions

  func run() async throws {
    let desk = try await ShopDesk.open(folder)
    try desk.fitCustomers()
    try output.print(SegmentsReport(try await desk.snapshot()))
  }
}
