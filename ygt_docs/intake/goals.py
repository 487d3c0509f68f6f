"""The goals section (建设目标) becomes goals.yaml."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ygt_docs.intake.context import Tree
from ygt_docs.intake.traced import Block, paragraphs

if TYPE_CHECKING:
    from ygt_docs.intake.body import Part

_HEADING = re.compile(r".*目标")


def as_goals(part: Part) -> Tree | None:
    """The section under a heading that ends in 目标, as a summary; None: it is no such section.

    The sentences stay one text: which of them are indicators, the draft does not say.
    """
    if _HEADING.fullmatch(part.heading) is None or part.stop is not None or part.parts or not part.lines:
        return None
    if any(isinstance(line, Block) for line in part.lines):
        return None  # its summary is plain text
    return {"建设目标": {"总述": paragraphs(part.lines)}}
