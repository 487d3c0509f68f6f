"""How workers begin: as a copy of a process that has everything loaded, or from a clean server where it has threads."""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial

import pytest

from ygt_docs.building import workers
from ygt_docs.building.workers import Done, Limits, beside, run_all

_LIMITS = Limits(120.0, None)
_loaded_here: list[str] = []

pytestmark = pytest.mark.skipif(
    "fork" not in multiprocessing.get_all_start_methods() or sys.platform == "darwin", reason="nothing is forked here"
)


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


def test_ctrl_c_while_a_worker_begins_leaves_no_process(monkeypatch: pytest.MonkeyPatch) -> None:
    """The interrupt comes between the start of the process and the moment it is known: it waits until then."""
    began: list[multiprocessing.Process] = []
    take = workers._Worker.take

    def interrupted(worker: workers._Worker, task: str) -> bool:
        began.append(worker._process)
        signal.pthread_kill(threading.get_ident(), signal.SIGINT)
        return take(worker, task)

    monkeypatch.setattr(workers._Worker, "take", interrupted)
    with pytest.raises(KeyboardInterrupt):
        list(run_all(what_is_loaded, ["a"], 1, _LIMITS))
    assert [process.is_alive() for process in began] == [False]


@pytest.mark.skipif(not hasattr(os, "fork") or sys.platform == "darwin", reason="nothing is copied here")
def test_a_call_beside_is_done_in_a_copy() -> None:
    """Another process does it, meanwhile this one goes on; at the end of the block there is no copy left."""
    with beside(os.getpid) as result:
        process = result()
    assert process != os.getpid()
    with pytest.raises(ProcessLookupError):
        os.kill(process, 0)


def _dies() -> int:
    """The process number, or the end of any other process than the one that runs the tests."""
    if os.getpid() != _THIS:
        os.kill(os.getpid(), signal.SIGKILL)
    return os.getpid()


def _cannot_be_sent() -> object:
    return lambda: None


_THIS = os.getpid()


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="nothing is copied here")
def test_what_a_copy_cannot_do_is_done_here() -> None:
    """A copy that dies, or whose result cannot be sent, costs time and nothing else."""
    with beside(_dies) as result:
        assert result() == os.getpid()
    with beside(_cannot_be_sent) as made:
        assert callable(made())


def test_what_a_call_beside_raises_is_raised_here() -> None:
    """The error is that of the call itself, with its own trace, and not one of the copy."""
    with beside(partial(int, "甲")) as result, pytest.raises(ValueError, match="甲"):
        result()


def test_a_copy_ends_with_the_block() -> None:
    """Where this process gives up, nobody waits for the copy."""
    begun = time.monotonic()
    with pytest.raises(KeyError), beside(partial(time.sleep, 60)):
        raise KeyError
    assert time.monotonic() - begun < 30
