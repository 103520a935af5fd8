/// One customer of the simulated shop, with the truth about them.
struct Shopper: Equatable {
  /// Purchase days a day while active, in an average season.
  var rate: Double
  /// Natural logarithm of the mean basket in currency units.
  var logBasket: Double
  var lastOrderDay: Int32
  /// False once dropped out; an order wakes them again.
  var isActive: Bool
  var acceptsEmail: Bool
  /// Recent e-mails, forgotten with a half-life, as of `pressureHour`.
  var pressure = 0.0
  var pressureHour: Int32 = 0
  var touch: Touch?
  /// The campaign that won them as a customer, −1 for none.
  var acquiredBy: Int32 = -1

  /// A remembered click, which claims an order that follows within the platform's window.
  struct Touch: Equatable {
    var campaign: Int32
    var creative: UInt8
    /// Hours since 1970.
    var hour: Int32
  }

  /// Contact pressure at `hour`.
  func pressure(at hour: Int64, halfLifeDays: Double) -> Double {
    guard pressure > 0.001 else { return 0 }
    return pressure * halved(Double(hour - Int64(pressureHour)) / 24, halfLife: halfLifeDays)
  }
}

extension Shopper: Packable {
  func pack(into packer: inout Packer) {
    packer.put(rate)
    packer.put(logBasket)
    packer.put(lastOrderDay)
    packer.put(
      UInt8(isActive ? 1 : 0) | (acceptsEmail ? 2 : 0) | (pressureHour != 0 ? 4 : 0)
        | (touch != nil ? 8 : 0))
    if pressureHour != 0 {
      packer.put(pressure)
      packer.put(pressureHour)
    }
    if let touch {
      packer.put(touch.campaign)
      packer.put(touch.creative)
      packer.put(touch.hour)
    }
    packer.put(acquiredBy)
  }

  init(from unpacker: inout Unpacker) throws(DamagedWorld) {
    rate = try unpacker.double()
    logBasket = try unpacker.double()
    lastOrderDay = try unpacker.int32()
    let flags = try unpacker.byte()
    isActive = flags & 1 != 0
    acceptsEmail = flags & 2 != 0
    if flags & 4 != 0 {
      pressure = try unpacker.double()
      pressureHour = try unpacker.int32()
    }
    if flags & 8 != 0 {
      touch = Touch(
        campaign: try unpacker.int32(), creative: try unpacker.byte(), hour: try unpacker.int32())
    }
    acquiredBy = try unpacker.int32()
  }
}
