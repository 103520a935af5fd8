/// An order that a click will lead to, on its way.
struct DueOrder: Packable, Equatable {
  /// The customer's position; −1 for a stranger who becomes one.
  var shopper: Int32
  var click: Shopper.Touch

  init(shopper: Int32, click: Shopper.Touch) {
    self.shopper = shopper
    self.click = click
  }

  func pack(into packer: inout Packer) {
    packer.put(shopper)
    packer.put(click)
  }

  init(from unpacker: inout Unpacker) throws(DamagedWorld) {
    shopper = try unpacker.int32()
    click = try Shopper.Touch(from: &unpacker)
  }
}
