"""The body (正文, 7.3.3): it begins on the first page, is indented by two characters, and numbers its levels."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ygt_docs.compose.flow import DIVISIONS, Face, Role
from ygt_docs.docfiles.faces import is_face
from ygt_docs.elements.catalogue import BODY, FONT_ROLE, LEVELS, OF_ROLE, TITLES, font_role, number_label
from ygt_docs.elements.numerals import chinese_number, value_of
from ygt_docs.geometry.text import width_in_characters
from ygt_docs.proof.facts import Facts, Para, characters
from ygt_docs.proof.pdf_facts import PdfFacts
from ygt_docs.proof.recognise import HEADINGS, article_label, heading_level, heading_sentence
from ygt_docs.proof.registry import Found, check, found, shown
from ygt_docs.standard import gbt9704 as standard
from ygt_docs.standard.gbt9704 import Strength

_RUN_IN = {Role.HEADING_1: Face.HEADING_1, Role.HEADING_2: Face.HEADING_2}
_MOST = 99  # of a count in Chinese numerals
_LONGEST_HEADING = 40  # 字
_SENTENCE_ENDS = ("。", "；", "！", "？", "：")
_BEGINS = (*TITLES, Role.APPENDIX_MARK)


@check("D309", "7.3.3", Strength.SHALL, "公文首页显示正文", PdfFacts)
def first_page(facts: PdfFacts) -> Iterator[Found]:
    """At least one line of the body stands on page 1 of a document with a masthead."""
    body = facts.of(*BODY)
    if body and facts.number is not None and min(para.page or 1 for para in body) > 1:
        yield found(1)


# 组　长： may be spread by spaces, which a PDF does not tell.
_LABEL = re.compile("[^，。；：、]{1,8}：(?=.)")
_MOST_SPREAD = 3.35


@check("D310", "7.3.3", Strength.SHALL, "自然段左空二字，回行顶格")
def indents(facts: Facts) -> Iterator[Found]:
    """Every paragraph of the body begins two characters in, and its other lines at the edge."""
    if not facts.edges_measured:
        return
    wanted = standard.FIRST_LINE_INDENT.value
    plain = [para for para in facts.of(*BODY) if not para.landscape and not para.centred and not _carried(para, facts)]
    plain = [para for para in plain if not _under_label(para, facts)]
    wrong = []
    for para in plain:
        if abs(characters(para.start, _size(para)) - wanted) > 0.35 or (para.hang is not None and abs(para.hang) > 1.5):
            wrong.append(para)
    if wrong:
        first = wrong[0]
        yield found(
            first,
            text=shown(first.text),
            count=len(wrong),
            wanted=wanted,
            found=f"{characters(first.start, _size(first)):.1f}",
        )


def _carried(para: Para, facts: Facts) -> bool:
    """Whether `para` is the rest of a paragraph that was cut so that text goes with the sign-off (7.3.5.5)."""
    before = facts.before(para)
    return (
        para.new_page
        and before is not None
        and before.role is Role.PARAGRAPH
        and before.bare[-1] not in "。：；！？”）"
    )


def _under_label(para: Para, facts: Facts) -> bool:
    """Whether `para` stands under the names behind a label (副组长：甲), as lists of members are typed."""
    above, start = facts.before(para), characters(para.start, _size(para))
    while above is not None and above.pieces and abs(characters(above.start, _size(above)) - start) < 0.35:
        above = facts.before(above)
    label = _LABEL.match(above.bare) if above is not None else None
    if above is None or label is None:
        return False
    behind = start - characters(above.start, _size(above)) - label.end()
    return -0.35 < behind < _MOST_SPREAD


def _size(para: Para) -> float:
    return para.first_piece.size


def _in_appendix_or_list(para: Para) -> bool:
    return para.centred or para.boxed


@check("D311", "7.3.3", Strength.SHALL, "层次序数写作“一、”“（一）”“1.”“（1）”")
def heading_form(facts: Facts) -> Iterator[Found]:
    """The numbers of the four levels are written as the standard has them."""
    seen = set()
    for para in facts.of(*BODY):
        level = heading_level(para)
        if level is None or _in_appendix_or_list(para):
            continue
        matched = dict(HEADINGS)[level].match(para.bare)
        assert matched is not None
        good = number_label(OF_ROLE[level].level, _value(level, para) or 1)
        if matched.group(0) != good and (level, matched.group(0)[-1]) not in seen:
            seen.add((level, matched.group(0)[-1]))
            yield found(para, found=shown(para.text, 8), wanted=good)


@check("D312", "7.3.3", Strength.SHALL, "同一层的序号从一起，不漏不重")
def heading_order(facts: Facts) -> Iterator[Found]:
    """Numbers of one level go up by one; under a heading of a higher level they begin again, or run on."""
    last, running = [0, 0, 0, 0, 0], [0, 0, 0, 0, 0]
    for para in facts.paras:
        if para.role in _BEGINS:
            last, running = [0, 0, 0, 0, 0], [0, 0, 0, 0, 0]
        level = heading_level(para) if para.role in BODY else None
        if level is None:
            continue
        depth, number = OF_ROLE[level].level, _value(level, para)
        right = number in (1, last[depth] + 1, running[depth] + 1)
        if not right and depth <= 2:
            yield found(para, text=shown(para.text), wanted=number_label(depth, min(last[depth] + 1, _MOST)))
        if right or depth <= 2:
            last[depth:] = [number, *([0] * (4 - depth))]
            running[depth] = number


def _value(level: Role, para: Para) -> int:
    matched = dict(HEADINGS)[level].match(para.bare)
    assert matched is not None
    return value_of(matched[1]) or 0


@check("D313", "7.3.3", Strength.NORMALLY, "第一层黑体，第二层楷体，第三、四层仿宋；整句的条目用仿宋")
def heading_face(facts: Facts) -> Iterator[Found]:
    """Headings have the face of their level; a sentence with a number before it is an item, and so is what stands
    under an article.
    """
    items = _under_articles(facts)
    for level in LEVELS[:2]:
        face = FONT_ROLE[level]
        numbered = []
        for item in facts.of(*BODY):
            if heading_level(item) is level and not _in_appendix_or_list(item):
                numbered.append(item)
        numbered = [item for item in numbered if not _is_among(item, items)]
        for para in _headings(numbered, level, face):
            if not is_face(_first_face(para), face):
                number = chinese_number(OF_ROLE[level].level)
                yield found(para, level=number, text=shown(para.text), found=_first_face(para), wanted=face)
                break


def _under_articles(facts: Facts) -> list[Para]:
    """The paragraphs that stand under an article: （一） and 1. are its items there."""
    found: list[Para] = []
    begun = False
    for para in facts.paras:
        if para.role in (*_BEGINS, *DIVISIONS):
            begun = False
        elif para.role in BODY and article_label(para):
            begun = True
        elif begun and heading_level(para) is not Role.HEADING_1:
            found.append(para)
    return found


def _is_among(para: Para, paras: list[Para]) -> bool:
    return any(para is item for item in paras)


@check("D326", "", None, "本项目生成的文件：编、章标题和条号用黑体，节标题用楷体，小数标题第一层黑体、第二层楷体")
def division_face(facts: Facts) -> Iterator[Found]:
    """Headings of a regulation or by decimals, and numbers of articles, have the faces that the build gave them."""
    for para in facts.paras:
        first = None if para.composed is None else next(iter(para.composed.runs), None)
        decimal = para.role in (Role.HEADING_1, Role.HEADING_2) and heading_level(para) is None
        if first is None or (para.role not in DIVISIONS and first.face is not Face.ARTICLE and not decimal):
            continue
        if para.composed is not None:
            wanted = font_role(para.composed.role, first.face)
        else:
            wanted = ""
        if not is_face(_first_face(para), wanted):
            yield found(para, text=shown(para.text), found=_first_face(para), wanted=wanted)
            return


def _headings(numbered: list[Para], level: Role, face: str) -> list[Para]:
    """Those of the paragraphs that begin with a number of `level` that are headings.

    The build says so of each. Else what is no sentence is one, or what is set in another face than the text; and of
    short sentences with text behind them all are, where one of their siblings begins in the face of the level. Where
    one is a sentence and all are set as text, none is a heading: siblings are set alike.
    """
    if any(para.composed is not None for para in numbered):
        return [para for para in numbered if _is_composed_heading(para, level)]
    found = []
    for para in numbered:
        if not para.bare.endswith(_SENTENCE_ENDS) or not is_face(_first_face(para), "仿宋"):
            found.append(para)
    for siblings in _siblings(numbered, level):
        if _are_items(siblings):
            found = [para for para in found if not _is_among(para, siblings)]
        run_in = [para for para in siblings if _may_be_run_in(para)]
        if any(is_face(_first_face(para), face) for para in run_in):
            found += run_in
    return found


def _siblings(numbered: list[Para], level: Role) -> list[list[Para]]:
    """The paragraphs in groups, each of which begins with the number one."""
    groups: list[list[Para]] = []
    for para in numbered:
        if not groups or _value(level, para) == 1:
            groups.append([])
        groups[-1].append(para)
    return groups


def _are_items(siblings: list[Para]) -> bool:
    """Whether paragraphs that are all set as text have one among them that is a sentence and nothing else."""
    sentences = []
    for para in siblings:
        if para.bare.endswith("。") and heading_sentence(para) == para.text:
            sentences.append(para)
    return bool(sentences) and all(is_face(_first_face(para), "仿宋") for para in siblings)


def _may_be_run_in(para: Para) -> bool:
    head = heading_sentence(para)
    return len(head) < len(para.text) and width_in_characters(head) <= _LONGEST_HEADING


def _is_composed_heading(para: Para, level: Role) -> bool:
    first = None if para.composed is None else next(iter(para.composed.runs), None)
    return para.role is level or (first is not None and first.face is _RUN_IN[level])


def _first_face(para: Para) -> str:
    """The face of its first word: of the number, or of what follows it."""
    words = (piece.family for piece in para.pieces if re.search(r"[一-鿿\d]", piece.text))
    return next(words, para.first_piece.family)
