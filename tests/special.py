"""A letter, an order and minutes (10) for the tests of compose, writers and proof."""

from __future__ import annotations

from typing import Any

from tests.compose.documents import composed
from ygt_docs.compose.flow import Flow
from ygt_docs.problems import Problems

TEXT = {
    "导语": "为做好秋收工作，压实各方责任，结合全县实际，现就有关事项商请支持，并请按照职责分工抓紧落实，确保颗粒归仓。"
}
LETTER = {"文种": "函", "标题": ["青禾县人民政府关于商请支援秋收机械的函"], "主送机关": ["邻县人民政府"], "正文": TEXT}
ORDER = {
    "文种": "命令",
    "发文字号": None,
    "标题": None,
    "命令": {"令号": "5"},
    "正文": TEXT,
    "用印": "签名章",
    "签名章": [{"职务": "县长", "姓名": "田丰"}],
}
MINUTES = {
    "文种": "纪要",
    "标题": None,
    "正文": TEXT,
    "纪要": {
        "名称": "青禾县人民政府常务会议纪要",
        "出席": ["田丰", "谷满"],
        "请假": ["麦黄"],
        "列席": [f"第{number}乡镇人民政府负责人" for number in "一二三四五六"],
    },
}


def letter(**changes: Any) -> Flow:
    """A letter of one page."""
    return composed(**{**LETTER, **changes})[0]


def order(**changes: Any) -> Flow:
    """An order with a signature."""
    return composed(**{**ORDER, **changes})[0]


def minutes(**changes: Any) -> Flow:
    """Minutes with three lists of names."""
    return composed(**{**MINUTES, **changes})[0]


def problems_of(kind: str, **changes: Any) -> Problems:
    """What composing a 函, 命令 or 纪要 finds."""
    base = {"函": LETTER, "命令": ORDER, "纪要": MINUTES}[kind]
    return composed(**{**base, **changes})[1]
