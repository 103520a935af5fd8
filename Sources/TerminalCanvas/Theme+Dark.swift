extension Theme {
  /// The text of `Themes/dark.yaml`; a test compares the two.
  static let darkYAML = #"""
    # The default: quiet slate, amber for money, red only for what needs a person.
    name: dark
    description: Quiet slate with amber for money; red only where a person is needed.

    palette:
      night: {rgb: "#121619", 256: 233, 16: 0}
      dusk: {rgb: "#1f262d", 256: 235, 16: 0}
      selection: {rgb: "#2b3b4d", 256: 237, 16: 4}
      selectionFaint: {rgb: "#262d35", 256: 236, 16: 0}
      ink: {rgb: "#d3dae1", 256: 253, 16: 7}
      bright: {rgb: "#ffffff", 256: 231, 16: 15}
      ash: {rgb: "#9aa7b3", 256: 248, 16: 7}
      line: {rgb: "#5b6874", 256: 242, 16: 8}
      track: {rgb: "#4a5661", 256: 240, 16: 8}
      sky: {rgb: "#7fbbf5", 256: 117, 16: 14}
      mint: {rgb: "#7fd99a", 256: 114, 16: 10}
      amber: {rgb: "#f2c063", 256: 221, 16: 11}
      coral: {rgb: "#ff8f85", 256: 210, 16: 9}
      lilac: {rgb: "#c9abf5", 256: 183, 16: 13}
      teal: {rgb: "#74d6d0", 256: 116, 16: 14}
      steel: {rgb: "#6f8aa3", 256: 67, 16: 6}
      field: {rgb: "#26303a", 256: 236, 16: 0}
      faint: {rgb: "#99a6b2", 256: 248, 16: 7}
      alarm: {rgb: "#b3261e", 256: 124, 16: 1}

    roles:
      app.background: {background: night}
      text: ink
      text.dim: ash
      text.strong: {foreground: bright, attributes: [bold]}
      header: {foreground: ink, background: dusk, mono: [reverse]}
      header.title: {foreground: bright, attributes: [bold]}
      panel.border: line
      panel.border.focused: {foreground: sky, mono: [bold]}
      panel.title: {foreground: ink, attributes: [bold]}
      panel.title.focused: {foreground: sky, attributes: [bold], mono: [bold, reverse]}
      panel.number: ash
      panel.note: ash
      table.header: ash
      table.sort: sky
      table.selected: {background: selection, mono: [reverse]}
      table.selected.unfocused: {background: selectionFaint, mono: [underline]}
      table.marked: {foreground: amber, attributes: [bold]}
      status.good: mint
      status.warn: amber
      status.bad: {foreground: coral, attributes: [bold]}
      status.halted: {foreground: bright, background: alarm, attributes: [bold], mono: [bold, reverse]}
      status.info: sky
      status.paused: lilac
      status.waiting: amber
      money: ink
      money.atRisk: {foreground: amber, attributes: [bold]}
      money.reserved: ash
      bar.fill: sky
      bar.reserved: steel
      bar.track: track
      bar.over: {foreground: coral, attributes: [bold]}
      chart.series1: sky
      chart.series2: amber
      chart.series3: mint
      chart.series4: lilac
      chart.band: track
      chart.axis: line
      chart.flag: {foreground: coral, attributes: [bold]}
      chart.mark: {foreground: bright, attributes: [bold]}
      key.name: {foreground: sky, attributes: [bold]}
      key.hint: ash
      key.disabled: {foreground: faint, mono: [dim]}
      input: {foreground: bright, background: field, mono: [underline]}
      input.placeholder: {foreground: ash, background: field, mono: [dim, underline]}
      search.match: {foreground: night, background: amber, mono: [reverse]}
      diff.before: coral
      diff.after: {foreground: mint, attributes: [bold]}
      modal: {foreground: ink, background: dusk}
      modal.border: {foreground: sky, mono: [bold]}
      modal.title: {foreground: bright, attributes: [bold]}
      notice.info: teal
      notice.error: {foreground: coral, attributes: [bold]}
    """#
}
