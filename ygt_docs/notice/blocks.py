"""What a text is made of (正文的写法): block text, a paragraph a line, or a list of texts and of blocks.

A block is a mapping of one key that says what it is: {段: …}, {表: …}, {名单: …}. A new kind of block is one more field of
:class:`TextBlock`, and one more function in `compose/body.py`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Annotated, Any

from pydantic import Field, GetCoreSchemaHandler, ValidatorFunctionWrapHandler
from pydantic_core import PydanticCustomError, core_schema

from ygt_docs.elements.headings import typed_number
from ygt_docs.elements.numerals import long_number
from ygt_docs.notice.fields import FILE_NAME, Fault, Integer, Line, Model, YesNo, custom, dumped, fault
from ygt_docs.notice.forms import Form, NameList
from ygt_docs.notice.shape import keys_of
from ygt_docs.notice.tables import Table
from ygt_docs.problems import NOWHERE
from ygt_docs.reading.text import Text

_LONGEST_CODE = 800  # characters: what a code of 30 mm can still show to a telephone


class Picture(Model):
    """A picture from a file beside the YAML (图)."""

    file: Line = Field(alias="文件", description="图片的文件名，.png、.jpg 或 .svg，放在这件公文的文件夹里")
    caption: Line | None = Field(None, alias="题", description="图题，如 图1　位置示意，印在图的下方")
    width: Integer | None = Field(None, alias="宽", description="宽多少毫米；不写则按图片的大小，最宽到版心")
    alternative: Line | None = Field(None, alias="替代文字", description="给看不见图的人读的一句话；不写则用图题")
    whole_page: YesNo = Field(False, alias="整页", description="图单独占一页（是/否）")

    @classmethod
    def from_text(cls, text: Text, year: int | None) -> object:
        """The file alone."""
        return {"文件": text}

    @classmethod
    def faults(cls, typed: Mapping[str, Any]) -> Iterator[Fault]:
        """A picture without any width."""
        if typed.get("宽") == "0":
            yield fault("N116", "宽", found="0")


class Code(Model):
    """A two-dimensional code (二维码)."""

    content: Line = Field(alias="内容", description="扫码得到的网址或文字")
    caption: Line | None = Field(None, alias="题", description="印在码的下方，如 扫码填报")
    width: Integer = Field(30, alias="宽", description="宽多少毫米，不写为 30")

    @classmethod
    def from_text(cls, text: Text, year: int | None) -> object:
        """What the code says, alone."""
        return {"内容": text}

    @classmethod
    def faults(cls, typed: Mapping[str, Any]) -> Iterator[Fault]:
        """A code too small to be read, or with more in it than it can show."""
        content = typed.get("内容")
        if isinstance(content, str) and len(content) > _LONGEST_CODE:
            yield fault("N621", "内容", count=len(content), most=_LONGEST_CODE)
        width = typed.get("宽")
        if isinstance(width, str) and width.isdecimal() and int(width) < 15:
            yield fault("N622", "宽", found=width)


_WIDE_KEY = "段："
_INSIDE = re.compile(r"- *(表|表单|名单|图|二维码|段)[:：]")
_SHOWN = 12  # lines of a cure
_OF_SECTIONS = frozenset({"标题", "下级", "连排", "建设目标", "实施步骤"})
UNDER_SECTIONS = "分标题的部分写在“章节:”下面：在这个列表的前面加一行“章节:”，列表的各行再向右缩进两格"
BELOW_SECTIONS = "下一级标题写在“下级:”下面，与这一级的“正文:”对齐；全是下一级标题的，把“正文:”改成“下级:”"
_WITHOUT_DASH = "导语、章节、结语直接写在“正文:”下面，前面不加“- ”"
_OF_BODIES = frozenset({"导语", "章节", "结语"})


class TextBlock(Model):
    """An item of a list of texts that is no plain text: one of its keys."""

    paragraph: Text | None = Field(None, alias="段", description="一段文字，按正文排；以“一、”等序数开头的也不当作标题")
    table: Table | None = Field(None, alias="表", description="表格")
    picture: Picture | None = Field(None, alias="图", description="图片")
    code: Code | None = Field(None, alias="二维码", description="二维码")
    form: Form | None = Field(None, alias="表单", description="供填写的表，如 回执、推荐表")
    name_list: NameList | None = Field(None, alias="名单", description="姓名排成整齐的几列")

    @classmethod
    def faults(cls, typed: Mapping[str, Any]) -> Iterator[Fault]:
        """Two blocks in one item: which of them stands first nobody could say."""
        keys = []
        for key in typed:
            if key in keys_of(cls):
                keys.append(key)
        if len(keys) > 1:
            yield fault("N601", keys[1], found=keys[1], before=keys[0])


class _TextOrBlock:
    """An item: a text as it is, anything else as a block."""

    @staticmethod
    def __get_pydantic_core_schema__(source: Any, handler: GetCoreSchemaHandler) -> core_schema.CoreSchema:
        return core_schema.no_info_wrap_validator_function(
            _item,
            handler.generate_schema(TextBlock),
            serialization=core_schema.plain_serializer_function_ser_schema(dumped, info_arg=True),
        )


class _TextOrItems:
    """A whole text: in one piece, or a list of items."""

    @staticmethod
    def __get_pydantic_core_schema__(source: Any, handler: GetCoreSchemaHandler) -> core_schema.CoreSchema:
        return core_schema.no_info_wrap_validator_function(
            _items,
            handler.generate_schema(list[Item]),
            serialization=core_schema.plain_serializer_function_ser_schema(dumped, info_arg=True),
        )


Item = Annotated[Text | TextBlock, _TextOrBlock]
# In one piece (each line a paragraph), or a list whose items are texts (each line a paragraph) and blocks.
Blocks = Annotated[Text | list[Item], _TextOrItems]


def items_of(blocks: Text | list[Text | TextBlock] | None) -> list[Text | TextBlock]:
    """The texts and blocks of a text in order; none for None."""
    if isinstance(blocks, Text):
        return [blocks]
    return list(blocks or ())


def _item(value: Any, handler: ValidatorFunctionWrapHandler) -> Text | TextBlock:
    if isinstance(value, str):
        text = value if isinstance(value, Text) else Text(value)
        if FILE_NAME.fullmatch(text):
            raise custom("N127", found=text)
        _refuse_blocks_in(text)
        if text.startswith(_WIDE_KEY):
            raise custom("N145", found=text[:16], typed=text[len(_WIDE_KEY) :])
        return text
    if isinstance(value, Mapping):
        _refuse_other_keys([str(key) for key in value])
    made: TextBlock = handler(value)
    return made


def _refuse_blocks_in(text: Text) -> None:
    """Say of a line of block text that begins like a block that it would be printed as it is (N602)."""
    lines = text.split("\n")
    first = None
    for number, line in enumerate(lines):
        if _INSIDE.match(line):
            first = number
            break
    if first is None or not text.block:
        return
    mended = list(_as_items(lines))
    more = ["……"] if len(mended) > _SHOWN else []
    fix = "\n".join([*mended[:_SHOWN], *more])
    raise custom("N602", found=lines[first].strip(), at=text.place_in(first, 0), fix=fix)


def _as_items(lines: Sequence[str]) -> Iterator[str]:
    """The lines of a block text as the list that was meant: what is text behind a bar, blocks as they were typed."""
    inside = within = False
    for line in lines:
        if not line.strip():
            continue
        if _INSIDE.match(line):
            inside, within = True, False
            yield "  " + line.replace("：", ": ", 1)
        elif inside and line[0] in " -":
            yield "  " + line
        else:
            if not within:
                yield "  - |"
            inside, within = False, True
            yield "    " + line


def _refuse_other_keys(keys: list[str]) -> None:
    """Say of a mapping that is no block what it was meant to be (N143, N144)."""
    if set(keys) & keys_of(TextBlock).keys():
        return
    if _OF_SECTIONS & set(keys):
        raise custom("N143", found=next(key for key in keys if key in _OF_SECTIONS), how=UNDER_SECTIONS)
    if _OF_BODIES & set(keys):
        raise custom("N143", found=next(key for key in keys if key in _OF_BODIES), how=_WITHOUT_DASH)
    if len(keys) == 1:
        raise custom("N144", found=keys[0], typed=keys[0])


def _refuse_headings_in(items: Sequence[Any]) -> None:
    """Say once of a list whose items have lists of their own below a heading how headings are written (N142)."""
    lines: list[str] = []
    headings: list[str] = []
    for item in items:
        heading = _heading_of(item)
        if heading is None:
            lines.append(_shown(item))
        elif not isinstance(item[heading], list):
            lines.append(f"{heading}：{item[heading]}")
        else:
            headings.append(heading)
            lines.append(_numbered(heading, len(headings)))
            lines += map(_shown, item[heading])
    if headings:
        if len(lines) > _SHOWN:
            lines[_SHOWN:] = ["……"]
        place = getattr(headings[0], "place", NOWHERE)
        indent = " " * max((place.column or 0) - 1, 2)  # deeper than the key, wherever that stands
        fix = "".join(f"\n{indent}{line}" for line in lines)
        raise custom("N142", found=str(headings[0]), at=place, fix=fix)


def _numbered(heading: str, count: int) -> str:
    """`heading` with the number of the first level, unless it was typed with a number."""
    if typed_number(heading) is not None:
        return heading
    return f"{long_number(count)}、{heading}"


def _shown(item: object) -> str:
    """A text as it stands; what is none, as left out."""
    if isinstance(item, str):
        return str(item)
    return "……"


def _heading_of(item: object) -> str | None:
    """The one key of a list's item that is neither a block nor anything known elsewhere (None: it is no such item)."""
    if not isinstance(item, Mapping) or len(item) != 1:
        return None
    key = next(iter(item))
    known = keys_of(TextBlock).keys() | _OF_SECTIONS | _OF_BODIES
    if key in known:
        return None
    return key


def _items(value: Any, handler: ValidatorFunctionWrapHandler) -> Text | list[Text | TextBlock]:
    if isinstance(value, str):
        text = value if isinstance(value, Text) else Text(value)
        _refuse_blocks_in(text)
        return text
    if isinstance(value, Mapping):
        _refuse_other_keys([str(key) for key in value])
        raise PydanticCustomError("ygt_text", "text")
    _refuse_headings_in(value)
    sections = []
    for item in value:
        if isinstance(item, Mapping) and _OF_SECTIONS & item.keys():
            sections.append(item)
    if len(sections) > 1:  # one mistake, told once and not at each of them
        _refuse_other_keys([str(key) for key in sections[0]])
    made: list[Text | TextBlock] = handler(value)
    return made
