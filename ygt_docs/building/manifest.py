"""The manifest of an output folder: from what it was built, and what was put there."""

from __future__ import annotations

import json
from pathlib import Path

from ygt_docs.building.fingerprint import sha256_of
from ygt_docs.building.names import MANIFEST, is_ours

_FORMAT = 1


def manifest_bytes(folder: Path, fingerprint: str) -> bytes:
    """The manifest of everything that lies in `folder`, built from sources with `fingerprint`."""
    record = {"format": _FORMAT, "fingerprint": fingerprint, "outputs": _hashes(folder, sorted(_names(folder)))}
    return (json.dumps(record, ensure_ascii=False, indent=2, sort_keys=True) + "\n").encode()


def is_current(folder: Path, name: str, fingerprint: str) -> bool:
    """True if `folder` holds exactly what a build of `name` from sources with `fingerprint` put there.

    An output that was touched, deleted or added under one of our names makes it False; so does a damaged manifest.
    """
    try:
        record = json.loads((folder / MANIFEST).read_bytes())
    except (OSError, ValueError):
        return False
    if not isinstance(record, dict) or (record.get("format"), record.get("fingerprint")) != (_FORMAT, fingerprint):
        return False
    try:
        found = _hashes(folder, sorted(file for file in _names(folder) if is_ours(name, file)))
    except OSError:
        return False
    return record.get("outputs") == found


def _names(folder: Path) -> list[str]:
    return [item.name for item in folder.iterdir() if item.is_file() and item.name != MANIFEST]


def _hashes(folder: Path, names: list[str]) -> dict[str, str]:
    return {name: sha256_of((folder / name).read_bytes()) for name in names}
