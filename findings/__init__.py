"""Findings out: `offres check` and `offres rule`.

`located` turns a document's records into their findings with places, in the process that read it; `batch` is what a run
over many files found, with what only the batch shows; `chosen` says which of them count; `check` is the run; `text`,
`listed` (JSON, CSV), `sarif`, `junit` and `github` write them; `rules` tells what a code means. No writer knows a
reader or a pattern, and memory does not grow with the number of findings.
"""
