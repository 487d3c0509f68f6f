"""The book cannot be changed unseen: rolled back, cut, forked or edited by hand, and then no number is given."""

from __future__ import annotations

import json
import random
import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.register.office import Office, number
from ygt_docs.problems import UserError
from ygt_docs.register.entry import Action, Entry, EntryState, from_text, to_text
from ygt_docs.register.journal import Broken, Row, book_of, first_row, hash_of, next_row
from ygt_docs.register.witness import read_witness

_TEXTS = (
    ("register_journal", ("said", "before", "hash")),
    ("register_numbers", ("kind", "series", "state")),
    ("register_head", ("book", "hash")),
)
_NUMBERS = (
    ("register_journal", ("step", "version")),
    ("register_numbers", ("year", "serial", "step")),
    ("register_head", ("id", "format", "step")),
)


def fill(office: Office, count: int) -> None:
    """Take numbers 1 to `count`, and make one void."""
    desk = office.desk()
    with desk.change() as change:
        for serial in range(1, count + 1):
            facts = {"标题": f"云溪县人民政府关于第{serial}件事的通知"}
            change.do(Action.TAKE, Entry(number(serial), EntryState.NUMBERED, f"d{serial}", facts=facts))
    desk.close()


def no_number(office: Office) -> str:
    """Why a number is refused; the book and the draft stay as they were."""
    path = office.notice("新")
    text = path.read_text(encoding="utf-8")
    with pytest.raises(UserError) as caught:
        office.take("新")
    (found,) = caught.value.problems
    assert found.code == "R101"
    assert path.read_text(encoding="utf-8") == text
    return found.message


def book_file(office: Office) -> Path:
    """The file of the book."""
    return office.content / "登记簿.sqlite"


def test_a_book_rolled_back_is_found(office: Office, tmp_path: Path, count: Callable[[int, int], int]) -> None:
    """Each of the last states of the book, put back while the witness stays, is refused."""
    copies = []
    for serial in range(1, count(8, 50) + 1):
        desk = office.desk()
        with desk.change() as change:
            change.do(Action.TAKE, Entry(number(serial), EntryState.NUMBERED, f"d{serial}"))
        copies.append(shutil.copy(book_file(office), tmp_path / f"{serial}.sqlite"))
    for copy in copies[:-1]:
        shutil.copy(copy, book_file(office))
        assert "上次有" in no_number(office)
    shutil.copy(copies[-1], book_file(office))
    assert office.serial("新") == len(copies) + 1


def test_every_changed_field_is_found(
    office: Office, tmp_path: Path, count: Callable[[int, int], int], rng: random.Random
) -> None:
    """One character of any stored field changed: found, whichever table, row and column."""
    fill(office, 12)
    good = tmp_path / "good.sqlite"
    shutil.copy(book_file(office), good)
    for _ in range(count(60, 500)):
        shutil.copy(good, book_file(office))
        what = _change_one(book_file(office), rng)
        with pytest.raises(UserError) as caught:
            office.desk().read()
        assert [item.code for item in caught.value.problems] == ["R101"], what


def _change_one(path: Path, rng: random.Random) -> str:
    """Change one character of one field of the book; where."""
    with sqlite3.connect(path) as connection:
        text = rng.random() < 0.7
        table, columns = rng.choice(_TEXTS if text else _NUMBERS)
        column = rng.choice(columns)
        rows = connection.execute(f"SELECT rowid, {column} FROM {table}").fetchall()
        row, value = rng.choice(rows)
        if text:
            at = rng.randrange(len(value))
            put = value[:at] + rng.choice([sign for sign in "0ax号" if sign != value[at]]) + value[at + 1 :]
        else:
            put = value + rng.choice([1, -1, 1000])
        if (table, column) in (("register_journal", "step"), ("register_numbers", "step")):
            connection.execute(f"UPDATE {table} SET {column} = {column} + 5000 WHERE rowid = ?", (row,))
            put = value + 5000
        else:
            connection.execute(f"UPDATE OR REPLACE {table} SET {column} = ? WHERE rowid = ?", (put, row))
    connection.close()
    return f"{table}.{column} {value!r} -> {put!r}"


@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM register_journal WHERE step = 5",
        "DELETE FROM register_journal WHERE step = (SELECT max(step) FROM register_journal)",
        "DELETE FROM register_numbers WHERE serial = 3",
        "DELETE FROM register_head",
        "UPDATE register_head SET step = step - 1",
        "INSERT INTO register_numbers VALUES ('机关代字', '云政文', 2026, 99, '已编号', 99)",
        "DROP TABLE register_journal",
    ],
)
def test_what_is_taken_out_or_put_in_is_found(office: Office, statement: str) -> None:
    """An entry that was deleted, cut off or put in by hand is found."""
    fill(office, 8)
    with sqlite3.connect(book_file(office)) as connection:
        connection.execute(statement)
    connection.close()
    no_number(office)


def test_a_file_that_is_no_book_is_found(office: Office) -> None:
    """A damaged file is one error, no traceback."""
    fill(office, 3)
    data = book_file(office).read_bytes()
    book_file(office).write_bytes(data[:100] + b"\xff" * 3000 + data[3100:])
    no_number(office)


def test_two_forks_are_found(office: Office, tmp_path: Path) -> None:
    """Of two copies that both went on, the one that was not seen is refused, however long it is."""
    fill(office, 3)
    shutil.copy(book_file(office), tmp_path / "fork.sqlite")
    office.notice("甲")
    assert office.serial("甲") == 4
    seen = read_witness(str(book_file(office)))
    shutil.copy(tmp_path / "fork.sqlite", book_file(office))
    seen.path.unlink()
    for name in ("乙", "丙"):
        office.notice(name, title=f"分岔{name}")
        office.take(name)
    assert seen.head is not None
    said = {"册": seen.head.book, "条数": seen.head.count, "摘要": seen.head.hash}
    seen.path.write_text(json.dumps(said, ensure_ascii=False), encoding="utf-8")
    assert "分了岔" in no_number(office)


def test_a_book_that_is_gone_is_found(office: Office) -> None:
    """Where the book was deleted, nobody begins again from 1."""
    fill(office, 3)
    book_file(office).unlink()
    assert "不见了" in no_number(office)


def test_a_book_that_runs_on_is_right(office: Office, data_folder: Path) -> None:
    """Others worked meanwhile, or this is a new machine: both are right, and a new witness is told."""
    fill(office, 3)
    old = {path: path.read_bytes() for path in data_folder.rglob("*.json")}
    office.notice("甲")
    office.take("甲")
    for path, data in old.items():
        path.write_bytes(data)
    office.notice("乙")
    assert office.take("乙").problems.errors == []
    for path in old:
        path.unlink()
    office.notice("丙")
    assert [item.code for item in office.take("丙").problems] == ["R201"]


def test_a_moved_book_is_known_by_its_name(office: Office, offices: Callable[[str], Office]) -> None:
    """A content folder under another name has the same book; the witness of the old place counts for it."""
    fill(office, 5)
    other = offices("moved")
    data = book_file(office).read_bytes()
    fill(office.__class__(office.content.parent / "third", office.project), 1)
    book_file(other).write_bytes(data)
    assert other.serial("甲") == 6 if other.notice("甲") else False
    book_file(other).write_bytes(data)
    no_number(other)


def test_a_witness_that_cannot_be_written_is_a_warning(office: Office, data_folder: Path) -> None:
    """The number is taken; that its witness is missing is said."""
    data_folder.write_text("no folder", encoding="utf-8")
    office.notice("甲")
    taken = office.take("甲")
    assert ([item.serial for item in taken.numbers], [item.code for item in taken.problems]) == ([1], ["R202"])


def test_a_forbidden_step_is_refused(office: Office) -> None:
    """What no state allows is one error, and nothing is written."""
    fill(office, 2)
    desk = office.desk()

    def twice() -> None:
        with desk.change() as change:
            change.do(Action.TAKE, Entry(number(3), EntryState.NUMBERED))
            change.do(Action.TAKE, Entry(number(1), EntryState.NUMBERED))

    with pytest.raises(UserError) as caught:
        twice()
    assert [item.code for item in caught.value.problems] == ["R105"]
    assert office.serials() == [1, 2]
    with desk.change() as change:
        change.do(Action.TAKE, Entry(number(3), EntryState.NUMBERED))
    assert desk.read().head.count == 4


def test_a_row_says_what_was_done() -> None:
    """What is written of a change is read back the same, and every part of a row is hashed."""
    entry = Entry(number(4), EntryState.RESERVED, "甲", "t", "d", {"标题": "一"}, "会", "2026-12-31", "因")
    assert from_text(to_text(Action.RESERVE, entry)) == (Action.RESERVE, entry)
    first = first_row("b")
    head = book_of([first]).head
    row = next_row(head, Action.RESERVE, entry)
    assert book_of([first, row]).entries == {number(4): entry}
    for wrong in (
        Row(3, row.version, row.text, row.before, row.hash),
        Row(2, 2, row.text, row.before, hash_of(2, 2, row.text, row.before)),
        Row(2, row.version, row.text + " ", row.before, row.hash),
        Row(2, row.version, row.text, row.hash, row.hash),
        Row(2, row.version, "{}", row.before, hash_of(2, row.version, "{}", row.before)),
    ):
        with pytest.raises(Broken):
            book_of([first, wrong])
