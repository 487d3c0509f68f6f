"""Warm worker processes side by side: each does one job after the other; one that dies takes nobody with it.

A single document has both processors too: `beside` does one of its two files in a copy of the process.
"""

from __future__ import annotations

import errno
import gc
import importlib
import multiprocessing
import os
import pickle
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
from typing import Any, TypeVar

from ygt_docs.files import system_refusal
from ygt_docs.problems import Problem, UserError, problem
from ygt_docs.scratch import TEMPORARY_VARIABLES
from ygt_docs.walking import reason

_PRELOAD = "ygt_docs.building.work"
_WHOLE = b"whole"  # the end of an answer that is no part of one
_LOOK_SECONDS = 1.0  # how often the temporary folders are measured
Job = Callable[[Any], Any]
_Result = TypeVar("_Result")


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


def run_all(job: Job, tasks: Sequence[Any], workers: int, limits: Limits) -> Iterator[tuple[Any, Ending]]:
    """Do `job(task)` for every task in `workers` processes; each task with its ending, in the order they end.

    `job` is a function of a module. Whatever happens, no process is left behind.
    """
    waiting, busy = list(tasks), list[_Worker]()
    try:
        while waiting or busy:
            while waiting and len(busy) < workers:
                with _uninterrupted():
                    busy.append(_Worker(job, limits, waiting.pop(0)))
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


class _Worker:
    """One process, the job it is doing, and the moment by which it must be done."""

    def __init__(self, job: Job, limits: Limits, task: Any) -> None:
        self._limits = limits
        context = _context()
        with _told():
            self._scratch = Path(tempfile.mkdtemp(prefix="worker-"))
        self.connection, theirs = context.Pipe()
        self._process = context.Process(target=_serve, args=(theirs, job, limits, str(self._scratch)), daemon=True)
        with _findable_package() if context.get_start_method() != "fork" else nullcontext():
            self._process.start()
        theirs.close()
        self._healthy = True
        self.take(task)

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


def _wait(busy: Sequence[_Worker]) -> list[_Worker]:
    """The workers that answered or died, whose time is up or which took too much space; none if all go on."""
    patience = min(worker.deadline for worker in busy) - time.monotonic()
    ready = connection.wait([worker.connection for worker in busy], min(max(0.0, patience), _LOOK_SECONDS))
    now = time.monotonic()
    found: list[_Worker] = []
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


def _context() -> ForkContext | ForkServerContext | SpawnContext:
    """How a worker begins: as a copy of this process, which has loaded the libraries then, and no worker loads them.

    A process that has threads may not be copied, and no process may be on macOS: there a clean server is forked. Where
    nothing is forked at all, a worker starts from nothing.
    """
    methods = multiprocessing.get_all_start_methods()
    if "fork" in methods and sys.platform != "darwin" and threading.active_count() == 1:
        with rare_collections():
            importlib.import_module(_PRELOAD)
        return multiprocessing.get_context("fork")
    if "forkserver" not in methods:
        return multiprocessing.get_context("spawn")
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload([_PRELOAD])
    return context


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


def _serve(tasks: Connection, job: Job, limits: Limits, scratch: str) -> None:
    """The life of a worker process: answer each task until the pipe closes; `scratch` is its temporary folder."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the parent's to handle
    if hasattr(signal, "pthread_sigmask"):
        signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})  # what the job starts may be interrupted
    threading.Thread(target=_die_with_parent, daemon=True).start()
    os.environ.update(dict.fromkeys(TEMPORARY_VARIABLES, scratch))
    tempfile.tempdir = scratch
    _limit(limits)
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


@contextmanager
def beside(call: Callable[[], _Result]) -> Iterator[Callable[[], _Result]]:
    """Do `call` in a copy of this process while this one goes on; the function that is given waits for its result.

    What comes out is the same in either process. Where there can be no copy, or it fails for whatever reason, the call
    is done here when its result is asked for, and raises what it raises. The copy ends with this process, and at
    the end of the block.
    """
    if not hasattr(os, "fork") or sys.platform == "darwin":
        yield call
        return
    (answer, own_answer), (life, own_life) = os.pipe(), os.pipe()
    process = os.fork()
    if process == 0:
        os.close(answer)
        os.close(own_life)
        _live_beside(call, own_answer, life)
    os.close(own_answer)
    os.close(life)
    with os.fdopen(answer, "rb") as stream:

        def result() -> _Result:
            data = stream.read()
            if data.endswith(_WHOLE):
                found: _Result = pickle.loads(data[: -len(_WHOLE)])
                return found
            return call()

        try:
            yield result
        finally:
            os.close(own_life)
            os.waitpid(process, 0)


def _live_beside(call: Callable[[], Any], answer: int, life: int) -> None:
    """The life of a copy: do `call`, answer, end; end too when nobody holds the other end of the pipe `life`."""
    try:
        threading.Thread(target=_die_without, args=(life,), daemon=True).start()
        gc.freeze()
        data = pickle.dumps(call()) + _WHOLE
        with os.fdopen(answer, "wb") as stream:
            stream.write(data)
    finally:
        os._exit(0)


def _die_without(life: int) -> None:
    os.read(life, 1)
    os._exit(1)
