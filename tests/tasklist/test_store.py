"""The folder 进展: what is in it is read, and what does not belong there is told at its place."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.tasklist.plans import ISSUED, content, plan, plans
from ygt_docs.problems import UserError
from ygt_docs.project import this_project
from ygt_docs.tasklist.ids import number_tasks, write_ids

NUMBER = "云政文〔2026〕7号"
MONTH = f"""\
公文: {NUMBER}
月份: 2026-05
填报:
  - {{编号: R01, 单位: 云溪县教育局, 状态: 推进中, 进展: 主体完成过半。}}
  - {{编号: R02, 单位: 云溪县教育局, 状态: 已办结, 完成日期: 2026-05-20, 佐证: 验收单}}
"""


def folder_with(root: Path, **files: str) -> Path:
    """An issued plan with its 编号 and such files in 进展 (name without .yaml, _ for -)."""
    folder = content(root, notice=ISSUED)
    write_ids(number_tasks(plan(folder), this_project()))
    for name, text in files.items():
        (folder / "学校" / "进展" / f"{name.strip('m').replace('_', '-')}.yaml").write_text(text, encoding="utf-8")
    return folder


def told(root: Path, **files: str) -> list[str]:
    """The codes of what is told of such files."""
    folder = folder_with(root, **files)
    with pytest.raises(UserError) as error:
        plan(folder)
    return [item.code for item in error.value.problems]


def test_months_are_read(tmp_path: Path) -> None:
    """A month with its entries, by name."""
    months = plan(folder_with(tmp_path, m2026_05=MONTH)).months
    assert list(months) == ["2026-05"]
    assert [(entry.id, entry.state) for entry in months["2026-05"].entries] == [("R01", "推进中"), ("R02", "已办结")]


@pytest.mark.parametrize(
    ("name", "text", "codes"),
    [
        ("m2026_05", MONTH.replace("月份: 2026-05", "月份: 五月"), ["L104"]),
        ("m2026_05", MONTH.replace("R02", "R01"), ["L105"]),
        ("五月", MONTH, ["L204"]),
        ("m2026_06", MONTH, ["L205"]),
        ("m2026_05", MONTH.replace(NUMBER, "云政文〔2025〕3号"), ["L206"]),
        ("m2026_05", MONTH.replace("R02", "R22"), ["L209"]),
    ],
)
def test_what_does_not_fit_is_told(tmp_path: Path, name: str, text: str, codes: list[str]) -> None:
    """Another month, another document, an unknown or doubled task: an error each."""
    assert told(tmp_path, **{name: text}) == codes


def test_ids_that_do_not_fit_are_told(tmp_path: Path) -> None:
    """A 编号 that stands twice, and one whose task is gone."""
    folder = folder_with(tmp_path)
    file = folder / "学校" / "进展" / "编号.yaml"
    text = file.read_text(encoding="utf-8")
    for old, new, code in (("R02", "R01", "L207"), ("新建城西幼儿园。", "新建城南幼儿园。", "L208")):
        file.write_text(text.replace(old, new), encoding="utf-8")
        with pytest.raises(UserError) as error:
            plan(folder)
        assert code in [item.code for item in error.value.problems]


def test_the_progress_of_another_document_is_not_taken(tmp_path: Path) -> None:
    """A folder 进展 that was copied along names the document that it belongs to."""
    folder = folder_with(tmp_path, m2026_05=MONTH)
    notice = folder / "学校" / "notice.yaml"
    notice.write_text(notice.read_text(encoding="utf-8").replace("顺序号: 7", "顺序号: 8"), encoding="utf-8")
    with pytest.raises(UserError) as error:
        plan(folder)
    assert {item.code for item in error.value.problems} == {"L206"}


def test_a_unit_that_stands_alone_is_known_where_it_is_joined(tmp_path: Path) -> None:
    """Without any list of units: 水务局及各乡镇人民政府 are two, 发展和改革局 is one."""
    rows = ("[水务局]", "[教育局, 水务局及各乡镇人民政府]", "[发展和改革局]")
    tasks = "组:\n  - 任务:\n"
    for number, row in enumerate(rows, start=1):
        tasks += f"      - {{任务: 第{number}件事, 责任单位: {row}}}\n"
    found = plans(content(tmp_path, tasks=tasks))
    named = []
    for item in found.items:
        named.append([unit.name for unit in item.units])
    assert named == [["水务局"], ["云溪县教育局", "水务局", "各乡镇人民政府"], ["发展和改革局"]]
