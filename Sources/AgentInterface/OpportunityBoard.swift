package import Commerce
package import Oversight

/// What was worth doing as of the last round of planning, best first, and what was left and why.
package struct OpportunityBoard: Codable, Hashable, Sendable {
  package var at: Instant
  /// Best first.
  package var rows: [Row]
  /// What was looked at and not found worth it, or that something better stood in the way of.
  package var rejected: [Considered]
  /// Opportunities and rejected ideas beyond those that are kept.
  package var unlisted: Int

  /// An opportunity with what became of it.
  package struct Row: Codable, Hashable, Sendable {
    package var opportunity: Opportunity
    /// A campaign by its name, or an audience with how it is reached.
    package var subject: String
    package var fate: Fate

    package init(opportunity: Opportunity, subject: String, fate: Fate) {
      self.opportunity = opportunity
      self.subject = subject
      self.fate = fate
    }
  }

  package enum Fate: Codable, Hashable, Sendable {
    case proposed(Decision.ID)
    /// Worth it, and not asked for yet, in words.
    case waits(String)
  }

  package init(at: Instant, rows: [Row], rejected: [Considered], unlisted: Int = 0) {
    self.at = at
    self.rows = rows
    self.rejected = rejected
    self.unlisted = unlisted
  }
}

/// The board with where its decisions stand now.
package struct OpportunitiesDetail: Codable, Hashable, Sendable {
  /// `nil` before the first round.
  package var board: OpportunityBoard?
  package var states: [Decision.ID: Decision.State]
  /// When opportunities are looked for next, if the agent is not halted then.
  package var next: Instant

  /// Decisions that opportunities have become, best first.
  package var proposed: [Decision.ID] {
    (board?.rows ?? []).compactMap {
      if case .proposed(let id) = $0.fate { id } else { nil }
    }
  }

  package init(
    board: OpportunityBoard?, states: [Decision.ID: Decision.State], next: Instant
  ) {
    self.board = board
    self.states = states
    self.next = next
  }
}
