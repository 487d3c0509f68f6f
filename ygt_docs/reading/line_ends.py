"""The text of a file as the reader takes it: UTF-8 without a byte order mark, every line end one \\n."""

from __future__ import annotations

import re
from collections import Counter
from difflib import SequenceMatcher

_MARK = "\ufeff"
_LINE = re.compile(r"([^\r\n]*)(\r\n|\r|\n|$)")


def plain_lines(data: bytes) -> str:
    """The text of a content file that reads without an error; it ends in a line end."""
    text = data.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
    return text if text.endswith("\n") else text + "\n"


def like_before(text: str, before: bytes) -> bytes:
    """`text` in bytes with the byte order mark that the file had `before`, and each line with the end that it had.

    A new line ends as most lines of the file do. Where the file had no line end at its end it has none again.
    """
    old = _lines(before.decode("utf-8-sig"))
    new = text.removesuffix("\n").split("\n")
    usual = (Counter(end for _, end in old if end).most_common(1) or [("\n", 0)])[0][0]
    ends = [usual] * len(new)
    matcher = SequenceMatcher(None, [line for line, _ in old], new, autojunk=False)
    for _, first, last, start, stop in matcher.get_opcodes():
        size = min(last - first, stop - start)  # equal lines, or some in place of others
        ends[start : start + size] = [end or usual for _, end in old[first : first + size]]
    ends[-1] = (ends[-1] or usual) if old[-1][1] else ""
    joined = "".join(line + end for line, end in zip(new, ends, strict=True))
    return joined.encode("utf-8-sig" if before.startswith(_MARK.encode()) else "utf-8")


def _lines(text: str) -> list[tuple[str, str]]:
    """Each line of `text` with what ends it ("": nothing, at the end of the file)."""
    found = []
    for match in _LINE.finditer(text):
        found.append((match[1], match[2]))
    if len(found) > 1 and found[-1] == ("", ""):
        return found[:-1]
    return found
