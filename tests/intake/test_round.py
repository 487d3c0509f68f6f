"""What was imported is read back by the reader as it was recognised, and composed to the text of the draft."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from tests.intake.drafts import HEAD, METADATA, WHOLE, imported
from tests.intake.test_account import model_of, mutated
from ygt_docs.compose import compose
from ygt_docs.compose.flow import Decisions, Role
from ygt_docs.docfiles.decode import Decoded, decode
from ygt_docs.editing import CannotPlaceError
from ygt_docs.intake import import_file
from ygt_docs.intake.clean import Cleaner
from ygt_docs.intake.context import plain
from ygt_docs.intake.draft import Ledger, split_lines
from ygt_docs.intake.importing import recognise
from ygt_docs.notice import load_content
from ygt_docs.notice.document import Document
from ygt_docs.notice.shape import expected_of
from ygt_docs.problems import Problems, UserError
from ygt_docs.project import Project
from ygt_docs.reading import MarkedMap, read_tree


def loaded(content: Path, project: Project, name: str = "autumn") -> Document:
    """The document, which must be readable without a problem of its own."""
    read = load_content(content, project, only=name)
    assert not [str(item) for item in read.problems]
    (found,) = read.documents
    assert not [str(item) for item in found.problems]
    assert found.document is not None
    return found.document


def as_typed(value: Any) -> Any:
    """A tree with all scalars as text, as the reader gives them."""
    if isinstance(value, dict):
        return {key: as_typed(item) for key, item in value.items()}
    return [as_typed(item) for item in value] if isinstance(value, list) else str(value)


def test_files_read_back_as_they_were_recognised(tmp_path: Path, project: Project) -> None:
    """Each file's tree, read by the reader, equals the tree that was recognised, keys in the model's order."""
    result = imported(tmp_path, project, METADATA + WHOLE)
    trees = recognise(Decoded(METADATA + WHOLE, "UTF-8"), "draft.txt").files
    assert [path.name for path in result.files] == [
        "notice.yaml",
        "plan.yaml",
        "goals.yaml",
        "steps.yaml",
        "tasks.yaml",
        "import.md",
        "organs.yaml",
    ]
    for path in result.files[:-2]:
        problems = Problems()
        tree = read_tree(path, path.name, problems)
        assert isinstance(tree, MarkedMap)
        assert not list(problems)
        assert tree == as_typed(plain(trees[path.name]))
    loaded(tmp_path / "content", project)


def test_files_look_as_a_person_would_write_them(tmp_path: Path, project: Project) -> None:
    """The first line names the schema, short lists are in flow style, long text is block text, doubts are comments."""
    imported(tmp_path, replace(project, root=tmp_path), METADATA + WHOLE)
    folder = tmp_path / "content" / "autumn"
    notice = (folder / "notice.yaml").read_text("utf-8").splitlines()
    assert notice[0] == "# yaml-language-server: $schema=../../schema/notice.schema.json"
    assert (
        (tmp_path / "content" / "organs.yaml")
        .read_text("utf-8")
        .startswith("# yaml-language-server: $schema=../schema/organs.schema.json\n")
    )
    assert "主送机关: [各乡镇人民政府, 县政府各部门]" in notice
    assert "正文: |" in notice
    assert '    电话: "8000001"' in notice
    at = notice.index("  印发机关: 青禾县人民政府办公室")
    assert notice[at - 1].startswith("  # 存疑（草稿第 2 行）：印发机关取自公开目录的发布机构「青禾县人民政府办公室」")
    tasks = (folder / "tasks.yaml").read_text("utf-8").splitlines()
    assert "        时限: {原文: 9月30日前, 日期: 2026-09-30}" in tasks
    row = tasks.index("      - 任务: 及时结算。")
    assert tasks[row - 1].startswith("      # 存疑（草稿第 43 行）：这一行缺格：“完成时限”（11月30日前）")


def test_braces_are_read_back_as_text(tmp_path: Path, project: Project) -> None:
    """Template marks of a draft come out of the reader as they were typed."""
    imported(tmp_path, project, HEAD.replace("已经县政府同意", "{{ 7*7 }} {% x %} 已经同意: # [a]"))
    body = loaded(tmp_path / "content", project).notice.body
    assert "{{ 7*7 }} {% x %} 已经同意： # [a]" in str(body.introduction)


def test_the_composed_text_of_a_draft_is_the_drafts(tmp_path: Path, project: Project) -> None:
    """Composing what was imported gives every character of the draft in order, and adds only mark and imprint."""
    imported(tmp_path, project, METADATA + WHOLE)
    hold_composed(WHOLE, loaded(tmp_path / "content", project))


def test_the_composed_text_of_the_real_notice_is_the_drafts(tmp_path: Path, project: Project, seeds: Path) -> None:
    """The real notice, imported, read and composed, holds each of its characters from number to last row, in order."""
    (draft,) = seeds.glob("000_*.txt")
    result = import_file(draft, "real", tmp_path / "content", project)
    assert result.account.agrees
    assert [item.place.line for item in result.problems if item.code == "I349"] == [86, 87, 88, 89]
    assert [item.place.line for item in result.problems if item.code == "I348"] == [86, 87, 87, 88, 89, 89]
    assert [
        (item.code, item.place.line) for item in result.problems if item.code in ("I341", "I353", "I325", "I334")
    ] == [("I325", 14), ("I334", 56), ("I341", 65), ("I353", 81)]
    text = decode(draft.read_bytes()).text
    document = loaded(tmp_path / "content", project, "real")
    assert [len(group.tasks) for group in document.notice.promulgated.appendices[0].table.groups] == [5, 4, 9, 4, 6]
    hold_composed("\n".join(text.split("\n")[6:]), document)


def hold_composed(draft: str, document: Document) -> None:
    """The draft's characters after cleaning, less spaces and pipes, equal the Flow's less mark and imprint."""
    flow = compose(document, Decisions(), Problems())
    apart = (Role.MARK, Role.PRINTING_LINE)
    composed = "".join(item.text for item in flow.paragraphs() if item.role not in apart)
    ledger = Ledger()
    shown, lines = split_lines(draft, "draft", "UTF-8", ledger)
    cleaner = Cleaner(shown, ledger)
    expected = "".join(cleaner.clean(line) for line in lines)
    assert bare(composed) == bare(expected)


def bare(text: str) -> str:
    """`text` without spaces and the pipes of tables."""
    return "".join(sign for sign in text if not sign.isspace() and sign != "|")


def test_outside_of_the_project_no_file_names_a_schema(tmp_path: Path, project: Project) -> None:
    """A road to the schema through the folders of one machine is not written; that none is, is said; none is missed."""
    result = imported(tmp_path, project, METADATA + WHOLE)
    for path in (path for path in result.files if path.suffix == ".yaml"):
        assert "$schema" not in path.read_text("utf-8")
        assert not path.read_text("utf-8").startswith("\n")
    assert [item.code for item in result.problems].count("I309") == 1
    read = load_content(tmp_path / "content", project)
    assert "N126" not in [item.code for document in read.documents for item in document.problems]
    inside = imported(tmp_path, replace(project, root=tmp_path), name="inside")
    assert "I309" not in [item.code for item in inside.problems]


MINE = """\
# 我们的名录
机关:
    # 主办
    - 全称: 青禾县粮食局   # 不要动
      机关代字: 青粮
"""


def test_an_existing_list_of_organs_is_only_extended(tmp_path: Path, project: Project) -> None:
    """organs.yaml keeps every character and comment it has; the new organ is added below with its indent."""
    (tmp_path / "content").mkdir()
    organs = tmp_path / "content" / "organs.yaml"
    organs.write_text(MINE, "utf-8")
    result = imported(tmp_path, project)
    text = organs.read_text("utf-8")
    assert text.startswith(MINE)
    assert text.endswith("    - 全称: 青禾县人民政府\n      机关代字: 青政发\n")
    assert "I305" in [item.code for item in result.problems]
    assert loaded_organs(tmp_path / "content", project) == ["青禾县粮食局", "青禾县人民政府"]


def loaded_organs(content: Path, project: Project) -> list[str]:
    """The organs of `content` by name."""
    organs = load_content(content, project).organs
    assert organs is not None
    return [str(organ.name) for organ in organs.organs]


def test_windows_line_ends_and_a_missing_last_one_are_kept(tmp_path: Path, project: Project) -> None:
    """A list with CR LF and no line end at its end is extended in its own manner."""
    (tmp_path / "content").mkdir()
    organs = tmp_path / "content" / "organs.yaml"
    organs.write_bytes(MINE.rstrip("\n").replace("\n", "\r\n").encode())
    imported(tmp_path, project)
    data = organs.read_bytes()
    assert data.startswith(MINE.rstrip("\n").replace("\n", "\r\n").encode())
    assert data.count(b"\r\n") == data.count(b"\n")


@pytest.mark.parametrize(
    ("entry", "code"),
    [
        ("  - 全称: 青禾县人民政府\n    机关代字: 青政发\n", "I302"),
        ("  - 全称: 青禾县人民政府\n    机关代字: 青府\n", "I303"),
        ("  - 全称: 青禾县人民政府\n    机关代字: [青府, 青政发]\n", "I302"),
        ("  - 全称: 青禾县人民政府\n    机关代字: [青府, {代字: 青政办, 用于: 函}]\n", "I303"),
    ],
)
def test_a_known_organ_is_left_alone(tmp_path: Path, project: Project, entry: str, code: str) -> None:
    """An organ that is there already is not changed; another code is a doubt."""
    (tmp_path / "content").mkdir()
    organs = tmp_path / "content" / "organs.yaml"
    organs.write_text("机关:\n" + entry, "utf-8")
    result = imported(tmp_path, project)
    assert code in [item.code for item in result.problems]
    assert organs.read_text("utf-8") == "机关:\n" + entry
    assert organs not in result.files


def test_a_list_in_flow_style_is_extended_in_its_brackets(tmp_path: Path, project: Project) -> None:
    """A list in brackets gets the new organ behind its last one, in the same line."""
    (tmp_path / "content").mkdir()
    organs = tmp_path / "content" / "organs.yaml"
    organs.write_text("机关: [{全称: 青禾县粮食局}]   # 全部\n", "utf-8")
    result = imported(tmp_path, project)
    assert organs.read_text("utf-8") == (
        "机关: [{全称: 青禾县粮食局}, {全称: 青禾县人民政府, 机关代字: 青政发}]   # 全部\n"
    )
    assert [item.code for item in result.problems if item.code in ("I304", "I305")] == ["I305"]


def test_organs_that_cannot_be_added_are_given_as_lines(
    tmp_path: Path, project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A list that the editor cannot extend stays, and the lines to add are given."""

    def refuse(source: object) -> str:
        raise CannotPlaceError("放不下")

    monkeypatch.setattr("ygt_docs.intake.organs.text_of", refuse)
    (tmp_path / "content").mkdir()
    organs = tmp_path / "content" / "organs.yaml"
    organs.write_text("机关: [{全称: 青禾县粮食局}]\n", "utf-8")
    result = imported(tmp_path, project)
    assert organs.read_text("utf-8") == "机关: [{全称: 青禾县粮食局}]\n"
    (said,) = [item for item in result.problems if item.code == "I304"]
    assert "- 全称: 青禾县人民政府" in said.fix


def test_a_faulty_list_of_organs_stops_the_import(tmp_path: Path, project: Project) -> None:
    """An organs.yaml with errors is reported, and nothing is written."""
    (tmp_path / "content").mkdir()
    (tmp_path / "content" / "organs.yaml").write_text("机关：坏\n", "utf-8")
    with pytest.raises(UserError):
        imported(tmp_path, project)
    assert [item.name for item in (tmp_path / "content").iterdir()] == ["organs.yaml"]


def test_mutated_drafts_are_written_so_that_they_read_back(
    tmp_path: Path, project: Project, rng: random.Random, count: Callable[[int, int], int]
) -> None:
    """Whatever a draft holds, its files give the reader nothing to refuse, and the trees that were recognised."""
    for number in range(count(40, 1_000)):
        text = mutated(rng.choice([METADATA + WHOLE, WHOLE, HEAD]), rng)
        result = imported(tmp_path, project, text, name=f"draft-{number}")
        trees = recognise(Decoded(text, "UTF-8"), "draft.txt", f"draft-{number}").files
        for path in (path for path in result.files if path.suffix == ".yaml"):
            problems = Problems()
            tree = read_tree(path, path.name, problems, expected_of(model_of(path.name)))
            assert not [str(item) for item in problems], path.read_text("utf-8")
            if path.name in trees and path.parent.name == f"draft-{number}":  # the members of a collection are others
                assert without_blanks(tree) == without_blanks(as_typed(plain(trees[path.name])))


def without_blanks(value: Any) -> Any:
    """`value` with the spaces at the ends of its lines left out: in block text they mean nothing."""
    if isinstance(value, dict):
        return {key: without_blanks(item) for key, item in value.items()}
    if isinstance(value, list):
        return [without_blanks(item) for item in value]
    return "\n".join(line.strip(" ") for line in value.split("\n"))
