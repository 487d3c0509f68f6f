"""Last year's document as a new one: number and dates cleared, years in titles moved on, everything reported."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from ygt_docs.files import write_atomically
from ygt_docs.notice import Document, load_content
from ygt_docs.notice.model import Appendix
from ygt_docs.problems import Place, Problems, UserError, problem
from ygt_docs.project import Project
from ygt_docs.reading.words import quote
from ygt_docs.starting.start import Started, check_free

# What belongs to the one document that was issued, by its keys.
_CLEARED = (
    ("发文字号", "顺序号"),
    ("命令", "令号"),
    ("份号",),
    ("统一登记号",),
    ("成文日期",),
    ("版记", "印发日期"),
    ("信息公开", "索引号"),
    ("信息公开", "文号"),
    ("信息公开", "发布日期"),
)
_DEADLINE = re.compile(r"(?<![成文印发布])日期: *([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})")


@dataclass
class _File:
    """One file of the old document on its way to the new one."""

    old: Path
    new: Path
    lines: list[str]
    shown: str
    dropped: set[int] = field(default_factory=set)

    def place(self, line: int) -> Place:
        """Where the line with index `line` will stand in the new file."""
        return Place(self.shown, line + 1 - sum(1 for gone in self.dropped if gone < line))


def start_like(name: str, old: str, content: Path, project: Project) -> Started:
    """Write `content`/`name` as a copy of the document `old` for the year after it.

    Raises UserError (N101, N108, S102, S105, B209, B1xx); then nothing was written.
    """
    check_free(name, content, project)
    loaded = load_content(content, project, old)
    if not loaded.documents:
        raise UserError(loaded.problems.errors)
    document = loaded.documents[0].document
    if document is None:
        raise UserError(
            [
                problem("S105", Place(project.shown(content / old)), found=quote(old), name=old),
                *loaded.documents[0].problems.errors,
            ]
        )
    files = [
        _File(
            path,
            content / name / path.name,
            path.read_text("utf-8-sig").split("\n"),
            project.shown(content / name / path.name),
        )
        for path in dict.fromkeys(document.sources)
        if path.parent == document.folder
    ]
    problems = Problems()
    _Mover(document, files, project, problems).move()
    (content / name).mkdir(parents=True)
    for file in files:
        kept = [line for number, line in enumerate(file.lines) if number not in file.dropped]
        write_atomically(file.new, "\n".join(kept).encode("utf-8"))
    return Started(tuple(file.new for file in files), problems)


class _Mover:
    """Changes the lines of one document in place."""

    def __init__(self, document: Document, files: list[_File], project: Project, problems: Problems) -> None:
        self._document, self._problems = document, problems
        self._files = {project.shown(file.old): file for file in files}
        self._year = _year_of(document)

    def move(self) -> None:
        """Titles first: the places of the old document hold only while no line is gone."""
        self._titles()
        self._deadlines()
        for keys in _CLEARED:
            self._clear(keys)
        self._rest()

    def _line_of(self, *keys: str | int) -> tuple[_File, int] | None:
        """File and line of the value at `keys`; None where it is not typed."""
        value: object = self._document.notice.model_dump(by_alias=True)
        for key in keys:
            value = value.get(key) if isinstance(value, dict) else None
        place = self._document.locate(*keys)
        file = self._files.get(place.file or "")
        return None if value is None or file is None or place.line is None else (file, place.line - 1)

    def _clear(self, keys: tuple[str, ...]) -> None:
        found = self._line_of(*keys)
        if found is None:
            return
        file, number = found
        line, key = file.lines[number], keys[-1]
        if re.match(rf"\s*{key}\s*:", line):
            typed = line.partition(":")[2].partition(" #")[0].strip()
            file.dropped.add(number)
            self._drop_empty_parent(file, number)
        else:
            match = re.search(rf",?\s*\b{key}\s*:\s*([^,}}]+)", line)
            if match is None:
                return
            typed = match[1].strip()
            file.lines[number] = re.sub(r"\{\s*,\s*", "{", line[: match.start()] + line[match.end() :])
            if re.search(r":\s*\{\s*\}", file.lines[number]):
                file.dropped.add(number)
        self._problems.add("S203", file.place(number), key=key, found=typed)

    @staticmethod
    def _drop_empty_parent(file: _File, number: int) -> None:
        """A key under which nothing is left would be an error."""

        def depth(line: str) -> int:
            return len(line) - len(line.lstrip(" "))

        own = depth(file.lines[number])
        above = number - 1
        while own and above >= 0 and (not file.lines[above].strip() or depth(file.lines[above]) >= own):
            above -= 1
        if not own or above < 0:
            return
        below = above + 1
        while below < len(file.lines) and (
            not file.lines[below].strip() or depth(file.lines[below]) > depth(file.lines[above])
        ):
            line = file.lines[below].strip()
            if line and not line.startswith("#") and below not in file.dropped:
                return
            below += 1
        file.dropped.add(above)

    def _titles(self) -> None:
        """The year in each title, and in each place that names a title whole."""
        if self._year is None:
            return
        old, new = f"{self._year}年", f"{self._year + 1}年"
        names = sorted({str(title) for title in _titles(self._document) if old in title}, key=len, reverse=True)
        for file in self._files.values():
            for number, line in enumerate(file.lines):
                moved = line
                for name in names:
                    moved = moved.replace(name, name.replace(old, new))
                code = re.sub(rf"(年份: *[\"']?){self._year}\b", rf"\g<1>{self._year + 1}", moved)
                if code != line:
                    file.lines[number] = code
                    self._problems.add(
                        "S204",
                        Place(file.shown, number + 1),
                        old=line.partition(" #")[0].strip(),
                        new=code.partition(" #")[0].strip(),
                    )

    def _deadlines(self) -> None:
        for file in self._files.values():
            count = 0
            for number, line in enumerate(file.lines):
                match = _DEADLINE.search(line)
                if match is None or self._year is None or int(match[1]) != self._year or f"{self._year}年" in line:
                    continue
                file.lines[number] = line[: match.start(1)] + _next_year(match) + line[match.end(3) :]
                count += 1
            if count:
                self._problems.add("S205", Place(file.shown), count=count, old=self._year, new=(self._year or 0) + 1)

    def _rest(self) -> None:
        """Lines that still name the old year are listed, never changed."""
        for file in self._files.values():
            for number, line in enumerate(file.lines):
                text = line.partition(" #")[0]
                if (
                    number not in file.dropped
                    and not text.lstrip().startswith("#")
                    and self._year is not None
                    and f"{self._year}年" in text
                ):
                    self._problems.add("S206", file.place(number), found=f"{self._year}年", line=text.strip()[:30])


def _titles(document: Document) -> Iterator[str]:
    notice = document.notice
    yield from notice.title
    yield from _names(notice.appendices)
    if notice.promulgated is not None:
        yield from notice.promulgated.title
        yield from _names(notice.promulgated.appendices)


def _names(appendices: list[Appendix]) -> Iterator[str]:
    for appendix in appendices:
        yield appendix.name
        yield from appendix.title or ()


def _year_of(document: Document) -> int | None:
    """The year of the document: that of its number, of its date, or the one its title names; None without any."""
    notice = document.notice
    if notice.number is not None:
        return notice.number.year
    if notice.date is not None:
        return notice.date.year
    years = re.findall(r"((?:19|20)[0-9]{2})年", "".join(notice.title))
    return int(max(years)) if years else None


def _next_year(match: re.Match[str]) -> str:
    year, month, day = (int(part) for part in match.groups())
    if (month, day) == (2, 29):
        day = 28
    return datetime.date(year + 1, month, day).isoformat()
