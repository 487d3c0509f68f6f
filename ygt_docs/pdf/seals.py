"""The organs' own seal pictures: files in the project's folder seals, for a PDF to look at (样稿) and nothing else."""

from __future__ import annotations

from pathlib import Path

from ygt_docs.compose.flow import Flow, Paragraph, Seal
from ygt_docs.problems import Problems, UserError
from ygt_docs.project import Project
from ygt_docs.standard import gbt9704 as standard
from ygt_docs.standard.lengths import Length

_PNG = b"\x89PNG\r\n\x1a\n"


def seal_pictures(flow: Flow, project: Project) -> dict[str, Path]:
    """The file of each seal of a 样稿, by its name; none for any other flow.

    Raises UserError (P104) where a file is missing, is no PNG, or lies outside the folder seals.
    """
    if not flow.sample:
        return {}
    folder = project.seals.resolve()
    problems, found = Problems(), {}
    for name in dict.fromkeys(seal.picture for seal in _seals(flow)):
        path = (folder / name).resolve()
        if path.parent == folder and path.is_file() and path.read_bytes()[: len(_PNG)] == _PNG:
            found[name] = path
        else:
            problems.add("P104", found=name)
    if problems.errors:
        raise UserError(problems)
    return found


def seal_box(seal: Seal, pitch: Length) -> dict[str, float | None]:
    """Where the picture stands in points: `size`, `top` from the paragraph's upper edge, `right` from its right edge.

    `pitch`: from line to line. `right` None: in the middle of the cell.
    """
    size = seal.diameter.pt
    if seal.across is None:
        right = None
    else:
        right = standard.CHARACTER_PITCH.value.pt * seal.across - size / 2
    return {"size": size, "top": pitch.pt * seal.down - size / 2, "right": right}


def _seals(flow: Flow) -> list[Seal]:
    seals: list[Seal] = []
    for item in flow.paragraphs():
        if isinstance(item, Paragraph) and item.seal is not None:
            seals.append(item.seal)
    return seals
