"""Both files put every line at the same height: a sheet from Word lies on the PDF."""

from __future__ import annotations

import io
import math
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from lxml import etree

from tests.word import test_same_lines, test_sign_off_and_imprint
from tests.word.flows import cell, para, simple
from tests.word.office import Office, characters, page_count
from ygt_docs.compose.flow import Role, Row, Table
from ygt_docs.docfiles.wml import w
from ygt_docs.fonts import Fonts
from ygt_docs.parity.copied import MEASURED_WITH
from ygt_docs.project import Project
from ygt_docs.standard.lengths import Pt
from ygt_docs.word import render

_LAST_COLUMN = 420.0  # points: 责任单位 stands there
_APART = 0.35  # points; Word files count lines in twips, and spacers are whole ones


def heights(pdf: Path, page: int, left_of: float = math.inf) -> dict[str, list[float]]:
    """The baselines of each Chinese character of a page, from the top, in points from the foot.

    `left_of`: only of those that stand there, in points.
    """
    found: dict[str, list[float]] = {}
    for item in characters(pdf, page):
        if float(item["x0"]) > left_of:  # type: ignore[arg-type]
            continue
        text, height = str(item["text"]), float(item["matrix"][5])  # type: ignore[index]
        if "\u4e00" <= text <= "\u9fff":
            found.setdefault(text, []).append(height)
    return {text: sorted(places, reverse=True) for text, places in found.items()}


def hold(made: Path, printed: Path, left_of: float = math.inf) -> None:
    """Each character of each page stands as high in one file as in the other."""
    seen = 0
    assert page_count(made) == page_count(printed)
    for page in range(1, page_count(made) + 1):
        ours, word = heights(made, page, left_of), heights(printed, page, left_of)
        assert ours.keys() == word.keys(), page
        for text, places in ours.items():
            assert places == pytest.approx(word[text], abs=_APART), (page, text)
            seen += len(places)
    assert seen > 90


def test_text_stands_as_high(fonts: Fonts, project: Project, office: Office, tmp_path: Path) -> None:
    """Mark, number, title, body, headings that go on in their paragraph."""
    hold(*test_same_lines.both(test_same_lines.TEXT, fonts, project, office, tmp_path))


@pytest.mark.parametrize("case", ["one organ, lines moved over", "eight seals", "one line set tighter"])
def test_sign_offs_stand_as_high(case: str, fonts: Fonts, project: Project, office: Office, tmp_path: Path) -> None:
    """Sign-offs, lines of another pitch and the imprint."""
    hold(*test_sign_off_and_imprint.both(case, fonts, project, office, tmp_path))


def test_rows_of_a_table_stand_as_high(fonts: Fonts, project: Project, office: Office, tmp_path: Path) -> None:
    """Cells of an upright table, some of them merged: those in the last column, which LibreOffice 25.2 needs at the
    top of their cell (`copied`)."""
    flow = test_same_lines.TABLES["a portrait table"]
    left_of = math.inf if office.version == MEASURED_WITH[0] else _LAST_COLUMN
    hold(*test_same_lines.both(flow, fonts, project, office, tmp_path), left_of)


def test_rows_of_a_form_stand_as_high(fonts: Fonts, project: Project, office: Office, tmp_path: Path) -> None:
    """Rows that are higher than their text: Word adds room and border to what its file says, so the file says less."""
    rows = []
    for number in range(12):
        rows.append(replace(Row((cell("项目名称"), cell(f"第{number}行的说明"))), least=Pt(40)))
    table = Table(tuple(rows), (0.4, 0.6))
    flow = simple(para(Role.PARAGRAPH, "请填写下表。" * 20), table, para(Role.PARAGRAPH, "请按时报送。" * 5))
    hold(*test_same_lines.both(flow, fonts, project, office, tmp_path))
    with zipfile.ZipFile(io.BytesIO(render(flow, fonts, project))) as package:
        body = etree.fromstring(package.read("word/document.xml"))
    assert {int(item.get(w("val"))) for item in body.iter(w("trHeight"))} == {40 * 20 - 2 * 40 - 10}
