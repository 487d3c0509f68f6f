"""A document whose line ends a web site lost: one long line, whose spaces stand where lines ended."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ygt_docs.intake.context import Context
from ygt_docs.intake.draft import Reason
from ygt_docs.intake.traced import Traced

_MOST_LINES, _SHORTEST = 3, 60
_TITLE = re.compile(
    r".{4,80}(?:决议|决定|命令|公报|公告|通告|意见|通知|通报|报告|请示|批复|议案|函|纪要|方案|办法|规定)"
)
_DIGITS = re.compile("[0-9]")


def unfolded(lines: Sequence[Traced], context: Context) -> list[Traced]:
    """`lines`, each that begins with a title and goes on after a space cut at its spaces, with a doubt."""
    if sum(bool(line.strip()) for line in lines) > _MOST_LINES:
        return list(lines)
    found: list[Traced] = []
    for line in lines:
        parts = _parts(line.trimmed()) if len(line) >= _SHORTEST and "|" not in line else []
        if len(parts) < 3 or not _TITLE.fullmatch(parts[0]):
            found.append(line)
            continue
        kept = {origin for part in parts for origin in part.origins}
        context.ledger.drop([origin for origin in line.origins if origin not in kept], Reason.SPACE)
        context.doubts.add("I393", line, comment=False, count=len(parts))
        found += parts
    return found


def _parts(line: Traced) -> list[Traced]:
    """`line` cut at its spaces; one between two figures parts none."""
    parts, begin = [], 0
    for match in re.finditer("[ \u3000]+", line):
        before, after = line[match.start() - 1], line[match.end()]
        if _DIGITS.match(before) and _DIGITS.match(after):
            continue
        parts.append(line.part(begin, match.start()))
        begin = match.end()
    return [*parts, line.part(begin)]
