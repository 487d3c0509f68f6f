"""The words of the blocks of a text: tables, forms, lists of names."""

from __future__ import annotations

from ygt_docs.problems.entry import Entry

ENTRIES: dict[str, Entry] = {
    "N601": Entry("错误", "列表的一项里写了「{before}」，又写了「{found}」", "分成两项，每项前加“- ”"),
    "N603": Entry("错误", "这一行有 {cells} 格，表头有 {wanted} 栏", "{fix}"),
    "N604": Entry("错误", "这一格与上面跨行的格重叠", "跨行的格下面，各行不再写这一格；核对“跨行”“跨列”的数"),
    "N605": Entry(
        "错误", "这一格写的是{found}，{where}没有可以合并的格", "把内容写在这一格；要印出这个字的，写成 {{字: {found}}}"
    ),
    "N606": Entry(
        "错误", "合并的格「{found}」不是长方形", "同一格合并到的各行各列要写全：与上一格合并写 〃，与左一格合并写 〈"
    ),
    "N607": Entry("错误", "「{found}」跨 {down} 行，连它自己只剩 {left} 行", "把“跨行”改为 {left}，或补上下面的行"),
}
