"""Every role of every format, table cells, runs and page numbers included, looks as its style of notice.docx says."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from lxml import etree

from tests.compose.documents import document
from tests.look.test_one_look import own as own
from tests.word.flows import cell, masthead, para, simple
from tests.word.template_copy import rewritten
from ygt_docs.compose.flow import Face, Flow, Format, Imprint, Paragraph, Role, Row, Run, Table
from ygt_docs.compose.title import title_paragraph
from ygt_docs.docfiles.decode import Decoded
from ygt_docs.docfiles.pdf_text import Character, read_pdf
from ygt_docs.docfiles.wml import Element, make, strict_parser, w
from ygt_docs.docfiles.word_file import WordFile
from ygt_docs.docfiles.word_styles import Effective
from ygt_docs.docfiles.word_text import runs_of
from ygt_docs.elements.formats import style_name
from ygt_docs.fonts import Fonts, load_fonts
from ygt_docs.intake.context import plain
from ygt_docs.intake.importing import recognise
from ygt_docs.look import SOURCE
from ygt_docs.pdf import lay_out
from ygt_docs.pdf.style import TABLE_ROLES
from ygt_docs.placing import place
from ygt_docs.problems import Problems
from ygt_docs.profile import STANDARD, load_profile, with_styles
from ygt_docs.project import Project
from ygt_docs.reading.text import Text
from ygt_docs.rules import check
from ygt_docs.standard import gbt9704 as standard
from ygt_docs.standard.lengths import ZERO, Pt, Twips
from ygt_docs.word import render

STYLES = "word/styles.xml"
SIGNS = "天地人山川河湖海江田村县市省国家东西南北中前后左右上下大小多少高低长短新旧早晚春夏秋冬年月日时分金木水火土石花草鱼马牛羊车船飞机门窗桌椅"
NO_TEXT = {Role.MASTHEAD_RULE, Role.BLANK, Role.PICTURE, Role.MARK_NAME, Role.MARK_WORD}
IN_IMPRINT = (Role.COPIES_TO, Role.PRINTING_LINE)
ROLES = [role for role in Role if role not in NO_TEXT]
SIGN_OF = dict(zip([*ROLES, *(face for face in Face if face is not Face.OF_ROLE)], SIGNS, strict=False))


def text_of(item: Role | Face) -> str:
    """A text that no other role has."""
    return SIGN_OF[item] * 3


def flow(layout: Format) -> Flow:
    """A paragraph of every role, a table with a cell of each of its roles, and a run of every face."""
    blocks: list[object] = []
    for role in ROLES:
        if role not in TABLE_ROLES and role not in IN_IMPRINT:
            blocks.append(para(role, text_of(role)))
    for face in Face:
        if face is not Face.OF_ROLE:
            blocks.append(Paragraph(Role.PARAGRAPH, ((Run(text_of(face), face), Run("为正文。")),)))
    cells = tuple(cell(text_of(role), role) for role in ROLES if role in TABLE_ROLES)
    blocks.append(Table(rows=(Row(cells),), widths=(1.0 / len(cells),) * len(cells)))
    foot = Imprint(tuple((para(role, text_of(role)),) for role in IN_IMPRINT))
    return replace(simple(*blocks), format=layout, imprint=foot)  # type: ignore[arg-type]


def restyled(own: Project, change: Callable[[Element, int], None]) -> None:
    """Let `change` work on every style of notice.docx, with its number."""
    path = own.templates / "word" / SOURCE
    with zipfile.ZipFile(path) as archive:
        text = archive.read(STYLES).decode("utf-8")
    root = etree.fromstring(text.encode("utf-8"), strict_parser())
    for number, style in enumerate(root.iter(w("style"))):
        change(style, number)
    rewritten(path, STYLES, text, etree.tostring(root, encoding="unicode"))


def say(style: Element, name: str, **values: object) -> None:
    """Let `style` say the run property `name` with `values`, and nothing else of it."""
    properties = style.find(w("rPr"))
    if properties is None:
        properties = etree.SubElement(style, w("rPr"))
    for old in properties.findall(w(name)):
        properties.remove(old)
    properties.append(make(name, **values))


def name_of(style: Element) -> str:
    """What `style` is called."""
    return str(style.find(w("name")).get(w("val")))


def own_colour(number: int) -> str:
    """A dark colour that no other number has."""
    return f"{40 + number:02X}30{200 - number:02X}"


def seen(layout: Format, own: Project) -> tuple[dict[str, Character], dict[str, tuple[str, float, str, bool]]]:
    """Of each sign the character of the PDF, and family, size, colour and weight in the Word file."""
    fonts = _fonts(own)
    made = flow(layout)
    laid_out = lay_out(made, fonts, own)
    assert [str(item) for item in laid_out.problems if item.code == "P120"] == []
    pdf: dict[str, Character] = {}
    for page in read_pdf(laid_out.write()):
        for character in page.characters:
            pdf.setdefault(character.text, character)
    package = WordFile.of(render(made, fonts, own)).package
    assert package is not None
    effective = Effective.of(package)
    word: dict[str, tuple[str, float, str, bool]] = {}
    for root in package.roots.values():
        for paragraph in root.iter(w("p")):
            for run in runs_of(paragraph):
                text = "".join(item.text or "" for item in run.findall(w("t")))
                piece = effective.piece(text, run, paragraph)
                bold = effective.run_is_on(run, paragraph, "b")
                word.setdefault(text[:1], (piece.family, piece.size, piece.colour, bold))
    return pdf, word


@pytest.mark.parametrize("layout", Format)
def test_colour_size_face_and_weight_show_everywhere(layout: Format, own: Project) -> None:
    """Every style gets a colour of its own, one point more, another face and is bold: so looks every role in both."""
    wanted: dict[str, tuple[str, str]] = {}

    def change(style: Element, number: int) -> None:
        size = style.find(f"{w('rPr')}/{w('sz')}")
        family = "楷体_GB2312" if number % 2 else "黑体"
        wanted[name_of(style)] = (family, own_colour(number))
        say(style, "color", val=own_colour(number))
        say(style, "rFonts", ascii=family, hAnsi=family, eastAsia=family, cs=family)
        say(style, "b")
        if size is not None and style.get(w("type")) == "paragraph":
            say(style, "sz", val=int(size.get(w("val"))) + 2)

    before = load_fonts(own, Problems()).look.sizes()
    restyled(own, change)
    pdf, word = seen(layout, own)
    for item, sign in SIGN_OF.items():
        name = style_name(item, layout) if isinstance(item, Role) else str(item)
        family, colour = wanted[name]
        size = before.get(name, Pt(16)) + Pt(1)
        if item is Role.MARK or (item is Role.BULLETIN_NAME and layout is Format.BULLETIN):
            size = Pt(word[sign][1])  # as large as the room lets it be
        assert (item, word[sign]) == (item, (family, size.pt, colour, True))
        assert (item, pdf[sign].size, pdf[sign].colour) == (item, pytest.approx(size.pt, abs=0.05), colour)
        assert ("Kai" if family.startswith("楷") else "Hei") in pdf[sign].font, item
        assert pdf[sign].font.endswith("Bold"), item


def test_page_numbers_follow_their_styles(own: Project) -> None:
    """Colour, size and distance from the edge of the number on odd and on even pages are those of their styles."""

    def change(style: Element, number: int) -> None:
        if name_of(style) in ("页码单页", "页码双页"):
            say(style, "color", val="C00000" if name_of(style) == "页码单页" else "0000C0")
            say(style, "sz", val=24)
            indents = style.find(f"{w('pPr')}/{w('ind')}")
            indents.attrib.update({w("right" if name_of(style) == "页码单页" else "left"): "800"})

    restyled(own, change)
    pages = read_pdf(lay_out(simple(*(para(Role.PARAGRAPH, "甲" * 28) for _ in range(30))), _fonts(own), own).write())
    numbers = []
    for page in pages[:2]:
        low = [sign for sign in page.characters if sign.baseline > 750 and sign.text.strip()]
        numbers.append((low[0].colour, low[0].size, low[0].start, low[-1].end))
    left, right = standard.BINDING_MARGIN.value.pt, standard.PAGE_WIDTH.value.pt - standard.OUTER_MARGIN.value.pt
    assert [number[:2] for number in numbers] == [
        ("C00000", pytest.approx(12, abs=0.1)),
        ("0000C0", pytest.approx(12, abs=0.1)),
    ]
    assert numbers[0][3] == pytest.approx(right - 40, abs=0.5)
    assert numbers[1][2] == pytest.approx(left + 40, abs=0.5)


def test_the_ink_of_the_number_is_that_of_its_style(own: Project) -> None:
    """A larger number of another face still stands two lines under the mark, and 4 mm over the red rule."""
    whole = simple(*masthead(), para(Role.PARAGRAPH, "正文。"))

    def change(style: Element, number: int) -> None:
        if name_of(style) == "发文字号":
            say(style, "sz", val=44)
            say(style, "rFonts", ascii="黑体", hAnsi="黑体", eastAsia="黑体", cs="黑体")

    usual = place(whole, _fonts(own)).sections[0].blocks
    restyled(own, change)
    larger = place(whole, _fonts(own)).sections[0].blocks
    assert (usual[1].line, larger[1].line) == (Twips(384), Twips(528))  # type: ignore[union-attr]
    heights = []
    for blocks in (usual, larger):
        heights.append(sum(((item.before or ZERO) + (item.line or ZERO)).pt for item in blocks[:3] if item))
    assert heights[1] - heights[0] == pytest.approx(
        6 * 0.9, abs=1.0
    )  # the ink is 6 pt larger, the gaps are as they were


def test_a_larger_title_has_shorter_lines(own: Project, tmp_path: Path) -> None:
    """A title of size 1 holds 17 字 a line and breaks there by itself: no line of it runs over."""

    def change(style: Element, number: int) -> None:
        if name_of(style) in ("公文标题", "附件标题"):
            say(style, "sz", val=52)

    words = [Text("云溪县人民政府关于加强农村饮用水水源保护和供水工程运行管理的通知")]
    profile = load_profile(own, Problems())
    usual = title_paragraph(Role.TITLE, words, Problems(), profile=profile)
    restyled(own, change)
    larger = title_paragraph(Role.TITLE, words, Problems(), profile=load_profile(own, Problems()))
    widest = []
    for title in (usual, larger):
        widest.append(max(len("".join(run.text for run in line)) for line in title.lines))
    assert widest[0] > 17 >= widest[1]


def larger_titles(style: Element, number: int) -> None:
    """Titles of twice the size: ten 字 a line."""
    if name_of(style) in ("公文标题", "附件标题"):
        say(style, "sz", val=88)


def test_how_many_lines_a_title_takes_is_told_by_its_style(own: Project) -> None:
    """A title of 50 字 takes three lines as it is, and five of a style twice the size (T124); the typed one is right."""
    title = "青禾县人民政府关于进一步做好粮食收购和仓储设施维修改造以及农村人居环境整治提升等重点工作的通知"
    notice = document(标题=[title], 主送机关=["各乡镇人民政府"])
    assert "T124" not in {item.code for item in check(notice, own)}
    restyled(own, larger_titles)
    (found,) = [item for item in check(notice, own) if item.code == "T124"]
    assert "超过 4 行" in found.message


def test_import_reads_the_lines_of_a_title_by_its_style(own: Project) -> None:
    """Lines that fit stay as they were typed; lines that the style has no room for become one, which compose breaks."""
    lines = ["青禾县人民政府关于做好粮食收购", "和仓储设施维修改造工作的通知"]
    draft = "\n".join(
        ["青政发〔2026〕7号", *lines, "各乡镇人民政府：", "请抓好落实。", "青禾县人民政府", "2026年9月1日"]
    )
    found = []
    for change in (lambda style, number: None, larger_titles):
        restyled(own, change)
        read = recognise(Decoded(draft, "UTF-8"), "草稿.txt", profile=with_styles(STANDARD, own))
        found.append(plain(read.files["notice.yaml"])["标题"])
    assert found == [lines, "".join(lines)]


def _fonts(own: Project) -> Fonts:
    return load_fonts(own, Problems())
