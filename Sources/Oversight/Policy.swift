package import Commerce

/// How much the agent may do by itself in one scope.
package enum AutonomyLevel: Int, CaseIterable, Comparable, Codable, Sendable {
  /// Proposes and scores, executes nothing.
  case shadow = 0
  /// Asks for everything major, and for everything else that is not inside the envelope.
  case ask = 1
  /// Announces reversible, small actions and carries them out unless someone objects.
  case veto = 2
  /// Acts within the envelope and reports after.
  case act = 3

  package static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }

  package var name: String {
    switch self {
    case .shadow: "shadow"
    case .ask: "ask"
    case .veto: "veto window"
    case .act: "act"
    }
  }
}

/// The limits that a person has set. Only a person may loosen them.
package struct Policy: Hashable, Codable, Sendable {
  package var currency: Currency
  /// Most that may be held and spent in one day over all platforms.
  package var dayCap: Money
  /// Most that may ever be held and spent.
  package var totalCap: Money
  /// Most a day on one platform; platforms that are not named share the day cap alone.
  package var platformDayCaps: [Platform: Money]
  /// Attributed revenue a unit of spend below which nothing is raised and running campaigns are
  /// paused.
  package var minimumReturn: Double
  /// Conversions (or, at an average return, their expected number) before a campaign is judged.
  package var minimumConversions: Double
  /// Share by which a budget may move in one day without a person, in (0, 1].
  package var stepLimit: Double
  /// A raise by at least this much a day is major.
  package var majorRaise: Money
  /// An e-mail to more people than this is major.
  package var majorRecipients: Int
  /// E-mails that one customer may get in any seven days.
  package var emailsPerWeek: Int
  /// A campaign with more than this share of attributed revenue is touched only with a person's
  /// word.
  package var majorRevenueShare: Double
  /// Hours until an unanswered request lapses.
  package var approvalHours: Int
  /// Hours during which a small reversible action can be vetoed at level 2.
  package var vetoHours: Int
  /// Most at stake for an action to be carried out after a mere veto window.
  package var vetoExposure: Money
  /// Hours after which a platform's report counts as stale.
  package var staleReportHours: Int
  package var defaultLevel: AutonomyLevel
  package var levels: [Scope: AutonomyLevel]
  /// Days on which nothing may be raised, started or sent.
  package var freezeDays: [ClosedRange<Day>]

  /// Where an autonomy level applies.
  package struct Scope: Hashable, Codable, Sendable {
    package var platform: Platform
    package var actionClass: ActionClass

    package init(platform: Platform, actionClass: ActionClass) {
      self.platform = platform
      self.actionClass = actionClass
    }
  }

  package init(
    currency: Currency, dayCap: Money, totalCap: Money, platformDayCaps: [Platform: Money] = [:],
    minimumReturn: Double = 1.5, minimumConversions: Double = 8, stepLimit: Double = 0.5,
    majorRaise: Money? = nil, majorRecipients: Int = 250, emailsPerWeek: Int = 2,
    majorRevenueShare: Double = 0.25, approvalHours: Int = 72, vetoHours: Int = 4,
    vetoExposure: Money? = nil, staleReportHours: Int = 12, defaultLevel: AutonomyLevel = .ask,
    levels: [Scope: AutonomyLevel] = [:], freezeDays: [ClosedRange<Day>] = []
  ) {
    self.currency = currency
    self.dayCap = dayCap
    self.totalCap = totalCap
    self.platformDayCaps = platformDayCaps
    self.minimumReturn = minimumReturn
    self.minimumConversions = minimumConversions
    self.stepLimit = stepLimit
    self.majorRaise = majorRaise ?? dayCap.scaled(by: 0.05)
    self.majorRecipients = majorRecipients
    self.emailsPerWeek = emailsPerWeek
    self.majorRevenueShare = majorRevenueShare
    self.approvalHours = approvalHours
    self.vetoHours = vetoHours
    self.vetoExposure = vetoExposure ?? dayCap.scaled(by: 0.2)
    self.staleReportHours = staleReportHours
    self.defaultLevel = defaultLevel
    self.levels = levels
    self.freezeDays = freezeDays
  }

  package func level(_ platform: Platform, _ actionClass: ActionClass) -> AutonomyLevel {
    levels[Scope(platform: platform, actionClass: actionClass)] ?? defaultLevel
  }
}
