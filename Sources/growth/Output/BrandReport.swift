import Campaigns
import Commerce
import TerminalCanvas

/// What was found to be against the rules.
struct BreachValue: Encodable {
  var rule: String
  var found: String
  var allowed: String
  var words: String

  init(_ breach: BrandRules.Breach) {
    rule = breach.rule.rawValue
    found = breach.found
    allowed = breach.allowed
    words = breach.words
  }
}

/// A creative in full.
struct CreativeValue: Encodable {
  var label: String
  var idea: String
  var headline: String
  var body: String
  var callToAction: String
  var subject: String?
  var preview: String?

  init(_ creative: Creative) {
    label = creative.label
    idea = creative.idea.rawValue
    headline = creative.headline
    body = creative.body
    callToAction = creative.callToAction
    subject = creative.subject
    preview = creative.preview
  }

  /// Field by field, for eyes.
  var lines: [String] {
    var lines = [("headline", headline), ("body", body), ("button", callToAction)]
    if let subject { lines.insert(("subject", subject), at: 0) }
    if let preview { lines.insert(("preview", preview), at: min(1, lines.count)) }
    return lines.flatMap { name, text in
      text.split(separator: "\n", omittingEmptySubsequences: false).enumerated().map {
        ($0 == 0 ? name : "").padded(toWidth: 10) + SafeText.cleaned(String($1))
      }
    }
  }
}

/// Texts of a person beside the rules.
struct BrandTextsReport: Report {
  var rules: String
  var checked: Int
  var refused: Int
  var messages: [Row]

  struct Row: Encodable {
    var text: String
    var passes: Bool
    var breaches: [BreachValue]
  }

  init(rules: BrandRules, source: String, texts: [String]) {
    self.rules = source
    messages = texts.map { text in
      let breaches = rules.check(text)
      return Row(
        text: text, passes: breaches.isEmpty, breaches: breaches.map(BreachValue.init))
    }
    checked = messages.count
    refused = messages.count { !$0.passes }
  }

  func text(_ layout: TextLayout) -> String {
    let lines = messages.map { row in
      let reasons = row.breaches.map { "\n        \($0.rule): \($0.words)" }.joined()
      return (row.passes ? "passes  " : "refused ") + SafeText.cleaned(row.text) + reasons
    }
    return (lines + ["\(refused) of \(checked) refused by the rules of \(rules)"])
      .joined(separator: "\n")
  }
}

/// What the grammar would write under the rules, and what was refused.
struct BrandMessagesReport: Report {
  var rules: String
  var written: Int
  var refused: Int
  /// Objectives and channels for which nothing could be written.
  var silent: [String]
  var messages: [Row]

  struct Row: Encodable {
    var objective: String
    var channel: String
    var segment: String
    var idea: String
    var passes: Bool
    var creative: CreativeValue
    var breaches: [BreachValue]
  }

  private let isInFull: Bool

  init(_ selection: BrandSelection, rules: BrandRules, source: String, shop: String) {
    self.rules = source
    isInFull = selection.audience != nil
    let writer = CampaignWriter(
      shop: Shop(name: shop, currency: .poundSterling),
      policy: Configuration().policy(in: .poundSterling), rules: rules)
    var rows: [Row] = []
    var silent: [String] = []
    for objective in selection.objectives {
      for channel in selection.channels {
        let found = selection.audiences(objective).flatMap { audience in
          writer.all(objective, audience, channel).map {
            Row($0, objective, channel, audience)
          }
        }
        if !found.contains(where: \.passes) {
          silent.append("\(objective.rawValue) on \(channel.name)")
        }
        rows += found
      }
    }
    messages = rows
    self.silent = silent
    written = rows.count { $0.passes }
    refused = rows.count - written
  }

  func text(_ layout: TextLayout) -> String {
    let parts = isInFull ? [full] : [table(layout), reasons]
    let sum =
      "\(written) messages written, \(refused) refused by the rules of \(rules)"
      + silent.map { "\nNothing can be written for \($0)." }.joined()
    return (parts.filter { !$0.isEmpty } + [sum]).joined(separator: "\n\n")
  }

  /// A line for each idea on each channel: there a segment changes an e-mail's opening alone.
  private func table(_ layout: TextLayout) -> String {
    TextTable(
      [
        .left("objective"), .left("channel"), .left("idea"), .left("headline"), .left("says"),
        .right("written"),
      ],
      rows: groups.map { rows in
        let shown = rows.first(where: \.passes) ?? rows[0]
        return [
          shown.objective, shown.channel, shown.idea, shown.creative.headline,
          shown.creative.preview ?? shown.creative.body,
          "\(rows.count(where: \.passes)) of \(rows.count)",
        ]
      }, emptyText: "There is nothing to write."
    ).text(layout)
  }

  private var groups: [[Row]] {
    var groups: [[Row]] = []
    for row in messages {
      let isSame: (Row) -> Bool = {
        $0.objective == row.objective && $0.channel == row.channel && $0.idea == row.idea
      }
      if let place = groups.firstIndex(where: { isSame($0[0]) }) {
        groups[place].append(row)
      } else {
        groups.append([row])
      }
    }
    return groups
  }

  /// Each reason once, with what it refuses.
  private var reasons: String {
    groups.compactMap { rows -> String? in
      let refused = rows.filter { !$0.passes }
      guard let first = refused.first else { return nil }
      let whom =
        refused.count == rows.count ? "" : " to " + refused.map(\.segment).joined(separator: ", ")
      return "refused: \(first.objective) on \(first.channel), \(first.idea)\(whom): "
        + first.breaches.map(\.words).joined(separator: "; ")
    }.joined(separator: "\n")
  }

  private var full: String {
    messages.map { row in
      let verdict =
        row.passes ? "" : "\nrefused   " + row.breaches.map(\.words).joined(separator: "; ")
      return "\(row.objective) · \(row.segment) · \(row.channel) · \(row.idea)\n"
        + row.creative.lines.joined(separator: "\n") + verdict
    }.joined(separator: "\n\n")
  }

  private enum CodingKeys: String, CodingKey { case rules, written, refused, silent, messages }
}

extension BrandMessagesReport.Row {
  init(
    _ message: Result<Creative, MessageRefusal>, _ objective: Campaign.Objective,
    _ channel: Platform, _ audience: Audience
  ) {
    self.objective = objective.rawValue
    self.channel = channel.rawValue
    segment = "\(audience)"
    switch message {
    case .success(let creative):
      (idea, passes) = (creative.idea.rawValue, true)
      self.creative = CreativeValue(creative)
      breaches = []
    case .failure(let refusal):
      (idea, passes) = (refusal.creative.idea.rawValue, false)
      creative = CreativeValue(refusal.creative)
      breaches = refusal.breaches.map(BreachValue.init)
    }
  }
}
