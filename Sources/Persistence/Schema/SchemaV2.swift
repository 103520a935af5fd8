/// The quality report of each imported file, as JSON; files imported before have none.
let schemaV2 = """
  ALTER TABLE import_file ADD COLUMN report TEXT;
  """
