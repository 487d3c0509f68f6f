"""The plan of outputs (成品): the kinds of file that a build makes, one entry each, and the parts of a document.

Whatever else names files asks this table: their names and the report, the pages of index.html, the folder's manifest,
what is kept because a person edited it. The functions of an entry import their writer when they are called, so that
whoever only needs the table loads no layout engine.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import partial

from ygt_docs.building.settle import LaidOutLike
from ygt_docs.compose.flow import Decisions, Flow
from ygt_docs.fonts import Fonts
from ygt_docs.notice.document import Document
from ygt_docs.placing import PlacedFlow, place
from ygt_docs.problems import Problem, Problems, problem
from ygt_docs.profile import Profile
from ygt_docs.project import Project

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


@dataclass(frozen=True)
class Output:
    """A kind of file. `suffix` begins with a dot, `label` is what index.html calls it.

    `write` raises UserError where it cannot; `verify` gets the bytes that then stand on the disk. `for_volumes`: also
    made of appendices bound separately; `for_marked`: also of a document that must be mended (待改). `sample`: made
    for `build --sample` alone, to be looked at (样稿). `copies`: made for `build --copies` alone, of a document with a
    range of copy numbers (各份). `by_hand`: people edit it, so one that was changed is kept (手改).
    """

    suffix: str
    label: str
    write: Callable[[Making], bytes]
    verify: Callable[[bytes, Making], list[Problem]]
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


def _write_word(making: Making) -> bytes:
    from ygt_docs import pdf, word

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
    from ygt_docs import proof
    from ygt_docs.docfiles.pdf_file import PdfFile

    with PdfFile(data) as file:
        found = proof.check_pdf(file, making.flow, making.fonts)
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
PDF = Output(".pdf", "PDF", _write_pdf, _verify_pdf)
SAMPLE = Output(".pdf", "PDF", _write_sample, _verify_sample, for_volumes=False, sample=True)
COPIES = Output(".pdf", "PDF", _write_copies, _verify_copies, for_volumes=False, for_marked=False, copies=True)
OUTPUTS = (WORD, PDF, SAMPLE, COPIES)
