"""Old and new pages side by side (对照页面): drawn from the layouts, and the new one as it prints."""

from __future__ import annotations

import difflib
import io
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import pypdfium2
from PIL.Image import Image

from ygt_docs.files import fresh_folder, write_atomically
from ygt_docs.fonts import load_fonts
from ygt_docs.golden.artefacts import LAYOUT
from ygt_docs.golden.judge import Change, Judgement, Verdict
from ygt_docs.golden.report_faces import face_name, write_faces
from ygt_docs.problems import Problems
from ygt_docs.project import Project
from ygt_docs.templating import file_environment, require_plain

INDEX = "index.html"
_WIDTH = 700  # pixels
_WORDS = "YGT-Hei"  # the face of the words around the pages where the machine has none
_MOST_LINES = 400
_KINDS = {"+": "new", "-": "old", "@": "place"}

Page = dict[str, Any]


def write_report(judgement: Judgement, folder: Path, project: Project) -> Path:
    """index.html over everything that differs, with its pictures and faces, in `folder`, made anew; its path.

    It needs nothing outside of `folder`: no network, and no Chinese face of the machine.
    """
    fresh_folder(folder)
    documents = []
    for verdict in judgement.verdicts:
        documents.append(_document(verdict, folder))
    faces = {_WORDS}
    for item in documents:
        for page in item["pages"]:
            faces.update(_faces_of(page["old"]))
            faces.update(_faces_of(page["new"]))
    data = {
        "documents": documents,
        "same": judgement.same,
        "styles": [f"{change}（{'、'.join(names)}）" for change, names in judgement.style_changes().items()],
        "faces": sorted(faces),
        "problems": [str(item) for item in judgement.problems.sorted()],
    }
    require_plain(data)
    html = file_environment(project.templates / "report").get_template("golden.html").render(data)
    write_faces(html, faces, load_fonts(project, Problems()), folder)
    write_atomically(folder / INDEX, html.encode("utf-8", "backslashreplace"))
    return folder / INDEX


def pages_of(layout: str) -> list[Page]:
    """The pages of a layout as data for the template: size, texts and rules. Raises ValueError for another text."""
    pages: list[Page] = []
    for line in layout.split("\n"):
        kind, _, rest = line.partition(" ")
        if kind == "页":
            number, width, height = rest.split(" ")
            pages.append(
                {"number": int(number), "width": width, "height": height, "texts": [], "rules": [], "lines": []}
            )
        elif kind == "字":
            left, right, base, size, face, colour, text = rest.split(" ", 6)
            pages[-1]["texts"].append(
                {
                    "x": left,
                    "y": base,
                    "size": size,
                    "face": face_name(face),
                    "colour": colour,
                    "text": text,
                    "length": f"{max(float(right) - float(left), 0.1):.1f}",
                }
            )
        elif kind == "线":
            left, top, right, bottom, _, colour = rest.split(" ")
            pages[-1]["rules"].append(
                {
                    "x": left,
                    "y": top,
                    "width": f"{max(float(right) - float(left), 0.5):.1f}",
                    "height": f"{max(float(bottom) - float(top), 0.5):.1f}",
                    "colour": colour,
                }
            )
        if kind:
            pages[-1]["lines"].append(line)
    return pages


def _document(verdict: Verdict, folder: Path) -> Page:
    old: Mapping[str, str] = {} if verdict.old is None else verdict.old.texts
    before, now = pages_of(old.get(LAYOUT, "")), pages_of(verdict.new.texts[LAYOUT])
    return {
        "name": verdict.name,
        "first": verdict.old is None,
        "pages": list(_pages(verdict, before, now, folder)),
        "changes": [_change(item) for item in verdict.changes],
    }


def _pages(verdict: Verdict, before: list[Page], now: list[Page], folder: Path) -> Iterator[Page]:
    """The pages that differ; every page of an example that has no golden yet."""
    for index in range(max(len(before), len(now))):
        old, new = (pages[index] if index < len(pages) else None for pages in (before, now))
        if old is not None and new is not None and old["lines"] == new["lines"]:
            continue
        picture = "" if new is None else _picture(verdict, index, folder)
        size = new or old
        assert size is not None
        yield {
            "number": index + 1,
            "old": old,
            "new": new,
            "picture": picture,
            "width": size["width"],
            "height": size["height"],
            "lines": [] if old is None or new is None else _diff(old, new),
        }


def _diff(old: Page, new: Page) -> list[Page]:
    return _coloured(difflib.unified_diff(old["lines"], new["lines"], lineterm="", n=0))


def _picture(verdict: Verdict, index: int, folder: Path) -> str:
    """The new page as it prints, as a PNG in `folder`; its file name."""
    name = f"{verdict.name}-{index + 1}.png"
    image = _drawn(verdict.new.pdfs, index)
    stream = io.BytesIO()
    image.convert("RGB").quantize(64).save(stream, "PNG", optimize=True)
    write_atomically(folder / name, stream.getvalue())
    return name


def _drawn(pdfs: Sequence[bytes], index: int) -> Image:
    """Page `index` (from 0) of all `pdfs` in their order, in colour."""
    for data in pdfs:
        document = pypdfium2.PdfDocument(data)
        try:
            if index < len(document):
                page = document[index]
                return page.render(scale=_WIDTH / page.get_width()).to_pil()
            index -= len(document)
        finally:
            document.close()
    raise IndexError(index)


def _change(change: Change) -> Page:
    lines = change.lines[2:]
    return {
        "file": change.file,
        "added": change.added,
        "removed": change.removed,
        "lines": _coloured(iter(("", "", *lines[:_MOST_LINES]))),
        "more": max(0, len(lines) - _MOST_LINES),
    }


def _coloured(diff: Iterator[str]) -> list[Page]:
    """The lines of a unified diff without its two head lines, each with its kind."""
    lines = list(diff)[2:]
    found: list[Page] = []
    for line in lines:
        found.append({"kind": _KINDS.get(line[:1], "same"), "text": line})
    return found


def _faces_of(side: dict[str, Any] | None) -> set[str]:
    """The faces of a page's texts; none where there is no such page."""
    faces = set()
    if side:
        for text in side["texts"]:
            faces.add(text["face"])
    return faces
