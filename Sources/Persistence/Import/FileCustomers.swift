import Commerce
import DataPipeline
import GRDB

/// The customers of a file by their number in it, with summaries that grow as their orders come.
struct FileCustomers {
  private let database: Database
  private var entries: [Entry] = []
  private var nextID: Int64
  /// Nothing has to be looked for in an empty table.
  private let hadCustomers: Bool
  private(set) var newCount = 0

  fileprivate struct Entry {
    let id: Customer.ID
    /// Of a customer who is not stored yet.
    var newReference: String?
    /// `nil` until the first order.
    var summary: Customer?
    var acceptsEmail: Bool
    var isChanged = false
    /// An order fell between two known ones: whether that day is a new purchase day, only the
    /// orders can tell.
    var needsHistory = false
  }

  init(database: Database) throws {
    self.database = database
    nextID = try StateReader(database: database).nextID(in: "customer")
    hadCustomers = nextID > 1
  }

  func id(of customer: Int) -> Customer.ID { entries[customer].id }

  /// Finds the customers that a batch names first, or gives them ids.
  mutating func meet(_ batch: OrderBatch) throws {
    let find = try database.sql(
      """
      SELECT id, first_day, last_day, purchase_days, orders, revenue, first_day_revenue, accepts_email
      FROM customer WHERE reference = ?
      """)
    for customer in batch.firstNewCustomer..<batch.firstNewCustomer + batch.newCustomers {
      let reference = batch.customerReference(of: customer)
      let accepts = batch.acceptsEmail(customer)
      if hadCustomers, let known = try find.first(reference, row: { $0.customer() }) {
        entries.append(Entry(known, accepts: accepts))
      } else {
        entries.append(
          Entry(id: Customer.ID(nextID), newReference: reference, acceptsEmail: accepts))
        nextID += 1
        newCount += 1
      }
    }
  }

  mutating func ordered(_ customer: Int, on day: Day, amountMicros: Int64) {
    entries[customer].ordered(on: day, amountMicros: amountMicros)
  }

  /// Writes the customers that are new and the summaries that have changed.
  func write() throws {
    let tables = TableWriter(database: database)
    let insert = try database.sql(TableWriter.insertCustomer)
    for entry in entries where entry.isChanged || entry.newReference != nil {
      var summary = entry.summary
      if entry.needsHistory { summary = try database.orderSummary(of: entry.id) }
      summary?.acceptsEmail = entry.acceptsEmail
      if let reference = entry.newReference {
        try insert.run(entry.id, reference, summary, acceptsEmail: entry.acceptsEmail)
      } else if let summary {
        try tables.update([summary])
      }
    }
  }
}

extension FileCustomers.Entry {
  /// A customer who is stored. A file can take back a consent and never give one.
  fileprivate init(_ customer: Customer, accepts: Bool) {
    self.init(
      id: customer.id, summary: customer.orders > 0 ? customer : nil,
      acceptsEmail: customer.acceptsEmail && accepts,
      isChanged: customer.acceptsEmail && !accepts)
  }

  fileprivate mutating func ordered(on day: Day, amountMicros: Int64) {
    isChanged = true
    guard !needsHistory else { return }
    guard let known = summary else {
      summary = Customer(id: id, firstOrderOn: day, amountMicros: amountMicros)
      return
    }
    if day >= known.lastDay {
      summary?.ordered(on: day, amountMicros: amountMicros)
    } else if day <= known.firstDay {
      summary?.preceded(on: day, amountMicros: amountMicros)
    } else {
      needsHistory = true
    }
  }
}

extension Customer {
  /// Takes in an order placed on or before `firstDay`.
  fileprivate mutating func preceded(on day: Day, amountMicros: Int64) {
    if day < firstDay {
      purchaseDays += 1
      firstDay = day
      firstDayRevenueMicros = 0
    }
    firstDayRevenueMicros += amountMicros
    orders += 1
    revenueMicros += amountMicros
  }
}
