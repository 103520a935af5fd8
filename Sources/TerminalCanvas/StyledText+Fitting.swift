extension StyledText {
  /// The text cut to at most `width` cells, ending in `ellipsis` when something is missing.
  package func truncated(to width: Int, ellipsis: String = "…") -> StyledText {
    guard width > 0 else { return StyledText(runs: []) }
    guard self.width > width else { return self }
    let room = width - DisplayWidth.of(ellipsis)
    guard room >= 0 else { return prefix(ofWidth: width) }
    let kept = prefix(ofWidth: room)
    let style = kept.runs.last?.style ?? runs.first?.style ?? Style()
    return kept + StyledText(ellipsis, style: style)
  }

  /// The longest beginning of the text that fits into `width` cells.
  package func prefix(ofWidth width: Int) -> StyledText {
    var left = width
    var kept: [Run] = []
    for run in runs {
      let text = run.text.prefix(ofWidth: left)
      kept.append(Run(text: text, style: run.style))
      left -= DisplayWidth.of(text)
      if DisplayWidth.of(run.text) > DisplayWidth.of(text) { break }
    }
    return StyledText(runs: kept)
  }

  /// Lines of at most `width` cells, broken between words, and in a word only if it is longer.
  ///
  /// A line end in the text ends a line. An empty text gives one empty line, no width gives none.
  package func wrapped(to width: Int) -> [StyledText] {
    guard width > 0 else { return [] }
    var wrapper = Wrapper(width: width)
    for run in runs {
      for (index, part) in run.text.split(separator: "\n", omittingEmptySubsequences: false)
        .enumerated()
      {
        if index > 0 { wrapper.lineEnded() }
        wrapper.add(String(part), style: run.style)
      }
    }
    return wrapper.finished()
  }
}

/// Fills lines word by word; a word may be made of several runs.
private struct Wrapper {
  private static let empty = StyledText(runs: [])

  let width: Int
  private var lines: [StyledText] = []
  private var line = Wrapper.empty
  private var lineWidth = 0
  private var gap = Wrapper.empty
  private var gapWidth = 0
  private var word = Wrapper.empty
  private var wordWidth = 0

  init(width: Int) {
    self.width = width
  }

  mutating func add(_ text: String, style: Style) {
    SafeText.forEachCluster(of: text) { cluster in
      if cluster.text == " " {
        wordEnded()
        gap.append(" ", style: style)
        gapWidth += 1
      } else {
        letterAdded(cluster, style: style)
      }
      return true
    }
  }

  mutating func lineEnded() {
    wordEnded()
    lines.append(line)
    clearLine()
    clearGap()
  }

  mutating func finished() -> [StyledText] {
    lineEnded()
    return lines
  }

  private mutating func letterAdded(_ cluster: Cluster, style: Style) {
    guard cluster.width <= width else { return }
    if wordWidth + cluster.width > width { wordEnded() }
    word.append(cluster.text, style: style)
    wordWidth += cluster.width
  }

  private mutating func wordEnded() {
    guard wordWidth > 0 else { return }
    if lineWidth + gapWidth + wordWidth > width {
      if lineWidth > 0 { lines.append(line) }
      clearLine()
    } else {
      line.append(gap)
      lineWidth += gapWidth
    }
    line.append(word)
    lineWidth += wordWidth
    clearGap()
    word = Wrapper.empty
    wordWidth = 0
  }

  private mutating func clearLine() {
    line = Wrapper.empty
    lineWidth = 0
  }

  private mutating func clearGap() {
    gap = Wrapper.empty
    gapWidth = 0
  }
}
