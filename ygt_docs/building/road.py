"""The whole road for one document: check, compose, lay out, write its files, re-open and verify them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path

from ygt_docs import compose, pdf
from ygt_docs.building.attachment import attachments
from ygt_docs.building.characters import check_characters, without_echoes
from ygt_docs.building.companion import Companion
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
    check_rules,
    check_text,
    get_ready,
    parts_of,
    verify_half,
    write,
    write_and_verify,
)
from ygt_docs.building.settle import LaidOutLike, Settled, settle, with_foreseen
from ygt_docs.compose.flow import Decisions, Flow
from ygt_docs.elements.marks import copy_range
from ygt_docs.files import write_atomically
from ygt_docs.fonts import Fonts
from ygt_docs.notice.document import Document
from ygt_docs.placing import PlacedFlow, place
from ygt_docs.problems import Problem, Problems, Severity, UserError
from ygt_docs.profile import STANDARD, Profile
from ygt_docs.project import Project

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
    return Stages(check_rules, compose.compose, pdf.lay_out)


@dataclass(frozen=True)
class Made:
    """What came out: the files that could be written (those of the document itself first), and every problem.

    `flow`, `page_count` and the `picture` of page one are those of the document itself, None where it could not be laid
    out; `picture` also where none was wanted.
    """

    files: tuple[Path, ...]
    problems: tuple[Problem, ...]
    flow: Flow | None = None
    page_count: int | None = None
    picture: bytes | None = None

    def own(self, suffix: str) -> Path | None:
        """The document's own file with `suffix` (None: it could not be made); separate appendices and 样稿 come after."""
        for file in self.files:
            if file.suffix == suffix:
                return file
        return None

    @property
    def faulty(self) -> bool:
        """True if it must not be issued."""
        return _faulty(self.problems)


@dataclass(frozen=True)
class Workshop:
    """Where and with what one document is made; the files go into `folder`.

    `copies`: a PDF of all copies too, where it has a range of copy numbers (份号).
    `companion`: nothing else is made meanwhile, so this copy of the process helps (None: there is none).
    `attach`: its PDF carries the content it was made from; `content` is that, by name (filled in by :func:`make`).
    `draw`: makes the picture of page one from a PDF (None: nobody wants it).
    """

    folder: Path
    fonts: Fonts
    project: Project
    stages: Stages
    profile: Profile = STANDARD
    sample: bool = False
    attach: bool = False
    copies: bool = False
    companion: Companion | None = None
    content: Mapping[str, bytes] = field(default_factory=dict)
    draw: Callable[[Path], bytes] | None = None


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
    checked, ready = _check_and_settle(document, [*found, *noted], shop)
    made = _attempt(document, Made((), (*found, *noted, *checked)), shop, ready)
    if made.faulty and not _is_marked(made):
        for file in made.files:
            file.unlink()
        again = _attempt(document, replace(made, problems=_now_marked(made.problems, document.name)), shop)
        made = replace(again, problems=tuple(dict.fromkeys(again.problems)))
    if made.files:
        return replace(made, files=(*made.files, *_copied(document, shop)))
    return made


def _check_and_settle(
    document: Document, before: Sequence[Problem], shop: Workshop
) -> tuple[list[Problem], tuple[Settled, PlacedFlow] | None]:
    """What the rules find in the text, and its pages where a companion checked it while these were laid out.

    They are laid out as if nothing were found; where something is, they are of no use (None), as pages that cannot be
    made are: what is wrong with them is said where they are made again.
    """
    companion, asked = shop.companion, list[Callable[[], list[Problem] | None]]()
    if companion is None or _faulty(before):
        return shop.stages.check(document, shop.project), None

    def ask() -> None:
        if not asked:
            companion.ask(get_ready, shop.project)
            asked.append(companion.ask(check_text, shop.stages.check, document, shop.project))

    ready = None
    with suppress(UserError):
        itself = next(parts_of(document, shop.stages.compose, shop.profile))
        ready = _settle(itself.compose, False, shop, ask)
    found = asked[0]() if asked else None
    if found is None:
        found = shop.stages.check(document, shop.project)
    return found, None if _faulty(found) else ready


def _faulty(found: Iterable[Problem]) -> bool:
    return any(item.severity is Severity.ERROR for item in found)


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


def _attempt(document: Document, so_far: Made, shop: Workshop, ready: tuple[Settled, PlacedFlow] | None = None) -> Made:
    """The files of the document itself, whose pages may be `ready`, then those of its other parts."""
    made = so_far
    for part in parts_of(document, shop.stages.compose, shop.profile):
        before = replace(made, files=(), problems=so_far.problems)
        own = _attempt_part(document.name, part, before, shop, ready if part.is_itself else None)
        if part.is_itself:
            made = own
        else:
            problems = tuple(dict.fromkeys((*made.problems, *own.problems)))
            made = replace(made, files=(*made.files, *own.files), problems=problems)
    return made


def _attempt_part(
    name: str, part: Part, so_far: Made, shop: Workshop, ready: tuple[Settled, PlacedFlow] | None
) -> Made:
    try:
        settled, placed = ready or _settle(part.compose, so_far.faulty, shop)
    except UserError as error:
        pages = file_name(PDF, name, so_far.faulty, part.name)
        return Made((), (*so_far.problems, *_found_in(pages, error.problems)))
    flow = settled.flow
    pages = file_name(PDF, name, flow.marked, part.name)
    making = _making(part, settled, placed, shop)
    outputs: list[tuple[Output, Path]] = []
    for output in shop.stages.outputs:
        if output.is_made(part, flow.marked, shop.sample, shop.copies and flow.copies is not None):
            outputs.append((output, shop.folder / file_name(output, name, flow.marked, part.name)))
    writing = _begin_to_write(outputs, making, shop.companion)
    characters = check_characters(flow, shop.fonts)
    picture = None
    if part.is_itself and shop.draw is not None and (shop.folder / pages).is_file():
        picture = shop.draw(shop.folder / pages)
    files: list[Path] = []
    seen: list[Problem] = []
    for (_, file), (written, faults) in zip(outputs, writing(), strict=True):
        files += [file] if written else []
        seen += _found_in(file.name, faults)
    problems = [*so_far.problems, *_found_in(pages, settled.problems), *characters]
    problems += _once(seen, problems)
    problems += _found_in(pages, settled.laid.problems)  # writing adds to them
    problems = without_echoes(problems, flow, shop.fonts)
    return Made(tuple(files), tuple(dict.fromkeys(problems)), flow, settled.laid.page_count, picture)


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


def _settle(
    compose_it: Compose, marked: bool, shop: Workshop, meanwhile: Callable[[], None] = lambda: None
) -> tuple[Settled, PlacedFlow]:
    """The settled pages, and the Flow that they were made from as it was placed for them.

    `meanwhile` begins what others do while pages are laid out.
    """
    placed: list[PlacedFlow] = []

    def compose_marked(decisions: Decisions, problems: Problems) -> Flow:
        return with_foreseen(replace(compose_it(decisions, problems), marked=marked))

    def lay_out(flow: Flow) -> LaidOutLike:
        placed.append(place(flow, shop.fonts))
        meanwhile()
        return shop.stages.lay_out(placed[-1], shop.fonts, shop.project)

    return settle(compose_marked, lay_out), placed[-1]


def _once(seen: Sequence[Problem], told: Sequence[Problem]) -> list[Problem]:
    """What of `seen` in both files is to be told; the proof is loaded when there is a file to be checked."""
    from ygt_docs.proof import once

    return once(seen, told)


def _begin_to_write(
    outputs: Sequence[tuple[Output, Path]], making: Making, companion: Companion | None
) -> Callable[[], list[tuple[bool, list[Problem]]]]:
    """Write and verify all files; what comes back waits for the end: whether there is each, and its problems.

    A companion makes the first one, Word, meanwhile, and then does its half of the checks of the others.
    """
    if companion is None or len(outputs) == 1 or not companion.hold(making.to_be_sent()):
        done = [write_and_verify(making, output, file) for output, file in outputs]
        return lambda: done
    word = companion.ask(write_and_verify, *outputs[0])
    found: list[Callable[[], tuple[bool, list[Problem]]]] = []
    for output, file in outputs[1:]:
        refused = write(making, output, file)
        if refused is None:
            found.append(_begin_to_verify(making, output, file, companion))
        else:
            found.append(partial(_refused, refused))

    def end() -> list[tuple[bool, list[Problem]]]:
        return [word() or write_and_verify(making, *outputs[0]), *(ended() for ended in found)]

    return end


def _refused(found: list[Problem]) -> tuple[bool, list[Problem]]:
    return False, found


def _begin_to_verify(
    making: Making, output: Output, file: Path, companion: Companion
) -> Callable[[], tuple[bool, list[Problem]]]:
    """Verify a file that stands on the disk, half of it by the companion; what comes back waits for that."""
    if output.halves is None:
        return partial(_verified, output.verify(file.read_bytes(), making), list[Problem])
    asked = companion.ask(verify_half, output, 1, file)
    first = verify_half(making, output, 0, file)

    def second() -> list[Problem]:
        found = asked()
        return verify_half(making, output, 1, file) if found is None else found

    return partial(_verified, first, second)


def _verified(first: list[Problem], second: Callable[[], list[Problem]]) -> tuple[bool, list[Problem]]:
    return True, [*first, *second()]
