import AgentInterface
import AgentSocket
import Commerce

/// Where commands look and give orders: at the running agent, or at the store when none runs.
///
/// The store's agent is loaded for the first question and kept for the next.
final class ShopDesk {
  private enum Place {
    case agent(SocketClient)
    case store(SingleOrder)
  }

  private var place: Place

  private init(_ place: Place) {
    self.place = place
  }

  /// Opens the shop of a data folder.
  ///
  /// - Parameters:
  ///   - options: Which folder and configuration.
  ///   - isForOrders: Whether orders follow, so that a changed policy is recorded.
  /// - Returns: The shop with what its folder and configuration say.
  /// - Throws: What keeps the folder, the configuration or the store from being opened.
  static func open(_ options: FolderOptions, isForOrders: Bool = false) async throws -> ShopDesk {
    let folder = try options.folder()
    switch try await Reach.openShop(folder) {
    case .attached(let client): return ShopDesk(.agent(client))
    case .owned(let owned):
      let configuration = try options.configuration(in: folder)
      let shop = try StoredShop(owned, configuration, recordsPolicy: isForOrders)
      return ShopDesk(.store(SingleOrder(shop, seed: configuration.seed)))
    }
  }

  /// The process that runs the agent, if one does.
  var ownerPid: Int32? {
    if case .agent(let client) = place { client.owner.pid } else { nil }
  }

  func snapshot() async throws -> Snapshot {
    switch place {
    case .store(let order): return order.snapshot
    case .agent(let client):
      for await snapshot in client.snapshots() { return snapshot }
      throw CommandFailure("The agent ended before it answered. Try again.")
    }
  }

  /// Works out lifetime value, churn and moves, where no agent runs that has done so.
  func fitCustomers() throws {
    guard case .store(var order) = place else { return }
    try order.fitCustomers()
    place = .store(order)
  }

  func detail(_ query: Query) async -> Detail? {
    switch place {
    case .store(let order): order.detail(query)
    case .agent(let client): await client.detail(query)
    }
  }

  /// Gives an order.
  ///
  /// - Returns: What came of it in words.
  /// - Throws: ``CommandFailure`` with the reason if it was refused.
  func send(_ command: Command) async throws -> String {
    let answer: Answer
    switch place {
    case .agent(let client): answer = await client.send(command)
    case .store(var order):
      answer = try await order.send(command)
      place = .store(order)
    }
    switch answer {
    case .done(let text): return text
    case .refused(let text): throw CommandFailure(text)
    }
  }
}

extension ShopDesk {
  /// A campaign by id or name.
  ///
  /// - Throws: ``CommandFailure`` if there is none, or more than one of that name.
  func campaign(_ words: String) async throws -> Campaign {
    let campaigns = try await snapshot().campaigns.map(\.campaign)
    if let id = Int64(words) {
      if let campaign = campaigns.first(where: { $0.id.value == id }) { return campaign }
    } else {
      let named = campaigns.filter { $0.name.lowercased() == words.lowercased() }
      if named.count > 1 {
        let ids = named.map { "\($0.id)" }.joined(separator: ", ")
        throw CommandFailure("\(named.count) campaigns are called '\(words)': say which of \(ids).")
      }
      if let campaign = named.first { return campaign }
    }
    throw CommandFailure("There is no campaign '\(words)'. 'growth campaigns' lists them.")
  }
}
