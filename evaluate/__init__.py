"""Evaluation: golden postings and records in, how right the records are out.

`load` reads both sides, `match` finds the golden posting of each record, `fields` says what is scored and by which
measure, `align` pairs lists, `score` counts, `compare` sets two runs side by side, `floors` holds what may not be
undercut; `report` and `as_json` show the same figures. The room knows the record's JSON only: no reader, no pattern and
no check, so that what it says of the tool does not depend on the tool.
"""
