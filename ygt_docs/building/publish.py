"""Staging and publishing (发布): a document's output folder changes as a whole or not at all."""

from __future__ import annotations

from collections.abc import Iterable, Set
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import Any

from ygt_docs.building.edited import keep_edited
from ygt_docs.building.manifest import fingerprint_of, manifest_bytes, source_of
from ygt_docs.building.names import (
    BUG_LOG,
    INDEX,
    MANIFEST,
    REPORT,
    STAGING,
    is_document_file,
    is_good,
    is_ours,
    old_name,
)
from ygt_docs.files import copy_file, fresh_folder, move_file, names_in, publish_folder, remove_files, write_atomically
from ygt_docs.problems import Problem, UserError, problem
from ygt_docs.project import Call
from ygt_docs.report.record import to_bytes


def stage(out: Path, name: str) -> Path:
    """A new empty folder for the files of `name`, on the same disk as `out`. Raises UserError (B101 … B103)."""
    return fresh_folder(out / STAGING / name)


def publish(
    out: Path,
    name: str,
    staged: Path,
    call: Call,
    keep_good: bool = False,
    again: bool = False,
    issued: bool = False,
) -> list[Problem]:
    """Put `staged` in the place of the document's folder; `call` gives the commands that cures name.

    A note (B307) for each older file that is current no more, a warning (B308) for each Word file that somebody
    changed by hand: it is kept under another name. With `keep_good` (what is current could not be made, and not for
    its content) the older good files stay as 旧 (B309). `again`: the next build makes it anew, whatever the sources
    are. `issued`: what was issued is put back, so that edits are told otherwise (R512). Raises UserError
    (B101 … B103); the folder is then as it was.
    """
    target = out / name
    before = _document_files(target, name)
    after = _document_files(staged, name)
    kept = keep_edited(target, name, staged)
    edited = set()
    for item in kept:
        edited.add(item.file)
    aside = _keep_good(target, name, staged, edited) if keep_good else []
    if aside or again:
        known = None if again else fingerprint_of(staged)
        write_atomically(staged / MANIFEST, manifest_bytes(staged, known or "", source_of(staged)))
    publish_folder(staged, target, partial(is_ours, name))
    removed = []
    for file in before:
        if file not in (*after, *edited, *aside, *map(old_name, aside)):
            removed.append(file)
    return [
        *(problem("B307", removed=f"{name}/{file}") for file in removed),
        *_told_aside(name, aside),
        *(item.as_problem(name, call, issued) for item in kept),
    ]


def _keep_good(target: Path, name: str, staged: Path, edited: Set[str]) -> list[str]:
    """Put the good files of `target` into `staged` as 旧 too; their names."""
    good = [file for file in _document_files(target, name) if is_good(name, file) and file not in edited]
    taken = set[str]()
    for file in sorted(good, key=lambda file: (file == old_name(file), file)):  # what is newer goes first
        if old_name(file) not in taken:
            taken.add(old_name(file))
            copy_file(target / file, staged / old_name(file))
    return good


def _told_aside(name: str, files: Iterable[str]) -> list[Problem]:
    moved = [file for file in files if file != old_name(file)]
    found: list[Problem] = []
    for file in moved:
        found.append(problem("B309", file=f"{name}/{file}", kept=f"{name}/{old_name(file)}"))
    return found


def publish_report_alone(
    out: Path, name: str, report: dict[str, Any], trace: str | None, call: Call, keep_good: bool
) -> list[Problem]:
    """Publish a folder with nothing but a report, and `trace` (None: none) for the maintainer.

    No manifest in it is current, so the next build tries again. `keep_good` as for :func:`publish`. Raises UserError
    (B101 … B103).
    """
    staged = stage(out, name)
    write_atomically(staged / REPORT, to_bytes(report))
    if trace is not None:
        write_atomically(staged / BUG_LOG, trace.encode("utf-8", "backslashreplace"))
    return publish(out, name, staged, call, keep_good, again=True)


def set_aside(out: Path, name: str) -> list[Problem]:
    """Where nothing can be written any more: rename the good files to 旧, so that they do not pass for current ones.

    Nothing is deleted but the report. An error (B310) for each good file that cannot be renamed.
    """
    folder = out / name
    found = [file for file in _names(folder) if is_good(name, file) and file != old_name(file)]
    moved, stuck = [], []
    for file in found:
        try:
            move_file(folder / file, folder / old_name(file))
        except UserError:  # the reason why nothing can be written was told already
            stuck.append(file)
        else:
            moved.append(file)
    with suppress(UserError):
        remove_files(folder, lambda file: file == REPORT)
    return [*_told_aside(name, moved), *(problem("B310", file=f"{name}/{file}") for file in stuck)]


def _names(folder: Path) -> list[str]:
    try:
        return names_in(folder)
    except UserError:
        return []


def withdraw_index(out: Path) -> None:
    """Remove an index.html that shows other documents than there are, as far as the disk lets us."""
    with suppress(UserError):
        remove_files(out, lambda file: file == INDEX)


def leave(out: Path, name: str, trace: str | None) -> Problem:
    """The old files stand as they are, their content is what it was (B311); `trace` as above, beside them."""
    if trace is not None:
        with suppress(UserError):
            write_atomically(out / name / BUG_LOG, trace.encode("utf-8", "backslashreplace"))
    return problem("B311", name=name)


def _document_files(folder: Path, name: str) -> list[str]:
    files: list[str] = []
    for file in names_in(folder):
        if is_document_file(name, file):
            files.append(file)
    return files
