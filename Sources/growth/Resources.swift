import Foundation

/// The files that come with the program: themes, the sample shop and worlds to simulate.
enum Resources {
  /// Where packages put them.
  private static let installed = "/usr/share/growth"

  /// The folder of that name that holds `witness`, looked for from the program's own folder
  /// upwards, from the
  /// working folder upwards, and where a package puts it.
  static func folder(_ name: String, holding witness: String) -> String? {
    candidates(name).first { FileManager.default.fileExists(atPath: $0 + "/" + witness) }
  }

  static var themes: String? { folder("Themes", holding: "dark.yaml") }

  /// The orders of the sample shop.
  static var sampleOrders: String? {
    let file = "online_retail/invoices.csv"
    return folder("SampleData", holding: file).map { $0 + "/" + file }
  }

  /// How the sample shop speaks, with every key explained.
  static var sampleBrand: String? {
    let file = "brand.yaml"
    return folder("SampleData", holding: file).map { $0 + "/" + file }
  }

  /// The file of a world that comes with the program.
  static func world(_ name: String) -> String? {
    let file = "worlds/\(name).yaml"
    return folder("SampleData", holding: file).map { $0 + "/" + file }
  }

  static var worldNames: [String] {
    guard let folder = folder("SampleData", holding: "worlds/steady.yaml") else { return [] }
    // Without the folder there are no names to tell.
    let files = (try? FileManager.default.contentsOfDirectory(atPath: folder + "/worlds")) ?? []
    return files.filter { $0.hasSuffix(".yaml") }.map { String($0.dropLast(5)) }.sorted()
  }

  private static func candidates(_ name: String) -> [String] {
    // Where the system does not tell, the working folder and the installed one are left to look in.
    let program = (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe"))
    let starts = [program, FileManager.default.currentDirectoryPath].compactMap { $0 }
    return starts.flatMap(above).map { ($0 == "/" ? "" : $0) + "/" + name }
      + [installed + "/" + name]
  }

  /// The folder itself and those it lies in, the nearest first.
  private static func above(_ path: String) -> [String] {
    var folders = [path]
    var rest = path
    while let slash = rest.lastIndex(of: "/"), rest != "/" {
      rest = slash == rest.startIndex ? "/" : String(rest[..<slash])
      folders.append(rest)
    }
    return folders
  }
}
