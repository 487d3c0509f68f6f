"""Where the approved outputs lie (样张库): tests/golden/NAME/, a folder for each example."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from ygt_docs.golden.artefacts import FILES
from ygt_docs.together import put_right, write_all

ENVIRONMENT, REASONS = "ENVIRONMENT", "REASONS"
_OURS = (*FILES, ENVIRONMENT, REASONS)


@dataclass(frozen=True)
class Approved:
    """One golden: its texts by file name (a file that is gone is absent), its environment ('': the record is gone),
    which of its files are gone, and files too many."""

    texts: Mapping[str, str]
    environment: str
    missing: tuple[str, ...] = ()
    strangers: tuple[str, ...] = ()


class Store:
    """The goldens under `folder`."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def names(self) -> list[str]:
        """The examples that have a golden, sorted: every folder that is not empty, whatever it holds, but caches."""
        if not self.folder.is_dir():
            return []
        put_right(self.folder)
        return sorted(
            item.name
            for item in self.folder.iterdir()
            if item.is_dir() and not item.name.startswith(("_", ".")) and any(item.iterdir())
        )

    def load(self, name: str) -> Approved | None:
        """The golden of `name`; None if there is none."""
        folder = self.folder / name
        if name not in self.names():
            return None
        texts = {}
        for file in FILES:
            if (folder / file).is_file():
                texts[file] = _read(folder / file)
        missing = tuple(file for file in _OURS if not (folder / file).is_file())
        strangers = tuple(sorted(item.name for item in folder.iterdir() if item.name not in _OURS))
        environment = _read(folder / ENVIRONMENT) if (folder / ENVIRONMENT).is_file() else ""
        return Approved(texts, environment, missing, strangers)

    def save(self, name: str, texts: Mapping[str, str], environment: str, reason: str) -> list[Path]:
        """Make `texts` the golden of `name`; the files written.

        Raises UserError where the disk refuses; the old golden then stands whole.
        """
        log = self.folder / name / REASONS
        reasons = (_read(log) if log.is_file() else "") + reason + "\n"
        contents = {**texts, ENVIRONMENT: environment, REASONS: reasons}
        files = {}
        for file, text in contents.items():
            files[self.folder / name / file] = text.encode()
        write_all(files)
        return list(files)


def _read(path: Path) -> str:
    """The text as it was written: line ends are part of it."""
    return path.read_bytes().decode("utf-8", "replace")
