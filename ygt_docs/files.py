"""The one atomic writer (原子写入): a reader sees the old file or the new one, never half of one."""

from __future__ import annotations

import contextlib
import ctypes
import errno
import os
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

from ygt_docs.problems import UserError, problem

_MARK = ".ygt-tmp"
_STALE_SECONDS = 600
_AT_FDCWD = -100
_RENAME_EXCHANGE = 2
_NO_SPACE = {errno.ENOSPC, errno.EDQUOT}
_NO_RIGHT = {errno.EACCES, errno.EPERM, errno.EROFS}


def write_atomically(path: Path, data: bytes) -> None:
    """Put `data` at `path` in one step: temporary file in the same folder, flush, fsync, rename, fsync of the folder.

    The folder is made if it is absent. Temporary files that a killed run left beside `path` are swept away. Raises
    UserError (B101 disk full, B102 no permission or open elsewhere, B103 anything else the system refuses).
    """
    with _refusals(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(suffix=_MARK, prefix=".", dir=path.parent)
        temporary = Path(name)
        try:
            with os.fdopen(handle, "wb") as stream:
                stream.write(data)
                stream.flush()
                os.fsync(stream.fileno())
            _sweep(path.parent, temporary)
            temporary.chmod(_usual_mode())
            temporary.replace(path)
        except BaseException:
            temporary.unlink(missing_ok=True)
            raise
        _sync_folder(path.parent)


def publish_folder(staged: Path, target: Path, ours: Callable[[str], bool]) -> None:
    """Put the folder `staged` in the place of `target` in one step; both must lie on one disk.

    What somebody else laid into `target` (a name for which `ours` is false) is carried over. Nobody ever sees a folder
    of old and new files mixed. Raises UserError as :func:`write_atomically` does; `target` is then as it was.
    """
    with _refusals(target):
        if not target.exists():
            staged.replace(target)
        else:
            _carry_over(target, staged, ours)
            _exchange(staged, target)
            shutil.rmtree(staged)
        _sync_folder(target.parent)


def remove_files(folder: Path, names: Callable[[str], bool]) -> list[str]:
    """Remove the files of `folder` whose name `names` accepts; the names removed. Raises UserError as above."""
    if not folder.is_dir():
        return []
    found = sorted(item.name for item in folder.iterdir() if item.is_file() and names(item.name))
    with _refusals(folder):
        for name in found:
            (folder / name).unlink()
    return found


def fresh_folder(folder: Path) -> Path:
    """`folder`, made anew and empty. Raises UserError as :func:`write_atomically` does."""
    with _refusals(folder):
        if folder.exists():
            shutil.rmtree(folder)
        folder.mkdir(parents=True)
    return folder


def discard_folder(folder: Path) -> None:
    """Remove `folder` and all in it; it need not exist. Raises UserError as :func:`write_atomically` does."""
    with _refusals(folder):
        if folder.exists():
            shutil.rmtree(folder)


@contextlib.contextmanager
def only_one_at_work(lock: Path, waiting: Callable[[], None]) -> Iterator[None]:
    """Hold the file `lock` while the body runs; the system lets go of it however the process ends.

    Calls `waiting` once if another process holds it, then waits. Raises UserError as :func:`write_atomically` does.
    """
    with _refusals(lock):
        lock.parent.mkdir(parents=True, exist_ok=True)
        stream = lock.open("ab")
    with stream:
        _lock(stream.fileno(), waiting)
        yield


def _lock(handle: int, waiting: Callable[[], None]) -> None:
    try:
        import fcntl
    except ImportError:  # Windows has no fcntl; two builds into one folder are then up to the user
        return
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        waiting()
        fcntl.flock(handle, fcntl.LOCK_EX)


@contextlib.contextmanager
def _refusals(path: Path) -> Iterator[None]:
    """Turn what the system refuses into words."""
    try:
        yield
    except OSError as error:
        shown = path.as_posix()
        if error.errno in _NO_SPACE:
            raise UserError([problem("B101", path=shown)]) from error
        if error.errno in _NO_RIGHT:
            raise UserError([problem("B102", path=shown)]) from error
        raise UserError([problem("B103", path=shown, found=error.strerror or str(error))]) from error


def _usual_mode() -> int:
    """The mode an ordinary new file gets: mkstemp alone would hide outputs from colleagues."""
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask


def _sweep(folder: Path, fresh: Path) -> None:
    """Remove temporary files older than ten minutes, measured by the disk's own times against `fresh`."""
    now = fresh.stat().st_mtime
    for item in folder.glob(f".*{_MARK}"):
        with contextlib.suppress(FileNotFoundError):
            if now - item.stat().st_mtime > _STALE_SECONDS:
                item.unlink()


def _sync_folder(folder: Path) -> None:
    """Make a rename survive a power cut; Windows cannot open a folder and needs no such step."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _carry_over(source: Path, target: Path, ours: Callable[[str], bool]) -> None:
    for item in source.iterdir():
        if ours(item.name) or item.name.endswith(_MARK) or (target / item.name).exists():
            continue
        if item.is_dir() and not item.is_symlink():
            shutil.copytree(item, target / item.name, symlinks=True, copy_function=_link_or_copy)
        else:
            _link_or_copy(str(item), str(target / item.name))


def _link_or_copy(source: str, target: str) -> str:
    try:
        os.link(source, target, follow_symlinks=False)
    except OSError:
        shutil.copy2(source, target, follow_symlinks=False)
    return target


def _exchange(staged: Path, target: Path) -> None:
    """Swap two folders: in one system call where Linux has it, else with two renames."""
    if not _exchanged_by_kernel(staged, target):
        aside = staged.with_name(staged.name + ".old")
        target.replace(aside)
        staged.replace(target)
        aside.replace(staged)


def _exchanged_by_kernel(staged: Path, target: Path) -> bool:
    if not sys.platform.startswith("linux"):
        return False
    rename = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None)
    return rename is not None and 0 == rename(
        _AT_FDCWD, os.fsencode(staged), _AT_FDCWD, os.fsencode(target), _RENAME_EXCHANGE)
