"""Checks: one rule a file, each asking one question of a posting that was read.

In: a `Case` (the offer, its spans, the source text, what the extraction saw, what the posting's family must have).
Out: `run(case)` gives a list of `Finding`, ordered by place in the text, then by code. `RULES` holds the documentation
of every code, those of the batch (OF302) and of the file (OF9xx) included. The checks know nothing of how a record was
made, read no file, and depend on neither today's date nor the locale.
"""

from .case import Case
from .registry import RULES, run
from .rule import Rule

__all__ = ["RULES", "Case", "Rule", "run"]
