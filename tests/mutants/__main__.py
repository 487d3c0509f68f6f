"""`python -m tests.mutants [HOW MANY [FROM]]`: a fixed sample of mutants against the tests that run their lines.

The sample stands in sample.txt, drawn once at random from all; of code that has changed since, some are gone.

Each mutant lives in a process of its own that has the tests loaded already: the code of its functions is put into
those that are there. A mutant is killed when a test fails or does not end. Exit code 1 where fewer than nine in ten
are killed, or one survives for which survivors.txt gives no reason.
"""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path

from tests.going_on import sources_of
from tests.mutants.making import ROOT, Mutant, mutants_of
from tests.mutants.running import Loaded, run

LEAST_KILLED = 0.9
SAMPLE, SURVIVORS = (Path(__file__).with_name(name) for name in ("sample.txt", "survivors.txt"))
# Reader, editor, atomic writer and rules, and the tests that must find a fault in them.
PLACES = ("ygt_docs/reading", "ygt_docs/editing", "ygt_docs/files.py", "ygt_docs/together.py", "ygt_docs/rules")
TESTS = (
    "tests/notice/test_mistakes.py",
    "tests/reading",
    "tests/editing",
    "tests/register/test_taking.py",
    "tests/tasklist/test_progress.py",
    "tests/updating/test_shapes.py",
    "tests/updating/test_since.py",
    "tests/building/test_attachment.py",
    "tests/building/test_files.py",
    "tests/test_scratch.py",
    "tests/rules",
)


def sample() -> list[Mutant]:
    """The mutants of sample.txt that are still there, in its order."""
    every = {}
    for place in PLACES:
        path = ROOT / place
        for file in [path] if path.is_file() else sorted(path.glob("*.py")):
            for mutant in mutants_of(file):
                every[mutant.name] = mutant
    names = SAMPLE.read_text(encoding="utf-8").splitlines()
    return [every[name] for name in names if name in every]


class Trial:
    """The mutants that were tried, and which of them survived with a reason and without."""

    def __init__(self, mutants: list[Mutant]) -> None:
        lines = SURVIVORS.read_text(encoding="utf-8").splitlines()
        self._reasons = dict(line.split(" —— ", 1) for line in lines if " —— " in line)
        self._mutants, self._out = mutants, os.fdopen(os.dup(1), "w", encoding="utf-8")
        self.tried, self.alive, self.unknown = 0, 0, 0

    def work(self, loaded: Loaded) -> None:
        """Try each; say who survives."""
        begun = time.monotonic()
        for mutant in self._mutants[:3]:
            assert loaded.survives(mutant, put=False), "tests fail without a mutant, so they would kill any"
        for mutant in self._mutants:
            self.tried += 1
            if loaded.survives(mutant):
                name = mutant.name
                self.alive += 1
                self.unknown += name not in self._reasons
                covered = len(loaded.covered.tests_of(mutant))
                self._say(f"活着 {name} —— {self._reasons.get(name, f'没有写原因（{covered} 项测试运行了它）')}")
            if self.tried % 20 == 0:
                self._say(f"{self.tried} 个，杀死 {self.tried - self.alive} 个，{time.monotonic() - begun:.0f} 秒")

    def _say(self, line: str) -> None:
        print(line, file=self._out, flush=True)

    def end(self) -> int:
        """Say the count; the exit code."""
        killed = self.tried - self.alive
        self._say(f"共 {self.tried} 个，杀死 {killed} 个（{killed / max(1, self.tried):.1%}），活着 {self.alive} 个")
        return 0 if self.tried and killed >= LEAST_KILLED * self.tried and not self.unknown else 1


def main(many: int | None, begin: int) -> int:
    """Try the mutants from `begin` on up to `many`; print each survivor, and the count."""
    os.chdir(ROOT)
    mutants = sample()
    trial = Trial(mutants[begin:many])
    with Path(os.devnull).open("w") as nowhere:
        os.dup2(nowhere.fileno(), 1)
        known = ROOT / ".pytest_cache" / f"mutants-{sources_of(ROOT)[:12]}.json"
        run([ROOT / path for path in TESTS], {str(mutant.file) for mutant in mutants}, known, trial.work)
    return trial.end()


if __name__ == "__main__":
    words = [int(word) for word in sys.argv[1:3]]
    sys.exit(main(words[0] if words else None, words[1] if len(words) > 1 else 0))
