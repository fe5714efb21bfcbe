"""What postings look like, as data: labels, headings, reference forms and vocabularies, each with its examples.

In: the TOML files of this folder. Out: `load.load_patterns()`, compiled and validated, once a process.
"""
