"""The order of a document on paper (GB/T 9704-2012, 7.1): masthead, text, appendices, imprint; room for the mark."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from math import ceil

from ygt_docs.compose.appendices import appendix_note, appendix_sections, merged, parted
from ygt_docs.compose.body import body_paragraphs
from ygt_docs.compose.bulletin import bulletin_foot, remark_after_title, remark_before_title
from ygt_docs.compose.contact import annotation_paragraphs, contact_paragraphs
from ygt_docs.compose.contents import numbered_contents
from ygt_docs.compose.flow import (
    DIVISIONS,
    Block,
    Decisions,
    Flow,
    Format,
    Imprint,
    JointMark,
    Paragraph,
    Properties,
    Role,
    Section,
)
from ygt_docs.compose.forwarding import addressees_paragraph, forwarded_sections, promulgated_sections
from ygt_docs.compose.imprint import imprint_of
from ygt_docs.compose.manuscript import lines_under_title
from ygt_docs.compose.masthead import masthead_paragraphs
from ygt_docs.compose.pieces import BLANK
from ygt_docs.compose.sign_off import sign_off_paragraphs, with_sign_off
from ygt_docs.compose.special import attendance, letter_head, minutes_head, order_head, printed_name
from ygt_docs.compose.table_breaks import apply_table_breaks
from ygt_docs.compose.title import title_paragraph
from ygt_docs.elements.marks import MOST_COPIES, CopyRange, copy_range
from ygt_docs.geometry import masthead as geometry
from ygt_docs.geometry.masthead import USUAL_LINES, FirstPage, LinesOfPage
from ygt_docs.geometry.text import width_in_characters
from ygt_docs.notice.document import Document
from ygt_docs.notice.model import Kind, Notice, Orientation
from ygt_docs.problems import Problems
from ygt_docs.profile import STANDARD, LetterRuleCentre, Profile
from ygt_docs.standard import gbt9704 as standard
from ygt_docs.standard.lengths import Length
from ygt_docs.standard.line_grid import LineGrid

NUMBER_ROWS = (Role.SIGNATORIES, Role.UPWARD_NUMBER, Role.NUMBER)
_HEADINGS = (Role.HEADING_1, Role.HEADING_2, Role.HEADING_3, Role.HEADING_4)
BODY_ROLES = frozenset({*_HEADINGS, *DIVISIONS, Role.PARAGRAPH})


def joint_mark(blocks: Sequence[Block], heights: LinesOfPage = USUAL_LINES) -> geometry.JointMark | None:
    """Sizes and widths of the joint mark of `blocks`; None where there is none."""
    mark = None
    for block in blocks:
        if isinstance(block, JointMark):
            mark = block
            break
    if mark is None:
        return None
    widths = []
    for name in mark.names:
        widths.append(width_in_characters(name.text))
    return geometry.joint_mark(widths, mark.word is not None, first_page(blocks, heights).room_for_mark())


def check_joint_mark(
    blocks: Sequence[Block], document: Document, problems: Problems, heights: LinesOfPage = USUAL_LINES
) -> None:
    """Report (N582) a joint mark whose names would be smaller than 16 pt, or leave no room for the body on page one.

    Addressees that still stand above the body may yet make room by moving to the imprint (7.3.2).
    """
    mark = joint_mark(blocks, heights)
    if mark is None or mark.fits:
        return
    movable = any(block.role is Role.ADDRESSEES for block in paragraphs_in(blocks))
    smallest = standard.JOINT_NAME_SMALLEST.value
    if not movable or mark.name_size < smallest:
        problems.add(
            "N582",
            document.locate("标志"),
            strength="应",
            clause="7.3.3",
            count=len(document.organs),
            smallest=f"{smallest.pt:g}",
        )


def first_page(blocks: Sequence[Block], heights: LinesOfPage) -> FirstPage:
    """What stands on page one besides the mark, counted in lines of these `heights`."""
    paragraphs = list(paragraphs_in(blocks))
    rows = sum(block.role in NUMBER_ROWS for block in paragraphs)
    title = sum(len(block.lines) for block in paragraphs if block.role is Role.TITLE)
    addressees = sum(_lines(block.text) for block in paragraphs if block.role is Role.ADDRESSEES)
    first = next((block.role for block in paragraphs if block.role in BODY_ROLES), Role.PARAGRAPH)
    return FirstPage(max(rows, 1), title, addressees, 2 if first in _HEADINGS else 1, heights)


def heights_of(grid: LineGrid, sizes: Mapping[str, Length], pitches: Mapping[str, Length]) -> LinesOfPage:
    """How high lines of page one are, by sizes and pitches of the styles; what they do not say is the standard's."""
    usual = LinesOfPage(grid)
    return LinesOfPage(grid, sizes.get(Role.NUMBER, usual.number_size), pitches.get(Role.TITLE, usual.title_pitch))


def _lines(text: str) -> int:
    """How many lines `text` takes; a sign that may not begin a line can cost each line one character."""
    return ceil(width_in_characters(text) / (standard.CHARACTERS_PER_LINE.value - 1))


def paragraphs_in(blocks: Iterable[Block]) -> Iterable[Paragraph]:
    return (block for block in blocks if isinstance(block, Paragraph))


_HEADS = {Format.LETTER: letter_head, Format.ORDER: order_head, Format.MINUTES: minutes_head}
_HEAD_BLANK_LINES = {Format.LETTER: standard.LETTER_TITLE_BLANK_LINES, Format.ORDER: standard.ORDER_BODY_BLANK_LINES}


def compose(document: Document, decisions: Decisions, problems: Problems, profile: Profile = STANDARD) -> Flow:
    """The Flow of `document` under `decisions` and `profile`; what is found on the way goes to `problems` (N5xx)."""
    notice = document.notice
    pages = [Section(Orientation.PORTRAIT, tuple(_notice_blocks(document, decisions, problems, profile)))]
    if notice.promulgated is not None:
        pages += promulgated_sections(notice.promulgated, problems, profile)
        if notice.appendices and notice.promulgated.appendices:
            problems.add("N561", notice.appendices[0].name.place, strength="应", clause="7.3.7")
    pages += forwarded_sections(document, problems, profile)
    pages += appendix_sections(notice.appendices, problems, profile)
    sections = numbered_contents(apply_table_breaks(parted(merged(pages)), decisions), decisions)
    return Flow(
        sections,
        properties_of(document),
        _foot(document, decisions, problems, profile),
        decisions,
        format=notice.layout,
        rules_centred_on_page=profile.letter_rule_centre is LetterRuleCentre.PAGE,
        volumes=_volumes(notice),
        copies=_copies(notice),
        grid=profile.grid,
    )


def _copies(notice: Notice) -> CopyRange | None:
    """The copies that bear a number each; None for one copy, and for a range that is told of (T189 to T191)."""
    copies = copy_range(notice.copy_number)
    if copies is not None and 1 < copies.count <= MOST_COPIES:
        return copies
    return None


def _volumes(notice: Notice) -> int:
    """How many appendices are bound separately (另册) or sent apart (另发)."""
    return sum(
        appendix.separate or appendix.sent_apart for _, appendices in notice.appendix_lists() for appendix in appendices
    )


def _foot(document: Document, decisions: Decisions, problems: Problems, profile: Profile) -> Imprint | None:
    """The imprint (7.4), or the foot of a bulletin."""
    if document.notice.kind is Kind.BULLETIN:
        return bulletin_foot(document)
    return imprint_of(document, problems, profile, decisions.addressees_in_imprint)


def _notice_blocks(document: Document, decisions: Decisions, problems: Problems, profile: Profile) -> list[Block]:
    notice = document.notice
    form = notice.layout
    head = _HEADS.get(form)
    if head:
        blocks = head(document, problems, profile)
    else:
        blocks = masthead_paragraphs(document, problems, profile)
    if blocks:
        blocks += [BLANK] * _HEAD_BLANK_LINES.get(form, standard.TITLE_BLANK_LINES).value
    blocks += remark_before_title(document)
    if notice.title and form is not Format.ORDER:
        blocks.append(title_paragraph(Role.TITLE, notice.title, problems, _names(document), profile=profile))
        blocks += lines_under_title(document) + remark_after_title(document)
        blocks += [BLANK] * standard.ADDRESSEES_BLANK_LINES.value
    if notice.addressees and not decisions.addressees_in_imprint:
        blocks.append(addressees_paragraph(notice.addressees))
    elif notice.salutation is not None:
        blocks.append(addressees_paragraph([notice.salutation]))
    check_joint_mark(blocks, document, problems, heights_of(profile.grid, profile.sizes, profile.pitches))
    body = body_paragraphs(notice.body, problems, owner=notice) + contact_paragraphs(notice.contacts)
    if form is Format.MINUTES:
        sign_off = []
    else:
        sign_off = sign_off_paragraphs(document, problems, profile.grid.pitch)
    note = appendix_note(notice.appendices) + attendance(notice.minutes)
    annotations = annotation_paragraphs(notice)
    if not sign_off:
        return [*blocks, *body, *note, *annotations]
    if decisions.sign_off_without_text:
        problems.add("N533", document.locate("正文"), strength="应", clause="7.3.5.5")
    return with_sign_off(blocks, body, [*note, *sign_off, *annotations], decisions)


def _names(document: Document) -> list[str]:
    names: list[str] = []
    for organ in document.organs:
        for name in (organ.name, organ.short_name):
            if name:
                names.append(name)
    return names


def properties_of(document: Document) -> Properties:
    """What the files of `document` say of themselves."""
    notice = document.notice
    subject = notice.disclosure.subject if notice.disclosure and notice.disclosure.subject else ""
    return Properties(
        title="".join(line for text in notice.title for line in text.lines())
        or printed_name(document)
        or str(notice.kind),
        organ="、".join(organ.name for organ in document.organs),
        number=str(notice.number or notice.proclamation or ""),
        kind=str(notice.kind_name or notice.kind),
        subject=str(subject),
        date=notice.date,
        keywords=(str(notice.registration),) if notice.registration else (),
    )
