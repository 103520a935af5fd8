package import Commerce

/// Builds purchase histories from the orders of one file, or of several files of one shop.
///
/// Customers of equal reference are one. An order that is in two files, by its reference and
/// customer, counts once; where a format has no order numbers, the reader makes references of
/// customer, day and amount.
package final class PurchaseHistoryBuilder {
  private var customers = CustomerDictionary()
  /// The shop's number of each customer of the file being read.
  private var numbers: [UInt32] = []
  /// In blocks, so that growing moves nothing.
  private var blocks: [[Row]] = []
  private let isWatchingForRepeats: Bool
  private var known: Set<UInt64> = []
  private var channels = FirstChannels()
  /// Whether nobody is known from before the file being read.
  private var isFirstFile = true
  /// Orders that were in an earlier file already.
  package private(set) var repeats = 0

  /// Amounts far from the others among all orders, each counted once; see ``AmountHistogram``.
  var outliers: Int {
    var amounts = AmountHistogram()
    for block in blocks { amounts.add(block.lazy.map(\.micros)) }
    return amounts.outliers
  }

  private struct KnownNames {
    var references: ByteStrings
    var starts: [Int]
    var next: [Int]
    /// Of the customers; empty where no channel is known.
    var numbers: [UInt32]
  }

  private struct Row {
    var customer: UInt32
    var day: Int32
    var micros: Int64
  }

  /// - Parameter files: How many will be read; one file needs no memory of its order numbers.
  package init(files: Int = 1) {
    isWatchingForRepeats = files > 1
  }

  /// Must be called before the first batch of each file.
  package func beginFile() {
    isFirstFile = customers.count == 0
    numbers.removeAll(keepingCapacity: true)
  }

  /// Takes in a batch of the file begun last, which must follow the batches before it.
  package func add(_ batch: OrderBatch) {
    precondition(
      batch.firstNewCustomer == numbers.count,
      "a batch with customers from \(batch.firstNewCustomer) came after \(numbers.count) customers")
    for _ in 0..<batch.newCustomers {
      numbers.append(batch.withCustomerReference(of: numbers.count, number(of:)))
    }
    var block: [Row] = []
    block.reserveCapacity(batch.count)
    for index in 0..<batch.count {
      let day = batch.placedAt[index].seconds / TimestampParser.secondsPerDay
      let row = Row(
        customer: numbers[Int(batch.customers[index])], day: Int32(day),
        micros: batch.amountMicros[index])
      if isWatchingForRepeats, isRepeat(row, batch, index) {
        repeats += 1
        continue
      }
      block.append(row)
      if let channel = batch.channel(of: index) {
        channels.add(
          customer: Int(row.customer), seconds: batch.placedAt[index].seconds, channel: channel)
      }
    }
    blocks.append(block)
  }

  /// Within the first file every customer is new.
  private func number(of name: UnsafeRawBufferPointer) -> UInt32 {
    guard isFirstFile else { return customers.number(of: CustomerDictionary.Key(name)).number }
    customers.append(name)
    return UInt32(customers.count - 1)
  }

  /// Takes in one order that is known to be no repeat, such as a stored one.
  ///
  /// - Parameters:
  ///   - reference: Of the customer.
  ///   - instant: When it was placed.
  ///   - amountMicros: Its amount.
  ///   - channel: What it came by, if known.
  package func add(
    customer reference: String, at instant: Instant, amountMicros: Int64, channel: String? = nil
  ) {
    isFirstFile = false
    var name = reference
    let number = name.withUTF8 { bytes in
      customers.number(of: CustomerDictionary.Key(UnsafeRawBufferPointer(bytes))).number
    }
    if blocks.last.map({ $0.count >= OrderBatch.capacity }) ?? true { blocks.append([]) }
    blocks[blocks.count - 1].append(
      Row(customer: number, day: instant.day.number, micros: amountMicros))
    if let channel {
      channels.add(customer: Int(number), seconds: instant.seconds, channel: channel)
    }
  }

  private func isRepeat(_ row: Row, _ batch: OrderBatch, _ index: Int) -> Bool {
    let hash = batch.withReference(of: index) { byteHash($0) }
    return !known.insert(Self.mixed(hash, UInt64(row.customer) + 1)).inserted
  }

  /// The finaliser of MurmurHash3 over both values.
  private static func mixed(_ one: UInt64, _ other: UInt64) -> UInt64 {
    var hash = one &* 0x9E37_79B9_7F4A_7C15 ^ other
    hash = (hash ^ hash >> 33) &* 0xFF51_AFD7_ED55_8CCD
    hash = (hash ^ hash >> 33) &* 0xC4CE_B9FE_1A85_EC53
    return hash ^ hash >> 33
  }

  /// The histories of all orders up to the end of `day`, or of all.
  ///
  /// - Complexity: O(*n*) for orders in the order of time.
  package func finish(upTo day: Day? = nil) -> PurchaseHistories {
    let limit = day?.number ?? .max
    let kept = known(upTo: limit)
    var sorted = LargeTable(
      count: kept.starts.last ?? 0, filledWith: Row(customer: 0, day: 0, micros: 0))
    var next = kept.next
    for block in blocks {
      for row in block where row.day <= limit {
        sorted[next[Int(row.customer)]] = row
        next[Int(row.customer)] += 1
      }
    }
    var histories = Self.merged(&sorted, kept.starts, references: kept.references)
    if !channels.isEmpty {
      histories.channelNames = channels.names
      histories.firstChannels = kept.numbers.indices.map {
        channels.channel(
          of: Int(kept.numbers[$0]), first: histories.days[histories.starts[$0]])
      }
    }
    return histories
  }

  /// The customers who ordered up to a day, sorted, where the rows of each will begin, and the same
  /// by their numbers.
  private func known(upTo limit: Int32) -> KnownNames {
    var next = [Int](repeating: 0, count: customers.count)
    for block in blocks {
      for row in block where row.day <= limit { next[Int(row.customer)] += 1 }
    }
    var references = ByteStrings()
    var starts = [0]
    var numbers: [UInt32] = []
    for number in customers.names.sortedIndices() where next[Int(number)] > 0 {
      let start = starts[references.count]
      customers.names.withBytes(of: Int(number)) { references.append($0) }
      starts.append(start + next[Int(number)])
      next[Int(number)] = start
      if !channels.isEmpty { numbers.append(UInt32(number)) }
    }
    return KnownNames(references: references, starts: starts, next: next, numbers: numbers)
  }

  /// Sorts each customer's rows by day and makes those of one day one.
  private static func merged(
    _ rows: inout LargeTable<Row>, _ starts: [Int], references: ByteStrings
  ) -> PurchaseHistories {
    var newStarts = [0]
    var days: [Int32] = []
    var micros: [Int64] = []
    var orders: [UInt16] = []
    newStarts.reserveCapacity(starts.count)
    days.reserveCapacity(rows.count)
    micros.reserveCapacity(rows.count)
    orders.reserveCapacity(rows.count)
    for index in 0..<starts.count - 1 {
      let places = starts[index]..<starts[index + 1]
      if !isRising(rows, places) { rows.sort(places) { $0.day < $1.day } }
      for place in places {
        if days.count > newStarts[index], days[days.count - 1] == rows[place].day {
          micros[days.count - 1] += rows[place].micros
          orders[days.count - 1] &+= 1
        } else {
          days.append(rows[place].day)
          micros.append(rows[place].micros)
          orders.append(1)
        }
      }
      newStarts.append(days.count)
    }
    return PurchaseHistories(
      starts: newStarts, days: days, micros: micros, orders: orders, references: references)
  }

  private static func isRising(_ rows: borrowing LargeTable<Row>, _ places: Range<Int>) -> Bool {
    for place in places.dropFirst() where rows[place - 1].day > rows[place].day { return false }
    return true
  }
}
