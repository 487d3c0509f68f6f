"""The text of a document as it was written, line by line, wherever it stands in the model."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeVar

from ygt_docs.elements.catalogue import ONE_TEXT
from ygt_docs.elements.marks import ABOVE, LEFT
from ygt_docs.notice.fields import Model
from ygt_docs.notice.model import Appendix, Disclosure, Forwarded, Notice, Promulgated, Task
from ygt_docs.problems import Place
from ygt_docs.reading.text import Text

M = TypeVar("M", bound=Model)
_LEAP_DAY = 29
_TITLED = (Notice, Promulgated, Forwarded, Appendix)


@dataclass(frozen=True)
class Line:
    """A printed line of text. `title`: the whole title of a document or an appendix, its lines joined."""

    text: Text
    title: bool = False


@dataclass(frozen=True)
class Found:
    """Something found in a line: its place, and the words that are to be shown."""

    place: Place
    words: str


def place_at(line: Text, index: int) -> Place:
    """The place of the character `index` of a line."""
    place = line.place
    if place.column is None:
        return place
    return Place(place.file, place.line, place.column + index)


def day_of_issue(notice: Notice) -> datetime.date | None:
    """The date of issue that other dates are held against (None: there is none).

    Where its year is another than the number's, that is told once (T101); what follows from it is no other mistake.
    The year that the printing date bears too is the right one, else that of the number.
    """
    if notice.date is None or notice.number is None or notice.number.year == notice.date.year:
        return notice.date
    printed = notice.imprint.printed_on if notice.imprint else None
    if printed is not None and printed.year == notice.date.year:
        return notice.date
    leap = notice.date.month == 2 and notice.date.day == _LEAP_DAY
    return notice.date.replace(year=notice.number.year, day=_LEAP_DAY - 1 if leap else notice.date.day)


def joined_title(lines: list[Text]) -> Text:
    """A title, or the note under one, in one piece, with the place of its first line."""
    return Text("".join(lines), lines[0].place)


def printed_lines(part: Model) -> Iterator[Line]:
    """Every line of `part` that is printed, in the order of the model; public-disclosure data is not printed."""
    yield from _lines(part)


def _lines(value: object) -> Iterator[Line]:
    if isinstance(value, Text):
        if value not in (ABOVE, LEFT):  # a cell that is merged prints nothing
            yield from map(Line, value.lines())
    elif isinstance(value, list):
        for item in value:
            yield from _lines(item)
    elif isinstance(value, Model) and not isinstance(value, Disclosure):
        yield from _lines_of(value)


def _lines_of(model: Model) -> Iterator[Line]:
    for name, field in type(model).model_fields.items():
        value = getattr(model, name)
        if name == "title" and isinstance(model, _TITLED) and value:
            yield Line(joined_title(value), title=True)
        elif field.alias in ONE_TEXT and isinstance(value, list) and value:
            yield Line(joined_title(value))
        elif not (name == "same_as_above" and isinstance(model, Task)):
            yield from _lines(value)


def find_all(value: object, kind: type[M]) -> Iterator[M]:
    """Every model of `kind` inside `value`, outermost first."""
    if isinstance(value, list):
        for item in value:
            yield from find_all(item, kind)
    if not isinstance(value, Model):
        return
    if isinstance(value, kind):
        yield value
    for name in type(value).model_fields:
        yield from find_all(getattr(value, name), kind)
