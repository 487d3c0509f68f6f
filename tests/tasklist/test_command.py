"""`tasks` as it is typed: its options, exit codes, questions and JSON."""

from __future__ import annotations

import json
import shlex
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from openpyxl import load_workbook

from tests.tasklist.plans import content
from ygt_docs.console import tasklists
from ygt_docs.console.task_documents import check
from ygt_docs.console.tasklists import Asked, tasks
from ygt_docs.problems import UserError
from ygt_docs.project import this_project


def run(*words: str) -> subprocess.CompletedProcess[str]:
    """`invoke tasks …` in a process of its own; nobody can be asked."""
    command = [sys.executable, "-P", "-m", "invoke", "--search-root", str(this_project().root), "tasks", *words]
    return subprocess.run(command, capture_output=True, encoding="utf-8", stdin=subprocess.DEVNULL, check=False)


def edited(folder: Path) -> Path:
    """A workbook of the plan with one changed cell."""
    path = folder.parent / "a.xlsx"
    assert tasks(Asked("学校", str(folder), xlsx=str(path))) == 0
    book = load_workbook(path)
    book.worksheets[0]["C6"].value = "配齐音乐教师。"
    book.save(path)
    return path


def test_help_is_chinese_and_explains_every_option() -> None:
    """Each option has a word; the free words stand in the usage line."""
    done = run("--help")
    assert done.returncode == 0
    assert "用法：./invoke tasks [公文名称…] [选项]" in done.stdout
    rows = [line for line in done.stdout.splitlines() if line.startswith("  --")]
    assert rows
    assert all(len(row.split()) > 1 for row in rows), done.stdout


def test_a_name_without_dashes_is_a_document(tmp_path: Path) -> None:
    """`tasks 学校 --ids`: the free word names the plan; an unknown one is wrong use."""
    folder = content(tmp_path)
    done = run("学校", "--content", str(folder), "--ids")
    assert (done.returncode, "L210" in done.stdout) == (0, True), done.stderr
    done = run("没有", "--content", str(folder), "--ids")
    assert (done.returncode, "N108" in done.stderr) == (2, True)


def test_from_asks_nobody_and_writes_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Without a terminal every change is shown, none is written, and the command that takes all is named."""
    folder = content(tmp_path)
    path = edited(folder)
    before = (folder / "学校" / "tasks.yaml").read_text(encoding="utf-8")
    done = run("学校", "--content", str(folder), "--from", str(path))
    assert done.returncode == 1
    assert "原来：配齐教师。" in done.stdout
    assert f"./invoke tasks 学校 --content {folder} --from {path} --yes" in done.stdout
    assert "L316" in done.stdout
    assert (folder / "学校" / "tasks.yaml").read_text(encoding="utf-8") == before
    assert tasks(Asked("学校", str(folder), from_=str(path), yes=True)) == 0
    assert "配齐音乐教师。" in (folder / "学校" / "tasks.yaml").read_text(encoding="utf-8")
    assert tasks(Asked("学校", str(folder), from_=str(path), yes=True)) == 0
    assert "L315" in capsys.readouterr().out


def test_each_change_is_asked_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """n leaves the change, y takes it."""
    folder = content(tmp_path)
    path = edited(folder)
    monkeypatch.setattr(tasklists.sys.stdin, "isatty", lambda: True, raising=False)
    for answer, taken in (("n", False), ("y", True)):
        monkeypatch.setattr("builtins.input", lambda question, answer=answer: answer)
        assert tasks(Asked("学校", str(folder), from_=str(path))) == 0
        assert ("配齐音乐教师。" in (folder / "学校" / "tasks.yaml").read_text(encoding="utf-8")) == taken


def test_a_conflict_is_never_taken_unasked(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """--yes leaves what was changed on both sides, and says so."""
    folder = content(tmp_path)
    path = edited(folder)
    file = folder / "学校" / "tasks.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace("配齐教师。", "配齐美术教师。"), encoding="utf-8")
    assert tasks(Asked("学校", str(folder), from_=str(path), yes=True)) == 0
    assert "L317" in capsys.readouterr().out
    assert "配齐美术教师。" in file.read_text(encoding="utf-8")


def test_an_issued_document_is_warned_of(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Its table differs from what was issued once it is changed."""
    from tests.tasklist.plans import ISSUED

    folder = content(tmp_path, notice=ISSUED)
    assert tasks(Asked("学校", str(folder), from_=str(edited(folder)), yes=True)) == 0
    assert "L318" in capsys.readouterr().out


def test_what_the_book_has_as_issued_is_left_alone(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without a day of printing in its YAML: 编号 go beside it, and a sheet is not written back into it."""
    from tests.tasklist.plans import ISSUED
    from ygt_docs.notice.numbers import Number, Series, SeriesKind
    from ygt_docs.project import Call
    from ygt_docs.register.desk import open_desk
    from ygt_docs.register.entry import Action, Entry, EntryState, Final

    monkeypatch.setenv("YGT_DOCS_DATA", str(tmp_path / "data"))
    folder = content(
        tmp_path, notice=ISSUED.replace("版记: {印发机关: 云溪县人民政府办公室, 印发日期: 2026-02-11}\n", "")
    )
    before = (folder / "学校" / "tasks.yaml").read_bytes()
    desk = open_desk(Call(this_project(), folder))
    own = Entry(Number(Series(SeriesKind.CODE, "云政文"), 2026, 7), EntryState.NUMBERED, "学校")
    with desk.change() as change:
        change.do(Action.TAKE, own)
        change.do(Action.ISSUE, replace(own, finals=(Final("0" * 64, "2026-02-11", ""),)))
    desk.close()
    path = edited(folder)
    assert (folder / "学校" / "tasks.yaml").read_bytes() == before
    assert (folder / "学校" / "进展" / "编号.yaml").is_file()
    with pytest.raises(UserError) as error:
        tasks(Asked("学校", str(folder), from_=str(path), yes=True))
    assert [item.code for item in error.value.problems] == ["R511"]
    assert (folder / "学校" / "tasks.yaml").read_bytes() == before


@pytest.mark.parametrize(
    ("asked", "code"),
    [
        (Asked(ids=True, units=True), "L401"),
        (Asked("学校", xlsx="任务.xls"), "L403"),
        (Asked("学校", from_="没有.xlsx"), "B208"),
        (Asked(xlsx="任务.xlsx"), "L402"),
    ],
)
def test_wrong_use_is_exit_code_2(tmp_path: Path, asked: Asked, code: str, capsys: pytest.CaptureFixture[str]) -> None:
    """What cannot be followed is told, also as JSON, before anything is written."""
    folder = content(tmp_path)
    content(tmp_path, name="另一件")
    with pytest.raises(UserError) as error:
        tasks(replace(asked, content=str(folder)))
    assert [item.code for item in error.value.problems] == [code]
    assert tasks(replace(asked, content=str(folder), json=True)) == 2
    assert [item["code"] for item in json.loads(capsys.readouterr().out)] == [code]
    assert not (folder / "学校" / "进展").exists()


def test_the_file_of_units_is_begun_and_completed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """--units writes every unit of the plans once; later ones are added, comments stay."""
    folder = content(tmp_path)
    assert tasks(Asked("", str(folder), units=True)) == 0
    file = folder / "单位.yaml"
    assert "  - 全称: 云溪县教育局\n    简称: 教育局\n" in file.read_text(encoding="utf-8")
    file.write_text(file.read_text(encoding="utf-8") + "  # 下面是新的\n", encoding="utf-8")
    plan = folder / "学校" / "tasks.yaml"
    plan.write_text(plan.read_text(encoding="utf-8").replace("财政局, 住建局", "财政局, 水务局"), encoding="utf-8")
    assert tasks(Asked("", str(folder), units=True)) == 0
    text = file.read_text(encoding="utf-8")
    assert "水务局" in text
    assert "# 下面是新的" in text
    assert text.count("云溪县教育局") == 1
    assert tasks(Asked("", str(folder), units=True)) == 0
    assert "都在 单位.yaml 里" in capsys.readouterr().out


def test_the_five_commands_of_the_manual_are_understood_on_any_day() -> None:
    """From plan to ledger to 通报: what a secretary copies out of the manual is no wrong use, whatever day it is."""
    manual = (this_project().root / "docs" / "使用手册.md").read_text(encoding="utf-8")
    block = manual.partition("从计划到台账到通报：五条命令\n\n```\n")[2].partition("```")[0]
    lines = block.splitlines()
    assert len(lines) == 5
    for line in lines:
        program, action, name, *words = shlex.split(line, comments=True)
        assert (program, action, name) == ("./invoke", "tasks", "yunxi-2026-plan")
        check(Asked(name, **dict(zip([word.removeprefix("--") for word in words[::2]], words[1::2], strict=True))))
