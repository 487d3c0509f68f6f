"""Where things are put, and how the user is told about it."""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass
from pathlib import Path

UNFINISHED = "unfinished-"  # folders in the cache that a start left behind when it was killed


class Stop(Exception):
    """Setting up cannot go on; the words say in Chinese why, and what to type."""


@dataclass(frozen=True)
class Places:
    """`root` is the project's folder, `cache` the user's (fonts, tools, fetched libraries)."""

    root: Path
    cache: Path

    @property
    def venv(self) -> Path:
        """The virtual environment."""
        return self.root / ".venv"

    @property
    def python(self) -> Path:
        """The Python of the virtual environment."""
        return self.venv / ("Scripts/python.exe" if os.name == "nt" else "bin/python")

    @property
    def lock_file(self) -> Path:
        """The locked requirements of a build."""
        return self.root / "requirements.lock"

    @property
    def test_lock_file(self) -> Path:
        """The locked requirements of a build and of the tests."""
        return self.root / "requirements-test.lock"


def find_places() -> Places:
    """The places of this project; the same rule for the cache as in ygt_docs/project.py."""
    cache = os.environ.get("YGT_DOCS_CACHE")
    base = os.environ.get("XDG_CACHE_HOME") or str(Path.home() / ".cache")
    return Places(Path(__file__).resolve().parent.parent, Path(cache) if cache else Path(base) / "ygt-docs")


def say(words: str) -> None:
    """Tell the user, on the error stream: the output belongs to the task that was asked for."""
    print(words, file=sys.stderr, flush=True)
