"""Signs that no official face has (₂ ⁻ ☑): in the Word file they stand in a family that Windows has, named for them.

Left to itself each program takes another face for them, and one that has none shows boxes.
"""

from __future__ import annotations

import copy
import re
from collections.abc import Iterable

from ygt_docs.compose.flow import Flow
from ygt_docs.docfiles.wml import Element, w
from ygt_docs.elements.formats import style_name
from ygt_docs.fonts import Fonts
from ygt_docs.word.wml import properties, put, text_element

_SCRIPTS = ("ascii", "hAnsi", "eastAsia", "cs")


def name_sign_faces(roots: Iterable[Element], flow: Flow, fonts: Fonts) -> None:
    """Give every sign under `roots` that only the face of signs has a run of its own in the family of signs."""
    signs = signs_of(flow, fonts)
    if not signs:
        return
    parted = re.compile(f"([{re.escape(''.join(sorted(signs)))}]+)")
    for root in roots:
        for run in list(root.iter(w("r"))):
            texts = run.findall(w("t"))
            if len(texts) == 1 and parted.search(texts[0].text or ""):
                _part(run, parted.split(texts[0].text), fonts.sign_family)


def signs_of(flow: Flow, fonts: Fonts) -> set[str]:
    """The characters of `flow` that only the face of signs has."""
    found: set[str] = set()
    for paragraph in flow.paragraphs():
        for run in paragraph.runs:
            found.update(fonts.signs(fonts.role_of(style_name(paragraph.role, flow.format), run.face), run.text))
    return found


def _part(run: Element, pieces: list[str], family: str) -> None:
    """Replace `run` by a run for each of `pieces`, every second of which is signs."""
    for number, piece in enumerate(pieces):
        if not piece:
            continue
        new = copy.deepcopy(run)
        text = new.find(w("t"))
        new.replace(text, text_element(piece))
        if number % 2:
            fonts = put(properties(new, "rPr"), "rFonts", hint="eastAsia")
            for script in _SCRIPTS:
                fonts.set(w(script), family)
        run.addprevious(new)
    run.getparent().remove(run)
