"""The journal (流水): every change of the book, chained by hash; the book is what the journal adds up to.

A row is hashed over all its fields, with the version of that list of fields, and over the hash of the row before it.
So a row that is changed, taken out or put in between shows, cancelled numbers included; one that is cut off at the end
shows by the witness.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from ygt_docs.notice.numbers import Number, Series
from ygt_docs.register.entry import Action, Entry, from_said, to_text

VERSION = 1
"""The list of hashed fields: version, number of the row, text, hash before."""
NO_ROW = "0" * 64
"""What stands for the hash before the first row."""


@dataclass(frozen=True)
class Row:
    """One change: `text` says what, `before` is the hash of the row before it."""

    count: int
    version: int
    text: str
    before: str
    hash: str


@dataclass(frozen=True)
class Head:
    """Where a book stands: its name, how many rows it has, and the hash of the last one."""

    book: str
    count: int
    hash: str


class Broken(Exception):
    """The chain does not hold; `why` says where, in Chinese, `count` is the row (None: no row of its own)."""

    def __init__(self, why: str, count: int | None = None) -> None:
        self.why, self.count = why, count
        super().__init__(why)


_hashed = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode  # made once: a book has many rows


def hash_of(count: int, version: int, text: str, before: str) -> str:
    """The hash of a row."""
    said = _hashed([version, count, text, before])
    return hashlib.sha256(said.encode("utf-8", "surrogatepass")).hexdigest()


def first_row(book: str) -> Row:
    """The row that a new book called `book` begins with."""
    return _row(1, json.dumps({"动作": str(Action.BEGIN), "册": book}, ensure_ascii=False, sort_keys=True), NO_ROW)


def restore_row(head: Head, lost: Head) -> Row:
    """The row that says that the book at `head` took the place of the one that stood at `lost`."""
    said = {"动作": str(Action.RESTORE), "原册": lost.book, "原条数": lost.count, "原摘要": lost.hash}
    return _row(head.count + 1, json.dumps(said, ensure_ascii=False, sort_keys=True), head.hash)


def next_row(head: Head, action: Action, entry: Entry) -> Row:
    """The row that follows `head`."""
    return _row(head.count + 1, to_text(action, entry), head.hash)


def _row(count: int, text: str, before: str) -> Row:
    return Row(count, VERSION, text, before, hash_of(count, VERSION, text, before))


@dataclass
class Book:
    """What the rows add up to: every number with its entry, in the order in which they first came.

    `restored` are the heads of the books that this one took the place of.
    """

    head: Head = Head("", 0, NO_ROW)
    entries: dict[Number, Entry] = field(default_factory=dict)
    last: dict[Number, int] = field(default_factory=dict)
    top: dict[tuple[Series, int], int] = field(default_factory=dict)
    hashes: list[str] = field(default_factory=list)
    restored: list[Head] = field(default_factory=list)

    def add(self, row: Row) -> None:
        """Take the next row. Raises Broken where it does not follow the one before it."""
        count = self.head.count + 1
        if row.count != count:
            raise Broken(f"流水缺第 {count} 条", count)
        if row.version != VERSION:
            raise Broken(f"第 {count} 条的版本 {row.version} 不认识", count)
        if row.before != self.head.hash or row.hash != hash_of(row.count, row.version, row.text, row.before):
            raise Broken(f"第 {count} 条被改动过", count)
        try:
            name = self.take_in(row)
        except (ValueError, KeyError, TypeError) as error:
            raise Broken(f"第 {count} 条看不懂", count) from error
        self.head = Head(name, count, row.hash)
        self.hashes.append(row.hash)

    def take_in(self, row: Row) -> str:
        """Take what a row says, proved or not; the name of the book. Raises ValueError, KeyError or TypeError."""
        name = self.head.book
        said: Mapping[str, Any] = json.loads(row.text)
        if said["动作"] == Action.BEGIN:
            return str(said["册"])
        if said["动作"] == Action.RESTORE:
            self.restored.append(Head(str(said["原册"]), int(said["原条数"]), str(said["原摘要"])))
            return name
        _, entry = from_said(said)
        self.entries[entry.number] = entry
        self.last[entry.number] = row.count
        key = entry.number.series, entry.number.year
        self.top[key] = max(self.top.get(key, 0), entry.number.serial)
        return name

    def highest(self, counted: Iterable[Series], year: int) -> int:
        """The highest serial that one of the series `counted` has in `year`, 0 where there is none."""
        return max((self.top.get((series, year), 0) for series in counted), default=0)


def book_of(rows: Iterable[Row]) -> Book:
    """The book that `rows`, from the first one on, add up to. Raises Broken."""
    book = Book()
    for row in rows:
        book.add(row)
    return book
