"""Takes the next number of a series for a document (取号): once, and again the same.

First a ticket goes into notice.yaml, then the number into the book, then into notice.yaml in the place of the ticket.
Whatever ends the program in between, the next call finds ticket or number and goes on from there.
"""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from ygt_docs.notice import Document, load_content
from ygt_docs.notice.claims import Claim
from ygt_docs.notice.folders import look
from ygt_docs.notice.numbers import Number, Series, typed_number
from ygt_docs.notice.suggest import near
from ygt_docs.problems import Place, Problems, UserError, problem
from ygt_docs.register.desk import Desk
from ygt_docs.register.documents import Judge, Judged, Seen, digest_of, look_over, see
from ygt_docs.register.entry import Action, Entry, EntryState
from ygt_docs.register.journal import Book
from ygt_docs.register.marking import TICKET, Mark, mark, marked
from ygt_docs.register.store import Change
from ygt_docs.register.wanted import Wanted, wanted


@dataclass(frozen=True)
class Taken:
    """The numbers of a document; `new`: it had none of them before. `problems` are what is to be said besides."""

    numbers: tuple[Number, ...]
    new: bool
    problems: Problems = field(default_factory=Problems)


@dataclass(frozen=True)
class Wish:
    """What is asked of :func:`take`.

    `day` (--date) also becomes the date of issue (None: it stays). `use` is a number that was reserved or left out,
    with the `reason` why it is taken. `agreed`: a jump in a number that was typed by hand is meant.
    """

    name: str
    day: datetime.date | None = None
    use: Number | None = None
    reason: str = ""
    agreed: bool = False


def document_named(desk: Desk, name: str) -> Document:
    """The document `name`. Raises UserError where there is none (R424), or it cannot be read (R414)."""
    loaded = load_content(desk.content, desk.project, name)
    if not loaded.documents:
        names = look(desk.content).documents
        words = {"names": "、".join(names) or "还没有公文", "hint": near(name, names, "是不是想写「{}」？")}
        raise UserError([problem("R424", Place(desk.project.shown(desk.content)), found=name, **words)])
    document = loaded.documents[0].document
    if document is None:
        place = Place(desk.project.shown(desk.content / name))
        raise UserError([problem("R414", place, name=name, run=desk.call), *loaded.documents[0].problems.errors])
    return document


def take(desk: Desk, wish: Wish) -> Taken:
    """Give the document `wish.name` its numbers, and write them into its YAML.

    Raises UserError (R1xx, R4xx, B1xx); what was written by then is whole, and the next call goes on from there.
    """
    document = document_named(desk, wish.name)
    everything = look_over(desk.content, desk.project)
    book = desk.read()
    needs = wanted(document, wish.day, book, desk.rules)
    folder = desk.content / wish.name
    if not needs:
        return _has_all(desk, wish, everything, document)
    if wish.use is not None and not any(_may_be(wish.use, need.series, need.year) for need in needs):
        wants = "、".join(f"{need.series} {need.year or ''}".strip() for need in needs)
        raise UserError([problem("R427", desk.place, found=str(wish.use), name=wish.name, wants=wants)])
    marked(folder, [(need.keys, 1) for need in needs], desk.project)  # where it cannot be written, none is taken
    ticket = _ticket(book, everything, wish.name)
    first: list[Mark] = [(TICKET, ticket)]
    if wish.day is not None:
        first.append((("成文日期",), wish.day))
    mark(folder, first, desk.project)
    everything[wish.name] = see(folder, desk.project)
    digest = digest_of(folder, desk.project)
    if everything[wish.name].ticket != ticket:  # a disk that refuses: without its ticket no document is known again
        raise UserError([problem("R425", Place(desk.project.shown(folder)), name=wish.name)])
    found = Problems()
    with desk.change() as change:
        settle(desk, change, everything, found, wish)
        numbers = []
        for need in needs:
            numbers.append(_taken(desk, change, need, everything, digest, wish))
    _warn_of_order(desk.read(), numbers, document, wish, found)
    last: list[Mark] = []
    for need, number in zip(needs, numbers, strict=True):
        last.append((need.keys, need.written(number)))
    mark(folder, [*last, (TICKET, None)], desk.project)
    return Taken(tuple(numbers), True, found)


def _ticket(book: Book, everything: Mapping[str, Seen], name: str) -> str:
    """The ticket that the document has, or a new one: also where the ticket came with the copy of a folder."""
    own = everything[name].ticket
    copied = False
    for entry in book.entries.values():
        if own and entry.ticket == own and entry.document != name and is_elsewhere(entry, everything):
            copied = True
    if own and not copied:
        return own
    return uuid.uuid4().hex[:16]


def _may_be(use: Number, series: Series, year: int) -> bool:
    """Whether `use`, as it was typed, can be a number of `series` and `year`; a year that nobody typed is any."""
    return use.series == series and (not use.year or not year or use.year == year)


def _has_all(desk: Desk, wish: Wish, everything: Mapping[str, Seen], document: Document) -> Taken:
    """A document that bears its numbers already: they are entered if the book does not know them yet."""
    found = Problems()
    if not everything[wish.name].claims:
        place = Place(desk.project.shown(desk.content / wish.name))
        raise UserError([problem("R412", place, name=wish.name)])
    with desk.change() as change:
        settle(desk, change, everything, found, wish)
    mark(desk.content / wish.name, [(TICKET, None)], desk.project)
    numbers = []
    for claim in everything[wish.name].claims:
        numbers.append(claim.number(desk.rules.yearly))
    use = wish.use
    if use is not None and not any(_may_be(use, one.series, one.year) and use.serial == one.serial for one in numbers):
        has = "、".join(map(str, numbers))
        raise UserError([problem("R428", desk.place, found=str(use), name=wish.name, has=has, run=desk.call)])
    if wish.day is not None and wish.day != document.notice.date:
        found.add("R426", document.locate("成文日期"), date=str(document.notice.date or "没有写"), asked=wish.day)
    return Taken(tuple(numbers), False, found)


def settle(
    desk: Desk, change: Change, everything: Mapping[str, Seen], found: Problems, wish: Wish | None = None
) -> Judged:
    """Enter into the book what the documents say of their numbers: typed ones, other names, other facts.

    What is wrong with the document of `wish` is raised as a UserError; what is wrong with others is told by `audit` and
    by their own build.
    """
    judge = Judge(change.book, desk.content, desk.project, desk.rules.yearly)
    judged = judge.judge({name: seen.claims for name, seen in everything.items()})
    own = wish.name if wish is not None else ""
    if judged.found.get(own):
        raise UserError(judged.found[own])
    tops = dict(change.book.top)
    for name, claim in judged.fresh:
        _enter_typed(desk, change, everything[name], claim, tops, found, wish)
    for name, entry in judged.renamed:
        change.do(Action.RENAME, replace(entry, document=name))
        words = {"found": str(entry.number), "old": entry.document or "线下占用", "new": name}
        found.add("R420", everything[name].place, **words)
    for number, name in judged.holders.items():
        entry = change.book.entries[number]
        facts = {**entry.facts, **everything[name].facts}
        if facts != dict(entry.facts):
            change.do(Action.SET, replace(entry, facts=facts))
    return judged


def _enter_typed(
    desk: Desk,
    change: Change,
    seen: Seen,
    claim: Claim,
    tops: Mapping[tuple[Series, int], int],
    found: Problems,
    wish: Wish | None,
) -> None:
    """A number that was typed by hand counts as taken, unless it lies too far ahead and nobody agreed."""
    number = claim.number(desk.rules.yearly)
    before = tops.get((number.series, number.year), 0)
    own = wish is not None and wish.name == seen.name
    if is_far_ahead(desk, number, before) and not (own and wish is not None and wish.agreed):
        code = "R415" if own else "R611"  # of another document it is told, and this one has its number all the same
        told = problem(code, claim.place, found=str(number), last=before, name=seen.name, run=desk.call)
        if own:
            raise UserError([told])
        found.extend([told])
        return
    entry = change.book.entries.get(number) or Entry(number, EntryState.NUMBERED)
    digest = digest_of(desk.content / seen.name, desk.project)
    change.do(Action.TYPED, replace(entry, document=seen.name, digest=digest, facts=seen.facts))


def is_far_ahead(desk: Desk, number: Number, last: int) -> bool:
    """Whether `number` is so far ahead of the `last` one of its series (0: there is none) that somebody must agree."""
    return bool(last) and number.serial - last > desk.rules.policies.jump


def _taken(desk: Desk, change: Change, need: Wanted, everything: Mapping[str, Seen], digest: str, wish: Wish) -> Number:
    """The number for one need: what the ticket or the same document has, what was asked for, else the next."""
    seen = everything[wish.name]
    before = _own_before(desk, change, need, seen, digest, everything)
    if before is not None:
        return before.number
    if wish.use is not None and _may_be(wish.use, need.series, need.year):
        return _chosen(desk, change, need, seen, digest, wish)
    counted = desk.rules.counted_with(need.series)
    number = Number(need.series, need.year, change.book.highest(counted, need.year) + 1)
    made = Entry(number, EntryState.NUMBERED, seen.name, seen.ticket, digest, seen.facts)
    change.do(Action.TAKE, made)
    return number


def _own_before(
    desk: Desk, change: Change, need: Wanted, seen: Seen, digest: str, everything: Mapping[str, Seen]
) -> Entry | None:
    """What the book has for this document already, by its ticket, its content, or its folder and title.

    Raises UserError: R409 where the folder had a number and nobody can tell whether it is the same document, R410 where
    it was issued.
    """
    for entry in change.book.entries.values():
        number = entry.number
        if number.series != need.series or number.year != need.year:
            continue
        if entry.state not in (EntryState.NUMBERED, EntryState.ISSUED):
            continue
        if entry.document != seen.name and is_elsewhere(entry, everything):
            continue
        if entry.ticket == seen.ticket or (entry.digest == digest and entry.state is EntryState.NUMBERED):
            return _kept(change, entry, seen)
        if entry.document == seen.name:
            return _same_folder(desk, entry, need, seen)
    return None


def is_elsewhere(entry: Entry, everything: Mapping[str, Seen]) -> bool:
    """Whether the document that the book means by `entry` still stands where the book knows it."""
    other = everything.get(entry.document)
    if other is None:
        return False
    serials = set()
    for claim in other.claims:
        serials.add((claim.series, claim.serial))
    return other.ticket == entry.ticket != "" or (entry.number.series, entry.number.serial) in serials


def _kept(change: Change, entry: Entry, seen: Seen) -> Entry:
    """The document keeps its number, also under another name."""
    if entry.document == seen.name:
        return entry
    return change.do(Action.RENAME, replace(entry, document=seen.name))


def _same_folder(desk: Desk, entry: Entry, need: Wanted, seen: Seen) -> Entry:
    """A folder that had a number, whose document now has none, and another content."""
    words = {"found": str(entry.number), "name": seen.name}
    if entry.state is EntryState.ISSUED:
        raise UserError([problem("R410", seen.place, **words)])
    if seen.title and entry.fact("标题") == seen.title:
        return entry
    raise UserError(
        [problem("R409", seen.place, serial=entry.number.serial, key=need.keys[-1], run=desk.call, **words)]
    )


def _chosen(desk: Desk, change: Change, need: Wanted, seen: Seen, digest: str, wish: Wish) -> Number:
    """The number that was asked for: a reserved one, or one that was left out where the office allows it."""
    assert wish.use is not None
    number = Number(need.series, need.year, wish.use.serial)
    entry = change.book.entries.get(number)
    top = change.book.highest(desk.rules.counted_with(need.series), need.year)
    place = desk.place
    if entry is None and number.serial > top:
        raise UserError([problem("R416", place, found=str(number), last=top)])
    if entry is None and not desk.rules.offers_gaps:
        raise UserError([problem("R417", place, found=str(number))])
    if entry is not None and entry.state is EntryState.VOID and not desk.rules.offers_voided:
        raise UserError([problem("R418", place, found=str(number), why=entry.reason)])
    if entry is not None and entry.state not in (EntryState.RESERVED, EntryState.VOID):
        raise UserError([problem("R419", place, found=str(number), holder=entry.fact("标题") or entry.document)])
    reserved = entry is not None and entry.state is EntryState.RESERVED
    if not reserved and not wish.reason:
        raise UserError([problem("R421", place, found=str(number))])
    before = entry or Entry(number, EntryState.NUMBERED)
    made = replace(before, document=seen.name, ticket=seen.ticket, digest=digest, facts=seen.facts, reason=wish.reason)
    change.do(Action.TAKE, made)
    return number


def _warn_of_order(book: Book, numbers: Sequence[Number], document: Document, wish: Wish, found: Problems) -> None:
    """A number whose day lies before that of an earlier one of its series (R406)."""
    day = wish.day or document.notice.date
    if day is None:
        return
    for number in numbers:
        later = []
        for other in book.entries.values():
            same = (other.number.series, other.number.year) == (number.series, number.year)
            if same and other.number.serial < number.serial and other.fact("成文日期") > day.isoformat():
                later.append(other)
        if later:
            last = max(later, key=lambda entry: entry.fact("成文日期"))
            words = {"found": str(number), "date": day.isoformat(), "last": str(last.number)}
            found.add("R406", document.locate("成文日期"), other=last.fact("成文日期"), **words)


def number_of(typed: str, place: Place) -> Number:
    """The number that somebody typed in a command. Raises UserError (R422) where it is none."""
    number = typed_number(typed)
    if number is None:
        raise UserError([problem("R422", place, found=typed)])
    return number
