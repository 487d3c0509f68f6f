"""What stands above the title of a finished document (版头): marks of one organ or several, copy number, secrecy,
urgency, signatories beside the number; and the number of a 公告 or 通告 that is counted by itself."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from ygt_docs.docfiles.decode import Reason
from ygt_docs.elements import dates, marks, number
from ygt_docs.elements.catalogue import Role
from ygt_docs.elements.formats import ANNOUNCING, DOWNWARD
from ygt_docs.elements.number import NUMBER
from ygt_docs.elements.numerals import SMALL, YEAR_DIGIT, value_of
from ygt_docs.intake.context import Context, Tree
from ygt_docs.intake.shapes import cells_of, is_organ, is_table_row, other_kind
from ygt_docs.intake.traced import Derived, Traced, joined
from ygt_docs.notice.special import NumberForm

_NUMBER_LINE = marks.line_with_number(NUMBER)
# The head of a telegram (发电单位, 签批盖章, 等级, 编号): its labels, in a line of their own or several side by side.
_OF_TELEGRAM = re.compile(r"(?P<label>发电(?:单位|机关)|签批(?:盖章)?|签发|等 {0,4}级)(?:： *| +)")
_BY_WIRE = re.compile(r"(?P<urgency>特 ?提|特 ?急|加 ?急|平 ?急)(?P<wire>[·． ]*(?:明|密)电)?")
_BEGINS_WITH_NUMBER = re.compile(rf"{NUMBER}(?= |$)")
_PLACE = re.compile(r".{1,6}?[省市县区州盟旗镇乡]")
# Words over a mark that no element of the standard is.
_KEPT_INSIDE = re.compile("(?:(?:内部(?:资料|文件|材料)|请?(?:注意|妥善)保[存管密]|不得(?:外传|翻印))[ ，！]*)+")
_MOST_ORGANS, _NEAR = 12, 4
_FILE = "文件"
# A number of its own (第3号, 2026年第3号), as it is typed over or under the title of a 公告 or 通告.
OWN_NUMBER = re.compile(
    rf"{number.OPENING}?(?:(?:{number.OPENING} ?(?P<bracketed>[0-9]{{4}}) ?{number.CLOSING}|"
    rf"(?P<year>[0-9]{{4}}|{YEAR_DIGIT}{{4}})) ?年?)?"
    rf" ?第 ?0*(?P<serial>[1-9][0-9]{{0,4}}|{SMALL}|[×xX]) ?号{number.CLOSING}?"
)
_NAME = r"[\u3400-\u9fff]{2,4}|[\u3400-\u9fff](?: {1,3}[\u3400-\u9fff]){1,2}"
_POSTS = "省长 市长 县长 区长 州长 盟长 旗长 镇长 乡长 部长 局长 厅长 主任 主席 总理 署长 行长 会长 院长"
_POST = "|".join(" {0,3}".join(post) for post in _POSTS.split())
# 县长　周明: who signs an order or a bill in person (7.3.5.3).
SIGNED_BY = re.compile(rf"(?P<post>(?:[\u3400-\u9fff]{{2,20}})?(?:{_POST}))(?P<gap>[ ：]*)(?P<name>{_NAME})")
_LAST_DATE = re.compile(f"(?:{dates.ARABIC}|{dates.CHINESE})$")
_MARK_OF_ANNOUNCING = re.compile(f"(?P<organ>.{{3,40}}?) *(?:{'|'.join(sorted(ANNOUNCING))})")


@dataclass
class Masthead:
    """`marks` are typed issuing marks; `values` the keys that were read; `signatories` names in order."""

    marks: list[Traced] = field(default_factory=list)
    values: Tree = field(default_factory=dict)
    signatories: list[Traced] = field(default_factory=list)

    def tree(self, kind: str | None) -> Tree:
        """The keys for notice.yaml; signatories make a document of a kind that may go upwards one that does."""
        if not self.signatories or kind in DOWNWARD:
            return dict(self.values)
        upward = {} if kind in ("请示", "报告", "议案") else {"行文方向": Derived("上行", ())}
        return self.values | upward | {"签发人": list(self.signatories)}

    def registered(self, kind: str | None, context: Context) -> Tree:
        """登记 with who signed a document of a kind that does not print it (a doubt); empty for any other."""
        if not self.signatories or kind not in DOWNWARD:
            return {}
        names = joined(self.signatories, "、")
        context.doubts.add("I401", self.signatories[0], comment=False, found=names, kind=kind)
        return {"登记": {"签发": names}}


def take_masthead(lines: Sequence[Traced], context: Context) -> tuple[Masthead, list[Traced]]:
    """What is read of the masthead, and the lines that stay, the document number among them."""
    found = Masthead()
    left = _without_telegram(lines, found, context)
    left = _without_marks(left, found, context)
    rest = []
    for line in left:
        if not (_taken(line, found, context) or _signed(line, found, context)):
            rest.append(line)
    return found, [_bare_number(line, found, context) for line in rest]


def _without_telegram(lines: Sequence[Traced], found: Masthead, context: Context) -> list[Traced]:
    """`lines` without what the head of a telegram says; its number stays, in a line of its own."""
    left: list[Traced] = []
    for line in lines:
        labels = list(_OF_TELEGRAM.finditer(line))
        if not labels or labels[0].start() > 0:
            left.append(line)
            continue
        number_at = re.search(rf" +(?P<number>{NUMBER})$", line)
        end = number_at.start() if number_at else len(line)
        starts = [label.start() for label in labels[1:]]
        values: list[tuple[str, Traced]] = []
        for label, stop in zip(labels, [*starts, end], strict=True):
            values.append((label["label"][:2], line.part(label.end(), stop).trimmed()))
        if not all(_of_telegram(label, value) for label, value in values):
            left.append(line)
            continue
        kept = [_take_of_telegram(label, value, found, context) for label, value in values]
        if number_at is not None:
            kept.append(line.group(number_at, "number"))
            left.append(kept[-1])
        taken = {origin for value in kept for origin in value.origins}
        context.ledger.drop([origin for origin in line.origins if origin not in taken], Reason.LABEL)
    return left


def _of_telegram(label: str, value: Traced) -> bool:
    if label == "发电":
        return is_organ(value)
    if label in ("签批", "签发"):
        return re.fullmatch(marks.NAME, value) is not None
    return _BY_WIRE.fullmatch(value) is not None


def _take_of_telegram(label: str, value: Traced, found: Masthead, context: Context) -> Traced:
    """What is kept of `value`; the rest of it is dropped with its label."""
    if label == "发电":
        context.ledger.drop(value, Reason.MASTHEAD)
        found.marks.append(value)
        return value
    if label in ("签批", "签发"):
        found.signatories.append(closed(value, context))
        return value
    match = _BY_WIRE.fullmatch(value)
    assert match is not None
    urgency = value.group(match, "urgency")
    _urgency(urgency, found, context)
    return urgency


def head_of_table(lines: Sequence[Traced], context: Context) -> list[Traced]:
    """`lines` with the rows of a table that only sets the masthead (names of organs and 文件 beside them, a number and
    its signatories) as lines: 文件 under the last name."""
    end = 0
    while end < min(len(lines), _MOST_ORGANS) and is_table_row(lines[end]):
        end += 1
    cells = [cell for row in lines[:end] for cell in cells_of(row)]
    if not cells or not all(map(_is_of_head, cells)) or not any(map(_names_head, cells)):
        return list(lines)
    kept = {origin for cell in cells for origin in cell.origins}
    for row in lines[:end]:
        context.ledger.drop([origin for origin in row.origins if origin not in kept], Reason.TABLE_MARKS)
    marks = [cell for cell in cells if is_organ(cell) or cell == _FILE]
    return [*sorted(marks, key=_FILE.__eq__), *(cell for cell in cells if cell not in marks), *lines[end:]]


def _is_of_head(cell: Traced) -> bool:
    return _names_head(cell) or cell == _FILE or marks.SIGNED.fullmatch(cell) is not None or _is_above_mark(cell)


def _names_head(cell: Traced) -> bool:
    return is_organ(cell) or number.is_number(cell) or is_organ(cell.removesuffix(_FILE))


def _without_marks(lines: list[Traced], found: Masthead, context: Context) -> list[Traced]:
    """Names of organs and 文件 under them; or one name alone that stands again at the head of the title."""
    first = 0
    while first < len(lines) and (_is_above_mark(lines[first]) or _KEPT_INSIDE.fullmatch(lines[first])):
        first += 1
    end = first
    while end < min(len(lines), first + _MOST_ORGANS) and is_organ(lines[end]):
        end += 1
    if end > first and end < len(lines) and lines[end] == "文件":
        end += 1
    elif first < len(lines) and is_organ(lines[first]) and _is_mark(lines[first], lines[first + 1 :], context):
        end = first + 1
    else:
        return lines
    for line in lines[first:end]:
        context.ledger.drop(line, Reason.MASTHEAD)
        found.marks.append(line)
    return lines[:first] + lines[end:]


def _is_mark(organ: Traced, below: Sequence[Traced], context: Context) -> bool:
    """Whether `organ` is a mark by its style in Word, or by what stands below it."""
    return context.draft.role_of(organ) == Role.MARK or _stands_above(organ, _below(below))


def _below(lines: Sequence[Traced]) -> list[Traced]:
    """What stands under a mark, without the elements that a letter has there, beside and under its number (10.1)."""
    left = []
    for line in lines[: 2 * _NEAR]:
        if not _is_above_mark(line):
            left.append(line)
    return left[:_NEAR]


def _stands_above(organ: Traced, below: Sequence[Traced]) -> bool:
    """Whether `organ` is a mark and not the first line of the title: the title names it again, or at least its place,
    or the number parts the two."""
    for line, after in pairwise([*below, organ][:_NEAR]):
        if line.startswith(organ) and not dates.is_date(after):  # above a date it signs
            return True
    if len(below) > 1 and _BEGINS_WITH_NUMBER.match(below[0]):
        return below[1].startswith("关于") or other_kind(below[1]) is not None
    place = _PLACE.match(organ)
    return bool(below and place and below[0].startswith(place[0]) and not is_organ(below[0]))


def _is_above_mark(line: Traced) -> bool:
    """Whether `line` holds copy number, secrecy and urgency, one of them or several side by side."""
    return bool(_above_mark(line))


def _above_mark(line: Traced) -> list[Traced]:
    """The elements that `line` consists of; none where it holds anything else."""
    if _key_of(line):
        return [line]
    words, begin = [], 0
    for index, sign in enumerate([*line, " "]):
        if sign == " ":
            words.append(line.part(begin, index))
            begin = index + 1
    words = [word for word in words if word]
    if len(words) > 1 and all(map(_key_of, words)):
        return words
    return []


def _key_of(words: str) -> str:
    """The key of the element that `words` are: copy number, secrecy or urgency ('': none); a copy number without a
    label has its six digits."""
    copy = marks.COPY_LIBERAL.fullmatch(words)
    if copy is not None and (copy["label"] or marks.COPY_STRICT.fullmatch(words)):
        return "份号"
    if marks.SECRECY_LIBERAL.fullmatch(words):
        return "密级"
    if marks.URGENCY_LIBERAL.fullmatch(words):
        return "紧急程度"
    return ""


def _taken(line: Traced, found: Masthead, context: Context) -> bool:
    """Whether `line` is copy number, secrecy or urgency, and was read."""
    words = _above_mark(line)
    keys = [_key_of(word) for word in words]
    if not words or len(set(keys)) < len(keys) or found.values.keys() & set(keys):
        return False
    for key, word in zip(keys, words, strict=True):
        if key == "份号":
            _copy_number(word, found, context)
        elif key == "密级":
            _secrecy(word, found, context)
        else:
            _urgency(word, found, context)
    taken = {origin for word in words for origin in word.origins}
    context.ledger.drop([origin for origin in line.origins if origin not in taken], Reason.SPACE)
    return True


def _copy_number(word: Traced, found: Masthead, context: Context) -> None:
    match = marks.COPY_LIBERAL.fullmatch(word)
    assert match is not None
    found.values["份号"] = word.group(match, "value")
    context.ledger.drop(word.outside(match, "value"), Reason.LABEL)


def _secrecy(word: Traced, found: Masthead, context: Context) -> None:
    """机密★1年; another star than that of clause 7.2.2 is said."""
    match = marks.SECRECY_LIBERAL.fullmatch(word)
    assert match is not None
    secrecy = closed(word.group(match, "secrecy"), context)
    found.values["密级"] = secrecy
    right = str(secrecy)
    period = "period" if match["period"] else "bare"
    if match[period]:
        found.values["保密期限"] = closed(word.group(match, period), context)
        right += f"{marks.STAR}{found.values['保密期限']}"
    context.ledger.drop(word.outside(match, "secrecy", period), Reason.SEPARATOR)
    if word != right:
        context.doubts.add("I316", secrecy, comment=False, found=word, printed=str(right))


def _urgency(word: Traced, found: Masthead, context: Context) -> None:
    words = closed(word, context)
    right = marks.URGENCIES[words]
    assert right is not None
    found.values["紧急程度"] = words if words == right else Derived(str(right), words.origins)
    if word != right:
        context.doubts.add("I316", words, comment=False, found=word, printed=str(right))


def closed(words: Traced, context: Context) -> Traced:
    """`words` without the spaces in them (特 急)."""
    kept = words.pick(index for index, sign in enumerate(words) if sign != " ")
    context.ledger.drop(set(words.origins) - set(kept.origins), Reason.SPACE)
    return kept


def _signed(line: Traced, found: Masthead, context: Context) -> bool:
    match = marks.SIGNED.fullmatch(line)
    if match is None:
        return False
    context.ledger.drop(line.outside(match, "names"), Reason.LABEL)
    _names(line.group(match, "names"), found, context)
    return True


def _bare_number(line: Traced, found: Masthead, context: Context) -> Traced:
    """The document number of a line that also bears the first element of a letter or signatories; another as it is."""
    match = _NUMBER_LINE.fullmatch(line)
    if match is None or not (match["first"] or match["names"]):
        return line
    if match["first"] and not _taken(line.group(match, "first"), found, context):
        context.ledger.drop(line.group(match, "first"), Reason.REPEATED)
    if match["names"]:
        _names(line.group(match, "names"), found, context)
    context.ledger.drop(line.outside(match, "first", "number", "names"), Reason.LABEL)
    return line.group(match, "number")


def _names(names: Traced, found: Masthead, context: Context) -> None:
    """The signatories of `names`; a space inside a name of two characters (刘 波) sets it and parts nothing."""
    end = 0
    for match in re.finditer(marks.NAME, names):
        context.ledger.drop(names.part(end, match.start()), Reason.SEPARATOR)
        name = closed(names.part(*match.span()), context)
        if name != match[0]:
            context.doubts.add("I316", name, comment=False, found=match[0], printed=str(name))
        found.signatories.append(name)
        end = match.end()


def read_number(line: Traced, context: Context) -> Tree:
    """The number that `line` is; brackets and 号 are printed again, other brackets than 〔〕 are a doubt."""
    match = number.LIBERAL.fullmatch(line)
    assert match is not None
    given = match["serial"] is not None
    named = ("code", "year", "serial") if given else ("code", "year")
    context.ledger.drop(line.outside(match, *named), Reason.NUMBER_MARKS)
    code, year = line.group(match, "code"), line.group(match, "year")
    tree: Tree = {"机关代字": code, "年份": Derived(int(year), year.origins)}
    if given:
        serial = line.group(match, "serial")
        tree["顺序号"] = Derived(int(serial), serial.origins)
    if number.faults_of(match) or (given and line != number.put_right(match)):
        context.doubts.add("I313", code, found=line, right=number.put_right(match))
    return tree


def own_number_at(lines: Sequence[Traced]) -> int | None:
    """Where among the first of `lines` a number of its own stands (第3号); None: none does."""
    for index, line in enumerate(lines[: 2 * _NEAR]):
        if OWN_NUMBER.fullmatch(line):
            return index
        if line.endswith("。"):
            break
    return None


def read_own_number(line: Traced, lines: Sequence[Traced], title: str, context: Context) -> Tree | None:
    """公告号 of `line`; None: neither it nor the date in `lines` nor the title says of which year it is.

    What prints otherwise than it is typed (第三号, 〔2026〕第3号) is said.
    """
    match = OWN_NUMBER.fullmatch(line)
    assert match is not None
    named = "bracketed" if match["bracketed"] else "year"
    year = value_of(match[named]) if match[named] else _year_of(lines, title)
    if year is None:
        return None
    serial = value_of(match["serial"])
    tree: Tree = {} if serial is None else {"序号": Derived(serial, line.group(match, "serial").origins)}
    if match[named]:
        tree |= {"年份": Derived(year, line.group(match, named).origins)}
        tree["写法"] = Derived(str(NumberForm.YEAR_AND_SERIAL), ())
    else:
        tree["年份"] = Derived(year, ())
    printed = f"{year}年" if match[named] else ""
    printed += f"第{'×' if serial is None else serial}号"
    taken = set()
    for value in tree.values():
        taken.update(value.origins)
    context.ledger.drop([origin for origin in line.origins if origin not in taken], Reason.ISSUE_WORDS)
    if line != printed:
        context.doubts.add("I316", line, comment=False, found=line, printed=printed)
    return tree


def _year_of(lines: Sequence[Traced], title: str) -> int | None:
    """The year of the last date that ends a line of `lines`, else the one that the title names."""
    for line in reversed(lines):
        match = _LAST_DATE.search(line)
        day = dates.read(match[0]) if match else None
        if day is not None:
            return day.year
    named = dates.YEAR_IN_TEXT.search(title)
    return int(named[1]) if named else None


def without_announcing_mark(lines: Sequence[Traced], context: Context) -> list[Traced]:
    """`lines` without a mark that names the kind (云溪县人民政府公告) above a title that ends in the same kind."""
    match = _MARK_OF_ANNOUNCING.fullmatch(lines[0]) if lines else None
    if match is None or not is_organ(match["organ"]):
        return list(lines)
    for count in range(1, _NEAR + 1):
        title = "".join(lines[1 : count + 1])
        if "关于" in title and title.endswith(lines[0][-2:]):
            context.ledger.drop(lines[0], Reason.MASTHEAD)
            return list(lines[1:])
    return list(lines)


def number_of_metadata(value: object, context: Context) -> Tree | None:
    """The number that the metadata block names where the document bears none (a doubt); None: it names none."""
    if isinstance(value, Traced) and number.is_given(value):
        match = number.LIBERAL.fullmatch(value)
    else:
        match = None
    # An order is counted by itself (云溪县人民政府令〔2026〕第5号): that is no document number.
    if match is None or not isinstance(value, Traced) or match["code"].endswith("令"):
        return None
    context.doubts.add("I314", value, found=value)
    return {
        "机关代字": Derived(match["code"], ()),
        "年份": Derived(int(match["year"]), ()),
        "顺序号": Derived(int(match["serial"]), ()),
    }


def stamp_of(line: Traced, signed: re.Match[str], context: Context) -> Tree:
    """The keys of a signature by post and name."""
    post, name = (closed(line.group(signed, group), context) for group in ("post", "name"))
    context.ledger.drop(line.group(signed, "gap"), Reason.SPACE)
    return {"用印": Derived("签名章", ()), "签名章": [{"职务": post, "姓名": name}]}
