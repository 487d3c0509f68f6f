"""index.html and report.json."""

from __future__ import annotations

from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from tests.building.fakes import pdf_of_blank_pages
from ygt_docs.problems import Place, Problem, Severity
from ygt_docs.project import Project
from ygt_docs.report.index import Entry, index_bytes
from ygt_docs.report.record import Facts, first_page_png, moved, read_report, record, to_bytes

_EVIL = "<script>alert(1)</script>\"'&"
_VOID = {"meta", "img", "br", "link"}


class Page(HTMLParser):
    """The page as a browser sees it: addresses, tags that do not match, text."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.addresses: list[str] = []
        self.open: list[str] = []
        self.tags: set[str] = set()
        self.text = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Remember tag and addresses."""
        self.tags.add(tag)
        self.addresses += [value or "" for name, value in attrs if name in ("href", "src")]
        if tag not in _VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        """Each end tag closes what was opened last."""
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        """Remember the text."""
        self.text += data


LABELS = {".docx": "Word", ".pdf": "PDF"}


def report(name: str, state: str = "合格", title: str = "标题", problems: tuple[Problem, ...] = ()) -> dict[str, Any]:
    """A report as it stands on the disk."""
    made = record(Facts(name, state, title, "云政文〔2026〕4号", "通知", 3), (), problems, {"weasyprint": "70"})
    made["files"] = [{"name": f"{name}.{suffix}", "bytes": 2048, "sha256": "0"} for suffix in ("docx", "pdf")]
    return made


def page(project: Project, *reports: dict[str, Any], current: bool = True) -> Page:
    """The index over `reports`."""
    html = index_bytes([Entry(item, current) for item in reports], "page-1.png", LABELS, project).decode()
    found = Page(html)
    assert found.open == []
    return found


def test_the_index_shows_what_a_reviewer_asks_for(project: Project) -> None:
    """Title, number, pages, state, every problem with place and fix, and links to both files."""
    found = page(
        project,
        report(
            "a",
            "待改",
            problems=(
                Problem(
                    "N101", Severity.ERROR, "缺一个字", "补上", Place("content/a/notice.yaml", 4, 2), "应", "7.3.1"
                ),
            ),
        ),
    )
    for words in (
        "标题",
        "云政文〔2026〕4号",
        "3 页",
        "待改",
        "缺一个字",
        "补上",
        "content/a/notice.yaml:4:2",
        "GB/T 9704-2012 7.3.1，应",
        "错误 1",
    ):
        assert words in found.text
    assert {"a/a.docx", "a/a.pdf", "a/report.json", "a/page-1.png"} == set(found.addresses)


def test_whatever_a_source_holds_is_escaped(project: Project) -> None:
    """Markup in a title, a name or a message is shown, never obeyed."""
    evil = Problem("N101", Severity.ERROR, _EVIL, _EVIL, Place(_EVIL))
    found = page(project, report(_EVIL, title=_EVIL, problems=(evil,)))
    assert "script" not in found.tags
    assert found.text.count("<script>") >= 5


def test_half_a_character_stops_nothing(project: Project, tmp_path: Path) -> None:
    """A message that quotes a broken character is written and read again, and shown."""
    made = report("a", problems=(Problem("N101", Severity.ERROR, "坏字\udcff", ""),))
    path = tmp_path / "report.json"
    path.write_bytes(to_bytes(made))
    assert read_report(path) == made
    assert "坏字\\udcff" in page(project, made).text


def test_the_index_needs_nothing_from_outside(project: Project) -> None:
    """No script, no address that leaves the output folder."""
    found = page(project, report("云溪 计划#1"), report("b"))
    assert not found.tags & {"script", "link", "iframe"}
    for address in found.addresses:
        assert not address.startswith(("http", "/", "file", "."))
        assert " " not in address
        assert "#" not in address


def test_documents_stand_in_order_of_name(project: Project) -> None:
    """The order of the reports does not matter to the bytes."""
    entries = [Entry(report(name), True) for name in "cab"]
    assert index_bytes(entries, "p", LABELS, project) == index_bytes(
        sorted(entries, key=lambda item: item.report["name"]), "p", LABELS, project
    )


def test_an_older_document_says_so(project: Project) -> None:
    """A document whose sources changed since is told apart."""
    assert "还没有重新生成" in page(project, report("a"), current=False).text
    assert "还没有重新生成" not in page(project, report("a")).text


def test_no_documents_no_fault(project: Project) -> None:
    """An index over nothing is a page as well."""
    assert "还没有公文" in page(project).text


def test_a_report_is_read_as_it_was_written(tmp_path: Path) -> None:
    """What was written is read again; anything else counts as no report."""
    path = tmp_path / "report.json"
    path.write_bytes(to_bytes(report("a")))
    assert read_report(path) == report("a")
    for spoiled in (b"", b"[]", b"{}", b'{"format": 0}', b"\xff"):
        path.write_bytes(spoiled)
        assert read_report(path) is None
    assert read_report(tmp_path / "none") is None


@pytest.mark.parametrize(
    ("file", "expected"),
    [("/tmp/x/content/a.yaml", "content/a.yaml"), ("/tmp/x/contents/a.yaml", "/tmp/x/contents/a.yaml"), (None, None)],
)
def test_a_report_holds_no_path_of_one_machine(file: str | None, expected: str | None) -> None:
    """A place inside the content folder is named from that folder on."""
    item = Problem("N101", Severity.ERROR, "", "", Place(file))
    assert moved(item, "/tmp/x/content", "content").place.file == expected


def test_the_picture_is_small_and_repeats(tmp_path: Path) -> None:
    """The first page's picture has the same bytes every time, and is a PNG 360 pixels wide."""
    path = tmp_path / "a.pdf"
    path.write_bytes(pdf_of_blank_pages())
    png = first_page_png(path)
    assert png == first_page_png(path)
    assert png[:8] == b"\x89PNG\r\n\x1a\n"
    assert int.from_bytes(png[16:20], "big") == 360
