"""What the book shows (登记簿): its rows, one number whole, what was left out, and this year against the last."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from ygt_docs.notice.numbers import Number, Series, SeriesKind
from ygt_docs.problems import Place, Problems
from ygt_docs.project import Call
from ygt_docs.register.desk import Desk
from ygt_docs.register.entry import Entry, EntryState
from ygt_docs.register.finals import FinalStore, sha256_of
from ygt_docs.register.journal import Book
from ygt_docs.register.policies import Rules


def shown(desk: Desk, entry: Entry, out: Path, found: Problems) -> dict[str, str]:
    """What there is to say, by its name; files below `out` that are not the issued ones are told (R901, R902)."""
    said = {"编号": str(entry.number), "状态": str(entry.state), "公文": entry.document or "线下"}
    said |= {name: value for name, value in entry.facts.items() if value}
    for name, value in (("用途", entry.purpose), ("到期", entry.until), ("理由", entry.reason)):
        if value:
            said[name] = value
    for position, final in enumerate(entry.finals, start=1):
        note = f"，{final.reason}" if final.reason else ""
        note += f"，已收回：{final.withdrawn}" if final.withdrawn else ""
        said[f"定稿{position}"] = f"{final.issued_on} 印发，摘要 {final.digest}{note}"
    if entry.final is not None:
        told = len(found)
        _verify(desk, entry, out, found)
        if len(found) == told:
            said["成品"] = f"{desk.project.shown(out / entry.document)} 里的是印发时的"
    return said


def _verify(desk: Desk, entry: Entry, out: Path, found: Problems) -> None:
    final = entry.final
    assert final is not None
    listed = FinalStore(desk.rules.finals).listed(final.digest)
    if listed is None:
        found.add("R602", desk.place, found=str(entry.number), day=final.issued_on, lost="清单", run=desk.call)
        return
    build = Call(desk.project, desk.content, out).build(entry.document)
    for rest, digest in listed.outputs.items():
        if not rest.startswith("."):
            continue
        path = out / entry.document / f"{entry.document}{rest}"
        place = Place(desk.project.shown(path))
        if not path.is_file():
            found.add("R901", place, found=str(entry.number), build=build)
        elif sha256_of(path.read_bytes()) != digest:
            found.add("R902", place, found=str(entry.number), build=build)


@dataclass(frozen=True)
class Filter:
    """Which rows are wanted; "" and 0: all. `words` must all stand somewhere in the row."""

    words: tuple[str, ...] = ()
    year: int = 0
    month: int = 0
    unit: str = ""
    state: str = ""

    def takes(self, entry: Entry) -> bool:
        """Whether the row of `entry` is wanted."""
        day = entry.fact("印发日期") or entry.fact("成文日期")
        year = entry.number.year or int(day[:4] or 0)
        if self.year and year != self.year:
            return False
        if self.month and day[5:7] != f"{self.month:02}":
            return False
        if self.state and entry.state != self.state:
            return False
        units = "，".join((entry.fact("发文机关"), entry.fact("承办科室"), entry.fact("主送"), entry.fact("抄送")))
        if self.unit and self.unit not in units:
            return False
        if not self.words:
            return True
        said = "\n".join((str(entry.number), entry.document, entry.purpose, entry.reason, *entry.facts.values()))
        return all(word in said for word in self.words)


def in_order(entries: Iterable[Entry]) -> list[Entry]:
    """The entries by kind (发文字号 first) and name of their series, year and serial."""
    kinds = list(SeriesKind)
    return sorted(entries, key=lambda entry: (kinds.index(entry.number.series.kind), entry.number))


def chosen(book: Book, wanted: Filter, series: Sequence[Series] = ()) -> list[Entry]:
    """The rows that `wanted` takes, of the `series` named (none: of all), in order."""
    found = []
    for entry in book.entries.values():
        if (not series or entry.number.series in series) and wanted.takes(entry):
            found.append(entry)
    return in_order(found)


def cells(entry: Entry, columns: Sequence[str], position: int) -> list[str]:
    """The row of `entry` in the printed book; `position` counts the rows from 1."""
    own = {
        "序号": str(position),
        "发文字号": str(entry.number),
        "状态": str(entry.state),
        "备注": _remark(entry),
        "余存": _left(entry),
    }
    found: list[str] = []
    for column in columns:
        found.append(own.get(column, entry.fact(column)))
    return found


def _remark(entry: Entry) -> str:
    """What is noted, and why a number is void or for what it is kept."""
    parts = [entry.fact("备注")]
    if entry.state is EntryState.VOID:
        parts.append(f"作废：{entry.reason}")
    elif entry.state is EntryState.RESERVED:
        until = f"，至 {entry.until}" if entry.until else ""
        parts.append(f"预留：{entry.purpose}{until}")
    elif entry.reason:
        parts.append(entry.reason)
    return "；".join(part for part in parts if part)


def _left(entry: Entry) -> str:
    """Copies that nobody got: of those printed, less those sent out and kept."""
    printed, sent, kept = entry.fact("份数"), entry.fact("分送份数"), entry.fact("存档")
    if not (printed.isdecimal() and sent.isdecimal()):
        return ""
    return str(int(printed) - int(sent) - int(kept if kept.isdecimal() else 0))


@dataclass(frozen=True)
class Gap:
    """Numbers of a series and year that nobody has; `counted` are the series that are counted together."""

    counted: tuple[Series, ...]
    year: int
    serials: tuple[int, ...]

    @property
    def numbers(self) -> list[Number]:
        """The numbers, under the first of the series."""
        found: list[Number] = []
        for serial in self.serials:
            found.append(Number(self.counted[0], self.year, serial))
        return found


def gaps(book: Book, rules: Rules, year: int = 0) -> list[Gap]:
    """What was left out below the highest number of each counter; `year` 0: of every year.

    A counter of which only later numbers are in the book (an office that began in the middle of a year) begins with its
    lowest one.
    """
    used: dict[tuple[tuple[Series, ...], int], set[int]] = {}
    for number in book.entries:
        if not year or number.year == year:
            used.setdefault((rules.counted_with(number.series), number.year), set()).add(number.serial)
    found = []
    for (counted, of_year), serials in sorted(used.items()):
        missing = tuple(sorted(set(range(min(serials), max(serials))) - serials))
        if missing:
            found.append(Gap(counted, of_year, missing))
    return found


def runs(serials: Sequence[int]) -> str:
    """3、5—8、11: numbers in a row as from and to."""
    parts: list[list[int]] = []
    for serial in serials:
        if parts and parts[-1][-1] == serial - 1:
            parts[-1] = [parts[-1][0], serial]
        else:
            parts.append([serial])
    return "、".join("—".join(map(str, part)) for part in parts)


@dataclass(frozen=True)
class YearAgainstYear:
    """How many documents of a series there are up to a day, this year and the last."""

    series: Series
    now: int
    before: int


def latest_day(book: Book) -> datetime.date | None:
    """The latest day that a document of the book bears; None where none bears any."""
    days = []
    for entry in book.entries.values():
        for column in ("印发日期", "成文日期"):
            day = as_day(entry.fact(column))
            if day is not None:
                days.append(day)
    return max(days, default=None)


def as_day(text: str) -> datetime.date | None:
    """The day that `text` says in the form 2026-05-06; None where it says none."""
    try:
        return datetime.date.fromisoformat(text)
    except ValueError:
        return None


def year_against_year(book: Book, day: datetime.date) -> list[YearAgainstYear]:
    """By series, the documents up to `day` of its year, and up to the same day of the year before (只减不增)."""
    last_year = day.year - 1
    same_day = (day.month, day.day)
    counts: dict[Series, list[int]] = {}
    for entry in book.entries.values():
        if entry.state in (EntryState.VOID, EntryState.RESERVED) or entry.number.series.kind is SeriesKind.TOTAL:
            continue
        issued = as_day(entry.fact("成文日期")) or as_day(entry.fact("印发日期"))
        if issued is None or (issued.month, issued.day) > same_day:
            continue
        both = counts.setdefault(entry.number.series, [0, 0])
        if issued.year == day.year:
            both[0] += 1
        elif issued.year == last_year:
            both[1] += 1
    found = []
    for series, (now, before) in sorted(counts.items()):
        if now or before:
            found.append(YearAgainstYear(series, now, before))
    return found


def has_year(book: Book, year: int) -> bool:
    """Whether the book has a document of `year`: without any, nothing can be held against it."""
    for entry in book.entries.values():
        day = as_day(entry.fact("成文日期")) or as_day(entry.fact("印发日期"))
        if entry.number.year == year or (day is not None and day.year == year):
            return True
    return False


def explanation(rows: Sequence[YearAgainstYear], day: datetime.date, planned: Mapping[str, int]) -> str:
    """A draft of the written explanation (书面说明) that an office owes where it sent more than the year before."""
    now, before = sum(row.now for row in rows), sum(row.before for row in rows)
    grown = []
    for row in rows:
        if row.now > row.before:
            grown.append(row)
    listed = "；".join(f"{row.series} {row.now} 件，比上年同期多 {row.now - row.before} 件" for row in grown)
    outside = planned.get("计划外", 0)
    lines = [
        f"关于{day.year}年发文数量的说明（草稿）",
        f"截至{day.month}月{day.day}日，今年共发文 {now} 件，上年同期 {before} 件，增加 {now - before} 件。",
        f"其中：{listed}。",
        f"计划外发文 {outside} 件。增加的主要原因是：（写明是哪些工作、依据什么要求发文）。",
        "下一步：（写明精简、合并和控制发文的措施）。",
    ]
    return "\n".join(lines)
