"""The laid-out PDF against the styles of notice.docx (一致): what the style sheet says besides them is told.

The rules of the roles are made from the styles; a line in templates/pdf that sets a colour or a size for itself would
make the PDF another design than the Word file. So the values that the engine computed are held against the styles, for
the first paragraph of each role; what the Flow itself sets for a paragraph (size of the mark, indents) is left out.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ygt_docs.compose.flow import Flow, Role
from ygt_docs.elements.formats import style_name
from ygt_docs.fonts import Fonts
from ygt_docs.pdf.style import DRAWN, TABLE_ROLES, css_values
from ygt_docs.problems import Place, Problems

_ROLES = {role.css_class: role for role in Role}
_PIXELS = 0.75  # points in a pixel of CSS
_SLACK = 0.01  # points
# Name of the property for people, of the computed value, and of the declaration in an inline style.
_LENGTHS = {
    "size": ("字号", "font_size", "font-size"),
    "pitch": ("行距", "line_height", "line-height"),
    "spacing": ("字间距", "letter_spacing", "letter-spacing"),
    "first": ("首行缩进", "text_indent", "text-indent"),
    "left": ("左缩进", "padding_left", "padding-left"),
    "right": ("右缩进", "padding_right", "padding-right"),
    "before": ("段前", "margin_top", "margin"),
    "after": ("段后", "margin_bottom", "margin"),
}


def check_look(pages: list[Any], flow: Flow, fonts: Fonts, problems: Problems) -> None:
    """Add an error (P120) for each property of a role whose value on `pages` is not that of its style."""
    seen: set[Role] = set()
    for page in pages:
        for box in page.descendants():
            role = _role_of(box)
            if role is None or role in seen or _is_set_by_the_flow(box):
                continue
            seen.add(role)
            name = style_name(role, flow.format)
            for what, found, wanted in _differences(box, role in TABLE_ROLES, css_values(fonts, name, flow.grid)):
                problems.add("P120", Place("templates/pdf"), role=name, what=what, found=found, wanted=wanted)


def _role_of(box: Any) -> Role | None:
    """The role of a paragraph's box; None for any other box."""
    element = getattr(box, "element", None)
    if element is None or getattr(box, "children", None) is None or box.style["display"][0] == "inline":
        return None
    for name in (element.get("class") or "").split():
        if name in _ROLES and _ROLES[name] not in DRAWN:
            return _ROLES[name]
    return None


def _is_set_by_the_flow(box: Any) -> bool:
    """Whether the paragraph's own alignment was set by the pages (ragged, an unfinished line)."""
    return bool({"ragged", "goes-on"} & set(box.element.get("class").split()))


def _differences(box: Any, in_table: bool, wanted: dict[str, str]) -> Iterator[tuple[str, str, str]]:
    """What differs: name of the property, what stands on the page, what the style says.

    `in_table`: size and pitch are the table's, which is set smaller where it would be too wide.
    """
    own, style = box.element.get("style") or "", box.style
    family = style["font_family"][0]
    if not wanted["family"].startswith(f'"{family}"'):
        yield "字体", family, wanted["family"].split(",")[0].strip('"')
    colour = _hex(style["color"])
    if colour != wanted["colour"]:
        yield "颜色", colour, wanted["colour"]
    if (style["font_weight"] >= 600) != (wanted["weight"] == "bold"):
        yield "加粗", str(style["font_weight"]), wanted["weight"]
    align = wanted["align"].removesuffix("-all")
    if style["text_align_all"] != align:
        yield "对齐", style["text_align_all"], align
    for key, (name, computed, declared) in _LENGTHS.items():
        if declared in own or (in_table and key in ("size", "pitch", "spacing")):
            continue
        found, expected = _points(style[computed]), float(wanted[key].removesuffix("pt"))
        if abs(found - expected) > _SLACK:
            yield name, f"{found:g} 磅", f"{expected:g} 磅"


def _points(value: Any) -> float:
    """A computed length in points: pixels as a number, with its unit, or as the text of a line's height."""
    if isinstance(value, str):  # normal
        return 0.0
    if isinstance(value, int | float):
        return float(value) * _PIXELS
    number = next(part for part in value if isinstance(part, int | float))
    return float(number) * _PIXELS


def _hex(colour: Any) -> str:
    """`colour` as the style sheet writes it."""
    red, green, blue = (round(part * 255) for part in tuple(colour)[:3])
    return f"#{red:02X}{green:02X}{blue:02X}"
