"""Which decoder reads a draft (第一步): by its suffix, held against what the bytes are."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from ygt_docs.docfiles.archive import Archive, OtherKindError, UnsafeFileError
from ygt_docs.docfiles.decode import MAX_BYTES, Decoded, NotTextError, decode, with_bars
from ygt_docs.docfiles.legacy import convert, refuse_noise
from ygt_docs.docfiles.markdown import is_markdown, read_markdown
from ygt_docs.docfiles.sheet_lines import read_sheets
from ygt_docs.docfiles.webpage import read_page
from ygt_docs.docfiles.word_reader import read_word
from ygt_docs.problems import Place, UserError, problem
from ygt_docs.walking import reason

STDIN, STDIN_SHOWN = "-", "标准输入"
WORD, SHEET, PAGE = "Word 文件", "Excel 文件", "网页"
OWN_FORMATS = (WORD, SHEET)
_KNOWN = ".txt、.md、.html、.docx、.xlsx、.doc、.wps"
_MOST_PACKED, _MOST_CHARACTERS, _MOST_LINES, _LONGEST_LINE = 50_000_000, 1_000_000, 50_000, 100_000
_MOST_CELLS = 100_000
_MOST_MARKS, _MARKS = 100_000, re.compile(r"[*_`|\[]+")  # each costs the parser some twenty microseconds
_ZIP, _OLE = b"PK\x03\x04", bytes.fromhex("d0cf11e0a1b11ae1")
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_PAGE = re.compile(r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b", re.I | re.S)


def read_source(path: Path, shown: str) -> Decoded:
    """The draft `path` (`-`: standard input, text or a web page) as text.

    Raises UserError: no such file (I101), unreadable (I102), too large (I103), a suffix that is not read (I104), not
    text (I105), unsafe or damaged (I110), encrypted (I111), another format than its suffix says (I112), no
    LibreOffice to read it (I113, I114), more than a million characters (I115), a hundred
    thousand in one line (I116), fifty thousand lines (I117), or a hundred thousand cells or marks of Markdown (I118).
    """
    place = Place(shown)
    if str(path) == STDIN:
        return _readable(_text(sys.stdin.buffer.read(MAX_BYTES + 1), place), place)
    readers: dict[str, Callable[[bytes, Place], Decoded]] = {
        ".txt": _text,
        ".md": _markdown,
        ".html": _page,
        ".htm": _page,
        ".docx": _word,
        ".xlsx": _sheets,
        ".doc": _legacy(".doc"),
        ".wps": _legacy(".wps"),
    }
    suffix = path.suffix.lower()
    if suffix not in readers:
        raise _refused("I104", place, suffix=path.suffix or path.name, known=_KNOWN)
    if suffix in (".txt", ".md", ".html", ".htm"):
        most = MAX_BYTES
    else:
        most = _MOST_PACKED
    return _readable(readers[suffix](_bytes(path, place, most), place), place)


def opened_word(path: Path, shown: str) -> Archive:
    """The parts of the Word file `path`. Raises UserError as :func:`read_source` does."""
    place = Place(shown)
    if path.suffix.lower() != ".docx":
        raise _refused("I104", place, suffix=path.suffix or path.name, known=".docx")
    return _archive(_bytes(path, place, _MOST_PACKED), place, ".docx")


def _readable(decoded: Decoded, place: Place) -> Decoded:
    if len(decoded.text) > _MOST_CHARACTERS:
        raise _refused("I115", place, count=len(decoded.text) // 10_000)
    cells = decoded.text.count("|")
    if cells > _MOST_CELLS:
        raise _refused("I118", place, count=cells // 10_000, what="格表格")
    lines = decoded.text.split("\n")
    if len(lines) > _MOST_LINES:
        raise _refused("I117", place, count=len(lines))
    for number, line in enumerate(lines, start=1):
        if len(line) > _LONGEST_LINE:
            raise _refused("I116", place, line=number, count=len(line) // 10_000)
    return decoded


def _bytes(path: Path, place: Place, most: int) -> bytes:
    try:
        with path.open("rb") as file:
            data = file.read(most + 1)
    except FileNotFoundError:
        raise _refused("I101", place) from None
    except OSError as error:
        raise _refused("I102", place, reason=reason(error)) from None
    if len(data) > most:
        raise _refused("I103", place, most=most // 1_000_000)
    return data


def _decoded(data: bytes, place: Place) -> Decoded:
    if len(data) > MAX_BYTES:
        raise _refused("I103", place, most=MAX_BYTES // 1_000_000)
    try:
        return decode(data)
    except NotTextError as error:
        raise _refused("I105", place, looks=error.looks) from None


def _text(data: bytes, place: Place) -> Decoded:
    """Text; a web page or Markdown where it plainly is one of them."""
    decoded = _decoded(data, place)
    if _PAGE.match(decoded.text[:2000].lstrip("\ufeff")):
        return _read_page(decoded, place)
    if is_markdown(decoded.text):
        return _marked(decoded, place, said=True)
    return with_bars(decoded)


def _markdown(data: bytes, place: Place) -> Decoded:
    decoded = _decoded(data, place)
    if _PAGE.match(decoded.text[:2000].lstrip("\ufeff")):
        return _read_page(decoded, place)
    return _marked(decoded, place, said=False)


def _marked(decoded: Decoded, place: Place, said: bool) -> Decoded:
    count = len(_MARKS.findall(decoded.text))
    if count > _MOST_MARKS:
        raise _refused("I118", place, count=count // 10_000, what="处 Markdown 记号（* _ ` | [）")
    try:
        return read_markdown(decoded, said)
    except UnsafeFileError as error:
        raise _refused("I110", place, why=error.why) from None


def _page(data: bytes, place: Place) -> Decoded:
    return _read_page(_decoded(data, place), place)


def _read_page(decoded: Decoded, place: Place) -> Decoded:
    try:
        return read_page(decoded)
    except UnsafeFileError as error:
        raise _refused("I110", place, why=error.why) from None


def _word(data: bytes, place: Place) -> Decoded:
    return _opened(data, place, ".docx", read_word)


def _sheets(data: bytes, place: Place) -> Decoded:
    archive = _archive(data, place, ".xlsx")
    try:
        return read_sheets(data, archive)
    except OtherKindError as error:
        raise _refused("I112", place, suffix=".xlsx", looks=error.why) from None
    except UnsafeFileError as error:
        raise _refused("I110", place, why=error.why) from None


def _opened(data: bytes, place: Place, suffix: str, reader: Callable[[Archive], Decoded | None]) -> Decoded:
    """What `reader` makes of a zip file; None from it: the file is of another kind."""
    archive = _archive(data, place, suffix)
    try:
        decoded = reader(archive)
    except UnsafeFileError as error:
        raise _refused("I110", place, why=error.why) from None
    if decoded is None:
        raise _refused("I112", place, suffix=suffix, looks="另一种压缩文件")
    return decoded


def _archive(data: bytes, place: Place, suffix: str) -> Archive:
    """The zip file in `data`, opened with care."""
    if data.startswith(_OLE) and _ENCRYPTED in data:
        raise _refused("I111", place)
    if not data.startswith(_ZIP):
        raise _refused("I112", place, suffix=suffix, looks=_looks(data))
    try:
        return Archive(data)
    except UnsafeFileError as error:
        raise _refused("I110", place, why=error.why) from None


def _legacy(suffix: str) -> Callable[[bytes, Place], Decoded]:
    def read(data: bytes, place: Place) -> Decoded:
        if data.startswith(_ZIP):
            raise _refused("I112", place, suffix=suffix, looks="新版 Word 文件（.docx）")
        if not data.startswith(_OLE):
            raise _refused("I112", place, suffix=suffix, looks=_looks(data))
        if _ENCRYPTED in data or _is_encrypted_doc(data):
            raise _refused("I111", place)
        decoded = _word(convert(data, suffix, place), place)
        refuse_noise(decoded.text, place)
        return decoded

    return read


def _is_encrypted_doc(data: bytes) -> bool:
    """Whether the file information block, which as a rule follows the header, says that the text is encrypted."""
    return data[512:514] == b"\xec\xa5" and bool(data[512 + 11] & 1)


def _looks(data: bytes) -> str:
    if data.startswith(_OLE):
        return "旧版 Word 或 WPS 文件"
    try:
        decoded = decode(data[:MAX_BYTES])
    except NotTextError as error:
        return error.looks
    if _PAGE.match(decoded.text[:2000].lstrip("\ufeff")):
        return "网页"
    return "纯文本"


def _refused(code: str, place: Place, **words: Any) -> UserError:
    return UserError([problem(code, place, **words)])
