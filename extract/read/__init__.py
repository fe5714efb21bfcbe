"""Readers. In: the bytes of a file. Out: a `Document` and its lines; no fields, no meaning.

`decode` tells the encoding, `clean` undoes markup and damage and keeps the way back, `text` says what each line is by
its looks. What cannot be read raises an error of `errors.py` that says why.
"""
