"""From the bytes of a file to validated records. In: bytes or text. Out: `Record`s.

In the order in which a posting flows: `read/` (bytes to text and lines), `layout` (reading order), `postings` (several
in one text), `segment` with `body` (labelled values and sections, as candidates), `settle` with `prose` and `torn` (one
reading a field), `family`, `offer` with `offer_body` and `values/` (values with their places), `spans`, and `pipeline`,
the whole way in one readable function. `record`, `document`, `segments`, `settled` and `draft` hold the data between.
"""
