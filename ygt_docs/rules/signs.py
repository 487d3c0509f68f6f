"""Half-width signs in Chinese text, stray spaces, doubled signs, full-width digits (标点符号, 9; GB/T 15834)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from ygt_docs.compose.title_breaks import LONGEST_WORD, NEVER_FIRST, NEVER_LAST, WORDS
from ygt_docs.elements.headings import typed_number
from ygt_docs.elements.numerals import HALF_BRACKET
from ygt_docs.notice.blocks import TextBlock
from ygt_docs.notice.document import Document
from ygt_docs.notice.fields import Model
from ygt_docs.notice.model import Body, Section
from ygt_docs.problems import Problems, lines_named
from ygt_docs.reading.characters import look_alike
from ygt_docs.reading.text import Text, code_point
from ygt_docs.rules.markup import without_markup
from ygt_docs.rules.written import Found, Line, find_all, place_at, printed_lines

_RIGHT = {",": "，", ";": "；", ":": "：", "?": "？", "!": "！", "(": "（", ")": "）", ".": "。"}
_HAN = "\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U0003ffff〇"
_BEFORE = re.compile(f"[{_HAN}”’）》〉】%]")
_AFTER = re.compile(f"[{_HAN}“‘（《〈【]")
_HALF_WIDTH = re.compile("[" + re.escape("".join(_RIGHT)) + "]")
# 元/(kW·h) and f(x): brackets in Latin text, whatever comes after them.
_FORMULA = re.compile(r"[A-Za-z0-9/×÷+\-=*]\([A-Za-z0-9 ./·+\-×÷=%²³]*\)|[∑Σ√=×÷+*/]\([^（）()。，]*\)")
_ADDRESS = re.compile(r"(?:https?|ftp)://[^\s，。；、（）《》“”]*|www\.[^\s，。；、（）《》“”]*", re.IGNORECASE)
_INDENT = re.compile("[\u00a0\u2002-\u200b\u3000]+")
# A space that nobody means: after a mark inside a line, and before one. After ： and in （ ） there is a blank to fill in.
_BESIDE_MARK = re.compile(
    f"(?<=[，。；、！？])(?:[ \u00a0]{{1,2}}|\u3000)(?=[{_HAN}“《（])|(?<=[{_HAN}”》）])[ \u00a0](?=[，。；、！？”》])"
)
_WORD = re.compile(f"[{_HAN}]+")
_ONE_SPACE = re.compile("[ \u00a0\u3000]")
_LEANS_BACK = re.compile("的(?!确)|了(?!解)|们|着(?!力|眼|重|手)")
_LEANS_ON = re.compile("(?<![目标])的$")
_LEAST_TOGETHER = 4  # 张 伟, 主 持 人: the space of a short word is meant
_LONGEST_LOOK = 8  # a word that a space cuts is no longer on either side
_COMMENT = re.compile(r"(?<=[。；！？])\s+#|^#(?=[\u4e00-\u9fff])(?!号|键|[^#]*#)")
_DOUBLED = re.compile("([，；：、。])[，；：、。]+")
_STOPS = re.compile(r"。{3,}|·{3,}")
# What reads the same and looks odd in print, by its code: how it is written, and what each becomes.
_WIDE_SPACE = "\u3000"
_LABEL = re.compile("[^，。；：、]{1,8}：(?=.)")  # 组　长：, 副组长：
_WIDE = re.compile("[０-９Ａ-Ｚａ-ｚ]+")
# 1，000 and 100，000 are numbers; 001，002，003 and 分别为98，100 are lists.
_THOUSANDS = re.compile(
    f"(?<![0-9，])(?<!分别为)(?<!分别是)(?:[1-9][0-9]?(?:，[0-9]{{3}})+|[1-9][0-9]{{2}}(?:，000)+)(?=[{_HAN}])"
)
_STRAIGHT = re.compile("[\"']")
_MOST_SHOWN = 8
_STOP_SIGNS = "。！？；：…"
_SENTENCE_END = re.compile("[。！？；]")
_HAN_AT_END = re.compile(f"[{_HAN}]$")
_NO_STOP_NEEDED = re.compile("特此|此致|谢谢|联系人|(?:联系|咨询|值班)?电话|地址|邮编|邮箱|开户|户名")
_LEAST_OF_PARAGRAPH = 15  # characters
_LEAST_ENDED = 3  # paragraphs that end with a stop, for each that does not
_SHOWN_OF_SENTENCE = 10
_DOTS = re.compile(r"(?<!\.)\.{3,6}(?!\.)")


def check_signs(document: Document, problems: Problems) -> None:
    """Every printed line: one finding a line for faults, one a document for what is only worth a word."""
    lines = list(without_markup(printed_lines(document.notice)))
    _check_half_width(_without_outer_brackets(lines, document.notice.annotation), problems)
    _check_last_stops(document, problems)
    _check_indents(lines, problems)
    _check_look_alikes(lines, problems)
    for line in lines:
        _check_spaces(line, problems)
        _check_doubled(line, problems)
        _check_comment(line, problems)
    for code, found in (
        ("T135", list(_all(_WIDE, lines))),
        ("T136", list(_all(_THOUSANDS, lines))),
        ("T137", list(_straight_quotes(lines))),
        ("T138", list(_all(_DOTS, lines))),
    ):
        _report_kind(code, found, problems)


def _without_outer_brackets(lines: list[Line], annotation: Text | None) -> list[Line]:
    """The brackets round the annotation are one mistake, whatever their width (T164)."""
    if annotation is None or annotation[:1] != "(" or annotation[-1:] != ")":
        return lines
    inside = Line(Text(annotation[1:-1], place_at(annotation, 1)))
    return [*(line for line in lines if line.text != annotation), inside]


def _check_last_stops(document: Document, problems: Problems) -> None:
    """A sentence of the body without its full stop, where nearly every other paragraph has one (T194).

    Labels (时间：…), headings, entries of lists, verses and cells often have none; a document that leaves stops out all
    the way means it.
    """
    without, ended = [], 0
    texts = list(_paragraphs_of(document.notice))
    for number, text in enumerate(texts):
        last = _SENTENCE_END.split(text.rstrip(_STOP_SIGNS))[-1]
        if "：" in last or _NO_STOP_NEEDED.match(last):
            continue
        if text[-1] in _STOP_SIGNS:
            ended += 1
        elif "，" in last and len(text) >= _LEAST_OF_PARAGRAPH and _HAN_AT_END.search(text):
            before, after = texts[max(number - 1, 0) : number], texts[number + 1 : number + 2]
            if any(_goes_with(text, other) for other in before + after):
                continue
            if not any(_is_heading_above(text, other) for other in after):
                without.append(text)
    if without and ended >= _LEAST_ENDED * len(without):
        first = without[0]
        places = [place_at(text, len(text)) for text in without]
        problems.add("T194", places[0], near=first[-_SHOWN_OF_SENTENCE:], count=len(without), lines=lines_named(places))


def _goes_with(text: Text, other: Text) -> bool:
    """Whether two lines that stand together, both without a stop, are entries of a list or verses of a poem."""
    if text[-1] in _STOP_SIGNS or other[-1] in _STOP_SIGNS:
        return False
    one, two = typed_number(text), typed_number(other)
    if one is not None and two is not None:
        return one.level == two.level
    return len(text) == len(other)


def _is_heading_above(text: Text, other: Text) -> bool:
    """Whether `text` is a heading of which `other`, the next line, is the text or a heading of a lower level."""
    one, two = typed_number(text), typed_number(other)
    if one is None:
        return False
    return two is None or two.level > one.level


def _paragraphs_of(part: Model) -> Iterator[Text]:
    """The lines of the body's running text, not of its tables and lists."""
    for found in find_all(part, Model):
        if not isinstance(found, Body | Section | TextBlock):
            continue
        for name in type(found).model_fields:
            value = getattr(found, name)
            items = value
            if not isinstance(value, list):
                items = [value]
            for item in items:
                if isinstance(item, Text) and name != "heading":
                    yield from item.lines()


def _report_kind(code: str, found: list[Found], problems: Problems) -> None:
    if found:
        first = found[0].words
        right = first.translate({ord("，"): None} | {wide: wide - 0xFEE0 for wide in range(0xFF10, 0xFF5B)})
        where = lines_named([item.place for item in found])
        problems.add(code, found[0].place, found=first, right=right, count=len(found), lines=where)


def _all(form: re.Pattern[str], lines: list[Line]) -> Iterator[Found]:
    for line in lines:
        addresses = [match.span() for match in _ADDRESS.finditer(line.text)]
        for match in form.finditer(line.text):
            if not any(start <= match.start() < end for start, end in addresses):
                yield Found(place_at(line.text, match.start()), match[0])


def _check_look_alikes(lines: list[Line], problems: Problems) -> None:
    """Signs of radicals in the place of characters (⼯ for 工): no search finds them, and Word has no face for them."""
    found: dict[str, str] = {}
    places = []
    for line in lines:
        for index, character in enumerate(line.text):
            right = look_alike(character)
            if right is not None:
                found[character] = right
                places.append(place_at(line.text, index))
    if places:
        shown = list(found.items())[:_MOST_SHOWN]
        cure = "，".join(f"「{wrong}」改为「{right}」" for wrong, right in shown)
        first, right = shown[0]
        problems.add(
            "T139",
            places[0],
            found=first,
            point=code_point(first),
            right=right,
            count=len(places),
            lines=lines_named(places),
            cure=cure,
        )


def _straight_quotes(lines: list[Line]) -> Iterator[Found]:
    """Those beside a Chinese character: 5' and "A" in a Latin sentence are right."""
    for line in lines:
        for match in _STRAIGHT.finditer(line.text):
            before, after = _beside(line.text, match.start())
            feet = match.start() and line.text[match.start() - 1].isdigit()  # 3'30"以内
            if (before or after) and not feet:
                yield Found(place_at(line.text, match.start()), match[0])


def _check_half_width(lines: list[Line], problems: Problems) -> None:
    """All half-width signs of the document are one mistake: a keyboard that was not switched."""
    found: list[Found] = []
    for line in lines:
        text = line.text
        right = [match.span() for form in (_ADDRESS, _FORMULA) for match in form.finditer(text)]
        for match in _HALF_WIDTH.finditer(text, _after_number(text)):
            index = match.start()
            if not any(start < index < end for start, end in right) and _is_wrong(text, index):
                found.append(Found(place_at(text, index), match[0] + _near(text, index)))
    if found:
        signs = dict.fromkeys(item.words[0] for item in found)
        problems.add(
            "T140",
            found[0].place,
            strength="应",
            clause="9",
            found=" ".join(signs),
            right=" ".join(_RIGHT[sign] for sign in signs),
            near=found[0].words[1:],
            count=len(found),
            lines=lines_named([item.place for item in found]),
        )


def _after_number(text: Text) -> int:
    """Where the text begins after a typed number 1., (一) or 1): its form is checked where headings are counted."""
    typed = typed_number(text)
    half = HALF_BRACKET.match(text)
    if half is not None:
        return half.end()
    return len(typed.written) if typed else 0


def _is_wrong(text: str, index: int) -> bool:
    sign = text[index]
    before, after = _beside(text, index)
    if sign == ".":  # 3.5 and example.cn keep theirs
        return before is not None and before[0] != "%" and (index + 1 == len(text) or after is not None)
    return bool(before or after)


def _beside(text: str, index: int) -> tuple[re.Match[str] | None, re.Match[str] | None]:
    """The Chinese character or mark before and after the sign at `index` (None: it is none)."""
    before = _BEFORE.match(text[index - 1]) if index else None
    after = _AFTER.match(text[index + 1]) if index + 1 < len(text) else None
    return before, after


def _check_indents(lines: list[Line], problems: Problems) -> None:
    """Who types one indent types all of them: one finding. Names that stand under those of a label are right."""
    places = []
    label = 0
    for line in lines:
        indent = _INDENT.match(line.text)
        if indent is None:
            labelled = _LABEL.match(line.text)
            label = labelled.end() if labelled else 0
        elif indent.end() != label or set(indent[0]) != {_WIDE_SPACE}:
            places.append(line.text.place)
    if places:
        problems.add("T143", places[0], strength="应", clause="7.3.3", count=len(places), lines=lines_named(places))


def _check_spaces(line: Line, problems: Problems) -> None:
    at = _stray_space(line.text)
    if at is not None:
        near = line.text[max(0, at - 4) : at + 5]
        right = near.replace(line.text[at], "").strip()
        problems.add("T142", place_at(line.text, at), near=near.strip(), right=right)


def _stray_space(text: str) -> int | None:
    """Where a space stands that is surely stray (None: nowhere).

    Spaces between names, organs, phrases and the characters of a short word are meant, and so are runs of spaces.
    """
    beside = _BESIDE_MARK.search(text)
    if beside:
        return beside.start()
    for before, after in pairwise(_WORD.finditer(text)):
        left, right = before[0][-_LONGEST_LOOK:], after[0][:_LONGEST_LOOK]
        gap = text[before.end() : after.start()]
        if not _ONE_SPACE.fullmatch(gap) or len(left) + len(right) < _LEAST_TOGETHER:
            continue
        leaning = len(left) > 1 and (_LEANS_BACK.match(right) or (_LEANS_ON.search(left) and len(right) > 1))
        if leaning or left[-1] in NEVER_LAST or right[0] in NEVER_FIRST or _cuts_a_word(left, right):
            return before.end()
    return None


def _cuts_a_word(left: str, right: str) -> bool:
    """Whether a listed word begins in `left` and ends in `right`.

    What a segmenter takes for a word is no evidence: it glues the names of two people, and an organ to what follows.
    """
    text, index = left + right, 0
    while index < len(left):
        words = (text[index : index + length] for length in range(LONGEST_WORD, 1, -1))
        index += len(next((word for word in words if word in WORDS), text[index]))
    return index > len(left)


def _check_doubled(line: Line, problems: Problems) -> None:
    stops = _STOPS.search(line.text)
    if stops:
        problems.add("T144", place_at(line.text, stops.start()), strength="应", clause="9", found=stops[0], right="……")
        return
    doubled = _DOUBLED.search(line.text)
    if doubled:
        if len(set(doubled[0])) == 1:
            right = doubled[1]
        else:
            right = " 或 ".join(dict.fromkeys(doubled[0]))
        problems.add(
            "T144", place_at(line.text, doubled.start()), strength="应", clause="9", found=doubled[0], right=right
        )


def _check_comment(line: Line, problems: Problems) -> None:
    """In block text a # begins no comment, it is printed."""
    comment = _COMMENT.search(line.text)
    if comment:
        at = line.text.index("#", comment.start())
        problems.add("T145", place_at(line.text, at), near=line.text[at:][:20].strip())


def _near(text: str, index: int) -> str:
    return text[max(0, index - 4) : index + 5]
