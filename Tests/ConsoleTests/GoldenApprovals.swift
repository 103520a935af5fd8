/// The approval card, and the forms in front of it.
enum GoldenApprovals {
  static let frames = [
    GoldenFrame(
      "132x41 unicode a",
      #"""
       growth   Fernhill Gifts · GBP   Wed 14 Dec 2011 09:00   ×1,800                         ● OBSERVE   level 1 ask   tick 4,211  18 ms
       today £222 of £1,500   ▕███▎┄┄┄┄┄┄┄┄┄·········▏   held £920   revenue £695   ROAS 3.13 ▲                    3 to approve   1 alert

      ╭─ Approve · decision 871 · revision 1 ──────────────────────────────────────────────────────────────────── expires in 3 h 12 min ─╮
      │ Raise "Winback · lapsed gifters" £40 → £70  Meta Ads                                                                             │
      │                                                                                                                                  │
      │   daily budget    £40.00 → £70.00    step +75 %                                                                                  │
      │   held for a day  £70.00 → £122.50   Meta Ads may spend 1.75×                                                                    │
      │   at worst        £631.00   the outcome is measured after 7 days                                                                 │
      │   undo            back to £40.00, any time; what is spent stays spent                                                            │
      │                                                                                                                                  │
      │   Press a and then 70, the daily budget in whole GBP, to approve; x to reject with a reason.                                     │
      │                                                                                                                                  │
      │ Why                                                                                                                              │
      │   The next £1 here earns £2.9 (2.1…3.6); in Brand search it earns £0.8 (0.5…1.1).                                                │
      │ return a day                         ● now  ○ proposed  ░ 80 %     sample       262 customers, 61 orders                         │
      │ £300 ┤                                                             attribution  7-day click                                      │
      │      │                                          ░░░░░░░░░░░░░░     data         30 Nov 09:00 to 12 Dec 09:00                     │
      │ £200 ┤                          ░░░░░░░░░░⢀⣀⣀○ £70⠤⠤⠤⠤⠤⠤⠔⠒⠒⠒⠒⠒     action hash  bec3…0af                                         │
      │      │                ░░░⣀⣀⠤● £40⠒⠒⠒⠒⠉⠉⠉⠉⠉⠁░░░░░░░░░░░░░░░░░░░                                                                   │
      │ £100 ┤         ░⢀⣀⡠⠤⠔⠒⠒⠉⠉░░░░░░░                                                                                                 │
      │      │   ░░⣀⡠⠤⠒⠉⠁░░                                                                                                              │
      │   £0 ┤⣀⠤⠔⠊⠉                                                                                                                      │
      │      └┬───────────────────────────┬─────────────── spend a day                                                                   │
      │       £0                          £50                     £100                                                                   │
      │                                                                                                                                  │
      │ Expected  +£61 profit a day (£31–94, 80 %)   similar decisions: 9, 8 within their interval                                       │
      │                                                                                                                                  │
      │ Checked                                                                                                                          │
      │   ✓  halt: not halted                                                                                                            │
      │   ✓  budget cap: holds £52.50 more today; £580.00 of the day cap is free                                                         │
      │   ✓  minimum ROAS: ROAS 4.8 (3.6…6.1), the minimum is 2.0                                                                        │
      │   !  step limit: +75 % in a day, the limit is +50 %  this is why you are asked                                                   │
      │                                                                                                                                  │
      │ Others considered                                                                                                                │
      │   £60, the step limit: +£45 a day                                                                                                │
      │   nothing: £0                                                                                                                    │
      │                                                                                                                                  │
      ╰──────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────╯

       a approve  x reject  e evidence  E edit  Enter open  Esc back                                    : command  ? help  ! halt  q quit
      """#),
    GoldenFrame(
      "80x24 unicode a",
      #"""
       Fernhill Gifts · GBP  Wed 14 Dec 2011 09:00  ×1,800     ● OBSERVE  level 1 ask
       today £222 of £1,500  ▕▉┄┄┄··▏  held £920  ROAS 3.13 ▲   3 to approve  1 alert
      ╭─ Approve · decision 871 · revision 1 ──── ▼ 19 more · expires in 3 h 12 min ─╮
      │ Raise "Winback · lapsed gifters" £40 → £70  Meta Ads                         │
      │                                                                              │
      │   daily budget    £40.00 → £70.00    step +75 %                              │
      │   held for a day  £70.00 → £122.50   Meta Ads may spend 1.75×                │
      │   at worst        £631.00   the outcome is measured after 7 days             │
      │   undo            back to £40.00, any time; what is spent stays spent        │
      │                                                                              │
      │   Press a and then 70, the daily budget in whole GBP, to approve; x to       │
      │   reject with a reason.                                                      │
      │                                                                              │
      │ Why                                                                          │
      │   The next £1 here earns £2.9 (2.1…3.6); in Brand search it earns £0.8       │
      │   (0.5…1.1).                                                                 │
      │ return a day  ● now  ○ proposed  ░ …     sample       262 customers, 61      │
      │ £300 ┤                                                orders                 │
      │      │                       ░░░░░░░     attribution  7-day click            │
      │ £200 ┤              ░░░░░⢀○ £70⠤⠤⠒⠒⠒     data         30 Nov 09:00 to 12     │
      │      │         ░⢀⡠● £40⠉⠉⠁░░░░░░░░░░                  Dec 09:00              │
      │ £100 ┤     ░⣀⠤⠒⠊⠁░░░                     action hash  bec3…0af               │
      ╰──────────────────────────────────────────────────────────────────────────────╯
       a approve  x reject  e evidence  E edit      : command  ? help  ! halt  q quit
      """#),
    GoldenFrame(
      "60x20 unicode a",
      #"""
       Fernhill Gifts · GBP   Wed 14 Dec 2011 09:00     ● OBSERVE
       today £222 of £1,500  ROAS 3.13 ▲    3 to approve  1 alert
      ╭─ Approve · decision 871 · revision 1 ─ ▼ 33 more · exp… ─╮
      │ Raise "Winback · lapsed gifters" £40 → £70  Meta Ads     │
      │                                                          │
      │   daily budget    £40.00 → £70.00    step +75 %          │
      │   held for a day  £70.00 → £122.50                       │
      │                   Meta Ads may spend 1.75×               │
      │   at worst        £631.00                                │
      │                   the outcome is measured after 7 days   │
      │   undo            back to £40.00, any time; what is      │
      │                   spent stays spent                      │
      │                                                          │
      │   Press a and then 70, the daily budget in whole GBP, to │
      │   approve; x to reject with a reason.                    │
      │                                                          │
      │ Why                                                      │
      │   The next £1 here earns £2.9 (2.1…3.6); in Brand search │
      ╰──────────────────────────────────────────────────────────╯
       a approve  x reject  e evidence     ? help  ! halt  q quit
      """#),
    GoldenFrame(
      "40x12 unicode a",
      #"""
       ● OBSERVE       3 to approve   1 alert
      ╭─ Approve · decision 871 · revision… ─╮
      │ Raise "Winback · lapsed gifters" £40 │
      │ → £70  Meta Ads                      │
      │                                      │
      │   daily budget  £40.00 → £70.00      │
      │                 step +75 %           │
      │   held for a …  £70.00 → £122.50     │
      │                 Meta Ads may spend   │
      │                 1.75×                │
      ╰──────────────────────────────────────╯
       a approve       ? help  ! halt  q quit
      """#),
    GoldenFrame(
      "132x41 ascii a",
      #"""
       growth   Fernhill Gifts . GBP   Wed 14 Dec 2011 09:00   x1,800                         * OBSERVE   level 1 ask   tick 4,211  18 ms
       today L222 of L1,500   [###==========.........]   held L920   revenue L695   ROAS 3.13 ^                    3 to approve   1 alert

      +- Approve . decision 871 . revision 1 -------------------------------------------------------------------- expires in 3 h 12 min -+
      | Raise "Winback . lapsed gifters" L40 > L70  Meta Ads                                                                             |
      |                                                                                                                                  |
      |   daily budget    L40.00 > L70.00    step +75 %                                                                                  |
      |   held for a day  L70.00 > L122.50   Meta Ads may spend 1.75x                                                                    |
      |   at worst        L631.00   the outcome is measured after 7 days                                                                 |
      |   undo            back to L40.00, any time; what is spent stays spent                                                            |
      |                                                                                                                                  |
      |   Press a and then 70, the daily budget in whole GBP, to approve; x to reject with a reason.                                     |
      |                                                                                                                                  |
      | Why                                                                                                                              |
      |   The next L1 here earns L2.9 (2.1~3.6); in Brand search it earns L0.8 (0.5~1.1).                                                |
      | return a day                         * now  o proposed  . 80 %     sample       262 customers, 61 orders                         |
      | L300 +                                                             attribution  7-day click                                      |
      |      |                                          ::::::::::::::     data         30 Nov 09:00 to 12 Dec 09:00                     |
      | L200 +                          :::::::::::::O L70************     action hash  bec3~0af                                         |
      |      |                :*****@ L40************:::::::::::::::::                                                                   |
      | L100 +         ********:::::::::                                                                                                 |
      |      |   ******::::                                                                                                              |
      |   L0 +***:                                                                                                                       |
      |      ++---------------------------+--------------- spend a day                                                                   |
      |       L0                          L50                     L100                                                                   |
      |                                                                                                                                  |
      | Expected  +L61 profit a day (L31-94, 80 %)   similar decisions: 9, 8 within their interval                                       |
      |                                                                                                                                  |
      | Checked                                                                                                                          |
      |   ok halt: not halted                                                                                                            |
      |   ok budget cap: holds L52.50 more today; L580.00 of the day cap is free                                                         |
      |   ok minimum ROAS: ROAS 4.8 (3.6~6.1), the minimum is 2.0                                                                        |
      |   !  step limit: +75 % in a day, the limit is +50 %  this is why you are asked                                                   |
      |                                                                                                                                  |
      | Others considered                                                                                                                |
      |   L60, the step limit: +L45 a day                                                                                                |
      |   nothing: L0                                                                                                                    |
      |                                                                                                                                  |
      +----------------------------------------------------------------------------------------------------------------------------------+

       a approve  x reject  e evidence  E edit  Enter open  Esc back                                    : command  ? help  ! halt  q quit
      """#),
    GoldenFrame(
      "80x24 ascii a",
      #"""
       Fernhill Gifts . GBP  Wed 14 Dec 2011 09:00  x1,800     * OBSERVE  level 1 ask
       today L222 of L1,500  [#===..]  held L920  ROAS 3.13 ^   3 to approve  1 alert
      +- Approve . decision 871 . revision 1 ---- v 19 more . expires in 3 h 12 min -+
      | Raise "Winback . lapsed gifters" L40 > L70  Meta Ads                         |
      |                                                                              |
      |   daily budget    L40.00 > L70.00    step +75 %                              |
      |   held for a day  L70.00 > L122.50   Meta Ads may spend 1.75x                |
      |   at worst        L631.00   the outcome is measured after 7 days             |
      |   undo            back to L40.00, any time; what is spent stays spent        |
      |                                                                              |
      |   Press a and then 70, the daily budget in whole GBP, to approve; x to       |
      |   reject with a reason.                                                      |
      |                                                                              |
      | Why                                                                          |
      |   The next L1 here earns L2.9 (2.1~3.6); in Brand search it earns L0.8       |
      |   (0.5~1.1).                                                                 |
      | return a day  * now  o proposed  . ~     sample       262 customers, 61      |
      | L300 +                                                orders                 |
      |      |                       :::::::     attribution  7-day click            |
      | L200 +              ::::::O L70*****     data         30 Nov 09:00 to 12     |
      |      |         :**@ L40****:::::::::                  Dec 09:00              |
      | L100 +     *****::::                     action hash  bec3~0af               |
      +------------------------------------------------------------------------------+
       a approve  x reject  e evidence  E edit      : command  ? help  ! halt  q quit
      """#),
    GoldenFrame(
      "60x20 ascii a",
      #"""
       Fernhill Gifts . GBP   Wed 14 Dec 2011 09:00     * OBSERVE
       today L222 of L1,500  ROAS 3.13 ^    3 to approve  1 alert
      +- Approve . decision 871 . revision 1 - v 33 more . exp~ -+
      | Raise "Winback . lapsed gifters" L40 > L70  Meta Ads     |
      |                                                          |
      |   daily budget    L40.00 > L70.00    step +75 %          |
      |   held for a day  L70.00 > L122.50                       |
      |                   Meta Ads may spend 1.75x               |
      |   at worst        L631.00                                |
      |                   the outcome is measured after 7 days   |
      |   undo            back to L40.00, any time; what is      |
      |                   spent stays spent                      |
      |                                                          |
      |   Press a and then 70, the daily budget in whole GBP, to |
      |   approve; x to reject with a reason.                    |
      |                                                          |
      | Why                                                      |
      |   The next L1 here earns L2.9 (2.1~3.6); in Brand search |
      +----------------------------------------------------------+
       a approve  x reject  e evidence     ? help  ! halt  q quit
      """#),
    GoldenFrame(
      "40x12 ascii a",
      #"""
       * OBSERVE       3 to approve   1 alert
      +- Approve . decision 871 . revision~ -+
      | Raise "Winback . lapsed gifters" L40 |
      | > L70  Meta Ads                      |
      |                                      |
      |   daily budget  L40.00 > L70.00      |
      |                 step +75 %           |
      |   held for a ~  L70.00 > L122.50     |
      |                 Meta Ads may spend   |
      |                 1.75x                |
      +--------------------------------------+
       a approve       ? help  ! halt  q quit
      """#),
    GoldenFrame(
      "80x24 unicode a a",
      #"""
       Fernhill Gifts · GBP  Wed 14 Dec 2011 09:00  ×1,800     ● OBSERVE  level 1 ask
       today £222 of £1,500  ▕▉┄┄┄··▏  held £920  ROAS 3.13 ▲   3 to approve  1 alert
      ╭─ Approve · decision 871 · revision 1 ──── ▼ 19 more · expires in 3 h 12 min ─╮
      │ Raise "Winback · lapsed gifters" £40 → £70  Meta Ads                         │
      │                                                                              │
      │   daily budget    £40.00 → £70.00    step +75 %                              │
      │   held for a day  £70.00 → £122.50   Meta Ads may spend 1.75×                │
      │   at worst        £631.00   the outcome is measured after 7 days             │
      │   und╭─ Approve decision 871 ────────────────────────────────────────╮       │
      │      │ Raise "Winback · lapsed gifters" £40 → £70                    │       │
      │   Pre│ at worst £631.00                                              │       │
      │   rej│                                                               │       │
      │      │ Type 70, the daily budget in whole GBP, and Enter to approve. │       │
      │ Why  │ ›                                                             │       │
      │   The│                                                               │       │
      │   (0.│ Enter approve  Esc leave it                                   │       │
      │ retur╰───────────────────────────────────────────────────────────────╯1      │
      │ £300 ┤                                                orders                 │
      │      │                       ░░░░░░░     attribution  7-day click            │
      │ £200 ┤              ░░░░░⢀○ £70⠤⠤⠒⠒⠒     data         30 Nov 09:00 to 12     │
      │      │         ░⢀⡠● £40⠉⠉⠁░░░░░░░░░░                  Dec 09:00              │
      │ £100 ┤     ░⣀⠤⠒⠊⠁░░░                     action hash  bec3…0af               │
      ╰──────────────────────────────────────────────────────────────────────────────╯
                                                                               ! halt
      """#),
    GoldenFrame(
      "40x12 unicode x",
      #"""
       ● OBSERVE       3 to approve   1 alert
      ╭─ Reject decision 871: why? ──────────╮
      │ ▌1  too expensive                    │
      │  2  wrong time                       │
      │  3  wrong audience                   │
      │  4  off brand                        │
      │  5  not convinced                    │
      │  6  other                            │
      │                                      │
      │ 1–6 reason  Enter next  Esc leave it │
      ╰──────────────────────────────────────╯
                                       ! halt
      """#),
  ]
}
