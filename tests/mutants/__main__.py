"""`python -m tests.mutants [HOW MANY [FROM]]`: a fixed sample of mutants against the tests of their room.

Each mutant lives in a process of its own that has the tests loaded already: the code of its functions is put into
those that are there. A mutant is killed when a test fails or does not end. Exit code 1 where fewer than nine in ten
are killed, or one survives for which survivors.txt gives no reason.
"""

from __future__ import annotations

import contextlib
import gc
import importlib
import os
import random
import signal
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from types import CodeType, FunctionType

import pytest

from tests.mutants.making import Mutant, mutants_of

ROOT = Path(__file__).resolve().parent.parent.parent
SAMPLE, SEED, LEAST_KILLED = 600, 9704_2012, 0.9
SECONDS = 300
SURVIVORS = Path(__file__).with_name("survivors.txt")
# The modules of a room, and the tests that must find a fault in them, the quick ones first.
ROOMS = {
    "ygt_docs/reading": ("tests/notice/test_mistakes.py", "tests/reading"),
    "ygt_docs/editing": ("tests/editing", "tests/register/test_taking.py", "tests/tasklist/test_progress.py"),
    "ygt_docs/files.py": ("tests/building/test_files.py", "tests/test_scratch.py", "tests/test_killed.py"),
    "ygt_docs/together.py": ("tests/building/test_files.py", "tests/test_killed.py"),
    "ygt_docs/rules": ("tests/rules",),
}


def sample(many: int) -> list[tuple[Mutant, tuple[str, ...]]]:
    """The first `many` of the fixed sample, each with the tests that must kill it."""
    every = []
    for place, tests in ROOMS.items():
        path = ROOT / place
        files = [path] if path.is_file() else sorted(path.glob("*.py"))
        every += [(mutant, tests) for file in files for mutant in mutants_of(file)]
    chosen = random.Random(SEED).sample(every, min(SAMPLE, len(every)))
    return chosen[:many]


def _codes(code: CodeType) -> Iterator[CodeType]:
    yield code
    for item in code.co_consts:
        if isinstance(item, CodeType):
            yield from _codes(item)


def put_in(mutant: Mutant) -> None:
    """Give the functions of the module that are loaded the code of the mutant."""
    importlib.import_module(".".join(mutant.file.relative_to(ROOT).with_suffix("").parts))
    whole = compile(mutant.tree(), str(mutant.file), "exec")
    codes = {(code.co_qualname, code.co_firstlineno): code for code in _codes(whole)}
    for item in gc.get_objects():
        if isinstance(item, FunctionType) and item.__code__.co_filename == str(mutant.file):
            new = codes.get((item.__code__.co_qualname, item.__code__.co_firstlineno))
            if new is not None and len(new.co_freevars) == len(item.__code__.co_freevars):
                item.__code__ = new


def survives(mutant: Mutant, tests: tuple[str, ...]) -> bool:
    """Whether all tests pass with the mutant, within their time."""
    child = os.fork()
    if child == 0:
        code = 1
        with contextlib.suppress(BaseException), Path(os.devnull).open("w") as nowhere:
            os.setpgid(0, 0)
            os.dup2(nowhere.fileno(), 1)
            os.dup2(nowhere.fileno(), 2)
            put_in(mutant)
            code = int(pytest.main(["-x", "-q", "-p", "no:cacheprovider", "-p", "no:xdist", *tests]))
        os._exit(code)
    end = time.monotonic() + SECONDS
    while time.monotonic() < end:
        ended, status = os.waitpid(child, os.WNOHANG)
        if ended:
            return os.waitstatus_to_exitcode(status) == 0
        time.sleep(0.05)
    os.killpg(child, signal.SIGKILL)
    os.waitpid(child, 0)
    return False


def main(many: int, begin: int) -> int:
    """Try the mutants from `begin` on up to `many`; print each survivor, and the count."""
    os.chdir(ROOT)
    for tests in ROOMS.values():
        pytest.main(["--collect-only", "-q", "-q", "-p", "no:cacheprovider", "-p", "no:xdist", *tests])
    lines = SURVIVORS.read_text(encoding="utf-8").splitlines()
    reasons = dict(line.split(" —— ", 1) for line in lines if " —— " in line)
    tried, alive, unknown = 0, 0, 0
    for mutant, tests in sample(many)[begin:]:
        tried += 1
        if survives(mutant, tests):
            name = mutant.name(ROOT)
            alive += 1
            unknown += name not in reasons
            print(f"活着 {name} —— {reasons.get(name, '没有写原因')}", flush=True)
        if tried % 20 == 0:
            print(f"{tried} 个，杀死 {tried - alive} 个", flush=True)
    print(f"共 {tried} 个，杀死 {tried - alive} 个（{(tried - alive) / max(1, tried):.1%}），活着 {alive} 个")
    return 0 if tried - alive >= LEAST_KILLED * tried and not unknown else 1


if __name__ == "__main__":
    words = [int(word) for word in sys.argv[1:3]]
    sys.exit(main(words[0] if words else SAMPLE, words[1] if len(words) > 1 else 0))
