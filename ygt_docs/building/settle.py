"""Decisions until they are stable (定稿): what the laid-out page tells goes back into the Flow."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Protocol

from ygt_docs.compose.flow import Decisions, Flow
from ygt_docs.notice.model import Orientation
from ygt_docs.problems import Problem, Problems

ROUNDS = 8


class LaidOutLike(Protocol):
    """What settling needs of a laid-out document."""

    @property
    def decisions(self) -> Decisions:
        """What these pages ask for."""

    @property
    def page_count(self) -> int:
        """How many pages there are."""

    @property
    def problems(self) -> Problems:
        """What was found while laying out."""

    def write(self) -> bytes:
        """The PDF."""


@dataclass(frozen=True)
class Settled:
    """The Flow that both writers obey, its pages, and the problems of the last round alone."""

    flow: Flow
    laid: LaidOutLike
    problems: list[Problem]


def with_foreseen(flow: Flow) -> Flow:
    """`flow` with what is certain before its pages are laid out, so that no round is lost for it.

    The imprint never stands on a turned page (8): behind a turned table it has a page of its own.
    """
    turned = flow.sections[-1].orientation is Orientation.LANDSCAPE
    if flow.imprint is None or not turned or flow.decisions.imprint_inline:
        return flow
    return replace(flow, decisions=replace(flow.decisions, imprint_on_new_page=True))


def settle(compose: Callable[[Decisions, Problems], Flow], lay_out: Callable[[Flow], LaidOutLike]) -> Settled:
    """Compose and lay out until the pages ask for what the Flow was made from.

    Addressees are decided first, then the page of the sign-off and the rows of tables, and the imprint last: each of
    them may take a round or two. After eight rounds the last one is kept with the error B301. Raises what the two
    functions raise.
    """
    decisions, asked = Decisions(), []
    for _ in range(ROUNDS):
        problems = Problems()
        flow = compose(decisions, problems)
        laid = lay_out(flow)
        problems.extend(laid.problems)
        if laid.decisions == flow.decisions:
            return Settled(flow, laid, list(problems))
        decisions = laid.decisions
        asked.append(decisions)
    problems.add("B301", rounds=ROUNDS, decisions="；".join(map(str, asked)))
    return Settled(flow, laid, list(problems))
