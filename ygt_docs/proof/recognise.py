"""Which paragraph is which element (要素识别), by what it says and how it looks; the names of styles are not trusted."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import replace

from ygt_docs.compose.articles import Level, typed_label
from ygt_docs.compose.flow import DIVISIONS, Flow, Paragraph, Role
from ygt_docs.docfiles.faces import Piece
from ygt_docs.elements import dates, marks, number
from ygt_docs.elements.numerals import COUNT, EITHER, SMALL
from ygt_docs.notice.model import Format
from ygt_docs.proof.facts import Facts, Para
from ygt_docs.proof.recognise_blocks import recognise_blocks
from ygt_docs.proof.recognise_format import MASTHEAD_ROWS, format_of

# The first element of a letter stands left of its number (10.1), the last signatories right of an upward one's.
NUMBER = re.compile(f"^{marks.BEFORE_NUMBER}{number.LIBERAL.pattern}(?=$|{marks.BEHIND_NUMBER})")
NUMBER_ROW = re.compile(f"^{marks.BEFORE_NUMBER}{number.NUMBER}$")
ORDER_NUMBER = re.compile(rf"^(?:{dates.YEAR}年)?第\s*(?:{COUNT}|×+)\s*号$")
_ROWS = (
    (Role.COPY_NUMBER, marks.COPY_LIBERAL),
    (Role.SECRECY, marks.SECRECY_SHOWN),
    (Role.URGENCY, marks.URGENCY_SHOWN),
)
DATE = re.compile(f"^{dates.SHOWN}$")
HEADINGS: tuple[tuple[Role, re.Pattern[str]], ...] = (
    (Role.HEADING_1, re.compile(rf"^({SMALL})[、.．,，]")),
    (Role.HEADING_2, re.compile(rf"^[（(]({SMALL})[）)]")),
    (Role.HEADING_3, re.compile(r"^(\d{1,2})[.．、](?!\d)")),
    (Role.HEADING_4, re.compile(r"^[（(](\d{1,2})[）)]")),
)
APPENDIX_NOTE = re.compile(r"^附\s*件\s*[：:]\s*\S|^附\s*件\s*\d+[：:]\s*\S")
NOTE_ITEM = re.compile(r"^\d{1,2}[.．、]\s*\S")
APPENDIX_MARK = re.compile(rf"^(?:{number.PRINTED})?附\s*件\s*(?:{EITHER})?\s*[：:]?$")
VOLUME_MARK = re.compile(rf"^{number.PRINTED}附\s*件\s*(?:{EITHER})?$")
ANNOTATION = re.compile(r"^[（(].{2,60}[）)]$")
COPIES = re.compile(r"^(抄送|主送|抄报|分送|报送)\s*[：:]")
PRINTING = re.compile(rf"^(.*?)({dates.SHOWN})\s*(印发|印|印制)?$")
ATTENDANCE = re.compile(r"^(出席|请假|列席)[：:]")
UNDER_TITLE = re.compile(f"^[（(]{dates.CLOSED}[）)]")  # the date of a plan or report without masthead (文稿)
CONTENTS = re.compile(r"^目[录次]$")
OUTDATED = re.compile(r"^(主题词\s*[：:])|^[（(]?此页无正文")
_OFFICE_AND_DATE = re.compile(f"^[一-鿿]+{dates.CLOSED}$")
_SESSION = re.compile(rf"^[（(]第{COUNT}次[）)]$")
_DATED_NOTE = re.compile(f"^[（(][^（）]*?[^（）(]{dates.CLOSED}[）)]$")  # （云溪县统计局2026年3月20日）
_DIGIT = re.compile(r"\d")
_TO_BE_FILLED_IN = re.compile("[_＿]{2}|年月日")  # 签字：＿＿＿＿　　年　月　日 signs nothing yet
_MARKS = re.compile("[，。、；：！？]")
_NO_HEADING = re.compile(r"如下[：:]$")
_ENTRY = re.compile(r"(?:[….·]{2,}|\t)\s*[-—(（]?\d{1,3}[-—)）]?$")
_ADDRESSED = re.compile(
    r"(?:^各|[，、；]各|(?:政府|单位|部门|机构|委员会|[局委办厅院]|公司|学校|医院|中心|街道|[区乡镇村])$)"
)
_INTRODUCES = re.compile(r"以下|下列|决定|^(?:现[将就对予]|经[^济]|为[了做进]|根据|按照)")
_PASSED_ON = re.compile(r"(?:印发|转发|批转|下发|发布|公布)《?(.+?)》?的(?:通知|通报|函|公告|通告|决定|命令|令)$")
_DECIMAL = re.compile(r"^\d{1,2}(?:\.\d{1,2})?[一-鿿]")  # a PDF does not tell the space behind it
_TITLE_SIZE = 18.0  # points: larger than any text
_LONGEST_AUTHOR = 26
_LONGEST_CENTRED = 40  # of a line under a title: ——2026年1月10日在云溪县第十八届人民代表大会第一次会议上
_LARGE_PRINT = 15.0  # points: an imprint is smaller
_CHARACTER = 5.65  # mm: a character of the body
_LAST = 12  # how many paragraphs an imprint may be among


def recognise(facts: Facts) -> None:
    """Give each paragraph that is recognised its role, in place."""
    paras = []
    for para in facts.paras:
        if not para.boxed:
            paras.append(para)
    if paras and VOLUME_MARK.match(paras[0].bare):  # an appendix bound separately (另册) has nothing before it
        _after(paras, 0)
        facts.format = Format.DOCUMENT
        return
    _contents(paras)
    start = _masthead(paras[:MASTHEAD_ROWS])
    _title_above_number(paras[:start])
    _joint_mark(facts)
    recognise_blocks(facts)
    start = _authors(paras, _title_note(paras, _title(paras, start)))
    start = _addressees(paras, start)
    _imprint([*paras[-_LAST:], *[para for para in facts.paras if para.boxed][-_LAST:]])
    end = _sign_off(paras, start)
    _grid(facts)
    _body(paras, start, end)
    _after(paras, end)
    if facts.format is None:
        facts.format = format_of(facts)


def _masthead(paras: Sequence[Para]) -> int:
    """The rows of the masthead; the index of the first paragraph after it (0: there is none)."""
    page = next((index for index, para in enumerate(paras) if index and para.new_page), len(paras))
    paras = paras[:page]
    number = next((index for index, para in enumerate(paras) if _is_number(para)), None)
    red = [index for index, para in enumerate(paras) if is_red(para.first_piece.colour) and para.size >= 22]
    if number is None and not red:
        return 0
    last = max(red) if number is None else number
    for index, para in enumerate(paras[: last + 1]):
        para.role = _masthead_role(para, index, number)
    if number and paras[number].role is Role.NUMBER and paras[number - 1].role is Role.SIGNATORIES:
        paras[number].role = Role.UPWARD_NUMBER  # the last of several rows of signatories bears it (7.2.5)
    while last + 1 < len(paras) and (role := _role_below_number(paras[last + 1])):
        last += 1
        paras[last].role = role
    return _minutes_lines(paras, last + 1)


def _title_above_number(head: Sequence[Para]) -> None:
    """The title of a decision or an answer that has no masthead: centred and large, its number under it."""
    if not head or head[-1].role is not Role.NUMBER or any(para.role is Role.MARK for para in head):
        return
    titles = head[:-1]
    if all(para.role is None and para.centred and para.size >= _TITLE_SIZE for para in titles):
        for para in titles:
            para.role = Role.TITLE


def _role_below_number(para: Para) -> Role | None:
    """Further signatories (7.2.6), or the elements of a letter that stand under its first one (10.1)."""
    if marks.SIGNATORY_LABEL.search(para.bare):
        return Role.SIGNATORIES
    for role, pattern in _ROWS[1:]:
        if pattern.fullmatch(para.bare):
            return role
    return None


def _is_number(para: Para) -> bool:
    short = len(para.bare) < 40 and not para.bare.endswith("附件")
    return bool((short and NUMBER.search(para.bare)) or ORDER_NUMBER.match(para.bare))


def _minutes_lines(paras: Sequence[Para], start: int) -> int:
    """The lines between the mark of minutes and their title: number of the issue, editor and date."""
    if not any(para.role is Role.MARK and para.bare.endswith("纪要") for para in paras[:start]):
        return start
    title = next((index for index, para in enumerate(paras[start : start + 4], start) if para.size >= 20), None)
    if title is None:  # minutes may do without a title
        title = start
        while title < len(paras) and (_OFFICE_AND_DATE.search(paras[title].bare) or _SESSION.search(paras[title].bare)):
            title += 1
    for para in paras[start:title]:
        para.role = Role.MINUTES_LINE
    return title


def _joint_mark(facts: Facts) -> None:
    """Red names in cells above the number are the mark of several organs, 文件 right of them (7.2.4)."""
    for para in itertools.takewhile(lambda para: para.role not in (Role.NUMBER, Role.UPWARD_NUMBER), facts.paras):
        if para.boxed and is_red(para.first_piece.colour):
            para.role = Role.MARK_WORD if para.bare == "文件" else Role.MARK_NAME


def _masthead_role(para: Para, index: int, number: int | None) -> Role | None:
    if index == number:
        if ORDER_NUMBER.match(para.bare):
            return Role.ORDER_NUMBER
        if marks.SIGNATORY_LABEL.search(para.bare):
            return Role.UPWARD_NUMBER
        return Role.NUMBER
    for role, pattern in _ROWS:
        if pattern.fullmatch(para.bare):
            return role
    if marks.SIGNATORY_LABEL.search(para.bare):
        return Role.SIGNATORIES
    large = para.size >= 26 or is_red(para.first_piece.colour)
    return Role.MARK if large else None


def is_red(colour: str) -> bool:
    """Whether RRGGBB is a red."""
    red, green, blue = (int(colour[place : place + 2], 16) if len(colour) == 6 else 0 for place in (0, 2, 4))
    return red > 150 and green < 110 and blue < 110


def _contents(paras: Sequence[Para]) -> None:
    """A list of contents: its title, and the lines that end in leaders or a tab and the number of a page."""
    begun = False
    for para in paras:
        if CONTENTS.match(para.bare):
            begun, para.role = True, Role.CONTENTS_TITLE
        elif begun and (_ENTRY.search(para.text) or para.lines[-1].gaps):
            para.role = Role.CONTENTS_ENTRY
        elif begun:
            return


def _title(paras: Sequence[Para], start: int) -> int:
    """The title: what is centred, in one size, before anything else but a list of contents."""
    while start < len(paras) and paras[start].role in (Role.CONTENTS_TITLE, Role.CONTENTS_ENTRY):
        start += 1
    index = start
    while index < len(paras) and index - start < 6 and _may_be_title(paras[index], paras[start]):
        paras[index].role = Role.TITLE
        index += 1
    return index


def _may_be_title(para: Para, first: Para) -> bool:
    same = abs(para.size - first.size) < 1 or para is first
    looks = (para.centred or para.size >= 20) and para.role is None
    return looks and same and para.page == first.page and not para.text.endswith(("。", "："))


def _title_note(paras: Sequence[Para], start: int) -> int:
    """The note under a title (题注): centred lines in one pair of brackets; the index of the first paragraph after it.

    A line that fills the type area tells nothing of how it is set: the last of several does.
    """
    beside = paras[start - 1 : start]
    if not beside or beside[0].role not in (Role.TITLE, Role.PROMULGATED_TITLE, Role.APPENDIX_TITLE):
        return start
    below = list(itertools.takewhile(lambda para: para.role is None, paras[start : start + marks.MOST_NOTE_LINES]))
    count = marks.note_lines([para.bare for para in below])
    dated = bool(below) and _DATED_NOTE.match(below[0].bare) is not None
    if count == 0 and dated and beside[0].role is Role.TITLE:
        count = 1
    end = start + count if count and below[count - 1].centred else start
    for para in paras[start:end]:
        para.role = Role.TITLE_NOTE
    return end


def _authors(paras: Sequence[Para], start: int) -> int:
    """Who wrote a text without masthead (文稿): short centred lines under the date or the title, smaller than it."""
    if any(para.role not in (Role.TITLE, Role.TITLE_NOTE) for para in paras[:start]):
        return start
    index = start
    while (
        0 < index < len(paras)
        and paras[index].role is None
        and paras[index].centred
        and paras[index].page == paras[0].page
        and max(len(line.text) for line in paras[index].lines) <= _LONGEST_CENTRED
        and not paras[index].bare.endswith(("。", "："))
    ):
        if UNDER_TITLE.match(paras[index].bare):
            paras[index].role = Role.MANUSCRIPT_DATE
        else:
            paras[index].role = Role.AUTHOR
        index += 1
    return index


def _addressees(paras: Sequence[Para], start: int) -> int:
    if (
        start < len(paras)
        and paras[start].bare.endswith(("：", ":"))
        and not _NO_HEADING.search(paras[start].bare)
        and not any(pattern.match(paras[start].bare) for _, pattern in HEADINGS)
        and not APPENDIX_NOTE.match(paras[start].bare)
        and (paras[start].start < 3 or _names_organs(paras[start]))
    ):
        paras[start].role = Role.ADDRESSEES
        return start + 1
    following = start < len(paras) and any(para.role is Role.TITLE for para in paras[:start])
    if not following or paras[start].start >= 3:
        return start
    if _names_organs(paras[start]):
        paras[start].role = Role.ADDRESSEES  # its colon is missing, or of another kind
        return start + 1
    if len(paras[start].bare) <= _LONGEST_AUTHOR and paras[start].bare[-1] not in "。；，、：:？！":
        paras[start].role = Role.AUTHOR  # a date or an author at the left edge
        return _addressees(paras, start + 1)
    return start


def _names_organs(para: Para) -> bool:
    """Whether a line under the title names organs, and is no subtitle, author, date, and no text."""
    text = para.bare.rstrip("：:；;，,、")
    return "。" not in text and len(text) < 80 and bool(_ADDRESSED.search(text)) and not _INTRODUCES.search(text)


def _imprint(paras: Sequence[Para]) -> None:
    """Copy recipients and printing line, from the last paragraphs on."""
    for para in paras:
        if para.role is not None or _outdated(para):
            continue
        printed = PRINTING.match(para.bare)
        if COPIES.match(para.bare):
            para.role = Role.COPIES_TO
        elif (
            printed
            and (printed[3] or (printed[1] and para.size < _LARGE_PRINT))
            and not DATE.match(para.bare)
            and len(para.bare) < 50
            and "。" not in para.bare
        ):
            para.role = Role.PRINTING_LINE


def _outdated(para: Para) -> bool:
    return bool(OUTDATED.match(para.bare))


def _sign_off(paras: Sequence[Para], start: int) -> int:
    """Date and sign-off; the index of the first paragraph after the date (the end where there is none)."""
    for index in range(start, len(paras)):
        if paras[index].role is None and APPENDIX_MARK.match(paras[index].bare) and paras[index].new_page:
            return index
        if paras[index].role is None and DATE.match(paras[index].bare) and paras[index].start > 20:
            paras[index].role = Role.DATE
            _organs(paras, start, index)
            return index + 1
    return len(paras)


def _organs(paras: Sequence[Para], start: int, date: int) -> None:
    """The organs that sign: short paragraphs on the right, or names side by side, directly before the date."""
    end = next((index for index in range(date - 1, start - 1, -1) if _is_text(paras[index])), start - 1)
    before = paras[end + 1 : date]
    side_by_side = any(_stands_apart(para) for para in before)
    for para in reversed(before):
        if para.start < 20 and not side_by_side:
            return
        para.role = Role.SIGN_OFF


def _grid(facts: Facts) -> None:
    """Names in cells directly before the date are those of organs that sign together, each with its seal (7.3.5.1)."""
    date = next((index for index, para in enumerate(facts.paras) if para.role is Role.DATE), 0)
    cells = list(itertools.takewhile(lambda para: para.boxed and para.role is None, reversed(facts.paras[:date])))
    if cells and not any(_is_text(para) or _DIGIT.search(para.bare) for para in cells):
        for para in cells:
            para.role = Role.JOINT_SIGN_OFF


def _is_text(para: Para) -> bool:
    """Whether the paragraph cannot be the name of an organ that signs."""
    return (
        para.role is not None
        or len(para.bare) > 30
        or para.bare.endswith(("。", "：", "；"))
        or bool(NOTE_ITEM.match(para.bare) or APPENDIX_NOTE.match(para.bare) or marks.CONTACT_LINE.match(para.bare))
        or bool(_TO_BE_FILLED_IN.search(para.bare))
    )


def _stands_apart(para: Para) -> bool:
    """Whether a line holds names side by side: wider than its characters by two and more, or gaps and no marks in it.

    Three long names fill the line but for a little more than half a character between them.
    """
    line = para.lines[0]
    wide = line.end - line.start > (len(para.bare) + 2) * _CHARACTER
    gaps = bool(line.gaps) and (max(gap for _, gap in line.gaps) > _CHARACTER or not _MARKS.search(para.bare))
    return len(para.lines) == 1 and (wide or gaps)


def _body(paras: Sequence[Para], start: int, end: int) -> None:
    """Headings, appendix note and plain paragraphs up to `end`."""
    note = False
    for para in paras[start:end]:
        if para.role is not None or _outdated(para):
            continue
        if para.centred and (division := division_of(para)) is not None:
            para.role = division
            continue
        if ATTENDANCE.match(para.bare):
            para.role = Role.ATTENDANCE
        elif APPENDIX_NOTE.match(para.bare):
            note, para.role = True, Role.APPENDIX_NOTE
        elif note and NOTE_ITEM.match(para.bare):
            para.role = Role.APPENDIX_NOTE
        else:
            note = False
            para.role = heading_level(para) or Role.PARAGRAPH


def heading_level(para: Para) -> Role | None:
    """The level of a heading; text that only begins like one is a run-in heading of that level."""
    for role, pattern in HEADINGS:
        if pattern.match(para.bare):
            return role
    return None


def _after(paras: Sequence[Para], start: int) -> None:
    """What follows the date: annotation, appendices, and a text that is passed on."""
    index = start
    if (
        index < len(paras)
        and paras[index].role is None
        and not paras[index].new_page
        and (ANNOTATION.match(paras[index].bare) or paras[index].bare.startswith(("联系人", "（", "(")))
    ):
        paras[index].role = Role.ANNOTATION
        index += 1
    _reprinted_sign_offs(paras, index)
    title: Role | None = None
    size: float | None = None  # of the title whose lines are being read
    passed_on = _passed_on(paras[:start])
    for position in range(index, len(paras)):
        para = paras[position]
        if para.role is not None or _title_note(paras, position) > position:
            continue
        if APPENDIX_MARK.match(para.bare):
            para.role, title, size = Role.APPENDIX_MARK, Role.APPENDIX_TITLE, None
        elif para.centred and division_of(para) is not None:  # 第二节 at the head of a page is no title
            title = size = None
            _body(paras, position, position + 1)
        elif title is not None and size is not None and para.centred and para.size < size - 1:
            para.role = _under_reprinted_title(para)
        elif title is not None and para.start < 3 and para.bare.endswith("：") and _names_organs(para):
            para.role, title, size = Role.ADDRESSEES, None, None
        elif (para.centred or para.size >= 20) and (title is not None or _begins_text(para, passed_on)):
            para.role = title = title or Role.PROMULGATED_TITLE
            size = para.size
        else:
            size = None
            _body(paras, position, position + 1)
            title = None
            if heading_level(para) is Role.HEADING_3 and paras[position - 1].role is Role.APPENDIX_NOTE:
                para.role = Role.APPENDIX_NOTE


def _reprinted_sign_offs(paras: Sequence[Para], start: int) -> None:
    """Sign-off and date of every text that is reprinted behind the document (转发件)."""
    begin = start
    for index in range(start, len(paras)):
        para = paras[index]
        if para.role is None and DATE.match(para.bare) and para.start > 20 and not para.centred:
            para.role = Role.DATE
            _organs(paras, begin, index)
            begin = index + 1


def _under_reprinted_title(para: Para) -> Role:
    if NUMBER_ROW.match(para.bare):
        return Role.FORWARDED_NUMBER
    if UNDER_TITLE.match(para.bare):
        return Role.MANUSCRIPT_DATE
    return Role.AUTHOR


def _passed_on(paras: Sequence[Para]) -> str:
    """The name of the text that the document passes on (印发件、转发件), as its own title says; '' for none."""
    found = _PASSED_ON.search("".join(para.bare for para in paras if para.role is Role.TITLE))
    return "" if found is None else found[1].rstrip("》")


def _begins_text(para: Para, passed_on: str) -> bool:
    """Whether a centred line behind the date is the title of another text: on a page of its own, large, or as named."""
    named = bool(passed_on) and para.bare.strip("《》") in passed_on
    return para.new_page or (para.centred and (para.size >= _TITLE_SIZE or named))


def division_of(para: Para) -> Role | None:
    """The role of a heading 第一编, 第一章, 第一节; None: it is none."""
    label = typed_label(para.bare, spaced=False)
    if label is None or label.level is Level.ARTICLE:
        return None
    return DIVISIONS[label.level - 1]


def article_label(para: Para) -> str:
    """The number of the article that a paragraph begins (第一条); "" where it begins none."""
    label = typed_label(para.bare, spaced=False)
    if label is not None and label.level is Level.ARTICLE:
        return label.written
    return ""


def _is_decimal_heading(para: Para) -> bool:
    """Whether a paragraph is a heading of the first two levels by decimals (1 总则, 1.1 目的): in a face of its own."""
    if para.composed is not None:
        return para.role in (Role.HEADING_1, Role.HEADING_2) and heading_level(para) is None
    return bool(_DECIMAL.match(para.bare)) and not _MARKS.search(para.bare) and len(para.bare) <= _LONGEST_AUTHOR


def heading_sentence(para: Para) -> str:
    """The characters of a run-in heading up to its full stop; all of them where the paragraph is the heading."""
    head, stop, _ = para.text.partition("。")
    return head + stop


def body_pieces(para: Para) -> list[Piece]:
    """The pieces of a paragraph without those of a heading of the first two levels, or of 第一条, at its beginning."""
    if _is_decimal_heading(para):
        return []
    if heading_level(para) in (Role.HEADING_1, Role.HEADING_2):
        head = heading_sentence(para)
    else:
        head = article_label(para)
    if not head:
        return list(para.pieces)
    typed = "".join(piece.text for piece in para.pieces)
    left, kept = len(head) + len(typed) - len(typed.lstrip()), []
    for piece in para.pieces:
        if left < len(piece.text):
            kept.append(replace(piece, text=piece.text[max(left, 0) :]))
        left -= len(piece.text)
    return kept


def tell(facts: Facts, flow: Flow | None) -> None:
    """Say what each paragraph is: by the Flow that the file was made from, by looks where there is none.

    A file of ours whose lines could not be matched keeps its paragraphs unnamed: guessing would be worse than that.
    """
    if flow is None:
        recognise(facts)
        return
    facts.format, facts.volumes = flow.format, flow.volumes
    blocks = [block for section in flow.sections for block in section.blocks]
    facts.preprinted = any(isinstance(block, Paragraph) and not block.printed for block in blocks)
