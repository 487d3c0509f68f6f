"""Thirty and more built files of the examples, each broken in one way as a person does it in Word (手改样本).

A Word file is opened, changed by hand and saved, as Word does it: with direct formatting, never by our styles. A PDF
is what comes out when the same thing was changed before it was exported. `finds`, `clause`, `at` and `page` say what
has to be found and where; `follows` are the other findings that the one change brings, with the reason.
"""

from __future__ import annotations

import base64
import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from docx import Document
from docx.enum.section import WD_ORIENTATION
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_COLOR_INDEX
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

from ygt_docs.compose.flow import Flow
from ygt_docs.proof.facts import Kind

Change = Callable[[Any], None]


@dataclass(frozen=True)
class Broken:
    """One file: the example it is made from, what a person did, what the proof says, and where.

    `at` stands in the message; `page` counts from 1 (None: a Word file does not tell). `follows`: code → why it is
    found too. `css` and `texts` (old → new) are how the same is done to a PDF.
    """

    name: str
    source: str
    finds: str
    clause: str | None
    at: str
    change: Change | None = None
    css: str = ""
    texts: dict[str, str] = field(default_factory=dict)
    page: int | None = None
    follows: dict[str, str] = field(default_factory=dict)

    @property
    def kind(self) -> Kind:
        """The kind of file that is broken."""
        return Kind.WORD if self.change is not None else Kind.PDF

    def __str__(self) -> str:
        return f"{self.name} {self.kind}"


def edited(data: bytes, change: Change) -> bytes:
    """The Word file `data` after `change` was done to it, saved again."""
    document = Document(io.BytesIO(data))
    change(document)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def retyped(flow: Flow, texts: dict[str, str]) -> Flow:
    """`flow` with every whole text that is a key replaced by its value, in the text and in the imprint."""
    from tests.proof.corpus import CHANGES

    return CHANGES["text"](flow, texts) if texts else flow


# --- what a person does in Word -------------------------------------------------------------------------------------


def paragraph(document: Any, begins: str) -> Any:
    """The first paragraph that begins with this."""
    return next(item for item in document.paragraphs if item.text.strip().startswith(begins))


def in_style(document: Any, *styles: str) -> Iterator[Any]:
    """The paragraphs of these styles, as somebody selects them one after the other."""
    return (item for item in document.paragraphs if item.style.name in styles)


BODY = ("公文正文", "一级标题", "二级标题", "三级标题")
AROUND = ("空行", "公文标题", "主送机关", "附件说明", "发文机关署名", "成文日期", "附注", "附件标识", "附件标题")


def face(family: str, *styles: str) -> Change:
    """Another face, chosen in the list of fonts."""

    def change(document: Any) -> None:
        for item in in_style(document, *styles):
            for run in item.runs:
                run.font.name = family
                run._element.rPr.rFonts.set(qn("w:eastAsia"), family)

    return change


def all_in(family: str, begins: str) -> Change:
    """Another face for one paragraph, its heading sentence included."""

    def change(document: Any) -> None:
        for run in paragraph(document, begins).runs:
            run.font.name = family
            run._element.rPr.rFonts.set(qn("w:eastAsia"), family)

    return change


def size(points: float, *styles: str) -> Change:
    """Another size."""

    def change(document: Any) -> None:
        for item in in_style(document, *styles):
            for run in item.runs:
                run.font.size = Pt(points)

    return change


def colour(value: str, begins: str) -> Change:
    """Another colour of one paragraph."""

    def change(document: Any) -> None:
        for run in paragraph(document, begins).runs:
            run.font.color.rgb = RGBColor.from_string(value)

    return change


def marked(begins: str, **properties: object) -> Change:
    """Buttons of the font group, pressed for one paragraph: highlight_color, bold, strike …"""

    def change(document: Any) -> None:
        for run in paragraph(document, begins).runs:
            for name, value in properties.items():
                setattr(run.font, name, value)

    return change


def with_property(begins: str, name: str, **values: str) -> Change:
    """A property of the font that python-docx has no name for, for one paragraph."""

    def change(document: Any) -> None:
        for run in paragraph(document, begins).runs:
            element = OxmlElement(f"w:{name}")
            for key, value in values.items():
                element.set(qn(f"w:{key}"), value)
            run._element.get_or_add_rPr().append(element)

    return change


def latin_quotes(begins: str, typed: str = "“三减三健”。") -> Change:
    """`typed`, a word in quotation marks, pasted from a program that gave Latin letters a face of their own."""

    def change(document: Any) -> None:
        run = paragraph(document, begins).runs[-1]
        run.text += typed
        fonts = run._element.get_or_add_rPr().get_or_add_rFonts()
        fonts.attrib.pop(qn("w:hint"), None)
        for script in ("ascii", "hAnsi"):
            fonts.set(qn(f"w:{script}"), "Times New Roman")

    return change


def picture(begins: str) -> Change:
    """A picture of 4 cm, pasted into a line of text."""

    def change(document: Any) -> None:
        pixel = io.BytesIO(base64.b64decode(_PIXEL))
        paragraph(document, begins).runs[-1].add_picture(pixel, Cm(4), Cm(4))

    return change


# One grey pixel as PNG.
_PIXEL = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNoAAAAggCBd81ytgAAAABJRU5ErkJggg=="


def line_above(begins: str) -> Change:
    """The Enter key before a paragraph."""

    def change(document: Any) -> None:
        paragraph(document, begins).insert_paragraph_before("", style="公文正文")

    return change


def to_the_left(begins: str) -> Change:
    """The button for left alignment."""

    def change(document: Any) -> None:
        paragraph(document, begins).alignment = WD_ALIGN_PARAGRAPH.LEFT

    return change


def pitch(points: float, *styles: str) -> Change:
    """The whole body, or what is set in `styles`, on lines of another height."""

    def change(document: Any) -> None:
        for item in document.paragraphs:
            if item.style.name in (styles or (*BODY, *AROUND)):
                item.paragraph_format.line_spacing = Pt(points)

    return change


def margins(**sides: float) -> Change:
    """The dialogue for margins, for the whole document; in cm."""

    def change(document: Any) -> None:
        for section in document.sections:
            if section.orientation != WD_ORIENTATION.LANDSCAPE:
                for side, value in sides.items():
                    setattr(section, f"{side}_margin", Cm(value))

    return change


def paper(width: float, height: float) -> Change:
    """Another size of paper, in cm."""

    def change(document: Any) -> None:
        for section in document.sections:
            section.page_width, section.page_height = Cm(width), Cm(height)

    return change


def typed(begins: str, old: str, new: str) -> Change:
    """Other characters in one paragraph; its runs become one, as where it is typed anew."""

    def change(document: Any) -> None:
        item = paragraph(document, begins)
        assert old in item.text
        text = item.text.replace(old, new)
        for run in item.runs[1:]:
            run._element.getparent().remove(run._element)
        item.runs[0].text = text

    return change


def no_indent(*styles: str) -> Change:
    """No indent of the first line, set to 0 in the dialogue."""

    def change(document: Any) -> None:
        for item in in_style(document, *styles):
            indent = item._p.get_or_add_pPr().get_or_add_ind()
            for name in ("left", "leftChars", "firstLineChars", "firstLine", "hanging", "hangingChars"):
                indent.set(qn(f"w:{name}"), "0")

    return change


def indented(begins: str, characters: int) -> Change:
    """An indent of the first line in characters."""

    def change(document: Any) -> None:
        indent = paragraph(document, begins)._p.get_or_add_pPr().get_or_add_ind()
        indent.set(qn("w:firstLineChars"), str(100 * characters))

    return change


def without(style: str, count: int = 1, near: str = "") -> Change:
    """`count` paragraphs of a style are deleted, those next before the paragraph that begins with `near`."""

    def change(document: Any) -> None:
        items = [item for item in document.paragraphs if item.style.name == style]
        if near:
            place = next(index for index, item in enumerate(document.paragraphs) if item.text.strip().startswith(near))
            items = [item for item in document.paragraphs[:place] if item.style.name == style][-count:]
        assert items
        for item in items[:count]:
            item._p.getparent().remove(item._p)

    return change


def footers(change_one: Callable[[Any], None]) -> Change:
    """Something is done in every footer."""

    def change(document: Any) -> None:
        for section in document.sections:
            for footer in (section.footer, section.even_page_footer):
                for item in footer.paragraphs:
                    change_one(item)

    return change


def _emptied(item: Any) -> None:
    for child in list(item._p):
        if child.tag != qn("w:pPr"):
            item._p.remove(child)


def _centred(item: Any) -> None:
    item.alignment = WD_ALIGN_PARAGRAPH.CENTER


def _same_footers(document: Any) -> None:
    document.settings.odd_and_even_pages_header_footer = False


def _no_last_rule(document: Any) -> None:
    last = [item for item in document.paragraphs if item.style.name == "版记粗线"][-1]
    last._p.getparent().remove(last._p)


def _right_edge(document: Any) -> None:
    for item in in_style(document, "发文机关署名", "成文日期"):
        indent = item._p.get_or_add_pPr().get_or_add_ind()
        indent.set(qn("w:right"), "0")
        indent.set(qn("w:rightChars"), "0")


def _spaced(document: Any) -> None:
    for item in in_style(document, "公文正文"):
        item.paragraph_format.space_after = Pt(10)


PLAN, MEETING, REQUEST, ORDER, MINUTES = (
    f"yunxi-2026-{name}" for name in ("plan", "meeting", "request", "order", "minutes")
)
HALL = "县卫生健康局三楼"
WIDER = "日期的字数变了，右空的字数没有跟着改"

CASES: list[Broken] = [
    # page and text (5)
    Broken("天头改成2.54厘米", MEETING, "D102", "5.2.1", "天头（上边距）是 25.4 毫米", margins(top=2.54)),
    Broken(
        "Word默认页边距",
        PLAN,
        "D102",
        "5.2.1",
        "切口（右边距）是 31.8 毫米",
        margins(top=2.54, bottom=2.54, left=3.18, right=3.18),
        follows={"D107": "版心窄了，一行排不下 28 字", "D407": "下边距小了，页码与版心的距离跟着变"},
    ),
    Broken(
        "纸张选了B5",
        MEETING,
        "D101",
        "5.1",
        "182×257 毫米",
        paper(18.2, 25.7),
        follows={"D107": "版心窄了", "D124": "表格比窄了的版心宽"},
    ),
    Broken(
        "正文选了宋体",
        PLAN,
        "D104",
        "5.2.2",
        "宋体",
        face("宋体", "公文正文"),
        follows={"D313": "段首的二级标题与正文同段，也成了宋体"},
    ),
    Broken("正文选了四号", MEETING, "D105", "5.2.2", "14 磅", size(14, "公文正文")),
    Broken("行距28磅", MEETING, "D106", "5.2.3", "28.00 磅", pitch(28)),
    Broken(
        "正文行距20磅而标题没改",
        PLAN,
        "D106",
        "5.2.3",
        "20.00 磅",
        pitch(20, "公文正文"),
        follows={"D305": "空了几行按正文的行距数"},
    ),
    Broken("段后10磅", MEETING, "D111", "5.2.3", "为抓好", _spaced),
    Broken("正文变成蓝色", MEETING, "D108", "5.2.4", "县卫生健康局三楼", colour("0000FF", "县卫生健康局三楼")),
    # what was left by hand, and what is uneven
    Broken("荧光笔", MEETING, "D114", "6.1", "突出显示", marked(HALL, highlight_color=WD_COLOR_INDEX.YELLOW)),
    Broken("文字底纹", MEETING, "D114", "6.1", "底纹", with_property(HALL, "shd", val="clear", fill="D9D9D9")),
    Broken("删除线", MEETING, "D115", None, "县卫生健康局三楼", marked(HALL, strike=True)),
    Broken("双删除线", MEETING, "D115", None, "县卫生健康局三楼", marked(HALL, double_strike=True)),
    Broken(
        "图片贴在固定行距里",
        MEETING,
        "D116",
        None,
        "图片高 113 磅",
        picture(HALL),
        follows={"D122": "贴的是一个像素的图", "D123": "贴的图没有替代文字"},
    ),
    Broken("西文字体的引号", MEETING, "D117", "5.2.2", "Times New Roman", latin_quotes(HALL)),
    Broken("西文字体的直引号", MEETING, "D117", "5.2.2", "Times New Roman", latin_quotes(HALL, '"三减三健"。')),
    Broken("加粗", MEETING, "D118", "5.2.2", "加粗", marked(HALL, bold=True)),
    Broken("斜体", MEETING, "D118", "5.2.2", "斜体", marked(HALL, italic=True)),
    Broken("下划线", MEETING, "D118", "5.2.2", "下划线", marked(HALL, underline=True)),
    Broken("字符缩放", MEETING, "D118", "5.2.2", "字符缩放", with_property(HALL, "w", val="80")),
    Broken("字符加宽", MEETING, "D118", "5.2.2", "字符间距", with_property(HALL, "spacing", val="40")),
    Broken("正文里空一行", MEETING, "D119", "5.2.3", "成员单位人员", line_above("（二）")),
    Broken("正文靠左", MEETING, "D120", "5.2.3", "为抓好", to_the_left("为抓好")),
    Broken(
        "整段成了黑体",
        MEETING,
        "D104",
        "5.2.2",
        "黑体",
        all_in("黑体", "（一）"),
        follows={"D313": "段首的标题句也成了黑体，第二层用楷体"},
    ),
    # masthead (7.2)
    Broken("标志改成黑色", PLAN, "D207", "7.2.4", "云溪县人民政府文件", colour("000000", "云溪县人民政府文件")),
    Broken("标志靠左", MEETING, "D205", "7.2.4", "云溪县卫生健康局文件", to_the_left("云溪县卫生健康局文件")),
    Broken("字号用方括号", MEETING, "D208", "7.2.5", "云卫[2026]31号", typed("云卫", "〔2026〕", "[2026]")),
    Broken("字号靠左", MEETING, "D209", "7.2.5", "云卫〔2026〕31号", to_the_left("云卫〔")),
    Broken("签发人选了仿宋", REQUEST, "D211", "7.2.6", "姓名不是楷体", face("仿宋", "签发人", "上行文发文字号")),
    Broken("删了红线", MEETING, "D212", "7.2.7", "没有找到线", without("版头分隔线")),
    # main part (7.3)
    Broken("标题选了黑体", PLAN, "D301", "7.3.1", "黑体", face("黑体", "公文标题")),
    Broken("标题靠左", MEETING, "D302", "7.3.1", "云溪县卫生健康局关于", to_the_left("云溪县卫生健康局\n")),
    Broken("主送机关缩进", MEETING, "D306", "7.3.2", "各乡镇卫生院", indented("各乡镇卫生院", 2)),
    Broken("主送机关用半角冒号", MEETING, "D307", "7.3.2", "各乡镇卫生院", typed("各乡镇卫生院", "：", ":")),
    Broken("删了标题下空行", MEETING, "D308", "7.3.2", "空了 0.0 行", without("空行", 1, "各乡镇卫生院")),
    Broken("取消首行缩进", MEETING, "D310", "7.3.3", "为抓好", no_indent("公文正文")),
    Broken("一级标题选了仿宋", MEETING, "D313", "7.3.3", "一、会议时间", face("仿宋", "一级标题")),
    Broken(
        "一级标题选了二号",
        PLAN,
        "D105",
        "5.2.2",
        "一、指导思想",
        size(22, "一级标题"),
    ),
    Broken(
        "附件名称加书名号",
        MEETING,
        "D314",
        "7.3.4",
        "附件：《推进会议程》",
        typed("附件：", "推进会议程", "《推进会议程》"),
        follows={"D323": "附件的标题没有书名号，两处不再一样"},
    ),
    Broken(
        "成文日期用汉字",
        PLAN,
        "D902",
        "7.3.5.4",
        "二〇二六年四月二十六日",
        typed("2026年4月26日", "2026年4月26日", "二〇二六年四月二十六日"),
        follows={"D318": WIDER},
    ),
    Broken(
        "成文日期编虚位",
        MEETING,
        "D317",
        "7.3.5.4",
        "2026年05月08日",
        typed("2026年5月8日", "2026年5月8日", "2026年05月08日"),
        follows={"D318": WIDER},
    ),
    Broken("署名和日期顶到右边", MEETING, "D318", "7.3.5.2", "署名右空 0.0 字", _right_edge),
    Broken("附注用半角括号", MEETING, "D320", "7.3.6", "(联系人", typed("（联系人", "（", "(")),
    Broken("附件二字选了仿宋", PLAN, "D321", "7.3.7", "附件", face("仿宋", "附件标识")),
    Broken("附件标题靠左", MEETING, "D322", "7.3.7", "推进会议程", to_the_left("推进会议程")),
    # imprint and page numbers (7.4, 7.5), formats of their own (10)
    Broken("删了版记最后一条线", MEETING, "D401", "7.4.1", "末条分隔线没有找到", _no_last_rule),
    Broken("抄送没有句号", PLAN, "D404", "7.4.2", "抄送：县委办公室", typed("抄送", "县政协办公室。", "县政协办公室")),
    Broken("删了页码", MEETING, "D410", "7.5", "没有页码", footers(_emptied)),
    Broken("页码居中", MEETING, "D407", "7.5", "页码居中", footers(_centred)),
    Broken("奇偶页相同", MEETING, "D407", "7.5", "没有区分奇偶页", _same_footers),
    Broken("令号靠左", ORDER, "D602", "10.2", "第3号", to_the_left("第3号")),
    Broken("出席选了宋体", MINUTES, "D603", "10.3", "出席", face("宋体", "出席人员")),
    # the same in a PDF, which tells the page
    Broken(
        "正文选了宋体", MEETING, "D104", "5.2.2", "“宋体”", css='.paragraph { font-family: {{ face["宋体"] }} }', page=1
    ),
    Broken(
        "行距28磅",
        MEETING,
        "D106",
        "5.2.3",
        "28.00 磅",
        css="html, .paragraph, .heading-1, .blank, .appendix-note, .sign-off, .date, .annotation { line-height: 28pt }",
    ),
    Broken(
        "左右边距3.18厘米",
        MEETING,
        "D102",
        "5.2.1",
        "订口（正文左边缘）是 31.8 毫米",
        page=1,
        css="@page { margin-left: 31.8mm; margin-right: 31.8mm }",
        follows={
            "D401": "分隔线与窄了的版心等宽",
            "D407": "页码与窄了的版心不再对齐",
            "D124": "表格比窄了的版心宽",
        },
    ),
    Broken("标志改成黑色", PLAN, "D207", "7.2.4", "云溪县人民政府文件", css=".mark { color: #000 }", page=1),
    Broken("字号用方括号", MEETING, "D208", "7.2.5", "云卫[2026]31号", texts={"〔2026〕31号": "[2026]31号"}, page=1),
    Broken("红线变成黑色", MEETING, "D212", "7.2.7", "线不是红色", css=".masthead-rule { border-color: #000 }", page=1),
    Broken("标题靠左", MEETING, "D302", "7.3.1", "云溪县卫生健康局", css=".title { text-align: left }", page=1),
    Broken("取消首行缩进", MEETING, "D310", "7.3.3", "为抓好", css=".paragraph { text-indent: 0 }", page=1),
    Broken(
        "成文日期用汉字",
        PLAN,
        "D902",
        "7.3.5.4",
        "二〇二六年四月",
        page=1,
        texts={"2026年4月26日": "二〇二六年四月二十六日"},
        follows={"D318": WIDER},
    ),
    Broken(
        "附件二字选了仿宋",
        MEETING,
        "D321",
        "7.3.7",
        "附件",
        page=3,
        css='.appendix-mark { font-family: {{ face["仿宋"] }} }',
    ),
    Broken(
        "删了版记的线",
        MEETING,
        "D401",
        "7.4.1",
        "分隔线没有找到",
        page=4,
        css=".imprint, .imprint-group + .imprint-group { border: 0 }",
    ),
    Broken(
        "删了页码",
        MEETING,
        "D410",
        "7.5",
        "没有页码",
        css="@page :right { @bottom-right { content: none } } @page :left { @bottom-left { content: none } }",
    ),
]
