"""Warm worker processes side by side: each does one job after the other; one that dies takes nobody with it."""

from __future__ import annotations

import errno
import gc
import importlib
import multiprocessing
import os
import shutil
import signal
import sys
import tempfile
import threading
import time
import traceback
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, nullcontext, suppress
from dataclasses import dataclass
from multiprocessing import connection, forkserver
from multiprocessing.connection import Connection
from multiprocessing.context import ForkContext, ForkServerContext, SpawnContext
from pathlib import Path
from typing import Any

from ygt_docs.building import companion
from ygt_docs.files import system_refusal
from ygt_docs.problems import Problem, UserError, problem
from ygt_docs.scratch import TEMPORARY_VARIABLES
from ygt_docs.walking import reason

_WORK = "ygt_docs.building.work"
_PRELOADED = (_WORK, *companion.MODULES)
_LOOK_SECONDS = 1.0  # how often the temporary folders are measured
Job = Callable[[Any], Any]


@dataclass(frozen=True)
class Limits:
    """What one job may take: seconds on the wall, bytes of address space, bytes in its temporary folder (None: any)."""

    seconds: float
    memory: int | None
    space: int | None = None


@dataclass(frozen=True)
class Done:
    """The job's result."""

    result: Any


@dataclass(frozen=True)
class Refused:
    """The job ended with a UserError."""

    problems: tuple[Problem, ...]


@dataclass(frozen=True)
class Crashed:
    """The process died: of a signal if `exit_code` is negative."""

    exit_code: int | None


@dataclass(frozen=True)
class TimedOut:
    """The job took longer than it may."""


@dataclass(frozen=True)
class OutOfMemory:
    """The job took more memory than it may."""


@dataclass(frozen=True)
class OutOfSpace:
    """The job put more into its temporary folder, or into one file, than it may."""


@dataclass(frozen=True)
class Bug:
    """The job raised what no user can cause: a defect of the program."""

    summary: str
    trace: str


Ending = Done | Refused | Crashed | TimedOut | OutOfMemory | OutOfSpace | Bug


def run_all(
    job: Job, tasks: Sequence[Any], workers: int, limits: Limits, ready: Worker | None = None
) -> Iterator[tuple[Any, Ending]]:
    """Do `job(task)` for every task in `workers` processes; each task with its ending, in the order they end.

    `job` is a function of a module. `ready` is a worker for it that has begun already. Whatever happens, no process is
    left behind.
    """
    waiting, busy = list(tasks), list[Worker]()
    try:
        while waiting or busy:
            while waiting and len(busy) < workers:
                with _uninterrupted():
                    busy.append(ready or Worker(job, limits))
                    ready = None
                    busy[-1].take(waiting.pop(0))
            for worker in _wait(busy):
                yield worker.task, worker.ending()
                if not (waiting and worker.take(waiting[0])):
                    worker.stop()
                    busy.remove(worker)
                else:
                    waiting.pop(0)
    finally:
        for worker in busy:
            worker.stop()


def begin_early(job: Job, limits: Limits, alone: bool) -> Worker:
    """A worker that loads what it needs while its first task is still being found; `alone`: that will be its only one.

    Whoever has it stops it, whether it was used or not.
    """
    with _uninterrupted():
        return Worker(job, limits, early=True, alone=alone)


@contextmanager
def _uninterrupted() -> Iterator[None]:
    """Ctrl-C waits meanwhile: a process that has begun must be known to whoever ends it, or it goes on working."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


class Worker:
    """One process, the job it is doing, and the moment by which it must be done.

    `early`: it begins while its first task is still being found, and loads what it needs meanwhile. `alone`: that task
    will be the only one.
    """

    def __init__(self, job: Job, limits: Limits, early: bool = False, alone: bool = False) -> None:
        self._limits = limits
        context = _context(early)
        with _told():
            self._scratch = Path(tempfile.mkdtemp(prefix="worker-"))
        self.connection, theirs = context.Pipe()
        given = (theirs, job, limits, str(self._scratch), early, alone)
        self._process = context.Process(target=_serve, args=given, daemon=True)
        with _findable_package() if context.get_start_method() != "fork" else nullcontext():
            self._process.start()
        theirs.close()
        self._healthy = True

    def take(self, task: Any) -> bool:
        """Begin `task`; False if this process is good for nothing more."""
        if not self._healthy:
            return False
        self.task = task
        self._before = _bytes_below(self._scratch)
        self.deadline = time.monotonic() + self._limits.seconds
        with suppress(OSError):  # it died between two jobs; `ending` will say so
            self.connection.send(task)
        return True

    def ending(self) -> Ending:
        """How the job ended; call it when the process answered or its time is up."""
        self._healthy = False
        if not self.connection.poll():
            if self.is_too_large():
                return OutOfSpace()
            return TimedOut()
        try:
            answer: Ending = self.connection.recv()
        except (EOFError, OSError):
            self._process.join()
            return Crashed(self._process.exitcode)
        self._healthy = isinstance(answer, Done | Refused)
        return answer

    def is_too_large(self) -> bool:
        """Whether this job has put more into its temporary folder than it may."""
        most = self._limits.space
        return most is not None and _bytes_below(self._scratch) - self._before > most

    def stop(self) -> None:
        """End the process at once, and free its temporary space: it holds nothing that is not on the disk."""
        self.connection.close()
        self._process.kill()
        self._process.join()
        shutil.rmtree(self._scratch, ignore_errors=True)


def _wait(busy: Sequence[Worker]) -> list[Worker]:
    """The workers that answered or died, whose time is up or which took too much space; none if all go on."""
    patience = min(worker.deadline for worker in busy) - time.monotonic()
    ready = connection.wait([worker.connection for worker in busy], min(max(0.0, patience), _LOOK_SECONDS))
    now = time.monotonic()
    found: list[Worker] = []
    for worker in busy:
        if worker.connection in ready or worker.deadline <= now or worker.is_too_large():
            found.append(worker)
    return found


def _bytes_below(folder: Path) -> int:
    """What all files below `folder` take; what goes meanwhile takes nothing."""
    taken = 0
    for place, _, names in os.walk(folder):
        for name in names:
            with suppress(OSError):
                taken += os.lstat(os.path.join(place, name)).st_size
    return taken


def _context(early: bool) -> ForkContext | ForkServerContext | SpawnContext:
    """How a worker begins: as a copy of this process, which has loaded the libraries then, and no worker loads them.
    One that begins `early` loads them itself, while this process goes on.

    Where this process may not be copied, a clean server is; where nothing is forked at all, a worker starts from
    nothing.
    """
    if companion.may_be_copied() and threading.active_count() == 1:
        if not early:
            _load(_PRELOADED)
        return multiprocessing.get_context("fork")
    if "forkserver" not in multiprocessing.get_all_start_methods():
        return multiprocessing.get_context("spawn")
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(list(_PRELOADED))
    return context


def _load(modules: Sequence[str]) -> None:
    with rare_collections():
        for module in modules:
            importlib.import_module(module)


@contextmanager
def _findable_package() -> Iterator[None]:
    """Let the server of the processes find this package wherever the user stands."""
    before = os.environ.get("PYTHONPATH")
    root = str(Path(__file__).resolve().parent.parent.parent)
    os.environ["PYTHONPATH"] = os.pathsep.join([root] + ([before] if before else []))
    try:
        with _told():  # the server listens in the temporary folder
            if "forkserver" in multiprocessing.get_all_start_methods():
                forkserver.ensure_running()
            yield
    finally:
        if before is None:
            del os.environ["PYTHONPATH"]
        else:
            os.environ["PYTHONPATH"] = before


@contextmanager
def _told() -> Iterator[None]:
    """A temporary folder that cannot be worked in is a UserError (B104)."""
    try:
        yield
    except OSError as error:
        found = reason(error) if error.errno else "路径太长"
        raise UserError([problem("B104", path=tempfile.gettempdir(), found=found)]) from error


def _serve(tasks: Connection, job: Job, limits: Limits, scratch: str, early: bool, alone: bool) -> None:
    """The life of a worker process: answer each task until the pipe closes; `scratch` is its temporary folder."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the parent's to handle
    if hasattr(signal, "pthread_sigmask"):
        signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})  # what the job starts may be interrupted
    os.environ.update(dict.fromkeys(TEMPORARY_VARIABLES, scratch))
    tempfile.tempdir = scratch
    _limit(limits)
    if early and alone:
        companion.stand_by()
    threading.Thread(target=_die_with_parent, daemon=True).start()
    if early:
        _load([_WORK])
    gc.freeze()  # the libraries stay: no collection has to look at them
    while True:
        try:
            task = tasks.recv()
        except EOFError:
            return
        tasks.send(_answer(job, task))


def _die_with_parent() -> None:
    """Whoever kills the parent leaves nobody who would stop a job that takes too long."""
    parent = multiprocessing.parent_process()
    assert parent is not None  # this is a worker
    connection.wait([parent.sentinel])
    os._exit(1)


def _answer(job: Job, task: Any) -> Ending:
    try:
        return Done(job(task))
    except UserError as error:
        if isinstance(error.__cause__, OSError) and error.__cause__.errno == errno.EFBIG:
            return OutOfSpace()
        return Refused(tuple(error.problems))
    except OSError as error:  # the disk, the rights, the network: no defect of the program
        if error.errno == errno.EFBIG:
            return OutOfSpace()
        return Refused((system_refusal(error),))
    except MemoryError:
        return OutOfMemory()
    except Exception as error:  # noqa: BLE001 - the last line of defence: a defect, its trace in a file
        frame = traceback.extract_tb(error.__traceback__)[-1]
        return Bug(
            f"{type(error).__name__}: {error}（{Path(frame.filename).name}:{frame.lineno}）", traceback.format_exc()
        )


def _limit(limits: Limits) -> None:
    if sys.platform == "win32":
        return
    import resource

    for kind, limit in ((resource.RLIMIT_AS, limits.memory), (resource.RLIMIT_FSIZE, limits.space)):
        if limit is not None:
            _, hard = resource.getrlimit(kind)
            most = limit if hard == resource.RLIM_INFINITY else min(limit, hard)
            resource.setrlimit(kind, (most, hard))


@contextmanager
def rare_collections() -> Iterator[None]:
    """Look for garbage in cycles less often: a document makes many objects at once, nearly all of which it keeps."""
    before = gc.get_threshold()
    gc.set_threshold(50_000, 50, 100)
    try:
        yield
    finally:
        gc.set_threshold(*before)
