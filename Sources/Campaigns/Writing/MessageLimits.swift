package import Commerce

/// How long a message may be on each platform, in characters.
///
/// Google Ads responsive search ads: headlines 30, descriptions 90 (API v18). Meta Ads: what is
/// shown before "see
/// more": primary text 125, headline 40. E-mail: subjects and previews that phones show whole: 60
/// and 90.
package enum MessageLimits {
  package struct Limit: Hashable, Sendable {
    package var field: Field
    package var characters: Int
  }

  package enum Field: String, Hashable, Sendable {
    case headline, body, subject, preview
    case callToAction = "call to action"
  }

  package static func limits(_ platform: Platform) -> [Limit] {
    switch platform {
    case .googleAds:
      [
        Limit(field: .headline, characters: 30), Limit(field: .body, characters: 90),
        Limit(field: .callToAction, characters: 25),
      ]
    case .metaAds:
      [
        Limit(field: .headline, characters: 40), Limit(field: .body, characters: 125),
        Limit(field: .callToAction, characters: 25),
      ]
    case .klaviyo, .shopify:
      [
        Limit(field: .headline, characters: 60), Limit(field: .body, characters: 900),
        Limit(field: .subject, characters: 60), Limit(field: .preview, characters: 90),
        Limit(field: .callToAction, characters: 30),
      ]
    }
  }

  /// Most characters of a field; `nil` where the platform does not show it.
  static func most(_ field: Field, on platform: Platform) -> Int? {
    limits(platform).first { $0.field == field }?.characters
  }

  /// What is too long, or missing where the platform needs it.
  package static func check(
    _ creative: Creative, for platform: Platform
  ) -> [BrandRules.Breach] {
    limits(platform).compactMap { limit in
      let allowed = "1 to \(limit.characters) characters"
      guard let text = creative.text(limit.field), !text.isEmpty else {
        return BrandRules.Breach(
          .length, found: "no \(limit.field.rawValue)", allowed: allowed,
          "the \(limit.field.rawValue) is missing")
      }
      guard text.count > limit.characters else { return nil }
      return BrandRules.Breach(
        .length, found: "\(text.count) characters", allowed: allowed,
        "the \(limit.field.rawValue) has \(text.count) characters, "
          + "\(platform.name) shows \(limit.characters)")
    }
  }
}

extension Creative {
  /// The text of a field; `nil` where it has none.
  package func text(_ field: MessageLimits.Field) -> String? {
    switch field {
    case .headline: headline
    case .body: body
    case .subject: subject
    case .preview: preview
    case .callToAction: callToAction
    }
  }
}
