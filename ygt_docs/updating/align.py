"""Which block of the edited file is which block of the built one: the same, changed, moved, new or gone."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from ygt_docs.updating.blocks import Block, Kind, without_label

_LIKE = 0.4
_MOVED = 0.6
_MOST_COMPARED = 40_000  # pairs in one gap: more than that is another document


@dataclass(frozen=True)
class Pair:
    """Block number `old` is block number `new` (None on one side: gone or new). `moved`: it stands elsewhere."""

    old: int | None
    new: int | None
    moved: bool = False


def align(old: Sequence[Block], new: Sequence[Block]) -> list[Pair]:
    """All blocks of both sides in pairs, those of the edited file in their order, what is gone where it was."""
    old_keys, new_keys = [_key(block) for block in old], [_key(block) for block in new]
    pairs: list[Pair] = []
    for kind, first, last, start, end in SequenceMatcher(None, old_keys, new_keys, autojunk=False).get_opcodes():
        if kind == "equal":
            for step in range(last - first):
                pairs.append(Pair(first + step, start + step))
        else:
            pairs += _gap(old, new, range(first, last), range(start, end))
    return _with_moves(pairs, old, new)


def likeness(one: str, two: str) -> float:
    """How much two texts have in common, 0 to 1: pairs of neighbouring characters."""
    if one == two:
        return 1.0
    first, second = Counter(itertools.pairwise(one)), Counter(itertools.pairwise(two))
    total = sum(first.values()) + sum(second.values())
    if not total:
        return 0.0
    return 2 * sum((first & second).values()) / total


def _key(block: Block) -> tuple[str, str]:
    if block.kind is Kind.TASK:
        return block.kind, "｜".join(cell.text for cell in block.cells[1:])
    return block.kind, without_label(block.text)[1] or block.text


def _score(old: Block, new: Block) -> float:
    if old.kind is not new.kind:
        return 0.0
    if old.kind is Kind.HEAD:
        return 1.0
    like = likeness(_key(old)[1], _key(new)[1])
    same_role = old.role == new.role and old.role not in ("", "公文正文")
    return max(like + 0.3, _LIKE) if same_role else like  # a short heading that was renamed has nothing in common


def _gap(old: Sequence[Block], new: Sequence[Block], olds: range, news: range) -> list[Pair]:
    """The pairs in a stretch where nothing is the same, by the largest sum of likeness."""
    if not olds or not news or len(olds) * len(news) > _MOST_COMPARED:
        return [*(Pair(number, None) for number in olds), *(Pair(None, number) for number in news)]
    best = []
    for _ in range(len(olds) + 1):
        best.append([0.0] * (len(news) + 1))
    scores = []
    for first in olds:
        scores.append([_score(old[first], new[second]) for second in news])
    for row in reversed(range(len(olds))):
        for column in reversed(range(len(news))):
            score = scores[row][column]
            taken = best[row + 1][column + 1] + score if score >= _LIKE else 0.0
            best[row][column] = max(best[row + 1][column], best[row][column + 1], taken)
    return _traced(best, scores, olds, news)


def _traced(best: list[list[float]], scores: list[list[float]], olds: range, news: range) -> list[Pair]:
    pairs, row, column = [], 0, 0
    while row < len(olds) and column < len(news):
        score = scores[row][column]
        if score >= _LIKE and best[row][column] == best[row + 1][column + 1] + score:
            pairs.append(Pair(olds[row], news[column]))
            row, column = row + 1, column + 1
        elif best[row][column] == best[row + 1][column]:
            pairs.append(Pair(olds[row], None))
            row += 1
        else:
            pairs.append(Pair(None, news[column]))
            column += 1
    return [*pairs, *(Pair(number, None) for number in olds[row:]), *(Pair(None, number) for number in news[column:])]


def _with_moves(pairs: list[Pair], old: Sequence[Block], new: Sequence[Block]) -> list[Pair]:
    """What is gone at one place and stands at another is moved."""
    gone = [pair.old for pair in pairs if pair.old is not None and pair.new is None]
    came = [pair.new for pair in pairs if pair.new is not None and pair.old is None]
    if len(gone) * len(came) > _MOST_COMPARED:
        return pairs
    scored = sorted(
        (
            (likeness(_key(old[one])[1], _key(new[two])[1]), one, two)
            for one in gone
            for two in came
            if old[one].kind is new[two].kind
        ),
        key=lambda item: (-item[0], item[1], item[2]),
    )
    to: dict[int, int] = {}
    for score, one, two in scored:
        if score >= _MOVED and one not in to and two not in to.values():
            to[one] = two
    origin = {two: one for one, two in to.items()}
    result = [pair for pair in pairs if not (pair.new is None and pair.old in to)]
    moves: list[Pair] = []
    for pair in result:
        moves.append(Pair(origin[pair.new], pair.new, True) if pair.old is None and pair.new in origin else pair)
    return moves
