import Statistics
import Testing

/// The models at the reference's own parameters, customer by customer.
@Suite struct PurchaseReferenceTests {
  @Test func `twenty customers of the CDNOW summary agree with lifetimes`() throws {
    let reference = try #require(try CustomerReference.named("cdnow_sample").summary)
    let model = self.model(reference.parameters)
    #expect(reference.customers.count == 20)
    for row in reference.customers {
      let history = PurchaseSummary(frequency: Int(row[0]), recency: row[1], age: row[2])
      #expect(agrees(model.probabilityAlive(history), row[3], within: 1e-7))
      #expect(agrees(model.expectedPurchases(in: 39, after: history), row[4], within: 1e-7))
      #expect(agrees(model.expectedPurchases(in: 13, after: history), row[5], within: 1e-7))
    }
  }

  @Test(arguments: JudgedShop.allCases)
  func `twenty customers of each log agree with SciPy, on the ridge too`(shop: JudgedShop) throws {
    let reference = try CustomerReference.named(shop.rawValue).log
    let model = self.model(reference.parameters)
    #expect(reference.customers.count == 20)
    for values in reference.customers {
      let row = values.map { $0 ?? .nan }
      let history = PurchaseSummary(frequency: Int(row[0]), recency: row[1], age: row[2])
      #expect(agrees(model.probabilityAlive(history), row[3], within: 1e-6))
      let expected = model.expectedPurchases(in: reference.weeks, after: history)
      #expect(agrees(expected, row[4], within: 1e-6), "\(row)")
    }
  }

  @Test func `twenty average spends of CDNOW agree with lifetimes`() throws {
    let reference = try #require(try CustomerReference.named("cdnow_sample").spend)
    let model = GammaGamma(
      purchaseShape: reference.parameters[0], customerShape: reference.parameters[1],
      scale: reference.parameters[2])
    #expect(reference.customers.count == 20)
    for row in reference.customers {
      let spend = SpendSummary(purchases: Int(row[0]), average: row[1])
      let found = try #require(model.expectedAverage(after: spend))
      #expect(agrees(found, row[2], within: 1e-8))
    }
  }

  private func model(_ parameters: [Double]) -> BetaGeometric {
    BetaGeometric(
      rateShape: parameters[0], rateScale: parameters[1], leaving: parameters[2],
      staying: parameters[3])
  }
}
