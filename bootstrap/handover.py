"""Hands a command over from an invoke of the machine's own (pipx, Debian) to the project's own environment.

Imported by tasks.py before anything else, so it has to run in whatever Python that invoke has: standard library only.
"""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from pathlib import Path

_ROOT = Path(__file__).resolve().parent.parent
# Set for the launcher: should it ever start an environment that is not the project's, this does not go round for ever.
_UNDER_WAY = "YGT_DOCS_HANDED_OVER"
_FOLDER_OPTIONS = ("--search-root", "-r")


def hand_over() -> None:
    """Run ./invoke with the words of this command line, unless this is the project's own environment already.

    Where it hands over it does not return: options, exit code and Ctrl-C are those of ./invoke.
    """
    if os.environ.pop(_UNDER_WAY, None) is not None or is_own_environment(Path(sys.prefix), _ROOT):
        return
    for stream in (sys.stdout, sys.stderr):
        stream.flush()
    os.environ[_UNDER_WAY] = "1"
    if os.name == "nt":
        _hand_over_on_windows()
    launcher = str(_ROOT / "invoke")
    os.execv("/bin/sh", ["sh", launcher, *words_for_the_launcher(sys.argv[1:])])


def words_for_the_launcher(words: list[str]) -> list[str]:
    """`words` without the folder that tasks.py was found in: the launcher says it itself, and invoke takes it once."""
    kept = list(words)
    for number, word in enumerate(words):
        if word in _FOLDER_OPTIONS:
            return kept[:number] + kept[number + 2 :]
        if word.startswith(tuple(f"{option}=" for option in _FOLDER_OPTIONS)):
            return kept[:number] + kept[number + 1 :]
        if not word.startswith("-"):
            break
    return kept


def is_own_environment(prefix: Path, root: Path) -> bool:
    """Whether the environment at `prefix` was made from the lock file of the project at `root`."""
    try:
        lock = hashlib.sha256((root / "requirements.lock").read_bytes()).hexdigest()
        stamp = (prefix / ".complete").read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError):
        return False
    return stamp[1:2] == [lock]


def _hand_over_on_windows() -> None:
    """Windows has no exec that the console waits for: stay until the launcher ends."""
    process = subprocess.Popen([str(_ROOT / "invoke.cmd"), *words_for_the_launcher(sys.argv[1:])])
    while True:
        try:
            code = process.wait()
        except KeyboardInterrupt:  # the console sends it to the launcher as well, which answers it
            continue
        sys.exit(code)
