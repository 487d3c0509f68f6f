"""Every character of a draft is accounted for, whatever the draft is."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from pydantic import ValidationError

from tests.intake.drafts import HEAD, METADATA, PLAN, TABLE, WHOLE, read
from ygt_docs.docfiles.decode import Decoded, decode
from ygt_docs.docfiles.rows import DITTO
from ygt_docs.intake.context import origins_of, plain
from ygt_docs.intake.importing import Recognised, recognise
from ygt_docs.notice.fields import Model
from ygt_docs.notice.model import Body, Goals, Notice, Organs, Steps, TaskTable

_MODELS: dict[str, type[Model]] = {
    "notice": Notice,
    "organs": Organs,
    "plan": Body,
    "forwarded": Body,
    "goals": Goals,
    "steps": Steps,
    "tasks": TaskTable,
}
# What a draft itself may lack or have wrong; the importer keeps it so, and building says it.
_DRAFT_FAULTS = {"missing", "ygt_N130", "ygt_N128", "ygt_N129", "ygt_N613"}
_ODD = "，。；：、（）()[]{}|# -\t\u3000\u200b\x00\"'“”《》一二三1234.年月日号附件:：;,\n\n\r\f&*!%@`~\\𠮷\ufeff\ufffd"


def hold(result: Recognised) -> None:
    """The sums agree, nothing is both placed and dropped, and the trees fit the models."""
    account = result.account
    assert account.agrees, account
    assert account.characters == account.placed + sum(account.dropped.values())
    placed = {origin for tree in result.files.values() for origin in origins_of(tree)}
    assert account.placed == len(placed)
    twice = []
    for origin in result.context.ledger.placed_and_dropped(placed):
        if result.context.draft.text[origin] != DITTO:  # it stands for several characters, some of them dropped
            twice.append(origin)
    assert not twice, [(origin, result.context.draft.text[origin]) for origin in twice[:5]]
    for name, tree in result.files.items():
        kinds = _faults(model_of(name), _whole(plain(tree), result, name))
        assert kinds <= _DRAFT_FAULTS, (name, kinds)
    for item in result.context.doubts.problems():
        assert str(item)
        assert item.code != "I390"


def model_of(name: str) -> type[Model]:
    """What the file `name` of an imported draft holds."""
    return _MODELS[name.rpartition("/")[2].split(".")[0].split("-")[0]]


def _whole(value: Any, result: Recognised, name: str) -> Any:
    """`value`, of the file `name`, with the names of files replaced by what stands in them, as the reader does."""
    folder = name.rpartition("/")[0]
    if isinstance(value, dict):
        return {
            key: {"导语": item}
            if key == "正文" and "文种" in value and isinstance(item, str)
            else _whole(item, result, name)
            for key, item in value.items()
        }
    if isinstance(value, list):
        return [_whole(item, result, name) for item in value]
    other = f"{folder}/{value}" if folder else value
    if not isinstance(value, str) or other not in result.files:
        return value
    return _whole(plain(result.files[other]), result, name)


def _faults(model: type[Model], value: Any) -> set[str]:
    try:
        model.model_validate(value)
    except ValidationError as error:
        return {item["type"] for item in error.errors()}
    return set()


def test_the_sums_of_a_whole_draft_agree() -> None:
    """Placed and dropped characters of a whole draft make up all of it, each dropped one with a reason."""
    result = read(METADATA + WHOLE)
    hold(result)
    assert result.account.characters == len(METADATA + WHOLE)
    assert result.account.dropped["换行"] == (METADATA + WHOLE).count("\n")
    assert result.account.dropped["表格的竖线"] == TABLE.count("|")
    assert str(result.account).startswith(f"草稿 {len(METADATA + WHOLE)} 字符")


def test_a_lost_character_is_said() -> None:
    """A character that no reader placed or dropped is never silent: the sums do not agree, and its line is named."""
    result = read(HEAD)
    context = result.context
    placed = {origin for tree in result.files.values() for origin in origins_of(tree)} - {HEAD.index("抓好")}
    account = context.ledger.account(len(HEAD), placed)
    assert not account.agrees
    assert account.lost == 1
    assert "去向不明 1" in str(account)
    from ygt_docs.intake.document import unread

    unread(context, placed)
    said = [item for item in context.doubts.problems() if item.code == "I390"]
    assert [item.place.line for item in said] == [5]


def test_parts_of_drafts_are_accounted_for() -> None:
    """Each beginning and each end of a draft, cut anywhere, is a draft that can be read."""
    text = METADATA + WHOLE
    for cut in range(1, len(text), 7):
        for part in (text[:cut], text[cut:]):
            if part.strip():
                hold(read(part))


def test_mutated_drafts_are_read(rng: random.Random, count: Callable[[int, int], int]) -> None:
    """Random changes of a draft give neither a traceback nor an account that does not agree."""
    drafts = [HEAD, METADATA + WHOLE, PLAN, TABLE, HEAD + TABLE]
    for _ in range(count(300, 10_000)):
        text = mutated(rng.choice(drafts), rng)
        if text.strip(_ODD):
            hold(recognise(Decoded(text, "UTF-8"), "草稿.txt"))


def test_mutated_real_drafts_are_read(seeds: Path, rng: random.Random, count: Callable[[int, int], int]) -> None:
    """Random changes of the real drafts give neither a traceback nor an account that does not agree."""
    drafts = [decode(path.read_bytes()) for path in sorted(seeds.glob("*.txt"))]
    for draft in drafts:
        hold(recognise(draft, "seed.txt"))
    small = [draft.text for draft in drafts if len(draft.text) < 10_000]
    for _ in range(count(60, 2_000)):
        hold(recognise(Decoded(mutated(rng.choice(small), rng), "UTF-8"), "seed.txt"))


def mutated(text: str, rng: random.Random) -> str:
    """`text` with one to eight changes: lines dropped, doubled, swapped or cut, characters put in or taken out."""
    for _ in range(rng.randrange(1, 9)):
        lines = text.split("\n")
        at, other = rng.randrange(len(lines)), rng.randrange(len(lines))
        kind = rng.randrange(7)
        if kind == 0:
            del lines[at]
        elif kind == 1:
            lines.insert(other, lines[at])
        elif kind == 2:
            lines[at], lines[other] = lines[other], lines[at]
        elif kind == 3:
            lines[at] = lines[at][: rng.randrange(len(lines[at]) + 1)]
        elif kind == 4 and at + 1 < len(lines):
            lines[at : at + 2] = [lines[at] + lines[at + 1]]
        else:
            place = rng.randrange(len(lines[at]) + 1)
            put = "".join(rng.choice(_ODD) for _ in range(rng.randrange(0, 4)))
            lines[at] = lines[at][:place] + put + lines[at][place + rng.randrange(0, 4) :]
        text = "\n".join(lines)
    return text


@pytest.mark.parametrize(
    "text",
    [
        "a",
        "1",
        "1.",
        "a@",
        "(",
        "|",
        "《",
        "“甲”",
        "甲 ",
        "一、甲\n",
        "附件\n",
        "附件：甲\n",
        "甲\n",
        "县局",
        "？？平ㄔO",
        "的'甲",
        "甲(yī)",
        "2026年1月1日\n",
    ],
)
def test_one_thing_over_and_over_is_read(text: str) -> None:
    """A draft that is one thing a hundred thousand times is read like any other: no pattern runs away."""
    hold(recognise(Decoded(text * (100_000 // len(text)), "UTF-8"), "草稿.txt"))
