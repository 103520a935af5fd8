import Statistics

/// Everyone who has ever bought, drawn from in proportion to how often they buy.
struct Population {
  private(set) var shoppers: [Shopper]
  private(set) var references: [String]
  /// The number that the next new customer gets as reference.
  private(set) var nextNumber: Int64
  private var positions: [String: Int32] = [:]
  private var sampler: FenwickSampler
  private let dormantShare: Double

  /// Weights are whole multiples of 2⁻²⁴ purchases a day, so that their sums are exact and a
  /// sampler that was rebuilt draws the same as one that was updated.
  private static let unit = 0x1p24

  init(
    shoppers: [Shopper], references: [String], nextNumber: Int64, dormantShare: Double
  ) {
    self.shoppers = shoppers
    self.references = references
    self.nextNumber = nextNumber
    self.dormantShare = dormantShare
    positions.reserveCapacity(references.count * 2)
    for (index, reference) in references.enumerated() { positions[reference] = Int32(index) }
    sampler = FenwickSampler(weights: [])
    grow()
  }

  var count: Int { shoppers.count }

  /// Purchases a day in an average season, if nobody had faded.
  var totalRate: Double { sampler.total / Self.unit }

  subscript(index: Int32) -> Shopper { shoppers[Int(index)] }

  func position(of reference: String) -> Int32? { positions[reference] }

  func draw(using generator: inout some RandomNumberGenerator) -> Int32? {
    sampler.draw(using: &generator).map(Int32.init)
  }

  /// Changes a shopper; their weight follows.
  mutating func update(_ index: Int32, _ change: (inout Shopper) -> Void) {
    let before = weight(of: shoppers[Int(index)])
    change(&shoppers[Int(index)])
    let after = weight(of: shoppers[Int(index)])
    if after != before { sampler.update(Int(index), to: after) }
  }

  /// Takes in a new customer under the next free reference.
  mutating func add(_ shopper: Shopper) -> Int32 {
    let index = shoppers.count
    while positions[String(nextNumber)] != nil { nextNumber += 1 }
    let reference = String(nextNumber)
    nextNumber += 1
    shoppers.append(shopper)
    references.append(reference)
    positions[reference] = Int32(index)
    if index < sampler.weights.count {
      sampler.update(index, to: weight(of: shopper))
    } else {
      grow()
    }
    return Int32(index)
  }

  func rate(of shopper: Shopper) -> Double {
    shopper.isActive ? shopper.rate : shopper.rate * dormantShare
  }

  private func weight(of shopper: Shopper) -> Double { (rate(of: shopper) * Self.unit).rounded() }

  private mutating func grow() {
    let room = max(256, shoppers.count / 4)
    sampler = FenwickSampler(
      weights: shoppers.map { weight(of: $0) } + [Double](repeating: 0, count: room))
  }
}

extension Population: Packable {
  func pack(into packer: inout Packer) {
    packer.put(shoppers)
    packer.put(references) { $0.put($1) }
    packer.put(nextNumber)
    packer.put(dormantShare)
  }

  init(from unpacker: inout Unpacker) throws(DamagedWorld) {
    let shoppers: [Shopper] = try unpacker.array()
    let references = try unpacker.array { (unpacker) throws(DamagedWorld) in try unpacker.text() }
    guard shoppers.count == references.count else { throw unpacker.damage("a reference each") }
    self.init(
      shoppers: shoppers, references: references, nextNumber: try unpacker.long(),
      dormantShare: try unpacker.double())
  }
}
