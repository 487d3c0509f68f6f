"""Characters that a site lost: marked at their place, never invented. Where a lost byte shifted what follows, the
reading that makes sense again is offered; the draft's characters stay until somebody accepts it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from ygt_docs.docfiles.characters import is_chinese
from ygt_docs.intake.draft import Doubts
from ygt_docs.intake.traced import Traced

_YEAR = re.compile(r"(?:19|20)(?:[xX×*＊]{1,2}|[0-9][xX×*＊])(?=年|〕)")
_STRAY = re.compile(r"(?<=[\u3400-\u9fff])['`´](?=[\u3400-\u9fff])")
_MARKS = re.compile(r"[?？]{2,}|[?？]/p>|\ufffd+|〓+")
# A lost first byte shows as ？; when the second is A3, the next character is one of the full-width signs (A3xx).
_SHIFTED = re.compile(r"[?？](?=[\uff01-\uff5e])(?P<run>[^\x00-\x7f]{1,12}?(?:[@-~]|[?？](?![\uff01-\uff5e])))")
_LEADS = range(0x81, 0xFF)
_AROUND = 6

Pairs = Counter[tuple[str, str]]


def mark_lost(lines: Sequence[Traced], doubts: Doubts) -> None:
    """Add a doubt at each place where characters were lost."""
    pairs: Pairs = Counter(pair for line in lines for pair in pairwise(line) if all(map(is_chinese, pair)))
    offers: dict[tuple[str, str, str], str | None] = {}
    for line in lines:
        if not any(sign in line for sign in "?？xX×*＊'`´\ufffd〓"):
            continue
        inside: set[int] = set()
        quoted = set()
        for sign in "'`´":
            if line.count(sign) % 2 == 0:
                quoted.add(sign)
        for match in _SHIFTED.finditer(line):
            key = (line[match.start() - 1 : match.start()], match["run"], line[match.end() : match.end() + 1])
            if key not in offers:
                offers[key] = _unshifted(*key, pairs)
            offered = offers[key]
            if offered is not None:
                inside.update(range(*match.span()))
                at = line.part(match.start(), match.start() + 1)
                doubts.add("I362", at, found=_around(line, match), offered=offered)
        for form, code in ((_MARKS, "I363"), (_YEAR, "I364"), (_STRAY, "I365")):
            for match in form.finditer(line):
                if match.start() not in inside and match[0] not in quoted:
                    doubts.add(code, line.part(match.start(), match.start() + 1), found=_around(line, match))


def _around(line: Traced, match: re.Match[str]) -> str:
    return str(line[max(0, match.start() - _AROUND) : match.end() + _AROUND])


def _unshifted(before: str, run: str, after: str, pairs: Pairs) -> str | None:
    """The run with each first byte that may have been lost put back, where the draft knows the words that come out."""
    best, most = None, 0
    for reading in _readings(run):
        inside = []
        for pair in pairwise(reading):
            if "〓" not in pair:
                inside.append(pairs[pair])
        around = pairs[before[-1:], reading[0]] + pairs[reading[-1], after]
        known = sum(map(bool, inside)) if inside else bool(around)
        # A pair may be new to the draft; with more of them it would be a guess.
        if known and known * 4 >= len(inside) * 3 and known * 1_000_000 + sum(inside) + around > most:
            best, most = reading, known * 1_000_000 + sum(inside) + around
    return best


def _readings(run: str) -> Iterator[str]:
    """`run` as GBK after each possible lost byte; a byte that is missing at its end stays lost (〓)."""
    cut = run[-1] in "?？"
    try:
        data = (run[:-1] if cut else run).encode("gbk")
    except UnicodeEncodeError:
        return
    for lead in _LEADS:
        whole = bytes([lead]) + data
        try:
            if len(whole) % 2 == cut:
                text = (whole[:-1] if cut else whole).decode("gbk")
            else:
                text = ""
        except UnicodeDecodeError:
            continue
        if text and all(map(is_chinese, text)):
            yield text + ("〓" if cut else "")
