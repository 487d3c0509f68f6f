"""How workers begin: as a copy of a process that has everything loaded, or from a clean server where it has threads."""

from __future__ import annotations

import multiprocessing
import os
import signal
import subprocess
import sys
import textwrap
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing.connection import Connection
from pathlib import Path

import pytest

from ygt_docs.building import companion, workers
from ygt_docs.building.companion import Companion
from ygt_docs.building.workers import Done, Limits, begin_early, run_all

_LIMITS = Limits(120.0, None)
_loaded_here: list[str] = []

pytestmark = pytest.mark.skipif(
    "fork" not in multiprocessing.get_all_start_methods() or sys.platform == "darwin", reason="nothing is forked here"
)


@pytest.fixture(autouse=True)
def no_threads_of_libraries(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is copied here sets no line: the thread that Pango has where other tests did matters to none of these."""
    monkeypatch.setattr(companion, "_has_threads_of_libraries", lambda: False)


def what_is_loaded(_: str) -> list[str]:
    """What the process of the tests has loaded, as a worker sees it."""
    return _loaded_here


@contextmanager
def another_thread() -> Iterator[None]:
    """A second thread in this process, while it lasts."""
    done = threading.Event()
    thread = threading.Thread(target=done.wait)
    thread.start()
    try:
        yield
    finally:
        done.set()
        thread.join()


def answer(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What a worker answers that begins now."""
    monkeypatch.setattr(sys.modules[__name__], "_loaded_here", ["everything"])
    ((_, ending),) = run_all(what_is_loaded, ["a"], 1, _LIMITS)
    assert isinstance(ending, Done)
    return list(ending.result)


@pytest.mark.skipif(threading.active_count() > 1, reason="this run of the tests has threads of its own")
def test_a_worker_loads_nothing_again(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is a copy of the process that starts it, with all that this has loaded."""
    assert answer(monkeypatch) == ["everything"]


def test_a_process_with_threads_is_not_copied(monkeypatch: pytest.MonkeyPatch) -> None:
    """A lock that another thread holds would be held in the copy for ever: a clean server is forked instead."""
    with another_thread():
        assert answer(monkeypatch) == []


def test_a_process_with_threads_of_a_library_is_not_copied() -> None:
    """Python does not know of them; nor may a copy of such a process be copied again: what they did is undone there."""
    script = """
        import ctypes, os
        from ygt_docs.building import companion, workers
        assert companion.may_be_copied()
        system, thread = ctypes.CDLL(None), ctypes.c_ulong()
        assert system.pthread_create(ctypes.byref(thread), None, system.pause, None) == 0
        assert not companion.may_be_copied()
        assert companion.begin(()) is None
        assert workers._context(early=True).get_start_method() == "forkserver"
        child = os.fork()
        if child == 0:
            os._exit(companion.may_be_copied())
        assert os.waitpid(child, 0)[1] == 0
        system.pthread_cancel(thread)
        system.pthread_join(thread, None)
        assert companion.may_be_copied()
    """
    subprocess.run([sys.executable, "-c", textwrap.dedent(script)], check=True, timeout=60)


def test_ctrl_c_while_a_worker_begins_leaves_no_process(monkeypatch: pytest.MonkeyPatch) -> None:
    """The interrupt comes between the start of the process and the moment it is known: it waits until then."""
    began: list[multiprocessing.Process] = []
    take = workers.Worker.take

    def interrupted(worker: workers.Worker, task: str) -> bool:
        began.append(worker._process)
        signal.pthread_kill(threading.get_ident(), signal.SIGINT)
        return take(worker, task)

    monkeypatch.setattr(workers.Worker, "take", interrupted)
    with pytest.raises(KeyboardInterrupt):
        list(run_all(what_is_loaded, ["a"], 1, _LIMITS))
    assert [process.is_alive() for process in began] == [False]


def test_a_worker_that_begins_early_loads_what_it_needs_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    """It does the first task; whether it was used or not, nothing is left of it."""
    loaded: list[str] = []
    monkeypatch.setattr(workers.importlib, "import_module", loaded.append)
    ready = begin_early(what_is_loaded, _LIMITS, alone=False)
    assert loaded == []
    monkeypatch.setattr(sys.modules[__name__], "_loaded_here", ["everything"])
    ((_, ending),) = run_all(what_is_loaded, ["a"], 1, _LIMITS, ready)
    assert ending == Done([])  # it began before
    ready.stop()
    assert not ready._process.is_alive()
    unused = begin_early(what_is_loaded, _LIMITS, alone=True)
    unused.stop()
    assert not unused._process.is_alive()


def test_what_a_worker_loads_begins_no_thread() -> None:
    """A process that has loaded all of it may be copied again, for the next worker."""
    code = "from ygt_docs.building import companion, workers; workers._load(workers._PRELOADED)"
    done = subprocess.run([sys.executable, "-c", f"{code}; print(companion.may_be_copied())"], capture_output=True)
    assert done.stdout.decode().strip() == "True"


@contextmanager
def helped(*modules: str) -> Iterator[Companion]:
    """A companion of this process."""
    found = companion.begin(modules)
    assert found is not None
    try:
        yield found
    finally:
        found.end()


def _where(kit: object, *given: object) -> tuple[int, object, tuple[object, ...], str | None]:
    return os.getpid(), kit, given, os.environ.get("SOURCE_DATE_EPOCH")


def test_a_companion_works_on_what_it_was_given(monkeypatch: pytest.MonkeyPatch) -> None:
    """Another process does it, with the environment of now; at the end there is no copy left."""
    with helped() as other:
        monkeypatch.setenv("SOURCE_DATE_EPOCH", "86400")
        assert other.hold({"a": 1})
        first, second = other.ask(_where, "b"), other.ask(_where)
        process = first()[0]  # type: ignore[index]
        assert second() == (process, {"a": 1}, (), "86400")
    assert process != os.getpid()
    with pytest.raises(ProcessLookupError):
        os.kill(process, 0)


def _dies(kit: object) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def _cannot_be_sent(kit: object) -> object:
    return lambda: None


def _raises(kit: object) -> None:
    raise ValueError


def test_what_a_companion_cannot_do_is_none() -> None:
    """One that dies, whose result cannot be sent or who raises something, costs time and nothing else."""
    with helped() as other:
        assert not other.hold(lambda: None)
        assert [other.ask(work)() for work in (_cannot_be_sent, _raises, _dies, _where)] == [None] * 4


def _sleeps(kit: object) -> None:
    time.sleep(60)


def test_a_companion_that_did_not_hear_is_not_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where a question did not go out, whole or at all, nothing that comes after it is answered."""

    def refuse(*_: object) -> None:
        raise OSError("the disk, or what was made to look like it")

    with helped() as other:
        monkeypatch.setattr(companion, "_send", refuse)
        first = other.ask(_where)
        monkeypatch.undo()
        assert (first(), other.ask(_where)()) == (None, None)


def test_a_companion_hears_while_it_is_at_work() -> None:
    """What is asked meanwhile, however long, keeps nobody waiting."""
    begun = time.monotonic()
    with helped() as other:
        other.ask(_sleeps)
        other.ask(_where, "多" * 1_000_000)
    assert time.monotonic() - begun < 30


def test_a_companion_loads_all_while_it_waits(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """One module after the other, and a question in between is answered."""
    monkeypatch.syspath_prepend(str(tmp_path))
    names = [f"loaded_by_the_companion_{number}" for number in range(3)]
    for name in names:
        (tmp_path / f"{name}.py").write_text("")
    with helped(*names) as other:
        loaded: list[str] = []
        for _ in range(600):
            loaded = list(other.ask(_loaded, *names)() or ())
            if loaded == names:
                break
            time.sleep(0.05)
    assert loaded == names


def _loaded(kit: object, *names: str) -> list[str]:
    return [name for name in names if name in sys.modules]


def test_a_companion_ends_at_once() -> None:
    """Where this process gives up, nobody waits for it."""
    begun = time.monotonic()
    with helped() as other:
        other.ask(_sleeps)
    assert time.monotonic() - begun < 30


def _begins_a_companion(pipe: Connection) -> None:
    other = companion.begin(())
    assert other is not None
    pipe.send(other.ask(_where)()[0])  # type: ignore[index]
    other.ask(_sleeps)
    os.kill(os.getpid(), signal.SIGKILL)


def test_a_companion_ends_with_the_process_that_it_helps() -> None:
    """Also where that one is killed while the companion is at work."""
    ours, theirs = multiprocessing.get_context("fork").Pipe()
    process = multiprocessing.get_context("fork").Process(target=_begins_a_companion, args=(theirs,))
    process.start()
    number = ours.recv()
    process.join()
    for _ in range(300):
        try:
            os.kill(number, 0)
        except ProcessLookupError:
            return
        if Path(f"/proc/{number}/stat").read_text().rpartition(")")[2].split()[0] == "Z":
            return  # it ended, and nobody has asked for it yet
        time.sleep(0.1)
    pytest.fail("the companion is still there")
