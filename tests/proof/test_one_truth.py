"""Build and proof have one truth: what the program chose is never reported, and each fault is told once."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest

from tests.compose.documents import document
from tests.proof.makers import Maker, Pen
from ygt_docs.building.settle import settle
from ygt_docs.compose import compose
from ygt_docs.compose.flow import Block, Flow, Paragraph, Role, Section
from ygt_docs.fonts import Fonts
from ygt_docs.golden.artefacts import make_document
from ygt_docs.pdf import lay_out
from ygt_docs.pdf.sign_off_page import told_from_habit
from ygt_docs.problems import Place, Problem, Severity, problem
from ygt_docs.project import Project
from ygt_docs.proof import check_docx, check_pdf, once, prove
from ygt_docs.proof.facts import Kind, blanks_before
from ygt_docs.standard.lengths import Pt, Twips
from ygt_docs.word import render

_LONG = "县水利局会同各灌区管理所逐渠踏勘，摸清水源、渠系和用水需求，制定分段轮灌方案，优先保障已经整地的田块，做到有水即灌。"


def _tight(fonts: Fonts, project: Project) -> tuple[Flow, bytes, bytes]:
    """A text of one line whose first page is tightened, before two long appendices: Flow, Word file, PDF."""
    appendices = [{"名称": name, "正文": {"导语": _LONG * 9}} for name in ("轮灌安排", "值班要求", "报送要求")]
    changes = {"正文": {"导语": "现将轮灌安排印发给你们。"}, "附件": appendices, "主送机关": ["各乡镇人民政府"]}
    source = document(**changes)
    made = settle(
        lambda decisions, problems: compose(source, decisions, problems), lambda flow: lay_out(flow, fonts, project)
    )
    assert made.flow.decisions.tight_pitch is not None
    return made.flow, render(made.flow, fonts, project), made.laid.write()


def test_a_tightened_page_is_right(fonts: Fonts, project: Project) -> None:
    """Neither the build nor the proof of an unknown file says anything of lines tightened for the sign-off."""
    flow, docx, pdf = _tight(fonts, project)
    assert check_docx(docx, flow, fonts) == []
    assert check_pdf(pdf, flow, fonts) == []
    assert [str(item) for item in (*prove(docx, Kind.WORD), *prove(pdf, Kind.PDF)) if item.severity != "提示"] == []


def test_another_pitch_than_the_composed_one_is_seen(fonts: Fonts, project: Project) -> None:
    """A page that was to be tightened by another measure is reported, in both files."""
    flow, docx, pdf = _tight(fonts, project)

    def wider(block: Block) -> Block:
        if isinstance(block, Paragraph) and block.pitch is not None:
            return replace(block, pitch=block.pitch + Pt(2))
        return block

    sections = tuple(replace(item, blocks=tuple(map(wider, item.blocks))) for item in flow.sections)
    other = replace(flow, sections=sections)
    assert "D112" in {item.code for item in check_docx(docx, other, fonts)}
    assert "D106" in {item.code for item in check_pdf(pdf, other, fonts)}


@pytest.mark.parametrize("kind", Kind)
def test_empty_lines_of_a_tightened_page_are_weighed_as_they_are(kind: Kind, fonts: Fonts, project: Project) -> None:
    """Two low lines before the sign-off are two, though the appendices stand on higher ones; one is too few (D908)."""
    flow, docx, pdf = _tight(fonts, project)
    blanks = [item for item in blanks_before(flow) if item is not None and item.lines == 2]
    assert [(item.height, item.line) for item in blanks] == [(2 * item.line, item.line) for item in blanks]
    assert blanks[0].line < flow.grid.pitch.pt - 1

    def one_more(section: Section) -> Section:
        blocks: list[Block] = []
        for block in section.blocks:
            signs = isinstance(block, Paragraph) and block.role is Role.SIGN_OFF
            blocks += [replace(block, role=Role.BLANK, lines=((),), indent=None), block] if signs else [block]
        return replace(section, blocks=tuple(blocks))

    other = replace(flow, sections=tuple(map(one_more, flow.sections)))
    found = check_docx(docx, other, fonts) if kind is Kind.WORD else check_pdf(pdf, other, fonts)
    (said,) = [item for item in found if item.code == "D908"]
    assert "前空了 2.0 行，编排的是空 3 行" in said.message


def test_the_rest_of_a_tightened_document_is_measured(fonts: Fonts, project: Project) -> None:
    """Appendices on lines of 26 pt are no part of the page that was tightened."""
    _, docx, _ = _tight(fonts, project)
    changed = _replaced(docx, "word/styles.xml", 'w:line="579"', 'w:line="520"')
    assert "D106" in {item.code for item in prove(changed, Kind.WORD)}


def _replaced(docx: bytes, part: str, old: str, new: str) -> bytes:
    """The file with `old` in one of its parts as `new`."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(docx)) as source, zipfile.ZipFile(made, "w") as target:
        for name in source.namelist():
            data = source.read(name)
            assert name != part or old.encode() in data
            target.writestr(name, data.replace(old.encode(), new.encode()) if name == part else data)
    return made.getvalue()


def test_a_tight_pitch_is_never_the_one_that_people_type() -> None:
    """28 pt for all lines is a habit and found as such, so no page is tightened to it."""
    for twips in range(440, 579):
        pitch = told_from_habit(twips)
        assert twips - 5 <= pitch <= twips
        assert abs(Twips(pitch).pt - 28) > 0.1
    assert told_from_habit(563) == 563


@pytest.mark.parametrize(
    ("lines", "found"),
    [
        (("一、原则同意修建节制闸。", "二、资金由县财政统筹安排。"), set()),
        (("一、原则同意修建节制闸。", "二、资金安排"), set()),
        (("一、总体要求", "二、主要任务"), {"D313"}),
    ],
)
def test_a_numbered_sentence_is_no_heading(lines: tuple[str, ...], found: set[str]) -> None:
    """Numbered sentences are in the face of the text; headings in that face are found."""
    pen = _letter()
    for line in lines:
        pen.text(line)
    assert _codes(pen) == found


def test_headings_are_set_as_their_siblings() -> None:
    """Where one heading sentence is in the face of its level, the next one has it too."""
    pen = _letter()
    pen.run_in("（一）先行清淤。", _LONG)
    pen.text("（二）按时放水。" + _LONG)
    assert _codes(pen) == {"D313"}


@pytest.mark.parametrize(
    ("numbers", "found"), [("一二三四", set()), ("一二一二", set()), ("一二四五", {"D312"}), ("一二二三", {"D312"})]
)
def test_numbers_begin_again_or_run_on(numbers: str, found: set[str]) -> None:
    """Under another heading numbers of the second level begin again, or run on; a gap and a double are found."""
    pen = _letter()
    for place, number in enumerate(numbers):
        if place in (0, 2):
            pen.heading("一、清淤" if place == 0 else "二、放水")
        pen.line(f"（{number}）有关安排", pen.maker.kai, indent=2)
        pen.text(_LONG)
    assert _codes(pen) == found


def _letter() -> Pen:
    """The beginning of a right file of another maker."""
    pen = Pen(Maker("县水利局", lambda pen: None))
    pen.big("青禾县水利局关于秋播用水的函")
    pen.blank()
    pen.line("县农业农村局：")
    pen.text(_LONG)
    return pen


def _codes(pen: Pen) -> set[str]:
    pen.sealed("青禾县水利局")
    return {item.code for item in prove(pen.bytes(), Kind.WORD) if item.severity != "提示"}


_FAULTS = """文种: 通知
发文机关: [青禾县水利局]
发文字号: {机关代字: 青水, 年份: 2026, 顺序号: 26}
标题: 青禾县水利局关于做好秋播用水工作的通知
主送机关: [各乡镇人民政府]
正文: |
  为做好秋播用水工作，现将有关事项通知如下：
  一、分段轮灌
  （一）先行清淤
  1、东干渠九月清淤。
  （三）按时放水
  各灌区按次序放水。
成文日期: 2026-09-16
"""


def test_a_typed_fault_is_told_once(project: Project, tmp_path: Path) -> None:
    """A number that is written wrongly and one that is left out: each at its line, and again in no file."""
    content = tmp_path / "content"
    (content / "faulty").mkdir(parents=True)
    (content / "faulty" / "notice.yaml").write_text(_FAULTS, encoding="utf-8")
    (content / "organs.yaml").write_text("机关:\n  - {全称: 青禾县水利局, 机关代字: 青水}\n", encoding="utf-8")
    found = make_document("faulty", content, project, tmp_path).problems
    typed = [(item.code, item.place.line) for item in found if re.match(r"[NTD]\d", item.code)]
    assert sorted(typed) == [("N511", 11), ("N512", 10)]


def test_what_both_files_show_is_told_once() -> None:
    """Of the same finding in both files the PDF's stays, with its page and a cure that lies in the build."""
    words = {"found": "24.00 磅", "wanted": 22}
    word = problem("D106", Place("a.docx"), **words)
    paper = problem("D106", Place("a.pdf", page=2), **words)
    (item,) = once([word, paper], [])
    assert item.place == Place("a.pdf", page=2)
    assert "模板" in item.fix
    assert not item.fix.startswith("在 Word 中")
    (alone,) = once([word], [])
    assert alone.place == Place("a.docx")


def test_what_is_explained_is_not_told_again() -> None:
    """A finding on the file that only shows what was told of the draft goes; without that it stays."""
    shows = problem("D312", Place("a.docx"), text="（三）按时放水", wanted="（二）")
    told = problem("N511", Place("notice.yaml", 11), line="（三）按时放水", found="（三）", right="（二）")
    assert once([shows], [told]) == []
    assert [item.code for item in once([shows], [])] == ["D312"]


@pytest.mark.parametrize(
    ("shown", "told"),
    [
        ("D203", "T193"),
        ("D211", "T186"),
        ("D310", "T143"),
        ("D314", "T131"),
        ("D323", "T130"),
        ("D405", "T101"),
        ("D405", "T103"),
        ("D603", "T192"),
    ],
)
def test_what_was_found_in_the_text_is_not_found_again_on_the_page(shown: str, told: str) -> None:
    """No signatory, spaces before a paragraph, a date of printing too early: said where it is typed, and there only."""
    seen = [Problem(shown, Severity.ERROR, "", "", Place("甲.pdf"))]
    assert once(seen, [Problem(told, Severity.ERROR, "", "", Place("notice.yaml"))]) == []
    assert once(seen, []) == seen


@pytest.mark.parametrize(
    ("marks", "severities"),
    [
        ((1, 2, 3), []),
        ((1, 2), ["提示"]),
        ((1,), ["提示"]),
        ((2, 3), []),
        ((1, 3), []),
        ((2, 1), ["警告"]),
        ((), []),
    ],
)
def test_appendices_may_go_out_by_themselves(marks: tuple[int, ...], severities: list[str]) -> None:
    """Whether the last ones were forgotten or are sent apart (另发) no file tells: that is said, and is no fault."""
    pen = _letter()
    pen.blank()
    pen.line("附件：1.轮灌安排", indent=2)
    pen.line("2.值班要求", indent=5)
    pen.line("3.报送要求", indent=5)
    pen.sealed("青禾县水利局")
    for mark in marks:
        pen.line(f"附件{mark}", pen.maker.head, new_page=True)
        pen.blank()
        pen.big(("轮灌安排", "值班要求", "报送要求")[mark - 1])
        pen.blank()
        pen.text(_LONG)
    found = [item for item in prove(pen.bytes(), Kind.WORD) if item.code == "D323"]
    assert [str(item.severity) for item in found] == severities
