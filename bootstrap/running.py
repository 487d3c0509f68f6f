"""Runs other programs quietly, and shows the end of what they said when they fail."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path

from bootstrap.places import Stop

_SHOWN_LINES = 8
# Settings that would send packages somewhere else than into the environment.
_MISLEADING = {
    "PIP_USER",
    "PIP_TARGET",
    "PIP_PREFIX",
    "PIP_ROOT",
    "PIP_NO_DEPS",
    "PIP_REQUIRE_VIRTUALENV",
    "PIP_NO_BINARY",
    "PIP_DRY_RUN",
    "PIP_CONSTRAINT",
    "VIRTUAL_ENV",
}


class Failed(Exception):
    """A program ended with an error; `output` is what it said."""

    def __init__(self, command: Sequence[str], output: str) -> None:
        self.output = output
        super().__init__(f"{command[0]}\n{self.end}")

    @property
    def end(self) -> str:
        """The last lines of what it said, indented."""
        lines = [line for line in self.output.splitlines() if line.strip()]
        return "\n".join("    " + line for line in lines[-_SHOWN_LINES:])


def run(command: Sequence[str | Path], *, cwd: Path | None = None, more: Mapping[str, str] | None = None) -> str:
    """What the program wrote. Raises Failed if it ends with an error, Stop if there is no such program."""
    words = [str(word) for word in command]
    environment = {name: value for name, value in os.environ.items() if name not in _MISLEADING} | dict(more or {})
    try:
        done = subprocess.run(
            words,
            cwd=cwd,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            errors="replace",
            check=False,
        )
    except FileNotFoundError as error:
        raise Stop(f"没有找到程序 {words[0]}") from error
    if done.returncode:
        raise Failed(words, done.stdout)
    return done.stdout
