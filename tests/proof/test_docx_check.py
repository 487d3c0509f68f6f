"""Each check of a finished .docx sees the fault it is there for: a good file is broken, and the code comes back."""

from __future__ import annotations

import re
import zipfile
from io import BytesIO
from pathlib import Path

import pytest

from tests.word.flows import PlainFonts, imprint, notice, para, simple
from tests.word.template_copy import rewritten
from ygt_docs.compose.flow import Flow, Role
from ygt_docs.docfiles.wml import strict_parser
from ygt_docs.docfiles.word_text import texts
from ygt_docs.problems import Problem
from ygt_docs.project import Project
from ygt_docs.proof import check_docx, verify_docx
from ygt_docs.word import render

BODY, STYLES, SETTINGS = "word/document.xml", "word/styles.xml", "word/settings.xml"

# name: (code, part, old, new)
BREAKS = {
    "a character changed": ("V110", BODY, "请认真贯彻执行", "请认真贯砌执行"),
    "a space added": ("V110", BODY, "一、指导思想", "一、 指导思想"),
    "text in the wrong order": ("V110", BODY, "（此件公开发布）", "联系电话：8000001"),
    "a number lost": ("V110", BODY, "云政文〔2026〕4号", "云政文〔2026〕号"),
    "a paragraph added": ("V112", BODY, "</w:p><w:sectPr>", "</w:p><w:p><w:r><w:t>多的</w:t></w:r></w:p><w:sectPr>"),
    "a mark of the template left": ("V113", BODY, "一、指导思想", "一、{{ 段.文字 }}"),
    "a mark left in a footer": ("V113", "word/footer1.xml", "— ", "{% if %}"),
    "a good file that says 待改": ("V115", "word/header2.xml", "</w:pPr>", "</w:pPr><w:r><w:t>待改</w:t></w:r>"),
    "another face in a style": ("V120", STYLES, 'w:eastAsia="楷体_GB2312"', 'w:eastAsia="华文行楷"'),
    "another face in a run": (
        "V120",
        BODY,
        '<w:rFonts w:hint="eastAsia"/></w:rPr><w:t xml:space="preserve">一、指导思想',
        '<w:rFonts w:hint="eastAsia" w:ascii="Arial"/></w:rPr><w:t xml:space="preserve">一、指导思想',
    ),
    "another face of page numbers": ("V120", STYLES, 'w:hAnsi="宋体"', 'w:hAnsi="Times New Roman"'),
    "a theme face": ("V121", STYLES, 'w:eastAsia="黑体"', 'w:eastAsiaTheme="majorEastAsia"'),
    "a cell too many": ("V130", BODY, "</w:tc></w:tr>", "</w:tc><w:tc><w:p/></w:tc></w:tr>"),
    "a span too wide": ("V130", BODY, '<w:gridSpan w:val="4"/>', '<w:gridSpan w:val="5"/>'),
    "a merged cell without a beginning": ("V131", BODY, 'w:vMerge w:val="restart"', 'w:noWrap w:val="0"'),
    "an indent into the margin": (
        "V140",
        STYLES,
        '<w:ind w:left="0" w:right="0" w:firstLineChars="200" w:firstLine="630"/>',
        '<w:ind w:left="-200" w:right="0" w:firstLineChars="200" w:firstLine="630"/>',
    ),
    "a table wider than the type area": ("V141", BODY, '<w:gridCol w:w="', '<w:gridCol w:w="9'),
    "another margin": ("D102", BODY, 'w:top="2098"', 'w:top="1440"'),
    "other paper": ("D101", BODY, 'w:w="11906"', 'w:w="12240"'),
    "another margin on a landscape page": ("D102", BODY, 'w:left="1984"', 'w:left="1440"'),
    "one footer for odd and even pages": ("D407", SETTINGS, "<w:evenAndOddHeaders/>", ""),
}


def broken(flow: Flow, project: Project, folder: Path, part: str, old: str, new: str) -> list[Problem]:
    """What the proof says of the file of `flow` after one replacement in `part`."""
    path = folder / "broken.docx"
    path.write_bytes(render(flow, PlainFonts(), project))
    rewritten(path, part, old, new, 1 if part == BODY and "gridCol" not in old else -1)
    return verify_docx(path.read_bytes(), flow, PlainFonts())


@pytest.mark.parametrize(("code", "part", "old", "new"), BREAKS.values(), ids=BREAKS)
def test_fault_is_seen(code: str, part: str, old: str, new: str, project: Project, tmp_path: Path) -> None:
    """A file that was changed after rendering is refused with the code of the change."""
    found = broken(notice(), project, tmp_path, part, old, new)
    if code.startswith("D"):
        found = check_docx((tmp_path / "broken.docx").read_bytes(), notice(), PlainFonts())
    assert [item.code for item in found].count(code) == 1


def test_good_file_has_no_problem(project: Project) -> None:
    """A file as it was rendered passes."""
    assert [] == verify_docx(render(notice(), PlainFonts(), project), notice(), PlainFonts())


def test_marked_flow_needs_a_marked_file(project: Project) -> None:
    """A file that must be mended and does not say so on its pages is an error."""
    found = verify_docx(render(notice(), PlainFonts(), project), notice(marked=True), PlainFonts())
    assert {"V114"} == {item.code for item in found}


def test_lost_paragraph_is_seen(project: Project, tmp_path: Path) -> None:
    """A file whose last paragraph is empty says what is missing."""
    flow = simple(para(Role.PARAGRAPH, "甲"), para(Role.PARAGRAPH, "乙丙"))
    found = broken(flow, project, tmp_path, BODY, "乙丙", "")
    assert ["V111"] == [item.code for item in found]
    assert "「乙丙」" in found[0].message


def test_difference_is_quoted(project: Project, tmp_path: Path) -> None:
    """The message shows what agrees, what was wanted and what was found."""
    flow = simple(para(Role.PARAGRAPH, "甲乙丙丁戊"))
    message = str(broken(flow, project, tmp_path, BODY, "丙丁", "丙丙")[0])
    assert "「甲乙丙」之后应为「丁戊」，实为「丙戊」" in message


@pytest.mark.parametrize("index", range(0, 300, 7))
def test_each_single_character_counts(index: int, project: Project) -> None:
    """Whichever character of the document is lost, the proof sees it."""
    flow = notice()
    data = render(flow, PlainFonts(), project)
    with zipfile.ZipFile(BytesIO(data)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    body = parts[BODY].decode()
    places = [match.start() for match in re.finditer(r"(?<=[>\u4e00-\u9fff，。])[\u4e00-\u9fff](?=[^<>]*<)", body)]
    place = places[index * len(places) // 300]
    parts[BODY] = (body[:place] + body[place + 1 :]).encode()
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    assert {item.code for item in verify_docx(out.getvalue(), flow, PlainFonts())} & {"V110", "V111"}


def test_braces_of_the_content_are_no_marks(project: Project) -> None:
    """A document may write of {{ }} itself."""
    flow = simple(para(Role.PARAGRAPH, "标记写成 {{ 名称 }}。"))
    assert [] == verify_docx(render(flow, PlainFonts(), project), flow, PlainFonts())


def test_text_boxes_are_read_once() -> None:
    """Text that is kept twice for old programs counts once; a text box comes after its paragraph."""
    from lxml import etree

    names = (
        'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
        'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    )
    box = "<w:txbxContent><w:p><w:r><w:t>框内</w:t></w:r></w:p></w:txbxContent>"
    root = etree.fromstring(
        f"<w:body {names}><w:p><w:r><w:t>前</w:t><mc:AlternateContent><mc:Choice>{box}</mc:Choice>"
        f"<mc:Fallback>{box}</mc:Fallback></mc:AlternateContent></w:r><w:r><w:tab/><w:t>后</w:t></w:r>"
        "</w:p></w:body>",
        strict_parser(),
    )
    assert ["前后", "框内"] == texts(root)


def test_imprint_is_read_last(project: Project) -> None:
    """The imprint is the last text of the file."""
    from dataclasses import replace

    flow = replace(simple(para(Role.PARAGRAPH, "正文")), imprint=imprint())
    assert "2026年4月27日印发" in flow.text()[-1]
    assert [] == verify_docx(render(flow, PlainFonts(), project), flow, PlainFonts())
