import Statistics

/// Points a second through one detector, on one core.
struct DetectBenchmark {
  let points: Int

  func run() {
    var generator = SeededGenerator(seed: 1)
    let values = (0..<points).map { index in
      Double(index % 288) + Double.random(in: -20...20, using: &generator)
    }
    var detector = AnomalyDetector()
    var alerts = 0
    let elapsed = ContinuousClock().measure {
      for (index, value) in values.enumerated() {
        let verdict = detector.observe(value, at: Int64(index) * 300)
        if verdict.score >= AnomalyDetector.threshold { alerts += 1 }
      }
    }
    let seconds =
      Double(elapsed.components.seconds) + Double(elapsed.components.attoseconds) / 1e18
    print(
      "detect: \(points) points, \(Int(Double(points) / seconds)) a second, \(alerts) alerts, "
        + "\(MemoryLayout<AnomalyDetector>.size) bytes of state")
  }
}
