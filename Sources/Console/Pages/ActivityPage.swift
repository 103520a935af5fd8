import Oversight
import AgentInterface
import Commerce
import TerminalCanvas

extension ConsoleModel {
  /// A journal entry in full, with where it leads.
  func activityPage(_ id: Int64, _ facts: Facts) -> Page {
    guard let entry = entry(id) else {
      var page = Page(title: "Activity")
      page.blocks = [
        .air, .text(StyledText("This entry has left the journal on the screen.", .textDim)),
      ]
      return page
    }
    var page = Page(
      title: "Activity › \(entry.kind.rawValue)", note: StyledText(Words.clock(entry.at)))
    page.blocks = [.text(StyledText(entry.text, .textStrong, .bold), indent: 0), .air]
    if !entry.detail.isEmpty {
      let lines = entry.detail.split(separator: "\n", omittingEmptySubsequences: false)
      page.blocks += [.text(lines.map { StyledText(String($0)) }), .air]
    }
    var links: [(label: String, value: StyledText)] = [("by", StyledText(entry.by.description))]
    if let campaign = entry.campaign {
      links.append(("campaign", StyledText(facts.name(of: campaign))))
    }
    if let decision = entry.decision {
      let title = self.decision(decision).map { ": \($0.title)" } ?? ""
      links.append(("decision", StyledText("\(decision)\(title)")))
    }
    page.blocks += [.facts(links), .air]
    if let link = pageLink {
      let place = link.board.map { $0 == .approvals ? "the decision" : "the campaign" } ?? "it"
      page.blocks.append(.text(StyledText("Enter opens \(place).", .textDim)))
    }
    return page
  }
}
