/// An order that was parsed, before and after its customer is looked up.
///
/// Its texts are UTF-8 and lie in the block that it is part of. It takes one cache line, since it
/// goes from one thread to another.
struct PendingOrder {
  private var referenceBase: UnsafeRawPointer?
  private let customerBase: UnsafeRawPointer?
  private let customerHash: UInt64
  private let customerHead: UInt64
  var micros: Int64
  private let secondsSince1970: UInt32
  /// The customer's number once looked up; before that, see ``CustomerDictionary/guess(_:)``.
  var number: UInt32 = 0
  private var referenceCount: UInt16
  private let customerCount: UInt16
  let acceptsEmail: Bool
  /// Number in the file's ``ChannelNames``.
  let channel: UInt8
  /// Known once the customer is looked up.
  var isFirstOfCustomer = false

  /// - Parameters:
  ///   - reference: Empty where the format has no order numbers; at most 65,535 bytes.
  ///   - customer: At most 65,535 bytes.
  ///   - seconds: Since 1970, before 2100.
  ///   - micros: At least 0.
  ///   - acceptsEmail: What the row says of it.
  ///   - channel: 0 if the row does not say.
  @inline(__always)
  init(
    reference: UnsafeRawBufferPointer, customer: UnsafeRawBufferPointer, seconds: Int64,
    micros: Int64, acceptsEmail: Bool, channel: UInt8 = 0
  ) {
    let key = CustomerDictionary.Key(customer)
    referenceBase = reference.baseAddress
    referenceCount = UInt16(reference.count)
    customerBase = customer.baseAddress
    customerCount = UInt16(customer.count)
    (customerHash, customerHead) = (key.hash, key.head)
    secondsSince1970 = UInt32(seconds)
    self.micros = micros
    self.acceptsEmail = acceptsEmail
    self.channel = channel
  }

  var reference: UnsafeRawBufferPointer {
    get { UnsafeRawBufferPointer(start: referenceBase, count: Int(referenceCount)) }
    set {
      referenceBase = newValue.baseAddress
      referenceCount = UInt16(newValue.count)
    }
  }

  var customer: CustomerDictionary.Key {
    CustomerDictionary.Key(
      name: UnsafeRawBufferPointer(start: customerBase, count: Int(customerCount)),
      hash: customerHash, head: customerHead)
  }

  var seconds: Int64 { Int64(secondsSince1970) }
}
