"""Writes a content file as a person would: keys in the model's order, long text as block text, short lists in one line.

What is written reads back exactly: text that YAML would take for something else is quoted.
"""

from __future__ import annotations

import datetime
import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from ygt_docs.notice.fields import Model
from ygt_docs.notice.shape import child, keys_of

Keys = tuple[str | int, ...]
Comments = Mapping[Keys, Sequence[str]]
"""Comment lines, without #, by the keys of the value above which they stand."""

_STEP = "  "
_LONGEST_FLOW = 60
_LONGEST_FLOW_ITEM = 16
_IN_ONE_LINE = frozenset({"时限"})
_A_LINE_EACH = frozenset({"标题", "评价标准", "事项", "正文", "导语", "结语", "条", "款", "项", "目"})
_AIRY_LISTS = frozenset({"组", "步骤", "章节", "编", "章"})
_AIRY_KEYS = frozenset({"印发件", "版记", "信息公开"})
_INDICATORS = frozenset("-?:,[]{}#&*!|>'\"%@`=<~. ：，［］｛｝＃—－")
# In a list or mapping in one line, only these stand beside letters and digits without quotes.
_FLOW_SAFE = frozenset(" 、（）·《》“”—-._/%…〔〕×")
_LIKE_A_NUMBER = re.compile(r"[-+.]?[0-9][0-9A-Za-z_.:+-]*")
_WORDS_OF_YAML = frozenset({"null", "true", "false", "yes", "no", "on", "off", "y", "n"})
_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t", "\r": "\\r"}


def write_tree(
    tree: Mapping[str, Any], model: type[Model] | None, header: str, comments: Comments | None = None
) -> str:
    """The file that holds `tree` (dicts, lists, str, int, dates) under the keys of `model`; `header` is its first line
    ('': it has none).

    A str with a line break in it is block text, a paragraph a line: spaces at the ends of its lines and blank lines
    mean nothing there and are not written. Keys that the model does not know come last, in their own order.
    """
    lines = [*([header] if header else []), *_mapping(_ordered(tree, model), (), "", _by_keys(comments or {}))]
    return "\n".join(lines) + "\n"


def list_item(tree: Mapping[str, Any], model: type[Model]) -> str:
    """`tree` as an item of a block list, to be shown or pasted."""
    return "\n".join(_item(_ordered(tree, model), (), _STEP, {})) + "\n"


def _by_keys(comments: Comments) -> dict[Keys, list[str]]:
    found: dict[Keys, list[str]] = {}
    for keys, lines in comments.items():
        found[keys] = list(lines)
    return found


def _ordered(value: Any, model: type[Model] | None) -> Any:
    """`value` with its keys in the order of `model`."""
    if isinstance(value, list):
        result = []
        for item in value:
            result.append(_ordered(item, model))
        return result
    if not isinstance(value, Mapping) or model is None:
        return value
    known = [key for key in keys_of(model) if key in value]
    others = [key for key in value if key not in known]
    found = {}
    for key in [*known, *others]:
        found[key] = _ordered(value[key], child(model, key))
    return found


def _mapping(tree: Mapping[str, Any], keys: Keys, indent: str, comments: dict[Keys, list[str]]) -> Iterator[str]:
    for number, (key, value) in enumerate(tree.items()):
        if not keys and number and key in _AIRY_KEYS:
            yield ""
        yield from _entry(key, value, (*keys, key), indent, comments)


def _entry(key: str, value: Any, keys: Keys, indent: str, comments: dict[Keys, list[str]]) -> Iterator[str]:
    inline = _inline(key, value, keys, comments)
    if inline is not None:
        yield from _notes(_all_below(keys, comments), indent)
        yield f"{indent}{key}: {inline}"
        return
    yield from _notes(comments.get(keys, []), indent)
    if isinstance(value, str):
        yield f"{indent}{key}: {_block_mark(value)}"
        for line in _block_lines(value):
            yield indent + _STEP + line
        return
    yield f"{indent}{key}:"
    if isinstance(value, Mapping):
        yield from _mapping(value, keys, indent + _STEP, comments)
        return
    for number, item in enumerate(value):
        if number and key in _AIRY_LISTS and isinstance(item, Mapping):
            yield ""
        yield from _item(item, (*keys, number), indent + _STEP, comments)


def _item(item: Any, keys: Keys, indent: str, comments: dict[Keys, list[str]]) -> Iterator[str]:
    """One item of a block list; the comments of a mapping's first key stand above its dash."""
    yield from _notes(comments.get(keys, []), indent)
    if isinstance(item, str) and "\n" in item:
        yield f"{indent}- {_block_mark(item)}"
        yield from (indent + _STEP + line for line in _block_lines(item))
        return
    if isinstance(item, list) and not all(_is_short(part) for part in item):
        inner = [line for number, part in enumerate(item) for line in _item(part, (*keys, number), indent + _STEP, {})]
        yield f"{indent}- {inner[0].lstrip()}"
        yield from inner[1:]
        return
    if not isinstance(item, Mapping) or not item:
        yield f"{indent}- {_flow(item)}"
        return
    lines = list(_mapping(item, keys, indent + _STEP, comments))
    first = next(index for index, line in enumerate(lines) if not line.lstrip().startswith("#"))
    yield from (line[len(_STEP) :] for line in lines[:first])
    yield f"{indent}- {lines[first].lstrip()}"
    yield from lines[first + 1 :]


def _is_short(part: Any) -> bool:
    """Whether a part of a list fits into a line in brackets with the others."""
    return not isinstance(part, Mapping | list) and "\n" not in str(part)


def _notes(comments: Sequence[str], indent: str) -> Iterator[str]:
    for comment in comments:
        yield f"{indent}# " + "".join(sign if _printable(sign) else " " for sign in comment)


def _all_below(keys: Keys, comments: dict[Keys, list[str]]) -> list[str]:
    return [line for at, lines in comments.items() if at[: len(keys)] == keys for line in lines]


def _inline(key: str, value: Any, keys: Keys, comments: dict[Keys, list[str]]) -> str | None:
    """`value` for the line of its key; None where it takes lines of its own."""
    if isinstance(value, str):
        return None if "\n" in value else scalar(value)
    if isinstance(value, Mapping):
        if key in _IN_ONE_LINE or not value:
            return _flow(value)
        return None
    if not isinstance(value, list) or not value:
        return _flow(value)
    if key in _A_LINE_EACH or any(isinstance(item, Mapping | list) for item in value):
        return None
    if any(len(str(item)) > _LONGEST_FLOW_ITEM or "\n" in str(item) for item in value):
        return None
    if any(len(at) > len(keys) and at[: len(keys)] == keys for at in comments) and len(value) > 3:
        return None
    text = _flow(value)
    return text if len(text) <= _LONGEST_FLOW else None


def _flow(value: Any, inside: bool = False) -> str:
    """`value` in one line; `inside` brackets already, more signs need quotes."""
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{key}: {_flow(item, True)}" for key, item in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(_flow(item, True) for item in value) + "]"
    return scalar(value, inside)


def scalar(value: str | int | datetime.date, flow: bool = False) -> str:
    """`value` in one line: plain where YAML reads it back as typed, else in double quotes."""
    if isinstance(value, datetime.date):
        return value.isoformat()
    if not isinstance(value, str):
        return str(value)
    if _is_plain(value, flow):
        return value
    return '"' + "".join(map(_escaped, value)) + '"'


def _is_plain(text: str, flow: bool) -> bool:
    if not text or text != text.strip() or text[0] in _INDICATORS or not all(map(_printable, text)):
        return False
    if text.lower() in _WORDS_OF_YAML or _LIKE_A_NUMBER.fullmatch(text):
        return False
    if ": " in text or " #" in text or text[-1] in ":：" or '"' in text:
        return False
    # 标题：… in plain text looks like a key with a full-width colon; the reader would rightly ask.
    if "：" in text[:12]:
        return False
    return not flow or all(sign.isalnum() or sign in _FLOW_SAFE for sign in text)


def _printable(sign: str) -> bool:
    """Whether `sign` may stand in a file as it is; a reader would refuse what nobody can see."""
    return unicodedata.category(sign) not in ("Cc", "Cf", "Cs", "Zl", "Zp")


def _escaped(sign: str) -> str:
    if sign in _ESCAPES:
        return _ESCAPES[sign]
    if _printable(sign):
        return sign
    code = ord(sign)
    if code < 0x100:
        return f"\\x{code:02X}"
    if code < 0x10000:
        return f"\\u{code:04X}"
    return f"\\U{code:08X}"


def _block_mark(text: str) -> str:
    return "|" if text.endswith("\n") else "|-"


def _block_lines(text: str) -> list[str]:
    lines: list[str] = []
    for line in text.split("\n"):
        if line.strip(" \t"):
            lines.append(line.strip(" \t"))
    return lines
