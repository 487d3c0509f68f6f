"""The contents of a collection (目录) as a field of Word, its page numbers already filled in from the PDF's pages.

Word shows the stored result until someone updates the field, so the numbers are right without that; an update makes
the same rows again from the paragraphs in the style 汇编篇名.
"""

from __future__ import annotations

import copy
from collections.abc import Iterator

from ygt_docs.compose.flow import Paragraph, Role
from ygt_docs.docfiles.wml import Element, make, w
from ygt_docs.word.fill import Printed
from ygt_docs.word.slots import Slot, SlotKind, Slots
from ygt_docs.word.wml import text_element

_FIELD = f' TOC \\h \\z \\t "{Role.MEMBER_TITLE},1" '


def make_contents(printed: Printed, slots: Slots) -> None:
    """Turn the printed rows of the contents into one field, and mark the paragraphs that they point at."""
    for number, (element, paragraph) in enumerate(_paragraphs(printed, slots, SlotKind.TEXT, "anchor")):
        _mark(element, paragraph.anchor, number)
    rows = list(_paragraphs(printed, slots, SlotKind.TEXT, "page_of"))
    for element, paragraph in rows:
        _link(element, paragraph)
    if rows:
        first, last = rows[0][0], rows[-1][0]
        for offset, run in enumerate((_mark_of_field("begin"), _instruction(_FIELD), _mark_of_field("separate"))):
            first.insert(_start(first) + offset, run)
        last.append(_mark_of_field("end"))


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
