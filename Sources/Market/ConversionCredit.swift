/// A conversion that a platform has seen and will add to its report.
struct ConversionCredit: Packable, Equatable {
  var campaign: Int32
  var creative: UInt8
  /// The hour of the click, to which the report counts it.
  var clickHour: Int64
  var amountMicros: Int64

  init(click: Shopper.Touch, amountMicros: Int64) {
    campaign = click.campaign
    creative = click.creative
    clickHour = Int64(click.hour)
    self.amountMicros = amountMicros
  }

  func pack(into packer: inout Packer) {
    packer.put(campaign)
    packer.put(creative)
    packer.put(clickHour)
    packer.put(amountMicros)
  }

  init(from unpacker: inout Unpacker) throws(DamagedWorld) {
    campaign = try unpacker.int32()
    creative = try unpacker.byte()
    clickHour = try unpacker.long()
    amountMicros = try unpacker.long()
  }
}
