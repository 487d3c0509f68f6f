"""The four levels of numbering 一、（一）1.（1） (层次序数, 7.3.3): made for structure, checked where typed.

Ministries number in several ways that are all right: items begin anew under each heading, chapter or article, or run
on through the parts. What a text does is found in the text itself; only what fits none of its ways is a fault.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from ygt_docs.elements.catalogue import number_label
from ygt_docs.elements.headings import TypedNumber, bracketed_number, typed_number
from ygt_docs.elements.numerals import COUNT, SMALL, counted
from ygt_docs.problems import Place, Problems
from ygt_docs.reading.text import Text

DEEPEST = 4
_CLAUSE = "7.3.3"
_MARKUP = re.compile(r"(?:#{1,6} +|\*\*|[-*+>] +)")
# 第三章　…, 第五条　…; not 第五条规定的… and 第三条、第四条…, which speak of an article.
_DIVISION = re.compile(rf"第{COUNT}(编|章|节|部分|条)(?![款项第规所的至和及中内、，。])")
# What a count begins anew after, in one scale with the levels 1 to 4: the beginning and an article always.
_BEGINNING, _ARTICLE, _THROUGH, _CHAPTER = -3, -2, -1, 0
_RUNNING_LEVEL = 2
_MOST_LINES = 8
_MOST_CURES = 3
# Levels whose numbers look alike: 一、 and 1、, （一） and （1）.
_LIKE_FORMS = ({1, 3}, {2, 4})


def division_of(line: str) -> int | None:
    """What the beginning of a chapter (第二章) or an article (第三条) is to the count; None: `line` begins with neither."""
    match = _DIVISION.match(line)
    if match is None:
        return None
    return _ARTICLE if match[1] == "条" else _CHAPTER


@dataclass(frozen=True)
class _Entry:
    """A number in the order of the text.

    `typed` None: made by the program, so never wrong. `since`: the highest division or level that stood between it and
    the number of its level before. `after_text`: a plain paragraph stood there, `opened`: one that ends in ：. `aside`:
    the last number of its level in a paragraph that is no heading (0: none).
    """

    level: int
    value: int
    line: Text
    typed: TypedNumber | None
    since: int
    after_text: bool
    opened: bool
    aside: int


# A number that lost its mark or one of its brackets, by its level: 一检查, （一检查 or 一）检查, 1检查, （1检查. What is
# counted or measured (三次检查, 5个乡镇) and a day (3月) is none.
_WORDS = "(?=[\u3400-\u9fff])(?![次个名项年月日天处所级类条家位人成分种方件批期届岁辆座吨亩是定直致体切些般])"
_WITHOUT_MARK = (
    (1, re.compile(rf"(?P<numeral>{SMALL}){_WORDS}")),
    (2, re.compile(rf"[（(](?P<numeral>{SMALL}){_WORDS}|(?P<closed>{SMALL})[)）]{_WORDS}")),
    (3, re.compile(rf"(?P<numeral>[1-9][0-9]?){_WORDS}")),
    (4, re.compile(rf"[（(](?P<numeral>[1-9][0-9]?){_WORDS}")),
)


@dataclass(frozen=True)
class _Bare:
    """A line without a number that begins as if its number had lost its mark; `after`: so many numbers stood before."""

    after: int
    level: int
    value: int
    written: str
    line: Text


class WrongForms:
    """Numbers of one text or table that are not written as the standard has them (1、 for 1.): one finding (N512)."""

    def __init__(self) -> None:
        self._found: list[tuple[str, str, Place]] = []

    def add(self, written: str, right: str, place: Place) -> None:
        """`written` was typed at `place` for `right`."""
        self._found.append((written, right, place))

    def say(self, problems: Problems) -> None:
        """Add the finding, at the first place, if there is any; its cure names some of the forms."""
        if not self._found:
            return
        first, *others = dict.fromkeys((written, right) for written, right, _ in self._found)
        problems.add(
            "N512",
            self._found[0][2],
            strength="可",
            clause=_CLAUSE,
            found=first[0],
            right=first[1],
            others=_so_many([place for _, _, place in self._found]),
            likewise="".join(f"，「{written}」改为「{right}」" for written, right in others[:_MOST_CURES])
            + ("，其余的同样改" if len(others) > _MOST_CURES else ""),
        )


def _so_many(places: Sequence[Place]) -> str:
    """How often the same stands in one text, and where ("" for once)."""
    if len(places) == 1:
        return ""
    lines = list(dict.fromkeys(str(place.line) for place in places if place.line is not None))
    more = " 等" if len(lines) > _MOST_LINES else " "
    where = f"，在第 {'、'.join(lines[:_MOST_LINES])}{more}行" if lines else ""
    return f"（这样的共 {len(places)} 处{where}）"


class Numbering:
    """Takes the numbers of one text in order; structure and typed numbers share the count. `finish` judges them."""

    def __init__(self, problems: Problems, running: bool = False) -> None:
        """`running`: numbers of the second level that the program makes run on through the parts (序号连续)."""
        self._problems = problems
        self._running = running
        self._counts = [0] * (DEEPEST + 1)
        self._since = [_BEGINNING] * (DEEPEST + 1)
        self._entries: list[list[_Entry]] = [[] for _ in range(DEEPEST + 1)]
        self._order: list[_Entry] = []
        self._asides = [0] * (DEEPEST + 1)
        self._bare: list[_Bare] = []
        self._text_before = True
        self._opened = False
        self._under_article = False
        self._forms = WrongForms()
        self._without_level_above: list[_Entry] = []

    def next(self, level: int, heading: Text) -> str:
        """The number of the next heading of `level`; a level below the fourth is an error (N514) and counts as it."""
        if level > DEEPEST:
            self._problems.add("N514", heading.place, found=heading)
            level = DEEPEST
        value = self._counts[level] + 1
        self._take(level, value, None, heading)
        return number_label(level, value)

    def text(self, line: str = "") -> None:
        """A paragraph without a number was met: a list 1. 2. 3. may begin anew after it, any list after its ：."""
        if (division := division_of(line)) is not None:
            self._divide(division)
        self._note_bare(line)
        marked = _MARKUP.match(line)  # a fault of its own (T112), which the next number goes on from
        typed = typed_number(line[marked.end() :]) if marked is not None else None
        half = bracketed_number(line, bool(self._counts[3]))
        if half is not None and isinstance(line, Text):
            self._forms.add(half.written, half.label, line.place)
        self._text_before = True
        self._opened = line.endswith(("：", ":", "如下。"))
        if typed is not None:
            self._asides[typed.level] = typed.value

    def _note_bare(self, line: str) -> None:
        for level, form in _WITHOUT_MARK:
            match = form.match(line)
            value = counted(match["numeral"] or match[match.lastindex or 0]) if match else None
            if match and value and isinstance(line, Text):
                self._bare.append(_Bare(len(self._order), level, value, match[0], line))

    def aside(self, line: str) -> None:
        """A paragraph that is never a heading ({段: …}) was met: its number is not judged, but may be gone on from."""
        typed = typed_number(line)
        self.text(line)
        if typed is not None:
            self._asides[typed.level] = typed.value

    def check(self, typed: TypedNumber, line: Text) -> None:
        """Take a typed number; what is wrong with it is said by `finish`."""
        self._take(typed.level, typed.value, typed, line)

    def finish(self) -> None:
        """Say what is wrong with the typed numbers: each gap and each repetition once (N510, N511), a form that is not
        the standard's (N512) and a level that is left out (N513) once for the whole text, with all lines.
        """
        wrong: dict[int, tuple[_Entry, int]] = {}
        for level in range(1, DEEPEST + 1):
            for entry, right in _judged(self._entries[level], level):
                wrong[id(entry)] = entry, right
        self._take_bare(wrong)
        slips = _slips(self._order, set(wrong))
        told = self._say_forms(slips, wrong)
        for key, (entry, right) in wrong.items():
            if key not in slips:
                self._say(entry, right)
        self._forms.say(self._problems)
        for level in range(2, DEEPEST + 1):
            lacking = [entry for entry in self._without_level_above if entry.level == level and id(entry) not in told]
            if lacking:
                self._say_level(lacking)

    def _take_bare(self, wrong: dict[int, tuple[_Entry, int]]) -> None:
        """A number that seems to skip one is right where the line of that one only lost its mark, which is said."""
        for key, (entry, right) in list(wrong.items()):
            before = 0
            for index, other in enumerate(self._order):
                if other is entry:
                    break
                if other.level <= entry.level:
                    before = index + 1
            for bare in self._bare:
                skipped = entry.value == right + 1 and (bare.level, bare.value) == (entry.level, right)
                if skipped and before <= bare.after <= index:
                    self._forms.add(bare.written, number_label(bare.level, right), bare.line.place)
                    wrong.pop(key, None)

    def _say_forms(self, slips: dict[int, int], wrong: dict[int, tuple[_Entry, int]]) -> set[int]:
        """Collect the numbers that are written as no level is, or as another one; those whose cure names the whole
        number, so that nothing else is to be said of them."""
        told = set(wrong)
        for entry in self._order:
            if entry.typed is None:
                continue
            label = entry.typed.label
            if id(entry) in slips:
                told.add(id(entry))
                label = number_label(slips[id(entry)], entry.value)
            elif id(entry) in wrong:
                continue
            if entry.typed.written != label:
                self._forms.add(entry.typed.written, label, entry.line.place)
        return told

    def _take(self, level: int, value: int, typed: TypedNumber | None, line: Text) -> _Entry:
        entry = _Entry(
            level,
            value,
            line,
            typed,
            since=self._since[level],
            after_text=self._text_before,
            opened=self._opened,
            aside=self._asides[level],
        )
        if typed is not None and self._lacks_level_above(level):
            self._without_level_above.append(entry)
        self._entries[level].append(entry)
        self._order.append(entry)
        self._counts[level] = value
        self._since[level] = level
        self._asides[level] = 0
        for deeper in range(level + 1, DEEPEST + 1):
            if not (self._running and deeper == _RUNNING_LEVEL):
                self._counts[deeper] = 0
            self._since[deeper] = min(self._since[deeper], level)
        self._text_before = self._opened = False
        return entry

    def _divide(self, division: int) -> None:
        """A chapter or an article begins: what stands under it is counted anew."""
        self._under_article = True
        self._counts = [0] * (DEEPEST + 1)
        self._since = [min(since, division) for since in self._since]

    def _lacks_level_above(self, level: int) -> bool:
        """一、 may be followed by 1. where there are only two levels; a list 1. 2. may stand alone, and so may any list
        after words that announce it (ending in ：).
        """
        if level == 1 or self._under_article or self._opened or self._counts[level - 1] or self._counts[level]:
            return False
        return not (level == 3 and (self._counts[1] or not any(self._counts)))

    def _say(self, entry: _Entry, right: int) -> None:
        assert entry.typed is not None
        self._problems.add(
            "N511" if entry.value > right else "N510",
            entry.line.place,
            found=entry.typed.written,
            right=number_label(entry.level, right),
            line=entry.line[:16],
        )

    def _say_level(self, entries: list[_Entry]) -> None:
        first = entries[0]
        assert first.typed is not None
        self._problems.add(
            "N513",
            first.line.place,
            strength="可",
            clause=_CLAUSE,
            found=first.typed.written,
            above=number_label(first.level - 1, 1),
            others=_so_many([entry.line.place for entry in entries]),
        )


def _judged(entries: Sequence[_Entry], level: int) -> list[tuple[_Entry, int]]:
    """The entries of one level that are wrong, each with its right value, as the text itself numbers.

    The count begins anew under each number of the level above, or only under higher ones and runs on through the
    rest: the way with the fewest faults is meant, of two alike the standard's.
    """
    ways = range(level - 1, _THROUGH - 1, -1)
    return min((list(_faults(entries, way)) for way in ways), key=len)


def _faults(entries: Sequence[_Entry], way: int) -> Iterator[tuple[_Entry, int]]:
    """What is wrong where the count begins anew after all divisions and levels up to `way`."""
    count = 0
    swapped = False
    for index, entry in enumerate(entries):
        if entry.since <= way:
            count = 0
        right = count + 1
        following = []
        for item in _until_anew(entries[index + 1 : index + 3], way):
            following.append(item.value)
        after_aside = entry.aside > 0 and entry.value == entry.aside + 1
        if swapped:
            swapped = False
        elif entry.typed is None or entry.value == right or after_aside:
            count = entry.value
        elif entry.value == 1 and _new_list(entry, following):
            count = 1
        else:
            yield entry, right
            swapped = following[:1] == [right] and following[1:] in ([], [entry.value + 1])
            mistyped = following[:1] == [right + 1]
            count = right if mistyped else entry.value


def _slips(entries: Sequence[_Entry], wrong: set[int]) -> dict[int, int]:
    """The numbers that are typed in the form of another level than the number they go on from (（1） before （二）), by
    their ids, each with the level that is meant; and beside each the right one that seemed wrong because of it.

    Of the two the one is meant whose form goes on; where that does not tell, the higher level.
    """
    found: dict[int, int] = {}
    for index, (first, second) in enumerate(pairwise(entries)):
        if second.value != first.value + 1:
            continue
        if found.get(id(first)) == second.level:
            found[id(second)] = second.level  # it goes on from the one that was meant
            continue
        alike = {first.level, second.level} in _LIKE_FORMS
        if not alike or not {id(first), id(second)} & wrong or first.typed is None or second.typed is None:
            continue
        before, after = entries[index - 1 : index], entries[index + 2 : index + 3]
        goes_on = []
        for item in after:
            if item.value == second.value + 1:
                goes_on.append(item.level)
        went_on = [item.level for item in before if item.value == first.value - 1]
        returns = second.level < first.level and any(item.level == second.level for item in entries[:index])
        if returns and goes_on != [first.level]:
            continue  # 一、1.2.三、: the next heading, whose number skips one
        meant = min(first.level, second.level)
        if goes_on == [second.level] or goes_on == [first.level]:
            meant = goes_on[0]
        elif went_on == [first.level]:
            meant = first.level
        found |= {id(first): meant, id(second): meant}
    return found


def _until_anew(entries: Sequence[_Entry], way: int) -> Iterator[_Entry]:
    for entry in entries:
        if entry.since <= way:
            return
        yield entry


def _new_list(entry: _Entry, following: Sequence[int]) -> bool:
    """Whether a 1 begins a list of its own: 1. after any paragraph, 一、 and （一） after one that announces a list."""
    if entry.level > 2:
        return entry.after_text
    return entry.opened and following[:1] == [2]
