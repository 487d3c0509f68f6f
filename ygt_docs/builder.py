"""The builder (生成): every document from its source to its output folder, many side by side. It knows every stage."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol

from ygt_docs.building.failure import problem_of
from ygt_docs.building.fingerprint import common_fingerprint, document_fingerprint
from ygt_docs.building.manifest import is_current
from ygt_docs.building.names import FIRST_PAGE, INDEX, LOCK, REPORT, STAGING
from ygt_docs.building.options import Options, WrongUse, check_folders
from ygt_docs.building.outcome import BuildResult, Outcome, State
from ygt_docs.building.publish import publish, publish_report_alone, stage, withdraw
from ygt_docs.building.task import Task
from ygt_docs.building.versions import tool_versions
from ygt_docs.building.workers import Bug, Done, Ending, Limits, run_all
from ygt_docs.files import discard_folder, only_one_at_work, write_atomically
from ygt_docs.fonts import load_fonts
from ygt_docs.notice import Content, load_content
from ygt_docs.notice.loader import NOTICE
from ygt_docs.problems import Problem, Problems, UserError
from ygt_docs.project import Project
from ygt_docs.report.index import Entry, index_bytes
from ygt_docs.report.record import Facts, read_report, record

Job = Callable[[Task], dict[str, Any]]


class Progress(Protocol):
    """Who is told how the build goes."""

    def begin(self, total: int) -> None:
        """`total` documents will be looked at."""

    def waiting(self) -> None:
        """Another build is at work in the same folder; this one waits."""

    def finished(self, outcome: Outcome) -> None:
        """One more document is done, or was skipped."""

    def end(self) -> None:
        """All are done."""


def build(project: Project, options: Options, progress: Progress, job: Job | None = None) -> BuildResult:
    """Build what `options` names into OUT/NAME/, and OUT/index.html over everything.

    Raises WrongUse for options that cannot be followed, and UserError where nothing at all can be built (fonts,
    templates, disk). `job` (None: the whole road) makes one document; tests put another in its place.
    """
    check_folders(options, project)
    content = load_content(options.content, project, options.only)
    if options.only is not None and not content.documents:
        raise WrongUse(item for item in content.problems if item.code == "N108")
    with only_one_at_work(options.out / LOCK, progress.waiting):
        try:
            return _Build(project, options, progress, job or _whole_road).run(content)
        finally:
            discard_folder(options.out / STAGING)


def document_names(content: Path) -> list[str]:
    """The names of all documents of `content`, sorted: its folders that hold a notice.yaml."""
    return sorted(item.name for item in content.iterdir()
                  if (item / NOTICE).is_file() and not item.name.startswith("."))


def _whole_road(task: Task) -> dict[str, Any]:
    """The real job; imported here so that a build with nothing to do does not load the layout engine."""
    from ygt_docs.building.work import build_document

    return build_document(task)


@dataclass
class _Build:
    """One run of the builder; `notes` are the problems that belong to no document's report."""

    project: Project
    options: Options
    progress: Progress
    job: Job
    notes: Problems = field(default_factory=Problems)

    def run(self, content: Content) -> BuildResult:
        self.notes.extend(content.problems)
        chosen = [item.name for item in content.documents]
        names = document_names(self.options.content)
        prints = self._fingerprints(names)
        self.progress.begin(len(chosen))
        outcomes = sorted(self._outcomes({name: prints[name] for name in chosen}), key=lambda item: item.name)
        self.progress.end()
        self._name_orphans(names)
        self._write_index(prints)
        folder = self.options.content
        return BuildResult(tuple(outcomes), tuple(self.notes), (folder.name, self.project.shown(folder)))

    def _fingerprints(self, names: list[str]) -> dict[str, str]:
        """Taken before the workers read anything: what changes meanwhile is then built again next time."""
        content = self.options.content
        fonts = load_fonts(self.project, self.notes).fingerprint()
        common = common_fingerprint(self.project, fonts, tool_versions(), content)
        return {name: document_fingerprint(common, content / name) for name in names}

    def _outcomes(self, prints: dict[str, str]) -> list[Outcome]:
        outcomes, todo = [], []
        for name, fingerprint in prints.items():
            report = self._still_current(name, fingerprint)
            if report is None:
                todo.append(name)
            else:
                outcomes.append(self._finished(Outcome(name, report, skipped=True)))
        if todo:
            outcomes += self._build_all([self._task(name, prints[name]) for name in todo])
        return outcomes

    def _still_current(self, name: str, fingerprint: str) -> dict[str, Any] | None:
        """The report of a document that need not be built again, else None."""
        folder = self.options.out / name
        if self.options.force or not is_current(folder, name, fingerprint):
            return None
        return read_report(folder / REPORT)

    def _task(self, name: str, fingerprint: str) -> Task:
        return Task(name, self.options.content, stage(self.options.out, name), self.project, fingerprint)

    def _build_all(self, tasks: list[Task]) -> list[Outcome]:
        limits = Limits(self.options.time_limit, self.options.memory_limit)
        endings = run_all(self.job, tasks, self.options.workers_for(len(tasks)), limits)
        return [self._finished(self._settle(task, ending)) for task, ending in endings]

    def _settle(self, task: Task, ending: Ending) -> Outcome:
        """Publish what one worker made, or a report that says why it made nothing."""
        try:
            if isinstance(ending, Done):
                self.notes.extend(publish(self.options.out, task.name, task.staged))
                return Outcome(task.name, ending.result)
        except UserError as error:
            return self._failed(task.name, error.problems, None)
        log = f"{self.project.shown(self.options.out)}/{task.name}"
        found = problem_of(ending, task.name, self.options, log)
        return self._failed(task.name, found, ending.trace if isinstance(ending, Bug) else None)

    def _failed(self, name: str, found: list[Problem], trace: str | None) -> Outcome:
        report = record(Facts(name, State.FAULTY), (), found, tool_versions())
        try:
            self.notes.extend(publish_report_alone(self.options.out, name, report, trace))
        except UserError:  # why nothing can be written is in `found`, or comes up again with index.html
            self.notes.extend(withdraw(self.options.out, name))
        return Outcome(name, report)

    def _finished(self, outcome: Outcome) -> Outcome:
        self.progress.finished(outcome)
        return outcome

    def _name_orphans(self, names: list[str]) -> None:
        """Output folders whose source is gone are named, never deleted."""
        for report in sorted(self.options.out.glob(f"*/{REPORT}")):
            if report.parent.name not in names:
                self.notes.add("B401", name=report.parent.name)

    def _write_index(self, prints: dict[str, str]) -> None:
        entries = []
        for name, fingerprint in prints.items():
            report = read_report(self.options.out / name / REPORT)
            if report is not None:
                entries.append(Entry(report, is_current(self.options.out / name, name, fingerprint)))
        write_atomically(self.options.out / INDEX, index_bytes(entries, FIRST_PAGE, self.project))
