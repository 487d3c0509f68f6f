"""index.html over all documents: one self-contained page that works offline, the same bytes for the same reports."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from ygt_docs.problems import Place, Severity, UserError, problem
from ygt_docs.project import Project
from ygt_docs.templating import TEMPLATE_ERRORS, file_environment, require_plain, template_fault

_PART = re.compile(r"\.(附件[0-9]*)(?=\.)")  # an appendix bound separately has files of its own
_STATES = {"合格": "good", "草稿": "draft", "待改": "faulty"}
_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "note"}


@dataclass(frozen=True)
class Entry:
    """A document's report; `current` is False where the sources changed since, or nothing usable was made."""

    report: Mapping[str, Any]
    current: bool


def index_bytes(entries: Iterable[Entry], picture: str, labels: Mapping[str, str], project: Project) -> bytes:
    """The page, documents sorted by name; `picture` is the file name of each document's first page.

    `labels` says what files of a suffix are called. Raises UserError (B402) for a fault of its template.
    """
    documents = [
        _document(entry, picture, labels) for entry in sorted(entries, key=lambda entry: str(entry.report["name"]))
    ]
    data = {"documents": documents, "states": _count(documents), "levels": _levels(documents)}
    require_plain(data)
    folder = project.templates / "report"
    try:
        html = file_environment(folder).get_template("index.html").render(data)
    except TEMPLATE_ERRORS as error:
        fault = template_fault(error)
        place = Place(project.shown(folder / (fault.file or "index.html")), fault.line)
        raise UserError([problem("B402", place, found=fault.found)]) from error
    return html.encode("utf-8", "backslashreplace")


def _document(entry: Entry, picture: str, labels: Mapping[str, str]) -> dict[str, Any]:
    report = entry.report
    folder = quote(str(report["name"]))
    worst_first = sorted(report["problems"], key=lambda item: list(_LEVELS).index(Severity(item["severity"])))
    problems = [_problem(item) for item in worst_first]
    return {
        "name": report["name"],
        "title": report["title"] or report["name"],
        "number": report["number"],
        "kind": report["kind"],
        "pages": report["pages"],
        "state": report["state"],
        "state_class": _STATES[report["state"]],
        "current": entry.current,
        "problems": problems,
        "levels": _levels([{"problems": problems}]),
        "files": [_file(folder, item, labels) for item in report["files"]],
        "report": f"{folder}/report.json",
        "first_pdf": _first_pdf(folder, report),
        "picture": f"{folder}/{picture}" if _first_pdf(folder, report) else "",
    }


def _first_pdf(folder: str, report: Mapping[str, Any]) -> str:
    """The address of the document's own PDF, which is listed before those of its separate appendices and the 样稿."""
    for item in report["files"]:
        if item["name"].endswith(".pdf"):
            return f"{folder}/{quote(item['name'])}"
    return ""


def _file(folder: str, item: Mapping[str, Any], labels: Mapping[str, str]) -> dict[str, Any]:
    name = str(item["name"])
    suffix = "." + name.rpartition(".")[2]
    part = _PART.search(name)
    label = (f"{part[1]} " if part else "") + labels.get(suffix, suffix)
    return {
        "label": label,
        "name": item["name"],
        "address": f"{folder}/{quote(item['name'])}",
        "size": f"{max(1, round(item['bytes'] / 1024))} KB",
    }


def _problem(item: Mapping[str, Any]) -> dict[str, Any]:
    place = ":".join(str(part) for part in (item["file"], item["line"], item["column"]) if part is not None)
    page = f"第{item['page']}页" if item["page"] is not None else ""
    if item["clause"]:
        rule = f"GB/T 9704-2012 {item['clause']}，{item['strength']}"
    else:
        rule = ""
    return {
        "code": item["code"],
        "severity": item["severity"],
        "level": _LEVELS[Severity(item["severity"])],
        "place": " ".join(part for part in (place, page) if part),
        "message": item["message"],
        "fix": item["fix"],
        "rule": rule,
    }


def _count(documents: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    for state, style in _STATES.items():
        found.append({"word": state, "class": style, "count": sum(item["state"] == state for item in documents)})
    return found


def _levels(documents: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    severities = []
    for document in documents:
        for item in document["problems"]:
            severities.append(item["severity"])
    levels: list[dict[str, Any]] = []
    for level, style in _LEVELS.items():
        levels.append({"word": str(level), "class": style, "count": severities.count(str(level))})
    return levels
