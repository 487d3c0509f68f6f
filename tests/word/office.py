"""LibreOffice as a pair of eyes: .docx → .pdf in the project's own faces, and what stands on the pages.

LibreOffice 7.4 adds space between Chinese characters and digits, and reads `overflowPunct` the wrong way round. Word
does neither, so the copy that is measured is corrected (via .fodt); the .docx itself is never tuned for LibreOffice.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from pathlib import Path

import pdfplumber

from ygt_docs.fonts import ROLES, Fonts

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


class Office:
    """A LibreOffice with a profile and fonts of its own in `folder`."""

    def __init__(self, folder: Path, fonts: Fonts) -> None:
        self.folder = folder
        self.program = shutil.which("soffice")
        if self.program is None:
            raise FileNotFoundError("soffice is missing: ./invoke test installs LibreOffice Writer")
        self._config = folder / "fonts.conf"
        folders = sorted({str(face.path.parent) for face in fonts.all_faces()})
        aliases = [_ALIAS.format(name=fonts.word_family(role), face=_family(fonts, role)) for role in ROLES]
        self._config.write_text(_CONFIG.format(folders="\n".join(f"<dir>{name}</dir>" for name in folders),
                                               aliases="\n".join(aliases), cache=folder / "fc"), encoding="utf-8")

    def pdf(self, docx: Path) -> Path:
        """`docx` printed to .pdf beside it. Raises CalledProcessError or FileNotFoundError if nothing came out."""
        flat = self.convert(docx, "fodt")
        text = flat.read_text(encoding="utf-8")
        for name, value in _MEASURED.items():
            text = re.sub(f'{name}="[^"]*"', f'{name}="{value}"', text)
        flat.write_text(text, encoding="utf-8")
        return self.convert(flat, "pdf")

    def convert(self, path: Path, kind: str) -> Path:
        """`path` converted to `kind` in the folder of this office, as it is. Raises as `pdf` does."""
        environment = {**os.environ, "FONTCONFIG_FILE": str(self._config), "SAL_USE_VCLPLUGIN": "svp"}
        subprocess.run([str(self.program), f"-env:UserInstallation={(self.folder / 'profile').as_uri()}", "--headless",
                        "--convert-to", kind, "--outdir", str(self.folder), str(path)],
                       env=environment, check=True, capture_output=True, timeout=180)
        made = self.folder / f"{path.stem}.{kind}"
        if not made.exists():
            raise FileNotFoundError(f"LibreOffice made no {made.name}")
        return made


def _family(fonts: Fonts, role: str) -> str:
    from fontTools.ttLib import TTFont
    face = fonts.faces(role)[0]
    with TTFont(face.path, fontNumber=face.index, lazy=True) as font:
        return str(font["name"].getDebugName(1))


def characters(pdf: Path, page: int) -> list[dict[str, object]]:
    """The characters of page `page` (from 1) with their boxes in points from the upper left corner."""
    with pdfplumber.open(pdf) as document:
        return list(document.pages[page - 1].chars)


def page_count(pdf: Path) -> int:
    """How many pages the file has."""
    with pdfplumber.open(pdf) as document:
        return len(document.pages)


def lines(pdf: Path, page: int) -> list[str]:
    """The lines of page `page` from top to bottom: characters that share a baseline, from left to right."""
    rows: dict[float, list[dict[str, object]]] = {}
    for character in characters(pdf, page):
        baseline = round(float(character["matrix"][5]))  # type: ignore[index]
        rows.setdefault(next((known for known in rows if abs(known - baseline) < 3), baseline), []).append(character)
    return ["".join(str(item["text"]) for item in sorted(row, key=lambda item: item["x0"]))  # type: ignore
            for _, row in sorted(rows.items(), reverse=True)]
