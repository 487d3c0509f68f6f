"""Opening the finished PDF again: each check is broken once and sees it."""

from __future__ import annotations

import io
import shutil
from dataclasses import replace
from pathlib import Path

import pikepdf
import pytest

from tests.pdf.flows import line, notice
from ygt_docs.building.settle import ROUNDS
from ygt_docs.compose.flow import Cell, Flow, Role, Row, Section, Table
from ygt_docs.fonts import Fonts
from ygt_docs.notice.model import Orientation
from ygt_docs.pdf import lay_out
from ygt_docs.problems import Problem
from ygt_docs.project import Project
from ygt_docs.proof import check_pdf
from ygt_docs.proof.pdf_check import verify_pdf


@pytest.fixture(scope="module")
def made(fonts: Fonts, project: Project) -> tuple[Flow, bytes]:
    """A settled notice and its PDF, with a table that goes over pages."""
    flow = notice(2, 14)
    for _ in range(ROUNDS):
        laid_out = lay_out(flow, fonts, project)
        flow = notice(2, 14, decisions=laid_out.decisions)
    return flow, laid_out.write()


def codes(found: list[Problem]) -> set[str]:
    """The codes of what was found."""
    return {item.code for item in found}


def with_body(flow: Flow, *added: object) -> Flow:
    """The flow with more blocks at the end of its first section."""
    first = replace(flow.sections[0], blocks=(*flow.sections[0].blocks, *added))
    return replace(flow, sections=(first, *flow.sections[1:]))


def edited(data: bytes, change: object) -> bytes:
    """The PDF after `change(pdf)`."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        change(pdf)  # type: ignore[operator]
        buffer = io.BytesIO()
        pdf.save(buffer)
    return buffer.getvalue()


def test_good_file_has_no_problem(made: tuple[Flow, bytes], fonts: Fonts) -> None:
    """A PDF that holds the Flow, repeated table heads and page numbers apart, is in order."""
    flow, data = made
    assert [] == verify_pdf(data, flow, fonts)


def test_no_pdf(made: tuple[Flow, bytes], fonts: Fonts) -> None:
    """Bytes that are no PDF are V201."""
    assert {"V201"} == codes(verify_pdf(b"%PDF-1.7 nothing", made[0], fonts))


def test_lost_paragraph(made: tuple[Flow, bytes], fonts: Fonts) -> None:
    """Text of the Flow that the PDF lacks is V202, with what stands before it."""
    flow, data = made
    found = verify_pdf(data, with_body(flow, line(Role.PARAGRAPH, "漏掉的一句。")), fonts)
    assert {"V202"} == codes(found)
    assert "漏掉的一句" in found[0].message


def test_added_page(made: tuple[Flow, bytes], fonts: Fonts) -> None:
    """A page that the Flow does not have is V202."""
    flow, data = made
    added = edited(data, lambda pdf: pdf.pages.append(pdf.pages[0]))
    assert "V202" in codes(verify_pdf(added, flow, fonts))


def test_swapped_pages(made: tuple[Flow, bytes], fonts: Fonts) -> None:
    """Pages in another order are V202."""

    def swap(pdf: pikepdf.Pdf) -> None:
        page = pdf.pages[0]
        del pdf.pages[0]
        pdf.pages.insert(1, page)

    assert "V202" in codes(verify_pdf(edited(made[1], swap), made[0], fonts))


def test_characters_with_one_glyph_are_no_difference(fonts: Fonts, project: Project) -> None:
    """· and •, ⼯ and 工 are one glyph of an open face: the PDF can say only one of them, and nothing is lost."""
    flow = with_body(notice(2, 2), line(Role.PARAGRAPH, "甲·乙•丙，⼯与工。"))
    data = lay_out(flow, fonts, project).write()
    assert "V202" not in codes(verify_pdf(data, flow, fonts))
    other = with_body(notice(2, 2), line(Role.PARAGRAPH, "甲·乙•丙，⼯与土。"))
    assert "V202" in codes(verify_pdf(data, other, fonts))


def test_one_changed_character(made: tuple[Flow, bytes], fonts: Fonts) -> None:
    """One character that differs anywhere is V202."""
    flow, data = made
    blocks = list(flow.sections[0].blocks)
    index = next(i for i, block in enumerate(blocks) if block.role is Role.NUMBER)
    blocks[index] = line(Role.NUMBER, "云政文〔2026〕5号")
    other = replace(flow, sections=(replace(flow.sections[0], blocks=tuple(blocks)), *flow.sections[1:]))
    (found,) = verify_pdf(data, other, fonts)
    assert "V202" == found.code
    assert "5号" in found.message
    assert "4号" in found.message


def test_template_mark(fonts: Fonts, project: Project, made: tuple[Flow, bytes]) -> None:
    """A template mark in the PDF that the content does not have is V203."""
    broken = with_body(notice(1), line(Role.PARAGRAPH, "{{ 遗留 }}"))
    data = lay_out(broken, fonts, project).write()
    assert {"V202", "V203"} == codes(verify_pdf(data, notice(1), fonts))
    assert [] == verify_pdf(data, broken, fonts)


def test_undeclared_face(made: tuple[Flow, bytes], fonts: Fonts) -> None:
    """A face that fonts.yaml does not declare is V204."""
    flow, data = made
    only = Fonts(
        fonts._word_families,
        {role: fonts.faces("宋体") for role in ("小标宋", "仿宋", "黑体", "楷体", "宋体")},
        fonts.look,
    )
    assert {"V204"} == codes(verify_pdf(data, flow, only))


def test_face_that_is_not_embedded(made: tuple[Flow, bytes], fonts: Fonts) -> None:
    """A face without its file in the PDF is D802, in a file of ours an error."""

    def strip(pdf: pikepdf.Pdf) -> None:
        for item in pdf.objects:
            if isinstance(item, pikepdf.Dictionary) and item.get("/Type") == "/FontDescriptor":
                for key in ("/FontFile", "/FontFile2", "/FontFile3"):
                    if key in item:
                        del item[key]

    found = check_pdf(edited(made[1], strip), made[0], fonts)
    assert {str(item.severity) for item in found if item.code == "D802"} == {"错误"}


def test_paper_that_is_not_a4(made: tuple[Flow, bytes], fonts: Fonts) -> None:
    """A page of another size is D101."""

    def letter(pdf: pikepdf.Pdf) -> None:
        pdf.pages[0].mediabox = [0, 0, 612, 792]

    assert "D101" in codes(check_pdf(edited(made[1], letter), made[0], fonts))


def test_wrong_page_number(made: tuple[Flow, bytes], fonts: Fonts) -> None:
    """A page whose number is not its own is V207."""

    def drop_first(pdf: pikepdf.Pdf) -> None:
        del pdf.pages[0]

    assert "V207" in codes(verify_pdf(edited(made[1], drop_first), made[0], fonts))


def test_text_beyond_the_type_area(fonts: Fonts, project: Project, tmp_path: Path) -> None:
    """Text that sticks out of the type area is V208, with millimetres."""
    shutil.copytree(project.templates, tmp_path / "templates")
    style = tmp_path / "templates" / "pdf" / "notice.css"
    style.write_text(style.read_text(encoding="utf-8") + ".paragraph { margin-right: -3mm }", encoding="utf-8")
    data = lay_out(notice(3), fonts, Project(tmp_path, project.cache)).write()
    found = verify_pdf(data, notice(3), fonts)
    assert {"V208"} == codes(found)
    assert "毫米" in found[0].message


def test_marked_file(fonts: Fonts, project: Project) -> None:
    """A marked file says 待改 on every page; a good one must not."""
    marked = replace(notice(1), marked=True)
    data = lay_out(marked, fonts, project).write()
    assert [] == verify_pdf(data, marked, fonts)
    assert {"V207"} == codes(verify_pdf(data, notice(1), fonts))
    assert {"V207"} == codes(verify_pdf(lay_out(notice(1), fonts, project).write(), marked, fonts))


def test_last_line_of_a_merged_cell_stands_before_the_row_beside_it(fonts: Fonts, project: Project) -> None:
    """Text is read in the order it was written, also where a merged cell's line shares a baseline with a later row."""

    def cell(text: str, **spans: int) -> Cell:
        return Cell((line(Role.TABLE_TEXT, text),), **spans)

    rows = (
        Row((cell("头"), cell("头"), cell("头")), head=True),
        Row((cell("一"), cell("二"), cell("合并的格子有两行文字", row_span=2))),
        Row((cell("三"), cell("四"))),
    )
    flow = replace(notice(1), sections=(Section(Orientation.PORTRAIT, (Table(rows, (0.42, 0.42, 0.16)),)),))
    assert [] == verify_pdf(lay_out(flow, fonts, project).write(), flow, fonts)


def test_space_at_a_line_end_is_not_missed(fonts: Fonts, project: Project) -> None:
    """A space at which a line ended is not drawn, and is no difference; one that is lost elsewhere is."""
    english = "World Health Organization, Regional Office for the Western Pacific, Manila, Philippines"
    flow = with_body(notice(1), line(Role.PARAGRAPH, english * 3))
    data = lay_out(flow, fonts, project).write()
    assert [] == verify_pdf(data, flow, fonts)
    other = with_body(notice(1), line(Role.PARAGRAPH, english.replace("the Western", "theWestern") * 3))
    assert "V202" in codes(verify_pdf(data, other, fonts))


@pytest.mark.parametrize("blank", [" ", "    ", "\u3000", "\u3000" * 4])
def test_a_lost_space_is_seen(blank: str, fonts: Fonts, project: Project) -> None:
    """A blank that the PDF keeps is right, one that is wider or gone is V202."""
    texts = ["现下达你乡镇补助资金", "万元，请于月底前完成支付。World Health Organization (WHO) 另行通知。"]
    flow = with_body(notice(1), line(Role.PARAGRAPH, blank.join(texts)))
    laid_out = lay_out(flow, fonts, project)
    while laid_out.decisions != flow.decisions:
        flow = replace(flow, decisions=laid_out.decisions)
        laid_out = lay_out(flow, fonts, project)
    data = laid_out.write()
    assert [] == verify_pdf(data, flow, fonts)
    for other in ("", blank + " ", blank + "\u3000"):
        changed = with_body(replace(notice(1), decisions=flow.decisions), line(Role.PARAGRAPH, other.join(texts)))
        assert {"V202"} == codes(verify_pdf(data, changed, fonts)), repr(other)
