"""Numbers in the XML of others (数值): with decimals or a unit where the schema allows it, or no numbers at all."""

from __future__ import annotations

import math
import re

_NUMBER = re.compile(r"\s*([+-]?\d+(?:\.\d+)?|[+-]?\.\d+)\s*(mm|cm|in|pt|pc|pi)?\s*")
_POINTS = {"mm": 72 / 25.4, "cm": 720 / 25.4, "in": 72.0, "pt": 1.0, "pc": 12.0, "pi": 12.0}
_MOST = 1e7  # no measure of a page: what is larger is damage, and would overflow further on


def plain_number(value: str | None, usual: float) -> float:
    """The plain number `value`; `usual` where it is missing or none, as a program does that opens the file anyway."""
    found = _NUMBER.fullmatch(value or "")
    if found is None or found[2]:
        return usual
    plain = float(found[1])
    return plain if math.isfinite(plain) and abs(plain) < _MOST else usual


def points(value: str | None, parts: int, usual: float) -> float:
    """`value` in points: a count of 1/`parts` of a point, or a measure with a unit (ST_UniversalMeasure, "21cm").

    `usual`, a count too, where it is missing or no measure.
    """
    found = _NUMBER.fullmatch(value or "")
    if found is not None and found[2]:
        measure = float(found[1]) * _POINTS[found[2]]
        return measure if abs(measure) < _MOST else usual / parts
    return plain_number(value, usual) / parts
