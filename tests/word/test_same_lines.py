"""Both files break every line at the same character and every page at the same line."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from tests.word.flows import appendix, imprint, masthead, notice, para, simple, task_table, title
from tests.word.office import Office, lines, page_count
from ygt_docs.building.settle import ROUNDS
from ygt_docs.compose.flow import Face, Flow, Paragraph, Role, Run
from ygt_docs.fonts import Fonts
from ygt_docs.pdf import lay_out
from ygt_docs.project import Project
from ygt_docs.word import render

HARD = (
    "为落实《关于深化改革促进乡村医疗卫生体系健康发展的意见》、《关于推动紧密型县域医共体提质扩面的通知》（省医改办〔2026〕3号）、"
    "市医改办等五部门《关于印发〈澜山市紧密型县域医疗卫生共同体建设推进方案〉的通知》要求，到2026年12月31日，县域内住院人次占比达到75%以上，"
    # no dashes: LibreOffice parts a pair of them at the end of a line
    "“三医”联动，即医保、医疗、医药，取得成效。联系电话：8000001，邮箱：yxygt@example.cn，网址：www.example.cn。"
)
TEXT = simple(
    *masthead(),
    title("云溪县人民政府关于印发《云溪县2026年", "医共体建设工作计划》的通知"),
    para(Role.BLANK),
    *(para(Role.PARAGRAPH, "一" * length + HARD) for length in range(9)),
    *(para(Role.ADDRESSEES, HARD[length:] * 2) for length in range(0, 60, 9)),
    Paragraph(Role.PARAGRAPH, ((Run("（一）加强组织领导，落实主体责任。", Face.HEADING_2), Run(HARD)),)),
)
TABLES = {
    "a portrait table": Flow((appendix(task_table(24)),), notice().properties, imprint()),
    "a notice with a landscape table": notice(),
}


def settled(flow: Flow, fonts: Fonts, project: Project) -> tuple[Flow, bytes]:
    """`flow` with the decisions that its pages ask for, and its PDF; the imprint's comes last."""
    laid_out = lay_out(flow, fonts, project)
    for _ in range(ROUNDS):
        if laid_out.decisions == flow.decisions:
            break
        flow = replace(flow, decisions=laid_out.decisions)
        laid_out = lay_out(flow, fonts, project)
    return flow, laid_out.write()


def both(flow: Flow, fonts: Fonts, project: Project, office: Office, folder: Path) -> tuple[Path, Path]:
    """The PDF of `flow` and the printed .docx."""
    flow, data = settled(flow, fonts, project)
    pdf, docx = folder / "made.pdf", folder / "word.docx"
    pdf.write_bytes(data)
    docx.write_bytes(render(flow, fonts, project))
    return pdf, office.pdf(docx)


def test_lines_are_the_same(fonts: Fonts, project: Project, office: Office, tmp_path: Path) -> None:
    """Page by page, the lines of the .docx are the lines of the PDF."""
    pdf, printed = both(TEXT, fonts, project, office, tmp_path)
    assert page_count(pdf) == page_count(printed)
    for page in range(1, page_count(pdf) + 1):
        assert [line.strip() for line in lines(pdf, page)] == [line.strip() for line in lines(printed, page)], page


@pytest.mark.parametrize("flow", TABLES.values(), ids=TABLES)
def test_pages_are_the_same(flow: Flow, fonts: Fonts, project: Project, office: Office, tmp_path: Path) -> None:
    """Page by page, the .docx has the characters of the PDF: rows of a table break over pages at the same place."""
    pdf, printed = both(flow, fonts, project, office, tmp_path)
    assert page_count(pdf) == page_count(printed)
    for page in range(1, page_count(pdf) + 1):
        # page numbers are left out: LibreOffice prints the one of a landscape page twice on the way by .fodt
        found = [
            sorted("".join(lines(path, page)).replace("—", "").replace(" ", "").replace(str(page), ""))
            for path in (pdf, printed)
        ]
        assert found[0] == found[1], page
