"""The writer of content files: what it writes reads back exactly."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ygt_docs.notice.model import Body, Notice, Organ, TaskTable
from ygt_docs.notice.writer import list_item, scalar, write_tree
from ygt_docs.problems import Problems
from ygt_docs.reading import parse_tree

HEADER = "# yaml-language-server: $schema=../../schema/notice.schema.json"
NASTY = [
    "a: b",
    "a #b",
    "#a",
    "- a",
    "-",
    "?",
    ": ",
    "a:",
    "[甲，乙]",
    "{a}",
    "&a",
    "*a",
    "!a",
    "|",
    ">",
    "'a'",
    '"a"',
    "%a",
    "@a",
    "`a",
    "null",
    "是",
    "true",
    "No",
    "~",
    "0",
    "056000",
    "1e3",
    "2026-04-26",
    "12:30",
    "0x1F",
    ".5",
    "<<",
    "=",
    "---",
    "...",
    "标题：甲",
    "甲，乙",
    "｛甲｝",
    "a\\b",
    'a"b',
    "\\n",
    "a, b",
    "{{ x }}",
    "{% x %}",
    "甲　乙",
    "—甲",
    "a  b",
    "甲：",
    "￥5",
    "a'b",
    "🎉",
    "𠮷",
    "é",
    "a\u00a0b",
]


def back(text: str) -> Any:
    """The tree of `text`, which the reader must take without a word."""
    problems = Problems()
    tree = parse_tree(text.encode(), "notice.yaml", problems)
    assert not [str(item) for item in problems.errors], text
    return tree


@pytest.mark.parametrize("value", NASTY)
def test_nasty_text_reads_back(value: str) -> None:
    """Text that YAML would take for something else reads back exactly, alone, in a list and in a one-line mapping."""
    tree = {"标题": value, "主送机关": [value, "甲"], "正文": {"章节": [{"标题": value}]}}
    assert back(write_tree(tree, Notice, HEADER)) == tree
    task = {"任务": value, "时限": {"原文": value}, "评价标准": [value, value]}
    assert back(write_tree({"组": [{"任务": [task]}]}, TaskTable, HEADER)) == {"组": [{"任务": [task]}]}


_SIGNS = st.sampled_from(list("甲乙，。：；、—“”《》［］｛｝（）　 #:-?,[]{}&*!|>'\"%@`\\/=<~.0123456789abcNnyYé🎉𠮷"))
_LINE = st.text(_SIGNS, min_size=1, max_size=30).filter(lambda text: text.strip())


@given(st.lists(_LINE, min_size=1, max_size=6), _LINE, st.booleans())
def test_any_text_reads_back(lines: list[str], line: str, ended: bool) -> None:
    """Lines of any characters read back exactly; in block text the spaces at the ends of lines mean nothing."""
    block = "\n".join(lines) + ("\n" if ended else "")
    kept = "\n".join(text.strip(" ") for text in lines if text.strip(" ")) + ("\n" if ended else "")
    tree = {"标题": line, "主送机关": lines, "正文": block, "附注": line}
    assert back(write_tree(tree, Notice, HEADER, {("标题",): [line], ("主送机关", 0): ["甲\n乙"]})) == {
        **tree,
        "正文": kept if "\n" in block else block,
    }


def test_keys_stand_in_the_order_of_the_model() -> None:
    """Keys are written in the order of the model, whatever order they come in."""
    text = write_tree({"成文日期": datetime.date(2026, 4, 6), "标题": "甲", "文种": "通知"}, Notice, HEADER)
    assert text.splitlines() == [HEADER, "文种: 通知", "标题: 甲", "成文日期: 2026-04-06"]


def test_long_text_is_block_text_and_short_lists_stand_in_one_line() -> None:
    """Paragraphs are block text, short lists flow, long items stand under one another."""
    text = write_tree({"导语": "甲\n乙\n", "章节": [{"标题": "丙", "正文": "丁\n"}, {"标题": "戊"}]}, Body, HEADER)
    assert text.splitlines()[1:] == [
        "导语: |",
        "  甲",
        "  乙",
        "章节:",
        "  - 标题: 丙",
        "    正文: |",
        "      丁",
        "",
        "  - 标题: 戊",
    ]
    lists = write_tree({"发文机关": ["甲局", "乙局"], "主送机关": ["甲" * 30, "乙"]}, Notice, HEADER)
    assert lists.splitlines()[1:] == ["发文机关: [甲局, 乙局]", "主送机关:", "  - " + "甲" * 30, "  - 乙"]


def test_a_list_of_texts_has_an_item_a_line() -> None:
    """Items of several lines are block text, {段: …} is an item like any other, and all of it reads back."""
    tree = {
        "导语": ["甲", "一、乙。\n二、丙\n"],
        "章节": [{"标题": "丁", "正文": [{"段": "一、戊"}, "己：", "庚\n辛"]}],
    }
    text = write_tree(tree, Body, HEADER)
    assert text.split("\n")[1:-1] == [
        *("导语:", "  - 甲", "  - |", "    一、乙。", "    二、丙"),
        *("章节:", "  - 标题: 丁", "    正文:", "      - 段: 一、戊", '      - "己："', "      - |-"),
        *("        庚", "        辛"),
    ]
    problems = Problems()
    assert parse_tree(text.encode(), "plan.yaml", problems) == tree
    assert not list(problems)


def test_comments_stand_above_their_values() -> None:
    """A comment stands above its key, above the dash of an item, or above the line that holds its value."""
    tree = {"组": [{"任务": [{"任务": "甲", "时限": {"原文": "乙"}, "评价标准": ["丙", "丁"]}]}]}
    keys = ("组", 0, "任务", 0)
    text = write_tree(
        tree,
        TaskTable,
        HEADER,
        {(*keys, "任务"): ["一"], (*keys, "时限", "原文"): ["二"], (*keys, "评价标准", 1): ["三"]},
    )
    assert text.splitlines()[1:] == [
        "组:",
        "  - 任务:",
        "      # 一",
        "      - 任务: 甲",
        "        # 二",
        "        时限: {原文: 乙}",
        "        评价标准:",
        "          - 丙",
        "          # 三",
        "          - 丁",
    ]


def test_an_item_can_be_shown_by_itself() -> None:
    """An item of a list is written as it is pasted, its keys in their usual order."""
    assert list_item({"机关代字": "甲", "全称": "甲局"}, Organ) == "  - 全称: 甲局\n    机关代字: 甲\n"


def test_what_cannot_be_seen_is_escaped() -> None:
    """Characters that cannot be seen are written as escapes, on one line."""
    assert scalar("a\u200b\x07\u2028\n\t") == '"a\\u200B\\x07\\u2028\\n\\t"'
    assert scalar("\U000e0001") == '"\\U000E0001"'
    assert scalar(7) == "7"


def test_unknown_keys_keep_their_order() -> None:
    """Keys that the model does not know come last, in the order they came in, on every run."""
    names = [f"别的{number}" for number in range(20)]
    text = write_tree({**dict.fromkeys(names, "甲"), "文种": "通知"}, Notice, HEADER)
    assert text.splitlines() == [HEADER, "文种: 通知", *(f"{name}: 甲" for name in names)]


def test_no_header_leaves_no_line() -> None:
    """A file without a header begins with its first key."""
    assert write_tree({"文种": "通知"}, Notice, "") == "文种: 通知\n"


def test_a_row_with_a_long_cell_takes_lines_of_its_own() -> None:
    """A row of a table with a cell of several paragraphs, or one that is a mapping, is a list in lines."""
    tree = {"正文": [{"表": {"栏": ["甲", "乙"], "行": [["1", "一行"], ["2", "两\n行"], ["3", {"字": "〃"}]]}}]}
    assert write_tree(tree, Notice, "").split("行:\n")[1] == (
        '        - ["1", 一行]\n        - - "2"\n          - |-\n            两\n            行\n'
        '        - - "3"\n          - 字: 〃\n'
    )
