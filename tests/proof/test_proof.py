"""The proof on whole files: ours, those of others, and damaged ones; its command, its table, its place in a build."""

from __future__ import annotations

import io
import itertools
import json
import subprocess
import sys
from functools import partial
from pathlib import Path

import pikepdf
import pytest

from tests.building.fakes import pdf_of_blank_pages
from tests.proof.corpus import example, notice, two_appendices
from tests.proof.strangers import SENTENCE, Stranger, careful, usual
from ygt_docs import pdf, word
from ygt_docs.building.settle import settle
from ygt_docs.compose.flow import Flow, Role
from ygt_docs.docfiles.faces import face_of
from ygt_docs.docfiles.pdf_file import PdfFile
from ygt_docs.docfiles.pdf_structure import elements
from ygt_docs.docfiles.word_file import WordFile
from ygt_docs.fonts import Fonts
from ygt_docs.problems import Problems, Severity
from ygt_docs.project import Project, this_project
from ygt_docs.proof import check_docx, check_pdf, clause_table, prove
from ygt_docs.proof.checking import read_facts
from ygt_docs.proof.clauses import files
from ygt_docs.proof.facts import Kind
from ygt_docs.proof.pdf_facts import PdfFacts
from ygt_docs.proof.pdf_ink import Ink

EXAMPLES = sorted(path.parent.name for path in (this_project().root / "content").glob("*/notice.yaml"))


@pytest.fixture(scope="module")
def good(fonts: Fonts, project: Project) -> bytes:
    """A faultless PDF."""
    return printed(notice(), fonts, project)


def printed(flow: Flow, fonts: Fonts, project: Project) -> bytes:
    """The PDF of a Flow whose decisions hold."""
    return pdf.lay_out(flow, fonts, project).write()


def changed(data: bytes, change: object) -> bytes:
    """The PDF `data` after `change` was done to it."""
    with pikepdf.open(io.BytesIO(data)) as document:
        change(document)  # type: ignore[operator]
        buffer = io.BytesIO()
        document.save(buffer)
    return buffer.getvalue()


def codes(data: bytes, kind: Kind) -> set[str]:
    """The codes of what the proof finds."""
    return {item.code for item in prove(data, kind)}


@pytest.mark.parametrize("name", EXAMPLES)
def test_examples_have_no_violation(name: str, fonts: Fonts, project: Project) -> None:
    """Both files of every example keep to the standard and to their Flow: nothing but notes is found."""
    from ygt_docs import compose
    from ygt_docs.notice import load_content

    loaded = next(item for item in load_content(project.root / "content", project, name).documents if item.name == name)
    document = loaded.document
    assert document is not None
    settled = settle(partial(compose.compose, document), lambda flow: pdf.lay_out(flow, fonts, project))
    found = [
        *check_docx(word.render(settled.flow, fonts, project, pdf.bitmaps(settled.flow, fonts)), settled.flow, fonts),
        *check_pdf(settled.laid.write(), settled.flow, fonts),
    ]
    assert [str(item) for item in found if item.severity is not Severity.NOTE] == []


def test_a_draft_is_named(project: Project, fonts: Fonts) -> None:
    """A document without a serial number is said to be a draft."""
    data = word.render(example("yunxi-2026-training"), fonts, project)
    (item,) = [item for item in prove(data, Kind.WORD) if item.code == "D903"]
    assert "〔2026〕×号" in item.message


def test_the_usual_file_of_others_gets_a_report_to_act_on() -> None:
    """A file as it is met everywhere: each fault is named with clause, measure and a way to mend it in Word."""
    found = prove(usual(), Kind.WORD, "来文.docx")
    assert {item.code for item in found} == {
        "D102",
        "D104",
        "D106",
        "D107",
        "D120",
        "D206",
        "D208",
        "D212",
        "D301",
        "D307",
        "D310",
        "D311",
        "D313",
        "D314",
        "D318",
        "D328",
        "D407",
        "D408",
        "D902",
    }
    margin = next(item for item in found if item.code == "D102")
    assert (margin.place.file, margin.clause, margin.strength) == ("来文.docx", "5.2.1", "应")
    assert "25.4 毫米" in margin.message
    assert "37.0 毫米" in margin.message
    assert any("云政文〔2026〕4号" in item.fix for item in found)


def test_a_careful_file_of_others_is_not_blamed() -> None:
    """A file made by hand as the standard wants it has no fault but what it lacks; 28 pt and ragged ends are no 错误."""
    found = prove(careful(), Kind.WORD)
    assert {item.code for item in found} == {"D106", "D107", "D120", "D410", "D901"}
    assert [item.code for item in found if item.severity is Severity.ERROR] == ["D410"]


def test_elements_are_recognised_without_our_styles() -> None:
    """Number, title, addressees, heading, sign-off and date are found in a file that names no style of ours."""
    facts = read_facts(WordFile(usual()), Problems())
    assert facts is not None
    roles = [para.role for para in facts.paras]
    for role in (
        Role.MARK,
        Role.NUMBER,
        Role.TITLE,
        Role.ADDRESSEES,
        Role.HEADING_1,
        Role.HEADING_3,
        Role.APPENDIX_NOTE,
        Role.SIGN_OFF,
        Role.DATE,
    ):
        assert role in roles, role


def test_a_long_table_repeats_its_head() -> None:
    """A table of many rows without a repeated head is a 提示 (D503)."""
    made = Stranger((3.7, 2.6, 3.5, 2.8), 28.95, "仿宋_GB2312")
    made.add("通知", "方正小标宋简体", 22, middle=True)
    made.add(SENTENCE, first=32)
    made.document.add_table(rows=14, cols=2)
    assert "D503" in codes(made.bytes(), Kind.WORD)


def test_fonts_that_are_not_embedded_are_named(good: bytes) -> None:
    """A PDF that only names its fonts is said to look different elsewhere (D802)."""

    def strip(document: pikepdf.Pdf) -> None:
        for item in document.objects:
            if isinstance(item, pikepdf.Dictionary) and item.get("/Type") == "/FontDescriptor":
                for key in ("/FontFile", "/FontFile2", "/FontFile3"):
                    if key in item:
                        del item[key]

    assert "D802" not in codes(good, Kind.PDF)
    assert "D802" in codes(changed(good, strip), Kind.PDF)


def test_missing_glyphs_are_named() -> None:
    """A line with a character that nobody can read is quoted with its page (D803)."""
    facts = PdfFacts([], [], ink=Ink(1, None, None), missing=[(2, "甲\ue000乙")])
    (item,) = files.missing(facts)
    assert (item.page, item.words["text"]) == (2, "甲\ue000乙")


@pytest.mark.parametrize(("key", "named"), [("/Lang", "语言"), ("/StructTreeRoot", "结构标记")])
def test_what_a_reading_program_needs_is_named(good: bytes, key: str, named: str) -> None:
    """A PDF without language or tags says what it lacks (D804); ours lacks nothing (PDF/UA-1)."""

    def strip(document: pikepdf.Pdf) -> None:
        del document.Root[key]

    assert PdfFile(good).lacking == []
    assert named in PdfFile(changed(good, strip)).lacking


def test_structure_is_that_of_the_document(fonts: Fonts, project: Project) -> None:
    """Tags go in the order of reading, with headings that skip no level and heads that stand over their columns."""
    with pikepdf.open(io.BytesIO(printed(two_appendices(), fonts, project))) as document:
        tags = list(elements(document.Root.StructTreeRoot))
    names = [str(tag.S) for tag in tags]
    levels = [int(name[2:]) for name in names if name[1:2] == "H" and name[2:].isdigit()]
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in itertools.pairwise(levels))
    heads = [tag for tag in tags if tag.S == "/TH"]
    assert heads
    assert all(tag.A.Scope == "/Column" for tag in heads)
    assert "/Table" in names
    assert names.index("/H1") < names.index("/Table")


def test_a_scan_is_said_to_be_one() -> None:
    """A PDF without characters is measured no further (D904)."""
    assert "D904" in codes(pdf_of_blank_pages(2), Kind.PDF)


@pytest.mark.parametrize(
    ("data", "kind", "code"),
    [
        (b"", Kind.PDF, "D801"),
        (b"%PDF-1.7 broken", Kind.PDF, "D801"),
        (b"", Kind.WORD, "D805"),
        (b"PK\x03\x04", Kind.WORD, "D805"),
    ],
)
def test_damaged_files_are_refused_in_words(data: bytes, kind: Kind, code: str) -> None:
    """What is no file of its kind is one finding, not a traceback."""
    assert codes(data, kind) == {code}


def _locked() -> bytes:
    """A PDF that asks for a password."""
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf_of_blank_pages(1))) as document:
        document.save(out, encryption=pikepdf.Encryption(owner="owner", user="user"))
    return out.getvalue()


@pytest.mark.parametrize(
    ("data", "kind", "says"),
    [
        (b"", Kind.PDF, "0 字节"),
        (b"", Kind.WORD, "0 字节"),
        (b"words", Kind.PDF, "不是 PDF 文件"),
        (b"words", Kind.WORD, "不是 Word 文件"),
        (b"%PDF-1.7 broken", Kind.PDF, "已损坏"),
        (b"PK\x03\x04", Kind.WORD, "已损坏"),
        (_locked(), Kind.PDF, "加了密码"),
    ],
)
def test_why_a_file_does_not_open_is_said_in_chinese(data: bytes, kind: Kind, says: str) -> None:
    """One finding, with the reason in words a secretary knows."""
    (found,) = prove(data, kind)
    assert says in found.message


def test_a_damaged_template_is_found_in_a_build(fonts: Fonts, project: Project) -> None:
    """What the template does wrong is found on the finished file: another colour of the addressees is D108."""
    from tests.proof.corpus import _word

    flow = notice()
    data = _word(word.render(flow, fonts, project), {"style": {"主送机关": {"rPr": {"color": {"val": "00AA00"}}}}})
    assert "D108" in {item.code for item in check_docx(data, flow, fonts)}


@pytest.mark.parametrize(
    ("name", "face"),
    [
        ("仿宋_GB2312", "仿宋"),
        ("FangSong", "仿宋"),
        ("STFangsong", "仿宋"),
        ("ygt-YGT-FangSong-d6f5", "仿宋"),
        ("SimHei", "黑体"),
        ("KaiTi_GB2312", "楷体"),
        ("FZXiaoBiaoSong-B05S", "小标宋"),
        ("方正小标宋简体", "小标宋"),
        ("SimSun", "宋体"),
        ("NSimSun", "宋体"),
        ("微软雅黑", None),
        ("MicrosoftYaHei", None),
        ("Times New Roman", None),
        ("ygt-YGT-RareSerif-1", ""),
    ],
)
def test_faces_are_known_by_many_names(name: str, face: str | None) -> None:
    """A font is one of the five faces by any of its usual names, and 雅黑 is none."""
    assert face_of(name) == face


def test_the_table_of_clauses_is_current(project: Project) -> None:
    """The committed docs/标准对照.md is what the checks render now."""
    committed = (project.root / clause_table.FILE).read_text(encoding="utf-8")
    assert committed == clause_table.render(), "run: python -m ygt_docs.proof.clause_table"


def test_every_check_stands_in_the_table() -> None:
    """No clause of a check is missing from the table."""
    assert {item.clause for item in clause_table.CHECKS} - {""} <= set(clause_table.EYES)


def run(project: Project, folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """`invoke proof` as a user meets it."""
    return subprocess.run(
        [sys.executable, "-P", "-m", "invoke", "--search-root", str(project.root), "proof", *words],
        cwd=folder,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def test_command_reports_and_fails(project: Project, tmp_path: Path) -> None:
    """A file with an 错误 ends with 1, names itself, and gives the contract's fields as JSON."""
    (tmp_path / "来文.docx").write_bytes(usual())
    done = run(project, tmp_path, "来文.docx")
    assert done.returncode == 1
    assert "来文.docx" in done.stdout
    assert "D208" in done.stdout
    found = json.loads(run(project, tmp_path, "来文.docx", "--json").stdout)
    assert set(found[0]) == {
        "code",
        "severity",
        "strength",
        "clause",
        "file",
        "line",
        "column",
        "page",
        "message",
        "fix",
    }


@pytest.mark.parametrize(("typed", "code"), [("nowhere", "D906"), ("draft.txt", "D907")])
def test_command_refuses_what_it_cannot_measure(project: Project, tmp_path: Path, typed: str, code: str) -> None:
    """A name that is no file and no built document, or a file of another kind, is wrong use (exit code 2)."""
    (tmp_path / "draft.txt").write_text("草稿", encoding="utf-8")
    done = run(project, tmp_path, typed)
    assert done.returncode == 2
    assert code in done.stderr
    assert "Traceback" not in done.stderr
