"""Sign-off and date (发文机关署名、成文日期, 7.3.5), the room they leave for a seal, and the page they stand on."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from math import ceil

from ygt_docs.compose.contact import has_annotation
from ygt_docs.compose.flow import Block, Decisions, Indent, Paragraph, Role, Run, Seal, Table
from ygt_docs.compose.joint_seals import Signer, in_lines, sealed_sign_off
from ygt_docs.compose.pieces import BLANK, bound_at_end, day_to_write, keep_together, paragraph, run
from ygt_docs.elements.dates import date_words
from ygt_docs.geometry.text import width_in_characters
from ygt_docs.notice.document import Document
from ygt_docs.notice.model import PLAIN_KINDS, Kind, Organ
from ygt_docs.notice.special import SealMode, SignOff
from ygt_docs.problems import Problems
from ygt_docs.reading.text import Text, place_of
from ygt_docs.standard import gbt9704 as standard
from ygt_docs.standard.lengths import Length, Mm, Twips

# A picture counts as text of the body, but no line of it can be moved to another page.
_ENDS_OF_ITS_OWN = (Role.PICTURE, Role.PICTURE_CAPTION)
_NOTE_WIDTH = standard.CHARACTERS_PER_LINE.value - 5  # “附件：” two characters in


def with_sign_off(
    head: Sequence[Block], body: Sequence[Block], rest: Sequence[Block], decisions: Decisions
) -> list[Block]:
    """`head`, `body` and `rest` (note, sign-off, annotation); the end of the body stays on the page of the sign-off."""
    body, rest = _names_with_body(body, rest) if decisions.note_parted else _within_a_page(body, rest)
    last = body[-1] if body else None
    if isinstance(last, Table) and last.ruled:
        return [*head, *body[:-1], bound_at_end(last), *keep_together(list(rest))]
    if not isinstance(last, Paragraph) or last.role in _ENDS_OF_ITS_OWN:
        return [*head, *body[:-1], *keep_together([*body[-1:], *rest])]
    # The name of an appendix stays whole: its second line alone would not be known for a part of it.
    chain = keep_together([replace(last, last_of_body=not decisions.note_parted), *rest])
    if decisions.tight_pitch is not None:
        return [*head[:-1], *_tight([*head[-1:], *body[:-1], *chain], decisions.tight_pitch)]
    end = chain[0]
    if decisions.sign_off_without_text and isinstance(end, Paragraph):
        chain[0] = replace(end, keep_with_next=False)  # page one must have text before all else (7.3.3)
    if decisions.sign_off_from is not None and isinstance(end, Paragraph):
        chain[:1] = (
            _parted(end, decisions.sign_off_from) if decisions.sign_off_moved else [replace(end, keep_with_next=False)]
        )
    return [*head, *body[:-1], *chain]


def _names_with_body(body: Sequence[Block], rest: Sequence[Block]) -> tuple[Sequence[Block], Sequence[Block]]:
    """`body` with the names of all appendices, the last of which counts as its end and stands with the sign-off."""
    names = []
    for index, block in enumerate(rest):
        if isinstance(block, Paragraph) and block.role is Role.APPENDIX_NOTE:
            names.append(index)
    cut = names[-1] + 1
    return [*body, *rest[:cut]], rest[cut:]


def _within_a_page(body: Sequence[Block], rest: Sequence[Block]) -> tuple[Sequence[Block], Sequence[Block]]:
    """`body` and `rest`, parted so that a page holds the end of the one and all of the other.

    Many names of appendices above many seals are higher than a page: the first names then go with the body, and the
    last that must counts as its end. Else the date would stand alone on the page after its seals.
    """
    cut = 0
    for index, block in enumerate(rest):
        if 1 + sum(map(_height, rest[cut:])) <= standard.LINES_PER_PAGE.value:
            break
        if isinstance(block, Paragraph) and block.role is Role.APPENDIX_NOTE:
            cut = index + 1
    return [*body, *rest[:cut]], rest[cut:]


def _height(block: Block) -> float:
    """In lines; a name in the appendix note has five characters less of room than the body."""
    if isinstance(block, Table):
        return sum(row.height or 1 for row in block.rows)
    width = width_in_characters(block.text) if isinstance(block, Paragraph) else 0
    return max(1, ceil(width / _NOTE_WIDTH))


def _tight(blocks: Sequence[Block], twips: int) -> list[Block]:
    found: list[Block] = []
    for block in blocks:
        found.append(replace(block, pitch=Twips(twips)) if isinstance(block, Paragraph) else block)
    return found


def _parted(paragraph: Paragraph, characters: int) -> list[Block]:
    """`paragraph` parted after so many characters (spaces not counted), its second part on a new page."""
    before: list[Run] = []
    after: list[Run] = []
    left = characters
    for one_run in paragraph.runs:
        cut = _cut(one_run.text, left)
        left -= len(one_run.text[:cut].replace(" ", ""))
        before += [replace(one_run, text=one_run.text[:cut])] if cut else []
        after += [replace(one_run, text=one_run.text[cut:])] if cut < len(one_run.text) else []
    if not before or not after:
        return [paragraph]
    own = paragraph.indent or Indent()
    return [
        replace(paragraph, lines=(tuple(before),), keep_with_next=False, goes_on=True),
        replace(
            paragraph, lines=(tuple(after),), indent=Indent(left=own.left, right=own.right), page_break_before=True
        ),
    ]


def _cut(text: str, characters: int) -> int:
    """The index in `text` after so many characters and the spaces that follow them."""
    index = 0
    while index < len(text) and (characters or text[index] == " "):
        characters -= text[index] != " "
        index += 1
    return index


_WIDEST = standard.CHARACTERS_PER_LINE.value - standard.SIGN_OFF_RIGHT_UNSEALED.value  # 字 of one line of a sign-off
_FULL_SPACE = "\u3000"
# What meetings pass bears its date in the note under its title; an order, and other letters, have ways of their own.
_UNSIGNED = (Kind.RESOLUTION, Kind.DECISION, Kind.COMMUNIQUE, Kind.ORDER, Kind.MINUTES, Kind.OTHER)
_YES = "是"


def sign_off_paragraphs(
    document: Document, problems: Problems, pitch: Length = standard.LINE_PITCH.value
) -> list[Block]:
    """Blank lines, sign-off and date; nothing for a text that is no official document.

    What is missing stays absent and is reported (N530). `pitch`: from line to line, which seals are counted in.
    """
    notice = document.notice
    if notice.kind in PLAIN_KINDS:
        return []
    if notice.signed is SignOff.NONE:
        _check_unsigned(document, problems)
        return []
    if notice.date is None:
        problems.add("N530", document.locate("成文日期"), strength="应", clause="7.3.5.4", date=day_to_write(notice))
    if not document.organs and not notice.stamps:
        blank = [BLANK] * standard.SIGN_OFF_BLANK_LINES.value
        if notice.date:
            return [*blank, *_placed([], document, False, pitch)]
        return []
    if notice.seal is SealMode.STAMPED:
        return _stamped(document)
    sealed = notice.seal is SealMode.SEALED
    if sealed and len(document.organs) > 1:
        return _sealed_jointly(document, problems, pitch)
    lines = [*_lines(document, problems), *_deputy(document)]
    if sealed:
        blanks = blank_lines_for_seal(_diameter(document.organs[0]), len(lines), pitch)
    else:
        blanks = standard.SIGN_OFF_BLANK_LINES.value
    blocks: list[Block] = [*[BLANK] * blanks, *_placed(lines, document, sealed, pitch)]
    reaches_below = sealed and _reach(_diameter(document.organs[0]), pitch) > blanks + len(lines) + 1
    if reaches_below:
        return _with_room(blocks, document)
    return blocks


def _check_unsigned(document: Document, problems: Problems) -> None:
    kind = document.notice.kind
    if kind not in _UNSIGNED:
        problems.add("N534", document.locate("落款"), strength="应", clause="7.3.5", kind=kind)


def _deputy(document: Document) -> list[Paragraph]:
    """（××代章） under the name, where another organ seals on its behalf (practice)."""
    organ = document.notice.sealed_by
    if organ is None:
        return []
    named = "" if organ == _YES else organ
    return [paragraph(Role.SIGN_OFF, "（", named, "代章）")]


def _sealed_jointly(document: Document, problems: Problems, pitch: Length) -> list[Block]:
    """Names in rows with room for their seals, the date under the last one (7.3.5.1)."""
    date = _date(document)
    signers = []
    for organ in document.organs:
        signers.append(Signer(tuple(_names(organ)), _diameter(organ), organ.seal_picture))
    made = sealed_sign_off(signers, width_in_characters(date), pitch)
    printed = []
    for row in made.grid.rows:
        for cell in row.cells:
            for line in cell.paragraphs:
                if line.text:
                    printed.append(Text(line.text, line.runs[0].place))
    _check_width(printed, problems)
    if made.in_a_row == 1:
        problems.add("N531", document.locate("发文机关"), strength="应", clause="7.3.5.1", count=len(signers))
    blocks: list[Block] = [made.grid]
    if date:
        blocks.append(Paragraph(Role.DATE, ((run(date),),), Indent(right=made.date_right)))
    return _with_room(blocks, document)


def _stamped(document: Document) -> list[Block]:
    """A line for each organ, 职务 and name, with room for the stamp (签名章) over the name (7.3.5.3)."""
    blocks: list[Block] = [BLANK] * standard.STAMP_BLANK_LINES.value
    right = standard.STAMP_RIGHT.value
    gap = _FULL_SPACE * standard.STAMP_FROM_POSITION.value
    for index, stamp in enumerate(document.notice.stamps):
        blocks += [BLANK] * (standard.STAMP_HEIGHT_LINES.value - 1 if index else 0)
        line = paragraph(Role.SIGN_OFF, stamp.position, gap, _three_wide(stamp.name))
        blocks.append(replace(line, indent=Indent(right=right)))
    date = _date(document)
    if date:
        blocks += [BLANK] * standard.STAMP_DATE_BLANK_LINES.value
        blocks.append(Paragraph(Role.DATE, ((run(date),),), Indent(right=right)))
    return blocks


def _three_wide(name: Text) -> Text:
    """A name of two characters with a full-width space in it, as wide as one of three."""
    if len(name) == 2:
        return Text(f"{name[0]}{_FULL_SPACE}{name[1]}", place_of(name))
    return name


def _reach(diameter: Length, pitch: Length) -> float:
    """How many lines below the text the lower edge of a single seal lies."""
    return standard.SEAL_TOP_LINES.value / 2 + diameter.over(pitch)


def _with_room(blocks: list[Block], document: Document) -> list[Block]:
    """`blocks` and a blank line if no annotation (附注) follows: the seal reaches below the date."""
    if has_annotation(document.notice):
        return blocks
    return [*blocks, BLANK]


def _names(organ: Organ) -> list[Text]:
    return [line for text in (organ.sign_off or [organ.name]) for line in text.lines()]


def _lines(document: Document, problems: Problems) -> list[Paragraph]:
    """The lines of the sign-off; a name that is too long for one, and was typed in one, is cut in two."""
    lines = [line for organ in document.organs for line in _fitting(_names(organ))]
    _check_width(lines, problems)
    return [paragraph(Role.SIGN_OFF, line) for line in lines]


def reprinted_sign_off(names: Sequence[Text], date: Text) -> list[Paragraph]:
    """Sign-off and date of a document that is reprinted: no seal is on it, so they stand as without one (7.3.5.2)."""
    lines = [line for text in names for line in text.lines()]
    fitting = []
    for line in lines:
        for part in _fitting([line]):
            fitting.append(paragraph(Role.SIGN_OFF, part))
    return _unsealed_lines(fitting, date)


def _fitting(names: list[Text]) -> Sequence[Text]:
    too_long = len(names) == 1 and width_in_characters(names[0]) > _WIDEST
    return in_lines(names[0], 2) if too_long else names


def _check_width(lines: Iterable[Text], problems: Problems) -> None:
    for line in lines:
        if width_in_characters(line) > _WIDEST:
            problems.add("N532", place_of(line), found=line, most=_WIDEST)


def _date(document: Document) -> Text:
    date = document.notice.date
    if date:
        return Text(date_words(date), document.locate("成文日期"))
    return Text("")


def _diameter(organ: Organ) -> Length:
    if organ.seal_diameter is None:
        return standard.SEAL_DIAMETER.value
    return Mm(organ.seal_diameter)


def blank_lines_for_seal(diameter: Length, sign_off_lines: int, pitch: Length = standard.LINE_PITCH.value) -> int:
    """How many lines stay empty between the text and the sign-off so that a seal of `diameter` fits (7.3.5.1).

    Counted from the lower edge of the text, in lines: the seal's top lies half a line down, in the middle of the one
    line that the standard allows, so its centre lies at 1/2 + d/2. After n blank lines the middle of k sign-off lines
    and the date lies at n + (k + 1)/2. It must not lie above the seal's centre (下压署名和日期，二者居章中心偏下), so
    n is the least whole number with n + (k + 1)/2 >= 1/2 + d/2. For 42 mm (d = 4.11 lines) and one line n is 2: name
    and date lie 4.5 mm below the centre.
    """
    lines = diameter.over(pitch)
    top = standard.SEAL_TOP_LINES.value / 2
    return max(1, ceil(top + lines / 2 - (sign_off_lines + 1) / 2))


def _placed(lines: list[Paragraph], document: Document, sealed: bool, pitch: Length) -> list[Paragraph]:
    date = _date(document)
    if not sealed:
        return _unsealed_lines(lines, date)
    widths = []
    for line in lines:
        widths.append(width_in_characters(line.text))
    rights, date_right = _sealed(widths, width_in_characters(date))
    blocks = _at(lines, rights, date, date_right)
    if lines and document.notice.sealed_by is None:
        across = rights[0] + widths[0] / 2
        blocks[0] = replace(blocks[0], seal=_seal(document.organs[0], len(lines), across, pitch))
    return blocks


def _unsealed_lines(lines: Sequence[Paragraph], date: Text) -> list[Paragraph]:
    widths = []
    for line in lines:
        widths.append(width_in_characters(line.text))
    rights, date_right = _unsealed(widths, width_in_characters(date))
    return _at(lines, rights, date, date_right)


def _at(lines: Sequence[Paragraph], rights: Sequence[float], date: Text, date_right: float) -> list[Paragraph]:
    """`lines` so many 字 from the right edge each, and the date ("": there is none) under them."""
    blocks = []
    for line, right in zip(lines, rights, strict=True):
        blocks.append(replace(line, indent=Indent(right=right)))
    if date:
        blocks.append(Paragraph(Role.DATE, ((run(date),),), Indent(right=date_right)))
    return blocks


def _seal(organ: Organ, lines: int, across: float, pitch: Length) -> Seal | None:
    """The seal of a single organ: its top half a line below the text, its centre over the middle of name and date."""
    if organ.seal_picture is None:
        return None
    diameter = _diameter(organ)
    centre = (standard.SEAL_TOP_LINES.value + diameter.over(pitch)) / 2
    return Seal(str(organ.seal_picture), diameter, across, centre - blank_lines_for_seal(diameter, lines, pitch))


def _sealed(widths: list[float], date: float) -> tuple[list[float], float]:
    """The date 4 字 from the right, names centred over it; a long name moves both left so that it stays inside."""
    centre = standard.DATE_RIGHT_SEALED.value + date / 2
    centre = max([centre, *(width / 2 for width in widths)])
    return [centre - width / 2 for width in widths], centre - date / 2


def _unsealed(widths: list[float], date: float) -> tuple[list[float], float]:
    """The name 2 字 from the right and the date 2 字 further in; a date longer than the name takes the 2 字 itself."""
    if not widths:
        return [], standard.SIGN_OFF_RIGHT_UNSEALED.value
    right, shift = standard.SIGN_OFF_RIGHT_UNSEALED.value, standard.DATE_INDENT_UNSEALED.value
    longest = max(widths)
    block = right + date + shift - longest if date > longest else right
    # All names of a joint notice begin under one another (先主办机关，其余依次向下编排).
    return [block + longest - width for width in widths], block + longest - shift - date
