"""Built files that a person broke in one way each: every one is found, where it is, and nothing but what it brings."""

from __future__ import annotations

import random
from collections import Counter
from pathlib import Path

import pytest

from tests.conftest import SEED
from tests.examples import made
from tests.proof.broken import CASES, Broken, edited, retyped
from tests.proof.corpus import _named_faces, _pdf, _styled
from ygt_docs.fonts import Fonts
from ygt_docs.project import Project
from ygt_docs.proof import prove
from ygt_docs.proof.facts import Kind

SAMPLE = 6
ALWAYS = ("删了版记最后一条线 Word", "取消首行缩进 PDF")  # once missed, and once found at the wrong paragraph


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Every file in a soak, a fixed sample otherwise."""
    if "case" in metafunc.fixturenames:
        soak = metafunc.config.getoption("--soak")
        others = [case for case in CASES if str(case) not in ALWAYS]
        chosen = [case for case in CASES if str(case) in ALWAYS] + random.Random(SEED).sample(others, SAMPLE)
        metafunc.parametrize("case", CASES if soak else chosen, ids=str)


def broken(case: Broken, fonts: Fonts, project: Project, folder: Path) -> bytes:
    """The file of `case`, from the files that the example really has."""
    result, docx, _ = made(case.source)
    if case.change is not None:
        return edited(docx, case.change)
    assert result.flow is not None
    return _pdf(retyped(result.flow, case.texts), fonts, _styled(project, _named_faces(case.css, fonts), folder))


def test_the_way_is_found_with_clause_and_place(case: Broken, fonts: Fonts, project: Project, tmp_path: Path) -> None:
    """Proved as the file of a stranger: the fault with clause, page and words; and exactly its consequences."""
    found = prove(broken(case, fonts, project, tmp_path), case.kind, "来文")
    assert {item.code for item in found} == {case.finds, *case.follows}, [str(item) for item in found]
    (own,) = [item for item in found if item.code == case.finds and case.at in item.message]
    assert (own.place.file, own.place.page, own.clause) == ("来文", case.page, case.clause)
    assert own.fix


@pytest.mark.parametrize("source", sorted({case.source for case in CASES}))
def test_nothing_is_found_before_it_is_broken(source: str) -> None:
    """The files the cases begin with have no finding at all, also after they were opened and saved."""
    _, docx, pdf = made(source)
    assert prove(edited(docx, lambda document: None), Kind.WORD) == []
    assert prove(pdf, Kind.PDF) == []


def test_there_are_thirty_and_more() -> None:
    """Thirty ways at least, in both kinds of file, from all parts of the standard, no two alike."""
    assert len(CASES) >= 30
    assert set(ALWAYS) <= set(map(str, CASES))
    assert max(Counter(map(str, CASES)).values()) == 1
    assert {case.kind for case in CASES} == set(Kind)
    # "": what no clause of the standard names, only practice.
    assert {(case.clause or "").split(".")[0] for case in CASES} == {"", "5", "6", "7", "10"}
