/// An order that was parsed and whose customer was not yet looked up.
///
/// Its texts are UTF-8 and lie in the block that it is part of.
struct PendingOrder {
  /// Empty where the format has no order numbers.
  let reference: UnsafeRawBufferPointer
  let customer: CustomerDictionary.Key
  let seconds: Int64
  let micros: Int64
  let line: Int
  let acceptsEmail: Bool
  /// The customer's number once looked up; before that, see ``CustomerDictionary/guess(_:)``.
  var number: UInt32 = 0
}
