package import AgentInterface
import GRDB
package import Oversight

extension Store {
  /// Newest first.
  package func lessons(newest limit: Int) throws(StoreError) -> [Lesson] {
    try reading {
      try $0.sql(ScreenQuery.newestLessons.rawValue).all(limit) {
        try $0.json(0, Lesson.self, what: "a lesson of another form")
      }
    }
  }

  /// Newest first.
  package func plans(newest limit: Int) throws(StoreError) -> [TrackedPlan] {
    try reading { try StateReader(database: $0).plans(newest: limit) }
  }
}

extension StateReader {
  /// Newest first.
  func plans(newest limit: Int) throws -> [TrackedPlan] {
    try database.sql(ScreenQuery.newestPlans.rawValue).all(limit) {
      try $0.json(0, TrackedPlan.self, what: "a plan of another form")
    }
  }
}
