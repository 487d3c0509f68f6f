"""A small office: documents with and without numbers, and what its desk does with them."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from pathlib import Path

from ygt_docs.notice.numbers import Number, Series, SeriesKind
from ygt_docs.project import Call, Project
from ygt_docs.register.desk import Desk, open_desk
from ygt_docs.register.journal import Book
from ygt_docs.register.taking import Taken, Wish, take

HEADER = "# yaml-language-server: $schema=../../schema/notice.schema.json\n"
ORGANS = """# yaml-language-server: $schema=../schema/organs.schema.json
机关:
  - 全称: 云溪县人民政府
    机关代字: [云政文, {代字: 云政人, 用于: 任免}, 云政函]
  - 全称: 云溪县教育局
    机关代字: 云教
"""
CODE = Series(SeriesKind.CODE, "云政文")


def number(serial: int, code: str = "云政文", year: int = 2026) -> Number:
    """A 发文字号."""
    return Number(Series(SeriesKind.CODE, code), year, serial)


@dataclass
class Office:
    """The content folder `content` and its desk."""

    content: Path
    project: Project

    def __post_init__(self) -> None:
        self.content.mkdir(parents=True, exist_ok=True)
        organs = self.content / "organs.yaml"
        if not organs.exists():  # a process that is killed here must not leave half of it
            organs.write_text(ORGANS, encoding="utf-8")

    @property
    def call(self) -> Call:
        """The folders of a command."""
        return Call(self.project, self.content, self.content.parent / "out")

    def notice(
        self,
        name: str,
        serial: int | None = None,
        *,
        code: str = "云政文",
        year: int = 2026,
        title: str = "",
        day: str = "2026-04-26",
        more: str = "",
    ) -> Path:
        """A notice; `serial` None: a draft. The path of its notice.yaml."""
        path = self.content / name / "notice.yaml"
        path.parent.mkdir(exist_ok=True)
        typed = "" if serial is None else f", 顺序号: {serial}"
        path.write_text(
            f"{HEADER}文种: 通知\n发文机关: [云溪县人民政府]\n"
            f"发文字号: {{机关代字: {code}, 年份: {year}{typed}}}\n"
            f"标题: 云溪县人民政府关于{title or name}的通知\n正文: |\n  请认真执行。\n成文日期: {day}\n{more}",
            encoding="utf-8",
        )
        return path

    def rules(self, text: str) -> None:
        """Write 登记.yaml."""
        header = "# yaml-language-server: $schema=../schema/register.schema.json\n"
        (self.content / "登记.yaml").write_text(header + text, encoding="utf-8")

    def desk(self) -> Desk:
        """A desk, as a command opens it."""
        return open_desk(self.call)

    def take(self, name: str, day: datetime.date | None = None, **wish: object) -> Taken:
        """What `number NAME` does."""
        desk = self.desk()
        taken = take(desk, Wish(name, day, **wish))
        taken.problems.extend(desk.problems)
        return taken

    def serial(self, name: str, **wish: object) -> int:
        """The serial that `number NAME` gives."""
        return self.take(name, **wish).numbers[0].serial

    def book(self) -> Book:
        """The book as it lies there, proved."""
        return self.desk().read()

    def serials(self, code: str = "云政文") -> list[int]:
        """The serials of a code in the book."""
        return sorted(item.serial for item in self.book().entries if item.series.name == code)
