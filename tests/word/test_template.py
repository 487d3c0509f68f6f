"""The template itself: its values against the standard, and that the look of a document is in its hands alone."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator

import pytest
from lxml import etree

from tests.word.flows import FAMILIES, PlainFonts, masthead, notice, para, simple, title
from tests.word.template_copy import TemplateCopy
from tests.word.test_render import document, paragraph, parts
from ygt_docs.compose.flow import Face, Role
from ygt_docs.docfiles.wml import Element, StyleSheet, w
from ygt_docs.fonts import Fonts
from ygt_docs.project import Project
from ygt_docs.standard import gbt9704 as standard
from ygt_docs.standard.lengths import Length
from ygt_docs.word import render

FACES = {
    "小标宋": (Role.MARK, Role.TITLE, Role.PROMULGATED_TITLE, Role.APPENDIX_TITLE),
    "黑体": (
        Role.PART,
        Role.CHAPTER,
        Role.HEADING_1,
        Role.APPENDIX_MARK,
        Role.TABLE_HEAD,
        Role.TABLE_GROUP,
        Face.HEADING_1,
        Face.ARTICLE,
    ),
    "楷体": (Role.DIVISION, Role.HEADING_2, Face.HEADING_2),
    "宋体": ("页码单页", "页码双页"),
    "仿宋": (
        Role.NUMBER,
        Role.ADDRESSEES,
        Role.HEADING_3,
        Role.HEADING_4,
        Role.PARAGRAPH,
        Role.APPENDIX_NOTE,
        Role.SIGN_OFF,
        Role.JOINT_SIGN_OFF,
        Role.DATE,
        Role.ANNOTATION,
        Role.CONTACT,
        Role.BLANK,
        Role.TABLE_CENTRED,
        Role.TABLE_TEXT,
        Role.COPIES_TO,
        Role.PRINTING_LINE,
    ),
}
SIZES = {
    standard.SIZE_2: FACES["小标宋"][1:],
    standard.SIZE_4: (*FACES["宋体"], Role.COPIES_TO, Role.PRINTING_LINE),
    standard.SIZE_3: (Role.PARAGRAPH, Role.HEADING_1, Role.HEADING_2, Role.NUMBER, Role.APPENDIX_MARK),
}


@pytest.fixture(scope="module")
def raw(project: Project) -> dict[str, Element]:
    """The XML parts of the template."""
    with zipfile.ZipFile(project.templates / "word" / "notice.docx") as archive:
        return {name: etree.fromstring(archive.read(name)) for name in archive.namelist()}


@pytest.fixture(scope="module")
def styles(raw: dict[str, Element]) -> StyleSheet:
    """The styles of the template."""
    return StyleSheet(raw["word/styles.xml"])


def values(styles: StyleSheet, name: str, path: str, kind: str = "paragraph") -> Iterator[Element]:
    """The elements at `path` (pPr/ind, rPr/rFonts …) of a style and those it is based on, nearest first."""
    style_id = styles.id_of(name, kind)
    assert style_id is not None, f"no style {name}"
    for style in styles.chain(style_id, kind):
        found = style.find("/".join(w(step) for step in path.split("/")))
        if found is not None:
            yield found


def test_template_is_small(project: Project) -> None:
    """The template stays under 60 KB."""
    assert (project.templates / "word" / "notice.docx").stat().st_size < 60_000


@pytest.fixture(scope="module")
def sheets(project: Project) -> list[StyleSheet]:
    """The styles of every Word template."""
    found = []
    for path in sorted((project.templates / "word").glob("*.docx")):
        with zipfile.ZipFile(path) as archive:
            found.append(StyleSheet(etree.fromstring(archive.read("word/styles.xml"))))
    return found


@pytest.mark.parametrize("role", Role)
def test_every_role_has_its_style(role: Role, sheets: list[StyleSheet]) -> None:
    """Each role names a paragraph style of a template; an entry of the contents has Word's own."""
    name = {Role.CONTENTS_ENTRY: "toc 1", Role.CONTENTS_SUBENTRY: "toc 2"}.get(role, role)
    assert any(sheet.id_of(name) is not None for sheet in sheets)


@pytest.mark.parametrize(("role", "name"), [(role, name) for role, names in FACES.items() for name in names])
def test_style_has_the_face_of_its_role(role: str, name: str, styles: StyleSheet, fonts: Fonts) -> None:
    """Each style names the Word family of fonts.yaml in all four scripts, and no theme."""
    kind = "character" if isinstance(name, Face) else "paragraph"
    face = next(values(styles, name, "rPr/rFonts", kind))
    assert fonts.word_family(role) == FAMILIES[role]
    assert {FAMILIES[role]} == {face.get(w(script)) for script in ("ascii", "hAnsi", "eastAsia", "cs")}


def test_no_theme_anywhere(raw: dict[str, Element]) -> None:
    """The template has no theme part and no theme face."""
    assert not [name for name in raw if "theme" in name]
    assert not [
        key for root in raw.values() for element in root.iter() for key in element.attrib if str(key).endswith("Theme")
    ]


@pytest.mark.parametrize(("rule", "name"), [(rule, name) for rule, names in SIZES.items() for name in names])
def test_style_has_the_size_of_the_standard(rule: standard.Rule[Length], name: str, styles: StyleSheet) -> None:
    """Sizes are those of clauses 5.2.2, 7.3.1, 7.4.2 and 7.5."""
    assert round(rule.value.pt * 2) == styles.run_value(styles.id_of(name), "sz")


def test_lines_and_spacing_fill_the_page(styles: StyleSheet) -> None:
    """Text has the line pitch and the character spacing that give 22 lines of 28 characters (5.2.3)."""
    spacing = next(values(styles, Role.PARAGRAPH, "pPr/spacing"))
    assert (str(standard.LINE_PITCH.value.twips), "exact") == (spacing.get(w("line")), spacing.get(w("lineRule")))
    assert standard.CHARACTER_SPACING.value.twips == styles.run_value(styles.id_of(Role.PARAGRAPH), "spacing")
    assert standard.CHARACTER_PITCH.value.twips == styles.pitch(styles.id_of(Role.PARAGRAPH))
    title_line = next(values(styles, Role.TITLE, "pPr/spacing"))
    assert standard.TITLE_LINE_PITCH.value.twips == int(title_line.get(w("line")))


@pytest.mark.parametrize(
    "role", [Role.PARAGRAPH, Role.HEADING_1, Role.HEADING_2, Role.HEADING_3, Role.HEADING_4, Role.ANNOTATION]
)
def test_text_begins_two_characters_in(role: Role, styles: StyleSheet) -> None:
    """The first line of text stands in by two characters (7.3.3, 7.3.6), which Word also shows and counts as such."""
    wanted = standard.CHARACTER_PITCH.value.twips * standard.FIRST_LINE_INDENT.value
    indent = next(values(styles, role, "pPr/ind"))
    assert wanted == int(indent.get(w("firstLine")))
    assert standard.FIRST_LINE_INDENT.value * 100 == int(indent.get(w("firstLineChars")))


@pytest.mark.parametrize("role", [Role.PART, Role.CHAPTER, Role.DIVISION])
def test_centred_headings_count_no_characters(role: Role, styles: StyleSheet) -> None:
    """They are based on 公文正文, whose two characters would go before their own zero twips."""
    indent = next(values(styles, role, "pPr/ind"))
    assert ("0", "0") == (indent.get(w("firstLine")), indent.get(w("firstLineChars")))


@pytest.mark.parametrize(
    ("role", "level"),
    [
        (Role.HEADING_1, 0),
        (Role.HEADING_2, 1),
        (Role.HEADING_3, 2),
        (Role.HEADING_4, 3),
        (Role.CHAPTER, 0),
        (Role.DIVISION, 1),
    ],
)
def test_headings_have_outline_levels(role: Role, level: int, styles: StyleSheet) -> None:
    """The four levels of headings show in Word's navigation."""
    assert str(level) == next(values(styles, role, "pPr/outlineLvl")).get(w("val"))


@pytest.mark.parametrize(
    ("role", "level"), [(Role.HEADING_1, 1), (Role.HEADING_2, 2), (Role.HEADING_3, 3), (Role.HEADING_4, 4)]
)
def test_headings_are_headings_of_word_itself(role: Role, level: int, styles: StyleSheet) -> None:
    """Each is based on Word's own heading of that level: programs that know no outline level know it all the same."""
    _, base, *_ = styles.chain(styles.id_of(role))
    assert base.find(w("name")).get(w("val")) == f"heading {level}"
    assert base.get(w("customStyle")) is None
    for path in ("rPr/rFonts", "pPr/outlineLvl"):
        own, of_word = values(styles, role, path), values(styles, f"heading {level}", path)
        assert dict(next(own).attrib) == dict(next(of_word).attrib)


def test_line_breaking_is_chinese(styles: StyleSheet) -> None:
    """避头尾 is on; nothing hangs, nothing is squeezed between Chinese and Latin, nothing snaps to the grid."""
    wanted = {
        "widowControl": "0",
        "kinsoku": None,
        "overflowPunct": "0",
        "autoSpaceDE": "0",
        "autoSpaceDN": "0",
        "adjustRightInd": "0",
        "snapToGrid": "0",
    }
    found = {name: next(values(styles, Role.PARAGRAPH, f"pPr/{name}")).get(w("val")) for name in wanted}
    assert wanted == found


@pytest.mark.parametrize("turned", [False, True])
def test_pages_have_the_margins_of_the_standard(turned: bool, raw: dict[str, Element]) -> None:
    """Paper and margins are those of clauses 5.1, 5.2.1 and 8, to the twip."""
    portrait = (standard.TOP_MARGIN, standard.OUTER_MARGIN, standard.BOTTOM_MARGIN, standard.BINDING_MARGIN)
    landscape = (
        standard.LANDSCAPE_TOP_MARGIN,
        standard.LANDSCAPE_RIGHT_MARGIN,
        standard.LANDSCAPE_BOTTOM_MARGIN,
        standard.LANDSCAPE_LEFT_MARGIN,
    )
    settings = [
        item
        for item in raw["word/document.xml"].iter(w("sectPr"))
        if (item.find(w("pgSz")).get(w("orient")) == "landscape") == turned
    ]
    assert settings
    for item in settings:
        margins = item.find(w("pgMar"))
        for side, rule in zip(("top", "right", "bottom", "left"), landscape if turned else portrait, strict=True):
            assert abs(int(margins.get(w(side))) - rule.value.twips) <= 1
        size = {int(item.find(w("pgSz")).get(w(name))) for name in ("w", "h")}
        assert {standard.PAGE_WIDTH.value.twips, standard.PAGE_HEIGHT.value.twips} == size


def test_mark_and_rule_are_red(styles: StyleSheet) -> None:
    """The issuing mark and the masthead rule are red, the rule 1.5 pt thick (7.2.4, 7.2.7)."""
    rule = next(values(styles, Role.MASTHEAD_RULE, "pPr/pBdr/bottom"))
    assert standard.MARK_COLOUR.value == next(values(styles, Role.MARK, "rPr/color")).get(w("val"))
    assert (standard.MARK_COLOUR.value, str(round(standard.MASTHEAD_RULE_WEIGHT.value.pt * 8))) == (
        rule.get(w("color")),
        rule.get(w("sz")),
    )


@pytest.mark.parametrize(
    ("name", "rule"), [("版记粗线", standard.IMPRINT_THICK_RULE), ("版记细线", standard.IMPRINT_THIN_RULE)]
)
def test_imprint_rules_have_the_weight_of_the_standard(
    name: str, rule: standard.Rule[Length], styles: StyleSheet
) -> None:
    """The rules of the imprint are black lines of 0.35 and 0.25 mm (7.4.1)."""
    assert "000000" == next(values(styles, name, "pPr/shd")).get(w("fill"))
    assert abs(int(next(values(styles, name, "pPr/spacing")).get(w("line"))) - rule.value.twips) <= 1


def test_settings_are_plain(raw: dict[str, Element]) -> None:
    """Odd and even footers differ, nothing is hyphenated or squeezed, and Word uses its present layout."""
    root = raw["word/settings.xml"]
    assert root.find(w("evenAndOddHeaders")) is not None
    assert "doNotCompress" == root.find(w("characterSpacingControl")).get(w("val"))
    assert "15" == next(
        item.get(w("val")) for item in root.iter(w("compatSetting")) if item.get(w("name")) == "compatibilityMode"
    )


@pytest.mark.parametrize("name", ["一级标题", "二级标题", "三级标题", "四级标题"])
def test_headings_keep_to_what_follows_by_style(name: str, sheets: list[StyleSheet]) -> None:
    """A line that somebody makes a heading in Word stays with its text, as ours do."""
    for sheet in sheets:
        assert sheet.is_on(sheet.id_of(name), "keepNext")
        assert sheet.is_on(sheet.id_of(name), "keepLines")


def test_a_heading_says_nothing_that_its_style_says(project: Project) -> None:
    """The paragraph of a heading has no breaks of its own, but where it differs from its style."""
    flow = simple(para(Role.HEADING_1, "一、甲", keep_with_next=True), para(Role.HEADING_1, "二、乙"), *masthead())
    data = render(flow, PlainFonts(), project)
    layout = paragraph(data, "一、甲").find(w("pPr"))
    assert [layout.find(w(name)) for name in ("keepNext", "keepLines")] == [None, None]
    layout = paragraph(data, "二、乙").find(w("pPr"))
    assert ["0", "0"] == [layout.find(w(name)).get(w("val")) for name in ("keepNext", "keepLines")]


@pytest.mark.parametrize("name", ["版记粗线", "版记细线", "分节", "版头留白", "模板标记", "待改标记"])
def test_technical_styles_are_not_offered(name: str, project: Project) -> None:
    """Styles that no secretary may pick are not in the gallery; those for text are."""
    for path in sorted((project.templates / "word").glob("*.docx")):
        with zipfile.ZipFile(path) as archive:
            root = etree.fromstring(archive.read("word/styles.xml"))
        by_name = {style.find(w("name")).get(w("val")): style for style in root.iter(w("style"))}
        assert by_name["公文正文"].find(w("qFormat")) is not None
        assert by_name["公文正文"].find(w("semiHidden")) is None
        assert by_name[name].find(w("qFormat")) is None, path.name
        assert by_name[name].find(w("semiHidden")) is not None, path.name


def test_enter_behind_an_empty_line_is_body_text(sheets: list[StyleSheet]) -> None:
    """空行 is followed by 公文正文: who types below it types a paragraph."""
    for sheet in sheets:
        (style, *_) = sheet.chain(sheet.id_of("空行"))
        assert sheet.id_of("公文正文") == style.find(w("next")).get(w("val"))


def test_no_cell_of_names_has_margins(sheets: list[StyleSheet]) -> None:
    """署名表 states its margins itself: a program may not take them from Normal Table, and long names would wrap."""
    for sheet in sheets:
        (style, *_) = sheet.chain(sheet.id_of("署名表", "table"), "table")
        margins = style.find(f"{w('tblPr')}/{w('tblCellMar')}")
        assert ["0"] * 4 == [margins.find(w(side)).get(w("w")) for side in ("top", "left", "bottom", "right")]


def part_of_each(project: Project, part: str) -> dict[str, Element]:
    """The part of every Word template by the template's name."""
    found = {}
    for path in sorted((project.templates / "word").glob("*.docx")):
        with zipfile.ZipFile(path) as archive:
            found[path.name] = etree.fromstring(archive.read(part))
    return found


def test_chinese_is_not_marked_as_misspelt(project: Project) -> None:
    """Word draws no red and blue waves under official Chinese."""
    for name, settings in part_of_each(project, "word/settings.xml").items():
        for said in ("hideSpellingErrors", "hideGrammaticalErrors"):
            assert settings.find(w(said)) is not None, name


def test_an_office_without_the_faces_has_the_next_best_ones(project: Project) -> None:
    """Each face has a second name; that of titles the two that offices have: the same design by its maker, 华文中宋."""
    for name, table in part_of_each(project, "word/fontTable.xml").items():
        others = {}
        for font in table.iter(w("font")):
            others[font.get(w("name"))] = font.find(w("altName")).get(w("val")).split(",")
        assert set(FAMILIES.values()) <= set(others), name
        assert others["方正小标宋简体"][:2] == ["方正小标宋_GBK", "华文中宋"], name


def test_the_manual_says_that_a_picture_in_body_text_is_clipped(styles: StyleSheet, project: Project) -> None:
    """A line of text has its height whatever stands in it; whoever pastes a picture there must know."""
    spacing = next(values(styles, Role.PARAGRAPH, "pPr/spacing"))
    assert spacing.get(w("lineRule")) == "exact"
    manual = (project.root / "docs" / "使用手册.md").read_text(encoding="utf-8")
    assert "往正文中贴图片，只露出一条" in manual
    assert "单倍行距" in manual


def test_no_template_counts_spacing_twice(project: Project) -> None:
    """No template balances the widths of half and full width, since its styles space characters.

    With that setting Word counts the spacing of a full-width character twice, so lines break elsewhere than in the
    PDF; LibreOffice does not know the setting.
    """
    spaced = set()
    for path in sorted((project.templates / "word").glob("*.docx")):
        with zipfile.ZipFile(path) as archive:
            settings = etree.fromstring(archive.read("word/settings.xml"))
            style_sheet = etree.fromstring(archive.read("word/styles.xml"))
        if next(style_sheet.iter(w("spacing")), None) is not None:
            spaced.add(path.name)
        assert next(settings.iter(w("balanceSingleByteDoubleByteWidth")), None) is None, path.name
    assert "notice.docx" in spaced


def test_a_template_saved_in_word_still_counts_spacing_once(template: TemplateCopy) -> None:
    """The setting that Word zh-CN writes into a template does not reach the files that are made with it."""
    template.edit("<w:spaceForUL/>", "<w:spaceForUL/><w:balanceSingleByteDoubleByteWidth/>", "word/settings.xml")
    settings = parts(render(notice(), PlainFonts(), template.project))["word/settings.xml"]
    assert b"spaceForUL" in settings
    assert b"balanceSingleByteDoubleByteWidth" not in settings


def test_recolouring_a_style_changes_the_document(template: TemplateCopy) -> None:
    """A colour that is changed in the template alone is the colour of the next build."""
    template.edit("FF0000", "0000FF", "word/styles.xml")
    made = parts(render(notice(), PlainFonts(), template.project))["word/styles.xml"]
    assert b"0000FF" in made
    assert b"FF0000" not in made


def test_moving_a_placeholder_changes_the_document(template: TemplateCopy) -> None:
    """A placeholder that is moved into another sample paragraph takes its place and its look."""
    template.edit('<w:pStyle w:val="GwAddressees"/>', '<w:pStyle w:val="GwHeading1"/>', times=1)
    template.edit("{{ 待改 }}", "", "word/header1.xml")
    template.edit("<w:t>1</w:t>", "<w:t>{{ 待改 }}</w:t>", "word/footer1.xml")
    data = render(simple(para(Role.ADDRESSEES, "某局：")), PlainFonts(), template.project)
    assert "GwHeading1" == paragraph(data, "某局：").find(f"{w('pPr')}/{w('pStyle')}").get(w("val"))
    marked = parts(render(notice(marked=True), PlainFonts(), template.project))
    assert "待改" in marked["word/footer1.xml"].decode()
    assert "待改" not in marked["word/header1.xml"].decode()


def test_indents_follow_the_size_of_the_style(template: TemplateCopy) -> None:
    """A 字 is as wide as the characters of the template's style, whatever their size."""
    from ygt_docs.compose.flow import Indent

    template.edit(
        '<w:spacing w:val="-5"/><w:kern w:val="0"/><w:sz w:val="32"/>',
        '<w:spacing w:val="0"/><w:kern w:val="0"/><w:sz w:val="36"/>',
        "word/styles.xml",
    )
    data = render(simple(para(Role.DATE, "日期", indent=Indent(right=4))), PlainFonts(), template.project)
    assert "1440" == paragraph(data, "日期").find(f"{w('pPr')}/{w('ind')}").get(w("right"))


def test_python_sets_no_look(project: Project) -> None:
    """In the body stand only styles; the one size is that of the mark."""
    body = document(render(notice(), PlainFonts(), project))
    sizes = {
        item.getparent().getparent().getparent().find(f"{w('pPr')}/{w('pStyle')}").get(w("val"))
        for item in body.iter(w("sz"))
        if item.getparent().getparent().tag == w("r")
    }
    assert {"GwMark"} == sizes
    assert not list(body.iter(w("color"), w("b"), w("i"), w("u"), w("jc")))
    assert {frozenset({w("hint")})} == {frozenset(item.attrib) for item in body.iter(w("rFonts"))}


def test_mark_is_as_large_as_its_length_allows(project: Project) -> None:
    """A long mark is set smaller, so that it keeps inside the type area."""
    sizes = []
    for text in ("云溪县人民政府文件", "云溪县人民政府办公室卫生健康局文件"):
        data = render(simple(para(Role.MARK, text), *masthead()[1:], title("通知")), PlainFonts(), project)
        sizes.append(int(next(paragraph(data, text).iter(w("sz"))).get(w("val"))))
    assert sizes[0] > sizes[1]
