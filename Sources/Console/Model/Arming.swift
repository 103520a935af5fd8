import Oversight

/// Whether something that can cost money has been seen in its present form for long enough.
struct Arming: Hashable, Sendable {
  /// How long a card has to be on the screen, unchanged.
  static let exposure: Milliseconds = 400
  /// How long nothing may have been pressed, pasted or clicked before.
  static let quiet: Milliseconds = 150

  /// What is in front of the person's eyes.
  enum Subject: Hashable, Sendable {
    case card(Decision)
    case challenge(Decision)
    case question(Question)
  }

  enum Verdict: Hashable, Sendable {
    case armed
    /// Not on the screen, or not long enough in this form.
    case unseen
    /// Other input came just before: it may have been typed ahead.
    case hurried
  }

  private(set) var subject: Subject?
  private(set) var shownSince: Milliseconds?

  /// The screen will show `subject` from now on. Any difference begins the wait anew.
  mutating func expect(_ subject: Subject?) {
    guard self.subject != subject else { return }
    self.subject = subject
    shownSince = nil
  }

  mutating func shown(at now: Milliseconds) {
    guard subject != nil, shownSince == nil else { return }
    shownSince = now
  }

  func verdict(
    on subject: Subject, at now: Milliseconds, lastInput: Milliseconds?
  ) -> Verdict {
    guard self.subject == subject, let shownSince, now - shownSince >= Arming.exposure else {
      return .unseen
    }
    if let lastInput, now - lastInput < Arming.quiet { return .hurried }
    return .armed
  }

  /// When the wait is over, if one goes on at `now`.
  func armsAt(after now: Milliseconds) -> Milliseconds? {
    guard let shownSince, shownSince + Arming.exposure > now else { return nil }
    return shownSince + Arming.exposure
  }
}
