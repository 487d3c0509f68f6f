"""Whatever ends the program or refuses it: no number twice, none lost, the retry gives the same, files stay whole."""

from __future__ import annotations

import errno
import multiprocessing
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.building.fakes import build_here
from tests.faults import Faults, injected
from tests.register.databases import IS_CHECKED, Database, compiler, databases
from tests.register.office import CODE, Office, number
from tests.register.test_issuing import IMPRINT, issued
from ygt_docs.notice.numbers import Number
from ygt_docs.problems import UserError
from ygt_docs.project import Project, this_project
from ygt_docs.register.documents import see
from ygt_docs.register.entry import Action, Entry, EntryState, NotAllowed
from ygt_docs.register.finals import FinalStore
from ygt_docs.register.store import Store

SHIM = r"""
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/types.h>
#include <unistd.h>

static int calls = 0;

static int fails(int handle, const char *path) {
    char link[64], name[4096];
    if (path == NULL) {
        snprintf(link, sizeof link, "/proc/self/fd/%d", handle);
        ssize_t length = readlink(link, name, sizeof name - 1);
        if (length < 0) return 0;
        name[length] = 0;
        path = name;
    }
    if (strstr(path, ".sqlite") == NULL) return 0;
    int at = atoi(getenv("FAIL_AT"));
    calls++;
    if (calls < at || (calls > at && getenv("FAIL_ONCE") != NULL)) return 0;
    errno = atoi(getenv("FAIL_WITH"));
    return 1;
}

#define REAL(name) __typeof__(name) *real = dlsym(RTLD_NEXT, #name)

ssize_t pwrite64(int handle, const void *data, size_t size, off64_t at) {
    REAL(pwrite64);
    return fails(handle, NULL) ? -1 : real(handle, data, size, at);
}

ssize_t pwrite(int handle, const void *data, size_t size, off_t at) {
    REAL(pwrite);
    return fails(handle, NULL) ? -1 : real(handle, data, size, at);
}

ssize_t write(int handle, const void *data, size_t size) {
    REAL(write);
    return fails(handle, NULL) ? -1 : real(handle, data, size);
}

int fsync(int handle) { REAL(fsync); return fails(handle, NULL) ? -1 : real(handle); }

int fdatasync(int handle) { REAL(fdatasync); return fails(handle, NULL) ? -1 : real(handle); }

int ftruncate64(int handle, off64_t size) { REAL(ftruncate64); return fails(handle, NULL) ? -1 : real(handle, size); }

int unlink(const char *path) { REAL(unlink); return fails(-1, path) ? -1 : real(path); }
"""
TAKE = """
import sys
from pathlib import Path
from tests.register.office import Office
from ygt_docs.problems import UserError
from ygt_docs.project import this_project
try:
    Office(Path(sys.argv[1]), this_project()).take(sys.argv[2])
except UserError as error:
    sys.exit(1)
"""


def borne(office: Office, name: str) -> list[Number]:
    """The numbers that notice.yaml says."""
    seen = see(office.content / name, office.project)
    return [claim.number(office.desk().rules.yearly) for claim in seen.claims]


def retried(office: Office, name: str, serial: int) -> None:
    """Taken again, `name` gets just this number, which stands in its file and once in the book."""
    assert office.serial(name) == serial
    assert borne(office, name) == [number(serial)]
    text = (office.content / name / "notice.yaml").read_text(encoding="utf-8")
    assert ("凭证" in text, text.endswith("\n")) == (False, True)
    assert office.serials() == list(range(1, serial + 1))


def _take(content: Path, project: Project, name: str) -> None:
    Office(content, project).take(name)


def test_a_kill_loses_no_number(office: Office, count: Callable[[int, int], int], rng: random.Random) -> None:
    """Killed at any moment while a number is taken; the retry gives the number that comes next."""
    for serial in range(1, count(15, 1000) + 1):
        name = f"d{serial}"
        office.notice(name)
        child = multiprocessing.get_context("fork").Process(target=_take, args=(office.content, office.project, name))
        child.start()
        time.sleep(rng.random() * 0.15)
        assert child.pid is not None
        if child.is_alive():
            os.kill(child.pid, signal.SIGKILL)
        child.join()
        retried(office, name, serial)
        if serial > 3:
            shutil.rmtree(office.content / f"d{serial - 3}")  # the look over content stays short


def still_issued(office: Office, name: str, serial: int) -> None:
    """Issued again, `name` is issued once, under its number, with every file in the store and its day in the YAML."""
    issued(office, name)
    entry = office.book().entries[number(serial)]
    assert (entry.state, entry.document, len(entry.finals)) == (EntryState.ISSUED, name, 1)
    assert entry.final is not None
    assert FinalStore(office.content / "定稿").missing(entry.final.digest) == []
    text = (office.content / name / "notice.yaml").read_text(encoding="utf-8")
    assert (text.count("  印发日期: 2026-04-27\n"), text.endswith("\n")) == (1, True)
    assert office.serials() == list(range(1, serial + 1))


def _issue(content: Path, project: Project, name: str) -> None:
    issued(Office(content, project), name)


def test_a_kill_loses_nothing_of_what_is_issued(
    office: Office, count: Callable[[int, int], int], rng: random.Random
) -> None:
    """Killed at any moment while a document is issued; the retry issues it, once, and its files are whole."""
    longest = 0.4
    for serial in range(1, count(4, 500) + 1):
        name = f"d{serial}"
        office.notice(name, more=IMPRINT)
        assert office.serial(name) == serial
        child = multiprocessing.get_context("fork").Process(target=_issue, args=(office.content, office.project, name))
        before = time.perf_counter()
        child.start()
        time.sleep(rng.random() * longest)
        assert child.pid is not None
        if child.is_alive():
            os.kill(child.pid, signal.SIGKILL)
        else:
            longest = time.perf_counter() - before
        child.join()
        still_issued(office, name, serial)
        if serial > 2:
            shutil.rmtree(office.content / f"d{serial - 2}")


@pytest.mark.parametrize("error", [errno.EIO, errno.ENOSPC])
def test_a_disk_that_refuses_loses_nothing_of_what_is_issued(
    offices: Callable[[str], Office],
    monkeypatch: pytest.MonkeyPatch,
    error: int,
    count: Callable[[int, int], int],
    rng: random.Random,
) -> None:
    """Every call to the disk refused in turn while a document is issued; that is told, and the retry goes on."""
    build_here(monkeypatch)
    at, step = 0, count(150, 1)
    while True:
        office = offices(f"{at}/content")  # a store that grew from fault to fault would have ever more calls
        for name in ("d1", "d2"):
            office.notice(name, more=IMPRINT)
            office.take(name)
        issued(office, "d1")
        faults = Faults(office.content, at, error, for_ever=False)
        told = False
        with injected(faults):
            try:
                issued(office, "d2")
            except (UserError, OSError):
                told = True
        assert faults.struck is not None or not told
        still_issued(office, "d2", 2)
        if faults.struck is None:
            return
        shutil.rmtree(office.content.parent)
        at += rng.randint(1, step)


@pytest.mark.parametrize("for_ever", [False, True])
@pytest.mark.parametrize("error", [errno.EIO, errno.ENOSPC])
def test_a_disk_that_refuses_loses_no_number(
    offices: Callable[[str], Office],
    error: int,
    for_ever: bool,
    count: Callable[[int, int], int],
    rng: random.Random,
) -> None:
    """Every call to the disk refused in turn; what was refused is told, and the retry gives the same number."""
    at, step = 0, count(9, 1)
    while True:
        office = offices(f"{at}/content")  # a content that grew from fault to fault would have ever more calls
        office.notice("d1")
        office.take("d1")
        office.notice("d2")
        faults = Faults(office.content, at, error, for_ever)
        told = []
        with injected(faults):
            try:
                office.take("d2")
            except UserError as refusal:  # R425 where what was written cannot be read back
                told = [item.code[0] for item in refusal.problems]
            except OSError:
                told = ["B"]
        assert set(told) <= {"B", "N", "R", "Y"}
        assert faults.struck is not None or not told
        retried(office, "d2", 2)
        if faults.struck is None:
            return
        shutil.rmtree(office.content.parent)
        at += rng.randint(1, step)


@pytest.fixture(scope="module")
def shim(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A library that makes calls of SQLite fail; skips where no C compiler is installed, but not with CI set."""
    program = compiler()
    if program is None and not IS_CHECKED:
        pytest.skip("没有 C 编译器，SQLite 自己的读写没有逐次弄坏")
    assert program is not None, "the C compiler is missing: ./invoke test installs it"
    folder = tmp_path_factory.mktemp("shim")
    (folder / "shim.c").write_text(SHIM, encoding="utf-8")
    made = folder / "shim.so"
    subprocess.run([program, "-shared", "-fPIC", "-O1", "-o", str(made), str(folder / "shim.c"), "-ldl"], check=True)
    return made


@pytest.mark.parametrize("once", [True, False])
@pytest.mark.parametrize("error", [errno.EIO, errno.ENOSPC])
def test_calls_of_sqlite_that_fail_lose_no_number(
    office: Office, shim: Path, once: bool, error: int, count: Callable[[int, int], int], rng: random.Random
) -> None:
    """The book's own writes, syncs and deletions refused: no double, no gap, the retry goes on."""
    some = sorted(rng.sample(range(1, 26), count(2, 25)))
    failed = 0
    for serial, at in enumerate(some, start=1):
        name = f"d{serial}"
        office.notice(name)
        environment = {**os.environ, "LD_PRELOAD": str(shim), "FAIL_AT": str(at), "FAIL_WITH": str(error)}
        if once:
            environment["FAIL_ONCE"] = "1"
        command = [sys.executable, "-c", TAKE, str(office.content), name]
        done = subprocess.run(command, cwd=this_project().root, env=environment, capture_output=True, check=False)
        assert done.returncode in (0, 1), done.stderr.decode()
        failed += done.returncode
        retried(office, name, serial)
    assert failed or once


@pytest.mark.parametrize("kind", databases())
def test_the_states_follow_a_simple_model(
    kind: str, database: Callable[[str], Database], count: Callable[[int, int], int], rng: random.Random
) -> None:
    """Random steps, some taken back: what the book allows and holds is what ten lines of a model say."""
    steps, store = count(600, 100_000), Store(database(kind).address)
    model: dict[int, str] = {}
    while steps > 0:
        trial, gives_up = dict(model), rng.random() < 0.2
        try:
            with store.change(lambda book: None) as change:
                for _ in range(rng.randint(1, 40)):
                    steps -= 1
                    _step(change, trial, rng)
                if gives_up:
                    raise KeyboardInterrupt
        except KeyboardInterrupt:
            assert gives_up
        else:
            model = trial
        held = {item.number.serial: str(item.state) for item in store.read().entries.values()}
        assert held == model
    assert {item.number.serial: str(item.state) for item in Store(store.address).read().entries.values()} == model


_MODEL = {
    Action.TAKE: ({"", "预留", "作废"}, "已编号"),
    Action.TYPED: ({"", "预留"}, "已编号"),
    Action.RESERVE: ({""}, "预留"),
    Action.LAPSE: ({"预留"}, "作废"),
    Action.VOID: ({"已编号", "预留"}, "作废"),
    Action.ISSUE: ({"已编号"}, "已印发"),
    Action.REISSUE: ({"已印发"}, "已印发"),
    Action.WITHDRAW: ({"已印发"}, "已编号"),
}


def _step(change: object, model: dict[int, str], rng: random.Random) -> None:
    """One random action on one of few numbers, by the book and by the model."""
    action, serial = rng.choice(sorted(_MODEL)), rng.randint(1, 30)
    starts, ends = _MODEL[action]
    entry = change.book.entries.get(Number(CODE, 2026, serial)) or Entry(
        Number(CODE, 2026, serial), EntryState.NUMBERED
    )
    if model.get(serial, "") in starts:
        change.do(action, entry)
        model[serial] = ends
    else:
        with pytest.raises(NotAllowed):
            change.do(action, entry)
