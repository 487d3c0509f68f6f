"""The desk (登记台): rules, store and witness of one content folder, and the only way to the book."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

from ygt_docs.notice.numbers import Number
from ygt_docs.notice.registering import BOOK
from ygt_docs.problems import Place, Problem, Problems, UserError, problem
from ygt_docs.project import Call, Project
from ygt_docs.register.entry import NotAllowed, from_text
from ygt_docs.register.journal import Book, Broken, hash_of
from ygt_docs.register.places import check_place
from ygt_docs.register.policies import Rules, read_rules
from ygt_docs.register.store import Change, Store
from ygt_docs.register.witness import Witness, read_witness


@dataclass
class Desk:
    """Where one content folder keeps its numbers; `problems` are the notes and warnings of its work."""

    call: Call
    rules: Rules
    store: Store
    problems: Problems = field(default_factory=Problems)

    @property
    def project(self) -> Project:
        """The project."""
        return self.call.project

    @property
    def content(self) -> Path:
        """The content folder."""
        return self.call.content

    @property
    def place(self) -> Place:
        """The book, as messages name it."""
        return Place(self.store.address.shown)

    def witness(self, book: Book | None = None) -> Witness:
        """What this user saw last of the book (`book`: what lies there now, known by its name if it was moved)."""
        address = self.store.address
        where = str(address.path) if address.path is not None else address.url
        return read_witness(where, book.head.book if book is not None else "")

    def read(self) -> Book:
        """The whole book, proved and held against its witness. Raises UserError (R1xx, R304)."""
        try:
            book = self.store.read()
            self.witness(book).check(book)
        except Broken as error:
            raise self._refused(error) from error
        self._check_old_place(book)
        return book

    def read_unproved(self) -> Book:
        """What can be read of the book, though its chain does not hold: to look at, never to go on from."""
        book = Book()
        for row in self.store.rows():
            with suppress(Broken, ValueError, KeyError, TypeError):
                book.take_in(row)
        return book

    def edited(self) -> set[Number]:
        """The numbers of the rows that were edited: their hash is not that of what they say."""
        found = set()
        for row in self.store.rows():
            if row.hash == hash_of(row.count, row.version, row.text, row.before):
                continue
            with suppress(ValueError, KeyError, TypeError):
                found.add(from_text(row.text)[1].number)
        return found

    @contextmanager
    def change(self) -> Iterator[Change]:
        """A transaction on the proved book; afterwards the witness is renewed.

        Raises UserError: R101 where the book does not hold, R105 for a step that a state forbids, and what place and
        database refuse.
        """
        self._look_at_place()
        try:
            with self.store.change(self._check) as change:
                yield change
        except Broken as error:
            raise self._refused(error) from error
        except NotAllowed as error:
            raise UserError([problem("R105", self.place, found=error.found, why=error.why, run=self.call)]) from error
        self.see(change.book)

    def see(self, book: Book) -> None:
        """Renew the witness; where it cannot be written, that is a warning: the change itself is done."""
        try:
            note = self.witness(book).renew(book)
        except UserError as error:
            self.problems.extend([_as_warning(item, self.call) for item in error.problems])
            return
        if note is not None:
            self.problems.extend([note])

    def _check(self, book: Book) -> None:
        self.witness(book).check(book)
        self._check_old_place(book)

    def _check_old_place(self, book: Book) -> None:
        """A new book where 登记.yaml says (存放), and the old one where it was: its numbers would be given again."""
        old = Path(os.path.abspath(self.content / BOOK))
        if old != self.store.address.path and old.is_file() and book.head.count <= 1:
            shown = self.project.shown(old)
            raise UserError([problem("R304", self.place, found=shown, run=self.call)])

    def _look_at_place(self) -> None:
        path = self.store.address.path
        if path is None:
            return
        self.problems.extend(check_place(path, self.call))
        path.parent.mkdir(parents=True, exist_ok=True)

    def _refused(self, error: Broken) -> UserError:
        return UserError([problem("R101", self.place, why=error.why, run=self.call)])

    def close(self) -> None:
        """Let go of the database."""
        self.store.close()


def _as_warning(item: Problem, call: Call) -> Problem:
    return problem("R202", item.place, why=item.message, run=call)


def open_desk(call: Call) -> Desk:
    """The desk of a command. Raises UserError for faults of 登记.yaml and a database that cannot be spoken to."""
    problems = Problems()
    rules = read_rules(call.content, call.project, problems)
    return Desk(call, rules, Store(rules.address), problems)
