"""The manual (使用手册) names every key of the model and every problem code, and its tables are current."""

from __future__ import annotations

import ast
import re
import shutil
from pathlib import Path

import openpyxl
import pytest
from PIL import Image
from pydantic.fields import FieldInfo

from ygt_docs import manual
from ygt_docs.manual_examples import EXAMPLES
from ygt_docs.notice import blocks, cells, forms, model, registering, regulation, tables, units
from ygt_docs.notice.fields import Model
from ygt_docs.notice.finding import validate
from ygt_docs.notice.including import Includer
from ygt_docs.notice.shape import expected_of, keys_of
from ygt_docs.problems import Problems
from ygt_docs.problems.catalogue import CATALOGUE
from ygt_docs.project import Project, this_project
from ygt_docs.reading import read_tree

TEXT = (this_project().root / manual.MANUAL).read_text(encoding="utf-8")
# Keys of documents that are announced, spoken, sealed on behalf, or of no kind of their own.
OF_OTHERS = ("公告号", "文种名", "场合", "讲话人", "称呼", "代章")
# Keys that may not stand together: each set is left out once.
EXCLUDE: dict[type[Model], list[set[str]]] = {
    blocks.TextBlock: [set(EXAMPLES[blocks.TextBlock]) - {key} for key in EXAMPLES[blocks.TextBlock]],
    forms.Form: [{"来源", "工作表", "区域"}, {"行"}],
    forms.NameList: [{"组"}, {"姓名"}],
    model.Notice: [
        {"作者", "简报", "汇编", "命令", "纪要", "格式", "层次", "目录", *OF_OTHERS, "落款"},
        *(
            set(EXAMPLES[model.Notice]) - {"文种", "标题", *keys}
            for keys in (
                {"作者", "场合", "讲话人", "称呼", "副标题", "正文", "成文日期", "层次", "目录"},
                {"公告号", "发文机关", "正文", "落款"},
                {"文种名", "发文机关", "发文字号", "正文", "代章"},
                {"简报", "正文"},
                {"汇编"},
                {"命令", "发文机关", "正文"},
                {"纪要", "发文机关", "正文"},
                {"格式", "发文机关", "发文字号", "正文"},
            )
        ),
    ],
    model.Body: [
        {"编", "章", "节", "条"},
        *({"章节", "编", "章", "节", "条"} - {key} for key in ("编", "章", "节", "条")),
    ],
    model.Appendix: [
        {"序号连续", "另发", "文件"},
        {"层次", "另发", "文件"},
        {"序号连续", "层次", "目录", "正文", "任务表", "表", "表单", "名单", "图", "附页", "另册"},
    ],
    model.Promulgated: [{"序号连续"}, {"层次"}],
    model.Forwarded: [{"序号连续"}, {"层次"}],
    regulation.Part: [{"章"}, {"条"}],
    regulation.Chapter: [{"节"}, {"条"}],
    tables.Table: [{"来源", "工作表", "区域", "表头"}, {"栏", "行"}],
    model.Task: [{"牵头", "配合", "同上"}, {"责任单位", "同上"}, {"时限", "评价方法", "责任单位", "牵头", "配合"}],
}
# Keys that stand in documents of one kind alone.
OF_KIND = {
    "作者": "文稿",
    "简报": "简报",
    "汇编": "汇编",
    "命令": "命令",
    "纪要": "纪要",
    "公告号": "公告",
    "文种名": "其他",
}
KEYS = [
    pytest.param(part, key, info, id=f"{part.__name__}-{key}")
    for part in manual.TITLES
    for key, info in keys_of(part).items()
]


def test_the_committed_tables_are_current() -> None:
    """The tables in the committed manual are what the model and the catalogue render now."""
    assert manual.render(TEXT) == TEXT, "run: python -m ygt_docs.manual"


def test_every_model_has_a_table() -> None:
    """Every record that a YAML file can hold has a table of its own in the manual."""
    parts = (model, blocks, tables, cells, forms, regulation, units, registering)
    known = [item for part in parts for item in vars(part).values()]
    every = {item for item in known if isinstance(item, type) and issubclass(item, Model)} - {Model}
    assert set(manual.TITLES) == every == set(EXAMPLES)


@pytest.mark.parametrize(("part", "key", "info"), KEYS)
def test_every_key_is_explained(part: type[Model], key: str, info: FieldInfo) -> None:
    """Every key stands in the table of its record, with a meaning."""
    table = TEXT.partition(f"### {manual.TITLES[part]}\n")[2].partition("\n### ")[0]
    row = re.search(rf"^\| {key} \|.*$", table, re.MULTILINE)
    assert row is not None
    assert info.description
    assert info.description.replace("|", "\\|") in row.group()


@pytest.mark.parametrize(
    ("part", "left_out"),
    [
        pytest.param(part, left_out, id=f"{part.__name__} without {'、'.join(sorted(left_out)) or 'nothing'}")
        for part in EXAMPLES
        for left_out in EXCLUDE.get(part, [set()])
    ],
)
def test_every_example_is_valid(part: type[Model], left_out: set[str], project: Project, tmp_path: Path) -> None:
    """The examples of a record, put together, are read without a problem: each can be pasted."""
    shutil.copytree(project.root / "content" / "yunxi-2026-plan", tmp_path, dirs_exist_ok=True)
    write_beside(tmp_path)
    written = {key: text for key, text in EXAMPLES[part].items() if key not in left_out}
    if part is model.Notice:
        written["文种"] = next((kind for key, kind in OF_KIND.items() if key in written), written["文种"])
    lines = [f"{key}: {text}\n" for key, text in written.items()]
    (tmp_path / "example.yaml").write_text("".join(lines), encoding="utf-8")
    problems = Problems()
    tree = read_tree(tmp_path / "example.yaml", "example.yaml", problems, expected_of(part))
    assert tree is not None, list(problems)
    Includer(tmp_path, project, problems).fill(part, tree, ("example.yaml",))
    assert validate(part, tree, problems, {}) is not None, list(problems)
    assert not list(problems)


def write_beside(folder: Path) -> None:
    """The sheet and the picture that examples name."""
    book = openpyxl.Workbook()
    book.active.title = "九月"
    book.active.append(["乡镇", "任务数", "完成数", "备注"])
    for row in range(1, 20):
        book.active.append([f"第{row}村", row, row, None])
    book.save(folder / "名单.xlsx")
    Image.new("RGB", (900, 600), "white").save(folder / "位置图.png")
    Image.new("RGB", (900, 600), "white").save(folder / "批复扫描件.pdf")


def test_no_example_goes_unread() -> None:
    """Keys that exclude one another are left out in turns, so that every example is read at least once."""
    for part, variants in EXCLUDE.items():
        assert not set.intersection(*variants), part


def test_every_code_has_a_stage() -> None:
    """The first letter of every code is that of a stage with a table in the manual."""
    assert {code[0] for code in CATALOGUE} <= set(manual.STAGES)


@pytest.mark.parametrize("code", sorted(CATALOGUE))
def test_every_code_is_explained(code: str) -> None:
    """Every problem code stands in the manual with its severity."""
    assert f"| {code} | {CATALOGUE[code].severity} |" in TEXT


def test_every_code_is_met_by_a_test() -> None:
    """Every problem code is named by a test or by a case that tests read: none goes without one that meets it."""
    named: set[str] = set()
    for path in sorted((this_project().root / "tests").rglob("*")):
        if path.suffix in (".py", ".yaml"):
            named.update(re.findall(r"\b[A-Z][0-9]{3}\b", path.read_text(encoding="utf-8")))
    assert sorted(CATALOGUE.keys() - named) == []


def test_a_manual_without_markers_is_refused() -> None:
    """A manual that lost a marker is an error, so that a table cannot silently go stale."""
    with pytest.raises(ValueError, match="键表"):
        manual.render(TEXT.replace("<!-- 键表：结束 -->", ""))


def test_an_outdated_table_is_seen() -> None:
    """A changed row between the markers is put right by rendering."""
    assert manual.render(TEXT.replace("| 成文日期 |", "| 成文日子 |")) == TEXT


def test_messages_show_an_ellipsis_for_what_is_filled_in() -> None:
    """The words that a message fills in appear as an ellipsis, and a bar does not break the table."""
    assert manual._words("找到“{found}”，第{line:>3}行 a|b") == "找到“…”，第…行 a\\|b"


def test_the_readme_names_every_command(project: Project) -> None:
    """Who has only the README finds each command in it."""
    tasks = ast.parse((project.root / "tasks.py").read_text(encoding="utf-8"))
    text = (project.root / "README.md").read_text(encoding="utf-8")
    for node in tasks.body:
        if isinstance(node, ast.FunctionDef) and node.decorator_list:
            assert f"./invoke {node.name.rstrip('_')}" in text, node.name
