"""The values of the style sheet, read from the standard: the CSS template holds no number of GB/T 9704-2012."""

from __future__ import annotations

from typing import Any

from ygt_docs.compose.flow import Face, Flow, Role
from ygt_docs.elements.formats import LAYOUTS, style_name
from ygt_docs.fonts import Fonts
from ygt_docs.geometry.special import LETTER_RULE_HEIGHT, LETTER_START
from ygt_docs.geometry.text import BORDER, CELL_ABOVE, CELL_SIDE
from ygt_docs.placing import page_numbers
from ygt_docs.project import Project
from ygt_docs.standard import gbt9704 as standard
from ygt_docs.standard.lengths import ZERO, Length
from ygt_docs.standard.line_grid import STANDARD_GRID, LineGrid
from ygt_docs.templating import file_environment, require_plain

DRAWN = frozenset({Role.MASTHEAD_RULE, Role.PICTURE})  # a line by the numbers of the standard, and no text
TABLE_ROLES = frozenset({Role.TABLE_HEAD, Role.TABLE_GROUP, Role.TABLE_CENTRED, Role.TABLE_TEXT, Role.TABLE_NUMBER})
_ALIGN = {"左": "left", "中": "center", "右": "right", "两端": "justify", "分散": "justify-all"}


def css_length(length: Length) -> str:
    """`length` in CSS, in points to the last EMU."""
    return f"{length.emu / 12_700:.5f}".rstrip("0").rstrip(".") + "pt"


def values(grid: LineGrid = STANDARD_GRID) -> dict[str, str]:
    """Every rule of the standard by its name in lower case: lengths with their unit, everything else as text.

    Upper and lower margin and pitch of the lines are those of `grid`.
    """
    own = {"top_margin": grid.top, "bottom_margin": grid.bottom, "line_pitch": grid.pitch}
    return {
        name.lower(): css_length(rule.value) if isinstance(rule.value, Length) else str(rule.value)
        for name, rule in vars(standard).items()
        if isinstance(rule, standard.Rule)
    } | {name: css_length(length) for name, length in own.items()}


def style_sheet(flow: Flow, fonts: Fonts, project: Project) -> str:
    """The style sheet of notices, filled in. Raises jinja2.TemplateError for a name that does not exist."""
    context = {
        "marked": flow.marked,
        "sample": flow.sample,
        "std": values(flow.grid),
        "imprint_lift": css_length(flow.grid.lowered),
        "below_thick_rule": css_length(_below(standard.IMPRINT_THICK_RULE.value)),
        "below_thin_rule": css_length(_below(standard.IMPRINT_THIN_RULE.value)),
        "roles": _role_rules(flow, fonts),
        "text": css_values(fonts, "Normal", flow.grid),
        "table_text": css_values(fonts, Role.TABLE_TEXT, flow.grid),
        "imprint_text": css_values(fonts, "版记", flow.grid),
        "marked_text": css_values(fonts, "待改标记", flow.grid),
        **_page_number(fonts, flow.grid),
        **_letter(flow),
        "cell_above": css_length(CELL_ABOVE),
        "cell_half_above": css_length(CELL_ABOVE / 2),
        "cell_side": css_length(CELL_SIDE - BORDER / 2),
        "cell_border": css_length(BORDER),
    }
    require_plain(context)
    environment = file_environment(project.templates / "pdf", autoescape=False)
    return environment.get_template(LAYOUTS[flow.format].template + ".css").render(context)


def _below(rule: Length) -> Length:
    """How much room stays free below a rule of the imprint, as in Word: it is drawn on the baseline of its line."""
    return rule / standard.BASELINE_IN_LINE.value - rule


def _role_rules(flow: Flow, fonts: Fonts) -> str:
    """A rule of CSS for each role and for each run that departs from it, from the styles of notice.docx."""
    rules = []
    for role in Role:
        if role not in DRAWN:
            own = css_values(fonts, style_name(role, flow.format), flow.grid)
            if role in TABLE_ROLES and own["size"] == css_values(fonts, Role.TABLE_TEXT, flow.grid)["size"]:
                own = {**own, "size": "inherit", "pitch": "inherit"}  # a table is set smaller as a whole
            rules.append(f".{role.css_class} {{ {_declarations(own)} }}")
    for face in Face:
        if face is not Face.OF_ROLE:
            rules.append(f".{face.css_class} {{ {_run_declarations(fonts, face)} }}")
    return "\n".join(rules)


def css_values(fonts: Fonts, name: str, grid: LineGrid) -> dict[str, str]:
    """What the paragraph style `name` says, as values of CSS. Raises UserError (W118, W119) where it says none."""
    own = fonts.look.paragraph(name)
    pitch = grid.pitch if own.pitch == standard.LINE_PITCH.value else own.pitch
    return {
        "family": fonts.css_family(fonts.role_named(own.family)),
        "size": css_length(own.size),
        "pitch": css_length(pitch or own.size),
        "colour": f"#{own.colour}",
        "weight": "bold" if own.bold else "normal",
        "spacing": css_length(own.spacing),
        "align": _ALIGN[own.alignment],
        "first": css_length(own.first),
        "left": css_length(own.left),
        "right": css_length(own.right),
        "before": css_length(own.before),
        "after": css_length(own.after),
    }


def _declarations(own: dict[str, str]) -> str:
    """`own` (see `css_values`) as declarations."""
    return (
        f"font-family: {own['family']}; font-size: {own['size']}; font-weight: {own['weight']};"
        f" line-height: {own['pitch']}; color: {own['colour']};"
        f" letter-spacing: {own['spacing']}; text-align: {own['align']};"
        f" text-indent: {own['first']}; padding-left: {own['left']}; padding-right: {own['right']};"
        f" margin-top: {own['before']}; margin-bottom: {own['after']};"
    )


def _run_declarations(fonts: Fonts, face: Face) -> str:
    """What the character style of `face` changes, as declarations."""
    own = fonts.look.run(face)
    if own.family:
        found = [f"font-family: {fonts.css_family(fonts.role_named(own.family))};"]
    else:
        found = []
    if own.size != ZERO:
        found.append(f"font-size: {css_length(own.size)};")
    if own.colour:
        found.append(f"color: #{own.colour};")
    if own.bold:
        found.append("font-weight: bold;")
    return " ".join(found)


def _letter(flow: Flow) -> dict[str, str]:
    """Where the head of a letter begins and its double rules stand (10.1), seen from the first page's text."""
    if flow.rules_centred_on_page:
        centre = standard.PAGE_WIDTH.value / 2
    else:
        centre = standard.BINDING_MARGIN.value + standard.TYPE_AREA_WIDTH.value / 2
    shift = centre - standard.LETTER_RULE_LENGTH.value / 2 - standard.BINDING_MARGIN.value
    foot = standard.PAGE_HEIGHT.value - standard.LETTER_FOOT_RULE_FROM_PAGE_FOOT.value - LETTER_RULE_HEIGHT
    thick = foot + standard.LETTER_RULE_THIN.value + standard.LETTER_RULE_BETWEEN.value
    return {
        "letter_start": css_length(LETTER_START),
        "letter_rule_shift": css_length(shift),
        "letter_foot_rule": css_length(foot - LETTER_START),
        "letter_foot_rule_thick": css_length(thick - LETTER_START),
    }


def _page_number(fonts: Fonts, grid: LineGrid) -> dict[str, Any]:
    """The look of the number on odd and on even pages, and where it stands on upright and on turned ones (7.5, 8).

    On a turned page it is set in a box as wide as the left margin and as high as the type area, and that box is
    turned clockwise about its middle: what was its right end points down, what was above points right.
    """
    half_margin = standard.LANDSCAPE_LEFT_MARGIN.value / 2
    half_length = standard.TYPE_AREA_WIDTH.value / 2
    numbers = page_numbers(fonts)
    odd, even = (fonts.look.paragraph(name) for name in numbers)
    found: dict[str, Any] = {}
    for name, style, along in (("odd", odd, half_length - odd.right), ("even", even, even.left - half_length)):
        number = numbers[style.name]
        shift = -half_margin if name == "odd" else half_margin
        across = half_margin - standard.PAGE_NUMBER_GAP.value - (number.line / 2 - number.dash)
        found[f"{name}_number"] = {
            **css_values(fonts, style.name, grid),
            "below": css_length(number.below - grid.lowered),
            "turned_along": css_length(along + shift),
            "turned_across": css_length(across),
        }
    return found
