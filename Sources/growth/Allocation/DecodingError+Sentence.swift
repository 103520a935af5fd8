extension DecodingError {
  /// What is wrong with a JSON text, and where in it.
  var sentence: String {
    switch self {
    case .dataCorrupted(let context):
      context.codingPath.isEmpty
        ? "this is no JSON" : "'\(path(context))': \(context.debugDescription)"
    case .keyNotFound(let key, let context):
      "'\(path(context, key))' is missing"
    case .typeMismatch(_, let context), .valueNotFound(_, let context):
      context.codingPath.isEmpty
        ? "a JSON object is expected" : "'\(path(context))' has the wrong type"
    @unknown default: "this is not understood"
    }
  }

  private func path(_ context: Context, _ key: (any CodingKey)? = nil) -> String {
    (context.codingPath + (key.map { [$0] } ?? []))
      .map { $0.intValue.map(String.init) ?? $0.stringValue }.joined(separator: ".")
  }
}
