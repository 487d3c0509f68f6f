"""Issues a document (印发): from then on it stays as it was, whatever becomes of templates, faces and registers.

The files go into the store first, then the book says that the document is issued: where the program ends in between, it
is not, and the next call does the rest.
"""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from ygt_docs.notice import Document
from ygt_docs.notice.folders import NOTICE
from ygt_docs.notice.numbers import NO_YEAR, Number, Series, SeriesKind
from ygt_docs.notice.organs import ORGANS
from ygt_docs.problems import Place, Problem, Problems, UserError, problem
from ygt_docs.register.desk import Desk
from ygt_docs.register.documents import Seen, digest_of, look_over, see
from ygt_docs.register.entry import Action, Entry, EntryState, Final
from ygt_docs.register.finals import FinalFiles, FinalStore
from ygt_docs.register.journal import Book
from ygt_docs.register.marking import TICKET, Mark, mark
from ygt_docs.register.store import Change
from ygt_docs.register.taking import Wish, document_named, settle
from ygt_docs.register.wanted import UNCOUNTED, wanted
from ygt_docs.walking import below

_PRINTED_ON = ("版记", "印发日期")


@dataclass(frozen=True)
class Built:
    """What a build made of the document: its files by what follows its name in theirs, and every 错误."""

    files: Mapping[str, bytes]
    errors: tuple[Problem, ...]
    versions: Mapping[str, str]


Build = Callable[[], Built]


@dataclass(frozen=True)
class Issued:
    """What became of the document: its numbers, the day, and whether it was issued just now."""

    numbers: tuple[Number, ...]
    day: str
    new: bool
    problems: Problems = field(default_factory=Problems)


def issue(desk: Desk, name: str, day: datetime.date | None, build: Build, reason: str = "") -> Issued:
    """Freeze the document `name` as `build` makes it; `day` (--date) becomes its 印发日期 (None: what the YAML says).

    `reason` ("": the first issue) is why an issued document is issued anew; both versions are kept. Asked again, an
    issued document stays as it is. Raises UserError (R1xx, R4xx, R5xx, B1xx, and what the build finds).
    """
    document = document_named(desk, name)
    found = Problems()
    entries = _entries(desk, document, found)
    issued = [entry for entry in entries if entry.final is not None]
    if issued and not reason:
        return _again(desk, document, issued, day, found)
    if reason and not issued:
        raise UserError([problem("R505", _place(desk, name), name=name, issue=desk.call.issue(name))])
    printed_on = _day(desk, document, day, issued)
    _write_day(desk, document, printed_on)
    built = build()
    if built.errors:
        raise UserError([problem("R506", _place(desk, name), name=name), *built.errors])
    final = Final(_store(desk, name, built), printed_on.isoformat(), reason)
    seen = see(desk.content / name, desk.project, surely=True)
    numbers = []
    with desk.change() as change:
        for entry in entries or [_without_number(change, seen, printed_on)]:
            numbers.append(_freeze(desk, change, entry, seen, final, bool(issued)).number)
    return Issued(tuple(numbers), printed_on.isoformat(), True, found)


def withdraw(desk: Desk, name: str, reason: str, today: datetime.date) -> tuple[Number, ...]:
    """Take an issued document back on the day that it was issued; its number stays, its files may change again.

    Raises UserError: R507 on any later day, R505 where it is not issued.
    """
    numbers = []
    with desk.change() as change:
        entries = [entry for entry in change.book.entries.values() if entry.document == name and entry.final]
        if not entries:
            raise UserError([problem("R505", _place(desk, name), name=name, issue=desk.call.issue(name))])
        for entry in entries:
            last = entry.finals[-1]
            if last.issued_on != today.isoformat():
                words = {"found": str(entry.number), "day": last.issued_on, "name": name}
                raise UserError([problem("R507", _place(desk, name), issue=desk.call.issue(name), **words)])
            finals = (*entry.finals[:-1], replace(last, withdrawn=reason))
            change.do(Action.WITHDRAW, replace(entry, finals=finals, reason=reason))
            numbers.append(entry.number)
    return tuple(numbers)


def issued_final(book: Book, name: str) -> Final | None:
    """The version that holds of the document `name`; None where it is not issued."""
    for entry in book.entries.values():
        if entry.document == name and entry.final is not None:
            return entry.final
    return None


def _place(desk: Desk, name: str) -> Place:
    return Place(f"{desk.project.shown(desk.content / name)}/{NOTICE}")


def _entries(desk: Desk, document: Document, found: Problems) -> list[Entry]:
    """What the book has for the document, typed numbers entered first; [] for a kind that bears none.

    Raises UserError (R508) where a number is still missing.
    """
    name = document.name
    everything = look_over(desk.content, desk.project)
    everything[name] = see(desk.content / name, desk.project, surely=True)
    counted = document.notice.kind not in UNCOUNTED
    if counted and wanted(document, document.notice.date, desk.read(), desk.rules):
        raise UserError([problem("R508", _place(desk, name), name=name, number=desk.call.number(name))])
    if everything[name].claims:
        with desk.change() as change:
            settle(desk, change, everything, found, Wish(name))
            book = change.book
    else:
        book = desk.read()
    ticket = everything[name].ticket
    entries = []
    for entry in book.entries.values():
        own = entry.document == name and entry.state in (EntryState.NUMBERED, EntryState.ISSUED)
        if own and (entry.number.series.kind is not SeriesKind.NONE or entry.ticket == ticket != ""):
            entries.append(entry)
    return entries


def _again(desk: Desk, document: Document, issued: list[Entry], day: datetime.date | None, found: Problems) -> Issued:
    """A document that is issued already: as it is, or an error that says how a change is made."""
    final = issued[0].final
    assert final is not None
    name = document.name
    listed = FinalStore(desk.rules.finals).listed(final.digest)
    changed = listed is not None and digest_of(desk.content / name, desk.project) != listed.content
    if changed or (day is not None and day.isoformat() != final.issued_on):
        raise UserError([problem("R501", _place(desk, name), found=str(issued[0].number), issue=desk.call.issue(name))])
    return Issued(tuple(entry.number for entry in issued), final.issued_on, False, found)


def _day(desk: Desk, document: Document, day: datetime.date | None, issued: list[Entry]) -> datetime.date:
    """The 印发日期. Raises UserError: R502 where nobody says it, R509 for one before the day of issue."""
    imprint = document.notice.imprint
    printed_on = day or (imprint.printed_on if imprint is not None else None)
    if printed_on is None and issued and issued[0].final is not None:
        printed_on = datetime.date.fromisoformat(issued[0].final.issued_on)
    if printed_on is None:
        raise UserError([problem("R502", document.locate("版记"), issue=desk.call.issue(document.name))])
    signed_on = document.notice.date
    if signed_on is not None and printed_on < signed_on:
        words = {"day": printed_on.isoformat(), "date": signed_on.isoformat()}
        raise UserError([problem("R509", document.locate("成文日期"), **words)])
    return printed_on


def _write_day(desk: Desk, document: Document, day: datetime.date) -> None:
    """The day goes into the imprint of a document that has one; a document without numbers gets its ticket."""
    marks: list[Mark] = []
    if document.notice.imprint is not None and document.notice.imprint.printed_on != day:
        marks.append((_PRINTED_ON, day))
    folder = desk.content / document.name
    if document.notice.kind in UNCOUNTED and not see(folder, desk.project, surely=True).ticket:
        marks.append((TICKET, uuid.uuid4().hex[:16]))
    if marks:
        mark(folder, marks, desk.project)


def _store(desk: Desk, name: str, built: Built) -> str:
    """Everything about the document into the store; the digest of the list of it."""
    store = FinalStore(desk.rules.finals)
    outputs = {}
    for rest, data in sorted(built.files.items()):
        outputs[rest] = store.put(data)
    sources = {}
    for path, shown in _sources(desk, desk.content / name):
        sources[shown] = store.put(path.read_bytes())
    content = digest_of(desk.content / name, desk.project)
    return store.put(FinalFiles(name, content, outputs, sources, built.versions).to_bytes())


def _sources(desk: Desk, folder: Path) -> list[tuple[Path, str]]:
    """Every file that the document was made from, with its name in the list."""
    found = []
    for path in below(folder).files:
        if not path.name.startswith((".", "~$")) and path.is_file():
            found.append((path, path.relative_to(desk.content).as_posix()))
    organs = desk.content / ORGANS
    if organs.is_file():
        found.append((organs, ORGANS))
    templates = desk.project.templates
    for path in below(templates).files:
        if not path.name.startswith((".", "~$")) and path.is_file():
            found.append((path, f"templates/{path.relative_to(templates).as_posix()}"))
    return found


def _without_number(change: Change, seen: Seen, day: datetime.date) -> Entry:
    """The entry of a document that bears no number: the book counts it by itself."""
    series = Series(SeriesKind.NONE, str(SeriesKind.NONE))
    for entry in change.book.entries.values():
        if entry.number.series == series and entry.ticket == seen.ticket and entry.document == seen.name:
            return entry
    number = Number(series, day.year or NO_YEAR, change.book.highest((series,), day.year) + 1)
    return change.do(Action.TAKE, Entry(number, EntryState.NUMBERED, seen.name, seen.ticket, facts=seen.facts))


def _freeze(desk: Desk, change: Change, entry: Entry, seen: Seen, final: Final, again: bool) -> Entry:
    facts = {**entry.facts, **seen.facts, "印发日期": final.issued_on}
    digest = digest_of(desk.content / seen.name, desk.project)
    after = replace(
        entry, facts=facts, digest=digest, finals=(*entry.finals, final), reason=final.reason or entry.reason
    )
    return change.do(Action.REISSUE if again else Action.ISSUE, after)
