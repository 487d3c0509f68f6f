"""The checks of a letter as a .docx (10.1) see the fault they are there for."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.special import letter, minutes, order
from tests.word.flows import PlainFonts
from tests.word.template_copy import rewritten
from ygt_docs.compose import compose
from ygt_docs.compose.flow import Decisions, Flow
from ygt_docs.fonts import load_fonts
from ygt_docs.notice import load_content
from ygt_docs.problems import Problems, UserError
from ygt_docs.project import Project
from ygt_docs.proof import check_docx, prove, verify_docx
from ygt_docs.proof.facts import Kind
from ygt_docs.word import render

HEADER, FOOTER, BODY = "word/headerFirst.xml", "word/footerFirst.xml", "word/document.xml"
BREAKS = {
    "no first page of its own": ("首页显示了页码", BODY, "<w:titlePg/>", ""),
    "a number on page one": (
        "首页显示了页码",
        FOOTER,
        "</w:pPr>",
        "</w:pPr><w:r><w:instrText> PAGE </w:instrText></w:r>",
    ),
    "no lower rule": ("有 3 条", HEADER, "<wp:posOffset>9943425</wp:posOffset>", "<wp:align>top</wp:align>"),
    "a rule too short": ("红线长", HEADER, 'cx="6120000"', 'cx="5616000"'),
    "the lower rule too low": ("距下页边", HEADER, "<wp:posOffset>9943425<", "<wp:posOffset>10043425<"),
}


@pytest.mark.parametrize(("words", "part", "old", "new"), BREAKS.values(), ids=BREAKS)
def test_each_fault_of_a_letter_is_found(
    words: str, part: str, old: str, new: str, tmp_path: Path, project: Project
) -> None:
    """Each fault that is put into a good letter comes back once, in its own words."""
    flow, path = letter(), tmp_path / "letter.docx"
    path.write_bytes(render(flow, PlainFonts(), project))
    rewritten(path, part, old, new)
    found = check_docx(path.read_bytes(), flow, PlainFonts())
    assert [item.code for item in found if words in item.message] == ["D601"]


@pytest.mark.parametrize("make", [letter, order, minutes])
def test_a_good_file_has_no_finding(make: object, project: Project) -> None:
    """A letter, an order and minutes pass; marked ones say 待改 on every page."""
    flow: Flow = make()  # type: ignore[operator]
    assert [str(item) for item in verify_docx(render(flow, PlainFonts(), project), flow, PlainFonts())] == []


def test_a_template_without_its_rules_is_refused(tmp_path: Path, project: Project) -> None:
    """A rule that somebody deleted from the letter's template is named, not left out."""
    shutil.copytree(project.templates / "word", tmp_path / "templates" / "word")
    rewritten(tmp_path / "templates" / "word" / "letter.docx", HEADER, 'name="首条双线细线"', 'name="线"')
    with pytest.raises(UserError) as caught:
        render(letter(), PlainFonts(), Project(tmp_path, project.cache))
    assert [(item.code, "首条双线细线" in item.message) for item in caught.value.problems] == [("W113", True)]


def test_an_order_counted_by_years_is_right(project: Project, tmp_path: Path) -> None:
    """2026年第3号 under the mark is the number of an order in a file of which nothing is known."""
    content = tmp_path / "content"
    shutil.copytree(project.root / "content" / "yunxi-2026-order-rules", content / "yunxi-2026-order-rules")
    shutil.copy(project.root / "content" / "organs.yaml", content)
    notice = content / "yunxi-2026-order-rules" / "notice.yaml"
    notice.write_text(notice.read_text("utf-8").replace("{令号: 4}", "{令号: 4, 年份: 2026}"), "utf-8")
    (found,) = load_content(content, project, only="yunxi-2026-order-rules").documents
    assert found.document is not None
    flow = compose(found.document, Decisions(), Problems())
    data = render(flow, load_fonts(project, Problems()), project)
    assert [str(item) for item in prove(data, Kind.WORD) if item.severity != "提示"] == []
