"""页边补偿 of the profile: the ink of 22 lines fills the type area, and what is measured from it stays where it is."""

from __future__ import annotations

import itertools
import shutil
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from tests.mastheads import BODY, faults, joint, settled, upward
from tests.pdf.measure import PT_TO_MM, black, extent, lines, pixels, rules
from tests.pdf.settling import IMPRINT, lines_of_text
from tests.special import LETTER, MINUTES, ORDER
from ygt_docs.compose.flow import Flow
from ygt_docs.docfiles.pdf_text import read_pdf
from ygt_docs.fonts import Fonts
from ygt_docs.parity.lines import compare
from ygt_docs.profile import Profile
from ygt_docs.project import Project
from ygt_docs.proof import prove, verify_docx, verify_pdf
from ygt_docs.proof.facts import Kind
from ygt_docs.word import render

COMPENSATED = Profile(compensated=True)
LONG = {"正文": lines_of_text(50), "版记": IMPRINT, "主送机关": ["各乡镇人民政府"], "用印": "盖章"}
TABLE = {
    "附件": [
        {
            "名称": "任务清单",
            "方向": "横",
            "任务表": {
                "组": [
                    {
                        "标题": "一、组织领导",
                        "任务": [
                            {
                                "序号": str(number),
                                "任务": "建立协调机制，每季度研究一次工作，" * 3,
                                "时限": "6月30日前",
                                "牵头": ["县卫生健康局"],
                            }
                            for number in range(1, 9)
                        ],
                    }
                ]
            },
        }
    ]
}
FLOWS: dict[str, dict[str, Any]] = {
    "notice": LONG,
    "landscape": {**LONG, **TABLE},
    "letter": {**LETTER, "正文": lines_of_text(30)},
    "order": ORDER,
    "minutes": MINUTES,
    "joint": {**joint(4), "版记": IMPRINT},
    "eight seals": {**joint(8), "标志": None, "用印": "盖章", "版记": IMPRINT},
    "request": upward("周云", "李大山", "王小溪"),
}
MADE = [pytest.param(changes, id=name) for name, changes in FLOWS.items()]


def made(changes: dict[str, Any], fonts: Fonts, project: Project) -> tuple[Flow, bytes]:
    """Flow and PDF under the compensated profile."""
    flow, data, _ = settled(changes, fonts, project, COMPENSATED)
    assert flow.grid.compensated
    return flow, data


def codes(data: bytes, kind: Kind, flow: Flow | None = None) -> set[str]:
    """The codes that the proof finds."""
    return {item.code for item in prove(data, kind, None, flow)}


@pytest.mark.parametrize("changes", MADE)
def test_both_files_agree_and_keep_to_the_standard(
    changes: dict[str, Any], fonts: Fonts, project: Project, tmp_path: Path
) -> None:
    """The same lines on the same pages, every position of the standard; the proof names the reading and no fault."""
    flow, pdf = made(changes, fonts, project)
    docx = render(flow, fonts, project)
    assert [] == verify_pdf(pdf, flow, fonts)
    assert [] == verify_docx(docx, flow, fonts)
    assert {"D113"} == codes(docx, Kind.WORD, flow)
    assert {"D113"} == codes(pdf, Kind.PDF, flow)
    found = compare(docx, pdf, fonts, tmp_path)
    assert (found.compared, None) == (found.equal, found.skipped), found.differences[:3]


@pytest.mark.parametrize("name", ["notice", "landscape", "joint", "minutes"])
def test_it_is_recognised_in_a_file_of_unknown_source(name: str, fonts: Fonts, project: Project) -> None:
    """Margins and pitch tell it; nothing false is said."""
    flow, pdf = made(FLOWS[name], fonts, project)
    assert "D113" in codes(pdf, Kind.PDF)
    assert "D113" in codes(render(flow, fonts, project), Kind.WORD)
    assert not {"D102", "D103", "D106", "D401", "D407"} & (
        codes(pdf, Kind.PDF) | codes(render(flow, fonts, project), Kind.WORD)
    )


def test_the_ink_of_22_lines_fills_the_type_area(fonts: Fonts, project: Project) -> None:
    """A full page has 22 lines 29.6 pt apart, whose ink reaches from 37 to 262 mm (5.2.1, 5.2.3)."""
    _, data = made({"正文": lines_of_text(60)}, fonts, project)
    baselines = [line[0].baseline for line in lines(read_pdf(data)[1])][:-1]
    assert 22 == len(baselines)
    assert all(after - before == pytest.approx(29.6, abs=0.02) for before, after in itertools.pairwise(baselines))
    top, bottom = extent(black(pixels(data, 2)[: int(265 / 25.4 * 400)]).any(axis=1))
    assert (37.0, 262.0) == pytest.approx((top, bottom), abs=1.0)


@pytest.mark.parametrize("changes", [joint(2), joint(10), upward("周云"), {"正文": BODY}])
def test_the_masthead_does_not_move(changes: dict[str, Any], fonts: Fonts, project: Project) -> None:
    """Mark at 72 mm, rule 4 mm under the number, body on page one."""
    flow, data = made(changes, fonts, project)
    assert set() == faults(data, flow)


def test_page_number_and_imprint_do_not_move(fonts: Fonts, project: Project) -> None:
    """The dash stands 7 mm under 262 mm, the last rule of the imprint on it (7.4.1, 7.5)."""
    _, data = made(LONG, fonts, project)
    pages = read_pdf(data)
    for page in pages:
        dashes = [item for item in page.characters if item.text == "—" and item.top > 263 / PT_TO_MM]
        assert 7.0 == pytest.approx(dashes[0].top * PT_TO_MM - 262, abs=0.5)
    assert 262.0 == pytest.approx(rules(black(pixels(data, len(pages))))[-1][1], abs=0.3)


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("padding: 0 0 {{ imprint_lift }}", "padding: 0", "D401"),
        ("padding: {{ odd_number.below }} {{ odd_number.right }}", "padding: 0 {{ odd_number.right }}", "D407"),
        ("margin: {{ std.top_margin }}", "margin: 37mm", "D206"),
    ],
)
def test_what_moves_is_noticed(old: str, new: str, code: str, fonts: Fonts, project: Project, tmp_path: Path) -> None:
    """A template that forgets the compensation puts imprint, number or text in the wrong place, and that is found."""
    shutil.copytree(project.templates, tmp_path / "templates")
    sheet = tmp_path / "templates" / "pdf" / "notice.css"
    text = sheet.read_text(encoding="utf-8")
    assert old in text
    sheet.write_text(text.replace(old, new), encoding="utf-8")
    flow, data, _ = settled(LONG, fonts, replace(project, root=tmp_path), COMPENSATED)
    assert code in codes(data, Kind.PDF, flow) | {item.code for item in verify_pdf(data, flow, fonts)}
