"""What stands before the body: issuing mark, document number, title over several lines, addressees."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import accumulate, pairwise

from ygt_docs.compose.flow import Role
from ygt_docs.compose.title import line_capacity, title_paragraph
from ygt_docs.compose.title_breaks import NEVER, break_costs
from ygt_docs.geometry.text import width_in_characters
from ygt_docs.intake.context import Context, Node, Tree
from ygt_docs.intake.draft import Reason
from ygt_docs.intake.masthead import Masthead, take_byline, take_masthead
from ygt_docs.intake.number import read_number
from ygt_docs.intake.promulgated import lines_by_look
from ygt_docs.intake.shapes import (
    CONTENTS,
    DRAFT_NUMBER,
    NUMBER,
    REGISTRATION,
    SHORTEST_WHOLE,
    ends_open,
    is_addressees,
    is_date_shaped,
    is_organ,
    is_table_row,
    side_by_side,
)
from ygt_docs.intake.traced import Traced, joined
from ygt_docs.notice.model import PLAIN_KINDS, Kind, Orientation
from ygt_docs.problems import Problems
from ygt_docs.reading.text import Text

_LONGEST_HEAD, _LONGEST_TITLE = 24, 12
_KINDS = sorted((kind.value for kind in Kind if kind not in PLAIN_KINDS), key=len, reverse=True)
_AND = "、"
_CODE = re.compile(r"[\u3400-\u9fff]{2,12}(?:发|办|函|字|呈|请|报|令|联|通)")
_YEAR_AND_SERIAL = re.compile(r"[〔\[【（(﹝［] ?[0-9]{4} ?[〕\]】）)﹞］] ?第?[0-9]{1,6} ?号")


@dataclass
class Head:
    """`kind` is None when the title names none; `mark` is a typed issuing mark; `rest` are the lines after the head."""

    title: list[Traced] = field(default_factory=list)
    kind: str | None = None
    number: Tree | None = None
    addressees: list[Traced] = field(default_factory=list)
    mark: Traced | None = None
    registration: Traced | None = None
    masthead: Masthead = field(default_factory=Masthead)
    byline: Tree = field(default_factory=dict)
    rest: list[Traced] = field(default_factory=list)

    @property
    def title_text(self) -> str:
        """The title in one line."""
        return "".join(self.title)

    @property
    def organs_in_title(self) -> str:
        """What stands before 关于 ('' when the title has no 关于)."""
        organs, about, _ = self.title_text.partition("关于")
        return organs if about else ""

    @property
    def organs(self) -> list[str]:
        """The organs of the title, parted by 、 or by lines that are whole names; empty where it names none."""
        in_title, lines = self.organs_in_title, "\n".join(self.title).partition("关于")[0]
        by_lines = [name for name in re.split("[、\n]", lines) if name]
        whole = "".join(by_lines) == in_title.replace(_AND, "") and all(
            is_organ(name) and len(name) >= SHORTEST_WHOLE for name in by_lines
        )
        return by_lines if whole else [name for name in in_title.split(_AND) if name and is_organ(name)]


def read_head(lines: Sequence[Traced], context: Context, titled: int = 0) -> Head:
    """The head of the document. What stands in it and is none of its parts goes first into `rest`, with a doubt.

    `titled`: how many of the first lines are known to be the title (0: they are told by their look).
    """
    end = next((index for index, line in enumerate(lines[:_LONGEST_HEAD]) if index and is_addressees(line)), None)
    head = Head()
    above = list(lines[:_LONGEST_HEAD] if end is None else lines[:end])
    head.masthead, above = take_masthead(above, context)
    above = _number_joined(above, context)
    above = _without_number(above, head, context)
    above = _without_mark(above, head, context)
    count = titled or _title_length(above, end is not None)
    byline, head.byline, after = (
        take_byline(above, context) if end is None and not _kind("".join(above[:count])) else (0, {}, [])
    )
    if byline:
        count, above = byline, [*above[:byline], *after]
    # Organs side by side get a line each: with the space between them closed up they would run into one name.
    head.title = [name for line in above[:count] for name in side_by_side(line)]
    head.kind = _kind("".join(above[:count]))
    left = above[count:]
    if end is not None:
        for line in left:
            context.doubts.add("I315", line, found=line[:24])
        head.addressees = _addressees(lines[end], context)
        head.rest = left + list(lines[end + 1 :])
    else:
        head.rest = left + list(lines[_LONGEST_HEAD:])
    return head


def title_value(title: Sequence[Traced], context: Context) -> Node:
    """The title as it is written: one line as text, lines that fit as a list, others joined for compose to break; so
    are lines that compose breaks at the same places, and lines that end inside a word (a doubt)."""
    capacity = line_capacity(Orientation.PORTRAIT)
    if len(title) < 2 or any(width_in_characters(line) > capacity for line in title) or broken_alike(title):
        return joined(title)
    if _cut_in_word(title):
        context.doubts.add("I375", title[0], found="｜".join(title))
        return joined(title)
    return list(title)


def broken_alike(title: Sequence[Traced], orientation: Orientation = Orientation.PORTRAIT) -> bool:
    """Whether compose breaks the joined title into these very lines."""
    whole = "".join(title)
    organs, about, _ = whole.partition("关于")
    made = title_paragraph(Role.TITLE, [Text(whole)], Problems(), organs.split("、") if about else (), orientation)
    return ["".join(run.text for run in line) for line in made.lines] == list(title)


def _number_joined(lines: list[Traced], context: Context) -> list[Traced]:
    """`lines` with a document number that stands in two lines (青政办发, 〔2026〕15号) in one."""
    for index, (code, rest) in enumerate(pairwise(lines)):
        if _CODE.fullmatch(code) and _YEAR_AND_SERIAL.fullmatch(rest):
            context.doubts.add("I368", code, comment=False, found=f"{code}｜{rest}")
            whole = Traced(code + rest, (*code.origins, *rest.origins))
            return [*lines[:index], whole, *lines[index + 2 :]]
    return lines


def _cut_in_word(title: Sequence[Traced]) -> bool:
    """Whether a line of the title ends where compose would never break it: inside a word or a name (7.3.1)."""
    whole = "".join(title)
    organs, about, _ = whole.partition("关于")
    costs = break_costs(whole, organs.split(_AND) if about else (), True)
    ends = accumulate(len(line) for line in title[:-1])
    # Organs that stand in lines of their own may have no mark between them.
    return any(
        costs[end - 1] >= NEVER
        for line, end in zip(title, ends, strict=False)
        if not (is_organ(line) and len(line) >= SHORTEST_WHOLE)
    )


def _without_number(lines: list[Traced], head: Head, context: Context) -> list[Traced]:
    kept: list[Traced] = []
    first: Traced | None = None
    for line in lines:
        registration = REGISTRATION.fullmatch(line)
        if registration is not None and head.registration is None:
            context.ledger.drop(line.outside(registration, "value"), Reason.LABEL)
            head.registration = line.group(registration, "value")
            context.doubts.add("I310", head.registration, comment=False, found=head.registration)
        elif NUMBER.fullmatch(line) is None and DRAFT_NUMBER.fullmatch(line) is None:
            kept.append(line)
        elif first is None:
            first = line
            head.number = read_number(line, context)
        elif line == first:
            context.ledger.drop(line, Reason.REPEATED)
            context.doubts.add("I301", line, comment=False, found=line)
        else:
            kept.append(line)
    return kept


def _without_mark(lines: list[Traced], head: Head, context: Context) -> list[Traced]:
    if len(lines) > 1 and lines[0].endswith("文件") and is_organ(lines[0][:-2]):
        head.mark = lines[0]
        context.ledger.drop(lines[0], Reason.MASTHEAD)
        return lines[1:]
    return lines


def _title_length(lines: Sequence[Traced], addressed: bool) -> int:
    """How many of `lines` are the title: up to the last one that ends in a kind (文种), else by their look."""
    most = 0
    for line in lines[:_LONGEST_TITLE]:
        # A joint title is broken between its organs: such a line ends in 、.
        if not ends_open(line.rstrip(_AND)) or is_date_shaped(line) or is_table_row(line) or line == CONTENTS:
            break
        most += 1
    for count in range(most, 0, -1):
        if _kind("".join(lines[:count])):
            return count
    if addressed and most:
        return most
    return lines_by_look(lines) or (1 if lines and not is_table_row(lines[0]) else 0)


def _kind(title: str) -> str | None:
    bare = title[: title.rfind("（")] if title.endswith("）") and "（" in title else title
    return next((kind for kind in _KINDS if bare.endswith(kind)), None)


def _addressees(line: Traced, context: Context) -> list[Traced]:
    """The kinds of addressees, one item each; the commas between them and the colon are printed again."""
    context.ledger.drop(line.part(len(line) - 1), Reason.SEPARATOR)
    items: list[Traced] = []
    begin, inside = 0, line.part(0, len(line) - 1)
    for index, sign in enumerate(inside):
        if sign == "，" and begin < index < len(inside) - 1:
            items.append(inside.part(begin, index))
            context.ledger.drop(inside.part(index, index + 1), Reason.SEPARATOR)
            begin = index + 1
    return [*items, inside.part(begin)]
