"""Flows made by hand for the tests of both writers: the same roles as a real notice, with as much text as wanted."""

from __future__ import annotations

import datetime
from dataclasses import replace

from ygt_docs.compose.flow import (
    Cell,
    Decisions,
    Face,
    Flow,
    Imprint,
    Indent,
    Paragraph,
    Properties,
    Role,
    Row,
    Run,
    Section,
    Table,
)
from ygt_docs.compose.table_breaks import apply_table_breaks
from ygt_docs.notice.model import Orientation

SENTENCE = "为推进县域医疗卫生资源整合，压实各方责任，细化任务分工，健全协同机制，结合全县实际，明确以下安排。"
WITH_DIGITS = "到2026年12月底，住院人次占比达到75%以上，门（急）诊人次占比同比提升10个百分点。"


def line(role: Role, text: str = "", **options: object) -> Paragraph:
    """A paragraph with one run, or without any."""
    return Paragraph(role, ((Run(text),),) if text else ((),), **options)  # type: ignore[arg-type]


BLANK = line(Role.BLANK)


def masthead() -> list[Paragraph]:
    """Mark, number, rule, title and addressees."""
    title = tuple((Run(text),) for text in ("云溪县人民政府", "关于印发年度工作计划的通知"))
    return [
        line(Role.MARK, "云溪县人民政府文件"),
        line(Role.NUMBER, "云政文〔2026〕4号"),
        line(Role.MASTHEAD_RULE),
        BLANK,
        BLANK,
        Paragraph(Role.TITLE, title),
        BLANK,
        line(Role.ADDRESSEES, "各乡镇人民政府、街道办事处，县直有关单位："),
    ]


def body(paragraphs: int) -> list[Paragraph]:
    """Headings of two levels, a run-in heading, and `paragraphs` paragraphs of four sentences."""
    run_in = Paragraph(Role.PARAGRAPH, ((Run("（二）压实责任。", Face.HEADING_2), Run(SENTENCE)),))
    return [
        line(Role.HEADING_1, "一、总体要求"),
        line(Role.HEADING_2, "（一）落实责任"),
        run_in,
        *(line(Role.PARAGRAPH, SENTENCE * 2 + WITH_DIGITS + SENTENCE) for _ in range(paragraphs)),
    ]


def closing() -> list[Paragraph]:
    """Appendix note, sign-off, date and annotation."""
    return [
        BLANK,
        line(Role.APPENDIX_NOTE, "附件：重点任务清单", indent=Indent(5, -3)),
        BLANK,
        BLANK,
        line(Role.SIGN_OFF, "云溪县人民政府", indent=Indent(right=3.75), keep_with_next=True),
        line(Role.DATE, "2026年4月26日", indent=Indent(right=4)),
        line(Role.ANNOTATION, "（此件公开发布）"),
    ]


def table(rows: int) -> Table:
    """A task table with a group row; the method of every three rows is one merged cell."""

    def cell(text: str, role: Role = Role.TABLE_TEXT, **options: int) -> Cell:
        return Cell((line(role, text),), **options)

    result = [
        Row(tuple(cell(text, Role.TABLE_HEAD) for text in ("序号", "重点任务", "评价方法", "责任单位")), head=True),
        Row((cell("一、落实领导责任", Role.TABLE_GROUP, column_span=4),), group=True),
    ]
    for index in range(rows):
        merged = (cell("查看相关文件", row_span=min(3, rows - index)),) if index % 3 == 0 else ()
        result.append(
            Row((cell(str(index + 1), Role.TABLE_CENTRED), cell(SENTENCE * 2), *merged, cell("卫健局、县医院")))
        )
    return Table(tuple(result), (0.08, 0.56, 0.18, 0.18))


def appendix(rows: int) -> list[Paragraph | Table]:
    """Mark, title on the third line, and the table."""
    return [line(Role.APPENDIX_MARK, "附件"), BLANK, line(Role.APPENDIX_TITLE, "重点任务清单"), BLANK, table(rows)]


def imprint() -> Imprint:
    """Copies in two lines, and the printing line."""
    copies = "抄送：县委办公室，县人大常委会办公室，县政协办公室，县监委，县法院，县检察院，各人民团体，县人武部。"
    printing = Paragraph(Role.PRINTING_LINE, ((Run("云溪县人民政府办公室"),),), right_text=(Run("2026年4月27日印发"),))
    return Imprint(((line(Role.COPIES_TO, copies, indent=Indent(4, -3, 1)),), (printing,)))


def notice(
    paragraphs: int = 5,
    rows: int = 0,
    *,
    landscape: bool = True,
    with_imprint: bool = True,
    decisions: Decisions | None = None,
) -> Flow:
    """A whole notice; `rows` of its appendix table (0: no appendix)."""
    sections = [Section(Orientation.PORTRAIT, (*masthead(), *body(paragraphs), *closing()))]
    if rows:
        orientation = Orientation.LANDSCAPE if landscape else Orientation.PORTRAIT
        sections.append(Section(orientation, tuple(appendix(rows))))
    chosen = decisions or Decisions()
    properties = Properties(
        "云溪县人民政府关于印发年度工作计划的通知",
        "云溪县人民政府",
        "云政文〔2026〕4号",
        "通知",
        date=datetime.date(2026, 4, 26),
    )
    return Flow(apply_table_breaks(tuple(sections), chosen), properties, imprint() if with_imprint else None, chosen)


def text_only(paragraphs: int) -> Flow:
    """Nothing but body text: pages of 22 lines."""
    return replace(
        notice(with_imprint=False),
        sections=(Section(Orientation.PORTRAIT, tuple(line(Role.PARAGRAPH, SENTENCE * 4) for _ in range(paragraphs))),),
    )
