"""The face that each run of a .docx really has: run, character style, paragraph style, defaults, in that order."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ygt_docs.docfiles.wml import Element, StyleSheet, local_name, w
from ygt_docs.docfiles.word_text import paragraphs, runs_of
from ygt_docs.problems import Problems

_SCRIPTS = ("ascii", "hAnsi", "eastAsia")
_SHOWN = 12


def check_faces(roots: Mapping[str, Element], styles: StyleSheet, families: set[str], problems: Problems) -> None:
    """Report every face outside `families` (V120) and every face of a theme (V121), each once.

    `roots`: the parts that print, by name, and the styles.
    """
    reported: set[tuple[str, str]] = set()
    for root in roots.values():
        for paragraph in paragraphs(root):
            for run in runs_of(paragraph):
                text = "".join(node.text or "" for node in run if node.tag == w("t"))
                for script, family in effective_faces(run, paragraph, styles):
                    if text.strip() and family not in families and (script, str(family)) not in reported:
                        reported.add((script, str(family)))
                        problems.add("V120", found=family or "（没有指定）", script=script, text=text[:_SHOWN])
    _check_themes(roots, problems)


def effective_faces(run: Element, paragraph: Element, styles: StyleSheet) -> Iterator[tuple[str, str | None]]:
    """The family of `run` for each script (ascii, hAnsi, eastAsia); None where nothing names one."""
    sources = [run.find(w("rPr"))]
    sources += [style.find(w("rPr")) for style in _chain(run, "rPr", "rStyle", "character", styles)]
    sources += [style.find(w("rPr")) for style in _chain(paragraph, "pPr", "pStyle", "paragraph", styles)]
    sources.append(styles.defaults_run)
    fonts = [source.find(w("rFonts")) for source in sources if source is not None]
    for script in _SCRIPTS:
        yield script, next((item.get(w(script)) for item in fonts if item is not None and item.get(w(script))), None)


def _chain(owner: Element, holder: str, name: str, kind: str, styles: StyleSheet) -> Iterator[Element]:
    named = owner.find(f"{w(holder)}/{w(name)}")
    if named is None and kind == "character":
        return iter(())
    return styles.chain(None if named is None else named.get(w("val")), kind)


def _check_themes(roots: Mapping[str, Element], problems: Problems) -> None:
    for name, root in roots.items():
        found = {
            local_name(element) + "@" + str(key).rpartition("}")[2]
            for element in root.iter(w("rFonts"))
            for key in element.attrib
            if str(key).endswith("Theme")
        }
        for item in sorted(found):
            problems.add("V121", part=name, found=item)
