"""Sign-off, blank page and imprint of the .docx as LibreOffice shows them: on the pages of the PDF, at its places."""

from __future__ import annotations

import copy
import io
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from tests.pdf.settling import IMPRINT, lines_of_text, settled
from tests.word.ink import Ink
from tests.word.office import Office, characters, lines, page_count
from ygt_docs.docfiles.wml import w
from ygt_docs.fonts import Fonts
from ygt_docs.project import Project
from ygt_docs.standard import gbt9704 as standard
from ygt_docs.word import render

EIGHT = [{"全称": f"青禾县{name}局"} for name in ("财政", "教育", "公安", "民政", "司法", "审计", "水利", "统计")]
LONG = [
    {"全称": "甲", "署名": ["中共青禾县委机构", "编制委员会办公室"]},
    {"全称": "乙", "署名": ["青禾县发展和改革局", "（青禾县国防动员办公室综合处）"]},
    *EIGHT[:3],
]
STAMPS = [{"职务": "青禾县财政局局长", "姓名": "田禾"}, {"职务": "青禾县教育局局长", "姓名": "欧阳小禾"}]
FOOT = (standard.TOP_MARGIN.value + standard.TYPE_AREA_HEIGHT.value).mm
CASES: dict[str, tuple[list[dict[str, Any]], dict[str, Any]]] = {
    "one organ, lines moved over": ([], {"正文": lines_of_text(9), "版记": IMPRINT}),
    "one organ, two pages full": ([], {"正文": lines_of_text(25), "版记": IMPRINT}),
    "eight seals": (EIGHT, {"正文": lines_of_text(10), "版记": IMPRINT}),
    "two seals in a row": (LONG, {"正文": lines_of_text(7)}),
    "eight unsealed": (EIGHT, {"正文": lines_of_text(5), "用印": "不盖章", "附注": "此件公开发布"}),
    "stamps": (
        EIGHT[:2],
        {
            "正文": lines_of_text(4),
            "用印": "签名章",
            "签名章": STAMPS,
            "联系": {"联系人": "田禾", "电话": "8000001", "位置": "附注"},
        },
    ),
    "one line set tighter": (
        [],
        {
            "正文": lines_of_text(1),
            "主送机关": ["各乡镇人民政府、街道办事处，县直有关单位"],
            "附件": [{"名称": name, "正文": {"导语": "略。"}} for name in "甲乙"],
        },
    ),
    "imprint higher than a page": (
        [],
        {"版记": {**IMPRINT, "抄送": [f"第{n}人民政府办公室综合科" for n in range(60)]}},
    ),
}


def both(case: str, fonts: Fonts, project: Project, office: Office, folder: Path) -> tuple[Path, Path]:
    """The PDF of a case, and its .docx printed."""
    organs, changes = CASES[case]
    flow, laid_out, _ = settled(fonts, project, *organs, **changes)
    made, docx = folder / "made.pdf", folder / f"word{list(CASES).index(case)}.docx"
    made.write_bytes(laid_out.write())
    docx.write_bytes(render(flow, fonts, project))
    return made, office.pdf(docx)


@pytest.mark.parametrize("case", CASES)
def test_pages_have_the_same_lines(case: str, fonts: Fonts, project: Project, office: Office, tmp_path: Path) -> None:
    """Each page of the .docx has the lines of the PDF's, page numbers (or none) and imprint among them."""
    made, printed = both(case, fonts, project, office, tmp_path)
    assert page_count(made) == page_count(printed)
    for page in range(1, page_count(made) + 1):
        wanted, found = (sorted("".join(lines(path, page)).replace(" ", "")) for path in (made, printed))
        assert wanted == found, page


def test_names_stand_where_the_pdf_has_them(fonts: Fonts, project: Project, office: Office, tmp_path: Path) -> None:
    """Each name of a joint sign-off stands within a millimetre across, and on its row's height, as in the PDF."""
    made, printed = both("two seals in a row", fonts, project, office, tmp_path)
    places = []
    for path in (made, printed):
        found = characters(path, 2)
        text = "".join(str(item["text"]) for item in found)
        places.append(
            [
                (float(found[at]["x0"]), float(found[at]["matrix"][5]))  # type: ignore
                for at in (text.index(organ) for organ in ("中共青禾县委", "青禾县发展", "青禾县公安", "2026年9月"))
            ]
        )
    for one, two in zip(*places, strict=True):
        assert one[0] == pytest.approx(two[0], abs=1 / 25.4 * 72)
        assert one[1] == pytest.approx(two[1], abs=0.5)


def test_blank_page_and_imprint_page_have_no_number(
    fonts: Fonts, project: Project, office: Office, tmp_path: Path
) -> None:
    """A blank page before the imprint and the imprint's page are unnumbered, its last rule on the foot (7.4.1, 7.5)."""
    flow, laid_out, _ = next(
        made
        for made in (settled(fonts, project, 正文=lines_of_text(length), 版记=IMPRINT) for length in range(16, 30))
        if made[0].decisions.blank_page_before_imprint
    )
    docx = tmp_path / "blank.docx"
    docx.write_bytes(render(flow, fonts, project))
    printed = office.pdf(docx)
    pages = page_count(printed)
    assert laid_out.page_count == pages
    assert [f"— {page} —" in lines(printed, page) for page in range(1, pages + 1)] == [True] * (pages - 2) + [False] * 2
    assert [] == lines(printed, pages - 1)
    ink = Ink(printed, pages)
    assert FOOT == pytest.approx(ink.box(ink.black, 0, 230, 210, FOOT + 1)[3], abs=0.5)


def with_more(data: bytes, above: int, inside: int, pinned: bool = True) -> bytes:
    """The .docx `data` with so many lines typed above its imprint and in it; not `pinned`: the frame hangs loose."""
    source, made = zipfile.ZipFile(io.BytesIO(data)), io.BytesIO()
    root = etree.fromstring(source.read("word/document.xml"))
    text = next(item for item in root.iter(w("p")) if "一二三四五" in "".join(item.itertext()))
    line = next(item for item in root.iter(w("p")) if "抄送" in "".join(item.itertext()))
    short = copy.deepcopy(text)
    for run in list(short.iter(w("t"))):
        run.text = "又一行。"
    for _ in range(above):
        text.addnext(copy.deepcopy(short))
    for _ in range(inside):
        line.addnext(copy.deepcopy(line))
    for frame in root.iter(w("framePr")):
        if not pinned:
            del frame.attrib[w("yAlign")]
    with zipfile.ZipFile(made, "w") as target:
        for name in source.namelist():
            target.writestr(name, etree.tostring(root) if name == "word/document.xml" else source.read(name))
    return made.getvalue()


def imprint_of(printed: Path, page: int) -> tuple[float, float]:
    """Where the imprint begins and ends: its first and its last rule, in millimetres from the top of the page.

    Beside its text, which is indented, stand its three rules alone; above it may be strokes of other text.
    """
    ink = Ink(printed, page)
    first, _, last = [band for band in ink.bands(ink.black, 28.2, 31) if band[1] < FOOT + 1][-3:]
    return first[0], last[1]


def test_the_imprint_grows_upward(
    fonts: Fonts, project: Project, office: Office, tmp_path: Path, count: Callable[[int, int], int]
) -> None:
    """0 to 14 lines more above it or in it, typed in Word: its last rule stays on the foot, its first one rises."""
    flow, _, _ = settled(fonts, project, 正文=lines_of_text(13), 版记=IMPRINT)
    data, line = render(flow, fonts, project), standard.SIZE_4.value.mm * 24 / 14
    cases = [(14, 0), (0, 14), (5, 9), *((more, 0) for more in range(14)), *((0, more) for more in range(14))]
    docx = tmp_path / "more.docx"
    docx.write_bytes(data)
    printed = office.pdf(docx)
    first, _ = imprint_of(printed, page_count(printed))
    for above, inside in cases[: count(3, len(cases))]:
        docx.write_bytes(with_more(data, above, inside))
        printed = office.pdf(docx)
        begins, ends = imprint_of(printed, page_count(printed))
        assert (begins, ends) == pytest.approx((first - inside * line, FOOT), abs=0.5), (above, inside)
    docx.write_bytes(with_more(data, 5, 9, pinned=False))
    printed = office.pdf(docx)
    assert imprint_of(printed, page_count(printed))[1] != pytest.approx(FOOT, abs=0.5)
