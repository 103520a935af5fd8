import AgentInterface
import Commerce
import Oversight
import TerminalCanvas

/// Finds a campaign's row by its id without a search.
struct CampaignIndex: Sendable {
  private var ids: [Campaign.ID] = []
  private var places: [Campaign.ID: Int] = [:]

  /// Keeps what it has when the same campaigns come in the same order, as they do from tick to
  /// tick.
  mutating func update(_ rows: [CampaignRow]) {
    guard ids.count != rows.count || !zip(ids, rows).allSatisfy({ $0 == $1.campaign.id }) else {
      return
    }
    ids = rows.map(\.campaign.id)
    places = Dictionary(zip(ids, ids.indices), uniquingKeysWith: { first, _ in first })
  }

  func place(of id: Campaign.ID) -> Int? { places[id] }
}

/// A snapshot with what is needed to put its rows into words.
struct Facts: Sendable {
  let snapshot: Snapshot
  let index: CampaignIndex
  let glyphs: Glyphs
  /// Drawn small, on the overview.
  var isTile = false

  var now: Instant { snapshot.now }
  var currency: Currency { snapshot.shop.currency }

  func campaign(_ id: Campaign.ID) -> CampaignRow? {
    index.place(of: id).map { snapshot.campaigns[$0] }
  }

  /// The campaign's name in quotes, or its number where it has left the snapshot.
  func name(of id: Campaign.ID) -> String {
    campaign(id).map { "\"\($0.campaign.name)\"" } ?? "campaign \(id)"
  }

  /// The name of a campaign that may not exist yet; `ga-12 Spring` without its mark.
  func name(of handle: CampaignHandle) -> String {
    if let row = campaign(handle.campaign) { return "\"\(row.campaign.name)\"" }
    let mark = "ga-\(handle.campaign) "
    let name = handle.externalName
    return "\"\(name.hasPrefix(mark) ? String(name.dropFirst(mark.count)) : name)\""
  }

  func name(of scope: Alert.Scope) -> String {
    switch scope {
    case .shop: snapshot.shop.name
    case .platform(let platform): platform.name
    case .campaign(let id): name(of: id)
    }
  }

  func money(_ units: Double?) -> String { Words.money(units, currency) }
}
