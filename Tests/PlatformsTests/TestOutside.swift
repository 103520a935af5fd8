import Commerce
import Foundation
import Market
import Platforms

let firstDay = Day(number: 15_318)
let lastDay = firstDay.adding(days: 7)

func history(_ count: Int = 400) -> [HistoricalCustomer] {
  (0..<count).map { number in
    HistoricalCustomer(
      reference: String(12_000 + number), firstDay: firstDay.adding(days: -300 + number % 200),
      lastDay: firstDay.adding(days: -1 - number % 90), purchaseDays: 1 + number % 9,
      meanOrderMicros: Int64(30 + number % 200) * 1_000_000)
  }
}

func genesis(seed: UInt64 = 1, incidentsPerMonth: Double = 0) -> Genesis {
  var parameters = WorldParameters()
  parameters.incidents.perMonth = incidentsPerMonth
  return Genesis(
    currency: .poundSterling, start: Instant(firstDay), seed: seed, customers: history(),
    parameters: parameters)
}

func pounds(_ units: Double) -> Money { Money(units: units, .poundSterling) }

func creative(_ label: String = "A", _ idea: Creative.Idea = .benefit) -> Creative {
  Creative(
    label: label, idea: idea, headline: "Gifts", body: "From the workshop", callToAction: "Shop",
    subject: "For you")
}

func plan(
  _ number: Int64, _ platform: Platform, _ audience: Audience = .everyone, budget: Money? = nil,
  cap: Money? = nil, end: Day = lastDay, recipients: [String] = [],
  creatives: [Creative] = [creative()]
) -> CampaignPlan {
  CampaignPlan(
    campaign: .init(number), externalName: "ga-\(number) Spring", objective: .acquisition,
    platform: platform, audience: audience, recipients: recipients,
    dailyBudget: budget ?? (platform.hasBudgets ? pounds(50) : nil), spendCap: cap, end: end,
    creatives: creatives)
}

func emailPlan(_ number: Int64, to recipients: [String]) -> CampaignPlan {
  plan(number, .klaviyo, .segment(.loyal), recipients: recipients)
}

func handle(_ number: Int64, _ externalID: String? = nil) -> CampaignHandle {
  CampaignHandle(
    campaign: .init(number), externalName: "ga-\(number) Spring", externalID: externalID)
}

/// An adapter that is used as the agent uses it, with a fresh key a call.
struct Account {
  let outside: SimulatedOutside
  let adapter: any PlatformAdapter

  init(_ platform: Platform, _ outside: SimulatedOutside? = nil) {
    let outside = outside ?? SimulatedOutside(inMemory: genesis())
    self.outside = outside
    adapter = outside.adapter(for: platform)
  }

  @discardableResult
  func perform(_ operation: PlatformOperation) async throws -> PlatformReceipt {
    try await adapter.perform(operation, key: "key")
  }

  /// Creates and starts a campaign.
  func start(_ plan: CampaignPlan) async throws -> PlatformReceipt {
    let receipt = try await perform(.createCampaign(plan))
    try await perform(.activate(handle(plan.campaign.value, receipt.externalID)))
    return receipt
  }

  /// What the platform says when it does not do it.
  func refusal(_ operation: PlatformOperation) async -> PlatformError? {
    do throws(PlatformError) {
      _ = try await adapter.perform(operation, key: "key")
      return nil
    } catch { return error }
  }

  var spend: Int64 {
    outside.world.campaigns.filter { $0.platform == adapter.platform }.reduce(0) { $0 + $1.spent }
  }
}

/// A folder that is gone when the test is over.
final class TemporaryFolder {
  let path = FileManager.default.temporaryDirectory
    .appendingPathComponent("market-\(UUID().uuidString)").path

  func open(
    seed: UInt64 = 1, checkpointHours: Int = 24, manners: Manners = .quiet
  ) throws -> SimulatedOutside {
    try SimulatedOutside(
      folder: path, configuration: .init(manners: manners, checkpointHours: checkpointHours)
    ) { genesis(seed: seed, incidentsPerMonth: 0.5) }
  }

  func file(_ name: String) -> String { "\(path)/\(name)" }

  func contents(_ name: String) -> Data {
    FileManager.default.contents(atPath: file(name)) ?? Data()
  }

  func write(_ data: Data, to name: String) {
    _ = FileManager.default.createFile(atPath: file(name), contents: data)
  }

  /// The folder as a killed process would leave it.
  func copy() throws -> TemporaryFolder {
    let other = TemporaryFolder()
    let manager = FileManager.default
    try manager.createDirectory(atPath: other.path, withIntermediateDirectories: true)
    // A kill takes the folder at one moment, a copy takes it file by file while a checkpoint may be
    // written. The checkpoint first and the logs after it is a state that a kill can leave; what is
    // written aside may have got its final name meanwhile.
    let names = try manager.contentsOfDirectory(atPath: path).sorted()
    for name in names {
      do {
        try manager.copyItem(atPath: file(name), toPath: other.file(name))
      } catch CocoaError.fileNoSuchFile where name == "checkpoint.new" {
      } catch CocoaError.fileReadNoSuchFile where name == "checkpoint.new" {}
    }
    return other
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }
}
