import Glibc

/// A table of fixed size that is looked up all over: in memory of 2 MB pages where the system has
/// them, so that finding a page does not take longer than reading it.
struct LargeTable<Element: BitwiseCopyable>: ~Copyable {
  private let elements: UnsafeMutablePointer<Element>
  let count: Int

  private static var hugePage: Int { 2 * 1_024 * 1_024 }

  init(count: Int, filledWith element: Element) {
    let size = count * MemoryLayout<Element>.stride
    let isLarge = size >= Self.hugePage
    let alignment = isLarge ? Self.hugePage : MemoryLayout<Element>.alignment
    let memory = UnsafeMutableRawPointer.allocate(byteCount: size, alignment: alignment)
    // Only advice: where it is not taken, pages are small.
    if isLarge { madvise(memory, size, MADV_HUGEPAGE) }
    elements = memory.initializeMemory(as: Element.self, repeating: element, count: count)
    self.count = count
  }

  /// Sorts some of the elements.
  mutating func sort(_ range: Range<Int>, by areInOrder: (Element, Element) -> Bool) {
    assert(range.upperBound <= count, "there are no elements \(range) of \(count)")
    var part = UnsafeMutableBufferPointer(start: elements + range.lowerBound, count: range.count)
    part.sort(by: areInOrder)
  }

  deinit { UnsafeMutableRawPointer(elements).deallocate() }

  /// - Precondition: `index` is in 0 ..< `count`; unchecked in a release build, since every index is
  ///   masked by `count - 1` or counted beforehand.
  @inline(__always)
  subscript(index: Int) -> Element {
    get {
      assert(index >= 0 && index < count, "there is no element \(index) of \(count)")
      return elements[index]
    }
    set {
      assert(index >= 0 && index < count, "there is no element \(index) of \(count)")
      elements[index] = newValue
    }
  }
}
