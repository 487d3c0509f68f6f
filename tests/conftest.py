"""What every test shares: the option --soak, seeded counts, the project, the seeds, and the tools of the system."""

from __future__ import annotations

import json
import os
import random
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from tests.going_on import GoingOn, sources_of
from tests.register.databases import not_run
from ygt_docs.console import testing
from ygt_docs.project import Project, this_project

SEED = 9704_2012
_QUIET = {"deadline": None, "derandomize": True, "suppress_health_check": list(HealthCheck)}

settings.register_profile("sample", max_examples=50, **_QUIET)
settings.register_profile("soak", max_examples=2000, **_QUIET)


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add `--soak`."""
    parser.addoption("--soak", action="store_true", help="run all of the large counts instead of a seeded sample")


def pytest_configure(config: pytest.Config) -> None:
    """Choose how many examples Hypothesis makes; a soak of everything goes on where it was stopped."""
    settings.load_profile("soak" if config.getoption("--soak") else "sample")
    chosen = config.args != config.getini("testpaths") or config.getoption("keyword")
    if config.getoption("--soak") and not chosen and not config.option.collectonly:
        root, remembers = config.rootpath, not hasattr(config, "workerinput")
        passed = root / ".pytest_cache" / "soak-passed.txt"
        config.pluginmanager.register(GoingOn(passed, sources_of(root) if remembers else "", remembers))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say at the end what could not run on this machine."""
    for line in not_run():
        terminalreporter.write_line(line)


@pytest.fixture(scope="session")
def soak(request: pytest.FixtureRequest) -> bool:
    """True where all of the large counts run."""
    return bool(request.config.getoption("--soak"))


@pytest.fixture(scope="session")
def count(soak: bool) -> Callable[[int, int], int]:
    """`count(sample, all)`: how often to repeat: the sample usually, all of it in a soak."""
    return lambda sample, everything: everything if soak else sample


@pytest.fixture
def rng() -> random.Random:
    """Random numbers that are the same on every run."""
    return random.Random(SEED)


@pytest.fixture(scope="session")
def project() -> Project:
    """The project under test."""
    return this_project()


@pytest.fixture(scope="session")
def seeds(project: Project) -> Path:
    """The folder of real drafts beside the project; skips where a checkout stands alone."""
    named = os.environ.get("YGT_DOCS_SEEDS")
    folder = Path(named) if named else project.root.parent / "shared" / "seeds"
    if not folder.is_dir():
        pytest.skip("the folder of real drafts (../shared/seeds) is not here")
    return folder


@pytest.fixture(scope="session")
def validator() -> Path:
    """The schema validator for Word files; a missing one fails the test, it never skips it."""
    path = testing.validator()
    assert path is not None, "the validator is missing: ./invoke test fetches it"
    return path


@pytest.fixture(scope="session")
def schema_errors(validator: Path) -> Callable[[Path], list[object]]:
    """`schema_errors(path)`: what the OOXML SDK's validator finds in a Word file."""

    def validate(path: Path) -> list[object]:
        done = subprocess.run(
            [str(validator), str(path)], capture_output=True, encoding="utf-8", timeout=120, check=False
        )
        result = json.loads(done.stdout)
        assert Path(result["file"]).name == path.name
        return list(result["errors"])

    return validate


@pytest.fixture(scope="session")
def tool() -> Callable[[str], str]:
    """`tool(name)`: the path of a program of the system; a missing one fails the test, it never skips it."""

    def find(name: str) -> str:
        path = shutil.which(name)
        assert path is not None, f"{name} is missing: ./invoke test installs it"
        return path

    return find
