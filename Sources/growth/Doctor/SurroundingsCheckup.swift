import Console
import Foundation
import Persistence
import TerminalCanvas

/// Looks at what the program finds around itself: terminal, locale, themes, configuration, sample.
struct SurroundingsCheckup {
  let folder: DataFolder
  let options: FolderOptions

  func findings() -> [Finding] { [configuration, themes, sample, terminal, type, locale] }

  private var configuration: Finding {
    let (path, _) = options.configurationFile(in: folder)
    do {
      _ = try options.configuration(in: folder)
      let exists = FileManager.default.fileExists(atPath: path)
      return .ok("configuration", exists ? "'\(path)'" : "none; the defaults hold")
    } catch {
      return .problem("configuration", error)
    }
  }

  private var themes: Finding {
    let shelf = ThemeShelf(folder)
    for name in shelf.names {
      do { _ = try shelf.theme(named: name) } catch { return .problem("themes", error) }
    }
    guard Resources.themes != nil else {
      return .problem(
        "themes", "the folder Themes is not found near the program.",
        advice: "Only 'dark' can be used; keep Themes beside the program.")
    }
    return .ok("themes", shelf.names.joined(separator: ", "))
  }

  private var sample: Finding {
    guard let path = Resources.sampleOrders else {
      return .problem(
        "sample", "the folder SampleData is not found near the program.",
        advice: "Own orders can be imported all the same.")
    }
    return .ok("sample", "'\(path)'")
  }

  private var terminal: Finding {
    guard Terminal.hasInput, Terminal.hasOutput else {
      return .ok("terminal", "none here; the console would write lines")
    }
    return .ok("terminal", Terminal.columns.map { "\($0) columns" } ?? "of unknown size")
  }

  private var type: Finding {
    let name = "terminal type"
    guard let type = ProcessInfo.processInfo.environment["TERM"], !type.isEmpty else {
      return .ok(name, "TERM is not set; xterm-256color is taken")
    }
    if type == "dumb" { return .ok(name, "dumb: the console writes lines") }
    guard Self.isKnown(type) else {
      return .ok(name, "'\(type)' is not known on this machine; xterm-256color is taken")
    }
    return .ok(name, "'\(type)'")
  }

  /// Whether the terminal database of this machine describes the type.
  private static func isKnown(_ type: String) -> Bool {
    guard let first = type.first, !type.contains("/") else { return false }
    let home = ProcessInfo.processInfo.environment["HOME"].map { [$0 + "/.terminfo"] } ?? []
    let folders = home + ["/etc/terminfo", "/lib/terminfo", "/usr/share/terminfo"]
    return folders.contains { FileManager.default.fileExists(atPath: "\($0)/\(first)/\(type)") }
  }

  private var locale: Finding {
    .ok(
      "locale",
      Terminal.isUTF8
        ? "UTF-8" : "not UTF-8, so charts are drawn in ASCII; LANG=C.UTF-8 gives finer ones")
  }
}
