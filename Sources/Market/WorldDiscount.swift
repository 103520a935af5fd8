/// A discount code in the simulated shop.
package struct WorldDiscount: Hashable, Sendable, Packable {
  package let externalID: String
  package let code: String
  /// Share taken off the price, in (0, 1).
  package let share: Double
  package let endDay: Int32
  package internal(set) var isEnded = false

  init(externalID: String, code: String, share: Double, endDay: Int32) {
    self.externalID = externalID
    self.code = code
    self.share = share
    self.endDay = endDay
  }

  func pack(into packer: inout Packer) {
    packer.put(externalID)
    packer.put(code)
    packer.put(share)
    packer.put(endDay)
    packer.put(isEnded)
  }

  init(from unpacker: inout Unpacker) throws(DamagedWorld) {
    externalID = try unpacker.text()
    code = try unpacker.text()
    share = try unpacker.double()
    endDay = try unpacker.int32()
    isEnded = try unpacker.flag()
  }
}
