"""A copy of the process (副手) that helps with a document that is built alone: both processors are at work then.

It begins while the first one still loads the layout engine, loads meanwhile what writes Word files and what checks, and
makes the Word file while the other one writes the PDF. What it does is what this process would do, on the same values.
It hears what it is asked also while it is at work, so that whoever asks never waits until it listens.
"""

from __future__ import annotations

import gc
import importlib
import os
import pickle
import queue
import signal
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from typing import Any, BinaryIO, TypeVar

MODULES = ("rjieba", "ygt_docs.rules", "ygt_docs.word", "ygt_docs.proof", "numpy")
"""What a companion loads while it waits, in the order in which it is asked for what needs it; the first one at once."""

_LENGTH = 8  # bytes that say how long a message is
_BEHIND = 10  # how much nicer it is while it loads the rest: whom it helps has more to load
_PAUSE = 0.01  # seconds without a question after which it goes on loading; one question often follows another
_Heard = queue.SimpleQueue[bytes | None]
_Result = TypeVar("_Result")
_STANDING_BY: list[Companion] = []


_at_fork = False  # whether libraries had threads when this process was copied last
_inherited = False  # whether this process is itself the copy of one that had threads of a library


def may_be_copied() -> bool:
    """Whether a copy of this process (fork) can work: nowhere on macOS, and not where a library has threads in it.

    A copy has one thread; a lock that another one held stays locked in it, and work that it was to do undone, for ever.
    Pango since 1.52 (Debian 13) keeps a thread for its faces once it has set a line.
    """
    return hasattr(os, "fork") and sys.platform != "darwin" and not _inherited and not _has_threads_of_libraries()


def _has_threads_of_libraries() -> bool:
    """Whether this process has more threads than Python knows of."""
    try:
        threads = os.listdir("/proc/self/task")
    except OSError:  # a system that does not list them
        return False
    return len(threads) > len(sys._current_frames())


def _look_before_a_copy() -> None:
    global _at_fork
    _at_fork = _has_threads_of_libraries()


def _remember_in_the_copy() -> None:
    global _inherited
    _inherited = _inherited or _at_fork


if hasattr(os, "register_at_fork"):
    os.register_at_fork(before=_look_before_a_copy, after_in_child=_remember_in_the_copy)


class Companion:
    """The copy, as seen by the process that it helps. `process`: its number; `life`: it ends when that pipe closes."""

    def __init__(self, process: int, questions: BinaryIO, answers: BinaryIO, life: int) -> None:
        self._process = process
        self._questions = questions
        self._answers = answers
        self._life = life
        self._answered: list[bytes] = []
        self._asked = 0
        self._hears = True  # whether all that was said to it has gone out

    def hold(self, kit: object) -> bool:
        """Give it `kit`, the first argument of whatever it is asked to do; False where that cannot be sent."""
        data = _sendable((dict(os.environ), kit))
        if data is None:
            return False
        self._say(b"", data)
        return True

    def _say(self, *messages: bytes) -> None:
        """Send it `messages`; where that fails, nothing that it is asked will come."""
        if not self._hears:
            return
        try:
            for data in messages:
                _send(self._questions, data)
        except OSError:
            self._hears = False

    def ask(self, work: Callable[..., _Result], *given: Any) -> Callable[[], _Result | None]:
        """Let it do `work(kit, *given)`; the function that comes back waits for the result.

        None: it could not, for whatever reason. The words of a question should be few: it is read when it is its turn.
        """
        data, number = _sendable((work, given)), self._asked
        if data is not None:
            self._say(data)
        if data is None or not self._hears:
            return lambda: None
        self._asked += 1

        def result() -> _Result | None:
            with suppress(EOFError, OSError):
                while len(self._answered) <= number:
                    self._answered.append(_receive(self._answers))
            if len(self._answered) <= number:
                return None
            found: _Result | None = pickle.loads(self._answered[number])
            return found

        return result

    def end(self) -> None:
        """End it at once: nothing that it does is wanted any more."""
        os.close(self._life)
        with suppress(OSError):
            os.kill(self._process, signal.SIGKILL)
        os.waitpid(self._process, 0)
        for stream in (self._questions, self._answers):
            with suppress(OSError):  # what was not sent is wanted by nobody
                stream.close()


def _sendable(values: object) -> bytes | None:
    try:
        return pickle.dumps(values)
    except (pickle.PicklingError, AttributeError, TypeError):
        return None


def begin(modules: Sequence[str] = MODULES) -> Companion | None:
    """A companion of this process, which loads `modules` first; None where no process may be copied."""
    if not may_be_copied():
        return None
    pipes = [os.pipe() for _ in ("questions", "answers", "life")]
    (question, own_question), (own_answer, answer), (life, own_life) = pipes
    process = os.fork()
    if process == 0:
        for end in (own_question, own_answer, own_life):
            os.close(end)
        _live(question, answer, life, modules)
    for end in (question, answer, life):
        os.close(end)
    return Companion(process, os.fdopen(own_question, "wb"), os.fdopen(own_answer, "rb"), own_life)


def _send(stream: BinaryIO, data: bytes) -> None:
    stream.write(len(data).to_bytes(_LENGTH, "big") + data)
    stream.flush()


def _receive(stream: BinaryIO) -> bytes:
    """One message. Raises EOFError where nobody sends any more."""
    head = stream.read(_LENGTH)
    size = int.from_bytes(head, "big")
    data = stream.read(size)
    if len(head) + len(data) < _LENGTH + size:
        raise EOFError
    return data


def stand_by() -> None:
    """Begin a companion now for the document that this process is going to build."""
    companion = begin()
    if companion is not None:
        _STANDING_BY.append(companion)


@contextmanager
def accompanied(alone: bool) -> Iterator[Companion | None]:
    """A companion while a document is built; None where it is not built `alone`, or nothing may be copied."""
    companion = None
    if alone:
        companion = _STANDING_BY.pop() if _STANDING_BY else begin()
    try:
        yield companion
    finally:
        if companion is not None:
            companion.end()


def _live(question: int, answer: int, life: int, modules: Sequence[str]) -> None:
    """The life of a copy: answer, until nobody holds the other end of the pipe `life`.

    What it cannot do ends it: whoever asked does that himself, and raises what there is to raise.
    """
    try:
        threading.Thread(target=_die_without, args=(life,), daemon=True).start()
        heard = _Heard()
        threading.Thread(target=_hear, args=(os.fdopen(question, "rb"), heard), daemon=True).start()
        answers, kit = os.fdopen(answer, "wb"), None
        waiting = list(modules)
        if waiting:
            importlib.import_module(waiting.pop(0))
        while True:
            data = _next(heard, waiting)
            if data:
                work, given = pickle.loads(data)
                _send(answers, pickle.dumps(work(kit, *given)))
            else:
                environment, kit = pickle.loads(_next(heard, waiting))
                os.environ.update(environment)
    finally:
        os._exit(0)


def _hear(questions: BinaryIO, heard: _Heard) -> None:
    """Put every message into `heard`, and None where nobody sends any more."""
    with suppress(EOFError, OSError):
        while True:
            heard.put(_receive(questions))
    heard.put(None)


def _next(heard: _Heard, waiting: list[str]) -> bytes:
    """The next message; until it comes, `waiting` modules are loaded. Raises EOFError where nobody sends any more."""
    data = None
    while waiting:
        try:
            data = heard.get(timeout=_PAUSE)
            break
        except queue.Empty:
            _load_behind(waiting.pop(0))
    else:
        data = heard.get()
    if data is None:
        raise EOFError
    return data


def _load_behind(module: str) -> None:
    """Load `module` in a thread that leaves the processors to others (Linux alone knows the niceness of a thread)."""

    def load() -> None:
        if sys.platform == "linux":
            own = threading.get_native_id()
            os.setpriority(os.PRIO_PROCESS, own, os.getpriority(os.PRIO_PROCESS, own) + _BEHIND)
        with suppress(Exception):  # whoever needs it loads it again, and says why that cannot be
            importlib.import_module(module)
        gc.freeze()

    thread = threading.Thread(target=load)
    thread.start()
    thread.join()


def _die_without(life: int) -> None:
    os.read(life, 1)
    os._exit(1)
