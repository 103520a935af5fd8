package import Commerce

/// A creative as it runs in the world: what people think of it and how worn it is.
package struct WorldCreative: Hashable, Sendable {
  package let label: String
  package let idea: Creative.Idea
  /// Share of the campaign's traffic, 0…1; 0 once it has been taken off.
  package internal(set) var share: Double
  /// Hidden click-through rate, relative to an average creative for this audience and platform.
  package let appeal: Double
  /// Hidden conversion rate of its clicks, relative to average.
  package let persuasion: Double
  /// Impressions that are still remembered, as of `wornHour`.
  var wear = 0.0
  var wornHour: Int64 = 0

  /// Impressions still remembered at `hour`.
  func wear(at hour: Int64, halfLifeDays: Double) -> Double {
    wear == 0 ? 0 : wear * halved(Double(hour - wornHour) / 24, halfLife: halfLifeDays)
  }

  mutating func wearOut(_ impressions: Int, at hour: Int64, halfLifeDays: Double) {
    wear = wear(at: hour, halfLifeDays: halfLifeDays) + Double(impressions)
    wornHour = hour
  }
}

extension WorldCreative: Packable {
  func pack(into packer: inout Packer) {
    packer.put(label)
    packer.put(idea.rawValue)
    packer.put(share)
    packer.put(appeal)
    packer.put(persuasion)
    packer.put(wear)
    packer.put(wornHour)
  }

  init(from unpacker: inout Unpacker) throws(DamagedWorld) {
    label = try unpacker.text()
    idea = try unpacker.named(Creative.Idea.self)
    share = try unpacker.double()
    appeal = try unpacker.double()
    persuasion = try unpacker.double()
    wear = try unpacker.double()
    wornHour = try unpacker.long()
  }
}
