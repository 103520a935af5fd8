/// Gives each user a variant: the same one every time, and independently of every other test.
///
/// A pure function of salt and id. The hash (FNV-1a over the bytes, then MurmurHash3's finaliser) is
/// uniform over 2⁶⁴, which the variants divide by their shares; a variant whose share grows at the
/// cost of the last one keeps its users.
package struct VariantAssignment: Sendable, Equatable {
  private let salt: String
  /// Where each variant ends, in (0, 1].
  private let ends: [Double]

  /// Makes the assignment of one test.
  ///
  /// - Parameters:
  ///   - salt: Of the test; another one deals anew.
  ///   - shares: Of the variants, up to a common factor, each at least 0, their sum above 0.
  package init(salt: String, shares: [Double]) {
    let whole = shares.reduce(0, +)
    precondition(
      whole > 0 && whole.isFinite && shares.allSatisfy { $0 >= 0 }, "shares \(shares)")
    self.salt = salt
    var sum = 0.0
    ends = shares.map { share in
      sum += share
      return sum / whole
    }
  }

  /// The index of the variant of a user.
  package func variant(of id: String) -> Int {
    let place = place(of: id)
    return ends.firstIndex { place < $0 } ?? ends.count - 1
  }

  /// Where the user stands, in [0, 1).
  package func place(of id: String) -> Double {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in salt.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
    hash = (hash ^ 0xFF) &* 0x100_0000_01B3
    for byte in id.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
    hash = (hash ^ (hash >> 33)) &* 0xFF51_AFD7_ED55_8CCD
    hash = (hash ^ (hash >> 33)) &* 0xC4CE_B9FE_1A85_EC53
    return Double((hash ^ (hash >> 33)) >> 11) * 0x1p-53
  }
}

extension VariantAssignment {
  /// Which message of an e-mail a recipient gets, where it has several.
  ///
  /// - Parameters:
  ///   - name: Unique at the platform, so that each e-mail deals anew.
  ///   - shares: Of the messages, in their order.
  package init(ofEmail name: String, shares: [Double]) {
    self.init(salt: "e-mail " + name, shares: shares)
  }
}
