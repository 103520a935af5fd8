/// The best division of a budget over responses of any form, given as tables.
package enum GridAllocation {
  /// Finds how many steps of budget each table should get so that the sum of returns is highest.
  ///
  /// Dynamic programming over the tables, so the optimum is global for any form of response.
  ///
  /// - Parameters:
  ///   - steps: Steps of budget that are given out in all, as far as the tables have room.
  ///   - returns: For each table its return after 0, 1, 2, … steps; none is empty.
  /// - Returns: Steps for each table.
  /// - Complexity: O(tables × steps²).
  package static func allocate(steps: Int, returns: [[Double]]) -> [Int] {
    let room = returns.reduce(0) { $0 + $1.count - 1 }
    let total = max(0, min(steps, room))
    var best = [Double](repeating: -.infinity, count: total + 1)
    best[0] = 0
    var choices: [[Int32]] = []
    for table in returns {
      var (next, choice) = (
        [Double](repeating: -.infinity, count: total + 1), [Int32](repeating: 0, count: total + 1)
      )
      for used in 0...total where best[used] > -.infinity {
        let most = min(table.count - 1, total - used)
        for taken in 0...most {
          let value = best[used] + table[taken]
          if value > next[used + taken] {
            next[used + taken] = value
            choice[used + taken] = Int32(taken)
          }
        }
      }
      best = next
      choices.append(choice)
    }
    var left = total
    var answer: [Int] = []
    for choice in choices.reversed() {
      let taken = Int(choice[left])
      answer.append(taken)
      left -= taken
    }
    return answer.reversed()
  }
}
