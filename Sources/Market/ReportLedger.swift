package import Commerce

/// What the platforms measured, hour by hour, and how much of it they have reported so far.
///
/// A row becomes visible when its platform publishes the hour, and again whenever conversions are
/// added to it; each time it takes the platform's next position, so that a reader who remembers a
/// position finds what is new or restated since without looking at the rest.
package struct ReportLedger: Sendable {
  /// Rows of one campaign and creative in one hour.
  package struct Row: Hashable, Sendable {
    package let campaign: Int32
    package let creative: UInt8
    package internal(set) var metrics: Metrics
    /// 0 until it is visible.
    package internal(set) var position: Int64
  }

  /// Where a row is found.
  private struct Entry: Sendable {
    var position: Int64
    var hour: Int64
    var index: Int32
  }

  private var firstHour: Int64
  /// One array of rows an hour, ordered by campaign and creative.
  private var hours: [[Row]] = []
  /// By platform: hours before this one are published.
  private var publishedTo: [Int64]
  private var lastPosition = [Int64](repeating: 0, count: 4)
  private var journal = [[Entry]](repeating: [], count: 4)
  /// By platform: places in the journal before this one are forgotten.
  private var heads = [Int](repeating: 0, count: 4)

  init(start: Int64) {
    firstHour = start
    publishedTo = [Int64](repeating: start, count: 4)
  }

  /// Hours before this instant have been reported by `platform` at least once.
  package func completeTo(_ platform: Platform) -> Instant {
    Instant(seconds: publishedTo[platform.ordinal] * Instant.secondsPerHour)
  }

  /// The position of the newest visible row of `platform`; 0 if there is none.
  package func position(_ platform: Platform) -> Int64 { lastPosition[platform.ordinal] }

  /// Calls `body` for each visible row of `platform` that is new or restated since `position`,
  /// once.
  package func forEachRow(
    of platform: Platform, after position: Int64, _ body: (Row, Instant) -> Void
  ) {
    let entries = journal[platform.ordinal]
    let from = max(heads[platform.ordinal], firstEntry(of: entries, after: position))
    for entry in entries[from...] {
      guard let row = row(entry), row.position == entry.position else { continue }
      body(row, Instant(seconds: entry.hour * Instant.secondsPerHour))
    }
  }

  /// Adds the rows of the next hour, ordered by campaign and creative.
  mutating func append(_ rows: [Row]) { hours.append(rows) }

  /// Makes the hours before `limit` visible on one platform.
  mutating func publish(
    _ platform: Platform, before limit: Int64, platformOf: (Int32) -> Platform
  ) {
    let start = publishedTo[platform.ordinal]
    guard limit > start else { return }
    for hour in start..<limit {
      let block = Int(hour - firstHour)
      guard hours.indices.contains(block) else { continue }
      for index in hours[block].indices
      where platformOf(hours[block][index].campaign) == platform {
        touch(hour: hour, index: index, platform)
      }
    }
    publishedTo[platform.ordinal] = limit
  }

  func isPublished(_ platform: Platform, hour: Int64) -> Bool {
    hour < publishedTo[platform.ordinal]
  }

  /// Adds a conversion to the row of its click; false if the row is no longer kept.
  mutating func restate(_ credit: ConversionCredit, on platform: Platform) -> Bool {
    let block = Int(credit.clickHour - firstHour)
    guard hours.indices.contains(block),
      let index = position(in: hours[block], credit.campaign, credit.creative)
    else { return false }
    hours[block][index].metrics.conversions += 1
    hours[block][index].metrics.revenueMicros += credit.amountMicros
    touch(hour: credit.clickHour, index: index, platform)
    return true
  }

  /// Forgets hours before `hour`; the places of rows that are gone or were restated go with them.
  mutating func prune(before hour: Int64) {
    let dropped = min(hours.count, max(0, Int(hour - firstHour)))
    hours.removeFirst(dropped)
    firstHour += Int64(dropped)
    for platform in journal.indices {
      var head = heads[platform]
      while head < journal[platform].count,
        row(journal[platform][head])?.position != journal[platform][head].position
      { head += 1 }
      if head > 4_096, head > journal[platform].count / 2 {
        journal[platform].removeFirst(head)
        head = 0
      }
      heads[platform] = head
    }
  }

  private mutating func touch(hour: Int64, index: Int, _ platform: Platform) {
    lastPosition[platform.ordinal] += 1
    let position = lastPosition[platform.ordinal]
    hours[Int(hour - firstHour)][index].position = position
    journal[platform.ordinal].append(Entry(position: position, hour: hour, index: Int32(index)))
  }

  private func row(_ entry: Entry) -> Row? {
    let block = Int(entry.hour - firstHour)
    return hours.indices.contains(block) ? hours[block][Int(entry.index)] : nil
  }

  private func firstEntry(of entries: [Entry], after position: Int64) -> Int {
    var low = 0
    var high = entries.count
    while low < high {
      let middle = (low + high) / 2
      if entries[middle].position > position { high = middle } else { low = middle + 1 }
    }
    return low
  }

  private func position(in rows: [Row], _ campaign: Int32, _ creative: UInt8) -> Int? {
    var low = 0
    var high = rows.count
    while low < high {
      let middle = (low + high) / 2
      let row = rows[middle]
      if (row.campaign, row.creative) < (campaign, creative) {
        low = middle + 1
      } else {
        high = middle
      }
    }
    guard low < rows.count, rows[low].campaign == campaign, rows[low].creative == creative else {
      return nil
    }
    return low
  }
}

extension ReportLedger: Packable {
  func pack(into packer: inout Packer) {
    packer.put(firstHour)
    packer.put(hours) { $0.put($1) }
    packer.put(publishedTo) { $0.put($1) }
    packer.put(lastPosition) { $0.put($1) }
  }

  init(from unpacker: inout Unpacker) throws(DamagedWorld) {
    firstHour = try unpacker.long()
    hours = try unpacker.array { (unpacker) throws(DamagedWorld) in try unpacker.array() }
    publishedTo = try unpacker.array { (unpacker) throws(DamagedWorld) in try unpacker.long() }
    lastPosition = try unpacker.array { (unpacker) throws(DamagedWorld) in try unpacker.long() }
    guard publishedTo.count == 4, lastPosition.count == 4 else {
      throw unpacker.damage("four platforms")
    }
  }

  /// Finds the visible rows of each platform again, in order of position.
  mutating func rebuildJournal(platformOf: (Int32) -> Platform) {
    journal = [[Entry]](repeating: [], count: 4)
    heads = [Int](repeating: 0, count: 4)
    for (block, rows) in hours.enumerated() {
      for (index, row) in rows.enumerated() where row.position > 0 {
        let entry = Entry(
          position: row.position, hour: firstHour + Int64(block), index: Int32(index))
        journal[platformOf(row.campaign).ordinal].append(entry)
      }
    }
    for platform in journal.indices { journal[platform].sort { $0.position < $1.position } }
  }
}

extension ReportLedger.Row: Packable {
  func pack(into packer: inout Packer) {
    packer.put(campaign)
    packer.put(creative)
    packer.put(position)
    packer.put(metrics.impressions)
    packer.put(metrics.opens)
    packer.put(metrics.clicks)
    packer.put(Int64(metrics.conversions))
    packer.put(metrics.unsubscribes)
    packer.put(metrics.spendMicros)
    packer.put(metrics.revenueMicros)
  }

  init(from unpacker: inout Unpacker) throws(DamagedWorld) {
    campaign = try unpacker.int32()
    creative = try unpacker.byte()
    position = try unpacker.long()
    metrics = Metrics(
      impressions: try unpacker.long(), opens: try unpacker.long(), clicks: try unpacker.long(),
      conversions: Double(try unpacker.long()), unsubscribes: try unpacker.long(),
      spendMicros: try unpacker.long(), revenueMicros: try unpacker.long())
  }
}
