"""Fonts: role → the family named in Word, and the faces embedded in the PDF (templates/fonts.yaml)."""

from ygt_docs.fonts.face import FaceFile
from ygt_docs.fonts.fonts import Fonts, load_fonts
from ygt_docs.fonts.mapping import ROLES

__all__ = ["ROLES", "FaceFile", "Fonts", "load_fonts"]
