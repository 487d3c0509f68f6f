"""The bulletin (简报): head with name, issue, office and date; remark (按语); foot with recipients. All of it practice."""

from __future__ import annotations

from dataclasses import replace

from ygt_docs.compose.flow import Block, Imprint, Indent, Paragraph, Role
from ygt_docs.compose.pieces import BLANK, day_to_write, ends_sentence, joined, paragraph, run
from ygt_docs.elements.dates import date_words
from ygt_docs.geometry.text import width_in_characters
from ygt_docs.notice.document import Document
from ygt_docs.notice.special import RemarkPlace
from ygt_docs.problems import Problems
from ygt_docs.reading.text import Text
from ygt_docs.standard import gbt9704 as standard

_REMARK = "按："
_TYPED_REMARKS = ("按：", "编者按：", "按语：", "编者按语：")
_SIDE = standard.BULLETIN_SIDE_SPACE.value


def bulletin_head(document: Document, problems: Problems) -> list[Block]:
    """Name, issue, office and date on one line, red rule; a missing date (N570) or too long a line (N571) is told."""
    bulletin = document.notice.bulletin
    if bulletin is None:
        return []
    if bulletin.issue is None:
        problems.add("N574", document.locate("简报"), name=document.name, run=document.call)
    if bulletin.total_issue is not None:
        total = f"　总第{bulletin.total_issue}期"
    else:
        total = ""
    return [
        paragraph(Role.BULLETIN_NAME, bulletin.name),
        paragraph(Role.BULLETIN_ISSUE, f"第{'×' if bulletin.issue is None else bulletin.issue}期", total),
        _office_and_date(bulletin.compiled_by, document, problems),
        Paragraph(Role.MASTHEAD_RULE),
    ]


def _office_and_date(office: Text, document: Document, problems: Problems) -> Paragraph:
    date = document.notice.date
    words = Text(date_words(date), document.locate("成文日期")) if date else Text("")
    if date is None:
        problems.add("N570", document.locate("简报"), date=day_to_write(document.notice))
    room = standard.CHARACTERS_PER_LINE.value - 2 * _SIDE - 1
    if width_in_characters(office + words) > room:
        problems.add("N571", office.place, found=office, most=int(room - width_in_characters(words)))
    line = paragraph(Role.BULLETIN_LINE, office)
    return replace(line, indent=Indent(left=_SIDE, right=_SIDE), right_text=(run(words),) if words else ())


def remark_before_title(document: Document) -> list[Block]:
    """The remark and a blank line, where it stands before the title; else nothing."""
    remark = _remark(document, RemarkPlace.BEFORE_TITLE)
    return [*remark, BLANK] if remark else []


def remark_after_title(document: Document) -> list[Block]:
    """A blank line and the remark, where it stands after the title; else nothing."""
    remark = _remark(document, RemarkPlace.AFTER_TITLE)
    return [BLANK, *remark] if remark else []


def _remark(document: Document, where: RemarkPlace) -> list[Paragraph]:
    bulletin = document.notice.bulletin
    if bulletin is None or bulletin.remark is None or bulletin.remark_place is not where:
        return []
    first, *rest = bulletin.remark.lines()
    label = "" if first.startswith(_TYPED_REMARKS) else _REMARK
    return [paragraph(Role.REMARK, label, first), *(paragraph(Role.REMARK, line) for line in rest)]


def bulletin_foot(document: Document) -> Imprint | None:
    """Recipients and number of copies between two rules at the foot of the last page (None: there are none)."""
    bulletin = document.notice.bulletin
    if bulletin is None:
        return None
    rows = (
        ("报：", bulletin.reports_to),
        ("送：", bulletin.sends_to),
        ("发：", bulletin.issues_to),
        ("抄送：", bulletin.copies_to),
        ("分送：", bulletin.distributed_to),
    )
    lines = []
    for label, names in rows:
        if names:
            lines.append(_recipients(label, names))
    if bulletin.copies is not None:
        copies = paragraph(Role.BULLETIN_COPIES, f"（共印{bulletin.copies}份）")
        lines.append(replace(copies, indent=Indent(right=_SIDE)))
    return Imprint((tuple(lines),)) if lines else None


def _recipients(label: str, names: list[Text]) -> Paragraph:
    """报：…；…。: classes parted by ；, lines turned under the first name."""
    stop = "" if ends_sentence(names[-1]) else "。"
    hanging = width_in_characters(label)
    row = paragraph(Role.RECIPIENTS, label, *joined(names, "；"), stop)
    return replace(row, indent=Indent(left=_SIDE + hanging, first=-hanging, right=_SIDE))
