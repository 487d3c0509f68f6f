"""Last year's document as a new one: number and dates cleared, years in titles moved on, everything reported."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any

from ygt_docs.editing import List, Map, Node, Scalar, Source, Tree, text_of
from ygt_docs.elements.catalogue import OF_ISSUE
from ygt_docs.elements.dates import YEAR, YEAR_IN_TEXT
from ygt_docs.notice import Document, load_content
from ygt_docs.notice.folders import NOTICE
from ygt_docs.notice.model import Appendix, Notice
from ygt_docs.notice.registering import IDS, PROGRESS
from ygt_docs.problems import Place, Problems, UserError, problem
from ygt_docs.project import Call, Project
from ygt_docs.reading.source import like_before, plain_lines
from ygt_docs.reading.text import quote
from ygt_docs.starting.start import Started, check_free
from ygt_docs.together import write_all

# What belongs to the one document that was issued, by its keys.
_CLEARED: tuple[tuple[str, ...], ...] = (
    ("发文字号", "顺序号"),
    ("命令", "令号"),
    ("公告号", "序号"),
    ("纪要", "次数"),
    ("简报", "期号"),
    ("简报", "总期号"),
    ("统一登记号",),
    *((key,) for key in OF_ISSUE),
    *(("印发件", key) for key in OF_ISSUE),
    ("版记", "印发日期"),
    ("信息公开", "索引号"),
    ("信息公开", "文号"),
    ("信息公开", "发布日期"),
)
_REGISTER = "登记"
_YEAR, _DEADLINE, _WORDS, _DAY = "年份", "时限", "原文", "日期"
_ID, _TASK = "编号", "任务"
_SHOWN = 30  # characters of a line that is quoted in a message


@dataclass(frozen=True)
class _Said:
    """A message about a line of the old file (counted from 0; None: the file); it is shown with that of the new one."""

    code: str
    file: str
    line: int | None
    details: dict[str, Any]


def start_like(name: str, old: str, content: Path, project: Project) -> Started:
    """Write `content`/`name` as a copy of the document `old` for the year after it.

    Values are changed by their keys, text never is: a title that the text names whole moves on with that title.
    Raises UserError (N101, N108, S102, S105, B209, B1xx); then nothing was written.
    """
    check_free(name, content, project)
    document = _old_document(old, content, project)
    before = {}
    for path in dict.fromkeys(document.sources):
        if path.parent == document.folder:
            before[path.name] = path.read_bytes()
    sources = {file: Source(file, plain_lines(data)) for file, data in before.items()}
    tree = Tree(sources, NOTICE, Notice)
    kept = _kept_ids(document, sources)
    said = _Mover(document, tree).move()
    for node, identity in kept:
        node.put(_ID, identity)
    texts = {file: text_of(source) for file, source in sources.items()}
    problems = Problems()
    for item in said:
        file = project.shown(content / name / item.file)
        if item.line is None:
            line = None
        else:
            line = _line_after(sources[item.file].text, texts[item.file], item.line)
        problems.add(item.code, Place(file, line), **item.details)
    write_all({content / name / file: like_before(text, before[file]) for file, text in texts.items()})
    return Started(tuple(content / name / file for file in texts), problems)


def _kept_ids(document: Document, sources: dict[str, Source]) -> list[tuple[Map, str]]:
    """The tasks of an issued document with the 编号 that 进展/编号.yaml has for them; the new tasks bear them."""
    path = document.folder / PROGRESS / IDS
    if not path.is_file():
        return []
    ids: dict[str, list[str]] = {}
    for node, _ in _below(Source(IDS, plain_lines(path.read_bytes())).root, ()):
        if isinstance(node, Map) and node.text(_ID):
            ids.setdefault(node.text(_TASK), []).append(node.text(_ID))
    kept: list[tuple[Map, str]] = []
    for source in sources.values():
        for node, _ in _below(source.root, ()):
            if isinstance(node, Map) and not node.text(_ID) and ids.get(node.text(_TASK)):
                kept.append((node, ids[node.text(_TASK)].pop(0)))
    return kept


def _old_document(old: str, content: Path, project: Project) -> Document:
    loaded = load_content(content, project, old)
    if not loaded.documents:
        raise UserError(loaded.problems.errors)
    document = loaded.documents[0].document
    if document is None or loaded.documents[0].problems.errors:
        place = Place(project.shown(content / old))
        errors = loaded.documents[0].problems.errors
        raise UserError([problem("S105", place, found=quote(old), name=old, run=Call(project, content)), *errors])
    return document


def _line_after(old: str, new: str, line: int) -> int:
    """The line of `new` (from 1) that the line `line` of `old` (from 0) became; where it went, what stands there."""
    matcher = SequenceMatcher(None, old.split("\n"), new.split("\n"), autojunk=False)
    for _, first, last, start, stop in matcher.get_opcodes():
        if first <= line < last:
            return max(1, min(start + line - first + 1, stop))
    return line + 1


class _Mover:
    """Changes the tree of one document and keeps what is to be said about it."""

    def __init__(self, document: Document, tree: Tree) -> None:
        self._document, self._tree = document, tree
        self._years = _years_of(document)
        self._said: list[_Said] = []

    def move(self) -> list[_Said]:
        """What was changed, and which lines still name the old year."""
        for keys in _CLEARED:
            self._clear(keys)
        self._leave_out_register()
        names = self._moved_names()
        days: dict[tuple[str, int], int] = {}
        for node, keys in self._parts():
            if isinstance(node, Map):
                self._deadline(node, keys, days)
            elif isinstance(node, Scalar) and keys[-1:] == (_YEAR,):
                self._year(node)
            elif isinstance(node, Scalar):
                self._titles(node, names)
        for (file, year), count in days.items():
            self._say("S205", file, None, count=count, old=year, new=year + 1)
        return self._said

    def _say(self, code: str, file: str, at: int | None, **details: object) -> None:
        self._said.append(_Said(code, file, at, details))

    def _parts(self) -> Iterator[tuple[Node, tuple[str, ...]]]:
        """Every part of every file with the keys that lead to it in its file."""
        for source in self._tree.sources.values():
            yield from _below(source.root, ())

    def _clear(self, keys: tuple[str, ...]) -> None:
        """Take out the value at `keys`, and the key above it where nothing else is left under it."""
        parents = []
        for node in (self._tree.at(*keys[:end]) for end in range(len(keys))):
            if isinstance(node, Map):
                parents.append(node)
        found = self._tree.at(*keys)
        if len(parents) < len(keys) or not isinstance(found, Scalar):
            return
        file, line = _stands_at(found, 0)
        self._say("S203", file, line, key=keys[-1], found=found.value)
        parents[-1].drop(keys[-1])
        if len(parents) > 1 and not parents[-1].entries:
            parents[-2].drop(keys[-2])

    def _leave_out_register(self) -> None:
        """What the register knows of the old document is nothing to the new one."""
        found = self._tree.at(_REGISTER)
        if isinstance(found, Map) and found.span is not None and found.source is not None:
            self._say("S203", found.source.shown, found.span.line, key=_REGISTER, found="、".join(found.entries))
            self._tree.root.drop(_REGISTER)

    def _moved_names(self) -> dict[str, str]:
        """The titles that name a year of the document, the longest first, each with the years that follow."""
        moved: dict[str, str] = {}
        for title in sorted(map(str, _titles(self._document)), key=len, reverse=True):
            if self._names_year(title):
                moved[title] = self._later(title)
        return moved

    def _later(self, text: str) -> str:
        """`text` with each year of the document moved on by one."""
        return YEAR_IN_TEXT.sub(lambda found: f"{self._after(int(found[1]))}年", text)

    def _after(self, year: int) -> int:
        return year + 1 if year in self._years else year

    def _names_year(self, text: str) -> bool:
        return any(f"{year}年" in text for year in self._years)

    def _titles(self, node: Scalar, names: dict[str, str]) -> None:
        """The titles that a value names whole move on; a line that still names the old year is listed."""
        for number, typed in enumerate(node.lines):
            line, rest = typed, typed
            for name, later in names.items():
                line, rest = line.replace(name, later), rest.replace(name, "")
            file, place = _stands_at(node, number)
            if line != typed:
                node.lines[number] = line
                self._say("S204", file, place, old=_short(typed), new=_short(line))
            for year in self._years:
                if f"{year}年" in rest:
                    self._say("S206", file, place, found=f"{year}年", line=_short(typed))

    def _year(self, node: Scalar) -> None:
        """The year of a number, by its key."""
        typed = node.value
        if not typed.isdecimal() or int(typed) not in self._years:
            return
        node.lines = [str(int(typed) + 1)]
        file, line = _stands_at(node, 0)
        self._say("S204", file, line, old=f"{_YEAR}: {typed}", new=f"{_YEAR}: {node.value}")

    def _deadline(self, node: Map, keys: tuple[str, ...], days: dict[tuple[str, int], int]) -> None:
        """The day of a deadline whose words name no year; `days` counts them by file and year."""
        day = node.entries.get(_DAY)
        if keys[-1:] != (_DEADLINE,) or not isinstance(day, Scalar) or self._names_year(node.text(_WORDS)):
            return
        try:
            date = datetime.date.fromisoformat(day.value)
        except ValueError:
            return
        if date.year in self._years:
            day.lines = [_next_year(date).isoformat()]
            file, _ = _stands_at(day, 0)
            days[file, date.year] = days.get((file, date.year), 0) + 1


def _below(node: Node, keys: tuple[str, ...]) -> Iterator[tuple[Node, tuple[str, ...]]]:
    yield node, keys
    if isinstance(node, List):
        for item in node.items:
            yield from _below(item, keys)
    elif isinstance(node, Map):
        for key, value in list(node.entries.items()):
            yield from _below(value, (*keys, key))


def _stands_at(node: Scalar, number: int) -> tuple[str, int]:
    """The file of a value that was typed, and the line (from 0) where its line `number` stands."""
    assert node.span is not None
    assert node.source is not None
    return node.source.shown, node.span.line + (number + 1 if node.block else 0)


def _short(text: str) -> str:
    stripped = text.strip()
    if len(stripped) <= _SHOWN:
        return stripped
    return f"{stripped[:_SHOWN]}…"


def _titles(document: Document) -> Iterator[str]:
    notice = document.notice
    yield from notice.title
    if notice.promulgated is not None:
        yield from notice.promulgated.title
    for _, appendices in notice.appendix_lists():
        yield from _names(appendices)


def _names(appendices: list[Appendix]) -> Iterator[str]:
    for appendix in appendices:
        yield appendix.name
        yield from appendix.title or ()


def _years_of(document: Document) -> tuple[int, ...]:
    """The years that move on: that of the document, and the one before or after where its title names that.

    A plan that is issued in November is for the year after, a summary in January of the year before. The year of a
    document is that of its number, of its date, or the latest one its title names; () where there is none.
    """
    notice = document.notice
    named = []
    for year in re.findall(f"({YEAR})年", "".join(notice.title)):
        named.append(int(year))
    if notice.number is not None:
        own = notice.number.year
    elif notice.date is not None:
        own = notice.date.year
    else:
        return (max(named),) if named else ()
    return (own, *sorted({year for year in named if abs(year - own) == 1}))


def _next_year(day: datetime.date) -> datetime.date:
    if (day.month, day.day) == (2, 29):
        return datetime.date(day.year + 1, 2, 28)
    return day.replace(year=day.year + 1)
