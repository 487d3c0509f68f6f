"""What a golden holds of one example (样张): model, HTML, Word parts and pages as text, made as a build makes them."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from ygt_docs.building.fingerprint import tool_versions
from ygt_docs.building.road import Made, Workshop, make, real_stages
from ygt_docs.fonts import Fonts, load_fonts
from ygt_docs.golden.layout import layout_text
from ygt_docs.golden.xml_text import word_text
from ygt_docs.notice import Document, load_content
from ygt_docs.pdf.html import page
from ygt_docs.placing import place
from ygt_docs.problems import Problem, Problems, Severity, UserError
from ygt_docs.profile import load_profile
from ygt_docs.project import Project

# These change bytes of files, and no line or rule on a page.
_NO_MATTER = {"zlib", "pillow", "harfbuzz-subset"}
_HASH = 16


def environment_text(fonts: Fonts, versions: Mapping[str, str] | None = None) -> str:
    """One line for each tool with its version (`versions` None: those of this machine) and for each face file."""
    found = dict(tool_versions() if versions is None else versions)
    found["python"] = ".".join(found["python"].split(".")[:2])
    lines = []
    for name, version in sorted(found.items()):
        if name not in _NO_MATTER:
            lines.append(f"{name} {version}")
    lines += sorted(f"字体 {face.path.name} {face.sha256[:_HASH]}" for face in fonts.all_faces())
    return "\n".join(lines) + "\n"


def differing(old: str, new: str) -> str:
    """What differs between two environments, in words; '' where nothing does."""
    before, now = _lines(old), _lines(new)
    names = []
    for name in {**before, **now}:
        if before.get(name) != now.get(name):
            names.append(name)
    return "；".join(f"{name} {before.get(name, '无')} → {now.get(name, '无')}" for name in names)


def _lines(text: str) -> dict[str, str]:
    pairs = (line.rpartition(" ") for line in text.splitlines())
    return {name: value for name, _, value in pairs}


__all__ = ["Made", "make_document", "read_document"]


def read_document(name: str, content: Path, project: Project) -> tuple[Document, Problems]:
    """The document `name` of `content` and what reading it found. Raises UserError where it cannot be read."""
    found = load_content(content, project, name)
    loaded = None
    for item in found.documents:
        if item.name == name:
            loaded = item
            break
    if loaded is None or loaded.document is None:
        raise UserError(found.problems if loaded is None else loaded.problems)
    return loaded.document, loaded.problems


def make_document(name: str, content: Path, project: Project, folder: Path) -> Made:
    """Both files of the document `name`, in `folder`. Raises UserError where it cannot be read or laid out."""
    document, found = read_document(name, content, project)
    fonts = load_fonts(project, Problems())
    shop = Workshop(folder, fonts, project, real_stages(), load_profile(project, Problems()))
    made = make(document, list(found), shop)
    if len(made.files) < 2:
        raise UserError(made.problems)
    return made


MODEL, HTML, WORD, LAYOUT = FILES = ("model.json", "page.html", "word.txt", "layout.txt")


@dataclass(frozen=True)
class Artefacts:
    """The texts of one example by file name, the PDFs they were read from (for pictures; separate appendices, 另册,
    behind the document itself), and the errors for which it must not be issued as it is."""

    texts: Mapping[str, str]
    pdfs: tuple[bytes, ...]
    errors: tuple[Problem, ...] = ()


def artefacts(name: str, content: Path, project: Project) -> Artefacts:
    """The example `name` of `content`, made afresh. Raises UserError where it cannot be read or laid out."""
    document, _ = read_document(name, content, project)
    with tempfile.TemporaryDirectory() as folder:
        made = make_document(name, content, project, Path(folder))
        words = tuple(path.read_bytes() for path in made.files if path.suffix == ".docx")
        pdfs = tuple(path.read_bytes() for path in made.files if path.suffix == ".pdf")
    assert made.flow is not None  # both files were written
    html = page(place(made.flow, load_fonts(project, Problems())), project)
    texts = {
        MODEL: model_text(document),
        HTML: html,
        WORD: "".join(map(word_text, words)),
        LAYOUT: "".join(map(layout_text, pdfs)),
    }
    return Artefacts(texts, pdfs, tuple(item for item in made.problems if item.severity is Severity.ERROR))


def model_text(document: Document) -> str:
    """What the example says, with its organs, under the keys of its YAML; what is absent is left out."""
    notice, *organs = (
        item.model_dump(mode="json", by_alias=True, exclude_none=True) for item in (document.notice, *document.organs)
    )
    plain = {"公文": notice, "机关": organs}
    return json.dumps(plain, ensure_ascii=False, indent=1) + "\n"
