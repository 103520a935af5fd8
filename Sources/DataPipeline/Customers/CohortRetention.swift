package import Commerce

/// How many of the customers who first bought in a month buy again in the months after.
package struct CohortRetention: Hashable, Codable, Sendable {
  /// Oldest first; months in which nobody came are left out.
  package var cohorts: [Cohort]

  package struct Cohort: Hashable, Codable, Sendable {
    /// First day of the month in which they first bought.
    package var month: Day
    package var customers: Int
    /// Customers who bought `index` months after their first one; the first is all of them, the
    /// last is the month that the data end in.
    package var active: [Int]

    package init(month: Day, customers: Int, active: [Int]) {
      self.month = month
      self.customers = customers
      self.active = active
    }
  }

  package init(cohorts: [Cohort] = []) { self.cohorts = cohorts }
}
