import TerminalCanvas

extension Block {
  /// Before and after in columns that line up, with a remark at the right, or below where it is
  /// narrow.
  static func changes(_ rows: [ChangeRow]) -> Block {
    .flow { width in
      let labelWidth = min(rows.map { DisplayWidth.of($0.label) }.max() ?? 0, max(8, width / 3))
      let pairs = rows.filter { $0.before != nil }
      let beforeWidth = pairs.map { DisplayWidth.of($0.before ?? "") }.max() ?? 0
      let afterWidth = pairs.map { DisplayWidth.of($0.after) }.max() ?? 0
      let isNarrow = labelWidth + beforeWidth + afterWidth + 11 > width
      return rows.flatMap {
        isNarrow
          ? $0.narrowLines(width, labelWidth)
          : $0.wideLines(width, labelWidth, beforeWidth, afterWidth)
      }
    }
  }
}

extension ChangeRow {
  private func name(_ width: Int) -> StyledText {
    StyledText("  " + label.padded(toWidth: width) + "  ", .textDim)
  }

  fileprivate func wideLines(_ width: Int, _ labelWidth: Int, _ beforeWidth: Int, _ afterWidth: Int)
    -> [StyledText]
  {
    var line = name(labelWidth)
    if let before {
      line += StyledText(before.padded(toWidth: beforeWidth, alignment: .right), .diffBefore)
      line += StyledText(" → ", .textDim)
      line += StyledText(after.padded(toWidth: afterWidth), .diffAfter, .bold)
    } else {
      line += StyledText(after, .textStrong)
    }
    guard !note.isEmpty || line.width > width else { return [line] }
    return hanging(line, note: note, indent: labelWidth + 4, width: width)
  }

  fileprivate func narrowLines(_ width: Int, _ labelWidth: Int) -> [StyledText] {
    var line = name(labelWidth)
    if let before {
      line += StyledText(before, .diffBefore) + StyledText(" → ", .textDim)
      line += StyledText(after, .diffAfter, .bold)
    } else {
      line += StyledText(after, .textStrong)
    }
    return hanging(line, note: note, indent: labelWidth + 4, width: width)
  }

  /// The remark beside the line if it fits, below it otherwise; long values are broken.
  private func hanging(_ line: StyledText, note: String, indent: Int, width: Int) -> [StyledText] {
    let remark = StyledText(note, .textDim)
    if !note.isEmpty, line.width + 3 + remark.width <= width {
      return [line + StyledText("   ") + remark]
    }
    let space = StyledText(String(repeating: " ", count: min(indent, max(0, width / 2))))
    var lines = [line]
    if line.width > width {
      let value = StyledText(runs: Array(line.runs.dropFirst()))
      let broken = value.wrapped(to: max(1, width - indent))
      lines = broken.enumerated().map { place, part in
        place == 0 ? StyledText(runs: Array(line.runs.prefix(1))) + part : space + part
      }
    }
    guard !note.isEmpty else { return lines }
    return lines + remark.wrapped(to: max(1, width - space.width)).map { space + $0 }
  }
}
