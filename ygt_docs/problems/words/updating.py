"""The words of bringing an edited Word file back into the YAML (import --update)."""

from __future__ import annotations

from ygt_docs.problems.entry import Entry

ENTRIES: dict[str, Entry] = {
    "U101": Entry(
        "错误",
        "这份 Word 文件不像是由“{name}”生成的（相同的内容只有 {share}%），没有写入",
        "核对 --update 后面的名称；别处来的草稿用 ./invoke import {file} --name 新名称",
    ),
    "U102": Entry("错误", "“{name}”是汇编，汇编里的文字在各篇自己的文件夹里", "对要改的那一篇运行 --update：{members}"),
    "U103": Entry("错误", "“{name}”的 YAML 自己有错误，不能把改动写进去", "先改正它：{command}"),
    "U104": Entry("错误", "这里不是终端，不能逐处询问，没有写入任何文件", "全部接受的，加上 --yes：{command}"),
    "U105": Entry("错误", "选中的改动放在一起写不进去：{why}。没有写入任何文件", "分几次接受，或在 YAML 里手工改"),
    "U106": Entry("错误", "“{file}”在核对期间被改过，没有写入任何文件", "重新运行这条命令"),
    "U107": Entry(
        "错误",
        "--update 后面要写公文名称；它和 --name、--simplified、--force 不能一起用，--yes 只和它一起用",
        "例如 ./invoke import {file} --update {name}",
    ),
    "U201": Entry("警告", "{where}：{what}，没有写入：{why}", "在 YAML 里手工改，或不改"),
    "U302": Entry("警告", "批注没有写入（{who}，{about}）：「{found}」", "按批注的意思在 YAML 里改"),
    "U303": Entry("警告", "{where}有{what}，没有写入：「{found}」", "需要的，在 YAML 里补写"),
    "U304": Entry("提示", "序号由程序自动编，Word 文件里有 {count} 处序号与自动编的不同，印出时按自动编的", ""),
    "U305": Entry(
        "提示",
        "修订按接受处理：插入 {inserted} 处，删除 {deleted} 处；不该接受的，在 Word 里拒绝以后再来，或对列出的改动答 n",
        "",
    ),
    "U306": Entry("提示", "没有要写回的改动；字体、字号、行距等格式改动不写进 YAML（格式由模板决定）", ""),
    "U307": Entry(
        "警告",
        "这份 Word 文件里没有生成时的核对码（旧版本生成的，或另存时丢了），分不清后来改的是 Word 还是 YAML，"
        "凡与 YAML 不同的都列为 Word 的改动",
        "生成以后又改过 YAML 的，逐处看清再写回，不要用 --yes",
    ),
    "U308": Entry("提示", "{where}：这份 Word 文件生成以后只有 YAML 改过，保留 YAML 的：{what}", ""),
    "U309": Entry(
        "警告",
        "{where}：{what}，YAML 和 Word 两边都改过，--yes 不替人选，没有写入：YAML「{yaml}」，Word「{word}」",
        "不加 --yes 再运行一次，逐处选；或在 YAML 里手工改",
    ),
    "U310": Entry(
        "提示",
        "{where}：标题改了文字，没有分行写，由程序重新回行：“{yaml}”，Word 里是“{word}”",
        "要照 Word 的，在 YAML 里分行写：[{typed}]",
    ),
}
