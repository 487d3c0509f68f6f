"""Lists of names of a draft (名单): rows of names in columns under headings that count them, or styled as such."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from ygt_docs.docfiles.decode import Reason
from ygt_docs.elements.catalogue import Role
from ygt_docs.intake.context import Context, Tree
from ygt_docs.intake.traced import Block, Derived, Traced

_HEADING = re.compile(r"[^，。；：、|]{1,30}[（(]共? ?(?P<count>[0-9]{1,4}) ?[名人位个][）)]")
_NAME = re.compile(r"[\u3400-\u9fff]{2,4}|[\u3400-\u9fff]{1,8}(?:·[\u3400-\u9fff]{1,8})+")
_SIGN = re.compile("[\u3400-\u9fff]")
_WORDS = re.compile("[^ ]+")


@dataclass
class _Group:
    heading: Traced | None
    rows: list[list[Traced]] = field(default_factory=list)
    lines: list[Traced] = field(default_factory=list)

    @property
    def names(self) -> list[Traced]:
        """All its names in order."""
        found: list[Traced] = []
        for row in self.rows:
            found.extend(row)
        return found


def with_names(lines: Sequence[Traced], context: Context) -> list[Traced]:
    """`lines` with each list of names as a :class:`Block`."""
    out: list[Traced] = []
    at = 0
    while at < len(lines):
        groups, after = _groups(lines, at, context)
        if groups:
            out.append(_block(groups, context))
            at = after
        else:
            out.append(lines[at])
            at += 1
    return out


def _groups(lines: Sequence[Traced], at: int, context: Context) -> tuple[list[_Group], int]:
    """The groups of the list that begins with line `at`, and the line behind it; none where no list begins."""
    groups: list[_Group] = []
    while at < len(lines):
        group, after = _group(lines, at, context)
        if group is None:
            break
        groups.append(group)
        at = after
    return groups, at


def _group(lines: Sequence[Traced], at: int, context: Context) -> tuple[_Group | None, int]:
    """The group that begins with line `at`: a heading and rows of names, or rows that are styled as names."""
    line = lines[at]
    if isinstance(line, Block):
        return None, at
    counted = _HEADING.fullmatch(line)
    styled = context.draft.role_of(line)
    group = _Group(line if styled == Role.NAMES_GROUP or counted is not None else None)
    if group.heading is None and styled != Role.NAMES:
        return None, at
    after = at if group.heading is None else at + 1
    while after < len(lines) and not isinstance(lines[after], Block):
        names = _names(lines[after])
        own = context.draft.role_of(lines[after]) == Role.NAMES
        full = counted is not None and len(group.names) + len(names) > int(counted["count"])
        if not names or (not own and (counted is None or full)):
            break
        group.rows.append(names)
        group.lines.append(lines[after])
        after += 1
    right = counted is None or len(group.names) == int(counted["count"]) or styled == Role.NAMES_GROUP
    if group.rows and right:
        return (group, after)
    return (None, at)


def _names(line: Traced) -> list[Traced]:
    """The names of a row; a name that is spread (王 强) is one. [] where something else stands there."""
    found: list[Traced] = []
    pending: Traced | None = None
    for match in _WORDS.finditer(line):
        word = line.part(*match.span())
        if pending is not None:
            if _SIGN.fullmatch(word) is None:
                return []
            found.append(Traced(pending + word, (*pending.origins, *word.origins)))
            pending = None
        elif _SIGN.fullmatch(word) is not None:
            pending = word
        elif _NAME.fullmatch(word) is None:
            return []
        else:
            found.append(word)
    return [] if pending is not None else found


def _block(groups: Sequence[_Group], context: Context) -> Block:
    tree: Tree = {}
    rows = [row for group in groups for row in group.rows]
    if any(len(group.rows) > 1 for group in groups):
        tree["每行"] = Derived(max(map(len, rows)), ())
    named: list[Tree] = []
    for group in groups:
        for line in group.lines:  # columns stand in the place of the spaces
            spaces = []
            for place, sign in enumerate(line):
                if sign == " ":
                    spaces.append(place)
            context.ledger.drop(line.pick(spaces), Reason.SPACE)
        heading: Tree = {} if group.heading is None else {"标题": group.heading}
        named.append({**heading, "姓名": group.names})
    if len(named) == 1 and groups[0].heading is None:
        tree["姓名"] = groups[0].names
    else:
        tree["组"] = named
    return Block.of({"名单": tree})
