"""A batch: many files into a folder of parts, so that it can be stopped at any moment and gone on with.

`chunks` cuts the sorted files into pieces that stay the same where files come and go elsewhere; `task` is the unit of
work, one piece into its part and its receipt, for this machine (`local`) and for an engine of many; `receipts` says
what was read, `before` what of it still holds, `parts` keeps the records, `folder` is the batch as it stands on the
disk, `finish` closes it, `run` is the run of `offres convert --format jsonl|parquet`.

What stands in the folder depends on the files, the code, the patterns and the limits, and on nothing else: a batch that
was killed and gone on with is the same, byte for byte, as one that ran through.
"""
