"""Twenty drafts and eleven nasty ones, each as text, as a web page and as a Word file, give the content expected."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from tests.intake.nasty import NASTY
from tests.intake.packages import word_of
from tests.intake.shapes import SHAPES
from tests.intake.test_account import hold
from tests.intake.test_webpage import html_of
from ygt_docs.docfiles.archive import Archive
from ygt_docs.docfiles.decode import Decoded, decode
from ygt_docs.docfiles.webpage import read_page
from ygt_docs.docfiles.word_reader import read_word
from ygt_docs.intake.context import plain
from ygt_docs.intake.importing import recognise

DRAFTS = SHAPES | NASTY
_EXPECTED = Path(__file__).parent / "expected"


def trees(draft: Decoded) -> dict[str, object]:
    """The trees that come of a draft, and its organs."""
    result = recognise(draft, "草稿")
    hold(result)
    return {name: plain(tree) for name, tree in result.files.items()} | {"organs": plain(result.organs)}


def expected(name: str) -> dict[str, object]:
    """The content that the draft `name` gives, as a person has read and approved it, and its doubts."""
    loaded = yaml.safe_load((_EXPECTED / f"{name.replace(' ', '-')}.yaml").read_text("utf-8"))
    assert isinstance(loaded, dict)
    return loaded


@pytest.mark.parametrize("name", DRAFTS)
def test_text_gives_the_expected_content(name: str) -> None:
    """All files of a typed draft are as expected, value by value; so are its doubts, with their lines."""
    wanted = expected(name)
    doubts = wanted.pop("doubts")
    typed = Decoded(DRAFTS[name], "UTF-8")
    assert trees(typed) == wanted
    said = recognise(typed, "草稿").context.doubts.problems()
    assert [f"{item.code} 第 {item.place.line} 行" for item in said if item.severity == "警告"] == doubts


@pytest.mark.parametrize("name", DRAFTS)
def test_a_page_gives_the_expected_content(name: str) -> None:
    """The same draft as a web page gives the same content."""
    page = read_page(Decoded(f"<html><body><div>{html_of(DRAFTS[name])}</div></body></html>", "UTF-8"))
    assert trees(page) == {key: value for key, value in expected(name).items() if key != "doubts"}


@pytest.mark.parametrize("name", DRAFTS)
def test_a_word_file_gives_the_expected_content(name: str) -> None:
    """The same draft as a Word file gives the same content."""
    word = read_word(Archive(word_of(DRAFTS[name])))
    assert word is not None
    assert trees(word) == {key: value for key, value in expected(name).items() if key != "doubts"}


def test_there_are_twenty_and_eleven() -> None:
    """Twenty drafts of different content, eleven nasty ones, and an approved content for each, for no other."""
    assert len(SHAPES) == len(set(SHAPES.values())) == 20
    assert len(NASTY) == len(set(NASTY.values())) == 11
    assert {path.stem for path in _EXPECTED.iterdir()} == {name.replace(" ", "-") for name in DRAFTS}


def test_rare_characters_survive_gb18030() -> None:
    """Characters outside of the first plane come through a file in GB18030 as they are."""
    draft = decode(NASTY["rare characters"].encode("gb18030"))
    assert trees(draft) == {key: value for key, value in expected("rare characters").items() if key != "doubts"}


def test_a_changed_draft_gives_other_content() -> None:
    """A draft with one character changed does not pass for the expected one."""
    changed = Decoded(SHAPES["a bulletin"].replace("第12期", "第13期"), "UTF-8")
    assert trees(changed) != {key: value for key, value in expected("a bulletin").items() if key != "doubts"}
