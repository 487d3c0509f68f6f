"""The command `new`: its options, its answers and its exit codes."""

from __future__ import annotations

from pathlib import Path

import pytest

from ygt_docs.console.commands import FINE, WRONG_USE, call_of, guarded, new
from ygt_docs.project import this_project


@pytest.mark.parametrize(
    ("kind", "like", "code"), [("", "", "S106"), ("通知", "旧", "S106"), ("通之", "", "S101"), ("", "旧", "N108")]
)
def test_a_wrong_wish_is_wrong_use(
    kind: str, like: str, code: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Neither or both options, an unknown kind, a document that is not there: exit code 2 and one message."""
    assert guarded(lambda: new("甲", kind, like, str(tmp_path))) == WRONG_USE
    assert code in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


def test_the_files_that_were_written_are_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The new files and the next command are printed; a copy of the new document can be begun at once."""
    assert guarded(lambda: new("甲", "通知", "", str(tmp_path / "c"))) == FINE
    told = capsys.readouterr().out
    assert "甲/notice.yaml" in told
    assert "organs.yaml" in told
    assert f"./invoke build --only 甲 --content {tmp_path / 'c'}\n" in told
    assert guarded(lambda: new("乙", "", "甲", str(tmp_path / "c"))) == FINE
    assert "S203" in capsys.readouterr().out


def test_the_next_command_can_be_typed_as_it_is_printed() -> None:
    """It names the folder where it is not the usual one, and quotes what a shell would take apart."""
    assert call_of("").build("甲") == "./invoke build --only 甲"
    assert call_of("/公文").build("甲") == "./invoke build --only 甲 --content /公文"
    assert call_of("/我的 公文").build("甲") == "./invoke build --only 甲 --content '/我的 公文'"
    assert call_of(str(this_project().root / "content")).build("甲") == "./invoke build --only 甲"
