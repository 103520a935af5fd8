import CCurses
import Glibc
package import TerminalCanvas

/// The terminal the process runs in: frames out, keys and signals in.
///
/// There is one at a time, because curses has one screen. Events come on the main actor, all that
/// are waiting in one call, so that a program draws once after a burst of keys.
@MainActor
package final class CursesTerminal {
  package let glyphs: Glyphs
  package let depth: ColourDepth
  /// Told of everything that happens, in order.
  package var onEvents: (([TerminalEvent]) -> Void)?

  private let options: Options
  private var frame: Canvas?
  private var frameTheme: Theme?
  private var painter: CellPainter
  private var reader: TerminalReader?
  private var usesMouse: Bool
  private var isOpen = true

  /// Takes the terminal over.
  ///
  /// A type that is not known here, as with terminals newer than this machine, is replaced by the
  /// nearest of xterm-256color, xterm and vt100.
  ///
  /// - Parameter options: How.
  /// - Throws: ``TerminalError`` with a sentence for the user; the terminal is untouched then.
  package init(options: Options = Options()) throws(TerminalError) {
    self.options = options
    usesMouse = options.usesMouse
    try CursesTerminal.checkTerminal(options)
    let isUTF8 = locale_is_utf8()
    guard guard_remember(options.output) else {
      throw .refused("its settings cannot be read")
    }
    try CursesTerminal.openScreen(options)
    glyphs = isUTF8 ? options.glyphs ?? .unicode : .ascii
    depth = options.depth ?? CursesTerminal.depthOfType
    painter = CellPainter(depth: depth)
    guard_arm()
    if options.guardsProcess { guard_install() }
    _ = screen_measure()
    sendModes(isOn: true)
    startReading()
  }

  package var size: Size {
    Size(width: Int(screen_columns()), height: Int(screen_rows()))
  }

  /// Shows a frame: sends the difference from the one before, nothing when there is none.
  package func present(_ canvas: Canvas, theme: Theme) {
    guard isOpen else { return }
    if theme == frameTheme, canvas == frame { return }
    let isComparable = theme == frameTheme && canvas.wholeSize == frame?.wholeSize
    if !isComparable { screen_erase() }
    painter.paint(canvas, over: isComparable ? frame : nil, theme: theme, within: size)
    frame = canvas
    frameTheme = theme
    flush()
  }

  /// Sends the whole frame again, for a screen that others wrote on.
  package func repaint() {
    guard isOpen else { return }
    screen_repaint()
    flush()
  }

  /// Gives the terminal to the shell until the process is continued.
  package func suspend() {
    guard isOpen else { return }
    leaveScreen()
    guard_stop()
    returnToScreen()
  }

  /// Gives the terminal back for good.
  package func close() {
    guard isOpen else { return }
    isOpen = false
    reader?.stop()
    reader = nil
    sendModes(isOn: false)
    screen_close()
    guard_disarm()
    guard_uninstall()
  }

  package func setMouse(_ isOn: Bool) {
    guard isOpen, isOn != usesMouse else { return }
    usesMouse = isOn
    send(isOn ? TerminalModes.mouseOn : TerminalModes.mouseOff)
  }

  /// Puts text on the clipboard of the person at the terminal (OSC 52).
  ///
  /// - Returns: False for text too long for what terminals accept, about 74,000 bytes.
  package func copy(_ text: String) -> Bool {
    guard isOpen, text.utf8.count <= TerminalModes.longestCopy else { return false }
    send(TerminalModes.copying(text))
    return true
  }

  package func ring() {
    guard isOpen else { return }
    send("\u{7}")
  }
}

extension CursesTerminal {
  private func flush() {
    let cursor = frame?.cursor
    let size = size
    let isSeen = cursor.map { $0.x < size.width && $0.y < size.height } ?? false
    screen_flush(isSeen ? Int32(cursor?.y ?? -1) : -1, Int32(cursor?.x ?? 0))
  }

  private func send(_ text: String) {
    var text = text
    text.withUTF8 { bytes in
      bytes.withMemoryRebound(to: CChar.self) { screen_send($0.baseAddress, $0.count) }
    }
  }

  private func sendModes(isOn: Bool) {
    if isOn {
      send(TerminalModes.pasteOn + (usesMouse ? TerminalModes.mouseOn : ""))
    } else {
      send(TerminalModes.pasteOff + TerminalModes.mouseOff)
    }
  }

  private func leaveScreen() {
    sendModes(isOn: false)
    screen_leave()
    guard_disarm()
  }

  private func returnToScreen() {
    guard_arm()
    screen_return()
    sendModes(isOn: true)
    let events = measured()
    flush()
    onEvents?([.resumed] + events)
  }

  /// Takes a new size over; the frame has to be drawn again in it.
  private func measured() -> [TerminalEvent] {
    let old = size
    guard screen_measure(), size != old else { return [] }
    frame = nil
    return [.resized(size)]
  }
}

extension CursesTerminal {
  private func startReading() {
    for signal in options.guardsProcess ? options.signals : [] { guard_watch(signal) }
    for signal in [SIGWINCH, SIGTSTP, SIGCONT] { guard_watch(signal) }
    reader = TerminalReader(
      input: options.input, signals: guard_descriptor(),
      received: { [weak self] in self?.onEvents?($0) },
      signalled: { [weak self] in self?.signalled($0) })
  }

  private func signalled(_ numbers: [Int32]) {
    var events: [TerminalEvent] = []
    for number in numbers where isOpen {
      switch number {
      case SIGWINCH: events += measured()
      case SIGTSTP: suspend()
      case SIGCONT: returnToScreen()
      default: events.append(.signal(number))
      }
    }
    if !events.isEmpty { onEvents?(events) }
  }

  private static func checkTerminal(_ options: Options) throws(TerminalError) {
    if isatty(options.input) != 1 { throw .notATerminal("its input") }
    if isatty(options.output) != 1 { throw .notATerminal("its output") }
  }

  private static func openScreen(_ options: Options) throws(TerminalError) {
    let type = options.type ?? environmentValue("TERM")
    let types = [type].compactMap { $0 } + ["xterm-256color", "xterm", "vt100"]
    for candidate in types {
      switch screen_open(candidate, options.input, options.output) {
      case SCREEN_OPENED: return
      case SCREEN_CANNOT_ADDRESS: throw .cannotAddress(type: candidate)
      default: continue
      }
    }
    throw .noUsableType(tried: types)
  }

  private static var depthOfType: ColourDepth {
    if environmentValue("NO_COLOR") != nil { return .mono }
    return switch screen_colours() {
    case 256...: .indexed
    case 16...: .sixteen
    case 8...: .eight
    default: .mono
    }
  }
}
