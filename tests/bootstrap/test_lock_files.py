"""The lock files pin every package by hash and name no address."""

from __future__ import annotations

import json
import re

from ygt_docs.project import Project


def test_each_requirement_is_pinned_by_hash(project: Project) -> None:
    """Each line of requirements.lock is one version with at least one SHA-256."""
    text = (project.root / "requirements.lock").read_text(encoding="utf-8").replace("\\\n", " ")
    lines = [line for line in text.splitlines() if line.strip() and not line.lstrip().startswith("#")]
    wrong = [
        line
        for line in lines
        if not re.fullmatch(
            r'[a-z0-9-]+==[0-9A-Za-z.]+( ; sys_platform == "win32")?\s+(--hash=sha256:[0-9a-f]{64}\s*)+', line
        )
    ]
    assert len(lines) > 20
    assert wrong == []


def test_each_wanted_package_is_locked(project: Project) -> None:
    """requirements.lock holds every package of requirements.in."""
    wanted = re.findall(r"^([a-z0-9-]+)", (project.root / "requirements.in").read_text(encoding="utf-8"), re.MULTILINE)
    locked = re.findall(
        r"^([a-z0-9-]+)==", (project.root / "requirements.lock").read_text(encoding="utf-8"), re.MULTILINE
    )
    assert set(wanted) - set(locked) == set()


def test_lock_files_name_no_address(project: Project) -> None:
    """Which registry is asked is the user's own setting."""
    for name in ("requirements.in", "requirements.lock", "bootstrap/package.json", "bootstrap/package-lock.json"):
        text = (project.root / name).read_text(encoding="utf-8")
        assert re.findall(r"://|^\s*--(?:extra-)?index|^\s*--find-links|\"resolved\"", text, re.MULTILINE) == []


def test_the_validator_is_pinned_by_hash(project: Project) -> None:
    """Each package of package-lock.json carries its integrity."""
    lock = json.loads((project.root / "bootstrap/package-lock.json").read_text(encoding="utf-8"))
    assert all(item.get("integrity", "").startswith("sha512-") for name, item in lock["packages"].items() if name)
