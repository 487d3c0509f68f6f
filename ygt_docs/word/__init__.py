"""Flow → .docx, through a template that is edited in Word or WPS."""

from ygt_docs.word.render import render, template_notes

__all__ = ["render", "template_notes"]
