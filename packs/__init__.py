"""Packs as a user sees them: `offres patterns list | show | test | new | schema`.

In: the packs that `patterns/` found. Out: text for a terminal, and for `test` whether every example holds. Nothing here
takes part in reading a posting.
"""
