import AgentInterface
import ArgumentParser
import Commerce

struct CampaignsCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "campaigns", abstract: "List the campaigns with their figures.",
    discussion: """
      --json holds all there is of each: goals beside this week and the one before, whom it speaks to, \
      every creative in full with its figures and its wear, and what was changed, by whom and why.
      """)

  @OptionGroup var folder: FolderOptions
  @OptionGroup var output: OutputOptions

  func run() async throws {
    let desk = try await ShopDesk.open(folder)
    let snapshot = try await desk.snapshot()
    var details: [Campaign.ID: CampaignDetail] = [:]
    // A table shows nothing of them.
    if output.json {
      for row in snapshot.campaigns {
        if case .campaign(let detail) = await desk.detail(.campaign(row.campaign.id)) {
          details[row.campaign.id] = detail
        }
      }
    }
    try output.print(CampaignsReport(snapshot, details))
  }
}
