/// Drill-downs and a panel over the whole screen.
enum GoldenPages {
  static let frames = [
    GoldenFrame(
      "132x41 unicode 3 3 j Enter",
      #"""
       growth   Fernhill Gifts · GBP   Wed 14 Dec 2011 09:00   ×1,800                         ● OBSERVE   level 1 ask   tick 4,211  18 ms
       today £222 of £1,500   ▕███▎┄┄┄┄┄┄┄┄┄·········▏   held £920   revenue £695   ROAS 3.13 ▲                    3 to approve   1 alert

      ╭─ Campaigns › Brand search · Google Ads · everyone ──────────────────────────────────────────────────────────── ▼ 30 more · held ─╮
      │   type acquisition   budget £120.00 a day   spent today £61   held £240.00   cap £3,600   began 3 Nov   ends 19 Dec (renewed)    │
      │   pace 121 %                                                                                                                     │
      │   increases wait: CPC 2.7× expected                                                                                              │
      │                                                                                                                                  │
      │                   shown   clicks      CTR      CPC  orders      CVR      CPA     spent   revenue   ROAS                          │
      │  today            3,040       91    3.0 %    £0.67       2    2.2 %      £31       £61      £146    2.4                          │
      │  7 days          29,880      896    3.0 %    £0.82      24    2.7 %      £31      £732    £1,757    2.4                          │
      │  7 before        27,440      823    3.0 %    £0.82      22    2.7 %      £31      £671    £2,751    4.1                          │
      │                                                                                                                                  │
      │ Goals                                                                                                                            │
      │  goal             to reach     7 days                7 before  from                                                              │
      │  ROAS                ≥ 1.5        2.4  reached            4.1  the least that is allowed                                         │
      │  cost per order      ≤ £25        £31  not reached        £31  what a usual order leaves after goods                             │
      │  revenue          ≥ £2,000     £1,757  not reached     £2,751  as expected when it was decided                                   │
      │   speaks to  everyone: a list of 262 customers                                                                                   │
      │                                                                                                                                  │
      │ CPC GBP                   3 days, hourly, expected band shaded   Spend GBP                                       28 days, daily  │
      │ £0.80 ┤                                                     ⢀●   £130 ┤                                                          │
      │       │                                                    ●●         │    ⡄             ⡰⡀            ⢀⢆   ⡀        ⢀⠞⡄  ⢀      │
      │ £0.60 ┤                                                   ●●     £120 ┤   ⡜⠸⡀ ⢀⢆   ⢀    ⡰⠁⢣  ⡜⡄  ⢀    ⢀⠎⠘⡄ ⡰⢱   ⡄   ⢀⠎ ⢱ ⢀⠎⡆  ⡰  │
      │       │                                                  ●⠃      £110 ┤  ⡜  ⢣⢀⠎⠈⢆ ⢀⠎⡆  ⢰⠁ ⠈⡆⡜ ⢱ ⢀⠎⢆   ⡎  ⠸⡰⠁ ⢇ ⡜⠸⡀ ⢀⠎   ⢇⠎ ⠘⡄⡰⠁  │
      │ £0.40 ┤░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░⢸░░░░        │ ⡰⠁  ⠈⠎  ⠈⢆⠎ ⠸⡀⢠⠃   ⠘   ⢇⠎ ⠈⢆ ⡜    ⠁  ⠘⡜  ⢣⢀⠎    ⠈   ⠱⠁   │
      │       │░⡰⢄⢄⢀⠔⣄⢄⢀⠦⡠⡀⢀⠦⡠⡀⡠⢢⡠⡀⡰⢄⡠░⡰⢄⢄⢀⠔⣄⢄⢀⠦⣀⢄⢀⠦⡠⡀⡠⢢⡠⡀⡠⢢⡠⡀⡰⢄⢄⡇░░░░   £100 ┤⡰⠁        ⠈   ⢣⠃        ⠈   ⠈⠞            ⠈⠎              │
      │ £0.20 ┤⠉░░░⠁░░⠈⠁░░⠈⠁░░⠈░░░⠉░░░░░░░⠁░░⠈⠁░░⠈⠁░░⠈░░░⠉░░░⠉░░░⠁░░░░    £90 ┤⠁                                                         │
      │       └───────────┬──────────────────┬─────────────────┬──────        └─┬───────┬────────┬───────┬───────┬───────┬───────┬─────  │
      │                   12 Dec             13 Dec            14 Dec           17 Nov  21 Nov   25 Nov  29 Nov  3 Dec   7 Dec   11 Dec  │
      │                                                                                                                                  │
      │ Creatives                                                                                                                        │
      │      idea        creative                                                    shown     CTR     CVR          wear  CTR, 14 days   │
      │  A   urgency     Gifts that arrive before Friday                              61 %   4.2 %   4.0 %    worn −40 %         ▁▁▃▃▆▆█ │
      │  B   benefit     Hand-poured, wrapped, on time                                39 %   4.2 %   4.0 %     too early         ▁▁▃▃▆▆█ │
      │   wear: CTR of the last 7 days against the first 7 of the last 28; worn from −33 % on, beyond chance                             │
      │                                                                                                                                  │
      │   A · urgency                                                                                                                    │
      ╰──────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────╯

       p pause  E edit  z undo  Enter open  Esc back                                                    : command  ? help  ! halt  q quit
      """#),
    GoldenFrame(
      "80x24 unicode 2 2 Enter",
      #"""
       Fernhill Gifts · GBP  Wed 14 Dec 2011 09:00  ×1,800     ● OBSERVE  level 1 ask
       today £222 of £1,500  ▕▉┄┄┄··▏  held £920  ROAS 3.13 ▲   3 to approve  1 alert
      ╭─ Alerts › CPC of "Brand search" ────────────────── ▼ 8 more · warning, open ─╮
      │ CPC of "Brand search" 2.7× expected                                          │
      │                                                                              │
      │   actual     £0.84                                                           │
      │   expected   £0.31  (£0.25–0.37, 80 %)                                       │
      │   since      08:48, 12 min                                                   │
      │   meanwhile  increases in its scope wait; decreases go on                    │
      │                                                                              │
      │ CPC GBP                                 3 days, hourly, expected band shaded │
      │ £0.80 ┤                                                                   ⢀● │
      │       │                                                                  ●●  │
      │ £0.60 ┤                                                                 ●⠁   │
      │       │                                                                ●     │
      │       │                                                               ●      │
      │ £0.40 ┤░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░⡇░░░░░ │
      │       │⢀⠔⠱⡠⢢⢀⠔⢣⠔⡄⡠⠊⢆⠔⡄⡠⠊⢆⠔⡄⡠⠳⡠⢢⢀⠔⠱⡠⠂░⠔⠱⡠⢢⢠⠊⢆⠔⡄⡠⠊⢆⠔⡄⡠⠊⢆⠴⣀⠔⠱⡠⢢⢀⠔⠱⡠⢢⢀⠔⠱⡰⣤⠃░░░░░ │
      │ £0.20 ┤⠁    ⠁   ⠈    ⠈    ⠈    ⠁         ⠁   ⠈    ⠈    ⠁    ⠁    ⠁   ⠈       │
      │       └──────────────┬──────────────────────┬──────────────────────┬──────── │
      │                      12 Dec                 13 Dec                 14 Dec    │
      │                                                                              │
      ╰──────────────────────────────────────────────────────────────────────────────╯
       A acknowledge  S silence  O resolve          : command  ? help  ! halt  q quit
      """#),
    GoldenFrame(
      "80x24 unicode 4 4 Enter",
      #"""
       Fernhill Gifts · GBP  Wed 14 Dec 2011 09:00  ×1,800     ● OBSERVE  level 1 ask
       today £222 of £1,500  ▕▉┄┄┄··▏  held £920  ROAS 3.13 ▲   3 to approve  1 alert
      ╭─ Budgets › now and proposed ────────────────────── ▼ 10 more · decision 874 ─╮
      │ Held and spent today                                                         │
      │ today  ▕█████┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄             ▏  £222 spent, £920 held of £1,500 │
      │ google ▕██████┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄          ▏  £158 spent, £640 held of   £900 │
      │ meta   ▕███▋┄┄┄┄┄┄┄┄┄┄┄┄                  ▏   £64 spent, £280 held of   £600 │
      │                                                                              │
      │ Daily budgets                                                                │
      │  campaign           now            proposed               step  next 1 earns │
      │  Winback · la…      £40  ▕█▏    ▏       £70  ▕██    ▏     +£30         £2.90 │
      │  Shopping · b…     £200  ▕█████▊▏      £210  ▕██████▏     +£10         £2.60 │
      │  Christmas se…      £90  ▕██▋   ▏         –  ▕██▋   ▏                  £1.30 │
      │  Brand search      £120  ▕███▍  ▏       £80  ▕██▎   ▏     −£40         £0.80 │
      │                                                                              │
      │ Move £40 a day from Brand search to Winback and Shopping                     │
      │ Expected  +£61/d  31–94                                                      │
      │   The next £1 here earns £2.9 (2.1…3.6); in Brand search it earns £0.8       │
      │   (0.5…1.1).                                                                 │
      │                                                                              │
      │ return a day                                       ● now  ○ proposed  ░ 80 % │
      │ £300 ┤                                                                       │
      ╰──────────────────────────────────────────────────────────────────────────────╯
       Enter open  Esc back                         : command  ? help  ! halt  q quit
      """#),
    GoldenFrame(
      "80x24 unicode 5 5 j j j Enter",
      #"""
       Fernhill Gifts · GBP  Wed 14 Dec 2011 09:00  ×1,800     ● OBSERVE  level 1 ask
       today £222 of £1,500  ▕▉┄┄┄··▏  held £920  ROAS 3.13 ▲   3 to approve  1 alert
      ╭─ Segments › At risk ─────────── ▼ 13 more · 262 customers · 11 % of revenue ─╮
      │   last order       142 days ago                                              │
      │   purchase days    4.1 each                                                  │
      │   a purchase day   £23                                                       │
      │   next 12 months   £140 each  (£108–177)                                     │
      │   lost in 90 days  61 % of them, as it looks                                 │
      │   by e-mail        235 may be written to                                     │
      │   this week        2 came in, 4 went out                                     │
      │                                                                              │
      │ What suits them                                                              │
      │   winback on Meta Ads  they answer best there                                │
      │                                                                              │
      │ Days since the last or…   Purchase days             A purchase day           │
      │   0–30     ▎          4     1                   0     under £10 ▊        12  │
      │   31–90    ████▏     61     2–3        ███▉    80     £10–20    █████▋   97  │
      │   91–180   ████████ 120     4–7        ██████ 122     £20–50    ███████ 120  │
      │   over 180 █████▏    77     8 and more ███     60     over £50  █▉       33  │
      │                                                                              │
      │ Came from, in a week                                                         │
      │   Loyal                2                                                     │
      ╰──────────────────────────────────────────────────────────────────────────────╯
       Enter open  y copy id  Esc back              : command  ? help  ! halt  q quit
      """#),
    GoldenFrame(
      "120x40 unicode c",
      #"""
       growth   Fernhill Gifts · GBP   Wed 14 Dec 2011 09:00   ×1,800             ● OBSERVE   level 1 ask   tick 4,211  18 ms
       today £222 of £1,500   ▕███▎┄┄┄┄┄┄┄┄┄·········▏   held £920   revenue £695   ROAS 3.13 ▲        3 to approve   1 alert

      ╭─ Segments › all customers ─────────────────────────────────────────────── ▼ 5 more · 2,172 customers · 9,804 orders ─╮
      │ orders a day                            ░ expected, 80 %   revenue a day GBP                       ░ expected, 80 %  │
      │ 50 ┤                                        ░              £1,200 ┤                                     ░       ░    │
      │    │                                   ░░░░░░░░░░░░░░░░░          │                                 ░░░░░░░░░░░░░░░  │
      │ 40 ┤                                   ░⢀░░░⣄⡀░░░⡀░░⢀⢄░░   £1,000 ┤                                 ⢀░░░⣄░░░⢀░░░⣄⡀░  │
      │    │ ⡠⣀ ⢀⠖⠤⡀  ⡤⣀ ⢠⠢⢄⡀ ⢀⢄⡀ ⡰⠢⢄  ⢠⢄⡀ ⡔⠤⣀ ⡠⠃⠑⠢⠜░⠈⠢⢄⡰⠉⠑⠤⠊░⠑⠢          │ ⡀  ⢠⣀   ⢀  ⢠⣀   ⢀  ⢀⢄   ⢀   ⣄   ⡎⠑⢄⡸░⠑⢄░⡎⠑⢄⡸░⠈⢆  │
      │ 30 ┤⠔⠁ ⠉⠊  ⠈⠒⠜  ⠑⠁  ⠈⠢⠊ ⠈⠑⠁  ⠑⠢⠃ ⠈⠊   ⠁░░░░░░░░░░░░░░░░░     £800 ┤⡰⠉⠑⢤⠃ ⠑⢄⢠⠃⠑⢤⠃ ⠑⢄⢠⠃⠑⢄⠎ ⠑⢄⣀⠎⠑⠤⡜ ⠑⠢⠘░░░⠁░░░⠙░░░⠁░░░  │
      │    │                                   ░  ░   ░░░  ░   ░          │⠁       ⠁       ⠁       ⠈        ░░░░ ░░░░░░░ ░░  │
      │ 20 ┤                                                         £600 ┤                                        ░         │
      │    └┬──────┬───────┬──────┬───────┬──────┬───────┬──────          └┬──────┬──────┬──────┬──────┬────────────┬──────  │
      │     16 Nov 22 Nov  28 Nov 4 Dec   10 Dec 16 Dec  22 Dec            16 Nov 22 Nov 28 Nov 4 Dec  10 Dec       22 Dec   │
      │   504 expected in 14 days                                    £12,600 expected in 14 days                             │
      │   orders of the last four weeks: 12 % more than in the four before                                                   │
      │                                                                                                                      │
      │ Cohorts: share that ordered again, by months since the first order                                                   │
      │  first order  customers     +1     +2     +3                                                                         │
      │  Sep 2011           200   30 %   22 %   19 %                                                                         │
      │  Oct 2011            90   23 %   13 %                                                                                │
      │  Nov 2011            48   19 %                                                                                       │
      │                                                                                                                      │
      │ Moves between segments in a week                                                                                     │
      │  a week ago, now:       Cha    Loy     PL    New    Pro     NA    ATS     AR     CL    Hib    Los                    │
      │  Champions              310      6      ·      ·      ·      2      ·      ·      ·      ·      ·                    │
      │  not a customer then      ·      ·      ·     14      ·      ·      ·      ·      ·      ·      ·                    │
      │   Cha Champions, Loy Loyal, PL Potential loyalists, New New, Pro Promising, NA Need attention, ATS About to sleep,   │
      │   AR At risk, CL Can't lose, Hib Hibernating, Los Lost                                                               │
      │                                                                                                                      │
      │ Models                                                     Clusters of the shop                                      │
      │   learnt from        1,234 buyers over 374 days, up to       512  often and much                                     │
      │                      2011-12-13                                                                                      │
      │   purchases, BG/NBD  r 0.243, α 4.414 weeks, a 0.793, b                                                              │
      │                      2.426                                                                                           │
      │                                                                                                                      │
      │ Imported files                                                                                                       │
      ╰──────────────────────────────────────────────────────────────────────────────────────────────────────────────────────╯

       R refresh  Ctrl-s export  Esc back                                                   : command  ? help  ! halt  q quit
      """#),
    GoldenFrame(
      "80x24 unicode 6 6 Enter",
      #"""
       Fernhill Gifts · GBP  Wed 14 Dec 2011 09:00  ×1,800     ● OBSERVE  level 1 ask
       today £222 of £1,500  ▕▉┄┄┄··▏  held £920  ROAS 3.13 ▲   3 to approve  1 alert
      ╭─ A/B tests › Winback · lapsed gifters ──────── ▼ 24 more · split as planned ─╮
      │ Saying what is new beats saying we miss you                                  │
      │                                                                              │
      │   about        creatives of one campaign                                     │
      │   measured by  click-through rate                                            │
      │   since        10 Dec 09:00                                                  │
      │   sample       8,410, planned 5,255 for each variant                         │
      │   left         2 days                                                        │
      │   guardrail    conversion rate, refused if more than 5 % lower               │
      │   effect       +9.1 %  (+1.0 % to +17.0 %, 95 % at every look)               │
      │   better with  97.0 % probability                                            │
      │   split        p = 0.620, split as planned                                   │
      │   verdict      go on: 2,100 more trials are planned                          │
      │                                                                              │
      │                   says                    share     shown   clicks      rate │
      │  A    control     Gifts that arrive be…    50 %     4,190      151    3.60 % │
      │  B    challenger  Hand-poured, wrapped…    50 %     4,220      166    3.93 % │
      │                                                                              │
      │ effect of the challenger       ░ interval that holds at every look  ▲▼ wider │
      │ +20 % ┤▲▲▲▲▲▲▲▲▲▲▲▲▲▲▲▲▲▲▲▲▲▲▲▲▲▲▲▲▲▲▲▲▲░░░░░░░░                             │
      ╰──────────────────────────────────────────────────────────────────────────────╯
       p pause  Enter open  Esc back                : command  ? help  ! halt  q quit
      """#),
    GoldenFrame(
      "80x24 unicode 7 7 Enter",
      #"""
       Fernhill Gifts · GBP  Wed 14 Dec 2011 09:00  ×1,800     ● OBSERVE  level 1 ask
       today £222 of £1,500  ▕▉┄┄┄··▏  held £920  ROAS 3.13 ▲   3 to approve  1 alert
      ╭─ Activity › observe ───────────────────────────────── Wed 14 Dec 2011 09:00 ─╮
      │ 212 orders, £1,290; 34 reports, 1 late                                       │
      │                                                                              │
      │   Orders since yesterday 09:00.                                              │
      │   The report of Meta Ads came 3 h late and was restated.                     │
      │                                                                              │
      │   by  agent                                                                  │
      │                                                                              │
      │                                                                              │
      │                                                                              │
      │                                                                              │
      │                                                                              │
      │                                                                              │
      │                                                                              │
      │                                                                              │
      │                                                                              │
      │                                                                              │
      │                                                                              │
      │                                                                              │
      │                                                                              │
      ╰──────────────────────────────────────────────────────────────────────────────╯
       Enter open  z undo  p pause  Esc back        : command  ? help  ! halt  q quit
      """#),
    GoldenFrame(
      "60x20 unicode 3 3",
      #"""
       Fernhill Gifts · GBP   Wed 14 Dec 2011 09:00     ● OBSERVE
       today £222 of £1,500  ROAS 3.13 ▲    3 to approve  1 alert
      ╭─ 3 Campaigns ─────────────── rates over 7 days · 1 of 7 ─╮
      │ name                platform  state         spent    ROAS│
      │▌Shopping · bestse…  google    active          £97   3.9 ▲│
      │ Brand search        google    held            £61   2.4 ▼│
      │ Christmas sets · …  meta      learning        £38   1.6 ·│
      │ Winback · lapsed …  meta      active          £22   4.8 ▲│
      │ Candles · interest  meta      paused, ana      £4   0.2 ▼│
      │ Thank you, second…  klaviyo   sent              –     –  │
      │ We miss you, Dece…  klaviyo   sending           –     –  │
      │                                                          │
      │                                                          │
      │                                                          │
      │                                                          │
      │                                                          │
      │                                                          │
      │                                                          │
      ╰──────────────────────────────────────────────────────────╯
       p pause  E edit  Enter open         ? help  ! halt  q quit
      """#),
    GoldenFrame(
      "40x12 ascii 2 2 Enter",
      #"""
       * OBSERVE       3 to approve   1 alert
      +- CPC of "Brand search" - v 22 more~ -+
      | CPC of "Brand search" 2.7x expected  |
      |                                      |
      |   actual     L0.84                   |
      |   expected   L0.31  (L0.25-0.37, 80  |
      |              %)                      |
      |   since      08:48, 12 min           |
      |   meanwhile  increases in its scope  |
      |              wait; decreases go on   |
      +--------------------------------------+
       A acknowledge   ? help  ! halt  q quit
      """#),
    GoldenFrame(
      "80x24 ascii 3 3 j Enter",
      #"""
       Fernhill Gifts . GBP  Wed 14 Dec 2011 09:00  x1,800     * OBSERVE  level 1 ask
       today L222 of L1,500  [#===..]  held L920  ROAS 3.13 ^   3 to approve  1 alert
      +- Campaigns > Brand search . Google Ads . everyone -------- v 64 more . held -+
      |   type acquisition   budget L120.00 a day   spent today L61   held L240.00   |
      |   cap L3,600   began 3 Nov   ends 19 Dec (renewed)   pace 121 %              |
      |   increases wait: CPC 2.7x expected                                          |
      |                                                                              |
      |                   shown   clicks      CTR      CPC  orders   revenue   ROAS  |
      |  today            3,040       91    3.0 %    L0.67       2      L146    2.4  |
      |  7 days          29,880      896    3.0 %    L0.82      24    L1,757    2.4  |
      |  7 before        27,440      823    3.0 %    L0.82      22    L2,751    4.1  |
      |                                                                              |
      | Goals                                                                        |
      |  goal             to reach     7 days                7 before  from          |
      |  ROAS                > 1.5        2.4  reached            4.1  the least th~ |
      |  cost per order      < L25        L31  not reached        L31  what a usual~ |
      |  revenue          > L2,000     L1,757  not reached     L2,751  as expected ~ |
      |   speaks to  everyone: a list of 262 customers                               |
      |                                                                              |
      | CPC GBP                                 3 days, hourly, expected band shaded |
      | L0.80 +                                                                    ! |
      |       |                                                                  !!  |
      +------------------------------------------------------------------------------+
       p pause  E edit  z undo  Enter open          : command  ? help  ! halt  q quit
      """#),
  ]
}
