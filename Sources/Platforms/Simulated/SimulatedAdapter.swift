import Commerce
import Market

/// One of the four services, over the simulated world.
struct SimulatedAdapter: PlatformAdapter {
  let platform: Platform
  let outside: SimulatedOutside

  func perform(
    _ operation: PlatformOperation, key: String
  ) async throws(PlatformError) -> PlatformReceipt {
    let fate = try await begin(isChange: true)
    let receipt = try outside.perform(operation, key: key, on: platform)
    guard !fate.isLostAfter else {
      throw .uncertain(platform, reason: "the connection broke before the answer")
    }
    return receipt
  }

  func campaigns() async throws(PlatformError) -> [RemoteCampaign] {
    _ = try await begin(isChange: false)
    let platform = platform
    return outside.read { platform.rules.list($0) }
  }

  func report(after cursor: ReportCursor?) async throws(PlatformError) -> PlatformReport {
    _ = try await begin(isChange: false)
    let platform = platform
    return outside.read { $0.report(of: platform, after: cursor) }
  }

  private func begin(isChange: Bool) async throws(PlatformError) -> CallFate {
    let fate = try outside.nextCall(isChange: isChange, on: platform)
    if let latency = fate.latency { await outside.configuration.pause(latency) }
    guard !fate.isLostBefore else { throw .uncertain(platform, reason: "the request timed out") }
    return fate
  }
}

/// The shop's orders, over the simulated world.
struct SimulatedShop: ShopAdapter {
  let outside: SimulatedOutside

  func orders(after cursor: ReportCursor?) async throws(PlatformError) -> OrderFeed {
    let fate = try outside.nextCall(isChange: false, on: .shopify)
    if let latency = fate.latency { await outside.configuration.pause(latency) }
    guard !fate.isLostBefore else { throw .uncertain(.shopify, reason: "the request timed out") }
    return outside.read { $0.orders(after: cursor) }
  }
}
