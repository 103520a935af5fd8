extension Rectangle {
  /// One part of a split: so many cells, or a share of what the fixed parts leave.
  package enum Span: Hashable, Sendable {
    case fixed(Int)
    case weight(Int, minimum: Int = 0)
  }

  /// The area both rectangles cover, empty at this one's origin when they do not meet.
  package func intersection(_ other: Rectangle) -> Rectangle {
    let left = max(minX, other.minX)
    let top = max(minY, other.minY)
    let right = min(maxX, other.maxX)
    let bottom = min(maxY, other.maxY)
    guard left < right, top < bottom else { return Rectangle(origin: origin, size: .zero) }
    return Rectangle(x: left, y: top, width: right - left, height: bottom - top)
  }

  package func inset(by amount: Int) -> Rectangle {
    inset(horizontal: amount, vertical: amount)
  }

  /// Takes cells from both sides; what is too small for that becomes empty.
  package func inset(horizontal: Int, vertical: Int) -> Rectangle {
    Rectangle(
      x: minX + min(horizontal, width), y: minY + min(vertical, height),
      width: width - 2 * horizontal, height: height - 2 * vertical)
  }

  package func offset(by point: Point) -> Rectangle {
    Rectangle(x: minX + point.x, y: minY + point.y, width: width, height: height)
  }

  /// The first `count` rows, or all when there are fewer.
  package func rows(_ count: Int) -> Rectangle {
    Rectangle(x: minX, y: minY, width: width, height: min(max(0, count), height))
  }

  package func droppingRows(_ count: Int) -> Rectangle {
    let dropped = min(max(0, count), height)
    return Rectangle(x: minX, y: minY + dropped, width: width, height: height - dropped)
  }

  package func lastRows(_ count: Int) -> Rectangle {
    droppingRows(height - min(max(0, count), height))
  }

  /// The first `count` columns, or all when there are fewer.
  package func columns(_ count: Int) -> Rectangle {
    Rectangle(x: minX, y: minY, width: min(max(0, count), width), height: height)
  }

  package func droppingColumns(_ count: Int) -> Rectangle {
    let dropped = min(max(0, count), width)
    return Rectangle(x: minX + dropped, y: minY, width: width - dropped, height: height)
  }

  /// A rectangle of at most `size` in the middle of this one.
  package func centered(_ wanted: Size) -> Rectangle {
    let width = min(wanted.width, self.width)
    let height = min(wanted.height, self.height)
    return Rectangle(
      x: minX + (self.width - width) / 2, y: minY + (self.height - height) / 2,
      width: width, height: height)
  }

  /// Cuts the rectangle into stacked parts, one per span, top first.
  package func splitRows(_ spans: [Span], spacing: Int = 0) -> [Rectangle] {
    var top = minY
    return Rectangle.lengths(of: spans, in: height, spacing: spacing).map { length in
      defer { top += length + spacing }
      return Rectangle(x: minX, y: top, width: width, height: length).intersection(self)
    }
  }

  /// Cuts the rectangle into parts side by side, one per span, left first.
  package func splitColumns(_ spans: [Span], spacing: Int = 0) -> [Rectangle] {
    var left = minX
    return Rectangle.lengths(of: spans, in: width, spacing: spacing).map { length in
      defer { left += length + spacing }
      return Rectangle(x: left, y: minY, width: length, height: height).intersection(self)
    }
  }
}

extension Rectangle {
  /// Lengths that fill `total` exactly when a span is weighted and the minimums fit.
  ///
  /// The shares are rounded down; the cells that leaves over go to the first weighted spans.
  static func lengths(of spans: [Span], in total: Int, spacing: Int) -> [Int] {
    var lengths = spans.map { span in
      switch span {
      case .fixed(let length): max(0, length)
      case .weight(_, let minimum): max(0, minimum)
      }
    }
    let weights = spans.map { span in
      switch span {
      case .fixed: 0
      case .weight(let weight, _): max(0, weight)
      }
    }
    let free = total - lengths.reduce(0, +) - spacing * max(0, spans.count - 1)
    for (index, share) in shares(of: free, by: weights).enumerated() { lengths[index] += share }
    return lengths
  }

  /// Splits `amount` in proportion to `weights`, remainders first come first served.
  static func shares(of amount: Int, by weights: [Int]) -> [Int] {
    let sum = weights.reduce(0, +)
    guard amount > 0, sum > 0 else { return weights.map { _ in 0 } }
    var shares = weights.map { amount * $0 / sum }
    var left = amount - shares.reduce(0, +)
    for index in weights.indices where weights[index] > 0 && left > 0 {
      shares[index] += 1
      left -= 1
    }
    return shares
  }
}
