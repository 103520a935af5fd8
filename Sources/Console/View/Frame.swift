import TerminalCanvas

/// Where header, body, message and keys stand in a terminal of a certain size.
struct Frame: Hashable, Sendable {
  /// Below this a card cannot be read; only a line of status is shown.
  static let smallest = Size(width: 40, height: 12)

  let header: Rectangle
  let body: Rectangle
  /// A row of its own where there is room for it; otherwise messages take the place of the keys.
  let message: Rectangle?
  let hints: Rectangle
  let isTiny: Bool

  init(_ size: Size) {
    let all = Rectangle(origin: .zero, size: size)
    isTiny = size.width < Frame.smallest.width || size.height < Frame.smallest.height
    let headerRows = isTiny ? size.height : size.height < 14 ? 1 : 2
    let messageRows = !isTiny && size.height >= 30 ? 1 : 0
    let airRows = !isTiny && size.height >= 40 ? 1 : 0
    header = all.rows(headerRows)
    guard !isTiny else {
      body = .zero
      message = nil
      hints = .zero
      return
    }
    let rest = all.droppingRows(headerRows + airRows)
    hints = rest.lastRows(1)
    body = rest.rows(rest.height - 1 - messageRows)
    message = messageRows > 0 ? rest.droppingRows(body.height).rows(1) : nil
  }
}

/// How the overview is divided among the boards.
enum OverviewLayout {
  private struct Band {
    let boards: [Board]
    let shares: [Int]
    let minimum: Int
    let weight: Int
  }

  private static let wide = [
    Band(boards: [.approvals, .alerts], shares: [11, 9], minimum: 5, weight: 3),
    Band(boards: [.campaigns], shares: [1], minimum: 6, weight: 5),
    Band(boards: [.budgets, .segments], shares: [1, 1], minimum: 5, weight: 5),
    Band(boards: [.experiments, .activity], shares: [1, 1], minimum: 5, weight: 3),
  ]

  private static let narrow = [
    Band(boards: [.approvals], shares: [1], minimum: 5, weight: 2),
    Band(boards: [.alerts], shares: [1], minimum: 4, weight: 2),
    Band(boards: [.campaigns], shares: [1], minimum: 5, weight: 4),
    Band(boards: [.budgets], shares: [1], minimum: 5, weight: 3),
    Band(boards: [.segments], shares: [1], minimum: 5, weight: 3),
    Band(boards: [.experiments], shares: [1], minimum: 5, weight: 3),
    Band(boards: [.activity], shares: [1], minimum: 5, weight: 3),
  ]

  /// The tiles that fit, in reading order. The one with the keys and the approvals are always among
  /// them.
  static func tiles(in body: Rectangle, focus: Board) -> [(board: Board, area: Rectangle)] {
    let bands = chosen(from: body.width >= 76 ? wide : narrow, height: body.height, focus: focus)
    let rows = body.splitRows(bands.map { .weight($0.weight, minimum: $0.minimum) })
    return zip(bands, rows).flatMap { band, row in
      let columns = row.splitColumns(band.shares.map { .weight($0) }, spacing: 1)
      return zip(band.boards, columns).map { (board: $0, area: $1) }
    }
  }

  private static func chosen(from bands: [Band], height: Int, focus: Board) -> [Band] {
    let focused = bands.firstIndex { $0.boards.contains(focus) } ?? 0
    let wanted = [focused] + bands.indices.filter { $0 != focused }
    var kept: Set<Int> = []
    var used = 0
    for place in wanted where used + bands[place].minimum <= height || kept.isEmpty {
      kept.insert(place)
      used += bands[place].minimum
    }
    return kept.sorted().map { bands[$0] }
  }
}
