"""The LibreOffice that saves an edited file again."""

from tests.word.conftest import fonts, office

__all__ = ["fonts", "office"]
