import Statistics
import Testing

@Suite struct AnomalyAlertTests {
  private func verdict(_ strength: Double, _ cause: AnomalyCause?) -> AnomalyVerdict {
    AnomalyVerdict(
      expected: 0, low: -1, high: 1, residual: 0, score: strength, strength: strength,
      causes: [], cause: strength >= 0.5 ? cause : nil)
  }

  @Test func `an alert opens at the threshold, goes on above half of it and closes after a while`()
  {
    var alerts = AnomalyAlerts()
    var closed: [AnomalyAlert] = []
    let strengths = [0.1, 0.6, 0.3, 0.9, 0.3] + [Double](repeating: 0.1, count: 59)
    for (index, strength) in strengths.enumerated() {
      closed += alerts.take(
        verdict(strength, .spike), of: Double(index), at: Int64(index))
    }
    #expect(closed.isEmpty && alerts.open.count == 1)
    closed = alerts.take(verdict(0.1, nil), of: 0, at: 100)
    #expect(closed.map(\.start) == [1] && closed.map(\.end) == [4])
    #expect(closed.map(\.peak) == [3] && closed.map(\.value) == [3])
    #expect(alerts.open.isEmpty)
  }

  @Test func `each cause has its own alert`() {
    var alerts = AnomalyAlerts()
    _ = alerts.take(verdict(0.9, .spike), of: 1, at: 0)
    _ = alerts.take(verdict(0.9, .silence), of: 1, at: 1)
    _ = alerts.take(verdict(0.9, .spike), of: 1, at: 2)
    #expect(alerts.open.map(\.cause) == [.spike, .silence])
    #expect(alerts.open.map(\.end) == [2, 1])
  }
}
