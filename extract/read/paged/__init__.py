"""Paged sources: PDF, scans and images.

In: the bytes of a file. Out: a `Document` whose characters have a page and a box. `pdf` is the reading ladder, `image`
reads scans. A step gives `printed` lines in reading order (`pdf_stream` from the content stream, `pdf_layout` and `ocr`
from words by their geometry: `words` with `grid`, `columns`, `gutters`, `strips`), which become pieces in one place.
"""
