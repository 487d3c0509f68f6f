"""What the tests of the proof share."""

from __future__ import annotations

import pytest

from ygt_docs.fonts import Fonts, load_fonts
from ygt_docs.problems import Problems
from ygt_docs.project import Project


@pytest.fixture(scope="session")
def fonts(project: Project) -> Fonts:
    """The faces that setup prepared."""
    return load_fonts(project, Problems())
