"""The words of the comparison of Word file and PDF."""

from __future__ import annotations

from ygt_docs.problems.entry import Entry

ENTRIES: dict[str, Entry] = {
    "V401": Entry(
        "提示",
        "两版对照跳过：{why}。没有比较 Word 和 PDF 是否逐行一致。",
        "{how}。",
    ),
    "V402": Entry(
        "警告", "Word 文件排出 {word} 页，PDF 是 {pdf} 页。", "从下面第一处不一致的行看起；都一致的，看最后一页。"
    ),
    "V403": Entry(
        "警告",
        "Word 与 PDF 回行不一致：Word 排成“{word}”，PDF 排成“{pdf}”（共 {compared} 行，一致 {equal} 行）。",
        "请把这两行告诉模板维护者；急用的，在这里调整几个字，使两版一致。",
    ),
    "V404": Entry("提示", "两版对照通过：Word 与 PDF 共 {pages} 页、{compared} 行，全部一致。"),
}
