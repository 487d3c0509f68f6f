"""The YAML was changed after the Word file was built: the edited file must not undo that."""

from __future__ import annotations

from pathlib import Path

import docx
import pytest

from tests.examples import NAMES
from tests.updating.edits import (
    PLAN,
    Edit,
    both,
    cell,
    difference,
    edited,
    found,
    gone,
    replaced,
    row_gone,
    said_in_yaml,
    without_marks,
)
from ygt_docs.compose.print_forms import marks_in, properties_of
from ygt_docs.console import updating
from ygt_docs.project import Project
from ygt_docs.updating import Update, prepare_update


def told(edit: Edit | None, yaml: list[tuple[str, str, str]], folder: Path, project: Project) -> tuple[Update, Path]:
    """The built file after `edit` against a YAML in which (file, old, new) were replaced since."""
    content, path = edited(PLAN, edit, folder, project)
    for file, old, new in yaml:
        said_in_yaml(content / PLAN / file, old, new)
    return prepare_update(path, PLAN, content, project), content


SENTENCE = ("notice.yaml", "现予印发", "现正式印发")
HEADING = ("plan.yaml", "理顺外部治理", "完善外部治理")
NUMBER = ("notice.yaml", "顺序号: 4", "顺序号: 9")
DEADLINE = ("tasks.yaml", "{原文: 4月30日前, 日期: 2026-04-30}", "{原文: 5月31日前, 日期: 2026-05-31}")
MERGED = ("notice.yaml", "县人大常委会办公室, 县政协办公室]", "县人大常委会办公室]")


@pytest.mark.parametrize("yaml", [SENTENCE, HEADING, NUMBER, DEADLINE, MERGED])
def test_a_change_of_the_yaml_alone_stays_and_is_listed(
    yaml: tuple[str, str, str], project: Project, tmp_path: Path
) -> None:
    """The Word file still says the old thing: nothing is offered, and one 提示 names the place with both texts."""
    update, _ = told(None, [yaml], tmp_path, project)
    assert update.changes == []
    assert [item.code for item in update.problems] == ["U308"]
    assert "YAML 里现为" in str(next(iter(update.problems)))


def test_each_side_keeps_its_own_change(project: Project, tmp_path: Path) -> None:
    """A sentence in the YAML and a heading in Word: both stand afterwards, and only the heading was asked for."""
    update, content = told(replaced("（二）理顺外部治理", "（二）改进治理"), [SENTENCE], tmp_path, project)
    assert [(change.what, change.conflict) for change in update.changes] == [("改动", False)]
    update.write(update.changes)
    assert "现正式印发" in (content / PLAN / "notice.yaml").read_text(encoding="utf-8")
    assert "改进治理" in (content / PLAN / "plan.yaml").read_text(encoding="utf-8")


def test_a_place_that_both_changed_is_a_conflict(project: Project, tmp_path: Path) -> None:
    """It shows both texts, and is written only when it is taken by itself."""
    update, content = told(replaced("现予印发", "现印发给你们"), [SENTENCE], tmp_path, project)
    (change,) = update.changes
    assert change.conflict
    assert "YAML：" in str(change)
    assert "现正式印发" in change.sides[0]
    assert "现印发给你们" in change.sides[1]
    update.write([change])
    assert "现印发给你们" in (content / PLAN / "notice.yaml").read_text(encoding="utf-8")


def test_both_sides_that_say_the_same_are_no_conflict(project: Project, tmp_path: Path) -> None:
    """Somebody brought the change into the YAML by hand already."""
    update, _ = told(replaced("现予印发", "现正式印发"), [SENTENCE], tmp_path, project)
    assert update.changes == []
    assert list(update.problems) == []


@pytest.mark.parametrize(
    ("edit", "yaml", "whats"),
    [
        (gone("现予印发"), [SENTENCE], {("删去", True)}),
        (
            row_gone,
            [("tasks.yaml", "- 任务: 实行医共体党委领导下的院长负责制", "- 任务: 落实医共体党委领导下的院长负责制")],
            {("删去", True)},
        ),
        (cell("4月30日", "6月10日"), [DEADLINE], {("改动表格", True)}),
        (
            both(gone("现予印发"), replaced("（二）理顺外部治理", "（二）改进治理")),
            [SENTENCE],
            {("删去", True), ("改动", False)},
        ),
    ],
)
def test_what_one_side_deleted_and_the_other_changed_is_a_conflict(
    edit: Edit, yaml: list[tuple[str, str, str]], whats: set[tuple[str, bool]], project: Project, tmp_path: Path
) -> None:
    """Neither the deletion nor the change is lost without a question."""
    update, _ = told(edit, yaml, tmp_path, project)
    refused = {("删去", True) for item in update.problems if item.code == "U201"}
    assert {(change.what, change.conflict) for change in update.changes} | refused == whats


@pytest.mark.parametrize(
    "yaml",
    [
        ("notice.yaml", "现予印发", "各单位要抓紧。\n  现予印发"),
        ("notice.yaml", "    邮箱: yxygt@example.cn\n", ""),
        (
            "plan.yaml",
            "      - 标题: 理顺外部治理\n",
            "      - 标题: 抓好衔接\n        正文: 抓好衔接。\n      - 标题: 理顺外部治理\n",
        ),
    ],
)
def test_what_the_yaml_added_and_deleted_stays_so(yaml: tuple[str, str, str], project: Project, tmp_path: Path) -> None:
    """A paragraph that is new in the YAML does not go because Word lacks it, nor does a deleted one come back."""
    update, _ = told(None, [yaml], tmp_path, project)
    assert update.changes == []
    assert {item.code for item in update.problems} <= {"U304", "U308"}
    assert "U308" in {item.code for item in update.problems}


def test_a_file_without_marks_is_said_and_read_as_before(project: Project, tmp_path: Path) -> None:
    """Nobody can tell who changed what: every difference is Word's, and a warning says so (U307)."""
    update, _ = told(without_marks, [SENTENCE], tmp_path, project)
    assert [(change.what, change.conflict) for change in update.changes] == [("改动", False)]
    assert [item.code for item in update.problems] == ["U307"]


def test_the_number_that_was_taken_meanwhile_stays(project: Project, tmp_path: Path) -> None:
    """A draft went to the leader with ×号; `number` gave it one; the leader's edit comes back, the number stays."""
    content, path = edited("yunxi-2026-training", None, tmp_path, project)
    document = docx.Document(str(path))
    number = found(document, "×号")
    assert "〔2026〕×号" in number.text
    said_in_yaml(content / "yunxi-2026-training" / "notice.yaml", "年份: 2026", "年份: 2026, 顺序号: 31")
    update = prepare_update(path, "yunxi-2026-training", content, project)
    assert update.changes == []
    assert [item.code for item in update.problems] == ["U308"]


@pytest.mark.parametrize(("second", "heading"), [("n", "完善外部治理"), ("y", "改进治理")])
def test_a_takes_no_conflict(
    second: str, heading: str, project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """After `a` a conflict is still asked for by itself."""
    edit = both(replaced("现予印发", "现印发给你们"), replaced("（二）理顺外部治理", "（二）改进治理"))
    content, path = edited(PLAN, edit, tmp_path, project)
    said_in_yaml(content / PLAN / HEADING[0], *HEADING[1:])
    given = iter(["a", second])
    monkeypatch.setattr("sys.stdin", open("/dev/null", encoding="utf-8"))  # noqa: SIM115
    monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
    monkeypatch.setattr("builtins.input", lambda _: next(given))
    updating.update(str(path), PLAN, str(content), False, False)
    assert next(given, None) is None
    assert "现印发给你们" in (content / PLAN / "notice.yaml").read_text(encoding="utf-8")
    assert heading in (content / PLAN / "plan.yaml").read_text(encoding="utf-8")


def test_yes_takes_no_conflict(project: Project, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """--yes writes what Word alone changed and lists the conflict with both texts (U309)."""
    edit = both(replaced("现予印发", "现印发给你们"), replaced("（二）理顺外部治理", "（二）改进治理"))
    content, path = edited(PLAN, edit, tmp_path, project)
    said_in_yaml(content / PLAN / SENTENCE[0], *SENTENCE[1:])
    assert updating.update(str(path), PLAN, str(content), True, False) == 0
    _, came = difference(project.root / "content" / PLAN, content / PLAN)
    assert [line for line in came if "改进治理" in line]
    assert [line for line in came if "现正式印发" in line]
    said = capsys.readouterr().out
    assert "U309" in said
    assert "现印发给你们" in said
    assert "现正式印发" in said


@pytest.mark.parametrize("name", [name for name in NAMES if "collection" not in name])
def test_every_block_of_a_built_file_has_its_mark(name: str, project: Project, tmp_path: Path) -> None:
    """The marks are read back, and the file that nobody edited fits them: no U307, no U308."""
    content, path = edited(name, None, tmp_path, project)
    update = prepare_update(path, name, content, project)
    assert [item.code for item in update.problems if item.code in ("U307", "U308")] == []


@pytest.mark.parametrize(
    "change",
    [
        lambda values: values.pop("公文核对码"),
        lambda values: values.pop("公文核对码01"),
        lambda values: values.update({"公文核对码01": values["公文核对码01"][:-1]}),
        lambda values: values.update({"公文核对码01": values["公文核对码01"][5:] + values["公文核对码01"][:5]}),
        lambda values: values.update({"公文核对码": "2" + values["公文核对码"][1:]}),
        lambda values: values.update({"公文核对码": "1 九 abcde"}),
        lambda values: values.update({"公文核对码": "1 9999999999 a"}),
    ],
)
def test_marks_that_are_not_whole_are_none(change: object) -> None:
    """A file that lost a part of its marks is one without marks, never one with other marks."""
    marks = [f"{number:05d}" for number in range(123)]
    values = properties_of(marks)
    assert marks_in(values) == marks
    assert all(len(value) <= 255 for value in values.values())
    change(values)  # type: ignore[operator]
    assert marks_in(values) is None
