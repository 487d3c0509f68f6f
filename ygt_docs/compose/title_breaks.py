"""What it costs to break a title after each of its characters: words, numbers and short names in 《》 stay whole."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ygt_docs.compose.title_words import LEADS_ON, LONGEST_WORD, NEVER_FIRST, NEVER_LAST, WORDS
from ygt_docs.elements.dates import UNITS
from ygt_docs.elements.number import BRACKETED
from ygt_docs.geometry.text import width_in_characters

# Costs are compared with the raggedness of lines, which is counted in 字 squared.
NEVER = 10_000.0
AFTER_ORGAN = -120.0
AFTER_JOINT = -20.0
AFTER_MARK = 0.0
AT_SPACE = -150.0
BETWEEN_WORDS = 6.0
BEFORE_QUOTED = 10.0
UNKNOWN = 45.0
INSIDE_QUOTED = 20.0
INSIDE_ORGAN = 400.0
INSIDE_CUT_ORGAN = 60.0
INSIDE_BRACKET = 45.0
BEFORE_BRACKET = 30.0  # 某局（又名某办）: the second name may begin a line
_SHORT_NAME = 12  # a name in 《》 of up to so many 字 is not broken

_SPACE = re.compile(r"([\u4e00-\u9fff]+)[ \u3000]+(?=([\u4e00-\u9fff]+))")
_WHOLE = re.compile(rf"[0-9]+(?:[{UNITS}号届次批期个项条、.%\-—至][0-9]*)*(?:年度|季度)?|[A-Za-z0-9]+|{BRACKETED}")
# 省、市、县 that organs' names begin with: 禾阳市青禾区 is two words.
_PLACES = re.compile(r"(?:中共)?((?:[\u4e00-\u9fa5]{1,4}?[省市州县区旗])+)")
_PLACE = re.compile(r".{1,4}?[省市州县区旗]")
_QUOTED = re.compile(r"《[^《》]*》|〈[^〈〉]*〉|“[^“”]*”|（[^（）]*）")


def break_costs(title: str, organs: Sequence[str] = (), cut_names: bool = False) -> list[float]:
    """For each character of `title` the cost of a line that ends after it; `NEVER` marks what must stay together.

    `cut_names`: names of a joint title may be cut between two of their words, so that its lines get a shape.
    """
    costs = _between_words(title, WORDS | places(organs))
    for match in _WHOLE.finditer(title):
        _forbid(costs, match.start(), match.end())
    for match in _QUOTED.finditer(title):
        _hold(costs, match)
    joint = leading_organs(title, organs)
    for organ in organs:
        if not joint and organ and title.startswith(organ) and len(organ) < len(title):
            _prefer_after(organ, costs)
    for start, end in joint:
        _keep_name(title, start, end, costs, INSIDE_CUT_ORGAN if cut_names else INSIDE_ORGAN)
    _obey_signs(title, costs)
    if not joint:
        _break_at_spaces(title, costs)
    return costs


def _words(text: str) -> list[str]:
    """What the segmenter takes `text` for."""
    import rjieba  # its dictionary takes longer to load than everything else that composes

    return list(rjieba.cut(text, True))


def _break_at_spaces(title: str, costs: list[float]) -> None:
    """A space between two phrases is where its writer parts the title; one in 张　伟 is not.

    Of several, as between organs that are not known, any may be.
    """
    spaces = list(_SPACE.finditer(title))
    for match in spaces:
        for index in range(match.end(1) - 1, match.start(2)):
            costs[index] = NEVER
        words = _words(match[1])[-1], _words(match[2])[0]
        if min(map(len, words)) > 1:
            costs[match.start(2) - 1] = AT_SPACE if len(spaces) == 1 else AFTER_MARK


def leading_organs(title: str, organs: Sequence[str]) -> list[tuple[int, int]]:
    """Where the names of several organs that begin `title`, one 、 or space apart, begin and end; [] for one or none."""
    found: list[tuple[int, int]] = []
    start = 0
    while True:
        name = max((name for name in organs if name and title.startswith(name, start)), key=len, default="")
        if not name:
            break
        found.append((start, start + len(name)))
        start += len(name) + 1
        if title[start - 1 : start] not in ("、", " ", "\u3000"):
            break
    return found if len(found) > 1 else []


def places(organs: Sequence[str]) -> frozenset[str]:
    """The places that names of `organs` begin with, each a word of its own, its committee too: 禾阳市, 青禾区委."""
    heads = (match[1] for name in organs if (match := _PLACES.match(name)))
    found = [word for head in heads for word in _PLACE.findall(head)]
    return frozenset(word + more for word in found for more in ("", "委", "委员会"))


def name_costs(name: str) -> list[float]:
    """For each character of an organ's `name` the cost of a line that ends after it."""
    costs = _between_words(name, WORDS | places([name]))
    _keep_suffixes(name, costs)
    _obey_signs(name, costs)
    return costs


def _keep_suffixes(name: str, costs: list[float]) -> None:
    """改革局 is one word: the last character of a name, or of what stands before a bracket, begins no line.

    A second name in brackets has lines of its own.
    """
    for match in _QUOTED.finditer(name):
        for index in range(match.start(), match.end() - 1):
            costs[index] = min(costs[index] + INSIDE_BRACKET, NEVER)
    for index in range(1, len(name)):
        if index == len(name) - 1 or name[index + 1] == "（":
            costs[index - 1] = NEVER
        if name[index] == "（":
            costs[index - 1] = AFTER_MARK


def _keep_name(title: str, start: int, end: int, costs: list[float], inside: float) -> None:
    """Lines of a joint title end between its organs; to cut a name between two of its words costs `inside`."""
    own = name_costs(title[start:end])
    for index in range(start, end - 1):
        bracket = title[index + 1] == "（"
        costs[index] = BEFORE_BRACKET if bracket else min(own[index - start] + inside, NEVER)
    last = end if title[end : end + 1] in ("、", " ", "\u3000") else end - 1
    costs[end - 1] = NEVER if last == end else AFTER_JOINT
    costs[last] = AFTER_JOINT


def _between_words(title: str, words: frozenset[str]) -> list[float]:
    """Costs by words alone: those of `words` first, and what stands between them as the segmenter parts it."""
    costs = [UNKNOWN] * len(title)
    index = 0
    while index < len(title):
        length = _word_at(title, index, words)
        if length > 1:
            _forbid(costs, index, index + length)
            if index:
                costs[index - 1] = min(costs[index - 1], BETWEEN_WORDS)
            costs[index + length - 1] = BETWEEN_WORDS
            index += length
            continue
        end = _next_listed(title, index, words)
        _part_unlisted(title, index, end, costs)
        index = end
    for index, character in enumerate(title):
        if character in "、，》）”":
            costs[index] = AFTER_MARK
    return costs


def _next_listed(title: str, start: int, words: frozenset[str]) -> int:
    """Where the next word of `words` behind `start` begins (the end of the title: there is none)."""
    places_left = range(start + 1, len(title))
    for index in places_left:
        if _word_at(title, index, words) > 1:
            return index
    return len(title)


def _part_unlisted(title: str, start: int, end: int, costs: list[float]) -> None:
    """Set the costs within `start` to `end`, where no listed word stands; a single character belongs to a neighbour."""
    before = 0
    for word in _words(title[start:end]):
        _forbid(costs, start, start + len(word))
        if before > 1 and len(word) > 1:
            costs[start - 1] = BETWEEN_WORDS
        start += len(word)
        before = len(word)


def _word_at(title: str, index: int, words: frozenset[str]) -> int:
    for length in range(min(LONGEST_WORD, len(title) - index), 1, -1):
        if title[index : index + length] in words:
            return length
    return 1


def _forbid(costs: list[float], start: int, end: int) -> None:
    """No break inside `start` to `end`."""
    for index in range(start, end - 1):
        costs[index] = NEVER


def _hold(costs: list[float], match: re.Match[str]) -> None:
    """Keep a short name whole; a long one may be broken, better before or after it, and not beside its marks."""
    if match.start():
        costs[match.start() - 1] = min(costs[match.start() - 1], BEFORE_QUOTED)
    if width_in_characters(match[0]) <= _SHORT_NAME:
        _forbid(costs, match.start(), match.end())
        return
    for index in range(match.start(), match.end() - 1):
        costs[index] = min(costs[index] + INSIDE_QUOTED, NEVER)


def _prefer_after(organ: str, costs: list[float]) -> None:
    """The issuing organ's name stands on a line of its own; only a long one may be broken."""
    if width_in_characters(organ) <= _SHORT_NAME:
        _forbid(costs, 0, len(organ))
    costs[len(organ) - 1] = AFTER_ORGAN


def _obey_signs(title: str, costs: list[float]) -> None:
    for index in range(len(title) - 1):
        lead = any(map(title[: index + 1].endswith, LEADS_ON))
        if title[index + 1] in NEVER_FIRST or title[index] in NEVER_LAST:
            costs[index] = NEVER
        elif lead and costs[index] < NEVER:
            costs[index] += NEVER / 10
