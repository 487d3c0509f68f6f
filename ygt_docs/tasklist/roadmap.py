"""The drawn 路线图 (.svg): a lane for each group of tasks, a mark on every day on which something is due."""

from __future__ import annotations

import datetime
import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape

from ygt_docs.tasklist.items import Item, title_of

_WIDTH, _LEFT, _RIGHT = 680, 140, 24
_TOP, _ROW, _MARK_SIZE = 60, 26, 6
_MOST_OF_LABEL, _MOST_OF_TITLE = 8, 36
_LABEL, _GAP, _FARTHER = 12, 4, 13
_MOST_NUMBERS = 4  # or ranges of them, above a mark
_FACES = "仿宋_GB2312"


@dataclass(frozen=True)
class _Mark:
    """A day in a lane with the numbers of the tasks that are due on it."""

    date: datetime.date
    numbers: tuple[str, ...]

    @property
    def words(self) -> str:
        """The numbers, those in a row as from and to."""
        parts: list[list[str]] = []
        for number in self.numbers:
            follows = parts and parts[-1][-1].isdecimal() and number == str(int(parts[-1][-1]) + 1)
            if follows:
                parts[-1].append(number)
            else:
                parts.append([number])
        shown: list[str] = []
        for part in parts:
            if len(part) > 2:
                shown.append(f"{part[0]}—{part[-1]}")
            else:
                shown += part
        if len(shown) > _MOST_NUMBERS:
            shown[_MOST_NUMBERS - 1 :] = [f"{shown[_MOST_NUMBERS - 1]}…"]
        return "、".join(shown)


@dataclass(frozen=True)
class _Lane:
    """A group of tasks with its days; one that is the title of a plan (`heads`) has none.

    `levels`: for each day how far out its words stand, so that they do not stand on those of the days before it.
    """

    name: str
    marks: tuple[_Mark, ...] = ()
    heads: bool = False
    levels: tuple[int, ...] = ()

    @property
    def height(self) -> int:
        """How much of the drawing it takes."""
        if not self.marks:
            return _ROW
        return _ROW * 2 + max(self.levels) * _FARTHER * 2


def roadmap_svg(items: Sequence[Item], asof: datetime.date) -> bytes:
    """The drawing for `items`; `asof` is drawn as a line where it lies between the first and the last day."""
    dates = sorted({date for item in items for date in item.meaning.dates})
    first, last = _span(dates or [asof])
    lanes = list(_lanes(items, first, last))
    height = _TOP + sum(lane.height for lane in lanes) + 30
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{_WIDTH}" height="{height}" viewBox="0 0 {_WIDTH} {height}">',
        f'<rect width="{_WIDTH}" height="{height}" fill="#ffffff"/>',
        *_months(first, last, height),
    ]
    top = _TOP
    for lane in lanes:
        parts += _heading(lane, top) if lane.heads else _drawn(lane, top, first, last)
        top += lane.height
    if first <= asof <= last:
        x = _x(asof, first, last)
        parts.append(
            f'<line x1="{x}" y1="{_TOP - 8}" x2="{x}" y2="{height - 24}" stroke="#c00000" stroke-dasharray="4 3"/>'
        )
        parts.append(_text(x, height - 8, f"{asof.month}月{asof.day}日", 13, "middle", "#c00000"))
    return ("\n".join([*parts, "</svg>"]) + "\n").encode("utf-8")


def _lanes(items: Sequence[Item], first: datetime.date, last: datetime.date) -> Iterator[_Lane]:
    """Groups in the order of the plans, each with its days; the title of its plan first where there are several."""
    found: dict[str, dict[str, dict[datetime.date, list[str]]]] = {}
    titles: dict[str, str] = {}
    for item in items:
        name = item.document.name
        titles[name] = title_of(item.document)
        days = found.setdefault(name, {}).setdefault(item.group or item.table or "任务", {})
        for date in item.meaning.dates:
            days.setdefault(date, []).append(item.number)
    for document, groups in found.items():
        if len(found) > 1:
            yield _Lane(titles[document], heads=True)
        for name, days in groups.items():
            marks = []
            for date, numbers in sorted(days.items()):
                marks.append(_Mark(date, tuple(numbers)))
            yield _Lane(name, tuple(marks), levels=tuple(_levels(marks, first, last)))


def _levels(marks: Sequence[_Mark], first: datetime.date, last: datetime.date) -> Iterator[int]:
    """For each of `marks`, in the order of their days, the nearest level at which its words have room."""
    ends: list[float] = []
    for mark in marks:
        half = max(_wide(mark.words), _wide(_day(mark.date))) / 2
        x = _inside(_x(mark.date, first, last), half)
        level = 0
        while level < len(ends) and x - half < ends[level] + _GAP:
            level += 1
        ends[level : level + 1] = [x + half]
        yield level


def _day(date: datetime.date) -> str:
    return f"{date.month}.{date.day}"


def _wide(words: str) -> float:
    """How wide `words` are drawn: a Chinese character takes its size, a figure half of it."""
    return sum(_LABEL / 2 if sign.isascii() else _LABEL for sign in words)


def _inside(x: int, half: float) -> int:
    """The middle of words that reach `half` to both sides of `x`, moved so that they do not leave the drawing."""
    return min(x, math.floor(_WIDTH - half))


def _span(dates: Sequence[datetime.date]) -> tuple[datetime.date, datetime.date]:
    """From the first day of the first month to the last day of the last one."""
    following = dates[-1].replace(day=28) + datetime.timedelta(days=4)
    return dates[0].replace(day=1), following.replace(day=1) - datetime.timedelta(days=1)


def _x(date: datetime.date, first: datetime.date, last: datetime.date) -> int:
    share = (date - first).days / max((last - first).days, 1)
    return round(_LEFT + share * (_WIDTH - _LEFT - _RIGHT))


def _months(first: datetime.date, last: datetime.date, height: int) -> Iterator[str]:
    """A line and a name for each month (with many months for every third one), the year above its first one."""
    every = 1 if (last - first).days < 500 else 3
    month, named = first, 0
    while month <= last:
        if (month.month - 1) % every == 0:
            x = _x(month, first, last)
            yield f'<line x1="{x}" y1="{_TOP - 14}" x2="{x}" y2="{height - 24}" stroke="#d0d0d0"/>'
            yield _text(x + 3, _TOP - 20, f"{month.month}月", 13, "start", "#404040")
            if month.year != named:
                yield _text(x + 3, _TOP - 38, f"{month.year}年", 13, "start", "#404040")
                named = month.year
        month = (month.replace(day=28) + datetime.timedelta(days=4)).replace(day=1)


def _shortened(words: str, most: int) -> str:
    return words if len(words) <= most else f"{words[:most]}…"


def _heading(lane: _Lane, top: int) -> Iterator[str]:
    """The title of the plan that the lanes below belong to."""
    yield _text(_LEFT, top + _ROW - 7, _shortened(lane.name, _MOST_OF_TITLE), 13, "start", "#404040")


def _drawn(lane: _Lane, top: int, first: datetime.date, last: datetime.date) -> Iterator[str]:
    middle = top + lane.height // 2
    yield _text(_LEFT - 12, middle + 5, _shortened(lane.name, _MOST_OF_LABEL), 15, "end", "#000000")
    yield f'<line x1="{_LEFT}" y1="{middle}" x2="{_WIDTH - _RIGHT}" y2="{middle}" stroke="#808080" stroke-width="1.5"/>'
    for mark, level in zip(lane.marks, lane.levels, strict=True):
        x = _x(mark.date, first, last)
        yield f'<circle cx="{x}" cy="{middle}" r="{_MARK_SIZE}" fill="#c00000"/>'
        out = level * _FARTHER
        at = _inside(x, _wide(mark.words) / 2)
        yield _text(at, middle - 10 - out, mark.words, _LABEL, "middle", "#000000")
        yield _text(x, middle + 20 + out, _day(mark.date), 11, "middle", "#606060")


def _text(x: int, y: int, words: str, size: int, anchor: str, colour: str) -> str:
    return (
        f'<text x="{x}" y="{y}" font-family="{_FACES}" font-size="{size}" text-anchor="{anchor}" fill="{colour}">'
        f"{escape(words)}</text>"
    )
