import Statistics

extension SplitMix64 {
  /// Text of the characters that break terminals: escapes, directions, joiners, wide and combining.
  mutating func text(length: Int) -> String {
    let nasty: [ClosedRange<UInt32>] = [
      0x00...0x1F, 0x20...0x7E, 0x7F...0x9F, 0xA0...0xFF, 0x300...0x36F, 0x1100...0x11FF,
      0x200B...0x200F, 0x202A...0x202E, 0x2500...0x25FF, 0x3040...0x30FF, 0xFE00...0xFE0F,
      0x1F1E6...0x1F1FF, 0x1F300...0x1F64F, 0xE0000...0xE007F, 0x0900...0x097F,
    ]
    var result = String.UnicodeScalarView()
    for _ in 0..<Int.random(in: 0...length, using: &self) {
      let range = nasty[Int.random(in: 0..<nasty.count, using: &self)]
      guard let scalar = Unicode.Scalar(UInt32.random(in: range, using: &self)) else { continue }
      result.append(scalar)
    }
    return String(result)
  }
}
