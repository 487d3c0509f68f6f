"""The title of a document: where its lines begin and end, the kind it names (文种), organs in it, the note under it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import accumulate

from ygt_docs.compose.flow import Role
from ygt_docs.compose.title import line_capacity, title_paragraph
from ygt_docs.compose.title_breaks import NEVER, break_costs
from ygt_docs.docfiles.decode import Reason
from ygt_docs.elements.catalogue import OF_ROLE
from ygt_docs.elements.headings import typed_number
from ygt_docs.elements.marks import note_lines
from ygt_docs.elements.number import is_given
from ygt_docs.elements.numerals import SMALL
from ygt_docs.geometry.text import width_in_characters
from ygt_docs.intake.context import Context, Node, Tree
from ygt_docs.intake.masthead import OWN_NUMBER
from ygt_docs.intake.shapes import (
    CONTENTS,
    ORGAN_TAIL,
    SALUTATION,
    SHORTEST_WHOLE,
    TRADE,
    bare,
    ends_open,
    is_organ,
    is_table_row,
    other_kind,
    side_by_side,
)
from ygt_docs.intake.speech import is_day
from ygt_docs.intake.traced import Traced, TracedBlock, joined
from ygt_docs.notice.model import PLAIN_KINDS, Kind, Orientation
from ygt_docs.problems import Problems
from ygt_docs.profile import Profile
from ygt_docs.reading.text import Text
from ygt_docs.standard import gbt9704 as standard

_NAME = re.compile("《([^《》]*(?:《[^《》]*》[^《》]*)*)》")
_ENDS = re.compile(
    r"(计划|方案|办法|规定|细则|意见|规划|纲要|要点|制度|清单|预案|措施|章程|准则|标准|规范|规则|"
    r"条例|目录|指南|预算|安排|分工|名单)(（[^（）]*）)?"
)
_LONGEST = 5


def split_title(lines: Sequence[Traced], notice_title: str, context: Context) -> tuple[list[Traced], list[Traced]]:
    """The lines of the title and those after it; no title for no lines."""
    if not lines:
        return [], []
    count = _by_name(lines, notice_title) or lines_by_look(lines)
    if count == 0:
        count = 1
        context.doubts.add("I330", lines[0], found=lines[0][:24])
    return list(lines[:count]), list(lines[count:])


def _by_name(lines: Sequence[Traced], notice_title: str) -> int:
    """The lines that make up a name that the notice's title has in 《》."""
    names = set()
    for name in _NAME.findall(notice_title):
        names.add(name.replace(" ", ""))
    for count in range(1, min(_LONGEST, len(lines)) + 1):
        if "".join(lines[:count]).replace(" ", "") in names:
            return count
    return 0


def lines_by_look(lines: Sequence[Traced]) -> int:
    """How many of the first lines end, taken together, as titles of plans do; 0: none."""
    most = 0
    for line in lines[:_LONGEST]:
        if not ends_open(line) or is_table_row(line) or typed_number(line) or bare(line) == CONTENTS:
            break
        if most and note_lines(lines[most:]):
            break
        most += 1
    ending = []
    for count in range(1, most + 1):
        if _ends_as_title("".join(lines[:count])):
            ending.append(count)
    return ending[-1] if ending else 0


def _ends_as_title(text: str) -> bool:
    words = bare(text)
    return any(match.end() == len(words) for match in _ENDS.finditer(words))


AND = "、"
_LONGEST_TITLE, _LONGEST_REPEATED = 12, 5
_LABELLED = re.compile(r"[^：《》]{2,10}：")
# What stands above the title of an answer to a proposal (提案、建议的答复).
_LABEL_OF_ANSWER = re.compile("(?:类 ?别|分类|办理结果|公开属性|公开方式|是否公开)：.{1,12}")
# A session is counted inside the name of its organ: 云溪县第七届人民代表大会第二次会议, 云溪县第九次代表大会.
_SESSION = re.compile(
    rf"(?:^|(?<=日))(?!关于)(?P<organ>[\u3400-\u9fff]{{2,20}}?)第{SMALL}(?:"
    rf"届(?P<body>[\u3400-\u9fff]{{2,16}}?)(?:第{SMALL}次(?:全体)?|全体)(?:会议|全会)|次(?P<congress>代表大会))"
)
_AT_END_IN_BRACKETS = re.compile("（[^（）]*）$")
_DECREE = re.compile(r"(?:禁火|戒严|戒备|嘉奖|动员|封山|禁牧|禁捕|解除)令$")
_KINDS = sorted((kind.value for kind in Kind if kind not in {*PLAIN_KINDS, Kind.OTHER}), key=len, reverse=True)
# A note of statistics behind a title: 公报[1], 公报①.
_NOTE_SIGN = re.compile(r"(?:[\[［][0-9]{1,2}[\]］]|[①-⑩*＊])$")
_MEETING = re.compile("[\u3400-\u9fff]{4,40}第[^，。]{1,6}次(?:全体)?会议")  # a meeting resolves as an organ does
_CATEGORY = re.compile("（[A-D]类?(?: *[^（）]{1,8})?）")  # of an answer to a proposal, beside its number
# What a title says after the organs: it passes on (转发省农业厅…), or tells what it is about.
_AFTER_ORGANS = re.compile(r"关于|转发|批转|印发")


def take_note(lines: Sequence[Traced]) -> tuple[list[Traced], list[Traced]]:
    """The note under a title (题注) that the first of `lines` are, and the lines after it."""
    count = note_lines(lines)
    return list(lines[:count]), list(lines[count:])


def note_tree(lines: Sequence[Traced], context: Context) -> Tree:
    """The key of a note under a title, without the brackets, which the program sets; empty where there is none."""
    if not lines:
        return {}
    first, last = lines[0], lines[-1]
    context.ledger.drop([first.origins[0], last.origins[-1]], Reason.BRACKETS)
    inner = [*lines[:-1], last.part(0, len(last) - 1)]
    inner[0] = inner[0].part(1, len(inner[0]))
    return {OF_ROLE[Role.TITLE_NOTE].key: inner[0] if len(inner) == 1 else inner}


def before_matter(title: str) -> str:
    match = _AFTER_ORGANS.search(title)
    return title[: match.start()] if match else ""


def parted(line: Traced, context: Context) -> list[Traced]:
    names = side_by_side(line)
    if len(names) > 1:
        kept = {origin for name in names for origin in name.origins}
        context.ledger.drop([origin for origin in line.origins if origin not in kept], Reason.SPACE)
    return names


def title_start(lines: Sequence[Traced]) -> int:
    """Where the title begins among `lines`: nothing but organs stands above the line that says what it is about."""
    matter = 0
    for index, line in enumerate(lines):
        if _AFTER_ORGANS.search(line):
            matter = index
            break
    while matter + 1 < len(lines) and _LABEL_OF_ANSWER.fullmatch(lines[matter]):
        matter += 1
    first = matter
    below = before_matter(bare(lines[matter])) if lines else ""
    while first > 0 and (_are_organs(lines[first - 1]) or _goes_on_as_organ(bare(lines[first - 1]), below)):
        first -= 1
        below = bare(lines[first])
    return first


def _are_organs(line: Traced) -> bool:
    """Whether `line` ends with the name of an organ, the last of those it lists."""
    name = bare(line).rstrip(AND).rpartition(AND)[2]
    return len(side_by_side(line)) > 1 or is_organ(name) or _MEETING.fullmatch(name) is not None


def _goes_on_as_organ(line: str, below: str) -> bool:
    """Whether the last name of `line` and the first of the line `below` it are one organ's, cut by the line's end."""
    begins, ends = line.rpartition(AND)[2], below.partition(AND)[0]
    rest_of_name = AND in line or not is_organ(ends) or len(ends) < SHORTEST_WHOLE or ORGAN_TAIL.fullmatch(ends)
    return bool(begins and ends and rest_of_name) and is_organ(begins + ends)


def without_repeated(lines: list[Traced], context: Context) -> list[Traced]:
    """`lines` without a title that stands again below, in lines of its own (the heading of a web page above it)."""
    for first in range(1, min(_LONGEST_REPEATED, len(lines) - 1) + 1):
        title = bare("".join(lines[:first]))
        if kind_named(title) is None and other_kind(title) is None and not lines_by_look(lines[:first]):
            continue
        for count in range(1, _LONGEST_REPEATED + 1):
            if bare("".join(lines[first : first + count])) != title:
                continue
            for line in lines[:first]:
                context.ledger.drop(line, Reason.REPEATED)
                context.doubts.add("I301", line, comment=False, found=line[:24])
            return lines[first:]
    return lines


def without_heading(lines: list[Traced], context: Context) -> list[Traced]:
    """`lines` without the name of what an order, a 公告 or a notice promulgates, where the heading of a web page has it
    above that very document: the number stands between the two."""
    for count in range(1, min(_LONGEST_REPEATED, len(lines) - 1) + 1):
        if lines_by_look(lines[:count]) != count:
            continue
        title = _AT_END_IN_BRACKETS.sub("", bare("".join(lines[:count])))
        again = _stands_again(title, lines, count)
        if not any(OWN_NUMBER.fullmatch(line) or is_given(line) for line in lines[count:again]):
            continue
        for line in lines[:count]:
            context.ledger.drop(line, Reason.REPEATED)
            context.doubts.add("I301", line, comment=False, found=line[:24])
        return lines[count:]
    return lines


def _stands_again(title: str, lines: Sequence[Traced], first: int) -> int:
    """Where `title` stands in lines of its own, from the line `first` on; `first` itself: nowhere."""
    for index in range(first + 1, len(lines)):
        words = ""
        for line in lines[index : index + _LONGEST_REPEATED]:
            words += bare(line)
            if words == title:
                return index
            if not title.startswith(words):
                break
    return first


def title_length(lines: Sequence[Traced], addressed: bool) -> int:
    """How many of `lines` are the title: up to the last one that ends in a kind (文种), else by their look."""
    most = 0
    for line in lines[:_LONGEST_TITLE]:
        # A joint title is broken between its organs: such a line ends in 、.
        labelled = most > 0 and (_LABELLED.match(line) or note_lines(lines[most:]))
        if (
            labelled
            or not ends_open(line.rstrip(AND))
            or is_day(line)
            or _CATEGORY.fullmatch(line)
            or is_table_row(line)
            or bare(line) == CONTENTS
        ):
            break
        most += 1
    for count in range(most, 0, -1):
        if kind_named("".join(lines[:count])) or other_kind("".join(lines[:count])):
            return count
    if addressed and most:
        return most
    about = [count for count in range(most, 0, -1) if _AFTER_ORGANS.search(lines[count - 1])]
    if about and lines_by_look(lines) < about[0]:
        return about[0]
    titled = bool(lines) and not is_table_row(lines[0]) and SALUTATION.fullmatch(lines[0]) is None
    return lines_by_look(lines) or (1 if titled else 0)


def kind_named(title: str) -> str | None:
    """The kind (文种) that `title` ends in; None: it ends in none."""
    words = _NOTE_SIGN.sub("", bare(title))
    if words.endswith("）") and "（" in words:
        words = words[: words.rfind("（")]
    if TRADE.search(words):
        return None
    if _DECREE.search(words):
        return Kind.ORDER.value
    return next((kind for kind in _KINDS if words.endswith(kind)), None)


def organ_of_decree(title: str) -> list[str]:
    """The organ with which the name of an order begins (云溪县人民政府森林防火禁火令); empty for any other title."""
    words = bare(title)
    if not _DECREE.search(words):
        return []
    ends = [end for end in range(SHORTEST_WHOLE, len(words)) if is_organ(words[:end])]
    return [words[: ends[-1]]] if ends else []


def organ_in_session(words: str) -> tuple[str, str] | None:
    """The organ whose session a title or a note under it names, and the session as it is called; None: it names none.

    A title names it at its beginning (not in 关于召开…的通知), a note behind its date.
    """
    match = _SESSION.search(bare(words))
    if match is None:
        return None
    return match["organ"] + (match["body"] or match["congress"]), match[0]


def title_value(title: Sequence[Traced], context: Context) -> Node:
    """The title as it is written: one line as text, lines that fit as a list, others joined for compose to break; so
    are lines that compose breaks at the same places, and lines that end inside a word (a doubt)."""
    profile = context.profile
    capacity = line_capacity(Orientation.PORTRAIT, profile.size_of(Role.TITLE, standard.SIZE_2.value))
    if len(title) < 2 or broken_alike(title, profile):
        return joined(title)
    if any(width_in_characters(line) > capacity for line in title):
        return _in_one(title)
    if _cut_in_word(title):
        context.doubts.add("I375", title[0], found="｜".join(title))
        return _in_one(title)
    return list(title)


def _in_one(title: Sequence[Traced]) -> TracedBlock:
    """The lines of `title` in one; a space parts the names of two organs, which would else run into one name."""
    words, origins = "", list[int]()
    for line in title:
        if _ends_name(words) and _begins_name(bare(line)):
            words += " "
        words += line
        origins += line.origins
    return TracedBlock(words, origins)


def _ends_name(words: str) -> bool:
    name = words.rpartition(" ")[2]
    return len(name) >= SHORTEST_WHOLE and is_organ(name)


def _begins_name(line: str) -> bool:
    """Whether an organ with a name of its own stands before the matter of `line`, or is all of it."""
    name = before_matter(line) or line
    return len(name) >= SHORTEST_WHOLE and is_organ(name) and ORGAN_TAIL.fullmatch(name) is None


def broken_alike(title: Sequence[Traced], profile: Profile, orientation: Orientation = Orientation.PORTRAIT) -> bool:
    """Whether compose breaks the joined title into these very lines."""
    whole = "".join(title)
    organs, about, _ = whole.partition("关于")
    made = title_paragraph(
        Role.TITLE, [Text(whole)], Problems(), organs.split("、") if about else (), orientation, profile
    )
    broken = []
    for line in made.lines:
        broken.append("".join(run.text for run in line))
    return broken == list(title)


def _cut_in_word(title: Sequence[Traced]) -> bool:
    """Whether a line of the title ends where compose would never break it: inside a word or a name (7.3.1)."""
    whole = "".join(title)
    organs, about, _ = whole.partition("关于")
    costs = break_costs(whole, organs.split(AND) if about else (), True)
    ends = accumulate(map(len, title[:-1]))
    # Organs that stand in lines of their own may have no mark between them.
    return any(
        costs[end - 1] >= NEVER
        for line, end in zip(title, ends, strict=False)
        if not (is_organ(line) and len(line) >= SHORTEST_WHOLE)
    )
