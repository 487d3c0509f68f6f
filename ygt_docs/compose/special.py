"""The special formats (特定格式, 10): the head of letters, orders and minutes, and the lists of attendance."""

from __future__ import annotations

from dataclasses import replace

from ygt_docs.compose.flow import Block, Face, Format, Indent, Paragraph, Role, Run
from ygt_docs.compose.masthead import first_lines, number_paragraph
from ygt_docs.compose.personal_names import in_whole_names
from ygt_docs.compose.pieces import BLANK, day_to_write, paragraph, run
from ygt_docs.elements.dates import date_words
from ygt_docs.geometry.text import width_in_characters
from ygt_docs.notice.document import Document
from ygt_docs.notice.special import Minutes, Order, OrderWord
from ygt_docs.problems import Problems
from ygt_docs.profile import STANDARD, Profile, RegistrationPlace, SecrecyLine
from ygt_docs.reading.text import Text
from ygt_docs.standard import gbt9704 as standard

_MINUTES = "会议纪要"


def letter_head(document: Document, problems: Problems, profile: Profile) -> list[Block]:
    """Mark without 文件 (of the organ that leads), double rule, number at the right edge (10.1).

    The first of 份号, 密级 and 紧急程度 stands at the left edge of the number's line, the others follow.
    """
    if not document.organs:
        return []
    number = number_paragraph(document, problems)
    organ = document.organs[0]
    own = replace(profile, secrecy_line=SecrecyLine.MOVES_UP, registration_place=RegistrationPlace.PROPERTIES_ONLY)
    first, *rest = first_lines(document, problems, own) or [Paragraph(Role.COPY_NUMBER)]
    return [
        paragraph(Role.MARK, organ.mark_name or organ.name),
        Paragraph(Role.MASTHEAD_RULE),
        Paragraph(Role.NUMBER, (_in_number_line(first),), right_text=number.runs),
        *rest,
    ]


def _in_number_line(element: Block) -> tuple[Run, ...]:
    """The runs of 份号, 密级 or 紧急程度 where they stand in a line of another role; the last two keep 黑体 (7.2)."""
    assert isinstance(element, Paragraph)
    face = Face.OF_ROLE if element.role is Role.COPY_NUMBER else Face.LABEL
    found: list[Run] = []
    for item in element.runs:
        found.append(replace(item, face=face))
    return tuple(found)


def order_head(document: Document, problems: Problems, profile: Profile) -> list[Block]:
    """Mark with the full name and 令, and 第×号 (10.2)."""
    if not document.organs:
        return []
    order = document.notice.order or Order.model_construct(number=None, word=OrderWord.SHORT)
    number = "×" if order.number is None else str(order.number)
    year = "" if order.year is None else f"{order.year}年"
    if document.notice.title:
        problems.add("N508", document.locate("标题"), strength="实务", clause="10.2")
    if order.number is None:
        words = {"found": f"{year}第{number}号", "name": document.name, "run": document.call}
        problems.add("N507", document.locate("命令"), strength="应", clause="10.2", **words)
    mark = paragraph(Role.MARK, document.organs[0].name, order.word)
    return [mark, paragraph(Role.ORDER_NUMBER, year, "第", number, "号")]


def minutes_head(document: Document, problems: Problems, profile: Profile) -> list[Block]:
    """Mark, number, the line with office and date, red rule (10.3; all but the mark is practice)."""
    notice = document.notice
    if not document.organs:
        return []
    name = notice.minutes.name if notice.minutes and notice.minutes.name else None
    words = (name,) if name else (document.organs[0].name, _MINUTES)
    blocks: list[Block] = [paragraph(Role.MARK, *words)]
    blocks += _minutes_number(document, problems)
    if notice.date is None:
        problems.add("N530", document.locate("成文日期"), strength="应", clause="7.3.5.4", date=day_to_write(notice))
    date = (run(Text(date_words(notice.date), document.locate("成文日期"))),) if notice.date else ()
    blocks.append(Paragraph(Role.MINUTES_LINE, ((run(document.organs[0].name),),), right_text=date))
    return [*first_lines(document, problems, profile), *blocks, Paragraph(Role.MASTHEAD_RULE)]


def _minutes_number(document: Document, problems: Problems) -> list[Block]:
    """The document number and （第8次）, in one line where minutes have both; nothing where they have neither."""
    notice = document.notice
    session = None if notice.minutes is None else notice.minutes.session
    if session is None:
        if notice.number is None:
            return []
        return [number_paragraph(document, problems)]
    counted = paragraph(Role.NUMBER, "（第", Text(str(session), document.locate("纪要", "次数")), "次）")
    if notice.number is None:
        return [counted]
    number = number_paragraph(document, problems)
    return [replace(number, lines=((*number.lines[0], *counted.lines[0]),))]


def attendance(minutes: Minutes | None) -> list[Block]:
    """出席、请假、列席 after a blank line; nothing where no list is given."""
    if minutes is None:
        return []
    lists = []
    for label, names in (("出席：", minutes.present), ("请假：", minutes.absent), ("列席：", minutes.attending)):
        if names:
            lists.append((label, names))
    rows: list[Block] = [_attendance_row(label, names) for label, names in lists]
    if rows:
        return [*[BLANK] * standard.ATTENDANCE_BLANK_LINES.value, *rows]
    return []


def _attendance_row(label: str, names: list[Text]) -> Paragraph:
    """The label in 黑体, the names under one another after the colon, none of them cut by the end of a line."""
    sign = "，" if any("、" in name for name in names) else "、"
    runs = [run(label, Face.LABEL)]
    for index, name in enumerate(names):
        runs += [run(sign), run(name)] if index else [run(name)]
    hanging = width_in_characters(label)
    indent = Indent(left=standard.ATTENDANCE_INDENT.value + hanging, first=-hanging)
    room = standard.CHARACTERS_PER_LINE.value - indent.left
    return Paragraph(Role.ATTENDANCE, in_whole_names(runs, room + hanging, room), indent)


def printed_name(document: Document) -> str:
    """What names a document without a title in the properties of its files: the mark, and the order's number."""
    head = {Format.ORDER: order_head, Format.MINUTES: minutes_head}.get(document.notice.layout)
    blocks = head(document, Problems(), STANDARD) if head else []
    return "".join(
        block.text for block in blocks if isinstance(block, Paragraph) and block.role in (Role.MARK, Role.ORDER_NUMBER)
    )
