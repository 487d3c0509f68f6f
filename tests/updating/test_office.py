"""An edited file that another program opened and saved: LibreOffice writes every part anew, as Word and WPS do."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.examples import NAMES
from tests.updating.edits import PLAN, Edit, cell, edited, replaced
from tests.word.office import Office
from ygt_docs.project import Project
from ygt_docs.updating import Update, prepare_update

_SAMPLE = (PLAN, "yunxi-2026-letter", "yunxi-2026-four-organs")


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Every example in a soak, three kinds otherwise."""
    if "name" in metafunc.fixturenames:
        names = [name for name in NAMES if "collection" not in name]
        metafunc.parametrize("name", names if metafunc.config.getoption("--soak") else _SAMPLE)


def saved_again(name: str, edit: Edit | None, folder: Path, project: Project, office: Office) -> Update:
    """What the file would change after `edit`, opened and saved as .docx by LibreOffice."""
    content, path = edited(name, edit, folder, project)
    return prepare_update(office.convert(path, "docx"), name, content, project)


def test_a_file_that_was_only_saved_again_changes_nothing(
    name: str, project: Project, office: Office, tmp_path: Path
) -> None:
    """No change, no warning: text, levels, merged cells and marks all came through."""
    update = saved_again(name, None, tmp_path, project, office)
    assert [str(change) for change in update.changes] == []
    assert [str(item) for item in update.problems] == []


@pytest.mark.parametrize(
    ("edit", "words"),
    [(replaced("现予印发", "现印发给你们"), "现印发给你们"), (cell("4月30日", "5月31日"), "5月31日前")],
)
def test_one_edit_is_one_change(edit: Edit, words: str, project: Project, office: Office, tmp_path: Path) -> None:
    """The edit comes through the other program as the one change."""
    update = saved_again(PLAN, edit, tmp_path, project, office)
    (change,) = update.changes
    assert words in change.new
    assert not change.conflict
    assert list(update.problems) == []
