"""The lock files pin every package by hash and name no address."""

from __future__ import annotations

import json
import re
import tomllib

import pytest

from ygt_docs.project import Project

_PINNED = re.compile(r'[a-z0-9-]+==[0-9A-Za-z.]+( ; sys_platform == "win32")?\s+(--hash=sha256:[0-9a-f]{64}\s*)+')


def locked(project: Project, name: str) -> dict[str, str]:
    """The lines of a lock file by package, each with its version and hashes."""
    text = (project.root / name).read_text(encoding="utf-8").replace("\\\n", " ")
    lines = [line for line in text.splitlines() if line.strip() and not line.lstrip().startswith("#")]
    return {line.partition("==")[0]: line for line in lines}


def wanted(project: Project, name: str) -> set[str]:
    """The packages that a list of requirements names."""
    return set(re.findall(r"^([a-z0-9-]+)", (project.root / name).read_text(encoding="utf-8"), re.MULTILINE))


@pytest.mark.parametrize("name", ["requirements.lock", "requirements-test.lock"])
def test_each_requirement_is_pinned_by_hash(project: Project, name: str) -> None:
    """Each line of a lock file is one version with at least one SHA-256."""
    lines = locked(project, name)
    assert len(lines) > 20
    assert [line for line in lines.values() if not _PINNED.fullmatch(line)] == []


def test_each_wanted_package_is_locked(project: Project) -> None:
    """Each lock file holds every package of its list, and what only tests need is not in that of the build."""
    build, tests = wanted(project, "requirements.in"), wanted(project, "requirements-test.in")
    assert build - set(locked(project, "requirements.lock")) == set()
    assert build | tests <= set(locked(project, "requirements-test.lock"))
    assert tests & set(locked(project, "requirements.lock")) == set()


def test_tests_run_with_what_the_build_runs_with(project: Project) -> None:
    """A package of the build has the same version and hashes in the lock file of the tests."""
    tests = locked(project, "requirements-test.lock")
    assert {name: tests.get(name) for name in locked(project, "requirements.lock")} == locked(
        project, "requirements.lock"
    )


def test_the_package_wants_what_the_lists_name(project: Project) -> None:
    """pyproject.toml reads the lists, so that pip install -e . brings the same packages."""
    dynamic = tomllib.loads((project.root / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["setuptools"][
        "dynamic"
    ]
    assert dynamic["dependencies"] == {"file": ["requirements.in"]}
    assert dynamic["optional-dependencies"]["test"] == {"file": ["requirements-test.in"]}


def test_lock_files_name_no_address(project: Project) -> None:
    """Which registry is asked is the user's own setting."""
    lists = ("requirements.in", "requirements-test.in", "requirements.lock", "requirements-test.lock")
    for name in (*lists, "bootstrap/package.json", "bootstrap/package-lock.json"):
        text = (project.root / name).read_text(encoding="utf-8")
        assert re.findall(r"://|^\s*--(?:extra-)?index|^\s*--find-links|\"resolved\"", text, re.MULTILINE) == []


def test_the_validator_is_pinned_by_hash(project: Project) -> None:
    """Each package of package-lock.json carries its integrity."""
    lock = json.loads((project.root / "bootstrap/package-lock.json").read_text(encoding="utf-8"))
    assert all(item.get("integrity", "").startswith("sha512-") for name, item in lock["packages"].items() if name)
