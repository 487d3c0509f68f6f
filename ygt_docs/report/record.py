"""report.json: what one document's build says of itself, and the picture of its first page."""

from __future__ import annotations

import hashlib
import io
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from ygt_docs.problems import Problem

_WIDTH_PIXELS = 360


def first_page_png(pdf: Path) -> bytes:
    """The first page of `pdf` as a PNG 360 pixels wide; the same bytes for the same file."""
    import pypdfium2  # a build with nothing to do draws nothing

    document = pypdfium2.PdfDocument(pdf.read_bytes())
    try:
        page = document[0]
        image = page.render(scale=_WIDTH_PIXELS / page.get_width()).to_pil()
        stream = io.BytesIO()
        image.convert("RGB").quantize(64).save(stream, "PNG", optimize=True)
        return stream.getvalue()
    finally:
        document.close()


FORMAT = 1
_KEYS = {"name", "title", "number", "kind", "state", "pages", "files", "problems"}
_FILE_KEYS = {"name", "bytes", "sha256"}
_PROBLEM_KEYS = {"code", "severity", "strength", "clause", "file", "line", "column", "page", "message", "fix"}


@dataclass(frozen=True)
class Facts:
    """What a report tells of a document. `pages` None: it could not be laid out; `fonts`: one entry for each role.

    `profile`: what the house profile chose, by its Chinese keys.
    """

    name: str
    state: str
    title: str = ""
    number: str = ""
    kind: str = ""
    pages: int | None = None
    fonts: tuple[Mapping[str, Any], ...] = ()
    profile: Mapping[str, str] = field(default_factory=dict)


def record(
    facts: Facts, files: Iterable[Path], problems: Iterable[Problem], tools: Mapping[str, str]
) -> dict[str, Any]:
    """The report as plain data; `files` are the documents made, `problems` come in the fields of `--json`."""
    return {
        "format": FORMAT,
        "name": facts.name,
        "title": facts.title,
        "number": facts.number,
        "kind": facts.kind,
        "state": facts.state,
        "pages": facts.pages,
        "files": [_file(file) for file in files],
        "fonts": [dict(font) for font in facts.fonts],
        "profile": dict(facts.profile),
        "tools": dict(sorted(tools.items())),
        "problems": [item.as_json() for item in problems],
    }


def to_bytes(report: Mapping[str, Any]) -> bytes:
    """The report as it is written; half a character (a lone surrogate) as an escape, which JSON has for it."""
    return (json.dumps(report, ensure_ascii=False, indent=2) + "\n").encode("utf-8", "backslashreplace")


def read_report(path: Path) -> dict[str, Any] | None:
    """A report written by :func:`to_bytes`; None where there is none of this format."""
    try:
        report = json.loads(path.read_bytes())
    except (OSError, ValueError):
        return None
    return report if _is_report(report) else None


def _is_report(report: object) -> bool:
    """Whether `report` has the shape that :func:`record` gives it: somebody may have edited the file."""
    if not isinstance(report, dict) or report.get("format") != FORMAT or not _KEYS <= report.keys():
        return False
    lists = ((report["files"], _FILE_KEYS), (report["problems"], _PROBLEM_KEYS))
    for items, keys in lists:
        if not isinstance(items, list):
            return False
        if not all(isinstance(item, dict) and keys <= item.keys() for item in items):
            return False
    return True


def moved(item: Problem, old: str, new: str) -> Problem:
    """`item` with its file under the folder `new` if it was under `old`: a report holds no path of one machine."""
    file = item.place.file
    if file is None or not file.startswith(f"{old}/"):
        return item
    return replace(item, place=replace(item.place, file=f"{new}/{file[len(old) + 1 :]}"))


def _file(path: Path) -> dict[str, Any]:
    data = path.read_bytes()
    return {"name": path.name, "bytes": len(data), "sha256": hashlib.sha256(data).hexdigest()}
