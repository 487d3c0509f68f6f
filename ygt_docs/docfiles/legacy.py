"""Old Word and WPS files (.doc、.wps) through LibreOffice, where it is installed.

LibreOffice reads whatever it does not know as plain text, and so noise comes in as thousands of characters. What is
handed to it is therefore looked at before (the compound file must hold a text of Word or WPS), and what it made after.
"""

from __future__ import annotations

import shutil
import struct
import subprocess
import tempfile
import unicodedata
from pathlib import Path

from ygt_docs.files import write_atomically
from ygt_docs.problems import Place, UserError, problem

_COMMANDS = ("soffice", "libreoffice")
_SECONDS = 120
# The stream of a compound file that holds the text: of Word and WPS, and of the Works files that are named .wps too.
_TEXTS = frozenset({"worddocument", "contents", "matost"})
_HEADER, _ENTRY, _IN_HEADER = 512, 128, 109
# From so many characters, and so large a part of all, they are no slips and no rare names.
_FEW, _PART, _SCRIPTS = 5, 0.03, 4
_FAMILIAR = frozenset({"CJK", "LATIN", "GREEK", "CYRILLIC", "FULLWIDTH", "HALFWIDTH", "IDEOGRAPHIC", "BOPOMOFO"})


def convert(data: bytes, suffix: str, place: Place) -> bytes:
    """The .docx that LibreOffice makes of the compound file `data`.

    Raises UserError: not installed (I113), no text of Word or WPS in the file (I110), or LibreOffice cannot (I114).
    """
    program = None
    for found in map(shutil.which, _COMMANDS):
        if found:
            program = found
            break
    if program is None:
        raise UserError([problem("I113", place, suffix=suffix)])
    if not _TEXTS & {name.lower() for name in stream_names(data)}:
        raise UserError([problem("I110", place, why="文件已损坏，里面找不到 Word、WPS 的正文")])
    with tempfile.TemporaryDirectory(prefix="ygt-import-") as folder:
        draft = Path(folder) / f"draft{suffix}"
        write_atomically(draft, data)
        profile = (Path(folder) / "profile").as_uri()
        try:
            subprocess.run(
                [
                    program,
                    f"-env:UserInstallation={profile}",
                    "--headless",
                    "--convert-to",
                    "docx",
                    "--outdir",
                    folder,
                    str(draft),
                ],
                check=False,
                capture_output=True,
                timeout=_SECONDS,
            )
        except (OSError, subprocess.TimeoutExpired):
            raise UserError([problem("I114", place)]) from None
        made = draft.with_suffix(".docx")
        if not made.is_file():
            raise UserError([problem("I114", place)])
        return made.read_bytes()


def refuse_noise(text: str, place: Place) -> None:
    """Raises UserError (I110) where `text`, as LibreOffice read it, is the noise of a damaged file."""
    count = noise_in(text)
    if count:
        raise UserError([problem("I110", place, why=f"文件已损坏，正文里有 {count} 处乱码")])


def noise_in(text: str) -> int:
    """How many characters of `text` are noise; 0 where they are few, as in any text.

    Two signs: characters that stand in no text (unassigned, private, control), and letters of many scripts at once;
    a document in one foreign script, or in two beside Chinese, is none. The private characters F000 to F0FF are the
    signs of symbol fonts, as Word stores them.
    """
    impossible, foreign, scripts = 0, 0, set()
    shown = [character for character in text if not character.isspace()]
    for character in shown:
        category = unicodedata.category(character)
        if category in ("Cc", "Cn", "Cs", "Co"):
            impossible += not "\uf000" <= character <= "\uf0ff"
        elif category[0] in "LM":
            script = unicodedata.name(character, "").partition(" ")[0]
            if script not in _FAMILIAR:
                foreign += 1
                scripts.add(script)
    most = max(_FEW, len(shown) * _PART)
    mixed = foreign if len(scripts) >= _SCRIPTS else 0
    if impossible >= most or mixed >= most:
        return impossible + mixed
    return 0


def stream_names(data: bytes) -> list[str]:
    """The names in the directory of the compound file `data`; none where its structure is damaged."""
    try:
        return _names(data)
    except (struct.error, ValueError):
        return []


def _names(data: bytes) -> list[str]:
    """Raises struct.error or ValueError where the file ends too early or its chains lead nowhere."""
    size = 1 << struct.unpack_from("<H", data, 30)[0]
    if size not in (512, 4096):
        raise ValueError(f"sectors of {size} bytes")
    table = _table(data, size)
    names, sector, seen = [], struct.unpack_from("<I", data, 48)[0], set[int]()
    while sector < 0xFFFFFFFA:  # above are the ends of a chain
        if sector in seen or sector >= len(table):
            raise ValueError(f"the directory leads to sector {sector}")
        seen.add(sector)
        start = size * (sector + 1)
        for at in range(start, start + size, _ENTRY):
            length, kind = struct.unpack_from("<HB", data, at + 64)
            if kind and 2 <= length <= 64:
                names.append(data[at : at + length - 2].decode("utf-16-le", "replace"))
        sector = table[sector]
    return names


def _table(data: bytes, size: int) -> list[int]:
    """The sector that follows each sector, after the allocation table. Raises as :func:`_names`."""
    each, sectors = size // 4, len(data) // size
    parts = list(struct.unpack_from(f"<{_IN_HEADER}I", data, _HEADER - 4 * _IN_HEADER))
    more = struct.unpack_from("<I", data, 68)[0]
    while more < 0xFFFFFFFA and len(parts) < sectors:  # large files list their table in sectors of its own
        *further, more = struct.unpack_from(f"<{each}I", data, size * (more + 1))
        parts += further
    table: list[int] = []
    for part in parts:
        if part < 0xFFFFFFFA and len(table) < sectors:
            table += struct.unpack_from(f"<{each}I", data, size * (part + 1))
    return table
