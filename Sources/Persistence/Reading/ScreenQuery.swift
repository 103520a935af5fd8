/// The statements behind screens and commands. Each uses an index; a test reads their plans.
enum ScreenQuery: String, CaseIterable {
  case decision = "SELECT json FROM decision WHERE id = ?"
  case newestDecisions = "SELECT json FROM decision ORDER BY id DESC LIMIT ?"
  case decisionsOfCampaign = """
    SELECT decision.json FROM decision_campaign JOIN decision ON decision.id = decision_campaign.decision
    WHERE decision_campaign.campaign = ? ORDER BY decision_campaign.decision DESC LIMIT ?
    """
  case outcomes = """
    SELECT count(*), coalesce(sum(within_interval), 0) FROM decision
    WHERE kind = ? AND within_interval IS NOT NULL
    """
  // One search for each hour or day: the tables are clustered by time, and a range would pass all
  // campaigns.
  case metricsByHour = """
    WITH RECURSIVE span (hour) AS (SELECT ?2 WHERE ?2 < ?3 UNION ALL SELECT hour + 1 FROM span WHERE hour + 1 < ?3)
    SELECT m.hour, m.creative, impressions, opens, clicks, conversions, unsubscribes, spend, revenue
    FROM span CROSS JOIN metrics_hour AS m ON m.hour = span.hour AND m.campaign = ?1
    """
  case metricsByDay = """
    WITH RECURSIVE span (day) AS (SELECT ?2 WHERE ?2 <= ?3 UNION ALL SELECT day + 1 FROM span WHERE day + 1 <= ?3)
    SELECT m.day, m.creative, impressions, opens, clicks, conversions, unsubscribes, spend, revenue
    FROM span CROSS JOIN metrics_day AS m ON m.day = span.day AND m.campaign = ?1
    """
  case shopMetrics = """
    SELECT day, sum(impressions), sum(opens), sum(clicks), sum(conversions), sum(unsubscribes),
      sum(spend), sum(revenue)
    FROM metrics_day WHERE day BETWEEN ? AND ? GROUP BY day
    """
  case looks = """
    SELECT at, mean, low, high, level FROM experiment_look WHERE experiment = ? ORDER BY at
    """
  case newestActivity = """
    SELECT id, at, kind, by, text, detail, decision, campaign FROM activity ORDER BY id DESC LIMIT ?
    """
  case activityOfCampaign = """
    SELECT id, at, kind, by, text, detail, decision, campaign FROM activity
    WHERE campaign = ? ORDER BY id DESC LIMIT ?
    """
  case outboxOfDecision = "SELECT json FROM outbox WHERE decision = ? ORDER BY position"
  case newestOutbox = """
    SELECT json FROM outbox WHERE decision IN (
      SELECT DISTINCT decision FROM outbox ORDER BY decision DESC LIMIT ?)
    ORDER BY decision, position
    """
  case alert = "SELECT json FROM alert WHERE id = ?"
  case newestAudit = "SELECT sequence, json, hash FROM audit ORDER BY sequence DESC LIMIT ?"
  case newestBeliefs = """
    SELECT version, json, at, because FROM belief WHERE key = ? ORDER BY version DESC LIMIT ?
    """
  case dailyOrders = """
    SELECT day, orders, revenue FROM order_day WHERE day BETWEEN ? AND ? ORDER BY day
    """
  case customerByReference = "SELECT id FROM customer WHERE reference = ?"
  case ordersOfCustomer = """
    SELECT placed_at, amount - refunded FROM orders
    WHERE customer = ? AND (refunded = 0 OR refunded < amount) ORDER BY placed_at
    """
  case consentOfCustomer = "SELECT accepts_email FROM customer WHERE id = ?"
  case newestImports = """
    SELECT name, imported_at, new_orders, new_customers, already_stored, bad_rows, report
    FROM import_file
    ORDER BY id DESC LIMIT ?
    """
  case newestLessons = "SELECT json FROM lesson ORDER BY id DESC LIMIT ?"
  case newestPlans = "SELECT json FROM weekly_plan ORDER BY first_day DESC LIMIT ?"
}

extension Store {
  /// How SQLite would carry out each screen's query, by the query's name: the lines of EXPLAIN
  /// QUERY PLAN.
  package func queryPlans() throws(StoreError) -> [String: [String]] {
    try reading { database in
      var plans: [String: [String]] = [:]
      for query in ScreenQuery.allCases {
        plans["\(query)"] = try database.sql("EXPLAIN QUERY PLAN " + query.rawValue).all {
          $0.text(3)
        }
      }
      return plans
    }
  }
}
