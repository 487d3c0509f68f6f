"""What somebody marked by hand and left behind (手工标记), and what makes the body uneven: any file may show it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator

from ygt_docs.compose.flow import Role
from ygt_docs.docfiles.faces import face_of
from ygt_docs.docfiles.wml import Element, local_name, w
from ygt_docs.docfiles.word_styles import points
from ygt_docs.docfiles.word_text import kept_runs, run_text
from ygt_docs.elements.catalogue import BODY
from ygt_docs.elements.marks import CONTACT_LINE
from ygt_docs.proof.docx_facts import WordFacts
from ygt_docs.proof.facts import Facts, Para
from ygt_docs.proof.registry import Found, check, found, shown
from ygt_docs.standard.gbt9704 import Strength
from ygt_docs.standard.line_ends import has_blank

_BLANKS = " \u3000\u00a0\t_＿"  # what is underlined to be filled in
_OPENING, _CLOSING, _STRAIGHT = "“‘", "”’", '"'
_UNEVEN = 0.75  # points: spacing that is seen
_EMU, _HIGHEST = 12700, 10**7  # in a point; of a picture that is too high to be counted
_CLIPPED = 3.0  # points
_BLANK_LINE = 0.6
_LARGE = 18.0  # points: larger than any text
Test = Callable[[Element, Element], bool]


def _marked(facts: WordFacts, test: Test, *roles: Role) -> list[str]:
    """The text of the runs for which `test(run, paragraph)` holds, one of each paragraph; `roles`: only in those."""
    marked = []
    for para, element in facts.sources():
        if roles and (para.role not in roles or para.boxed):
            continue
        runs = []
        for run in kept_runs(element):
            if run_text(run).strip() and test(run, element):
                runs.append(run_text(run))
        if runs:
            marked.append(runs[0])
    return marked


@check("D114", "6.1", Strength.SHALL, "文字没有突出显示（荧光笔）和底纹，版面干净无底灰", WordFacts)
def highlighted(facts: WordFacts) -> Iterator[Found]:
    """No text is highlighted or shaded."""
    effective = facts.effective

    def is_highlighted(run: Element, paragraph: Element) -> bool:
        return (effective.run_value(run, paragraph, "highlight") or "none") != "none"

    def is_shaded(run: Element, paragraph: Element) -> bool:
        in_table = next(paragraph.iterancestors(w("tbl")), None) is not None
        own = next(effective.of_run(run, paragraph, "shd"), None)
        if in_table:
            around = None
        else:
            around = next(effective.of_paragraph(paragraph, "shd"), None)
        return _has_colour(own) or _has_colour(around)

    for what, test in (("突出显示（荧光笔）", is_highlighted), ("底纹", is_shaded)):
        texts = _marked(facts, test)
        if texts:
            yield found(None, text=shown(texts[0]), count=len(texts), what=what)


def _has_colour(shading: Element | None) -> bool:
    if shading is None or shading.get(w("val")) == "nil":
        return False
    return shading.get(w("fill"), "auto").upper() not in ("AUTO", "FFFFFF")


@check("D115", "", None, "没有加删除线的文字", WordFacts)
def struck(facts: WordFacts) -> Iterator[Found]:
    """No text is struck through: it was to be deleted, and still is printed."""
    effective = facts.effective

    def is_struck(run: Element, paragraph: Element) -> bool:
        return any(effective.run_is_on(run, paragraph, name) for name in ("strike", "dstrike"))

    texts = _marked(facts, is_struck)
    if texts:
        yield found(None, text=shown(texts[0]), count=len(texts))


@check("D116", "", None, "图片不在固定行距的段落里（会被裁得只剩一行高）", WordFacts)
def clipped(facts: WordFacts) -> Iterator[Found]:
    """No picture stands in a line of exact height that is lower than the picture."""
    effective = facts.effective
    body = facts.body
    before = ""
    for paragraph in body.iter(w("p")):
        text = "".join(map(run_text, kept_runs(paragraph))).strip()
        height = max(_picture_heights(paragraph), default=0.0)
        if effective.is_exact(paragraph):
            line = effective.spacing(paragraph).height
        else:
            line = None
        if line is not None and height > line + _CLIPPED:
            yield found(None, text=shown(text or before), height=f"{height:.0f}", line=f"{line:.1f}")
        before = text or before


def _picture_heights(paragraph: Element) -> Iterator[float]:
    """The heights in points of the pictures that stand in the lines of a paragraph."""
    for node in paragraph.iter():
        if local_name(node) == "inline":
            extent = None
            for item in node:
                if local_name(item) == "extent":
                    extent = item
                    break
            if extent is not None:
                yield points(extent.get("cy"), _EMU, _HIGHEST)
        elif local_name(node) == "shape" and "position:absolute" not in node.get("style", "").replace(" ", ""):
            style = dict(item.split(":", 1) for item in node.get("style", "").split(";") if ":" in item)
            yield points(style.get("height", "").strip(), 1, 0)


@check("D117", "5.2.2", Strength.NORMALLY, "中文引号用中文字体（西文字体的引号窄而歪）")
def quotes(facts: Facts) -> Iterator[Found]:
    """Quotation marks of Chinese text are in a Chinese face."""
    wrong = []
    for para in facts.paras:
        if face := _latin_quotes(para):
            wrong.append((para, face))
    if wrong:
        first, face = wrong[0]
        yield found(first, text=shown(first.text), count=len(wrong), found=face)


def _latin_quotes(para: Para) -> str:
    """The Latin face of a quotation mark, curly or straight, that stands against Chinese text; '': there is none."""
    faces = []
    for piece in para.pieces:
        for _ in piece.text:
            faces.append((piece.quotes, piece.latin))
    text = "".join(piece.text for piece in para.pieces)
    for place, character in enumerate(text):
        if character in _OPENING:
            inside = text[place + 1 : place + 2]
        elif character in _CLOSING:
            inside = text[place - 1 : place] if place else ""
        elif character == _STRAIGHT and not text[:place][-1:].isdigit():  # 3'30" has feet and inches
            inside = text[place + 1 : place + 2] or text[place - 1 : place]
        else:
            continue
        face = faces[place][character == _STRAIGHT]
        if "一" <= inside <= "鿿" and face.isascii() and face and face_of(face) is None:
            return face
    return ""


@check("D118", "5.2.2", Strength.NORMALLY, "正文不用加粗、斜体、下划线、缩放和加宽（待填的空白除外）", WordFacts)
def emphasised(facts: WordFacts) -> Iterator[Found]:
    """Nothing in the body is bold, italic, underlined, scaled or spaced; blanks to fill in may be underlined."""
    effective = facts.effective
    usual = _usual_spacing(facts)

    def is_underlined(run: Element, paragraph: Element) -> bool:
        line = effective.run_value(run, paragraph, "u")
        return line not in (None, "none") and bool(run_text(run).strip(_BLANKS))

    def is_scaled(run: Element, paragraph: Element) -> bool:
        return abs(points((effective.run_value(run, paragraph, "w") or "100").rstrip("%"), 1, 100) - 100) > 1

    def is_spaced(run: Element, paragraph: Element) -> bool:
        return abs(effective.letter_spacing(run, paragraph).half - usual) > _UNEVEN

    tests: tuple[tuple[str, Test], ...] = (
        ("加粗", lambda run, paragraph: effective.run_is_on(run, paragraph, "b")),
        ("斜体", lambda run, paragraph: effective.run_is_on(run, paragraph, "i")),
        ("下划线", is_underlined),
        ("字符缩放", is_scaled),
        ("字符间距", is_spaced),
    )
    for what, test in tests:
        texts = _marked(facts, test, *BODY)
        if texts:
            yield found(None, text=shown(texts[0]), count=len(texts), what=what)


def _usual_spacing(facts: WordFacts) -> float:
    """The letter spacing in points that most characters of the body have."""
    effective = facts.effective
    counted: Counter[float] = Counter()
    for para, element in facts.sources():
        for run in kept_runs(element) if para.role in BODY and not para.boxed else ():
            counted[effective.letter_spacing(run, element).half] += len(run_text(run))
    if counted:
        return counted.most_common(1)[0][0]
    return 0.0


@check("D119", "5.2.3", Strength.PRACTICE, "正文各段之间没有空行", WordFacts)
def empty_lines(facts: WordFacts) -> Iterator[Found]:
    """No empty line stands between two paragraphs of the body; where the build put one, it says so."""
    wrong = []
    last: tuple[Para, Element] | None = None
    for para, element in facts.sources():
        together = last is not None and _is_text(last[0]) and _is_text(para)
        empty = (para.blank or 0.0) > _BLANK_LINE and not para.new_page and not CONTACT_LINE.match(para.bare)
        if together and empty and last is not None and not _stands_between(last[1], element):
            wrong.append(para)
        last = (para, element)
    if wrong and not facts.known:
        yield found(wrong[0], text=shown(wrong[0].text), count=len(wrong))


def _is_text(para: Para) -> bool:
    """Whether `para` is text of the body, and no line of an element that was not recognised."""
    return para.role in BODY and not para.boxed and not para.centred and para.size < _LARGE


def _stands_between(before: Element, after: Element) -> bool:
    """Whether something else than empty lines stands between two paragraphs: a picture, a table, a formula."""
    if before.getparent() is not after.getparent():
        return True
    for node in before.itersiblings():
        if node is after:
            return False
        if any(local_name(item) in ("drawing", "pict", "object", "oMath", "tbl", "sectPr") for item in node.iter()):
            return True
    return True


@check("D120", "5.2.3", Strength.NORMALLY, "正文两端对齐，行尾整齐", WordFacts)
def ragged(facts: WordFacts) -> Iterator[Found]:
    """Paragraphs of several lines are justified, but for those with a blank to be filled in: it would be torn apart."""
    effective = facts.effective
    wrong = []
    for para, element in facts.sources():
        if (
            para.role is Role.PARAGRAPH
            and not para.boxed
            and para.hang is not None
            and not has_blank(para.text)
            and (effective.value(element, "jc") or "left") in ("left", "start")
        ):
            wrong.append(para)
    if wrong:
        yield found(wrong[0], text=shown(wrong[0].text), count=len(wrong))
