"""Text out of a .docx in reading order: sections, paragraphs and runs, with tracked deletions or without."""

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
    return "".join(map(_characters, _walk(paragraph, stop=w("txbxContent"))))


def runs_of(paragraph: Element) -> Iterator[Element]:
    """The runs of one paragraph, without those of the text boxes that hang on it."""
    for node in _walk(paragraph, stop=w("txbxContent")):
        if node.tag == w("r"):
            yield node


def texts(root: Element) -> list[str]:
    """The text of every paragraph under `root` that has any, in reading order."""
    found: list[str] = []
    for text in map(text_of, paragraphs(root)):
        if text:
            found.append(text)
    return found


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


def plain_text(paragraph: Element) -> str:
    """The characters of a paragraph without what was struck out; tabs as tabs."""
    return "".join(map(run_text, kept_runs(paragraph)))


def kept_runs(paragraph: Element) -> Iterator[Element]:
    """The runs of a paragraph, less those of deletions that are still tracked."""
    return (run for run in runs_of(paragraph) if next(run.iterancestors(w("del")), None) is None)


def run_text(run: Element) -> str:
    """The characters of a run; tabs as tabs, breaks of a line as line feeds."""
    return "".join(_CHARACTERS[node.tag](node) for node in run if node.tag in _CHARACTERS)


_CHARACTERS = {
    w("t"): lambda node: node.text or "",
    w("tab"): lambda node: "\t",
    w("br"): lambda node: "" if node.get(w("type")) == "page" else "\n",
    w("noBreakHyphen"): lambda node: "\u2011",
}


def sections(body: Element) -> Iterator[tuple[Element, list[Element]]]:
    """Each section's properties with the paragraphs and tables that stand in it."""
    blocks: list[Element] = []
    for child in body:
        if child.tag == w("sectPr"):
            yield child, blocks
            return
        blocks.append(child)
        settings = child.find(f"{w('pPr')}/{w('sectPr')}")
        if settings is not None:
            yield settings, blocks
            blocks = []
