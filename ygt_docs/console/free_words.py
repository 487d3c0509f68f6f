"""Free words (自由的词): `register list 云政文` is one command, and `--accept 甲 乙` one option, though invoke knows neither.

Its own parser takes a word without dashes for the next command. So, before it reads the command line, the free words of
a command become the value of a hidden option, and the words behind an option that takes several become one value, each
on a line of its own.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

WORDS = "words"
"""The hidden option of a command that takes free words; a command that has it takes them."""
SEVERAL = ("--accept", "--collect")
"""Options whose value goes on until the next option."""


@dataclass(frozen=True)
class Options:
    """What a command takes: for each option, typed with its dashes, whether a value follows it."""

    takes_value: Mapping[str, bool]

    @property
    def free(self) -> bool:
        """Whether free words belong to the command."""
        return f"--{WORDS}" in self.takes_value


@dataclass
class _Sorted:
    """The words behind a command, sorted: `kept` goes on to invoke, `free` belongs to the command."""

    kept: list[str] = field(default_factory=list)
    free: list[str] = field(default_factory=list)


def gathered(words: Sequence[str], commands: Mapping[str, Options]) -> list[str]:
    """`words` of a command line (the command first) with its free words as the values of options.

    What is no command, or has nothing that takes several words, comes back as it was typed.
    """
    options = commands.get(words[0]) if words else None
    if options is None or not (options.free or any(name in options.takes_value for name in SEVERAL)):
        return list(words)
    found = _sorted(words[1:], options)
    value = [f"--{WORDS}=" + lines(found.free)] if found.free else []
    return [words[0], *value, *found.kept]


def lines(words: Sequence[str]) -> str:
    """Several words as one value."""
    return "\n".join(words)


def parted(value: str) -> list[str]:
    """The words that :func:`lines` made one value of."""
    return value.split("\n") if value else []


def _sorted(words: Sequence[str], options: Options) -> _Sorted:
    found = _Sorted()
    at = 0
    while at < len(words):
        word = words[at]
        at += 1
        if word in SEVERAL and word in options.takes_value:
            several = _until_option(words[at:])
            at += len(several)
            found.kept.append(f"{word}={lines(several)}" if several else word)
        elif word.startswith("-"):
            found.kept.append(word)
            if options.takes_value.get(word) and at < len(words):
                found.kept.append(words[at])
                at += 1
        elif options.free:
            found.free.append(word)
        else:
            found.kept.append(word)
    return found


def _until_option(words: Sequence[str]) -> list[str]:
    """The words before the next option."""
    found = []
    for word in words:
        if word.startswith("-"):
            break
        found.append(word)
    return found
