"""Letter, order and minutes (10) as LibreOffice shows the .docx, and as the schema of OOXML wants it."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from lxml import etree

from tests.special import letter, minutes, order
from tests.word.ink import Ink
from tests.word.office import Office, characters, lines, page_count
from ygt_docs.compose.flow import Flow
from ygt_docs.docfiles.pdf_text import read_pdf
from ygt_docs.fonts import Fonts
from ygt_docs.pdf import lay_out
from ygt_docs.project import Project
from ygt_docs.word import render

_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
SENTENCE = "为做好秋收工作，压实各方责任，结合全县实际，现就有关事项商请支持，请按照职责分工抓紧落实。"
LONG = {"导语": "\n".join([SENTENCE * 7, SENTENCE * 7, SENTENCE])}
FLOWS = {
    "letter": letter(正文=LONG, 紧急程度="特急", 版记={"抄送": ["县财政局"]}),
    "order": order(),
    "minutes": minutes(),
}


def docx(flow: Flow, name: str, office: Office, fonts: Fonts, project: Project) -> Path:
    """The file of `flow`."""
    path = office.folder / f"{name}.docx"
    path.write_bytes(render(flow, fonts, project))
    return path


@pytest.fixture(scope="module")
def pages(office: Office, fonts: Fonts, project: Project) -> dict[str, Path]:
    """The pages of each special format."""
    return {name: office.pdf(docx(flow, f"special-{name}", office, fonts, project)) for name, flow in FLOWS.items()}


def red_bands(pdf: Path) -> list[tuple[float, float]]:
    """Upper and lower edges of the red ink of page one, in millimetres."""
    ink = Ink(pdf, 1)
    return ink.bands(ink.red)


def old_program_sees(data: bytes) -> bytes:
    """The .docx as a program without DrawingML shapes takes it: of each drawing, what its fallback says."""
    made = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as archive, zipfile.ZipFile(made, "w") as copied:
        for name in archive.namelist():
            part = archive.read(name)
            if b"AlternateContent" in part:
                root = etree.fromstring(part)
                for alternate in list(root.iter(f"{_MC}AlternateContent")):
                    run = alternate.getparent()
                    run.extend(alternate.find(f"{_MC}Fallback"))
                    run.remove(alternate)
                part = etree.tostring(root)
            copied.writestr(name, part)
    return made.getvalue()


def test_letter_of_an_old_program(
    pages: dict[str, Path], office: Office, fonts: Fonts, project: Project, tmp_path: Path
) -> None:
    """Mark and double rules stand where they stand with shapes (10.1); without a fallback the letter had none."""
    path = tmp_path / "old-letter.docx"
    path.write_bytes(old_program_sees(render(FLOWS["letter"], fonts, project)))
    old, new = red_bands(office.pdf(path)), red_bands(pages["letter"])
    assert len(old) == len(new) == 5
    for one, other in zip(old, new, strict=True):
        assert one == pytest.approx(other, abs=0.2)


def test_letter(pages: dict[str, Path]) -> None:
    """Mark at 30 mm, double rules of 170 mm, the lower one 20 mm above the foot, no number on page one (10.1)."""
    ink = Ink(pages["letter"], 1)
    mark, *rules = ink.bands(ink.red)
    assert 30.0 == pytest.approx(mark[0], abs=0.5)
    assert 4 == len(rules)
    assert 4.0 == pytest.approx(rules[0][0] - mark[1], abs=0.5)
    assert 20.0 == pytest.approx(297 - rules[3][1], abs=0.5)
    for top, bottom in rules:
        left, _, right, _ = ink.box(ink.red, 0, top - 0.2, 210, bottom + 0.2)
        assert (21.0, 191.0) == pytest.approx((left, right), abs=0.3)
    gap = ink.box(ink.black, 0, rules[1][1], 210, rules[1][1] + 12)[1] - rules[1][1]
    assert 14 / 72 * 25.4 == pytest.approx(gap, abs=0.5)
    text = ["".join(lines(pages["letter"], number)) for number in (1, 2)]
    assert ["—" in page for page in text] == [False, True]


def test_letter_rules_on_the_page(office: Office, fonts: Fonts, project: Project) -> None:
    """The profile's switch centres the rules on the page: 20 to 190 mm."""
    flow = replace(letter(), rules_centred_on_page=True)
    ink = Ink(office.pdf(docx(flow, "special-centred", office, fonts, project)), 1)
    left, _, right, _ = ink.box(ink.red, 0, 270, 210, 285)
    assert (20.0, 190.0) == pytest.approx((left, right), abs=0.3)


def test_order_and_minutes(pages: dict[str, Path]) -> None:
    """The mark of an order begins 20 mm under the edge of the type area, that of minutes 35 mm (10.2, 10.3)."""
    assert 57.0 == pytest.approx(red_bands(pages["order"])[0][0], abs=0.5)
    mark, rule = red_bands(pages["minutes"])
    assert 72.0 == pytest.approx(mark[0], abs=0.5)
    ink = Ink(pages["minutes"], 1)
    assert 4.0 == pytest.approx(rule[0] - ink.box(ink.black, 0, mark[1], 210, rule[0])[3], abs=0.5)


@pytest.mark.parametrize("name", FLOWS)
def test_both_files_have_the_same_pages(name: str, pages: dict[str, Path], fonts: Fonts, project: Project) -> None:
    """Word and PDF break at the same character of the same page."""
    printed = read_pdf(lay_out(FLOWS[name], fonts, project).write())
    assert page_count(pages[name]) == len(printed)
    for page in printed:
        word = sorted("".join(str(item["text"]) for item in characters(pages[name], page.number)).replace(" ", ""))
        assert word == sorted(page.text.replace(" ", ""))


@pytest.mark.parametrize("name", FLOWS)
def test_schema(
    name: str, office: Office, fonts: Fonts, project: Project, schema_errors: Callable[[Path], list[object]]
) -> None:
    """The files obey the schema of OOXML."""
    assert schema_errors(docx(FLOWS[name], f"valid-{name}", office, fonts, project)) == []
