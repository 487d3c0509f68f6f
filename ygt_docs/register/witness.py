"""The witness (见证): how far the book had come when this user last saw it, kept where the book is not.

A book that was cut, rolled back to an old copy or went another way no longer runs on from its witness. One that was
rolled back together with its witness cannot be told from an old one; the manual says so.
"""

from __future__ import annotations

import hashlib
import json
import os
from dataclasses import dataclass
from pathlib import Path

from ygt_docs.files import write_atomically
from ygt_docs.problems import Problem, problem
from ygt_docs.register.journal import Book, Broken, Head

_FOLDER = "登记见证"


def data_folder() -> Path:
    """The folder of this user's data for the project; `YGT_DOCS_DATA` names another one."""
    named = os.environ.get("YGT_DOCS_DATA")
    if named:
        return Path(named)
    if os.name == "nt" and os.environ.get("LOCALAPPDATA"):
        return Path(os.environ["LOCALAPPDATA"]) / "ygt-docs"
    base = os.environ.get("XDG_DATA_HOME")
    return (Path(base) if base else Path.home() / ".local" / "share") / "ygt-docs"


@dataclass(frozen=True)
class Witness:
    """What this user saw of the book at `address` (a path or a URL), kept in the file `path`."""

    path: Path
    address: str
    head: Head | None

    def check(self, book: Book) -> None:
        """Raise Broken where `book` does not run on from what was seen; one that nobody saw yet is right."""
        seen = self.head
        if seen is None or _replaced(seen, book):
            return
        if not book.head.count:
            raise Broken(f"登记簿不见了，上次有 {seen.count} 条")
        if book.head.count < seen.count:
            raise Broken(f"登记簿只有 {book.head.count} 条，上次有 {seen.count} 条：被换成了旧的，或被删短了")
        if book.hashes[seen.count - 1] != seen.hash:
            raise Broken(f"登记簿第 {seen.count} 条与上次见到的不同：登记簿分了岔，或被改写过")

    def renew(self, book: Book) -> Problem | None:
        """Remember where `book` stands; a 提示 (R201) where it is seen for the first time. Raises UserError."""
        head = book.head
        if not head.count or head == self.head:
            return None
        said = {"位置": self.address, "册": head.book, "条数": head.count, "摘要": head.hash}
        write_atomically(self.path, (json.dumps(said, ensure_ascii=False, indent=2) + "\n").encode())
        if self.head is None:
            return problem("R201", count=head.count, file=str(self.path))
        return None


def read_witness(address: str, book: str = "") -> Witness:
    """The witness of the book at `address`, or, where the book was moved, of the one called `book`.

    A damaged witness is none: the next change makes a new one.
    """
    folder = data_folder() / _FOLDER
    path = folder / f"{hashlib.sha256(address.encode('utf-8', 'surrogateescape')).hexdigest()[:24]}.json"
    head = _head(path)
    if head is None and book:
        head = _of_book(folder, book)
    return Witness(path, address, head)


def _of_book(folder: Path, book: str) -> Head | None:
    """The furthest that this user saw of the book called `book`, wherever it lay then."""
    found = []
    for path in sorted(folder.glob("*.json")):
        head = _head(path)
        if head is not None and head.book == book:
            found.append(head)
    return max(found, key=lambda head: head.count, default=None)


def _head(path: Path) -> Head | None:
    try:
        said = json.loads(path.read_bytes())
        return Head(str(said["册"]), int(said["条数"]), str(said["摘要"]))
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _replaced(seen: Head, book: Book) -> bool:
    """Whether `book` says itself that it took the place of the one that was seen, as a confirmed restore does."""
    return any(lost.book == seen.book and lost.count >= seen.count for lost in book.restored)
