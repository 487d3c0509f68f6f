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
    # sums, columns
    "N610": Entry("错误", "“合计”里的{found}不是一栏的名称", "可以写：{titles}；各数字栏都加的，写 合计: 是"),
    "N611": Entry(
        "错误", "“{title}”一栏要加合计，这一格却是「{words}」", '改成数字；没有的写 ""；这一栏不加的，从“合计”里删去它'
    ),
    "N612": Entry("错误", "行里已经写了合计，又写了“合计”这个键，会印两行", "删去“合计”，或删去行里的合计"),
    "N613": Entry(
        "错误", "“{title}”的合计写的是 {typed}，各行加起来是 {right}", "核对各行和合计；按各行的，写成 {right}"
    ),
    "N614": Entry("错误", "“{key}”写了 {count} 项，表有 {columns} 栏", "每栏写一项，次序与栏相同"),
    "N615": Entry("错误", "列宽{found}看不懂", "写几毫米，只写数字，如 40；不定的写 自动"),
    # layout
    "N651": Entry(
        "提示",
        "表格的栏太多或太窄，有 {count} 格会出现一行只有一个字，或数字被断开",
        "减少栏，缩短长的格，或用“列宽”自己定",
    ),
    "N652": Entry("错误", "表格的栏放不下：还差 {missing} 毫米，每栏才有一个字宽", "减少栏，分成几张表，或改小“列宽”"),
}
