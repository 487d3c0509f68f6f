"""Finds an office's own licensed faces in the folder fonts/, by file name or by what the face calls itself."""

from __future__ import annotations

import io
from dataclasses import dataclass
from pathlib import Path

from ygt_docs.files import write_atomically
from ygt_docs.fonts.face import FaceFile, NoFace, face_count, face_file, family_names, open_font
from ygt_docs.fonts.hashes import Hashes
from ygt_docs.fonts.mapping import RoleFonts
from ygt_docs.problems import Place, Problems
from ygt_docs.project import Project
from ygt_docs.walking import below, is_regular

_SUFFIXES = {".ttf", ".otf", ".ttc", ".otc"}


@dataclass(frozen=True)
class _Candidate:
    path: Path
    index: int
    faces: int
    names: frozenset[str]


class OfficeFonts:
    """The faces in the office's folder; :meth:`take` hands them out, :meth:`report_unused` names the rest."""

    def __init__(self, project: Project, hashes: Hashes, problems: Problems) -> None:
        self._project, self._hashes = project, hashes
        self._used: set[Path] = set()
        self._files = _files(project.office_fonts)
        self._candidates = [item for path in self._files for item in self._candidates_of(path, problems)]

    def take(self, fonts: RoleFonts) -> FaceFile | None:
        """The office's face for the role, None if the folder holds none. A file name counts before a face's name."""
        names = set()
        for name in (fonts.word_family, *fonts.office_names):
            names.add(name.lower())
        for file_name in fonts.office_files:
            same_file = []
            for item in self._candidates:
                if item.path.name.lower() == file_name.lower():
                    same_file.append(item)
            if same_file:
                return self._use(next((item for item in same_file if item.names & names), same_file[0]))
        return next((self._use(item) for item in self._candidates if item.names & names), None)

    def report_unused(self, problems: Problems) -> None:
        """Add a note for each file in the folder that no role uses: silence would look like success."""
        for path in self._files:
            if path not in self._used:
                problems.add("F121", Place(self._project.shown(path)), name=path.name)

    def _candidates_of(self, path: Path, problems: Problems) -> list[_Candidate]:
        if path.suffix.lower() not in _SUFFIXES:
            return []
        try:
            count = face_count(path)
            found: list[_Candidate] = []
            for index in range(count):
                found.append(_Candidate(path, index, count, frozenset(family_names(open_font(path, index)))))
            return found
        except (NoFace, OSError):
            problems.add("F112", Place(self._project.shown(path)), name=path.name)
            self._used.add(path)
            return []

    def _use(self, found: _Candidate) -> FaceFile:
        self._used.add(found.path)
        sha256 = self._hashes.of(found.path)
        if found.faces == 1:
            return face_file(found.path, False, sha256)
        # WeasyPrint takes the first face of a collection whatever it is asked for: give it the face alone.
        alone = self._project.cache / "office-fonts" / f"{found.path.stem}-{sha256[:16]}-{found.index}.ttf"
        if not alone.exists():
            _extract(found, alone)
        return face_file(alone, False, self._hashes.of(alone))


def _files(folder: Path) -> list[Path]:
    if not folder.is_dir():
        return []
    files: list[Path] = []
    for path in below(folder).files:
        if is_regular(path) and not path.name.startswith("."):
            files.append(path)
    return files


def _extract(found: _Candidate, target: Path) -> None:
    alone = io.BytesIO()
    open_font(found.path, found.index).save(alone)
    write_atomically(target, alone.getvalue())
