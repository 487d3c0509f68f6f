"""Files of ours against what was composed: nothing has moved on its way through a template (成品与编排).

The clauses say where most elements stand; these checks hold every element of every format, also of those that the
standard leaves alone (bulletins, manuscripts, collections), to the place the build gave it.
"""

from __future__ import annotations

from collections.abc import Iterator

from ygt_docs.compose.flow import Role
from ygt_docs.elements.catalogue import CENTRED, OWN_DISTANCE
from ygt_docs.notice.model import Format
from ygt_docs.proof.facts import Facts, Para
from ygt_docs.proof.registry import Found, check, found, mm, shown
from ygt_docs.standard import gbt9704 as standard

_LINES = 0.6  # so many lines more or less are no line
_ASIDE = 1.6  # mm


@check("D908", "", None, "本项目生成的文件：要素之间的空行与编排的一致")
def blank_lines(facts: Facts) -> Iterator[Found]:
    """Before each paragraph stand the empty lines that the build put there, as high as it made them."""
    body = facts.pitch or standard.LINE_PITCH.value.pt
    for para in facts.paras:
        wanted = para.composed_blank
        if wanted is None or para.blank is None or para.role in OWN_DISTANCE:
            continue
        measured = para.blank * body
        if abs(measured - wanted.height) > _LINES * wanted.line:
            lines = max(measured, 0.0) / wanted.line
            yield found(para, text=shown(para.text), what=str(para.role), wanted=wanted.lines, found=f"{lines:.1f}")


@check("D909", "", None, "本项目生成的文件：居中的要素在版心正中")
def centred(facts: Facts) -> Iterator[Found]:
    """What is centred has as much room on its left as on its right."""
    in_letters = {Role.NUMBER} if facts.format is Format.LETTER else set()  # at the right edge there (10.1)
    for para in facts.of(*(role for role in CENTRED if role not in in_letters)) if facts.known else ():
        aside = _aside(para, facts.width)
        if aside is not None and abs(aside) > _ASIDE:
            yield found(
                para, text=shown(para.text), what=str(para.role), by=mm(abs(aside)), side="右" if aside > 0 else "左"
            )


def _aside(para: Para, width: float) -> float | None:
    """How many millimetres the middle of its first line is right of the middle; None where that cannot be told."""
    line = para.lines[0]
    width = standard.TYPE_AREA_HEIGHT.value.mm if para.landscape else width
    if para.boxed or line.end > width + 1 or "\t" in para.text:
        return None
    return (line.start + line.end) / 2 - width / 2
