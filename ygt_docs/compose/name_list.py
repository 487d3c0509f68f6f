"""A list of names (名单) in even columns: a paragraph for each row, every name at a place of its own."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from ygt_docs.compose.flow import Block, Column, Paragraph, Role, Run
from ygt_docs.compose.grid_table import kept
from ygt_docs.compose.pieces import part, run
from ygt_docs.geometry.text import text_width, width_in_characters
from ygt_docs.notice.forms import NameGroup, NameList
from ygt_docs.notice.model import Orientation
from ygt_docs.problems import Problems
from ygt_docs.reading.text import Text
from ygt_docs.standard import gbt9704 as standard

_SPREAD = 3  # 字: two characters are spread to the width of three
_BETWEEN = 1.0  # 字 between two names, at least
_MOST = 6  # names a row, unless the writer asks for more
_SPACE = "\u3000"
_SPACES = f" {_SPACE}"


def name_blocks(names: NameList, orientation: Orientation, problems: Problems) -> list[Block]:
    """The groups of `names`, each heading bound to its first row."""
    per_row, room = _per_row(names, orientation, problems)
    blocks: list[Block] = []
    for group in names.all_groups():
        _check_twice(group, problems)
        if group.heading is not None:
            blocks.append(kept(Role.NAMES_GROUP, group.heading))
        for start in range(0, len(group.names), per_row):
            blocks.append(_row(group.names[start : start + per_row], room / per_row))
    return blocks


def _row(names: Sequence[Text], width: float) -> Paragraph:
    """One row: each name begins in its column, the first two characters from the edge as a paragraph does."""
    columns: list[Column] = []
    for index, name in enumerate(names):
        columns.append(Column(standard.FIRST_LINE_INDENT.value + index * width, spread(name)))
    return Paragraph(Role.NAMES, columns=tuple(columns))


def spread(name: Text) -> tuple[Run, ...]:
    """`name` in runs: one of two characters, typed with spaces or without, is as wide as one of three."""
    signs = []
    for index, sign in enumerate(name):
        if sign not in _SPACES:
            signs.append(index)
    if len(signs) != 2 or not all("\u4e00" <= name[index] <= "\u9fff" for index in signs):
        return (run(name),)
    first, last = signs
    return run(part(name, first, first + 1)), Run(_SPACE), run(part(name, last, last + 1))


def _per_row(names: NameList, orientation: Orientation, problems: Problems) -> tuple[int, float]:
    """How many names stand in a row, and the room of a row in 字; as many as the longest name allows."""
    area = text_width(orientation).over(standard.CHARACTER_PITCH.value)
    room = float(int(area + 0.5)) - standard.FIRST_LINE_INDENT.value
    every = [name for group in names.all_groups() for name in group.names]
    longest = max(every, key=width_in_characters)
    widest = max(width_in_characters(longest), _SPREAD) + _BETWEEN
    fitting = max(1, int((room + _BETWEEN) / widest))
    wanted = names.per_row
    if wanted is not None and wanted > fitting:
        problems.add("N674", longest.place, typed=wanted, longest=longest, used=fitting)
    return min(wanted or _MOST, fitting), room


def _check_twice(group: NameGroup, problems: Problems) -> None:
    """Say of a name that stands twice in one group (N673); all of them in one message."""
    bare = []
    for name in group.names:
        bare.append(name.replace(" ", "").replace(_SPACE, ""))
    twice = [name for name, count in Counter(bare).items() if count > 1]
    if twice:
        place = next(
            name.place for name, text in zip(reversed(group.names), reversed(bare), strict=True) if text == twice[0]
        )
        more = f"（还有{'、'.join(twice[1:])}）" if len(twice) > 1 else ""
        problems.add("N673", place, found=twice[0], more=more)
