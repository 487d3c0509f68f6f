"""An organ's name in several lines (署名回行): cut between two of its words, into lines as even as they can be."""

from __future__ import annotations

from itertools import combinations, pairwise

from ygt_docs.compose.pieces import part
from ygt_docs.compose.title_breaks import NEVER, name_costs
from ygt_docs.geometry.text import width_in_characters
from ygt_docs.reading.text import Text


def in_lines(name: Text, count: int, narrow: bool = False) -> tuple[Text, ...]:
    """`name` in `count` lines, fewer where it has no good places for so many; `narrow`: no wider than they must be."""
    costs = name_costs(name)
    good = []
    for end in range(2, len(name) - 1):
        if costs[end - 1] < NEVER:
            good.append(end)
    cuts = []
    for ends in combinations(good, min(count - 1, len(good))):
        cuts.append(_lines(name, ends))
    return min(cuts, key=lambda lines: (_widest(lines) if narrow else 0, _cost(lines, costs)))


def _widest(lines: tuple[Text, ...]) -> float:
    return max(map(width_in_characters, lines))


def _lines(name: Text, ends: tuple[int, ...]) -> tuple[Text, ...]:
    lines: list[Text] = []
    for start, end in pairwise((0, *ends, len(name))):
        lines.append(part(name, start, end))
    return tuple(lines)


def _cost(lines: tuple[Text, ...], costs: list[float]) -> float:
    widths = []
    for line in lines:
        widths.append(width_in_characters(line))
    mean = sum(widths) / len(widths)
    ends = []
    for index in range(1, len(lines)):
        ends.append(sum(map(len, lines[:index])))
    return sum((width - mean) ** 2 for width in widths) + sum(costs[end - 1] for end in ends)
