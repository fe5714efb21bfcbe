"""One written posting into every format that postings come in; `formats.py` lists them."""
