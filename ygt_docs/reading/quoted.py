"""Quoted text on one line: where it ends, and which of its escapes no text may hold."""

from __future__ import annotations

import re

from ygt_docs.problems import Problems
from ygt_docs.reading.characters import fault_of
from ygt_docs.reading.source import EditedLine, Source
from ygt_docs.reading.text import code_point

_ESCAPE = re.compile(r"\\(?:x([0-9A-Fa-f]{2})|u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|(.))")
_SIMPLE = {
    "0": "\0",
    "a": "\a",
    "b": "\b",
    "t": "\t",
    "\t": "\t",
    "n": "\n",
    "v": "\v",
    "f": "\f",
    "r": "\r",
    "e": "\x1b",
    "N": "\x85",
    "_": "\xa0",
    "L": "\u2028",
    "P": "\u2029",
    " ": " ",
    '"': '"',
    "\\": "\\",
    "/": "/",
}


def quote_end(text: str, start: int) -> int | None:
    """The column after the quote that closes the one at `start`; None when the line ends before it."""
    mark, column = text[start], start + 1
    while column < len(text):
        character = text[column]
        if (mark + character == '"\\') or (mark == "'" and text[column : column + 2] == "''"):
            column += 2
        elif character == mark:
            return column + 1
        else:
            column += 1
    return None


def closed(text: str) -> str:
    """`text`, which begins with a quote that nothing closes, with the same quote at its end."""
    mark, inner = text[0], text[1:].rstrip()
    return mark + inner.rstrip("“”‘’＂＇") + mark


def chinese_quotes(text: str) -> str:
    """`text` with “ and ” in the place of its straight quotes, by turns; the other kind of quote is left."""
    parts = text.split(text[0])
    signs = "“”" if text[0] == '"' else "‘’"
    return parts[0] + "".join(signs[number % 2] + part for number, part in enumerate(parts[1:]))


def check_quoted(source: Source, number: int, line: EditedLine, span: tuple[int, int], problems: Problems) -> None:
    """Look at tabs and escapes of the quoted text at `span` of `line`; faulty ones are replaced, length kept."""
    start, end = span
    tabs = [column for column in range(start, end) if line.text[column] == "\t"]
    if tabs:
        problems.add("Y144", source.place(number, line.typed(tabs[0])), count=len(tabs))
    for column in tabs:
        line.replace(column, column + 1, " ")
    if line.text[start] != '"':
        return
    for match in _ESCAPE.finditer(line.text, start, end):
        code, words = _fault(match)
        if code is not None:
            problems.add(code, source.place(number, line.typed(match.start())), found=match.group(), **words)
            line.replace(match.start(), match.end(), "x" * len(match.group()))


def _fault(match: re.Match[str]) -> tuple[str | None, dict[str, str]]:
    digits = match[1] or match[2] or match[3]
    if digits is None:
        character = _SIMPLE.get(match[4])
    else:
        character = chr(int(digits, 16)) if int(digits, 16) <= 0x10FFFF else None
    if character is None:
        return "Y136", {}
    name = "制表符" if character == "\t" else fault_of(character)
    return ("Y107", {"name": name, "point": code_point(character)}) if name else (None, {})
