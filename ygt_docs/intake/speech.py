"""What stands under the title: of a speech or another 文稿 (practice) subtitle, date and occasion, speaker, author, and
whom it greets; of a document its organs and its date."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import Enum, auto

from ygt_docs.docfiles.decode import Reason
from ygt_docs.elements import dates, marks
from ygt_docs.elements.headings import typed_number
from ygt_docs.intake.context import Context, Tree
from ygt_docs.intake.masthead import closed
from ygt_docs.intake.shapes import SALUTATION, bare, date_of_line, ends_open, is_organ, is_table_row, side_by_side
from ygt_docs.intake.traced import Derived, Traced

_DAY = f"{dates.ARABIC}|{dates.CHINESE}"
_DASH = re.compile("[—―─–－-]{1,3} ?(?=[^—―─–－ -])")
_BRACKETED = re.compile("（(?P<inner>[^（）]+)）")
# （2026年2月26日在全县教育工作会议上）; the day may stand alone, or behind the words, or nowhere.
_OCCASION = re.compile(
    f"(?:(?P<date>{_DAY})[ ，]*)?(?P<words>在.{{2,40}}[会议式坛动班场礼]上)|"
    f"(?P<day>{_DAY})[ ，]+根据.{{0,4}}录音.{{0,20}}"  # how it was written down is told there as well
)
_WITH_DATE = re.compile(f"(?P<words>.+?) ?（(?P<date>{_DAY})）")
# Who speaks: 云溪县人民政府县长 周明.
_SPEAKER = re.compile(
    rf".{{0,30}}(?:长|书记|主任|主席|总理|代表|委员|政委|组长|教师|同志)[ ：]+(?:{marks.NAME})|(?:{marks.NAME})同志"
)
_NAME = re.compile(marks.NAME)
_SPREAD_NAME = re.compile("[\u3400-\u9fff](?: [\u3400-\u9fff]){1,3}")  # 李 文 博
_MOST_TITLE, _MOST_LINES = 4, 5


class _Line(Enum):
    SUBTITLE = auto()
    DATE = auto()
    OCCASION = auto()
    SPEAKER = auto()
    AUTHOR = auto()


@dataclass
class Byline:
    """`title`: how many lines are the title; `keys` are those of notice.yaml; `rest` are the lines after them.

    `greets`: the salutation, which stands in `keys` without its colon.
    """

    title: int
    keys: Tree = field(default_factory=dict)
    rest: list[Traced] = field(default_factory=list)
    greets: Traced | None = None


def take_byline(lines: Sequence[Traced], kind: str | None, context: Context) -> Byline | None:
    """The byline under the title that `lines` begin with; None: there is none.

    `kind`: what the title ends in. A text of that kind is a speech only where somebody is greeted (政府工作报告).
    """
    count = _title_length(lines)
    found, end = _kinds(lines, count)
    if end < len(lines) and SALUTATION.fullmatch(lines[end]):
        greets = lines[end]
    else:
        greets = None
    if not found and (greets is None or not count):
        return None
    told = {line for line, _ in found}
    official = kind is not None or "关于" in "".join(lines[:count])
    dated = _Line.DATE in told and kind is None
    if greets is None and official and not dated:
        return None
    byline = Byline(count, rest=list(lines[end:]), greets=greets)
    for what, line in found:
        _take(what, line, byline.keys, context)
    if greets is not None:
        context.ledger.drop(greets.part(len(greets) - 1), Reason.SEPARATOR)
        byline.keys["称呼"] = greets.part(0, len(greets) - 1)
        byline.rest.pop(0)
    return byline


def take_subtitle(lines: Sequence[Traced], context: Context) -> tuple[Tree, list[Traced]]:
    """副标题 of a document (——第二产业基本情况) that the first of `lines` is, and the lines after it."""
    if not lines or not _DASH.match(lines[0]) or not ends_open(lines[0]):
        return {}, list(lines)
    keys: Tree = {}
    _take(_Line.SUBTITLE, lines[0], keys, context)
    return keys, list(lines[1:])


def take_signed(lines: Sequence[Traced], context: Context) -> tuple[list[Traced], Derived | None, list[Traced]]:
    """The organs and the date that stand under the title of a document (statistics, decisions), and the lines after
    them. Without a date there is none of it."""
    end = 0
    while end < len(lines) and is_organ(bare(lines[end])):
        end += 1
    if end + 1 >= len(lines) or not is_day(lines[end]):
        return [], None, list(lines)
    names: list[Traced] = []
    for line in lines[:end]:
        parted = side_by_side(line)
        kept = {origin for name in parted for origin in name.origins}
        context.ledger.drop([origin for origin in line.origins if origin not in kept], Reason.SPACE)
        for name in parted:
            names.append(closed(name, context))
    line = lines[end]
    inner = _inner(line)
    context.ledger.drop(set(line.origins) - set(inner.origins), Reason.SEPARATOR)
    context.doubts.add("I405", (names or [inner])[0], found="、".join([*names, inner]))
    return names, date_of_line(inner), list(lines[end + 1 :])


def is_day(line: Traced) -> bool:
    """Whether `line` is a date and nothing else, in brackets or not."""
    return date_of_line(_inner(line)) is not None


def _title_length(lines: Sequence[Traced]) -> int:
    """How many lines stand above the first one of a byline or the salutation; 0: there is no such line near."""
    for index, line in enumerate(lines[: _MOST_TITLE + 1]):
        if index and (SALUTATION.fullmatch(line) or _kind_of(line) is not None):
            return index
        if SALUTATION.fullmatch(line) or not ends_open(line) or is_table_row(line) or typed_number(line):
            return 0
    return 0


def _kinds(lines: Sequence[Traced], first: int) -> tuple[list[tuple[_Line, Traced]], int]:
    """The lines of the byline from `first` on, each with what it is, and where they end.

    A bare name is a speaker only beside another of these lines or above the salutation.
    """
    found: list[tuple[_Line, Traced]] = []
    index = first
    while first and index < min(len(lines), first + _MOST_LINES):
        line = lines[index]
        kind = _kind_of(line)
        if kind is None and found and is_organ(line):
            kind = _Line.AUTHOR
        named = _NAME.fullmatch(line) or _SPREAD_NAME.fullmatch(line)
        if kind is None and named and (found or _greets(lines, index + 1)):
            kind = _Line.SPEAKER
        if kind is None or (kind is not _Line.SPEAKER and kind in {one for one, _ in found}):
            break
        found.append((kind, line))
        index += 1
    return found, index


def _greets(lines: Sequence[Traced], index: int) -> bool:
    return index < len(lines) and SALUTATION.fullmatch(lines[index]) is not None


def _kind_of(line: Traced) -> _Line | None:
    """What `line` is by its own words (None: nothing of a byline)."""
    inner = _inner(line)
    if date_of_line(inner) is not None:
        return _Line.DATE
    occasion = _OCCASION.fullmatch(inner) if inner is not line else None
    day = (occasion["date"] or occasion["day"]) if occasion is not None else ""
    if occasion is not None and (not day or dates.read(day) is not None):
        return _Line.OCCASION
    if _DASH.match(line) and ends_open(line):
        return _Line.SUBTITLE
    if _SPEAKER.fullmatch(inner):
        return _Line.SPEAKER
    return None


def _inner(line: Traced) -> Traced:
    """`line` without the dash before it, or without the brackets around it; else `line` itself."""
    match = _BRACKETED.fullmatch(line)
    if match is not None:
        return line.group(match, "inner")
    dash = _DASH.match(line)
    if dash is None:
        return line
    return line.part(dash.end())


def _take(what: _Line, line: Traced, keys: Tree, context: Context) -> None:
    inner = _inner(line)
    noted = _OCCASION.fullmatch(inner) if what is _Line.OCCASION else None
    if noted is not None and noted["day"]:  # printed as it was typed, with its brackets
        keys["场合"], keys["成文日期"] = line, date_of_line(inner.group(noted, "day"))
        return
    kept = set(inner.origins)
    context.ledger.drop([origin for origin in line.origins if origin not in kept], Reason.SEPARATOR)
    if what is _Line.DATE:
        keys["成文日期"] = date_of_line(inner)
    elif what is _Line.OCCASION:
        _take_occasion(inner, keys, context)
    elif what is _Line.SUBTITLE:
        _take_subtitle(inner, keys, context)
    else:
        keys.setdefault("讲话人" if what is _Line.SPEAKER else "作者", []).append(inner)


def _take_occasion(words: Traced, keys: Tree, context: Context) -> None:
    match = _OCCASION.fullmatch(words)
    assert match is not None
    keys["场合"] = words.group(match, "words")
    if match["date"]:
        keys["成文日期"] = date_of_line(words.group(match, "date"))
        context.ledger.drop(words.outside(match, "date", "words"), Reason.SEPARATOR)


def _take_subtitle(words: Traced, keys: Tree, context: Context) -> None:
    """副标题, and the date in brackets behind it."""
    match = _WITH_DATE.fullmatch(words)
    date = date_of_line(words.group(match, "date")) if match else None
    if match is None or date is None:
        keys["副标题"] = words
        return
    keys["副标题"], keys["成文日期"] = words.group(match, "words"), date
    context.ledger.drop(words.outside(match, "words", "date"), Reason.SEPARATOR)
