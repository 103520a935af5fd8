/// A fixed number of values stored in place, without a reference to the heap.
package struct InlineCells<let count: Int, Element: BitwiseCopyable & Sendable>: Sendable {
  private var cells: InlineArray<count, Element>

  package init(repeating value: Element) {
    cells = InlineArray(repeating: value)
  }

  package subscript(_ index: Int) -> Element {
    get { cells[index] }
    set { cells[index] = newValue }
  }
}

extension InlineCells: Equatable where Element: Equatable {
  package static func == (one: Self, other: Self) -> Bool {
    for index in 0..<count where one.cells[index] != other.cells[index] { return false }
    return true
  }
}

extension InlineCells: Encodable where Element: Encodable {
  package func encode(to encoder: any Encoder) throws {
    var container = encoder.unkeyedContainer()
    for index in 0..<count { try container.encode(cells[index]) }
  }
}

extension InlineCells: Decodable where Element: Decodable {
  package init(from decoder: any Decoder) throws {
    var container = try decoder.unkeyedContainer()
    cells = try InlineArray { (_: Int) throws in try container.decode(Element.self) }
  }
}
