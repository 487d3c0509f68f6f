"""Field types shared by the models: lines of text, dates, yes/no, and the base of every model."""

from __future__ import annotations

import calendar
import datetime
import re
import typing
from collections.abc import Iterator, Mapping
from enum import StrEnum
from typing import Annotated, Any

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    ModelWrapValidatorHandler,
    ValidationError,
    ValidationInfo,
    model_validator,
)
from pydantic_core import InitErrorDetails, PydanticCustomError, core_schema

from ygt_docs.elements import dates
from ygt_docs.reading.text import Text

_INTEGER = re.compile(r"0|[1-9][0-9]{0,8}")
_YES_NO = {"是": True, "否": False}
_BUILT_IN = frozenset(typing.get_args(core_schema.ErrorType))
FILE_NAME = re.compile(r"\S+\.ya?ml", re.IGNORECASE)

Keys = tuple[str | int, ...]
Fault = tuple[str, Keys, dict[str, object]]


class Orientation(StrEnum):
    """How the pages of an appendix or of a table stand."""

    PORTRAIT = "竖"
    LANDSCAPE = "横"


def fault(code: str, *keys: str | int, **words: object) -> Fault:
    """A fault of the catalogue (or "missing") found in a mapping, at its `keys` (none: at the mapping itself)."""
    return code, keys, words


class Model(BaseModel):
    """A frozen record whose YAML keys are the standard's own Chinese terms; unknown keys are refused.

    `faults` holds what must be true of several keys together. It looks at the mapping as it was typed, so that these
    faults are found together with those of single values and not one round later. A model that plain text or a list may
    stand for says so in `from_text` and `from_list`.
    """

    paragraphs: typing.ClassVar[bool] = False  # whether plain text, a paragraph a line, may stand for the model

    model_config = ConfigDict(
        extra="forbid",
        frozen=True,
        populate_by_name=False,
        arbitrary_types_allowed=True,
        defer_build=True,  # whoever reads a whole document needs no reader of its own for each part of it
    )

    @classmethod
    def faults(cls, typed: Mapping[str, Any]) -> Iterator[Fault]:
        """What is wrong with the keys of `typed` taken together; values may be of any shape."""
        return iter(())

    def made_faults(self) -> Iterator[Fault]:
        """What is wrong with the values taken together, where each of them is right by itself."""
        return iter(())

    @classmethod
    def from_text(cls, text: Text, year: int | None) -> object:
        """What is validated when `text` stands where this model is wanted; `year` is the document's (None: unknown)."""
        return text

    @classmethod
    def from_list(cls, items: list[Any]) -> object:
        """What is validated when a list, which is not empty, stands where this model is wanted."""
        return items

    @model_validator(mode="wrap")
    @classmethod
    def _together(cls, value: Any, handler: ModelWrapValidatorHandler[Model], info: ValidationInfo) -> Model:
        if isinstance(value, str):
            text = value if isinstance(value, Text) else Text(value)
            value = cls.from_text(text, (info.context or {}).get("year"))
        elif isinstance(value, list) and value:
            value = cls.from_list(value)
        lenient = bool((info.context or {}).get("lenient"))
        faults = _all_faults(cls, value) if isinstance(value, Mapping) else ()
        found = [_details(item, value) for item in faults if not (lenient and _can_be_laid_out(item))]
        try:
            made = handler(value)
        except ValidationError as error:
            if not found:
                raise
            raise ValidationError.from_exception_data(cls.__name__, _joined(error, found)) from None
        found += [_details(item, value) for item in made.made_faults() if not (lenient and _can_be_laid_out(item))]
        if found:
            raise ValidationError.from_exception_data(cls.__name__, found)
        return made


def _can_be_laid_out(item: Fault) -> bool:
    """Whether a document with this fault still has pages: what is absent is not printed, nor what its kind does not."""
    code, keys, _ = item
    return code in ("N129", "N130") or (code == "missing" and keys == ("标题",))


def _all_faults(model: type[Model], typed: Mapping[str, Any]) -> Iterator[Fault]:
    if not typed:
        yield fault("N136")
    known = {field.alias for field in model.model_fields.values()}
    for key, value in typed.items():
        if isinstance(value, list) and not value and key in known:
            yield fault("N113", key, key=key)
    yield from model.faults(typed)


def _details(item: Fault, value: object) -> InitErrorDetails:
    code, keys, words = item
    return InitErrorDetails(type="missing" if code == "missing" else custom(code, **words), loc=keys, input=value)


def custom(code: str, **words: object) -> PydanticCustomError:
    """The problem `code` of the catalogue as an error that a validator may raise."""
    return PydanticCustomError("ygt_" + code, "see the catalogue", words)


def _joined(error: ValidationError, found: list[InitErrorDetails]) -> list[InitErrorDetails]:
    """All of them, each once: pydantic runs this validator twice on a model that holds itself."""
    told = set()
    for item in error.errors(include_url=False):
        told.add((item["type"], item["loc"]))
    return _line_errors(error) + [item for item in found if (_type(item), item.get("loc", ())) not in told]


def _type(item: InitErrorDetails) -> str:
    kind = item["type"]
    return kind if isinstance(kind, str) else kind.type


def _line_errors(error: ValidationError) -> list[InitErrorDetails]:
    result = []
    for item in error.errors(include_url=False):
        kind: Any = item["type"]
        context: Any = item.get("ctx", {})
        if kind not in _BUILT_IN:
            kind = PydanticCustomError(kind, "see the catalogue", context)
        result.append(InitErrorDetails(type=kind, loc=item["loc"], input=item["input"], ctx=context))
    return result


def made_date(year: int, month: int, day: int, found: str) -> datetime.date:
    """That day. Raises PydanticCustomError N115 for a day that no calendar has; `found` is what was typed."""
    if not 1 <= month <= 12 or year < 1:
        raise custom("N115", found=found, why="月份只有 1 到 12 月")
    last = calendar.monthrange(year, month)[1]
    if not 1 <= day <= last:
        why = f"{year}年{month}月的最后一天是 {last} 日"
        raise custom("N115", found=found, why=why)
    return datetime.date(year, month, day)


def _date(value: Any) -> datetime.date:
    if isinstance(value, datetime.date):
        return value
    _refuse_collection(value)
    parts = dates.typed_parts(str(value).strip())
    if parts is None:
        raise custom("N114", found=str(value))
    return made_date(*parts, str(value))


def _integer(value: Any) -> int:
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    _refuse_collection(value)
    if _INTEGER.fullmatch(str(value).strip()) is None:
        raise custom("N116", found=str(value))
    return int(str(value))


def _yes_no(value: Any) -> bool:
    if isinstance(value, bool):
        return value
    _refuse_collection(value)
    if str(value) not in _YES_NO:
        raise custom("N117", found=str(value))
    return _YES_NO[str(value)]


def _refuse_collection(value: Any) -> None:
    if isinstance(value, (list, dict)):
        raise PydanticCustomError("ygt_text", "text")


def _line(value: Any) -> Any:
    if isinstance(value, Text) and "\n" in value:
        lines = value.lines()
        if len(lines) != 1:
            raise custom("N118", count=len(lines))
        return lines[0]
    return value


def _lines(value: Any) -> Any:
    if isinstance(value, Text):
        return value.lines() if value.block else [value]
    return [value] if isinstance(value, str) else value


def one_or_several(value: Any) -> Any:
    """A list as it is; anything else as the only item of one. A field with this validator takes both forms."""
    if isinstance(value, list) or value is None:
        return value
    return [value]


Date = Annotated[datetime.date, BeforeValidator(_date)]
Integer = Annotated[int, BeforeValidator(_integer)]
YesNo = Annotated[bool, BeforeValidator(_yes_no)]
# One line of text; block text is taken when it holds one line.
Line = Annotated[Text, BeforeValidator(_line)]
# Several lines; one text counts as a list of one, block text as a list of its lines.
Lines = Annotated[list[Line], BeforeValidator(_lines)]


def dumped(value: Any, info: Any) -> Any:
    """The data of a text, a model or a list of them, as `model_dump` gives it."""
    if isinstance(value, list):
        found = []
        for item in value:
            found.append(dumped(item, info))
        return found
    if isinstance(value, Model):
        return value.model_dump(mode=info.mode, by_alias=info.by_alias, exclude_none=info.exclude_none)
    return str(value)
