"""The manifest of an output folder: from what it was built, and what was put there."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from ygt_docs.building.fingerprint import file_hash, sha256_of
from ygt_docs.building.names import MANIFEST, is_ours
from ygt_docs.notice.claims import Claim
from ygt_docs.notice.numbers import Series, SeriesKind
from ygt_docs.problems import Place

_FORMAT = 1


def manifest_bytes(
    folder: Path, fingerprint: str, source: str, notice: str | None = None, claims: Iterable[Claim] = ()
) -> bytes:
    """The manifest of everything that lies in `folder`, built from the folder `source` with `fingerprint`.

    `source` is the road to it from the output folder, so that both can be moved together. `fingerprint` "": what lies
    there is not all that a build makes, so the next build tries again. `claims` are the numbers in the notice.yaml
    whose content has the hash `notice` (None: it is not known).
    """
    outputs = _hashes(folder, sorted(_names(folder)))
    record = {"format": _FORMAT, "fingerprint": fingerprint, "source": source, "outputs": outputs}
    if notice:
        record |= {"notice": notice, "claims": [_told(claim) for claim in claims]}
    return (json.dumps(record, ensure_ascii=False, indent=2, sort_keys=True) + "\n").encode()


def fingerprint_of(folder: Path) -> str | None:
    """The fingerprint of the sources that `folder` was built from (None: nobody can tell)."""
    record = _record(folder)
    found = record.get("fingerprint") if record is not None else None
    return found if isinstance(found, str) and found else None


def claims_kept(folder: Path, notice: Path, shown_as: str) -> tuple[Claim, ...] | None:
    """The numbers in the file `notice` as the build that filled `folder` read them; None where it is another file now.

    Reading a thousand documents for their numbers alone takes longer than all else where nothing has changed.
    `shown_as` is what messages call the file.
    """
    record, hashed = _record(folder), file_hash(notice)
    try:
        if hashed is None or not record.get("fingerprint") or record.get("notice") != hashed:
            return None
        kept = record["claims"]
        return tuple(_claim(told, shown_as) for told in kept) if isinstance(kept, list) else None
    except (LookupError, TypeError, ValueError):  # somebody wrote into the manifest
        return None


def _told(claim: Claim) -> list[str | int | None]:
    series, place = claim.series, claim.place
    named = [claim.key, str(series.kind), series.name]
    return [*named, claim.year, claim.year_of_date, claim.serial, place.line, place.column]


def _claim(told: list[Any], shown_as: str) -> Claim:
    """Raises ValueError for what :func:`_told` did not write."""
    key, kind, name, *numbers = told
    year, year_of_date, serial, line, column = numbers
    if not all(isinstance(text, str) for text in (key, name)):
        raise ValueError(told)
    if not all(type(number) is int for number in numbers):
        raise ValueError(told)
    return Claim(key, Series(SeriesKind(kind), name), year, year_of_date, serial, Place(shown_as, line, column))


def is_current(folder: Path, name: str, fingerprint: str) -> bool:
    """True if `folder` holds exactly what a build of `name` from sources with `fingerprint` put there.

    An output that was touched, deleted or added under one of our names makes it False; so does a damaged manifest.
    """
    record = _record(folder)
    if record.get("fingerprint") != fingerprint:
        return False
    try:
        found = _hashes(folder, sorted(file for file in _names(folder) if is_ours(name, file)))
    except OSError:
        return False
    return record.get("outputs") == found


def built_from(folder: Path) -> Path | None:
    """The folder that the output folder `folder` was built from, if it still stands; None where nobody knows it."""
    source = _record(folder).get("source")
    path = folder.parent / source if isinstance(source, str) else None
    if path is not None and path.is_dir():
        return path
    return None


def source_of(folder: Path) -> str:
    """What the manifest of `folder` says it was built from; "" where it does not."""
    return str(_record(folder).get("source", ""))


def is_as_built(folder: Path, name: str) -> bool:
    """Whether `folder` is as its own build left it, whatever has become of the sources since."""
    return is_current(folder, name, str(_record(folder).get("fingerprint")))


def _record(folder: Path) -> dict[str, Any]:
    """What the manifest of `folder` says; nothing for one that is missing or damaged."""
    try:
        record = json.loads((folder / MANIFEST).read_bytes())
    except (OSError, ValueError):
        return {}
    if isinstance(record, dict) and record.get("format") == _FORMAT:
        return record
    return {}


def _names(folder: Path) -> list[str]:
    names: list[str] = []
    for item in folder.iterdir():
        if item.is_file() and item.name != MANIFEST:
            names.append(item.name)
    return names


def _hashes(folder: Path, names: list[str]) -> dict[str, str]:
    hashes: dict[str, str] = {}
    for name in names:
        hashes[name] = sha256_of((folder / name).read_bytes())
    return hashes
