"""What the pages depend on besides sources and templates (环境): versions of tools, and the faces by their hashes."""

from __future__ import annotations

from collections.abc import Mapping

from ygt_docs.building.versions import tool_versions
from ygt_docs.fonts import Fonts

# These change bytes of files, and no line or rule on a page.
_NO_MATTER = {"zlib", "pillow", "harfbuzz-subset"}
_HASH = 16


def environment_text(fonts: Fonts, versions: Mapping[str, str] | None = None) -> str:
    """One line for each tool with its version (`versions` None: those of this machine) and for each face file."""
    found = dict(tool_versions() if versions is None else versions)
    found["python"] = ".".join(found["python"].split(".")[:2])
    lines = []
    for name, version in sorted(found.items()):
        if name not in _NO_MATTER:
            lines.append(f"{name} {version}")
    lines += sorted(f"字体 {face.path.name} {face.sha256[:_HASH]}" for face in fonts.all_faces())
    return "\n".join(lines) + "\n"


def differing(old: str, new: str) -> str:
    """What differs between two environments, in words; '' where nothing does."""
    before, now = _lines(old), _lines(new)
    names = []
    for name in {**before, **now}:
        if before.get(name) != now.get(name):
            names.append(name)
    return "；".join(f"{name} {before.get(name, '无')} → {now.get(name, '无')}" for name in names)


def _lines(text: str) -> dict[str, str]:
    pairs = (line.rpartition(" ") for line in text.splitlines())
    return {name: value for name, _, value in pairs}
