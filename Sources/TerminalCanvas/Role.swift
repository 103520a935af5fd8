/// What a piece of the screen means; a theme decides how that looks.
package enum Role: String, CaseIterable, Hashable, Sendable {
  case appBackground = "app.background"
  case text = "text"
  case textDim = "text.dim"
  case textStrong = "text.strong"
  case header = "header"
  case headerTitle = "header.title"
  case panelBorder = "panel.border"
  case panelBorderFocused = "panel.border.focused"
  case panelTitle = "panel.title"
  case panelTitleFocused = "panel.title.focused"
  case panelNumber = "panel.number"
  case panelNote = "panel.note"
  case tableHeader = "table.header"
  case tableSort = "table.sort"
  case tableSelected = "table.selected"
  case tableSelectedUnfocused = "table.selected.unfocused"
  case tableMarked = "table.marked"
  case statusGood = "status.good"
  case statusWarn = "status.warn"
  case statusBad = "status.bad"
  case statusHalted = "status.halted"
  case statusInfo = "status.info"
  case statusPaused = "status.paused"
  case statusWaiting = "status.waiting"
  case money = "money"
  case moneyAtRisk = "money.atRisk"
  case moneyReserved = "money.reserved"
  case barFill = "bar.fill"
  case barReserved = "bar.reserved"
  case barTrack = "bar.track"
  case barOver = "bar.over"
  case chartSeries1 = "chart.series1"
  case chartSeries2 = "chart.series2"
  case chartSeries3 = "chart.series3"
  case chartSeries4 = "chart.series4"
  case chartBand = "chart.band"
  case chartAxis = "chart.axis"
  case chartFlag = "chart.flag"
  case chartMark = "chart.mark"
  case keyName = "key.name"
  case keyHint = "key.hint"
  case keyDisabled = "key.disabled"
  case input = "input"
  case inputPlaceholder = "input.placeholder"
  case searchMatch = "search.match"
  case diffBefore = "diff.before"
  case diffAfter = "diff.after"
  case modal = "modal"
  case modalBorder = "modal.border"
  case modalTitle = "modal.title"
  case noticeInfo = "notice.info"
  case noticeError = "notice.error"

  /// Roles that lie under text of other roles, so each must read well with all of them.
  package static let surfaces: [Role] = [
    .appBackground, .header, .tableSelected, .tableSelectedUnfocused, .modal,
  ]

  /// Lines and fillings that carry no text of their own and may be fainter than text.
  package static let ornaments: Set<Role> = [
    .panelBorder, .barTrack, .barReserved, .chartBand, .chartAxis, .modalBorder,
  ]
}
