"""The 编号 of tasks: given once, kept for ever, never printed; beside the document once that is issued."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from ygt_docs.editing import Map, Source, Tree, text_of
from ygt_docs.notice.document import Document
from ygt_docs.notice.folders import NOTICE
from ygt_docs.notice.model import Notice
from ygt_docs.notice.registering import IDS, TaskIds
from ygt_docs.problems import Place, Problems, UserError, problem
from ygt_docs.project import Call, Project
from ygt_docs.reading.source import like_before, plain_lines
from ygt_docs.tasklist.items import Item, named_in_progress
from ygt_docs.tasklist.store import Plan, write_model
from ygt_docs.together import write_all

_USUAL = re.compile(r"R([0-9]{1,9})")
_DIGITS = 2


def check_doubles(plan: Plan, project: Project, problems: Problems) -> None:
    """Add an error for each 编号 that two tasks of a document bear: nothing could be said of either."""
    seen: set[str] = set()
    for item in plan.items:
        if item.id in seen:
            command = Call(project, plan.document.folder.parent).tasks(plan.document.name, "--ids")
            problems.add("L103", item.place, found=item.id, command=command)
        if item.id:
            seen.add(item.id)


def unnumbered(plan: Plan) -> list[Item]:
    """The tasks that have no 编号 yet."""
    found: list[Item] = []
    for item in plan.items:
        if not item.id:
            found.append(item)
    return found


class NextIds:
    """New 编号 for one document: above every one that was ever given there, so that none comes twice."""

    def __init__(self, plan: Plan) -> None:
        used = []
        for item in plan.items:
            used.append(item.id or "")
        for task in plan.ids.tasks if plan.ids is not None else ():
            used.append(str(task.id))
        for progress in plan.months.values():
            for entry in progress.entries:
                used.append(str(entry.id))
        numbers = []
        for match in map(_USUAL.fullmatch, used):
            if match is not None:
                numbers.append(int(match[1]))
        self._last = max(numbers, default=0)

    def next(self) -> str:
        """The next one: R01, R02 …"""
        self._last += 1
        return f"R{self._last:0{_DIGITS}}"


@dataclass(frozen=True)
class Numbering:
    """The 编号 that a document gets: `files` are to be written, `count` tasks get one, `where` says in which file."""

    files: dict[Path, bytes | None]
    count: int
    where: Path | None


def number_tasks(plan: Plan, project: Project) -> Numbering:
    """What gives every task of `plan` its 编号; nothing is written. Raises UserError L103 or U106."""
    problems = Problems()
    check_doubles(plan, project, problems)
    if problems.errors:
        raise UserError(problems)
    missing = unnumbered(plan)
    if not missing:
        return Numbering({}, 0, None)
    ids = NextIds(plan)
    given = {}
    for item in missing:
        given[id(item)] = ids.next()
    if plan.issued or any(not item.keys for item in missing):
        return _beside(plan, given, project)
    return _inside(plan, given, project)


def write_ids(numbering: Numbering) -> None:
    """Write the files of `numbering`, all or none. Raises UserError B101 … B103."""
    write_all(numbering.files)


def _beside(plan: Plan, given: dict[int, str], project: Project) -> Numbering:
    """进展/编号.yaml with the old 编号 and the new ones."""
    path = plan.folder / IDS
    known = {}
    for task in plan.ids.tasks if plan.ids is not None else ():
        known[str(task.id)] = str(task.task)
    for item in plan.items:
        if id(item) in given:
            known[given[id(item)]] = item.text
    tree = {
        "公文": named_in_progress(plan.document.notice),
        "任务": [{"编号": identity, "任务": text} for identity, text in known.items()],
    }
    return Numbering({path: write_model(path, tree, TaskIds, project)}, len(given), path)


def _inside(plan: Plan, given: dict[int, str], project: Project) -> Numbering:
    """The document's own files with the new 编号 in place."""
    files = OwnFiles(plan.document, project)
    for item in plan.items:
        if id(item) in given:
            node = files.tree.at(*item.keys)
            assert isinstance(node, Map)
            node.put("编号", given[id(item)])
    changed = files.changed()
    return Numbering(dict(changed), len(given), next(iter(changed), None))


class OwnFiles:
    """The YAML files of one document, as a tree that can be changed."""

    def __init__(self, document: Document, project: Project) -> None:
        self._document, self._project = document, project
        paths = dict.fromkeys(path for path in document.sources if path.parent == document.folder)
        self._before = {path.name: path.read_bytes() for path in paths}
        self.sources = {name: Source(name, plain_lines(data)) for name, data in self._before.items()}
        self.tree = Tree(self.sources, NOTICE, Notice)

    def changed(self) -> dict[Path, bytes]:
        """The files that are no longer as they were read, with their new content.

        Raises UserError U106 where one was saved by somebody else meanwhile.
        """
        files: dict[Path, bytes] = {}
        for name, source in self.sources.items():
            path = self._document.folder / name
            if path.read_bytes() != self._before[name]:
                shown = self._project.shown(path)
                raise UserError([problem("U106", Place(shown), file=shown)])
            text = text_of(source)
            if text != source.text:
                files[path] = like_before(text, self._before[name])
        return files
