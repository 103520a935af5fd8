/// Who was in which segment is worked out from the orders.
///
/// What was given back of orders: day −1 says how much is left of one, another day how much was given
/// back then, by the `number`th such row of its file. It waits here for its order if that is not stored yet.
let schemaV5 = """
  DROP TABLE membership;
  CREATE TABLE refund (
    source INTEGER NOT NULL,
    reference TEXT NOT NULL,
    day INTEGER NOT NULL,
    micros INTEGER NOT NULL,
    number INTEGER NOT NULL,
    PRIMARY KEY (source, reference, day, micros, number)
  ) STRICT, WITHOUT ROWID;
  ALTER TABLE orders ADD COLUMN refunded INTEGER NOT NULL DEFAULT 0;
  """
