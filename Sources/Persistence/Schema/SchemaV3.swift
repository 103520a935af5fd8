/// What each order came by, where that is known.
let schemaV3 = """
  CREATE TABLE order_channel (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE
  ) STRICT;
  ALTER TABLE orders ADD COLUMN channel INTEGER;
  """
