"""Bulletin, 文稿 and collection on the finished PDF, and the proof when an element is moved or removed."""

from __future__ import annotations

import io
import shutil
from dataclasses import replace
from pathlib import Path

import pikepdf
import pytest

from tests.pdf.measure import MM, PT_TO_MM, black, extent, lines, pixels, red, rules
from tests.publications import bulletin, collection, manuscript, settled, with_decisions
from ygt_docs.compose.flow import Decisions, Flow
from ygt_docs.docfiles.pdf_text import read_pdf
from ygt_docs.fonts import Fonts
from ygt_docs.pdf import lay_out
from ygt_docs.project import Project
from ygt_docs.proof import verify_pdf


@pytest.fixture(scope="module")
def paper(fonts: Fonts, project: Project) -> bytes:
    """A bulletin."""
    return settled(with_decisions(bulletin()), fonts, project)[1].write()


@pytest.fixture(scope="module")
def bound(fonts: Fonts, project: Project) -> tuple[Flow, bytes]:
    """A collection."""
    flow, laid = settled(collection(), fonts, project)
    return flow, laid.write()


def test_the_head_of_a_bulletin_stands_where_practice_has_it(paper: bytes) -> None:
    """Name in red 20 mm under the edge of the type area and centred; the rule 156 mm wide, 4 mm under the office."""
    image = pixels(paper, 1)
    (rule,) = rules(red(image))
    assert (28.0, 184.0) == pytest.approx(rule[2:], abs=0.5)
    head = red(image)[: int(rule[0] / MM) - 2]
    top, _ = extent(head.any(axis=1))
    left, right = extent(head.any(axis=0))
    assert 57.0 == pytest.approx(top, abs=0.5)
    assert 106.0 == pytest.approx((left + right) / 2, abs=1.0)
    _, office = extent(black(image)[: int(rule[0] / MM)].any(axis=1))
    assert 4.0 == pytest.approx(rule[0] - office, abs=0.5)


def test_issue_office_and_date_of_a_bulletin(paper: bytes) -> None:
    """The issue is centred; office and date share a line, one character from the edges of the type area."""
    rows = lines(read_pdf(paper)[0])
    issue, line = rows[1], rows[2]
    assert "第8期　总第115期" == "".join(item.text for item in issue)
    assert 106.0 == pytest.approx((issue[0].start + issue[-1].end) / 2 * PT_TO_MM, abs=0.5)
    assert "青禾县人民政府办公室2026年9月1日" == "".join(item.text for item in line)
    one = 15.75 * PT_TO_MM
    assert (28 + one, 184 - one) == pytest.approx((line[0].start * PT_TO_MM, line[-1].end * PT_TO_MM), abs=0.6)


def test_the_remark_is_in_regular_script_before_the_title(paper: bytes) -> None:
    """按语 stands in 楷体 between the rule and the title."""
    rows = lines(read_pdf(paper)[0])
    remark = rows[3]
    assert "按：供参考。" == "".join(item.text for item in remark)
    assert all("Kai" in item.font for item in remark)
    assert rows[4][0].text == "秋"


def test_the_foot_of_a_bulletin(paper: bytes) -> None:
    """Two rules and no third one, the lower on the foot of the type area of the last page; 共印 ends at the right."""
    last = read_pdf(paper)[-1]
    found = rules(black(pixels(paper, last.number)))
    assert 2 == len(found)
    assert 262.0 == pytest.approx(found[1][1], abs=0.5)
    assert all((28.0, 184.0) == pytest.approx(rule[2:], abs=0.5) for rule in found)
    copies = next(row for row in lines(last) if "共" in row[1].text)
    assert "（共印80份）" == "".join(item.text for item in copies)
    assert 184 - 14 * PT_TO_MM == pytest.approx(copies[-1].end * PT_TO_MM, abs=0.6)
    first = next(row for row in lines(last) if row[0].text == "报")
    assert found[0][1] < first[0].top * PT_TO_MM
    assert copies[0].bottom * PT_TO_MM < found[1][0]


def test_a_manuscript_begins_with_its_title(fonts: Fonts, project: Project) -> None:
    """No red ink; title, then date and author in 楷体, centred."""
    data = lay_out(manuscript(), fonts, project).write()
    assert not red(pixels(data, 1)).any()
    rows = lines(read_pdf(data)[0])
    assert ["".join(item.text for item in row) for row in rows[:3]] == [
        "秋收工作方案",
        "（2026年9月1日）",
        "青禾县农业局",
    ]
    for row in rows[:3]:
        assert 106.0 == pytest.approx((row[0].start + row[-1].end) / 2 * PT_TO_MM, abs=0.5)
    assert all("Kai" in item.font for row in rows[1:3] for item in row)


def test_pages_of_a_collection(bound: tuple[Flow, bytes]) -> None:
    """The cover bears no number, all other pages theirs; each document begins where the contents say."""
    flow, data = bound
    pages = read_pdf(data)
    assert "—" not in pages[0].text
    assert all(f"— {page.number} —" in page.text for page in pages[1:])
    starts = flow.decisions.contents_pages
    assert starts == tuple(sorted(set(starts)))
    assert starts[0] == 3
    for start, title in zip(starts, ("青禾县人民政府关于印发", "秋收工作方案", "秋收进展顺利"), strict=True):
        assert pages[start - 1].text.startswith(title)


def test_rows_of_the_contents_lead_to_the_documents(bound: tuple[Flow, bytes]) -> None:
    """A row ends with its number at the right edge, dots between; every link goes to the page it names."""
    flow, data = bound
    page = read_pdf(data)[1]
    rows = [row for row in lines(page) if row[-1].text.isdigit()]
    assert [int("".join(item.text for item in row if item.text.isdigit())[-1]) for row in rows] == list(
        flow.decisions.contents_pages
    )
    assert all(184.0 == pytest.approx(row[-1].end * PT_TO_MM, abs=0.5) for row in rows)
    row = rows[1]
    middle = int((row[0].baseline * PT_TO_MM) / MM)
    strip = black(pixels(data, 2))[middle - 40 : middle + 10, int(120 / MM) : int(170 / MM)]
    assert strip.any(), "there are dots between title and number"
    with pikepdf.open(io.BytesIO(data)) as pdf:
        assert len(pdf.pages[1].Annots) >= len(rows)


@pytest.mark.parametrize(
    "make",
    [
        with_decisions(bulletin()),
        with_decisions(bulletin(按语位置="标题后")),
        with_decisions(manuscript()),
        collection(),
    ],
    ids=["bulletin", "remark after", "manuscript", "collection"],
)
def test_what_is_made_passes_the_proof(make: object, fonts: Fonts, project: Project) -> None:
    """A bulletin, a 文稿 and a collection have no finding."""
    flow, laid = settled(make, fonts, project)  # type: ignore[arg-type]
    assert [str(item) for item in verify_pdf(laid.write(), flow, fonts)] == []


def test_a_wrong_number_in_the_contents_is_seen(bound: tuple[Flow, bytes], fonts: Fonts, project: Project) -> None:
    """The PDF counts its pages itself, so a Flow that names another page differs from it."""
    flow, data = bound
    wrong = collection()(replace(flow.decisions, contents_pages=(3, 4, 9)))
    assert "V202" in {item.code for item in verify_pdf(data, wrong, fonts)}
    assert lay_out(wrong, fonts, project).decisions.contents_pages == flow.decisions.contents_pages


def test_contents_that_are_not_known_yet_are_asked_for(fonts: Fonts, project: Project) -> None:
    """The first round knows no page; its pages say which they are."""
    first = lay_out(collection()(Decisions()), fonts, project)
    assert len(first.decisions.contents_pages) == 3


BREAKS = {
    "the name too high": (
        "V220",
        bulletin,
        "bulletin.css",
        "",
        ".spacer { margin-top: -1mm; }",
    ),
    "no red rule": (
        "V223",
        bulletin,
        "bulletin.css",
        "",
        ".masthead-rule { display: none; }",
    ),
    "a short rule": (
        "V220",
        bulletin,
        "bulletin.css",
        "",
        ".masthead-rule { width: 140mm; }",
    ),
    "a rule too low": (
        "V220",
        bulletin,
        "bulletin.css",
        "",
        ".masthead-rule { margin-top: 2mm; }",
    ),
    "no issue": (
        "V202",
        bulletin,
        "bulletin.css",
        "",
        ".bulletin-issue { display: none; }",
    ),
    "no remark": ("V202", bulletin, "bulletin.css", "", ".remark { display: none; }"),
    "no foot": ("V202", bulletin, "bulletin.css", "", ".recipients { display: none; }"),
    "the foot outside": (
        "V208",
        bulletin,
        "bulletin.css",
        "",
        ".recipients { margin-left: -9mm; }",
    ),
    "no author": ("V202", manuscript, "manuscript.css", "", ".author { display: none; }"),
}


@pytest.mark.parametrize(("code", "make", "name", "old", "new"), BREAKS.values(), ids=BREAKS)
def test_a_template_that_moves_or_drops_an_element_is_seen(
    code: str, make: object, name: str, old: str, new: str, tmp_path: Path, fonts: Fonts, project: Project
) -> None:
    """Whoever edits these templates is told when an element is lost or moved."""
    found = _broken(with_decisions(make()), name, old, new, tmp_path, fonts, project)  # type: ignore[operator]
    assert code in found


@pytest.mark.parametrize(
    ("new", "code"),
    [
        (".entry-page { display: none; }", "V202"),
        (".entry-text { display: none; }", "V202"),
        (".member-number { display: none; }", "V202"),
        ("section.unnumbered { page: auto; }", "V207"),
        (".cover-title { position: relative; left: -90mm; }", "V208"),
    ],
)
def test_a_broken_collection_is_seen(new: str, code: str, tmp_path: Path, fonts: Fonts, project: Project) -> None:
    """A contents page without numbers or titles, a lost document number, a numbered or crooked cover: all are seen."""
    assert code in _broken(collection(), "collection.css", "", new, tmp_path, fonts, project)


def _broken(make: object, name: str, old: str, new: str, folder: Path, fonts: Fonts, project: Project) -> set[str]:
    """What the proof says of a file made with a damaged template; without `old`, `new` stands at its end."""
    shutil.copytree(project.templates, folder / "templates")
    path = folder / "templates" / "pdf" / name
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new) if old else f"{text}\n{new}\n", encoding="utf-8")
    flow, laid = settled(make, fonts, Project(folder, project.cache))  # type: ignore[arg-type]
    return {item.code for item in verify_pdf(laid.write(), flow, fonts)}
