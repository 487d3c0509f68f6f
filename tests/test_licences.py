"""Every locked package has a licence that is known, and none binds what an office makes with it."""

from __future__ import annotations

from pathlib import Path

import pytest

from ygt_docs import licences
from ygt_docs.project import Project

AGPL = {"Classifier": ["License :: OSI Approved :: GNU Affero General Public License v3"]}
GPL = {"Classifier": ["License :: OSI Approved :: GNU General Public License v3 or later (GPLv3+)"]}
THREE = {
    "Classifier": [
        "License :: OSI Approved :: GNU General Public License v2 or later (GPLv2+)",
        "License :: OSI Approved :: GNU Lesser General Public License v2 or later (LGPLv2+)",
        "License :: OSI Approved :: Mozilla Public License 1.1 (MPL 1.1)",
    ]
}


@pytest.mark.parametrize("name", ["requirements.lock", "requirements-test.lock"])
def test_every_locked_package_may_be_used(project: Project, name: str) -> None:
    """No package of a lock file is without a known licence, or under one that is not on the list."""
    found = licences.licences(project.root / name)
    assert len(found) > 20
    assert {item.package: item.fault for item in found if item.fault is not None} == {}


def test_the_list_holds_no_gpl() -> None:
    """LGPL may be used beside a program of another licence; GPL and AGPL are not on the list in any form."""
    assert [name for name in licences.ALLOWED if name.startswith(("GPL", "AGPL"))] == []


@pytest.mark.parametrize(
    ("fields", "expression", "allowed"),
    [
        ({"License-Expression": ["MIT"]}, "MIT", True),
        ({"License-Expression": ["AGPL-3.0-or-later"]}, "AGPL-3.0-or-later", False),
        ({"License-Expression": ["MIT"], "License": ["GPL"]}, "MIT", True),
        ({"License": ["LGPL-2.1-only"]}, "LGPL-2.1-only", True),
        ({"License": ["GPL"]}, "GPL", False),
        ({"License": ["Apache License"], "Classifier": ["License :: OSI Approved :: MIT License"]}, "MIT", True),
        (AGPL, "AGPL-3.0-only", False),
        (GPL, "GPL-3.0-or-later", False),
        (THREE, "GPL-2.0-or-later OR LGPL-2.0-or-later OR MPL-1.1", True),
        ({"Classifier": ["License :: OSI Approved :: Odd One"]}, "LicenseRef-Odd-One", False),
    ],
)
def test_each_way_to_say_a_licence_is_read(fields: dict[str, list[str]], expression: str, allowed: bool) -> None:
    """The expression goes before the classifiers, and those before the old field, whose words may be loose."""
    found, _ = licences.expression_of("x", fields)
    assert found == expression
    assert licences.is_allowed(expression) is allowed


def test_words_of_its_own_are_read_for_that_package_alone() -> None:
    """What a person has read counts for that package and those words; the rest stays unknown."""
    words = "BSD-3-Clause, Apache-2.0, dependency licenses"
    assert licences.expression_of("pypdfium2", {"License": [words]})[0] == "BSD-3-Clause AND Apache-2.0"
    assert licences.expression_of("pypdfium2", {"License": [words + ", GPL"]})[0] is None
    assert licences.expression_of("x", {"License": [words]})[0] is None
    assert licences.expression_of("x", {}) == (None, "")


@pytest.mark.parametrize(
    ("expression", "allowed"),
    [
        ("MIT AND AGPL-3.0-only", False),
        ("AGPL-3.0-only OR MIT", True),
        ("MIT AND AGPL-3.0-only OR BSD-2-Clause", True),
        ("MIT AND (AGPL-3.0-only OR BSD-2-Clause)", True),
        ("(MIT OR BSD-2-Clause) AND AGPL-3.0-only", False),
        ("Apache-2.0 WITH LLVM-exception", True),
        ("GPL-2.0-only WITH Classpath-exception-2.0 OR MIT", True),
        ("MIT AND", False),
        ("MIT BSD-2-Clause", False),
        ("(MIT", False),
        ("", False),
    ],
)
def test_choices_and_sums(expression: str, allowed: bool) -> None:
    """Of a choice one must be allowed, of a sum all; what is no expression is not allowed."""
    assert licences.is_allowed(expression) is allowed


def lock(folder: Path, text: str) -> list[licences.Licence]:
    """The licences of a lock file that holds `text`."""
    (folder / "lock").write_text(text, encoding="utf-8")
    return licences.licences(folder / "lock")


def test_a_package_that_is_not_here_is_a_fault(tmp_path: Path) -> None:
    """A package that is locked and not installed is not passed over; one of another system is no matter here."""
    found = lock(tmp_path, 'no-such-package==1.0 \\\n    --hash=sha256:0\nx==2 ; sys_platform == "none" \\\n')
    assert [(item.package, item.version, item.fault) for item in found] == [
        ("no-such-package", "1.0", "没有安装，看不到许可证")
    ]


def test_the_command_lists_and_judges(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """The command names each package once with its licence and ends with 0; with a forbidden one it ends with 1."""
    assert licences.main() == 0
    said = capsys.readouterr().out
    assert said.count("  docxtpl ") == 1
    assert "LGPL-2.1-only" in said
    assert "全部可用" in said
    monkeypatch.setattr(licences, "ALLOWED", licences.ALLOWED - {"LGPL-2.1-only"})
    assert licences.main() == 1
    said = capsys.readouterr().out
    assert "错误：许可证 LGPL-2.1-only 不在准用的许可证之内" in said
    assert "不能用的 1 个" in said
