"""The elements (要素), a row each: the face it is set in, what it is to a reader of the PDF, where it stands.

What several rooms must agree on about an element stands in its row, and every table of roles is made from the rows.
What only one room needs (a height, a check, a way to edit) stays there.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from ygt_docs.elements.numerals import long_number

# The four faces of the standard, as fonts.yaml names them.
SMALL_TITLE_SONG = "小标宋"
IMITATION_SONG = "仿宋"
BOLD = "黑体"
REGULAR = "楷体"


class Role(StrEnum):
    """What a paragraph is. The value is the name of its Word style; `css_class` is its class in the PDF."""

    COPY_NUMBER = "份号"
    SECRECY = "密级和保密期限"
    URGENCY = "紧急程度"
    MARK = "发文机关标志"
    MARK_NAME = "联署机关名称"
    MARK_WORD = "标志文件二字"
    SIGNATORIES = "签发人"
    UPWARD_NUMBER = "上行文发文字号"
    NUMBER = "发文字号"
    ORDER_NUMBER = "令号"
    MINUTES_LINE = "纪要编印行"
    MASTHEAD_RULE = "版头分隔线"
    TITLE = "公文标题"
    SUBTITLE = "副标题"
    TITLE_NOTE = "标题题注"
    ADDRESSEES = "主送机关"
    HEADING_1 = "一级标题"
    HEADING_2 = "二级标题"
    HEADING_3 = "三级标题"
    HEADING_4 = "四级标题"
    PART = "编标题"
    CHAPTER = "章标题"
    DIVISION = "节标题"
    PARAGRAPH = "公文正文"
    APPENDIX_NOTE = "附件说明"
    ATTENDANCE = "出席人员"
    SIGN_OFF = "发文机关署名"
    JOINT_SIGN_OFF = "联署机关署名"
    DATE = "成文日期"
    ANNOTATION = "附注"
    CONTACT = "联系方式"
    PROMULGATED_TITLE = "印发件标题"
    FORWARDED_NUMBER = "转发件字号"
    APPENDIX_MARK = "附件标识"
    APPENDIX_TITLE = "附件标题"
    BLANK = "空行"
    TABLE_HEAD = "表头"
    TABLE_GROUP = "表格分组"
    TABLE_CENTRED = "表格居中"
    TABLE_TEXT = "表格文字"
    TABLE_NUMBER = "表格数字"
    TABLE_CAPTION = "表题"
    TABLE_UNIT = "表格单位"
    TABLE_NOTE = "表注"
    PICTURE = "图"
    PICTURE_CAPTION = "图题"
    NAMES = "名单"
    NAMES_GROUP = "名单分组"
    COPIES_TO = "抄送机关"
    PRINTING_LINE = "印发机关和印发日期"
    MANUSCRIPT_DATE = "文稿日期"
    AUTHOR = "作者"
    BULLETIN_NAME = "简报名称"
    BULLETIN_ISSUE = "简报期号"
    BULLETIN_LINE = "编印单位和日期"
    REMARK = "按语"
    RECIPIENTS = "报送分送"
    BULLETIN_COPIES = "共印份数"
    COVER_TITLE = "封面标题"
    COVER_ORGAN = "封面单位"
    COVER_DATE = "封面日期"
    CONTENTS_TITLE = "目录标题"
    CONTENTS_ENTRY = "目录条目"
    CONTENTS_SUBENTRY = "目录下级条目"
    MEMBER_TITLE = "汇编篇名"
    MEMBER_NUMBER = "汇编文号"

    @property
    def css_class(self) -> str:
        """The class of the paragraph in the HTML: the member's name in lower case with hyphens."""
        return self.name.lower().replace("_", "-")


class Face(StrEnum):
    """A run that departs from the face of its paragraph's role: the sentence of a run-in heading, 第一条."""

    OF_ROLE = ""
    HEADING_1 = "一级标题字"
    HEADING_2 = "二级标题字"
    SIGNATORY = "签发人姓名字"
    LABEL = "黑体标签字"
    ARTICLE = "条号字"

    @property
    def css_class(self) -> str:
        """The class of the run in the HTML ('' for the face of the role)."""
        if self is Face.OF_ROLE:
            return ""
        return self.name.lower().replace("_", "-") + "-run"


_OF_FACE: dict[Face, str] = {
    Face.HEADING_1: BOLD,
    Face.HEADING_2: REGULAR,
    Face.LABEL: BOLD,
    Face.SIGNATORY: REGULAR,
    Face.ARTICLE: BOLD,
}


class Place(StrEnum):
    """Where an element stands in a document, in the order of 7.1; what stands beside the text has no place in it."""

    MARK = "标志"
    NUMBER = "字号"
    TITLE = "标题"
    ADDRESSEES = "主送"
    BODY = "正文"
    SIGN_OFF = "署名"
    DATE = "日期"
    ANNOTATION = "附注"
    ASIDE = ""


@dataclass(frozen=True)
class Element:
    """One role. `face`: of its text. `tag`: its element in the PDF's structure. `place`: in the order of 7.1.

    `level`: of a heading (0: none). `division`: it is the heading of a part of a regulation. `title`: it is the title
    of a text. `centred`: in the middle of the type area. `justified`: its lines are spread. `plain`: it is set as the
    text is, in 仿宋 of size 3 (5.2.2), but for the face of its level. `red`: printed red. `own_distance`: what stands
    before it is measured in millimetres, not in lines. `size_4`: in the size of the imprint. `may_go`: who deletes it
    in Word deletes what it says. `outside`: it is no part of a body, whatever stands around it. `key`: its YAML key,
    where a room must know it. `under_title`: it stands under a title and cannot do without one. `one_text`: its lines
    are one text, no list. `of_issue`: it belongs to the one document that was issued, not to the next one like it.
    """

    role: Role
    face: str = IMITATION_SONG
    tag: str = "p"
    place: Place = Place.ASIDE
    level: int = 0
    division: bool = False
    title: bool = False
    centred: bool = False
    justified: bool = False
    plain: bool = False
    red: bool = False
    own_distance: bool = False
    size_4: bool = False
    may_go: bool = False
    outside: bool = False
    key: str = ""
    under_title: bool = False
    one_text: bool = False
    of_issue: bool = False


def _heading(role: Role, level: int, face: str) -> Element:
    return Element(role, face, f"h{level + 1}", Place.BODY, level=level, justified=True, plain=True)


def _title(role: Role, place: Place = Place.ASIDE) -> Element:
    return Element(role, SMALL_TITLE_SONG, "h1", place, title=True, centred=True, key="标题", one_text=True)


ELEMENTS: tuple[Element, ...] = (
    Element(Role.COPY_NUMBER, may_go=True, key="份号", of_issue=True),
    Element(Role.SECRECY, BOLD, may_go=True),
    Element(Role.URGENCY, BOLD, may_go=True),
    Element(Role.MARK, SMALL_TITLE_SONG, place=Place.MARK, centred=True, red=True, own_distance=True),
    Element(Role.MARK_NAME, SMALL_TITLE_SONG, red=True),
    Element(Role.MARK_WORD, SMALL_TITLE_SONG, red=True),
    Element(Role.SIGNATORIES, own_distance=True),
    Element(Role.UPWARD_NUMBER, own_distance=True),
    Element(Role.NUMBER, place=Place.NUMBER, centred=True, plain=True, own_distance=True),
    Element(Role.ORDER_NUMBER, centred=True, plain=True, own_distance=True),
    Element(Role.MINUTES_LINE, own_distance=True),
    Element(Role.MASTHEAD_RULE),
    _title(Role.TITLE, Place.TITLE),
    Element(Role.SUBTITLE, REGULAR, centred=True, may_go=True, key="副标题", under_title=True),
    Element(
        Role.TITLE_NOTE,
        REGULAR,
        centred=True,
        may_go=True,
        outside=True,
        key="题注",
        under_title=True,
        one_text=True,
        of_issue=True,
    ),
    Element(Role.ADDRESSEES, place=Place.ADDRESSEES, justified=True, plain=True, may_go=True),
    _heading(Role.HEADING_1, 1, BOLD),
    _heading(Role.HEADING_2, 2, REGULAR),
    _heading(Role.HEADING_3, 3, IMITATION_SONG),
    _heading(Role.HEADING_4, 4, IMITATION_SONG),
    Element(Role.PART, BOLD, "h2", centred=True, division=True),
    Element(Role.CHAPTER, BOLD, "h2", centred=True, division=True),
    Element(Role.DIVISION, REGULAR, "h3", centred=True, division=True),
    Element(Role.PARAGRAPH, place=Place.BODY, justified=True, plain=True),
    Element(Role.APPENDIX_NOTE, place=Place.BODY, justified=True, plain=True, outside=True),
    Element(Role.ATTENDANCE, justified=True, may_go=True, outside=True),
    Element(Role.SIGN_OFF, place=Place.SIGN_OFF, plain=True),
    Element(Role.JOINT_SIGN_OFF),
    Element(Role.DATE, place=Place.DATE, plain=True, key="成文日期", of_issue=True),
    Element(Role.ANNOTATION, place=Place.ANNOTATION, justified=True, plain=True, may_go=True, outside=True),
    Element(Role.CONTACT, justified=True, may_go=True, outside=True),
    _title(Role.PROMULGATED_TITLE),
    Element(Role.FORWARDED_NUMBER, REGULAR, centred=True, may_go=True),
    Element(Role.APPENDIX_MARK, BOLD),
    _title(Role.APPENDIX_TITLE),
    Element(Role.BLANK),
    Element(Role.TABLE_HEAD, BOLD),
    Element(Role.TABLE_GROUP, BOLD),
    Element(Role.TABLE_CENTRED),
    Element(Role.TABLE_TEXT),
    Element(Role.TABLE_NUMBER),
    Element(Role.TABLE_CAPTION, BOLD),
    Element(Role.TABLE_UNIT),
    Element(Role.TABLE_NOTE),
    Element(Role.PICTURE),
    Element(Role.PICTURE_CAPTION),
    Element(Role.NAMES),
    Element(Role.NAMES_GROUP, BOLD),
    Element(Role.COPIES_TO, size_4=True, may_go=True, outside=True),
    Element(Role.PRINTING_LINE, size_4=True, may_go=True, outside=True),
    Element(Role.MANUSCRIPT_DATE, REGULAR, centred=True, may_go=True),
    Element(Role.AUTHOR, REGULAR, centred=True, may_go=True),
    Element(Role.BULLETIN_NAME, SMALL_TITLE_SONG, centred=True, red=True, own_distance=True),
    Element(Role.BULLETIN_ISSUE, centred=True, own_distance=True),
    Element(Role.BULLETIN_LINE, own_distance=True),
    Element(Role.REMARK, REGULAR, outside=True),
    Element(Role.RECIPIENTS, size_4=True, may_go=True, outside=True),
    Element(Role.BULLETIN_COPIES, size_4=True, may_go=True),
    Element(Role.COVER_TITLE, SMALL_TITLE_SONG, "h1", centred=True),
    Element(Role.COVER_ORGAN, REGULAR, centred=True),
    Element(Role.COVER_DATE, REGULAR, centred=True),
    Element(Role.CONTENTS_TITLE, SMALL_TITLE_SONG, "h1", centred=True),
    Element(Role.CONTENTS_ENTRY),
    Element(Role.CONTENTS_SUBENTRY),
    Element(Role.MEMBER_TITLE, SMALL_TITLE_SONG, "h1", centred=True),
    Element(Role.MEMBER_NUMBER, REGULAR, centred=True),
)
OF_ROLE: dict[Role, Element] = {element.role: element for element in ELEMENTS}


def _roles(holds: Callable[[Element], object]) -> tuple[Role, ...]:
    """The roles whose element `holds`, in the order of the rows."""
    return tuple(element.role for element in ELEMENTS if holds(element))


LEVELS = _roles(lambda element: element.level)
# The headings of a regulation, from the highest.
DIVISIONS = _roles(lambda element: element.division)
TITLES = _roles(lambda element: element.title)
BODY = (Role.PARAGRAPH, *LEVELS)
CENTRED = _roles(lambda element: element.centred)
JUSTIFIED = frozenset(_roles(lambda element: element.justified))
PLAIN = _roles(lambda element: element.plain)
RED = _roles(lambda element: element.red)
OWN_DISTANCE = frozenset(_roles(lambda element: element.own_distance))
SIZE_4 = frozenset(_roles(lambda element: element.size_4))
MAY_GO = _roles(lambda element: element.may_go)
OUTSIDE = _roles(lambda element: element.outside)
# What says under a title by whom, and when, the text was passed.
PASSED = _roles(lambda element: element.under_title and element.of_issue)


def _keys(holds: Callable[[Element], object]) -> tuple[str, ...]:
    """The YAML keys of the elements that `holds`, each once, in the order of the rows."""
    return tuple(dict.fromkeys(element.key for element in ELEMENTS if element.key and holds(element)))


UNDER_TITLE = _keys(lambda element: element.under_title)
ONE_TEXT = _keys(lambda element: element.one_text)
OF_ISSUE = _keys(lambda element: element.of_issue)
FONT_ROLE: dict[Role, str] = {element.role: element.face for element in ELEMENTS}
_ORDER = list(Place)
# The order of 7.1, for the elements that have a place in it.
RANKS: dict[Role, int] = {
    element.role: _ORDER.index(element.place) for element in ELEMENTS if element.place is not Place.ASIDE
}


def font_role(role: Role, face: Face = Face.OF_ROLE) -> str:
    """The role of fonts.yaml in which a run of `face` in a paragraph of `role` is set (7.2.4, 7.3.1, 7.3.3)."""
    return _OF_FACE.get(face, FONT_ROLE[role])


def number_label(level: int, value: int) -> str:
    """The number of a heading of `level` (1 to 4): 一、（一） 1. （1）."""
    if level <= 2:
        numeral = long_number(value)
        if level == 1:
            return f"{numeral}、"
        return f"（{numeral}）"
    return f"{value}." if level == 3 else f"（{value}）"
