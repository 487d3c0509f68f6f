"""Word files as a secretary makes them with plain python-docx: nothing of ours is in them."""

from __future__ import annotations

import io

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

SENTENCE = "各乡镇人民政府要把这项工作摆在重要位置，逐项对照任务清单，稳步推进各项工作，确保取得实效。"


class Stranger:
    """A .docx in the making."""

    def __init__(self, margins: tuple[float, float, float, float], pitch: float, body: str) -> None:
        self.document = Document()
        self.pitch, self.body = pitch, body
        section = self.document.sections[0]
        section.page_width, section.page_height = Cm(21), Cm(29.7)
        section.top_margin, section.right_margin, section.bottom_margin, section.left_margin = (Cm(x) for x in margins)

    def add(
        self,
        text: str,
        face: str = "",
        size: float = 16,
        *,
        middle: bool = False,
        first: float = 0,
        right: float | None = None,
        colour: str = "",
    ) -> object:
        """A paragraph; `first` and `right` are indents in points."""
        paragraph = self.document.add_paragraph()
        layout = paragraph.paragraph_format
        layout.space_before = layout.space_after = Pt(0)
        layout.line_spacing = Pt(self.pitch if size < 30 else size * 1.3)
        if middle:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        if first:
            layout.first_line_indent = Pt(first)
        if right is not None:
            paragraph.alignment, layout.right_indent = WD_ALIGN_PARAGRAPH.RIGHT, Pt(right)
        run = paragraph.add_run(text)
        run.font.size = Pt(size)
        run.font.name = face or self.body
        run._element.rPr.rFonts.set(qn("w:eastAsia"), face or self.body)
        if colour:
            run.font.color.rgb = RGBColor.from_string(colour)
        return paragraph

    def page_number(self) -> None:
        """A number in the middle of the footer, as Word's gallery puts it."""
        paragraph = self.document.sections[0].footer.paragraphs[0]
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        field = OxmlElement("w:fldSimple")
        field.set(qn("w:instr"), "PAGE")
        paragraph._p.append(field)

    def bytes(self) -> bytes:
        """The file."""
        buffer = io.BytesIO()
        self.document.save(buffer)
        return buffer.getvalue()


def usual() -> bytes:
    """What is met most: Word's margins, 28 pt lines, 宋体, square brackets, a number in the middle, no red rule."""
    made = Stranger((2.54, 3.17, 2.54, 3.17), 28, "宋体")
    made.add("云溪县人民政府文件", "方正小标宋简体", 42, middle=True, colour="FF0000")
    made.add("")
    made.add("")
    made.add("云政文[2026]04号", middle=True)
    made.add("")
    made.add("")
    made.add("云溪县人民政府关于做好年度重点工作的通知", "黑体", 22, middle=True)
    made.add("")
    made.add("各乡镇人民政府，县直有关单位:")
    made.add(SENTENCE, first=32)
    made.add("一、总体要求", first=32)
    made.add(SENTENCE, first=32)
    made.add("1、工作目标", first=32)
    made.add(SENTENCE)
    made.add("")
    made.add("附件：1.任务清单。", first=32)
    made.add("")
    made.add("云溪县人民政府", right=0)
    made.add("二〇二六年四月二十六日", right=0)
    made.add("主题词：工作　通知")
    made.page_number()
    return made.bytes()


def careful() -> bytes:
    """By hand, and as the standard wants it, but for 28 pt lines."""
    made = Stranger((3.7, 2.6, 3.5, 2.8), 28, "仿宋_GB2312")
    made.add("云溪县人民政府关于做好年度重点工作的通知", "方正小标宋简体", 22, middle=True)
    made.add("")
    made.add("各乡镇人民政府，县直有关单位：")
    made.add(SENTENCE, first=32)
    made.add("一、总体要求", "黑体", first=32)
    made.add(SENTENCE, first=32)
    made.add("")
    made.add("云溪县人民政府", right=60)
    made.add("2026年4月26日", right=64)
    return made.bytes()
