"""Content hashes of large font files, remembered by path, size and time of change so that a build starts at once."""

from __future__ import annotations

import contextlib
import json
from pathlib import Path

from ygt_docs.files import write_atomically
from ygt_docs.fonts.face import content_hash
from ygt_docs.problems import UserError

_NAME = "font-hashes.json"


class Hashes:
    """Hashes of font files. What is recorded elsewhere is always the hash of the content, never size or time."""

    def __init__(self, cache: Path) -> None:
        self._file = cache / _NAME
        self._known: dict[str, list[object]] = _read(self._file)
        self._changed = False

    def of(self, path: Path) -> str:
        """The SHA-256 of `path`. Raises OSError if it cannot be read."""
        remembered = self.remembered(path)
        if remembered is not None:
            return remembered
        found = content_hash(path)
        self._known[str(path)] = [*_state(path), found]
        self._changed = True
        return found

    def remembered(self, path: Path) -> str | None:
        """The hash of `path` if the file is the one seen before, else None. Raises OSError if there is no file."""
        known = self._known.get(str(path))
        if isinstance(known, list) and len(known) == 3 and known[:2] == _state(path) and isinstance(known[2], str):
            return known[2]
        return None

    def keep(self) -> None:
        """Remember what was found. A cache that cannot be written only costs time, so that is no problem."""
        if not self._changed:
            return
        with contextlib.suppress(UserError):
            write_atomically(self._file, json.dumps(self._known, ensure_ascii=False, indent=0).encode())


def _state(path: Path) -> list[int]:
    status = path.stat()
    return [status.st_size, status.st_mtime_ns]


def _read(path: Path) -> dict[str, list[object]]:
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}
