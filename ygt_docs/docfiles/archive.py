"""Zip files and XML opened with care: sizes are looked at before content, and content is read in measured pieces."""

from __future__ import annotations

import io
import zipfile
import zlib
from dataclasses import dataclass
from typing import Any

from lxml import etree

from ygt_docs.docfiles.wml import transitional

_OLE = bytes.fromhex("d0cf11e0a1b11ae1")
_PIECE = 1 << 16
_SMALL = 1_000_000
_MOST_MARKS = 1_500_000  # of < and = in one part: each becomes a node or an attribute of about 100 bytes
_MOST_PARTS_BYTES = 20_000_000
_ENCODINGS = ("utf-8", "utf-16-le", "utf-16-be")
BROKEN_ZIP = (
    zipfile.BadZipFile,
    zipfile.LargeZipFile,
    zlib.error,
    RuntimeError,
    NotImplementedError,
    EOFError,
    ValueError,
    OSError,
)


class UnsafeFileError(Exception):
    """The file is damaged or would do harm; `why` says so in Chinese."""

    def __init__(self, why: str) -> None:
        self.why = why
        super().__init__(why)


class OtherKindError(UnsafeFileError):
    """The package is sound, but of another kind than is wanted."""


@dataclass(frozen=True)
class Oversize:
    """What is too much about a zip file: `entries`, unpacked `size` in bytes, and the `bombs` among its names."""

    entries: int
    size: int
    bombs: tuple[str, ...]


def oversize(
    archive: zipfile.ZipFile, most_entries: int = 1_000, most_bytes: int = 200_000_000, most_ratio: int = 300
) -> Oversize | None:
    """What makes `archive` unsafe to unpack (None: nothing): a bomb says its size before it is opened.

    `most_ratio` is of unpacked to packed bytes; text that repeats itself reaches about 100.
    """
    entries = archive.infolist()
    size = sum(entry.file_size for entry in entries)
    bombs = tuple(
        entry.filename
        for entry in entries
        if entry.file_size > _SMALL and entry.file_size > most_ratio * max(entry.compress_size, 1)
    )
    if len(entries) > most_entries or size > most_bytes or bombs:
        return Oversize(len(entries), size, bombs)
    return None


class Archive:
    """A zip file of Office. Parts have no leading slash in their names and are found without regard to case."""

    def __init__(self, data: bytes) -> None:
        """Raises UnsafeFileError for what is no zip file, is encrypted, or says that it unpacks to too much."""
        if data.startswith(_OLE):
            raise UnsafeFileError("像是加了密码，或是旧的 .doc/.wps 文件")
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except BROKEN_ZIP as error:
            raise UnsafeFileError(f"压缩包坏了（{error}）") from None
        found = oversize(self._zip)
        if found is not None:
            what = "、".join(found.bombs[:3]) or f"{found.entries} 个部件，{found.size // 1_000_000} MB"
            raise UnsafeFileError(f"解开以后大得不正常：{what}")
        self._entries: dict[str, zipfile.ZipInfo] = {}
        for entry in self._zip.infolist():
            self._take(entry)
        self._read = 0
        self._roots: dict[str, Any] = {}

    def _take(self, entry: zipfile.ZipInfo) -> None:
        name = entry.filename
        if name.startswith(("/", "\\")) or ".." in name.replace("\\", "/").split("/") or ":" in name or "\0" in name:
            raise UnsafeFileError(f"部件名「{name[:60]}」指到了文件外面")
        if name.lower() in self._entries:
            raise UnsafeFileError(f"部件「{name[:60]}」有两份")
        if entry.flag_bits & 1:
            raise UnsafeFileError("加了密码")
        self._entries[name.lower()] = entry

    def __contains__(self, name: str) -> bool:
        return name.lower() in self._entries

    def names(self) -> list[str]:
        """The names of all parts, in the order of the file."""
        found: list[str] = []
        for entry in self._entries.values():
            found.append(entry.filename)
        return found

    def read(self, name: str) -> bytes:
        """The bytes of a part. Raises UnsafeFileError when it is missing, damaged, or larger than it said."""
        entry = self._entries.get(name.lower())
        if entry is None:
            raise UnsafeFileError(f"缺少部件 {name}")
        if entry.file_size + self._read > _MOST_PARTS_BYTES:
            raise UnsafeFileError(f"部件 {name} 大得不正常")
        self._read += entry.file_size
        out = bytearray()
        try:
            with self._zip.open(entry) as stream:
                # In pieces: reading all at once unpacks everything before the size is compared.
                while piece := stream.read(_PIECE):
                    out += piece
        except BROKEN_ZIP as error:
            raise UnsafeFileError(f"部件 {name} 坏了（{error}）") from None
        return bytes(out)

    def xml(self, name: str) -> Any:
        """The root of an XML part, the same at each call: nobody may change it.

        Raises UnsafeFileError as :meth:`read` and :func:`parse_xml` do.
        """
        key = name.lower()
        if key not in self._roots:
            self._roots[key] = parse_xml(self.read(name), name)
        return self._roots[key]


def parse_xml(data: bytes, name: str) -> Any:
    """The root element. Raises UnsafeFileError for broken XML, a DTD (entities), or more nodes than a document has."""
    if any(f"<!{word}".encode(encoding) in data for encoding in _ENCODINGS for word in ("DOCTYPE", "ENTITY")):
        raise UnsafeFileError(f"部件 {name} 里有 DTD（实体声明）")
    if data.count(b"<") + data.count(b"=") > _MOST_MARKS:
        raise UnsafeFileError(f"部件 {name} 里的标记多得不正常")
    parser = etree.XMLParser(recover=False, resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(transitional(data), parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        if "XML_PARSE_HUGE" in str(error):
            raise UnsafeFileError(f"部件 {name} 里的标记套得太深，或有一段长得不正常") from None
        raise UnsafeFileError(f"部件 {name} 坏了（{error}）") from None
    if root.getroottree().docinfo.internalDTD is not None:
        raise UnsafeFileError(f"部件 {name} 里有 DTD（实体声明）")
    return root
