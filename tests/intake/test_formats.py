"""Twenty drafts, each as text, as a web page and as a Word file, give the same content."""

from __future__ import annotations

import pytest

from tests.intake.packages import word_of
from tests.intake.shapes import SHAPES
from tests.intake.test_account import hold
from tests.intake.test_webpage import html_of
from ygt_docs.archive import Archive
from ygt_docs.intake.context import plain
from ygt_docs.intake.decode import Decoded
from ygt_docs.intake.importing import recognise
from ygt_docs.intake.webpage import read_page
from ygt_docs.intake.worddoc import read_word


def trees(draft: Decoded) -> dict[str, object]:
    """The trees that come of a draft, and its organs."""
    result = recognise(draft, "草稿")
    hold(result)
    return {name: plain(tree) for name, tree in result.files.items()} | {"organs": plain(result.organs)}


@pytest.mark.parametrize("name", SHAPES)
def test_each_format_gives_the_same_content(name: str) -> None:
    """A draft gives the same files whether it is text, a web page or a Word file."""
    typed = trees(Decoded(SHAPES[name], "UTF-8"))
    page = trees(read_page(Decoded(f"<html><body><div>{html_of(SHAPES[name])}</div></body></html>", "UTF-8")))
    word = read_word(Archive(word_of(SHAPES[name])))
    assert word is not None
    assert page == typed
    assert trees(word) == typed


def test_there_are_twenty() -> None:
    """Twenty drafts of different content."""
    assert len(SHAPES) == len(set(SHAPES.values())) == 20


@pytest.mark.parametrize(("name", "keys"), [
    ("a report with contacts", {"文种", "发文机关", "发文字号", "标题", "主送机关", "成文日期", "附注", "正文"}),
    ("a joint notice with two appendices", {"文种", "发文机关", "发文字号", "标题", "主送机关", "成文日期", "正文", "附件"}),
    ("a finished document with mark and imprint", {"文种", "发文机关", "发文字号", "标题", "主送机关", "成文日期", "正文", "版记"}),
    ("a bulletin", {"文种", "标题", "正文", "成文日期", "简报"}), ("a summary without kind", {"文种", "标题", "正文"}),
    ("a letter with a Chinese date", {"文种", "发文机关", "发文字号", "标题", "主送机关", "成文日期", "正文", "联系"})])
def test_the_elements_of_a_draft_are_recognised(name: str, keys: set[str]) -> None:
    """Each shape gives the elements that it has, and no others."""
    assert set(trees(Decoded(SHAPES[name], "UTF-8"))["notice.yaml"]) == keys
