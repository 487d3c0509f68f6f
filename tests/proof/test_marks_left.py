"""What somebody marked by hand, and what only looks like it: blanks to fill in, heads of tables, English quotations."""

from __future__ import annotations

import pytest
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from tests.proof.makers import MAKERS, Maker, Pen, file_of
from ygt_docs.compose.flow import Role
from ygt_docs.docfiles.faces import Piece
from ygt_docs.problems.catalogue import CATALOGUE
from ygt_docs.proof import prove
from ygt_docs.proof.clauses.emphasis import quotes
from ygt_docs.proof.facts import Facts, Kind, Line, Para

_TEXT = "县水利局会同各灌区管理所逐渠踏勘，摸清水源、渠系和用水需求，制定分段轮灌方案，优先保障已经整地的田块。"


def _pen() -> Pen:
    pen = Pen(Maker("县水利局", lambda pen: None))
    pen.big("青禾县水利局关于秋播用水的函")
    pen.blank()
    pen.line("县农业农村局：")
    pen.text(_TEXT)
    return pen


def _codes(pen: Pen) -> set[str]:
    pen.sealed("青禾县水利局")
    return {item.code for item in prove(pen.bytes(), Kind.WORD)} - {"D901"}


@pytest.mark.parametrize(("blank", "found"), [("　　　　", set()), ("____", set()), ("十月一日", {"D118"})])
def test_blanks_to_fill_in_may_be_underlined(blank: str, found: set[str]) -> None:
    """An underlined blank is a form; an underlined word is emphasis."""
    pen = _pen()
    item = pen.text("请于")
    pen.run(item, blank).underline = True
    pen.run(item, "前报送。")
    assert _codes(pen) == found


def test_the_head_of_a_table_may_be_shaded() -> None:
    """Cells with a background belong to the table."""
    pen = _pen()
    cell = pen.document.add_table(rows=1, cols=1).cell(0, 0)
    cell.text = "水库"
    shading = OxmlElement("w:shd")
    shading.set(qn("w:fill"), "D9D9D9")
    cell._tc.get_or_add_tcPr().append(shading)
    assert _codes(pen) == set()


def test_a_contact_may_stand_apart() -> None:
    """The empty line before those who are to be asked is no empty line within the text."""
    pen = _pen()
    pen.blank()
    pen.text("联系人：林渠，电话：8000031")
    assert _codes(pen) == set()


def test_an_empty_line_in_the_text_is_found() -> None:
    """Two paragraphs of the text with an empty line between them."""
    pen = _pen()
    pen.blank()
    pen.text(_TEXT)
    assert _codes(pen) == {"D119"}


@pytest.mark.parametrize(
    ("pieces", "found"),
    [
        ((("推进“三减三健”行动", "FangSong"),), False),
        ((("推进", "FangSong"), ("“", "TimesNewRomanPSMT"), ("三减三健”行动", "FangSong")), True),
        ((("推进“三减三健”行动", "ArialMT"),), True),
        ((("名称是", "FangSong"), ("“Digital Water”", "TimesNewRomanPSMT")), False),
    ],
)
def test_quotes_in_a_latin_face(pieces: tuple[tuple[str, str], ...], found: bool) -> None:
    """Chinese quotation marks are in a Chinese face; those around English words may be in an English one."""
    parts = tuple(Piece(text, face, 16.0, quotes=face) for text, face in pieces)
    text = "".join(piece.text for piece in parts)
    para = Para(text, parts, (Line(text, 11.3, 100.0),), role=Role.PARAGRAPH)
    assert bool(list(quotes(Facts([para], [])))) is found


@pytest.mark.parametrize("maker", [item for item in MAKERS if item.doubled], ids=str)
def test_spacing_is_counted_as_word_counts_it(maker: Maker) -> None:
    """With the switch of Chinese versions of Word 28 characters stand in a line; without it 27 would."""
    assert "D107" not in {item.code for item in prove(file_of(maker), Kind.WORD)}
    plain = Maker(maker.name, maker.write, spacing=maker.spacing)
    assert "D107" in {item.code for item in prove(file_of(plain), Kind.WORD)}


def test_the_imprint_on_an_odd_page_names_its_rule() -> None:
    """That it belongs on an even page is no rule of GB/T 9704."""
    assert "GB/T 33476.2" in CATALOGUE["D406"].message
    assert "7.3.1" in CATALOGUE["D406"].message


@pytest.mark.parametrize(
    ("line", "role"),
    [
        ("各乡镇人民政府，县直有关单位", Role.ADDRESSEES),
        ("县农业农村局", Role.ADDRESSEES),
        ("二〇二六年九月", Role.AUTHOR),
        ("林渠　田溪", Role.AUTHOR),
    ],
)
def test_what_stands_at_the_left_under_a_title(line: str, role: Role) -> None:
    """Organs without a colon are addressees that lack it (D307); a date or a name is none."""
    pen = Pen(Maker("县水利局", lambda pen: None))
    pen.big("青禾县水利局关于秋播用水的安排")
    pen.blank()
    pen.line(line)
    pen.text(_TEXT)
    assert ("D307" in _codes(pen)) is (role is Role.ADDRESSEES)


@pytest.mark.parametrize(
    ("line", "found"),
    [("下列同志参加灌区值班：", set()), ("现决定表彰以下单位：", set()), ("各乡镇人民政府：", {"D306"})],
)
def test_an_indented_line_that_introduces_a_list_is_no_addressee(line: str, found: set[str]) -> None:
    """Without addressees the text begins under the title; addressees that are indented are found."""
    pen = Pen(Maker("县水利局", lambda pen: None))
    pen.big("青禾县水利局关于秋播用水的公告")
    pen.blank()
    pen.text(line)
    pen.text(_TEXT)
    assert _codes(pen) == found
