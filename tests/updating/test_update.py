"""Edits of a built Word file come back into the YAML: the right lines, and nothing else."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.examples import NAMES, made
from tests.updating.edits import (
    PLAN,
    Edit,
    added,
    cell,
    difference,
    edited,
    found,
    gone,
    prepared,
    renamed,
    replaced,
    row_added,
    row_gone,
)
from ygt_docs.building.options import WrongUse
from ygt_docs.console import updating
from ygt_docs.problems import UserError
from ygt_docs.project import Project
from ygt_docs.updating import prepare_update

EDITS: dict[str, tuple[Edit, list[str], list[str]]] = {
    "sentence": (replaced("现予印发", "现印发给你们"), ["现予印发"], ["现印发给你们"]),
    "heading": (replaced("（二）理顺外部治理", "（二）改进治理"), ["- 标题: 理顺外部治理"], ["- 标题: 改进治理"]),
    "first heading": (replaced("一、指导思想", "一、总体思路"), ["- 标题: 指导思想"], ["- 标题: 总体思路"]),
    "paragraph added": (
        added("把医共体年度建设任务列入", "各乡镇要明确一名负责同志具体抓。"),
        [],
        ["各乡镇要明确一名负责同志具体抓。"],
    ),
    "date": (replaced("2026年4月26日", "2026年4月28日"), ["成文日期: 2026-04-26"], ["成文日期: 2026-04-28"]),
    "number": (replaced("〔2026〕4号", "〔2026〕5号"), ["顺序号: 4  "], ["顺序号: 5  "]),
    "addressee": (replaced("县直有关单位", "县直有关单位，医共体总医院"), [], ["- 医共体总医院"]),
    "copies": (replaced("，县政协办公室", ""), ["县人大常委会办公室, 县政协办公室]"], ["县人大常委会办公室]"]),
    "phone": (replaced("8000020", "8000021"), ['电话: "8000020"'], ['电话: "8000021"']),
    "appendix": (
        renamed,
        ["- 名称: 2026年度紧密型县域医共体建设重点任务清单"],
        ["- 名称: 2026年度紧密型县域医共体建设任务清单"],
    ),
    "title": (
        replaced("工作计划》的通知", "实施计划》的通知"),
        ["标题: 云溪县人民政府关于印发《云溪县2026年紧密型县域医共体建设工作计划》的通知"],
        ["标题: 云溪县人民政府关于印发《云溪县2026年紧密型县域医共体建设实施计划》的通知"],
    ),
    "deadline": (
        cell("4月30日", "5月31日"),
        ["时限: {原文: 4月30日前, 日期: 2026-04-30}"],
        ["时限: {原文: 5月31日前, 日期: 2026-05-31}"],
    ),
    "row deleted": (row_gone, ["- 任务: 实行医共体党委领导下的院长负责制"], []),
    "row added": (row_added, [], ["- 任务: 建立医共体月调度制度。", "日期: 2026-06-30}"]),
    "printing organ": (
        replaced("云溪县人民政府办公室", "云溪县政府办公室"),
        ["印发机关: 云溪县人民政府办公室"],
        ["印发机关: 云溪县政府办公室"],
    ),
    "goals deleted": (gone("12月底前，牵头医院出院"), ["指标:"], []),
}


@pytest.mark.parametrize("name", EDITS)
def test_an_edit_comes_back(name: str, project: Project, tmp_path: Path) -> None:
    """The lines that print what was edited change, comments stay, and the Word file then says nothing new."""
    edit, old, new = EDITS[name]
    update, content, path = prepared(PLAN, edit, tmp_path, project)
    assert update.changes
    update.write(update.changes)
    went, came = difference(project.root / "content" / PLAN, content / PLAN)
    assert len(went) >= len(old)
    assert all(any(part in line for line in went) for part in old), went
    assert all(any(part in line for line in came) for part in new), came
    if len(old) == len(new) == 1:
        assert (len(went), len(came)) == (1, 1)
        assert went[0].partition(" #")[1:] == came[0].partition(" #")[1:]
    assert prepare_update(path, PLAN, content, project).changes == []


@pytest.mark.parametrize("name", [name for name in NAMES if "collection" not in name])
def test_an_unedited_file_changes_nothing(name: str, project: Project, tmp_path: Path) -> None:
    """What was built and not edited has no changes, whatever its kind."""
    update, _, _ = prepared(name, None, tmp_path, project)
    assert [str(change) for change in update.changes] == []
    assert [str(item) for item in update.problems if item.code == "U201"] == []


def bold(document: Any) -> None:
    """Another look of a sentence."""
    found(document, "现予印发").runs[0].bold = True


def test_a_change_of_looks_is_none(project: Project, tmp_path: Path) -> None:
    """Bold letters change no YAML."""
    update, _, _ = prepared(PLAN, bold, tmp_path, project)
    assert update.changes == []


def restyled(document: Any) -> None:
    """A heading of the second level in the style of the first."""
    found(document, "（二）理顺外部治理").style = found(document, "一、指导思想").style


@pytest.mark.parametrize("edit", [restyled, replaced("云溪县人民政府文件", "云溪县政府文件")])
def test_what_cannot_be_placed_is_listed(edit: Edit, project: Project, tmp_path: Path) -> None:
    """A level that only a style says, and an organ's name that all documents share, are named and not written."""
    update, content, _ = prepared(PLAN, edit, tmp_path, project)
    assert update.changes == []
    assert [item.code for item in update.problems] == ["U201"]
    assert difference(project.root / "content" / PLAN, content / PLAN) == ([], [])


def test_another_document_is_refused(project: Project, tmp_path: Path) -> None:
    """A Word file that was built from something else changes nothing."""
    content, _ = edited(PLAN, None, tmp_path, project)
    other = tmp_path / "other.docx"
    other.write_bytes(made("yunxi-2026-order")[1])
    with pytest.raises(UserError) as caught:
        prepare_update(other, PLAN, content, project)
    assert [item.code for item in caught.value.problems] == ["U101"]


def test_a_file_that_is_no_word_file_is_refused(project: Project, tmp_path: Path) -> None:
    """The guards of import hold here too."""
    content, path = edited(PLAN, None, tmp_path, project)
    path.write_bytes(b"PK\x03\x04 nothing")
    with pytest.raises(UserError):
        prepare_update(path, PLAN, content, project)


def test_a_collection_names_its_members(project: Project, tmp_path: Path) -> None:
    """The text of a collection stands in its members' folders."""
    path = tmp_path / "a.docx"
    path.write_bytes(made("yunxi-2026-collection")[1])
    with pytest.raises(UserError) as caught:
        prepare_update(path, "yunxi-2026-collection", project.root / "content", project)
    assert [item.code for item in caught.value.problems] == ["U102"]


def test_a_yaml_file_that_changed_meanwhile_is_not_overwritten(project: Project, tmp_path: Path) -> None:
    """Between the questions and the writing somebody saved the file: nothing is written (U106)."""
    update, content, _ = prepared(PLAN, EDITS["sentence"][0], tmp_path, project)
    notice = content / PLAN / "notice.yaml"
    notice.write_text(notice.read_text(encoding="utf-8") + "# 刚改的\n", encoding="utf-8")
    with pytest.raises(UserError) as caught:
        update.write(update.changes)
    assert [item.code for item in caught.value.problems] == ["U106"]
    assert "现予印发" in notice.read_text(encoding="utf-8")


def test_nothing_is_written_where_nobody_can_be_asked(
    project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Without a terminal the changes are listed and kept out (exit 1); with --yes they are written."""
    content, path = edited(PLAN, EDITS["sentence"][0], tmp_path, project)
    monkeypatch.setattr("sys.stdin", open("/dev/null", encoding="utf-8"))  # noqa: SIM115
    assert updating.update(str(path), PLAN, str(content), False, False) == 1
    said = capsys.readouterr()
    assert "现印发给你们" in said.out
    assert "U104" in said.err
    assert "--yes" in said.err
    assert difference(project.root / "content" / PLAN, content / PLAN) == ([], [])
    assert updating.update(str(path), PLAN, str(content), True, False) == 0
    assert "现印发给你们" in (content / PLAN / "notice.yaml").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("answers", "written"), [("y\n", True), ("n\n", False), ("x\na\n", True), ("q\n", False), ("", False)]
)
def test_each_change_is_asked_for(
    answers: str, written: bool, project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """y and a take a change, n and q and the end of the input leave it."""
    content, path = edited(PLAN, EDITS["sentence"][0], tmp_path, project)
    given = iter(answers.splitlines())

    class Terminal:
        def isatty(self) -> bool:
            return True

    def answer(_: str) -> str:
        try:
            return next(given)
        except StopIteration:
            raise EOFError from None

    monkeypatch.setattr("sys.stdin", Terminal())
    monkeypatch.setattr("builtins.input", answer)
    updating.update(str(path), PLAN, str(content), False, False)
    assert ("现印发给你们" in (content / PLAN / "notice.yaml").read_text(encoding="utf-8")) == written


def test_a_file_without_changes_is_said_to_have_none(
    project: Project, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Nothing to take back is no error and no silence, and nothing is written."""
    content, path = edited(PLAN, bold, tmp_path, project)
    assert updating.update(str(path), PLAN, str(content), True, False) == 0
    said = capsys.readouterr().out
    assert "U306" in said
    assert "已写入" not in said
    assert difference(project.root / "content" / PLAN, content / PLAN) == ([], [])


@pytest.mark.parametrize(("name", "others"), [("", False), ("", True), (PLAN, True)])
def test_options_that_do_not_fit_are_refused(name: str, others: bool, tmp_path: Path) -> None:
    """--yes alone, and --update beside the options of a new import, are wrong use before any file is looked at."""
    with pytest.raises(WrongUse) as caught:
        updating.update(str(tmp_path / "no.docx"), name, str(tmp_path), True, others)
    assert [item.code for item in caught.value.problems] == ["U107"]
    assert str(tmp_path / "no.docx") in caught.value.problems[0].fix


def test_the_next_command_names_the_folder(
    project: Project, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is printed can be typed: for a folder that is not the usual one it says which, and quotes what needs it."""
    folder = tmp_path / "我的 公文"
    folder.mkdir()
    content, path = edited(PLAN, EDITS["sentence"][0], folder, project)
    monkeypatch.setattr("sys.stdin", open("/dev/null", encoding="utf-8"))  # noqa: SIM115
    assert updating.update(str(path), PLAN, str(content), False, False) == 1
    assert f"./invoke import '{path}' --update {PLAN} --content '{content}' --yes" in capsys.readouterr().err
    assert updating.update(str(path), PLAN, str(content), True, False) == 0
    assert f"./invoke build --only {PLAN} --content '{content}' 重新生成" in capsys.readouterr().out
