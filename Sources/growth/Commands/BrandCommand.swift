import ArgumentParser
import Campaigns
import Commerce
import Foundation

struct BrandCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "brand", abstract: "How the shop speaks, and what it never says.",
    subcommands: [Check.self])

  struct Check: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "check",
      abstract: "Check brand rules, and show what is written or refused under them.",
      discussion: """
        Without a text, every message that the grammar would write is shown: for each objective and \
        channel each idea, with what was refused and why. --objective, --channel and --segment narrow \
        it; of one segment the messages are shown in full.

        With --text or --messages, those texts are checked instead. Exit code 1 means that one of them, \
        or every message of an objective on a channel, breaks a rule.
        """)

    @Argument(
      help: ArgumentHelp(
        "The file of rules; by default the one that the configuration names.", valueName: "file"))
    var file: String?

    @Option(help: "A text to check.")
    var text: [String] = []

    @Option(
      help: ArgumentHelp(
        "A file of texts to check, one a line; - reads them from the input.", valueName: "file"))
    var messages: String?

    @Option(help: "acquisition, retention, winback or upsell.")
    var objective: String?

    @Option(help: "google, meta or klaviyo.")
    var channel: String?

    @Option(help: "A segment like 'At risk', or everyone, prospects, lookalikes.")
    var segment: String?

    @OptionGroup var folder: FolderOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
      let (rules, source, shop) = try rules()
      let texts = try texts()
      if !texts.isEmpty {
        let report = BrandTextsReport(rules: rules, source: source, texts: texts)
        try output.print(report)
        if report.refused > 0 { throw ExitCode(1) }
        return
      }
      let report = BrandMessagesReport(
        try BrandSelection(objective: objective, channel: channel, segment: segment),
        rules: rules, source: source, shop: shop)
      try output.print(report)
      if !report.silent.isEmpty { throw ExitCode(1) }
    }

    /// The rules, where they are from, and the name that messages are signed with.
    private func rules() throws -> (BrandRules, String, String) {
      let configuration = try folder.configuration(in: try folder.folder())
      let shop = configuration.shopName ?? "Your Shop"
      if let file { return (try BrandRules.load(path: file), file, shop) }
      return (configuration.brand, configuration.brandFile ?? "built in", shop)
    }

    private func texts() throws -> [String] {
      guard let messages else { return text }
      let all: String
      if messages == "-" {
        all = String(decoding: FileHandle.standardInput.readDataToEndOfFile(), as: UTF8.self)
      } else {
        guard FileManager.default.fileExists(atPath: messages) else {
          throw CommandFailure("There is no file '\(messages)' with messages.")
        }
        all = try SettingsFile.text(of: messages)
      }
      let lines = all.split(whereSeparator: \.isNewline).map(String.init)
        .filter { !$0.allSatisfy(\.isWhitespace) }
      guard !lines.isEmpty else { throw CommandFailure("There is no message in '\(messages)'.") }
      return text + lines
    }
  }
}

/// For whom and where messages are shown.
struct BrandSelection {
  var objectives: [Campaign.Objective]
  var channels: [Platform]
  /// `nil` for all that an objective speaks to.
  var audience: Audience?

  /// - Throws: `ValidationError` for a name that is not known.
  init(objective: String?, channel: String?, segment: String?) throws {
    let known: [Platform] = [.googleAds, .metaAds, .klaviyo]
    objectives =
      try objective.map { word in
        try [Self.find(word, "objective", among: Campaign.Objective.allCases) { $0.rawValue }]
      } ?? Campaign.Objective.allCases
    channels =
      try channel.map { word in
        try [Self.find(word, "channel", among: known) { $0.rawValue }]
      } ?? known
    audience = try segment.map { word in
      try Self.find(word, "segment", among: Self.audiences) { "\($0)" }
    }
  }

  static let audiences: [Audience] =
    [.everyone, .prospects, .lookalike] + SegmentName.allCases.map(Audience.segment)

  private static func find<Value>(
    _ word: String, _ what: String, among values: [Value], _ name: (Value) -> String
  ) throws -> Value {
    if let value = values.first(where: { name($0).lowercased() == word.lowercased() }) {
      return value
    }
    throw ValidationError(
      "There is no \(what) '\(word)': take \(values.map(name).joined(separator: ", ")).")
  }

  /// Those that an objective speaks to: strangers, or people who have ordered.
  func audiences(_ objective: Campaign.Objective) -> [Audience] {
    if let audience { return [audience] }
    return Self.audiences.filter { audience in
      if case .segment = audience { return objective != .acquisition }
      return objective == .acquisition || (audience == .everyone && objective == .retention)
    }
  }
}
