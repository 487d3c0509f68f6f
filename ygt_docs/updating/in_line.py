"""Changes of a list or mapping that is typed in brackets, [甲, 乙] or {甲: 1}: what stays is not written anew."""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence, Set

Edit = tuple[int, int, str]
Place = tuple[int, int]


def bracket_edits(text: str, places: Sequence[Place], gone: Set[int], added: Mapping[int, Sequence[str]]) -> list[Edit]:
    """Edits of `text` in which the items of `gone` go and new ones come.

    `places`: from where to where each typed item stands; at least one must stay. `added`: the texts that come behind an
    item (-1: before the first one). Comments and line ends between items that stay are not touched.
    """
    kept = [number for number in range(len(places)) if number not in gone]
    separator = _separator(text, places)
    coming: dict[int, list[str]] = {}
    for number, texts in sorted(added.items()):
        coming.setdefault(max((item for item in kept if item <= number), default=-1), []).extend(texts)
    edits: list[Edit] = []
    for number, texts in coming.items():
        at = places[number][1] if number >= 0 else places[kept[0]][0]
        edits.append((at, at, "".join(separator + item if number >= 0 else item + separator for item in texts)))
    return edits + [_removal(text, places, first, last) for first, last in _runs(gone)]


def _separator(text: str, places: Sequence[Place]) -> str:
    """What stands between two items of one line: a comma, and a space if the person types one."""
    between = {text[one[1] : two[0]] for one, two in itertools.pairwise(places)}
    return "," if between == {","} else ", "


def _runs(numbers: Set[int]) -> list[Place]:
    """`numbers` as runs without a gap: first and last of each."""
    runs: list[Place] = []
    for number in sorted(numbers):
        if runs and runs[-1][1] == number - 1:
            runs[-1] = (runs[-1][0], number)
        else:
            runs.append((number, number))
    return runs


def _removal(text: str, places: Sequence[Place], first: int, last: int) -> Edit:
    """The items `first` to `last` go with a comma; a comment behind the item before them stays."""
    if last + 1 < len(places):
        return places[first][0], places[last + 1][0], ""
    start = places[first - 1][1] if first else places[first][0]
    if "#" in text[start : places[first][0]]:
        start = places[first][0]  # a comma may end a list in brackets
    return start, places[last][1], ""


__all__ = ["Edit", "bracket_edits"]
