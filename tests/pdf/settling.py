"""Documents from dictionaries, composed and laid out until their decisions hold, for tests of whole pages."""

from __future__ import annotations

from typing import Any

from tests.compose.documents import document
from ygt_docs.building.settle import ROUNDS
from ygt_docs.compose import compose
from ygt_docs.compose.flow import Decisions, Flow
from ygt_docs.fonts import Fonts
from ygt_docs.pdf import LaidOut, lay_out
from ygt_docs.problems import Problem, Problems
from ygt_docs.project import Project

TITLE = ["青禾县人民政府", "关于做好秋收工作的通知"]
IMPRINT = {"抄送": ["县委", "县人大常委会办公室"], "印发机关": "青禾县人民政府办公室", "印发日期": "2026-09-02"}
SENTENCE = "各单位要提高认识，密切配合，抓好各项工作落实，确保取得实效。"


def settled(
    fonts: Fonts, project: Project, *organs: dict[str, Any], **changes: Any
) -> tuple[Flow, LaidOut, list[Problem]]:
    """The Flow and pages of `document(*organs, **changes)` after the rounds that a build has, and what was found."""
    made = document(*organs, **{"标题": TITLE, **changes})
    decisions = Decisions()
    for _ in range(ROUNDS):
        problems = Problems()
        flow = compose(made, decisions, problems)
        laid_out = lay_out(flow, fonts, project)
        if laid_out.decisions == decisions:
            return flow, laid_out, [*problems, *laid_out.problems]
        decisions = laid_out.decisions
    raise AssertionError(f"not settled: {decisions}")


def lines_of_text(count: int) -> dict[str, str]:
    """A body of one paragraph of exactly `count` lines of 28 characters (26 on the first)."""
    return {"导语": ("一二三四五六七八九十" * (count * 3))[: 28 * count - 2]}
