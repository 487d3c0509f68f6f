"""The Word file states which signs may not begin or end a line."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

from lxml import etree

from tests.word.flows import PlainFonts, notice
from ygt_docs.docfiles.wml import local_name, make, w
from ygt_docs.project import Project
from ygt_docs.standard.line_ends import NOT_FIRST, NOT_LAST, may_end_between
from ygt_docs.word import render
from ygt_docs.word.pack import state_line_ends


def lists(settings: etree._Element) -> list[tuple[str, str, str]]:
    """Name, language and signs of each list in `settings`."""
    return [
        (local_name(item), item.get(w("lang")), item.get(w("val")))
        for item in settings
        if local_name(item).startswith("noLineBreaks")
    ]


WANTED = [("noLineBreaksAfter", "zh-CN", NOT_LAST), ("noLineBreaksBefore", "zh-CN", NOT_FIRST)]


def test_both_lists_stand_in_the_settings(
    project: Project, tmp_path: Path, schema_errors: Callable[[Path], list[object]]
) -> None:
    """The settings of a finished file hold both lists for simplified Chinese, where the schema wants them."""
    docx = render(notice(), PlainFonts(), project)  # type: ignore[arg-type]
    with zipfile.ZipFile(io.BytesIO(docx)) as archive:
        settings = etree.fromstring(archive.read("word/settings.xml"))
    assert lists(settings) == WANTED
    (tmp_path / "notice.docx").write_bytes(docx)
    assert schema_errors(tmp_path / "notice.docx") == []


def test_other_lists_of_the_template_are_replaced() -> None:
    """What the template says of line ends gives way: both files obey one list."""
    settings = make("settings")
    settings.extend([make("zoom", percent="100"), make("noLineBreaksBefore", lang="zh-CN", val="甲"), make("compat")])
    state_line_ends(settings)
    assert lists(settings) == WANTED
    assert [local_name(item) for item in settings] == ["zoom", "noLineBreaksAfter", "noLineBreaksBefore", "compat"]


def test_the_lists_have_each_sign_once() -> None:
    """No sign stands twice in a list, and Word takes at most 100 and 50 of them."""
    assert len(set(NOT_FIRST)) == len(NOT_FIRST) <= 100
    assert len(set(NOT_LAST)) == len(NOT_LAST) <= 50


def test_where_a_line_may_end() -> None:
    """Lists decide between Chinese signs; inside Latin text and beside spaces words decide."""
    assert may_end_between("。", "甲") is may_end_between("6", "月") is may_end_between("，", "2") is True
    assert may_end_between("甲", "。") is may_end_between("《", "甲") is may_end_between("—", "—") is False
    assert may_end_between("a", "b") is may_end_between("，", " ") is None
    assert may_end_between("2026-", "2") is True
    assert may_end_between("-", "5") is may_end_between("温-", "5") is may_end_between("--", "a") is False
    assert may_end_between("%;", "7") is may_end_between("n/", "a") is may_end_between("a", ".") is False
