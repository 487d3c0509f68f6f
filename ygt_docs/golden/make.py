"""One example on its whole road, as a build makes it, into a folder of its own."""

from __future__ import annotations

from pathlib import Path

from ygt_docs.building.road import Made, Workshop, make, real_stages
from ygt_docs.fonts import load_fonts
from ygt_docs.notice import Document, load_content
from ygt_docs.problems import Problems, UserError
from ygt_docs.profile import load_profile
from ygt_docs.project import Project

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
