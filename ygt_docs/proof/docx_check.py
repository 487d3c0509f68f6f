"""The finished .docx, opened again, against the Flow it was made from: package, text, faces, tables, type area."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from ygt_docs.compose.flow import Flow
from ygt_docs.docfiles.wml import Element, StyleSheet, make, w
from ygt_docs.docfiles.word_file import WordFile
from ygt_docs.docfiles.word_package import Package
from ygt_docs.docfiles.word_text import texts
from ygt_docs.fonts import ROLES, Fonts
from ygt_docs.problems import Problem, Problems
from ygt_docs.proof.docx_faces import check_faces
from ygt_docs.proof.docx_layout import check_layout
from ygt_docs.proof.docx_special import check_letter
from ygt_docs.proof.same_text import first_difference
from ygt_docs.word.context import MARKED_WORDS

_TEMPLATE_MARKS = re.compile(r"\{\{|\}\}|\{%|%\}|\{#|#\}|｛｛|｝｝|｛％|％｝")


def verify_docx(data: bytes | WordFile, flow: Flow, fonts: Fonts) -> list[Problem]:
    """Everything by which the .docx `data` differs from `flow` (V1xx); an empty list: they agree."""
    file = WordFile.of(data)
    problems = Problems(file.faults)
    package = file.package
    if package is None or package.document is None:
        return list(problems)
    for item in file.carried:
        problems.add("V108", found=str(item))
    root = package.roots[package.document]
    body = root.find(w("body"))
    if body is None:
        problems.add("V106", part=package.document, why="没有正文（w:body）")
        return list(problems)
    edges = _edges(package)
    styles = StyleSheet(_styles(package))
    _check_text(texts(body), flow.text(), problems)
    _check_marks(texts(body), flow.text(), edges, problems)
    _check_marked(edges, flow.marked, problems)
    faces = {fonts.word_family(role) for role in ROLES} | {fonts.sign_family}
    check_faces({package.document: body, **edges, "word/styles.xml": _styles(package)}, styles, faces, problems)
    check_layout(body, styles, flow.grid, problems)
    _check_settings(package, problems)
    check_letter(package, body, flow, problems)
    return list(problems)


def _edges(package: Package) -> Mapping[str, Element]:
    """The headers and footers that the document names."""
    names = [name for kind in ("header", "footer") for name in package.related(str(package.document), kind)]
    return {name: package.roots[name] for name in names if name in package.roots}


def _styles(package: Package) -> Element:
    names = package.related(str(package.document), "styles")
    return package.roots[names[0]] if names and names[0] in package.roots else make("styles")


def _check_text(found: Sequence[str], wanted: Sequence[str], problems: Problems) -> None:
    """The paragraphs of the file are those of the Flow, in order, character for character."""
    for number, (own, theirs) in enumerate(zip(wanted, found, strict=False), start=1):
        if own != theirs:
            parted = first_difference(own, theirs)
            problems.add("V110", number=number, after=parted["after"], wanted=parted["wanted"], found=parted["found"])
            return
    if len(found) < len(wanted):
        problems.add("V111", found=wanted[len(found)][:30], count=len(wanted) - len(found))
    elif len(found) > len(wanted):
        problems.add("V112", found=found[len(wanted)][:30], count=len(found) - len(wanted))


def _check_marks(found: Sequence[str], wanted: Sequence[str], edges: Mapping[str, Element], problems: Problems) -> None:
    """No mark of the template is left; a document may well write of braces itself."""
    own = set(wanted)
    printed = [text for text in found if text not in own] + [text for root in edges.values() for text in texts(root)]
    for text in dict.fromkeys(printed):
        mark = _TEMPLATE_MARKS.search(text)
        if mark:
            problems.add("V113", found=mark.group(), text=text[:30])


def _check_marked(edges: Mapping[str, Element], marked: bool, problems: Problems) -> None:
    for name, root in edges.items():
        if "header" in name and (MARKED_WORDS in "".join(texts(root))) != marked:
            problems.add("V114" if marked else "V115", part=name)


def _check_settings(package: Package, problems: Problems) -> None:
    """Odd and even pages have footers of their own (7.5): Word obeys them only if the settings say so."""
    roots = [
        package.roots[name] for name in package.related(str(package.document), "settings") if name in package.roots
    ]
    if not any(root.find(w("evenAndOddHeaders")) is not None for root in roots):
        problems.add("V143", strength="应", clause="7.5")
