"""The contents (目录) of a collection or of one text as a field of Word, its page numbers already filled in.

Word shows the stored result until someone updates the field, so the numbers are right without that; an update makes
the same rows again from the paragraphs in the styles that the field names.
"""

from __future__ import annotations

import copy
import itertools
from collections.abc import Iterator, Sequence

from ygt_docs.compose.contents import LEVELS
from ygt_docs.compose.flow import Paragraph, Role
from ygt_docs.docfiles.wml import Element, make, w
from ygt_docs.word.fill import Printed
from ygt_docs.word.slots import Slot, SlotKind, Slots
from ygt_docs.word.wml import text_element

_DIGITS = 6  # of the number of a row in the name that its heading bears


def make_contents(printed: Printed, slots: Slots) -> None:
    """Turn the printed rows of the contents into one field, and mark the paragraphs that they point at."""
    anchored = list(_paragraphs(printed, slots, SlotKind.TEXT, "anchor"))
    for number, (element, paragraph) in enumerate(anchored):
        _mark(element, paragraph.anchor, number)
    rows = list(_paragraphs(printed, slots, SlotKind.TEXT, "page_of"))
    for element, paragraph in rows:
        _link(element, paragraph)
    for number, (_, group) in enumerate(itertools.groupby(rows, _text_of), start=1):
        own = list(group)
        named = {paragraph.page_of for _, paragraph in own}
        headings = [(element, paragraph) for element, paragraph in anchored if paragraph.anchor in named]
        _make_field(own[0][0], own[-1][0], _field(headings, number, len(anchored)))


def _text_of(row: tuple[Element, Paragraph]) -> str:
    """What the rows of one contents have in common: their names but for the number of the row."""
    return row[1].page_of[:-_DIGITS]


def _make_field(first: Element, last: Element, code: str) -> None:
    for offset, run in enumerate((_mark_of_field("begin"), _instruction(code), _mark_of_field("separate"))):
        first.insert(_start(first) + offset, run)
    last.append(_mark_of_field("end"))


def _field(headings: Sequence[tuple[Element, Paragraph]], number: int, marks: int) -> str:
    """The code of a contents: which styles it gathers on which level, within which part of the document.

    A collection gathers the whole document; the contents of one text only what stands between its first and last
    heading, which a bookmark of their own encloses.
    """
    present = set()
    for _, paragraph in headings:
        present.add(paragraph.role)
    roles = []
    for role in LEVELS:
        if role in present:
            roles.append(role)
    if not roles:
        return f' TOC \\h \\z \\t "{Role.MEMBER_TITLE},1" '
    name = f"_Contents{number}"
    start = make("bookmarkStart", id=marks + number)
    start.set(w("name"), name)
    headings[0][0].insert(_start(headings[0][0]), start)
    headings[-1][0].append(make("bookmarkEnd", id=marks + number))
    levels = ",".join(f"{role},{level}" for level, role in enumerate(roles, start=1))
    return f' TOC \\h \\z \\b {name} \\t "{levels}" '


def _paragraphs(printed: Printed, slots: Slots, kind: SlotKind, field: str) -> Iterator[tuple[Element, Paragraph]]:
    for number, slot in enumerate(slots):
        if _is(slot, kind, field) and number in printed:
            assert slot.paragraph is not None
            yield printed[number], slot.paragraph


def _is(slot: Slot, kind: SlotKind, field: str) -> bool:
    return slot.kind is kind and slot.paragraph is not None and bool(getattr(slot.paragraph, field))


def _start(paragraph: Element) -> int:
    """Where the content of a paragraph begins, after its properties."""
    return 0 if paragraph.find(w("pPr")) is None else 1


def _mark(paragraph: Element, name: str, number: int) -> None:
    start = make("bookmarkStart", id=number)
    start.set(w("name"), name)
    paragraph.insert(_start(paragraph), start)
    paragraph.append(make("bookmarkEnd", id=number))


def _link(row: Element, paragraph: Paragraph) -> None:
    """Title, dots and number lead to the document; the number is a field of its own with its result."""
    link = make("hyperlink", anchor=paragraph.page_of, history=1)
    runs = row.findall(w("r"))
    row.insert(_start(row), link)
    shown = paragraph.right_text[0].text if paragraph.right_text else ""
    for run in runs:
        is_number = run is runs[-1] and shown and "".join(node.text or "" for node in run.findall(w("t"))) == shown
        if is_number:
            link.extend(
                [
                    _mark_of_field("begin"),
                    _instruction(f" PAGEREF {paragraph.page_of} \\h "),
                    _mark_of_field("separate"),
                    run,
                    _mark_of_field("end"),
                ]
            )
        else:
            link.append(run)


def _mark_of_field(kind: str) -> Element:
    run = make("r")
    run.append(make("fldChar", fldCharType=kind))
    return run


def _instruction(text: str) -> Element:
    run = make("r")
    instruction = copy.deepcopy(text_element(text))
    instruction.tag = w("instrText")
    run.append(instruction)
    return run
