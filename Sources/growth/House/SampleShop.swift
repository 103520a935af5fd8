import AgentSocket
import Commerce
import DataPipeline
import Persistence

/// The shop that comes with the program: real orders, offered when a data folder is empty.
struct SampleShop {
  private static let flag = "sample.accepted"
  static let shopName = "Online Retail (sample)"

  let owned: OwnedFolder

  /// Whether a person took the sample here, so that its starter campaigns belong to it.
  static func isAccepted(in store: Store) throws -> Bool {
    try store.memory()[flag]?.isEmpty == false
  }

  /// Forgets an acceptance that did not lead to a shop, for an import of one's own orders.
  static func decline(in store: Store) throws {
    guard try store.shop() == nil, try isAccepted(in: store) else { return }
    try store.commit(Commit(changes: [.memory(key: flag, value: "")]))
  }

  /// What accepting means, in full, before anything is done.
  static func offer(_ folder: DataFolder) -> String {
    """

    There is no shop in \(folder.path) yet.

    growth can begin with a sample: the real orders of a British gift shop, 8,819 invoices of 2,172
    customers from December 2010 to December 2011 (UCI Online Retail, CC BY 4.0).

    From there the time is simulated, and so are Google Ads, Meta Ads, Klaviyo and Shopify: nothing is
    bought, sent or spent in the real world, and no account or network is needed. Four small starter
    campaigns are created in your name, so that there is something to steer, and the agent asks you
    before everything major. The cap of a day's spend is written to config.yaml, where you can change it.

    Enter imports the sample. q leaves; then 'growth import FILE' takes your own orders (CSV).

    """
  }

  /// Asks at the terminal.
  ///
  /// - Returns: Whether the sample was accepted.
  static func asksForConsent(_ folder: DataFolder) -> Bool {
    Terminal.show(offer(folder))
    while let answer = Terminal.ask("Enter or q: ") {
      switch answer.lowercased().filter({ !$0.isWhitespace }) {
      case "", "y", "yes", "enter": return true
      case "q", "n", "no", "quit": return false
      default: continue
      }
    }
    return false
  }

  /// Imports the sample's orders into a store of a simulation.
  static func fill(_ store: Store) throws -> QualityReport {
    try store.importOrders(path: try ordersPath(), request).report
  }

  private static func ordersPath() throws -> String {
    if let path = Resources.sampleOrders { return path }
    throw CommandFailure(
      "The sample's file SampleData/online_retail/invoices.csv is not found near the program. "
        + "Start it from its folder, or import your own orders with 'growth import FILE'.")
  }

  private static var request: ImportRequest {
    ImportRequest(
      now: MachineTime.now(), options: ImportOptions(format: .onlineRetail), source: "sample",
      shopName: shopName)
  }

  /// Imports the sample's orders.
  ///
  /// - Throws: ``CommandFailure`` if the file is not where the program looks for it.
  func take() throws {
    let path = try Self.ordersPath()
    // First, so that a process that is killed in between still orders the starter campaigns.
    try owned.store.commit(
      Commit(changes: [.memory(key: Self.flag, value: ownLoginName())]))
    let result = try OrderIntake(owned: owned, brand: Resources.sampleBrand).run(
      path, Self.request)
    guard Terminal.hasErrors else { return }
    let report = result.summary.report
    Terminal.complain(
      "\(Figure.count(report.accepted)) orders of \(Figure.count(report.customers)) customers, "
        + "\(report.revenue). What the agent may spend stands in \(result.newConfiguration ?? "config.yaml")."
    )
  }
}
