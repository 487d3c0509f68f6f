"""Line ends in the PDF follow Word's rules for simplified Chinese."""

from __future__ import annotations

import itertools
import random
import string
from collections.abc import Callable

import pytest
from weasyprint.formatting_structure import boxes

from tests.pdf.flows import line, notice
from tests.pdf.measure import lines
from ygt_docs.compose.flow import Flow, Role, Section
from ygt_docs.docfiles.pdf_text import read_pdf
from ygt_docs.fonts import Fonts
from ygt_docs.notice.model import Orientation
from ygt_docs.pdf import engine, lay_out
from ygt_docs.pdf.breaking import HINTS, with_hints
from ygt_docs.problems import Problems
from ygt_docs.project import Project
from ygt_docs.standard.line_ends import may_end_between

TEXTS = ["落实“六项投入”政策", "甲·乙", "12～15", "“甲”“乙”", "（“甲”）", "‘甲’", "", "“", "甲——乙", "2026年"]


@pytest.mark.parametrize("text", TEXTS)
def test_hints_change_no_character(text: str) -> None:
    """Without the hints the text is what it was."""
    assert text == with_hints(text).translate(dict.fromkeys(map(ord, HINTS)))


def test_a_hint_stands_between_two_faces() -> None:
    """What stands before a run in another face counts: a line may end before the quotation mark that begins it."""
    assert with_hints("“乙", before="。") == HINTS[0] + "“" + HINTS[1] + "乙"
    assert with_hints("，乙", before="”") == HINTS[1] + "，乙"


def first_line(text: str, fonts: Fonts, project: Project) -> str:
    """The first line of one paragraph (26 characters after the indent)."""
    flow = Flow((Section(Orientation.PORTRAIT, (line(Role.PARAGRAPH, text),)),), notice(1).properties)
    page = read_pdf(lay_out(flow, fonts, project).write())[0]
    return "".join(character.text for character in lines(page)[0])


@pytest.mark.parametrize(
    ("at_the_end", "expected"),
    [
        ("“引文”其余", 26),  # a line may end before an opening quotation mark
        ("，其余文字", 25),  # a comma may not begin a line: its neighbour goes with it
        ("·其余文字", 25),
        ("～其余文字", 25),
        ("％其余文字", 25),
    ],
)
def test_line_ends_as_in_word(fonts: Fonts, project: Project, at_the_end: str, expected: int) -> None:
    """What stands at the end of a full line decides whether the character before it stays."""
    assert "甲" * expected == first_line("甲" * 26 + at_the_end + "乙" * 30, fonts, project)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("9.68%;70%左右", "甲" * 23),  # Latin text without spaces stays whole
        ("2026-2028年", "甲" * 23 + "2026-"),  # a hyphen lets it go
        ("a.b/c@d.cn", "甲" * 23),
    ],
)
def test_latin_text_ends_lines_as_in_word(fonts: Fonts, project: Project, text: str, expected: str) -> None:
    """Latin text ends a line at spaces and hyphens alone; Pango would also end one behind ; and /."""
    assert first_line("甲" * 23 + text + "乙" * 30, fonts, project).strip("\u200b\u2060") == expected


@pytest.mark.parametrize("hints", ["\u200b", "\u2060", "\u2060\u200b"])
def test_hints_take_no_part_in_letter_spacing(fonts: Fonts, hints: str) -> None:
    """A text with hints is as wide as the same text without: the body's -0.25 pt is for characters that are seen."""
    assert width("甲乙丙丁", fonts) == width(hints.join("甲乙丙丁"), fonts)
    assert width("甲乙丙丁", fonts) - width("甲乙丙", fonts) == pytest.approx(15.75, abs=0.02)


def width(text: str, fonts: Fonts) -> float:
    """The width of `text` in body size and spacing, in points."""
    css = "p { font: 16pt '仿宋'; letter-spacing: -0.25pt; white-space: nowrap }"
    document = engine.render(f"<p>{text}</p>", css, fonts, Problems())
    (box,) = (box for box in document.pages[0]._page_box.descendants() if isinstance(box, boxes.TextBox))
    return float(box.width) * 0.75


@pytest.mark.parametrize(("before", "expected"), [("“", 25), ("（", 25), ("《", 25), ("〔", 25), ("·", 24)])
def test_opening_signs_do_not_end_a_line(fonts: Fonts, project: Project, before: str, expected: int) -> None:
    """An opening sign on the last place of a line goes to the next line."""
    assert "甲" * expected == first_line("甲" * 25 + before + "乙" * 30, fonts, project)


def test_closing_quotation_mark_may_be_followed_by_a_line_end(fonts: Fonts, project: Project) -> None:
    """A line may end after a closing quotation mark."""
    assert "“" + "甲" * 24 + "”" == first_line("“" + "甲" * 24 + "”" + "乙" * 30, fonts, project)


SIGNS = [*"“”‘’（）《》〈〉〔〕【】、，。；：？！…—～·％℃字7a", *string.punctuation]


def expected(text: str, width: float = 442.2) -> str:
    """The first line of `text`: as much as fits, ended where Word's lists allow it; characters are 5 twips closer."""
    room = width - 31.5  # the indent of two characters
    fitting = 0
    while fitting < len(text) and room >= 0:
        room -= 7.75 if text[fitting].isascii() else 15.75
        fitting += room >= 0
    return next(text[:end] for end in range(fitting, 0, -1) if may_end_between(text[:end], text[end]))


def test_every_pair_of_signs_obeys_the_lists(
    fonts: Fonts, project: Project, rng: random.Random, count: Callable[[int, int], int]
) -> None:
    """Whatever two signs meet at the end of a line, the PDF ends it where the lists let Word end it."""
    every = [(left, right, before) for left, right in itertools.product(SIGNS, SIGNS) for before in (23, 24, 25)]
    chosen = rng.sample(every, min(len(every), count(500, 10_000)))
    texts = ["甲" * before + left + right + "乙" * 6 for left, right, before in chosen]
    flow = Flow(
        (Section(Orientation.PORTRAIT, tuple(line(Role.PARAGRAPH, text) for text in texts)),), notice(1).properties
    )
    pages = read_pdf(lay_out(flow, fonts, project).write())
    found = ["".join(item.text for item in row) for page in pages for row in lines(page)]
    starts = iter(row.strip("\u200b\u2060") for row in found if row.startswith("甲甲甲甲"))
    assert [(text, start) for text, start in zip(texts, starts, strict=True) if start != expected(text)] == []
