"""What each named style says (样式的样子): docDefaults, basedOn and theme resolved, in typed lengths.

The styles of templates/word/notice.docx are the one place where face, size, weight, colour, alignment, indents,
spacing and pitch of a role are said: the Word file takes them as they are, the PDF's style sheet is made from them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from ygt_docs.docfiles.archive import Archive, UnsafeFileError
from ygt_docs.docfiles.wml import attribute, child, children, is_on, local, value
from ygt_docs.problems import Place, Problem, UserError, problem
from ygt_docs.project import Project
from ygt_docs.standard.lengths import ZERO, Length, Pt, Twips
from ygt_docs.walking import reason

SOURCE = "notice.docx"
_STYLES, _THEME = "word/styles.xml", "word/theme/theme1.xml"
_SCRIPTS = ("ascii", "hAnsi", "eastAsia", "cs")
_BLACK = "000000"
_SIZE_OF_WORD = 20  # half points: what Word takes where nothing says a size
_CHARS = 100  # w:firstLineChars and the like count hundredths of a character
# What a style may say that the PDF's style sheet does not know, in the words of Word's dialogues.
_STRANGE_RUN = {
    "i": "倾斜",
    "u": "下划线",
    "strike": "删除线",
    "dstrike": "双删除线",
    "caps": "全部大写",
    "smallCaps": "小型大写",
    "outline": "空心",
    "shadow": "阴影",
    "emboss": "阳文",
    "imprint": "阴文",
    "vanish": "隐藏文字",
    "w": "字符缩放",
    "position": "字符位置升降",
    "highlight": "突出显示",
    "effect": "文字效果",
    "bdr": "字符边框",
    "shd": "字符底纹",
    "em": "着重号",
    "vertAlign": "上下标",
    "fitText": "调整宽度",
}
_STRANGE_PARAGRAPH = {"pBdr": "段落边框", "shd": "段落底纹", "numPr": "自动编号", "framePr": "图文框"}
_NOTHING = ("", "none", "nil", "clear", "baseline", "0", "false", "off")
_JUSTIFICATION = {"": "左", "start": "左", "left": "左", "center": "中", "right": "右", "end": "右", "both": "两端"}


@dataclass(frozen=True)
class StyleLook:
    """What one style says. Lengths are zero where it says nothing; `strange`: what the PDF cannot take over.

    `family`: as Word names it; `colour`: six hexadecimal digits; `alignment`: 左, 中, 右, 两端 or 分散; `first`: of the
    first line, negative where it hangs; `pitch`: from line to line (None: not a fixed one). A character style says only
    what it changes: `family` and `colour` are '' and `size` zero where that is as in the paragraph.
    """

    name: str
    family: str
    size: Length
    bold: bool
    colour: str
    spacing: Length
    alignment: str
    first: Length
    left: Length
    right: Length
    before: Length
    after: Length
    pitch: Length | None
    strange: tuple[str, ...]

    def lines(self) -> Iterator[str]:
        """What it says, a property a line, for people."""
        if self.family:
            yield f"字体 {self.family}"
        if self.size != ZERO:
            yield f"字号 {self.size.pt:g} 磅"
        if self.colour:
            yield f"颜色 {self.colour}"
        yield f"字形 {'加粗' if self.bold else '常规'}"
        yield from self._of_paragraph() if self.size != ZERO else ()
        for item in self.strange:
            yield f"另有 {item}"

    def _of_paragraph(self) -> Iterator[str]:
        yield f"字间距 {self.spacing.pt:g} 磅"
        yield f"对齐 {self.alignment}"
        yield f"缩进 左 {self.left.pt:g} 磅，右 {self.right.pt:g} 磅，首行 {self.first.pt:g} 磅"
        yield f"段前 {self.before.pt:g} 磅，段后 {self.after.pt:g} 磅"
        yield f"行距 {'不固定' if self.pitch is None else f'固定值 {self.pitch.pt:g} 磅'}"


@dataclass(frozen=True)
class Look:
    """The looks of all paragraph styles and of all character styles, by name.

    `faults`: why there are none; whoever asks for one is told, so that a fault of the template stays one of a document.
    """

    paragraphs: dict[str, StyleLook]
    runs: dict[str, StyleLook]
    faults: tuple[Problem, ...] = ()

    def paragraph(self, name: str) -> StyleLook:
        """The paragraph style `name`. Raises UserError (W101, W118, W119: the PDF cannot follow it)."""
        return self._usable(self.paragraphs.get(name), name)

    def run(self, name: str) -> StyleLook:
        """The character style `name`. Raises UserError (W101, W118, W119)."""
        return self._usable(self.runs.get(name), name)

    def sizes(self) -> dict[str, Length]:
        """The size of each paragraph style by its name; empty where there are none."""
        return {name: look.size for name, look in self.paragraphs.items()}

    def pitches(self) -> dict[str, Length]:
        """From line to line of each paragraph style that says it, by its name."""
        return {name: look.pitch for name, look in self.paragraphs.items() if look.pitch is not None}

    def _usable(self, found: StyleLook | None, name: str) -> StyleLook:
        place = Place(f"templates/word/{SOURCE}")
        if self.faults:
            raise UserError(self.faults)
        if found is None:
            raise UserError([problem("W118", place, found=name)])
        if found.strange:
            raise UserError([problem("W119", place, found=name, what="、".join(found.strange))])
        return found

    def text(self) -> str:
        """All of them, a property a line: the golden of the look."""
        lines: list[str] = []
        for kind, looks in (("段落样式", self.paragraphs), ("字符样式", self.runs)):
            for name in sorted(looks):
                for line in looks[name].lines():
                    lines.append(f"{kind} {name}：{line}")
        return "\n".join(lines) + "\n"


def load_look(project: Project) -> Look:
    """The look of templates/word/notice.docx; one with W101 among its faults where that cannot be read."""
    path = project.templates / "word" / SOURCE
    try:
        return _read(path.read_bytes())
    except OSError as error:
        why = reason(error)
    except UnsafeFileError as error:
        why = error.why
    return Look({}, {}, (problem("W101", Place(project.shown(path)), why=why),))


@lru_cache(maxsize=4)
def _read(data: bytes) -> Look:
    archive = Archive(data)
    return read_look(archive.xml(_STYLES), archive.xml(_THEME) if _THEME in archive else None)


def read_look(styles: Any, theme: Any = None) -> Look:
    """What the styles under `styles` (the root of word/styles.xml) say; `theme`: the root of the theme, None: none."""
    sheet = _Sheet(styles, theme)
    return Look(sheet.looks("paragraph"), sheet.looks("character"))


class _Sheet:
    """The styles of a template, with what they inherit."""

    def __init__(self, root: Any, theme: Any) -> None:
        self._defaults = child(root, "docDefaults")
        self._theme = theme
        self._styles = {attribute(style, "styleId"): style for style in children(root, "style")}

    def looks(self, kind: str) -> dict[str, StyleLook]:
        found = {}
        for style in self._styles.values():
            if attribute(style, "type") == kind:
                look = self._look(style, kind)
                found[look.name] = look
        return found

    def _look(self, style: Any, kind: str) -> StyleLook:
        whole = kind == "paragraph"
        run = list(self._sources(style, "rPr", "rPrDefault" if whole else ""))
        paragraph = list(self._sources(style, "pPr", "pPrDefault")) if whole else []
        family, several = self._family(run)
        size = Pt(int(_first(run, "sz", "val") or (_SIZE_OF_WORD if whole else 0)) / 2)
        spacing = Twips(int(_first(run, "spacing", "val") or 0))
        pitch = _pitch(paragraph)
        strange = [*_strange(run, _STRANGE_RUN), *_strange(paragraph, _STRANGE_PARAGRAPH)]
        if several:
            strange.append("中文与西文的字体不同")
        if whole and pitch is None:
            strange.append("行距不是固定值")
        hanging = _indent(paragraph, "hanging", size + spacing)
        return StyleLook(
            name=value(child(style, "name")),
            family=family,
            size=size,
            bold=_switch(run, "b"),
            colour=_colour(run, _BLACK if whole else ""),
            spacing=spacing,
            alignment=_JUSTIFICATION.get(_first(paragraph, "jc", "val"), "分散"),
            first=-hanging if hanging != ZERO else _indent(paragraph, "firstLine", size + spacing),
            left=_indent(paragraph, "left", size + spacing),
            right=_indent(paragraph, "right", size + spacing),
            before=Twips(int(_first(paragraph, "spacing", "before") or 0)),
            after=Twips(int(_first(paragraph, "spacing", "after") or 0)),
            pitch=pitch,
            strange=tuple(strange),
        )

    def _sources(self, style: Any, name: str, default: str) -> Iterator[Any]:
        """The property elements that count for `style`, nearest first; last the document's `default` ('': none)."""
        seen: set[str] = set()
        while style is not None and attribute(style, "styleId") not in seen:
            seen.add(attribute(style, "styleId"))
            own = child(style, name)
            if own is not None:
                yield own
            style = self._styles.get(value(child(style, "basedOn")))
        default_of = child(child(self._defaults, default), name)
        if default_of is not None:
            yield default_of

    def _family(self, run: list[Any]) -> tuple[str, bool]:
        """The family of Chinese text, and whether Latin text would stand in another one."""
        found: dict[str, str] = {}
        for source in run:
            fonts = child(source, "rFonts")
            for script in _SCRIPTS:
                own = self._of_theme(attribute(fonts, f"{script}Theme")) or attribute(fonts, script)
                if own and script not in found:
                    found[script] = own
        family = found.get("eastAsia", "")
        return family, any(found.get(script, family) != family for script in ("ascii", "hAnsi"))

    def _of_theme(self, name: str) -> str:
        """The family that a theme's name (minorEastAsia) stands for; '' for none."""
        if not name or self._theme is None:
            return ""
        which = "majorFont" if name.startswith("major") else "minorFont"
        fonts = next((item for item in self._theme.iter() if local(item) == which), None)
        if not name.endswith("EastAsia"):
            return attribute(child(fonts, "latin"), "typeface")
        for item in children(fonts, "font"):
            if attribute(item, "script") == "Hans":
                return attribute(item, "typeface")
        return attribute(child(fonts, "ea"), "typeface")


def _first(sources: list[Any], element: str, name: str) -> str:
    """The attribute `name` of the first property `element` that has it; '' for none."""
    for source in sources:
        found = attribute(child(source, element), name)
        if found:
            return found
    return ""


def _switch(sources: list[Any], name: str) -> bool:
    for source in sources:
        found = child(source, name)
        if found is not None:
            return is_on(found)
    return False


def _colour(run: list[Any], unsaid: str) -> str:
    """Word keeps the colour itself beside the name of a theme's colour."""
    found = _first(run, "color", "val")
    if found in ("", "auto"):
        return unsaid
    return found.upper()


def _pitch(paragraph: list[Any]) -> Length | None:
    for source in paragraph:
        spacing = child(source, "spacing")
        if attribute(spacing, "line"):
            exact = attribute(spacing, "lineRule") == "exact"
            if exact:
                return Twips(int(attribute(spacing, "line")))
            return None
    return None


def _indent(paragraph: list[Any], name: str, character: Length) -> Length:
    """An indent; one in characters (firstLineChars) goes before one in twips, as in Word."""
    names = (name, {"left": "start", "right": "end"}.get(name, name))
    for source in paragraph:
        indents = child(source, "ind")
        for own in names:
            if attribute(indents, f"{own}Chars"):
                return character * (int(attribute(indents, f"{own}Chars")) / _CHARS)
        for own in names:
            if attribute(indents, own):
                return Twips(int(attribute(indents, own)))
    return ZERO


def _strange(sources: list[Any], words: dict[str, str]) -> Iterator[str]:
    """What the nearest source says of each property that the PDF does not know, where it switches it on."""
    for name, word in words.items():
        found = None
        for source in sources:
            if child(source, name) is not None:
                found = child(source, name)
                break
        if found is not None and not _says_nothing(found, name):
            yield word


def _says_nothing(element: Any, name: str) -> bool:
    if name == "shd":
        return attribute(element, "fill") in ("", "auto")
    if name == "w":
        return value(element) in ("", "100")
    if name in ("pBdr", "bdr"):
        sides = [element] if name == "bdr" else list(element)
        return all(value(side) in _NOTHING for side in sides)
    if name in ("numPr", "framePr"):
        return False
    return value(element) in _NOTHING and bool(element.attrib)
