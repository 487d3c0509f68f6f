"""The road of a draft: decode → lines → clean → recognise → trees → files. Nothing of the draft is ever executed."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from opencc import OpenCC  # type: ignore[import-untyped]

from ygt_docs.docfiles.decode import Decoded, Reason, ranges
from ygt_docs.docfiles.sources import OWN_FORMATS, STDIN, STDIN_SHOWN, read_source
from ygt_docs.intake.clean import Change, ChangeKind, Cleaner
from ygt_docs.intake.collecting import read_draft
from ygt_docs.intake.context import Context, Tree, origins_of, plain, spaces_as_typed
from ygt_docs.intake.document import unread
from ygt_docs.intake.draft import Account, Doubts, Draft, Ledger, split_lines
from ygt_docs.intake.files import Written, check_target, members, write_files
from ygt_docs.intake.lost import mark_lost
from ygt_docs.intake.noise import without_noise
from ygt_docs.intake.organs import Entry
from ygt_docs.intake.pictures import kept_pictures, own_marks, without_marks, without_ornaments
from ygt_docs.intake.pieces import announced
from ygt_docs.intake.report import report
from ygt_docs.intake.traced import Traced
from ygt_docs.problems import Place, Problems, UserError, problem
from ygt_docs.profile import STANDARD, Profile, with_styles
from ygt_docs.project import Project

_MOST_LINES, _SHORTEST = 3, 60
_TITLE = re.compile(
    r".{4,80}(?:决议|决定|命令|公报|公告|通告|意见|通知|通报|报告|请示|批复|议案|函|纪要|方案|办法|规定)"
)
_DIGITS = re.compile("[0-9]")


def unfolded(lines: Sequence[Traced], context: Context) -> list[Traced]:
    """`lines`, each that begins with a title and goes on after a space cut at its spaces, with a doubt."""
    if sum(bool(line.strip()) for line in lines) > _MOST_LINES:
        return list(lines)
    found: list[Traced] = []
    for line in lines:
        parts = _parts(line.trimmed()) if len(line) >= _SHORTEST and "|" not in line else []
        if len(parts) < 3 or not _TITLE.fullmatch(parts[0]):
            found.append(line)
            continue
        kept = {origin for part in parts for origin in part.origins}
        context.ledger.drop([origin for origin in line.origins if origin not in kept], Reason.SPACE)
        context.doubts.add("I393", line, comment=False, count=len(parts))
        found += parts
    return found


def _parts(line: Traced) -> list[Traced]:
    """`line` cut at its spaces; one between two figures parts none."""
    parts, begin = [], 0
    for match in re.finditer("[ \u3000]+", line):
        before, after = line[match.start() - 1], line[match.end()]
        if _DIGITS.match(before) and _DIGITS.match(after):
            continue
        parts.append(line.part(begin, match.start()))
        begin = match.end()
    return [*parts, line.part(begin)]


_LAST_COMMON = 0xFFFF


def simplified(lines: Sequence[Traced], shown: str, doubts: Doubts) -> list[Traced]:
    """`lines` in simplified Chinese; the changes are said in sum. Offsets stay: a line keeps its length."""
    converter = OpenCC("t2s")
    changes: Counter[str] = Counter()
    out: list[Traced] = []
    for line in lines:
        new = converter.convert(str(line))
        if len(new) != len(line):
            # A phrase of another length would move every character after it.
            new = "".join(changed if len(changed := converter.convert(sign)) == 1 else sign for sign in line)
        # What lies beyond the characters that fonts of offices have stays as it was typed.
        new = "".join(old if ord(now) > _LAST_COMMON else now for old, now in zip(line, new, strict=True))
        changes.update(f"{old}→{now}" for old, now in zip(line, new, strict=True) if old != now)
        out.append(line.rewritten(new))
    if changes:
        listed = "、".join(f"{change} {count}" for change, count in changes.most_common())
        doubts.add_at("I367", Place(shown), count=changes.total(), changes=listed)
    return out


_TONED = "āáǎàōóǒòēéěèīíǐìūúǔùǖǘǚǜ"
_READING = re.compile(rf"(?<=[\u3400-\u9fffA-Za-z])[(（](?=[a-zü]*[{_TONED}])[a-zü{_TONED}]{{1,6}}[)）]")


def without_readings(lines: Sequence[Traced], draft: Draft, ledger: Ledger, doubts: Doubts) -> Iterator[Traced]:
    """`lines` without readings in brackets after a Chinese character; what was dropped is said in one sentence."""
    count, places = 0, []
    for line in lines:
        found = list(_READING.finditer(line))
        if not found:
            yield line
            continue
        inside = {index for match in found for index in range(*match.span())}
        ledger.drop((line.origins[index] for index in inside), Reason.READING)
        count += len(found)
        places.append(draft.line_of(line.origins[0]))
        yield line.pick(index for index in range(len(line)) if index not in inside)
    if count:
        doubts.add_at("I361", Place(draft.shown, places[0]), count=count, lines="、".join(map(str, places)))


_MOST_SHOWN = 5


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
    """A draft as trees: `files` by file name, notice.yaml among them, `pictures` the files that they name; `organs` for
    organs.yaml."""

    files: dict[str, Tree]
    pictures: dict[str, bytes]
    organs: list[Tree]
    context: Context
    account: Account
    changes: tuple[Change, ...]


def import_file(
    path: Path, name: str, content: Path, project: Project, force: bool = False, to_simplified: bool = False
) -> ImportResult:
    """Read the draft `path` (`-`: standard input) and write it to `content`/`name`/; an existing folder is replaced
    only with `force`. `to_simplified`: traditional characters become simplified ones.

    Raises UserError when the draft cannot be read (I101–I106, I110–I118), the folder cannot be written (I107–I109,
    B1xx), or an organs.yaml that is there has errors; then nothing was written.
    """
    check_target(name, content, project, force)
    shown = STDIN_SHOWN if str(path) == STDIN else project.shown(path)
    profile = with_styles(STANDARD, project)
    recognised = recognise(read_source(path, shown), shown, name, to_simplified, profile)
    for folder in members(recognised.files, name):
        check_target(folder, content, project, force)
    problems = recognised.context.doubts.problems()
    written = _write(recognised, problems, name, content, project)
    problems.extend(written.problems)
    return ImportResult(written.files, problems, recognised.account, recognised.changes)


def recognise(
    decoded: Decoded, shown: str, name: str = "draft", to_simplified: bool = False, profile: Profile = STANDARD
) -> Recognised:
    """The trees of a draft that is to be called `name`. Raises UserError for a draft without text (I106)."""
    text = own_marks(decoded.text, len(decoded.pictures))
    ledger = Ledger()
    draft, lines = split_lines(text, shown, decoded.encoding, ledger, decoded.lines)
    draft = replace(draft, roles=decoded.roles, pictures=decoded.pictures)
    cleaner, doubts = Cleaner(draft, ledger), Doubts(draft)
    context = Context(draft, ledger, cleaner, doubts, profile=profile)
    lines = _without_dropped(lines, decoded, ledger)
    for note in decoded.notes:
        doubts.add_at(note.code, draft.place(min(note.at, max(0, len(text) - 1))), **note.words)
    lines = unfolded(list(without_readings(lines, draft, ledger, doubts)), context)
    cleaned = list(filter(None, map(cleaner.clean, lines)))
    if not cleaned:
        raise UserError([problem("I106", Place(shown))])
    _say_encoding(draft, doubts)
    mark_lost(cleaned, doubts)
    cleaned = without_ornaments(cleaned, context)
    said = announced(cleaned)
    cleaned = without_noise(cleaned, context)
    if to_simplified:
        cleaned = simplified(cleaned, shown, doubts)
    imported = read_draft(cleaned, said, name, context)
    _say_changes(draft, cleaner.changes, doubts)
    files = {"notice.yaml": imported.notice, **context.files}
    for file, tree in files.items():
        files[file] = without_marks(spaces_as_typed(tree, draft), context)
    pictures = kept_pictures(files, context)
    placed = {origin for tree in files.values() for origin in origins_of(tree)}
    unread(context, placed)
    return Recognised(
        files, pictures, imported.organs, context, ledger.account(len(text), placed), tuple(cleaner.changes)
    )


def _without_dropped(lines: list[Traced], decoded: Decoded, ledger: Ledger) -> list[Traced]:
    """The lines without what the decoder found to be no part of the document."""
    gone: set[int] = set()
    for where, reason in decoded.dropped:
        ledger.drop(where, reason)
        gone.update(where)
    found: list[Traced] = []
    for line in lines:
        found.append(
            line
            if gone.isdisjoint(line.origins)
            else line.pick(index for index, origin in enumerate(line.origins) if origin not in gone)
        )
    return found


def _write(recognised: Recognised, problems: Problems, name: str, content: Path, project: Project) -> Written:
    entries: list[Entry] = []
    for entry in recognised.organs:
        entries.append(plain(entry))
    context = recognised.context
    told = report(recognised.files, context.draft, context.ledger, recognised.account, problems)
    folder = content / name
    return write_files(recognised.files, recognised.pictures, context.doubts, entries, told, folder, project)


def _say_encoding(draft: Draft, doubts: Doubts) -> None:
    if draft.encoding not in ("UTF-8", *OWN_FORMATS):
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
    digits = [change for change in changes if change.kind is ChangeKind.DIGIT]
    if digits:
        doubts.add_at("I206", where, count=len(digits), lines=_ranges(digits))
    spread = [change for change in changes if change.kind is ChangeKind.SPREAD]
    if spread:
        doubts.add_at("I207", where, count=len(spread), lines=_ranges(spread))
    between = [change for change in changes if change.kind is ChangeKind.SPACE_IN_WORDS]
    if between:
        contexts = dict.fromkeys(f"「{change.context}」" for change in between)
        shown = "、".join(list(contexts)[:_MOST_SHOWN]) + ("等" if len(contexts) > _MOST_SHOWN else "")
        first = Place(draft.shown, min(change.line for change in between))
        doubts.add_at("I203", first, count=len(between), contexts=shown, lines=_ranges(between))
    standard = [change for change in changes if change.kind is ChangeKind.STANDARD]
    if standard:
        told = "、".join(dict.fromkeys(f"{change.before}→{change.after}" for change in standard))
        doubts.add_at("I388", where, count=len(standard), changes=told, lines=_ranges(standard))
    for change in changes:
        if change.kind is ChangeKind.PRIVATE:
            doubts.add_at("I389", Place(draft.shown, change.line), found=change.context, point=change.before)
        if change.kind is ChangeKind.INVISIBLE:
            doubts.add_at("I204", Place(draft.shown, change.line), context=change.context, found=change.before)


def _ranges(changes: Sequence[Change]) -> str:
    """The lines of `changes`: 1、3-5、9 for 1, 3, 4, 5, 9."""
    return ranges(change.line for change in changes)
