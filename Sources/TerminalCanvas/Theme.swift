/// How many colours a terminal shows.
package enum ColourDepth: Hashable, Sendable {
  case mono
  case eight
  case sixteen
  case indexed
  case truecolor
}

/// A colour as it is sent to a terminal.
package enum TerminalColour: Hashable, Sendable {
  /// The terminal's own foreground or background.
  case standard
  case indexed(UInt8)
  case rgb(RGB)
}

/// A colour of a theme with its forms for terminals that show fewer.
package struct ThemeColour: Hashable, Sendable {
  /// Nil is the terminal's own colour.
  package let rgb: RGB?
  package let indexed: UInt8
  package let sixteen: UInt8

  /// Leaves out a form to have the nearest one found.
  package init(rgb: RGB?, indexed: UInt8? = nil, sixteen: UInt8? = nil) {
    self.rgb = rgb
    self.indexed = indexed ?? rgb.map(Palette.nearestIndexed) ?? 0
    self.sixteen = sixteen ?? rgb.map(Palette.nearestSixteen) ?? 0
  }

  package static let standard = ThemeColour(rgb: nil)
}

/// What a theme says about one role.
package struct Face: Hashable, Sendable {
  package var foreground: ThemeColour?
  package var background: ThemeColour?
  package var attributes: Attributes
  /// Used instead of `attributes` where there are no colours.
  package var monoAttributes: Attributes?

  package init(
    foreground: ThemeColour? = nil, background: ThemeColour? = nil, attributes: Attributes = [],
    monoAttributes: Attributes? = nil
  ) {
    self.foreground = foreground
    self.background = background
    self.attributes = attributes
    self.monoAttributes = monoAttributes
  }
}

/// How a cell is drawn on a terminal of some colour depth.
package struct Look: Hashable, Sendable {
  package let foreground: TerminalColour
  package let background: TerminalColour
  package let attributes: Attributes
}

/// The look of every role.
package struct Theme: Hashable, Sendable {
  package let name: String
  package let description: String
  private var faces: [Role: Face]

  package init(name: String, description: String, faces: [Role: Face]) {
    self.name = name
    self.description = description
    self.faces = faces
  }

  package subscript(role: Role) -> Face {
    faces[role] ?? Face()
  }

  /// The look of a style at a colour depth.
  ///
  /// The background comes from the role, as with a badge, else from the surface, else it is the
  /// app's. The foreground comes from the role; plain text on a surface that has one takes that.
  package func look(for style: Style, depth: ColourDepth) -> Look {
    let face = self[style.role]
    let surface = style.surface.map { self[$0] } ?? Face()
    let own = style.role == .text ? surface.foreground ?? face.foreground : face.foreground
    let foreground = own ?? self[.text].foreground
    let background = face.background ?? surface.background ?? self[.appBackground].background
    var attributes = style.attributes.union(attributes(of: face, depth))
      .union(attributes(of: surface, depth))
    // Eight colours become sixteen by bold; dark grey would be bold black, which few show.
    if depth == .eight, let number = foreground?.sixteen, number > 8 { attributes.insert(.bold) }
    return Look(
      foreground: foreground?.shown(at: depth) ?? .standard,
      background: background?.shown(at: depth) ?? .standard, attributes: attributes)
  }

  /// WCAG contrast of a role's foreground with the background it lies on, 1…21.
  ///
  /// - Parameters:
  ///   - role: Gives the foreground.
  ///   - surface: Gives the background, unless the role has one of its own.
  ///   - depth: Measures the colours as that depth shows them.
  /// - Returns: Nil where one of the two is the terminal's own colour, which we cannot know.
  package func contrast(
    of role: Role, on surface: Role = .appBackground, depth: ColourDepth = .truecolor
  ) -> Double? {
    let shown = look(for: Style(role, on: surface == .appBackground ? nil : surface), depth: depth)
    guard let front = shown.foreground.rgb, let back = shown.background.rgb else { return nil }
    return front.contrast(with: back)
  }
}

extension Theme {
  private func attributes(of face: Face, _ depth: ColourDepth) -> Attributes {
    depth == .mono ? face.monoAttributes ?? face.attributes : face.attributes
  }
}

extension ThemeColour {
  fileprivate func shown(at depth: ColourDepth) -> TerminalColour {
    guard let rgb else { return .standard }
    return switch depth {
    case .mono: .standard
    case .eight: .indexed(sixteen == 8 ? 7 : sixteen % 8)
    case .sixteen: .indexed(sixteen)
    case .indexed: .indexed(indexed)
    case .truecolor: .rgb(rgb)
    }
  }
}

extension TerminalColour {
  fileprivate var rgb: RGB? {
    switch self {
    case .standard: nil
    case .indexed(let number): Palette.all[Int(number)]
    case .rgb(let colour): colour
    }
  }
}
