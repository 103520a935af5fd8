import DataPipeline
import TerminalCanvas

/// One line on standard error that shows how far an import has come; nothing if that is no
/// terminal.
struct ProgressLine {
  private let label: String
  private let isShown = Terminal.hasErrors
  private let glyphs: Glyphs = Terminal.isUTF8 ? .unicode : .ascii
  private let began = MachineTime.monotonicMilliseconds()
  private var drawn: Int64?

  init(label: String) {
    self.label = label
  }

  /// Redraws at most ten times a second.
  mutating func show(_ progress: ImportProgress) {
    let now = MachineTime.monotonicMilliseconds()
    let isDone = progress.bytesTotal == progress.bytesDone
    guard isShown, isDone || drawn.map({ now - $0 >= 100 }) ?? true else { return }
    drawn = now
    Terminal.show("\r\u{1B}[2K" + words(progress, milliseconds: max(1, now - began)))
  }

  mutating func finish() {
    if drawn != nil { Terminal.show("\n") }
    drawn = nil
  }

  private func words(_ progress: ImportProgress, milliseconds: Int64) -> String {
    let rate = Int64(progress.rows) * 1_000 / milliseconds
    let rows = "\(Figure.count(progress.rows)) rows, \(Figure.count(rate)) a second"
    guard let total = progress.bytesTotal, total > 0 else { return "\(label)  \(rows)" }
    let share = min(1, Double(progress.bytesDone) / Double(total))
    let bar = Bar(fraction: share, track: .dots).text(width: 24, glyphs: glyphs).plain
    return "\(label) \(bar) \(Figure.percent(share, digits: 0))  \(rows)"
  }
}
