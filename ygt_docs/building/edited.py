"""Files that somebody changed by hand after they were built (手改): they are kept, never overwritten."""

from __future__ import annotations

import json
import shutil
from collections.abc import Set
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ygt_docs.building.fingerprint import sha256_of
from ygt_docs.building.names import MANIFEST, REPORT, edited_name, is_document_file, name_before
from ygt_docs.building.outputs import OUTPUTS
from ygt_docs.files import names_in, refusals
from ygt_docs.problems import Problem, UserError, problem
from ygt_docs.project import Call

_BY_HAND = tuple(output.suffix for output in OUTPUTS if output.by_hand)


@dataclass(frozen=True)
class Kept:
    """The file `file` of an output folder had been changed; it is kept as `copy` in the same `folder`."""

    file: str
    copy: str
    folder: Path

    def as_problem(self, name: str, call: Call, issued: bool) -> Problem:
        """The warning about it, for the document `name`, with the command that takes the edits over.

        `issued`: what was issued takes no edits, but may be issued anew.
        """
        if issued:
            return problem("R512", file=f"{name}/{self.file}", kept=self.copy, issue=call.issue(name))
        command = call.update(self.folder / self.copy, name)
        return problem("B308", file=f"{name}/{self.file}", kept=self.copy, command=command)


def keep_edited(folder: Path, name: str, into: Path) -> list[Kept]:
    """Copy each file of `folder` that people edit, and that is not as the build of `name` left it, into `into`.

    A file that is the same in `into` needs no copy, and no name that is taken in either folder is used again. Raises
    UserError (B101 … B103).
    """
    known, taken = _published(folder), {*names_in(folder), *names_in(into)}
    kept = []
    for file in names_in(folder):
        if not (file.endswith(_BY_HAND) and is_document_file(name, file)):
            continue
        with refusals(folder / file):
            expected = {
                *known.get(file, ()),
                *known.get(name_before(file), ()),
                *(_hash_of(into / file) if into != folder else ()),
            }
            if expected.isdisjoint(_hash_of(folder / file)):
                copy = _free_name(name, Path(file).suffix, taken)
                taken.add(copy)
                shutil.copy2(folder / file, into / copy)
                kept.append(Kept(file, copy, folder))
    return kept


def _free_name(name: str, suffix: str, taken: Set[str]) -> str:
    """The first name for an edited file that is not `taken`."""
    number = 1
    while edited_name(name, suffix, number) in taken:
        number += 1
    return edited_name(name, suffix, number)


def _hash_of(file: Path) -> list[str]:
    """The hash of `file`, in a list that is empty where there is none."""
    if file.is_file():
        return [sha256_of(file.read_bytes())]
    return []


def _published(folder: Path) -> dict[str, set[str]]:
    """The hashes that manifest and report give for each file; both are asked, since one of them may be damaged.

    Raises UserError (B101 … B103) where neither gives any and one is there but cannot be read: a file that nobody can
    tell from an edited one is not called so.
    """
    known: dict[str, set[str]] = {}
    refused: list[UserError] = []
    outputs = _mapping(folder / MANIFEST, refused).get("outputs")
    for file, sha256 in (outputs if isinstance(outputs, dict) else {}).items():
        known.setdefault(file, set()).add(str(sha256))
    files = _mapping(folder / REPORT, refused).get("files")
    for item in files if isinstance(files, list) else []:
        if isinstance(item, dict):
            known.setdefault(str(item.get("name")), set()).add(str(item.get("sha256")))
    if refused and not known:
        raise refused[0]
    return known


def _mapping(path: Path, refused: list[UserError]) -> dict[str, Any]:
    """What the file `path` says, {} where it is not there or damaged; a disk that refuses it goes into `refused`."""
    try:
        with refusals(path):
            read = json.loads(path.read_bytes()) if path.is_file() else {}
    except UserError as error:
        refused.append(error)
        return {}
    except ValueError:
        return {}
    return read if isinstance(read, dict) else {}
