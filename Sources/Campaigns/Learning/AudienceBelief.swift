package import Commerce
import RealModule
package import Statistics

/// What the tests so far say of audiences: how much better each returns than published averages
/// have it.
///
/// An audience's strength, the logarithm of its return over the benchmark's, is the sum of a part
/// that holds everywhere and a part of the platform, both normal around 0. A test tells the
/// difference of two strengths with noise (``ContrastPosterior``).
package struct AudienceBelief: Sendable {
  private let lessons: [AudienceLesson]
  private let posterior: ContrastPosterior

  /// Variances of the parts; together the spread of the benchmarks between shops.
  private static let everywhere = 0.15
  private static let here = 0.1
  /// The newest tests that are remembered.
  private static let most = 120
  /// The deviation of a strength of which no test says anything.
  static let untested = (everywhere + here).squareRoot()

  /// - Parameter experiments: In order of their start; open and invalid ones say nothing.
  package init(experiments: [Experiment] = []) {
    let lessons = Array(experiments.compactMap(AudienceLesson.init).suffix(Self.most))
    self.lessons = lessons
    posterior = ContrastPosterior(lessons.map { ($0.surprise, $0.variance) }) { one, other in
      Self.alike(lessons[one].platform, lessons[other].platform)
        * (Self.sign(lessons[one].challenger, lessons[other])
          - Self.sign(lessons[one].control, lessons[other]))
    }
  }

  /// The logarithm of an audience's return over the benchmark's.
  ///
  /// - Returns: What is believed; the benchmark's own spread around 0 if no test bears on it.
  package func strength(of audience: Audience, on platform: Platform) -> NormalPrior {
    posterior.belief(
      shared: lessons.map { Self.alike(platform, $0.platform) * Self.sign(audience, $0) },
      own: Self.everywhere + Self.here)
  }

  /// What another audience is believed to return beside one, relative: 0.09 is +9 %.
  package func change(from one: Audience, to other: Audience, on platform: Platform) -> Double {
    func level(_ audience: Audience) -> Double {
      Double.log(IndustryPriors.roas(platform, audience).mean)
        + strength(of: audience, on: platform).mean
    }
    return Double.exp(level(other) - level(one)) - 1
  }

  /// How many ended tests an audience was part of.
  package func tests(of audience: Audience) -> Int {
    lessons.count { $0.control == audience || $0.challenger == audience }
  }

  private static func alike(_ one: Platform, _ other: Platform) -> Double {
    everywhere + (one == other ? here : 0)
  }

  /// 1 for a lesson's challenger, −1 for its control, 0 for others.
  private static func sign(_ audience: Audience, _ lesson: AudienceLesson) -> Double {
    (audience == lesson.challenger ? 1 : 0) - (audience == lesson.control ? 1 : 0)
  }
}

/// What one ended test said of two audiences.
struct AudienceLesson: Hashable, Sendable {
  let platform: Platform
  let control: Audience
  let challenger: Audience
  /// The logarithm of the challenger's return over the control's, less what benchmarks have it.
  let surprise: Double
  let variance: Double

  /// Fails for other tests, for one that goes on or was not spent as planned, and where too little
  /// was sold.
  init?(_ experiment: Experiment) {
    guard case .audience(let trial) = experiment.subject, !experiment.status.isOpen,
      experiment.status != .invalid, let effect = experiment.reading?.relativeEffect,
      effect.low > -1, effect.high > effect.low, effect.high.isFinite,
      experiment.variants.allSatisfy({ $0.trials > 0 })
    else { return nil }
    platform = trial.platform
    control = trial.audience
    challenger = trial.otherAudience
    let expected = Double.log(
      IndustryPriors.roas(platform, challenger).mean / IndustryPriors.roas(platform, control).mean)
    surprise = Double.log(onePlus: effect.mean) - expected
    // The interval's half width at the least of its quantiles, so never too sure.
    let width = Double.log(onePlus: effect.high) - Double.log(onePlus: effect.low)
    let reach = NormalDistribution.standard.quantile(0.5 + effect.level / 2)
    variance = (width / 2 / reach) * (width / 2 / reach)
  }
}
