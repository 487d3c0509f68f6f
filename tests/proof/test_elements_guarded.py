"""Every element that is removed or moved between composing and the finished file is noticed, in Word and in PDF."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cache

import pytest

from tests.examples import NAMES, made
from tests.pdf.flows import BLANK
from ygt_docs import pdf, word
from ygt_docs.compose.flow import Block, Face, Flow, Indent, Paragraph, Role
from ygt_docs.fonts import Fonts
from ygt_docs.problems import Problem
from ygt_docs.project import Project
from ygt_docs.proof.checking import check_docx, check_pdf
from ygt_docs.proof.clauses.composed import CENTRED
from ygt_docs.proof.facts import Kind

# Where an element is looked for first: notices, because the standard rules most of what stands in them.
FIRST = ["plan", "request", "letter", "order", "minutes", "training", "order-rules"]
ORDER = sorted(NAMES, key=lambda name: [*FIRST, name[11:]].index(name[11:]))
# In tables or without text: their text is held by V110 and V202, their place by the table, the rule by D212 and D213.
OTHERS = {
    Role.TABLE_HEAD,
    Role.TABLE_GROUP,
    Role.TABLE_CENTRED,
    Role.TABLE_TEXT,
    Role.TABLE_NUMBER,
    Role.JOINT_SIGN_OFF,
    Role.MARK_NAME,
    Role.MARK_WORD,
    Role.BLANK,
    Role.MASTHEAD_RULE,
}
# In no example either: V110 and V202 hold their text, D121 to D123 the picture (test_pictures.py).
OTHERS |= {Role.PICTURE, Role.PICTURE_CAPTION}
# Text at places of its own in one line: the writers give it no indent that a Flow could change; see test_masthead.py.
COLUMNS = {Role.SIGNATORIES, Role.UPWARD_NUMBER, Role.MINUTES_LINE, Role.BULLETIN_LINE, Role.NAMES}
# Bulletins end as practice has it: that their recipients are all there is held, how far they are indented is not.
PRACTICE = {Role.RECIPIENTS, Role.BULLETIN_COPIES}
# Beside a table: that they are there and in which order is held, how far from it they stand is not.
BESIDE_TABLES = {Role.TABLE_UNIT, Role.TABLE_NOTE}
# Its first page is tightened to keep the sign-off: one line more moves it to the next page, where nothing is counted.
TIGHTENED = {("yunxi-2026-plan", Role.SIGN_OFF), ("yunxi-2026-plan", Role.DATE)}


@dataclass(frozen=True)
class Place:
    """Where the first paragraph of a role stands: a block of a section, or a paragraph of a group of the imprint."""

    source: str
    in_imprint: bool
    outer: int
    inner: int


@cache
def flow_of(source: str) -> Flow:
    """The Flow of an example."""
    found = made(source)[0].flow
    assert found is not None
    return found


@cache
def places() -> dict[Role, Place]:
    """The first place of every role that the examples hold."""
    found: dict[Role, Place] = {}
    for source in ORDER:
        flow = flow_of(source)
        groups: list[tuple[bool, Sequence[Sequence[Block]]]] = [(False, [item.blocks for item in flow.sections])]
        groups += [(True, flow.imprint.groups)] if flow.imprint is not None else []
        for in_imprint, lists in groups:
            for outer, blocks in enumerate(lists):
                for inner, block in enumerate(blocks):
                    if isinstance(block, Paragraph) and (source, block.role) not in TIGHTENED:
                        found.setdefault(block.role, Place(source, in_imprint, outer, inner))
    return found


def changed(flow: Flow, place: Place, new: Callable[[Paragraph], list[Paragraph]]) -> Flow:
    """`flow` with the paragraph at `place` replaced by what `new` makes of it."""
    if place.in_imprint:
        assert flow.imprint is not None
        groups = list(flow.imprint.groups)
        groups[place.outer] = _with(groups[place.outer], place.inner, new)
        return replace(flow, imprint=replace(flow.imprint, groups=tuple(groups)))
    sections = list(flow.sections)
    section = sections[place.outer]
    sections[place.outer] = replace(section, blocks=_with(section.blocks, place.inner, new))
    return replace(flow, sections=tuple(sections))


def _with(blocks: Sequence[Block], place: int, new: Callable[[Paragraph], list[Paragraph]]) -> tuple[Block, ...]:
    block = blocks[place]
    assert isinstance(block, Paragraph)
    return (*blocks[:place], *new(block), *blocks[place + 1 :])


def removed(paragraph: Paragraph) -> list[Paragraph]:
    """Nothing is left of it."""
    return []


def lower(paragraph: Paragraph) -> list[Paragraph]:
    """It stands a line lower."""
    return [BLANK, paragraph]


def aside(paragraph: Paragraph) -> list[Paragraph]:
    """It stands one and a half characters and more to the right."""
    indent = paragraph.indent or Indent()
    return [replace(paragraph, indent=replace(indent, left=indent.left + 1.5))]


def ways(role: Role) -> list[Callable[[Paragraph], list[Paragraph]]]:
    """How an element of `role` is broken."""
    if role in COLUMNS | PRACTICE | BESIDE_TABLES:
        return [removed]
    sideways = role in CENTRED or places()[role].in_imprint
    return [removed, aside if sideways else lower]


def test_every_element_is_guarded_somewhere() -> None:
    """A role that is new in the program has a place in an example, or it is named above with what guards it."""
    assert set(Role) - set(places()) <= OTHERS


def noticed(flow: Flow, broken: Flow, kind: Kind, fonts: Fonts, project: Project) -> list[Problem]:
    """What the checks at the end of a build say of the file of `broken`, which should have been that of `flow`."""
    if kind is Kind.WORD:
        found = check_docx(word.render(broken, fonts, project, pdf.bitmaps(broken, fonts)), flow, fonts)
    else:
        found = check_pdf(pdf.lay_out(broken, fonts, project).write(), flow, fonts)
    return [item for item in found if item.severity in ("错误", "警告")]


# The contents point at the title of a member: without it there is no PDF. Which empty lines of a Word file stand above
# a mark and which at the foot of the page before, the file does not tell; the PDF of the same Flow does (D321). How far
# a caption stands from the text above it, the Word file tells.
SAID_ELSEWHERE = [
    (Role.MEMBER_TITLE, removed, Kind.PDF),
    (Role.APPENDIX_MARK, lower, Kind.WORD),
    (Role.TABLE_CAPTION, lower, Kind.PDF),
]


def cases() -> list[tuple[Role, Callable[[Paragraph], list[Paragraph]], Kind]]:
    """Every element of the examples, each way to break it, in both files."""
    return [
        (role, way, kind)
        for role in places()
        if role not in OTHERS
        for way in ways(role)
        for kind in Kind
        if (role, way, kind) not in SAID_ELSEWHERE
    ]


def test_what_is_removed_or_moved_is_noticed(
    fonts: Fonts, project: Project, rng: random.Random, count: Callable[[int, int], int]
) -> None:
    """No element can be lost, stand a line lower or aside without an error or a warning."""
    every = cases()
    missed = []
    for role, way, kind in rng.sample(every, count(14, len(every))):
        place = places()[role]
        flow = flow_of(place.source)
        if not noticed(flow, changed(flow, place, way), kind, fonts, project):
            missed.append((str(role), way.__name__, str(kind)))
    assert missed == []


@pytest.mark.parametrize("kind", Kind)
@pytest.mark.parametrize(
    ("role", "way", "code"),
    [(Role.REMARK, lower, "D908"), (Role.BULLETIN_ISSUE, aside, "D909"), (Role.SIGN_OFF, lower, "D908")],
)
def test_what_the_standard_leaves_alone_is_held_to_what_was_composed(
    role: Role, way: Callable[[Paragraph], list[Paragraph]], code: str, kind: Kind, fonts: Fonts, project: Project
) -> None:
    """Bulletins and distances that no clause names are held to the place the build gave them."""
    place = places()[role]
    flow = flow_of(place.source)
    found = noticed(flow, changed(flow, place, way), kind, fonts, project)
    assert code in {item.code for item in found}
    assert noticed(flow, flow, kind, fonts, project) == []


@pytest.mark.parametrize("kind", Kind)
@pytest.mark.parametrize("role", [Role.CHAPTER, Role.DIVISION, Role.PARAGRAPH])
def test_headings_and_numbers_of_a_regulation_keep_their_face(
    role: Role, kind: Kind, fonts: Fonts, project: Project
) -> None:
    """章, 节 and 第一条 in another face are one finding each; as composed they are none."""
    flow = flow_of("yunxi-2026-order-rules")
    outer, inner = next(
        (outer, inner)
        for outer, section in enumerate(flow.sections)
        for inner, block in enumerate(section.blocks)
        if isinstance(block, Paragraph) and _is_of(block, role)
    )
    broken = changed(flow, Place("", False, outer, inner), _plain)
    assert "D326" in {item.code for item in noticed(flow, broken, kind, fonts, project)}
    assert noticed(flow, flow, kind, fonts, project) == []


def _is_of(block: Paragraph, role: Role) -> bool:
    return block.role is role and (role is not Role.PARAGRAPH or block.runs[0].face is Face.ARTICLE)


def _plain(paragraph: Paragraph) -> list[Paragraph]:
    """The same words where they stand, in another face: 楷体 for 章, 黑体 for 节, that of the text for 第一条."""
    face = {Role.CHAPTER: Face.SIGNATORY, Role.DIVISION: Face.ARTICLE}.get(paragraph.role, Face.OF_ROLE)
    return [replace(paragraph, lines=(tuple(replace(run, face=face) for run in paragraph.runs),))]
