"""Flow → .docx: text, structure, properties and bytes."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from collections.abc import Callable
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from tests.word.flows import (
    PlainFonts,
    appendix,
    body,
    imprint,
    masthead,
    notice,
    para,
    simple,
    task_table,
    title,
)
from ygt_docs.compose.flow import Cell, Decisions, Flow, Paragraph, Role, Row, Run, Section, Table
from ygt_docs.docfiles.wml import Element, w
from ygt_docs.docfiles.word_text import paragraphs, text_of
from ygt_docs.fonts import Fonts
from ygt_docs.notice.model import Orientation
from ygt_docs.project import Project
from ygt_docs.proof import verify_docx
from ygt_docs.standard import gbt9704 as standard
from ygt_docs.word import render
from ygt_docs.word.tables import column_widths

FLOWS = {
    "a whole notice": notice(),
    "marked": notice(marked=True),
    "without imprint, last page landscape": notice(imprint=None),
    "imprint on a page of its own": replace(simple(*body()), imprint=imprint(), decisions=Decisions(True)),
    "imprint under the text": replace(simple(*masthead(), *body()), imprint=imprint()),
    "a manuscript": simple(title("工作总结"), para(Role.PARAGRAPH, "正文。")),
    "table last on a portrait page": Flow((appendix(task_table()),), notice().properties),
}


def parts(data: bytes) -> dict[str, bytes]:
    """The parts of a .docx by name."""
    with zipfile.ZipFile(BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def document(data: bytes) -> Element:
    """The body of a .docx."""
    return etree.fromstring(parts(data)["word/document.xml"])[0]


def paragraph(data: bytes, text: str) -> Element:
    """The paragraph with `text`."""
    return next(item for item in paragraphs(document(data)) if text_of(item) == text)


@pytest.mark.parametrize("flow", FLOWS.values(), ids=FLOWS)
def test_file_agrees_with_its_flow(flow: Flow, project: Project) -> None:
    """Every kind of flow gives a file that the proof finds nothing wrong with."""
    assert [] == verify_docx(render(flow, PlainFonts(), project), flow, PlainFonts())


@pytest.mark.parametrize("flow", FLOWS.values(), ids=FLOWS)
def test_file_obeys_the_schema(
    flow: Flow, project: Project, tmp_path: Path, schema_errors: Callable[[Path], list[object]]
) -> None:
    """Every file passes the OOXML schema validator."""
    path = tmp_path / "made.docx"
    path.write_bytes(render(flow, PlainFonts(), project))
    assert [] == schema_errors(path)


def test_schema_validator_can_fail(
    project: Project, tmp_path: Path, schema_errors: Callable[[Path], list[object]]
) -> None:
    """The validator sees a property that stands in the wrong place."""
    path = tmp_path / "broken.docx"
    made = parts(render(notice(), PlainFonts(), project))
    made["word/document.xml"] = made["word/document.xml"].replace(b"<w:pPr>", b"<w:pPr><w:sz w:val='1'/>", 1)
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in made.items():
            archive.writestr(name, content)
    assert schema_errors(path)


@pytest.mark.parametrize(
    "text",
    [
        "文中写 {{ 姓名 }} 和 {% if %}、{# #}，照印",
        "{_{ 原样 }_}",
        "a < b & c > d",
        "</w:t></w:r></w:p>",
        "“引号”——破折号……",
        "前后  两个空格 ",
        "｛｛全角｝｝",
        "&amp; &#65;",
    ],
)
def test_text_is_printed_as_it_is(text: str, project: Project) -> None:
    """No character of the content is read as markup or as a mark of the template."""
    flow = simple(para(Role.PARAGRAPH, text))
    assert [] == verify_docx(render(flow, PlainFonts(), project), flow, PlainFonts())


def test_title_keeps_its_lines(project: Project) -> None:
    """A title is broken where the Flow breaks it."""
    made = paragraph(render(simple(title("关于某事", "的通知")), PlainFonts(), project), "关于某事的通知")
    assert 1 == len(made.findall(f".//{w('br')}"))


def test_every_run_asks_for_the_east_asian_face(project: Project) -> None:
    """Every run has the hint eastAsia, so that quotes and dashes keep their face."""
    runs = list(document(render(notice(), PlainFonts(), project)).iter(w("r")))
    assert runs
    assert all("eastAsia" == run.find(f"{w('rPr')}/{w('rFonts')}").get(w("hint")) for run in runs)


def test_indents_are_counted_in_characters(project: Project) -> None:
    """An indent of one 字 is the pitch of the role's characters: 15.75 pt in text, 14 pt in the imprint."""
    from ygt_docs.compose.flow import Indent

    flow = replace(
        simple(para(Role.PARAGRAPH, "正文", indent=Indent(5, -3, 2))),
        imprint=replace(imprint(), groups=((para(Role.COPIES_TO, "抄送：某局。", indent=Indent(4, -3, 1)),),)),
    )
    data = render(flow, PlainFonts(), project)
    for text, wanted in (("正文", ("1575", "945", "630")), ("抄送：某局。", ("1120", "840", "280"))):
        indent = paragraph(data, text).find(f"{w('pPr')}/{w('ind')}")
        assert wanted == tuple(indent.get(w(name)) for name in ("left", "hanging", "right"))


def test_no_style_counts_an_indent_that_the_paragraph_says(project: Project) -> None:
    """Characters of a style go before twips of a paragraph: who hangs, or begins at the edge, says so in characters."""
    from ygt_docs.compose.flow import Indent

    told = (para(Role.PARAGRAPH, "甲", indent=Indent(5, -3)), para(Role.CONTACT, "乙", indent=Indent(2)))
    whole = simple(*told, para(Role.PARAGRAPH, "丙", indent=Indent(first=4)), para(Role.DATE, "丁", indent=Indent(4)))
    data, found = render(whole, PlainFonts(), project), []
    for text in "甲乙丙丁":
        indent = paragraph(data, text).find(f"{w('pPr')}/{w('ind')}")
        found.append([indent.get(w(name)) for name in ("firstLineChars", "firstLine", "hanging")])
    assert found == [["0", None, "945"], ["0", "0", None], ["400", "1260", None], [None, "0", None]]


def test_breaks_are_obeyed(project: Project) -> None:
    """Page breaks and keeping together come from the Flow."""
    data = render(
        simple(
            para(Role.SIGN_OFF, "甲", keep_with_next=True), para(Role.PROMULGATED_TITLE, "乙", page_break_before=True)
        ),
        PlainFonts(),
        project,
    )
    assert paragraph(data, "甲").find(f"{w('pPr')}/{w('keepNext')}") is not None
    assert paragraph(data, "乙").find(f"{w('pPr')}/{w('pageBreakBefore')}") is not None


def test_masthead_adds_up_to_the_stack_of_the_pdf(project: Project) -> None:
    """Spacers, mark, number and rule have the heights of geometry.masthead, and nothing stands between them."""
    from ygt_docs.geometry.masthead import masthead as heights

    ink = PlainFonts().ink("仿宋", "")
    wanted = heights(9, ink, ink)
    children = list(document(render(simple(*masthead()), PlainFonts(), project)))[:5]
    found = [int(child.find(f"{w('pPr')}/{w('spacing')}").get(w("line"))) for child in children]
    assert [
        wanted.mark_before.twips,
        wanted.mark_line.twips,
        wanted.number_before.twips,
        wanted.number_line.twips,
        (wanted.rule_before + standard.MASTHEAD_RULE_WEIGHT.value).twips,
    ] == found


def test_sections_turn_and_turn_back(project: Project) -> None:
    """A landscape appendix has its own section; the imprint after it has a portrait one; nothing restarts numbering."""
    flow = notice()
    flow = replace(flow, sections=(*flow.sections, Section(Orientation.PORTRAIT, (para(Role.PARAGRAPH, "尾"),))))
    settings = list(document(render(flow, PlainFonts(), project)).iter(w("sectPr")))
    assert [None, "landscape", None] == [item.find(w("pgSz")).get(w("orient")) for item in settings]
    assert all(item.find(w("pgNumType")) is None for item in settings)


def test_imprint_never_stands_on_a_landscape_page(project: Project) -> None:
    """After a landscape section the imprint has a portrait section, whatever the decisions say."""
    settings = list(document(render(notice(), PlainFonts(), project)).iter(w("sectPr")))
    assert [None, "landscape", None] == [item.find(w("pgSz")).get(w("orient")) for item in settings]


def test_imprint_page_breaks_before_the_frame(project: Project) -> None:
    """An imprint on a page of its own (7.4.1): the page breaks before the first framed paragraph, not behind the last.

    A frame stands where it is met; a break behind it leaves the imprint on the page before and a blank page after it.
    """
    made = list(document(render(FLOWS["imprint on a page of its own"], PlainFonts(), project)))
    framed = [number for number, item in enumerate(made) if item.find(f"{w('pPr')}/{w('framePr')}") is not None]
    breaking = [
        number for number, item in enumerate(made) if item.find(f"{w('pPr')}/{w('pageBreakBefore')}") is not None
    ]
    assert [framed[0] - 1] == breaking
    assert list(range(framed[0], framed[-1] + 1)) == framed
    assert not list(made[breaking[0]].iter(w("t")))


def test_imprint_under_the_text_breaks_no_page(project: Project) -> None:
    """An imprint that has room under the text makes no page."""
    made = document(render(FLOWS["imprint under the text"], PlainFonts(), project))
    assert next(made.iter(w("framePr")), None) is not None
    assert next(made.iter(w("pageBreakBefore")), None) is None


@pytest.mark.parametrize(("full", "wanted"), [((), ["甲", "", "乙"]), ((0,), ["甲", "乙"])])
def test_a_section_ends_with_a_paragraph_of_its_own(full: tuple[int, ...], wanted: list[str], project: Project) -> None:
    """Who deletes the text before it turns no page; where the page has no room, the last text carries the break."""
    flow = Flow(
        (
            Section(Orientation.PORTRAIT, (para(Role.PARAGRAPH, "甲"),)),
            Section(Orientation.LANDSCAPE, (para(Role.PARAGRAPH, "乙"),)),
        ),
        notice().properties,
        decisions=Decisions(full_sections=full),
    )
    made = list(document(render(flow, PlainFonts(), project)))
    assert ["".join(item.itertext()) for item in made[:-1]] == wanted
    ending = made[len(wanted) - 2]
    assert [item.find(f"{w('pPr')}/{w('sectPr')}") is not None for item in made[:-1]] == [
        item is ending for item in made[:-1]
    ]


def test_table_repeats_its_head_and_keeps_rows_whole(project: Project) -> None:
    """Rows of the head are repeated on each page, and no row is split."""
    rows = list(document(render(notice(), PlainFonts(), project)).iter(w("tr")))
    assert [True] + [False] * 7 == [row.find(f"{w('trPr')}/{w('tblHeader')}") is not None for row in rows]
    assert all(row.find(f"{w('trPr')}/{w('cantSplit')}") is not None for row in rows)


@given(st.lists(st.integers(1, 1000), min_size=1, max_size=14), st.sampled_from([8844, 12756]))
def test_column_widths_add_up(parts_of_width: list[int], width: int) -> None:
    """Columns are whole twips and fill the type area exactly."""
    total = sum(parts_of_width)
    widths = column_widths(tuple(part / total for part in parts_of_width), width)
    assert width == sum(widths)
    assert len(parts_of_width) == len(widths)


@st.composite
def tables(draw: st.DrawFn) -> Table:
    """Tables of 1 to 7 columns and 1 to 8 rows with random merged cells."""
    columns, height = draw(st.integers(1, 7)), draw(st.integers(1, 8))
    taken: set[tuple[int, int]] = set()
    rows = []
    for y in range(height):
        cells = []
        for x in range(columns):
            if (y, x) in taken:
                continue
            wide = draw(st.integers(1, next((n for n in range(1, columns - x) if (y, x + n) in taken), columns - x)))
            high = draw(st.integers(1, height - y))
            taken |= {(y + j, x + i) for j in range(high) for i in range(wide)}
            cells.append(Cell((para(Role.TABLE_TEXT, f"{y}行{x}列"),), high, wide))
        rows.append(Row(tuple(cells)))
    return Table(tuple(rows), tuple(1 / columns for _ in range(columns)))


@given(tables())
def test_merged_cells_keep_the_grid(project: Project, table: Table) -> None:
    """Whatever is merged, every row covers the whole grid and no text is lost."""
    flow = Flow((appendix(table),), notice().properties)
    assert [] == verify_docx(render(flow, PlainFonts(), project), flow, PlainFonts())


def test_properties_come_from_the_flow(project: Project) -> None:
    """Title, organ, number, kind, language and time stamps are those of the document; nothing of the tools is left."""
    core = parts(render(notice(), PlainFonts(), project))["docProps/core.xml"].decode()
    for words in (
        "云溪县人民政府关于印发工作计划的通知",
        "<dc:creator>云溪县人民政府<",
        "<dc:identifier>云政文〔2026〕4号<",
        "<cp:category>通知<",
        "<dc:subject>县政府文件<",
        "<dc:language>zh-CN<",
        "云政文〔2026〕4号；医共体",
        'created xsi:type="dcterms:W3CDTF">2026-04-26T00:00:00Z',
    ):
        assert words in core
    assert "python-docx" not in core


def test_document_without_date_has_the_fixed_epoch(project: Project) -> None:
    """Without a date the time stamps are 1980-01-01."""
    assert (
        b"1980-01-01T00:00:00Z"
        in parts(render(simple(para(Role.PARAGRAPH, "文")), PlainFonts(), project))["docProps/core.xml"]
    )


def test_no_trace_of_editing(project: Project) -> None:
    """Revision ids, bookmarks and proofing marks never reach a document."""
    for name, content in parts(render(notice(), PlainFonts(), project)).items():
        assert not [trace for trace in (b"rsid", b"proofErr", b"bookmark") if trace in content], name


def test_bytes_are_the_same_everywhere(project: Project) -> None:
    """The same flow gives the same bytes in another time zone, locale, folder and with another hash seed."""
    script = (
        "import sys, hashlib; from tests.word.flows import PlainFonts, notice; from ygt_docs.word import render; "
        "from ygt_docs.project import this_project; "
        "sys.stdout.write(hashlib.sha256(render(notice(), PlainFonts(), this_project())).hexdigest())"
    )
    seen = set()
    for zone, locale, seed in (
        ("UTC", "C", "1"),
        ("Asia/Shanghai", "zh_CN.UTF-8", "2"),
        ("Pacific/Apia", "C.UTF-8", "3"),
    ):
        environment = {
            **os.environ,
            "TZ": zone,
            "LC_ALL": locale,
            "PYTHONHASHSEED": seed,
            "PYTHONPATH": str(project.root),
        }
        done = subprocess.run(
            [sys.executable, "-c", script],
            env=environment,
            check=True,
            capture_output=True,
            text=True,
            cwd="/",
        )
        seen.add(done.stdout)
    assert 1 == len(seen)
    with zipfile.ZipFile(BytesIO(render(notice(), PlainFonts(), project))) as archive:
        assert {(1980, 1, 1, 0, 0, 0)} == {entry.date_time for entry in archive.infolist()}
        names = archive.namelist()
    assert ["[Content_Types].xml", *sorted(names[1:])] == names


def test_marked_file_says_so_on_every_page(project: Project) -> None:
    """A file with errors says 待改 in every header, and a good one in none."""
    for marked in (True, False):
        made = parts(render(notice(marked=marked), PlainFonts(), project))
        headers = [content.decode() for name, content in made.items() if name.startswith("word/header")]
        assert 4 == len(headers)
        assert all(("待改" in header) == marked for header in headers)


def test_run_in_heading_changes_its_face_only(project: Project) -> None:
    """The heading sentence of a run-in heading has its character style; the rest of the paragraph has none."""
    from ygt_docs.compose.flow import Face

    run_in = Paragraph(Role.PARAGRAPH, ((Run("（一）落实责任。", Face.HEADING_2), Run("各部门要负责。")),))
    runs = paragraph(render(simple(run_in), PlainFonts(), project), run_in.text).findall(w("r"))
    styles = [run.find(f"{w('rPr')}/{w('rStyle')}") for run in runs]
    assert styles[0] is not None
    assert styles[1] is None


def test_signs_that_no_official_face_has_name_a_family_of_windows(fonts: Fonts, project: Project) -> None:
    """₂ and ☑ stand in runs of their own in the declared family; all text around them keeps the face of its style."""
    flow = simple(*masthead(), para(Role.PARAGRAPH, "CO₂排放量10⁻³，☑合格，①完成。"))
    data = render(flow, fonts, project)
    assert [] == [item for item in verify_docx(data, flow, fonts) if item.severity == "错误"]
    named = {
        text_of_run(run)
        for run in document(data).iter(w("r"))
        if (look := run.find(f"{w('rPr')}/{w('rFonts')}")) is not None and look.get(w("ascii")) == fonts.sign_family
    }
    assert named == {"₂", "⁻", "☑"}


def text_of_run(run: Element) -> str:
    """The text of a run."""
    return "".join(text.text or "" for text in run.iter(w("t")))
