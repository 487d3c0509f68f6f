"""Numbers that only one document may bear (编号), as they were typed: 发文字号, 令号, 期号, 统一登记号 and the like."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TypeGuard

from ygt_docs.notice.folders import NOTICE
from ygt_docs.notice.numbers import NO_YEAR, YEARLY, Number, Series, SeriesKind, registration
from ygt_docs.problems import Place, Problem, Problems, problem
from ygt_docs.reading import MarkedMap, Node, Text, Unread, read_tree

_YEAR_OF_DATE = re.compile(r"([0-9]{4})[-年].*")
_SERIAL = re.compile(r"[1-9][0-9]{0,8}")
_YEAR = re.compile(r"(?:19|20)[0-9]{2}")

Yearly = Callable[[Series], bool]


@dataclass(frozen=True)
class Claim:
    """A document claims a number of the kind `key` (as YAML calls it) at `place`.

    `year` is the one typed with the number, `year_of_date` that of the date of issue; NO_YEAR: there is none.
    """

    key: str
    series: Series
    year: int
    year_of_date: int
    serial: int
    place: Place

    def number(self, yearly: Yearly) -> Number:
        """The number, by what `yearly` says of its series; one without the year that it needs counts under NO_YEAR."""
        if self.year:
            return Number(self.series, self.year, self.serial)
        return Number(self.series, self.year_of_date if yearly(self.series) else NO_YEAR, self.serial)


def usually_yearly(series: Series) -> bool:
    """Whether a series begins anew each year where nobody said otherwise."""
    return YEARLY[series.kind]


def claims_of(tree: MarkedMap | None) -> tuple[Claim, ...]:
    """The numbers that a notice.yaml claims, as far as they can be read; a draft without serial claims none."""
    return () if tree is None else tuple(_claims(tree))


def read_claims(folder: Path, shown_as: str) -> tuple[Claim, ...]:
    """The numbers that the document in `folder` claims; what is wrong with its file is told when it is built."""
    return claims_of(read_tree(folder / NOTICE, f"{shown_as}/{NOTICE}", Problems()))


def double_claims(
    claims: Mapping[str, tuple[Claim, ...]],
    yearly: Yearly = usually_yearly,
    holders: Mapping[Number, str] | None = None,
) -> dict[str, list[Problem]]:
    """For each document of `claims` that bears a number of another one, an error (N192) at its own number.

    `holders` (None: nobody knows) names the document that has a number: the others alone are wrong then.
    """
    bearers: dict[Number, list[tuple[str, Claim]]] = {}
    for name, own in claims.items():
        for claim in own:
            bearers.setdefault(claim.number(yearly), []).append((name, claim))
    found: dict[str, list[Problem]] = {}
    for number, those in bearers.items():
        holder = (holders or {}).get(number)
        for name, claim in those:
            others = []
            for other, item in those:
                if other != name:
                    others.append(f"{other}/{NOTICE}:{item.place.line}")
            if others and name != holder:
                told = problem("N192", claim.place, key=claim.key, found=str(number), others="、".join(others))
                found.setdefault(name, []).append(told)
    return found


def _claims(tree: MarkedMap) -> Iterator[Claim]:
    match = _YEAR_OF_DATE.fullmatch(_typed(tree.get("成文日期")))
    dated = int(match[1]) if match else NO_YEAR
    number = tree.get("发文字号")
    if isinstance(number, MarkedMap):
        yield from _claim("发文字号", SeriesKind.CODE, _typed(number.get("机关代字")), number, "顺序号", dated)
    organ = _first(tree.get("发文机关"))
    order = tree.get("命令")
    if isinstance(order, MarkedMap):
        yield from _claim("令号", SeriesKind.ORDER, organ, order, "令号", dated)
    proclamation = tree.get("公告号")
    if isinstance(proclamation, MarkedMap):
        name = f"{organ}{_typed(tree.get('文种'))}" if organ else ""
        yield from _claim("公告号", SeriesKind.PROCLAMATION, name, proclamation, "序号", dated)
    minutes = tree.get("纪要")
    if isinstance(minutes, MarkedMap):
        name = _typed(minutes.get("名称")) or (f"{organ}会议纪要" if organ else "")
        yield from _claim("次数", SeriesKind.MINUTES, name, minutes, "次数", dated)
    bulletin = tree.get("简报")
    if isinstance(bulletin, MarkedMap):
        name = _typed(bulletin.get("名称"))
        yield from _claim("期号", SeriesKind.ISSUE, name, bulletin, "期号", dated)
        yield from _claim("总期号", SeriesKind.TOTAL, name, bulletin, "总期号", dated)
    registered = tree.get("统一登记号")
    made = registration(_typed(registered))
    if made is not None and isinstance(registered, Text):
        yield Claim("统一登记号", made.series, made.year, dated, made.serial, registered.place)


def _claim(key: str, kind: SeriesKind, name: str, holder: MarkedMap, at: str, dated: int) -> Iterator[Claim]:
    """The claim that the mapping `holder` makes under the key `at`, if series and serial can be read."""
    serial, year = _typed(holder.get(at)), _typed(holder.get("年份"))
    if not name or not _SERIAL.fullmatch(serial):
        return
    own_year = int(year) if _YEAR.fullmatch(year) else NO_YEAR
    if kind is SeriesKind.CODE and not own_year:
        return
    if kind is SeriesKind.ORDER:  # its 年份 is printed; whether it counts is the office's question
        own_year, dated = NO_YEAR, own_year or dated
    yield Claim(key, Series(kind, name), own_year, dated, int(serial), holder.key_place(at))


def _typed(value: Node) -> str:
    """The text that was typed; "" for anything else."""
    return value.strip() if _is_typed(value) else ""


def _first(value: Node) -> str:
    """The first of a list of names, or the name alone."""
    return _typed(value[0] if isinstance(value, list) and value else value)


def _is_typed(value: Node) -> TypeGuard[Text]:
    return isinstance(value, Text) and not isinstance(value, Unread)
