"""Right Word files of other makers (他人的文件): other names of faces and styles, other ways to format, nothing of ours.

Each is made with plain python-docx as an office, a template or another program would make it, and keeps to the
standard: 0 错误 is what the proof owes it.
"""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any

from docx import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

_LONG = (
    "今年以来，全县各灌区降水偏少，部分渠系来水不足，秋播用水矛盾突出。县水利局会同各乡镇逐渠踏勘，摸清了水源、渠系和用水"
    "需求，制定了分段轮灌方案，优先保障已经整地的田块，做到有水即灌、随播随灌、不误农时。"
)
_SHORT = "各灌区管理所每周报送一次水情。"


@dataclass(frozen=True)
class Maker:
    """How one office works.

    `body`, `title`, `head`, `kai`: its faces; `latin` '' where digits have the face of the text. `styled`: it has
    styles of its own, else directly. `indent`: how the first line is moved in (chars, twips, spaces). `pitch`: points;
    `doubled`: Word counts its spacing twice (the switch that Chinese versions of Word set). `bold`: headings too.
    """

    name: str
    write: Callable[[Pen], None]
    body: str = "仿宋_GB2312"
    title: str = "方正小标宋简体"
    head: str = "黑体"
    kai: str = "楷体_GB2312"
    latin: str = ""
    styled: bool = False
    indent: str = "chars"
    pitch: float = 28.95
    spacing: int = -5
    doubled: bool = False
    bold: bool = False

    def __str__(self) -> str:
        return self.name


@dataclass
class Pen:
    """A document in the making, by the habits of its maker."""

    maker: Maker
    document: Any = field(default_factory=Document)

    def __post_init__(self) -> None:
        section = self.document.sections[0]
        section.page_width, section.page_height = Mm(210), Mm(297)
        section.top_margin, section.bottom_margin = Mm(37), Mm(35)
        section.left_margin, section.right_margin = Mm(28), Mm(26)
        section.footer_distance = Mm(24.9)  # the dash stands 7 mm below the type area
        self.document.settings.odd_and_even_pages_header_footer = True
        self._page_number(section.footer, "right")
        self._page_number(section.even_page_footer, "left")
        if self.maker.doubled:
            self.document.settings.element.append(OxmlElement("w:balanceSingleByteDoubleByteWidth"))

    def line(
        self,
        text: str,
        face: str = "",
        size: float = 16,
        *,
        jc: str = "both",
        indent: float = 0,
        right: float = 0,
        pitch: float = 0,
        colour: str = "",
        new_page: bool = False,
    ) -> Any:
        """A paragraph; `indent` of the first line and `right` of all count in characters, `pitch` in points."""
        style = self._style(face or self.maker.body, size) if self.maker.styled else None
        item = self.document.add_paragraph(style=style)
        layout = item.paragraph_format
        layout.space_before = layout.space_after = Pt(0)
        layout.line_spacing_rule, layout.line_spacing = WD_LINE_SPACING.EXACTLY, Pt(pitch or self.maker.pitch)
        item.alignment = {
            "both": WD_ALIGN_PARAGRAPH.JUSTIFY,
            "center": WD_ALIGN_PARAGRAPH.CENTER,
            "right": WD_ALIGN_PARAGRAPH.RIGHT,
            "left": WD_ALIGN_PARAGRAPH.LEFT,
        }[jc]
        if right:
            layout.right_indent = Pt(right * 15.75)
        text = self._indented(item, text, indent)
        if new_page:
            layout.page_break_before = True
        if text:
            self.run(item, text, face, size, colour)
        return item

    def run(self, item: Any, text: str, face: str = "", size: float = 16, colour: str = "") -> Any:
        """Text in one face at the end of a paragraph."""
        run = item.add_run(text)
        if not self.maker.styled or face:
            self._set_face(run, face or self.maker.body, size)
        if size == 16 and self.maker.spacing:
            spacing = OxmlElement("w:spacing")
            spacing.set(qn("w:val"), str(self.maker.spacing))
            run._element.get_or_add_rPr().append(spacing)
        if colour:
            run.font.color.rgb = RGBColor.from_string(colour)
        return run

    def blank(self, count: int = 1) -> None:
        """Empty lines."""
        for _ in range(count):
            self.line("")

    def text(self, text: str) -> Any:
        """A paragraph of the body."""
        return self.line(text, indent=2)

    def heading(self, text: str) -> Any:
        """A heading of the first level."""
        item = self.line(text, self.maker.head, indent=2)
        item.runs[-1].bold = self.maker.bold or None
        return item

    def run_in(self, head: str, text: str) -> Any:
        """A heading sentence of the second level, with its text behind it."""
        item = self.line(head, self.maker.kai, indent=2)
        self.run(item, text, self.maker.body)
        return item

    def big(self, text: str, *, new_page: bool = False) -> Any:
        """A title, or one line of it."""
        return self.line(text, self.maker.title, 22, jc="center", pitch=33, new_page=new_page)

    def masthead(self, mark: str, number: str, jc: str = "center", indent: float = 0) -> Any:
        """Mark, number and red rule; the line of the number."""
        self.line("", pitch=91.6)
        self.line(mark, self.maker.title, 42, jc="center", pitch=54, colour="FF0000")
        self.blank(2)
        item = self.line(number, jc=jc, pitch=19.2, indent=indent)
        border, rule = OxmlElement("w:pBdr"), OxmlElement("w:bottom")
        for key, value in (("val", "single"), ("sz", "12"), ("space", "11"), ("color", "FF0000")):
            rule.set(qn(f"w:{key}"), value)
        border.append(rule)
        item._p.get_or_add_pPr().append(border)
        self.blank(2)
        return item

    def sealed(self, organ: str, date: str = "2026年9月16日") -> None:
        """Sign-off and date of a document with a seal: the date four characters from the right, the organ over it."""
        width = (len(date) + sum(character > "ÿ" for character in date)) / 2
        self.blank(2)
        self.line(organ, jc="right", right=4 + (width - len(organ)) / 2)
        self.line(date, jc="right", right=4)

    def unsealed(self, organ: str, date: str = "2026年9月16日") -> None:
        """Sign-off without a seal: two characters from the right, the date begins two further in."""
        width = (len(date) + sum(character > "ÿ" for character in date)) / 2
        self.blank()
        self.line(organ, jc="right", right=2)
        self.line(date, jc="right", right=2 + len(organ) - 2 - width)

    def bytes(self) -> bytes:
        """The file."""
        buffer = io.BytesIO()
        self.document.save(buffer)
        return buffer.getvalue()

    def _page_number(self, footer: Any, jc: str) -> None:
        item = footer.paragraphs[0]
        layout = item.paragraph_format
        layout.line_spacing_rule, layout.line_spacing = WD_LINE_SPACING.EXACTLY, Pt(16.8)
        layout.space_before = layout.space_after = Pt(0)
        item.alignment = WD_ALIGN_PARAGRAPH.RIGHT if jc == "right" else WD_ALIGN_PARAGRAPH.LEFT
        setattr(layout, f"{jc}_indent", Pt(14))
        for text, code in (("— ", ""), ("", "PAGE"), (" —", "")):
            run = item.add_run(text)
            self._set_face(run, "宋体", 14)
            for kind in ("begin", "", "end") if code else ():
                run._element.append(_field(kind, code))

    def _set_face(self, run: Any, face: str, size: float) -> None:
        run.font.size = Pt(size)
        run.font.name = self.maker.latin or face
        fonts = run._element.rPr.rFonts
        fonts.set(qn("w:eastAsia"), face)
        fonts.set(qn("w:hint"), "eastAsia")

    def _style(self, face: str, size: float) -> str:
        """The name of the maker's own style of a face and size."""
        name = f"本局{face}{size:g}"
        if name not in [style.name for style in self.document.styles]:
            style = self.document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
            style.base_style = self.document.styles["Normal"]
            style.font.size, style.font.name = Pt(size), face
            style.element.rPr.rFonts.set(qn("w:eastAsia"), face)
        return name

    def _indented(self, item: Any, text: str, indent: float) -> str:
        if not indent:
            return text
        if self.maker.indent == "spaces":
            return "　" * int(indent) + text
        ind = item._p.get_or_add_pPr().get_or_add_ind()
        if self.maker.indent == "chars":
            ind.set(qn("w:firstLineChars"), str(int(indent * 100)))
        ind.set(qn("w:firstLine"), str(int(indent * 320)))
        return text


def _field(kind: str, code: str) -> Any:
    if kind:
        element = OxmlElement("w:fldChar")
        element.set(qn("w:fldCharType"), kind)
    else:
        element = OxmlElement("w:instrText")
        element.text = code
    return element


# --- what they write ------------------------------------------------------------------------------------------------


def notice(pen: Pen) -> None:
    """With masthead, headings of two levels, a note of one appendix."""
    pen.masthead("青禾县水利局文件", "青水〔2026〕26号")
    pen.big("青禾县水利局关于做好秋播用水保障工作的通知")
    pen.blank()
    pen.line("各乡镇人民政府，各灌区管理所：")
    pen.text(_LONG)
    pen.heading("一、分段轮灌")
    pen.run_in("（一）东干渠先行。", _LONG)
    pen.run_in("（二）西干渠随后。", _SHORT)
    pen.heading("二、水情报送")
    pen.text(_SHORT)
    pen.blank()
    pen.line("附件：灌区轮灌安排", indent=2)
    pen.sealed("青禾县水利局")
    pen.line("附件", pen.maker.head, new_page=True)
    pen.blank()
    pen.big("灌区轮灌安排")
    pen.blank()
    pen.text(_LONG)


def without_masthead(pen: Pen) -> None:
    """For paper that bears mark and rule already, or for a web site."""
    pen.big("青禾县水利局关于加强水库巡查的通知")
    pen.blank()
    pen.line("各乡镇人民政府：")
    for _ in range(3):
        pen.text(_LONG)
    pen.unsealed("青禾县水利局")


def one_line(pen: Pen) -> None:
    """Nothing in it fills a line."""
    pen.big("青禾县水利局关于停水的公告")
    pen.blank()
    pen.text("东干渠清淤，9月20日停水1天。")
    pen.text("请用水户提前蓄水。")
    pen.text("特此公告。")
    pen.sealed("青禾县水利局")


def reply(pen: Pen) -> None:
    """Numbered sentences, which are no headings."""
    pen.big("青禾县人民政府关于石桥水库除险加固方案的批复")
    pen.blank()
    pen.line("县水利局：")
    pen.text("你局《关于报批石桥水库除险加固方案的请示》（青水〔2026〕21号）收悉。现批复如下：")
    pen.text("一、原则同意石桥水库除险加固方案。")
    pen.text("二、工程投资由县财政统筹安排，专款专用。")
    pen.text("三、你局要加强质量和安全监管，确保2027年汛前完工。")
    pen.text("此复。")
    pen.sealed("青禾县人民政府")


def passing_on(pen: Pen) -> None:
    """Issues a text that follows the date on the same page, with the chapters and articles of a rule."""
    pen.big("青禾县人民政府关于印发《青禾县灌区管理办法》的通知")
    pen.blank()
    pen.line("各乡镇人民政府，县直有关单位：")
    pen.text("《青禾县灌区管理办法》已经县人民政府同意，现印发给你们，请认真贯彻执行。")
    pen.sealed("青禾县人民政府")
    pen.blank()
    pen.big("青禾县灌区管理办法")
    pen.line("（2026年9月16日县人民政府第6次常务会议通过）", pen.maker.kai, jc="center")
    pen.blank()
    pen.line("第一章　总则", pen.maker.head, jc="center")
    pen.text("第一条　为加强灌区管理，保障农业用水，制定本办法。")
    pen.text("第二条　本县境内灌区的规划、建设和管理适用本办法。")
    pen.text("（一）乡镇负责辖区内末级渠系。")
    pen.text("（二）村民委员会负责田间工程。")
    pen.line("第二章　用水", pen.maker.head, jc="center")
    pen.text("第三条　" + _LONG)
    pen.text("（一）计划用水先报后批。")
    pen.text("（二）超定额用水加价。")


def forwarding(pen: Pen) -> None:
    """Passes on what another office wrote, with its own title, addressees, sign-off and date."""
    pen.big("青禾县人民政府办公室转发县水利局关于加强节水工作意见的通知")
    pen.blank()
    pen.line("各乡镇人民政府：")
    pen.text("县水利局《关于加强节水工作的意见》已经县人民政府同意，现转发给你们，请结合实际认真贯彻落实。")
    pen.sealed("青禾县人民政府办公室")
    pen.big("关于加强节水工作的意见", new_page=True)
    pen.line("县水利局", pen.maker.kai, jc="center")
    pen.blank()
    pen.heading("一、总体要求")
    pen.text(_LONG)
    pen.heading("二、主要任务")
    pen.text(_LONG)


def minutes_like(pen: Pen) -> None:
    """A record of a meeting with bold heading sentences."""
    pen.big("水利工作专题会议情况通报")
    pen.blank()
    pen.line("各灌区管理所：")
    pen.text(_LONG)
    for head in ("一、抓好清淤。", "二、抓好巡查。", "三、抓好报送。"):
        item = pen.line(head, pen.maker.head, indent=2)
        pen.run(item, _LONG, pen.maker.body)
    pen.unsealed("青禾县水利局")


def report(pen: Pen) -> None:
    """A manuscript: an author and a date under its title, no masthead."""
    pen.big("青禾县水利工作情况汇报")
    pen.line("（2026年9月16日）", pen.maker.kai, jc="center")
    pen.blank()
    pen.heading("一、主要做法")
    for _ in range(4):
        pen.text(_LONG)


def subtitled(pen: Pen) -> None:
    """A line at the left edge under the title that is no addressee."""
    pen.big("青禾县水利局2026年秋播用水保障方案")
    pen.blank()
    pen.line("二〇二六年九月", pen.maker.kai, jc="left")
    pen.blank()
    pen.text(_LONG)
    pen.heading("一、目标任务")
    pen.text(_LONG)
    pen.sealed("青禾县水利局")


def with_table(pen: Pen) -> None:
    """Figures in a table between two paragraphs."""
    pen.big("青禾县水利局关于通报水库蓄水情况的函")
    pen.blank()
    pen.line("县农业农村局：")
    pen.text(_LONG)
    table = pen.document.add_table(rows=3, cols=2)
    table.style = "Table Grid"
    for row, cells in zip(table.rows, (("水库", "蓄水量"), ("石桥", "120"), ("东山", "86")), strict=True):
        for cell, text in zip(row.cells, cells, strict=True):
            cell.text = text
    pen.text(_LONG)
    pen.text("特此函告。")
    pen.sealed("青禾县水利局")


def with_contents(pen: Pen) -> None:
    """A list of contents before a long text."""
    pen.line("目　录", pen.maker.head, 22, jc="center", pitch=33)
    for entry in ("一、总体要求\t1", "二、主要任务\t2", "三、保障措施\t3"):
        pen.line(entry)
    pen.big("青禾县水利发展规划", new_page=True)
    pen.blank()
    for number, head in zip("一二三", ("总体要求", "主要任务", "保障措施"), strict=True):
        pen.heading(f"{number}、{head}")
        pen.text(_LONG * 3)
    pen.sealed("青禾县水利局")


def _with(maker: Maker, name: str, **changes: Any) -> Maker:
    return replace(maker, name=name, **changes)


_OFFICE = Maker("县水利局", notice)
FACES: dict[str, dict[str, Any]] = {
    "founder": {"body": "方正仿宋_GBK", "title": "方正小标宋_GBK", "head": "方正黑体_GBK", "kai": "方正楷体_GBK"},
    "windows": {"body": "仿宋", "head": "SimHei", "kai": "楷体", "latin": "Times New Roman"},
    "mac": {"body": "STFangsong", "head": "STHeiti", "kai": "STKaiti"},
}
_FOUNDER, _WINDOWS, _MAC = FACES["founder"], FACES["windows"], FACES["mac"]

MAKERS: tuple[Maker, ...] = (
    _OFFICE,
    _with(_OFFICE, "方正字库", **_FOUNDER),
    _with(_OFFICE, "Windows 自带字库、西文 Times", **_WINDOWS),
    _with(_OFFICE, "苹果电脑", **_MAC),
    _with(_OFFICE, "自建样式", styled=True),
    _with(_OFFICE, "空格缩进", indent="spaces"),
    _with(_OFFICE, "磅值缩进、标题加粗", indent="twips", bold=True),
    _with(_OFFICE, "字距按中文版 Word 计", spacing=-3, doubled=True),
    Maker("无版头", without_masthead, **_FOUNDER),
    Maker("无版头、自建样式", without_masthead, styled=True, **_WINDOWS),
    Maker("一行的公告", one_line),
    Maker("批复", reply, latin="Times New Roman"),
    Maker("同页印发办法", passing_on),
    Maker("同页印发办法、自建样式", passing_on, styled=True, **_FOUNDER),
    Maker("另页转发意见", forwarding, indent="spaces"),
    Maker("段首标题句", minutes_like, bold=True),
    Maker("汇报材料", report, **_WINDOWS),
    Maker("标题下有左对齐的一行", subtitled),
    Maker("函、正文中有表", with_table, latin="Times New Roman"),
    Maker("有目录", with_contents, styled=True),
)


def file_of(maker: Maker) -> bytes:
    """What the maker hands over."""
    pen = Pen(maker)
    maker.write(pen)
    return pen.bytes()
