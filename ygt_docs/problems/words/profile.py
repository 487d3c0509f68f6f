"""The words of the house profile (templates/profile.yaml)."""

from __future__ import annotations

from ygt_docs.problems.entry import Entry

ENTRIES: dict[str, Entry] = {
    "B701": Entry("错误", "排版口径里没有{found}这一项", "可以写的有：{known}"),
    "B702": Entry(
        "错误", "“{key}”不能写{found}，可写：{allowed}", "改成“{key}: {example}”，或删去这一行，按国家标准的原文排"
    ),
}
