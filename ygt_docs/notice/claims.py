"""Numbers that only one document may bear (编号): the 发文字号 and the 统一登记号, as they were typed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TypeGuard

from ygt_docs.notice.collecting import NOTICE
from ygt_docs.problems import Place, Problem, Problems, problem
from ygt_docs.reading import MarkedMap, Text, Unread, read_tree

_PARTS = ("机关代字", "年份", "顺序号")


@dataclass(frozen=True)
class Claim:
    """A document claims the number `value` of the kind `key` at `place`."""

    key: str
    value: str
    place: Place


def claims_of(tree: MarkedMap | None) -> tuple[Claim, ...]:
    """The numbers that a notice.yaml claims, as far as they can be read; a draft without serial claims none."""
    return () if tree is None else tuple(_claims(tree))


def read_claims(folder: Path, shown_as: str) -> tuple[Claim, ...]:
    """The numbers that the document in `folder` claims; what is wrong with its file is told when it is built."""
    return claims_of(read_tree(folder / NOTICE, f"{shown_as}/{NOTICE}", Problems()))


def double_claims(claims: Mapping[str, tuple[Claim, ...]]) -> dict[str, list[Problem]]:
    """For each document of `claims` that bears a number of another one, an error (N192) at its own number."""
    found: dict[str, list[Problem]] = {}
    for name, own in claims.items():
        for claim in own:
            others = [
                f"{other}/{NOTICE}:{item.place.line}"
                for other, items in claims.items()
                if other != name
                for item in items
                if (item.key, item.value) == (claim.key, claim.value)
            ]
            if others:
                found.setdefault(name, []).append(
                    problem("N192", claim.place, key=claim.key, found=claim.value, others="、".join(others))
                )
    return found


def _claims(tree: MarkedMap) -> Iterator[Claim]:
    number, registered = tree.get("发文字号"), tree.get("统一登记号")
    if isinstance(number, MarkedMap):
        parts = [number.get(part) for part in _PARTS]
        code, year, serial = (part.strip() if _is_typed(part) else "" for part in parts)
        if code and year and serial:
            yield Claim("发文字号", f"{code}〔{year}〕{serial}号", number.key_place("顺序号"))
    if _is_typed(registered) and registered.strip():
        yield Claim("统一登记号", registered.strip(), registered.place)


def _is_typed(value: object) -> TypeGuard[Text]:
    return isinstance(value, Text) and not isinstance(value, Unread)
