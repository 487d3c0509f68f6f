"""LibreOffice as a second pair of eyes (对照排版): .docx → .pdf in the project's own faces.

It is evidence, not the judge: the Word file is written for Word. Where LibreOffice departs from what OOXML and Word
say, the copy that is measured is corrected (`copied.py`) on its way through .fodt, and the .docx itself stays as
it is.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import zipfile
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path

from lxml import etree

from ygt_docs.docfiles.pdf_text import read_pdf
from ygt_docs.docfiles.wml import strict_parser, w
from ygt_docs.files import write_atomically
from ygt_docs.fonts import ROLES, Fonts
from ygt_docs.fonts.face import open_font
from ygt_docs.parity.copied import MEASURED_WITH, corrected
from ygt_docs.parity.rows import KeptRows
from ygt_docs.proof.pdf_check import characters_inside

_CONFIG = """<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
{folders}
{aliases}
<cachedir>{cache}</cachedir>
</fontconfig>
"""
_ALIAS = (
    '<match target="pattern"><test name="family"><string>{name}</string></test>'
    '<edit name="family" mode="assign" binding="strong"><string>{face}</string></edit></match>'
)
_SECONDS = 180
_MOST_PARTS = 40  # a table of so many groups that all end a page is no table of ours


_TURNED_TABLE = re.compile(r'<style:style [^>]*style:family="table"[^>]*style:master-page-name="[^"]')
_VERSION = re.compile(r"LibreOffice\w* (\d+\.\d+)")
_INSTALL = "要比较，请安装 LibreOffice Writer（运行一次 ./invoke test 会自动安装）"
_LOOK = "请用 Word 打开文件，与 PDF 逐页对看；两份文件各自的检查不受影响"


class NoOffice(Exception):
    """There is no LibreOffice that can be relied on, or it made nothing of the file: why, and `how` to mend it."""

    def __init__(self, why: str, how: str = _LOOK) -> None:
        self.how = how
        super().__init__(why)


class Office:
    """A LibreOffice with a profile and fonts of its own in `folder`.

    Raises NoOffice where soffice is missing, or is another version than the one whose departures from Word are known:
    its differences would be taken for ours.
    """

    def __init__(self, folder: Path, fonts: Fonts, which: Callable[[str], str | None] = shutil.which) -> None:
        self.folder = folder
        program = which("soffice")
        if program is None:
            raise NoOffice("没有安装 LibreOffice（soffice）", _INSTALL)
        version = version_of(program)
        if version not in MEASURED_WITH:
            known = "、".join(MEASURED_WITH)
            raise NoOffice(f"LibreOffice 是 {version or '未知'} 版，逐行对照只在 {known} 版上核对过")
        self.program, self.version = program, version
        self._config = folder / "fonts.conf"
        folders = sorted({str(face.path.parent) for face in fonts.all_faces()})
        aliases = []
        for role in ROLES:
            aliases.append(_ALIAS.format(name=fonts.word_family(role), face=_family(fonts, role)))
        for face in _sign_family(fonts):
            aliases.append(_ALIAS.format(name=fonts.sign_family, face=face))
        text = _CONFIG.format(
            folders="\n".join(f"<dir>{name}</dir>" for name in folders), aliases="\n".join(aliases), cache=folder / "fc"
        )
        write_atomically(self._config, text.encode())

    def pdf(self, docx: Path) -> Path:
        """`docx`, corrected as `copied.py` says, printed to .pdf in the folder of this office.

        Raises NoOffice if nothing came out.
        """
        flat = self.convert(docx, "fodt")
        kept = KeptRows(corrected(flat.read_text(encoding="utf-8"), *_line_ends(docx), self.version))
        for _ in range(_MOST_PARTS):
            write_atomically(flat, kept.flat())
            made = self.convert(self._read_whole(flat), "pdf")
            if not kept or not kept.part([characters_inside(page) for page in read_pdf(made.read_bytes())]):
                return made
        raise NoOffice(f"一张表分了 {_MOST_PARTS} 次还没有排定")

    def _read_whole(self, flat: Path) -> Path:
        """`flat`, or the same as .odt where a table begins turned pages.

        LibreOffice lays out the beginning of a long flat file while it reads on, and leaves such a table upright.
        """
        if _TURNED_TABLE.search(flat.read_text(encoding="utf-8")) is None:
            return flat
        return self.convert(flat, "odt")

    def convert(self, path: Path, kind: str) -> Path:
        """`path` converted to `kind` in the folder of this office, as it is. Raises as `pdf` does."""
        made = self.folder / f"{path.stem}.{kind}"
        made.unlink(missing_ok=True)  # what an earlier run left is no result of this one
        environment = {**os.environ, "FONTCONFIG_FILE": str(self._config), "SAL_USE_VCLPLUGIN": "svp"}
        command = [
            self.program,
            f"-env:UserInstallation={(self.folder / 'profile').resolve().as_uri()}",
            "--headless",
            "--convert-to",
            kind,
            "--outdir",
            str(self.folder),
            str(path),
        ]
        try:
            done = subprocess.run(command, env=environment, check=False, capture_output=True, timeout=_SECONDS)
        except subprocess.TimeoutExpired as error:
            raise NoOffice(f"LibreOffice 在 {_SECONDS} 秒内没有排完") from error
        if not made.exists():
            said = done.stderr.decode("utf-8", "replace").strip().splitlines()
            raise NoOffice(f"LibreOffice 没有排出 {made.name}（{said[-1] if said else '没有说明原因'}）")
        return made


@lru_cache(maxsize=4)
def version_of(program: str) -> str:
    """The version of a LibreOffice, its first two numbers ('' where it does not say)."""
    try:
        said = subprocess.run([program, "--version"], check=False, capture_output=True, timeout=_SECONDS).stdout
    except (OSError, subprocess.TimeoutExpired):
        return ""
    found = _VERSION.search(said.decode("utf-8", "replace"))
    return found[1] if found else ""


def _line_ends(docx: Path) -> tuple[str, str, frozenset[str]]:
    """The signs that may not begin and that may not end a line, as the .docx states them ('' where it does not).

    Third, the texts, without spaces, of the paragraphs that it lets break Latin text anywhere.
    """
    with zipfile.ZipFile(docx) as archive:
        settings = etree.fromstring(archive.read("word/settings.xml"), strict_parser())
        document = etree.fromstring(archive.read("word/document.xml"), strict_parser())
    found = (settings.find(w(name)) for name in ("noLineBreaksBefore", "noLineBreaksAfter"))
    first, last = ("" if item is None else item.get(w("val"), "") for item in found)
    texts = set()
    for item in document.iter(w("wordWrap")):
        if item.get(w("val")) in ("0", "false", "off"):
            paragraph = next(item.iterancestors(w("p")))
            text = "".join(piece.text or "" for piece in paragraph.iter(w("t")))
            texts.add("".join(text.split()))
    return first, last, frozenset(texts)


def _sign_family(fonts: Fonts) -> list[str]:
    face = fonts.sign_face
    if face is None:
        return []
    with open_font(face.path, face.index) as font:
        return [str(font["name"].getDebugName(1))]


def _family(fonts: Fonts, role: str) -> str:
    face = fonts.faces(role)[0]
    with open_font(face.path, face.index) as font:
        return str(font["name"].getDebugName(1))
