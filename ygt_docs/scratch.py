"""Folders of a run's own (临时文件夹): whoever makes one holds its lock, and who comes later sweeps what the dead left."""

from __future__ import annotations

import atexit
import os
import re
import shutil
import stat
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

from ygt_docs.problems import UserError, problem
from ygt_docs.walking import reason

_MARK = "ygt."
_LONGEST_BASE = 50  # bytes: the workers' socket lies below it, and the address of a socket has 103 bytes
_SHORT_BASES = ("/tmp", "/var/tmp")
_YOUNG_SECONDS = 60  # between making a folder and holding its lock
_OLD_SECONDS = 86_400  # where there are no locks
_REST_OF_NAME = "([0-9]+)-[a-z0-9_]{8}"  # the maker's process, and what mkdtemp adds
TEMPORARY_VARIABLES = ("TMPDIR", "TMP", "TEMP")
_LAST = "pymp-"  # the folder of multiprocessing, which complains where it is gone too early
_cleared_later: list[Path] = []


@contextmanager
def own_temporary_folder() -> Iterator[Path]:
    """Everything temporary of this process and its children, libraries and programs included, lies in one folder.

    It is gone when the body ends. What a killed run left goes at the next start. A folder of the system with a short
    path takes the place of one whose path is too long for a socket. Raises UserError (B104) where none can be made.
    """
    before = {}
    for name in TEMPORARY_VARIABLES:
        before[name] = os.environ.get(name)
    usual = tempfile.tempdir
    try:
        base = _short(Path(tempfile.gettempdir()))
    except OSError as error:  # it tried all folders there are
        raise UserError([problem("B104", path=os.environ.get("TMPDIR") or "/tmp", found=reason(error))]) from error
    with ExitStack() as stack:
        try:
            folder = stack.enter_context(own_folder(base, _MARK))
        except OSError as error:
            raise UserError([problem("B104", path=base.as_posix(), found=reason(error))]) from error
        stack.callback(_restore, before, usual)
        os.environ.update(dict.fromkeys(TEMPORARY_VARIABLES, str(folder)))
        tempfile.tempdir = str(folder)
        yield folder


def sweep_temporary() -> None:
    """Remove what killed runs left in the temporary folder; for a command that needs no folder of its own there."""
    with suppress(OSError):  # there is no folder to sweep
        sweep(_short(Path(tempfile.gettempdir())), _MARK)


def _restore(variables: Mapping[str, str | None], usual: str | None) -> None:
    tempfile.tempdir = usual
    for name, value in variables.items():
        if value is None:
            os.environ.pop(name, None)
        else:
            os.environ[name] = value


def _short(usual: Path) -> Path:
    if len(os.fsencode(usual)) <= _LONGEST_BASE:
        return usual
    for name in _SHORT_BASES:
        if os.access(name, os.W_OK | os.X_OK):
            return Path(name)
    return usual


@contextmanager
def own_folder(base: Path, mark: str) -> Iterator[Path]:
    """A new folder in `base`, private, whose name begins with `mark`; gone when the body ends.

    Folders with this mark whose makers are dead are swept first. Raises OSError where none can be made.
    """
    sweep(base, mark)
    folder = Path(tempfile.mkdtemp(prefix=f"{mark}{os.getpid()}-", dir=base))
    handle = locked(folder)
    try:
        yield folder
    finally:
        if _clear(folder):
            if handle is not None:
                os.close(handle)
        else:
            _cleared_later.append(folder)  # and its lock is held till then


def _clear(folder: Path) -> bool:
    """Remove `folder`; False where only what multiprocessing removes itself, at the very end, is still there."""
    with suppress(OSError):
        for item in folder.iterdir():
            if item.name.startswith(_LAST):
                continue
            if item.is_dir() and not item.is_symlink():
                shutil.rmtree(item, ignore_errors=True)
            else:
                item.unlink()
    with suppress(OSError):
        folder.rmdir()
    return not folder.exists()


@atexit.register
def _clear_the_rest() -> None:
    """Runs after multiprocessing has cleared up, since this module was imported first."""
    for folder in _cleared_later:
        _clear(folder)


def sweep(base: Path, mark: str) -> None:
    """Remove the folders of `base` that :func:`own_folder` made with `mark` and whose makers are dead.

    Those of other users stay, and so does what cannot be removed: it is in nobody's way.
    """
    made = re.compile(re.escape(mark) + _REST_OF_NAME)
    with suppress(OSError):
        for name in os.listdir(base):
            found = made.fullmatch(name)
            if found is not None and (base / name).is_dir() and is_left_behind(base / name, int(found[1])):
                shutil.rmtree(base / name, ignore_errors=True)


def is_left_behind(path: Path, maker: int) -> bool:
    """Whether the process `maker`, which made `path` for a while and locked it, is dead (False: nobody can tell)."""
    try:
        status = path.lstat()
    except OSError:
        return False
    age = time.time() - status.st_mtime
    if sys.platform == "win32":  # no folder can be locked there, and asking for a process would end it
        return age > _OLD_SECONDS
    if not (stat.S_ISDIR(status.st_mode) or stat.S_ISREG(status.st_mode)) or status.st_uid != os.getuid():
        return False
    handle = locked(path)
    if handle is None:
        return False
    os.close(handle)
    return age > _YOUNG_SECONDS or not _lives(maker)


def hold(handle: int) -> bool:
    """Hold the open file `handle` until it is closed; False if another process does, or where there are no locks."""
    if sys.platform == "win32":
        return False
    import fcntl

    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


def locked(path: Path) -> int | None:
    """A handle that holds `path` as long as this process lives (None: another holds it, or there are no locks)."""
    if sys.platform == "win32":
        return None
    try:
        handle = os.open(path, os.O_RDONLY | os.O_NOFOLLOW)
    except OSError:
        return None
    if hold(handle):
        return handle
    os.close(handle)
    return None


def _lives(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except OSError:  # it lives and belongs to somebody else
        return True
    return True
