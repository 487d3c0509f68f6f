"""A soak goes on after a stop (接着跑): what has passed since the last change of the sources is not run again.

It ends within three hours: after that no further test begins, and the next soak goes on from there. One that passes
whole leaves no memory, so that the next begins anew.
"""

from __future__ import annotations

import hashlib
import time
from collections.abc import Iterable
from pathlib import Path

import pytest

LAST_START_SECONDS = 9_600.0  # no single test takes the 20 minutes that are then left of three hours
_FOLDERS = ("ygt_docs", "tests", "templates", "content", "bootstrap")
_FILES = ("tasks.py", "requirements.lock", "requirements-dev.lock", "pyproject.toml")


def sources_of(root: Path) -> str:
    """The hash of everything that a test depends on."""
    files = [path for folder in _FOLDERS for path in (root / folder).rglob("*") if path.is_file()]
    files += [root / name for name in _FILES if (root / name).is_file()]
    said = hashlib.sha256()
    for path in sorted(files):
        if "__pycache__" not in path.parts:
            said.update(f"{path.relative_to(root)} {hashlib.sha256(path.read_bytes()).hexdigest()}\n".encode())
    return said.hexdigest()


class GoingOn:
    """Remembers in the file `passed` which tests passed; `before` is what it held when this soak began.

    Its first line is the hash of the sources. `remembers`: this process writes it (the workers of xdist only read).
    """

    def __init__(self, passed: Path, sources: str, remembers: bool) -> None:
        self._passed, self._snapshot = passed, passed.with_suffix(".before")
        self._remembers, self._begun = remembers, time.monotonic()
        if remembers:
            known = passed.read_text(encoding="utf-8").splitlines() if passed.is_file() else []
            if known[:1] != [sources]:
                known = [sources]
            passed.parent.mkdir(parents=True, exist_ok=True)
            for path in (passed, self._snapshot):
                path.write_text("\n".join(known) + "\n", encoding="utf-8")
        self.before = set(self._snapshot.read_text(encoding="utf-8").splitlines()[1:])

    def pytest_sessionstart(self, session: pytest.Session) -> None:
        """Say how many tests are not run again."""
        terminal = session.config.pluginmanager.get_plugin("terminalreporter")
        if self._remembers and self.before and terminal is not None:
            terminal.write_line(f"接着上次：{len(self.before)} 项已经通过，不再运行")

    def pytest_collection_modifyitems(self, config: pytest.Config, items: list[pytest.Item]) -> None:
        """Leave out what has passed."""
        gone = [item for item in items if item.nodeid in self.before]
        items[:] = [item for item in items if item.nodeid not in self.before]
        config.hook.pytest_deselected(items=gone)

    def pytest_runtest_teardown(self, item: pytest.Item) -> None:
        """Begin no further test when the time is over."""
        if time.monotonic() - self._begun > LAST_START_SECONDS:
            item.session.shouldstop = "时间到了，再运行一次 ./invoke soak，从这里接着跑"

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Remember a test that passed."""
        if self._remembers and report.when == "call" and report.passed:
            self._add([report.nodeid])

    def pytest_sessionfinish(self, exitstatus: int) -> None:
        """Forget everything once all has passed."""
        if self._remembers and exitstatus in (pytest.ExitCode.OK, pytest.ExitCode.NO_TESTS_COLLECTED):
            self._passed.unlink(missing_ok=True)

    def _add(self, names: Iterable[str]) -> None:
        with self._passed.open("a", encoding="utf-8") as stream:
            stream.writelines(f"{name}\n" for name in names)
