/// Plans of weeks by their first day, and what was learnt, in the order in which it was.
let schemaV6 = """
  CREATE TABLE weekly_plan (
    first_day INTEGER PRIMARY KEY,
    json TEXT NOT NULL
  ) STRICT;
  CREATE TABLE lesson (
    id INTEGER PRIMARY KEY,
    json TEXT NOT NULL
  ) STRICT;
  """
