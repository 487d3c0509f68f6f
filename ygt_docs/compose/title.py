"""Lines of a title (标题, 7.3.1): whole words, symmetrical, in the shape of a trapezoid or a diamond.

One line that was typed is broken by dynamic programming: the state is the break before the last line, the last break,
and whether lines still grow or shrink already, so a title of eight organs costs no more than a few milliseconds.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import ceil, inf

from ygt_docs.compose.flow import Paragraph, Role
from ygt_docs.compose.pieces import part, run
from ygt_docs.compose.title_breaks import NEVER, break_costs
from ygt_docs.geometry.text import of_one_width, shape_fault, width_in_characters
from ygt_docs.notice.model import Orientation
from ygt_docs.problems import Problems
from ygt_docs.profile import STANDARD, Profile
from ygt_docs.reading.text import Text, place_of
from ygt_docs.standard import gbt9704 as standard
from ygt_docs.standard.lengths import Length

_SHORTEST = standard.TITLE_SHORTEST_LINE.value
_AIRY = 1  # a line leaves 1 字 free where it can
_TOO_SHORT = 400.0
_FULL = 15.0
_EQUAL = 6.0
_RECTANGLE = 400.0  # lines of one width are neither trapezoid nor diamond: even its own line for the organ costs less
_HOURGLASS = 500.0
_ANOTHER_LINE = 60.0
_MOST_LINES = 8  # more than these hardly leave room for mark, addressees and body on page one
_TOO_MANY_LINES = 350.0
_MOST_SHAPED = 10  # a longer title is filled line by line


@dataclass(frozen=True)
class _State:
    """A title broken up to `end`; its last line begins at `start`. `shrinking`: some line was shorter than the last."""

    start: int
    end: int
    shrinking: bool


@dataclass(frozen=True)
class _Measure:
    """What a line is judged by: widths up to each character, the price of each break, the widest and the mean line."""

    widths: Sequence[float]
    prices: Sequence[float]
    capacity: int
    target: float
    equal: float


_Best = dict[_State, tuple[float, tuple[int, ...]]]


def line_capacity(orientation: Orientation, size: Length = standard.SIZE_2.value) -> int:
    """How many 字 of `size` a line of the type area holds: of size 2 these are 20 upright, 28 on a landscape page."""
    width: Length = (
        standard.TYPE_AREA_WIDTH if orientation is Orientation.PORTRAIT else standard.TYPE_AREA_HEIGHT
    ).value
    return int(width.over(size))


def title_paragraph(
    role: Role,
    typed: Sequence[Text],
    problems: Problems,
    organs: Sequence[str] = (),
    orientation: Orientation = Orientation.PORTRAIT,
    profile: Profile = STANDARD,
) -> Paragraph:
    """The title `typed`: several lines stay as they are, one is broken where it reads well; `organs` may begin it.

    A line holds as many 字 as the style of `role` lets it, by the sizes that `profile` knows.
    A line that does not fit (N520) and a title that has no good place for a break (N521) are reported.
    """
    lines = [line for text in typed for line in text.lines()]
    capacity = line_capacity(orientation, profile.size_of(role, standard.SIZE_2.value))
    if len(lines) == 1:
        lines = _broken(lines[0], organs, capacity, problems)
    for line in lines:
        if width_in_characters(line) > capacity:
            problems.add("N520", place_of(line), strength="应", clause="7.3.1", found=line, capacity=capacity)
    return Paragraph(role, tuple((run(line),) for line in lines))


def _broken(title: Text, organs: Sequence[str], capacity: int, problems: Problems) -> list[Text]:
    costs, ends = _shaped(title, organs, capacity)
    if any(costs[end - 1] >= NEVER for end in ends[:-1]):
        problems.add("N521", title.place, strength="应", clause="7.3.1", found=title)
    found: list[Text] = []
    for start, end in _lines(title, ends):
        found.append(part(title, start, end))
    return found


def _shaped(title: str, organs: Sequence[str], capacity: int) -> tuple[Sequence[float], tuple[int, ...]]:
    """Costs and breaks of `title`; only where whole names make no trapezoid are names cut, between two words."""
    for cut_names in (False, True):
        costs = break_costs(title, organs, cut_names)
        ends = title_breaks(title, costs, capacity)
        if not shape_fault([width_in_characters(title[start:end]) for start, end in _lines(title, ends)]):
            break
    return costs, ends


def _lines(title: str, ends: Sequence[int]) -> list[tuple[int, int]]:
    """Begin and end of each line; a space between two names is not printed where a line ends: it would shift it."""
    lines: list[tuple[int, int]] = []
    for start, end in pairwise((0, *ends)):
        lines.append((end - len(title[start:end].lstrip()), start + len(title[start:end].rstrip())))
    return lines


def title_breaks(title: str, costs: Sequence[float], capacity: int) -> tuple[int, ...]:
    """Where the lines of `title` end (the last end is its length), so that the sum of all costs is smallest."""
    total = width_in_characters(title)
    if total <= capacity - _AIRY:
        return (len(title),)
    fewest = ceil(total / (capacity - _AIRY))
    if fewest > _MOST_SHAPED:
        return _filled(title, costs, capacity)
    good = []
    for end in range(1, len(title)):
        if costs[end - 1] < NEVER:
            good.append(end)
    for allowed in (good, range(1, len(title))):
        candidates = []
        for count in range(fewest, fewest + 3):
            candidates.append(_best_of(title, costs, capacity, count, allowed))
        best = min(enumerate(candidates), key=lambda item: item[1][0] + _more_lines(fewest, item[0]))
        if best[1][1]:
            return best[1][1]
    raise AssertionError("a line holds at least one character")


def _filled(title: str, costs: Sequence[float], capacity: int) -> tuple[int, ...]:
    """Ends of full lines, each at the last good place: a title of so many lines has no shape, and takes no time."""
    ends: list[int] = []
    start = 0
    while start < len(title):
        fitting = start + 1
        while fitting < len(title) and width_in_characters(title[start : fitting + 1]) <= capacity:
            fitting += 1
        good = (end for end in range(fitting, start, -1) if end == len(title) or costs[end - 1] < NEVER)
        start = next(good, fitting)
        ends.append(start)
    return tuple(ends)


def _more_lines(fewest: int, more: int) -> float:
    """What `more` lines than the fewest cost."""
    return sum(
        _ANOTHER_LINE if count <= _MOST_LINES else _TOO_MANY_LINES for count in range(fewest + 1, fewest + more + 1)
    )


def _best_of(
    title: str, costs: Sequence[float], capacity: int, count: int, allowed: Sequence[int]
) -> tuple[float, tuple[int, ...]]:
    """The cheapest way to set `title` in `count` lines that end at `allowed` (infinite cost: it does not fit)."""
    widths = [0.0]
    for character in title:
        widths.append(widths[-1] + width_in_characters(character))
    measure = _Measure(widths, [*costs[:-1], 0.0], capacity, widths[-1] / count, _RECTANGLE if count == 2 else _EQUAL)
    states: _Best = {_State(0, 0, False): (0.0, ())}
    for number in range(count):
        states = _add_line(states, [len(title)] if number == count - 1 else allowed, measure)
    best: tuple[float, tuple[int, ...]] = (inf, ())
    for cost, ends in states.values():
        lines = []
        for start, end in pairwise((0, *ends)):
            lines.append(widths[end] - widths[start])
        best = min(best, (cost + (_RECTANGLE if count > 2 and of_one_width(lines) else 0.0), ends))
    return best


def _add_line(states: _Best, allowed: Sequence[int], measure: _Measure) -> _Best:
    """Every state of `states` with one more line that ends at an allowed place."""
    grown: _Best = {}
    widths = measure.widths
    for state, (cost, ends) in states.items():
        before = widths[state.end] - widths[state.start] if ends else None
        for end in allowed[bisect_right(allowed, state.end) :]:
            width = widths[end] - widths[state.end]
            if width > measure.capacity:
                break
            shape, shrinking = _shape(before, width, state.shrinking, measure.equal)
            candidate = (cost + shape + _line(width, measure) + measure.prices[end - 1], (*ends, end))
            key = _State(state.end, end, shrinking)
            if key not in grown or candidate < grown[key]:
                grown[key] = candidate
    return grown


def _line(width: float, measure: _Measure) -> float:
    short = _TOO_SHORT if width < _SHORTEST else 0.0
    full = _FULL if width > measure.capacity - _AIRY else 0.0
    return (width - measure.target) ** 2 + short + full


def _shape(before: float | None, width: float, shrinking: bool, equal: float) -> tuple[float, bool]:
    """A line may be longer than the one before only while none was shorter: no hourglass, no zigzag."""
    if before is None:
        return 0.0, False
    if width > before:
        return (_HOURGLASS if shrinking else 0.0), shrinking
    if width < before:
        return 0.0, True
    return equal, shrinking
