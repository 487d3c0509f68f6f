"""The plan of outputs (成品): the kinds of file that a build makes, one entry each, and the parts of a document.

Whatever else names files asks this table: their names and the report, the pages of index.html, the folder's manifest,
what is kept because a person edited it. The functions of an entry import their writer when they are called, so that
whoever only needs the table loads no layout engine.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from ygt_docs.building.settle import LaidOutLike
from ygt_docs.compose.flow import Decisions, Flow
from ygt_docs.files import write_atomically
from ygt_docs.fonts import ROLES, Fonts, load_fonts
from ygt_docs.notice.document import Document
from ygt_docs.placing import PlacedFlow, place
from ygt_docs.problems import Problem, Problems, UserError, problem
from ygt_docs.profile import Profile
from ygt_docs.project import Project

if TYPE_CHECKING:
    from ygt_docs.docfiles.pdf_file import PdfFile

Verify = Callable[[bytes, "Making"], list[Problem]]
Compose = Callable[[Decisions, Problems], Flow]
ComposeDocument = Callable[[Document, Decisions, Problems, Profile], Flow]
LayOut = Callable[[PlacedFlow, Fonts, Project], LaidOutLike]


@dataclass(frozen=True)
class Part:
    """A piece of a document that has files of its own: the document itself (`name` "") or one bound separately.

    `name` stands in the names of its files (附件2). `compose` makes its Flow.
    """

    name: str
    compose: Compose

    @property
    def is_itself(self) -> bool:
        """Whether it is the document itself."""
        return not self.name


@dataclass(frozen=True)
class Making:
    """What one part gives its writers: the placed Flow with all that its pages decided, and these pages.

    `content` is what the file is to carry, by name ({}: nothing). `lay_out` makes pages of another Flow.
    """

    placed: PlacedFlow
    laid: LaidOutLike
    lay_out: LayOut
    fonts: Fonts
    project: Project
    content: Mapping[str, bytes] = field(default_factory=dict)

    @property
    def flow(self) -> Flow:
        """What stands on the pages, in order."""
        return self.placed.flow

    def to_be_sent(self) -> Making:
        """This for another process, which writes Word files and checks: the pages themselves cannot go there."""
        return replace(self, laid=_Pages(self.laid.decisions, self.laid.page_count), lay_out=_no_pages)


@dataclass(frozen=True)
class _Pages:
    """What another process knows of the pages."""

    decisions: Decisions
    page_count: int
    problems: Problems = field(default_factory=Problems)

    def write(self) -> bytes:
        """Raises NotImplementedError."""
        raise NotImplementedError


def _no_pages(placed: PlacedFlow, fonts: Fonts, project: Project) -> LaidOutLike:
    raise NotImplementedError


@dataclass(frozen=True)
class Output:
    """A kind of file. `suffix` begins with a dot, `label` is what index.html calls it.

    `write` raises UserError where it cannot; `verify` gets the bytes that then stand on the disk. `halves`: two parts
    of `verify` that two processes may do at once, with the same findings together (None: it has none). `for_volumes`:
    also made of appendices bound separately; `for_marked`: also of a document that must be mended (待改). `sample`:
    made for `build --sample` alone, to be looked at (样稿). `copies`: made for `build --copies` alone, of a document
    with a range of copy numbers (各份). `by_hand`: people edit it, so one that was changed is kept (手改).
    """

    suffix: str
    label: str
    write: Callable[[Making], bytes]
    verify: Verify
    halves: tuple[Verify, Verify] | None = None
    for_volumes: bool = True
    for_marked: bool = True
    sample: bool = False
    copies: bool = False
    by_hand: bool = False

    def is_made(self, part: Part, marked: bool, sample: bool, copies: bool = False) -> bool:
        """Whether a build makes it of `part`; `sample`: 样稿 were asked for; `copies`: each copy, and there are some."""
        if (self.sample and not sample) or (self.copies and not copies):
            return False
        return (self.for_volumes or part.is_itself) and (self.for_marked or not marked)


def parts_of(document: Document, compose_document: ComposeDocument, profile: Profile) -> Iterator[Part]:
    """The document itself, then each appendix that is bound separately (另册, 7.3.7)."""
    from ygt_docs import compose

    def itself(decisions: Decisions, problems: Problems) -> Flow:
        return compose_document(document, decisions, problems, profile)

    yield Part("", itself)
    for volume in compose.volumes(document, profile):
        yield Part(volume.name, partial(compose.compose_volume, document, volume, profile=profile))


def get_ready(kit: None, project: Project) -> None:
    """What another process does before it gets a :class:`Making`: it opens the faces that nearly every document has."""
    fonts = load_fonts(project, Problems())
    for role in ROLES:
        fonts.faces(role)[0].has("公")


def check_rules(document: Document, project: Project) -> list[Problem]:
    """What the rules find in the text; they are loaded where the work is done."""
    from ygt_docs import rules

    return rules.check(document, project)


def check_text(
    kit: None, check: Callable[[Document, Project], list[Problem]], document: Document, project: Project
) -> list[Problem]:
    """What `check` finds in the text, for another process."""
    return check(document, project)


def write_and_verify(making: Making, output: Output, file: Path) -> tuple[bool, list[Problem]]:
    """Write one file and verify what then stands on the disk; whether there is a file, and the problems."""
    found = write(making, output, file)
    if found is not None:
        return False, found
    return True, output.verify(file.read_bytes(), making)


def write(making: Making, output: Output, file: Path) -> list[Problem] | None:
    """Write one file; why there is none (None: there is one)."""
    try:
        data = output.write(making)
    except UserError as error:
        return error.problems
    write_atomically(file, data)
    return None


def verify_half(making: Making, output: Output, half: int, file: Path) -> list[Problem]:
    """What one half of the checks of `output` finds in the file on the disk."""
    assert output.halves is not None
    return output.halves[half](file.read_bytes(), making)


def _write_word(making: Making) -> bytes:
    from ygt_docs import word

    bitmaps: Mapping[str, bytes] = {}
    if any(paragraph.picture is not None for paragraph in making.flow.paragraphs()):
        from ygt_docs import pdf

        bitmaps = pdf.bitmaps(making.flow, making.fonts)
    return word.render(making.placed, making.fonts, making.project, bitmaps)


def _verify_word(data: bytes, making: Making) -> list[Problem]:
    from ygt_docs import proof, word

    return [
        *proof.check_docx(data, making.flow, making.fonts),
        *word.template_notes(making.flow, making.project),
    ]


def _write_pdf(making: Making) -> bytes:
    from ygt_docs import pdf

    written = making.laid.write()
    if making.content:
        return pdf.attach(written, making.content, making.flow.properties.date)
    return written


def _verify_pdf(data: bytes, making: Making) -> list[Problem]:
    """What the proof finds, and B603 where it does not carry `making.content`, and nothing else."""
    from ygt_docs.docfiles.pdf_file import PdfFile

    with PdfFile(data) as file:
        return [*_agreement(file, making), *_standard(file, making)]


def _first_half(data: bytes, making: Making) -> list[Problem]:
    from ygt_docs.docfiles.pdf_file import PdfFile

    with PdfFile(data) as file:
        return _agreement(file, making)


def _second_half(data: bytes, making: Making) -> list[Problem]:
    from ygt_docs.docfiles.pdf_file import PdfFile

    with PdfFile(data) as file:
        return _standard(file, making)


def _agreement(file: PdfFile, making: Making) -> list[Problem]:
    """What departs from the Flow."""
    from ygt_docs import proof

    return proof.verify_pdf(file, making.flow, making.fonts)


def _standard(file: PdfFile, making: Making) -> list[Problem]:
    """What departs from the standard, and B603."""
    from ygt_docs import proof

    found = proof.held_against_the_standard(file, making.flow)
    there = file.attached
    wrong = sorted(name for name in {*making.content, *there} if making.content.get(name) != there.get(name))
    if wrong:
        return [*found, problem("B603", files="、".join(wrong))]
    return found


def _write_sample(making: Making) -> bytes:
    looked_at = replace(making.placed, flow=_looked_at(making.flow))
    return making.lay_out(looked_at, making.fonts, making.project).write()


def _verify_sample(data: bytes, making: Making) -> list[Problem]:
    from ygt_docs import proof

    return proof.check_pdf(data, _looked_at(making.flow), making.fonts)


def _write_copies(making: Making) -> bytes:
    from ygt_docs import pdf

    flow = making.flow
    assert flow.copies is not None
    placed = place(pdf.digits_of(flow), making.fonts)
    digits = making.lay_out(placed, making.fonts, making.project).write()
    return pdf.write_copies(making.laid.write(), digits, flow.copies, flow.properties.date)


def _verify_copies(data: bytes, making: Making) -> list[Problem]:
    """B604 where a copy is not the first one with a number of its own."""
    from ygt_docs import pdf

    flow = making.flow
    assert flow.copies is not None
    wrong = pdf.wrong_copies(data, flow.copies, making.laid.page_count)
    return [problem("B604", why=wrong)] if wrong else []


def _looked_at(flow: Flow) -> Flow:
    return replace(flow, sample=True)


WORD = Output(".docx", "Word", _write_word, _verify_word, by_hand=True)
PDF = Output(".pdf", "PDF", _write_pdf, _verify_pdf, (_first_half, _second_half))
SAMPLE = Output(".pdf", "PDF", _write_sample, _verify_sample, for_volumes=False, sample=True)
COPIES = Output(".pdf", "PDF", _write_copies, _verify_copies, for_volumes=False, for_marked=False, copies=True)
OUTPUTS = (WORD, PDF, SAMPLE, COPIES)
