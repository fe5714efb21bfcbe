"""Which family a posting belongs to.

In: the settled values. Out: the family whose evidence adds up to its threshold, the heaviest first; or None.
"""

from ..patterns.load import Evidence, Family, Patterns
from .settled import Settled


def recognise(settled: Settled, patterns: Patterns) -> Family | None:
    """The family of a posting, or None."""
    scored = [(sum(e.weight for e in family.evidence if _stands(e, settled)), family) for family in patterns.families]
    best = max(scored, key=lambda pair: pair[0], default=None)
    return best[1] if best and best[0] >= best[1].threshold else None


def _stands(evidence: Evidence, settled: Settled) -> bool:
    if evidence.label == "reference" and evidence.value:
        return any(evidence.value.search(value.text.replace("‑", "-")) for _, value in settled.references)
    entry = settled.entries.get(evidence.label)
    if entry is None:
        return False
    return evidence.form is None or entry.form.text == evidence.form
