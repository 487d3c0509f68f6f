"""Free words of a command line: what belongs to a command stays with it, everything else is as it was typed."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from ygt_docs.console.speech import Options, gathered, lines, parted
from ygt_docs.project import Project

COMMANDS = {
    "book": Options({"--words": True, "--year": True, "--json": False}),
    "golden": Options({"--accept": True, "--reason": True, "--shrinks": False}),
    "build": Options({"--only": True}),
}


@pytest.mark.parametrize(
    ("typed", "wanted"),
    [
        ("book list", ["book", "--words=list"]),
        ("book list 云政文 --year 2026 三月", ["book", "--words=list\n云政文\n三月", "--year", "2026"]),
        ("book --json list", ["book", "--words=list", "--json"]),
        ("book --year=2026 list", ["book", "--words=list", "--year=2026"]),
        ("book", ["book"]),
        ("book --year", ["book", "--year"]),
        ("golden --accept 甲 乙 --reason 改字", ["golden", "--accept=甲\n乙", "--reason", "改字"]),
        ("golden --accept", ["golden", "--accept"]),
        ("golden 甲", ["golden", "甲"]),
        ("build --only 甲 乙", ["build", "--only", "甲", "乙"]),
        ("unknown list", ["unknown", "list"]),
        ("", []),
    ],
)
def test_free_words_stay_with_their_command(typed: str, wanted: list[str]) -> None:
    """Free words become one value; a value of an option is none of them; other commands are left alone."""
    assert gathered(typed.split(), COMMANDS) == wanted


def test_several_words_are_one_value_and_back() -> None:
    """A word may hold spaces; no word at all is no value."""
    assert parted(lines(["一 二", "三"])) == ["一 二", "三"]
    assert parted("") == []


def test_the_help_of_each_option_is_still_there(project: Project, tmp_path: Path) -> None:
    """Reading what a command takes does not make invoke forget what its options mean."""
    command = [sys.executable, "-P", "-m", "invoke", "--search-root", str(project.root), "build", "--help"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, encoding="utf-8")
    assert "有警告也算不通过" in done.stdout


def test_several_names_may_be_accepted(project: Project, tmp_path: Path) -> None:
    """`golden --accept 甲 乙` is one command: the complaint is about 甲, not about a command of that name."""
    command = [sys.executable, "-P", "-m", "invoke", "--search-root", str(project.root), "golden", "--accept"]
    done = subprocess.run([*command, "甲", "乙", "--reason", "x"], cwd=tmp_path, capture_output=True, encoding="utf-8")
    assert (done.returncode, "B203" in done.stderr) == (2, False)
    assert "甲" in done.stderr
