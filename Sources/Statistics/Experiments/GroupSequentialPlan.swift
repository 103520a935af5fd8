import RealModule

/// A two-sided test that is looked at a few times, with the limits that keep its error at alpha.
///
/// Limits are of the statistic in standard errors. They depend on the looks only through the ratios
/// of their information, whatever the number and distance of the looks.
///
/// Sources: Pocock, "Group sequential methods in the design and analysis of clinical trials", 1977;
/// O'Brien and Fleming, "A multiple testing procedure for clinical trials", 1979; Wang and Tsiatis,
/// 1987; Lan and DeMets, 1983; Jennison and Turnbull, "Group Sequential Methods", 2000.
package struct GroupSequentialPlan: Sendable, Codable, Equatable {
  /// The information at each look, rising, in any unit.
  package let information: [Double]
  /// The size of the statistic from which a look calls a difference; ∞ where a look calls none.
  package let limits: [Double]
  /// The two-sided error that is allowed in all.
  package let alpha: Double

  /// The shape of limits at equally spaced looks: z at look k is proportional to (k/K)^(Δ − ½).
  package enum Shape: Sendable, Codable, Equatable {
    /// Δ = 0.
    case obrienFleming
    /// Δ = ½: the same limit at every look.
    case pocock
    /// Wang and Tsiatis's Δ, at most ½.
    case wangTsiatis(Double)

    fileprivate var exponent: Double {
      switch self {
      case .obrienFleming: -0.5
      case .pocock: 0
      case .wangTsiatis(let delta): delta - 0.5
      }
    }
  }

  /// Limits of a given shape at `looks` equally spaced looks.
  ///
  /// - Parameters:
  ///   - shape: How the limits fall from look to look.
  ///   - looks: At least 1.
  ///   - alpha: In (0, 1).
  package init(_ shape: Shape, looks: Int, alpha: Double = 0.05) {
    precondition(looks > 0 && alpha > 0 && alpha < 1, "looks \(looks), alpha \(alpha)")
    let shares = (1...looks).map { Double($0) / Double(looks) }
    let factors = shares.map { Double.pow($0, shape.exponent) }
    var (low, high) = (0.0, 12.0)
    while high - low > 1e-11 {
      let middle = 0.5 * (low + high)
      let exits = Self.exits(shares, factors.map { $0 * middle }, drift: 0)
      if exits.reduce(0, { $0 + $1.upper + $1.lower }) > alpha {
        low = middle
      } else {
        high = middle
      }
    }
    information = shares
    limits = factors.map { $0 * high }
    self.alpha = alpha
  }

  /// Limits that spend the error as far as the plan has come at each look.
  ///
  /// A look that adds less than a hundred-thousandth of the information calls nothing; what it might
  /// have spent is left for the next.
  ///
  /// - Parameters:
  ///   - information: At each look, positive, in any unit.
  ///   - spent: The two-sided error spent in all up to each look, rising, the last at most `alpha`.
  ///   - alpha: In (0, 1).
  package init(information: [Double], spent: [Double], alpha: Double) {
    precondition(
      information.count == spent.count, "\(information.count) looks, \(spent.count) shares")
    var walk = BoundaryWalk()
    var used = 0.0
    limits = zip(information, spent).map { next, total in
      guard next > walk.information * (1 + 1e-5), total > used else { return .infinity }
      walk.advance(to: next)
      let boundary = walk.boundary(exitedWith: total - used)
      walk.stop(beyond: boundary)
      if boundary.isFinite { used = total }
      return boundary / next.squareRoot()
    }
    self.information = information
    self.alpha = alpha
  }

  /// A plan whose limits were computed before.
  package init(information: [Double], limits: [Double], alpha: Double) {
    self.information = information
    self.limits = limits
    self.alpha = alpha
  }

  /// Limits by an alpha-spending function at any shares of the information.
  ///
  /// - Parameters:
  ///   - spending: How the error is spent.
  ///   - shares: Of the planned information, each look's, positive, rising.
  ///   - alpha: In (0, 1).
  package init(_ spending: AlphaSpending, shares: [Double], alpha: Double = 0.05) {
    self.init(
      information: shares, spent: shares.map { spending.spent(at: $0, alpha: alpha) }, alpha: alpha)
  }

  /// The probability of calling the true direction at each look.
  ///
  /// - Parameter distance: The effect in standard errors of the last look.
  /// - Returns: For each look the probability to stop there on either side.
  package func exits(atDistance distance: Double) -> [(upper: Double, lower: Double)] {
    guard let last = information.last else { return [] }
    return Self.exits(information, limits, drift: distance / last.squareRoot())
  }

  /// The probability of calling a difference at all, whichever side.
  package func power(atDistance distance: Double) -> Double {
    exits(atDistance: distance).reduce(0) { $0 + $1.upper + $1.lower }
  }

  /// The distance, in standard errors of the last look, found with a probability of `power`.
  package func distance(foundWith power: Double) -> Double {
    let normal = NormalDistribution.standard
    let start = normal.quantile(power) - normal.quantile(alpha / 2)
    return placeOfProbability(power, in: 0...20, from: start) { self.power(atDistance: $0) }
  }

  /// How many times the sample of a test with one look this plan needs at most, for equal power.
  package func inflation(power: Double) -> Double {
    let single = GroupSequentialPlan(.pocock, looks: 1, alpha: alpha)
    let ratio = distance(foundWith: power) / single.distance(foundWith: power)
    return ratio * ratio
  }

  /// The average share of the full sample at which the plan ends.
  package func expectedShare(atDistance distance: Double) -> Double {
    guard let last = information.last else { return 1 }
    return zip(information, exits(atDistance: distance)).reduce(1) { share, look in
      share - (look.1.upper + look.1.lower) * (1 - look.0 / last)
    }
  }

  static func exits(
    _ information: [Double], _ limits: [Double], drift: Double
  ) -> [(upper: Double, lower: Double)] {
    var walk = BoundaryWalk(drift: drift)
    return zip(information, limits).map { next, limit in
      guard limit.isFinite, next > walk.information else { return (0, 0) }
      walk.advance(to: next)
      let boundary = limit * next.squareRoot()
      let exit = walk.exit(beyond: boundary)
      walk.stop(beyond: boundary)
      return exit
    }
  }
}
