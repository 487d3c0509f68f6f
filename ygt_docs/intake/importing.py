"""The road of a draft: decode → lines → clean → recognise → trees → files. Nothing of the draft is ever executed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from ygt_docs.intake.clean import Change, ChangeKind, Cleaner
from ygt_docs.intake.context import Context, Tree, origins_of, plain
from ygt_docs.intake.decode import MAX_BYTES, NotTextError, decode
from ygt_docs.intake.document import read_document, unread
from ygt_docs.intake.doubts import Doubts
from ygt_docs.intake.draft import Account, Draft, Ledger, split_lines
from ygt_docs.intake.files import Written, check_target, write_files
from ygt_docs.intake.organs import Entry
from ygt_docs.problems import Place, Problems, UserError, problem
from ygt_docs.project import Project

SUFFIXES = (".txt", ".md")


@dataclass(frozen=True)
class ImportResult:
    """What an import did. `files` are those written; `problems` say with the draft's line what is doubtful;
    `account` says where each character went; `changes` are those of cleaning, one by one."""

    files: tuple[Path, ...]
    problems: Problems
    account: Account
    changes: tuple[Change, ...]


@dataclass(frozen=True)
class Recognised:
    """A draft as trees: `files` by file name, notice.yaml among them; `organs` for organs.yaml."""

    files: dict[str, Tree]
    organs: list[Tree]
    context: Context
    account: Account
    changes: tuple[Change, ...]


def import_file(path: Path, name: str, content: Path, project: Project, force: bool = False) -> ImportResult:
    """Read the draft `path` and write it to `content`/`name`/; an existing folder is replaced only with `force`.

    Raises UserError when the draft cannot be read (I101–I106), the folder cannot be written (I107–I109, B1xx), or an
    organs.yaml that is there has errors; then nothing was written.
    """
    check_target(name, content, project, force)
    shown = project.shown(path)
    recognised = recognise(_decoded(path, shown), shown)
    written = _write(recognised, name, content, project)
    problems = Problems(recognised.context.doubts.problems())
    problems.extend(written.problems)
    return ImportResult(written.files, problems, recognised.account, recognised.changes)


def recognise(decoded: tuple[str, str], shown: str) -> Recognised:
    """The trees of a draft, given its text and its encoding. Raises UserError for a draft without text (I106)."""
    text, encoding = decoded
    ledger = Ledger()
    draft, lines = split_lines(text, shown, encoding, ledger)
    cleaner, doubts = Cleaner(draft, ledger), Doubts(draft)
    context = Context(draft, ledger, cleaner, doubts)
    cleaned = [line for line in (cleaner.clean(line) for line in lines) if line]
    if not cleaned:
        raise UserError([problem("I106", Place(shown))])
    _say_encoding(draft, doubts)
    imported = read_document(cleaned, context)
    _say_changes(draft, cleaner.changes, doubts)
    files = {"notice.yaml": imported.notice, **context.files}
    placed = {origin for tree in files.values() for origin in origins_of(tree)}
    unread(context, placed)
    return Recognised(files, imported.organs, context, ledger.account(len(text), placed), tuple(cleaner.changes))


def _decoded(path: Path, shown: str) -> tuple[str, str]:
    if path.suffix.lower() not in SUFFIXES:
        raise UserError([problem("I104", Place(shown), suffix=path.suffix or path.name)])
    try:
        with path.open("rb") as file:
            data = file.read(MAX_BYTES + 1)
    except FileNotFoundError:
        raise UserError([problem("I101", Place(shown))]) from None
    except OSError as error:
        raise UserError([problem("I102", Place(shown), reason=error.strerror or type(error).__name__)]) from None
    if len(data) > MAX_BYTES:
        raise UserError([problem("I103", Place(shown))])
    try:
        decoded = decode(data)
    except NotTextError as error:
        raise UserError([problem("I105", Place(shown), looks=error.looks)]) from None
    return decoded.text, decoded.encoding


def _write(recognised: Recognised, name: str, content: Path, project: Project) -> Written:
    entries: list[Entry] = [plain(entry) for entry in recognised.organs]
    return write_files(recognised.files, recognised.context.doubts, entries, content / name, project)


def _say_encoding(draft: Draft, doubts: Doubts) -> None:
    if draft.encoding != "UTF-8":
        doubts.add_at("I201", Place(draft.shown), encoding=draft.encoding)


def _say_changes(draft: Draft, changes: Sequence[Change], doubts: Doubts) -> None:
    """What may have changed the sense with its line; the many changes beside punctuation in one sentence each."""
    where = Place(draft.shown)
    marks = [change for change in changes if change.kind is ChangeKind.PUNCTUATION]
    if marks:
        kinds = Counter(f"{change.before}→{change.after}" for change in marks)
        counts = "、".join(f"{kind} {count}" for kind, count in kinds.items())
        doubts.add_at("I202", where, count=len(marks), marks=counts, lines=_ranges(marks))
    beside = [change for change in changes if change.kind is ChangeKind.SPACE]
    if beside:
        doubts.add_at("I205", where, count=len(beside), lines=_ranges(beside))
    between = [change for change in changes if change.kind is ChangeKind.SPACE_IN_WORDS]
    for line, group in groupby(sorted(between, key=lambda change: change.line), lambda change: change.line):
        contexts = dict.fromkeys(f"「{change.context}」" for change in group)
        doubts.add_at("I203", Place(draft.shown, line), contexts="、".join(contexts))
    for change in changes:
        if change.kind is ChangeKind.INVISIBLE:
            doubts.add_at("I204", Place(draft.shown, change.line), context=change.context, found=change.before)


def _ranges(changes: Sequence[Change]) -> str:
    """The lines of `changes`: 1、3-5、9 for 1, 3, 4, 5, 9."""
    parts: list[list[int]] = []
    for line in sorted({change.line for change in changes}):
        if parts and line == parts[-1][-1] + 1:
            parts[-1][1:] = [line]
        else:
            parts.append([line])
    return "、".join("-".join(map(str, part)) for part in parts)
