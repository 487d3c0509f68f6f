"""Bulletin, 文稿 and collection as .docx: the same lines on the same pages as the PDF, and a real table of contents."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import docx as python_docx
import pytest

from tests.publications import bulletin, collection, manuscript, settled, with_decisions
from tests.word.ink import Ink
from tests.word.office import Office, lines, page_count
from tests.word.template_copy import rewritten, without_general_sample
from ygt_docs.compose.flow import Flow
from ygt_docs.docfiles.wml import w
from ygt_docs.fonts import Fonts
from ygt_docs.problems import UserError
from ygt_docs.project import Project
from ygt_docs.proof import verify_docx
from ygt_docs.word import render

MAKERS = {
    "bulletin": with_decisions(bulletin()),
    "remark after": with_decisions(bulletin(按语位置="标题后")),
    "manuscript": with_decisions(manuscript()),
    "collection": collection(),
}


@pytest.fixture(scope="module")
def flows(fonts: Fonts, project: Project) -> dict[str, tuple[Flow, bytes]]:
    """Each Flow with its PDF."""
    made = {name: settled(make, fonts, project) for name, make in MAKERS.items()}
    return {name: (flow, laid.write()) for name, (flow, laid) in made.items()}


@pytest.mark.parametrize("name", MAKERS)
def test_both_files_have_the_same_lines(
    name: str, flows: dict[str, tuple[Flow, bytes]], office: Office, fonts: Fonts, project: Project
) -> None:
    """Page by page, the lines of the .docx are the lines of the PDF (the dots of the contents left aside)."""
    flow, data = flows[name]
    pdf, docx = office.folder / f"publication-{name}-made.pdf", office.folder / f"publication-{name}.docx"
    pdf.write_bytes(data)
    docx.write_bytes(render(flow, fonts, project))
    printed = office.pdf(docx)
    assert page_count(pdf) == page_count(printed)
    for page in range(1, page_count(pdf) + 1):
        assert _plain(lines(pdf, page)) == _plain(lines(printed, page)), page
    if flow.imprint is not None:
        ink = Ink(printed, page_count(printed))
        assert 262.0 == pytest.approx(ink.box(ink.black, 0, 230, 210, 263)[3], abs=0.5)


def _plain(rows: list[str]) -> list[str]:
    return [row.replace(".", "").strip() for row in rows if row.strip()]


def test_the_head_of_a_bulletin(
    flows: dict[str, tuple[Flow, bytes]], office: Office, fonts: Fonts, project: Project
) -> None:
    """In LibreOffice too the name begins 20 mm under the edge of the type area, the rule 4 mm under the office."""
    docx = office.folder / "publication-head.docx"
    docx.write_bytes(render(flows["bulletin"][0], fonts, project))
    ink = Ink(office.pdf(docx), 1)
    name, rule = ink.bands(ink.red)
    assert 57.0 == pytest.approx(name[0], abs=0.5)
    assert 4.0 == pytest.approx(rule[0] - ink.box(ink.black, 0, name[1], 210, rule[0])[3], abs=0.5)
    left, _, right, _ = ink.box(ink.red, 0, rule[0] - 0.2, 210, rule[1] + 0.2)
    assert 156.0 == pytest.approx(right - left, abs=0.5)


@pytest.mark.parametrize("name", MAKERS)
def test_what_is_made_passes_proof_and_schema(
    name: str,
    flows: dict[str, tuple[Flow, bytes]],
    fonts: Fonts,
    project: Project,
    tmp_path: Path,
    schema_errors: Callable[[Path], list[object]],
) -> None:
    """No finding, no violation of the schema, and the same bytes again."""
    flow, _ = flows[name]
    data = render(flow, fonts, project)
    assert [str(item) for item in verify_docx(data, flow, fonts)] == []
    assert data == render(flow, fonts, project)
    (tmp_path / "a.docx").write_bytes(data)
    assert schema_errors(tmp_path / "a.docx") == []


def test_the_contents_are_a_field_with_its_numbers(
    flows: dict[str, tuple[Flow, bytes]], fonts: Fonts, project: Project, tmp_path: Path
) -> None:
    """A TOC field over the titles of the documents; each row links to a bookmark and holds its PAGEREF's result."""
    flow, _ = flows["collection"]
    (tmp_path / "a.docx").write_bytes(render(flow, fonts, project))
    body = python_docx.Document(str(tmp_path / "a.docx")).element.body
    fields = [node.text.strip() for node in body.iter(w("instrText"))]
    assert fields[0] == 'TOC \\h \\z \\t "汇编篇名,1"'
    names = [mark.get(w("name")) for mark in body.iter(w("bookmarkStart"))]
    assert fields[1:] == [f"PAGEREF {name} \\h" for name in names]
    links = list(body.iter(w("hyperlink")))
    assert [link.get(w("anchor")) for link in links] == names
    numbers = ["".join(node.text for node in link.iter(w("t"))).split("通知")[-1] for link in links]
    assert [number[-1] for number in numbers] == [str(page) for page in flow.decisions.contents_pages]
    kinds = [mark.get(w("fldCharType")) for mark in body.iter(w("fldChar"))]
    assert kinds.count("begin") == kinds.count("separate") == kinds.count("end") == len(names) + 1
    titles = [paragraph for paragraph in body.iter(w("p")) if paragraph.find(w("bookmarkStart")) is not None]
    assert all(title.find(f"{w('pPr')}/{w('pStyle')}").get(w("val")) == "GwMemberTitle" for title in titles)


@pytest.mark.parametrize(
    ("template", "old", "new", "code"),
    [
        ("bulletin", "{{ 段.右文 }}", "", "W107"),
        ("bulletin", '"按语"', '"按语二"', "W107"),
        ("bulletin", '"报送分送"', '"报送"', "W107"),
        ("bulletin", '"简报期号"', '"期号"', "W107"),
        ("manuscript", '"作者"', '"作者二"', "W107"),
        ("manuscript", '"文稿日期"', '"日期"', "W107"),
        ("collection", '"目录条目"', '"目录"', "W107"),
        ("collection", '"汇编篇名"', '"篇名"', "W107"),
        ("collection", '"封面标题"', '"标题"', "W107"),
        ("collection", '"汇编文号"', '"文号"', "W107"),
    ],
)
def test_a_template_without_an_element_is_seen(
    template: str,
    old: str,
    new: str,
    code: str,
    flows: dict[str, tuple[Flow, bytes]],
    fonts: Fonts,
    project: Project,
    tmp_path: Path,
) -> None:
    """An element that a template no longer prints is one clear error."""
    copy = Project(tmp_path, project.cache)
    (copy.templates / "word").mkdir(parents=True)
    for name in ("notice.docx", f"{template}.docx"):
        (copy.templates / "word" / name).write_bytes((project.templates / "word" / name).read_bytes())
    path = copy.templates / "word" / f"{template}.docx"
    without_general_sample(path)
    rewritten(path, "word/document.xml", old, new)
    with pytest.raises(UserError) as caught:
        render(flows[template][0], fonts, copy)
    assert code in {item.code for item in caught.value.problems}


@pytest.mark.parametrize("change", ["remove a number", "change a title"])
def test_contents_that_differ_from_the_flow_are_seen(
    change: str, flows: dict[str, tuple[Flow, bytes]], fonts: Fonts, project: Project, tmp_path: Path
) -> None:
    """A .docx whose contents lost a number or name another title does not agree with its source."""
    flow, _ = flows["collection"]
    path = tmp_path / "a.docx"
    path.write_bytes(render(flow, fonts, project))
    number = flow.decisions.contents_pages[0]
    old, new = (f">{number}</w:t>", "></w:t>") if change == "remove a number" else ("秋收工作方案", "秋收工作方法")
    rewritten(path, "word/document.xml", old, new, 1)
    assert {"V110"} <= {item.code for item in verify_docx(path.read_bytes(), flow, fonts)}
