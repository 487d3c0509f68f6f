"""The folder 进展 beside a document: months of progress and the 编号 of an issued table, read and written."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TypeVar

from ygt_docs.notice import Content, load_content
from ygt_docs.notice.deadlines import NO_MEANING
from ygt_docs.notice.document import Document
from ygt_docs.notice.fields import Model
from ygt_docs.notice.finding import validate
from ygt_docs.notice.including import check_header, header_for
from ygt_docs.notice.registering import IDS, MONTH, PROGRESS, Progress, TaskIds
from ygt_docs.notice.shape import expected_of
from ygt_docs.notice.units import UnitBook
from ygt_docs.notice.writer import write_tree
from ygt_docs.problems import Place, Problems, UserError, problem
from ygt_docs.project import Project
from ygt_docs.reading import read_tree
from ygt_docs.tasklist.items import Item, items_of, named_in_progress

M = TypeVar("M", bound=Model)
_YAML = (".yaml", ".yml")


@dataclass
class Plan:
    """A document with its tasks and what is known of their progress, by month (2026-05).

    `issued`: its own files stay as they are from now on.
    """

    document: Document
    items: list[Item]
    ids: TaskIds | None = None
    months: dict[str, Progress] = field(default_factory=dict)
    issued: bool = False

    @property
    def folder(self) -> Path:
        """Where its progress lies."""
        return self.document.folder / PROGRESS

    def item(self, identity: str) -> Item | None:
        """The task with that 编号 (None: no task has it)."""
        return next((item for item in self.items if item.id == identity), None)


@dataclass
class Plans:
    """The plans that a command works with; `units` knows the units of the content folder.

    `written_over`: what stood in the files that 编号 were written into (None: no file), should the command fail.
    """

    content: Path
    project: Project
    plans: list[Plan]
    units: UnitBook
    problems: Problems
    written_over: dict[Path, bytes | None] = field(default_factory=dict)

    @property
    def items(self) -> list[Item]:
        """The tasks of all plans."""
        return [item for plan in self.plans for item in plan.items]


def load_plans(names: list[str], content: Path, project: Project, issued: Collection[str] = ()) -> Plans:
    """The documents `names` ([]: every document that has tasks) with their progress.

    `issued` are those that the book of numbers has as issued; one that bears a number and a day of printing is too.
    Raises UserError (N101, N108, L201 a document with errors, L202 one without tasks, L203 there is none at all, or
    errors in the folder 进展).
    """
    loaded = _load(names, content, project)
    problems = Problems(item for item in loaded.problems if item.place.file and item.place.file.endswith("单位.yaml"))
    plans: list[Plan] = []
    units = loaded.units.knowing(_units_named(loaded))
    for item in loaded.documents:
        place = Place(project.shown(item.folder))
        if item.document is None or item.problems.errors:
            if item.document is None or names:
                problems.extend([problem("L201", place, name=item.name), *item.problems.errors])
            if item.document is None:
                continue
        plan = _plan(replace(item.document, units=units), project, problems)
        plan.issued = item.name in issued or _was_printed(item.document)
        if plan.items:
            plans.append(plan)
        elif names:
            problems.add("L202", place, name=item.name)
    if problems.errors:
        raise UserError(problems)
    if not plans:
        raise UserError([problem("L203", Place(project.shown(content)))])
    return Plans(content, project, plans, units, problems)


def _units_named(loaded: Content) -> Iterator[str]:
    """The units that tasks name, as they stand there: one that a task names alone is no part of another's name."""
    for document in loaded.documents:
        for item in () if document.document is None else items_of(document.document):
            for unit in item.everybody:
                yield unit.name


def _load(names: list[str], content: Path, project: Project) -> Content:
    """The documents asked for. Raises UserError N101 or N108."""
    if not names:
        loaded = load_content(content, project)
        missing = [item for item in loaded.problems if item.code == "N101"]
        if missing:
            raise UserError(missing)
        return loaded
    parts = []
    for name in dict.fromkeys(names):
        parts.append(load_content(content, project, name))
    unknown = [item for part in parts for item in part.problems if item.code in ("N101", "N108")]
    if unknown:
        raise UserError(unknown)
    documents = tuple(document for part in parts for document in part.documents)
    return Content(documents, parts[0].problems, parts[0].organs, parts[0].units)


def _was_printed(document: Document) -> bool:
    """Whether the document has its 顺序号 and its 印发日期: also where an office keeps no book of numbers."""
    number, imprint = document.notice.number, document.notice.imprint
    numbered = number is not None and number.serial is not None
    return numbered and imprint is not None and imprint.printed_on is not None


def _plan(document: Document, project: Project, problems: Problems) -> Plan:
    folder = document.folder / PROGRESS
    ids = None
    if os.path.lexists(folder / IDS):
        ids = _read(folder / IDS, TaskIds, project, problems)
    plan = Plan(document, items_of(document, ids), ids)
    if ids is not None:
        _check_document(ids.document, folder / IDS, plan, project, problems)
        _check_ids(plan, project, problems)
    if plan.items:
        _check_deadlines(plan, problems)
        _read_months(plan, project, problems)
    return plan


def _check_deadlines(plan: Plan, problems: Problems) -> None:
    """Deadlines of which nobody can say what day they are (暑假期间): their tasks would never be overdue, unsaid."""
    unclear: dict[str, Place] = {}
    count = 0
    for item in plan.items:
        if item.words and item.meaning == NO_MEANING:
            count += 1
            unclear.setdefault(item.words, item.place)
    if unclear:
        words, place = next(iter(unclear.items()))
        problems.add("L211", place, count=count, listed="、".join(unclear), words=words)


def _read_months(plan: Plan, project: Project, problems: Problems) -> None:
    names = sorted(os.listdir(plan.folder)) if plan.folder.is_dir() else []
    for name in names:
        month, suffix = os.path.splitext(name)
        if suffix not in _YAML or name == IDS or name.startswith("."):
            continue
        path = plan.folder / name
        if MONTH.fullmatch(month) is None:
            problems.add("L204", Place(project.shown(path)), found=name)
            continue
        progress = _read(path, Progress, project, problems)
        if progress is None:
            continue
        if progress.month != month:
            problems.add("L205", progress.month.place, found=progress.month, right=month)
        _check_document(progress.document, path, plan, project, problems)
        _check_entries(progress, plan, problems)
        plan.months[month] = progress


def _read(path: Path, model: type[M], project: Project, problems: Problems) -> M | None:
    before = len(problems.errors)
    tree = read_tree(path, project.shown(path), problems, expected_of(model))
    check_header(path, model, project, problems)
    made = None if tree is None else validate(model, tree, problems, {})
    if len(problems.errors) == before:
        return made
    return None


def _check_document(named: str, path: Path, plan: Plan, project: Project, problems: Problems) -> None:
    """A file about progress names the document that it is about: one that was copied along belongs to another."""
    right = named_in_progress(plan.document.notice)
    if named not in (right, "".join(plan.document.notice.title)):
        place = getattr(named, "place", Place(project.shown(path)))
        problems.add("L206", place, found=named, right=right)


def _check_ids(plan: Plan, project: Project, problems: Problems) -> None:
    """Each 编号 of 编号.yaml stands once and has its task."""
    assert plan.ids is not None
    taken = {item.id for item in plan.items}
    seen: set[str] = set()
    for task in plan.ids.tasks:
        if task.id in seen:
            problems.add("L207", task.id.place, found=task.id)
        elif task.id not in taken:
            problems.add("L208", task.task.place, found=task.id, task=_short(task.task))
        seen.add(str(task.id))


def _check_entries(progress: Progress, plan: Plan, problems: Problems) -> None:
    known = {item.id for item in plan.items}
    for entry in progress.entries:
        if entry.id not in known:
            problems.add("L209", entry.id.place, found=entry.id, name=plan.document.name)


def write_model(path: Path, tree: Mapping[str, object], model: type[Model], project: Project) -> bytes:
    """The file `path` that holds `tree` under the keys of `model`."""
    return write_tree(tree, model, header_for(path, model, project)).encode("utf-8")


def _short(text: str) -> str:
    return text if len(text) <= 20 else f"{text[:20]}…"
