"""Flows made by hand, and a stand-in for the fonts: the word stage needs no font file."""

from __future__ import annotations

import datetime
from dataclasses import replace

from ygt_docs.compose.flow import (
    Cell,
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
from ygt_docs.geometry.masthead import Ink
from ygt_docs.look.styles import Look, StyleLook
from ygt_docs.notice.model import Orientation
from ygt_docs.placing.place import NUMBER_STYLES
from ygt_docs.standard.lengths import ZERO, Pt

FAMILIES = {"小标宋": "方正小标宋简体", "仿宋": "仿宋_GB2312", "黑体": "黑体", "楷体": "楷体_GB2312", "宋体": "宋体"}
SENTENCE = "各乡镇人民政府要把医共体建设摆在重要位置，逐项对照任务清单，稳步推进各项工作，确保取得实效。"
FULL_LINE = "一二三四五六七八九十甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未"


def number_style(name: str) -> StyleLook:
    """A style of the page number."""
    none = (ZERO,) * 5
    return StyleLook(name, "宋体", Pt(14), False, "000000", ZERO, "右", *none, pitch=Pt(16.8), strange=())


class PlainFonts:
    """Families as in fonts.yaml; ink of an ordinary Chinese face; no styles but those of the page number."""

    sign_family = "Segoe UI Symbol"
    look = Look({name: number_style(name) for name in NUMBER_STYLES}, {})

    def word_family(self, role: str) -> str:
        """The family named in Word for `role`."""
        return FAMILIES[role]

    def role_of(self, style: str, run_style: str = "") -> str:
        """Every style in the face of the body."""
        return "仿宋"

    def ink(self, role: str, text: str) -> Ink:
        """The same ink for every text."""
        return Ink(0.83, 0.06)

    def style_ink(self, style: str, text: str) -> Ink:
        """The same ink for every text of every style."""
        return self.ink("仿宋", text)

    def signs(self, role: str, text: str) -> set[str]:
        """No character needs the face of signs."""
        return set()


def para(role: Role, text: str = "", **options: object) -> Paragraph:
    """A paragraph of one run."""
    return Paragraph(role, ((Run(text),) if text else (),), **options)  # type: ignore[arg-type]


def masthead() -> tuple[Paragraph, ...]:
    """Mark, number, rule and the two blank lines under it."""
    return (
        para(Role.MARK, "云溪县人民政府文件"),
        para(Role.NUMBER, "云政文〔2026〕4号"),
        para(Role.MASTHEAD_RULE),
        para(Role.BLANK),
        para(Role.BLANK),
    )


def title(*lines: str, role: Role = Role.TITLE) -> Paragraph:
    """A title broken into `lines`."""
    return Paragraph(role, tuple((Run(line),) for line in lines))


def cell(text: str, role: Role = Role.TABLE_TEXT, rows: int = 1, columns: int = 1) -> Cell:
    """A table cell; each line of `text` is a paragraph."""
    return Cell(tuple(para(role, line) for line in text.split("\n")), rows, columns)


def task_table(tasks: int = 6) -> Table:
    """A task table of four columns with a head, a group row, and a cell merged over each two rows."""
    head = Row(tuple(cell(text, Role.TABLE_HEAD) for text in ("序号", "重点任务", "完成时限", "责任单位")), head=True)
    rows = [head, Row((cell("一、落实领导责任", Role.TABLE_GROUP, columns=4),), group=True)]
    for number in range(1, tasks + 1):
        cells = [
            cell(str(number), Role.TABLE_CENTRED),
            cell(f"第{number}项任务。{SENTENCE}"),
            cell(f"{number % 12 + 1}月30日前\n并持续落实", Role.TABLE_CENTRED),
        ]
        if number % 2:
            cells.append(cell("县卫生健康局、县医疗保障局", rows=2 if number < tasks else 1))
        rows.append(Row(tuple(cells)))
    return Table(tuple(rows), (0.08, 0.5, 0.2, 0.22))


def imprint() -> Imprint:
    """Copy recipients and a printing line."""
    return Imprint(
        (
            (
                para(
                    Role.COPIES_TO,
                    "抄送：县委各部门，县人大常委会办公室，县政协办公室，县人民法院，县人民检察院，各人民团体。",
                ),
            ),
            (Paragraph(Role.PRINTING_LINE, ((Run("云溪县人民政府办公室"),),), right_text=(Run("2026年4月27日印发"),)),),
        )
    )


def body() -> tuple[Paragraph, ...]:
    """Addressees, text with headings of four levels and a run-in heading, appendix note, sign-off, date, annotation."""
    run_in = Paragraph(Role.PARAGRAPH, ((Run("（二）落实责任。", Face.HEADING_2), Run(SENTENCE)),))
    return (
        para(Role.ADDRESSEES, "各乡镇人民政府、街道办事处，县直有关单位："),
        para(Role.PARAGRAPH, "现将《云溪县2026年紧密型县域医共体建设工作计划》印发给你们，请认真贯彻执行。" + SENTENCE),
        para(Role.HEADING_1, "一、指导思想"),
        para(Role.PARAGRAPH, SENTENCE * 3),
        para(Role.HEADING_2, "（一）工作目标"),
        para(Role.PARAGRAPH, SENTENCE * 2),
        run_in,
        para(Role.HEADING_3, "1.重点任务"),
        para(Role.HEADING_4, "（1）第一项"),
        para(Role.PARAGRAPH, "“三医”联动——" + SENTENCE),
        para(Role.BLANK),
        Paragraph(
            Role.APPENDIX_NOTE,
            ((Run("附件："), Run("2026年度紧密型县域医共体建设重点任务清单和有关单位职责分工方案表")),),
            Indent(5, -3),
        ),
        para(Role.BLANK),
        para(Role.BLANK),
        para(Role.SIGN_OFF, "云溪县人民政府", indent=Indent(right=4.5), keep_with_next=True),
        para(Role.DATE, "2026年4月26日", indent=Indent(right=4)),
        para(Role.ANNOTATION, "（此件公开发布）"),
        para(Role.CONTACT, "联系电话：8000001"),
    )


def appendix(*blocks: object, orientation: Orientation = Orientation.PORTRAIT) -> Section:
    """An appendix in a section of its own."""
    head = (
        para(Role.APPENDIX_MARK, "附件"),
        para(Role.BLANK),
        title("重点任务清单", role=Role.APPENDIX_TITLE),
        para(Role.BLANK),
    )
    return Section(orientation, (*head, *blocks))  # type: ignore[arg-type]


def notice(**changes: object) -> Flow:
    """A whole notice: masthead, text, plan, landscape table, imprint on a page of its own."""
    first = (
        *masthead(),
        title("云溪县人民政府关于印发《云溪县2026年", "紧密型县域医共体建设工作计划》的通知"),
        para(Role.BLANK),
        *body(),
    )
    plan = (
        replace(
            title("云溪县2026年紧密型县域医共体建设", "工作计划", role=Role.PROMULGATED_TITLE), page_break_before=True
        ),
        para(Role.BLANK),
        *(para(Role.PARAGRAPH, SENTENCE) for _ in range(3)),
    )
    flow = Flow(
        (Section(Orientation.PORTRAIT, (*first, *plan)), appendix(task_table(), orientation=Orientation.LANDSCAPE)),
        Properties(
            "云溪县人民政府关于印发工作计划的通知",
            "云溪县人民政府",
            "云政文〔2026〕4号",
            "通知",
            "县政府文件",
            ("医共体",),
            date=datetime.date(2026, 4, 26),
        ),
        imprint(),
    )
    return replace(flow, **changes)  # type: ignore[arg-type]


def simple(*paragraphs: Paragraph) -> Flow:
    """A flow of one portrait section."""
    return Flow((Section(Orientation.PORTRAIT, paragraphs),), Properties("测试"))
