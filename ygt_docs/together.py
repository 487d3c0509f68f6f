"""Several files at once (一并写入): all of them get their new content or none, however the process ends.

One name changes in one step of the disk; several cannot. So what stood there is kept, and a journal says what is being
changed, before the first name changes. Removing the journal makes the change good. A run that is refused puts
everything back itself; what a killed run left half done is put back by the next command (:func:`put_right`).
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
import stat
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import asdict, dataclass
from pathlib import Path

from ygt_docs.files import TEMPORARY, link_or_copy, refusals, sync_folder, temporary_beside, write_atomically
from ygt_docs.scratch import is_left_behind, locked, own_folder, sweep

_STAGING = ".writing-"
_UNDO = ".undo-"
_UNDO_NAME = re.compile(rf"{re.escape(_UNDO)}([0-9]+)-[a-z0-9_]{{8}}")
_JOURNAL = "journal.json"
_DEPTH = 2  # content/NAME/进展: no command writes deeper


@dataclass(frozen=True)
class _Journal:
    """What is being changed, by paths below the folder that holds the journal's own one.

    `new`: each file with the SHA-256 of what it becomes (None: it goes). `old`: the name under which the journal's
    folder keeps what stood there. `folders`: those that are made, from the top down.
    """

    new: dict[str, str | None]
    old: dict[str, str]
    folders: list[str]


@dataclass(frozen=True)
class _Move:
    """One change of a name: `target` becomes `new`, a file or a whole new folder (None: it goes)."""

    target: Path
    new: Path | None


def write_all(files: Mapping[Path, bytes | None]) -> None:
    """Put each of `files` in its place (None: remove it), or leave all as they were.

    Everything is on the disk before the first name changes: a full disk or a run killed till then changes nothing. A
    new folder gets its name with everything in it. Raises what :func:`~ygt_docs.files.write_atomically` raises.
    """
    anywhere = next(iter(files), Path())
    with refusals(anywhere), ExitStack() as staged:
        moves = [*_gone(files), *_staged(files, staged)]
        if len(moves) < 2:
            for move in moves:
                with refusals(move.target):
                    _change(move)
            return
        base = Path(os.path.commonpath([move.target.parent for move in moves]))
        put_right(base)
        with _undoable(base, _journal(files, moves, base)):
            for move in moves:
                with refusals(move.target):
                    _change(move)


def put_right(folder: Path) -> None:
    """Put back what killed runs left half done in `folder` and in the folders below it, and remove what is theirs.

    A file that somebody changed since stays as it is. What a living process is doing is left alone. Raises UserError
    (B101 … B103) where the disk refuses to put something back; nothing is said of what is merely left over.
    """
    for place in _places(folder):
        with suppress(OSError):  # whoever reads in it says so
            names = sorted(os.listdir(place))
            rooms = [place / name for name in names if _UNDO_NAME.fullmatch(name)]
            for room in rooms:
                _put_back(room)
            if any(name.startswith(_STAGING) for name in names):
                sweep(place, _STAGING)
            for name in names:
                made = TEMPORARY.fullmatch(name)
                if made is not None and is_left_behind(place / name, int(made[1])):
                    (place / name).unlink()


def _places(folder: Path) -> Iterator[Path]:
    waiting = [(folder, 0)]
    while waiting:
        place, depth = waiting.pop()
        yield place
        if depth < _DEPTH:
            with suppress(OSError), os.scandir(place) as entries:
                for entry in entries:
                    if not entry.name.startswith(".") and entry.is_dir(follow_symlinks=False):
                        waiting.append((place / entry.name, depth + 1))


def _gone(files: Mapping[Path, bytes | None]) -> list[_Move]:
    found: list[_Move] = []
    for path, data in files.items():
        if data is None and path.exists():
            found.append(_Move(path, None))
    return found


def _staged(files: Mapping[Path, bytes | None], staged: ExitStack) -> list[_Move]:
    """Everything new, on the disk under names of its own, which `staged` clears away."""
    moves: dict[Path, Path] = {}
    for path, data in files.items():
        if data is None:
            continue
        with refusals(path):
            top = _absent_above(path)
            if top is None:
                moves[path] = temporary_beside(path, data)
                staged.callback(_discard, moves[path])
            else:
                if top not in moves:
                    moves[top] = staged.enter_context(own_folder(top.parent, _STAGING)) / top.name
                write_atomically(moves[top] / path.relative_to(top), data)
    found: list[_Move] = []
    for target, new in moves.items():
        found.append(_Move(target, new))
    return found


def _absent_above(path: Path) -> Path | None:
    """The topmost folder above `path` that does not exist yet (None: its folder is there)."""
    absent = []
    for folder in path.parents:
        if not folder.exists():
            absent.append(folder)
    return absent[-1] if absent else None


def _discard(temporary: Path) -> None:
    with suppress(OSError):  # it has its place by now, or the next command sweeps it
        temporary.unlink(missing_ok=True)


def _change(move: _Move) -> None:
    if move.new is None:
        move.target.unlink()
    else:
        move.new.replace(move.target)
    sync_folder(move.target.parent)


def _journal(files: Mapping[Path, bytes | None], moves: Sequence[_Move], base: Path) -> _Journal:
    new: dict[str, str | None] = {}
    old: dict[str, str] = {}
    for path, data in files.items():
        if data is not None or path.exists():
            relative = path.relative_to(base).as_posix()
            new[relative] = None if data is None else hashlib.sha256(data).hexdigest()
            if path.exists():
                old[relative] = str(len(old))
    folders: list[str] = []
    for move in moves:
        if move.new is not None and move.new.is_dir():
            inner = sorted(item for item in move.new.rglob("*") if item.is_dir())
            for item in (move.new, *inner):
                folders.append((move.target / item.relative_to(move.new)).relative_to(base).as_posix())
    return _Journal(new, old, folders)


@contextmanager
def _undoable(base: Path, journal: _Journal) -> Iterator[None]:
    """Whatever ends the body early, now or by a power cut, can be put back; at the end of it the change is good."""
    room = Path(tempfile.mkdtemp(prefix=f"{_UNDO}{os.getpid()}-", dir=base))
    handle = locked(room)
    try:
        room.chmod(stat.S_IMODE(base.stat().st_mode))  # a colleague's next command puts it back as well
        for relative, name in journal.old.items():
            _keep(base / relative, room / name)
        try:
            write_atomically(room / _JOURNAL, json.dumps(asdict(journal), ensure_ascii=False).encode())
            sync_folder(base)
            yield
            (room / _JOURNAL).unlink()
        except BaseException:
            with suppress(OSError):  # a disk that goes on refusing: the next command puts it back
                if (room / _JOURNAL).exists():
                    _undo(room)
            raise
    finally:
        if not (room / _JOURNAL).exists():
            shutil.rmtree(room, ignore_errors=True)
        if handle is not None:
            os.close(handle)


def _keep(source: Path, target: Path) -> None:
    link_or_copy(str(source), str(target))
    if target.stat().st_nlink == 1:  # a copy is not on the disk yet
        with target.open("rb") as stream:
            os.fsync(stream.fileno())


def _put_back(room: Path) -> None:
    """Undo what the journal in `room` says if nobody is at work with it any more, and remove the room."""
    made = _UNDO_NAME.fullmatch(room.name)
    if made is None or _is_at_work(room, int(made[1])):
        return
    if (room / _JOURNAL).exists():
        with refusals(room.parent):
            _undo(room)
    shutil.rmtree(room, ignore_errors=True)


def _is_at_work(room: Path, maker: int) -> bool:
    """Whether the process `maker` may still hold `room`; where there is a journal, its lock alone tells.

    A journal is written long after the lock was taken, so that a room of any user can be told by it.
    """
    if sys.platform == "win32" or not (room / _JOURNAL).exists():
        return not is_left_behind(room, maker)
    handle = locked(room)
    if handle is not None:
        os.close(handle)
    return handle is None


def _undo(room: Path) -> None:
    """Give everything its old content and remove the journal; done twice it does no harm. Raises OSError."""
    journal = _Journal(**json.loads((room / _JOURNAL).read_bytes()))
    base = room.parent
    for relative, new in journal.new.items():
        path = base / relative
        if _hash(path) != new:
            continue  # not changed yet, or somebody has changed it since
        if relative in journal.old:
            again = room / f"{journal.old[relative]}.again"
            again.unlink(missing_ok=True)
            link_or_copy(str(room / journal.old[relative]), str(again))
            again.replace(path)
        else:
            path.unlink()
    for relative in reversed(journal.folders):
        if (base / relative).is_dir() and not any((base / relative).iterdir()):
            (base / relative).rmdir()
    (room / _JOURNAL).unlink()


def _hash(path: Path) -> str | None:
    if not path.is_file():
        return None
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
