"""The fingerprint of a document (指纹): everything that its files depend on, by content, in one hash."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from pathlib import Path

from ygt_docs.project import Project

_ORGANS = "organs.yaml"


def sha256_of(data: bytes) -> str:
    """The SHA-256 of `data` in hexadecimal."""
    return hashlib.sha256(data).hexdigest()


def common_fingerprint(project: Project, fonts: str, versions: Mapping[str, str], content: Path) -> str:
    """What all documents depend on: package, templates, `fonts` (their fingerprint), `versions`, organs.yaml.

    The name by which messages show the content folder is part of it, since reports hold messages.
    """
    parts = [f"fonts {fonts}", f"content {project.shown(content)}"]
    parts += [f"version {name} {version}" for name, version in sorted(versions.items())]
    parts += _lines(project.root, (project.root / "ygt_docs").rglob("*.py"))
    parts += _lines(project.root, project.templates.rglob("*"))
    parts += _lines(content, [content / _ORGANS])
    return _hash(parts)


def document_fingerprint(common: str, folder: Path) -> str:
    """`common` and every file of the document's own folder but hidden ones and the lock files of Word (~$…)."""
    return _hash([f"common {common}", f"name {folder.name}", *_lines(folder, folder.rglob("*"))])


def _lines(base: Path, files: Iterable[Path]) -> list[str]:
    """One line for each file that exists: its path under `base` and its hash, sorted."""
    return sorted(f"file {file.relative_to(base).as_posix()} {sha256_of(file.read_bytes())}"
                  for file in files if file.is_file() and not file.name.startswith((".", "~$")))


def _hash(parts: Iterable[str]) -> str:
    return sha256_of("\n".join(parts).encode())
