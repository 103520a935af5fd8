import AgentInterface
import Commerce
import Oversight

/// One task of each standing, in the order the agent tells them.
enum TaskFixture {
  static let tasks = [
    task(
      901, "Start \"Candles · lookalike\" at £60.00 a day", .metaAds, .byPerson, 1, 2, "activate",
      .underWay, "Meta Ads has not answered yet", campaign: 9, age: 95),
    task(
      903, "Pause \"Brand search\"", .googleAds, .lowersRisk, 0, 1, "pause", .limited,
      "again in 40 s, as soon as Google Ads allows it", attempts: 3, campaign: 2, age: 130),
    task(
      904, "Move budgets: Shopping £200 → £220, Brand £120 → £100", .googleAds, .running, 1, 2,
      "set daily budget", .limited, "again in 12 min after a rate limit, attempt 3 of 8",
      attempts: 2, campaign: 1, age: 900),
    task(
      905, "Start \"Gift sets · prospects\" at £80.00 a day", .metaAds, .new, 0, 2,
      "create campaign", .waiting, "behind 3 others on Meta Ads", attempts: 0, campaign: 10,
      age: 400),
    task(
      899, "E-mail \"We miss you\"", .klaviyo, .new, 1, 2, "send", .failed,
      "Klaviyo refused: the list is empty", campaign: 7, age: 7_200, lasted: 60),
    task(
      898, "Start \"Cards · interest\" at £40.00 a day", .metaAds, .new, 0, 2, "create campaign",
      .needsPerson, "Meta Ads has 2 campaigns of that name", attempts: 1, campaign: 8, age: 9_000),
    task(
      897, "Set \"Winback\" £40 → £45 a day", .metaAds, .byPerson, 1, 1, "set daily budget", .done,
      "Meta Ads confirmed it", campaign: 4, age: 10_000, lasted: 2),
  ]

  private static func task(
    _ id: Int64, _ title: String, _ platform: Platform, _ priority: TaskPriority, _ done: Int,
    _ steps: Int, _ step: String, _ standing: TaskRow.Standing, _ words: String,
    attempts: Int = 1, campaign: Int64, age: Int64, lasted: Int64? = nil
  ) -> TaskRow {
    let since = SnapshotFixture.now.adding(seconds: -age)
    return TaskRow(
      decision: Decision.ID(id), title: title, campaigns: [Campaign.ID(campaign)],
      platform: platform, priority: priority, stepsDone: done, steps: steps, step: step,
      standing: standing, words: words, attempts: attempts, since: since,
      finishedAt: lasted.map { since.adding(seconds: $0) })
  }

  static func snapshot(_ tasks: [TaskRow] = tasks) throws -> Snapshot {
    var snapshot = try SnapshotFixture.snapshot()
    snapshot.tasks = tasks
    return snapshot
  }
}
