"""The words of starting a document (起草): `new`."""

from __future__ import annotations

from ygt_docs.problems.entry import Entry

ENTRIES: dict[str, Entry] = {
    "S101": Entry("错误", "没有“{found}”这个文种。{hint}", "--kind 可以写：{kinds}。"),
    "S102": Entry("错误", "“{found}”已经存在，没有改动它。", "换一个名称；确实不要旧的，先把它的文件夹移走。"),
    "S103": Entry(
        "错误",
        "organs.yaml 里没有可用的机关：全称和机关代字只能有汉字、字母、数字和括号。",
        "改正机关的全称和机关代字，再重新运行。",
    ),
    "S104": Entry("错误", "起草用的样本文件不在，或不是 UTF-8 文本。", "从版本库恢复 templates/new 文件夹。"),
    "S105": Entry("错误", "{found}自己有错误，不能照着它起草。", "先改正它：{run[build]} --only {name}"),
    "S106": Entry(
        "错误",
        "--kind 和 --like 要写一个，也只能写一个。",
        "例如 --kind 通知，或 --like yunxi-2026-plan。可写的文种：{kinds}。",
    ),
    "S201": Entry("提示", "没有发文机关名录，新建了一份，里面是虚构的机关。", "改成本单位的全称和机关代字。"),
    "S202": Entry("提示", "还没有可以收入汇编的公文，新建了一篇文稿{found}。", "把 篇目 改成要收入的文件夹名。"),
    "S203": Entry("提示", "清除了「{key}: {found}」。", "签发后写上新的{key}。"),
    "S204": Entry("提示", "年份后移：「{old}」改成了「{new}」。", "核对年份；不对的改回来。"),
    "S205": Entry("提示", "{count} 处时限的日期由 {old} 年改为 {new} 年。", "核对各项时限。"),
    "S206": Entry("提示", "还写着「{found}」，没有改：{line}", "核对这一处的年份。"),
}
