import Commerce

/// Which segment each customer was in, in about two bytes a customer.
///
/// For each segment that has members: its name (length, UTF-8), their number, and their ids in
/// ascending order, each
/// as the difference from the one before. All numbers are variable-length: seven bits a byte, low
/// bits first.
enum MembershipCoding {
  static func encode(_ members: [(customer: Customer.ID, segment: SegmentName)]) -> [UInt8] {
    var bytes: [UInt8] = []
    for (segment, group) in Dictionary(grouping: members, by: \.segment).sorted(by: isBefore) {
      let name = Array(segment.rawValue.utf8)
      append(UInt64(name.count), to: &bytes)
      bytes += name
      append(UInt64(group.count), to: &bytes)
      var last: Int64 = 0
      for id in group.map(\.customer.value).sorted() {
        append(UInt64(bitPattern: id &- last), to: &bytes)
        last = id
      }
    }
    return bytes
  }

  /// - Returns: `nil` for bytes that `encode` did not write.
  static func decode(_ bytes: [UInt8]) -> [Customer.ID: SegmentName]? {
    var segments: [Customer.ID: SegmentName] = [:]
    var rest = bytes[...]
    while !rest.isEmpty {
      guard let length = number(from: &rest), length <= rest.count,
        let segment = SegmentName(
          rawValue: String(decoding: rest.prefix(Int(length)), as: UTF8.self))
      else { return nil }
      rest = rest.dropFirst(Int(length))
      guard let count = number(from: &rest), count <= rest.count else { return nil }
      var id: Int64 = 0
      for _ in 0..<count {
        guard let step = number(from: &rest) else { return nil }
        id = id &+ Int64(bitPattern: step)
        segments[Customer.ID(id)] = segment
      }
    }
    return segments
  }

  private typealias Group = (
    key: SegmentName, value: [(customer: Customer.ID, segment: SegmentName)]
  )

  private static func isBefore(_ left: Group, _ right: Group) -> Bool {
    left.key.rawValue < right.key.rawValue
  }

  private static func append(_ number: UInt64, to bytes: inout [UInt8]) {
    var rest = number
    while rest >= 0x80 {
      bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
      rest >>= 7
    }
    bytes.append(UInt8(rest))
  }

  private static func number(from bytes: inout ArraySlice<UInt8>) -> UInt64? {
    var value: UInt64 = 0
    var shift: UInt64 = 0
    while let byte = bytes.popFirst(), shift < 64 {
      value |= UInt64(byte & 0x7F) << shift
      guard byte & 0x80 != 0 else { return value }
      shift += 7
    }
    return nil
  }
}
