extension DemandForecast {
  /// `orders of the last four weeks: 12 % more than in the four before`
  package var words: String {
    guard let monthlyTrend else { return "too short a history for a trend" }
    let share = abs((monthlyTrend * 100).rounded())
    guard share >= 1 else { return "orders of the last four weeks: as in the four before" }
    return "orders of the last four weeks: \(Int(share)) % "
      + "\(monthlyTrend < 0 ? "fewer" : "more") than in the four before"
  }
}
