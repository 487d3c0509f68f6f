"""A copy of the Word template that tests damage or restyle, as a maintainer could in Word."""

from __future__ import annotations

import shutil
import zipfile
from pathlib import Path

from lxml import etree

from ygt_docs.docfiles.wml import w
from ygt_docs.project import Project


def rewritten(data: Path, part: str, old: str, new: str, times: int = -1) -> None:
    """Replace `old` by `new` in `part` of the .docx at `data`; fails if `old` is not there."""
    with zipfile.ZipFile(data) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    text = parts[part].decode("utf-8")
    assert old in text, f"{part} does not hold {old!r}: the test would break nothing"
    parts[part] = text.replace(old, new, times).encode("utf-8")
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)


def without_general_sample(data: Path) -> None:
    """Take the general sample (通用样板) out of the .docx at `data`: what has no sample of its own is then lost."""
    with zipfile.ZipFile(data) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    root = etree.fromstring(parts["word/document.xml"])
    general = [style.getparent().getparent() for style in root.iter(w("pStyle")) if style.get(w("val")) == "GwAny"]
    assert general, "there is no general sample: the test would break nothing"
    for paragraph in general:
        paragraph.getparent().remove(paragraph)
    parts["word/document.xml"] = etree.tostring(root, encoding="UTF-8")
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)


class TemplateCopy:
    """A project of its own in `folder`, with a copy of the real project's Word template."""

    def __init__(self, project: Project, folder: Path) -> None:
        self.path = folder / "templates" / "word" / "notice.docx"
        self.path.parent.mkdir(parents=True)
        shutil.copyfile(project.templates / "word" / "notice.docx", self.path)
        self.project = Project(folder, project.cache)

    def edit(self, old: str, new: str, part: str = "word/document.xml", times: int = -1) -> None:
        """Replace `old` by `new` in `part`."""
        rewritten(self.path, part, old, new, times)
