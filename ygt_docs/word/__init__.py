"""Flow → .docx, through a template that is edited in Word or WPS."""

from ygt_docs.word.render import TEMPLATE, render

__all__ = ["TEMPLATE", "render"]
