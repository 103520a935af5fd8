/// The overview in all sizes and both character sets.
enum GoldenOverviews {
  static let frames = [
    GoldenFrame(
      "132x41 unicode",
      #"""
       growth   Fernhill Gifts · GBP   Wed 14 Dec 2011 09:00   ×1,800                         ● OBSERVE   level 1 ask   tick 4,211  18 ms
       today £222 of £1,500   ▕███▎┄┄┄┄┄┄┄┄┄·········▏   held £920   revenue £695   ROAS 3.13 ▲                    3 to approve   1 alert

      ╭─ 1 Approvals ────────────────────────────── 3 waiting · £891 at risk ─╮ ╭─ 2 Alerts ──────────────────────────────────── 1 open ─╮
      │ what                                 at risk          expected  within│ │ ● CPC of "Brand search" 2.7× expected            12 min│
      │▌Raise "Winback · lapsed gifters" …      £631     +£61/d  31–94     3 h│ │   £0.84 against £0.25–0.37 since 08:48                 │
      │ Send "Upsell · champions" to 214 …        £0  +£41/d  −6 to 88    11 h│ │   likely: auction price, not our bid                   │
      │ Raise "Shopping · bestsellers" £2…      £260      +£18/d  9–27    20 h│ │ ○ Meta Ads report 3 h old                      resolved│
      │                                                                       │ │   3 h against 0–2 h since 04:00                        │
      │ 1 more was blocked by minimum ROAS (b)                                │ │   likely: Meta reported late                           │
      ╰───────────────────────────────────────────────────────────────────────╯ ╰────────────────────────────────────────────────────────╯
      ╭─ 3 Campaigns ──────────────────────────────────────────────────────────────────────────────────────────── 7 · rates over 7 days ─╮
      │ name                 platform  segment      state        budget   spent  pace          CTR    CPC     CVR    CPA    ROAS  14 days│
      │ Shopping · bestsel…  google    prospects    active         £200     £97  ▕███│   ▏   3.0 %  £0.82   2.7 %    £31   3.9 ▲  ▁▁▅▅▅██│
      │ Brand search         google    everyone     held           £120     £61  ▕███│   ▏   3.0 %  £0.82   2.7 %    £31   2.4 ▼  ██▇█▇▅▁│
      │ Christmas sets · l…  meta      lookalikes   learning        £90     £38  ▕███│   ▏   3.0 %  £0.81   2.7 %    £30   1.6 ·  ▁▁█▁███│
      │ Winback · lapsed g…  meta      At risk      active          £40     £22  ▕███│   ▏   3.0 %  £0.79   2.7 %    £29   4.8 ▲  ▁▂▂▅▇▇█│
      │ Candles · interest   meta      prospects    paused, ana     £30      £4  ▕▉  │   ▏   3.0 %  £0.64   2.7 %    £24   0.2 ▼  █▆▃▃▁▁▁│
      │ Thank you, second …  klaviyo   New          sent              –       –              3.0 %      –   0.0 %      –     –    ▁█▂▁▁▁▁│
      │ We miss you, Decem…  klaviyo   Hibernating  sending           –       –              3.0 %      –   0.0 %      –     –           │
      │                                                                                                                                  │
      ╰──────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────╯
      ╭─ 4 Budgets ────────────────── cap £1,500 · day closes in 15 h ─╮ ╭─ 5 Segments ─────────── 2,172 customers · 12 moved this week ─╮
      │ today  ▕███┄┄┄┄┄┄┄┄┄        ▏  £222 spent, £920 held of £1,500 │ │ name                  size  revenue       value in 12 m  churn│
      │ google ▕███▌┄┄┄┄┄┄┄┄┄┄      ▏  £158 spent, £640 held of   £900 │ │ Champions              214     41 %        £612 540–690    8 %│
      │ meta   ▕██▏┄┄┄┄┄┄           ▏   £64 spent, £280 held of   £600 │ │ Loyal                  301     22 %        £288 251–330   17 %│
      │ campaign                    budget  next 1 earns  80 % interval│ │ New                    188      5 %          £96 60–141   38 %│
      │ Winback · lapsed gifters       £40         £2.90     £2.10–3.60│ │ At risk                262     11 %        £140 108–177   61 %│
      │ Shopping · bestsellers        £200         £2.60     £2.20–3.00│ │ Hibernating            502      6 %           £21 12–33   88 %│
      │ proposed  Brand search −£40, Winback · lapse… +£30, Shopping … │ │                                                               │
      │ expected  +£61/d  31–94   decision 874 in panel 1              │ │                                                               │
      ╰────────────────────────────────────────────────────────────────╯ ╰───────────────────────────────────────────────────────────────╯
      ╭─ 6 A/B tests ────────────────────────────────────── 1 running ─╮ ╭─ 7 Activity ──────────────────────────────────────────────────╮
      │ Saying what is new beats saying we…  +9.1 %       ├──●─┤   97 %│ │ time    phase    what                                         │
      │   2,100 more or 2 days · split as planned                      │ │ 09:00   observe  212 orders, £1,290; 34 reports, 1 late       │
      │ Image or text for candles            −2.0 %  ├────●────┤   38 %│ │ 09:00   plan     14 opportunities, 2 decisions, 1 blocked     │
      │   inconclusive: its campaign is paused                         │ │ 08:58   ana      paused "Candles · interest"                  │
      │                                                                │ │ 08:00   act      Shopping £185 → £200, done, as forecast      │
      ╰────────────────────────────────────────────────────────────────╯ ╰───────────────────────────────────────────────────────────────╯

       a approve  x reject  e evidence  E edit  b blocked  Enter open  w week's plan  / filter  s sort  : command  ? help  ! halt  q quit
      """#),
    GoldenFrame(
      "80x24 unicode",
      #"""
       Fernhill Gifts · GBP  Wed 14 Dec 2011 09:00  ×1,800     ● OBSERVE  level 1 ask
       today £222 of £1,500  ▕▉┄┄┄··▏  held £920  ROAS 3.13 ▲   3 to approve  1 alert
      ╭─ 1 Approvals ───────────── £891 at risk ─╮ ╭─ 2 Alerts ───────────── 1 open ─╮
      │ what                      at risk  within│ │ ● CPC of "Brand search"…  12 min│
      │▌Raise "Winback · lapse…      £631     3 h│ │ ○ Meta Ads report 3 h…  resolved│
      │ Send "Upsell · champio…        £0    11 h│ │                                 │
      ╰──────────────────────────────────────────╯ ╰─────────────────────────────────╯
      ╭─ 3 Campaigns ──────────────────────────────────────── 7 · rates over 7 days ─╮
      │ name                  platform  state        budget   spent    ROAS  14 days │
      │ Shopping · bestsell…  google    active         £200     £97   3.9 ▲   ▁▁▅▅▅██│
      │ Brand search          google    held           £120     £61   2.4 ▼   ██▇█▇▅▁│
      │ Christmas sets · lo…  meta      learning        £90     £38   1.6 ·   ▁▁█▁███│
      ╰──────────────────────────────────────────────────────────────────────────────╯
      ╭─ 4 Budgets ───────────── cap £1,500 ─╮ ╭─ 5 Segments ────── 2,172 customers ─╮
      │ today  ▕█▏┄┄┄   ▏  £222 of £920 held │ │ name                     size  churn│
      │ google ▕█▍┄┄┄┄  ▏  £158 of £640 held │ │ Champions                 214    8 %│
      │ meta   ▕▉┄┄┄    ▏   £64 of £280 held │ │ Loyal                     301   17 %│
      ╰──────────────────────────────────────╯ ╰─────────────────────────────────────╯
      ╭─ 6 A/B tests ──────────── 1 running ─╮ ╭─ 7 Activity ────────────────────────╮
      │ Saying what is new bea…  +9.1 %  97 %│ │ time    phase    what               │
      │ Image or text for cand…  −2.0 %  38 %│ │ 09:00   observe  212 orders, £1,290…│
      │                                      │ │ 09:00   plan     14 opportunities, …│
      ╰──────────────────────────────────────╯ ╰─────────────────────────────────────╯
       a approve  x reject  e evidence  E edit      : command  ? help  ! halt  q quit
      """#),
    GoldenFrame(
      "60x20 unicode",
      #"""
       Fernhill Gifts · GBP   Wed 14 Dec 2011 09:00     ● OBSERVE
       today £222 of £1,500  ROAS 3.13 ▲    3 to approve  1 alert
      ╭─ 1 Approvals ───────────────── 3 waiting · £891 at risk ─╮
      │ what                    at risk          expected  within│
      │▌Raise "Winback · lap…      £631     +£61/d  31–94     3 h│
      │ Send "Upsell · champ…        £0  +£41/d  −6 to 88    11 h│
      │ Raise "Shopping · be…      £260      +£18/d  9–27    20 h│
      ╰──────────────────────────────────────────────────────────╯
      ╭─ 2 Alerts ────────────────────────────────────── 1 open ─╮
      │ ● CPC of "Brand search" 2.7× expected              12 min│
      │ ○ Meta Ads report 3 h old                        resolved│
      │                                                          │
      ╰──────────────────────────────────────────────────────────╯
      ╭─ 3 Campaigns ──────────────────── 7 · rates over 7 days ─╮
      │ name                platform  state         spent    ROAS│
      │ Shopping · bestse…  google    active          £97   3.9 ▲│
      │ Brand search        google    held            £61   2.4 ▼│
      │ Christmas sets · …  meta      learning        £38   1.6 ·│
      ╰──────────────────────────────────────────────────────────╯
       a approve  x reject  e evidence     ? help  ! halt  q quit
      """#),
    GoldenFrame(
      "40x12 unicode",
      #"""
       ● OBSERVE       3 to approve   1 alert
      ╭─ 1 Approvals ───────── £891 at risk ─╮
      │ what                  at risk  within│
      │▌Raise "Winback · l…      £631     3 h│
      │ Send "Upsell · cha…        £0    11 h│
      │ Raise "Shopping · …      £260    20 h│
      ╰──────────────────────────────────────╯
      ╭─ 2 Alerts ────────────────── 1 open ─╮
      │ ● CPC of "Brand search" 2.7×…  12 min│
      │ ○ Meta Ads report 3 h old    resolved│
      ╰──────────────────────────────────────╯
       a approve       ? help  ! halt  q quit
      """#),
    GoldenFrame(
      "132x41 ascii",
      #"""
       growth   Fernhill Gifts . GBP   Wed 14 Dec 2011 09:00   x1,800                         * OBSERVE   level 1 ask   tick 4,211  18 ms
       today L222 of L1,500   [###==========.........]   held L920   revenue L695   ROAS 3.13 ^                    3 to approve   1 alert

      +- 1 Approvals ------------------------------ 3 waiting . L891 at risk -+ +- 2 Alerts ------------------------------------ 1 open -+
      | what                                 at risk          expected  within| | * CPC of "Brand search" 2.7x expected            12 min|
      |>Raise "Winback . lapsed gifters" ~      L631     +L61/d  31-94     3 h| |   L0.84 against L0.25-0.37 since 08:48                 |
      | Send "Upsell . champions" to 214 ~        L0  +L41/d  -6 to 88    11 h| |   likely: auction price, not our bid                   |
      | Raise "Shopping . bestsellers" L2~      L260      +L18/d  9-27    20 h| | o Meta Ads report 3 h old                      resolved|
      |                                                                       | |   3 h against 0-2 h since 04:00                        |
      | 1 more was blocked by minimum ROAS (b)                                | |   likely: Meta reported late                           |
      +-----------------------------------------------------------------------+ +--------------------------------------------------------+
      +- 3 Campaigns -------------------------------------------------------------------------------------------- 7 . rates over 7 days -+
      | name                 platform  segment      state        budget   spent  pace          CTR    CPC     CVR    CPA    ROAS  14 days|
      | Shopping . bestsel~  google    prospects    active         L200     L97  [###|   ]   3.0 %  L0.82   2.7 %    L31   3.9 ^  __---^^|
      | Brand search         google    everyone     held           L120     L61  [###|   ]   3.0 %  L0.82   2.7 %    L31   2.4 v  ^^=^=-_|
      | Christmas sets . l~  meta      lookalikes   learning        L90     L38  [###|   ]   3.0 %  L0.81   2.7 %    L30   1.6 .  __^_^^^|
      | Winback . lapsed g~  meta      At risk      active          L40     L22  [###|   ]   3.0 %  L0.79   2.7 %    L29   4.8 ^  _..=^^^|
      | Candles . interest   meta      prospects    paused, ana     L30      L4  [#  |   ]   3.0 %  L0.64   2.7 %    L24   0.2 v  ^=..___|
      | Thank you, second ~  klaviyo   New          sent              -       -              3.0 %      -   0.0 %      -     -    _^_____|
      | We miss you, Decem~  klaviyo   Hibernating  sending           -       -              3.0 %      -   0.0 %      -     -           |
      |                                                                                                                                  |
      +----------------------------------------------------------------------------------------------------------------------------------+
      +- 4 Budgets ------------------ cap L1,500 . day closes in 15 h -+ +- 5 Segments ----------- 2,172 customers . 12 moved this week -+
      | today  [###=========        ]  L222 spent, L920 held of L1,500 | | name                  size  revenue       value in 12 m  churn|
      | google [####==========      ]  L158 spent, L640 held of   L900 | | Champions              214     41 %        L612 540-690    8 %|
      | meta   [##=======           ]   L64 spent, L280 held of   L600 | | Loyal                  301     22 %        L288 251-330   17 %|
      | campaign                    budget  next 1 earns  80 % interval| | New                    188      5 %          L96 60-141   38 %|
      | Winback . lapsed gifters       L40         L2.90     L2.10-3.60| | At risk                262     11 %        L140 108-177   61 %|
      | Shopping . bestsellers        L200         L2.60     L2.20-3.00| | Hibernating            502      6 %           L21 12-33   88 %|
      | proposed  Brand search -L40, Winback . lapse~ +L30, Shopping ~ | |                                                               |
      | expected  +L61/d  31-94   decision 874 in panel 1              | |                                                               |
      +----------------------------------------------------------------+ +---------------------------------------------------------------+
      +- 6 A/B tests -------------------------------------- 1 running -+ +- 7 Activity --------------------------------------------------+
      | Saying what is new beats saying we~  +9.1 %       |--o-|   97 %| | time    phase    what                                         |
      |   2,100 more or 2 days . split as planned                      | | 09:00   observe  212 orders, L1,290; 34 reports, 1 late       |
      | Image or text for candles            -2.0 %  |----o----|   38 %| | 09:00   plan     14 opportunities, 2 decisions, 1 blocked     |
      |   inconclusive: its campaign is paused                         | | 08:58   ana      paused "Candles . interest"                  |
      |                                                                | | 08:00   act      Shopping L185 > L200, done, as forecast      |
      +----------------------------------------------------------------+ +---------------------------------------------------------------+

       a approve  x reject  e evidence  E edit  b blocked  Enter open  w week's plan  / filter  s sort  : command  ? help  ! halt  q quit
      """#),
    GoldenFrame(
      "80x24 ascii",
      #"""
       Fernhill Gifts . GBP  Wed 14 Dec 2011 09:00  x1,800     * OBSERVE  level 1 ask
       today L222 of L1,500  [#===..]  held L920  ROAS 3.13 ^   3 to approve  1 alert
      +- 1 Approvals ------------- L891 at risk -+ +- 2 Alerts ------------- 1 open -+
      | what                      at risk  within| | * CPC of "Brand search"~  12 min|
      |>Raise "Winback . lapse~      L631     3 h| | o Meta Ads report 3 h~  resolved|
      | Send "Upsell . champio~        L0    11 h| |                                 |
      +------------------------------------------+ +---------------------------------+
      +- 3 Campaigns ---------------------------------------- 7 . rates over 7 days -+
      | name                  platform  state        budget   spent    ROAS  14 days |
      | Shopping . bestsell~  google    active         L200     L97   3.9 ^   __---^^|
      | Brand search          google    held           L120     L61   2.4 v   ^^=^=-_|
      | Christmas sets . lo~  meta      learning        L90     L38   1.6 .   __^_^^^|
      +------------------------------------------------------------------------------+
      +- 4 Budgets ------------- cap L1,500 -+ +- 5 Segments ------ 2,172 customers -+
      | today  [#====   ]  L222 of L920 held | | name                     size  churn|
      | google [#=====  ]  L158 of L640 held | | Champions                 214    8 %|
      | meta   [#===    ]   L64 of L280 held | | Loyal                     301   17 %|
      +--------------------------------------+ +-------------------------------------+
      +- 6 A/B tests ------------ 1 running -+ +- 7 Activity ------------------------+
      | Saying what is new bea~  +9.1 %  97 %| | time    phase    what               |
      | Image or text for cand~  -2.0 %  38 %| | 09:00   observe  212 orders, L1,290~|
      |                                      | | 09:00   plan     14 opportunities, ~|
      +--------------------------------------+ +-------------------------------------+
       a approve  x reject  e evidence  E edit      : command  ? help  ! halt  q quit
      """#),
    GoldenFrame(
      "60x20 ascii",
      #"""
       Fernhill Gifts . GBP   Wed 14 Dec 2011 09:00     * OBSERVE
       today L222 of L1,500  ROAS 3.13 ^    3 to approve  1 alert
      +- 1 Approvals ----------------- 3 waiting . L891 at risk -+
      | what                    at risk          expected  within|
      |>Raise "Winback . lap~      L631     +L61/d  31-94     3 h|
      | Send "Upsell . champ~        L0  +L41/d  -6 to 88    11 h|
      | Raise "Shopping . be~      L260      +L18/d  9-27    20 h|
      +----------------------------------------------------------+
      +- 2 Alerts -------------------------------------- 1 open -+
      | * CPC of "Brand search" 2.7x expected              12 min|
      | o Meta Ads report 3 h old                        resolved|
      |                                                          |
      +----------------------------------------------------------+
      +- 3 Campaigns -------------------- 7 . rates over 7 days -+
      | name                platform  state         spent    ROAS|
      | Shopping . bestse~  google    active          L97   3.9 ^|
      | Brand search        google    held            L61   2.4 v|
      | Christmas sets . ~  meta      learning        L38   1.6 .|
      +----------------------------------------------------------+
       a approve  x reject  e evidence     ? help  ! halt  q quit
      """#),
    GoldenFrame(
      "40x12 ascii",
      #"""
       * OBSERVE       3 to approve   1 alert
      +- 1 Approvals --------- L891 at risk -+
      | what                  at risk  within|
      |>Raise "Winback . l~      L631     3 h|
      | Send "Upsell . cha~        L0    11 h|
      | Raise "Shopping . ~      L260    20 h|
      +--------------------------------------+
      +- 2 Alerts ------------------ 1 open -+
      | * CPC of "Brand search" 2.7x~  12 min|
      | o Meta Ads report 3 h old    resolved|
      +--------------------------------------+
       a approve       ? help  ! halt  q quit
      """#),
    GoldenFrame(
      "20x5 unicode",
      #"""
      ● OBSERVE
      3 to approve
      1 alert
      today £222 of £1,500
      ! halts, q leaves,
      """#),
  ]
}
