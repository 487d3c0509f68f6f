"""Which templates lay a format out (文件格式、特定格式, 10): the one table that both writers read."""

from __future__ import annotations

from ygt_docs.notice.model import Format, Kind, Notice

# The stem of the templates' names: templates/word/STEM.docx, templates/pdf/STEM.html and STEM.css.
TEMPLATES: dict[Format, str] = {
    Format.DOCUMENT: "notice",
    Format.LETTER: "letter",
    Format.ORDER: "order",
    Format.MINUTES: "minutes",
    Format.MANUSCRIPT: "manuscript",
    Format.BULLETIN: "bulletin",
    Format.COLLECTION: "collection",
}

_OF_KIND = {
    Kind.LETTER: Format.LETTER,
    Kind.ORDER: Format.ORDER,
    Kind.MINUTES: Format.MINUTES,
    Kind.MANUSCRIPT: Format.MANUSCRIPT,
    Kind.BULLETIN: Format.BULLETIN,
    Kind.COLLECTION: Format.COLLECTION,
    Kind.OTHER: Format.LETTER,
}


def format_of(notice: Notice) -> Format:
    """The layout of `notice`: the one it names, else that of its kind (a 函 is a letter, and so is 其他), else 文件."""
    return notice.format or _OF_KIND.get(notice.kind, Format.DOCUMENT)
