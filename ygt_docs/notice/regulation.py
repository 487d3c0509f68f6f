"""Regulations (办法、规定、条例): 编 章 节 条 款 项 目, and how the levels of any text are numbered (层次).

The numbers are made by the program; a 条 may say its own (号), as one that was put in between later does (第三条之一).
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from enum import StrEnum
from typing import Annotated, Any

from pydantic import BeforeValidator, Field

from ygt_docs.notice.fields import Fault, Line, Lines, Model, custom, fault
from ygt_docs.reading.text import Text

# Of a body's keys only one may stand: its parts are these, or sections.
ARTICLES = ("编", "章", "节", "条")
PARTS = (*ARTICLES, "章节")
_SENTENCES = ("正文", "下级", "连排", "建设目标", "实施步骤")


class Levels(StrEnum):
    """How the levels of a text are numbered, where it is not 一、（一）1.（1）."""

    DECIMAL = "小数"


class Item(Model):
    """An item (项) of a 款: （一）… ; its own parts (目) are 1. 2."""

    text: Line = Field(alias="正文", description="项的文字，不写序号")
    subitems: Lines = Field(default=[], alias="目", description="项下面的目，印作 1. 2.，不写序号")

    @classmethod
    def from_text(cls, text: Text, year: int | None) -> object:
        """An item without parts."""
        return {"正文": text}


class Clause(Model):
    """A paragraph of an article (款), and the items behind it. Items alone belong to the 款 before."""

    text: Text | None = Field(None, alias="正文", description="款的文字，每行一款")
    items: list[Item] = Field(default=[], alias="项", description="款后面的项，印作（一）（二）")

    @classmethod
    def from_text(cls, text: Text, year: int | None) -> object:
        """A paragraph without items."""
        return {"正文": text}


class Article(Model):
    """An article (条). `number` None: the next one."""

    number: Line | None = Field(None, alias="号", description="不写则自动编；插入的条写 第三条之一")
    text: Text | None = Field(None, alias="正文", description="条的文字，每行一款")
    items: list[Item] = Field(default=[], alias="项", description="只有一款时的项，印作（一）（二）")
    clauses: list[Clause] = Field(
        default=[], alias="款", description="各款：一段文字，或 {正文: …, 项: […]}，或前一款的 {项: […]}"
    )

    @classmethod
    def from_text(cls, text: Text, year: int | None) -> object:
        """An article of plain paragraphs."""
        return {"正文": text}

    @classmethod
    def faults(cls, typed: Mapping[str, Any]) -> Iterator[Fault]:
        """An article that says nothing, or begins with an item; what stands under a key nobody knows is told there."""
        if typed.keys() - {"号", "正文", "项", "款"}:
            return
        first = typed.get("款")
        first = first[0] if isinstance(first, list) and first else first
        only_items = isinstance(first, Mapping) and "正文" not in first
        if typed and "正文" not in typed and (not first or only_items):
            yield fault("N157")

    @property
    def own_clauses(self) -> list[Clause]:
        """Its 款 in order, the short form written out."""
        if self.text is None:
            own = []
        else:
            own = [Clause.model_construct(text=self.text, items=self.items)]
        return [*own, *self.clauses]


def _no_sections(value: Any) -> Any:
    """Say of chapters without articles that they are sections (章节), once for all of them."""
    for part in value if isinstance(value, list) else []:
        if isinstance(part, Mapping) and not {"条", "节"} & part.keys() and set(_SENTENCES) & part.keys():
            raise custom("N155", found=str(next(key for key in part if key in _SENTENCES)))
    return value


class Division(Model):
    """A section of a chapter (节)."""

    heading: Line = Field(alias="标题", description="节的标题，不写 第一节")
    articles: list[Article] = Field(alias="条", description="节里的条", min_length=1)


class Chapter(Model):
    """A chapter (章): its articles, or its sections."""

    heading: Line = Field(alias="标题", description="章的标题，不写 第一章")
    divisions: list[Division] = Field(default=[], alias="节", description="章里的节")
    articles: list[Article] = Field(default=[], alias="条", description="章里的条")

    @classmethod
    def faults(cls, typed: Mapping[str, Any]) -> Iterator[Fault]:
        """A chapter without articles, and one in which some stand outside its sections."""
        if "节" in typed and "条" in typed:
            yield fault("N158", "条", part="章", inner="节")
        elif typed and "节" not in typed and "条" not in typed:
            yield fault("N159", part="章", inner="条（或节）")


Articles = list[Article]
Divisions = Annotated[list[Division], BeforeValidator(_no_sections)]
Chapters = Annotated[list[Chapter], BeforeValidator(_no_sections)]


class Part(Model):
    """A part (编): its chapters, or its articles."""

    heading: Line = Field(alias="标题", description="编的标题，不写 第一编")
    chapters: Chapters = Field(default=[], alias="章", description="编里的章")
    articles: Articles = Field(default=[], alias="条", description="编里的条")

    @classmethod
    def faults(cls, typed: Mapping[str, Any]) -> Iterator[Fault]:
        """A part without articles, and one in which some stand outside its chapters."""
        if "章" in typed and "条" in typed:
            yield fault("N158", "条", part="编", inner="章")
        elif typed and "章" not in typed and "条" not in typed:
            yield fault("N159", part="编", inner="章（或条）")


def body_faults(typed: Mapping[str, Any]) -> Iterator[Fault]:
    """More than one way of parting a text: its order would be the program's guess."""
    ways = []
    for key in PARTS:
        if key in typed:
            ways.append(key)
    if len(ways) > 1:
        yield fault("N156", ways[1], first=ways[0], found=ways[1])


def contents_faults(typed: Mapping[str, Any], plain: Collection[str]) -> Iterator[Fault]:
    """目录 before the text of a document whose first page must show the text (7.3.3): all but those of `plain` kinds."""
    if typed.get("目录") == "是" and str(typed.get("文种")) not in plain:
        yield fault("N161", "目录")


def level_faults(typed: Mapping[str, Any]) -> Iterator[Fault]:
    """序号连续 beside decimals, which name the level above and so cannot run on; either beside 章 and 条, which have
    numbers of their own."""
    body = typed.get("正文")
    for key, value in (("层次", Levels.DECIMAL), ("序号连续", "是")):
        if typed.get(key) == value and isinstance(body, Mapping) and set(ARTICLES) & body.keys():
            yield fault("N168", key, key=key)
    if typed.get("序号连续") == "是" and typed.get("层次") == Levels.DECIMAL:
        yield fault("N160", "序号连续")


# Beside the 正文 of a document, of a 印发件, of an appendix.
LEVELS: Any = Field(None, alias="层次", description="小数：标题编作 1、1.1、1.1.1；不写是 一、（一）1.（1）")
CONTENTS: Any = Field(False, alias="目录", description="前面加一页目录（是/否），页码自动填")
RUNNING: Any = Field(False, alias="序号连续", description="第二层序号（一）（二）跨部分连续编（是/否）")
