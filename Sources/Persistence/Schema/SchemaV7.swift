/// Experiments keep how they were planned; of those from before only what they all had in common is
/// known.
let schemaV7 = """
  UPDATE experiment SET json = json_set(json, '$.design', CASE
    WHEN json_type(json, '$.subject.creative') IS NULL
    THEN json_object('alpha', 0.05, 'days', json_extract(json, '$.plannedTrials'))
    ELSE json_object('alpha', 0.05, 'guardrail', json_object(
      'metric', CASE json_extract(json, '$.subject.creative._0')
        WHEN 'conversion rate' THEN 'click-through rate' ELSE 'conversion rate' END,
      'margin', 0.05, 'mustBeShown', json('false')))
    END)
  WHERE json_type(json, '$.design') IS NULL;
  """
