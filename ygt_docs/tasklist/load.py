"""How much reporting a plan asks for (减负): how many tables, how often a year, of how many units."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from ygt_docs.problems import Place
from ygt_docs.rules.written import printed_lines
from ygt_docs.tasklist.ledger import ledger_units
from ygt_docs.tasklist.store import Plan, Plans

_ASKS = re.compile(r"(每|逐)个?(半年|季度|季|年|月|周|旬|日)[^。；]{0,30}?(?:报送|上报|填报|报告|报)[^。；]{0,40}")
_FROM_MONTH = re.compile(r"(?:从|自)?([0-9]{1,2})月份?(?:开始|起)")
_LISTS = re.compile(
    r"((?:[\u4e00-\u9fff]{2,8}(?:清单)?、){1,9}[\u4e00-\u9fff]{2,8}?)(?:等)?(?:[二三四五六七八九十]张)?清单"
)
_A_YEAR = {"日": 365, "周": 52, "旬": 36, "月": 12, "季": 4, "季度": 4, "半年": 2, "年": 1}
_MONTHS = 12


@dataclass(frozen=True)
class Request:
    """One sentence that asks for reports: where it stands, its words, and how many times a year."""

    place: Place
    words: str
    times: int


@dataclass
class Load:
    """What one plan asks for. `lists` are the kinds of list that every unit is to make, `units` those that report."""

    name: str
    tasks: int
    units: int
    requests: list[Request] = field(default_factory=list)
    lists: list[str] = field(default_factory=list)

    @property
    def tables(self) -> int:
        """How many different tables a unit has to fill in."""
        return len(self.requests) + len(self.lists)

    @property
    def a_year(self) -> int:
        """How many tables all units fill in together in a year."""
        return self.units * (sum(request.times for request in self.requests) + len(self.lists))


def load_of(plan: Plan, plans: Plans) -> Load:
    """What `plan` asks of its units."""
    alone = Plans(plans.content, plans.project, [plan], plans.units, plans.problems)
    found = Load(plan.document.name, len(plan.items), len(ledger_units(alone)))
    for line in printed_lines(plan.document.notice):
        for match in _ASKS.finditer(line.text):
            before = line.text[: match.start()]
            found.requests.append(Request(line.text.place, match[0], _times(match[2], before)))
        for match in _LISTS.finditer(line.text):
            names = []
            for name in match[1].split("、"):
                names.append(name.removesuffix("清单"))
            if all(len(name) <= 4 for name in names[1:]):
                found.lists += [f"{name[-2:]}清单" for name in names]
    found.lists = list(dict.fromkeys(found.lists))
    return found


def _times(every: str, before: str) -> int:
    """How often a year; what begins in a month (从5月份开始，每月…) is not asked for before it."""
    times = _A_YEAR[every]
    begins = _FROM_MONTH.search(before.rpartition("。")[2])
    if every == "月" and begins is not None and 1 <= int(begins[1]) <= _MONTHS:
        return _MONTHS - int(begins[1]) + 1
    return times
