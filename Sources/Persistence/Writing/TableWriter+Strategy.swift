import AgentInterface
import Commerce
import Oversight

extension TableWriter {
  func write(_ plan: TrackedPlan) throws {
    try database.sql(
      """
      INSERT INTO weekly_plan (first_day, json) VALUES (?, ?)
      ON CONFLICT (first_day) DO UPDATE SET json = excluded.json
      """
    ).run(plan.plan.firstDay, try StoredJSON.encode(plan))
  }

  func write(_ lesson: Lesson) throws {
    try database.sql(
      """
      INSERT INTO lesson (id, json) VALUES (?, ?)
      ON CONFLICT (id) DO UPDATE SET json = excluded.json
      """
    ).run(lesson.id, try StoredJSON.encode(lesson))
  }

  /// Keeps the newest lessons.
  func forgetLessons() throws {
    try database.sql("DELETE FROM lesson WHERE id <= (SELECT max(id) FROM lesson) - ?")
      .run(Retention.lessons)
  }
}
