"""Every number of GB/T 9704-2012 《党政机关公文格式》 that this project uses, with its clause and strength.

A number of the standard stands nowhere else in code: the style sheet of the PDF, the geometry of the masthead and
the proof read it here, and the Word templates, which carry values by nature, are held against it.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Generic, TypeVar

from ygt_docs.standard.lengths import ZERO, Length, Mm, Pt, Twips

T = TypeVar("T")


class Strength(StrEnum):
    """How binding a rule is; a report must never call a recommendation a violation."""

    SHALL = "应"
    NORMALLY = "一般"
    RECOMMENDED = "推荐"
    DERIVED = "推算"
    PRACTICE = "实务"


@dataclass(frozen=True)
class Rule(Generic[T]):
    """One value of the standard.

    `term` is the standard's own word, `clause` its number, `tolerance` how far paper may be off (ZERO: exact up to
    the accuracy of the measurement).
    """

    value: T
    term: str
    clause: str
    strength: Strength
    tolerance: Length = ZERO


_SHALL, _NORMALLY, _RECOMMENDED = Strength.SHALL, Strength.NORMALLY, Strength.RECOMMENDED
_DERIVED, _PRACTICE = Strength.DERIVED, Strength.PRACTICE

# --- 5.1, 5.2.1: paper and type area -----------------------------------------------------------------------------
PAGE_WIDTH = Rule(Mm(210), "纸张宽", "5.1", _SHALL, Mm(0.5))
PAGE_HEIGHT = Rule(Mm(297), "纸张高", "5.1", _SHALL, Mm(0.5))
TOP_MARGIN = Rule(Mm(37), "天头", "5.2.1", _SHALL, Mm(1))
BINDING_MARGIN = Rule(Mm(28), "订口", "5.2.1", _SHALL, Mm(1))
TYPE_AREA_WIDTH = Rule(Mm(156), "版心宽", "5.2.1", _SHALL, Mm(1))
TYPE_AREA_HEIGHT = Rule(Mm(225), "版心高", "5.2.1", _SHALL, Mm(1))
BOTTOM_MARGIN = Rule(Mm(297 - 37 - 225), "下白边", "5.2.1", _DERIVED, Mm(1))
OUTER_MARGIN = Rule(Mm(210 - 28 - 156), "切口", "5.2.1", _DERIVED, Mm(1))

# --- 5.2.2, 5.2.3: characters and lines ---------------------------------------------------------------------------
SIZE_2 = Rule(Pt(22), "2号", "7.3.1", _NORMALLY)
SIZE_3 = Rule(Pt(16), "3号", "5.2.2", _NORMALLY)
SIZE_4 = Rule(Pt(14), "4号", "7.4.2", _NORMALLY)
TABLE_SIZE = Rule(Pt(12), "表格字号", "5.2.2", _PRACTICE)
# Where columns have no room their cells are set smaller, down to 小五, on a turned page down to 六号.
TABLE_SIZE_5 = Rule(Pt(10.5), "表格字号五号", "5.2.2", _PRACTICE)
TABLE_SIZE_SMALL_5 = Rule(Pt(9), "表格字号小五", "5.2.2", _PRACTICE)
TABLE_SIZE_6 = Rule(Pt(7.5), "表格字号六号", "5.2.2", _PRACTICE)
TABLE_LINE = Rule(1.5, "表格行距与字号之比", "5.2.2", _PRACTICE)
# Where a page is to hold so many rows (登记簿), lines come closer together, but no closer than this.
TABLE_LINE_LEAST = Rule(1.1, "表格行距与字号之比（每页行数写明的，最小）", "5.2.2", _PRACTICE)
TABLE_BLANK_ROW = Rule(Mm(9), "表格空行高", "5.2.2", _PRACTICE)
LINES_PER_PAGE = Rule(22, "每面行数", "5.2.3", _NORMALLY)
CHARACTERS_PER_LINE = Rule(28, "每行字数", "5.2.3", _NORMALLY)
# 225 mm / 22 is 28.99 pt, but Word counts in twips and 580 (29 pt) leaves only 21 lines: 579 fills the page.
LINE_PITCH = Rule(Twips(579), "行距", "5.2.3", _DERIVED, Pt(0.05))
# In a line of exact height Word puts the baseline there, whatever the size; so do WPS, LibreOffice and our PDF.
BASELINE_IN_LINE = Rule(0.8, "基线在行中的高低", "5.2.3", _PRACTICE)
# 页边补偿, the other reading of 5.2.1 (see line_grid): GB/T 33476.2-2016, annex A, at second hand, has margins of 34.58
# and 32.58 mm, for characters in the middle of their lines. Ours stand at 80 % of them, 1.11 mm lower, and so the room
# for lines is 1.11 mm higher. The pitch quoted there, 29.45 pt, leaves 3.6 pt empty, which programs put in different
# places; 592 twips fill the room.
QUOTED_TOP_MARGIN = Rule(Mm(34.58), "补偿后的上边距", "5.2.1", _PRACTICE, Mm(0.3))
QUOTED_BOTTOM_MARGIN = Rule(Mm(32.58), "补偿后的下边距", "5.2.1", _PRACTICE, Mm(0.3))
COMPENSATED_TOP_MARGIN = Rule(Mm(33.47), "补偿后的上边距", "5.2.1", _PRACTICE, Mm(0.3))
COMPENSATED_BOTTOM_MARGIN = Rule(Mm(33.69), "补偿后的下边距", "5.2.1", _PRACTICE, Mm(0.3))
COMPENSATED_LINE_PITCH = Rule(Twips(592), "补偿后的行距", "5.2.3", _PRACTICE, Pt(0.2))
# 28 x 16 pt is wider than 156 mm: each character gives up a quarter of a point (-4 twips leaves 27 characters).
CHARACTER_SPACING = Rule(Twips(-5), "字距", "5.2.3", _DERIVED)
CHARACTER_PITCH = Rule(Pt(16) + Twips(-5), "字心距", "5.2.3", _DERIVED)

# --- 7.2: masthead (版头) ------------------------------------------------------------------------------------------
MARK_FROM_TYPE_AREA = Rule(Mm(35), "发文机关标志上边缘至版心上边缘", "7.2.4", _SHALL, Mm(0.5))
MARK_FROM_PAGE_TOP = Rule(Mm(37 + 35), "发文机关标志上边缘至页顶", "7.2.4", _DERIVED, Mm(0.5))
MARK_LARGEST = Rule(Pt(54), "发文机关标志最大字号", "7.2.4", _PRACTICE)
MARK_SMALLEST = Rule(Pt(22), "发文机关标志最小字号", "7.2.4", _PRACTICE)
JOINT_NAME_SMALLEST = Rule(Pt(16), "联署机关名称最小字号", "7.2.4", _PRACTICE)
COPY_NUMBER_DIGITS = Rule(6, "份号位数", "7.2.1", _NORMALLY)
MARK_COLOUR = Rule("FF0000", "发文机关标志颜色", "7.2.4", _RECOMMENDED)
NUMBER_BLANK_LINES = Rule(2, "发文机关标志下空行", "7.2.5", _SHALL)
UPWARD_NUMBER_LEFT = Rule(1, "上行文发文字号左空字数", "7.2.5", _SHALL)
SIGNATORIES_RIGHT = Rule(1, "签发人右空字数", "7.2.6", _SHALL)
SIGNATORIES_PER_LINE = Rule(2, "每行签发人数", "7.2.6", _NORMALLY)
MASTHEAD_RULE_GAP = Rule(Mm(4), "发文字号至版头分隔线", "7.2.7", _SHALL, Mm(0.5))
MASTHEAD_RULE_WIDTH = Rule(Mm(156), "版头分隔线长", "7.2.7", _SHALL, Mm(0.5))
MASTHEAD_RULE_WEIGHT = Rule(Pt(1.5), "版头分隔线粗细", "7.2.7", _PRACTICE)

# --- 7.3: main part (主体) -------------------------------------------------------------------------------------------
TITLE_BLANK_LINES = Rule(2, "红色分隔线下空行", "7.3.1", _NORMALLY)
TITLE_SHORTEST_LINE = Rule(6, "标题最短一行字数", "7.3.1", _PRACTICE)
TITLE_LINE_PITCH = Rule(Pt(33), "标题行距", "7.3.1", _PRACTICE)
ADDRESSEES_BLANK_LINES = Rule(1, "标题下空行", "7.3.2", _SHALL)
FIRST_LINE_INDENT = Rule(2, "自然段左空字数", "7.3.3", _SHALL)
APPENDIX_NOTE_BLANK_LINES = Rule(1, "正文下空行", "7.3.4", _SHALL)
APPENDIX_NOTE_INDENT = Rule(2, "附件说明左空字数", "7.3.4", _SHALL)
DATE_RIGHT_SEALED = Rule(4, "成文日期右空字数（盖章）", "7.3.5.1", _NORMALLY)
SEAL_DIAMETER = Rule(Mm(42), "印章直径", "7.3.5.1", _PRACTICE)
SEAL_TOP_LINES = Rule(1, "印章顶端距正文行数", "7.3.5.1", _SHALL)
TIGHTEST_PITCH = Rule(Pt(22), "容下署名和印章时的最小行距", "7.3.5.5", _PRACTICE)
MILD_PITCH = Rule(Pt(25), "为使署名不另起一面而调整的最小行距", "7.3.5.5", _PRACTICE)
HABITUAL_PITCH = Rule(Pt(28), "习惯输入的行距", "5.2.3", _PRACTICE, Twips(2))
SEAL_GAP = Rule(Mm(1.5), "印章之间的空隙", "7.3.5.1", _PRACTICE)
SEALS_IN_A_ROW = Rule(3, "每排印章个数", "7.3.5.1", _PRACTICE)
STAMP_BLANK_LINES = Rule(2, "正文下空行（签名章）", "7.3.5.3", _SHALL)
STAMP_RIGHT = Rule(4, "签名章右空字数", "7.3.5.3", _SHALL)
STAMP_FROM_POSITION = Rule(2, "签名章左空字数", "7.3.5.3", _SHALL)
STAMP_DATE_BLANK_LINES = Rule(1, "签名章下空行", "7.3.5.3", _SHALL)
STAMP_HEIGHT_LINES = Rule(2, "签名章高（行）", "7.3.5.3", _PRACTICE)
SIGN_OFF_RIGHT_UNSEALED = Rule(2, "发文机关署名右空字数（不盖章）", "7.3.5.2", _SHALL)
DATE_INDENT_UNSEALED = Rule(2, "成文日期首字比署名首字右移字数（不盖章）", "7.3.5.2", _SHALL)
SIGN_OFF_BLANK_LINES = Rule(1, "正文下空行（不盖章）", "7.3.5.2", _SHALL)
ANNOTATION_INDENT = Rule(2, "附注左空字数", "7.3.6", _SHALL)
APPENDIX_TITLE_LINE = Rule(3, "附件标题所在行", "7.3.7", _SHALL)

# --- 7.4: imprint (版记) ---------------------------------------------------------------------------------------------
IMPRINT_THICK_RULE = Rule(Mm(0.35), "版记首末条分隔线", "7.4.1", _RECOMMENDED, Mm(0.05))
IMPRINT_THIN_RULE = Rule(Mm(0.25), "版记中间分隔线", "7.4.1", _RECOMMENDED, Mm(0.05))
IMPRINT_LINE_PITCH = Rule(Pt(24), "版记行距", "7.4.2", _PRACTICE)
IMPRINT_SIDE_SPACE = Rule(1, "版记左右空字数", "7.4.2", _SHALL)

# --- 7.5: page numbers (页码) ----------------------------------------------------------------------------------------
PAGE_NUMBER_GAP = Rule(Mm(7), "一字线上距版心下边缘", "7.5", _SHALL, Mm(0.5))
PAGE_NUMBER_SIDE_SPACE = Rule(1, "页码左右空字数", "7.5", _SHALL)

# --- bulletin (简报), manuscript (文稿) and collection (汇编): no clause, practice alone -----------------------------------
BULLETIN_NAME_FROM_TYPE_AREA = Rule(Mm(20), "简报名称上边缘至版心上边缘", "", _PRACTICE, Mm(0.5))
BULLETIN_ISSUE_BLANK_LINES = Rule(1, "简报名称下空行", "", _PRACTICE)
BULLETIN_LINE_BLANK_LINES = Rule(1, "简报期号下空行", "", _PRACTICE)
BULLETIN_SIDE_SPACE = Rule(1, "编印单位左空、日期右空字数", "", _PRACTICE)
BULLETIN_RULE_GAP = Rule(Mm(4), "编印单位至红线", "", _PRACTICE, Mm(0.5))
COVER_TITLE_SIZE = Rule(Pt(36), "封面标题字号", "", _PRACTICE)
COVER_TITLE_PITCH = Rule(Twips(2 * 579), "封面标题行距", "", _PRACTICE)

# --- 8: the turned page of a landscape table (横排表格) --------------------------------------------------------------
# The head of the table lies to the left of the upright page on odd and even pages alike, so the page is turned
# anticlockwise and each upright margin becomes the next one of the turned page.
LANDSCAPE_TOP_MARGIN = Rule(BINDING_MARGIN.value, "横排页上边距", "8", _DERIVED, Mm(1))
LANDSCAPE_RIGHT_MARGIN = Rule(TOP_MARGIN.value, "横排页右边距", "8", _DERIVED, Mm(1))
LANDSCAPE_BOTTOM_MARGIN = Rule(OUTER_MARGIN.value, "横排页下边距", "8", _DERIVED, Mm(1))
LANDSCAPE_LEFT_MARGIN = Rule(BOTTOM_MARGIN.value, "横排页左边距", "8", _DERIVED, Mm(1))

# --- 10.1: letters (信函格式) ---------------------------------------------------------------------------------------
LETTER_MARK_FROM_PAGE_TOP = Rule(Mm(30), "发文机关标志上边缘至上页边", "10.1", _SHALL, Mm(0.5))
LETTER_RULE_GAP = Rule(Mm(4), "发文机关标志至第一条红色双线", "10.1", _SHALL, Mm(0.5))
LETTER_RULE_LENGTH = Rule(Mm(170), "红色双线长", "10.1", _SHALL, Mm(0.5))
LETTER_FOOT_RULE_FROM_PAGE_FOOT = Rule(Mm(20), "第二条红色双线至下页边", "10.1", _SHALL, Mm(0.5))
LETTER_RULE_THICK = Rule(Pt(2.25), "红色双线中的粗线", "10.1", _PRACTICE)
LETTER_RULE_THIN = Rule(Pt(0.75), "红色双线中的细线", "10.1", _PRACTICE)
LETTER_RULE_BETWEEN = Rule(Pt(1.5), "红色双线两线之间", "10.1", _PRACTICE)
# 7/8 of the height of a character of size 3 (16 pt).
LETTER_ELEMENT_GAP = Rule(Pt(14), "第一个要素、发文字号与红色双线的距离", "10.1", _SHALL, Mm(0.5))
LETTER_LAST_LINE_GAP = Rule(Pt(14), "第二条红色双线上一行文字与该线的距离", "10.1", _SHALL, Mm(0.5))
LETTER_TITLE_BLANK_LINES = Rule(2, "标题与其上最后一个要素相距行数", "10.1", _SHALL)

# --- 10.2: orders (命令格式) ----------------------------------------------------------------------------------------
ORDER_MARK_FROM_TYPE_AREA = Rule(Mm(20), "发文机关标志上边缘至版心上边缘", "10.2", _SHALL, Mm(0.5))
ORDER_NUMBER_BLANK_LINES = Rule(2, "发文机关标志下空行", "10.2", _SHALL)
ORDER_BODY_BLANK_LINES = Rule(2, "令号下空行", "10.2", _SHALL)

# --- 10.3: minutes (纪要格式) ---------------------------------------------------------------------------------------
MINUTES_MARK_FROM_TYPE_AREA = Rule(Mm(35), "纪要标志上边缘至版心上边缘", "10.3", _SHALL, Mm(0.5))
ATTENDANCE_BLANK_LINES = Rule(1, "出席人员名单上空行", "10.3", _NORMALLY)
ATTENDANCE_INDENT = Rule(2, "出席人员名单左空字数", "10.3", _NORMALLY)
