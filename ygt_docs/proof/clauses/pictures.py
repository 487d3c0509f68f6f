"""Pictures (图): inside the type area, sharp enough to be printed, and told to who cannot see them."""

from __future__ import annotations

from collections.abc import Iterator

from ygt_docs.compose.pictures import LEAST_DPI
from ygt_docs.proof.docx_facts import WordFacts
from ygt_docs.proof.facts import Facts
from ygt_docs.proof.registry import Found, check, found
from ygt_docs.standard import gbt9704 as standard
from ygt_docs.standard.gbt9704 import Strength

_NEAR = 1.0  # mm
_INCH = 25.4


@check("D121", "5.2.1", Strength.SHALL, "图不超出版心")
def inside(facts: Facts) -> Iterator[Found]:
    """No picture is wider than the type area; a turned page has the type area turned."""
    turned = any(area.landscape for area in facts.areas)
    upright = standard.TYPE_AREA_WIDTH.value.mm
    widest = standard.TYPE_AREA_HEIGHT.value.mm if turned else upright
    for picture in facts.pictures:
        if picture.width > widest + _NEAR:
            yield found(picture.page, width=f"{picture.width:.0f}", most=f"{widest:.0f}")


@check("D122", "", None, f"图每英寸不少于 {LEAST_DPI} 个像素")
def sharp(facts: Facts) -> Iterator[Found]:
    """No picture has so few pixels that it looks like steps on paper."""
    for picture in facts.pictures:
        if picture.pixels is None:
            continue
        dpi = picture.pixels / (picture.width / _INCH)
        if dpi < LEAST_DPI - 1:
            yield found(picture.page, dpi=round(dpi), width=f"{picture.width:.0f}", least=LEAST_DPI)


@check("D123", "", None, "图有替代文字", WordFacts)
def told(facts: WordFacts) -> Iterator[Found]:
    """Every picture says what it shows."""
    mute = []
    for picture in facts.pictures:
        if not picture.alternative:
            mute.append(picture)
    if mute:
        yield found(mute[0].page, count=len(mute))
