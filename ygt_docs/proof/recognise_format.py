"""Which format a file has (文件格式, 10): by its mark, its rules and what stands around its title."""

from __future__ import annotations

import itertools
import re

from ygt_docs.compose.flow import Role
from ygt_docs.notice.model import Format
from ygt_docs.proof.facts import Facts

MASTHEAD_ROWS = 14  # how many paragraphs a masthead may be among
_ISSUE = re.compile(r"^[（(]?第[1-9]\d*期")
_LETTER_RULE = 163.0  # mm: a rule that is longer belongs to a letter
_LARGE_TITLE = 20.0  # points: the title of a document


def format_of(facts: Facts) -> Format:
    """The format of clause 10 that a file has by its mark and its rules; the common one else."""
    mark, number = facts.first(Role.MARK), facts.first(Role.NUMBER)
    if number is None and any(_ISSUE.match(para.bare) for para in facts.paras[:MASTHEAD_ROWS]):
        return Format.BULLETIN
    if mark is None:
        return _without_masthead(facts)
    if mark.bare.endswith(("命令", "令")):
        return Format.ORDER
    if mark.bare.endswith("纪要"):
        return Format.MINUTES
    long_rules = []
    for stroke in facts.strokes:
        if stroke.page == 1 and stroke.right - stroke.left > _LETTER_RULE:
            long_rules.append(stroke)
    at_the_right = number is not None and (facts.width - number.end < 3 or "\t" in number.text)
    if long_rules or at_the_right:
        return Format.LETTER
    return Format.DOCUMENT


def _without_masthead(facts: Facts) -> Format:
    """A list of contents before several titles makes a collection (汇编), who wrote a text, or when, a manuscript (文稿).

    That stands under its title; what is signed is a document, whatever stands there.
    """
    begins = [para for para in facts.paras if para.new_page and para.centred and para.size >= _LARGE_TITLE]
    if any(para.role is Role.CONTENTS_TITLE for para in facts.paras[:MASTHEAD_ROWS]) and len(begins) > 1:
        return Format.COLLECTION
    plain = facts.number is None and facts.first(Role.TITLE) is not None and facts.first(Role.SIGN_OFF) is None
    head = itertools.takewhile(lambda para: para.role is not Role.PARAGRAPH, facts.paras)
    under = any(para.role in (Role.AUTHOR, Role.MANUSCRIPT_DATE) for para in head)
    if plain and under:
        return Format.MANUSCRIPT
    return Format.DOCUMENT


def is_special(facts: Facts, *formats: Format) -> bool:
    """Whether the file has one of the special `formats` (any but the common one where none is named)."""
    if formats:
        return facts.format in formats
    return facts.format not in (None, Format.DOCUMENT)
