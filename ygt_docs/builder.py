"""The builder (生成): every document from its source to its output folder, many side by side. It knows every stage."""

from __future__ import annotations

from collections.abc import Callable, Collection
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol

from ygt_docs.building.characters import stand_ins
from ygt_docs.building.fingerprint import (
    attach_fingerprint,
    common_fingerprint,
    copies_fingerprint,
    document_fingerprint,
    parts_of_the_system_changed,
    sample_fingerprint,
    state_of,
    state_of_shared,
    tool_versions,
)
from ygt_docs.building.issued import Register, keep_issued, look_into_register
from ygt_docs.building.manifest import built_from, claims_kept, fingerprint_of, is_as_built, is_current
from ygt_docs.building.names import FIRST_PAGE, INDEX, LOCK, REPORT, STAGING
from ygt_docs.building.options import Options, Task, WrongUse, check_folders
from ygt_docs.building.outcome import BuildResult, Outcome, State, lies_outside, may_pass, problem_of
from ygt_docs.building.outputs import OUTPUTS
from ygt_docs.building.publish import leave, publish, publish_report_alone, set_aside, stage, withdraw_index
from ygt_docs.building.workers import Bug, Done, Ending, Worker, begin_early, run_all
from ygt_docs.files import discard_folder, holds, only_one_at_work, write_atomically
from ygt_docs.fonts import load_fonts
from ygt_docs.look import differing_copies
from ygt_docs.notice import Survey, needs_organs, survey
from ygt_docs.notice.claims import Claim, read_claims
from ygt_docs.notice.folders import NOTICE, look, member_folders, without_notice
from ygt_docs.problems import Place, Problem, Problems, UserError
from ygt_docs.profile import load_profile
from ygt_docs.project import Call, Project
from ygt_docs.report.index import Entry, index_bytes
from ygt_docs.report.record import Facts, moved, read_report, record

_LABELS = {output.suffix: output.label for output in OUTPUTS}
_NAMED = 10  # orphans that are named; there may be hundreds

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
    ready = _worker_for(options) if job is None else None
    try:
        content = survey(options.content, project, options.only, options.out)
        if options.only is not None and not content.names:
            raise WrongUse(item for item in content.problems if item.code == "N108")
        with only_one_at_work(options.out / LOCK, progress.waiting):
            run = _Build(project, options, progress, content, job or _whole_road, ready)
            try:
                return run.run()
            finally:
                run.clear_up()
    finally:
        if ready is not None:
            ready.stop()


def document_names(content: Path) -> list[str]:
    """The names of all documents of `content`, sorted: its folders that hold a notice.yaml, or were meant to."""
    return list(look(content).documents)


def _worker_for(options: Options) -> Worker | None:
    """A worker that begins now, while it is found out what is to be built; None where that may be nothing."""
    if options.only is None and not options.force:
        return None
    alone = options.only is not None and options.workers_for(2) > 1
    return begin_early(_whole_road, options.limits, alone)


def _whole_road(task: Task) -> dict[str, Any]:
    """The real job; imported here so that a build with nothing to do does not load the layout engine."""
    from ygt_docs.building.work import build_document

    return build_document(task)


@dataclass
class _Build:
    """One run of the builder; `notes` are the problems that belong to no document's report.

    `ready`: a worker that has begun already (None: none has). `register` is what the book of numbers says; for each
    document `double` holds the errors about numbers that another one bears too, and `states` what its sources were like
    before they were hashed; `shared` is that of what all are made from. `fonts` is the fingerprint of the faces.
    `current`: the documents of which this run has found that nothing has changed. `content`: what there is; a document
    that need not be built is not read.
    """

    project: Project
    options: Options
    progress: Progress
    content: Survey
    job: Job
    ready: Worker | None = None
    notes: Problems = field(default_factory=Problems)
    register: Register = field(default_factory=Register)
    double: dict[str, list[Problem]] = field(default_factory=dict)
    states: dict[str, str] = field(default_factory=dict)
    shared: str = ""
    current: set[str] = field(default_factory=set)
    fonts: str = ""

    def run(self) -> BuildResult:
        """Everything but the clearing up."""
        content, chosen = self.content, self.content.names
        names, lost = document_names(self.options.content), self._lost()
        told = {self.project.shown(self.options.content / name) for name in lost}  # what is worse is told below
        self.notes.extend(item for item in content.problems if item.code != "N103" or item.place.file not in told)
        self.register = look_into_register(self._call(), self._claims(names))
        if self.options.anew:
            self.register.issued.pop(self.options.only or "", None)
        self.double = self.register.found
        self.notes.extend(self.register.notes)
        prints = self._fingerprints(names)
        self.progress.begin(len(chosen) + len(lost))
        outcomes = [*self._outcomes({name: prints[name] for name in chosen}), *map(self._without_source, lost)]
        self.progress.end()
        if not content.has_organs and any(needs_organs(outcome.problems) for outcome in outcomes):
            self.notes.extend(content.without_organs)
        self._name_orphans(names + lost)
        self._write_index(prints | dict.fromkeys(lost, ""))
        folder = self.options.content
        return BuildResult(
            tuple(sorted(outcomes, key=lambda item: item.name)),
            tuple(dict.fromkeys(self.notes)),
            (folder.name, self.project.shown(folder)),
        )

    def clear_up(self) -> None:
        """Remove the staging folder; what cannot be removed there is in nobody's way, and goes with the next build."""
        with suppress(UserError):
            discard_folder(self.options.out / STAGING)

    def _lost(self) -> list[str]:
        """Folders that hold no YAML file any more, though something was built from them."""
        if self.options.only is not None:
            return []
        found: list[str] = []
        for name in look(self.options.content).others:
            if (self.options.out / name / REPORT).is_file():
                found.append(name)
        return found

    def _without_source(self, name: str) -> Outcome:
        folder = self.options.content
        found = moved(without_notice(folder / name, self.project), self.project.shown(folder), folder.name)
        return self._finished(self._failed(name, [found], None, ""))

    def _claims(self, names: list[str]) -> dict[str, tuple[Claim, ...]]:
        """The numbers of all documents, also of those that are not built now."""
        claims: dict[str, tuple[Claim, ...]] = {}
        for name in names:
            folder = self.options.content / name
            shown = self.project.shown(folder)
            kept = claims_kept(self.options.out / name, folder / NOTICE, f"{shown}/{NOTICE}")
            claims[name] = read_claims(folder, shown) if kept is None else kept
        return claims

    def _fingerprints(self, names: list[str]) -> dict[str, str]:
        """Taken before the workers read anything: what changes meanwhile is then built again next time."""
        load_profile(self.project, self.notes)
        fonts = load_fonts(self.project, self.notes)
        self.notes.extend(stand_ins(fonts))
        self.notes.extend(differing_copies(self.project))
        self.fonts = fonts.fingerprint()
        self.shared = state_of_shared(self.project, self.options.content)
        self.states = {name: self._state(name) for name in names}
        common = self._common()
        prints = {}
        for name in names:
            prints[name] = self._fingerprint(common, self.options.content / name)
        return prints | {name: issue.fingerprint for name, issue in self.register.issued.items()}

    def _common(self) -> str:
        common = common_fingerprint(self.project, self.fonts, tool_versions(), self.options.content)
        if self.options.sample:
            common = sample_fingerprint(common, self.project)
        common = copies_fingerprint(common) if self.options.copies else common
        if self.options.attach:
            return attach_fingerprint(common)
        return common

    def _state(self, name: str) -> str:
        folder = self.options.content / name
        return state_of(folder, member_folders(folder, self.project))

    def _fingerprint(self, common: str, folder: Path) -> str:
        found = []
        for item in self.double.get(folder.name, ()):
            found.append(str(item))
        return document_fingerprint(common, folder, member_folders(folder, self.project), found)

    def _outcomes(self, prints: dict[str, str]) -> list[Outcome]:
        outcomes, todo = [], []
        for name, fingerprint in prints.items():
            if name in self.register.issued:
                outcomes.append(self._finished(self._kept(name)))
                continue
            report = self._still_current(name, fingerprint)
            if report is None:
                todo.append(name)
            else:
                outcomes.append(self._finished(Outcome(name, report, skipped=True)))
        if todo:
            alone = len(todo) == 1 and self.options.workers_for(2) > 1
            outcomes += self._build_all([self._task(name, prints[name], alone) for name in todo])
        return outcomes

    def _kept(self, name: str) -> Outcome:
        """An issued document: left as it was issued, or put back."""
        try:
            report, found = keep_issued(self._call(), name, self.register.issued[name], self.register)
        except UserError as error:
            return Outcome(name, self._report(name, error.problems))
        self.notes.extend(found)
        return Outcome(name, report, skipped=True)

    def _still_current(self, name: str, fingerprint: str) -> dict[str, Any] | None:
        """The report of a document that need not be built again, else None."""
        folder = self.options.out / name
        if self.options.force or not is_current(folder, name, fingerprint):
            return None
        self.current.add(name)
        return read_report(folder / REPORT)

    def _task(self, name: str, fingerprint: str, alone: bool) -> Task:
        return Task(
            name,
            self.options.content,
            stage(self.options.out, name),
            self.project,
            fingerprint,
            self.options.sample,
            self.options.attach,
            self.options.copies,
            tuple(self.double.get(name, ())),
            alone,
        )

    def _build_all(self, tasks: list[Task]) -> list[Outcome]:
        if self.ready is not None or not tasks[0].alone or self.job is not _whole_road:
            return self._settled(tasks, self.ready)
        # It loads the layout engine, and its companion the rest.
        worker = begin_early(self.job, self.options.limits, alone=True)
        try:
            return self._settled(tasks, worker)
        finally:
            worker.stop()

    def _settled(self, tasks: list[Task], ready: Worker | None) -> list[Outcome]:
        """What came of each task; `ready`: a worker that has begun already."""
        workers = self.options.workers_for(len(tasks))
        found: list[Outcome] = []
        for task, ending in run_all(self.job, tasks, workers, self.options.limits, ready):
            found.append(self._finished(self._settle(task, ending)))
        return found

    def _settle(self, task: Task, ending: Ending) -> Outcome:
        """Publish what one worker made, or a report that says why it made nothing."""
        try:
            if isinstance(ending, Done):
                return self._publish(task, Outcome(task.name, ending.result))
        except UserError as error:
            if any(item.code == "B102" for item in error.problems):  # the old folder is as it was; the user frees it
                return Outcome(task.name, self._report(task.name, error.problems))
            return self._failed(task.name, error.problems, None, task.fingerprint)
        log = f"{self.project.shown(self.options.out)}/{task.name}"
        found = problem_of(ending, task.name, self.options, log)
        return self._failed(task.name, found, ending.trace if isinstance(ending, Bug) else None, task.fingerprint)

    def _publish(self, task: Task, outcome: Outcome) -> Outcome:
        name, found = task.name, outcome.problems
        outside = lies_outside(found)
        if outside and self._unchanged(name, task.fingerprint):
            self.notes.extend([leave(self.options.out, name, None)])
            return outcome
        self._compare_system(name)
        again = outside and may_pass(found, self.content.load(name).problems)
        shared = state_of_shared(self.project, self.options.content)
        if (shared, self._state(name)) != (self.shared, self.states[name]):  # somebody saved while the worker read
            again = True
            if self._fingerprint(self._common(), self.options.content / name) != task.fingerprint:
                self.notes.add("B312", Place(self.project.shown(self.options.content / name)), name=name)
        self.notes.extend(publish(self.options.out, name, task.staged, self._call(), keep_good=outside, again=again))
        return outcome

    def _compare_system(self, name: str) -> None:
        """Say it where parts of the system, no source, make this file another than the last one; once for a build."""
        tools = (read_report(self.options.out / name / REPORT) or {}).get("tools")
        if isinstance(tools, dict):
            changes = parts_of_the_system_changed(tools, tool_versions())
        else:
            changes = ""
        if changes:
            self.notes.add("B314", changes=changes)

    def _unchanged(self, name: str, fingerprint: str) -> bool:
        """Whether the files of the last build were made from just these sources."""
        return fingerprint_of(self.options.out / name) == fingerprint

    def _failed(self, name: str, found: list[Problem], trace: str | None, fingerprint: str) -> Outcome:
        """What became of a document that could not be made; `fingerprint` "": it has no source any more."""
        report, out = self._report(name, found), self.options.out
        if fingerprint and self._unchanged(name, fingerprint):
            self.notes.extend([leave(out, name, trace)])
            return Outcome(name, report)
        try:
            self.notes.extend(publish_report_alone(out, name, report, trace, self._call(), keep_good=bool(fingerprint)))
        except UserError:  # why nothing can be written is in `found`, or comes up again with index.html
            self.notes.extend(set_aside(out, name))
        return Outcome(name, report)

    def _report(self, name: str, found: list[Problem]) -> dict[str, Any]:
        return record(Facts(name, State.FAULTY), (), found, tool_versions())

    def _finished(self, outcome: Outcome) -> Outcome:
        self.progress.finished(outcome)
        return outcome

    def _call(self) -> Call:
        return Call(self.project, self.options.content, self.options.out)

    def _name_orphans(self, names: list[str]) -> None:
        """Output folders whose source is gone are named once, never deleted; those of another content are none."""
        found = []
        for folder in self._others(names):
            if built_from(folder) is None:
                found.append(folder.name)
        if found:
            more = f" 等 {len(found)} 件" if len(found) > _NAMED else ""
            self.notes.add("B401", count=len(found), names="、".join(found[:_NAMED]) + more)

    def _others(self, names: Collection[str]) -> list[Path]:
        """The output folders that hold none of the documents `names`."""
        folders = (report.parent for report in self.options.out.glob(f"*/{REPORT}"))
        return sorted(folder for folder in folders if folder.name not in names)

    def _write_index(self, prints: dict[str, str]) -> None:
        entries = []
        for name, fingerprint in prints.items():
            report = read_report(self.options.out / name / REPORT)
            if report is not None:
                current = name in self.current or is_current(self.options.out / name, name, fingerprint)
                entries.append(Entry(report, current))
        for folder in self._others(prints):  # what another --content built stays
            report = read_report(folder / REPORT)
            if report is not None and built_from(folder) is not None:
                entries.append(Entry(report, is_as_built(folder, folder.name)))
        index = self.options.out / INDEX
        try:
            page = index_bytes(entries, FIRST_PAGE, _LABELS, self.project)
            if not holds(index, page):
                write_atomically(index, page)
        except UserError as error:  # the documents themselves are done
            self.notes.extend(error.problems)
            withdraw_index(self.options.out)
