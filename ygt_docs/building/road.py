"""The whole road for one document: check, compose, lay out, write both files, re-open and verify them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from ygt_docs import compose, pdf, proof, rules, word
from ygt_docs.building.characters import check_characters
from ygt_docs.building.names import output_name
from ygt_docs.building.settle import LaidOutLike, Settled, settle
from ygt_docs.compose.flow import Decisions, Flow
from ygt_docs.files import write_atomically
from ygt_docs.fonts import Fonts
from ygt_docs.notice.document import Document
from ygt_docs.problems import Problem, Problems, Severity, UserError
from ygt_docs.project import Project

Write = Callable[[], bytes]
Verify = Callable[[bytes], list[Problem]]


@dataclass(frozen=True)
class Stages:
    """The stages that a document passes; a test puts others in their place."""

    check: Callable[[Document], list[Problem]]
    compose: Callable[[Document, Decisions, Problems], Flow]
    lay_out: Callable[[Flow, Fonts, Project], LaidOutLike]
    render: Callable[[Flow, Fonts, Project], bytes]
    verify_docx: Callable[[bytes, Flow, Fonts], list[Problem]]
    verify_pdf: Callable[[bytes, Flow, Fonts], list[Problem]]


def real_stages() -> Stages:
    """The stages of this package."""
    return Stages(rules.check, compose.compose, pdf.lay_out, word.render, proof.verify_docx, proof.verify_pdf)


@dataclass(frozen=True)
class Made:
    """What came out: the files that could be written (none, one or two), and every problem.

    `flow` and `page_count` are None where the document could not be laid out.
    """

    files: tuple[Path, ...]
    problems: tuple[Problem, ...]
    flow: Flow | None = None
    page_count: int | None = None

    @property
    def faulty(self) -> bool:
        """True if it must not be issued."""
        return any(item.severity is Severity.ERROR for item in self.problems)


@dataclass(frozen=True)
class Workshop:
    """Where and with what one document is made; the files go into `folder`."""

    folder: Path
    fonts: Fonts
    project: Project
    stages: Stages


def make(document: Document, found: list[Problem], shop: Workshop) -> Made:
    """Make both files of `document`, whose reading found `found`.

    With an error, wherever on the road it shows, the files are made (again) as 待改. Raises UserError where the disk
    refuses to write.
    """
    before = (*found, *shop.stages.check(document))
    made = _attempt(document, Made((), before), shop)
    if made.faulty and not _is_marked(made):
        for file in made.files:
            file.unlink()
        again = _attempt(document, made, shop)
        return replace(again, problems=tuple(dict.fromkeys((*made.problems, *again.problems))))
    return made


def _is_marked(made: Made) -> bool:
    return made.flow is None or made.flow.marked


def _attempt(document: Document, so_far: Made, shop: Workshop) -> Made:
    try:
        settled = _settle(document, so_far.faulty, shop)
    except UserError as error:
        return Made((), (*so_far.problems, *error.problems))
    problems = [*so_far.problems, *settled.problems, *check_characters(settled.flow, shop.fonts)]
    files = []
    for suffix, write, verify in _writers(settled, shop):
        file = shop.folder / output_name(document.name, suffix, settled.flow.marked)
        written, faults = _write(file, write, verify)
        files += [file] if written else []
        problems += faults
    return Made(tuple(files), tuple(dict.fromkeys(problems)), settled.flow, settled.laid.page_count)


def _settle(document: Document, marked: bool, shop: Workshop) -> Settled:
    def compose_marked(decisions: Decisions, problems: Problems) -> Flow:
        return replace(shop.stages.compose(document, decisions, problems), marked=marked)

    return settle(compose_marked, lambda flow: shop.stages.lay_out(flow, shop.fonts, shop.project))


def _writers(settled: Settled, shop: Workshop) -> list[tuple[str, Write, Verify]]:
    flow, fonts, stages = settled.flow, shop.fonts, shop.stages
    return [(".docx", lambda: stages.render(flow, fonts, shop.project),
             lambda data: stages.verify_docx(data, flow, fonts)),
            (".pdf", settled.laid.write, lambda data: stages.verify_pdf(data, flow, fonts))]


def _write(file: Path, write: Write, verify: Verify) -> tuple[bool, list[Problem]]:
    """Write one file and verify what then stands on the disk; whether there is a file, and the problems."""
    try:
        data = write()
    except UserError as error:
        return False, error.problems
    write_atomically(file, data)
    return True, verify(file.read_bytes())
