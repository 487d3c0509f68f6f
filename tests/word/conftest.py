"""The project's fonts, a LibreOffice, and a copy of the project whose template may be damaged."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.word.office import Office
from tests.word.template_copy import TemplateCopy
from ygt_docs.fonts import Fonts, load_fonts
from ygt_docs.problems import Problems
from ygt_docs.project import Project


@pytest.fixture(scope="session")
def fonts(project: Project) -> Fonts:
    """The faces that setup prepared."""
    return load_fonts(project, Problems())


@pytest.fixture(scope="session")
def office(tmp_path_factory: pytest.TempPathFactory, fonts: Fonts) -> Office:
    """A LibreOffice that shows the families of the .docx in the project's faces."""
    return Office(tmp_path_factory.mktemp("office"), fonts)


@pytest.fixture
def template(tmp_path: Path, project: Project) -> TemplateCopy:
    """A copy of the Word template that a test may edit."""
    return TemplateCopy(project, tmp_path / "copy")
