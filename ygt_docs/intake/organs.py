"""organs.yaml (发文机关名录) gets the organs of the draft: it is only ever extended, never changed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ygt_docs.editing import CannotPlaceError, List, Source, Tree, text_of
from ygt_docs.editing import new as made
from ygt_docs.notice.finding import validate
from ygt_docs.notice.including import header_for
from ygt_docs.notice.model import Organ, Organs
from ygt_docs.notice.organs import ORGANS, read_organs
from ygt_docs.notice.writer import Keys, list_item, write_tree
from ygt_docs.problems import Place, Problems, UserError
from ygt_docs.project import Project
from ygt_docs.reading import parse_tree
from ygt_docs.reading.source import like_before, plain_lines

Entry = dict[str, Any]


@dataclass(frozen=True)
class OrgansFile:
    """What organs.yaml is to hold (None: it stays as it is), and what is to be said about it."""

    path: Path
    text: str | None = None
    problems: Problems = field(default_factory=Problems)


def with_organs(content: Path, entries: Sequence[Entry], comment: str, project: Project) -> OrgansFile:
    """organs.yaml of `content` with `entries` added where they are new; `comment` stands above each new one.

    Raises UserError with the problems of an organs.yaml that is there and cannot be read.
    """
    path = content / ORGANS
    if not entries:
        return OrgansFile(path)
    if not path.is_file():
        return _new(path, entries, comment, project)
    problems = Problems()
    known = read_organs(content, project, problems)
    if known is None:
        raise UserError(problems.errors)
    return _extended(path, known, entries, comment, project)


def _new(path: Path, entries: Sequence[Entry], comment: str, project: Project) -> OrgansFile:
    comments: dict[Keys, list[str]] = {}
    for index in range(len(entries)):
        comments[("机关", index)] = [comment]
    text = write_tree({"机关": list(entries)}, Organs, header_for(path, Organs, project), comments)
    return OrgansFile(path, text, _added(path, entries, project))


def _extended(path: Path, known: Organs, entries: Sequence[Entry], comment: str, project: Project) -> OrgansFile:
    place, problems = Place(project.shown(path)), Problems()
    by_name = {str(organ.name): organ for organ in known.organs}
    new = [entry for entry in entries if entry["全称"] not in by_name]
    for entry in entries:
        organ = by_name.get(entry["全称"])
        if organ is not None:
            _already(organ, entry, place, problems)
    if not new:
        return OrgansFile(path, None, problems)
    longer = _appended(path.read_bytes(), new, comment)
    if longer is not None and _reads_as(longer, known, new):
        problems.extend(_added(path, new, project))
        return OrgansFile(path, longer, problems)
    problems.add("I304", place, text="".join(list_item(entry, Organ) for entry in new))
    return OrgansFile(path, None, problems)


def _already(organ: Organ, entry: Entry, place: Place, problems: Problems) -> None:
    code = entry.get("机关代字")
    known = []
    for item in organ.codes or ():
        known.append(str(item.code))
    if code is not None and known and code not in known:
        problems.add("I303", place, organ=organ.name, known="、".join(known), found=code)
    else:
        problems.add("I302", place, organ=organ.name)


def _appended(data: bytes, entries: Sequence[Entry], comment: str) -> str | None:
    """organs.yaml with the entries behind its last one, `comment` above each; None where its list takes none."""
    source = Source(ORGANS, plain_lines(data))
    organs = Tree({ORGANS: source}, ORGANS, Organs).at("机关")
    if not isinstance(organs, List):
        return None
    for entry in entries:
        item = made(entry)
        item.comments = (comment,)
        organs.items.append(item)
    try:
        return like_before(text_of(source), data).decode()
    except CannotPlaceError:
        return None


def _reads_as(text: str, known: Organs, new: Sequence[Entry]) -> bool:
    """Whether `text` holds the organs that were known, unchanged, and then the new ones."""
    problems = Problems()
    tree = parse_tree(text.encode(), ORGANS, problems)
    organs = None if tree is None else validate(Organs, tree, problems, {})
    if organs is None or problems.errors:
        return False
    return list(organs.organs) == [*known.organs, *map(Organ.model_validate, new)]


def _added(path: Path, entries: Sequence[Entry], project: Project) -> Problems:
    problems = Problems()
    for entry in entries:
        problems.add("I305", Place(project.shown(path)), organ=entry["全称"])
    return problems
