"""Lengths that know their unit (长度): a bare number never means a length in this package."""

from __future__ import annotations

from dataclasses import dataclass

_EMU_PER_MM = 36_000
_EMU_PER_PT = 12_700
_EMU_PER_TWIP = 635


@dataclass(frozen=True, order=True)
class Length:
    """A length counted in whole English Metric Units (914,400 to the inch).

    The unit is the one OOXML uses; millimetres, points and twips all divide into it, so adding lengths never
    drifts. Make one with :func:`Mm`, :func:`Pt` or :func:`Twips`.
    """

    emu: int

    @property
    def mm(self) -> float:
        """This length in millimetres."""
        return self.emu / _EMU_PER_MM

    @property
    def pt(self) -> float:
        """This length in points of 1/72 inch."""
        return self.emu / _EMU_PER_PT

    @property
    def twips(self) -> int:
        """This length in whole twips (1/20 pt), the unit of WordprocessingML, rounded to the nearest."""
        return round(self.emu / _EMU_PER_TWIP)

    def __add__(self, other: Length) -> Length:
        return Length(self.emu + other.emu)

    def __sub__(self, other: Length) -> Length:
        return Length(self.emu - other.emu)

    def __neg__(self) -> Length:
        return Length(-self.emu)

    def __mul__(self, factor: float) -> Length:
        return Length(round(self.emu * factor))

    __rmul__ = __mul__

    def __truediv__(self, divisor: float) -> Length:
        return Length(round(self.emu / divisor))

    def over(self, other: Length) -> float:
        """How many times `other` fits into this length. Raises ZeroDivisionError for a zero length."""
        return self.emu / other.emu

    def __str__(self) -> str:
        return f"{self.mm:.2f} mm"


ZERO = Length(0)


def Mm(value: float) -> Length:  # noqa: N802 - reads as the unit it makes
    """`value` millimetres."""
    return Length(round(value * _EMU_PER_MM))


def Pt(value: float) -> Length:  # noqa: N802
    """`value` points."""
    return Length(round(value * _EMU_PER_PT))


def Twips(value: float) -> Length:  # noqa: N802
    """`value` twentieths of a point."""
    return Length(round(value * _EMU_PER_TWIP))
