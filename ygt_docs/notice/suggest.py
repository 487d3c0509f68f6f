"""What the user probably meant."""

from __future__ import annotations

import difflib
from collections.abc import Iterable


def nearest(found: str, known: Iterable[str]) -> str | None:
    """The one of `known` that looks most like `found`; None when none comes near."""
    known = list(known)
    # Short Chinese keys share few characters: half of them is already near.
    close = difflib.get_close_matches(found, known, 1, 0.5)
    if close:
        return close[0]
    return next((item for item in known if len(found) > 1 and (found in item or item in found)), None)


def near(found: str, known: Iterable[str], words: str) -> str:
    """`words` with the nearest of `known` filled in; nothing when none comes near."""
    meant = nearest(found, known)
    return "" if meant is None else words.format(meant)
