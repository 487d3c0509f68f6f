"""A style changed in notice.docx is changed in both files of every format; a change on one side only is said."""

from __future__ import annotations

import io
import re
import shutil
import zipfile
from dataclasses import replace
from pathlib import Path

import pypdfium2
import pytest
from lxml import etree

from tests.look.test_copies import restyle
from tests.word.flows import cell, para, simple
from ygt_docs.compose.flow import Flow, Format, Role, Row, Table
from ygt_docs.docfiles.pdf_text import Character, read_pdf
from ygt_docs.docfiles.wml import strict_parser, w
from ygt_docs.fonts import Fonts, load_fonts
from ygt_docs.look import SOURCE, read_look
from ygt_docs.pdf import lay_out
from ygt_docs.problems import Problems, UserError
from ygt_docs.project import Project
from ygt_docs.standard import gbt9704 as standard
from ygt_docs.word import render

HEADING, BODY = "一、总体要求", "各单位要按照本通知抓好落实。" * 4


@pytest.fixture
def own(project: Project, tmp_path: Path) -> Project:
    """A project of its own with copies of all templates."""
    shutil.copytree(project.templates, tmp_path / "templates")
    return Project(tmp_path, project.cache)


def fonts_of(own: Project) -> Fonts:
    """The faces of `own`, with its look."""
    return load_fonts(own, Problems())


def flow(layout: Format = Format.DOCUMENT) -> Flow:
    """A heading and a paragraph."""
    return replace(simple(para(Role.HEADING_1, HEADING), para(Role.PARAGRAPH, BODY)), format=layout)


def signs(flow: Flow, own: Project) -> list[Character]:
    """The characters of the PDF."""
    return [sign for page in read_pdf(lay_out(flow, fonts_of(own), own).write()) for sign in page.characters]


def first(found: list[Character], text: str) -> Character:
    """Where `text` begins among the characters of a PDF."""
    return found["".join(sign.text for sign in found).index(text)]


def word_look(flow: Flow, own: Project, name: str) -> list[str]:
    """What the style `name` of the Word file says."""
    with zipfile.ZipFile(io.BytesIO(render(flow, fonts_of(own), own))) as archive:
        return list(
            read_look(etree.fromstring(archive.read("word/styles.xml"), strict_parser())).paragraph(name).lines()
        )


def put(own: Project, name: str, run: str) -> None:
    """Put `run` into the run properties of the style `name` of notice.docx."""
    restyle(own.templates / "word" / SOURCE, name, "</w:rPr>", f"{run}</w:rPr>")


@pytest.mark.parametrize("layout", Format)
def test_a_colour_shows_in_both_files_of_every_format(layout: Format, own: Project) -> None:
    """The colour of a style of notice.docx is that of the PDF and of the Word file, whatever the format's template."""
    put(own, "一级标题", '<w:color w:val="1F3864"/>')
    made = flow(layout)
    assert first(signs(made, own), "总体要求").colour == "1F3864"
    assert first(signs(made, own), "各单位").colour == "000000"
    assert "颜色 1F3864" in word_look(made, own, "一级标题")


def test_a_size_shows(own: Project) -> None:
    """The size of a style is that of both files."""
    put(own, "一级标题", '<w:sz w:val="36"/><w:szCs w:val="36"/>')
    assert first(signs(flow(), own), "总体要求").size == pytest.approx(18, abs=0.05)
    assert "字号 18 磅" in word_look(flow(), own, "一级标题")


def test_two_characters_are_two_of_the_size(own: Project) -> None:
    """The first line of a larger style begins two of its own characters in, in the PDF and in the twips for Word."""
    for name in ("一级标题", "按语"):
        put(own, name, '<w:sz w:val="36"/><w:szCs w:val="36"/>')
    wanted = 2 * (18 - 0.25)
    found = first(signs(flow(), own), "总体要求").start - 2 * (18 - 0.25)  # behind 一、
    assert found == pytest.approx(standard.BINDING_MARGIN.value.pt + wanted, abs=0.5)
    with zipfile.ZipFile(io.BytesIO(render(flow(), fonts_of(own), own))) as archive:
        root = etree.fromstring(archive.read("word/styles.xml"), strict_parser())
    for name in ("一级标题", "按语"):  # that has no properties of its own paragraph
        (style,) = [item for item in root.iter(w("style")) if item.find(w("name")).get(w("val")) == name]
        indent = style.find(f"{w('pPr')}/{w('ind')}")
        assert (indent.get(w("firstLine")), indent.get(w("firstLineChars"))) == (str(round(wanted * 20)), "200")
        assert [item.tag for item in style][-2:] == [w("pPr"), w("rPr")]


def test_a_face_shows(own: Project) -> None:
    """The face of a style is that of both files, by the families of fonts.yaml."""
    restyle(own.templates / "word" / SOURCE, "一级标题", "黑体", "楷体_GB2312")
    assert "Kai" in first(signs(flow(), own), "总体要求").font
    assert "字体 楷体_GB2312" in word_look(flow(), own, "一级标题")


def test_bold_shows(own: Project) -> None:
    """A bold style is bold in both files: in the PDF the strokes are wider, in the same face."""
    thin = lay_out(flow(), fonts_of(own), own).write()
    put(own, "一级标题", "<w:b/>")
    bold = lay_out(flow(), fonts_of(own), own).write()
    assert _ink(bold) > _ink(thin) * 1.02
    assert "字形 加粗" in word_look(flow(), own, "一级标题")


def test_an_indent_shows(own: Project) -> None:
    """The indent of the first line, in twips or in characters, is that of both files."""
    restyle(own.templates / "word" / SOURCE, "公文正文", 'w:firstLineChars="200"', 'w:firstLineChars="400"')
    found = signs(flow(), own)
    second_line = min(sign.start for sign in found if sign.size == pytest.approx(16, abs=0.1))
    assert first(found, "各单位").start - second_line == pytest.approx(63, abs=0.5)
    assert "缩进 左 0 磅，右 0 磅，首行 63 磅" in word_look(flow(), own, "公文正文")


def test_a_pitch_shows(own: Project) -> None:
    """The pitch of a style is that of both files."""
    restyle(
        own.templates / "word" / SOURCE,
        "公文正文",
        '<w:ind w:left="0"',
        '<w:spacing w:line="700" w:lineRule="exact"/><w:ind w:left="0"',
    )
    body = [sign for sign in signs(flow(), own) if sign.size == pytest.approx(16, abs=0.1)]
    lines = sorted({round(sign.baseline, 1) for sign in body})
    assert lines[-1] - lines[-2] == pytest.approx(35, abs=0.1)
    assert "行距 固定值 35 磅" in word_look(flow(), own, "公文正文")


def test_table_text_shows(own: Project) -> None:
    """The cells of a table take size and colour from their style."""
    put(own, "表格文字", '<w:color w:val="C00000"/>')
    table = Table(widths=(1, 1), rows=(Row((cell("甲单元"), cell("乙单元"))),))
    made = simple(para(Role.PARAGRAPH, BODY), table)  # type: ignore[arg-type]
    assert first(signs(made, own), "乙单元").colour == "C00000"


def test_a_change_in_the_style_sheet_alone_is_said(own: Project) -> None:
    """A colour, a size and an indent that only the PDF's style sheet sets are an error each, with role and values."""
    path = own.templates / "pdf" / "notice.css"
    rule = "\n.heading-1 { color: #00f; font-size: 18pt; text-indent: 0; }\n"
    path.write_text(path.read_text(encoding="utf-8") + rule, encoding="utf-8")
    found = [item for item in lay_out(flow(), fonts_of(own), own).problems if item.code == "P120"]
    assert [re.search("的(.*?)是 (.*?)，", item.message).groups() for item in found] == [  # type: ignore[union-attr]
        ("颜色", "#0000FF"),
        ("字号", "18 磅"),
        ("首行缩进", "0 磅"),
    ]


def test_our_style_sheets_say_nothing_of_their_own(own: Project) -> None:
    """Right templates give no finding in any format."""
    for layout in Format:
        assert [item for item in lay_out(flow(layout), fonts_of(own), own).problems if item.code == "P120"] == []


@pytest.mark.parametrize(
    ("put_in", "word"),
    [
        ('<w:u w:val="single"/>', "下划线"),
        ('<w:shd w:val="clear" w:fill="FFFF00"/>', "字符底纹"),
        ("<w:strike/>", "删除线"),
        ("<w:i/>", "倾斜"),
        ('<w:w w:val="80"/>', "字符缩放"),
    ],
)
def test_what_the_pdf_cannot_follow_is_named(put_in: str, word: str, own: Project) -> None:
    """A style with something that the PDF does not know is an error that names style and property (W119)."""
    put(own, "一级标题", put_in)
    with pytest.raises(UserError) as caught:
        lay_out(flow(), fonts_of(own), own)
    assert [(item.code, "「一级标题」" in item.message, word in item.message) for item in caught.value.problems] == [
        ("W119", True, True)
    ]


def test_a_pitch_that_is_not_exact_is_named(own: Project) -> None:
    """Lines as high as their text would be other lines in the PDF (W119)."""
    restyle(own.templates / "word" / SOURCE, "公文标题", 'w:lineRule="exact"', 'w:lineRule="auto"')
    with pytest.raises(UserError) as caught:
        lay_out(flow(), fonts_of(own), own)
    assert ["行距不是固定值" in item.message for item in caught.value.problems] == [True]


def test_a_family_without_a_face_is_named(own: Project) -> None:
    """A family that fonts.yaml does not know is an error that lists those it knows (W120)."""
    restyle(own.templates / "word" / SOURCE, "一级标题", "黑体", "华文行楷")
    with pytest.raises(UserError) as caught:
        lay_out(flow(), fonts_of(own), own)
    assert [(item.code, "华文行楷" in item.message, "仿宋_GB2312" in item.fix) for item in caught.value.problems] == [
        ("W120", True, True)
    ]


def test_switches_that_are_off_are_nothing(own: Project) -> None:
    """What a style switches off, as Word writes it, is no fault."""
    put(
        own,
        "一级标题",
        '<w:strike w:val="0"/><w:u w:val="none"/><w:shd w:val="clear" w:fill="auto"/><w:w w:val="100"/>',
    )
    assert signs(flow(), own)


def _ink(data: bytes) -> int:
    """How many dark pixels the first page has."""
    document = pypdfium2.PdfDocument(data)
    try:
        image = document[0].render(scale=4).to_pil().convert("L")
        return sum(image.histogram()[:128])
    finally:
        document.close()
