"""The mutants are real faults, each in one place, and the code that runs is theirs."""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.mutants import __main__ as script
from tests.mutants import making
from tests.mutants.making import mutants_of
from tests.mutants.running import put_in

_MODULE = """
def least(numbers, most=3):
    for number in numbers:
        if number < most and number not in (1, 2):
            continue
        numbers.sort()
        list(zip(numbers, numbers, strict=True))
        return number + 1
    return f"{most - 1}"
"""


@pytest.fixture
def module(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A module of a project of its own."""
    path = tmp_path / "least_of.py"
    path.write_text(_MODULE, encoding="utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.setattr(making, "ROOT", tmp_path)
    yield path
    sys.modules.pop("least_of", None)


def test_each_mutant_is_one_change_that_runs(module: Path) -> None:
    """Comparisons, and/or, numbers, signs, results, calls and steps of loops; no two alike, none in a message."""
    mutants = mutants_of(module)
    original = ast.unparse(ast.parse(module.read_text(encoding="utf-8")))
    texts = {ast.unparse(mutant.tree()) for mutant in mutants}
    assert (len(texts), original in texts) == (len(mutants), False)
    assert {mutant.what for mutant in mutants} >= {
        "number < most → number <= most",
        "number not in (1, 2) → number in (1, 2)",
        "continue → break",
        "numbers.sort() → pass",
        "number + 1 → number - 1",
        "return number + 1 → return None",
    }
    assert not any(mutant.what.startswith(("most - 1", "True")) for mutant in mutants)


def test_the_code_of_a_mutant_is_what_runs(module: Path) -> None:
    """A function that somebody imported already does what the mutant says."""
    from least_of import least  # type: ignore[import-not-found]

    assert least([5]) == 6
    put_in(next(mutant for mutant in mutants_of(module) if mutant.what == "number + 1 → number - 1"))
    assert least([5]) == 4


def test_a_mutant_keeps_its_name_when_its_module_changes(module: Path) -> None:
    """Lines above it do not count; of two alike in a function the second is told from the first."""
    names = [mutant.name for mutant in mutants_of(module)]
    assert len(set(names)) == len(names)
    module.write_text("\n\n" + _MODULE, encoding="utf-8")
    assert [mutant.name for mutant in mutants_of(module)] == names


def test_the_sample_is_fixed_and_over_all_rooms() -> None:
    """600 mutants of reader, editor, atomic writer and rules, nearly all still there, and tests that are there."""
    drawn, chosen = script.SAMPLE.read_text(encoding="utf-8").splitlines(), script.sample()
    assert (len(drawn), len(set(drawn))) == (600, 600)
    assert len(chosen) >= 0.9 * len(drawn)
    assert {mutant.file.parent.name for mutant in chosen} == {"reading", "editing", "ygt_docs", "rules"}
    assert all((script.ROOT / path).exists() for path in script.TESTS)


def test_reasons_are_of_the_sample() -> None:
    """A survivor with a reason is one of those that are drawn."""
    lines = script.SURVIVORS.read_text(encoding="utf-8").splitlines()
    names = {line.split(" —— ")[0] for line in lines if not line.startswith("#")}
    assert names <= set(script.SAMPLE.read_text(encoding="utf-8").splitlines())
