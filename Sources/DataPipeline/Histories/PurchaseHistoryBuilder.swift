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
  private var rows: [Row] = []
  private let isWatchingForRepeats: Bool
  private var known: Set<UInt64> = []
  /// Orders that were in an earlier file already.
  package private(set) var repeats = 0

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
    numbers.removeAll(keepingCapacity: true)
  }

  /// Takes in a batch of the file begun last, which must follow the batches before it.
  package func add(_ batch: OrderBatch) {
    precondition(
      batch.firstNewCustomer == numbers.count,
      "a batch with customers from \(batch.firstNewCustomer) came after \(numbers.count) customers")
    for _ in 0..<batch.newCustomers {
      let number = batch.withCustomerReference(of: numbers.count) { name in
        customers.number(of: CustomerDictionary.Key(name)).number
      }
      numbers.append(number)
    }
    for index in 0..<batch.count {
      let row = Row(
        customer: numbers[Int(batch.customers[index])], day: batch.placedAt[index].day.number,
        micros: batch.amountMicros[index])
      if isWatchingForRepeats, isRepeat(row, batch, index) {
        repeats += 1
      } else {
        rows.append(row)
      }
    }
  }

  /// Takes in one order that is known to be no repeat, such as a stored one.
  package func add(
    customer reference: String, on day: Day, amountMicros: Int64
  ) {
    var name = reference
    let number = name.withUTF8 { bytes in
      customers.number(of: CustomerDictionary.Key(UnsafeRawBufferPointer(bytes))).number
    }
    rows.append(Row(customer: number, day: day.number, micros: amountMicros))
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
    var starts = [Int](repeating: 0, count: kept.references.count + 1)
    for row in rows where row.day <= limit { starts[kept.places[Int(row.customer)] + 1] += 1 }
    for index in 1..<max(1, starts.count) { starts[index] += starts[index - 1] }
    var sorted = [Row](repeating: Row(customer: 0, day: 0, micros: 0), count: starts.last ?? 0)
    var next = starts
    for row in rows where row.day <= limit {
      let place = kept.places[Int(row.customer)]
      sorted[next[place]] = row
      next[place] += 1
    }
    return Self.merged(&sorted, starts, references: kept.references)
  }

  /// The customers who ordered up to a day, sorted, and the place of each number among them.
  private func known(upTo limit: Int32) -> (references: ByteStrings, places: [Int]) {
    var isKnown = [Bool](repeating: false, count: customers.count)
    for row in rows where row.day <= limit { isKnown[Int(row.customer)] = true }
    var places = [Int](repeating: -1, count: customers.count)
    var references = ByteStrings()
    for number in customers.names.sortedIndices() where isKnown[Int(number)] {
      places[Int(number)] = references.count
      customers.names.withBytes(of: Int(number)) { references.append($0) }
    }
    return (references, places)
  }

  /// Sorts each customer's rows by day and makes those of one day one.
  private static func merged(
    _ rows: inout [Row], _ starts: [Int], references: ByteStrings
  ) -> PurchaseHistories {
    var newStarts = [0]
    var days: [Int32] = []
    var micros: [Int64] = []
    var orders: [UInt16] = []
    newStarts.reserveCapacity(starts.count)
    days.reserveCapacity(rows.count)
    micros.reserveCapacity(rows.count)
    orders.reserveCapacity(rows.count)
    for index in 0..<max(0, starts.count - 1) {
      let places = starts[index]..<starts[index + 1]
      if !isRising(rows, places) { rows[places].sort { $0.day < $1.day } }
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

  private static func isRising(_ rows: [Row], _ places: Range<Int>) -> Bool {
    places.dropFirst().allSatisfy { rows[$0 - 1].day <= rows[$0].day }
  }
}
