"""Every copy of a document with a number of its own (份号, 7.2.1), in one PDF."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from pikepdf import pdfa

from tests.compose.documents import composed
from ygt_docs import pdf
from ygt_docs.building.names import is_ours
from ygt_docs.building.road import Workshop, make, real_stages
from ygt_docs.docfiles.pdf_file import PdfFile
from ygt_docs.fonts import Fonts
from ygt_docs.notice.document import Document
from ygt_docs.notice.loader import load_content
from ygt_docs.project import Project

TEXT = {"导语": "\n".join(["为做好秋收工作，压实各方责任，请各乡镇按照职责分工抓紧落实，确保颗粒归仓。"] * 40)}
NOTICE = """文种: 通知
发文机关: [青禾县人民政府]
发文字号: {机关代字: 青政, 年份: 2026, 顺序号: 9}
份号: "000098-000101"
密级: 秘密
保密期限: 1年
标题: 青禾县人民政府关于做好秋收工作的通知
主送机关: [各乡镇人民政府]
正文: 请做好秋收工作。
成文日期: 2026-09-01
"""


def copied(fonts: Fonts, project: Project, **changes: Any) -> tuple[bytes, int]:
    """The PDF of all copies of a notice with `changes`, and how many pages one has."""
    flow, _ = composed(**{"份号": "000098-000101", "密级": "秘密", "保密期限": "1年", **changes})
    assert flow.copies is not None
    laid = pdf.lay_out(flow, fonts, project)
    digits = pdf.lay_out(pdf.digits_of(flow), fonts, project).write()
    return pdf.write_copies(laid.write(), digits, flow.copies, flow.properties.date), laid.page_count


def written(content: Path, project: Project, notice: str = NOTICE) -> Document:
    """A notice of four copies, read from files."""
    (content / "a").mkdir(parents=True)
    (content / "a" / "notice.yaml").write_text(notice, encoding="utf-8")
    organs = "机关:\n  - {全称: 青禾县人民政府, 机关代字: 青政}\n"
    (content / "organs.yaml").write_text(organs, encoding="utf-8")
    document = load_content(content, project).documents[0].document
    assert document is not None
    return document


@pytest.mark.parametrize(("changes", "pages", "whole"), [({}, 1, 7), ({"正文": TEXT}, 5, 23), ({"格式": "信函"}, 1, 7)])
def test_each_copy_bears_its_number_and_begins_on_a_front_page(
    changes: dict[str, Any], pages: int, whole: int, fonts: Fonts, project: Project
) -> None:
    """Four copies: the text of each is that of the first but for the number; an odd one is followed by a blank page."""
    data, count = copied(fonts, project, **changes)
    with PdfFile(data) as file:
        texts = ["".join(item.text for item in page) for page in file.written]
    assert (count, len(texts)) == (pages, whole)
    step = count + count % 2
    firsts = texts[::step]
    assert [number for number, text in zip(range(98, 102), firsts, strict=True) if f"{number:06}" not in text] == []
    assert {text.replace(f"{number:06}", "") for number, text in zip(range(98, 102), firsts, strict=True)} == {
        firsts[0].replace("000098", "")
    }
    assert [text for text in texts[count::step] if count % 2 and text] == []


def test_it_is_a_pdf_a_file_and_the_same_every_time(fonts: Fonts, project: Project) -> None:
    """PDF/A-3b holds, every face is there, and a second run gives the same bytes."""
    data, _ = copied(fonts, project)
    assert [str(item) for item in pdfa.validate_written(io.BytesIO(data), "3b").findings] == []
    assert copied(fonts, project)[0] == data


def test_a_copy_costs_little(fonts: Fonts, project: Project) -> None:
    """Pages are shared: a hundred copies of five pages are hardly larger than one."""
    one, _ = copied(fonts, project, 正文=TEXT, 份号="000001-000002")
    many, _ = copied(fonts, project, 正文=TEXT, 份号="000001-000101")
    assert len(many) - len(one) < 100 * 1000


@pytest.mark.parametrize("broken", ["number", "order", "lost"])
def test_a_wrong_copy_is_found(broken: str, fonts: Fonts, project: Project) -> None:
    """A copy with another's number, pages that changed places, and a page that is gone are each told."""
    data, count = copied(fonts, project, 正文=TEXT)
    flow, _ = composed(份号="000098-000101")
    assert flow.copies is not None
    assert pdf.wrong_copies(data, flow.copies, count) == ""
    with pikepdf.open(io.BytesIO(data)) as opened:
        if broken == "number":
            opened.pages[12].obj.Contents[1] = opened.pages[6].obj.Contents[1]
        elif broken == "order":
            opened.pages[13].obj.Contents = opened.pages[14].obj.Contents
        else:
            del opened.pages[7]
        buffer = io.BytesIO()
        opened.save(buffer)
    assert pdf.wrong_copies(buffer.getvalue(), flow.copies, count) != ""


def test_a_build_makes_the_copies_where_they_are_asked_for(fonts: Fonts, project: Project, tmp_path: Path) -> None:
    """NAME.各份.pdf beside the files of the first copy, only with --copies, and known as the build's own."""
    document = written(tmp_path / "content", project)
    names = []
    for copies in (False, True):
        out = tmp_path / f"out{copies}"
        out.mkdir()
        shop = Workshop(out, fonts, project, real_stages(), copies=copies)
        made = make(document, [], shop)
        assert [str(item) for item in made.problems if item.code != "F301"] == []
        names.append([file.name for file in made.files])
    assert names == [["a.docx", "a.pdf"], ["a.docx", "a.pdf", "a.各份.pdf"]]
    assert is_ours("a", "a.各份.pdf")


def test_a_single_number_is_said(fonts: Fonts, project: Project, tmp_path: Path) -> None:
    """Who asks for copies of a document with one number gets none, and is told (B605)."""
    document = written(tmp_path / "content", project, NOTICE.replace("000098-000101", "000098"))
    made = make(document, [], Workshop(tmp_path, fonts, project, real_stages(), copies=True))
    assert [item.code for item in made.problems if item.code != "F301"] == ["B605"]
    assert [file.name for file in made.files] == ["a.docx", "a.pdf"]


def test_a_copy_that_is_not_the_first_is_told(
    fonts: Fonts, project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What the finished file does not show is B604."""
    monkeypatch.setattr("ygt_docs.pdf.wrong_copies", lambda data, copies, pages: "000099 号")
    document = written(tmp_path / "content", project)
    made = make(document, [], Workshop(tmp_path, fonts, project, real_stages(), copies=True))
    assert "B604" in {item.code for item in made.problems}
