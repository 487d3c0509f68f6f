"""Mistakes in regulations, plans by decimals, what is passed on, and speeches: one message each, with a cure."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.notice.test_mistakes import found_in
from ygt_docs.problems import Problem

_HEAD = """\
# yaml-language-server: $schema=../../schema/notice.schema.json
文种: 通知
发文机关: [云溪县人民政府]
发文字号: {机关代字: 云政文, 年份: 2026, 顺序号: 6}
标题: 云溪县人民政府关于印发《云溪县供水办法》的通知
主送机关: [各乡镇人民政府]
正文: 现印发给你们，请遵照执行。
成文日期: 2026-02-10
"""
_ORDER = """\
# yaml-language-server: $schema=../../schema/notice.schema.json
文种: 命令
发文机关: [云溪县人民政府]
正文: 现予公布。
成文日期: 2026-02-10
用印: 签名章
签名章: [{职务: 县长, 姓名: 李谷}]
"""


def _rules(body: str, more: str = "") -> str:
    lines = "".join(f"    {line}\n" for line in body.splitlines())
    return f"{_HEAD}印发件:\n  标题: 云溪县供水办法\n{more}  正文:\n{lines}"


def _one_article(text: str) -> str:
    return _rules(f"条:\n  - 为了供水，制定本办法。\n  - {text}\n  - 本办法自印发之日起施行。")


_PLAN = "章节:\n  - {标题: 总则, 下级: [{标题: 目的, 正文: 甲。}]}"
# What was typed, the one message, its line and column, and what the cure says.
MISTAKES: dict[str, tuple[str, str, int, int, str]] = {
    "reference to no article": (_one_article("违反本办法第九条规定的，责令改正。"), "T195", 14, 11, "核对条"),
    "reference to no 款": (_one_article("违反本办法第一条第二款的，责令改正。"), "T195", 14, 11, "核对条"),
    "reference to no 项": (_one_article("违反第一条第五项规定的，责令改正。"), "T195", 14, 11, "核对条"),
    "前款 in the first": (_one_article("前款规定的情形，除外。"), "T195", 14, 9, "核对条"),
    "chapter without articles": (_rules("章:\n  - 标题: 总则\n  - {标题: 附则, 条: [施行。]}"), "N159", 13, 9, "条"),
    "chapter with text": (_rules("章:\n  - {标题: 总则, 正文: 供水。}"), "N155", 12, 5, "章节"),
    "chapters out of order": (
        _rules("章:\n  - {标题: 第一章　总则, 条: [甲。]}\n  - {标题: 第三章　附则, 条: [乙。]}"),
        "N523",
        14,
        14,
        "第二章",
    ),
    "articles out of order": (
        _rules("导语: |\n  第一条　甲。\n  第三条　乙。\n  第二条　丙。\n  第四条　丁。"),
        "N522",
        14,
        7,
        "第二条",
    ),
    "a number that is left out": (_rules("条:\n  - 第一条　甲。\n  - 第三条　乙。"), "N523", 14, 9, "第二条"),
    "号 that is none": (_rules("条:\n  - 甲。\n  - {号: 三之一, 正文: 乙。}"), "N525", 14, 13, "第三条之一"),
    "号 in Arabic figures": (_rules("条:\n  - 甲。\n  - {号: 第1条之1, 正文: 乙。}"), "N512", 14, 13, "第一条之一"),
    "inserted behind no article": (_rules("条:\n  - 甲。\n  - {号: 第三条之一, 正文: 乙。}"), "N523", 14, 24, "第二条"),
    "之二 without 之一": (_rules("条:\n  - 甲。\n  - {号: 第一条之二, 正文: 乙。}"), "N524", 14, 24, "第三条之一"),
    "项 without 款": (_rules("条:\n  - {项: [甲；, 乙。]}"), "N157", 13, 9, "正文"),
    "目 beside 正文": (_rules("条:\n  - {正文: 应当：, 目: [甲；, 乙。]}"), "N110", 13, 19, "「项」下面"),
    "another name of 正文": (_rules("条:\n  - {内容: 甲。}"), "N110", 13, 10, "正文:"),
    "another name of 标题": (_rules("章:\n  - {章名: 总则, 条: [甲。]}"), "N110", 13, 10, "标题:"),
    "articles as keys": (_rules("条:\n  第一条: 甲。\n  第二条: 乙。"), "N112", 12, 5, '条: ["甲。", "乙。"]'),
    "chapters as keys": (_rules("章:\n  总则:\n    条: [甲。]"), "N112", 12, 5, "{标题: 总则, 条:"),
    "articles beside chapters": (
        _rules("章:\n  - {标题: 总则, 条: [甲。]}\n条:\n  - 乙。"),
        "N156",
        14,
        5,
        "只留一种",
    ),
    "contents without headings": (_rules("导语: 没有标题。", "  目录: 是\n"), "N527", 13, 9, "目录: 是"),
    "目录 of another value": (_rules(_PLAN, "  目录: 有\n"), "N117", 11, 7, "目录: 是"),
    "层次 of another value": (_rules(_PLAN, "  层次: 数字\n"), "N119", 11, 7, "层次: 小数"),
    "层次 beside articles": (_rules("条:\n  - 甲。", "  层次: 小数\n"), "N168", 11, 7, "层次"),
    "序号连续 beside articles": (_rules("条:\n  - 甲。", "  序号连续: 是\n"), "N168", 11, 9, "序号连续"),
    "decimals that run on": (_rules(_PLAN, "  层次: 小数\n  序号连续: 是\n"), "N160", 12, 9, "层次: 小数"),
    "decimals that jump": (
        _rules("导语: |\n  1 总则\n  1.1 目的\n  甲。\n  1.3 范围\n  乙。"),
        "N526",
        16,
        7,
        "1.2",
    ),
    "a wrong decimal in structure": (
        _rules("章节:\n  - {标题: 1 总则, 下级: [{标题: 1.2 目的, 正文: 甲。}]}", "  层次: 小数\n"),
        "N526",
        14,
        30,
        "1.1",
    ),
    "copies that run backwards": (f'{_HEAD}份号: "000080-000001"\n', "T189", 9, 5, "000001-000080"),
    "copies of unequal length": (f'{_HEAD}份号: "000001-0080"\n', "T190", 9, 5, "000001-000080"),
    "too many copies": (f'{_HEAD}份号: "000001-009999"\n', "T191", 9, 5, "000001-002000"),
    "copies in words": (f"{_HEAD}份号: 一至八十\n", "T180", 9, 5, '"000001"'),
    "场合 in a notice": (f"{_HEAD}场合: 在全县会议上\n", "N129", 9, 5, "删去「场合」"),
    "讲话人 in a notice": (f"{_HEAD}讲话人: 李谷\n", "N129", 9, 6, "删去「讲话人」"),
    "文种名 in a notice": (f"{_HEAD}文种名: 答复\n", "N129", 9, 6, "删去「文种名」"),
    "公告号 in a notice": (f"{_HEAD}公告号: {{序号: 3, 年份: 2026}}\n", "N129", 9, 1, "删去「公告号」"),
    "代章 is 否": (f"{_HEAD}代章: 否\n", "N167", 9, 5, "删去 代章"),
    "落款 of another word": (f"{_HEAD}落款: 没有\n", "N119", 9, 5, "落款: 无"),
    "a notice without sign-off": (f"{_HEAD}落款: 无\n", "N534", 9, 5, "删去 落款: 无"),
    "half a bracket of a note": (f"{_HEAD}题注: （2026年1月1日通过\n", "T146", 9, 5, "）"),
    "parts of a forwarded number": (
        f"{_HEAD}转发件:\n  发文字号: {{机关代字: 青市, 年份: 2026, 顺序号: 5}}\n  标题: 青市关于甲的通知\n  正文: 甲。\n",
        "N112",
        10,
        3,
        "发文字号: 青市〔2026〕5号",
    ),
    "forwarded without title": (f"{_HEAD}转发件: {{正文: 甲。}}\n", "N111", 9, 1, "标题"),
    "令号 with its words": (f"{_ORDER}命令: {{令号: 第3号}}\n", "N116", 8, 10, "令号: 3"),
    "令号 of another year": (f"{_ORDER}命令: {{令号: 3, 年份: 2025}}\n", "T196", 8, 17, "年份: 2026"),
    "公告号 as it prints": (
        _HEAD.replace("文种: 通知", "文种: 公告")
        .replace("印发《云溪县供水办法》的通知", "停水的公告")
        .replace("发文字号: {机关代字: 云政文, 年份: 2026, 顺序号: 6}\n", "公告号: 第3号\n")
        .replace("主送机关: [各乡镇人民政府]\n", ""),
        "N112",
        4,
        6,
        '公告号: {序号: "3", 年份: "2026"}',
    ),
}


@pytest.mark.parametrize("name", MISTAKES)
def test_a_mistake_is_one_message_with_its_cure(name: str, tmp_path: Path) -> None:
    """One finding, at line and column of what was typed, and no other."""
    text, code, line, column, cure = MISTAKES[name]
    problems: list[Problem] = found_in(tmp_path, text)[0]
    (one,) = problems
    assert (one.code, one.place.line, one.place.column) == (code, line, column), str(one)
    assert cure in one.fix


@pytest.mark.parametrize(
    "text",
    [
        _HEAD,
        _ORDER + "命令: {令号: 3, 年份: 2026}\n",
        _one_article("违反《供水条例》第九条、该法第五十条规定的，从其规定。"),
        _rules("条:\n  - 甲。\n  - {号: 第一条之一, 正文: 乙。}\n  - {号: 第二条, 正文: 丙。}"),
        _rules("章:\n  - {标题: 第一章　总则, 条: [甲。]}\n  - {标题: 附则, 条: [第二条　乙。]}"),
        _rules(_PLAN, "  层次: 小数\n  目录: 是\n"),
        _HEAD + "代章: 云溪县卫生健康局\n",
        _HEAD + '份号: "000001-000080"\n',
    ],
)
def test_what_is_right_is_silent(text: str, tmp_path: Path) -> None:
    """Numbers that are typed as the program would make them, and references to other laws, are nobody's mistake."""
    assert [str(item) for item in found_in(tmp_path, text)[0]] == []
