"""The house profile (templates/profile.yaml): points that GB/T 9704-2012 leaves open, its own wording as default.

A switch stands here only if something obeys it; compose, which everything printed goes through, receives the profile.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from pathlib import Path
from typing import Any

from ygt_docs.look import load_look
from ygt_docs.problems import Place, Problems, UserError
from ygt_docs.project import Project
from ygt_docs.reading import MarkedList, MarkedMap, Node, Text, Unread, place_of, read_tree
from ygt_docs.reading.text import quote
from ygt_docs.standard.lengths import Length
from ygt_docs.standard.line_grid import COMPENSATED_GRID, STANDARD_GRID, LineGrid

FILE = "profile.yaml"
_YES_NO = {"是": True, "否": False}


class SecrecyLine(StrEnum):
    """On which line the classification stands where there is no copy number (7.2.2)."""

    SECOND = "第二行"
    MOVES_UP = "上移"


class ImprintCharacter(StrEnum):
    """Which character the 一字 beside the text of the imprint is as wide as (7.4.2)."""

    SIZE_4 = "4号"
    SIZE_3 = "3号"


class RegistrationPlace(StrEnum):
    """Where the registration number of a normative document (统一登记号, practice) goes."""

    PROPERTIES_ONLY = "只进元数据"
    FIRST_LINE_RIGHT = "份号行右侧"


class LetterRuleCentre(StrEnum):
    """What the double rules of the letter format are centred on (10.1)."""

    TYPE_AREA = "版心"
    PAGE = "页面"


class AppendixMark(StrEnum):
    """How mark and number of one of several appendices are written (7.3.7: “附件”二字及附件顺序号)."""

    CLOSE = "附件1"
    SPACED = "附件 1"


@dataclass(frozen=True)
class Profile:
    """What was chosen. The defaults are the wording of the standard.

    `registration_patterns`: how a 统一登记号 may be written: A for a capital, 9 for a digit, the rest as it is.
    `compensated`: margins and pitch are those of 页边补偿, so that the ink of 22 lines fills the type area (5.2.1).
    `imprint_on_even_page`: the document is printed on both sides and its imprint stands on the last sheet's back.
    `sizes` and `pitches`: of the paragraph styles of notice.docx by name, chosen there and not in the file; empty: the
    standard's.
    """

    secrecy_line: SecrecyLine = SecrecyLine.SECOND
    imprint_character: ImprintCharacter = ImprintCharacter.SIZE_4
    imprint_on_even_page: bool = True
    registration_place: RegistrationPlace = RegistrationPlace.PROPERTIES_ONLY
    registration_patterns: tuple[str, ...] = ("AAPR-9999-99999", "AACR-9999-99999", "AADR-9999-99999")
    letter_rule_centre: LetterRuleCentre = LetterRuleCentre.TYPE_AREA
    appendix_mark: AppendixMark = AppendixMark.CLOSE
    compensated: bool = False
    sizes: Mapping[str, Length] = field(default_factory=dict)
    pitches: Mapping[str, Length] = field(default_factory=dict)

    def size_of(self, style: str, usual: Length) -> Length:
        """The size of the characters of the style `style`; `usual` where notice.docx says none."""
        return self.sizes.get(style, usual)

    @property
    def grid(self) -> LineGrid:
        """Margins and pitch of the lines."""
        if self.compensated:
            return COMPENSATED_GRID
        return STANDARD_GRID

    def is_registration_number(self, text: str) -> bool:
        """Whether `text` is written as one of the patterns."""
        return any(re.fullmatch(_expression(pattern), text) for pattern in self.registration_patterns)

    def is_registration_draft(self, text: str) -> bool:
        """Whether `text` is one of the patterns with × in the place of its last digits: the number is still to come."""
        start = text.removesuffix("×")
        if start == text:
            return False
        return any(re.fullmatch(_expression(re.sub("9+$", "", form)), start) for form in self.registration_patterns)

    def choices(self) -> dict[str, str]:
        """Every switch as templates/profile.yaml would write it, by its key; a report lists them."""
        found: dict[str, str] = {}
        for key, (name, _) in _READERS.items():
            found[key] = _written(getattr(self, name))
        return found


STANDARD = Profile()
"""The profile of a project that chose nothing."""


def load_profile(project: Project, problems: Problems) -> Profile:
    """The profile of `project`; notes go to `problems`.

    Raises UserError with every fault (B7xx, or Y codes for what is no YAML) and its line.
    """
    path = project.templates / FILE
    found = Problems()
    profile = read_profile(path, project.shown(path), found)
    if found.errors:
        raise UserError(found)
    problems.extend(found)
    return with_styles(profile, project)


def with_styles(profile: Profile, project: Project) -> Profile:
    """`profile` with what the styles of notice.docx say; without where that cannot be read."""
    look = load_look(project)
    return replace(profile, sizes=look.sizes(), pitches=look.pitches())


def read_profile(path: Path, shown_as: str, problems: Problems) -> Profile:
    """The profile that `path` says; what is absent, the whole file too, keeps the standard's wording."""
    tree = read_tree(path, shown_as, problems) if os.path.lexists(path) else None
    if tree is None:
        return STANDARD
    chosen: dict[str, Any] = {}
    for key, value in tree.items():
        if key not in _READERS:
            problems.add("B701", tree.key_place(key), found=quote(key), known="、".join(_READERS))
        elif not isinstance(value, Unread):
            name, read = _READERS[key]
            chosen[name] = read(key, value, tree, problems)
    return Profile(**{name: value for name, value in chosen.items() if value is not None})


_Reader = Callable[[str, Node, MarkedMap, Problems], Any]


def _one_of(choices: dict[str, Any]) -> _Reader:
    """A reader of one of `choices`; None and a problem for anything else."""

    def read(key: str, value: Node, tree: MarkedMap, problems: Problems) -> Any:
        if isinstance(value, Text) and value in choices:
            return choices[value]
        _refuse(key, value, tree, "、".join(choices), next(iter(choices)), problems)
        return None

    return read


def _patterns(key: str, value: Node, tree: MarkedMap, problems: Problems) -> tuple[str, ...] | None:
    """One pattern or a list of them, each with a digit in it, else it would match one document alone."""
    items = value if isinstance(value, MarkedList) else [value]
    if any(isinstance(item, Unread) for item in items):
        return None
    if items and all(isinstance(item, Text) and "9" in item for item in items):
        return tuple(str(item) for item in items)
    _refuse(key, value, tree, "一种或几种写法，如 AADR-9999-99999", "[AADR-9999-99999]", problems)
    return None


def _refuse(key: str, value: Node, tree: MarkedMap, allowed: str, example: str, problems: Problems) -> None:
    text = isinstance(value, Text)
    place: Place = place_of(value) if text else tree.key_place(key)
    problems.add("B702", place, key=key, found=quote(value) if text else "几项内容", allowed=allowed, example=example)


def _written(value: object) -> str:
    if isinstance(value, bool):
        return next(word for word, meaning in _YES_NO.items() if meaning is value)
    if isinstance(value, tuple):
        return "、".join(value)
    return str(value)


def _expression(pattern: str) -> str:
    return "".join({"A": "[A-Z]", "9": "[0-9]"}.get(character, re.escape(character)) for character in pattern)


def _of(kind: type[StrEnum]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for member in kind:
        found[str(member)] = member
    return found


_READERS: dict[str, tuple[str, _Reader]] = {
    "无份号时密级所在行": ("secrecy_line", _one_of(_of(SecrecyLine))),
    "版记空一字按几号字": ("imprint_character", _one_of(_of(ImprintCharacter))),
    "版记放在偶数页": ("imprint_on_even_page", _one_of(_YES_NO)),
    "统一登记号位置": ("registration_place", _one_of(_of(RegistrationPlace))),
    "统一登记号写法": ("registration_patterns", _patterns),
    "信函双线居中基准": ("letter_rule_centre", _one_of(_of(LetterRuleCentre))),
    "页边补偿": ("compensated", _one_of(dict(reversed(_YES_NO.items())))),
    "附件标识写法": ("appendix_mark", _one_of(_of(AppendixMark))),
}
