"""Where the book lies (存放): a file of SQLite or a database of PostgreSQL, through SQLAlchemy, one transaction a change.

Three tables: the journal; `register_numbers`, in which the database itself forbids that a number stands twice; and one
row that says where the book stands. Whoever changes the book locks that row first (SQLite: the file), so that of two
people at once one waits a moment, also for the first number of a year.
"""

from __future__ import annotations

import random
import sqlite3
import time
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import sqlalchemy as sql
from sqlalchemy import event
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.pool import NullPool

from ygt_docs.problems import UserError, problem
from ygt_docs.register.entry import Action, Entry, allowed, changed
from ygt_docs.register.journal import Book, Broken, Head, Row, first_row, next_row, restore_row

FORMAT = 1
"""The shape of the tables."""
PATIENCE_SECONDS = 60
"""How long one person waits for another."""
_LONGEST_WAIT_SECONDS = 0.02
_ONLY = 1
_LOCK_KEY = 9704_2012
_WRITES = "writes"

_TABLES = sql.MetaData()
_JOURNAL = sql.Table(
    "register_journal",
    _TABLES,
    sql.Column("step", sql.Integer, primary_key=True, autoincrement=False),
    sql.Column("version", sql.Integer, nullable=False),
    sql.Column("said", sql.Text, nullable=False),
    sql.Column("before", sql.Text, nullable=False),
    sql.Column("hash", sql.Text, nullable=False),
)
_NUMBERS = sql.Table(
    "register_numbers",
    _TABLES,
    sql.Column("kind", sql.Text, primary_key=True),
    sql.Column("series", sql.Text, primary_key=True),
    sql.Column("year", sql.Integer, primary_key=True, autoincrement=False),
    sql.Column("serial", sql.Integer, primary_key=True, autoincrement=False),
    sql.Column("state", sql.Text, nullable=False),
    sql.Column("step", sql.Integer, nullable=False, unique=True),
)
_HEAD = sql.Table(
    "register_head",
    _TABLES,
    sql.Column("id", sql.Integer, primary_key=True, autoincrement=False),
    sql.Column("format", sql.Integer, nullable=False),
    sql.Column("book", sql.Text, nullable=False),
    sql.Column("step", sql.Integer, nullable=False),
    sql.Column("hash", sql.Text, nullable=False),
)


@dataclass(frozen=True)
class StoreAddress:
    """Where a book lies: the file `path` of SQLite, or the `url` of PostgreSQL; `shown` is how messages name it."""

    shown: str
    path: Path | None = None
    url: str = ""

    @property
    def exists(self) -> bool:
        """Whether there may be a book: of a database only asking tells."""
        return self.path is None or self.path.exists()


class Change:
    """A transaction on the book: everything that it adds is there in the end, or nothing."""

    def __init__(self, connection: sql.Connection, book: Book) -> None:
        self._connection, self.book = connection, book

    def do(self, action: Action, entry: Entry) -> Entry:
        """Add one change; the entry in its new state. Raises NotAllowed for a step that its state forbids."""
        before = self.book.entries.get(entry.number)
        after = changed(action, before, entry)
        row = next_row(self.book.head, action, after)
        self._write(row)
        key = {
            "kind": str(after.number.series.kind),
            "series": after.number.series.name,
            "year": after.number.year,
            "serial": after.number.serial,
        }
        said = {"state": str(after.state), "step": row.count}
        if before is None:
            self._connection.execute(sql.insert(_NUMBERS).values(**key, **said))
        else:
            same = []
            for column in _NUMBERS.primary_key:
                same.append(column == key[column.name])
            self._connection.execute(sql.update(_NUMBERS).where(*same).values(**said))
        self.book.add(row)
        self._stand()
        return after

    def may(self, action: Action, entry: Entry) -> bool:
        """Whether :meth:`do` would do it."""
        return allowed(action, self.book.entries.get(entry.number))

    def confirm_restored(self, lost: Head) -> None:
        """Write down that this book took the place of the one that stood at `lost`."""
        row = restore_row(self.book.head, lost)
        self._write(row)
        self.book.add(row)
        self._stand()

    def _write(self, row: Row) -> None:
        said = {"step": row.count, "version": row.version, "said": row.text, "before": row.before, "hash": row.hash}
        self._connection.execute(sql.insert(_JOURNAL).values(**said))

    def _stand(self) -> None:
        head = self.book.head
        self._connection.execute(sql.update(_HEAD).values(step=head.count, hash=head.hash))


class Store:
    """The book at one address. What was read and proved once is not read again by the same object."""

    def __init__(self, address: StoreAddress, patience: float = PATIENCE_SECONDS) -> None:
        self.address = address
        self._patience = patience
        self._engine = self._made(address)
        self._writer = self._engine.execution_options(**{_WRITES: True})
        self._known = Book()

    def read(self) -> Book:
        """The whole book, its chain and its tables proved; an empty one where there is none yet.

        Raises UserError (R1xx) where it cannot be read, and Broken where it was changed by other hands.
        """
        if not self.address.exists:
            return Book()
        with self._told(), self._engine.connect() as connection:
            if not self._is_made(connection):
                return Book()
            return self._read(connection)

    @contextmanager
    def change(self, check: Callable[[Book], None]) -> Iterator[Change]:
        """A transaction that nobody else can come between; the book is made where there is none.

        `check` looks at the book, with everybody else shut out, before anything is done, and may raise. Raises what
        :meth:`read` raises.
        """
        with self._told(), self._writer.begin() as connection:
            self._make(connection)
            if self._engine.dialect.name != "sqlite":  # SQLite has locked the whole file
                connection.execute(sql.select(_HEAD.c.step).with_for_update()).all()
            book = self._read(connection)
            self._known = Book()  # what is not committed is not known
            check(book)
            yield Change(connection, book)
        self._known = book

    def rows(self) -> list[Row]:
        """The journal as it lies there, proved or not; [] where there is none. Raises UserError."""
        if not self.address.exists:
            return []
        with self._told(), self._engine.connect() as connection:
            if self._is_made(connection):
                return self._rows(connection, 0)
            return []

    def put(self, book: Book, rows: list[Row], lost: Head | None) -> None:
        """Put the proved `book` with its `rows` in the place of what is there.

        `lost` (None: nothing is lost) is where the book stood that goes; the new one says so in a row of its own.
        """
        with self._told(), self._writer.begin() as connection:
            _TABLES.create_all(connection)
            for table in (_JOURNAL, _NUMBERS, _HEAD):
                connection.execute(sql.delete(table))
            head = book.head
            said = {"id": _ONLY, "format": FORMAT, "book": head.book, "step": head.count, "hash": head.hash}
            connection.execute(sql.insert(_HEAD).values(**said))
            change = Change(connection, book)
            for row in rows:
                change._write(row)
            for number, entry in book.entries.items():
                connection.execute(
                    sql.insert(_NUMBERS).values(
                        kind=str(number.series.kind),
                        series=number.series.name,
                        year=number.year,
                        serial=number.serial,
                        state=str(entry.state),
                        step=book.last[number],
                    )
                )
            if lost is not None:
                change.confirm_restored(lost)
        self._known = Book()

    def close(self) -> None:
        """Let go of the database."""
        self._engine.dispose()

    def _made(self, address: StoreAddress) -> sql.Engine:
        if address.path is None:
            try:
                engine = sql.create_engine(address.url, poolclass=NullPool)
            except ModuleNotFoundError as error:
                raise UserError([problem("R102", found=address.shown)]) from error
            return engine
        made = sql.create_engine(
            f"sqlite:///{address.path}",
            poolclass=NullPool,
            connect_args={"timeout": self._patience, "isolation_level": None},
        )
        event.listen(made, "connect", _as_durable_as_can_be)
        event.listen(made, "begin", self._shut_out_others)
        return made

    def _shut_out_others(self, connection: sql.Connection) -> None:
        """A transaction that writes holds the book from its beginning on; SQLite would with the first change."""
        if not connection.get_execution_options().get(_WRITES):
            connection.exec_driver_sql("BEGIN")
            return
        raw: Any = connection.connection.dbapi_connection
        _begin_in_turn(raw, self._patience)

    def _is_made(self, connection: sql.Connection) -> bool:
        return sql.inspect(connection).has_table(_HEAD.name)

    def _make(self, connection: sql.Connection) -> None:
        """The tables, and the first row of a new book, where there is none."""
        if self._engine.dialect.name != "sqlite":  # two who make a book at once
            connection.execute(sql.text("SELECT pg_advisory_xact_lock(:key)"), {"key": _LOCK_KEY})
        if self._is_made(connection):
            return
        _TABLES.create_all(connection)
        row = first_row(uuid.uuid4().hex)
        book = Book()
        book.add(row)
        head = book.head
        said = {"id": _ONLY, "format": FORMAT, "book": head.book, "step": head.count, "hash": head.hash}
        connection.execute(sql.insert(_HEAD).values(**said))
        Change(connection, book)._write(row)

    def _read(self, connection: sql.Connection) -> Book:
        """The book, proved from the first row on, or from where this object knows it."""
        head = self._head(connection)
        book, self._known = self._known, Book()  # nothing is known where this fails
        fresh = not book.head.count
        if head.count < book.head.count:
            raise Broken("登记簿比刚才短了")
        for row in self._rows(connection, book.head.count):
            book.add(row)
        if (book.head.book, book.head.count, book.head.hash) != (head.book, head.count, head.hash):
            raise Broken("登记簿的条数与流水不符")
        if fresh:
            self._compare_numbers(connection, book)
        self._known = book
        return book

    def _head(self, connection: sql.Connection) -> Head:
        rows = connection.execute(sql.select(_HEAD)).all()
        if len(rows) != 1 or rows[0].id != _ONLY:
            raise Broken("登记簿的总账不是一条")
        found = rows[0]
        if found.format != FORMAT:
            raise Broken(f"登记簿的格式 {found.format} 不认识")
        return Head(found.book, found.step, found.hash)

    def _rows(self, connection: sql.Connection, after: int) -> list[Row]:
        query = sql.select(_JOURNAL).where(_JOURNAL.c.step > after).order_by(_JOURNAL.c.step)
        result: list[Row] = []
        for found in connection.execute(query):
            result.append(Row(found.step, found.version, found.said, found.before, found.hash))
        return result

    def _compare_numbers(self, connection: sql.Connection, book: Book) -> None:
        """The table of numbers must be what the journal adds up to."""
        wanted = set()
        for number, entry in book.entries.items():
            series = number.series
            wanted.add((str(series.kind), series.name, number.year, number.serial, str(entry.state), book.last[number]))
        found = set()
        for row in connection.execute(sql.select(_NUMBERS)):
            found.add(tuple(row))
        if wanted != found:
            odd = sorted(f"{row[1]} {row[2] or ''} {row[3]}" for row in wanted ^ found)
            raise Broken("号码表与流水不符：" + "、".join(dict.fromkeys(odd)))

    @contextmanager
    def _told(self) -> Iterator[None]:
        """What the database refuses, in Chinese."""
        try:
            yield
        except UnicodeDecodeError as error:
            raise Broken("登记簿里有看不懂的字节") from error
        except (SQLAlchemyError, sqlite3.Error) as error:
            raise self._refusal(error) from error

    def _refusal(self, error: Exception) -> Exception:
        found = str(getattr(error, "orig", None) or error).strip().splitlines()[0]
        shown = self.address.shown
        if self.address.path is None:
            return UserError([problem("R103", found=found, shown=shown)])
        if "locked" in found or "busy" in found:
            return UserError([problem("R104", shown=shown, seconds=f"{self._patience:g}")])
        if "full" in found:
            return UserError([problem("B101", path=shown)])
        if "readonly" in found or "unable to open" in found:
            return UserError([problem("B102", path=shown)])
        if "I/O" in found:
            return UserError([problem("B103", path=shown, found=found)])
        return Broken(f"登记簿读不出来（{found}）")


def _as_durable_as_can_be(connection: Any, _: object) -> None:
    """Every commit is on the disk, the folder too (EXTRA: FULL and the folder), before a number is said."""
    connection.execute("PRAGMA synchronous=EXTRA")
    connection.execute("PRAGMA journal_mode=DELETE")


def _begin_in_turn(connection: sqlite3.Connection, patience: float) -> None:
    """Begin a transaction that writes, waiting up to `patience` seconds for whoever holds the book.

    SQLite's own waiting grows from try to try, so that of many people who want numbers all the time one may get none;
    short waits of random length give each the same chance. Raises sqlite3.OperationalError.
    """
    until = time.monotonic() + patience
    connection.execute("PRAGMA busy_timeout=0")
    while True:
        try:
            connection.execute("BEGIN IMMEDIATE")
            break
        except sqlite3.OperationalError as error:
            if "locked" not in str(error) or time.monotonic() > until:
                raise
        time.sleep(random.uniform(0, _LONGEST_WAIT_SECONDS))
    connection.execute(f"PRAGMA busy_timeout={round(patience * 1000)}")
