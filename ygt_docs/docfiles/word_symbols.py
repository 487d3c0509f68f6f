"""Signs that a format makes: symbols of picture fonts (w:sym), raised and lowered characters, blanks to fill in."""

from __future__ import annotations

UNKNOWN = "〓"
_WINGDINGS = {
    0x6C: "●",
    0x6D: "❍",
    0x6E: "■",
    0x6F: "□",
    0x71: "❑",
    0x74: "⧫",
    0x75: "◆",
    0x76: "❖",
    0x77: "◆",
    0x78: "⌧",
    0x9F: "•",
    0xA1: "○",
    0xA4: "◉",
    0xA7: "▪",
    0xA8: "□",
    0xAA: "✦",
    0xAB: "★",
    0xD8: "➢",
    0xDF: "←",
    0xE0: "→",
    0xE1: "↑",
    0xE2: "↓",
    0xE8: "➔",
    0xF0: "⇨",
    0xFB: "✗",
    0xFC: "✓",
    0xFD: "☒",
    0xFE: "☑",
    **{0x81 + step: sign for step, sign in enumerate("①②③④⑤⑥⑦⑧⑨⑩")},
    **{0x8C + step: sign for step, sign in enumerate("❶❷❸❹❺❻❼❽❾❿")},
}
_WINGDINGS_2 = {
    0x4F: "✗",
    0x50: "✓",
    0x51: "☒",
    0x52: "☑",
    0x53: "☒",
    0xA3: "□",
    0x98: "●",
    0x9E: "·",
    **{0x6A + step: sign for step, sign in enumerate("①②③④⑤⑥⑦⑧⑨⑩")},
}
_SYMBOL = {
    0xB7: "•",
    0xB0: "°",
    0xB1: "±",
    0xB3: "≥",
    0xA3: "≤",
    0xB4: "×",
    0xB8: "÷",
    0xB9: "≠",
    0xBB: "≈",
    0xA5: "∞",
    0xD6: "√",
    0xAE: "→",
    0xAC: "←",
    0x61: "α",
    0x62: "β",
    0x67: "γ",
    0x6D: "μ",
    0x57: "Ω",
}
_FONTS = {"wingdings": _WINGDINGS, "wingdings 2": _WINGDINGS_2, "symbol": _SYMBOL}


def symbol(font: str, code: int) -> str | None:
    """The character that `font` shows at `code` (with or without F000 added); None: it is not known."""
    known = _FONTS.get(font.lower())
    low = code & 0xFF if 0xF000 <= code <= 0xF0FF else code
    if known is not None:
        return known.get(low)
    # An ordinary font: the code is the character's own.
    return chr(code) if 0x20 <= code < 0xD800 else None


def is_picture_font(font: str) -> bool:
    """Whether `font` shows signs in the place of letters."""
    return font.lower() in _FONTS


def bullet(text: str, font: str) -> str:
    """The sign of a list without numbers as it is typed: a known symbol, else ●."""
    if len(text) == 1 and (font.lower() in _FONTS or 0xF000 <= ord(text) <= 0xF0FF):
        return symbol(font or "wingdings", ord(text)) or "●"
    return text


_RAISED = dict(zip("0123456789+-−=()ni", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ⁿⁱ", strict=True))
_LOWERED = dict(zip("0123456789+-−=()", "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎", strict=True))


def script(text: str, raised: bool) -> str | None:
    """`text` in the signs that Unicode has above (`raised`) or below the line; None: it lacks one of them."""
    signs = _RAISED if raised else _LOWERED
    if text and all(sign in signs for sign in text):
        return "".join(signs[sign] for sign in text)
    return None


def blank(text: str) -> str | None:
    """Underlined white space as a line to write on, ＿ for each em of it; None: `text` is anything else."""
    if not text or text.strip(" \t\u3000\xa0\u2002\u2003"):
        return None
    ems = sum({"\t": 4.0, "\u3000": 1.0, "\u2003": 1.0}.get(sign, 0.5) for sign in text)
    return "＿" * max(1, round(ems))
