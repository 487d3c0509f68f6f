"""Plans for the tests of task lists: small ones in words, random ones with merges, comments and odd characters."""

from __future__ import annotations

import random
from pathlib import Path
from typing import Any

from ygt_docs.notice.model import TaskTable
from ygt_docs.notice.writer import write_tree
from ygt_docs.project import Project, this_project
from ygt_docs.tasklist.store import Plan, Plans, load_plans

ORGANS = """\
机关:
  - {全称: 云溪县人民政府, 机关代字: 云政文}
  - {全称: 云溪县教育局, 规范化简称: 县教育局}
  - {全称: 云溪县财政局, 规范化简称: 县财政局}
  - {全称: 云溪县住房和城乡建设局, 规范化简称: 县住建局}
"""
DRAFT = """\
文种: 通知
发文机关: [云溪县人民政府]
发文字号: {机关代字: 云政文, 年份: 2026}
标题: 云溪县人民政府关于印发学校建设计划的通知
主送机关: [各乡镇人民政府, 县直有关单位]
正文: 现印发给你们。
成文日期: 2026-02-10
印发件:
  标题: 云溪县学校建设计划
  正文: 全县学校建设分三步走。
  附件:
    - 名称: 学校建设任务清单
      方向: 横
      任务表: tasks.yaml
"""
ISSUED = (
    DRAFT.replace("年份: 2026}", "年份: 2026, 顺序号: 7}")
    + "版记: {印发机关: 云溪县人民政府办公室, 印发日期: 2026-02-11}\n"
)
TASKS = """\
# 学校建设任务
组:
  # 第一组
  - 标题: 新建
    任务:
      - 任务: 新建实验小学。   # 在城东
        时限: {原文: 6月30日前, 日期: 2026-06-30}
        评价标准:
          - 主体完工；
          - 通过验收。
        评价方法: 查看现场。
        牵头: [教育局]
        配合: [财政局, 住建局]
      # 下面这项有合并
      - 任务: 新建城西幼儿园。
        评价标准: 主体完工。
        牵头: [教育局]
        同上: [时限, 评价方法, 配合]
      - 任务: 配齐教师。
        时限: 8月底前
        牵头: [教育局]
  - 标题: 改造
    任务:
      - {任务: 改造三所村小。, 时限: 10月底前, 牵头: [住建局], 配合: [教育局]}
      - 任务: 更换课桌椅。
        时限: 长期坚持
        牵头: [教育局]
"""
NAMES = ("教育局", "财政局", "住建局", "水务局", "各乡镇人民政府", "县一中、县二中", "民政局等")
_WORDS = "新建改造完善落实健全学校供水住房标准制度方案验收台账村级=+-@'\"#：:，。；（）《》〔〕１２ab 12%·—"
_DEADLINES: tuple[Any, ...] = (
    {"原文": "6月30日前", "日期": "2026-06-30"},
    {"原文": "三季度前完成设计", "日期": "2026-09-15"},
    "8月底前",
    "长期坚持",
    "上半年",
    "6月底前、12月底前",
    None,
)


def content(root: Path, notice: str = DRAFT, tasks: str = TASKS, name: str = "学校", organs: str = ORGANS) -> Path:
    """The folder content/ below `root` with one plan."""
    folder = root / "content"
    (folder / name).mkdir(parents=True, exist_ok=True)
    (folder / "organs.yaml").write_text(organs, encoding="utf-8")
    (folder / name / "notice.yaml").write_text(notice, encoding="utf-8")
    (folder / name / "tasks.yaml").write_text(tasks, encoding="utf-8")
    return folder


def plans(folder: Path, *names: str, project: Project | None = None) -> Plans:
    """The plans of a content folder."""
    return load_plans(list(names), folder, project or this_project())


def plan(folder: Path, name: str = "学校") -> Plan:
    """One plan of a content folder."""
    return plans(folder, name).plans[0]


def random_table(rng: random.Random) -> str:
    """The YAML of a random task table: merges, several groups, typed numbers never, all kinds of columns."""
    with_roles = rng.random() < 0.5
    tree = {"组": [_random_group(rng, with_roles) for _ in range(rng.randint(1, 4))]}
    if rng.random() < 0.3:
        tree["表头"] = {"任务": "工作任务", "时限": "完成时间节点"}
    return write_tree(tree, TaskTable, "")


def _random_group(rng: random.Random, with_roles: bool) -> dict[str, Any]:
    tasks = [_random_task(rng, with_roles, first=number == 0) for number in range(rng.randint(1, 5))]
    group: dict[str, Any] = {"任务": tasks}
    if rng.random() < 0.8:
        group["标题"] = _text(rng, 4, 12)
    if rng.random() < 0.2:
        group["另编序号"] = "是"
    return group


def _random_task(rng: random.Random, with_roles: bool, first: bool) -> dict[str, Any]:
    units = ("牵头", "配合") if with_roles else ("责任单位",)
    merged = [key for key in ("时限", "评价标准", "评价方法", *units) if not first and rng.random() < 0.25]
    task: dict[str, Any] = {"任务": _text(rng, 4, 40)}
    values: dict[str, Any] = {
        "时限": rng.choice(_DEADLINES),
        "评价标准": [_text(rng, 3, 20) for _ in range(rng.randint(0, 3))],
        "评价方法": _text(rng, 3, 12) if rng.random() < 0.7 else None,
        "来源": _text(rng, 3, 12) if rng.random() < 0.2 else None,
    }
    for key in units:
        values[key] = rng.sample(NAMES, rng.randint(0, 3))
    task.update({key: value for key, value in values.items() if value and key not in merged})
    if merged:
        task["同上"] = merged
    return task


def _text(rng: random.Random, least: int, most: int) -> str:
    made = "".join(rng.choice(_WORDS) for _ in range(rng.randint(least, most)))
    return "任" + " ".join(made.split()) + "务"
