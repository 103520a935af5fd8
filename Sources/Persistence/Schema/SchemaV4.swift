/// Experiments say what they are about, and their variants what they spent and brought; those from
/// before were all about creatives.
let schemaV4 = """
  UPDATE experiment SET json = json_remove(
    json_set(
      json, '$.subject', json_object('creative', json_object('_0', json_extract(json, '$.metric'))),
      '$.variants', (
        SELECT json_group_array(
          json_set(variant.value, '$.spendMicros', 0, '$.revenueMicros', 0))
        FROM json_each(experiment.json, '$.variants') AS variant)),
    '$.metric')
  WHERE json_type(json, '$.subject') IS NULL;
  """
