"""Right documents of every kind: nothing is said of them, neither by the build nor by the proof of an unknown file."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from tests.conftest import SEED
from tests.proof.sweep import BODIES, Combination, combinations, make
from ygt_docs.problems import Problem
from ygt_docs.project import Project
from ygt_docs.proof import prove
from ygt_docs.proof.facts import Kind

_SAMPLE = 21
ALL = combinations()


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Every combination in a soak; otherwise one of each kind, with what else it has drawn by lot."""
    if "combination" in metafunc.fixturenames:
        soak = metafunc.config.getoption("--soak")
        metafunc.parametrize("combination", ALL if soak else _sample(), ids=str)


def _sample() -> list[Combination]:
    dice = random.Random(SEED)
    kinds = sorted({(item.kind, item.addressed) for item in ALL})
    return [dice.choice([item for item in ALL if (item.kind, item.addressed) == kind]) for kind in kinds]


def test_nothing_is_said_of_what_is_right(combination: Combination, project: Project, tmp_path: Path) -> None:
    """0 错误 and 0 警告: built, as `--strict` wants it, and proved as two files of which nothing is known."""
    made, docx, pdf = make(combination, project, tmp_path)
    assert _counted(made.problems) == []
    assert _counted(prove(docx, Kind.WORD)) == []
    assert _counted(prove(pdf, Kind.PDF)) == []


def _counted(found: tuple[Problem, ...] | list[Problem]) -> list[str]:
    return [str(item) for item in found if item.severity != "提示"]


def test_the_sweep_has_every_kind_and_body() -> None:
    """15 kinds of the regulation and two of practice, each with every body; four kinds with and without addressees."""
    assert len(ALL) == len(set(ALL)) == 1155
    assert len({item.kind for item in ALL}) == 17
    for kind in {item.kind for item in ALL}:
        assert {item.body for item in ALL if item.kind == kind} == set(BODIES)
    assert len(_sample()) == _SAMPLE
