/// The tables as they were first. Never edited again: what changes later is a further migration.
///
/// Money is integer micros, times are integer seconds UTC, days count from 1970-01-01, `hour`
/// counts hours from there.
/// Foreign keys are checked at the end of a transaction, so the order of its changes does not
/// matter.
let schemaV1 = """
  PRAGMA application_id = \(growthApplicationID);

  CREATE TABLE shop (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    name TEXT NOT NULL,
    currency TEXT NOT NULL,
    gross_margin REAL NOT NULL
  ) STRICT;

  -- One row for each customer, kept up to date with the orders; orders = 0 until the first one is summed.
  CREATE TABLE customer (
    id INTEGER PRIMARY KEY,
    reference TEXT NOT NULL UNIQUE,
    first_day INTEGER NOT NULL,
    last_day INTEGER NOT NULL,
    purchase_days INTEGER NOT NULL,
    orders INTEGER NOT NULL,
    revenue INTEGER NOT NULL,
    first_day_revenue INTEGER NOT NULL,
    accepts_email INTEGER NOT NULL
  ) STRICT;

  CREATE TABLE order_source (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE
  ) STRICT;

  CREATE TABLE orders (
    id INTEGER PRIMARY KEY,
    source INTEGER NOT NULL REFERENCES order_source DEFERRABLE INITIALLY DEFERRED,
    reference TEXT NOT NULL,
    customer INTEGER NOT NULL REFERENCES customer DEFERRABLE INITIALLY DEFERRED,
    placed_at INTEGER NOT NULL,
    amount INTEGER NOT NULL,
    campaign INTEGER
  ) STRICT;
  \(OrderIndexes.create)

  CREATE TABLE order_day (
    day INTEGER PRIMARY KEY,
    orders INTEGER NOT NULL,
    revenue INTEGER NOT NULL,
    last_at INTEGER NOT NULL
  ) STRICT;

  CREATE TABLE import_file (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL,
    imported_at INTEGER NOT NULL,
    new_orders INTEGER NOT NULL,
    new_customers INTEGER NOT NULL,
    already_stored INTEGER NOT NULL,
    bad_rows INTEGER NOT NULL
  ) STRICT;

  CREATE TABLE campaign (
    id INTEGER PRIMARY KEY,
    platform TEXT NOT NULL,
    status TEXT NOT NULL,
    json TEXT NOT NULL
  ) STRICT;

  CREATE TABLE experiment (
    id INTEGER PRIMARY KEY,
    campaign INTEGER NOT NULL,
    status TEXT NOT NULL,
    json TEXT NOT NULL
  ) STRICT;

  CREATE TABLE experiment_look (
    experiment INTEGER NOT NULL REFERENCES experiment DEFERRABLE INITIALLY DEFERRED,
    at INTEGER NOT NULL,
    mean REAL NOT NULL,
    low REAL NOT NULL,
    high REAL NOT NULL,
    level REAL NOT NULL,
    PRIMARY KEY (experiment, at)
  ) STRICT, WITHOUT ROWID;

  -- closed_at is set once it is resolved.
  CREATE TABLE alert (
    id INTEGER PRIMARY KEY,
    state TEXT NOT NULL,
    closed_at INTEGER,
    json TEXT NOT NULL
  ) STRICT;
  CREATE INDEX alert_closed ON alert (closed_at);

  -- within_interval is set once the outcome is measured.
  CREATE TABLE decision (
    id INTEGER PRIMARY KEY,
    revision INTEGER NOT NULL,
    kind TEXT NOT NULL,
    platform TEXT NOT NULL,
    state TEXT NOT NULL,
    is_final INTEGER NOT NULL,
    proposed_at INTEGER NOT NULL,
    within_interval INTEGER,
    json TEXT NOT NULL
  ) STRICT;
  CREATE INDEX decision_final ON decision (is_final);
  CREATE INDEX decision_outcome ON decision (kind, within_interval) WHERE within_interval IS NOT NULL;

  CREATE TABLE decision_campaign (
    campaign INTEGER NOT NULL,
    decision INTEGER NOT NULL REFERENCES decision DEFERRABLE INITIALLY DEFERRED,
    PRIMARY KEY (campaign, decision)
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE outbox (
    id INTEGER PRIMARY KEY,
    decision INTEGER NOT NULL REFERENCES decision DEFERRABLE INITIALLY DEFERRED,
    position INTEGER NOT NULL,
    platform TEXT NOT NULL,
    state TEXT NOT NULL,
    is_settled INTEGER NOT NULL,
    json TEXT NOT NULL,
    UNIQUE (decision, position)
  ) STRICT;
  CREATE INDEX outbox_unsettled ON outbox (id) WHERE is_settled = 0;

  -- An overdraft is impossible whatever the code above does. A cap set below what is held becomes the target,
  -- and the cap follows it down as money is released.
  CREATE TABLE balance (
    account TEXT PRIMARY KEY,
    day INTEGER,
    pending INTEGER NOT NULL CHECK (pending >= 0),
    posted INTEGER NOT NULL CHECK (posted >= 0),
    cap INTEGER NOT NULL,
    target INTEGER NOT NULL,
    CHECK (pending + posted <= cap)
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE holding (
    day INTEGER NOT NULL,
    campaign INTEGER NOT NULL,
    platform TEXT NOT NULL,
    micros INTEGER NOT NULL CHECK (micros >= 0),
    PRIMARY KEY (day, campaign, platform)
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE transfer (
    id INTEGER PRIMARY KEY,
    at INTEGER NOT NULL,
    kind TEXT NOT NULL,
    campaign INTEGER NOT NULL,
    platform TEXT NOT NULL,
    day INTEGER NOT NULL,
    amount INTEGER NOT NULL CHECK (amount >= 0),
    released INTEGER NOT NULL CHECK (released >= 0),
    decision INTEGER REFERENCES decision DEFERRABLE INITIALLY DEFERRED
  ) STRICT;
  \(appendOnly(table: "transfer", key: "id", words: "transfers are append-only"))

  -- Clustered by time: a tick touches the pages of a few hours, not one for each campaign.
  CREATE TABLE metrics_hour (
    hour INTEGER NOT NULL,
    campaign INTEGER NOT NULL,
    creative TEXT NOT NULL,
    \(metricsColumns),
    PRIMARY KEY (hour, campaign, creative)
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE metrics_day (
    day INTEGER NOT NULL,
    campaign INTEGER NOT NULL,
    creative TEXT NOT NULL,
    \(metricsColumns),
    PRIMARY KEY (day, campaign, creative)
  ) STRICT, WITHOUT ROWID;

  -- The first hour whose hourly rows are kept; rows before it are closed and never change again.
  CREATE TABLE metrics_horizon (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    hour INTEGER NOT NULL
  ) STRICT;

  CREATE TABLE email_contact (
    at INTEGER NOT NULL,
    reference TEXT NOT NULL,
    campaign INTEGER NOT NULL,
    PRIMARY KEY (at, reference, campaign)
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE membership (
    day INTEGER PRIMARY KEY,
    segments BLOB NOT NULL
  ) STRICT;

  CREATE TABLE activity (
    id INTEGER PRIMARY KEY,
    at INTEGER NOT NULL,
    kind TEXT NOT NULL,
    by TEXT NOT NULL,
    text TEXT NOT NULL,
    detail TEXT NOT NULL,
    decision INTEGER,
    campaign INTEGER
  ) STRICT;
  CREATE INDEX activity_campaign ON activity (campaign) WHERE campaign IS NOT NULL;

  CREATE TABLE belief (
    key TEXT NOT NULL,
    version INTEGER NOT NULL,
    at INTEGER NOT NULL,
    because TEXT NOT NULL,
    json BLOB NOT NULL,
    PRIMARY KEY (key, version)
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE memory (
    key TEXT PRIMARY KEY,
    value TEXT NOT NULL
  ) STRICT, WITHOUT ROWID;

  -- hash = SHA-256(hash of the row before, 32 bytes ‖ json); the first row follows 32 zero bytes.
  CREATE TABLE audit (
    sequence INTEGER PRIMARY KEY,
    json TEXT NOT NULL,
    hash TEXT NOT NULL
  ) STRICT;
  \(appendOnly(table: "audit", key: "sequence", words: "the audit is append-only"))
  """

/// The indexes of the orders, apart because a first import builds them in one go at its end.
///
/// The reference stands before the source: sorting by text that differs at once took two thirds of
/// the time.
enum OrderIndexes {
  static let create = """
    CREATE UNIQUE INDEX orders_reference ON orders (reference, source);
    CREATE INDEX orders_customer ON orders (customer, placed_at);
    """
  static let drop = """
    DROP INDEX orders_reference;
    DROP INDEX orders_customer;
    """
}

/// `GRWH`, in the header of each of our databases.
let growthApplicationID: Int32 = 0x4752_5748

private let metricsColumns = """
  impressions INTEGER NOT NULL, opens INTEGER NOT NULL, clicks INTEGER NOT NULL, conversions REAL NOT NULL,
    unsubscribes INTEGER NOT NULL, spend INTEGER NOT NULL, revenue INTEGER NOT NULL
  """

/// Triggers that refuse update and delete, also the silent delete of INSERT OR REPLACE.
private func appendOnly(table: String, key: String, words: String) -> String {
  """
  CREATE TRIGGER \(table)_no_update BEFORE UPDATE ON \(table) BEGIN SELECT RAISE(ABORT, '\(words)'); END;
    CREATE TRIGGER \(table)_no_delete BEFORE DELETE ON \(table) BEGIN SELECT RAISE(ABORT, '\(words)'); END;
    CREATE TRIGGER \(table)_in_order BEFORE INSERT ON \(table)
      WHEN NEW.\(key) <= (SELECT coalesce(max(\(key)), 0) FROM \(table))
      BEGIN SELECT RAISE(ABORT, '\(words)'); END;
  """
}
