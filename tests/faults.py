"""Disk faults, one call after the other (故障注入): every open, write, fsync, rename, mkdir, unlink, link and listing.

Run something under `Faults` with number 0, 1, 2 … until `struck` is None: then every call has failed once. With the
error `KILLED` the process ends there, as by SIGKILL; `killed_at` does that to a process of its own.
"""

from __future__ import annotations

import errno
import os
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ygt_docs import files

ERRORS = (errno.EIO, errno.ENOSPC, errno.EACCES)
KILLED = -1
_EVENTS = {
    "open",
    "os.rename",
    "os.remove",
    "os.mkdir",
    "os.rmdir",
    "os.link",
    "os.listdir",
    "os.scandir",
    "os.chmod",
}
_active: list[Faults] = []


@dataclass
class Faults:
    """The call with this `number` below `root` fails with `error`; with `for_ever` every later one of its kind too.

    `struck`: kind and path of the call that failed first (None: there were fewer calls).
    """

    root: Path
    number: int
    error: int
    for_ever: bool
    struck: tuple[str, str] | None = None
    calls: int = field(default=0, repr=False)

    def meet(self, kind: str, path: object) -> None:
        """A call of `kind` on `path`; raises OSError where it is to fail. Paths relative to a handle count as below."""
        if not isinstance(path, str) or (path.startswith("/") and not path.startswith(str(self.root))):
            return
        fails = self.calls == self.number if self.struck is None else self.for_ever and self.struck[0] == kind
        self.calls += 1
        if fails:
            self.struck = self.struck or (kind, path)
            if self.error == KILLED:
                os.kill(os.getpid(), signal.SIGKILL)
            raise OSError(self.error, os.strerror(self.error), path)


@contextmanager
def injected(faults: Faults) -> Iterator[None]:
    """Let `faults` happen to this process while the body runs."""
    real_fsync, real_fdopen, real_exchange = os.fsync, os.fdopen, files._exchanged_by_kernel
    written: dict[int, str] = {}

    def fsync(handle: int) -> None:
        faults.meet("fsync", str(faults.root / written.get(handle, "folder")))
        real_fsync(handle)

    def fdopen(handle: int, *rest: Any, **more: Any) -> Any:
        stream = real_fdopen(handle, *rest, **more)
        return _Stream(stream, faults) if rest[:1] == ("wb",) else stream

    def exchange(staged: Path, target: Path) -> bool:
        faults.meet("exchange", str(target))
        return real_exchange(staged, target)

    os.fsync, os.fdopen, files._exchanged_by_kernel = fsync, fdopen, exchange
    _active.append(faults)
    try:
        yield
    finally:
        _active.remove(faults)
        os.fsync, os.fdopen, files._exchanged_by_kernel = real_fsync, real_fdopen, real_exchange


def killed_at(number: int, root: Path, work: Callable[[], object]) -> bool:
    """Do `work` in a process that is killed at its call `number` below `root`; False if it had fewer and is done.

    `work` ends in order or with an exception; an exception that no kill explains is raised here as an AssertionError.
    """
    child = os.fork()
    if child == 0:
        code = 1
        try:
            with injected(Faults(root, number, KILLED, False)):
                work()
            code = 0
        finally:
            os._exit(code)
    _, status = os.waitpid(child, 0)
    ended = os.waitstatus_to_exitcode(status)
    assert ended in (0, -signal.SIGKILL), ended
    return ended != 0


class _Stream:
    """A file that may refuse what is written to it."""

    def __init__(self, stream: Any, faults: Faults) -> None:
        self._stream, self._faults = stream, faults

    def __enter__(self) -> _Stream:
        return self

    def __exit__(self, *_: object) -> None:
        self._stream.close()

    def __getattr__(self, name: str) -> Any:
        return getattr(self._stream, name)

    def write(self, data: bytes) -> int:
        """Half of it is there when the disk refuses."""
        self._stream.write(data[: len(data) // 2])
        self._faults.meet("write", str(self._faults.root / "file"))
        return int(self._stream.write(data[len(data) // 2 :]))


def _listen(event: str, arguments: tuple[Any, ...]) -> None:
    if _active and event in _EVENTS:
        for faults in _active:
            faults.meet(event, arguments[0])


sys.addaudithook(_listen)  # it cannot be taken away again, and asks nothing of anybody while no fault is active
