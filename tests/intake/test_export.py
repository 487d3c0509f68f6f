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
from ygt_docs.notice.model import Notice
from ygt_docs.notice.shape import expected_of
from ygt_docs.pdf import bitmaps
from ygt_docs.problems import Problems
from ygt_docs.project import Project
from ygt_docs.reading import read_tree
from ygt_docs.word import render

EXAMPLES = (
    "plan",
    "meeting",
    "training",
    "bulletin",
    "four-organs",
    "request",
    "letter",
    "medical-plan",
    "report",
    "minutes",
    "order",
    "eight-organs",
    "water-rules",
    "order-rules",
    "flood-plan",
    "announcement",
    "appointments",
    "speech",
    "forwarding",
    "penalty",
    "award",
    "flood-meeting",
    "renovation",
    "startups",
    "pharmacies",
    "school-order",
    "resolution",
    "reservoirs",
)
COLLECTION = "collection"
# Keys of notice.yaml that a built file does not say, as the manual lists them. 用印: only blank lines and the place of
# the sign-off tell; 标志: the host alone is what stands there without the key.
_NOT_PRINTED = {
    "用印": "用印",
    "信息公开": "信息公开",
    "统一登记号": "统一登记号",
    "标志": "标志（“仅主办”的写法；印出来一样）",
}
# And what is no key: comments, and what binding leaves out.
_ELSE = ["YAML 里的注释", "汇编里不印的内容：各篇的版头和版记、简报的期号；简报的按语读成正文的一段"]
_ALIKE = {"联署机关署名": "发文机关署名", "按语": "公文正文"}


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
    return [(_ALIKE.get(str(item.role), str(item.role)), item.text) for item in flow.paragraphs() if item.text]


def keys_of(folder: Path) -> set[str]:
    """The keys of the notice.yaml in `folder`."""
    problems = Problems()
    tree = read_tree(folder / "notice.yaml", "notice.yaml", problems, expected_of(Notice))
    assert not problems.errors
    assert isinstance(tree, dict)
    return {str(key) for key in tree}


def again(flow: Flow, folder: Path, project: Project, fonts: Fonts) -> Flow:
    """`flow` after a journey through Word and the importer."""
    (folder / "built.docx").write_bytes(render(flow, fonts, project, bitmaps(flow, fonts)))
    result = import_file(folder / "built.docx", "again", folder / "content", project)
    assert result.account.agrees
    return flow_of(folder / "content", "again", project)


@pytest.mark.parametrize("name", EXAMPLES)
def test_a_built_file_comes_back(name: str, tmp_path: Path, project: Project, fonts: Fonts) -> None:
    """Numbers, levels, tables, sign-off and imprint of the built file, imported again, print as before."""
    flow = flow_of(project.root / "content", f"yunxi-2026-{name}", project)
    assert blocks(again(flow, tmp_path, project, fonts)) == blocks(flow)


def test_a_bound_collection_comes_back(tmp_path: Path, project: Project, fonts: Fonts) -> None:
    """A built collection comes back as cover, contents and its documents; a remark (按语) is a paragraph."""
    flow = flow_of(project.root / "content", f"yunxi-2026-{COLLECTION}", project)
    assert blocks(again(flow, tmp_path, project, fonts)) == blocks(flow)
    assert sorted(item.name for item in (tmp_path / "content").iterdir() if item.is_dir()) == [
        "again",
        *(f"again-{number:02}" for number in range(1, 5)),
    ]


def test_every_example_makes_the_journey(project: Project) -> None:
    """No example of the project is left out."""
    folders = {item.parent.name for item in (project.root / "content").glob("*/notice.yaml")}
    assert folders == {f"yunxi-2026-{name}" for name in (*EXAMPLES, COLLECTION)}


def test_the_manual_lists_what_cannot_come_back(tmp_path: Path, project: Project, fonts: Fonts) -> None:
    """The keys that are lost on the journeys of all examples are those that the manual names."""
    lost: set[str] = set()
    for name in (*EXAMPLES, COLLECTION):
        folder = tmp_path / name
        folder.mkdir()
        again(flow_of(project.root / "content", f"yunxi-2026-{name}", project), folder, project, fonts)
        lost |= keys_of(project.root / "content" / f"yunxi-2026-{name}") - keys_of(folder / "content" / "again")
    assert lost == set(_NOT_PRINTED)
    manual = (project.root / "docs" / "使用手册.md").read_text("utf-8")
    listed = manual.partition("以下各项 Word 文件里没有写，回不来：\n\n")[2].partition("\n\n")[0]
    assert listed.splitlines() == [f"- {item}" for item in (*_NOT_PRINTED.values(), *_ELSE)]


def test_a_change_does_not_go_unseen(tmp_path: Path, project: Project, fonts: Fonts) -> None:
    """A built file of which a sentence was changed gives another document."""
    flow = flow_of(project.root / "content", "yunxi-2026-plan", project)
    data = render(flow, fonts, project, bitmaps(flow, fonts))
    assert blocks(again(flow, tmp_path, project, fonts)) == blocks(flow)
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            new.writestr(name, old.read(name).replace("请结合实际抓好落实".encode(), "请遵照执行".encode()))
    (tmp_path / "edited.docx").write_bytes(out.getvalue())
    import_file(tmp_path / "edited.docx", "edited", tmp_path / "content", project)
    changed = blocks(flow_of(tmp_path / "content", "edited", project))
    assert [one[1] for one, other in zip(changed, blocks(flow), strict=True) if one != other] == [
        "《云溪县2026年紧密型县域医共体建设工作计划》已经县政府研究同意，现予印发，请遵照执行。"
    ]
