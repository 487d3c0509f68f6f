"""Many people at once: no number twice, none lost. A counter in a file, run the same way, shows doubles."""

from __future__ import annotations

import json
import multiprocessing
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.register import databases as stores
from tests.register.databases import Database, databases
from tests.register.office import CODE
from ygt_docs.notice.numbers import Number
from ygt_docs.problems import UserError
from ygt_docs.register.entry import Action, Entry, EntryState
from ygt_docs.register.store import Store, StoreAddress

PEOPLE = 8


def take_many(address: StoreAddress, person: int, count: int, given: Path) -> None:
    """One person takes `count` numbers of two years and writes them down."""
    store = Store(address)
    mine = []
    for turn in range(count):
        year = 2026 if turn < count // 2 else 2027
        with store.change(lambda book: None) as change:
            serial = change.book.highest((CODE,), year) + 1
            change.do(Action.TAKE, Entry(Number(CODE, year, serial), EntryState.NUMBERED, f"{person}-{turn}"))
        mine.append((year, serial))
    given.write_text(json.dumps(mine), encoding="utf-8")


def count_in_a_file(path: Path, count: int, given: Path) -> None:
    """The same with a number in a JSON file, as many tools keep it."""
    mine = []
    for _ in range(count):
        try:
            serial = json.loads(path.read_text(encoding="utf-8"))["last"] + 1
        except ValueError:  # somebody was writing
            serial = 1
        path.write_text(json.dumps({"last": serial}), encoding="utf-8")
        mine.append((2026, serial))
    given.write_text(json.dumps(mine), encoding="utf-8")


def together(tmp_path: Path, work: Callable[..., None], *arguments: object, numbered: bool) -> Counter[tuple[int, int]]:
    """Let everybody do `work` at once; how often each number was given."""
    processes = []
    for person in range(PEOPLE):
        given = tmp_path / f"{person}.json"
        mine = (arguments[0], person, *arguments[1:], given) if numbered else (*arguments, given)
        processes.append(multiprocessing.get_context("fork").Process(target=work, args=mine))
    for process in processes:
        process.start()
    for process in processes:
        process.join()
        assert process.exitcode == 0
    found: Counter[tuple[int, int]] = Counter()
    for person in range(PEOPLE):
        found.update(tuple(item) for item in json.loads((tmp_path / f"{person}.json").read_text(encoding="utf-8")))
    return found


@pytest.mark.parametrize("kind", databases())
def test_no_number_twice_and_none_lost(
    kind: str, database: Callable[[str], Database], tmp_path: Path, count: Callable[[int, int], int]
) -> None:
    """Eight processes at once, the first number of a new year among them: no double, no gap."""
    place = database(kind)
    each = count(24, 1000)
    before = time.perf_counter()
    found = together(tmp_path, take_many, place.address, each, numbered=True)
    print(f"{kind}: {PEOPLE} × {each} numbers in {time.perf_counter() - before:.1f} s")
    half = PEOPLE * (each // 2)
    wanted = {(2026, serial) for serial in range(1, half + 1)} | {(2027, serial) for serial in range(1, half + 1)}
    assert set(found) == wanted
    assert max(found.values()) == 1
    assert len(Store(place.address).read().entries) == 2 * half


def test_where_no_postgresql_is_that_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    """One line at the end of a run says that PostgreSQL did not take part; with CI set it always does."""
    monkeypatch.setattr(stores, "program", lambda name: None)
    monkeypatch.setattr(stores, "IS_CHECKED", False)
    assert stores.databases() == ["sqlite"]
    assert stores.not_run()[0].startswith("PostgreSQL 没有运行：没有程序 initdb")
    monkeypatch.setattr(stores, "IS_CHECKED", True)
    assert (stores.databases(), stores.not_run()) == (["sqlite", "postgresql"], [])


def test_a_counter_in_a_file_gives_doubles(tmp_path: Path) -> None:
    """The same run with a counter in a JSON file gives numbers twice: the test above can fail."""
    path = tmp_path / "counter.json"
    path.write_text('{"last": 0}', encoding="utf-8")
    assert max(together(tmp_path, count_in_a_file, path, 400, numbered=False).values()) > 1


def test_who_waits_too_long_is_told(tmp_path: Path) -> None:
    """A book that somebody else holds is waited for, and then one error says so."""
    address = StoreAddress("登记簿.sqlite", tmp_path / "登记簿.sqlite")
    store, other = Store(address), Store(address, patience=0.1)
    with store.change(lambda book: None):
        with pytest.raises(UserError) as caught, other.change(lambda book: None):
            pass
    assert [item.code for item in caught.value.problems] == ["R104"]
