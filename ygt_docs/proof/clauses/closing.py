"""Appendix note, sign-off, date, annotation and appendices (7.3.4 to 7.3.7)."""

from __future__ import annotations

import calendar
import itertools
import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from ygt_docs.compose.flow import Role
from ygt_docs.docfiles.faces import is_face
from ygt_docs.elements import dates
from ygt_docs.elements.catalogue import BODY, RANKS
from ygt_docs.geometry.text import width_in_characters
from ygt_docs.problems import Severity
from ygt_docs.proof.facts import Facts, Kind, Line, Para, characters
from ygt_docs.proof.pdf_facts import PdfFacts
from ygt_docs.proof.registry import Found, check, found, shown
from ygt_docs.standard import gbt9704 as standard
from ygt_docs.standard.gbt9704 import Strength

_NOTE = re.compile(r"^附\s*件\s*\d*\s*[：:]\s*")
_ITEM = re.compile(r"^(\d{1,2})[.．、]\s*")
_NUMBERS = re.compile(r"\d+")
_NEAR = 0.4  # 字
_ORGAN = re.compile(r"[局委办室府厅院会部处社站所校司章]$")
_LONGEST_NAME = 5
_SHORTEST_ORGAN = 4
_FAR_IN = 12  # 字 from the right edge
_NAME_APART = 0.6, 5.0  # 字: between a position and the name that signs


@check("D314", "7.3.4", Strength.SHALL, "附件说明写作“附件：1.××”，名称后不加标点")
def note_form(facts: Facts) -> Iterator[Found]:
    """The note has a full-width colon and plain Arabic numbers, and no mark follows a name."""
    for para in facts.of(Role.APPENDIX_NOTE):
        reasons = []
        if _NOTE.match(para.text) and not re.match(r"^附件：", para.text):
            reasons.append("应写作“附件：”（两字之间不空格，全角冒号）")
        if para.bare[-1] in "。；，、;,.":
            reasons.append(f"名称后不加“{para.bare[-1]}”")
        if re.search(r"^《[^《》]*》$", _name(para)):
            reasons.append("名称不加书名号")
        if re.match(r"^(附件：)?\d{1,2}[．、]", para.bare):
            reasons.append("顺序号后用“.”")
        if reasons:
            yield found(para, text=shown(para.text), why="，".join(reasons))


def _name(para: Para) -> str:
    return _ITEM.sub("", _NOTE.sub("", para.bare))


@check("D315", "7.3.4", Strength.SHALL, "附件说明在正文下空一行")
def note_gap(facts: Facts) -> Iterator[Found]:
    """One empty line stands between body and note."""
    for para in facts.of(Role.APPENDIX_NOTE):
        before = facts.before(para)
        first = _NOTE.match(para.text) and before is not None and before.role is not Role.APPENDIX_NOTE
        if (
            first
            and para.blank is not None
            and not para.new_page
            and abs(para.blank - standard.APPENDIX_NOTE_BLANK_LINES.value) > 0.5
        ):
            yield found(
                para,
                text=shown(para.text),
                found=f"{max(para.blank, 0):.1f}",
                wanted=standard.APPENDIX_NOTE_BLANK_LINES.value,
            )


@check("D316", "7.3.4", Strength.SHALL, "“附件：”左空二字，序号上下对齐，回行与名称首字对齐")
def note_alignment(facts: Facts) -> Iterator[Found]:
    """The note begins two characters in, its numbers stand under each other, and a long name under its first one."""
    for para in facts.of(Role.APPENDIX_NOTE):
        begins = bool(_NOTE.match(para.text))
        wanted = float(standard.APPENDIX_NOTE_INDENT.value + (0 if begins else 3))
        start = characters(para.start)
        if abs(start - wanted) > _NEAR:
            yield found(para, text=shown(para.text), what="首行", found=f"{start:.1f}", wanted=f"{wanted:g}")
            continue
        number = _ITEM.match(_NOTE.sub("", para.text))
        name = standard.APPENDIX_NOTE_INDENT.value + 3 + (width_in_characters(number.group(0)) if number else 0)
        if para.hang is not None and abs(characters(para.hang) - name) > _NEAR:
            hang = f"{characters(para.hang):.1f}"
            yield found(para, text=shown(para.text), what="回行", found=hang, wanted=f"{name:g}")


@check("D317", "7.3.5.4", Strength.SHALL, "成文日期用阿拉伯数字标全年、月、日，不编虚位，是真实的日子")
def date_form(facts: Facts) -> Iterator[Found]:
    """The date is written in Arabic numerals, without leading zeros, and exists."""
    for para in facts.of(Role.DATE):
        values = []
        for value in _NUMBERS.findall(para.bare):
            values.append(int(value))
        if len(values) < 3:
            continue  # Chinese numerals: named as outdated
        year, month, day = values[:3]
        full = year if year > 999 else 2000 + year
        reasons = []
        for wrong, reason in (
            (year < 1000, "年份要标全称"),
            (bool(re.search(r"[年月]0", para.bare)), "月、日不编虚位（1 不编为 01）"),
            (not para.bare.endswith("日"), "缺少“日”字"),
        ):
            if wrong:
                reasons.append(reason)
        if not 1 <= month <= 12 or not 1 <= day <= calendar.monthrange(max(full, 1), min(max(month, 1), 12))[1]:
            reasons.append("没有这一天")
        if reasons or not re.fullmatch(dates.STRICT, para.bare):
            yield found(para, found=para.text, why="，".join(reasons) or "格式不对", wanted=f"{full}年{month}月{day}日")


@check(
    "D318",
    "7.3.5",
    Strength.SHALL,
    "盖章：日期右空四字、署名以日期为准居中（7.3.5.1）；不盖章：署名右空二字、日期首字右移二字（7.3.5.2）",
)
def sign_off_place(facts: Facts) -> Iterator[Found]:
    """Sign-off and date stand as they do with a seal, or as they do without one."""
    date = facts.first(Role.DATE)
    organs = _signing(facts)
    if (
        date is None
        or not organs
        or date.landscape
        or date.boxed
        or _signers(facts)
        or any(map(_names_side_by_side, organs))
    ):  # rows of names, each in the middle of its seal (7.3.5.1)
        return
    organ = max(organs, key=lambda item: item.end)  # of several, the longest reaches furthest right (7.3.5.2)
    right, own = characters(facts.width - date.end), characters(facts.width - organ.end)
    shift = characters(date.start - organ.start)
    centred = abs((date.start + date.end) / 2 - (organ.start + organ.end) / 2) < 2.5 or len(organs) > 1
    four = standard.DATE_RIGHT_SEALED.value
    moved = own < _NEAR and right > four  # by a name too long to be centred over a date four characters in
    sealed = centred and (moved or abs(right - four) < _NEAR)
    shifted = abs(shift - standard.DATE_INDENT_UNSEALED.value) < _NEAR
    two = standard.SIGN_OFF_RIGHT_UNSEALED.value
    unsealed = shifted and (abs(own - two) < _NEAR or (abs(right - two) < _NEAR and own >= two - _NEAR))
    if not sealed and not unsealed:
        clause = "7.3.5.1" if right > 3 else "7.3.5.2"
        yield found(date, clause, organ=f"{own:.1f}", date=f"{right:.1f}", shift=f"{shift:.1f}")


@check(
    "D325",
    "7.3.5.3",
    Strength.SHALL,
    "签名章：正文下空二行、右空四字，左空二字标注签发人职务；下空一行右空四字是成文日期",
)
def signature_place(facts: Facts) -> Iterator[Found]:
    """A signature stamp and its date stand where the clause puts them, the position two characters to its left."""
    signers, date = _signers(facts), facts.first(Role.DATE)
    four, blank = float(standard.STAMP_RIGHT.value), float(standard.STAMP_BLANK_LINES.value)
    for index, para in enumerate(signers):
        reasons = [_off("与正文之间空", para.blank, blank, "行")] if index == 0 else []
        reasons += [
            _off("右空", characters(facts.width - para.end), four, "字"),
            _off("签名章左空", _name_gap(para), float(standard.STAMP_FROM_POSITION.value), "字"),
        ]
        if any(reasons):
            yield found(para, text=shown(para.text), why="，".join(filter(None, reasons)))
    if signers and date is not None:
        reasons = [
            _off("与签名章之间空", date.blank, float(standard.STAMP_DATE_BLANK_LINES.value), "行"),
            _off("右空", characters(facts.width - date.end), four, "字"),
        ]
        if any(reasons):
            yield found(date, text=shown(date.text), why="，".join(filter(None, reasons)))


def _signing(facts: Facts) -> list[Para]:
    """The lines of the document's own sign-off: those of texts that are reprinted behind it follow its date."""
    date = facts.first(Role.DATE)
    before = itertools.takewhile(lambda para: para is not date, facts.paras)
    return [para for para in before if para.role is Role.SIGN_OFF]


def _off(what: str, measured: float | None, wanted: float, unit: str) -> str:
    """In words, by how much `measured` is not what is `wanted`; '' where it is, or where the file does not tell."""
    fits = measured is None or abs(measured - wanted) < (_NEAR if unit == "字" else 0.6)
    if fits:
        return ""
    return f"{what} {max(measured or 0.0, 0.0):.1f} {unit}，应空 {wanted:g} {unit}"


def _signers(facts: Facts) -> list[Para]:
    """The lines that name a position and, some characters apart, the one who signs."""
    least, most = _NAME_APART
    lines = []
    for para in _signing(facts):
        if len(para.lines) != 1 or _ORGAN.search(para.bare) or not least < _name_gap(para) < most:
            continue
        near = characters(facts.width - para.end) < _FAR_IN  # names of a grid may be cut as short, further in
        if near and _is_name(para):
            lines.append(para)
    return lines


def _names_side_by_side(para: Para) -> bool:
    return any(map(_holds_names, para.lines))


def _holds_names(line: Line) -> bool:
    """Whether the gaps of `line` are wide, or part it into whole names: long ones have little room between them."""
    ends = [0, *(before for before, _ in line.gaps), len(line.text.replace(" ", ""))]
    shortest = min(end - start for start, end in pairwise(ends))
    return any(characters(gap) > 1 or shortest >= _SHORTEST_ORGAN for _, gap in line.gaps)


def _name_gap(para: Para) -> float:
    """How many characters of room lie between position and name; a name of two characters has some within it too."""
    return max((gap for _, gap in _gaps(para)), default=0.0)


def _is_name(para: Para) -> bool:
    """Whether what stands behind the widest gap is as short as the name of a person."""
    before = max(_gaps(para), key=lambda gap: gap[1])[0]
    return len(para.bare) - before <= _LONGEST_NAME


def _gaps(para: Para) -> list[tuple[int, float]]:
    """How many characters stand before each gap of the first line, and how many characters wide it is."""
    text = para.text.strip()
    typed = []
    for space in re.finditer(r"\s+", text):
        typed.append((len("".join(text[: space.start()].split())), width_in_characters(space.group())))
    return [*typed, *((before, characters(gap)) for before, gap in para.lines[0].gaps)]


@check("D319", "7.3.5.5", Strength.PRACTICE, "署名所在页有正文", PdfFacts)
def page_with_sign_off(facts: PdfFacts) -> Iterator[Found]:
    """The page of the sign-off holds at least one line of the body."""
    date = facts.first(Role.DATE)
    if date is None or not facts.of(*BODY):
        return
    body = set()
    for para in facts.of(*BODY, Role.CONTACT, Role.APPENDIX_NOTE):
        for line in para.lines:
            body.add(line.page)
    for picture in facts.pictures:
        body.add(picture.page)
    body |= {para.page for para in facts.paras if _row_above(para, date)}
    if date.page not in body:
        yield found(date, page=date.page)


def _row_above(para: Para, date: Para) -> bool:
    """Whether `para` is of a table on the page of the date, above it: the body may end with a table."""
    if not para.boxed or para.role is not None or para.page != date.page:
        return False
    row, line = para.lines[-1].baseline, date.lines[0].baseline
    return row is not None and line is not None and row < line


@check("D320", "7.3.6", Strength.SHALL, "附注居左空二字、加圆括号，在成文日期下一行")
def annotation(facts: Facts) -> Iterator[Found]:
    """The annotation is in full-width brackets, two characters in, on the line after the date."""
    for para in facts.of(Role.ANNOTATION):
        reasons = []
        if not re.match(r"^（.*）$", para.bare):
            reasons.append("应加全角圆括号")
        if abs(characters(para.start) - standard.ANNOTATION_INDENT.value) > _NEAR:
            reasons.append(f"左空 {characters(para.start):.1f} 字")
        before = facts.before(para)
        if before is not None and before.role is Role.DATE and para.blank is not None and para.blank > 0.6:
            reasons.append("与成文日期之间有空行")
        if reasons:
            yield found(para, text=shown(para.text), why="，".join(reasons))


@check("D321", "7.3.7", Strength.SHALL, "“附件”二字及顺序号：另面，3 号黑体，顶格在左上角第一行，不加冒号")
def appendix_mark(facts: Facts) -> Iterator[Found]:
    """The mark of an appendix begins a page, flush left, in 黑体 of size 3."""
    for para in facts.of(Role.APPENDIX_MARK):
        reasons = []
        for wrong, reason in (
            (not para.new_page and para is not facts.paras[0], "没有另面编排在第一行"),
            (para.start > 1.5, "没有顶格"),
            (para.new_page and _is_lower(facts, para), "上面有空行，不在第一行"),
            (not is_face(para.pieces[-1].family, "黑体"), f"用的是“{para.pieces[-1].family}”"),
            (abs(para.size - standard.SIZE_3.value.pt) > 0.3, f"是 {para.size:g} 磅"),
            (para.bare.endswith(("：", ":")), "后面不加冒号"),
        ):
            if wrong:
                reasons.append(reason)
        if reasons:
            yield found(para, text=shown(para.text), why="，".join(reasons))


def _is_lower(facts: Facts, para: Para) -> bool:
    """Whether the first paragraph of a page of ours stands a line and more under the upper edge of the type area.

    A Word file does not tell: empty lines at the foot of the page before count like those above the mark.
    """
    if facts.kind is Kind.WORD or not facts.known:
        return False
    if para.landscape:
        top = standard.LANDSCAPE_TOP_MARGIN
    else:
        top = standard.TOP_MARGIN
    return (para.lines[0].top or 0.0) - top.value.mm > 0.8 * standard.LINE_PITCH.value.mm


@check("D322", "7.3.7", Strength.SHALL, "附件标题居中编排在版心第三行")
def appendix_title(facts: Facts) -> Iterator[Found]:
    """The title of an appendix stands on the third line, centred."""
    for mark, title in _appendices(facts):
        reasons = []
        if not title.centred:
            reasons.append("没有居中")
        lines = title.blank
        if lines is not None and not 0.6 <= lines <= 1.6:
            reasons.append(f"与“{shown(mark.text)}”之间空了 {max(lines, 0):.1f} 行，应空一行")
        if reasons:
            yield found(title, text=shown(title.text), why="，".join(reasons))


def _appendices(facts: Facts) -> list[tuple[Para, Para]]:
    """Each appendix's mark with the title that follows it."""
    plain = []
    for para in facts.paras:
        if not para.boxed:
            plain.append(para)
    appendices: list[tuple[Para, Para]] = []
    for before, after in itertools.pairwise(plain):
        if before.role is Role.APPENDIX_MARK and after.role is Role.APPENDIX_TITLE:
            appendices.append((before, after))
    return appendices


@check("D323", "7.3.7", Strength.SHALL, "附件的个数、顺序号和标题与附件说明一致")
def appendix_names(facts: Facts) -> Iterator[Found]:
    """As many appendices follow as the note names, with the same titles; one bound separately has no note with it.

    Where the mark of a later one follows, those before it go out by themselves (另发, 另册). Where the last ones are
    missing, nobody can tell from the file whether they do or were forgotten: that is said, and is no fault.
    """
    notes = []
    for para in facts.of(Role.APPENDIX_NOTE):
        notes.append((_name(para), para))
    titles = _titles(facts)
    marks = facts.of(Role.APPENDIX_MARK)
    if not notes and marks:
        if not facts.is_volume:
            yield found(marks[0], why="有附件，正文后没有附件说明")
    elif notes and not facts.volumes and _leave_out_earlier(marks, len(notes)):
        return
    elif notes and not marks and not facts.known:
        return  # D328
    elif notes and not facts.volumes and _leave_out_last(marks, len(notes)):
        why = f"附件说明列了 {len(notes)} 件，后面有 {len(marks)} 件；其余是另发的，不用管"
        yield found(notes[0][1], None, Severity.NOTE, why=why)
    elif notes and len(marks) + facts.volumes != len(notes):
        yield found(notes[0][1], why=f"附件说明列了 {len(notes)} 件，后面有 {len(marks)} 件")
    else:
        for (name, note), title, mark in zip(notes, titles, marks, strict=False) if not facts.volumes else ():
            if name != title and (title or not _is_scanned(facts, mark)):
                yield found(note, why=f"附件说明是「{shown(name, 30)}」，附件标题是「{shown(title, 30)}」")


@check("D328", "7.3.7", Strength.SHALL, "附件说明列出的附件在文件里（另发、另册的除外）")
def appendices_there(facts: Facts) -> Iterator[Found]:
    """A file of which nothing is known, with a note and no appendix at all: they may go out by themselves."""
    notes = facts.of(Role.APPENDIX_NOTE)
    if notes and not facts.known and not facts.volumes and not facts.of(Role.APPENDIX_MARK):
        yield found(notes[0], count=len(notes))


def _leave_out_earlier(marks: Sequence[Para], named: int) -> bool:
    """Whether the numbers of `marks` go up to the last of those `named`, and leave some of them out."""
    numbers = _numbers(marks)
    return bool(numbers) and len(numbers) < named and numbers[-1] == named


def _leave_out_last(marks: Sequence[Para], named: int) -> bool:
    """Whether the numbers of `marks` go up, and leave out the last of those `named`."""
    numbers = _numbers(marks)
    return bool(numbers) and numbers[-1] < named


def _numbers(marks: Sequence[Para]) -> list[int]:
    """The numbers of `marks`; none where one of them has no number, or does not go up."""
    numbers: list[int] = []
    for mark in marks:
        digits = mark.bare.removeprefix("附件").rstrip("：:")
        if not digits.isdecimal() or (numbers and int(digits) <= numbers[-1]):
            return []
        numbers.append(int(digits))
    return numbers


def _is_scanned(facts: Facts, mark: Para) -> bool:
    """Whether a picture stands under the mark of an appendix: its title is part of that (附页)."""
    return any(picture.page is None or picture.page == mark.page for picture in facts.pictures)


def _titles(facts: Facts) -> list[str]:
    """The titles of the appendices, those in several paragraphs joined."""
    titles: list[str] = []
    for para in facts.paras:
        if para.role is Role.APPENDIX_MARK:
            titles.append("")
        elif para.role is Role.APPENDIX_TITLE and titles:
            titles[-1] += para.bare
    return titles


@check("D324", "7.1", Strength.SHALL, "各要素按版头、主体、版记的次序编排")
def order(facts: Facts) -> Iterator[Found]:
    """The elements before the appendices stand in the order of the standard."""
    highest: Para | None = None
    for para in facts.paras:
        if para.role in (Role.PROMULGATED_TITLE, Role.APPENDIX_MARK):
            return
        if para.role not in RANKS or para.boxed or (para is facts.number and facts.number_under_title):
            continue
        if (
            highest is not None
            and highest.role is not None
            and para.role is not None
            and RANKS[para.role] < RANKS[highest.role]
            and RANKS[highest.role] != RANKS[Role.ANNOTATION]
        ):
            yield found(
                para, text=shown(para.text), found=str(para.role), before=shown(highest.text), wanted=str(highest.role)
            )
            return
        highest = para if highest is None or RANKS[para.role] >= RANKS[highest.role] else highest  # type: ignore
