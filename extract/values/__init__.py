"""Value parsers, one kind of value a module. In: the text of one value. Out: the value, with its place, or None.

A parser knows no files and no sections, never raises, and never guesses: what is not certain is None.
"""
