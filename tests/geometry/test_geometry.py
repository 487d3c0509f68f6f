"""Heights of the masthead, widths of columns, the page number: arithmetic both files share."""

from __future__ import annotations

import pytest

from ygt_docs.geometry.masthead import BASELINE_FACTOR, Ink, mark_size, masthead
from ygt_docs.geometry.page_number import page_number
from ygt_docs.geometry.text import column_widths, text_width, width_in_characters
from ygt_docs.notice.model import Orientation
from ygt_docs.standard import gbt9704 as standard
from ygt_docs.standard.lengths import Length, Mm, Pt, Twips

MARK, NUMBER = Ink(0.84, 0.09), Ink(0.85, 0.1)


def test_lengths_convert_without_drift() -> None:
    """A twip, a point and a millimetre are whole EMU, and sums are exact."""
    assert Twips(579) == Pt(28.95)
    assert Mm(156).twips == 8844
    assert Mm(1) * 10 == Mm(10)
    assert Mm(37) + Mm(35) == Mm(72)
    assert 2.0 == Pt(32).over(Pt(16))
    assert Length(0) < Mm(1)
    assert "4.00 mm" == str(Mm(4))


@pytest.mark.parametrize("characters", range(4, 28))
def test_ink_of_the_mark_begins_35_mm_below_the_type_area(characters: int) -> None:
    """Whatever its size, the mark's ink begins 35 mm below the upper edge of the type area, to half a twip (7.2.4)."""
    stack = masthead(characters, MARK, NUMBER)
    ink = stack.mark_before + stack.mark_size * (BASELINE_FACTOR - MARK.above)
    assert Mm(35).pt == pytest.approx(ink.pt, abs=0.03)


def test_number_stands_two_lines_under_the_mark_and_4_mm_above_the_rule() -> None:
    """Two lines lie between the ink of mark and number, 4 mm between number and rule (7.2.5, 7.2.7)."""
    stack = masthead(9, MARK, NUMBER)
    mark_bottom = stack.mark_before + stack.mark_size * (BASELINE_FACTOR + MARK.below)
    number_top = stack.mark_before + stack.mark_line + stack.number_before
    ink_top = number_top + standard.SIZE_3.value * (BASELINE_FACTOR - NUMBER.above)
    assert (standard.LINE_PITCH.value * 2).pt == pytest.approx((ink_top - mark_bottom).pt, abs=0.1)
    ink_bottom = number_top + standard.SIZE_3.value * (BASELINE_FACTOR + NUMBER.below)
    rule = number_top + stack.number_line + stack.rule_before
    assert 4.0 == pytest.approx((rule - ink_bottom).mm, abs=0.05)


def test_mark_shrinks_to_stay_inside_the_type_area() -> None:
    """A long name gets smaller characters, in half points; a short one 54 pt at most."""
    assert Pt(54) == mark_size(4)
    sizes = [mark_size(count) for count in range(4, 28)]
    assert sizes == sorted(sizes, reverse=True)
    for count, size in enumerate(sizes, start=4):
        assert size * count <= standard.TYPE_AREA_WIDTH.value
        assert 0 == size.emu % Pt(0.5).emu


@pytest.mark.parametrize("orientation", list(Orientation))
@pytest.mark.parametrize("fractions", [(1.0,), (1 / 3, 1 / 3, 1 / 3), (0.06, 0.3, 0.12, 0.28, 0.12, 0.12)])
def test_columns_add_up_to_the_type_area(fractions: tuple[float, ...], orientation: Orientation) -> None:
    """Rounding loses no twip."""
    widths = column_widths(fractions, orientation)
    assert text_width(orientation).twips == sum(width.twips for width in widths)
    assert all(width.twips == width.emu / 635 for width in widths)


def test_dash_of_the_page_number_is_7_mm_below_the_type_area() -> None:
    """The line begins so far below that the ink of the dash is at 7 mm (7.5)."""
    number = page_number(Ink(0.4, -0.3, Pt(14)), Pt(16.8))
    assert Mm(7).pt == pytest.approx((number.below + number.dash).pt, abs=0.01)


def test_latin_signs_are_half_as_wide() -> None:
    """U+0020 to U+007E count half a 字, everything else one (3.1)."""
    assert 6.5 == width_in_characters("2026年4月26日")
    assert 2.0 == width_in_characters("（）")
