"""What a paragraph or a run of a .docx really looks like (有效格式): direct, styles, defaults, theme, in that order."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ygt_docs.docfiles.archive import Archive
from ygt_docs.docfiles.faces import Piece, face_of
from ygt_docs.docfiles.wml import Element, StyleSheet, make, w
from ygt_docs.docfiles.word_package import Package, related

_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_NOBODY = "宋体"  # what Word takes where nothing names a face
_DOUBLED = "balanceSingleByteDoubleByteWidth"
_NUMBER = re.compile(r"\s*([+-]?\d+(?:\.\d+)?|[+-]?\.\d+)\s*(mm|cm|in|pt|pc|pi)?\s*")
_POINTS = {"mm": 72 / 25.4, "cm": 720 / 25.4, "in": 72.0, "pt": 1.0, "pc": 12.0, "pi": 12.0}
_MOST = 1e7  # no measure of a page: what is larger is damage, and would overflow further on
_OFF = ("0", "false", "off", "none")
_PARAGRAPH, _RUN = w("pPr"), w("rPr")


@dataclass(frozen=True)
class Indents:
    """Left edge, first line against it, right edge, in points; 字 units (…Chars) are counted with the size."""

    left: float
    first: float
    right: float


@dataclass(frozen=True)
class Spacing:
    """`height` of an exact line (None: the line grows with its text), `factor` of a line that grows, before, after."""

    height: float | None
    factor: float
    before: float
    after: float


@dataclass(frozen=True)
class LetterSpacing:
    """What is added to each character, in points: to a half-width one, and to a full-width one."""

    half: float
    full: float


NO_SPACING = LetterSpacing(0.0, 0.0)


class Effective:
    """Looks up properties by the parts of one file: its styles (None: it has none), its themes and its settings.

    Import, update and proof ask it alike, so all of them see the same indents and faces.
    """

    def __init__(
        self, styles: Element | None, themes: Iterable[Element] = (), settings: Iterable[Element] = ()
    ) -> None:
        self.styles = StyleSheet(make("styles") if styles is None else styles)
        self._theme = _theme_faces(themes)
        self._doubled = _counts_spacing_twice(settings)
        self._said: dict[tuple[str | None, str, str, str], tuple[Element, ...]] = {}

    @classmethod
    def of(cls, package: Package) -> Effective:
        """That of an opened package."""
        parts = []
        for kind in ("styles", "theme", "settings"):
            names = package.related(str(package.document), kind)
            parts.append([package.roots[name] for name in names if name in package.roots])
        styles, themes, settings = parts
        return cls(styles[0] if styles else None, themes, settings)

    @classmethod
    def in_archive(cls, archive: Archive, main: str) -> Effective:
        """That of a package whose main part is `main`. Raises UnsafeFileError for a damaged part."""
        parts = []
        for kind in ("styles", "theme", "settings"):
            parts.append([archive.xml(name) for name in related(archive, main, kind)])
        styles, themes, settings = parts
        return cls(styles[0] if styles else None, themes, settings)

    def of_paragraph(self, paragraph: Element, name: str) -> Iterator[Element]:
        """Every element `name` of the paragraph's properties, nearest first."""
        own = paragraph.find(_PARAGRAPH)
        yield from _inside(own, name)
        yield from self._of_style(_named(own, "pStyle"), "paragraph", _PARAGRAPH, name)
        yield from _inside(self.styles.defaults_paragraph, name)

    def value(self, paragraph: Element, name: str) -> str | None:
        """`w:val` of the nearest property `name` of a paragraph; None where nothing says it."""
        for item in self.of_paragraph(paragraph, name):
            return item.get(w("val"), "")
        return None

    def is_on(self, paragraph: Element, name: str) -> bool:
        """Whether the switch `name` of a paragraph is on."""
        return any(item.get(w("val"), "1") not in _OFF for item in list(self.of_paragraph(paragraph, name))[:1])

    def of_run(self, run: Element, paragraph: Element, name: str) -> Iterator[Element]:
        """Every element `name` of the run's properties, nearest first."""
        own = run.find(_RUN)
        yield from _inside(own, name)
        named = _named(own, "rStyle")
        if named is not None:
            yield from self._of_style(named, "character", _RUN, name)
        yield from self._of_style(_named(paragraph.find(_PARAGRAPH), "pStyle"), "paragraph", _RUN, name)
        yield from _inside(self.styles.defaults_run, name)

    def run_value(self, run: Element, paragraph: Element, name: str) -> str | None:
        """`w:val` of the nearest property `name` of a run; None where nothing says it."""
        for item in self.of_run(run, paragraph, name):
            return item.get(w("val"), "")
        return None

    def piece(self, text: str, run: Element, paragraph: Element) -> Piece:
        """The text of `run` with its effective face, size and colour."""
        family, latin = self._family(run, paragraph, "eastAsia"), self._family(run, paragraph, "ascii")
        nearest = None
        for item in self.of_run(run, paragraph, "rFonts"):
            if item.get(w("eastAsia")) or item.get(w("eastAsiaTheme")) or item.get(w("ascii")):
                nearest = item
                break
        only_latin = (
            nearest is not None and nearest.get(w("eastAsia")) is None and nearest.get(w("eastAsiaTheme")) is None
        )
        if only_latin and face_of(latin) and face_of(latin) != face_of(family):
            named = latin
        else:
            named = ""
        colour = self.run_value(run, paragraph, "color") or "auto"
        colour = "000000" if colour == "auto" else colour.upper()
        return Piece(text, family, self.size(run, paragraph), colour, latin, named, self._quotes(run, paragraph))

    def _quotes(self, run: Element, paragraph: Element) -> str:
        """The face of “ and ”: that of Chinese where the run hints at it, else the one for other letters (hAnsi)."""
        hint = ""
        for item in self.of_run(run, paragraph, "rFonts"):
            if item.get(w("hint")):
                hint = item.get(w("hint"))
                break
        return self._family(run, paragraph, "eastAsia" if hint == "eastAsia" else "hAnsi")

    def named_family(self, run: Element, paragraph: Element, script: str) -> str | None:
        """The family that is named for `script` (ascii, hAnsi, eastAsia); None where nothing or a theme names it."""
        fonts = self.of_run(run, paragraph, "rFonts")
        for item in fonts:
            if item.get(w(script)):
                return item.get(w(script))
        return None

    def size(self, run: Element, paragraph: Element) -> float:
        """The size of a run in points."""
        size = points(self.run_value(run, paragraph, "sz"), 2, 20)
        return size if size > 0 else 10.0

    def run_is_on(self, run: Element, paragraph: Element, name: str) -> bool:
        """Whether the switch `name` of a run is on."""
        nearest = next(self.of_run(run, paragraph, name), None)
        return nearest is not None and nearest.get(w("val"), "1") not in _OFF

    def letter_spacing(self, run: Element, paragraph: Element) -> LetterSpacing:
        """What is added to each character of a run."""
        spacing = points(self.run_value(run, paragraph, "spacing"), 20, 0)
        return LetterSpacing(spacing, spacing * 2 if self._doubled else spacing)

    def indents(self, paragraph: Element, size: float) -> Indents:
        """The indents of a paragraph whose characters have `size` points."""
        left = self._indent(paragraph, size, "left", "start")
        right = self._indent(paragraph, size, "right", "end")
        first, hanging = self._indent(paragraph, size, "firstLine"), self._indent(paragraph, size, "hanging")
        return Indents(left, first if first else -hanging, right)

    def spacing(self, paragraph: Element) -> Spacing:
        """Line height and space around a paragraph, in points."""
        found = list(self.of_paragraph(paragraph, "spacing"))
        rule, line = _attribute(found, "lineRule") or "auto", points(_attribute(found, "line"), 20, 240)
        before, after = (points(_attribute(found, name), 20, 0) for name in ("before", "after"))
        if rule in ("exact", "atLeast"):
            return Spacing(line, 1.0, before, after)
        return Spacing(None, line / 12, before, after)

    def is_exact(self, paragraph: Element) -> bool:
        """Whether the lines of a paragraph keep their height, whatever stands in them."""
        return _attribute(list(self.of_paragraph(paragraph, "spacing")), "lineRule") == "exact"

    def _indent(self, paragraph: Element, size: float, *names: str) -> float:
        for item in self.of_paragraph(paragraph, "ind"):
            for name in names:
                counted, measured = item.get(w(name + "Chars")), item.get(w(name))
                if counted not in (None, "0"):
                    return plain_number(counted, 0) / 100 * size
                if measured is not None:
                    return points(measured, 20, 0)
            if names[0] == "hanging" and item.get(w("firstLine")) is not None:
                return 0.0
            if names[0] == "firstLine" and item.get(w("hanging")) is not None:
                return 0.0
        return 0.0

    def _family(self, run: Element, paragraph: Element, script: str) -> str:
        for fonts in self.of_run(run, paragraph, "rFonts"):
            theme = fonts.get(w(script + "Theme"))
            if theme is not None:
                return self._theme.get(theme, _NOBODY)
            if fonts.get(w(script)):
                return str(fonts.get(w(script)))
        if script == "eastAsia":
            return _NOBODY
        return "Times New Roman"

    def _of_style(self, named: str | None, kind: str, holder: str, name: str) -> tuple[Element, ...]:
        """What the style `named` of `kind` and all it is based on say of `name` in their `holder`, nearest first.

        Kept: a file has a few dozen styles, and each of its runs asks for a dozen properties.
        """
        key = (named, kind, holder, name)
        if key not in self._said:
            found: list[Element] = []
            for style in self.styles.chain(named, kind):
                found += _inside(style.find(holder), name)
            self._said[key] = tuple(found)
        return self._said[key]


def _counts_spacing_twice(settings: Iterable[Element]) -> bool:
    """Whether Word adds letter spacing twice to full-width characters (balanceSingleByteDoubleByteWidth)."""
    switches = [node for root in settings for node in root.iter(w(_DOUBLED))]
    return any(node.get(w("val"), "1") not in _OFF for node in switches)


def _named(properties: Element | None, name: str) -> str | None:
    found = None if properties is None else properties.find(w(name))
    return None if found is None else found.get(w("val"))


def _inside(properties: Element | None, name: str) -> tuple[Element, ...]:
    """The property `name` where `properties` hold it, as a tuple of one."""
    item = None if properties is None else properties.find(w(name))
    return () if item is None else (item,)


def _attribute(items: list[Element], name: str) -> str | None:
    for item in items:
        if item.get(w(name)) is not None:
            return item.get(w(name))
    return None


def _theme_faces(themes: Iterable[Element]) -> dict[str, str]:
    """The families that the names of a theme (minorEastAsia …) stand for."""
    faces: dict[str, str] = {}
    for root in themes:
        for part in ("major", "minor"):
            fonts = next(root.iter(f"{_A}{part}Font"), None)
            if fonts is None:
                continue
            latin, eastern = fonts.find(f"{_A}latin"), fonts.find(f"{_A}ea")
            chinese = None
            for item in fonts.findall(f"{_A}font"):
                if item.get("script") == "Hans":
                    chinese = item.get("typeface")
                    break
            faces[f"{part}EastAsia"] = (eastern.get("typeface") if eastern is not None else "") or chinese or _NOBODY
            for script in ("Ascii", "HAnsi"):
                faces[f"{part}{script}"] = (latin.get("typeface") if latin is not None else "") or "Calibri"
    return faces


def plain_number(value: str | None, usual: float) -> float:
    """The plain number `value`; `usual` where it is missing or none, as a program does that opens the file anyway."""
    found = _NUMBER.fullmatch(value or "")
    if found is None or found[2]:
        return usual
    plain = float(found[1])
    if math.isfinite(plain) and abs(plain) < _MOST:
        return plain
    return usual


def points(value: str | None, parts: int, usual: float) -> float:
    """`value` in points: a count of 1/`parts` of a point, or a measure with a unit (ST_UniversalMeasure, "21cm").

    `usual`, a count too, where it is missing or no measure.
    """
    found = _NUMBER.fullmatch(value or "")
    if found is not None and found[2]:
        measure = float(found[1]) * _POINTS[found[2]]
        if abs(measure) < _MOST:
            return measure
        return usual / parts
    return plain_number(value, usual) / parts
