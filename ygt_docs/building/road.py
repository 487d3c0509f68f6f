"""The whole road for one document: check, compose, lay out, write its files, re-open and verify them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path

from ygt_docs import compose, pdf, proof, rules
from ygt_docs.building.attachment import attachments
from ygt_docs.building.characters import check_characters, without_echoes
from ygt_docs.building.names import file_name, marked_name, output_name
from ygt_docs.building.outputs import (
    OUTPUTS,
    PDF,
    Compose,
    ComposeDocument,
    LayOut,
    Making,
    Output,
    Part,
    parts_of,
)
from ygt_docs.building.settle import LaidOutLike, Settled, settle, with_foreseen
from ygt_docs.building.workers import beside
from ygt_docs.compose.flow import Decisions, Flow
from ygt_docs.elements.marks import copy_range
from ygt_docs.files import write_atomically
from ygt_docs.fonts import Fonts
from ygt_docs.notice.document import Document
from ygt_docs.placing import PlacedFlow, place
from ygt_docs.problems import Problem, Problems, Severity, UserError
from ygt_docs.profile import STANDARD, Profile
from ygt_docs.project import Project

_MOST_PAGES_BESIDE = 300  # a copy of the process comes to have much of its memory twice
_SEEN_IN_FILES = "DPVW"  # the codes of findings on finished files


@dataclass(frozen=True)
class Stages:
    """The stages that a document passes; a test puts others in their place."""

    check: Callable[[Document, Project], list[Problem]]
    compose: ComposeDocument
    lay_out: LayOut
    outputs: tuple[Output, ...] = OUTPUTS


def real_stages() -> Stages:
    """The stages of this package."""
    return Stages(rules.check, compose.compose, pdf.lay_out)


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
        for file in self.files:
            if file.suffix == suffix:
                return file
        return None

    @property
    def faulty(self) -> bool:
        """True if it must not be issued."""
        return any(item.severity is Severity.ERROR for item in self.problems)


@dataclass(frozen=True)
class Workshop:
    """Where and with what one document is made; the files go into `folder`.

    `copies`: a PDF of all copies too, where it has a range of copy numbers (份号).
    `alone`: nothing else is made meanwhile, so the Word file may be made in a copy of the process.
    `attach`: its PDF carries the content it was made from; `content` is that, by name (filled in by :func:`make`).
    """

    folder: Path
    fonts: Fonts
    project: Project
    stages: Stages
    profile: Profile = STANDARD
    sample: bool = False
    attach: bool = False
    copies: bool = False
    alone: bool = False
    content: Mapping[str, bytes] = field(default_factory=dict)


def make(document: Document, found: list[Problem], shop: Workshop) -> Made:
    """Make the files of `document`, whose reading found `found`.

    With an error, wherever on the road it shows, the files are made (again) as 待改. Raises UserError where the disk
    refuses to write.
    """
    noted = Problems()
    shop = replace(shop, content=attachments(document, noted) if shop.attach else {})
    single = document.notice.copy_number
    if shop.copies and single is not None and copy_range(single) is None:
        noted.add("B605", single.place, found=single)
    before = (*found, *noted, *shop.stages.check(document, shop.project))
    made = _attempt(document, Made((), before), shop)
    if made.faulty and not _is_marked(made):
        for file in made.files:
            file.unlink()
        again = _attempt(document, replace(made, problems=_now_marked(made.problems, document.name)), shop)
        made = replace(again, problems=tuple(dict.fromkeys(again.problems)))
    if made.files:
        return replace(made, files=(*made.files, *_copied(document, shop)))
    return made


def _copied(document: Document, shop: Workshop) -> list[Path]:
    """The files that are sent apart (另发), copied beside the outputs."""
    copies: list[Path] = []
    for mark, name, data in compose.sent_apart(document, shop.profile):
        file = shop.folder / output_name(document.name, Path(name).suffix, False, mark)
        write_atomically(file, data)
        copies.append(file)
    return copies


def _is_marked(made: Made) -> bool:
    return made.flow is None or made.flow.marked


def _attempt(document: Document, so_far: Made, shop: Workshop) -> Made:
    """The files of the document itself, then those of its other parts."""
    made = so_far
    for part in parts_of(document, shop.stages.compose, shop.profile):
        before = replace(made, files=(), problems=so_far.problems)
        own = _attempt_part(document.name, part, before, shop)
        if part.is_itself:
            made = own
        else:
            problems = tuple(dict.fromkeys((*made.problems, *own.problems)))
            made = replace(made, files=(*made.files, *own.files), problems=problems)
    return made


def _attempt_part(name: str, part: Part, so_far: Made, shop: Workshop) -> Made:
    try:
        settled, placed = _settle(part.compose, so_far.faulty, shop)
    except UserError as error:
        pages = file_name(PDF, name, so_far.faulty, part.name)
        return Made((), (*so_far.problems, *_found_in(pages, error.problems)))
    flow = settled.flow
    pages = file_name(PDF, name, flow.marked, part.name)
    problems = [*so_far.problems, *_found_in(pages, settled.problems), *check_characters(flow, shop.fonts)]
    making = _making(part, settled, placed, shop)
    outputs: list[tuple[Output, Path]] = []
    for output in shop.stages.outputs:
        if output.is_made(part, flow.marked, shop.sample, shop.copies and flow.copies is not None):
            outputs.append((output, shop.folder / file_name(output, name, flow.marked, part.name)))
    files: list[Path] = []
    seen: list[Problem] = []
    for (_, file), (written, faults) in zip(outputs, _write_all(outputs, making, shop.alone), strict=True):
        files += [file] if written else []
        seen += _found_in(file.name, faults)
    problems += proof.once(seen, problems)
    problems += _found_in(pages, settled.laid.problems)  # writing adds to them
    problems = without_echoes(problems, flow, shop.fonts)
    return Made(tuple(files), tuple(dict.fromkeys(problems)), flow, settled.laid.page_count)


def _making(part: Part, settled: Settled, placed: PlacedFlow, shop: Workshop) -> Making:
    carried = shop.content if part.is_itself and not settled.flow.marked else {}
    return Making(placed, settled.laid, shop.stages.lay_out, shop.fonts, shop.project, carried)


def _found_in(file: str, found: Iterable[Problem]) -> list[Problem]:
    """`found`, with the finished file `file` as the place of what was seen in it: of several, each has its name."""
    result: list[Problem] = []
    for item in found:
        result.append(
            replace(item, place=replace(item.place, file=file))
            if item.place.file is None and item.code[0] in _SEEN_IN_FILES
            else item
        )
    return result


def _now_marked(found: Iterable[Problem], name: str) -> tuple[Problem, ...]:
    """`found` in files that are made again as 待改: what they show again is not told twice."""
    result: list[Problem] = []
    for item in found:
        result.append(
            replace(item, place=replace(item.place, file=marked_name(name, item.place.file)))
            if item.place.file
            else item
        )
    return tuple(result)


def _settle(compose_it: Compose, marked: bool, shop: Workshop) -> tuple[Settled, PlacedFlow]:
    """The settled pages, and the Flow that they were made from as it was placed for them."""
    placed: list[PlacedFlow] = []

    def compose_marked(decisions: Decisions, problems: Problems) -> Flow:
        return with_foreseen(replace(compose_it(decisions, problems), marked=marked))

    def lay_out(flow: Flow) -> LaidOutLike:
        placed.append(place(flow, shop.fonts))
        return shop.stages.lay_out(placed[-1], shop.fonts, shop.project)

    return settle(compose_marked, lay_out), placed[-1]


def _write_all(outputs: Sequence[tuple[Output, Path]], making: Making, alone: bool) -> list[tuple[bool, list[Problem]]]:
    """Write all files, the first of them (Word) beside the others where the document is `alone`; see `_write`."""
    if not alone or len(outputs) == 1 or making.laid.page_count > _MOST_PAGES_BESIDE:
        return [_write(output, file, making) for output, file in outputs]
    with beside(partial(_write, *outputs[0], making)) as first:
        others = [_write(output, file, making) for output, file in outputs[1:]]
        return [first(), *others]


def _write(output: Output, file: Path, making: Making) -> tuple[bool, list[Problem]]:
    """Write one file and verify what then stands on the disk; whether there is a file, and the problems."""
    try:
        data = output.write(making)
    except UserError as error:
        return False, error.problems
    write_atomically(file, data)
    return True, output.verify(file.read_bytes(), making)
