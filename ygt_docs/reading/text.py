"""Text that knows where it was typed, so that every later stage can name file, line and column; and how it is shown."""

from __future__ import annotations

import unicodedata
from typing import Any, Self

from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import PydanticCustomError, core_schema

from ygt_docs.problems import NOWHERE, Place

_SHOWN = 30


def quote(text: str) -> str:
    """`text` in 「」, on one line, cut to a readable length, with invisible characters written as U+XXXX."""
    short = text if len(text) <= _SHOWN else text[:_SHOWN] + "…"
    return "「" + "".join(map(_visible, short)) + "」"


def _visible(character: str) -> str:
    if character == "\n":
        return "⏎"
    if unicodedata.category(character) in ("Cc", "Cf", "Cs", "Cn", "Zl", "Zp"):
        return code_point(character)
    return character


def code_point(character: str) -> str:
    """The code point of one character, such as U+200B."""
    return f"U+{ord(character):04X}"


class Text(str):
    """A str with the :class:`Place` of its first character (NOWHERE: made by code).

    `block` says that it was typed as block text (`|`): its lines begin on the line after the place, in column
    `indent` + 1.
    """

    place: Place
    block: bool
    indent: int

    def __new__(cls, value: str, place: Place = NOWHERE, *, block: bool = False, indent: int = 0) -> Self:
        self = super().__new__(cls, value)
        self.place = place
        self.block = block
        self.indent = indent
        return self

    def lines(self) -> list[Text]:
        """The lines that are not empty, each stripped and with its own place: in block text a line is a paragraph."""
        result = []
        for offset, raw in enumerate(self.split("\n")):
            line = raw.strip(" \t")
            if line:
                result.append(Text(line, self.place_in(offset, len(raw) - len(raw.lstrip(" \t")))))
        return result

    def place_in(self, line: int, column: int) -> Place:
        place = self.place
        if place.line is None:
            return place
        if self.block:
            return Place(place.file, place.line + 1 + line, self.indent + 1 + column)
        if line == 0:
            return place
        return Place(place.file, place.line + line, None)

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> core_schema.CoreSchema:
        return core_schema.no_info_plain_validator_function(
            cls._validate, serialization=core_schema.plain_serializer_function_ser_schema(str)
        )

    @classmethod
    def __get_pydantic_json_schema__(
        cls, schema: core_schema.CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        return {"type": ["string", "number", "boolean"]}

    @classmethod
    def _validate(cls, value: object) -> Text:
        if isinstance(value, Text):
            return value
        if isinstance(value, str):
            return cls(value)
        raise PydanticCustomError("ygt_text", "text")


def place_of(value: object) -> Place:
    """The place of `value` if it has one, else NOWHERE."""
    return getattr(value, "place", NOWHERE)
