"""Runs other programs quietly, and shows the end of what they said when they fail."""

from __future__ import annotations

import errno
import os
import re
import shutil
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
# How pip, apt, dpkg, npm and Windows say that a disk (or the share of it that a user may fill) is full.
_FULL = re.compile(
    r"No space left on device|Disk quota exceeded|don't have enough free space in|not enough free disk space"
    r"|\[Errno (?:28|122)\]|\bENOSPC\b|\bEDQUOT\b|\[WinError (?:39|112)\]|not enough space on the disk"
    r"|设备上没有空间|没有足够的可用空间|磁盘空间不足|超出磁盘限额"
)
_LEAST_FREE = 20_000_000  # bytes: with less nothing that is brought here fits, whatever the program says
MAKE_ROOM = "磁盘满了，不是网络的问题。请腾出 1 GB 以上的空间再运行一次；会接着准备，不会留下半个环境"


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


def is_full(error: OSError) -> bool:
    """Whether the system refused because the disk is full, or the share of it that the user may fill."""
    return error.errno in (errno.ENOSPC, errno.EDQUOT)


def run(command: Sequence[str | Path], *, cwd: Path | None = None, more: Mapping[str, str] | None = None) -> str:
    """What the program wrote. Raises Failed if it ends with an error.

    Raises Stop if there is no such program, and where the error is that the disk is full: what cannot be written
    must not be taken for what cannot be fetched.
    """
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
        failed = Failed(words, done.stdout)
        if _FULL.search(done.stdout) or any(_lacks_room(word) for word in command if isinstance(word, Path)):
            raise Stop(f"{words[0]} 没有成功：\n{failed.end}\n{MAKE_ROOM}") from failed
        raise failed
    return done.stdout


def _lacks_room(path: Path) -> bool:
    """Whether the disk of `path` has no room left; `python -m venv` fails on a full one without a word about it."""
    there = next((folder for folder in (path, *path.parents) if folder.exists()), None)
    try:
        return there is not None and shutil.disk_usage(there).free < _LEAST_FREE
    except OSError:
        return False
