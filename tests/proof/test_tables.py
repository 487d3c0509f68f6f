"""Tables in finished files of anybody: what is wrong with them is told once, and a right one passes."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt

from tests.pdf.settling import settled
from tests.proof.corpus import _named_faces, _pdf, _styled
from tests.proof.makers import Maker, Pen
from ygt_docs.fonts import Fonts
from ygt_docs.project import Project
from ygt_docs.proof.checking import prove
from ygt_docs.proof.facts import Kind

_TEXT = "县水利局会同各灌区管理所逐渠踏勘，摸清水源、渠系和用水需求，制定分段轮灌方案，优先保障已经整地的田块。"
_CELLS = (("水库", "所在乡镇", "蓄水量"), ("石桥水库", "石桥镇", "120"), ("东山水库", "东山镇", "86"))
_CODES = ("D124", "D125", "D126", "D127", "D503")


def grid(pen: Pen, rows: int = 3, family: str = "仿宋_GB2312", size: float = 12) -> Any:
    """A table with rules, whose cells have one face and one size."""
    table = pen.document.add_table(rows=rows, cols=3)
    table.style = "Table Grid"
    for number, row in enumerate(table.rows):
        for cell, text in zip(row.cells, _CELLS[min(number, 2)], strict=True):
            run = cell.paragraphs[0].add_run(text)
            set_face(run, family, size)
    return table


def set_face(run: Any, family: str, size: float) -> None:
    """Face and size of a run, as the list of fonts sets them."""
    run.font.name, run.font.size = family, Pt(size)
    run._element.rPr.rFonts.set(qn("w:eastAsia"), family)


def first_run(table: Any) -> Any:
    return table.rows[1].cells[0].paragraphs[0].runs[0]


def bordered(**attributes: str) -> Callable[[Any], None]:
    """All rules of the table chosen in the dialogue for borders."""

    def change(table: Any) -> None:
        borders = OxmlElement("w:tblBorders")
        for side in ("top", "left", "bottom", "right", "insideH", "insideV"):
            border = OxmlElement(f"w:{side}")
            for name, value in {"val": "single", "sz": "4", "color": "auto", **attributes}.items():
                border.set(qn(f"w:{name}"), value)
            borders.append(border)
        table._tbl.tblPr.append(borders)

    return change


def wide(centimetres: float) -> Callable[[Any], None]:
    """Columns dragged wider, their widths fixed."""

    def change(table: Any) -> None:
        table.autofit = False
        for column in table.columns:
            column.width = Cm(centimetres / 3)

    return change


def shifted(table: Any) -> None:
    """The table moved to the left by its handle."""
    wide(15)(table)
    indent = OxmlElement("w:tblInd")
    indent.set(qn("w:w"), "-600")
    indent.set(qn("w:type"), "dxa")
    table._tbl.tblPr.append(indent)


def headed(table: Any) -> None:
    """Its first row repeated on each page."""
    table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))


def without_rules(table: Any) -> None:
    """No border at all, but a head that is repeated: no grid for a layout has one."""
    table.style = None
    headed(table)


def nothing(table: Any) -> None:
    """A right table."""


def in_the_middle(table: Any) -> None:
    """A narrow one in the middle, with a head in black letters."""
    wide(9)(table)
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    for cell in table.rows[0].cells:
        set_face(cell.paragraphs[0].runs[0], "黑体", 12)


BROKEN = [
    ("it is right", nothing, set()),
    ("it is narrow and in the middle", in_the_middle, set()),
    ("its rules stand out by the margin of the cells", wide(15.9), set()),
    ("it is too wide", wide(19), {"D124"}),
    ("it begins in the margin", shifted, {"D124"}),
    ("a cell in 微软雅黑", lambda table: set_face(first_run(table), "微软雅黑", 12), {"D125"}),
    ("宋体 among 仿宋", lambda table: set_face(first_run(table), "宋体", 12), {"D125"}),
    ("larger than the text", lambda table: set_face(first_run(table), "仿宋_GB2312", 18), {"D126"}),
    ("too small to be read", lambda table: set_face(first_run(table), "仿宋_GB2312", 6), {"D126"}),
    ("red rules", bordered(color="FF0000"), {"D127"}),
    ("thick rules", bordered(sz="36"), {"D127"}),
    ("no rules", without_rules, {"D127"}),
]


def made(change: Callable[[Any], None], rows: int = 3) -> bytes:
    """A letter of another maker with a table that was changed by hand."""
    pen = Pen(Maker("县水利局", lambda pen: None))
    pen.big("青禾县水利局关于通报水库蓄水情况的函")
    pen.blank()
    pen.line("县农业农村局：")
    pen.text(_TEXT)
    change(grid(pen, rows))
    pen.text(_TEXT)
    pen.sealed("青禾县水利局")
    return pen.bytes()


@pytest.mark.parametrize(("change", "codes"), [pytest.param(*case[1:], id=case[0]) for case in BROKEN])
def test_tables_of_word_files(change: Callable[[Any], None], codes: set[str]) -> None:
    """Each fault is one finding that names the table; a right one has none."""
    found = [item for item in prove(made(change), Kind.WORD) if item.code in _CODES]
    assert {item.code for item in found} == codes
    assert len(found) == len(codes)
    for item in found:
        assert "水库" in item.message
        assert item.fix


@pytest.mark.parametrize(("change", "codes"), [(nothing, {"D503"}), (headed, set())])
def test_a_long_table_of_a_word_file_repeats_its_head(change: Callable[[Any], None], codes: set[str]) -> None:
    """From thirteen rows on it may need a second page."""
    assert {item.code for item in prove(made(change, rows=40), Kind.WORD) if item.code in _CODES} == codes


def pdf(css: str, rows: int, fonts: Fonts, project: Project, folder: Path) -> bytes:
    """A PDF with a table, whose style sheet says something else of tables."""
    typed = {"栏": ["水库", "乡镇", "蓄水量"], "行": [["石桥水库", "石桥镇", "120"]] * rows}
    flow, _, _ = settled(fonts, project, 正文=[_TEXT * 2, {"表": typed}, _TEXT])
    return _pdf(flow, fonts, _styled(project, css, folder))


PDFS = [
    ("", 60, set()),
    ("thead { display: table-row-group }", 60, {"D503"}),
    ("table { width: 190mm }", 60, {"D124"}),
    ("th, td { border-width: 2.7pt }", 2, {"D127"}),
    ('tr > td:first-child p { font-family: {{ face["宋体"] }} }', 2, {"D125"}),
    ("td > p { font-size: 5pt !important }", 2, {"D126"}),
    ("td > p { font-size: 20pt !important }", 2, {"D126"}),
    ("table { margin-left: -10mm }", 2, {"D124"}),
    ("th, td { border-color: #d22 }", 2, {"D127"}),
    ('td p { font-family: {{ face["宋体"] }} }', 2, set()),
    ("", 2, set()),
]
SEEN_ALWAYS = 4  # of them; the others are the same measures in another way


def test_tables_of_pdfs(fonts: Fonts, project: Project, tmp_path: Path, count: Callable[[int, int], int]) -> None:
    """The same of a PDF, from what is drawn; also where text follows the table on its last page."""
    for number, (css, rows, codes) in enumerate(PDFS[: count(SEEN_ALWAYS, len(PDFS))]):
        data = pdf(_named_faces(css, fonts), rows, fonts, project, tmp_path / str(number))
        found = [item.code for item in prove(data, Kind.PDF) if item.code in _CODES]
        assert sorted(found) == sorted(codes), css  # once, on however many pages it stands
