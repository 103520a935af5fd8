import AgentSocket
import ArgumentParser
import Commerce
import DataPipeline
import Persistence

struct ImportCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "import",
    abstract: "Import orders from a CSV file: all of it or nothing.",
    discussion: """
      The format is recognised by its header. For any other file, name the columns: \
      --map 'id=Order No,customer=Client,date=When,amount=Total'. A file can be imported again: \
      orders that are there already are left alone.
      """)

  @Argument(help: "The file.")
  var file: String

  @Option(
    help: "How to read it: \(OrderFormat.allCases.map(\.rawValue).joined(separator: ", ")).")
  var format: String?

  @Option(help: ArgumentHelp("Columns by name.", valueName: "mapping"))
  var map: String?

  @Option(help: ArgumentHelp("The currency of the amounts, like GBP.", valueName: "code"))
  var currency: String?

  @Option(
    help: ArgumentHelp(
      "Where the orders come from; order numbers are unique within a source.", valueName: "name"))
  var source = "file"

  @Option(help: ArgumentHelp("What a new shop is called.", valueName: "name"))
  var shop = "Shop"

  @OptionGroup var folder: FolderOptions
  @OptionGroup var output: OutputOptions

  func validate() throws {
    if let format, OrderFormat(rawValue: format) == nil {
      throw ValidationError(
        "'\(format)' is no format: \(OrderFormat.allCases.map(\.rawValue).joined(separator: ", "))."
      )
    }
    if let currency, Currency(currency) == nil {
      throw ValidationError("'\(currency)' is no currency. Write three letters, like GBP.")
    }
  }

  func run() async throws {
    let folder = try folder.folder()
    let options = try importOptions()
    try folder.create()
    let owned: OwnedFolder
    switch try await Reach.open(folder) {
    case .owned(let mine): owned = mine
    case .attached(let client):
      throw OwnedFolder.busy(folder, client.owner.pid, "import orders")
    }
    let clock = try owned.store.memory()["now"].flatMap(Int64.init).map(Instant.init(seconds:))
    try SampleShop.decline(in: owned.store)
    let result = try OrderIntake(owned: owned).run(
      file,
      ImportRequest(
        now: clock ?? MachineTime.now(), options: options.ending(at: clock), source: source,
        shopName: shop))
    try output.print(ImportOutput(result))
  }

  private func importOptions() throws -> ImportOptions {
    ImportOptions(
      format: format.flatMap(OrderFormat.init(rawValue:)),
      mapping: try map.map { try ColumnMapping(parsing: $0) },
      currency: currency.flatMap { Currency($0) })
  }
}

extension ImportOptions {
  /// An order from the future is a bad row: from that of the shop's simulated time if it has begun,
  /// else from after tomorrow, which it may be elsewhere.
  fileprivate func ending(at clock: Instant?) -> ImportOptions {
    var options = self
    options.latestDay = clock?.day ?? MachineTime.now().day.adding(days: 1)
    return options
  }
}
