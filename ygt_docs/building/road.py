"""The whole road for one document: check, compose, lay out, write both files, re-open and verify them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path

from ygt_docs import compose, pdf, proof, rules, word
from ygt_docs.building.attachment import attachments
from ygt_docs.building.characters import check_characters, without_echoes
from ygt_docs.building.names import marked_name, output_name, sample_name
from ygt_docs.building.settle import LaidOutLike, Settled, settle
from ygt_docs.compose.flow import Decisions, Flow
from ygt_docs.files import write_atomically
from ygt_docs.fonts import Fonts
from ygt_docs.notice.document import Document
from ygt_docs.problems import Problem, Problems, Severity, UserError, problem
from ygt_docs.profile import STANDARD, Profile
from ygt_docs.project import Project

_SEEN_IN_FILES = "DPVW"  # the codes of findings on finished files
Write = Callable[[], bytes]
Verify = Callable[[bytes], list[Problem]]
Compose = Callable[[Decisions, Problems], Flow]


@dataclass(frozen=True)
class Stages:
    """The stages that a document passes; a test puts others in their place."""

    check: Callable[[Document, Project], list[Problem]]
    compose: Callable[[Document, Decisions, Problems, Profile], Flow]
    lay_out: Callable[[Flow, Fonts, Project], LaidOutLike]
    render: Callable[[Flow, Fonts, Project], bytes]
    verify_docx: Callable[[bytes, Flow, Fonts], list[Problem]]
    verify_pdf: Callable[[bytes, Flow, Fonts], list[Problem]]


def real_stages() -> Stages:
    """The stages of this package."""
    return Stages(rules.check, compose.compose, pdf.lay_out, word.render, proof.check_docx, proof.check_pdf)


@dataclass(frozen=True)
class Made:
    """What came out: the files that could be written (those of the document itself first), and every problem.

    `flow` and `page_count` are those of the document itself, None where it could not be laid out.
    """

    files: tuple[Path, ...]
    problems: tuple[Problem, ...]
    flow: Flow | None = None
    page_count: int | None = None

    def own(self, suffix: str) -> Path | None:
        """The document's own file with `suffix` (None: it could not be made); separate appendices and 样稿 come after."""
        return next((file for file in self.files if file.suffix == suffix), None)

    @property
    def faulty(self) -> bool:
        """True if it must not be issued."""
        return any(item.severity is Severity.ERROR for item in self.problems)


@dataclass(frozen=True)
class Workshop:
    """Where and with what one document is made; the files go into `folder`.

    `attach`: its PDF carries the content it was made from; `content` is that, by name (filled in by :func:`make`).
    """

    folder: Path
    fonts: Fonts
    project: Project
    stages: Stages
    profile: Profile = STANDARD
    sample: bool = False
    attach: bool = False
    content: Mapping[str, bytes] = field(default_factory=dict)


def make(document: Document, found: list[Problem], shop: Workshop) -> Made:
    """Make both files of `document`, whose reading found `found`.

    With an error, wherever on the road it shows, the files are made (again) as 待改. Raises UserError where the disk
    refuses to write.
    """
    noted = Problems()
    shop = replace(shop, content=attachments(document, noted) if shop.attach else {})
    before = (*found, *noted, *shop.stages.check(document, shop.project))
    made = _attempt(document, Made((), before), shop)
    if made.faulty and not _is_marked(made):
        for file in made.files:
            file.unlink()
        again = _attempt(document, replace(made, problems=_now_marked(made.problems, document.name)), shop)
        return replace(again, problems=tuple(dict.fromkeys(again.problems)))
    return made


def _is_marked(made: Made) -> bool:
    return made.flow is None or made.flow.marked


def _attempt(document: Document, so_far: Made, shop: Workshop) -> Made:
    """The files of the document itself, then those of each appendix that is bound separately (另册)."""

    def compose_all(decisions: Decisions, problems: Problems) -> Flow:
        return shop.stages.compose(document, decisions, problems, shop.profile)

    made = _attempt_one(document.name, "", compose_all, so_far, shop)
    for volume in compose.volumes(document, shop.profile):
        compose_one = partial(compose.compose_volume, document, volume, profile=shop.profile)
        own = _attempt_one(document.name, volume.name, compose_one, replace(made, problems=so_far.problems), shop)
        made = replace(
            made, files=(*made.files, *own.files), problems=tuple(dict.fromkeys((*made.problems, *own.problems)))
        )
    return made


def _attempt_one(name: str, volume: str, compose_it: Compose, so_far: Made, shop: Workshop) -> Made:
    try:
        settled = _settle(compose_it, so_far.faulty, shop)
    except UserError as error:
        pdf_name = output_name(name, ".pdf", so_far.faulty, volume)
        return Made((), (*so_far.problems, *_found_in(pdf_name, error.problems)))
    pdf_name = output_name(name, ".pdf", settled.flow.marked, volume)
    problems = [*so_far.problems, *_found_in(pdf_name, settled.problems), *check_characters(settled.flow, shop.fonts)]
    files: list[Path] = []
    seen: list[Problem] = []
    for file, write, verify in _writers(name, volume, settled, shop):
        written, faults = _write(file, write, verify)
        files += [file] if written else []
        seen += _found_in(file.name, faults)
    problems += proof.once(seen, problems)
    problems += _found_in(pdf_name, settled.laid.problems)  # writing adds to them
    problems = without_echoes(problems, settled.flow, shop.fonts)
    return Made(tuple(files), tuple(dict.fromkeys(problems)), settled.flow, settled.laid.page_count)


def _found_in(file: str, found: Iterable[Problem]) -> list[Problem]:
    """`found`, with the finished file `file` as the place of what was seen in it: of several, each has its name."""
    return [
        replace(item, place=replace(item.place, file=file))
        if item.place.file is None and item.code[0] in _SEEN_IN_FILES
        else item
        for item in found
    ]


def _now_marked(found: Iterable[Problem], name: str) -> tuple[Problem, ...]:
    """`found` in files that are made again as 待改: what they show again is not told twice."""
    return tuple(
        replace(item, place=replace(item.place, file=marked_name(name, item.place.file))) if item.place.file else item
        for item in found
    )


def _settle(compose_it: Compose, marked: bool, shop: Workshop) -> Settled:
    def compose_marked(decisions: Decisions, problems: Problems) -> Flow:
        return replace(compose_it(decisions, problems), marked=marked)

    return settle(compose_marked, lambda flow: shop.stages.lay_out(flow, shop.fonts, shop.project))


def _writers(name: str, volume: str, settled: Settled, shop: Workshop) -> list[tuple[Path, Write, Verify]]:
    flow, fonts, stages = settled.flow, shop.fonts, shop.stages

    def verify_docx(data: bytes) -> list[Problem]:
        return [*stages.verify_docx(data, flow, fonts), *word.template_notes(flow, shop.project)]

    docx, pdf_file = (shop.folder / output_name(name, suffix, flow.marked, volume) for suffix in (".docx", ".pdf"))
    writers: list[tuple[Path, Write, Verify]] = [
        (docx, lambda: stages.render(flow, fonts, shop.project), verify_docx),
        (pdf_file, settled.laid.write, lambda data: stages.verify_pdf(data, flow, fonts)),
    ]
    carried = shop.content if not volume and not flow.marked else {}
    writers[1] = _with_content(writers[1], carried, flow)
    if shop.sample and not volume:  # seals stand on the document itself
        looked_at = replace(flow, sample=True)
        writers.append(
            (
                shop.folder / sample_name(name),
                lambda: stages.lay_out(looked_at, fonts, shop.project).write(),
                lambda data: stages.verify_pdf(data, looked_at, fonts),
            )
        )
    return writers


def _with_content(
    writer: tuple[Path, Write, Verify], content: Mapping[str, bytes], flow: Flow
) -> tuple[Path, Write, Verify]:
    """`writer` of a PDF that carries `content` as well ({}: nothing), and verifies that it does, and nothing else."""
    file, write, verify = writer

    def verify_all(data: bytes) -> list[Problem]:
        there = pdf.attached(data)
        wrong = sorted(name for name in {*content, *there} if content.get(name) != there.get(name))
        return [*verify(data), *([problem("B603", files="、".join(wrong))] if wrong else [])]

    if not content:
        return file, write, verify_all
    return file, lambda: pdf.attach(write(), content, flow.properties.date), verify_all


def _write(file: Path, write: Write, verify: Verify) -> tuple[bool, list[Problem]]:
    """Write one file and verify what then stands on the disk; whether there is a file, and the problems."""
    try:
        data = write()
    except UserError as error:
        return False, error.problems
    write_atomically(file, data)
    return True, verify(file.read_bytes())
