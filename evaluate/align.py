"""Pairing two lists before they are scored: in order, each item once, the best pairing there is.

Best: as many strictly equal pairs as can be, then as many softly equal ones, then pairs as near as can be. What is less
than three fifths alike is no pair, it is one item missing and one too many; unless nothing else is left on either side,
as with the one value of a scalar.
"""

from collections.abc import Callable, Sequence

from .values import Likeness, Value

NEAR_ENOUGH = 600  # per mille; two French phrases that have nothing in common are half alike
# A pair's worth in one number. The nearness of all pairs of a posting never sums up to one softly equal pair.
_SOFT, _STRICT = 10**9, 10**18

Pair = tuple[int | None, int | None]
Liken = Callable[[Value, Value], Likeness]


def align(gold: Sequence[Value], said: Sequence[Value], liken: Liken) -> list[Pair]:
    """The positions of all items, paired where they belong together, in order; None stands for no partner.

    Equal items at both ends are paired at once: no pairing is better, and mostly nothing else is left.
    """
    head, tail = _equal_ends(gold, said)
    rows, columns = len(gold) - tail, len(said) - tail
    inner = _pairs(gold[head:rows], said[head:columns], liken)
    return [
        *((i, i) for i in range(head)),
        *((_shifted(i, head), _shifted(j, head)) for i, j in inner),
        *((rows + i, columns + i) for i in range(tail)),
    ]


def _equal_ends(gold: Sequence[Value], said: Sequence[Value]) -> tuple[int, int]:
    shorter = min(len(gold), len(said))
    head = next((i for i in range(shorter) if gold[i] != said[i]), shorter)
    tail = next((i for i in range(shorter - head) if gold[-1 - i] != said[-1 - i]), shorter - head)
    return head, tail


def _shifted(position: int | None, by: int) -> int | None:
    return None if position is None else position + by


def _pairs(gold: Sequence[Value], said: Sequence[Value], liken: Liken) -> list[Pair]:
    if len(gold) == len(said) == 1:
        return [(0, 0)]
    worth = [[_worth(liken(one, other)) for other in said] for one in gold]
    best = _best_from(worth, len(gold), len(said))
    pairs: list[Pair] = []
    i = j = 0
    while i < len(gold) and j < len(said):
        if worth[i][j] and best[i][j] == worth[i][j] + best[i + 1][j + 1]:
            pairs.append((i, j))
            i, j = i + 1, j + 1
        elif best[i][j] == best[i + 1][j]:
            pairs.append((i, None))
            i += 1
        else:
            pairs.append((None, j))
            j += 1
    return [*pairs, *((k, None) for k in range(i, len(gold))), *((None, k) for k in range(j, len(said)))]


def _best_from(worth: list[list[int]], rows: int, columns: int) -> list[list[int]]:
    """What can be had at most from item `i` of the one list and `j` of the other onwards."""
    best = [[0] * (columns + 1) for _ in range(rows + 1)]
    for i in reversed(range(rows)):
        for j in reversed(range(columns)):
            best[i][j] = max(worth[i][j] + best[i + 1][j + 1], best[i + 1][j], best[i][j + 1])
    return best


def _worth(likeness: Likeness) -> int:
    """The worth of a pair; 0 for none."""
    if not likeness.soft and likeness.nearness < NEAR_ENOUGH:
        return 0
    return _STRICT * likeness.strict + _SOFT * likeness.soft + likeness.nearness
