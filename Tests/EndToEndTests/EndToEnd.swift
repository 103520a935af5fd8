import Testing

/// The real program in a real terminal. One after the other: each uses both cores.
@Suite(.serialized, .timeLimit(.minutes(2)))
struct EndToEnd {}
