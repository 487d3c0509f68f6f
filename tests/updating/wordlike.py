"""Edits of a Word file as Word writes them: paragraphs and rows moved, parted, joined, tracked and commented."""

from __future__ import annotations

import copy
from typing import Any

from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.table import _Row
from docx.text.paragraph import Paragraph

from tests.updating.edits import Edit, found, say, tasks

AUTHOR = "局长"


def moved(text: str, after: str) -> Edit:
    """The paragraph with `text` is cut and pasted behind the one with `after`."""

    def edit(document: Any) -> None:
        element, before = found(document, text)._p, found(document, after)._p
        before.addnext(element)

    return edit


def section_moved(first: str, last: str, after: str) -> Edit:
    """All paragraphs from the one with `first` to the one with `last` go behind the one with `after`."""

    def edit(document: Any) -> None:
        start, end, target = (found(document, text)._p for text in (first, last, after))
        elements = [start]
        while elements[-1] is not end:
            elements.append(elements[-1].getnext())
        for element in reversed(elements):
            target.addnext(element)

    return edit


def parted(text: str) -> Edit:
    """Enter is pressed behind `text`."""

    def edit(document: Any) -> None:
        paragraph = found(document, text)
        head, tail = paragraph.text.split(text)
        element = copy.deepcopy(paragraph._p)
        paragraph._p.addnext(element)
        say(paragraph, head + text)
        say(Paragraph(element, paragraph._parent), tail)

    return edit


def joined(text: str) -> Edit:
    """The end of the paragraph with `text` is deleted: the next one goes on in its line."""

    def edit(document: Any) -> None:
        paragraph = found(document, text)
        following = Paragraph(paragraph._p.getnext(), paragraph._parent)
        say(paragraph, paragraph.text + following.text)
        following._p.getparent().remove(following._p)

    return edit


def levelled(old: str, new: str, style: str) -> Edit:
    """A heading says `new` instead of `old` and has another style."""

    def edit(document: Any) -> None:
        paragraph = found(document, old)
        rest = paragraph.text.replace(old, new)
        paragraph.style = document.styles[style]
        say(paragraph, rest)

    return edit


def row_of(document: Any, text: str) -> Any:
    """The row of the task table whose cells hold `text`."""
    table = tasks(document)
    return next(row for row in table.rows if any(text in cell.text for cell in row.cells))


def row_says(text: str, column: int, words: str) -> Edit:
    """The cell of `column` (from 0) of the row with `text` says `words`."""

    def edit(document: Any) -> None:
        say(next(item for item in row_of(document, text).cells[column].paragraphs if item.text), words)

    return edit


def row_moved(text: str, after: str) -> Edit:
    """A row of the task table is dragged behind another one."""

    def edit(document: Any) -> None:
        row_of(document, after)._tr.addnext(row_of(document, text)._tr)

    return edit


def row_deleted(text: str) -> Edit:
    """A row of the task table is deleted."""

    def edit(document: Any) -> None:
        element = row_of(document, text)._tr
        element.getparent().remove(element)

    return edit


def row_inserted(after: str, *texts: str) -> Edit:
    """A row is inserted behind another one and filled; "" leaves a cell empty."""

    def edit(document: Any) -> None:
        before = row_of(document, after)
        element = copy.deepcopy(before._tr)
        before._tr.addnext(element)
        row = _Row(element, before._parent)
        for box in element.iter(qn("w:vMerge")):
            box.getparent().remove(box)
        for box, text in zip(row.cells, texts, strict=True):
            for extra in box.paragraphs[1:]:
                extra._p.getparent().remove(extra._p)
            say(box.paragraphs[0], text) if box.paragraphs[0].runs else box.paragraphs[0].add_run(text)

    return edit


def merged(text: str, column: int) -> Edit:
    """The cell of `column` (from 0) is merged with the one above it, whose text it keeps."""

    def edit(document: Any) -> None:
        row = row_of(document, text)
        above = _Row(row._tr.getprevious(), row._parent)
        _merge(above._tr.tc_lst[column], "restart")
        _merge(row._tr.tc_lst[column], None)
        for paragraph in list(row._tr.tc_lst[column].iter(qn("w:r"))):
            paragraph.getparent().remove(paragraph)

    return edit


def unmerged(text: str, column: int, words: str) -> Edit:
    """A cell that belonged to the one above is split off and says `words`."""

    def edit(document: Any) -> None:
        cell = row_of(document, text)._tr.tc_lst[column]
        found_merge = cell.tcPr.find(qn("w:vMerge"))
        assert found_merge is not None
        cell.tcPr.remove(found_merge)
        Paragraph(cell.p_lst[0], None).add_run(words)  # type: ignore[arg-type]

    return edit


def _merge(cell: Any, kind: str | None) -> None:
    for old in cell.tcPr.findall(qn("w:vMerge")):
        cell.tcPr.remove(old)
    element = OxmlElement("w:vMerge")
    if kind:
        element.set(qn("w:val"), kind)
    borders = cell.tcPr.find(qn("w:tcBorders"))
    if borders is not None:
        borders.addprevious(element)
    else:
        cell.tcPr.append(element)


def _tracked(name: str) -> Any:
    element = OxmlElement(name)
    for key, value in (("w:id", "9001"), ("w:author", AUTHOR), ("w:date", "2026-04-28T09:00:00Z")):
        element.set(qn(key), value)
    return element


def tracked_move(text: str, after: str) -> Edit:
    """The paragraph with `text` is moved behind the one with `after`, tracked (w:moveFrom, w:moveTo)."""

    def edit(document: Any) -> None:
        here, there = found(document, text)._p, found(document, after)._p
        copied = copy.deepcopy(here)
        there.addnext(copied)
        for element, name in ((here, "w:moveFrom"), (copied, "w:moveTo")):
            properties = element.get_or_add_pPr()
            mark = properties.find(qn("w:rPr"))
            if mark is None:
                mark = OxmlElement("w:rPr")
                properties.append(mark)
            mark.insert(0, _tracked(name))
            for run in element.findall(qn("w:r")):
                moved_run = _tracked(name)
                run.addprevious(moved_run)
                moved_run.append(run)
            start, end = _tracked(f"{name}RangeStart"), OxmlElement(f"{name}RangeEnd")
            start.set(qn("w:name"), "move1")
            end.set(qn("w:id"), start.get(qn("w:id")))
            properties.addnext(start)
            element.append(end)

    return edit


def words_moved(text: str, after: str) -> Edit:
    """Words are moved behind others of another paragraph, tracked."""

    def edit(document: Any) -> None:
        for words, cut, name in ((text, text, "w:moveFrom"), (after, "", "w:moveTo")):
            paragraph = found(document, words)
            head, tail = paragraph.text.split(words, 1)
            say(paragraph, head if cut else head + words)
            first = paragraph.runs[0]._r
            piece, rest = copy.deepcopy(first), copy.deepcopy(first)
            piece.text, rest.text = text, tail
            moved_words = _tracked(name)
            moved_words.append(piece)
            first.addnext(moved_words)
            moved_words.addnext(rest)

    return edit


def tracked(old: str, new: str) -> Edit:
    """`old` is struck out and `new` typed behind it, both tracked."""

    def edit(document: Any) -> None:
        paragraph = found(document, old)
        head, tail = paragraph.text.split(old, 1)
        say(paragraph, head)
        first = paragraph.runs[0]._r
        pieces = [copy.deepcopy(first) for _ in range(3)]
        for piece, text in zip(pieces, (old, new, tail), strict=True):
            piece.text = text
        for sign in pieces[0].iter(qn("w:t")):
            sign.tag = qn("w:delText")
        gone, came = _tracked("w:del"), _tracked("w:ins")
        gone.append(pieces[0])
        came.append(pieces[1])
        for piece in reversed([*([gone] if old else []), came, pieces[2]]):
            first.addnext(piece)

    return edit


def end_deleted(text: str) -> Edit:
    """The mark at the end of the paragraph with `text` is deleted, tracked."""

    def edit(document: Any) -> None:
        properties = found(document, text)._p.get_or_add_pPr()
        mark = properties.find(qn("w:rPr"))
        if mark is None:
            mark = OxmlElement("w:rPr")
            properties.append(mark)
        mark.insert(0, _tracked("w:del"))

    return edit


def row_struck(text: str) -> Edit:
    """A row is deleted, tracked: it and all of its text."""

    def edit(document: Any) -> None:
        row = row_of(document, text)
        row._tr.get_or_add_trPr().append(_tracked("w:del"))
        for run in list(row._tr.iter(qn("w:r"))):
            gone = _tracked("w:del")
            run.addprevious(gone)
            gone.append(run)
            for sign in run.iter(qn("w:t")):
                sign.tag = qn("w:delText")

    return edit


def commented(text: str, words: str) -> Edit:
    """A comment hangs on the paragraph with `text`."""

    def edit(document: Any) -> None:
        document.add_comment(found(document, text).runs, text=words, author=AUTHOR, initials="J")

    return edit
