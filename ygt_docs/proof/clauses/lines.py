"""Lines of the body (5.2.3): their pitch, which one page may have tighter (7.3.5.5), and what they hold."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Iterator, Sequence

from ygt_docs.compose.flow import Role
from ygt_docs.docfiles.word_styles import NO_SPACING
from ygt_docs.docfiles.word_text import kept_runs
from ygt_docs.elements.catalogue import BODY
from ygt_docs.proof.docx_facts import WordFacts
from ygt_docs.proof.facts import Facts, Kind, Line, Para, pitch_of
from ygt_docs.proof.pdf_facts import PdfFacts
from ygt_docs.proof.registry import Found, check, found, shown
from ygt_docs.standard import gbt9704 as standard
from ygt_docs.standard.gbt9704 import Strength

_NEAR = 0.3  # points
_POINTS = 72 / 25.4  # to a millimetre
_MOST_STEP = 45.0  # points: more is no distance of two lines that follow one another


@check("D106", "5.2.3", Strength.NORMALLY, "行距使一面排 22 行并撑满版心（28.95 磅左右）")
def line_pitch(facts: Facts) -> Iterator[Found]:
    """The pitch of the body lets 22 lines fill the type area, but for the page tightened to keep the sign-off."""
    pitch = _usual_pitch(facts)
    if pitch is None or facts.grid.compensated or not facts.of(*BODY):
        return
    if not _fills_the_page(pitch, facts):
        yield found(None, found=f"{pitch:.2f} 磅", wanted=standard.LINES_PER_PAGE.value)


def _fills_the_page(pitch: float, facts: Facts) -> bool:
    """Whether 22 lines of `pitch` points fill the type area and fit into it."""
    most = standard.TYPE_AREA_HEIGHT.value.pt / standard.LINES_PER_PAGE.value
    most += 0.0 if facts.kind is Kind.WORD else 0.1
    return standard.LINE_PITCH.value.pt - 0.35 <= pitch <= most


@check("D106", "5.2.3", Strength.NORMALLY, "为署名收紧的一面，行距与编排的一致", PdfFacts)
def tight_pitch(facts: PdfFacts) -> Iterator[Found]:
    """The lines that the build tightened are as tight on paper as it said; of a Word file D112 tells."""
    tight = _tightened(facts) if facts.known else []
    wanted = next((para.composed.pitch.pt for para in tight if para.composed and para.composed.pitch), None)
    pages = set()
    for para in tight:
        for line in para.lines:
            pages.add(line.page)
    pitch = pitch_of([step for page, step in facts.steps if page in pages])
    if wanted is not None and pitch is not None and abs(pitch - wanted) > 0.35:
        yield found(min(page or 1 for page in pages), found=f"{pitch:.2f} 磅", wanted=standard.LINES_PER_PAGE.value)


def _usual_pitch(facts: Facts) -> float | None:
    """The pitch of the body without the lines that were tightened; None where there are no others."""
    tight = _tightened(facts)
    if facts.kind is Kind.PDF:
        tightened = {line.page for para in tight for line in para.lines}
        return pitch_of([step for page, step in _body_steps(facts) if page not in tightened])
    counted: Counter[float] = Counter()
    for para in facts.of(*BODY):
        if para.pitch is not None and not _is_among(para, tight):
            counted[round(para.pitch, 2)] += len(para.text)
    if counted:
        return counted.most_common(1)[0][0]
    return None


def _body_steps(facts: Facts) -> Iterator[tuple[int | None, float]]:
    """The distance in points of each two neighbouring lines of the body, with its page: recipients and an imprint
    have a pitch of their own."""
    above: Line | None = None
    for para in facts.paras:
        if para.role not in BODY or para.boxed:
            above = None
            continue
        for line in para.lines:
            if above is not None and above.page == line.page and above.baseline and line.baseline:
                step = (line.baseline - above.baseline) * _POINTS
                if 0 < step < _MOST_STEP:
                    yield line.page, step
            above = line


def _is_among(para: Para, paras: Sequence[Para]) -> bool:
    return any(para is item for item in paras)


def _tightened(facts: Facts) -> list[Para]:
    """The paragraphs that stand on tighter lines so that the page of the sign-off has text (7.3.5.5).

    The build says which; else they are those before the date, less than a page of them, as tight as it. 22 pt is the
    least; 28 pt is what people type for 28.95 everywhere, no tightening.
    """
    if facts.known:
        return [para for para in facts.paras if para.composed is not None and para.composed.pitch is not None]
    end = next((index for index, para in enumerate(facts.paras) if para.role is Role.DATE), None)
    pitch = None if end is None else _own_pitch(facts, facts.paras[end])
    if end is None or pitch is None or not _is_tight(pitch):
        return []
    date = facts.paras[end]
    together = list(
        itertools.takewhile(
            lambda para: para.page == date.page and (para.pitch is None or abs(para.pitch - pitch) < 0.1),
            reversed(facts.paras[:end]),
        )
    )
    page = standard.CHARACTERS_PER_LINE.value * standard.LINES_PER_PAGE.value
    if sum(len(para.bare) for para in together) < page:
        return [date, *together]
    return []


def _is_tight(pitch: float) -> bool:
    habit = standard.HABITUAL_PITCH
    if abs(pitch - habit.value.pt) <= habit.tolerance.pt:
        return False
    return standard.TIGHTEST_PITCH.value.pt - 0.1 <= pitch <= standard.LINE_PITCH.value.pt - _NEAR


def _own_pitch(facts: Facts, para: Para) -> float | None:
    """The pitch of `para` in a Word file, that of its page in a PDF."""
    return para.pitch or pitch_of([step for page, step in facts.steps if page == para.page])


@check("D112", "5.2.3", Strength.NORMALLY, "正文各段行距一致", WordFacts)
def same_pitch(facts: WordFacts) -> Iterator[Found]:
    """No paragraph of the body has a line pitch of its own, but for those that were tightened to keep the sign-off.

    Where most of the body has a wrong pitch (D106), those that have the right one are no second mistake.
    """
    usual = _usual_pitch(facts)
    tight = _tightened(facts)
    other = []
    for para in facts.of(*BODY):
        wanted = usual
        if _is_among(para, tight):
            if para.composed is None or para.composed.pitch is None:
                wanted = para.pitch
            else:
                wanted = para.composed.pitch.pt
        if para.pitch is None or wanted is None or abs(para.pitch - wanted) <= _NEAR:
            continue
        if _fills_the_page(wanted, facts) or not _fills_the_page(para.pitch, facts):
            other.append((para, wanted))
    if other:
        first, wanted = other[0]
        yield found(
            first,
            text=shown(first.text),
            count=len(other),
            found=f"{first.pitch:.2f} 磅",
            wanted=f"{wanted:.2f} 磅",
        )


@check("D111", "5.2.3", Strength.NORMALLY, "正文没有段前、段后间距", WordFacts)
def space_around(facts: WordFacts) -> Iterator[Found]:
    """Nothing is added before or after a paragraph of the body."""
    wrong = []
    for para in facts.of(*BODY):
        if para.gap > 0.5:
            wrong.append(para)
    if wrong:
        yield found(wrong[0], text=shown(wrong[0].text), count=len(wrong))


@check("D107", "5.2.3", Strength.NORMALLY, "版心宽除以字号加字距是 28 字", WordFacts)
def line_length_of_word(facts: WordFacts) -> Iterator[Found]:
    """Size and letter spacing of the body let 28 characters stand in a line."""
    para = next(iter(facts.of(Role.PARAGRAPH)), None)
    if para is None or abs(para.size - standard.SIZE_3.value.pt) > 0.3:
        return
    effective = facts.effective
    element = facts.source_of(para)
    spacing = next((effective.letter_spacing(run, element) for run in kept_runs(element)), NO_SPACING).full
    spacing += facts.grid_spacing
    count = int((facts.width + 0.05) * 72 / 25.4 / (para.size + spacing))
    if count != standard.CHARACTERS_PER_LINE.value:
        yield found(para, found=count, wanted=standard.CHARACTERS_PER_LINE.value)


@check("D107", "5.2.3", Strength.NORMALLY, "满行是 28 字（行首行尾禁则除外）", PdfFacts)
def line_length_of_pdf(facts: PdfFacts) -> Iterator[Found]:
    """Full lines hold 28 characters; many hold less, before a sign or a number that may not be parted."""
    full = facts.full
    wanted, often = standard.CHARACTERS_PER_LINE.value, Counter(full).most_common(1)
    if len(full) >= 6 and (often[0][0] > wanted or wanted not in full):
        yield found(1, found=often[0][0], wanted=wanted)
