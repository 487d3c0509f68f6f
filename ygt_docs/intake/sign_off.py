"""Sign-off and date (发文机关署名、成文日期), the annotation (附注), and the organs for organs.yaml."""

from __future__ import annotations

import datetime
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from ygt_docs.docfiles.decode import Reason
from ygt_docs.elements import dates
from ygt_docs.elements.headings import typed_number
from ygt_docs.elements.marks import LEFT
from ygt_docs.elements.numerals import YEAR_DIGIT
from ygt_docs.intake.context import Context, Node, Tree
from ygt_docs.intake.head import Head
from ygt_docs.intake.masthead import SIGNED_BY, closed, stamp_of
from ygt_docs.intake.shapes import (
    ANNOTATION,
    ORGAN_TAIL,
    SHORTEST_WHOLE,
    bare,
    date_of_line,
    ends_open,
    is_organ,
    is_table_row,
    side_by_side,
)
from ygt_docs.intake.traced import SPACE, Derived, Traced, TracedBlock, joined
from ygt_docs.notice.model import Kind

_SEALED_FOR = re.compile(r"(?P<name>.+?) ?(?P<words>[（(](?:盖 ?|公 ?|印 ?)?章[）)])")
_DEPUTY = re.compile(r"[（(] ?(?P<organ>[^（）()]{3,40}?)?(?P<words>代 ?章) ?[）)]")
_BESIDE_DATE = re.compile(rf"(?P<name>\S.+?)(?P<gap> *)(?P<date>(?:[0-9]{{4}}|{YEAR_DIGIT}{{4}})年[^年]{{3,9}}日)")
_TO_THE_HOUR = re.compile(
    f"(?P<date>{dates.ARABIC}|{dates.CHINESE}) ?[0-9]{{1,2}}(?:[时点](?:[0-9]{{1,2}}分|整)?|[:：][0-9]{{2}})"
)
_PROMULGATES = re.compile(r"印发|转发|批转|发布|公布|下发|下达|修订|制定|《")
_LABELLED = re.compile(r"[^：。，]{2,12}：[^。]{1,60}。?")
_SIGNED_BY_PERSONS = (Kind.PROPOSAL, Kind.ORDER)
_LONGEST_FIRST_LINE, _MOST_LABELS, _LONGEST_REST = 24, 5, 30


@dataclass
class SignOff:
    """`names` are the lines of the sign-off; `before` and `after` are the lines around it and the date.

    `stamp`: the keys of a person's signature (签名章) that stands in the place of the names (县长　周明, 7.3.5.3).
    `sealed_by`: who seals on behalf of the organ (代章): its name, or 是 where none is given.
    """

    before: list[Traced]
    after: list[Traced] = field(default_factory=list)
    names: list[Traced] = field(default_factory=list)
    date: Derived | None = None
    annotation: Traced | None = None
    sealed_by: Node | None = None
    stamp: Tree = field(default_factory=dict)

    def organs(self, head: Head) -> list[TracedBlock]:
        """The issuing organs: those that sign, a name over two lines as one; else those of the title.

        An organ of the title has no offsets: its characters stand in the title.
        """
        if self.names and "".join(self.names) == head.organs_in_title and len(_whole(self.names)) == 1:
            return [joined(self.names)]
        if self.names:
            # A name that signs twice is one organ.
            whole = []
            for lines in _whole(self.names):
                whole.append(joined(lines))
            found: list[TracedBlock] = []
            for once in dict.fromkeys(str(name) for name in whole):
                found.append(TracedBlock(once, [origin for name in whole if name == once for origin in name.origins]))
            return found
        if head.signing:
            return [joined([name]) for name in head.signing]
        result: list[TracedBlock] = []
        for name in dict.fromkeys(head.organs):
            result.append(TracedBlock(name, ()))
        return result


def _whole(names: Sequence[Traced]) -> list[list[Traced]]:
    """The lines of each organ: a line that no organ is called (领导小组办公室) belongs to the one above it."""
    whole: list[list[Traced]] = []
    for name in names:
        ends_name = len(name) < SHORTEST_WHOLE or ORGAN_TAIL.fullmatch(name)
        if whole and (ends_name or not is_organ("".join(whole[-1]))):
            whole[-1].append(name)
        else:
            whole.append([name])
    return whole


def read_sign_off(lines: Sequence[Traced], head: Head, context: Context, stamped: bool = False) -> SignOff:
    """The first date with an organ above or below it, or a date that ends the text; without one, all stay `before`.

    The standard's place is above the date (7.3.5); a sign-off below it is read with a doubt. `stamped`: a person may
    sign (签名章).
    """
    sealed_by, lines = _deputy(_beside_dates(lines, context), context)
    by_person = _stamped(lines, head, context) if stamped else None
    if by_person is not None:
        return by_person
    for index, line in enumerate(lines):
        loose = dates.is_loose(line)
        yearless = dates.is_day_alone(line)
        if not loose and not yearless and not dates.is_date(line) and not dates.is_unsure(line):
            continue
        first = _first_name(lines, index, head, context)
        if loose and first == index:
            continue
        if yearless and (first == index or any(not ANNOTATION.fullmatch(after) for after in lines[index + 1 :])):
            continue
        below = _names_below(lines, index, head) if first == index else 0
        last = all(
            ANNOTATION.fullmatch(after) or _LABELLED.fullmatch(after) for after in lines[index + 1 :][:_MOST_LABELS]
        )
        last = last and len(lines) - index <= _MOST_LABELS
        if (first == index and not below and not last) or (not first and not last):
            continue  # what stands above all text signs none of it
        end = index + 1 + below
        signing = [*lines[first:index], *lines[index + 1 : end]]
        names = [name for row in signing for name in _from_row(row, context)]
        if below:
            context.doubts.add("I339", names[0], found="、".join(names))
        found = SignOff(list(lines[:first]), list(lines[end:]), names, _date(line, context), sealed_by=sealed_by)
        _take_annotation(found, context)
        _move_labels(found, head.title_text, context)
        return found
    dated = next((line for line in lines if dates.is_date(line) and date_of_line(line)), None)
    if dated is not None and head.kind is not None:
        context.doubts.add("I308", dated, found=dated)
    return _undated(lines, head, context) if dated is None else SignOff(list(lines))


def _stamped(lines: Sequence[Traced], head: Head, context: Context) -> SignOff | None:
    """The sign-off of a bill or an order with the post and the name of a person above its date; None: none does."""
    if head.kind not in _SIGNED_BY_PERSONS or len(head.organs) != 1:
        return None
    for index, (line, below) in enumerate(pairwise(lines)):
        match = SIGNED_BY.fullmatch(line)
        if match is not None and date_of_line(below) is not None:
            stamp = stamp_of(line, match, context)
            found = SignOff(list(lines[:index]), list(lines[index + 2 :]), date=_date(below, context), stamp=stamp)
            _take_annotation(found, context)
            return found
    return None


def _beside_dates(lines: Sequence[Traced], context: Context) -> list[Traced]:
    """`lines` with an organ and its date that stand in one line in two, and without the hour behind such a date."""
    parted: list[Traced] = []
    for typed in lines:
        line = _without_hour(typed, parted[-1] if parted else None, context)
        match = _BESIDE_DATE.fullmatch(line)
        if match is not None and is_organ(match["name"]) and dates.is_date(match["date"]):
            context.ledger.drop(line.group(match, "gap"), Reason.SPACE)
            parted += [line.group(match, "name"), line.group(match, "date")]
        else:
            parted.append(line)
    return parted


def _without_hour(line: Traced, above: Traced | None, context: Context) -> Traced:
    """The date of 2026年7月3日18时 under an organ: what is urgent is signed to the hour, which the standard prints not."""
    match = _TO_THE_HOUR.fullmatch(line)
    if match is None or above is None or not is_organ(bare(above)):
        return line
    date = line.group(match, "date")
    context.ledger.drop(line.outside(match, "date"), Reason.UNREADABLE)
    context.doubts.add("I316", date, comment=False, found=line, printed=date)
    return date


def _deputy(lines: Sequence[Traced], context: Context) -> tuple[Node | None, list[Traced]]:
    """Who seals on behalf of the organ that signs (（县政府办公室代章）, behind its name or under it), and the lines
    without those words; they count only above a date."""
    kept = list(lines)
    for index, (line, below) in enumerate(pairwise(lines)):
        found = list(_DEPUTY.finditer(line))
        if not found or found[-1].end() != len(line) or not dates.is_date(below):
            continue
        name = line.part(0, found[-1].start()).trimmed()
        if not is_organ(bare(name or "".join(lines[index - 1 : index]))):
            continue
        organ = line.group(found[-1], "organ").trimmed()
        context.ledger.drop(set(line.part(len(name)).origins) - set(organ.origins), Reason.SEALED_FOR)
        kept[index : index + 1] = [name] if name else []
        return organ or Derived("是", ()), kept
    return None, kept


def _date(line: Traced, context: Context) -> Derived | None:
    date = date_of_line(line)
    if date is None:
        context.ledger.drop(line, Reason.UNREADABLE)
        impossible = dates.is_impossible(line)
        context.doubts.add("I326" if impossible else "I384", line, comment=False, found=line)
    elif not line.endswith("日"):
        context.doubts.add("I316", line, comment=False, found=line, printed=_printed(date))
    return date


def _printed(date: Derived) -> str:
    day = date.value
    if isinstance(day, datetime.date):
        return dates.date_words(day)
    return ""


def _undated(lines: Sequence[Traced], head: Head, context: Context) -> SignOff:
    """A sign-off that ends the text, before its date was known: the organ of the title, or the one after a sentence."""
    if lines and ANNOTATION.fullmatch(lines[-1]):
        end = len(lines) - 1
    else:
        end = len(lines)
    first = end
    while first > 0 and _signs(lines[first - 1], head):
        first -= 1
    names = []
    for line in lines[first:end]:
        for name in side_by_side(line):
            names.append(str(name))
    known = _issuing(head)
    signs = bool(names) and (set(names) <= known or "".join(names) == head.organs_in_title if known else first > 0)
    ended = first > 0 and lines[first - 1].endswith("。")
    if head.kind is None or not signs or not (known or ended):
        return SignOff(list(lines))
    named = [name for row in lines[first:end] for name in _from_row(row, context)]
    context.doubts.add("I385", named[0], found="、".join(named))
    found = SignOff(list(lines[:first]), list(lines[end:]), named)
    _take_annotation(found, context)
    return found


def _first_name(lines: Sequence[Traced], date: int, head: Head, context: Context) -> int:
    """Where the names above the line `date` begin, as lines or as a grid; `date` itself: none stand there."""
    first = date
    while first > 0 and _signs(lines[first - 1], head):
        first -= 1
    if first < date:
        return first - _first_of_two(lines, first, head)
    while first > 0 and _cells(lines[first - 1]):
        first -= 1
    if first == date or _grid_signs(lines, first, date, head):
        return first
    context.doubts.add("I340", lines[first], comment=False, found=lines[first][:24])
    return date


def _first_of_two(lines: Sequence[Traced], first: int, head: Head) -> int:
    """1 where the line above the name at `first` is the beginning of that very name; else 0."""
    above = lines[first - 1] if first else None
    if above is None or not ORGAN_TAIL.fullmatch(bare(lines[first])):
        return 0
    whole = is_organ(bare(above + lines[first]))
    return int(whole and len(above) <= _LONGEST_FIRST_LINE and typed_number(above) is None)


def _grid_signs(lines: Sequence[Traced], first: int, date: int, head: Head) -> bool:
    """Whether the grid of organs in `lines` from `first` up to `date` is a sign-off.

    Where title or mark name the issuing organs, the grid names the same ones. Where nothing names them, it is one
    unless the text above announces it (下列单位：, 名单如下：) or more text than a sign-off is followed by comes after.
    """
    names = set()
    for row in lines[first:date]:
        for cell in _cells(row):
            names.add(str(cell))
    known = _issuing(head)
    if known:
        return names == known
    announced = first > 0 and lines[first - 1].endswith("：")
    ends = date == len(lines) - 1 or ANNOTATION.fullmatch(lines[date + 1]) is not None
    return ends and not announced


def _issuing(head: Head) -> set[str]:
    """The organs that the mark names, else those of the title; empty where neither names one."""
    marked = set()
    for mark in head.masthead.marks:
        if mark != "文件":
            marked.add(str(mark))
    # A joint mark may name the host alone (7.2.4); the others then stand in the title.
    if len(marked) > 1:
        return marked
    return set(head.organs)


def _names_below(lines: Sequence[Traced], date: int, head: Head) -> int:
    """How many lines under the line `date` sign: organs up to the end of the text, an annotation or a title.

    Organs that the text goes on about are no sign-off, nor is the organ with which a title begins (…关于…).
    """
    end = date + 1
    while end < len(lines) and (_signs(lines[end], head) or _cells(lines[end])):
        end += 1
    names = []
    for line in lines[date + 1 : end]:
        for name in _cells(line) or side_by_side(line):
            names.append(str(name))
    if not names or (end < len(lines) and lines[end].startswith("关于")):
        return 0
    known = _issuing(head)
    at_end = end == len(lines) or ANNOTATION.fullmatch(lines[end]) is not None
    if known:
        signs = set(names) == known or "".join(names) == head.organs_in_title
    else:
        signs = at_end
    if signs or (at_end and not any(is_table_row(line) for line in lines[date + 1 : end])):
        return end - date - 1
    return 0


def organs_of(head: Head, sign_off: SignOff, context: Context) -> list[Tree]:
    """An entry of organs.yaml for each organ; the organ code belongs to the first, which leads."""
    entries: list[Tree] = []
    code: Node = head.number.get("机关代字") if head.number else None
    for index, organ in enumerate(sign_off.organs(head)):
        entry: Tree = {"全称": Derived(str(organ), organ.origins)}
        lines = next((names for names in _whole(sign_off.names) if "".join(names) == organ), [])
        if len(lines) > 1:
            entry["署名"] = [Derived(str(name), name.origins) for name in lines]
        if index == 0 and code is not None:
            entry["机关代字"] = Derived(str(code), ())
        entries.append(entry)
    _hold_mark(head, entries, context)
    if not entries and head.kind is not None and head.title and "称呼" not in head.byline:
        context.doubts.add("I327", head.title[0])
    session = head.session
    if session is not None and [entry["全称"].value for entry in entries] == [session[0]]:
        line = (head.title or head.note)[0]
        context.doubts.add("I406", line, found=session[1], organ=session[0])
    in_title = head.organs_in_title
    if sign_off.names and in_title and "".join(sign_off.names) != in_title.replace("、", ""):
        context.doubts.add("I328", sign_off.names[0], found="、".join(sign_off.names), title=in_title)
    return entries


def _signs(line: Traced, head: Head) -> bool:
    words = bare(line)
    organs = is_organ(words) or len(side_by_side(line)) > 1
    return organs or (len(words) > 2 and words in head.organs_in_title)


def _cells(row: Traced) -> list[Traced]:
    """The names in a row of a grid of sealed organs; none where a cell is something else."""
    if not is_table_row(row):
        return []
    cells, begin = [], 0
    for index, sign in enumerate([*row, "|"]):
        if sign == "|":
            cell = row.part(begin, index)
            # A long name stands in two lines of its cell.
            cells.append(cell.pick(at for at, one in enumerate(cell) if one not in SPACE))
            begin = index + 1
    names = [cell for cell in cells if cell and cell != LEFT]
    return names if all(map(is_organ, names)) else []


def _from_row(row: Traced, context: Context) -> list[Traced]:
    """The name or the names that `row` is, or those in the cells of a row of a grid."""
    names = _cells(row)
    if not names:
        names = side_by_side(row)
        kept = {origin for name in names for origin in name.origins}
        context.ledger.drop([origin for origin in row.origins if origin not in kept], Reason.SPACE)
        return [_signing_name(name, context) for name in names]
    kept = set()
    for name in names:
        kept.update(name.origins)
    left = []
    for index, origin in enumerate(row.origins):
        if origin not in kept:
            left.append(index)
    for reason, marks in (
        (Reason.TABLE_MARKS, [i for i in left if row[i] in ("|", LEFT)]),
        (Reason.SPACE, [i for i in left if row[i] not in ("|", LEFT)]),
    ):
        context.ledger.drop(row.pick(marks), reason)
    return names


def _move_labels(found: SignOff, title: str, context: Context) -> None:
    """Lines such as 领导签发：… under the date have no place there; they end the text, which is said. So do short lines
    where the title promulgates nothing."""
    if not found.after or len(found.after) >= _MOST_LABELS:
        return
    promulgates = _PROMULGATES.search(title) is not None
    for line in found.after:
        short = len(line) <= _LONGEST_REST and ends_open(line)
        if not _LABELLED.fullmatch(line) and (promulgates or not short):
            return
    for line in found.after:
        context.doubts.add("I392", line, found=line[:24])
    found.before += found.after
    found.after = []


def _signing_name(name: Traced, context: Context) -> Traced:
    """`name` without the spaces that set it and without （盖章）, which is said."""
    match = _SEALED_FOR.fullmatch(name)
    if match is not None:
        words = name.group(match, "words")
        context.ledger.drop(name.outside(match, "name"), Reason.SEALED_FOR)
        context.doubts.add("I383", words, comment=False, found=name, words=words[1:-1])
        name = name.group(match, "name")
    return closed(name, context)


def _take_annotation(found: SignOff, context: Context) -> None:
    match = ANNOTATION.fullmatch(found.after[0]) if found.after else None
    if match is None:
        return
    line = found.after.pop(0)
    context.ledger.drop(line.outside(match, "text"), Reason.BRACKETS)
    found.annotation = line.group(match, "text")


def _hold_mark(head: Head, entries: Sequence[Tree], context: Context) -> None:
    """A typed issuing mark that names another organ than the sign-off is a doubt."""
    first = entries[0]["全称"] if entries else None
    if head.mark is not None and not (isinstance(first, Derived) and head.mark == f"{first.value}文件"):
        beside = head.title[0] if head.title else head.mark
        context.doubts.add("I329", head.mark, beside=beside, found=head.mark)
