import Commerce

extension World {
  /// Changes whenever the order of what is packed does.
  private static let version: UInt64 = 0x4741_574F_524C_0001

  /// The whole world in a compact form, with a checksum at the end.
  package func packed() -> [UInt8] {
    var packer = Packer()
    packer.putFixed(Self.version)
    packer.put(currency.code)
    packer.put(start.seconds)
    packer.put(now.seconds)
    packer.putFixed(chance.seed)
    packer.put(parameters)
    packer.put(levels)
    packer.put(profile)
    packer.put(population)
    packer.put(pools)
    packer.put(campaigns)
    packer.put(discounts)
    packer.put(reports)
    packer.put(feed)
    packer.put(dueOrders)
    packer.put(dueCredits)
    packer.put(claims)
    packer.put(totals)
    packer.putFixed(checksum(packer.bytes[...]))
    return packer.bytes
  }

  /// Reads what ``packed()`` gave.
  ///
  /// - Throws: ``DamagedWorld`` if a byte was changed or is missing, or if it is of another
  ///   version.
  package init(packed bytes: [UInt8]) throws(DamagedWorld) {
    guard bytes.count > 16 else {
      throw DamagedWorld(offset: bytes.count, expected: "a checkpoint of more than 16 bytes")
    }
    var tail = Unpacker(Array(bytes.suffix(8)))
    guard try tail.fixed() == checksum(bytes.dropLast(8)) else {
      throw DamagedWorld(offset: bytes.count - 8, expected: "the checksum of what stands before")
    }
    var unpacker = Unpacker(Array(bytes.dropLast(8)))
    guard try unpacker.fixed() == Self.version else {
      throw DamagedWorld(offset: 0, expected: "version 1 of the format")
    }
    try self.init(from: &unpacker)
    guard unpacker.isAtEnd else { throw unpacker.damage("the end") }
    let campaigns = self.campaigns
    reports.rebuildJournal { campaigns[Int($0)].platform }
  }

  private init(from unpacker: inout Unpacker) throws(DamagedWorld) {
    guard let currency = Currency(try unpacker.text()) else { throw unpacker.damage("a currency") }
    self.currency = currency
    start = Instant(seconds: try unpacker.long())
    now = Instant(seconds: try unpacker.long())
    chance = Chance(seed: try unpacker.fixed())
    parameters = try WorldParameters(from: &unpacker)
    levels = try ShopLevels(from: &unpacker)
    profile = try SeasonalProfile(from: &unpacker)
    population = try Population(from: &unpacker)
    pools = try unpacker.array()
    campaigns = try unpacker.array()
    discounts = try unpacker.array()
    reports = try ReportLedger(from: &unpacker)
    feed = try ShopFeed(from: &unpacker)
    dueOrders = try HourQueue(from: &unpacker)
    dueCredits = try HourQueue(from: &unpacker)
    claims = try unpacker.array()
    totals = try WorldTotals(from: &unpacker)
  }
}

/// FNV-1a over words of eight bytes: finds damage by accident, not by intent.
private func checksum(_ bytes: ArraySlice<UInt8>) -> UInt64 {
  var hash: UInt64 = 0xCBF2_9CE4_8422_2325
  bytes.withUnsafeBytes { raw in
    let words = raw.count / 8
    for word in 0..<words {
      let value = raw.loadUnaligned(fromByteOffset: word * 8, as: UInt64.self)
      hash = (hash ^ UInt64(littleEndian: value)) &* 0x0000_0100_0000_01B3
      hash ^= hash >> 29
    }
    for byte in raw[(words * 8)...] { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01B3 }
  }
  return hash
}

extension World: Equatable {
  /// Equal in everything that can ever matter to what comes next.
  package static func == (left: World, right: World) -> Bool { left.packed() == right.packed() }
}

extension World: Codable {
  package func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(packed())
  }

  package init(from decoder: any Decoder) throws {
    try self.init(packed: decoder.singleValueContainer().decode([UInt8].self))
  }
}

extension WorldTotals: Packable {
  func pack(into packer: inout Packer) {
    for value in [
      organicOrders, organicRevenueMicros, incrementalOrders, incrementalRevenueMicros,
      spendMicros, newCustomers, unsubscribes, expectedIncrementalMicros,
    ] { packer.put(value) }
  }

  init(from unpacker: inout Unpacker) throws(DamagedWorld) {
    organicOrders = try unpacker.long()
    organicRevenueMicros = try unpacker.long()
    incrementalOrders = try unpacker.long()
    incrementalRevenueMicros = try unpacker.long()
    spendMicros = try unpacker.long()
    newCustomers = try unpacker.long()
    unsubscribes = try unpacker.long()
    // Checkpoints of before this was counted end here.
    expectedIncrementalMicros = unpacker.isAtEnd ? 0 : try unpacker.long()
  }
}

extension Shopper.Touch: Packable {
  func pack(into packer: inout Packer) {
    packer.put(campaign)
    packer.put(creative)
    packer.put(hour)
  }

  init(from unpacker: inout Unpacker) throws(DamagedWorld) {
    campaign = try unpacker.int32()
    creative = try unpacker.byte()
    hour = try unpacker.int32()
  }
}
