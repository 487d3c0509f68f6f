"""The collection (汇编): cover, contents, and each document on pages of its own, as a reprint.

A reprint begins with the title: masthead, seal room and imprint belong to the original sheet. Its number stands under
the title instead.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ygt_docs.compose.appendices import merged
from ygt_docs.compose.composer import BODY_ROLES, compose, properties_of
from ygt_docs.compose.contents import CONTENTS, entry_lines
from ygt_docs.compose.flow import Block, Decisions, Flow, Paragraph, Role, Run, Section
from ygt_docs.compose.pieces import BLANK, day_to_write, paragraph, part, run
from ygt_docs.compose.separate import bound_together
from ygt_docs.compose.special import printed_name
from ygt_docs.compose.table_breaks import apply_table_breaks
from ygt_docs.compose.title import title_breaks, title_paragraph
from ygt_docs.compose.title_breaks import break_costs
from ygt_docs.elements.dates import date_words
from ygt_docs.notice.document import Document
from ygt_docs.notice.model import Format, Orientation
from ygt_docs.notice.special import SealMode
from ygt_docs.problems import Problems
from ygt_docs.profile import STANDARD, Profile
from ygt_docs.reading.text import Text
from ygt_docs.standard import gbt9704 as standard

_COVER_ABOVE = 5  # blank lines over the cover's title
_LINES_OF_COVER_TITLE = 2  # the height of a line of the cover's title, in lines of text
_BODY = frozenset({Role.ADDRESSEES, *BODY_ROLES})


def collection(document: Document, decisions: Decisions, problems: Problems, profile: Profile = STANDARD) -> Flow:
    """The Flow of the collection `document` under `decisions`.

    Faults of a member go to `problems` where they are errors; the rest is told when the member itself is built.
    """
    members: list[Section] = []
    for index, member in enumerate(document.members):
        members += _reprint(member, index, problems, profile)
    contents = Section(Orientation.PORTRAIT, tuple(_contents(document, decisions)))
    sections = (_cover(document, problems), *merged([contents, *members]))
    return Flow(
        apply_table_breaks(sections, decisions),
        properties_of(document),
        None,
        decisions,
        format=Format.COLLECTION,
        grid=profile.grid,
    )


def anchor_of(index: int) -> str:
    """The name that the contents and the title of member `index` (from 0) know each other by."""
    return f"_Toc{index + 1:09}"


def _cover(document: Document, problems: Problems) -> Section:
    """Title, compiling office and date, spread over the page; the cover bears no page number."""
    notice = document.notice
    title = _cover_title(notice.title, [name for organ in document.organs for name in (organ.name,)])
    foot = []
    for text in _compilers(document):
        for line in text.lines():
            foot.append(paragraph(Role.COVER_ORGAN, line))
    if notice.date is not None:
        foot.append(paragraph(Role.COVER_DATE, Text(date_words(notice.date), document.locate("成文日期"))))
    else:
        problems.add("N530", document.locate("成文日期"), date=day_to_write(notice))
    used = _COVER_ABOVE + _LINES_OF_COVER_TITLE * len(title.lines) + len(foot) + 2
    between = max(1, standard.LINES_PER_PAGE.value - used)
    return Section(Orientation.PORTRAIT, (*[BLANK] * _COVER_ABOVE, title, *[BLANK] * between, *foot), numbered=False)


def _compilers(document: Document) -> Sequence[Text]:
    bound = document.notice.collection
    if bound is not None and bound.compiled_by:
        return bound.compiled_by
    return document.notice.organs


def _cover_title(typed: Sequence[Text], organs: Sequence[str]) -> Paragraph:
    lines = [line for text in typed for line in text.lines()]
    capacity = int(standard.TYPE_AREA_WIDTH.value.over(standard.COVER_TITLE_SIZE.value))
    if len(lines) == 1:
        title = lines[0]
        ends = title_breaks(title, break_costs(title, organs), capacity)
        lines = [part(title, start, end) for start, end in zip((0, *ends), ends, strict=False)]
    return Paragraph(Role.COVER_TITLE, tuple((run(line),) for line in lines))


def _contents(document: Document, decisions: Decisions) -> list[Block]:
    blocks: list[Block] = [paragraph(Role.CONTENTS_TITLE, CONTENTS), BLANK]
    pages = decisions.contents_pages
    for index, member in enumerate(document.members):
        number = str(pages[index]) if index < len(pages) else ""
        lines = tuple((run(line),) for line in entry_lines(_title_of(member)))
        blocks.append(
            Paragraph(Role.CONTENTS_ENTRY, lines, right_text=(Run(number),) if number else (), page_of=anchor_of(index))
        )
    return blocks


def _title_of(member: Document) -> Text:
    """What the contents call `member`: its title; of an order or minutes without one, what is printed at its head."""
    typed = [line for text in member.notice.title for line in text.lines()]
    return Text("".join(typed), typed[0].place) if typed else Text(printed_name(member))


def _reprint(member: Document, index: int, problems: Problems, profile: Profile) -> list[Section]:
    """The pages of one member, less masthead and imprint; it begins with its title, which the contents point at."""
    found = Problems()
    unsealed = replace(member, notice=bound_together(member.notice).model_copy(update={"seal": SealMode.UNSEALED}))
    flow = compose(unsealed, Decisions(), found, profile)
    problems.extend(found.errors)
    first, *rest = flow.sections
    head, text = _parted(first.blocks)
    remark = []
    for block in head:
        if isinstance(block, Paragraph) and block.role is Role.REMARK:
            remark.append(block)
    typed = member.notice.title or [_title_of(member)]
    title = title_paragraph(Role.MEMBER_TITLE, typed, Problems(), profile=profile)
    blocks = (replace(title, anchor=anchor_of(index)), *_number(member), *([BLANK, *remark] if remark else []), *text)
    return [Section(first.orientation, blocks), *rest]


def _parted(blocks: Sequence[Block]) -> tuple[Sequence[Block], Sequence[Block]]:
    """What stands before the title, and what after it; without a title a blank line and the text follow."""
    roles = []
    for block in blocks:
        roles.append(block.role if isinstance(block, Paragraph) else None)
    if Role.TITLE in roles:
        place = roles.index(Role.TITLE)
        return blocks[:place], blocks[place + 1 :]
    place = next((index for index, role in enumerate(roles) if role in _BODY), len(blocks))
    return blocks[:place], (BLANK, *blocks[place:])


def _number(member: Document) -> list[Block]:
    number, own = member.notice.number, member.notice.proclamation
    if number is None:
        if own is None:
            return []
        return [paragraph(Role.MEMBER_NUMBER, str(own))]
    return [paragraph(Role.MEMBER_NUMBER, number.code, str(number).removeprefix(number.code))]
