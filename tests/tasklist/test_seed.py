"""A real plan, imported: its 28 tasks, its units, its timetable against its steps, and what it asks of its units."""

from __future__ import annotations

from pathlib import Path

from ygt_docs.intake import import_file
from ygt_docs.notice import load_content
from ygt_docs.project import this_project
from ygt_docs.rules import check
from ygt_docs.tasklist.load import load_of
from ygt_docs.tasklist.store import load_plans
from ygt_docs.tasklist.units_file import new_units


def test_the_plan_of_a_real_county(seeds: Path, tmp_path: Path) -> None:
    """医保局 in exactly its tasks; the timetable agrees with the steps; one ledger a month from May on, four lists."""
    (draft,) = seeds.glob("000_*.txt")
    project = this_project()
    import_file(draft, "plan", tmp_path, project, False, False)
    plans = load_plans(["plan"], tmp_path, project)
    items = plans.items
    assert len(items) == 28
    assert [item.number for item in items if "医保局" in item.reporting] == ["7", "9", "12", "13", "19", "5"]
    assert all(item.reporting for item in items)
    assert [item.number for item in items if item.due is None] == ["18"]
    units = new_units(plans).added
    assert ("中医院" in units, [unit for unit in units if "及" in unit]) == (True, [])
    document = load_content(tmp_path, project, "plan").documents[0].document
    assert document is not None
    found = [item.code for item in check(document, project) if item.code.startswith("T70")]
    assert found == ["T703"]  # no list of units yet; no deadline contradicts a step
    load = load_of(plans.plans[0], plans)
    assert ([request.times for request in load.requests], len(load.lists)) == ([8], 4)
