/// Who was in which segment is worked out from the orders.
///
/// What was given back of orders: `at` 0 says how much is left of one, another `at` how much was given
/// back then. It waits here for its order if that is not stored yet.
let schemaV5 = """
  DROP TABLE membership;
  CREATE TABLE refund (
    source INTEGER NOT NULL,
    reference TEXT NOT NULL,
    at INTEGER NOT NULL,
    micros INTEGER NOT NULL,
    PRIMARY KEY (source, reference, at, micros)
  ) STRICT, WITHOUT ROWID;
  ALTER TABLE orders ADD COLUMN refunded INTEGER NOT NULL DEFAULT 0;
  """
