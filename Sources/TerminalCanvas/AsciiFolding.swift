/// Turns text into ASCII of the same width, for terminals without UTF-8.
enum AsciiFolding {
  /// The character for one cluster: as many ASCII characters as it has cells.
  static func folded(_ cluster: Cluster) -> String {
    guard let scalar = cluster.text.unicodeScalars.first else { return "" }
    if scalar.isASCII { return String(Character(scalar)) }
    let letter = table[scalar] ?? "?"
    return String(repeating: letter, count: cluster.width)
  }

  private static let table: [Unicode.Scalar: String] = {
    var table: [Unicode.Scalar: String] = [:]
    for (originals, replacement) in pairs {
      for scalar in originals.unicodeScalars { table[scalar] = replacement }
    }
    for value in 0x2800...0x28FF {
      guard let scalar = Unicode.Scalar(UInt32(value)) else { continue }
      table[scalar] = value == 0x2800 ? " " : "."
    }
    return table
  }()

  private static let pairs: [(String, String)] = [
    ("ÀÁÂÃÄÅĀĂĄ", "A"), ("àáâãäåāăą", "a"), ("ÇĆĈĊČ", "C"), ("çćĉċč", "c"), ("ĎĐÐ", "D"),
    ("ďđð", "d"), ("ÈÉÊËĒĔĖĘĚ€", "E"), ("èéêëēĕėęě", "e"), ("ĜĞĠĢ", "G"), ("ĝğġģ", "g"),
    ("ĤĦ", "H"), ("ĥħ", "h"), ("ÌÍÎÏĨĪĬĮİ", "I"), ("ìíîïĩīĭįı", "i"), ("Ĵ", "J"), ("ĵ", "j"),
    ("Ķ", "K"), ("ķ", "k"), ("ĹĻĽĿŁ£", "L"), ("ĺļľŀł", "l"), ("ÑŃŅŇ", "N"), ("ñńņň", "n"),
    ("ÒÓÔÕÖØŌŎŐ", "O"), ("òóôõöøōŏő", "o"), ("ŔŖŘ", "R"), ("ŕŗř", "r"), ("ŚŜŞŠȘ", "S"),
    ("śŝşšșß", "s"), ("ŢŤŦȚ", "T"), ("ţťŧț", "t"), ("ÙÚÛÜŨŪŬŮŰŲ", "U"), ("ùúûüũūŭůűų", "u"),
    ("Ŵ", "W"), ("ŵ", "w"), ("ÝŶŸ¥", "Y"), ("ýÿŷ", "y"), ("ŹŻŽ", "Z"), ("źżž", "z"),
    ("–—−‐‑‒―─━┄┈╌┬┴┼┌┐└┘╭╮╰╯├┤", "-"), ("│┃┊┆▏▕", "|"), ("·•‧∙┈", "."), ("…", "~"),
    ("→›»❯", ">"), ("←‹«❮", "<"), ("↑▲△", "^"), ("↓▼▽", "v"), ("↔", "-"), ("×✗✘", "x"),
    ("✓✔±", "+"),
    ("●◆■★", "*"), ("○◦◇□☆", "o"), ("‘’′", "'"), ("“”″", "\""), ("█▇▆▅▉▊▋▌▐▓▒", "#"),
    ("▄▃▂▁▍▎░", "."),
    ("≤", "<"), ("≥", ">"), ("≈", "~"), ("≠", "!"), ("σ", "s"), ("µμ", "u"), ("°", "o"), ("¢", "c"),
    ("½¼¾", "~"), ("\u{2007}\u{2009}\u{202F}\u{2002}\u{2003}", " "),
  ]
}
