"""Edits of a built Word file as somebody makes them in Word, and what becomes of them."""

from __future__ import annotations

import copy
import difflib
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import docx
from docx.table import _Row
from docx.text.paragraph import Paragraph

from tests.examples import made
from ygt_docs.project import Project
from ygt_docs.updating import Update, prepare_update

PLAN = "yunxi-2026-plan"
Edit = Callable[[Any], None]


def found(document: Any, text: str) -> Any:
    """The paragraph of the body that holds `text`."""
    return next(item for item in document.paragraphs if text in item.text)


def say(paragraph: Any, text: str) -> None:
    """Let `paragraph` say `text` in the face of its first run."""
    for run in paragraph.runs[1:]:
        run._r.getparent().remove(run._r)
    paragraph.runs[0].text = text


def replaced(old: str, new: str) -> Edit:
    """An edit that changes words of one paragraph."""

    def edit(document: Any) -> None:
        paragraph = found(document, old)
        say(paragraph, paragraph.text.replace(old, new))

    return edit


def titled(text: str, *lines: str) -> Edit:
    """An edit that types the title with `text` anew, in `lines`."""

    def edit(document: Any) -> None:
        say(found(document, text), "\n".join(lines))

    return edit


def styled(style: str, old: str, new: str) -> Edit:
    """An edit that changes words of the last paragraph of a style."""

    def edit(document: Any) -> None:
        paragraph = [item for item in document.paragraphs if item.style.name == style and old in item.text][-1]
        say(paragraph, paragraph.text.replace(old, new))

    return edit


def added(after: str, text: str) -> Edit:
    """An edit that types a paragraph behind another one."""

    def edit(document: Any) -> None:
        before = found(document, after)
        element = copy.deepcopy(before._p)
        before._p.addnext(element)
        say(Paragraph(element, before._parent), text)

    return edit


def gone(text: str) -> Edit:
    """An edit that deletes a paragraph."""

    def edit(document: Any) -> None:
        element = found(document, text)._p
        element.getparent().remove(element)

    return edit


def tasks(document: Any) -> Any:
    """The task table."""
    return next(table for table in document.tables if len(table.rows) > 10)


def cell(old: str, new: str) -> Edit:
    """An edit that changes words of one cell."""

    def edit(document: Any) -> None:
        paragraph = next(
            item for row in tasks(document).rows for box in row.cells for item in box.paragraphs if old in item.text
        )
        say(paragraph, paragraph.text.replace(old, new))

    return edit


def row_gone(document: Any) -> None:
    """Delete the second task."""
    element = tasks(document).rows[3]._tr
    element.getparent().remove(element)


def row_added(document: Any) -> None:
    """A new task behind the second one, like it but for the task."""
    table = tasks(document)
    before = table.rows[3]._tr
    element = copy.deepcopy(before)
    before.addnext(element)
    say(_Row(element, table).cells[1].paragraphs[0], "建立医共体月调度制度。")


def renamed(document: Any) -> None:
    """The appendix has another name in the note and on its page."""
    for paragraph in document.paragraphs:
        if paragraph.text.endswith("建设重点任务清单"):
            say(paragraph, paragraph.text.replace("建设重点任务清单", "建设任务清单"))


def edited(name: str, edit: Edit | None, folder: Path, project: Project) -> tuple[Path, Path]:
    """A content folder with `name`, and its built Word file after `edit`."""
    content = folder / "content"
    shutil.copytree(project.root / "content" / name, content / name)
    shutil.copy(project.root / "content" / "organs.yaml", content)
    path = folder / "edited.docx"
    path.write_bytes(made(name)[1])
    if edit is not None:
        document = docx.Document(str(path))
        edit(document)
        document.save(str(path))
    return content, path


def prepared(name: str, edit: Edit | None, folder: Path, project: Project) -> tuple[Update, Path, Path]:
    """What the edited file would change, the content folder and the file."""
    content, path = edited(name, edit, folder, project)
    return prepare_update(path, name, content, project), content, path


def texts(folder: Path) -> dict[str, bytes]:
    """The YAML files of a document, byte for byte."""
    return {path.name: path.read_bytes() for path in sorted(folder.glob("*.yaml"))}


def with_replaced(files: dict[str, bytes], *changes: tuple[str, str, str]) -> dict[str, bytes]:
    """`files` with (file, old, new) replaced, each old text once; nothing else differs."""
    result = dict(files)
    for file, old, new in changes:
        assert result[file].count(old.encode()) == 1, old
        result[file] = result[file].replace(old.encode(), new.encode())
    return result


def difference(before: Path, after: Path) -> tuple[list[str], list[str]]:
    """The lines that went and came, over all files of two folders."""
    went, came = [], []
    for path in sorted(before.glob("*.yaml")):
        old, new = (folder.joinpath(path.name).read_text(encoding="utf-8").splitlines() for folder in (before, after))
        for line in difflib.unified_diff(old, new, n=0, lineterm=""):
            if not line.startswith(("---", "+++", "@@")):
                (went if line[0] == "-" else came).append(line[1:])
    return went, came


def without_marks(document: Any) -> None:
    """The custom properties are thrown away, as 检查文档 in Word does."""
    rels = document.part.package.rels
    for key in [key for key, relation in rels.items() if relation.reltype.endswith("/custom-properties")]:
        del rels[key]


def said_in_yaml(path: Path, old: str, new: str) -> None:
    """Change `old`, which must be there, in a YAML file."""
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def both(*edits: Edit) -> Edit:
    """Several edits one after another."""

    def edit(document: Any) -> None:
        for one in edits:
            one(document)

    return edit
