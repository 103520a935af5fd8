@testable import Simulation
import Testing

@Suite struct IncidentScoreTests {
  @Test(
    arguments: [
      ([[]], 0), ([[0], [0]], 1), ([[0, 1], [0]], 2), ([[0], [0, 1], [1]], 2),
      ([[0, 1], [0, 2], [0], [1]], 3), ([], 0),
    ] as [([[Int]], Int)])
  func `each incident makes one alert right`(candidates: [[Int]], pairs: Int) {
    #expect(SimulationReport.Incidents.mostPairs(candidates) == pairs)
  }
}
