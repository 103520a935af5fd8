import Market

/// How one call will go: how long it takes and whether anything gets lost.
struct CallFate {
  var latency: Duration?
  var isLostBefore: Bool
  var isLostAfter: Bool

  init(_ manners: Manners, using dice: inout Dice) {
    let loss = dice.roll()
    let slowness = dice.roll()
    let length = dice.roll()
    isLostBefore = loss < manners.lostBefore
    isLostAfter = !isLostBefore && loss < manners.lostBefore + manners.lostAfter
    latency = manners.latency.map { ordinary in
      let milliseconds =
        slowness < manners.slowShare
        ? 1_000 + Int(length * 5_000)
        : ordinary.lowerBound + Int(length * Double(ordinary.count))
      return .milliseconds(milliseconds)
    }
  }
}
