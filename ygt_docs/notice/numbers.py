"""The numbers that a register counts (编号): 发文字号, 令号, 公告号, 次数, 期号, 总期号 and 统一登记号, and their series.

A series (序列) is what is counted by itself: a 机关代字, the orders of one organ, the issues of one bulletin. It may begin
anew each year; whether it does is a question of its kind and of the office (登记.yaml).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from ygt_docs.elements.number import BRACKETS, CLOSING, OPENING

NO_YEAR = 0
"""The year of a number whose series does not begin anew each year."""


class SeriesKind(StrEnum):
    """What is counted."""

    CODE = "机关代字"
    ORDER = "令号"
    PROCLAMATION = "公告号"
    MINUTES = "纪要次数"
    ISSUE = "期号"
    TOTAL = "总期号"
    REGISTRATION = "统一登记号"
    NONE = "无文号"


# Whether a series begins anew each year; a 公告号 does where it is typed with its 年份.
YEARLY: Mapping[SeriesKind, bool] = {
    SeriesKind.CODE: True,
    SeriesKind.ORDER: False,
    SeriesKind.PROCLAMATION: False,
    SeriesKind.MINUTES: False,
    SeriesKind.ISSUE: True,
    SeriesKind.TOTAL: False,
    SeriesKind.REGISTRATION: True,
    SeriesKind.NONE: True,
}

# How a number of each kind prints: series, year and serial. What has no year of its own prints without it.
_PRINTED: Mapping[SeriesKind, str] = {
    SeriesKind.CODE: "{series}〔{year}〕{serial}号",
    SeriesKind.ORDER: "{series}令第{serial}号",
    SeriesKind.PROCLAMATION: "{series}第{serial}号",
    SeriesKind.MINUTES: "{series}第{serial}次",
    SeriesKind.ISSUE: "{series}第{serial}期",
    SeriesKind.TOTAL: "{series}总第{serial}期",
    SeriesKind.NONE: "无文号第{serial}件",
}
_WITH_YEAR: Mapping[SeriesKind, str] = {
    SeriesKind.ORDER: "{series}令{year}年第{serial}号",
    SeriesKind.PROCLAMATION: "{series}{year}年第{serial}号",
    SeriesKind.MINUTES: "{series}{year}年第{serial}次",
    SeriesKind.ISSUE: "{series}{year}年第{serial}期",
    SeriesKind.TOTAL: "{series}{year}年总第{serial}期",
    SeriesKind.NONE: "无文号{year}年第{serial}件",
}

_MOST_DIGITS = 9
_REGISTRATION = "[A-Z]{2,8}-(?:19|20)[0-9]{2}-[0-9]{1,9}"
_YEAR = "(?P<year>(?:19|20)[0-9]{2})"
_SERIAL = "(?P<serial>[0-9]{1,9})"
_PLACE = r"(?:\([\u3400-\u9fff]{1,4}\))?"  # （青）应急罚, normalised
# The liberal form: what people type for a number, normalised (NFKC) and without spaces.
_TYPED: tuple[tuple[SeriesKind, re.Pattern[str]], ...] = (
    (
        SeriesKind.CODE,
        re.compile(f"(?P<series>{_PLACE}[^0-9{{}}{BRACKETS}]+){OPENING}{_YEAR}年?{CLOSING}第?{_SERIAL}号?"),
    ),
    (SeriesKind.ORDER, re.compile(rf"(?P<series>\D+?)令(?:{_YEAR}年)?(?:第{_SERIAL}号?)")),
    (SeriesKind.PROCLAMATION, re.compile(rf"(?P<series>\D+?[公通]告)(?:{_YEAR}年)?(?:第{_SERIAL}号?)")),
    (SeriesKind.TOTAL, re.compile(rf"(?P<series>\D+?)(?:{_YEAR}年)?总第{_SERIAL}期")),
    (SeriesKind.ISSUE, re.compile(rf"(?P<series>\D+?)(?:{_YEAR}年)?第{_SERIAL}期")),
    (SeriesKind.NONE, re.compile(rf"(?P<series>无文号)(?:{_YEAR}年)?第{_SERIAL}件")),
    (SeriesKind.MINUTES, re.compile(rf"(?P<series>\D+?)(?:{_YEAR}年)?第{_SERIAL}次(?:会议)?")),
)


@dataclass(frozen=True, order=True)
class Series:
    """One series: its kind and its name, such as 云政文, an organ, a bulletin.

    That of a 统一登记号 is its form, a 9 for each digit: YXPR-9999-99999.
    """

    kind: SeriesKind
    name: str

    def __str__(self) -> str:
        if self.kind is SeriesKind.CODE:
            return self.name
        return f"{self.name}（{self.kind}）"


@dataclass(frozen=True, order=True)
class Number:
    """One number: `year` is NO_YEAR for a series that does not begin anew each year; `serial` counts from 1."""

    series: Series
    year: int
    serial: int

    def __str__(self) -> str:
        kind = self.series.kind
        if kind is SeriesKind.REGISTRATION:
            return _filled(self.series.name, self.year, self.serial)
        form = _WITH_YEAR.get(kind, _PRINTED[kind]) if self.year else _PRINTED[kind]
        return form.format(series=self.series.name, year=self.year, serial=self.serial)

    def at(self, serial: int) -> Number:
        """The number `serial` of the same series and year."""
        return Number(self.series, self.year, serial)


def registration(text: str) -> Number | None:
    """The 统一登记号 `text`: its last digits count, four digits before them that say a year are the year."""
    runs = list(re.finditer("[0-9]+", text))
    if not runs or len(runs[-1][0]) > _MOST_DIGITS or not int(runs[-1][0]):
        return None
    years = []
    for run in runs[:-1]:
        if re.fullmatch(_YEAR, run[0]):
            years.append(int(run[0]))
    series = Series(SeriesKind.REGISTRATION, re.sub("[0-9]", "9", text))
    return Number(series, years[0] if years else NO_YEAR, int(runs[-1][0]))


def _filled(form: str, year: int, serial: int) -> str:
    """The 统一登记号 of the form `form`; a serial that outgrew its digits takes one more."""
    runs = list(re.finditer("9+", form))
    text = form
    for run in reversed(runs):
        if run is runs[-1]:
            text = text[: run.start()] + str(serial).zfill(len(run[0])) + text[run.end() :]
        elif year and len(run[0]) == len(str(year)):
            text = text[: run.start()] + str(year) + text[run.end() :]
            year = NO_YEAR
    return text


def typed_number(typed: str) -> Number | None:
    """The number that somebody typed in one piece, in any of the usual forms; None where it is none.

    云政文[2026]第012号 and 云政文(2026)12 say 云政文〔2026〕12号. A serial of 0 is no number.
    """
    text = re.sub(r"\s", "", unicodedata.normalize("NFKC", typed).replace("−", "-"))
    if re.fullmatch(_REGISTRATION, text):
        return registration(text)
    for kind, pattern in _TYPED:
        match = pattern.fullmatch(text)
        if match is None:
            continue
        serial = int(match["serial"])
        year = int(match["year"]) if match["year"] else NO_YEAR
        name = match["series"]
        if kind is SeriesKind.CODE:
            name = name.replace("(", "（").replace(")", "）")
        if serial:
            return Number(Series(kind, name), year, serial)
        return None
    return None


def named_series(typed: str, known: Iterable[Series]) -> list[Series]:
    """The series of `known` that `typed` names: 云政文, 云溪县人民政府令, 云溪医改简报总期号; several where it is not clear."""
    text = re.sub(r"\s", "", unicodedata.normalize("NFKC", typed))
    exact = []
    for series in known:
        names = {series.name, str(series), f"{series.name}{series.kind}", f"{series.name}{str(series.kind)[:-1]}"}
        if text in {unicodedata.normalize("NFKC", name) for name in names}:
            exact.append(series)
    return sorted(set(exact))
