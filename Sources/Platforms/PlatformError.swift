package import Commerce

/// Why a platform call did not give an answer that can be relied on.
package enum PlatformError: Error, Hashable, Sendable {
  /// The platform understood and said no; nothing was done.
  case refused(Platform, reason: String)
  /// The platform has no such thing; `instead` says what there is.
  case unsupported(Platform, what: String, instead: String)
  /// Nothing was done; the same call may be repeated after `seconds`.
  case rateLimited(Platform, retryAfterSeconds: Int64)
  /// No answer, or one of the 5xx kind. Whether anything was done is unknown.
  case uncertain(Platform, reason: String)

  /// Whether the change may have been made all the same.
  package var mayHaveHappened: Bool {
    if case .uncertain = self { true } else { false }
  }
}

extension PlatformError: CustomStringConvertible {
  package var description: String {
    switch self {
    case .refused(let platform, let reason): "\(platform.name) refused: \(reason)"
    case .unsupported(let platform, let what, let instead):
      "\(platform.name) cannot \(what). \(instead)"
    case .rateLimited(let platform, let seconds):
      "\(platform.name) is limiting calls; the next is possible in \(seconds) s."
    case .uncertain(let platform, let reason):
      "\(platform.name) did not answer (\(reason)); whether it was done is being checked."
    }
  }
}
