"""Last year's book (旧登记簿) taken in: every fault is told by its row, and nothing is taken until all rows are right."""

from __future__ import annotations

import datetime
import itertools
import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from ygt_docs.docfiles.sheet import MOST_BYTES, Sheet, SheetCell, raw_sheets, read_sheet
from ygt_docs.elements.dates import meant
from ygt_docs.notice.numbers import Number, Series, typed_number
from ygt_docs.notice.registering import COLUMNS
from ygt_docs.problems import Place, Problems, UserError
from ygt_docs.register.book import runs
from ygt_docs.register.desk import Desk
from ygt_docs.register.entry import Action, Entry, EntryState
from ygt_docs.register.journal import Book
from ygt_docs.walking import beginning

_NUMBER, _TITLE = "发文字号", "标题"
# What offices call the columns.
_CALLED: Mapping[str, tuple[str, ...]] = {
    "序号": ("序", "顺序号", "顺号", "序列", "编次"),
    "发文字号": ("文号", "公文文号", "文件编号", "发文号", "编号", "字号", "文件字号"),
    "标题": ("文件标题", "公文标题", "文件名称", "题名", "题目", "文件题名", "事由"),
    "成文日期": ("发文日期", "日期", "文件日期", "签发日期", "登记日期"),
    "印发日期": ("发出日期", "分送日期", "印发时间", "发文时间"),
    "签发人": ("签发领导", "签发"),
    "主送": ("主送单位", "主送机关", "发往机关", "发放范围", "发往单位", "收文机关"),
    "抄送": ("抄送单位", "抄送机关", "抄送人"),
    "份数": ("印发份数", "印数", "打印份数", "印制份数"),
    "承办科室": ("发文部门", "拟稿部门", "主办处室", "拟稿单位", "承办单位", "主办科室"),
    "拟稿人": ("拟稿", "经办人"),
    "密级": ("秘密等级", "密别"),
    "保管期限": ("期限",),
    "签收": ("签收人", "领取人"),
    "存档": ("存档份数", "留存"),
    "备注": ("说明", "附注"),
    "文种": ("文别", "公文种类"),
}
_DAYS = ("成文日期", "印发日期", "归卷日期")
_COUNTS = ("份数", "存档")
_MOST_HEAD_ROWS = 10
_VOID = re.compile("作废|注销|空号|废号|弃号|跳号|未用|没有用|未使用|没有使用")
_NUMBERLESS = ("R702", "R703", "R705")
_TOTAL = re.compile("(?:本页|本月|全年|年度)?(?:合计|小计|总计|共计)[：:]?")


@dataclass(frozen=True)
class OldRow:
    """A right row of an old book: where its number stands, and what it says."""

    place: Place
    entry: Entry


@dataclass
class OldBook:
    """What was read of an old book; `seen` are the cells of all numbers that could be read, of wrong rows too."""

    rows: list[OldRow] = field(default_factory=list)
    seen: dict[Number, Place] = field(default_factory=dict)


@dataclass(frozen=True)
class _Table:
    """A sheet of an old book: its columns by their position, and the row of column titles, from 0."""

    sheet: Sheet
    columns: Mapping[int, str]
    head: int


def read_old_book(file: Path, shown: str, problems: Problems) -> OldBook:
    """The rows of every sheet of `file` (.xlsx or .csv); faults go to `problems`, each at its cell."""
    old = OldBook()
    data = beginning(file, MOST_BYTES)
    headless = []
    tables = []
    for raw in raw_sheets(data, file.name, problems) or ():
        if raw.hidden or not raw.cells:
            continue
        sheet = read_sheet(data, file.name, problems, raw.title or None)
        table = None if sheet is None else _table(sheet, problems)
        if table is not None:
            tables.append(table)
        elif sheet is not None:
            headless.append(raw.title)
    if not tables and not problems.errors:
        problems.add("R701", Place(shown))
    elif tables and headless:
        problems.add("R712", Place(shown), sheets="、".join(headless))
    for table in tables:
        for cells in table.sheet.rows[table.head + 1 :]:
            row = _texts(cells, table.columns)
            if any(cell.text.strip() for cell in row.values()) and not _is_total(cells, row):
                _read_row(table.sheet, row, old, problems)
    if not any(item.code in _NUMBERLESS for item in problems):  # else the number is not missing, but typed wrong
        _tell_gaps(old, problems)
    return old


def take_in(desk: Desk, file: Path, problems: Problems) -> list[Number]:
    """Enter every row of an old book, or none. Raises UserError with every fault, at its cell."""
    old = read_old_book(file, desk.project.shown(file), problems)
    with desk.change() as change:
        _hold_against(change.book, old, problems)
        if problems.errors:
            raise UserError(problems)
        for row in old.rows:
            change.do(Action.IMPORT, row.entry)
    return [row.entry.number for row in old.rows]


def _hold_against(book: Book, old: OldBook, problems: Problems) -> None:
    """A number that the book has already."""
    for row in old.rows:
        there = book.entries.get(row.entry.number)
        if there is not None:
            words = {"found": str(row.entry.number), "title": there.fact(_TITLE) or there.document}
            problems.add("R706", row.place, row=row.place.line, **words)


def _table(sheet: Sheet, problems: Problems) -> _Table | None:
    """The sheet with its columns; None where none of the first ten rows has their titles. Others are told (R711)."""
    for position, cells in enumerate(sheet.rows[:_MOST_HEAD_ROWS]):
        found: dict[int, str] = {}
        ignored = []
        for column, cell in enumerate(cells):
            title = "" if cell is None else re.sub(r"[\s（()）]", "", cell.text)
            name = _column_named(title)
            if name is not None and name not in found.values():
                found[column] = name
            elif cell is not None and title and _is_filled(sheet, position, column):
                ignored.append(cell)
        if _NUMBER in found.values() and _TITLE in found.values():
            if ignored:
                columns = "、".join(cell.text.strip() for cell in ignored)
                problems.add("R711", sheet.place(ignored[0]), columns=columns)
            return _Table(sheet, found, position)
    return None


def _is_filled(sheet: Sheet, head: int, column: int) -> bool:
    """Whether anything stands in a column below its title."""
    for cells in sheet.rows[head + 1 :]:
        cell = cells[column] if column < len(cells) else None
        if cell is not None and cell.text.strip():
            return True
    return False


def _is_total(cells: Sequence[SheetCell | None], row: Mapping[str, SheetCell]) -> bool:
    """Whether a row only adds up those above it: 合计 in its first cell, and no number."""
    first = next((cell.text for cell in cells if cell is not None and cell.text.strip()), "")
    number = row.get(_NUMBER)
    return (number is None or not number.text.strip()) and _TOTAL.fullmatch(re.sub(r"\s", "", first)) is not None


def _column_named(title: str) -> str | None:
    if title in COLUMNS:
        return title
    for name, others in _CALLED.items():
        if title in others:
            return name
    return None


def _texts(cells: Sequence[SheetCell | None], columns: Mapping[int, str]) -> dict[str, SheetCell]:
    found = {}
    for column, name in columns.items():
        cell = cells[column] if column < len(cells) else None
        if cell is not None:
            found[name] = cell
    return found


def _read_row(sheet: Sheet, row: dict[str, SheetCell], old: OldBook, problems: Problems) -> None:
    """One row: its number, its columns, and what is wrong with them."""
    first = next(iter(row.values()))
    before = len(problems.errors)
    number = _number(sheet, row, first, old.seen, problems)
    facts = {}
    for name, cell in row.items():
        text = re.sub(r"\s+", " ", cell.text).strip()
        if name not in ("序号", _NUMBER) and text:
            facts[name] = _value(sheet, name, cell, text, number, problems)
    if not facts.get(_TITLE) and not _is_void(facts):
        problems.add("R704", sheet.place(row.get(_TITLE, first)), row=first.row)
    _check_year(sheet, row, number, facts, problems)
    if number is not None and len(problems.errors) == before:
        state = EntryState.VOID if _is_void(facts) else EntryState.ISSUED
        reason = facts.get("备注", "") if state is EntryState.VOID else ""
        old.rows.append(OldRow(sheet.place(row[_NUMBER]), Entry(number, state, facts=facts, reason=reason)))


def _is_void(facts: Mapping[str, str]) -> bool:
    said = facts.get("备注", "") + facts.get("状态", "")
    return _VOID.search(said) is not None or _VOID.match(facts.get(_TITLE, "").lstrip("（(【[")) is not None


def _number(
    sheet: Sheet, row: dict[str, SheetCell], first: SheetCell, seen: dict[Number, Place], problems: Problems
) -> Number | None:
    cell = row.get(_NUMBER)
    text = cell.text.strip() if cell is not None else ""
    if cell is None or not text:
        problems.add("R702", sheet.place(first), row=first.row)
        return None
    number = typed_number(text)
    if number is None:
        problems.add("R703", sheet.place(cell), row=cell.row, found=text)
        return None
    if number in seen:
        other = (seen[number].cell or f"第 {seen[number].line} 行").removeprefix(f"{sheet.title}!")
        problems.add("R705", sheet.place(cell), row=cell.row, found=str(number), other=other)
        return None
    seen[number] = sheet.place(cell)
    return number


def _value(sheet: Sheet, name: str, cell: SheetCell, text: str, number: Number | None, problems: Problems) -> str:
    if name in _DAYS:
        day = cell.day or _day(text, number)
        if day is None:
            problems.add("R707", sheet.place(cell), row=cell.row, column=name, found=text)
            return text
        return day.isoformat()
    if name in _COUNTS:
        digits = unicodedata.normalize("NFKC", text).removesuffix("份").strip()
        if not digits.isdecimal():
            problems.add("R708", sheet.place(cell), row=cell.row, column=name, found=text)
            return text
        return str(int(digits))
    return text


def _day(text: str, number: Number | None = None) -> datetime.date | None:
    """The day that `text` says: 2025.3.8, 2025/03/08, 2025年3月8日, 20250308; 3月8日 is of the year of `number`."""
    if number is None or not number.year or "月" not in text:  # 4/5 may be a part of something else
        return meant(text, None)
    return meant(text, number.year)


def _check_year(
    sheet: Sheet, row: dict[str, SheetCell], number: Number | None, facts: Mapping[str, str], problems: Problems
) -> None:
    """A number of another year than its day."""
    day = _day(facts.get("成文日期", ""))
    if number is not None and number.year and day is not None and day.year != number.year:
        cell = row["成文日期"]
        problems.add("R709", sheet.place(cell), row=cell.row, found=str(number), date=day.isoformat())


def _tell_gaps(old: OldBook, problems: Problems) -> None:
    """What was left out, at the row behind the gap; a wrong row has its number all the same."""
    counted: dict[tuple[Series, int], list[tuple[int, Place]]] = {}
    for number, place in old.seen.items():
        counted.setdefault((number.series, number.year), []).append((number.serial, place))
    for (series, year), those in counted.items():
        those.sort(key=lambda one: one[0])
        for (serial, _), (later, place) in itertools.pairwise(those):
            if later > serial + 1:
                missing = runs(range(serial + 1, later))
                problems.add("R710", place, row=place.line, series=series, year=year or "", missing=missing)
