"""One look for Word and PDF (样式): the named styles of templates/word/notice.docx, read and kept in step."""

from ygt_docs.look.copies import differing_copies, renew_copies, take_styles
from ygt_docs.look.styles import SOURCE, Look, StyleLook, load_look, read_look

__all__ = [
    "SOURCE",
    "Look",
    "StyleLook",
    "differing_copies",
    "load_look",
    "read_look",
    "renew_copies",
    "take_styles",
]
