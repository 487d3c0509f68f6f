"""Word and PDF held to each other (两版对照): the same lines on the same pages, row by row in tables.

LibreOffice lays the Word file out in the project's own faces; what stands in the type area of each of its pages is
compared, line by line, with the same page of the PDF. That the text as a whole is in order, other checks see to.
"""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from math import inf
from pathlib import Path

from ygt_docs.docfiles.pdf_text import SAME_BASELINE, Character, PdfPage, read_pdf, text_lines
from ygt_docs.files import write_atomically
from ygt_docs.fonts import Fonts
from ygt_docs.parity.copied import ZERO_WIDTH
from ygt_docs.parity.office import NoOffice, Office
from ygt_docs.problems import Place, Problem, Problems
from ygt_docs.proof.pdf_check import characters_inside

_WORDS = 0.7  # two words of a line do, where their space is not counted; the cells of a row stand further apart still
_SHOWN = 5
_LEADER = re.compile(r"[.·…]{4,}")


@dataclass(frozen=True)
class Difference:
    """Two lines of page `page` that do not agree; None where the other file has no line to hold against it."""

    page: int
    word: str | None
    pdf: str | None


@dataclass(frozen=True)
class Parity:
    """What the comparison found.

    `compared` counts the lines of the PDF and those that the Word file alone has, `equal` the lines that stand on the
    same page of both. `skipped` says why nothing was compared (None: it was), and `how` what to do about it.
    """

    compared: int = 0
    equal: int = 0
    word_pages: int = 0
    pdf_pages: int = 0
    differences: tuple[Difference, ...] = ()
    skipped: str | None = None
    how: str = ""

    def problems(self) -> list[Problem]:
        """V401 skipped, V402 another number of pages, V403 the first lines that differ, V404 all lines agree."""
        found = Problems()
        if self.skipped is not None:
            found.add("V401", why=self.skipped, how=self.how)
            return list(found)
        if self.word_pages != self.pdf_pages:
            found.add("V402", word=self.word_pages, pdf=self.pdf_pages)
        for item in self.differences[:_SHOWN]:
            found.add(
                "V403",
                Place(page=item.page),
                word=item.word or "（没有这一行）",
                pdf=item.pdf or "（没有这一行）",
                equal=self.equal,
                compared=self.compared,
            )
        if not len(found):
            found.add("V404", equal=self.equal, compared=self.compared, pages=self.pdf_pages)
        return list(found)


def compare(docx: bytes, pdf: bytes, fonts: Fonts, folder: Path) -> Parity:
    """The lines of the Word file `docx`, as LibreOffice lays it out, against those of `pdf`.

    LibreOffice works in `folder`. Where it is missing, is another version or makes nothing, `Parity.skipped` says so:
    that is not a pass.
    Raises pypdfium2.PdfiumError for bytes that are no PDF.
    """
    try:
        office = Office(folder, fonts)
        write_atomically(folder / "parity.docx", docx)
        printed = office.pdf(folder / "parity.docx").read_bytes()
    except NoOffice as error:
        return Parity(skipped=str(error), how=error.how)
    return compare_pages(read_pdf(printed), read_pdf(pdf))


def compare_pages(word: Sequence[PdfPage], pdf: Sequence[PdfPage]) -> Parity:
    """The pages of the laid-out Word file against those of the PDF, page by page."""
    compared, differences = 0, []
    for number, (theirs, ours) in enumerate(itertools.zip_longest(word, pdf), start=1):
        word_lines, pdf_lines = ([] if page is None else lines_inside(page) for page in (theirs, ours))
        compared += len(pdf_lines)
        if theirs is not None and ours is not None and _rows(theirs) == _rows(ours):
            continue  # a blank in a line parts it in the one and not in the other, where both are as wide as a gap
        differences += _differences(number, word_lines, pdf_lines)
    only_word = sum(item.pdf is None for item in differences)
    return Parity(
        compared + only_word, compared - (len(differences) - only_word), len(word), len(pdf), tuple(differences)
    )


def lines_inside(page: PdfPage) -> list[str]:
    """The lines in the type area of `page` as they were written, without spaces; each cell of a table has its own.

    The dots that lead to a page number in a list of contents are left out: Word prints them, the PDF draws them.
    """
    found: list[str] = []
    for group in text_lines(_as_seen(_inked(page)), _WORDS):
        line = "".join(item.text for item in group)
        for part in _LEADER.split(line):
            if part:
                found.append(part)
    return found


def _rows(page: PdfPage) -> list[str]:
    """All that stands on one baseline, line by line."""
    rows: list[str] = []
    for group in text_lines(_as_seen(_inked(page)), inf):
        rows.append("".join(item.text for item in group))
    return rows


def _inked(page: PdfPage) -> Iterator[Character]:
    return (item for item in characters_inside(page) if not item.text.isspace() and item.text not in ZERO_WIDTH)


def _as_seen(characters: Iterable[Character]) -> Iterator[Character]:
    """`characters` from top to bottom and from left to right: a program may draw those of another face last."""
    baseline, row = -SAME_BASELINE, list[Character]()
    for character in sorted(characters, key=lambda item: item.baseline):
        if character.baseline - baseline >= SAME_BASELINE:
            yield from sorted(row, key=lambda item: item.start)
            baseline, row = character.baseline, []
        row.append(character)
    yield from sorted(row, key=lambda item: item.start)


def _differences(page: int, word: Sequence[str], pdf: Sequence[str]) -> list[Difference]:
    """The lines that only one of the two has, in order, the first of one beside the first of the other."""
    only_word, only_pdf = _without(word, pdf), _without(pdf, word)
    differences: list[Difference] = []
    for theirs, ours in itertools.zip_longest(only_word, only_pdf):
        differences.append(Difference(page, theirs, ours))
    return differences


def _without(lines: Sequence[str], others: Iterable[str]) -> list[str]:
    left = Counter(others)
    found = []
    for line in lines:
        if left[line]:
            left[line] -= 1
        else:
            found.append(line)
    return found
