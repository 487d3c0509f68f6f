"""One document's work, as a worker process does it: read, make, draw, report, all into a staging folder."""

from __future__ import annotations

import os
from dataclasses import replace
from datetime import UTC, date, datetime, time
from functools import lru_cache
from pathlib import Path
from typing import Any

from ygt_docs.building.characters import font_roles
from ygt_docs.building.companion import Companion, accompanied
from ygt_docs.building.fingerprint import file_hash, tool_versions
from ygt_docs.building.manifest import manifest_bytes
from ygt_docs.building.names import FIRST_PAGE, MANIFEST, REPORT
from ygt_docs.building.options import Task
from ygt_docs.building.outcome import State, lies_outside
from ygt_docs.building.road import Made, Stages, Workshop, make, real_stages
from ygt_docs.building.workers import rare_collections
from ygt_docs.compose.flow import Flow, Format
from ygt_docs.compose.segmenting import asking
from ygt_docs.compose.special import printed_name
from ygt_docs.files import write_atomically
from ygt_docs.fonts import Fonts, load_fonts
from ygt_docs.notice import load_content
from ygt_docs.notice.document import Document
from ygt_docs.notice.folders import NOTICE
from ygt_docs.notice.loader import LoadedDocument
from ygt_docs.notice.model import Notice
from ygt_docs.problems import Place, Problem, Problems, UserError, problem
from ygt_docs.profile import load_profile
from ygt_docs.project import Project
from ygt_docs.report.record import Facts, first_page_png, moved, record, to_bytes

_EPOCH = date(1980, 1, 1)


def build_document(task: Task) -> dict[str, Any]:
    """Build one document into its staging folder; its report. Raises UserError where the disk refuses to write."""
    return build_with(task, real_stages())


def build_with(task: Task, stages: Stages) -> dict[str, Any]:
    """:func:`build_document` with other stages."""
    with rare_collections(), accompanied(task.alone) as companion:
        return _build(task, stages, companion)


def _build(task: Task, stages: Stages, companion: Companion | None) -> dict[str, Any]:
    loaded, shared = _read(task)
    found = [*shared, *loaded.problems, *task.found]
    shop = None
    document = loaded.document
    if document is None and not lies_outside(loaded.problems):
        document = loaded.left
    if document is None:
        made = Made((), (*found, _note("B302", loaded, task.project)))
    else:
        _tell_time(document)
        shop = _workshop(task, _fonts(task.project), stages, companion)
        if document is loaded.document:
            with asking(None if companion is None else companion.ask):
                made = make(document, found, shop)
        else:
            made = _make_what_is_left(loaded, document, found, shop)
    report = _report(task, document, made, shop)
    _finish(task, loaded, made, report)
    return report


def _make_what_is_left(loaded: LoadedDocument, document: Document, found: list[Problem], shop: Workshop) -> Made:
    """The files of what can be laid out. What else they show may follow from what is missing: it is not told."""
    made = make(document, found, replace(shop, stages=replace(shop.stages, check=lambda *_: []), attach=False))
    return replace(made, problems=(*found, _note("B315" if made.files else "B302", loaded, shop.project)))


def _note(code: str, loaded: LoadedDocument, project: Project) -> Problem:
    return problem(code, Place(f"{project.shown(loaded.folder)}/{NOTICE}"))


def _read(task: Task) -> tuple[LoadedDocument, list[Problem]]:
    content = load_content(task.content, task.project, task.name, task.out)
    loaded = None
    for item in content.documents:
        if item.name == task.name:
            loaded = item
            break
    if loaded is None:  # it was there when the build began
        raise UserError(content.problems)
    return loaded, list(content.problems)


def _workshop(task: Task, fonts: Fonts, stages: Stages, companion: Companion | None) -> Workshop:
    profile = load_profile(task.project, Problems())  # what is wrong with it was said before any work began
    return Workshop(
        task.staged,
        fonts,
        task.project,
        stages,
        profile,
        task.sample,
        task.attach,
        task.copies,
        companion,
        draw=first_page_png,
    )


@lru_cache(maxsize=2)
def _fonts(project: Project) -> Fonts:
    """The fonts, read once for a process; what is wrong with them was said before any work began."""
    return load_fonts(project, Problems())


def _tell_time(document: Document) -> None:
    """Every library that asks for the time is told midnight of the document's date (None: 1980-01-01)."""
    moment = datetime.combine(document.notice.date or _EPOCH, time(), UTC)
    os.environ["SOURCE_DATE_EPOCH"] = str(int(moment.timestamp()))


def _report(task: Task, document: Document | None, made: Made, shop: Workshop | None) -> dict[str, Any]:
    shown = task.project.shown(task.content)
    problems = []
    for item in Problems(dict.fromkeys(made.problems)).sorted():
        problems.append(moved(item, shown, task.content.name))
    facts = Facts(task.name, _state(document, made))
    if document is not None and shop is not None:
        notice = document.notice
        title = "".join(notice.title) or printed_name(document)
        facts = Facts(
            task.name,
            _state(document, made),
            title,
            str(notice.number or ""),
            str(notice.kind),
            made.page_count,
            _used_fonts(made.flow, shop.fonts),
            shop.profile.choices(),
        )
    return record(facts, made.files, problems, tool_versions())


def _state(document: Document | None, made: Made) -> State:
    if document is None or made.faulty:
        return State.FAULTY
    if _lacks_a_number(document.notice):
        return State.DRAFT
    return State.GOOD


def _lacks_a_number(notice: Notice) -> bool:
    """Whether a number that the document prints is still to be taken."""
    if notice.layout is Format.ORDER and (notice.order is None or notice.order.number is None):
        return True
    for counted in (notice.number, notice.proclamation):
        if counted is not None and counted.serial is None:
            return True
    if notice.bulletin is not None and notice.bulletin.issue is None:
        return True
    return str(notice.registration or "").endswith("×")


def _used_fonts(flow: Flow | None, fonts: Fonts) -> tuple[dict[str, Any], ...]:
    if flow is None:
        return ()
    found: list[dict[str, Any]] = []
    for role in font_roles(flow, fonts):
        found.append(
            {
                "role": role,
                "word_family": fonts.word_family(role),
                "faces": [
                    {"file": face.path.name, "sha256": face.sha256, "stand_in": face.stand_in}
                    for face in fonts.faces(role)
                ],
            }
        )
    return tuple(found)


def _finish(task: Task, loaded: LoadedDocument, made: Made, report: dict[str, Any]) -> None:
    """Add picture, report and, last of all, the manifest."""
    if made.picture is not None:
        write_atomically(task.staged / FIRST_PAGE, made.picture)
    write_atomically(task.staged / REPORT, to_bytes(report))
    source = Path(os.path.relpath(task.content / task.name, task.out)).as_posix()
    notice = file_hash(loaded.folder / NOTICE)
    manifest = manifest_bytes(task.staged, task.fingerprint, source, notice, loaded.claims)
    write_atomically(task.staged / MANIFEST, manifest)
