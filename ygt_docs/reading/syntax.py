"""PyYAML's English errors in the words of a secretary."""

from __future__ import annotations

import yaml

from ygt_docs.problems import Problems
from ygt_docs.reading.source import Source
from ygt_docs.reading.words import quote

# What PyYAML says (a part of it) and the code that says it in Chinese; the first that fits is taken.
_CODES = (
    ("sequence entries are not allowed here", "Y137"),
    ("mapping values are not allowed here", "Y138"),
    ("expected <block end>", "Y138"),
    ("expected ',' or", "Y139"),
    ("could not find expected ':'", "Y114"),
)
_OTHER = "Y140"
_CURES = {
    "Y114": "补上键和冒号；如果是上一段的文字，用 | 起头，各行缩进两格",
    "Y138": "下一层多缩进两格",
}


def report_syntax(source: Source, error: yaml.MarkedYAMLError, problems: Problems) -> None:
    """Add the problem for `error`, unless the scan of lines has reported that line, or the one before, already."""
    mark = error.problem_mark or error.context_mark
    assert mark is not None  # every error of the parser names a place
    line = min(mark.line, len(source.lines) - 1)
    told = set()
    for item in problems.errors:
        told.add(item.place.line)
    if told & {line + 1, line}:
        return
    said = error.problem or ""
    code = next((code for part, code in _CODES if part in said), _OTHER)
    if code == "Y114" and error.context_mark is not None:
        line, column = error.context_mark.line, error.context_mark.column
    else:
        column = mark.column if mark.line == line else 0
    if code == "Y138":
        column = len(source.lines[line]) - len(source.lines[line].lstrip(" "))
    words = {"fix": _CURES[code]} if code in _CURES else {}
    problems.add(code, source.place(line, column), found=quote(source.lines[line].strip()), **words)
