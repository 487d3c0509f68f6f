"""Where two texts part, in words a person can find on the page."""

from __future__ import annotations

_AROUND = 12


def first_difference(wanted: str, found: str) -> dict[str, str]:
    """The words for a message: `after` (what still agrees), `wanted` and `found` from the first difference on."""
    place = next(
        (index for index, pair in enumerate(zip(wanted, found, strict=False)) if pair[0] != pair[1]),
        min(len(wanted), len(found)),
    )
    return {
        "after": wanted[max(0, place - _AROUND) : place],
        "wanted": wanted[place : place + _AROUND] or "（完）",
        "found": found[place : place + _AROUND] or "（完）",
    }
