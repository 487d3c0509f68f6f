"""A copy of the book in one file (备份), and the way back (恢复): the journal, and the issued files by digest."""

from __future__ import annotations

import io
import json
import zipfile
from dataclasses import dataclass
from pathlib import Path

from ygt_docs.files import write_atomically
from ygt_docs.problems import Place, UserError, problem
from ygt_docs.project import Call
from ygt_docs.register.desk import Desk
from ygt_docs.register.finals import FinalStore, sha256_of
from ygt_docs.register.journal import Book, Broken, Head, Row, book_of

_JOURNAL = "流水.jsonl"
_FINALS = "定稿/"
_EPOCH = (1980, 1, 1, 0, 0, 0)


@dataclass(frozen=True)
class Restored:
    """What came back: the rows of the book, and how many files of the store. `lost` rows are there no more."""

    rows: int
    files: int
    lost: int


def backup(desk: Desk, file: Path) -> tuple[int, int]:
    """Write the proved book with its issued files to `file`; how many rows and files. Raises UserError (R1xx, B1xx)."""
    book = desk.read()
    store = FinalStore(desk.rules.finals)
    made = io.BytesIO()
    digests = _digests(book, store)
    with zipfile.ZipFile(made, "w") as archive:
        lines = []
        for row in desk.store.rows():
            lines.append(json.dumps([row.count, row.version, row.text, row.before, row.hash]))
        archive.writestr(zipfile.ZipInfo(_JOURNAL, _EPOCH), "\n".join(lines), zipfile.ZIP_DEFLATED)
        for digest in digests:
            data = store.get(digest)
            if data is not None:
                archive.writestr(zipfile.ZipInfo(_FINALS + digest, _EPOCH), data, zipfile.ZIP_DEFLATED)
    write_atomically(file, made.getvalue())
    return book.head.count, len(digests)


def _digests(book: Book, store: FinalStore) -> list[str]:
    """Every file that an issued version needs."""
    found = set()
    for entry in book.entries.values():
        for final in entry.finals:
            found.add(final.digest)
            listed = store.listed(final.digest)
            if listed is not None:
                found.update(listed.outputs.values(), listed.sources.values())
    return sorted(found)


def restore(desk: Desk, file: Path, force: bool) -> Restored:
    """Put the book of `file` in the place of what is there.

    Without `force` only where nothing is lost: what is there must be an older state of the same book, or nothing.
    Raises UserError: R608 for a file that is no backup, R609 where something would be lost.
    """
    rows, files = _read(file, desk.call)
    try:
        book = book_of(rows)
    except Broken as error:
        raise UserError([problem("R608", Place(str(file)), why=error.why, run=desk.call)]) from error
    now, holds = _now(desk)
    lost = _lost(book, now)
    if lost is not None and not force:
        now_said = f"有 {lost.count} 条" if lost.count else "读不出来"
        raise UserError([problem("R609", desk.place, now=now_said, rows=book.head.count, run=desk.call)])
    path = desk.store.address.path
    if path is not None:
        path.parent.mkdir(parents=True, exist_ok=True)
        if not holds:
            path.unlink(missing_ok=True)  # it may be no database any more
    store = FinalStore(desk.rules.finals)
    for data in files:
        store.put(data)
    fewer = 0 if lost is None else max(0, lost.count - book.head.count)  # before the restored book gets a row for it
    desk.store.put(book, rows, lost)
    desk.see(desk.read())
    return Restored(len(rows), len(files), fewer)


def _now(desk: Desk) -> tuple[list[Head], bool]:
    """Where the book stands, and where the witness saw it last ([]: nowhere); False: it does not hold."""
    heads = []
    holds = True
    try:
        book = desk.store.read()
    except Broken:
        holds = False
        rows = _rows_left(desk)
        heads.append(Head("", len(rows), rows[-1].hash if rows else ""))
    else:
        if book.head.count:
            heads.append(book.head)
    seen = desk.witness().head
    return [*heads, *([seen] if seen is not None else [])], holds


def _rows_left(desk: Desk) -> list[Row]:
    try:
        return desk.store.rows()
    except Broken:
        return []


def _lost(book: Book, now: list[Head]) -> Head | None:
    """The furthest state that `book` does not run on from; None where it runs on from all of them."""
    lost = []
    for head in now:
        if head.count > book.head.count or not head.count or book.hashes[head.count - 1] != head.hash:
            lost.append(head)
    named = [head for head in lost if head.book] or lost
    return max(named, key=lambda head: head.count, default=None)


def _read(file: Path, call: Call) -> tuple[list[Row], list[bytes]]:
    try:
        with zipfile.ZipFile(file) as archive:
            rows = []
            for line in archive.read(_JOURNAL).decode("utf-8").splitlines():
                rows.append(Row(*json.loads(line)))
            files = []
            for name in archive.namelist():
                data = archive.read(name) if name.startswith(_FINALS) else b""
                if data and sha256_of(data) != name.removeprefix(_FINALS):
                    raise UserError([problem("R608", Place(str(file)), why=f"{name} 坏了", run=call)])
                if data:
                    files.append(data)
            return rows, files
    except (OSError, KeyError, ValueError, TypeError, zipfile.BadZipFile) as error:
        raise UserError([problem("R608", Place(str(file)), why="不是登记簿的备份", run=call)]) from error
