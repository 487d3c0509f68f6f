"""Every code with its severity, message and fix, in the words that a secretary reads.

The words of each stage stand in `words/`; a test asserts that each code is used, tested and explained in the manual.
"""

from __future__ import annotations

from collections.abc import Iterable
from types import ModuleType

from ygt_docs.problems import words
from ygt_docs.problems.entry import Entry


def _merge(stages: Iterable[ModuleType]) -> dict[str, Entry]:
    merged: dict[str, Entry] = {}
    for stage in stages:
        twice = merged.keys() & stage.ENTRIES.keys()
        if twice:
            raise ValueError(f"problem codes defined twice: {sorted(twice)}")
        merged.update(stage.ENTRIES)
    return merged


CATALOGUE: dict[str, Entry] = _merge(words.STAGES)
