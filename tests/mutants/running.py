"""The tests of one loaded process, and which run which function: a mutant meets only those that can find it."""

from __future__ import annotations

import contextlib
import functools
import gc
import importlib
import json
import os
import signal
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path
from types import CodeType, FrameType, FunctionType
from typing import Any

import pytest

from tests.mutants.making import Mutant

OPTIONS = ("-o", "addopts=", "--capture=sys", "-p", "no:terminal", "-p", "no:cacheprovider", "-p", "no:xdist")
MOST_SECONDS = 40.0  # of tests for a mutant, as long as they took when they were watched
_WATCHED_SECONDS = 3.0  # after that a test has run what it runs
_SPARE_SECONDS = 60.0  # with a mutant tests may take that much longer than they took


@dataclass
class Covered:
    """Which tests run which line (`module file:number`) or function (`module file:qualified name`).

    `seconds`: how long each test takes.
    """

    tests: dict[str, list[str]] = field(default_factory=dict)
    seconds: dict[str, float] = field(default_factory=dict)

    def tests_of(self, mutant: Mutant) -> list[str]:
        """The tests that run the line of `mutant`, the quick ones first, as many as its time allows.

        A line that no test is known to run may be a later line of a statement, or one whose result was remembered from
        an earlier test: then the tests that run its function.
        """
        found, left = [], MOST_SECONDS
        every = self.tests.get(f"{mutant.file}:{mutant.line}") or self.tests.get(f"{mutant.file}:{mutant.function}", [])
        for name in sorted(every, key=lambda name: (self.seconds[name], name)):
            left -= self.seconds[name]
            if left > 0:
                found.append(name)
        return found


class Loaded:
    """A plugin: collects the tests once, learns what they run, then hands itself to `work` instead of ending.

    `files`: the modules that are looked at. `known`: where what was learnt is kept, for these sources alone.
    Raises AssertionError where a test fails without any mutant.
    """

    def __init__(self, files: set[str], known: Path, work: Callable[[Loaded], None]) -> None:
        self._files, self._known, self._work = files, known, work
        self._items: dict[str, pytest.Item] = {}
        self._failed: list[str] = []
        self.covered = Covered()

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Note a test that fails, in its setup too."""
        if report.failed:
            self._failed.append(report.nodeid)

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """Learn what each test runs, unless that is known, and then work."""
        self._items = {item.nodeid: item for item in session.items}
        if self._known.is_file():
            self.covered = Covered(**json.loads(self._known.read_text(encoding="utf-8")))
        if self._items.keys() - self.covered.seconds.keys():
            self._learn()
            self._known.parent.mkdir(exist_ok=True)
            self._known.write_text(json.dumps(asdict(self.covered), ensure_ascii=False), encoding="utf-8")
        self._work(self)
        return True

    def _learn(self) -> None:
        """Run each test once, under watch, unless it is known what it runs."""
        for name, item in self._items.items():
            if name in self.covered.seconds:
                continue
            begun = time.perf_counter()
            met: set[str] = set()
            sys.settrace(self._watcher(met, begun + _WATCHED_SECONDS))
            try:
                self._run(item, None)
            finally:
                sys.settrace(None)
            self.covered.seconds[name] = time.perf_counter() - begun
            for function in met:
                self.covered.tests.setdefault(function, []).append(name)
        assert not self._failed, self._failed

    def _run(self, item: pytest.Item, following: pytest.Item | None) -> None:
        item.config.hook.pytest_runtest_protocol(item=item, nextitem=following)

    def _watcher(self, met: set[str], end: float) -> Callable[[FrameType, str, Any], Any]:
        """What adds each function and line of the modules that is run to `met`, until `end`."""

        def line(frame: FrameType, event: str, _: Any) -> Any:
            met.add(f"{frame.f_code.co_filename}:{frame.f_lineno}")
            return line

        def called(frame: FrameType, event: str, _: Any) -> Any:
            code = frame.f_code
            if code.co_filename not in self._files or time.perf_counter() > end:
                return None
            met.add(f"{code.co_filename}:{code.co_qualname}")
            return line

        return called

    def survives(self, mutant: Mutant, put: bool = True) -> bool:
        """Whether all tests that run its function pass with the mutant, within their time; not `put`: without it."""
        tests = self.covered.tests_of(mutant)
        if not tests:
            return True
        child = os.fork()
        if child == 0:
            self._try(mutant if put else None, [self._items[name] for name in tests])
        end = time.monotonic() + _SPARE_SECONDS + sum(self.covered.seconds[name] for name in tests)
        while time.monotonic() < end:
            ended, status = os.waitpid(child, os.WNOHANG)
            if ended:
                return os.waitstatus_to_exitcode(status) == 0
            time.sleep(0.01)
        os.killpg(child, signal.SIGKILL)
        os.waitpid(child, 0)
        return False

    def _try(self, mutant: Mutant | None, items: list[pytest.Item]) -> None:
        """In a process of its own: end with 0 where every test passes."""
        code = 1
        with contextlib.suppress(BaseException):
            os.setpgid(0, 0)
            if mutant is not None:
                put_in(mutant)
            for item, following in zip(items, [*items[1:], None], strict=True):
                self._run(item, following)
                if self._failed:
                    os._exit(1)
            code = 0
        os._exit(code)


def put_in(mutant: Mutant) -> None:
    """Give the functions of the module that are loaded the code of the mutant; what it remembered is forgotten."""
    importlib.import_module(mutant.module)
    whole = compile(mutant.tree(), str(mutant.file), "exec")
    codes = {(code.co_qualname, code.co_firstlineno): code for code in _codes(whole)}
    for item in gc.get_objects():
        if isinstance(item, FunctionType) and item.__code__.co_filename == str(mutant.file):
            new = codes.get((item.__code__.co_qualname, item.__code__.co_firstlineno))
            if new is not None and len(new.co_freevars) == len(item.__code__.co_freevars):
                item.__code__ = new
        elif isinstance(item, functools._lru_cache_wrapper) and item.__module__ == mutant.module:
            item.cache_clear()


def _codes(code: CodeType) -> Iterator[CodeType]:
    yield code
    for item in code.co_consts:
        if isinstance(item, CodeType):
            yield from _codes(item)


def run(tests: list[Path], files: set[str], known: Path, work: Callable[[Loaded], None]) -> None:
    """Load `tests` into this process, learn which of them run which function of `files`, and do `work` with that."""
    pytest.main([*OPTIONS, *map(str, tests)], plugins=[Loaded(files, known, work)])
