"""Seeded random edits of every example: what the edited file says is in the YAML afterwards, or the report lists it."""

from __future__ import annotations

import copy
import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

from docx.text.paragraph import Paragraph

from tests.examples import NAMES
from tests.updating.edits import Edit, edited, say
from ygt_docs.problems import UserError
from ygt_docs.project import Project
from ygt_docs.updating import prepare_update

_TYPED = ("增加内容", "，", "A: b # c", "“引”", "8")


def random_edit(seed: int) -> Edit:
    """One to four edits of characters, paragraphs and rows."""

    def edit(document: Any) -> None:
        chance = random.Random(seed)
        for _ in range(chance.randint(1, 4)):
            _one(document, chance)

    return edit


def _one(document: Any, chance: random.Random) -> None:
    paragraph = chance.choice([item for item in document.paragraphs if item.runs and len(item.text.strip()) > 6])
    kind, text = chance.choice(("put", "cut", "replace", "gone", "new", "row")), paragraph.text
    at = chance.randrange(len(text))
    if kind == "put":
        say(paragraph, text[:at] + chance.choice(_TYPED) + text[at:])
    elif kind == "cut":
        say(paragraph, text[:at] + text[at + chance.randint(1, 5) :])
    elif kind == "replace":
        say(paragraph, f"{text[:at]}替换{text[at + 2 :]}")
    elif kind == "gone":
        paragraph._p.getparent().remove(paragraph._p)
    elif kind == "new":
        element = copy.deepcopy(paragraph._p)
        paragraph._p.addnext(element)
        say(Paragraph(element, paragraph._parent), "另外新增的一段话，随手写的。")
    elif document.tables and len(document.tables[-1].rows) > 3:
        row = chance.choice(document.tables[-1].rows)._tr
        row.getparent().remove(row)


def test_edited_text_is_written_or_listed(project: Project, tmp_path: Path, count: Callable[[int, int], int]) -> None:
    """After writing, the same Word file has nothing more to ask for."""
    names = [name for name in NAMES if "collection" not in name]
    codes: set[tuple[int, str]] = set()
    for seed in range(count(4, 400)):
        name = names[seed % len(names)]
        folder = tmp_path / str(seed)
        folder.mkdir()
        content, path = edited(name, random_edit(seed), folder, project)
        try:
            update = prepare_update(path, name, content, project)
            update.write(update.changes)
        except UserError as error:
            codes.update((seed, item.code) for item in error.problems)
            continue
        again = prepare_update(path, name, content, project)
        assert [str(change) for change in again.changes] == [], seed
    assert [item for item in codes if item[1] not in ("U101", "U105")] == []
