"""A bound collection (汇编): a cover, a table of contents, and documents that begin with the titles it lists."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from ygt_docs.compose.decimals import typed_decimal
from ygt_docs.docfiles.decode import Reason
from ygt_docs.elements import dates
from ygt_docs.elements.headings import typed_number
from ygt_docs.elements.number import is_given
from ygt_docs.elements.numerals import DIVISION
from ygt_docs.intake.context import Context
from ygt_docs.intake.shapes import ANNOTATION, CONTENTS, date_of_line, is_addressees, is_organ
from ygt_docs.intake.traced import SPACE, Derived, Traced

_LEADER = re.compile(r"(?P<title>.+?)(?P<leader> ?[.．…·]{2,} ?(?:[0-9]{1,4})?| [0-9]{1,4})")
_CHAPTER = re.compile(DIVISION)
_PASSES_ON = re.compile("关于(?:印发|转发|批转|发布|公布)")
_COVER, _MOST, _LONGEST = 12, 200, 6


@dataclass
class Cover:
    """What stands above the table of contents: title, compiling organ (编印单位) and date; None: it has none."""

    title: list[Traced] = field(default_factory=list)
    organ: Traced | None = None
    date: Derived | None = None


@dataclass
class Bound:
    """The cover and the lines of each document, its title first, with how many of them the title takes."""

    cover: Cover
    documents: list[tuple[int, list[Traced]]]


def split_bound(lines: Sequence[Traced], context: Context) -> Bound | None:
    """The parts of a bound collection; None: there is no table of contents whose titles all stand again below it."""
    at = None
    for index, line in enumerate(lines[:_COVER]):
        if _bare(line) == CONTENTS:
            at = index
            break
    if at is None or any(is_given(line) or is_addressees(line) for line in lines[:at]):
        return None
    for begin in range(at + 2, min(len(lines), at + 2 + _MOST)):
        entry = lines[begin - 1]
        if typed_number(entry) or typed_decimal(entry) or _CHAPTER.match(entry):
            return None  # the contents of one document: its chapters
        starts = _starts([_entry(line) for line in lines[at + 1 : begin]], lines, begin)
        if len(starts) > 1:
            return _parts(lines, at, starts, context)
    return None


def split_successive(lines: Sequence[Traced], context: Context) -> Bound | None:
    """Several documents one after another, each with a number of its own after the date of the one before; None: one.

    A document that passes another on (印发, 转发) is one with it.
    """
    starts = [0]
    for index in range(1, len(lines)):
        head = "".join(lines[starts[-1] : starts[-1] + _COVER])
        ended = dates.is_date(lines[index - 1]) or (
            index > 1 and dates.is_date(lines[index - 2]) and ANNOTATION.fullmatch(lines[index - 1]) is not None
        )
        if ended and is_given(lines[index]) and not _PASSES_ON.search(head):
            starts.append(index)
    if len(starts) == 1:
        return None
    for start in starts[1:]:
        context.doubts.add("I370", lines[start], comment=False, found=lines[start])
    ends = [*starts[1:], len(lines)]
    return Bound(Cover(), [(0, list(lines[start:end])) for start, end in zip(starts, ends, strict=True)])


def _bare(line: str) -> str:
    return "".join(sign for sign in line if sign not in SPACE)


def _entry(line: str) -> str:
    """A line of the contents without leader and page number."""
    match = _LEADER.fullmatch(line)
    return match["title"] if match else line


def _starts(entries: Sequence[str], lines: Sequence[Traced], begin: int) -> list[tuple[int, int]]:
    """Where the documents begin whose titles are `entries`, the first at `begin`, and how many lines their titles take;
    none where one cannot be found."""
    starts: list[tuple[int, int]] = []
    done, index = 0, begin
    while done < len(entries):
        found = _title_at(entries, done, lines, index)
        if found is None and (index == begin or index >= len(lines)):
            return []
        if found is None:
            index += 1
            continue
        starts.append((index, found[1]))
        done += found[0]
        index += found[1]
    return starts


def _title_at(entries: Sequence[str], done: int, lines: Sequence[Traced], index: int) -> tuple[int, int] | None:
    """How many entries from `done` and lines from `index` make the same title; None: they make none."""
    made = {
        _bare("".join(entries[done : done + count])): count
        for count in range(1, _LONGEST + 1)
        if done + count <= len(entries)
    }
    for count in range(1, _LONGEST + 1):
        title = _bare("".join(lines[index : index + count]))
        if index + count <= len(lines) and title in made:
            return made[title], count
    return None


def _parts(lines: Sequence[Traced], contents: int, starts: Sequence[tuple[int, int]], context: Context) -> Bound:
    for line in lines[contents : starts[0][0]]:
        context.ledger.drop(line, Reason.CONTENTS)
    ends = [*(start for start, _ in starts[1:]), len(lines)]
    cover = _cover(list(lines[:contents]))
    return Bound(cover, [(count, list(lines[start:end])) for (start, count), end in zip(starts, ends, strict=True)])


def _cover(lines: list[Traced]) -> Cover:
    cover = Cover()
    if lines and (day := date_of_line(lines[-1])) is not None:
        cover.date = day
        lines.pop()
    if len(lines) > 1 and is_organ(lines[-1]):
        cover.organ = lines.pop()
    cover.title = lines
    return cover
