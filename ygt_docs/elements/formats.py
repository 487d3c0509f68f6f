"""The formats (文件格式、特定格式, 10), a row each: what a format prints, needs and has not, and who has it.

A new format is a row here, its head in compose, its templates and what the proof measures of its own.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from ygt_docs.elements.catalogue import UNDER_TITLE, Role
from ygt_docs.standard import gbt9704 as standard
from ygt_docs.standard.gbt9704 import Rule
from ygt_docs.standard.lengths import ZERO, Length


class Kind(StrEnum):
    """The 15 kinds (文种) of the 2012 regulation, three for texts that are no official documents themselves, and 其他 for
    numbered letters that the regulation does not name (行政处罚决定书, 答复, 公示)."""

    RESOLUTION = "决议"
    DECISION = "决定"
    ORDER = "命令"
    COMMUNIQUE = "公报"
    PROCLAMATION = "公告"
    ANNOUNCEMENT = "通告"
    OPINION = "意见"
    NOTICE = "通知"
    CIRCULAR = "通报"
    REPORT = "报告"
    REQUEST = "请示"
    REPLY = "批复"
    PROPOSAL = "议案"
    LETTER = "函"
    MINUTES = "纪要"
    MANUSCRIPT = "文稿"
    BULLETIN = "简报"
    COLLECTION = "汇编"
    OTHER = "其他"


class Format(StrEnum):
    """The layout of a document: the format of clause 7 (文件), or one of its own."""

    DOCUMENT = "文件"
    LETTER = "信函"
    ORDER = "命令"
    MINUTES = "纪要"
    MANUSCRIPT = "文稿"
    BULLETIN = "简报"
    COLLECTION = "汇编"


_LETTER_NUMBER = "信函发文字号"  # at the right margin, under the rules (10.1)
# Word's own styles of contents, which every reader knows.
_OTHER_NAMES = {Role.CONTENTS_ENTRY: "toc 1", Role.CONTENTS_SUBENTRY: "toc 2"}
_MARK = "发文机关标志"
_SIGNED = frozenset({"发文字号", "发文机关署名", "成文日期"})
# Keys of the masthead that a head of its own does not print, and those of every element above and below a text.
_HEAD = ("标志", "行文方向", "签发人", "套打")
_ROWS = ("份号", "密级", "保密期限", "紧急程度")
_OFFICIAL = (*_HEAD, *_ROWS, "统一登记号", "发文字号", "公告号", "用印", "签名章", "代章", "转发件", "版记")


@dataclass(frozen=True)
class Layout:
    """One format. `template`: the stem of its templates (templates/word/STEM.docx, templates/pdf/STEM.html and .css).

    `of`: the kinds that have it without saying so ((): any that has none of its own). `may_be`: the formats that a
    document of this kind may name as its 格式. `needs`: keys it cannot do without. `without`: keys it does not print.
    `lacks`: elements that a finished file of it has no place for. `untitled`: its head names it without a 标题.
    `ruled`: it is one of the standard's; else `unruled` says what nothing is measured against. `mark`: how far the red
    ink of its mark begins below `edge` (None: it has no mark); `edge` is measured from the upper edge of the page.
    """

    format: Format
    template: str
    of: tuple[Kind, ...] = ()
    may_be: tuple[Format, ...] = ()
    needs: tuple[str, ...] = ("正文",)
    without: tuple[str, ...] = ()
    lacks: frozenset[str] = frozenset()
    untitled: bool = False
    unruled: str = ""
    mark: Rule[Length] | None = None
    edge: Length = standard.TOP_MARGIN.value

    @property
    def ruled(self) -> bool:
        """Whether the standard has this format."""
        return not self.unruled


_ROWS_OF_FORMATS = (
    Layout(
        Format.DOCUMENT,
        "notice",
        may_be=(Format.DOCUMENT, Format.LETTER),
        mark=standard.MARK_FROM_TYPE_AREA,
    ),
    Layout(
        Format.LETTER,
        "letter",
        of=(Kind.LETTER, Kind.OTHER),
        may_be=(Format.DOCUMENT, Format.LETTER),
        without=_HEAD,
        mark=standard.LETTER_MARK_FROM_PAGE_TOP,
        edge=ZERO,
    ),
    Layout(
        Format.ORDER,
        "order",
        of=(Kind.ORDER,),
        may_be=(Format.ORDER, Format.DOCUMENT),
        without=(*_HEAD, *_ROWS, "发文字号", "主送机关", *UNDER_TITLE),
        untitled=True,
        mark=standard.ORDER_MARK_FROM_TYPE_AREA,
    ),
    Layout(
        Format.MINUTES,
        "minutes",
        of=(Kind.MINUTES,),
        may_be=(Format.MINUTES, Format.DOCUMENT),
        without=(*_HEAD, "主送机关", "用印", "签名章"),
        lacks=frozenset({"标题", "发文机关署名", "成文日期"}),
        untitled=True,
        mark=standard.MINUTES_MARK_FROM_TYPE_AREA,
    ),
    Layout(
        Format.MANUSCRIPT,
        "manuscript",
        of=(Kind.MANUSCRIPT,),
        without=_OFFICIAL,
        lacks=_SIGNED | {_MARK},
        unruled="文稿的标题、署名和日期（标准没有规定文稿，正文按一般规定给提示）",
    ),
    Layout(
        Format.BULLETIN,
        "bulletin",
        of=(Kind.BULLETIN,),
        needs=("正文", "简报"),
        without=(*_OFFICIAL, "主送机关", "附注", "印发件"),
        lacks=_SIGNED,
        unruled="简报的报头、报尾、字体和行距（标准没有规定简报）",
        mark=standard.BULLETIN_NAME_FROM_TYPE_AREA,
    ),
    Layout(
        Format.COLLECTION,
        "collection",
        of=(Kind.COLLECTION,),
        needs=("汇编",),
        without=(*_OFFICIAL, *UNDER_TITLE, "主送机关", "正文", "附件", "联系", "附注", "印发件"),
        lacks=_SIGNED | {_MARK},
        unruled="汇编的封面、目录和各篇的要素（标准没有规定汇编）",
    ),
)
LAYOUTS: dict[Format, Layout] = {row.format: row for row in _ROWS_OF_FORMATS}
_OF_KIND: dict[str, Layout] = {}
for _row in _ROWS_OF_FORMATS:
    _OF_KIND |= dict.fromkeys(map(str, _row.of), _row)
# No official documents themselves: they have no masthead, document number, sign-off or imprint, and need no organ.
PLAIN_KINDS = frozenset(kind for kind in Kind if str(kind) in _OF_KIND and not _OF_KIND[kind].ruled)
# Kinds that may be counted by themselves (第3号).
ANNOUNCING = frozenset({Kind.PROCLAMATION, Kind.ANNOUNCEMENT})
# Kinds that go to lower organs or to everybody: none of them bears signatories (7.2.6).
DOWNWARD = frozenset(
    {
        *ANNOUNCING,
        Kind.RESOLUTION,
        Kind.DECISION,
        Kind.ORDER,
        Kind.COMMUNIQUE,
        Kind.NOTICE,
        Kind.CIRCULAR,
        Kind.REPLY,
    }
)
# Keys that only one kind prints.
OF_ONE_KIND: dict[str, Kind] = {
    **dict.fromkeys(("作者", "场合", "讲话人", "称呼"), Kind.MANUSCRIPT),
    "简报": Kind.BULLETIN,
    "汇编": Kind.COLLECTION,
    "命令": Kind.ORDER,
    "纪要": Kind.MINUTES,
}


def style_name(role: Role, layout: Format) -> str:
    """The style of notice.docx in which `role` is set in that format: called like the role, but for a few."""
    if role is Role.NUMBER and layout is Format.LETTER:
        return _LETTER_NUMBER
    return _OTHER_NAMES.get(role, str(role))


def layout_of_kind(kind: str) -> Layout:
    """The layout of a document of `kind` that names no 格式; a word that is no kind has the common one."""
    return _OF_KIND.get(kind, LAYOUTS[Format.DOCUMENT])


def layout_of(kind: str, chosen: str | None) -> Layout:
    """The layout of a document of `kind` whose 格式 is `chosen` (None: it names none); one it cannot have counts not."""
    own = layout_of_kind(kind)
    if chosen in own.may_be:
        return LAYOUTS[Format(chosen)]
    return own
