package import Commerce
import RealModule
package import Statistics

/// What the tests so far say of each idea, for each objective, audience and platform.
///
/// An idea's strength, the logarithm of the rate it leads to, is the sum of a part that holds
/// everywhere and of parts of its objective, its audience and its platform, all normal around 0.
/// A test tells the difference of two strengths with noise (``ContrastPosterior``): what was learnt
/// in one place counts in others as far as they are alike.
package struct MessageBelief: Sendable {
  private let lessons: [MessageLesson]
  private let posterior: ContrastPosterior

  /// Variances of an idea's parts. Together two ideas differ by 15 % as a rule: about what is
  /// reported of tests of advertisements.
  private static let everywhere = 0.0064
  private static let here = 0.0016
  /// A message that is clicked on more often may sell less: clicks and sales of one idea are alike
  /// by half.
  private static let acrossMetrics = 0.5
  /// The newest tests that are remembered.
  private static let most = 120

  /// - Parameters:
  ///   - experiments: In order of their start; open and invalid ones say nothing.
  ///   - campaigns: Those the tests ran in, as far as they are known.
  package init(experiments: [Experiment] = [], campaigns: [Campaign] = []) {
    let known = Dictionary(campaigns.map { ($0.id, $0) }) { first, _ in first }
    let lessons = experiments.flatMap { experiment in
      known[experiment.campaign].map { MessageLesson.all(of: experiment, $0) } ?? []
    }.suffix(Self.most)
    self.init(lessons: Array(lessons))
  }

  private init(lessons: [MessageLesson]) {
    self.lessons = lessons
    let contrasts = lessons.map(Contrast.init)
    posterior = ContrastPosterior(lessons.map { ($0.logRatio, $0.variance) }) { one, other in
      Self.covariance(contrasts[one], contrasts[other])
    }
  }

  /// The logarithm of one idea's rate over another's.
  ///
  /// - Parameters:
  ///   - challenger: The idea that is asked about.
  ///   - control: The idea it is compared with.
  ///   - setting: Where they would be shown.
  ///   - metric: The rate that is meant.
  /// - Returns: What is believed; the prior if no test bears on it.
  package func logRatio(
    of challenger: Creative.Idea, to control: Creative.Idea, in setting: MessageSetting,
    metric: Experiment.Metric
  ) -> NormalPrior {
    let asked = Contrast(
      challenger: challenger, control: control, setting: setting, metric: metric)
    return posterior.belief(
      shared: lessons.map { Self.covariance(asked, Contrast($0)) },
      own: Self.covariance(asked, asked))
  }

  /// The same as ``logRatio(of:to:in:metric:)`` as a relative effect (0.09 is +9 %) with its
  /// interval of 80 %.
  package func effect(
    of challenger: Creative.Idea, over control: Creative.Idea, in setting: MessageSetting,
    metric: Experiment.Metric
  ) -> Estimate {
    let belief = logRatio(of: challenger, to: control, in: setting, metric: metric)
    let reach = NormalDistribution.standard.quantile(0.9) * belief.deviation
    func relative(_ value: Double) -> Double { Double.exp(value) - 1 }
    return Estimate(
      mean: relative(belief.mean), low: relative(belief.mean - reach),
      high: relative(belief.mean + reach))
  }

  /// How many ended tests an idea was part of.
  package func tests(of idea: Creative.Idea) -> Int {
    lessons.count { $0.control == idea || $0.challenger == idea }
  }

  /// Ideas ordered by what is believed of them; as they came while nothing is known.
  package func ranked(
    _ ideas: [Creative.Idea], in setting: MessageSetting,
    metric: Experiment.Metric = .clickThroughRate
  ) -> [Creative.Idea] {
    guard let first = ideas.first, !lessons.isEmpty else { return ideas }
    let strengths = ideas.map { logRatio(of: $0, to: first, in: setting, metric: metric).mean }
    return ideas.indices.sorted { left, right in
      strengths[left] == strengths[right] ? left < right : strengths[left] > strengths[right]
    }.map { ideas[$0] }
  }

  /// Two ideas in one place, measured in one way.
  private struct Contrast {
    var challenger: Creative.Idea
    var control: Creative.Idea
    var setting: MessageSetting
    var metric: Experiment.Metric

    init(
      challenger: Creative.Idea, control: Creative.Idea, setting: MessageSetting,
      metric: Experiment.Metric
    ) {
      self.challenger = challenger
      self.control = control
      self.setting = setting
      self.metric = metric
    }

    init(_ lesson: MessageLesson) {
      self.init(
        challenger: lesson.challenger, control: lesson.control, setting: lesson.setting,
        metric: lesson.metric)
    }
  }

  private static func covariance(_ one: Contrast, _ other: Contrast) -> Double {
    var alike = everywhere
    if one.setting.objective == other.setting.objective { alike += here }
    if one.setting.audience == other.setting.audience { alike += here }
    if one.setting.platform == other.setting.platform { alike += here }
    if one.metric != other.metric { alike *= acrossMetrics }
    func same(_ left: Creative.Idea, _ right: Creative.Idea) -> Double { left == right ? 1 : 0 }
    return alike
      * (same(one.challenger, other.challenger) - same(one.challenger, other.control)
        - same(one.control, other.challenger) + same(one.control, other.control))
  }
}
