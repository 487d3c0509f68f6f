"""Readings that a site printed into the text, 醫(yī)共體 for 醫共體: they are dropped, each with its line."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ygt_docs.intake.doubts import Doubts
from ygt_docs.intake.draft import Draft, Ledger, Reason
from ygt_docs.intake.traced import Traced
from ygt_docs.problems import Place

_TONED = "āáǎàōóǒòēéěèīíǐìūúǔùǖǘǚǜ"
_READING = re.compile(rf"(?<=[\u3400-\u9fffA-Za-z])[(（](?=[a-zü]*[{_TONED}])[a-zü{_TONED}]{{1,6}}[)）]")


def without_readings(lines: Sequence[Traced], draft: Draft, ledger: Ledger, doubts: Doubts) -> Iterator[Traced]:
    """`lines` without readings in brackets after a Chinese character; what was dropped is said in one sentence."""
    count, places = 0, []
    for line in lines:
        found = list(_READING.finditer(line))
        if not found:
            yield line
            continue
        inside = {index for match in found for index in range(*match.span())}
        ledger.drop((line.origins[index] for index in inside), Reason.READING)
        count += len(found)
        places.append(draft.line_of(line.origins[0]))
        yield line.pick(index for index in range(len(line)) if index not in inside)
    if count:
        doubts.add_at("I361", Place(draft.shown, places[0]), count=count, lines="、".join(map(str, places)))
