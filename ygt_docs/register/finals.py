"""The store of issued files (定稿): each by the digest of what it holds, and for each issued version the list of them.

A file that is there under its digest never changes; the list, itself a file of the store, says what a document's files
were, and from what they were made. The book holds the digest of the list.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ygt_docs.files import holds, write_atomically

_FORMAT = 1


@dataclass(frozen=True)
class FinalFiles:
    """One issued version. `content` is the digest of what the document says (:func:`documents.digest_of`).

    `outputs` are the finished files by what follows the document's name in theirs (.docx), `sources` those that they
    were made from by their path, both with the digest of each; `versions` are those of the tools.
    """

    document: str
    content: str
    outputs: Mapping[str, str]
    sources: Mapping[str, str]
    versions: Mapping[str, str] = field(default_factory=dict)

    def to_bytes(self) -> bytes:
        """The list as it is stored."""
        said = {
            "格式": _FORMAT,
            "公文": self.document,
            "摘要": self.content,
            "成品": dict(self.outputs),
            "来源": dict(self.sources),
            "版本": dict(self.versions),
        }
        return (json.dumps(said, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode()


def sha256_of(data: bytes) -> str:
    """The digest of `data`."""
    return hashlib.sha256(data).hexdigest()


@dataclass(frozen=True)
class FinalStore:
    """The folder of issued files."""

    folder: Path

    def put(self, data: bytes) -> str:
        """Keep `data`; its digest. Raises UserError (B101 … B103)."""
        digest = sha256_of(data)
        path = self._path(digest)
        if not holds(path, data):
            write_atomically(path, data)
        return digest

    def get(self, digest: str) -> bytes | None:
        """What is kept under `digest`; None where it is missing or damaged."""
        try:
            data = self._path(digest).read_bytes()
        except (OSError, ValueError):
            return None
        return data if sha256_of(data) == digest else None

    def listed(self, digest: str) -> FinalFiles | None:
        """The list that is kept under `digest`; None where it is missing or damaged."""
        data = self.get(digest)
        if data is None:
            return None
        try:
            said: dict[str, Any] = json.loads(data)
            return FinalFiles(said["公文"], said["摘要"], said["成品"], said["来源"], said["版本"])
        except (ValueError, KeyError, TypeError):
            return None

    def missing(self, digest: str) -> list[str]:
        """What of an issued version is missing or damaged, by name; [] where all is there."""
        listed = self.listed(digest)
        if listed is None:
            return ["清单"]
        found = []
        for name, kept in {**listed.sources, **listed.outputs}.items():
            if self.get(kept) is None:
                found.append(name)
        return sorted(found)

    def _path(self, digest: str) -> Path:
        return self.folder / digest[:2] / digest
