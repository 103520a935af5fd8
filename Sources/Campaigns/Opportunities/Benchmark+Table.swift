import Commerce

extension Benchmark {
  /// Every row. Means are rounded: shops differ by far more than the second digit.
  package static let table: [Benchmark] = returns + causes + emails + wear

  /// Attributed revenue a unit of spend.
  private static let returns: [Benchmark] = [
    Benchmark(.returnOnAdSpend(.googleAds, .everyone), 4, spread: 0.5, shopSearch),
    Benchmark(.returnOnAdSpend(.metaAds, .everyone), 2, spread: 0.5, metaProspecting),
    Benchmark(
      .returnOnAdSpend(.googleAds, .prospects), 3, spread: 0.5,
      .drawnFrom(
        "Triple Whale", year: "2025",
        found: "about 3.7 on Google, less where those who know the shop are left out")),
    Benchmark(
      .returnOnAdSpend(.metaAds, .prospects), 2.5, spread: 0.5,
      .drawnFrom(
        "Varos and Triple Whale", year: "2023–2024", found: "a little above an audience of everyone"
      )),
    Benchmark(
      .returnOnAdSpend(.googleAds, .lookalike), 2.5, spread: 0.5,
      .ownJudgement("Google finds people who resemble a list less well than Meta")),
    Benchmark(
      .returnOnAdSpend(.metaAds, .lookalike), 3, spread: 0.5,
      .drawnFrom(
        "Varos and Triple Whale", year: "2023–2024",
        found: "between prospecting near 2 and past customers at 3 to 5")),
    segment(.champions, 4.5), segment(.loyal, 4.5), segment(.potentialLoyalists, 4),
    segment(.new, 4), segment(.promising, 4), segment(.needAttention, 4), segment(.cannotLose, 4),
    segment(.atRisk, 4), segment(.aboutToSleep, 3),
    Benchmark(
      .returnOnAdSpend(nil, .segment(.hibernating)), 2, spread: 0.55,
      .ownJudgement("who has stayed away for long answers like a stranger")),
    Benchmark(
      .returnOnAdSpend(nil, .segment(.lost)), 1.2, spread: 0.55,
      .ownJudgement("who has stayed away for longest answers less than a stranger")),
  ]

  private static let shopSearch = Source.published(
    by: "Triple Whale", year: "2025",
    measured: "attributed return of online shops on Google, about 3.7")
  private static let metaProspecting = Source.published(
    by: "Varos and Triple Whale", year: "2023–2024",
    measured: "attributed return of online shops on Meta, near 2 for prospecting")

  private static func segment(_ name: SegmentName, _ mean: Double) -> Benchmark {
    Benchmark(
      .returnOnAdSpend(nil, .segment(name)), mean, spread: 0.55,
      .drawnFrom(
        "Varos and Triple Whale", year: "2023–2024",
        found: "3 to 5 for past customers, more where they bought lately and often"))
  }

  /// Share of attributed revenue that is caused.
  private static let causes: [Benchmark] =
    [
      Benchmark(
        .caused(.everyone), 0.6, spread: 0.3,
        .drawnFrom(
          "Blake, Nosko and Tadelis", year: "2015",
          found: "paid search returns a fraction of what is attributed to it")),
      newcomers(.prospects), newcomers(.lookalike), frequent(.champions), frequent(.loyal),
    ]
    + [.potentialLoyalists, .new, .promising, .needAttention].map { between($0) }
    + [.aboutToSleep, .atRisk, .cannotLose, .hibernating, .lost].map { absent($0) }

  private static func newcomers(_ audience: Audience) -> Benchmark {
    Benchmark(
      .caused(audience), 0.8, spread: 0.3,
      .drawnFrom(
        "Gordon, Zettelmeyer, Bhargava and Chapsky", year: "2019",
        found: "15 experiments at Facebook: much, not all, of what seems to be an effect is one"))
  }

  private static func frequent(_ name: SegmentName) -> Benchmark {
    Benchmark(
      .caused(.segment(name)), 0.55, spread: 0.3,
      .drawnFrom(
        "Blake, Nosko and Tadelis", year: "2015",
        found: "eBay: advertisements hardly move those who buy often anyway"))
  }

  private static func between(_ name: SegmentName) -> Benchmark {
    Benchmark(
      .caused(.segment(name)), 0.7, spread: 0.3,
      .ownJudgement("between those who buy often and those who stay away"))
  }

  private static func absent(_ name: SegmentName) -> Benchmark {
    Benchmark(
      .caused(.segment(name)), 0.85, spread: 0.3,
      .drawnFrom(
        "Blake, Nosko and Tadelis", year: "2015",
        found: "eBay: advertisements move new and infrequent buyers"))
  }

  private static let emails: [Benchmark] = [
    Benchmark(
      .emailOrders(.retention), 0.0014, spread: 0.6, klaviyo("above it for buyers of late")),
    Benchmark(.emailOrders(.upsell), 0.0012, spread: 0.6, klaviyo("a little above it")),
    Benchmark(.emailOrders(.winback), 0.0009, spread: 0.65, klaviyo("below it for those away")),
    Benchmark(
      .emailOrders(.acquisition), 0.0003, spread: 0.9, klaviyo("far below it for non-buyers")),
    Benchmark(
      .unsubscribes, 0.002, spread: 0.5,
      .published(
        by: "BS&Co", year: "2026", measured: "unsubscribes of 7.1 million e-mails of shops, 0.20 %")
    ),
    Benchmark(
      .valueOfReach, 0.1, spread: 0.7,
      .ownJudgement("most of what a customer will buy needs no e-mail")),
  ]

  private static func klaviyo(_ words: String) -> Source {
    .drawnFrom(
      "Klaviyo", year: "2024",
      found: "orders of about 0.1 % of the delivered messages of campaigns; \(words)")
  }

  private static let wear: [Benchmark] = [
    Benchmark(
      .refreshedOrders, 0.5, spread: 0.5,
      .ownJudgement(
        "where clicks are paid for, more clicks of the same views cost more; where views are, they "
          + "are won: half of it is counted"))
  ]
}
