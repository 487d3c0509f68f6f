"""The one atomic writer (原子写入): a reader sees the old file or the new one, never half of one."""

from __future__ import annotations

import contextlib
import ctypes
import errno
import os
import re
import shutil
import stat
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

from ygt_docs.problems import Problem, UserError, problem
from ygt_docs.scratch import hold, is_left_behind
from ygt_docs.walking import readable, reason

_MARK = ".ygt-tmp"
TEMPORARY = re.compile(rf"\.([0-9]+)-[a-z0-9_]{{8}}{re.escape(_MARK)}")
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
    with refusals(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        temporary = temporary_beside(path, data)
        try:
            temporary.replace(path)
        except BaseException:
            temporary.unlink(missing_ok=True)
            raise
        sync_folder(path.parent)


def temporary_beside(path: Path, data: bytes) -> Path:
    """A file beside `path` that holds `data`, all of it on the disk, and needs but its name. Raises OSError."""
    handle, name = tempfile.mkstemp(suffix=_MARK, prefix=f".{os.getpid()}-", dir=path.parent)
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as stream:
            hold(stream.fileno())
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        with contextlib.suppress(OSError):  # what is left over is in nobody's way
            _sweep(path.parent, temporary)
        temporary.chmod(_usual_mode())
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
    return temporary


def publish_folder(staged: Path, target: Path, ours: Callable[[str], bool]) -> None:
    """Put the folder `staged` in the place of `target` in one step; both must lie on one disk.

    What somebody else laid into `target` (a name for which `ours` is false) is carried over. Nobody ever sees a folder
    of old and new files mixed. Raises UserError as :func:`write_atomically` does, naming the file that cannot be
    replaced; `target` is then as it was.
    """
    with refusals(target):
        if not target.exists():
            staged.replace(target)
            sync_folder(target.parent)
        else:
            _carry_over(target, staged, ours)
            _exchange(staged, target)
            try:
                _require_removable(staged, target)
                sync_folder(target.parent)
            except OSError:
                _exchange(staged, target)
                raise
            with contextlib.suppress(OSError):  # the new files are in place; the next build removes the rest
                _remove_tree(staged)


def holds(path: Path, data: bytes) -> bool:
    """Whether `path` is a file with just this content; False too where it cannot be read."""
    try:
        return path.is_file() and path.read_bytes() == data
    except OSError:
        return False


def copy_file(source: Path, target: Path) -> None:
    """The file `source` as `target` too: a second name for it where the disk knows such, else a copy.

    Raises UserError as :func:`write_atomically` does.
    """
    with refusals(target):
        link_or_copy(str(source), str(target))


def move_file(source: Path, target: Path) -> None:
    """Rename `source`; an older `target` goes. Raises UserError as :func:`write_atomically` does."""
    with refusals(source):
        source.replace(target)


def names_in(folder: Path) -> list[str]:
    """What lies in `folder`, sorted; nothing where it does not exist. Raises UserError as above."""
    with refusals(folder):
        if folder.is_dir():
            return sorted(os.listdir(folder))
        return []


def remove_files(folder: Path, names: Callable[[str], bool]) -> list[str]:
    """Remove the files of `folder` whose name `names` accepts; the names removed. Raises UserError as above."""
    found = [name for name in names_in(folder) if (folder / name).is_file() and names(name)]
    with refusals(folder):
        for name in found:
            (folder / name).unlink()
    return found


def fresh_folder(folder: Path) -> Path:
    """`folder`, made anew and empty. Raises UserError as :func:`write_atomically` does."""
    with refusals(folder):
        _remove_tree(folder)
        folder.mkdir(parents=True)
    return folder


def discard_folder(folder: Path) -> None:
    """Remove `folder` and all in it; it need not exist. Raises UserError as :func:`write_atomically` does."""
    with refusals(folder):
        _remove_tree(folder)


@contextlib.contextmanager
def only_one_at_work(lock: Path, waiting: Callable[[], None]) -> Iterator[None]:
    """Hold the file `lock` while the body runs; the system lets go of it however the process ends.

    Calls `waiting` once if another process holds it, then waits. Raises UserError as :func:`write_atomically` does.
    """
    with refusals(lock):
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


def system_refusal(error: OSError) -> Problem:
    """What the system refused where nobody expected it to (B105)."""
    path = error.filename if isinstance(error.filename, str) else "文件"
    return problem("B105", path=readable(path), found=reason(error))


@contextlib.contextmanager
def refusals(path: Path) -> Iterator[None]:
    """Turn what the system refuses into a UserError about `path`, or the file in it that it named."""
    try:
        yield
    except OSError as error:
        shown = readable(_named(error, path).as_posix())
        if error.errno in _NO_SPACE:
            raise UserError([problem("B101", path=shown)]) from error
        if error.errno in _NO_RIGHT:
            raise UserError([problem("B102", path=shown)]) from error
        raise UserError([problem("B103", path=shown, found=reason(error))]) from error


def _named(error: OSError, path: Path) -> Path:
    """The file that the system named if it lies in the folder `path`, and is none of our temporary ones."""
    named = Path(error.filename) if isinstance(error.filename, str) else path
    if named.is_relative_to(path) and not named.name.endswith(_MARK):
        return named
    return path


def _require_removable(folder: Path, shown: Path) -> None:
    """Raise OSError, with its name below `shown`, for a file below `folder` that cannot be removed; all stay there."""
    for place, _, names in os.walk(folder):
        for name in names:
            file, aside = os.path.join(place, name), os.path.join(place, f".probe{_MARK}")
            try:
                os.rename(file, aside)
            except OSError as error:
                if os.access(place, os.W_OK | os.X_OK):
                    named = str(shown / Path(file).relative_to(folder))
                    raise OSError(error.errno, error.strerror, named) from error
            else:
                _put_back(aside, file)


def _put_back(aside: str, file: str) -> None:
    try:
        os.rename(aside, file)
    except OSError:  # a disk that refused once: the file must have its name
        os.link(aside, file)
        os.unlink(aside)


def _remove_tree(folder: Path) -> None:
    """Remove `folder` and all in it, also from folders that nobody may write to; it need not exist."""
    if not folder.exists():
        return
    _open_up(str(folder))
    for place, folders, _ in os.walk(folder):
        for name in folders:
            _open_up(os.path.join(place, name))
    shutil.rmtree(folder)


def _open_up(folder: str) -> None:
    if not os.path.islink(folder) and not os.access(folder, os.R_OK | os.W_OK | os.X_OK):
        with contextlib.suppress(OSError):  # removing says what is the matter
            os.chmod(folder, stat.S_IRWXU)


def _usual_mode() -> int:
    """The mode an ordinary new file gets: mkstemp alone would hide outputs from colleagues."""
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask


def _sweep(folder: Path, fresh: Path) -> None:
    """Remove temporary files of dead processes, and those older than ten minutes by the disk's own times (`fresh`)."""
    now = fresh.stat().st_mtime
    for item in folder.glob(f".*{_MARK}"):
        with contextlib.suppress(FileNotFoundError):
            made = TEMPORARY.fullmatch(item.name)
            dead = made is not None and item != fresh and is_left_behind(item, int(made[1]))
            if dead or now - item.stat().st_mtime > _STALE_SECONDS:
                item.unlink()


def sync_folder(folder: Path) -> None:
    """Make a rename survive a power cut; Windows cannot open a folder and needs no such step. Raises OSError."""
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
            shutil.copytree(item, target / item.name, symlinks=True, copy_function=link_or_copy)
        else:
            link_or_copy(str(item), str(target / item.name))


def link_or_copy(source: str, target: str) -> str:
    """A second name `target` for the file `source` where the disk knows such, else a copy; `target`. Raises OSError."""
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
        try:
            staged.replace(target)
        except OSError:
            aside.replace(target)
            raise
        aside.replace(staged)


def _exchanged_by_kernel(staged: Path, target: Path) -> bool:
    if not sys.platform.startswith("linux"):
        return False
    rename = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None)
    return rename is not None and 0 == rename(
        _AT_FDCWD, os.fsencode(staged), _AT_FDCWD, os.fsencode(target), _RENAME_EXCHANGE
    )
