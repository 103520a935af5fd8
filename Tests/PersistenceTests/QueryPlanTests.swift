import Persistence
import Testing

@Test func `every query of a screen finds its rows by a key or an index`() throws {
  let plans = try Store.inMemory().queryPlans()
  #expect(plans.count == 22)
  for (query, lines) in plans {
    for line in lines where line.hasPrefix("SCAN") {
      // A newest-first list walks the primary key from its end; `span` is the few hours or days
      // asked for.
      let isBounded =
        query.hasPrefix("newest") || line.hasPrefix("SCAN span") || line == "SCAN CONSTANT ROW"
      #expect(isBounded, "\(query): \(line)")
    }
    #expect(
      !lines.contains { $0.contains("TEMP B-TREE") || $0.contains("AUTOMATIC") },
      "\(query): \(lines)")
  }
}
