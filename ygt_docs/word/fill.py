"""Put the content where the template printed tokens: runs, line breaks, indents, heights. No face, size or colour.

The one size set here is that of the issuing mark, which depends on how many characters it has (7.2.4).
"""

from __future__ import annotations

import copy
import re
from collections import Counter
from collections.abc import Iterable, Iterator

from ygt_docs.compose.flow import Face, Flow, Indent, Paragraph, Role, Run
from ygt_docs.docfiles.wml import Element, StyleSheet, make, w
from ygt_docs.elements.formats import style_name
from ygt_docs.fonts import Fonts
from ygt_docs.problems import Place, Problems
from ygt_docs.standard import gbt9704 as standard
from ygt_docs.standard.line_ends import breaks_freely
from ygt_docs.word.slots import TOKEN, Slot, SlotKind, Slots
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


GENERAL_SAMPLE = "通用样板"
Printed = dict[int, Element]
"""The paragraph that each slot was printed in, by the slot's number."""


def fill(roots: Iterable[Element], slots: Slots, styles: StyleSheet, place: Place, problems: Problems) -> Printed:
    """Replace every token under `roots` by what it stands for.

    `place` names the template in problems: a slot that was not printed (W107) or printed twice (W108), a character
    style (W109) or a paragraph style (W118) that is missing, text outside any paragraph (W104).
    """
    printed: Printed = {}
    times: Counter[int] = Counter()
    for root in roots:
        for run in list(root.iter(w("r"))):
            numbers = [int(number) for text in run.findall(w("t")) for number in TOKEN.findall(text.text or "")]
            if not numbers:
                continue
            times.update(numbers)
            paragraph = next(run.iterancestors(w("p")), None)
            if paragraph is None:
                problems.add("W104", place, found=_name(slots[numbers[0]]), why="文字不在段落里")
                continue
            printed.update(dict.fromkeys(numbers, paragraph))
            _replace(run, slots, styles, place, problems)
    _report(slots, times, place, problems)
    _take_styles(printed, slots, styles, place, problems)
    for number, element in printed.items():
        _shape(element, slots[number], styles)
    return printed


def _take_styles(printed: Printed, slots: Slots, styles: StyleSheet, place: Place, problems: Problems) -> None:
    """Give what was printed through the general sample (通用样板) the style that is called like its role (W118)."""
    general = styles.id_of(GENERAL_SAMPLE)
    missing: dict[Role, None] = {}
    for number, element in printed.items():
        paragraph, layout = slots[number].paragraph, properties(element, "pPr")
        if general is None or paragraph is None or style_of(layout) != general:
            continue
        own = styles.id_of(paragraph.role)
        if own is None:
            missing[paragraph.role] = None
        else:
            put(layout, "pStyle", val=own)
    for role in missing:
        problems.add("W118", place, found=role)


def _report(slots: Slots, times: Counter[int], place: Place, problems: Problems) -> None:
    missing = {_name(slot): None for number, slot in enumerate(slots) if slot.required and not times[number]}
    twice = {
        _name(slot): None for number, slot in enumerate(slots) if slot.kind is not SlotKind.MARKED and times[number] > 1
    }
    for name in missing:
        problems.add("W107", place, found=name)
    for name in twice:
        problems.add("W108", place, found=name)


def _name(slot: Slot) -> str:
    if slot.paragraph is not None:
        return f"{slot.paragraph.role}（{slot.kind}）"
    return str(slot.kind)


def _replace(run: Element, slots: Slots, styles: StyleSheet, place: Place, problems: Problems) -> None:
    """Replace `run` by one run for each piece of it, with the same properties."""
    look = run.find(w("rPr"))
    for child in run:
        if child is look:
            continue
        for new in _pieces(child, look, slots):
            _face(new, styles, place, problems)
            run.addprevious(new)
    run.getparent().remove(run)


def _pieces(child: Element, look: Element | None, slots: Slots) -> Iterator[Element]:
    if child.tag != w("t"):
        yield _run(look, copy.deepcopy(child))
        return
    for index, piece in enumerate(TOKEN.split(child.text or "")):
        if index % 2:
            yield from _content(slots[int(piece)], look)
        elif piece:
            yield _run(look, text_element(piece))


def _content(slot: Slot, look: Element | None) -> Iterator[Element]:
    if slot.kind is SlotKind.MARKED and slot.words:
        yield _run(look, text_element(slot.words))
    elif slot.kind is SlotKind.RIGHT and slot.paragraph is not None:
        yield from _runs(slot.paragraph.right_text, look)
    elif slot.kind is SlotKind.TEXT and slot.paragraph is not None:
        for number, line in enumerate(slot.paragraph.lines):
            if number:
                yield _run(look, make("br"))
            for run in _runs(line, look):
                if slot.size is not None:
                    _size(properties(run, "rPr"), slot)
                yield run
        for column in slot.paragraph.columns:
            yield _run(look, make("tab"))
            yield from _runs(column.runs, look)


def _runs(runs: Iterable[Run], look: Element | None) -> Iterator[Element]:
    for run in runs:
        if run.text:
            new = _run(look, text_element(run.text))
            if run.face is not Face.OF_ROLE:
                # the name stands in for the id until `_face` has looked it up
                put(properties(new, "rPr"), "rStyle", val=str(run.face))
            yield new


def _run(look: Element | None, child: Element) -> Element:
    """A run that always asks for the East-Asian face: quotes and dashes would come out in another one."""
    run = make("r")
    run.append(make("rPr") if look is None else copy.deepcopy(look))
    fonts = run[0].find(w("rFonts"))
    if fonts is None:
        fonts = put(run[0], "rFonts")
    fonts.set(w("hint"), "eastAsia")
    run.append(child)
    return run


def _face(run: Element, styles: StyleSheet, place: Place, problems: Problems) -> None:
    style = run.find(f"{w('rPr')}/{w('rStyle')}")
    if style is None or style.get(w("val")) not in set(Face):
        return
    name = style.get(w("val"), "")
    found = styles.id_of(name, "character")
    if found is None:
        problems.add("W109", place, found=name)
    else:
        style.set(w("val"), found)


def _size(look: Element, slot: Slot) -> None:
    if slot.size is not None:
        half_points = round(slot.size.pt * 2)
        put(look, "sz", val=half_points)
        put(look, "szCs", val=half_points)


def _shape(element: Element, slot: Slot, styles: StyleSheet) -> None:
    """Give the paragraph of `slot` its height, indents and breaks."""
    if slot.kind is SlotKind.SPACE:
        _space(element, slot)
    if slot.kind is not SlotKind.TEXT or slot.paragraph is None:
        return
    layout = properties(element, "pPr")
    if slot.line is not None:
        exact_line(layout, slot.line.twips)
    if slot.size is not None:
        _size(paragraph_mark(layout), slot)
    _breaks(layout, slot.paragraph, styles)
    _line_ends(layout, slot.paragraph)
    _tab_stops(layout, slot.paragraph)
    if slot.paragraph.indent is not None:
        _indent(layout, slot.paragraph.indent, styles)


def _space(element: Element, slot: Slot) -> None:
    if slot.height is not None:
        exact_line(properties(element, "pPr"), slot.height.twips)
    elif slot.paragraph is None or slot.paragraph.role is not Role.MASTHEAD_RULE:
        element.getparent().remove(element)


def _line_ends(layout: Element, paragraph: Paragraph) -> None:
    """Latin words stay whole, but where one is longer than half a line (允许西文在单词中间换行); blanks stay wide."""
    if breaks_freely(paragraph.text):
        put(layout, "wordWrap", val="0")
    if paragraph.ragged:
        put(layout, "jc", val="left")


def _tab_stops(layout: Element, paragraph: Paragraph) -> None:
    """A tab stop where each column begins (3.1: a 字 is the pitch of the text)."""
    if paragraph.columns:
        stops = put(layout, "tabs")
        pitch = standard.CHARACTER_PITCH.value
        for column in paragraph.columns:
            stops.append(make("tab", val="left", pos=(pitch * column.at).twips))


def _breaks(layout: Element, paragraph: Paragraph, styles: StyleSheet) -> None:
    """What the style says of breaks stays with the style: a heading that is restyled keeps to its next line too."""
    keep = paragraph.keep_with_next
    # The last paragraph of the body goes over a page where the pages said so.
    for name, wanted in (("keepNext", keep), ("keepLines", keep and not paragraph.last_of_body)):
        if styles.is_on(style_of(layout), name) is wanted:
            continue
        if wanted:
            put(layout, name)
        else:
            put(layout, name, val=0)
    if paragraph.page_break_before:
        put(layout, "pageBreakBefore")


def _indent(layout: Element, indent: Indent, styles: StyleSheet) -> None:
    """Indents in twips: a 字 is the pitch of the style's characters (3.1).

    What the style counts in characters would go before twips of the paragraph, so it is counted here as well.
    """
    style = style_of(layout)
    pitch = styles.pitch(style)
    first = round(indent.first * pitch)
    values = {"hanging": -first} if first < 0 else {"firstLine": first}
    if _counts_characters(styles, style):
        values["firstLineChars"] = max(0, round(indent.first * 100))
    put(layout, "ind", left=round(indent.left * pitch), right=round(indent.right * pitch), **values)


def _counts_characters(styles: StyleSheet, style: str | None) -> bool:
    """Whether a style, or one it is based on, says its first line in characters (firstLineChars)."""
    for one in styles.chain(style):
        own = one.find(f"{w('pPr')}/{w('ind')}")
        if own is not None and own.get(w("firstLineChars")) is not None:
            return True
    return False


def state_first_lines(styles: StyleSheet, root: Element) -> None:
    """Say in twips too what the paragraph styles of `root` say of their first line in characters.

    A style of another size keeps the twips of the one it is based on; programs that count no characters go by these.
    """
    for style in root.iter(w("style")):
        if style.get(w("type")) != "paragraph":
            continue
        said: dict[str, str] = {}
        for one in styles.chain(style.get(w("styleId"))):
            own = one.find(f"{w('pPr')}/{w('ind')}")
            for name in ("firstLineChars", "firstLine"):
                if own is not None and own.get(w(name)) is not None:
                    said.setdefault(name, own.get(w(name)))
        counted = int(said.get("firstLineChars", 0))
        wanted = round(counted / 100 * styles.pitch(style.get(w("styleId"))))
        if counted > 0 and abs(wanted - int(said.get("firstLine", 0))) > 1:
            layout = style.find(w("pPr"))
            if layout is None:
                layout = make("pPr")
                look = style.find(w("rPr"))
                style.insert(len(style) if look is None else style.index(look), layout)
            indent = layout.find(w("ind"))
            if indent is None:
                indent = put(layout, "ind")
            indent.set(w("firstLineChars"), str(counted))
            indent.set(w("firstLine"), str(wanted))


def style_of(layout: Element) -> str | None:
    """The id of the style that the paragraph properties `layout` name; None: the default one."""
    style = layout.find(w("pStyle"))
    return None if style is None else style.get(w("val"))


def exact_line(layout: Element, twips: int) -> None:
    """Make every line of a paragraph exactly `twips` high, without space before or after."""
    put(layout, "spacing", before=0, after=0, line=twips, lineRule="exact")


def paragraph_mark(layout: Element) -> Element:
    """The run properties of the paragraph mark in the paragraph properties `layout`."""
    found = layout.find(w("rPr"))
    return put(layout, "rPr") if found is None else found
