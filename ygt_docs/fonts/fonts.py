"""The fonts of a build: for each role the family named in Word and the face files that the PDF embeds, in order."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from ygt_docs.fonts.face import FaceFile, NoFace, face_file, open_font
from ygt_docs.fonts.hashes import Hashes
from ygt_docs.fonts.mapping import ROLES, SIGNS, RoleFonts, read_mapping
from ygt_docs.fonts.office import OfficeFonts
from ygt_docs.geometry.masthead import Ink
from ygt_docs.look import SOURCE, Look, load_look
from ygt_docs.problems import Place, Problems, UserError, problem
from ygt_docs.project import Project
from ygt_docs.reading import Text

_NEED_NO_GLYPH = frozenset("\n")


@dataclass(frozen=True)
class Fonts:
    """What each role (小标宋 仿宋 黑体 楷体 宋体) is called in Word, and its faces in the order they are tried."""

    _word_families: Mapping[str, str]
    _faces: Mapping[str, tuple[FaceFile, ...]]
    look: Look
    _sign_face: FaceFile | None = None
    _sign_family: str = ""

    def role_named(self, family: str) -> str:
        """The role of fonts.yaml whose family Word calls `family`. Raises UserError (W120)."""
        for role, own in self._word_families.items():
            if own == family:
                return role
        known = "、".join(self._word_families.values())
        raise UserError([problem("W120", Place(f"templates/word/{SOURCE}"), found=family, known=known)])

    def role_of(self, style: str, run_style: str = "") -> str:
        """The role in which text of the paragraph style `style` stands, where `run_style` ('': none) sets no other.

        Raises UserError (W118, W119, W120).
        """
        own = self.look.run(run_style).family if run_style else ""
        return self.role_named(own or self.look.paragraph(style).family)

    def word_family(self, role: str) -> str:
        """The family that the Word file names for `role`. Raises KeyError for an unknown role."""
        return self._word_families[role]

    @property
    def sign_face(self) -> FaceFile | None:
        """The face of signs, which every role ends with; None where none is declared."""
        return self._sign_face

    @property
    def sign_family(self) -> str:
        """The family that the Word file names for what :meth:`signs` tells ('' where none is declared)."""
        return self._sign_family

    def signs(self, role: str, text: str) -> set[str]:
        """The characters of `text` that only the face of signs has: no face of the role, and none for rare ones."""
        found = ((character, self._find(role, character)) for character in _characters(text))
        result: set[str] = set()
        for character, face in found:
            if face is not None and face is self._sign_face:
                result.add(character)
        return result

    def faces(self, role: str) -> tuple[FaceFile, ...]:
        """The face files of `role`, tried one after the other for each character. Raises KeyError."""
        return self._faces[role]

    def all_faces(self) -> tuple[FaceFile, ...]:
        """Every face file that a PDF may embed, each once."""
        return tuple({face.family: face for role in ROLES for face in self._faces[role]}.values())

    def css_family(self, role: str) -> str:
        """The value of `font-family` for `role`: its faces in order, and no generic family after them."""
        return ", ".join(f'"{face.family}"' for face in self._faces[role])

    def ink(self, role: str, text: str) -> Ink:
        """How far the ink of `text` reaches above and below the baseline, in em; zero where it has no ink.

        Raises ValueError for a character no face of the role has.
        """
        heights = []
        for character in text:
            heights.append(self._face_of(role, character).heights(character))
        inked = []
        for height in heights:
            if height is not None:
                inked.append(height)
        if not inked:
            return Ink(0.0, 0.0)
        return Ink(max(high for _, high in inked), -min(low for low, _ in inked))

    def style_ink(self, style: str, text: str) -> Ink:
        """The ink of `text` in the face and the size of the paragraph style `style`. Raises as `role_of` and `ink`."""
        return replace(self.ink(self.role_of(style), text), size=self.look.paragraph(style).size)

    def missing(self, role: str, text: str) -> list[str]:
        """The characters of `text` no face of the role has, each once, in order."""
        found: list[str] = []
        for character in _characters(text):
            if self._find(role, character) is None:
                found.append(character)
        return found

    def borrowed(self, role: str, text: str) -> list[tuple[str, FaceFile]]:
        """The characters of `text` that a later face of the role gives, with that face; each once, in order."""
        first = self._faces[role][0]
        found = ((character, self._find(role, character)) for character in _characters(text))
        result: list[tuple[str, FaceFile]] = []
        for character, face in found:
            if face is not None and face is not first:
                result.append((character, face))
        return result

    def fingerprint(self) -> str:
        """A SHA-256 over the content of all face files and the mapping: it changes when a page might."""
        digest = hashlib.sha256()
        for role in ROLES:
            faces = " ".join(face.sha256 for face in self._faces[role])
            digest.update(f"{role} {self._word_families[role]} {faces}\n".encode())
        digest.update(f"{SIGNS} {self._sign_family}\n".encode())
        return digest.hexdigest()

    def _find(self, role: str, character: str) -> FaceFile | None:
        for face in self._faces[role]:
            if face.has(character):
                return face
        return None

    def _face_of(self, role: str, character: str) -> FaceFile:
        face = self._find(role, character)
        if face is None:
            raise ValueError(f"no face of {role} has {character!r}")
        return face


def load_fonts(project: Project, problems: Problems) -> Fonts:
    """The fonts that templates/fonts.yaml declares; notes on unused office fonts are added to `problems`.

    Raises UserError with every fault (F codes) if a role cannot be served.
    """
    path = project.templates / "fonts.yaml"
    found = Problems()
    mapping = read_mapping(path, project.shown(path), found)
    hashes = Hashes(project.cache)
    office = OfficeFonts(project, hashes, found)
    faces = {}
    for item in mapping:
        faces[item.role] = _faces(item, project, office, hashes, found)
    families = {item.role: str(item.word_family) for item in mapping}
    signs = faces.pop(SIGNS, ())
    faces = {role: (*own, *signs) for role, own in faces.items()}
    hashes.keep()
    if found.errors:
        raise UserError(found)
    office.report_unused(found)
    problems.extend(found)
    return Fonts(families, faces, load_look(project), signs[0] if signs else None, families.pop(SIGNS, ""))


def _faces(
    fonts: RoleFonts, project: Project, office: OfficeFonts, hashes: Hashes, problems: Problems
) -> tuple[FaceFile, ...]:
    own = office.take(fonts)
    names = (fonts.stand_in, *fonts.rare)
    opened = []
    for name in names:
        opened.append(_open_face(name, project.open_fonts / name, hashes, problems))
    found: list[FaceFile] = []
    for face in (own, *opened):
        if face is not None:
            found.append(face)
    return tuple(found)


def _open_face(name: Text, path: Path, hashes: Hashes, problems: Problems) -> FaceFile | None:
    try:
        if hashes.remembered(path) is None:  # whoever changed the file may have broken it
            open_font(path, 0).close()
        sha256 = hashes.of(path)
    except (NoFace, OSError):
        problems.add("F112" if path.is_file() else "F111", name.place, name=name)
        return None
    return face_file(path, True, sha256)


def _characters(text: str) -> list[str]:
    characters: list[str] = []
    for character in dict.fromkeys(text):
        if character not in _NEED_NO_GLYPH:
            characters.append(character)
    return characters
