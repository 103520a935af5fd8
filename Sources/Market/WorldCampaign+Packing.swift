import Commerce

extension WorldCampaign: Packable {
  func pack(into packer: inout Packer) {
    packer.put(externalID)
    packer.put(name)
    packer.put(UInt8(platform.ordinal))
    packer.put(UInt8(audience.ordinal))
    packer.put(objective.rawValue)
    packer.put(discountCode ?? "")
    packer.put(recipients) { $0.put($1) }
    packer.put(creatives)
    packer.put(state.rawValue)
    packer.put(dailyBudget)
    packer.put(spendCap ?? -1)
    packer.put(end.number)
    packer.put(highestBudgetToday)
    packer.put(spentToday)
    packer.put(spent)
    packer.put(overspendDays)
    packer.put(learning != nil)
    if let learning {
      packer.put(learning.since.seconds)
      packer.put(learning.conversions)
    }
    packer.put(budgetChanges) { $0.put($1.seconds) }
    packer.put(sentTo)
    packer.put(typicalOrder)
    packer.put(touchShare)
    packer.put(truth)
  }

  init(from unpacker: inout Unpacker) throws(DamagedWorld) {
    externalID = try unpacker.text()
    name = try unpacker.text()
    let platform = Int(try unpacker.byte())
    guard Platform.allCases.indices.contains(platform),
      let audience = Audience(ordinal: Int(try unpacker.byte()))
    else { throw unpacker.damage("an audience of a platform") }
    self.platform = Platform.allCases[platform]
    self.audience = audience
    objective = try unpacker.named(Campaign.Objective.self)
    let code = try unpacker.text()
    discountCode = code.isEmpty ? nil : code
    recipients = try unpacker.array { (unpacker) throws(DamagedWorld) in try unpacker.int32() }
    creatives = try unpacker.array()
    state = try unpacker.choice(State.self)
    dailyBudget = try unpacker.long()
    let cap = try unpacker.long()
    spendCap = cap < 0 ? nil : cap
    end = Day(number: try unpacker.int32())
    highestBudgetToday = try unpacker.long()
    spentToday = try unpacker.long()
    spent = try unpacker.long()
    overspendDays = try unpacker.double()
    if try unpacker.flag() {
      learning = Learning(
        since: Instant(seconds: try unpacker.long()), conversions: try unpacker.integer())
    }
    budgetChanges = try unpacker.array { (unpacker) throws(DamagedWorld) in
      Instant(seconds: try unpacker.long())
    }
    sentTo = try unpacker.integer()
    typicalOrder = try unpacker.double()
    touchShare = try unpacker.double()
    truth = try CampaignTruth(from: &unpacker)
  }
}

extension CampaignTruth: Packable {
  func pack(into packer: inout Packer) {
    for count in [
      impressions, clicks, attributedOrders, attributedRevenueMicros, incrementalOrders,
      incrementalRevenueMicros,
    ] { packer.put(count) }
    packer.put(dailySpend) { packer, entry in
      packer.put(entry.day.number)
      packer.put(entry.micros)
      packer.put(entry.highestBudget)
    }
  }

  init(from unpacker: inout Unpacker) throws(DamagedWorld) {
    self.init()
    impressions = try unpacker.long()
    clicks = try unpacker.long()
    attributedOrders = try unpacker.long()
    attributedRevenueMicros = try unpacker.long()
    incrementalOrders = try unpacker.long()
    incrementalRevenueMicros = try unpacker.long()
    dailySpend = try unpacker.array { (unpacker) throws(DamagedWorld) in
      DaySpend(
        day: Day(number: try unpacker.int32()), micros: try unpacker.long(),
        highestBudget: try unpacker.long())
    }
  }
}
