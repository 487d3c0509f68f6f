"""Fifty-five documents as offices publish them: of each, the facts that somebody reads in it are in what is imported.

The drafts in the folder published are .txt, .html and .md as they are copied from sites and files; facts.yaml lists
what each says. A key is a path in notice.yaml; one with @ is a role, and what is printed in it; 条数 and 表数 are counted
on paper, 有 stands in some paragraph and 无 in none.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from ygt_docs.compose import compose
from ygt_docs.compose.flow import Decisions, Flow, Table
from ygt_docs.intake import import_file
from ygt_docs.notice import load_content
from ygt_docs.problems import Problems
from ygt_docs.project import Project
from ygt_docs.reading import read_tree

FOLDER = Path(__file__).parent / "published"
FACTS: dict[str, dict[str, Any]] = yaml.safe_load((FOLDER / "facts.yaml").read_text(encoding="utf-8"))
_ARTICLE = re.compile("第[一二三四五六七八九十百]+条(?:之[一二三四])?\u3000")
_SAMPLE = 4  # one in so many in `test`


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Some of the drafts in `test`, all of them in `soak`."""
    if "name" in metafunc.fixturenames:
        soak = metafunc.config.getoption("--soak")
        metafunc.parametrize("name", list(FACTS) if soak else list(FACTS)[::_SAMPLE])


class _Read:
    """What an imported document says: its notice.yaml as it was written, and its Flow (None: it cannot be loaded)."""

    def __init__(self, name: str, folder: Path, project: Project) -> None:
        (draft,) = FOLDER.glob(f"{name}.*")
        result = import_file(draft, "x", folder, project)
        assert result.account.agrees
        self.tree = read_tree(folder / "x" / "notice.yaml", "notice.yaml", Problems())
        document = load_content(folder, project, only="x").documents[0].document
        self.flow: Flow | None = None if document is None else compose(document, Decisions(), Problems())

    def texts(self, role: str = "") -> list[str]:
        """The paragraphs in order, all or those of a role."""
        paragraphs = [] if self.flow is None else list(self.flow.paragraphs())
        return [item.text for item in paragraphs if not role or str(item.role) == role]

    def tables(self) -> int:
        """How many tables there are; a sign-off of several organs is a table without rules."""
        count = 0
        for section in () if self.flow is None else self.flow.sections:
            count += sum(isinstance(block, Table) and block.ruled for block in section.blocks)
        return count

    def value(self, key: str) -> Any:
        """What stands at a path of keys in notice.yaml; of a list of mappings the first is meant, of 附件 the names."""
        found: Any = self.tree
        for part in key.split("."):
            found = found[0] if isinstance(found, list) else found
            found = found.get(part) if isinstance(found, dict) else None
        if key.endswith("附件"):
            return [item["名称"] for item in found or ()]
        if key.endswith("发文字号") and isinstance(found, dict):
            return f"{found['机关代字']}〔{found['年份']}〕{found.get('顺序号', '×')}号"
        return found


def _words(value: Any) -> str | list[str]:
    """A value as text; a list of one is that one."""
    if isinstance(value, list) and len(value) != 1:
        return [str(item) for item in value]
    return str(value[0] if isinstance(value, list) else value).replace("\u3000", " ")


def _is_met(read: _Read, key: str, wanted: Any) -> bool:
    if key == "有":
        return all(any(words in text for text in read.texts()) for words in wanted)
    if key == "无":
        return not any(words in text for words in wanted for text in read.texts())
    if key == "条数":
        return sum(_ARTICLE.match(text) is not None for text in read.texts()) == wanted
    if key == "表数":
        return read.tables() == wanted
    if key.startswith("@"):
        return _words(read.texts(key[1:])) == _words(wanted)
    found = read.value(key)
    if key.endswith("标题") and isinstance(found, list):
        found = "".join(found)
    return _words(found) == _words(wanted)


def test_every_fact_is_read(name: str, tmp_path: Path, project: Project) -> None:
    """Title, organs, number, dates, addressees, appendices, headings, articles and tables; nothing of the site."""
    read = _Read(name, tmp_path, project)
    missed = []
    for key, wanted in FACTS[name].items():
        if not _is_met(read, key, wanted):
            missed.append((key, wanted, read.value(key)))
    assert missed == []


def test_the_drafts_are_many_and_each_has_facts() -> None:
    """Fifty at least, seven facts on an average, and none without its draft."""
    drafts = {path.stem for path in FOLDER.iterdir() if path.name != "facts.yaml"}
    assert drafts == set(FACTS)
    assert len(FACTS) >= 50
    assert sum(map(len, FACTS.values())) >= 7 * len(FACTS)
