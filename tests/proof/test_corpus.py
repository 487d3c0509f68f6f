"""Files broken in one way each: the proof finds that way, and nothing but what it brings with it."""

from __future__ import annotations

import random
from collections import Counter
from pathlib import Path

import pytest

from tests.conftest import SEED
from tests.proof.corpus import Case, cases, make
from ygt_docs.fonts import Fonts
from ygt_docs.problems.catalogue import CATALOGUE
from ygt_docs.project import Project
from ygt_docs.proof import prove
from ygt_docs.proof.clause_table import EYES
from ygt_docs.proof.facts import Facts, Kind
from ygt_docs.proof.registry import CHECKS

SAMPLE = 90
CASES = cases()
MADE = [pytest.param(case, kind, id=f"{case} {kind}") for case in CASES for kind in case.kinds]
# What can only be shown by a file that no template of ours can make: test_proof.py and test_odd_files.py make those
# files, test_elements_guarded.py those of D908 and D909, which need the Flow beside the file.
# What any file is held against; the checks of a file beside its Flow have their own tests (test_docx_check.py …).
OF_ANY_FILE = [item for item in CHECKS if issubclass(item.of, Facts)]
ELSEWHERE = {
    ("D904", Kind.WORD),
    ("D116", Kind.WORD),  # broken.py
    ("D117", Kind.PDF),  # test_marks_left.py
    *((code, Kind.PDF) for code in ("D802", "D803", "D804", "D806", "D904")),
    *((code, kind) for code in ("D908", "D909") for kind in Kind),
    *((code, kind) for code in ("D121", "D122") for kind in Kind),  # pictures: test_pictures.py
    ("D123", Kind.WORD),
    *((code, kind) for code in ("D124", "D125", "D126", "D127") for kind in Kind),  # test_tables.py
    *(("D326", kind) for kind in Kind),  # only of files of ours: test_elements_guarded.py
}
# Not one of the clauses of which two failing files are wanted.
FEW = {"6.1": 1}
# The clauses of 5, 7, 8 and 10 that say something of their own (7.3.5 and 7.4 are only headings of others).
CLAUSES = [
    clause for clause in EYES if clause.split(".")[0] in ("5", "7", "8", "10") and clause not in ("7.3.5", "7.4")
]


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Every case in a soak, a fixed sample otherwise: each makes a file of its own."""
    if "case" in metafunc.fixturenames:
        soak = metafunc.config.getoption("--soak")
        chosen = MADE if soak else random.Random(SEED).sample(MADE, min(SAMPLE, len(MADE)))
        metafunc.parametrize(("case", "kind"), chosen)


def test_the_fault_is_found_and_nothing_else(
    case: Case, kind: Kind, fonts: Fonts, project: Project, tmp_path: Path
) -> None:
    """Every code of the description is found; every other one is among the consequences it lists."""
    found = prove(make(case, kind, fonts, project, tmp_path), kind)
    codes = {item.code for item in found}
    assert case.finds <= codes <= case.finds | case.follows, [str(item) for item in found]
    of_clauses = {item.code for item in OF_ANY_FILE if item.clause}
    for item in found:
        if item.code in case.finds and case.clause[0].isdigit():
            assert item.clause is not None or item.code not in of_clauses
            assert item.message
            assert item.fix


def test_every_clause_has_good_and_bad_files() -> None:
    """Each clause of 5, 7, 8 and 10 has at least one passing and two failing files."""
    good = Counter(case.clause for case in CASES if not case.finds)
    bad = Counter(case.clause for case in CASES if case.finds)
    for clause in ({case.clause for case in CASES} | set(CLAUSES)) - {"files"} - _only_for_eyes():
        assert good[clause] >= 1, clause
        assert bad[clause] >= FEW.get(clause, 2), clause


def _only_for_eyes() -> set[str]:
    """The clauses of which no check is registered; docs/标准对照.md must name what is to be looked at."""
    checked = {item.clause for item in OF_ANY_FILE} | {case.clause for case in CASES}
    return {clause for clause in CLAUSES if clause not in checked and EYES[clause]}


def test_what_only_eyes_can_check_is_known() -> None:
    """A clause that loses its checks or its cases is seen here, not silently left to the eyes."""
    assert len(CLAUSES) == 32
    assert _only_for_eyes() == set()


def test_every_code_is_met() -> None:
    """Each check of each kind of file is the fault of a case, not only what another fault brings with it.

    What no case can make stands in ELSEWHERE, and nothing stands there that a case does make.
    """
    met = {(code, kind) for case in CASES for code in case.finds for kind in case.kinds}
    checked = {(item.code, kind) for item in OF_ANY_FILE for kind in item.kinds}
    assert checked - met == ELSEWHERE
    assert met <= checked


def test_recommendations_are_no_violations() -> None:
    """Only a 应 rule can be an 错误; what is recommended, allowed or practice is a 提示 or at most a 警告."""
    for item in OF_ANY_FILE:
        if CATALOGUE[item.code].severity == "错误" and item.clause:
            assert str(item.strength) == "应", item.code
        if str(item.strength) in ("推荐", "可", "实务"):
            assert CATALOGUE[item.code].severity != "错误", item.code


def test_thirty_files_and_more() -> None:
    """There are more than thirty faults, each with clause, place and a way to mend it in the catalogue."""
    assert sum(bool(case.finds) for case in CASES) >= 30
    assert all(CATALOGUE[item.code].fix for item in OF_ANY_FILE)
