"""The office's rules (登记.yaml): where the book lies, what begins anew each year, what is counted together."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from ygt_docs.notice.finding import validate
from ygt_docs.notice.including import check_header, lies_in
from ygt_docs.notice.numbers import YEARLY, Series, SeriesKind
from ygt_docs.notice.registering import BOOK, FINALS, REGISTER, USUAL_COLUMNS, Gaps, Policies, kind_named
from ygt_docs.notice.shape import expected_of
from ygt_docs.problems import Place, Problems, UserError
from ygt_docs.project import Project
from ygt_docs.reading import read_tree
from ygt_docs.register.store import StoreAddress

_DATABASE = ("postgresql://", "postgres://", "postgresql+psycopg://")
_DRIVER = "postgresql+psycopg://"


@dataclass(frozen=True)
class Rules:
    """What 登记.yaml says, with the usual answers where it says nothing; `content` is its folder."""

    policies: Policies
    content: Path
    project: Project

    @property
    def address(self) -> StoreAddress:
        """Where the book lies."""
        store = self.policies.store
        if store is None:
            path = self.content / BOOK
        elif store.startswith(_DATABASE):
            return StoreAddress(str(store), None, _DRIVER + store.partition("://")[2])
        else:
            path = self._folder(store) / BOOK
        return StoreAddress(self.project.shown(path), Path(os.path.abspath(path)))

    @property
    def finals(self) -> Path:
        """The folder of the issued files."""
        named = self.policies.finals
        if named is not None:
            return self._folder(named)
        store = self.policies.store
        if store is None or store.startswith(_DATABASE):
            beside = self.content
        else:
            beside = self._folder(store)
        return beside / FINALS

    @property
    def offers_gaps(self) -> bool:
        """Whether a number that was left out may be chosen."""
        return self.policies.gaps is Gaps.OFFERED

    @property
    def offers_voided(self) -> bool:
        """Whether a number that was made void may be used again."""
        return self.policies.voided is Gaps.OFFERED

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns of the printed book."""
        named = []
        for column in self.policies.columns:
            named.append(str(column))
        return tuple(named) or (*USUAL_COLUMNS, "备注")

    def yearly(self, series: Series) -> bool:
        """Whether `series` begins anew each year."""
        answer = YEARLY[series.kind]
        for rule in self.policies.rules:
            if kind_named(rule.name) is series.kind:
                answer = rule.yearly
        for rule in self.policies.rules:
            if rule.name == series.name:
                answer = rule.yearly
        return answer

    def counted_with(self, series: Series) -> tuple[Series, ...]:
        """The series that share one counter with `series`, itself among them."""
        for counter in self.policies.shared:
            codes = [str(code) for code in counter.codes]
            if series.kind is SeriesKind.CODE and series.name in codes:
                found: list[Series] = []
                for code in codes:
                    found.append(Series(SeriesKind.CODE, code))
                return tuple(found)
        return (series,)

    def _folder(self, typed: str) -> Path:
        return self.content / os.path.expanduser(typed)


def read_rules(content: Path, project: Project, problems: Problems | None = None) -> Rules:
    """The rules of `content`. Raises UserError with every fault of 登记.yaml; notes go to `problems` (None: nowhere)."""
    path = content / REGISTER
    if not os.path.lexists(path):
        return Rules(Policies.model_construct(), content, project)
    found = Problems()
    if not lies_in(content, REGISTER):
        found.add("N105", Place(project.shown(path)), found=f"「{REGISTER}」")
        raise UserError(found)
    tree = read_tree(path, project.shown(path), found, expected_of(Policies))
    check_header(path, Policies, project, found)
    policies = None if tree is None else validate(Policies, tree, found, {})
    if policies is None or found.errors:
        raise UserError(found)
    if problems is not None:
        problems.extend(found)
    return Rules(policies, content, project)
