"""The examples under content/ are what a secretary copies: faultless, and of the shape that the manual promises."""

from __future__ import annotations

import re

import pytest

from ygt_docs.compose import compose
from ygt_docs.compose.flow import Decisions
from ygt_docs.notice import Content, Document, load_content
from ygt_docs.notice.responsible import responsible_units
from ygt_docs.problems import Problem, Problems
from ygt_docs.project import Project, this_project
from ygt_docs.rules import check

PLAN, MEETING, TRAINING = "yunxi-2026-plan", "yunxi-2026-meeting", "yunxi-2026-training"


@pytest.fixture(scope="module")
def content(project: Project) -> Content:
    """All examples, read."""
    return load_content(project.root / "content", project)


def _document(content: Content, name: str) -> Document:
    loaded = next(item for item in content.documents if item.name == name)
    assert loaded.document is not None, list(loaded.problems)
    return loaded.document


def _found(content: Content, name: str) -> list[Problem]:
    """Everything that reading, text rules and composing say of one example."""
    document = _document(content, name)
    problems = Problems(next(item.problems for item in content.documents if item.name == name))
    problems.extend(check(document, this_project()))
    compose(document, Decisions(), problems)
    return list(problems)


def test_the_examples_of_the_manual_are_there(content: Content, project: Project) -> None:
    """The folder holds the examples that the manual names, each in its table, and nothing else that needs a word."""
    manual = (project.root / "docs" / "使用手册.md").read_text(encoding="utf-8")
    named = set(re.findall(r"^\| `content/([^`]+)` \|", manual, re.MULTILINE))
    assert {item.name for item in content.documents} == named
    assert not list(content.problems)


@pytest.mark.parametrize(
    "name",
    [
        PLAN,
        MEETING,
        "yunxi-2026-letter",
        "yunxi-2026-order",
        "yunxi-2026-minutes",
        "yunxi-2026-bulletin",
        "yunxi-2026-medical-plan",
        "yunxi-2026-report",
        "yunxi-2026-collection",
        "yunxi-2026-request",
        "yunxi-2026-four-organs",
        "yunxi-2026-eight-organs",
        "yunxi-2026-water-rules",
        "yunxi-2026-order-rules",
        "yunxi-2026-flood-plan",
    ],
)
def test_a_numbered_example_has_no_problem(content: Content, name: str) -> None:
    """Neither reading nor a text rule nor composing finds anything in a numbered example."""
    assert _found(content, name) == []


def test_the_draft_is_only_noted(content: Content) -> None:
    """The example without a number shows what a draft looks like: one note, and ×号."""
    assert [(item.code, item.severity) for item in _found(content, TRAINING)] == [("N501", "提示")]
    assert str(_document(content, TRAINING).notice.number) == "云卫〔2026〕×号"


def test_the_plan_has_28_tasks_in_five_groups(content: Content) -> None:
    """The task table has 5, 4, 9, 4 and 6 tasks; the last group is numbered anew and shares cells."""
    promulgated = _document(content, PLAN).notice.promulgated
    assert promulgated is not None
    table = promulgated.appendices[0].table
    assert table is not None
    assert [len(group.tasks) for group in table.groups] == [5, 4, 9, 4, 6]
    assert [group.restart for group in table.groups] == [False, False, False, False, True]
    assert all(task.same_as_above for task in table.groups[-1].tasks[1:])


def test_the_plan_has_six_steps_some_with_two_deadlines(content: Content) -> None:
    """The six steps hold eight deadlines, every one with its real date."""
    promulgated = _document(content, PLAN).notice.promulgated
    assert promulgated is not None
    steps = next(section.steps for section in promulgated.body.sections if section.steps)
    deadlines = [[part.deadline for part in step.parts if part.deadline] for step in steps.steps]
    assert [len(found) for found in deadlines] == [1, 1, 2, 2, 1, 1]
    assert all(deadline.date for found in deadlines for deadline in found)


def test_every_example_names_its_schema(project: Project) -> None:
    """The first line of every content file names the schema that editors check it with."""
    for path in (project.root / "content").rglob("*.yaml"):
        first = path.read_text(encoding="utf-8").splitlines()[0]
        schema = path.parent / first.removeprefix("# yaml-language-server: $schema=")
        assert schema.resolve().parent == project.root / "schema", path
        assert schema.is_file(), path


def test_the_medical_plan_names_its_units(content: Content) -> None:
    """Each task of the 文稿 ends with the units in charge, in brackets, and they are data too."""
    sections = _document(content, "yunxi-2026-medical-plan").notice.body.sections
    named = [responsible_units(child.text) for section in sections for child in section.sections if child.text]
    assert len(named) == 9
    assert all(units.all for units in named)
    assert named[1].lead == ("县卫健局",)
    assert named[1].support == ("县医保局", "各乡镇人民政府")


def test_the_collection_binds_four_documents(content: Content) -> None:
    """The collection holds a notice, two 文稿 and a bulletin."""
    members = _document(content, "yunxi-2026-collection").members
    assert [str(member.notice.kind) for member in members] == ["文稿", "文稿", "简报", "通知"]
