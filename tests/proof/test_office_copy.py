"""The copy that LibreOffice prints: as wide as in Word, with Word's line ends, and every character kept."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path

import pytest
from lxml import etree

from tests.word.flows import para, simple
from ygt_docs.compose.flow import Role
from ygt_docs.docfiles.pdf_text import read_pdf, text_lines
from ygt_docs.fonts import Fonts, load_fonts
from ygt_docs.parity.copied import MEASURED_WITH, ZERO_WIDTH, as_wide_as_in_word, corrected
from ygt_docs.parity.office import Office
from ygt_docs.problems import Problems
from ygt_docs.project import Project
from ygt_docs.standard.line_ends import NOT_FIRST, NOT_LAST
from ygt_docs.word import render

HEAD = (
    '<office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"'
    ' xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0"'
    ' xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"'
    ' xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0">'
    '<office:styles><style:style style:name="S" style:family="paragraph"><style:text-properties'
    ' fo:letter-spacing="{spacing}"/></style:style>'
    '<style:style style:name="P" style:family="paragraph" style:parent-style-name="S"/></office:styles>'
    '<office:automatic-styles><style:style style:name="N" style:family="text"><style:text-properties'
    ' fo:letter-spacing="normal"/></style:style></office:automatic-styles><office:body><office:text>'
)
TAIL = "</office:text></office:body></office:document>"
TABLE = "urn:oasis:names:tc:opendocument:xmlns:table:1.0"
TEXT = "urn:oasis:names:tc:opendocument:xmlns:text:1.0"
ALPHABET = "甲乙，。（a7%/-\u200b "


@pytest.mark.parametrize(
    ("style", "suffix"),
    [
        ('style:family="table" style:master-page-name="Converted1"', ".odt"),
        ('style:family="table" style:master-page-name=""', ".fodt"),
        ('style:family="paragraph" style:master-page-name="Converted1"', ".fodt"),
    ],
)
def test_a_table_on_turned_pages_is_read_as_a_whole(style: str, suffix: str, tmp_path: Path) -> None:
    """A flat file is laid out while it is read on, and a table at the beginning of turned pages would stay upright."""
    office = object.__new__(Office)
    made: list[Path] = []

    def convert(path: Path, kind: str) -> Path:
        made.append(path)
        return path.with_suffix(f".{kind}")

    vars(office)["convert"] = convert
    flat = tmp_path / "parity.fodt"
    flat.write_text(f'<style:style style:name="Table1" {style}>', encoding="utf-8")
    assert office._read_whole(flat) == flat.with_suffix(suffix)
    assert made == ([flat] if suffix == ".odt" else [])


def copied(inner: str, spacing: str = "-0.25pt") -> etree._Element:
    """The copy of a document with `inner` as its text."""
    return etree.fromstring(corrected(HEAD.format(spacing=spacing) + inner + TAIL, NOT_FIRST, NOT_LAST))


def text_of(root: etree._Element) -> str:
    """The characters of a copy that are seen."""
    return visible("".join(root[-1].itertext()))


def width(text: str, spacing: int, owed: int = 0) -> tuple[int, int]:
    """What LibreOffice adds to the characters of `text` (twips), and what is still owed."""
    pieces, owed = as_wide_as_in_word(text, spacing, owed, ZERO_WIDTH)
    assert "".join(piece for piece, _ in pieces) == text
    added = sum((spacing if own is None else own) * max(len(visible(piece)) - 1, 0) for piece, own in pieces)
    return added, owed


def visible(text: str) -> str:
    """`text` without what nobody sees."""
    return text.translate(dict.fromkeys(map(ord, ZERO_WIDTH)))


@pytest.mark.parametrize("text", ["甲乙", "甲乙丙", "甲乙丙丁戊己庚", "2026", "12", "甲\u200b乙\u2060丙"])
def test_a_portion_is_as_wide_as_in_word(text: str) -> None:
    """Every character is 5 twips closer to the next, also the last one of a portion."""
    assert width(text, -5) == (-5 * len(visible(text)), 0)


def test_a_single_character_leaves_its_spacing_to_the_next_portion() -> None:
    """A portion of one character has no gap of its own."""
    assert width("甲", -5) == (0, -5)
    assert width("2026", -5, owed=-5) == (-25, 0)


def test_nothing_is_put_back_where_nothing_is_spaced() -> None:
    """Titles and tables are not spaced: their text stays in one piece, and so does what is owed."""
    assert as_wide_as_in_word("甲2026乙", 0, 0, ZERO_WIDTH) == ([("甲2026乙", None)], 0)


def test_every_character_stays(rng: random.Random, count: Callable[[int, int], int]) -> None:
    """Whatever the text and its spans: the characters of the copy are those of the document, in order."""
    for _ in range(count(200, 5_000)):
        parts = ["".join(rng.choices(ALPHABET, k=rng.randrange(6))) for _ in range(4)]
        first, second, third, fourth = parts
        root = copied(
            f'<text:p text:style-name="P">{first}<text:span text:style-name="N">{second}<text:s/></text:span>'
            f"{third}<text:tab/>{fourth}</text:p>"
        )
        assert text_of(root) == visible("".join(parts))


def test_the_spacing_of_a_span_counts() -> None:
    """Text in a span without spacing is left alone; the style of a paragraph inherits its spacing."""
    root = copied('<text:p text:style-name="P"><text:span text:style-name="N">甲乙丙丁</text:span>甲乙丙丁</text:p>')
    spans = [(span.get(f"{{{TEXT}}}style-name"), span.text) for span in root.iter(f"{{{TEXT}}}span")]
    assert spans == [("N", "甲乙丙丁"), ("对照字距-15", "丙丁")]


def test_without_lists_no_line_end_is_stated() -> None:
    """A document that states no lists gets no hints."""
    flat = HEAD.format(spacing="normal") + '<text:p text:style-name="P">2026—2028</text:p>' + TAIL
    assert "\u2060" in corrected(flat, NOT_FIRST, NOT_LAST).decode()
    assert "\u2060" not in corrected(flat, "", "").decode()


def test_a_sign_that_is_escaped_stays_one() -> None:
    """< and & of the text are written as XML wants them, once."""
    assert text_of(copied('<text:p text:style-name="P">甲&lt;乙&amp;"丙\'</text:p>')) == "甲<乙&\"丙'"


def test_each_version_gets_its_own_corrections() -> None:
    """What only LibreOffice 25.2 does is put right for it alone: line ends at quotes, the middle of high cells."""
    styles = "".join(
        f'<style:style style:name="{name}"><style:table-cell-properties style:vertical-align="middle"/></style:style>'
        for name in ("high", "low")
    )
    cells = (
        '<table:table-cell table:style-name="high" table:number-rows-spanned="2"/>'
        '<table:table-cell table:style-name="low"/>'
    )
    head = HEAD.replace(" xmlns:text", f' xmlns:table="{TABLE}" xmlns:text', 1).format(spacing="normal")
    flat = head + f'<text:p text:style-name="P">甲乙“丙丁”戊</text:p>{styles}{cells}' + TAIL
    old, new = (corrected(flat, NOT_FIRST, NOT_LAST, version=version).decode() for version in MEASURED_WITH)
    assert "甲乙“丙丁”戊" in old
    assert old.count('vertical-align="middle"') == 2
    assert "甲乙\u200b“丙丁”\u200b戊" in new
    assert new.count('vertical-align="middle"') == 2
    assert new.count('vertical-align="top"') == 1


def test_no_line_is_squeezed() -> None:
    """The setting by which 25.2 takes one more character into a full line is switched off."""
    name = 'config:name="JustifyLinesWithShrinking" config:type="boolean"'
    item = f"<config:config-item {name}>true</config:config-item>"
    flat = HEAD.replace(" xmlns:text", ' xmlns:config="c" xmlns:text', 1).format(spacing="normal") + item + TAIL
    assert ">false</config:config-item>" in corrected(flat, NOT_FIRST, NOT_LAST).decode()


def test_a_line_end_allowed_in_chinese_text_ends_a_portion() -> None:
    """LibreOffice leaves the spacing off before it, so it is taken from the gap before."""
    assert as_wide_as_in_word("甲乙丙\u200b丁戊己", -5, 0, ZERO_WIDTH)[0] == [
        ("甲", None),
        ("乙丙\u200b", -15),
        ("丁", None),
        ("戊己", -15),
    ]


def test_libreoffice_prints_mixed_text_as_wide_as_word(project: Project, tmp_path: Path) -> None:
    """On paper: a Chinese character takes 15.75 pt and a digit 7.75 pt, also where the two meet."""
    fonts: Fonts = load_fonts(project, Problems())
    texts = ["甲12乙34丙56丁78戊", "甲乙丙丁abc戊己", "甲乙12.5丙丁", "甲乙100%丙丁戊"]
    (tmp_path / "mixed.docx").write_bytes(
        render(simple(*(para(Role.ADDRESSEES, text) for text in texts)), fonts, project)
    )
    printed = Office(tmp_path, fonts).pdf(tmp_path / "mixed.docx").read_bytes()
    rows = text_lines(read_pdf(printed)[0].characters)
    starts = {"".join(item.text for item in row): (row[0].start, row[-1].start) for row in rows}
    for text in texts:
        wanted = sum(7.75 if character.isascii() else 15.75 for character in text[:-1])
        assert starts[text][1] - starts[text][0] == pytest.approx(wanted, abs=0.4)
