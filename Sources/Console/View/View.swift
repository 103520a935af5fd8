package import TerminalCanvas

/// Draws the model at its own size. What it costs depends on the size of the screen, not on the
/// number of rows.
package func view(_ model: ConsoleModel) -> Canvas {
  var canvas = Canvas(size: model.size, glyphs: model.glyphs)
  let frame = Frame(model.size)
  guard !frame.isTiny else {
    StatusLine.draw(model, on: &canvas)
    return canvas
  }
  guard let facts = model.facts else {
    LoadingView.draw(model, on: &canvas)
    OverlayView.draw(model, on: &canvas, in: canvas.bounds)
    return canvas
  }
  HeaderView.draw(model, facts, on: &canvas, in: frame.header)
  drawBody(model, facts, on: &canvas, in: frame.body)
  FooterView.draw(model, on: &canvas, in: frame)
  OverlayView.draw(model, on: &canvas, in: frame.body)
  return canvas
}

/// Draws the model for a screen of another size or with other characters.
package func view(_ model: ConsoleModel, size: Size, glyphs: Glyphs) -> Canvas {
  var other = model
  other.glyphs = glyphs
  if other.size != size { _ = other.update(.resized(size)) }
  return view(other)
}

private func drawBody(
  _ model: ConsoleModel, _ facts: Facts, on canvas: inout Canvas, in body: Rectangle
) {
  switch model.screen {
  case .overview:
    for tile in OverviewLayout.tiles(in: body, focus: model.focus) {
      BoardView(model: model, facts: facts, board: tile.board, isTile: true)
        .draw(on: &canvas, in: tile.area)
    }
  case .board(let board):
    BoardView(model: model, facts: facts, board: board, isTile: false).draw(on: &canvas, in: body)
  default: PageView.draw(model.page(), top: model.pageTop, on: &canvas, in: body)
  }
}
