"""Half-em copies: every width is the official one, nothing changes it, and the bytes repeat."""

from __future__ import annotations

from pathlib import Path

import pytest
from fontTools.pens.boundsPen import BoundsPen
from fontTools.ttLib import TTFont

from tests.fonts.making import make_font
from ygt_docs.fonts.half_em import ASCENT, DESCENT, HALF_EM, full_em, make_half_em
from ygt_docs.fonts.prepare import RECIPES, Recipe, open_face, prepare
from ygt_docs.standard.line_ends import RAISED

WIDE = {"A": 700, "V": 680, "i": 200, "1": 500, " ": 300, "°": 333, "‰": 1167, "中": 1000}


@pytest.fixture
def copy() -> TTFont:
    """A proportional face with kerning, after it was made half-em."""
    font = make_font("Wide", WIDE, kerning=True)
    assert "GPOS" in font
    make_half_em(font)
    return font


def _bounds(font: TTFont, character: str) -> tuple[float, ...]:
    pen = BoundsPen(font.getGlyphSet())
    font.getGlyphSet()[font.getBestCmap()[ord(character)]].draw(pen)
    assert pen.bounds is not None
    return tuple(pen.bounds)


def test_each_sign_of_ascii_is_half_an_em(copy: TTFont) -> None:
    """U+0020 to U+007E are 500 units wide; the signs of GB 2312 are 1000; 中 stays as it is."""
    widths = {character: copy["hmtx"][copy.getBestCmap()[ord(character)]][0] for character in WIDE}
    assert widths == {"A": 500, "V": 500, "i": 500, "1": 500, " ": 500, "°": 1000, "‰": 1000, "中": 1000}


def test_wide_glyphs_are_narrowed_and_narrow_ones_centred(copy: TTFont) -> None:
    """Ink keeps a small bearing on both sides; what is narrow enough keeps its shape; heights stay."""
    assert _bounds(copy, "A") == (20, 0, 480, 700)
    assert _bounds(copy, "i") == (160, 0, 340, 700)
    assert _bounds(copy, "1") == (0, 0, 450, 700)


def test_nothing_changes_a_width_afterwards(copy: TTFont) -> None:
    """Kerning and substitution are gone."""
    assert {"GPOS", "GSUB", "vmtx"} & set(copy.keys()) == set()


def test_vertical_metrics_are_the_official_ones(copy: TTFont) -> None:
    """hhea, typo and win agree on 859 and 141 without a gap; a positive descent is mended."""
    hhea, os2 = copy["hhea"], copy["OS/2"]
    assert (hhea.ascent, hhea.descent, hhea.lineGap) == (ASCENT, -DESCENT, 0)
    assert (os2.sTypoAscender, os2.sTypoDescender, os2.sTypoLineGap) == (ASCENT, -DESCENT, 0)
    assert (os2.usWinAscent, os2.usWinDescent) == (ASCENT, DESCENT)


def test_a_face_of_another_kind_is_refused() -> None:
    """A face with another em would get wrong widths silently; it is refused instead."""
    font = make_font("Odd", {"A": 500})
    font["head"].unitsPerEm = 2048
    with pytest.raises(ValueError, match="1000 units"):
        make_half_em(font)


def test_the_same_source_gives_the_same_bytes(tmp_path: Path) -> None:
    """A copy does not depend on when and where it is made."""
    make_font("Wide", WIDE, kerning=True).save(tmp_path / "wide.otf")
    recipe = Recipe("YGT Wide", "wide.otf")
    made = []
    for name in ("a", "b"):
        prepare(tmp_path, tmp_path / name, [recipe])
        made.append((tmp_path / name / "YGT-Wide.otf").read_bytes())
    assert made[0] == made[1]


def test_a_copy_has_a_name_of_its_own(tmp_path: Path) -> None:
    """A copy never passes for the face it was made from."""
    make_font("Wide", WIDE).save(tmp_path / "wide.otf")
    prepare(tmp_path, tmp_path / "new", [Recipe("YGT Wide", "wide.otf")])
    font = open_face(tmp_path / "new" / "YGT-Wide.otf", None)
    assert {str(record) for record in font["name"].names if record.nameID in (1, 4)} == {"YGT Wide"}
    assert font["CFF "].cff.fontNames == ["YGT-Wide"]


def test_a_collection_without_the_face_is_an_error(tmp_path: Path) -> None:
    """A collection that lacks the face that is named is refused, never replaced by its first face."""
    make_font("Wide", WIDE).save(tmp_path / "wide.otf")
    with pytest.raises(ValueError, match="no face Other"):
        open_face(tmp_path / "wide.otf", "Other")


SIGN = next(recipe for recipe in RECIPES if recipe.family == "YGT Sign")


def test_the_face_of_signs_has_what_the_others_lack(open_faces: Path) -> None:
    """Raised and lowered signs and boxes to tick stand in it."""
    cmap = TTFont(open_faces / SIGN.file_name, lazy=True).getBestCmap()
    assert [sign for sign in RAISED + "☐☑☒√□①⑩" if ord(sign) not in cmap] == []


@pytest.mark.parametrize("recipe", RECIPES, ids=lambda recipe: recipe.family)
def test_the_faces_of_the_cache_are_half_em(open_faces: Path, recipe: Recipe) -> None:
    """In each face that setup made, ASCII is half an em, the signs of GB 2312 one, and the ink stays inside."""
    font = TTFont(open_faces / recipe.file_name, lazy=True)
    cmap = font.getBestCmap()
    assert {font["hmtx"][cmap[code]][0] for code in HALF_EM} == {500}
    assert {font["hmtx"][cmap[code]][0] for code in full_em() if code in cmap} == {1000}
    bounds = [_bounds(font, chr(code)) for code in HALF_EM if code != 0x20]
    assert min(left for left, *_ in bounds) >= -25
    assert max(right for _, _, right, _ in bounds) <= 525


@pytest.mark.parametrize("recipe", [recipe for recipe in RECIPES if recipe != SIGN], ids=lambda recipe: recipe.family)
def test_the_faces_of_the_cache_have_gb2312(open_faces: Path, recipe: Recipe) -> None:
    """Each face has all 6763 characters of GB 2312."""
    cmap = TTFont(open_faces / recipe.file_name, lazy=True).getBestCmap()
    rows = (bytes((row, cell)) for row in range(0xB0, 0xF8) for cell in range(0xA1, 0xFF))
    characters = [text for pair in rows if (text := pair.decode("gb2312", "ignore"))]
    assert len(characters) == 6763
    assert [character for character in characters if ord(character) not in cmap] == []
