"""The fingerprint of a document (指纹): everything that its files depend on, versions too, in one hash."""

from __future__ import annotations

import ctypes
import hashlib
import platform
import zlib
from collections.abc import Iterable, Mapping
from functools import lru_cache
from importlib import metadata
from pathlib import Path

from ygt_docs.project import Project
from ygt_docs.walking import below, is_regular

_PACKAGES = (
    "docxtpl",
    "fonttools",
    "jinja2",
    "lxml",
    "pikepdf",
    "pillow",
    "pydantic",
    "pydyf",
    "pypdfium2",
    "pyphen",
    "python-docx",
    "pyyaml",
    "rjieba",
    "tinycss2",
    "weasyprint",
)


# These come with the system, not from the lock file: another release of it makes other bytes of the same lines.
_OF_THE_SYSTEM = ("harfbuzz", "harfbuzz-subset", "pango", "zlib")


def parts_of_the_system_changed(before: Mapping[str, str], now: Mapping[str, str]) -> str:
    """Which parts of the system differ between the versions that two reports name, in words; '' where none does.

    A part that one of them does not name, as reports of earlier versions may, is not compared.
    """
    named = []
    for name in _OF_THE_SYSTEM:
        if name in before and name in now:
            named.append(name)
    return "，".join(f"{name} {before[name]} → {now[name]}" for name in named if before[name] != now[name])


@lru_cache(maxsize=1)
def tool_versions() -> dict[str, str]:
    """Name and version of Python, of each library, and of the system's own libraries, sorted by name."""
    found = {}
    for name in _PACKAGES:
        found[name] = metadata.version(name)
    found |= {
        "python": platform.python_version(),
        "zlib": zlib.ZLIB_RUNTIME_VERSION,
        "pango": _pango(),
        "harfbuzz": _harfbuzz(),
        "harfbuzz-subset": "有" if _library("libharfbuzz-subset.so.0") else "无",
    }
    return dict(sorted(found.items()))


def _library(name: str) -> ctypes.CDLL | None:
    try:
        return ctypes.CDLL(name)
    except OSError:
        return None


def _text_of(library: str, function: str) -> str:
    loaded = _library(library)
    if loaded is None or not hasattr(loaded, function):
        return "未知"
    call = getattr(loaded, function)
    call.restype = ctypes.c_char_p
    return str(call().decode("ascii"))


def _pango() -> str:
    return _text_of("libpango-1.0.so.0", "pango_version_string")


def _harfbuzz() -> str:
    return _text_of("libharfbuzz.so.0", "hb_version_string")


_SHARED = ("organs.yaml", "单位.yaml")
_PROGRESS = "进展"  # beside a document, no part of it


def sha256_of(data: bytes) -> str:
    """The SHA-256 of `data` in hexadecimal."""
    return hashlib.sha256(data).hexdigest()


def common_fingerprint(project: Project, fonts: str, versions: Mapping[str, str], content: Path) -> str:
    """What all documents depend on: package, templates, `fonts` (their fingerprint), `versions`, organs.yaml, 单位.yaml.

    The name by which messages show the content folder is part of it, since reports hold messages.
    """
    parts = [f"fonts {fonts}", f"content {project.shown(content)}"]
    for name, version in sorted(versions.items()):
        parts.append(f"version {name} {version}")
    parts += _lines(project.root, (project.root / "ygt_docs").rglob("*.py"))
    parts += _below(project.root, project.templates)
    parts += _lines(content, [content / name for name in _SHARED])
    return _hash(parts)


def document_fingerprint(common: str, folder: Path, members: Iterable[Path] = (), found: Iterable[str] = ()) -> str:
    """`common` and every file of the document's own folder but hidden ones, lock files of Word (~$…) and 进展.

    `members` are the folders that a collection (汇编) binds; a change in one of them is a change of the collection.
    `found` are the problems of this document that other documents cause.
    """
    parts = [f"common {common}", f"name {folder.name}", *_own(folder)]
    for member in members:
        parts += [f"member {member.name}", *_own(member)]
    return _hash([*parts, *(f"found {item}" for item in found)])


def state_of_shared(project: Project, content: Path) -> str:
    """:func:`state_of` for the files that all documents of `content` are made from."""
    files = [content / name for name in _SHARED]
    return _state([*files, *below(project.templates).files])


def state_of(folder: Path, members: Iterable[Path] = ()) -> str:
    """Which files the own sources of a document are and when each was last written, by the disk's own times.

    Where it is the same before and after, nobody wrote to one of them meanwhile, not even to put it back: what a
    worker read is then what was hashed.
    """
    files = _sources(folder)
    for member in members:
        files += _sources(member)
    return _state(files)


def _state(files: Iterable[Path]) -> str:
    return _hash(_written(file) for file in files if not file.name.startswith((".", "~$")))


def _sources(folder: Path) -> list[Path]:
    """The files below the folder of a document but those about its progress, on which nothing that is built depends."""
    sources: list[Path] = []
    for file in below(folder).files:
        if file.relative_to(folder).parts[0] != _PROGRESS:
            sources.append(file)
    return sources


def _own(folder: Path) -> list[str]:
    """The lines of a document's own folder; see :func:`_below`."""
    found: list[str] = []
    for line in _below(folder, folder):
        if not line.startswith((f"file {_PROGRESS}/", f"closed {_PROGRESS}")):
            found.append(line)
    return found


def _written(file: Path) -> str:
    try:
        status = file.stat()
    except OSError as error:
        return f"{file} {error.errno}"
    return f"{file} {status.st_ino} {status.st_size} {status.st_mtime_ns} {status.st_ctime_ns}"


def sample_fingerprint(common: str, project: Project) -> str:
    """`common` and the seal pictures, which a build with --sample depends on too."""
    return _hash([f"sample of {common}", *_lines(project.seals, project.seals.glob("*"))])


def attach_fingerprint(common: str) -> str:
    """`common` of a build with --attach, whose PDFs are others."""
    return _hash([f"attached {common}"])


def copies_fingerprint(common: str) -> str:
    """`common` of a build with --copies, which makes a file more."""
    return _hash([f"copies of {common}"])


def _lines(base: Path, files: Iterable[Path]) -> list[str]:
    """One line for each ordinary file: its path under `base` and its hash, sorted."""
    return sorted(
        f"file {file.relative_to(base).as_posix()} {_content(file)}"
        for file in files
        if is_regular(file) and not file.name.startswith((".", "~$"))
    )


def _below(base: Path, folder: Path) -> list[str]:
    """The lines of all files below `folder`, and one for each folder there that may not be looked into."""
    found = below(folder)
    closed = (f"closed {path.relative_to(base).as_posix()}" for path, _ in found.closed)
    return [*_lines(base, found.files), *sorted(closed)]


def file_hash(file: Path) -> str | None:
    """The hash of the ordinary file `file`; None for any other kind, which may be waited for for ever, and for one that
    may not be read.
    """
    if not is_regular(file):
        return None
    try:
        return _digest(file)
    except OSError:
        return None


def _content(file: Path) -> str:
    """The hash of `file`; a word for one that may not be read: whoever needs it says so."""
    try:
        return _digest(file)
    except OSError as error:
        return f"unreadable {error.errno}"


def _digest(file: Path) -> str:
    """The hash of `file`, in pieces: anything may lie beside a notice. Raises OSError."""
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _hash(parts: Iterable[str]) -> str:
    return sha256_of("\n".join(parts).encode("utf-8", "surrogateescape"))
