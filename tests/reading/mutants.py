"""Content files with small damage, as slips of the hand and of copying programs make it."""

from __future__ import annotations

import random

BITS = [
    "：",
    "　",
    "\t",
    "\u00a0",
    "，",
    "［",
    "］",
    "｛",
    "｝",
    "#",
    " #1",
    "@",
    "%",
    "*",
    "&x",
    "!",
    "!!int",
    ">",
    "|",
    "`",
    '"',
    "'",
    "[",
    "]",
    "{",
    "}",
    ":",
    ": ",
    "- ",
    "-",
    "---\n",
    "...\n",
    "? ",
    "<<: ",
    "\\",
    "\\ud800",
    "\\U00110000",
    "\\x0",
    "\0",
    "\x85",
    "\u2028",
    "\u200b",
    "\ufeff",
    "\uffff",
    "~",
    "\n",
    "\n\n",
    "\r",
    "  ",
    "    ",
    "%YAML",
    "|2",
    "|-",
    "|+",
    "1" * 150,
    ",",
    ": |\n",
    ": [",
    ":{",
]


def mutant(text: str, rng: random.Random) -> str:
    """Some lines of `text`, with one to four changes."""
    lines = text.split("\n")
    start = rng.randrange(len(lines))
    return mutated("\n".join(lines[start : start + rng.randrange(1, 14)]) + "\n", rng)


def mutated(text: str, rng: random.Random) -> str:
    """`text` with one to four changes."""
    for _ in range(rng.randrange(1, 5)):
        at = rng.randrange(len(text) + 1)
        if rng.randrange(3) == 0:
            text = text[:at] + text[at + rng.randrange(1, 4) :]
        elif rng.randrange(3) == 0:
            lines = text.split("\n")
            lines.insert(rng.randrange(len(lines) + 1), " " * rng.randrange(5) + rng.choice(lines))
            text = "\n".join(lines)
        else:
            text = text[:at] + rng.choice(BITS) + text[at:]
    return text
