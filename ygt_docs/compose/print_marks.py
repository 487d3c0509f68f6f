"""A mark (核对码) for each paragraph and row that prints: it tells later whether one still says what it said.

The Word file carries the marks of what it was built from, so that an edited file can be held against the YAML of today
*and* against the YAML of then. A mark is a digest and never the text: what somebody deletes from a file must be gone.

The marks stand in the file's custom properties, which Word, WPS and LibreOffice all keep when they save it. A property
holds 255 characters at most (Word cuts a longer one), so there are several, and the first one says how many marks
there are and what they add up to.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Mapping, Sequence

from ygt_docs.compose.flow import Flow
from ygt_docs.compose.print_forms import forms

PROPERTY = "公文核对码"
_LENGTH = 5  # characters of 6 bits each: among a thousand texts two share a mark once in 2,000 documents
_IN_ONE = 250 // _LENGTH
_VERSION = "1"


def print_marks(flow: Flow) -> list[str]:
    """The marks of everything in `flow` that prints, in the order of the page."""
    marks: list[str] = []
    for form in forms(flow):
        marks.append(mark_of(form))
    return marks


def mark_of(form: str) -> str:
    """The mark of one form (see print_forms)."""
    digest = hashlib.sha256(form.encode("utf-8")).digest()
    return base64.urlsafe_b64encode(digest)[:_LENGTH].decode("ascii")


def properties_of(marks: Sequence[str]) -> dict[str, str]:
    """`marks` as custom properties of a file: name → value."""
    parts = {}
    for number in range(1, _parts(len(marks)) + 1):
        parts[_name(number)] = "".join(marks[(number - 1) * _IN_ONE : number * _IN_ONE])
    return {PROPERTY: f"{_VERSION} {len(marks)} {_sum(marks)}"} | parts


def marks_in(properties: Mapping[str, str]) -> list[str] | None:
    """The marks in the custom properties of a file; None: it has none, or not all of them."""
    head = properties.get(PROPERTY, "").split(" ")
    if len(head) != 3 or head[0] != _VERSION or not (head[1].isascii() and head[1].isdecimal()) or len(head[1]) > 6:
        return None
    count = int(head[1])
    joined = "".join(properties.get(_name(number), "") for number in range(1, _parts(count) + 1))
    marks = []
    for at in range(0, len(joined), _LENGTH):
        marks.append(joined[at : at + _LENGTH])
    if len(marks) == count and _sum(marks) == head[2]:
        return marks
    return None


def _parts(count: int) -> int:
    return -(-count // _IN_ONE)


def _name(number: int) -> str:
    return f"{PROPERTY}{number:02d}"


def _sum(marks: Sequence[str]) -> str:
    return mark_of("".join(marks))
