"""Issued documents in a build (已印发): they are left as they were issued, and put back where they are not.

It also says which document has a number that several bear.
"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ygt_docs.building.manifest import is_current, manifest_bytes
from ygt_docs.building.names import MANIFEST, REPORT, is_ours
from ygt_docs.building.publish import publish, stage
from ygt_docs.files import holds, names_in, write_atomically
from ygt_docs.notice.claims import Claim, double_claims
from ygt_docs.notice.folders import NOTICE
from ygt_docs.notice.numbers import Number, SeriesKind
from ygt_docs.notice.registering import BOOK, REGISTER
from ygt_docs.problems import Place, Problem, Problems, UserError, problem
from ygt_docs.project import Call
from ygt_docs.report.record import read_report, to_bytes

if TYPE_CHECKING:
    from ygt_docs.register.finals import FinalFiles, FinalStore

_GOOD = "合格"


@dataclass(frozen=True)
class Issue:
    """An issued document: its number (as it prints), the digest of the list of its files, and that list (None: lost).

    `bears`: its notice.yaml still says its number.
    """

    number: str
    digest: str
    files: FinalFiles | None
    bears: bool = True

    @property
    def fingerprint(self) -> str:
        """What stands in the manifest in the place of a fingerprint of sources."""
        return f"定稿 {self.digest}"


@dataclass
class Register:
    """What a build has to know of the book.

    `issued` are the issued documents by name, `found` the errors of documents about their numbers, `notes` what belongs
    to no document.
    """

    issued: dict[str, Issue] = field(default_factory=dict)
    found: dict[str, list[Problem]] = field(default_factory=dict)
    notes: Problems = field(default_factory=Problems)
    finals: FinalStore | None = None


def look_into_register(call: Call, claims: Mapping[str, tuple[Claim, ...]]) -> Register:
    """What the book says of the documents that bear `claims`; where there is no book, what the claims say themselves.

    Raises UserError where 登记.yaml has a fault or the book cannot be opened at all.
    """
    if not (call.content / BOOK).exists() and not (call.content / REGISTER).exists():
        return Register(found=double_claims(claims, holders=_holders(call, claims)))
    from ygt_docs.register.desk import open_desk
    from ygt_docs.register.documents import Judge
    from ygt_docs.register.finals import FinalStore

    desk = open_desk(call)
    register = Register(finals=FinalStore(desk.rules.finals))
    try:
        book = desk.read()
    except UserError as error:
        if any(item.code != "R101" for item in error.problems):
            raise
        register.notes.extend(error.problems)
        book = desk.read_unproved()
    finally:
        desk.close()
    judged = Judge(book, call.content, call.project, desk.rules.yearly).judge(claims)
    unknown = {}
    for name, own in claims.items():
        unknown[name] = tuple(claim for claim in own if claim.number(desk.rules.yearly) not in book.entries)
    register.found = double_claims(unknown, desk.rules.yearly, _holders(call, unknown))
    for name, found in judged.found.items():
        register.found.setdefault(name, []).extend(found)
    renamed = {entry.number: name for name, entry in judged.renamed}
    for entry in book.entries.values():
        final = entry.final
        if final is None:
            continue
        name = renamed.get(entry.number, entry.document)
        if register.finals is not None:
            files = register.finals.listed(final.digest)
        else:
            files = None
        if (call.content / name / NOTICE).is_file():
            borne = []
            for claim in claims.get(name, ()):
                borne.append(claim.number(desk.rules.yearly))
            bears = entry.number.series.kind is SeriesKind.NONE or entry.number in borne
            register.issued[name] = Issue(str(entry.number), final.digest, files, bears)
    return register


def _holders(call: Call, claims: Mapping[str, Sequence[Claim]]) -> dict[Number, str]:
    """For each number that several documents bear, the one whose good files bear it already, if it is the only one."""
    bearers: dict[Number, list[str]] = {}
    for name, own in claims.items():
        for claim in own:
            bearers.setdefault(Number(claim.series, claim.year, claim.serial), []).append(name)
    holders = {}
    for number, names in bearers.items():
        if len(names) < 2 or call.out is None:
            continue
        good = []
        for name in names:
            report = read_report(call.out / name / REPORT)
            if report is not None and report["state"] == _GOOD and report["number"] == str(number):
                good.append(name)
        if len(good) == 1:
            holders[number] = good[0]
    return holders


def keep_issued(call: Call, name: str, issue: Issue, register: Register) -> tuple[dict[str, Any], list[Problem]]:
    """See to it that the files of an issued document are as they were issued; its report, and what is to be said.

    Raises UserError (B1xx) where the disk refuses, and R504 where the store has lost a file that must be put back.
    """
    from ygt_docs.register.documents import still_says

    assert call.out is not None
    found = []
    place = Place(f"{call.project.shown(call.content / name)}/{NOTICE}")
    files = issue.files
    if not issue.bears or (files is not None and not still_says(files.content, call.content / name, call.project)):
        found.append(problem("R501", place, found=issue.number, issue=call.issue(name)))
    folder = call.out / name
    if not is_current(folder, name, issue.fingerprint):
        found += _put_back(call, name, issue, register)
    report = read_report(folder / REPORT)
    assert report is not None
    return report, found


def _put_back(call: Call, name: str, issue: Issue, register: Register) -> list[Problem]:
    assert call.out is not None
    assert register.finals is not None
    data = {}
    lost = []
    for rest, digest in (issue.files.outputs if issue.files is not None else {}).items():
        kept = register.finals.get(digest)
        if kept is None:
            lost.append(rest)
        else:
            data[rest] = kept
    if issue.files is None or lost:
        place = Place(call.project.shown(register.finals.folder))
        missing = "、".join(lost) or "清单"
        raise UserError([problem("R504", place, name=name, found=issue.number, lost=missing, run=call)])
    folder, source = call.out / name, Path(os.path.relpath(call.content / name, call.out)).as_posix()
    files = {}
    for rest, kept in data.items():
        file = f"{name}{rest}" if rest.startswith(".") else rest
        files[file] = _renamed(kept, name) if file == REPORT else kept
    ours = {file for file in names_in(folder) if is_ours(name, file) and file != MANIFEST}
    if ours == set(files) and all(holds(folder / file, kept) for file, kept in files.items()):
        write_atomically(folder / MANIFEST, manifest_bytes(folder, issue.fingerprint, source))
        return []
    staged = stage(call.out, name)
    for file, kept in files.items():
        write_atomically(staged / file, kept)
    write_atomically(staged / MANIFEST, manifest_bytes(staged, issue.fingerprint, source))
    told = publish(call.out, name, staged, call, issued=True)
    if any(item.code == "R512" for item in told):  # that the files were put back is said with it
        return told
    return [*told, problem("R503", name=name, found=issue.number)]


def _renamed(data: bytes, name: str) -> bytes:
    """The report of a document that has the folder `name` now."""
    report = json.loads(data)
    old = report["name"]
    if old == name:
        return data
    report["name"] = name
    for file in report["files"]:
        file["name"] = name + file["name"].removeprefix(old)
    return to_bytes(report)
