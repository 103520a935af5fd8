/// The colours that terminals give to numbers.
package enum Palette {
  /// The first sixteen, as xterm shows them by default; users may have changed them.
  package static let sixteen: [RGB] = [
    RGB(red: 0, green: 0, blue: 0), RGB(red: 205, green: 0, blue: 0),
    RGB(red: 0, green: 205, blue: 0), RGB(red: 205, green: 205, blue: 0),
    RGB(red: 0, green: 0, blue: 238), RGB(red: 205, green: 0, blue: 205),
    RGB(red: 0, green: 205, blue: 205), RGB(red: 229, green: 229, blue: 229),
    RGB(red: 127, green: 127, blue: 127), RGB(red: 255, green: 0, blue: 0),
    RGB(red: 0, green: 255, blue: 0), RGB(red: 255, green: 255, blue: 0),
    RGB(red: 92, green: 92, blue: 255), RGB(red: 255, green: 0, blue: 255),
    RGB(red: 0, green: 255, blue: 255), RGB(red: 255, green: 255, blue: 255),
  ]

  /// All 256: the sixteen, a cube of six steps a channel, and a ramp of 24 greys.
  package static let all: [RGB] = sixteen + cube + greys

  /// The nearest of the 240 that mean the same on every terminal.
  package static func nearestIndexed(to colour: RGB) -> UInt8 {
    nearest(to: colour, among: 16..<256)
  }

  /// The nearest of the first sixteen.
  package static func nearestSixteen(to colour: RGB) -> UInt8 {
    nearest(to: colour, among: 0..<16)
  }

  private static func nearest(to colour: RGB, among numbers: Range<Int>) -> UInt8 {
    let best = numbers.min { colour.distance(to: all[$0]) < colour.distance(to: all[$1]) }
    return UInt8(best ?? 0)
  }

  private static let cube: [RGB] = {
    let steps: [UInt8] = [0, 95, 135, 175, 215, 255]
    return steps.flatMap { red in
      steps.flatMap { green in steps.map { RGB(red: red, green: green, blue: $0) } }
    }
  }()

  private static let greys: [RGB] = (0..<24).map { step in
    let level = UInt8(8 + 10 * step)
    return RGB(red: level, green: level, blue: level)
  }
}
