"""What stands before the body: issuing mark, document number, title over several lines, addressees."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from ygt_docs.compose.articles import typed_label
from ygt_docs.docfiles.decode import Reason
from ygt_docs.elements import dates, number
from ygt_docs.elements.formats import ANNOUNCING
from ygt_docs.elements.headings import typed_number
from ygt_docs.intake.context import Context, Tree, trimmed
from ygt_docs.intake.masthead import (
    Masthead,
    head_of_table,
    own_number_at,
    read_number,
    read_own_number,
    take_masthead,
    without_announcing_mark,
)
from ygt_docs.intake.metadata import names_metadata
from ygt_docs.intake.noise import is_frame
from ygt_docs.intake.shapes import (
    CONTENTS,
    REGISTRATION,
    SALUTATION,
    SHORTEST_WHOLE,
    bare,
    ends_open,
    is_addressees,
    is_organ,
    is_table_row,
    other_kind,
)
from ygt_docs.intake.speech import Byline, take_byline, take_signed, take_subtitle
from ygt_docs.intake.titles import (
    AND,
    before_matter,
    kind_named,
    organ_in_session,
    organ_of_decree,
    parted,
    take_note,
    title_length,
    title_start,
    without_repeated,
)
from ygt_docs.intake.traced import Traced

_LONGEST_HEAD = 24
_LONGEST_SALUTATION, _LONGEST_UNREAD, _LONGEST_UNREAD_LINE = 60, 4, 30
_FULL_LINE = 18  # characters: a line of addressees that may have been wrapped
# 云溪县人民政府常务会议纪要 names the organ that met.
_MET = re.compile(
    r"(?P<organ>.+?)(?:第[^次]{1,6}次)?(?:党组|常务|专题|(?:[局县市区镇乡校院所厅]长|主任|书记)?办公|全体|工作|协调|联席)*(?:会议)?纪要"
)
# Nobody speaks these.
WRITTEN = frozenset({"通知", "通告", "公告", "通报", "函", "批复", "请示", "命令"})
PASSED = frozenset({"决议", "决定", "公报"})
# What stands behind the organ in a typed mark; that of a telegram is the organ's own (I329).
_MARK = re.compile("(?P<organ>.{3,40}?) *(?:文件|(?:内部)?(?:明传|密码|传真)(?:电报|电)|电报|发电)")
_ANNOUNCES = re.compile(r"如下|以下|下列|为：|是：")
_CODE = re.compile(r"[\u3400-\u9fff]{1,16}(?:发|办|函|字|呈|请|报|令|联|通)")
_DRESSED = re.compile(
    rf"(?:(?:文号|发文字号|编号|文件编号)： ?)?[（(]?(?P<number>{number.NUMBER})[）)]?(?P<rest> +\S.*)?"
)


@dataclass
class Head:
    """`kind` is None when the title names none; `kind_name` is what it calls a letter of another kind (文种名);
    `mark` is a typed issuing mark; `rest` are the lines after the head.

    `signing` are organs that stand under the title, above a date, which is then in `byline`.

    `salutation` is no addressee: it stands in `byline` (称呼), or in `rest` where the document is no speech.
    """

    title: list[Traced] = field(default_factory=list)
    kind: str | None = None
    kind_name: str | None = None
    number: Tree | None = None
    own_number: Tree | None = None
    addressees: list[Traced] = field(default_factory=list)
    salutation: Traced | None = None
    mark: Traced | None = None
    registration: Traced | None = None
    masthead: Masthead = field(default_factory=Masthead)
    byline: Tree = field(default_factory=dict)
    note: list[Traced] = field(default_factory=list)
    signing: list[Traced] = field(default_factory=list)
    rest: list[Traced] = field(default_factory=list)

    @property
    def title_text(self) -> str:
        """The title in one line."""
        return "".join(self.title)

    @property
    def organs_in_title(self) -> str:
        """What stands before 关于, 转发, 印发 ('' when the title has none of them)."""
        return before_matter(bare(self.title_text))

    @property
    def organs(self) -> list[str]:
        """The organs of the title, parted by 、 or by lines that are whole names; those of the mark where it names
        none; else empty."""
        in_title = self.organs_in_title
        lines = before_matter("\n".join(map(bare, self.title)))
        by_lines = []
        for name in re.split("[、\n]", lines):
            if name:
                by_lines.append(name)
        whole = "".join(by_lines) == in_title.replace(AND, "") and all(
            is_organ(name) and len(name) >= SHORTEST_WHOLE for name in by_lines
        )
        if whole:
            named = by_lines
        else:
            named = [name for name in in_title.split(AND) if name and is_organ(name)]
        if organ_in_session(self.title_text) is None and named:
            return named  # as the title says it; a note under it may name the organ otherwise
        return self._of_session() or self._of_mark() or self._of_meeting() or organ_of_decree(self.title_text)

    @property
    def session(self) -> tuple[str, str] | None:
        """The organ that passed the document in a session, and the session's name; None: none is named.

        Only of what meetings pass (决议, 决定, 公报) the note under the title tells it.
        """
        passed = organ_in_session("".join(self.note)) if self.kind in PASSED else None
        return organ_in_session(self.title_text) or passed

    def _of_session(self) -> list[str]:
        session = self.session
        return [] if session is None else [session[0]]

    def _of_meeting(self) -> list[str]:
        match = _MET.fullmatch(bare(self.title_text))
        if match and is_organ(match["organ"]):
            return [match["organ"]]
        return []

    def _of_mark(self) -> list[str]:
        if self.mark is not None:
            return [self.mark.removesuffix("文件")]
        found: list[str] = []
        for mark in map(str, self.masthead.marks):
            if mark != "文件":
                found.append(mark)
        return found


def read_head(lines: Sequence[Traced], context: Context, titled: int = 0, speech: bool = True) -> Head:
    """The head of the document. What stands in it and is none of its parts goes first into `rest`, with a doubt.

    `titled`: how many of the first lines are known to be the title (0: they are told by their look). `speech`: whether
    it may be one.
    """
    lines = _addressees_joined(head_of_table(lines, context), titled, context)
    end = _addressed(lines, titled)
    head = Head()
    above = list(lines[:_LONGEST_HEAD] if end is None else lines[:end])
    head.masthead, above = take_masthead(above, context)
    above = _number_joined(above, context)
    above = _without_number(above, head, context)
    above = _without_mark(above, head, context)
    above = _without_own_number(above, lines, head, context)
    if not titled:
        above = without_repeated(above, context)
    count = titled or title_length(above, end is not None)
    first = 0 if titled else title_start(above[:count])
    byline = None
    if speech and end is None and head.number is None and head.own_number is None:
        byline = _byline(above, kind_named("".join(above[:count])), context)
    if byline is not None:
        first, count, above = 0, byline.title, [*above[: byline.title], *byline.rest]
        head.byline, head.salutation = byline.keys, byline.greets
    # Organs side by side get a line each: they would run into one name.
    head.title = [name for line in above[first:count] for name in parted(line, context)]
    head.kind = kind_named("".join(above[first:count]))
    if head.kind is None:
        head.kind_name = other_kind("".join(above[first:count]), [*head.masthead.marks, *lines])
    banners, left = above[:first], above[count:]
    for line in banners:
        context.doubts.add("I377", line, found=line[:24])
    head.note, left = take_note(left) if count else ([], left)
    if speech and byline is None and (head.kind or head.kind_name) and not head.note:
        head.byline, left = take_subtitle(left, context)
        head.signing, signed, left = take_signed(left, context)
        if signed is not None:
            head.byline["成文日期"] = signed
    if end is not None:
        for line in left:
            context.doubts.add("I315", line, found=line[:24])
        head.addressees = _addressees(lines[end], context)
        head.rest = banners + left + list(lines[end + 1 :])
    else:
        if head.salutation is None:
            _say_unread(left, head, context)
        head.rest = banners + left + list(lines[_LONGEST_HEAD:])
    return head


def _byline(above: Sequence[Traced], kind: str | None, context: Context) -> Byline | None:
    """The byline of a speech. A 通知 or 公告 may greet its readers (尊敬的用户：) and is none."""
    if kind in WRITTEN:
        return None
    return take_byline(above, kind, context)


def _addressed(lines: Sequence[Traced], titled: int) -> int | None:
    """Where the addressees stand; None: above the first sentence and the first heading there are none."""
    for index, line in enumerate(lines[:_LONGEST_HEAD]):
        if index >= titled and is_addressees(line):
            return index
        sentence = line.endswith(("。", "；")) or (line.endswith("：") and len(line) > _LONGEST_SALUTATION)
        if index > titled and (sentence or SALUTATION.fullmatch(line) or typed_number(line) is not None):
            return None
    return None


def _addressees_joined(lines: Sequence[Traced], titled: int, context: Context) -> Sequence[Traced]:
    """`lines` with addressees that stand in several lines in one: each but the last ends in ， or 、, or is full."""
    end = _addressed(lines, titled)
    if end is None:
        return lines
    first = end
    whole = lines[end]
    while first > max(titled, 1):
        above = lines[first - 1]
        joint = Traced(above + whole, (*above.origins, *whole.origins))
        if not _lists_addressees(above) or not is_addressees(joint):
            break
        context.doubts.add("I368", above, comment=False, found=f"{above[-8:]}｜{whole[:10]}")
        first, whole = first - 1, joint
    return [*lines[:first], whole, *lines[end + 1 :]]


def _lists_addressees(line: Traced) -> bool:
    """Whether `line` is a list of addressees that goes on: it ends in ， or 、, or it is full and ends within a name."""
    names = line.rstrip("，、；")
    if kind_named(line) is not None or "关于" in line:
        return False  # a title that lists matters (水库、山塘…的通知)
    if names == line:
        if len(line) >= _FULL_LINE:
            names = line[: max(line.rfind("，"), line.rfind("、"), 0)]
        else:
            names = ""
    return bool(names) and is_addressees(f"{names}：")


def _say_unread(left: Sequence[Traced], head: Head, context: Context) -> None:
    """Short lines between the title and the body that are no part of either, and what ends in a colon there."""
    for line in left[:_LONGEST_UNREAD]:
        if bare(line) == CONTENTS or typed_label(line, spaced=False):
            return
        if SALUTATION.fullmatch(line):
            head.salutation = line
            context.doubts.add("I378", line, found=line)
            return
        if line.endswith("：") and len(line) <= _LONGEST_SALUTATION and typed_number(line) is None:
            if not _ANNOUNCES.search(line):
                context.doubts.add("I379", line, found=line)
            return
        if names_metadata(line) and head.title:
            context.doubts.add("I315", line, found=line[:24])
            continue
        short = len(line) <= _LONGEST_UNREAD_LINE and ends_open(line) and typed_number(line) is None
        if not short or is_table_row(line) or dates.is_date(line) or "：" in line:
            return
        if head.title:
            context.doubts.add("I315", line, found=line[:24])


def _number_joined(lines: list[Traced], context: Context) -> list[Traced]:
    """`lines` with a document number that stands in two lines (青政办发, 〔2026〕15号) in one."""
    for index, (code, rest) in enumerate(pairwise(lines)):
        if _CODE.fullmatch(code) and number.WITHOUT_CODE.fullmatch(rest):
            context.doubts.add("I368", code, comment=False, found=f"{code}｜{rest}")
            whole = Traced(code + rest, (*code.origins, *rest.origins))
            return [*lines[:index], whole, *lines[index + 2 :]]
    return lines


def _without_number(lines: list[Traced], head: Head, context: Context) -> list[Traced]:
    kept: list[Traced] = []
    first: Traced | None = None
    for line in _undressed(lines, context):
        registration = REGISTRATION.fullmatch(line)
        if registration is not None and head.registration is None:
            context.ledger.drop(line.outside(registration, "value"), Reason.LABEL)
            head.registration = line.group(registration, "value")
            context.doubts.add("I310", head.registration, comment=False, found=head.registration)
        elif not number.is_number(line):
            kept.append(line)
        elif first is None:
            first = line
            head.number = read_number(line, context)
        elif line == first:
            context.ledger.drop(line, Reason.REPEATED)
            context.doubts.add("I301", line, comment=False, found=line)
        else:
            kept.append(line)
    return kept


def _without_own_number(above: list[Traced], lines: Sequence[Traced], head: Head, context: Context) -> list[Traced]:
    """`above` without the number of a 公告 or 通告 that is counted by itself (第3号), and without a mark above it."""
    at = own_number_at(above)
    if at is None or head.number is not None:
        return above
    left = without_announcing_mark([*above[:at], *above[at + 1 :]], context)
    title = "".join(left[: title_length(left, False)])
    if kind_named(title) in ANNOUNCING:
        head.own_number = read_own_number(above[at], lines, title, context)
    return above if head.own_number is None else left


def _undressed(lines: Sequence[Traced], context: Context) -> list[Traced]:
    """`lines` with a document number that stands in brackets, after a label or before other words by itself."""
    found: list[Traced] = []
    for line in lines:
        match = _DRESSED.fullmatch(line)
        if match is None:
            found.append(line)
            continue
        context.ledger.drop(line.outside(match, "number", "rest"), Reason.LABEL)
        rest = trimmed(line.group(match, "rest"), context)
        found.append(line.group(match, "number"))
        if rest and is_frame(rest):
            context.ledger.drop(rest, Reason.SITE)
            context.doubts.add("I366", rest, comment=False, found=rest[:24])
        elif rest:
            found.append(rest)
    return found


def _without_mark(lines: list[Traced], head: Head, context: Context) -> list[Traced]:
    mark = _MARK.fullmatch(lines[0]) if len(lines) > 1 else None
    if mark is not None and is_organ(mark["organ"]):
        head.mark = lines[0]
        context.ledger.drop(lines[0], Reason.MASTHEAD)
        return lines[1:]
    return lines


def _addressees(line: Traced, context: Context) -> list[Traced]:
    """The kinds of addressees, one item each; the commas between them and the colon are printed again."""
    context.ledger.drop(line.part(len(line) - 1), Reason.SEPARATOR)
    items: list[Traced] = []
    begin, inside = 0, line.part(0, len(line) - 1)
    for index, sign in enumerate(inside):
        if sign == "，" and begin < index < len(inside) - 1:
            items.append(inside.part(begin, index))
            context.ledger.drop(inside.part(index, index + 1), Reason.SEPARATOR)
            begin = index + 1
    return [*items, inside.part(begin)]
