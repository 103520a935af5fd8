package import AgentInterface
package import Commerce
import GRDB
package import Oversight

extension Store {
  package func decision(_ id: Decision.ID) throws(StoreError) -> Decision? {
    try reading { try $0.sql(ScreenQuery.decision.rawValue).first(id) { try $0.decision(0) } }
  }

  /// Newest first.
  package func decisions(newest limit: Int) throws(StoreError) -> [Decision] {
    try reading {
      try $0.sql(ScreenQuery.newestDecisions.rawValue).all(limit) { try $0.decision(0) }
    }
  }

  /// Decisions that touch a campaign, newest first.
  package func decisions(
    of campaign: Campaign.ID, newest limit: Int
  ) throws(StoreError) -> [Decision] {
    try reading {
      try $0.sql(ScreenQuery.decisionsOfCampaign.rawValue).all(campaign, limit) {
        try $0.decision(0)
      }
    }
  }

  /// How many decisions of the same kind have an outcome, and how many of those came as forecast.
  package func settledDecisions(
    like action: Action
  ) throws(StoreError) -> (count: Int, withinInterval: Int) {
    try reading {
      try $0.sql(ScreenQuery.outcomes.rawValue).first(action.kind) { ($0.int(0), $0.int(1)) }
        ?? (0, 0)
    }
  }

  /// The calls of a decision, in their order.
  package func outbox(of decision: Decision.ID) throws(StoreError) -> [OutboxEntry] {
    try reading {
      try $0.sql(ScreenQuery.outboxOfDecision.rawValue).all(decision) {
        try $0.json(0, OutboxEntry.self, what: "an outbox entry of decision \(decision)")
      }
    }
  }

  /// Oldest first.
  package func experimentLooks(
    of experiment: Experiment.ID
  ) throws(StoreError) -> [ExperimentDetail.Look] {
    try reading {
      try $0.sql(ScreenQuery.looks.rawValue).all(experiment) { row in
        ExperimentDetail.Look(
          at: row.instant(0),
          effect: Estimate(
            mean: row.double(1), low: row.double(2), high: row.double(3), level: row.double(4)))
      }
    }
  }

  package func alert(_ id: Alert.ID) throws(StoreError) -> Alert? {
    try reading {
      try $0.sql(ScreenQuery.alert.rawValue).first(id) {
        try $0.json(0, Alert.self, what: "alert \(id)")
      }
    }
  }
}

extension SQLRow {
  func decision(_ column: Int32) throws -> Decision {
    try json(column, Decision.self, what: "a decision of another form")
  }
}
