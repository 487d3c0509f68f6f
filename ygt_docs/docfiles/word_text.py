"""Text out of a .docx in reading order, paragraph by paragraph."""

from __future__ import annotations

from collections.abc import Iterator

from ygt_docs.docfiles.wml import MC, Element, w

_FALLBACK = f"{{{MC}}}Fallback"
_SIGNS = {w("noBreakHyphen"): "\u2011", w("softHyphen"): "\u00ad"}


def paragraphs(root: Element) -> Iterator[Element]:
    """Every paragraph under `root` in reading order; those of a text box come after the one that holds it.

    Text that is there twice for old programs (mc:Fallback) is given once.
    """
    for element in _walk(root):
        if element.tag == w("p"):
            yield element


def text_of(paragraph: Element) -> str:
    """The characters of one paragraph without tabs and line breaks, and without the text boxes that hang on it."""
    return "".join(_characters(node) for node in _walk(paragraph, stop=w("txbxContent")))


def runs_of(paragraph: Element) -> Iterator[Element]:
    """The runs of one paragraph, without those of the text boxes that hang on it."""
    for node in _walk(paragraph, stop=w("txbxContent")):
        if node.tag == w("r"):
            yield node


def texts(root: Element) -> list[str]:
    """The text of every paragraph under `root` that has any, in reading order."""
    return [text for text in (text_of(paragraph) for paragraph in paragraphs(root)) if text]


def _walk(root: Element, stop: str | None = None) -> Iterator[Element]:
    for child in root:
        if child.tag == _FALLBACK or child.tag == stop:
            continue
        yield child
        yield from _walk(child, stop)


def _characters(node: Element) -> str:
    if node.tag == w("t"):
        return node.text or ""
    if node.tag == w("sym"):
        return chr(int(node.get(w("char"), "0"), 16))
    return _SIGNS.get(node.tag, "")
