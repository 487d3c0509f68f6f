"""LibreOffice as a second pair of eyes (对照排版): .docx → .pdf in the project's own faces.

It is evidence, not the judge: the Word file is written for Word. Where LibreOffice departs from what OOXML and Word
say, the copy that is measured is corrected on its way through .fodt, and the .docx itself stays as it is:

- it adds space between Chinese characters and digits (`style:text-autospace`), which Word is told not to do;
- it reads `overflowPunct` the wrong way round (`style:punctuation-wrap`): Word is told to hang no sign in the margin;
- it does not read the lists of signs that may not begin or end a line (`noLineBreaksBefore`, `noLineBreaksAfter`):
  they are read from the .docx and put into the copy;
- between Latin letters or digits and Chinese signs it follows UAX #14 (no line ends in `，2026` or `2026（`), where Word
  goes by its lists alone, and its own lists are forgotten behind them (a line begins with the dash of `2026—`):
  characters without width allow and forbid what Word allows and forbids;
- on the way through .fodt it prints the text box with the number of a turned page twice, once somewhere else: the boxes
  in footers are left out (`convert` alone, without this way round, prints them once and where they belong).
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import zipfile
from collections.abc import Callable
from pathlib import Path
from xml.sax.saxutils import escape

from lxml import etree

from ygt_docs.files import write_atomically
from ygt_docs.fonts import ROLES, Fonts
from ygt_docs.fonts.face import open_font
from ygt_docs.word.wml import strict_parser, w

_CONFIG = """<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
{folders}
{aliases}
<cachedir>{cache}</cachedir>
</fontconfig>
"""
_ALIAS = '<match target="pattern"><test name="family"><string>{name}</string></test>' \
         '<edit name="family" mode="assign" binding="strong"><string>{face}</string></edit></match>'
_MEASURED = {"style:text-autospace": "none", "style:punctuation-wrap": "simple"}
_FOOTER = re.compile(r"<style:footer(?:-left|-first)?[ >].*?</style:footer(?:-left|-first)?>", re.DOTALL)
_BOX = re.compile(r"<draw:(custom-shape|frame) .*?</draw:\1>", re.DOTALL)
_SETTINGS = '<config:config-item-set config:name="ooo:configuration-settings">'
_ITEM = '<config:config-item config:name="{name}" config:type="string">{value}</config:config-item>'
_LISTS = ('<config:config-item-map-indexed config:name="ForbiddenCharacters"><config:config-item-map-entry>'
          + "".join(_ITEM.format(name=name, value=value) for name, value in (
              ("Language", "zh"), ("Country", "CN"), ("Variant", ""), ("BeginLine", "{first}"), ("EndLine", "{last}")))
          + "</config:config-item-map-entry></config:config-item-map-indexed>")
_TEXT = re.compile(r"(?<=>)[^<>]+(?=<)")
ZERO_WIDTH = "\u200b\u2060"  # allows and forbids a line end
_SECONDS = 180


class NoOffice(Exception):
    """There is no LibreOffice on this machine, or it made nothing of the file; the text says which."""


class Office:
    """A LibreOffice with a profile and fonts of its own in `folder`. Raises NoOffice where soffice is missing."""

    def __init__(self, folder: Path, fonts: Fonts, which: Callable[[str], str | None] = shutil.which) -> None:
        self.folder = folder
        program = which("soffice")
        if program is None:
            raise NoOffice("没有安装 LibreOffice（soffice）")
        self.program = program
        self._config = folder / "fonts.conf"
        folders = sorted({str(face.path.parent) for face in fonts.all_faces()})
        aliases = [_ALIAS.format(name=fonts.word_family(role), face=_family(fonts, role)) for role in ROLES]
        text = _CONFIG.format(folders="\n".join(f"<dir>{name}</dir>" for name in folders),
                              aliases="\n".join(aliases), cache=folder / "fc")
        write_atomically(self._config, text.encode())

    def pdf(self, docx: Path) -> Path:
        """`docx`, corrected as the head of this module says, printed to .pdf in the folder of this office.

        Raises NoOffice if nothing came out.
        """
        flat = self.convert(docx, "fodt")
        corrected = _corrected(flat.read_text(encoding="utf-8"), *_line_ends(docx))
        write_atomically(flat, corrected.encode())
        return self.convert(flat, "pdf")

    def convert(self, path: Path, kind: str) -> Path:
        """`path` converted to `kind` in the folder of this office, as it is. Raises as `pdf` does."""
        made = self.folder / f"{path.stem}.{kind}"
        made.unlink(missing_ok=True)  # what an earlier run left is no result of this one
        environment = {**os.environ, "FONTCONFIG_FILE": str(self._config), "SAL_USE_VCLPLUGIN": "svp"}
        command = [self.program, f"-env:UserInstallation={(self.folder / 'profile').resolve().as_uri()}", "--headless",
                   "--convert-to", kind, "--outdir", str(self.folder), str(path)]
        try:
            done = subprocess.run(command, env=environment, check=False, capture_output=True, timeout=_SECONDS)
        except subprocess.TimeoutExpired as error:
            raise NoOffice(f"LibreOffice 在 {_SECONDS} 秒内没有排完") from error
        if not made.exists():
            said = done.stderr.decode("utf-8", "replace").strip().splitlines()
            raise NoOffice(f"LibreOffice 没有排出 {made.name}（{said[-1] if said else '没有说明原因'}）")
        return made


def _line_ends(docx: Path) -> tuple[str, str]:
    """The signs that may not begin and that may not end a line, as the .docx states them ('' where it does not)."""
    with zipfile.ZipFile(docx) as archive:
        settings = etree.fromstring(archive.read("word/settings.xml"), strict_parser())
    found = (settings.find(w(name)) for name in ("noLineBreaksBefore", "noLineBreaksAfter"))
    first, last = ("" if item is None else item.get(w("val"), "") for item in found)
    return first, last


def _corrected(flat: str, not_first: str, not_last: str) -> str:
    """The .fodt `flat` with what LibreOffice misreads put right."""
    for name, value in _MEASURED.items():
        flat = re.sub(f'{name}="[^"]*"', f'{name}="{value}"', flat)
    flat = _FOOTER.sub(lambda footer: _BOX.sub("", footer.group()), flat)
    lists = _LISTS.format(first=escape(not_first), last=escape(not_last)) if not_first or not_last else ""
    flat = flat.replace(_SETTINGS, _SETTINGS + lists, 1)
    return _TEXT.sub(lambda text: _hinted(text.group(), not_first, not_last), flat) if lists else flat


def _hinted(text: str, not_first: str, not_last: str) -> str:
    """`text` with what Word's lists say of the border between Latin letters or digits and Chinese signs."""
    closing = _signs(set(not_first) - set(not_last))
    opening = _signs(set(not_last) - set(not_first))
    text = re.sub(f"(?<={closing})(?=[0-9A-Za-z@&=+/-])|(?<=[0-9A-Za-z])(?={opening})", ZERO_WIDTH[0], text)
    return re.sub(f"(?<=[0-9A-Za-z])(?={_signs(set(not_first))})", ZERO_WIDTH[1], text)


def _signs(signs: set[str]) -> str:
    """A character class of the Chinese ones of `signs`."""
    return f"[{re.escape(''.join(sorted(sign for sign in signs if not sign.isascii())))}]"


def _family(fonts: Fonts, role: str) -> str:
    face = fonts.faces(role)[0]
    with open_font(face.path, face.index) as font:
        return str(font["name"].getDebugName(1))
