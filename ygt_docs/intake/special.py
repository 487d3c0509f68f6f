"""Minutes (纪要) and orders (命令): their heads are their own, so they are read apart from other documents."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from ygt_docs.docfiles.decode import Reason
from ygt_docs.elements.dates import CLOSED
from ygt_docs.elements.marks import NAME, NAMES
from ygt_docs.elements.number import WITHOUT_CODE, is_number
from ygt_docs.elements.numerals import EITHER, value_of
from ygt_docs.intake.appendix import split_pages
from ygt_docs.intake.body import read_body
from ygt_docs.intake.context import Context, Node, NotThisShapeError, Tree
from ygt_docs.intake.imprint import split_names, take_imprint
from ygt_docs.intake.masthead import OWN_NUMBER, SIGNED_BY, read_number, stamp_of
from ygt_docs.intake.passed_on import promulgated_by_order
from ygt_docs.intake.shapes import bare, date_of_line, ends_open, goes_on, is_organ, rejoined, side_by_side
from ygt_docs.intake.traced import Derived, Traced, joined

_MINUTES = re.compile(r".{2,28}纪要")
_OFFICE_DATE = re.compile(f"(?P<organ>[^ ]{{3,40}}?)(?P<gap> *)(?P<date>{CLOSED})")
_PEOPLE = re.compile(
    r"(?P<label>出 {0,4}席|请 {0,4}假|列 {0,4}席)(?P<word>人员|单位)?(?P<colon>：)(?P<names>.+?)(?P<stop>。?)"
)
# What stands above the text of minutes, a label a line: the lists of people among them have a place of their own.
_LABELLED = re.compile(
    r"(?:会议)?(?:时 {0,4}间|地 {0,4}点|议 {0,4}题|主 {0,2}持(?: {0,2}人)?|记 {0,4}录(?: {0,2}人)?)：.+"
)
# What offices set behind the lists of people: who took the minutes, and to whom they go.
_BEHIND_PEOPLE = re.compile(r"(?:记 {0,4}录(?: {0,2}人)?|整 {0,4}理|发|分 {0,4}送|发 {0,4}送)：.+")
_ORDER = re.compile(r"(?P<organ>.{3,30}?)(?P<word>命?令)(?P<rest> ?[（(].+[）)])?")
# Minutes are counted by sessions; offices write 第14期 too.
_SESSION = re.compile(
    rf"(?P<before>.*?) ?(?P<typed>(?:[（(] ?(?:[0-9]{{4}}年 ?)?第?|第) ?(?P<count>{EITHER}) ?(?:次(?:会议)?|期) ?[）)]?)"
)
_LONGEST_TITLE, _MOST_ORGANS = 4, 8
Special = tuple[Tree, list[Tree]]


@dataclass
class _OrderMark:
    """The mark of an order: its organs, 令 or 命令, the number beside it (empty: none), and how many lines it takes."""

    organs: list[Traced]
    word: Traced
    beside: Traced
    lines: int


def read_special(lines: Sequence[Traced], context: Context) -> Special | None:
    """The tree of minutes or of an order, and its organs; None: the draft is neither."""
    readers: tuple[Callable[[list[Traced], Context], Special], ...] = (_minutes, _order)
    for reader in readers:
        try:
            with context.attempt():
                return reader(list(lines), context)
        except NotThisShapeError as given_up:
            context.explain(given_up)
    return None


def _minutes(lines: list[Traced], context: Context) -> Special:
    if len(lines) < 3 or not _MINUTES.fullmatch(lines[0]):
        raise NotThisShapeError
    name, left = lines[0], lines[1:]
    tree: Tree = {"文种": Derived("纪要", ())}
    session = _session(left, context)
    number = _number(left, context)
    session = session or _session(left, context)
    unread = []
    if left and WITHOUT_CODE.fullmatch(left[0]):  # 〔2026〕5号 names no 机关代字, and the program invents none
        unread.append(left.pop(0))
        session = session or _session(left, context)
    match = _OFFICE_DATE.fullmatch(left[0]) if left else None
    date = date_of_line(left[0].group(match, "date")) if match else None
    if match is None or date is None or not is_organ(match["organ"]):
        raise NotThisShapeError
    line = left.pop(0)
    context.ledger.drop(line.group(match, "gap"), Reason.SPACE)
    organ = line.group(match, "organ")
    for line in unread:
        context.doubts.add("I315", line, found=line)
    imprint, left = take_imprint(left, context)
    minutes: Tree = session | {"名称": name} | read_people(left, context)
    title = _title(left)
    left = [*unread, *left]
    tree |= (
        {"发文机关": [organ]} | ({"发文字号": number} if number else {}) | ({"标题": joined(title)} if title else {})
    )
    return _finished(tree | {"纪要": minutes, "成文日期": date}, left, imprint, [organ], context)


def _order(lines: list[Traced], context: Context) -> Special:
    mark = _mark_of_order(lines)
    imprint, left = take_imprint(lines[mark.lines :], context)
    order: Tree = {"标志用字": mark.word} if mark.word == "命令" else {}
    if mark.word != "命令":
        context.ledger.drop(mark.word, Reason.MASTHEAD)
    kept = {origin for part in (*mark.organs, mark.word, mark.beside) for origin in part.origins}
    for line in lines[: mark.lines]:
        context.ledger.drop([origin for origin in line.origins if origin not in kept], Reason.SPACE)
    if mark.beside:
        _order_number(mark.beside, order, context)
    elif left and OWN_NUMBER.fullmatch(left[0]):
        _order_number(left.pop(0), order, context)
    at = _signed_at(left)
    tree: Tree = {"文种": Derived("命令", ()), "发文机关": list(mark.organs)} | ({"命令": order} if order else {})
    date = date_of_line(left[at])
    if date is not None:
        tree["成文日期"] = date
    first = _first_signing(left, at, len(mark.organs))
    tree |= _signatures(left[first:at], context)
    found, organs = _finished(tree, left[:first], imprint, mark.organs, context)
    rules, pages = split_pages(left[at + 1 :])
    return found | promulgated_by_order(rules, pages, context), organs


def _mark_of_order(lines: Sequence[Traced]) -> _OrderMark:
    """The mark of an order of one organ or several, each in a line or side by side. Raises NotThisShapeError."""
    organs: list[Traced] = []
    for index, line in enumerate(lines[:_MOST_ORGANS]):
        match = _ORDER.fullmatch(line)
        if match is not None:
            names = side_by_side(line.group(match, "organ").trimmed())
            beside = line.group(match, "rest").trimmed()
            if not all(map(is_organ, names)) or (beside and not OWN_NUMBER.fullmatch(beside)):
                break
            return _OrderMark([*organs, *names], line.group(match, "word"), beside, index + 1)
        if organs and bare(line) in ("令", "命令"):
            word = line.pick(at for at, sign in enumerate(line) if sign != " ")
            return _OrderMark(organs, word, line.part(0, 0), index + 1)
        names = side_by_side(line)
        if not all(map(is_organ, names)):
            break
        organs += names
    raise NotThisShapeError


def _first_signing(left: Sequence[Traced], date: int, organs: int) -> int:
    """Where the signatures above the line `date` begin: as many as there are organs, or one."""
    first = date - 1
    while date - first < organs and first > 1 and SIGNED_BY.fullmatch(left[first - 1]):
        first -= 1
    return first


def _signatures(lines: Sequence[Traced], context: Context) -> Tree:
    """签名章 of those who sign; the name of the organ in their place is in 发文机关 already."""
    stamps: list[Node] = []
    found: Tree = {}
    for line in lines:
        signed = SIGNED_BY.fullmatch(line)
        if signed is None:
            context.ledger.drop(line, Reason.REPEATED)
            continue
        found = stamp_of(line, signed, context)
        stamps += found["签名章"]
    return found | ({"签名章": stamps} if stamps else {})


def _signed_at(left: Sequence[Traced]) -> int:
    """Where the date stands, with the signature or the organ above it. Raises NotThisShapeError: nobody signs."""
    for index in range(2, len(left)):
        signs = SIGNED_BY.fullmatch(left[index - 1]) or is_organ(left[index - 1])
        if signs and date_of_line(left[index]) is not None:
            return index
    raise NotThisShapeError


def _order_number(line: Traced, order: Tree, context: Context) -> None:
    """令号 and 年份 of `line`; a draft's 第×号 has no number. What prints otherwise than it is typed is said."""
    match = OWN_NUMBER.fullmatch(line)
    assert match is not None
    year = line.group(match, "bracketed" if match["bracketed"] else "year")
    serial = line.group(match, "serial")
    counted = value_of(serial)
    if counted is not None:
        order["令号"] = Derived(counted, serial.origins)
    if year:
        order["年份"] = Derived(value_of(year), year.origins)
    taken = set()
    for value in order.values():
        taken.update(value.origins)
    context.ledger.drop([origin for origin in line.origins if origin not in taken], Reason.ISSUE_WORDS)
    printed = (f"{value_of(year)}年" if year else "") + f"第{'×' if counted is None else counted}号"
    if line != printed:
        context.doubts.add("I316", line, comment=False, found=line, printed=printed)


def session_of_title(title: list[Traced], context: Context) -> Tree:
    """次数 that stands under the name of minutes without a head of their own, taken out of `title`; empty without one."""
    match = _SESSION.fullmatch(title[-1]) if len(title) > 1 else None
    if match is None or match["before"]:
        return {}
    below = [title.pop()]
    return _session(below, context)


def _session(left: list[Traced], context: Context) -> Tree:
    """次数 of the first line (（第8次）, beside the number or alone), which is taken out of it; empty without one."""
    match = _SESSION.fullmatch(left[0]) if left else None
    if match is None or (match["before"] and not is_number(match["before"])):
        return {}
    line = left.pop(0)
    count, typed = line.group(match, "count"), line.group(match, "typed")
    if match["before"]:
        left.insert(0, line.group(match, "before"))
    context.ledger.drop(line.outside(match, "before", "count"), Reason.ISSUE_WORDS)
    printed = f"（第{value_of(count)}次）"
    if typed != printed:
        context.doubts.add("I316", typed, comment=False, found=typed, printed=printed)
    return {"次数": Derived(value_of(count), count.origins)}


def _number(left: list[Traced], context: Context) -> Tree | None:
    if left and is_number(left[0]):
        return read_number(left.pop(0), context)
    return None


def read_people(left: list[Traced], context: Context) -> Tree:
    """出席, 请假, 列席, read off the end of `left`, or from among the labelled lines above its text, which is said."""
    rows: Tree = {}
    _join_lists(left)
    behind = _behind_people(left)
    while left and (match := _PEOPLE.fullmatch(left[-1])) and bare(match["label"]) not in rows:
        rows[bare(match["label"])] = _people(left.pop(), match, context)
    for line in behind if rows else ():
        context.doubts.add("I402", line, found=line[:24])
    left += behind
    for line in _labelled(left):
        match = _PEOPLE.fullmatch(line)
        label = bare(match["label"]) if match else ""
        if match is not None and label not in rows:
            left.remove(line)
            rows[label] = _people(line, match, context)
            context.doubts.add("I398", line, comment=False, found=label)
    return {key: rows[key] for key in ("出席", "请假", "列席") if key in rows}


def _join_lists(left: list[Traced]) -> None:
    """Put a list of people that goes on in further lines, each but the last ended by 、 or ，, into one line."""
    for index in range(len(left) - 1, 0, -1):
        above, line = left[index - 1], left[index]
        if above.endswith(("、", "，")) and goes_on(line) and _begins_list(left[:index]):
            left[index - 1 : index + 1] = [Traced(above + line, (*above.origins, *line.origins))]


def _begins_list(lines: Sequence[Traced]) -> bool:
    """Whether the last of `lines` is of a list of people: it bears the label, or a line above it that goes on does."""
    for line in reversed(lines):
        if not line.endswith(("、", "，")):
            return False
        if _PEOPLE.fullmatch(line):
            return True
    return False


def _behind_people(left: list[Traced]) -> list[Traced]:
    """Take the lines at the end of `left` that stand behind the lists of people."""
    start = len(left)
    while start > 1 and _BEHIND_PEOPLE.fullmatch(left[start - 1]):
        start -= 1
    taken = left[start:]
    del left[start:]
    return taken


def _people(line: Traced, match: re.Match[str], context: Context) -> list[Traced]:
    if match["word"]:
        label = bare(match["label"])
        context.doubts.add("I316", line, comment=False, found=label + match["word"], printed=label)
    context.ledger.drop(line.outside(match, "names"), Reason.LABEL)
    names = line.group(match, "names")
    for separator in "、，":
        if separator in names:
            return split_names(names, separator, context)
    if re.fullmatch(NAMES, names):
        return _side_by_side(names, context)
    return [names]


def _side_by_side(names: Traced, context: Context) -> list[Traced]:
    """Names with spaces between them (王强 李 溪); the space inside one of two characters is its own."""
    found, end = [], 0
    for match in re.finditer(NAME, names):
        context.ledger.drop(names.part(end, match.start()), Reason.SEPARATOR)
        found.append(names.part(*match.span()))
        end = match.end()
    return found


def _labelled(left: Sequence[Traced]) -> list[Traced]:
    """The labelled lines (时间：, 主持：, 出席：) with which the text begins, behind one line of introduction at most."""
    found: list[Traced] = []
    for index, line in enumerate(left):
        if _LABELLED.fullmatch(line) or _PEOPLE.fullmatch(line):
            found.append(line)
        elif index or found:
            break
    return found


def _title(left: list[Traced]) -> list[Traced]:
    """Take the lines of the title, where one ends in 纪要."""
    for count in range(1, min(_LONGEST_TITLE, len(left) - 1) + 1):
        if not ends_open(left[count - 1]):
            break
        if left[count - 1].endswith("纪要"):
            taken = left[:count]
            del left[:count]
            return taken
    return []


def _finished(tree: Tree, left: list[Traced], imprint: Tree, organs: Sequence[Traced], context: Context) -> Special:
    body = read_body(rejoined(left, context), context)
    if not body:
        raise NotThisShapeError
    tree["正文"] = body["导语"] if list(body) == ["导语"] else body
    number = tree.get("发文字号")
    if isinstance(number, dict):
        code = {"机关代字": Derived(str(number["机关代字"]), ())}
    else:
        code = {}
    entries: list[Tree] = [{"全称": Derived(str(organ), ())} for organ in organs]
    entries[0] |= code
    return tree | ({"版记": imprint} if imprint else {}), entries
