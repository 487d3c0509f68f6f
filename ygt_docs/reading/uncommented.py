"""A YAML file without its comments (注释): what it says stays, what its writers noted for themselves goes."""

from __future__ import annotations

from collections.abc import Iterator

import yaml

_BLOCK = ("|", ">")


def without_comments(text: str) -> str:
    """`text`, YAML that this project has read, without comments, lines of comments alone and spaces before them.

    A # inside a quoted or block scalar is text and stays. Raises ValueError if the rest would not say the same.
    """
    spans = list(_scalars(text))
    lines, start = [], 0
    for line in text.splitlines(keepends=True):
        cut = _comment(text, line, start, spans)
        if cut is None:
            lines.append(line)
        elif line[:cut].strip():
            lines.append(line[:cut].rstrip() + "\n")
        start += len(line)
    result = "".join(lines)
    if _said(result) != _said(text):
        raise ValueError("the file without its comments does not say the same")
    return result


def _comment(text: str, line: str, start: int, spans: list[tuple[int, int]]) -> int | None:
    """The column where a comment begins in `line`, which stands at `start` of `text`; None without one."""
    for column, character in enumerate(line):
        at = start + column
        if (
            character == "#"
            and (column == 0 or line[column - 1] in " \t")
            and not any(begin <= at < end for begin, end in spans)
        ):
            return column
    return None


def _scalars(text: str) -> Iterator[tuple[int, int]]:
    """Where the text of each scalar stands; that of a block scalar begins under the line of its mark."""
    for token in yaml.scan(text, Loader=yaml.BaseLoader):
        if isinstance(token, yaml.ScalarToken):
            begin, end = token.start_mark.index, token.end_mark.index
            if token.style in _BLOCK:
                begin = text.find("\n", begin, end) + 1 or end
            yield begin, end


def _said(text: str) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    for event in yaml.parse(text, Loader=yaml.BaseLoader):
        found.append((type(event).__name__, str(getattr(event, "value", ""))))
    return found
