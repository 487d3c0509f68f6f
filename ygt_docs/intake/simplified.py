"""Traditional Chinese to simplified (繁体转简体) with OpenCC, character for character."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from opencc import OpenCC  # type: ignore[import-untyped]

from ygt_docs.intake.doubts import Doubts
from ygt_docs.intake.traced import Traced
from ygt_docs.problems import Place

_LAST_COMMON = 0xFFFF


def simplified(lines: Sequence[Traced], shown: str, doubts: Doubts) -> list[Traced]:
    """`lines` in simplified Chinese; the changes are said in sum. Offsets stay: a line keeps its length."""
    converter = OpenCC("t2s")
    changes: Counter[str] = Counter()
    out: list[Traced] = []
    for line in lines:
        new = converter.convert(str(line))
        if len(new) != len(line):
            # A phrase of another length would move every character after it.
            new = "".join(changed if len(changed := converter.convert(sign)) == 1 else sign for sign in line)
        # What lies beyond the characters that fonts of offices have stays as it was typed.
        new = "".join(old if ord(now) > _LAST_COMMON else now for old, now in zip(line, new, strict=True))
        changes.update(f"{old}→{now}" for old, now in zip(line, new, strict=True) if old != now)
        out.append(line.rewritten(new))
    if changes:
        listed = "、".join(f"{change} {count}" for change, count in changes.most_common())
        doubts.add_at("I367", Place(shown), count=changes.total(), changes=listed)
    return out
