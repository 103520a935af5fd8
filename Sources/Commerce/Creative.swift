/// What an advertisement or an e-mail says.
package struct Creative: Hashable, Codable, Sendable {
  /// Unique within its campaign: `A`, `B`, ….
  package var label: String
  /// The one thought it rests on; variants of a test differ in this alone.
  package var idea: Idea
  package var headline: String
  package var body: String
  package var callToAction: String
  /// E-mail only.
  package var subject: String?
  package var preview: String?

  package enum Idea: String, CaseIterable, Codable, Sendable {
    case benefit, urgency, socialProof = "social proof", curiosity, offer, gratitude
  }

  package init(
    label: String, idea: Idea, headline: String, body: String, callToAction: String,
    subject: String? = nil, preview: String? = nil
  ) {
    self.label = label
    self.idea = idea
    self.headline = headline
    self.body = body
    self.callToAction = callToAction
    self.subject = subject
    self.preview = preview
  }
}
