"""Staging and publishing (发布): a document's output folder changes as a whole or not at all."""

from __future__ import annotations

from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import Any

from ygt_docs.building.edited import Kept, keep_edited
from ygt_docs.building.names import BUG_LOG, INDEX, REPORT, STAGING, is_document_file, is_ours
from ygt_docs.files import fresh_folder, names_in, publish_folder, remove_files, write_atomically
from ygt_docs.problems import Problem, UserError, problem
from ygt_docs.project import Call
from ygt_docs.report.record import to_bytes


def stage(out: Path, name: str) -> Path:
    """A new empty folder for the files of `name`, on the same disk as `out`. Raises UserError (B101 … B103)."""
    return fresh_folder(out / STAGING / name)


def publish(out: Path, name: str, staged: Path, call: Call) -> list[Problem]:
    """Put `staged` in the place of the document's folder; `call` gives the commands that cures name.

    A note (B307) for each older file that is current no more, a warning (B308) for each Word file that somebody
    changed by hand: it is kept under another name. Raises UserError (B101 … B103).
    """
    target = out / name
    before = _document_files(target, name)
    after = _document_files(staged, name)
    kept = keep_edited(target, name, staged)
    publish_folder(staged, target, partial(is_ours, name))
    edited = {item.file for item in kept}
    removed = [problem("B307", removed=f"{name}/{file}") for file in before if file not in (*after, *edited)]
    return [*removed, *(item.as_problem(name, call) for item in kept)]


def publish_report_alone(out: Path, name: str, report: dict[str, Any], trace: str | None, call: Call) -> list[Problem]:
    """Publish a folder with nothing but a report, and `trace` (None: none) for the maintainer.

    There is no manifest in it, so the next build tries again. Raises UserError (B101 … B103).
    """
    staged = stage(out, name)
    write_atomically(staged / REPORT, to_bytes(report))
    if trace is not None:
        write_atomically(staged / BUG_LOG, trace.encode("utf-8", "backslashreplace"))
    return publish(out, name, staged, call)


def withdraw(out: Path, name: str, call: Call) -> list[Problem]:
    """Remove the Word and PDF files of a document that could not be published, as far as the disk lets us.

    Word files that were changed by hand are kept as :func:`publish` does.
    """
    removed: list[str] = []
    kept: list[Kept] = []
    with suppress(UserError):  # the reason why nothing can be written was told already
        kept = keep_edited(out / name, name, out / name)
        removed = remove_files(out / name, lambda file: is_ours(name, file))
    edited = {item.file for item in kept}
    gone = [file for file in removed if is_document_file(name, file) and file not in edited]
    return [
        *(problem("B307", removed=f"{name}/{file}") for file in gone),
        *(item.as_problem(name, call) for item in kept),
    ]


def withdraw_index(out: Path) -> None:
    """Remove an index.html that shows other documents than there are, as far as the disk lets us."""
    with suppress(UserError):
        remove_files(out, lambda file: file == INDEX)


def _document_files(folder: Path, name: str) -> list[str]:
    return [file for file in names_in(folder) if is_document_file(name, file)]
