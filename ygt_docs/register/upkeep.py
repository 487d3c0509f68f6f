"""Looks after the book (盘点): holds it against its chain, witness, content and issued files, and repairs what may be.

Also what is entered by hand: reservations, numbers that were taken on paper, void ones, and columns of the book.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from ygt_docs.notice.claims import Claim
from ygt_docs.notice.numbers import Number, Series
from ygt_docs.problems import Place, Problems, UserError, problem
from ygt_docs.register.book import as_day, latest_day
from ygt_docs.register.desk import Desk
from ygt_docs.register.documents import Judge, Seen, look_over
from ygt_docs.register.entry import Action, Entry, EntryState
from ygt_docs.register.finals import FinalStore
from ygt_docs.register.journal import Book
from ygt_docs.register.taking import is_far_ahead, settle

_SHOWN = 10
_OWN_COLUMNS = ("序号", "发文字号", "状态", "余存")


@dataclass(frozen=True)
class Audited:
    """What an audit found; `holds`: the chain and the witness are right. `questionable` are the numbers to look at."""

    holds: bool
    count: int
    problems: Problems
    questionable: tuple[str, ...] = ()
    repaired: tuple[str, ...] = field(default=())


def audit(desk: Desk, repair: bool, day: datetime.date | None) -> Audited:
    """Hold the book against everything; `repair` drops reservations that are over by `day`, and enters typed numbers.

    `day` None: the latest day that a document of the book bears. Raises UserError for what cannot be read at all.
    """
    everything = look_over(desk.content, desk.project)
    try:
        book = desk.read()
    except UserError as error:
        if any(item.code != "R101" for item in error.problems):
            raise
        return _broken(desk, everything, Problems(error.problems))
    repaired: list[str] = []
    found = Problems()
    if repair:
        told = Problems()
        with desk.change() as change:
            settle(desk, change, everything, told)
            today = day or latest_day(change.book)
            for entry in over(change.book, today):
                change.do(Action.LAPSE, replace(entry, reason=f"预留到期（{entry.until}）"))
                repaired.append(f"收回到期的预留 {entry.number}")
            repaired += _entered(book, change.book)
            book = change.book
        desk.see(book)
        found.extend(item for item in told if item.code != "R611")  # what is left undone is found again below
    _look(desk, book, everything, day, found)
    found.extend(desk.problems)
    return Audited(True, book.head.count, found, (), tuple(repaired))


def over(book: Book, day: datetime.date | None) -> list[Entry]:
    """The reservations that are over by `day` (None: none is)."""
    found = []
    for entry in book.entries.values():
        until = as_day(entry.until)
        if entry.state is EntryState.RESERVED and until is not None and day is not None and until < day:
            found.append(entry)
    return found


def _entered(before: Book, after: Book) -> list[str]:
    fresh = []
    for number in after.entries:
        if number not in before.entries:
            fresh.append(number)
    return [f"补登 {number}" for number in sorted(fresh)]


def _broken(desk: Desk, everything: Mapping[str, Seen], found: Problems) -> Audited:
    """A book that does not hold: its rows that were edited, and what documents bear that it has not, or otherwise."""
    known, questionable = desk.read_unproved(), desk.edited()
    for seen in everything.values():
        for claim in seen.claims:
            number = claim.number(desk.rules.yearly)
            entry = known.entries.get(number)
            if entry is None or entry.document != seen.name:
                questionable.add(number)
    for number, entry in known.entries.items():
        if entry.document and entry.document not in everything:
            questionable.add(number)
    names = tuple(str(number) for number in sorted(questionable))
    return Audited(False, known.head.count, found, names)


def _look(desk: Desk, book: Book, everything: Mapping[str, Seen], day: datetime.date | None, found: Problems) -> None:
    claims = {}
    for name, seen in everything.items():
        claims[name] = seen.claims
    judged = Judge(book, desk.content, desk.project, desk.rules.yearly).judge(claims)
    for problems in judged.found.values():
        found.extend(problems)
    _fresh(desk, book, judged.fresh, found)
    renamed = set()
    for name, entry in judged.renamed:
        renamed.add(entry.number)
        words = {"found": str(entry.number), "old": entry.document or "线下占用", "new": name}
        found.add("R610", everything[name].place, run=desk.call, **words)
    finals = FinalStore(desk.rules.finals)
    for entry in book.entries.values():
        gone = bool(entry.document) and entry.document not in everything and entry.number not in renamed
        if entry.state is EntryState.NUMBERED and gone:
            found.add("R601", desk.place, found=str(entry.number), name=entry.document, run=desk.call)
        for final in entry.finals:
            lost = finals.missing(final.digest)
            if lost:
                shown = "、".join(lost[:_SHOWN]) + ("等" if len(lost) > _SHOWN else "")
                place = Place(desk.project.shown(finals.folder))
                found.add("R602", place, found=str(entry.number), day=final.issued_on, lost=shown, run=desk.call)
    for entry in over(book, day or latest_day(book)):
        found.add("R603", desk.place, found=str(entry.number), until=entry.until, purpose=entry.purpose, run=desk.call)


def _fresh(desk: Desk, book: Book, fresh: tuple[tuple[str, Claim], ...], found: Problems) -> None:
    for name, claim in fresh:
        number = claim.number(desk.rules.yearly)
        last = book.top.get((number.series, number.year), 0)
        if is_far_ahead(desk, number, last):  # --repair does not enter it
            found.add("R611", claim.place, found=str(number), last=last, name=name, run=desk.call)
        else:
            found.add("R604", claim.place, found=str(number), run=desk.call)


def reserve(desk: Desk, series: Series, year: int, count: int, purpose: str, until: str) -> list[Number]:
    """Keep the next `count` numbers of `series` for a `purpose`, until a day ("": for ever). Raises UserError."""
    numbers = []
    with desk.change() as change:
        settle(desk, change, look_over(desk.content, desk.project), desk.problems)
        counted = desk.rules.counted_with(series)
        for _ in range(count):
            number = Number(series, year, change.book.highest(counted, year) + 1)
            change.do(Action.RESERVE, Entry(number, EntryState.RESERVED, purpose=purpose, until=until))
            numbers.append(number)
    return numbers


def void(desk: Desk, number: Number, reason: str) -> Entry:
    """Make a number void; it is not given again unless the office says so. Raises UserError (R105, R605)."""
    with desk.change() as change:
        entry = _there(desk, change.book, number)
        return change.do(Action.VOID, replace(entry, reason=reason))


def enter(desk: Desk, number: Number, facts: Mapping[str, str], issued: bool, agreed: bool) -> Entry:
    """Enter a number taken on paper. Raises UserError: R606 far ahead of the last one, R105 for one that is taken."""
    with desk.change() as change:
        top = change.book.highest(desk.rules.counted_with(number.series), number.year)
        if top and number.serial - top > desk.rules.policies.jump and not agreed:
            raise UserError([problem("R606", desk.place, found=str(number), last=top)])
        state = EntryState.ISSUED if issued else EntryState.NUMBERED
        return change.do(Action.ENTER, Entry(number, state, facts=facts))


def set_facts(desk: Desk, number: Number, facts: Mapping[str, str], columns: tuple[str, ...]) -> Entry:
    """Write columns of the book; "公文" names the folder that bears the number now. Raises UserError (R605, R607)."""
    known = []
    for column in columns:
        if column not in _OWN_COLUMNS:
            known.append(column)
    for name in facts:
        if name not in known and name != "公文":
            raise UserError([problem("R607", desk.place, found=name, known="、".join([*known, "公文"]))])
    with desk.change() as change:
        entry = _there(desk, change.book, number)
        said = {name: value for name, value in facts.items() if name != "公文"}
        after = replace(entry, facts={**entry.facts, **said}, document=facts.get("公文", entry.document))
        return change.do(Action.SET, after)


def _there(desk: Desk, book: Book, number: Number) -> Entry:
    entry = book.entries.get(number)
    if entry is None:
        raise UserError([problem("R605", desk.place, found=str(number), run=desk.call)])
    return entry
