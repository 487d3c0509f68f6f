"""Export and import: the built Word file of an example, imported again, prints the same document."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from ygt_docs.compose import compose
from ygt_docs.compose.flow import Decisions, Flow
from ygt_docs.fonts import Fonts, load_fonts
from ygt_docs.intake import import_file
from ygt_docs.notice import load_content
from ygt_docs.problems import Problems
from ygt_docs.project import Project
from ygt_docs.word import render

EXAMPLES = ("plan", "meeting", "training", "bulletin", "four-organs", "request", "letter", "medical-plan", "report",
            "minutes", "order", "eight-organs")
# What a built file does not say, so that it cannot come back: whether the document is sealed (用印: only blank lines
# and the place of the sign-off tell), 信息公开, comments; and a collection, which is read as one text.
_ALIKE = {"联署机关署名": "发文机关署名"}


@pytest.fixture(scope="module")
def fonts(project: Project) -> Fonts:
    """The declared faces."""
    return load_fonts(project, Problems())


def flow_of(content: Path, name: str, project: Project) -> Flow:
    """The Flow of a document of `content`."""
    (found,) = load_content(content, project, only=name).documents
    assert found.document is not None, [str(item) for item in found.problems]
    return compose(found.document, Decisions(), Problems())


def blocks(flow: Flow) -> list[tuple[str, str]]:
    """Role and text of everything in the Flow, in order, without what a built file does not say."""
    return [(_ALIKE.get(str(item.role), str(item.role)), item.text) for item in flow.paragraphs()
            if item.text]


def again(flow: Flow, folder: Path, project: Project, fonts: Fonts) -> Flow:
    """`flow` after a journey through Word and the importer."""
    (folder / "built.docx").write_bytes(render(flow, fonts, project))
    result = import_file(folder / "built.docx", "again", folder / "content", project)
    assert result.account.agrees
    return flow_of(folder / "content", "again", project)


@pytest.mark.parametrize("name", EXAMPLES)
def test_a_built_file_comes_back(name: str, tmp_path: Path, project: Project, fonts: Fonts) -> None:
    """Numbers, levels, tables, sign-off and imprint of the built file, imported again, print as before."""
    flow = flow_of(project.root / "content", f"yunxi-2026-{name}", project)
    assert blocks(again(flow, tmp_path, project, fonts)) == blocks(flow)


def test_a_change_does_not_go_unseen(tmp_path: Path, project: Project, fonts: Fonts) -> None:
    """A built file of which a sentence was changed gives another document."""
    flow = flow_of(project.root / "content", "yunxi-2026-plan", project)
    data = render(flow, fonts, project)
    assert blocks(again(flow, tmp_path, project, fonts)) == blocks(flow)
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            new.writestr(name, old.read(name).replace("请结合实际抓好落实".encode(), "请遵照执行".encode()))
    (tmp_path / "edited.docx").write_bytes(out.getvalue())
    import_file(tmp_path / "edited.docx", "edited", tmp_path / "content", project)
    changed = blocks(flow_of(tmp_path / "content", "edited", project))
    assert [one[1] for one, other in zip(changed, blocks(flow), strict=True) if one != other] == [
        "《云溪县2026年紧密型县域医共体建设工作计划》已经县政府研究同意，现予印发，请遵照执行。"]
