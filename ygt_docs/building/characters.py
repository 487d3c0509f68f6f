"""Which faces are really used (字体核对): stand-ins, borrowed characters, and characters that no face has."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from ygt_docs.compose.flow import Flow, Run
from ygt_docs.elements.formats import style_name
from ygt_docs.fonts import ROLES, Fonts
from ygt_docs.problems import Place, Problem, problem

_LISTED = 20
# A row higher than a page has no head above its rest; a title of pages leaves no body on the first and has no shape.
_ECHOES = {"P105": ("V202", "D503"), "T126": ("P110", "D303", "D304", "D309", "D319")}


@dataclass(frozen=True)
class Use:
    """A run and the role of fonts.yaml it stands in."""

    role: str
    run: Run


def uses(flow: Flow, fonts: Fonts) -> Iterator[Use]:
    """Every run of the Flow that has text, with its role, in reading order."""
    for paragraph in flow.paragraphs():
        for run in paragraph.runs:
            if run.text:
                yield Use(fonts.role_of(style_name(paragraph.role, flow.format), run.face), run)


def font_roles(flow: Flow, fonts: Fonts) -> list[str]:
    """The roles of fonts.yaml that the text uses, each once, in order of first use."""
    return list(dict.fromkeys(use.role for use in uses(flow, fonts)))


def check_characters(flow: Flow, fonts: Fonts) -> list[Problem]:
    """A note for borrowed characters (F302), errors for missing characters (F303).

    Borrowed characters are one note for each face, at the place of the first.
    """
    return [*_borrowed(flow, fonts), *_missing(flow, fonts)]


def stand_ins(fonts: Fonts) -> list[Problem]:
    """One note over all roles that a stand-in face prints (F301): it is no matter of one document but of the office."""
    roles = []
    for role in ROLES:
        if fonts.faces(role)[0].stand_in:
            roles.append(role)
    wanted = "、".join(f"{role}（{fonts.word_family(role)}）" for role in roles)
    if roles:
        return [problem("F301", wanted=wanted)]
    return []


def _borrowed(flow: Flow, fonts: Fonts) -> list[Problem]:
    found: dict[str, dict[str, Place]] = {}
    roles: dict[str, dict[str, None]] = {}
    for use in uses(flow, fonts):
        for character, face in fonts.borrowed(use.role, use.run.text):
            found.setdefault(face.path.name, {}).setdefault(character, use.run.place)
            roles.setdefault(face.path.name, {})[use.role] = None
    result: list[Problem] = []
    for file, places in found.items():
        result.append(
            problem(
                "F302",
                next(iter(places.values())),
                role="、".join(roles[file]),
                file=file,
                count=len(places),
                characters="".join(list(places)[:_LISTED]) + ("……" if len(places) > _LISTED else ""),
            )
        )
    return result


def _missing(flow: Flow, fonts: Fonts) -> list[Problem]:
    """One error for each character, at the first of its places, with how often it stands in the text."""
    first: dict[str, tuple[str, Place]] = {}
    times: Counter[str] = Counter()
    for use in uses(flow, fonts):
        for character in fonts.missing(use.role, use.run.text):
            times[character] += use.run.text.count(character)
            first.setdefault(character, (use.role, _place_in(use.run, character)))
    return [
        problem("F303", place, character=character, point=f"U+{ord(character):04X}", role=role, count=times[character])
        for character, (role, place) in first.items()
    ]


def _place_in(run: Run, character: str) -> Place:
    """Where `character` was typed: its column, if that of the run is known."""
    column = run.place.column
    if column is None:
        return run.place
    return replace(run.place, column=column + run.text.index(character))


def without_echoes(found: Iterable[Problem], flow: Flow, fonts: Fonts) -> list[Problem]:
    """`found` without what later stages say of characters that F303 names: one fault, mended where it was typed.

    The engine (P101), the face it took (V204) and what the PDF says instead (V202) name the character; the proof (D803)
    can only see a hole. What else is only said again stands in `_ECHOES`.
    """
    found = list(found)
    told = {item.code for item in found}
    again = {echo for code in told & _ECHOES.keys() for echo in _ECHOES[code]}
    found = [item for item in found if item.code not in again]
    missing = [character for use in uses(flow, fonts) for character in fonts.missing(use.role, use.run.text)]
    return [item for item in found if not missing or not _tells_of(item, missing)]


def _tells_of(item: Problem, missing: Sequence[str]) -> bool:
    names = (name for character in missing for name in (character, f"U+{ord(character):04X}"))
    return item.code == "D803" or (
        item.code in ("P101", "V202", "V204") and any(name in item.message for name in names)
    )
