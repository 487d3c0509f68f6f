"""The words of the comparison with the approved outputs (样张)."""

from __future__ import annotations

from ygt_docs.problems.entry import Entry

_ACCEPT = './invoke golden --accept {name} --reason "为什么变"'
_LOOK = "请打开 build/golden/index.html 对照新旧页面；改得对的，用 " + _ACCEPT + " 认可；不该变的，请查找原因。"

ENTRIES: dict[str, Entry] = {
    "G101": Entry("错误", "{name} 还没有认可的样张。", "请查看生成的文件，确认无误后用 " + _ACCEPT + " 认可。"),
    "G102": Entry(
        "错误",
        "样张 {name} 没有对应的公文。",
        "公文确实不要了的，请删除文件夹 tests/golden/{name}；改了名的，请按新名称重新认可。",
    ),
    "G103": Entry("错误", "{name} 与认可的样张不同（{changes}）。{file} 中第一处：{line}", _LOOK),
    "G104": Entry("错误", "样张 {name} {what}文件 {file}。", "请从版本库恢复 tests/golden/{name}，或重新认可。"),
    "G105": Entry(
        "警告",
        "{name} 与认可的样张不同（{changes}），但当时的环境与这台机器不同：{found}。差异可能只来自环境。",
        "请在装有 requirements.lock 所列版本的环境中再比；确实要换环境的，用 " + _ACCEPT + " 认可。",
    ),
    "G106": Entry(
        "提示",
        "{name} 与认可的样张一致，但当时的环境与这台机器不同：{found}。",
        "不必处理；要记下新环境，用 " + _ACCEPT + " 认可。",
    ),
    "G107": Entry("错误", "{name} 没有生成两种文件，无法比较。", "请先用 ./invoke build 生成，改正列出的问题。"),
    "G201": Entry("错误", "没有名为“{name}”的公文。", "可以认可的有：{known}"),
    "G202": Entry("错误", "认可 {name} 要写明原因。", _ACCEPT),
    "G203": Entry("错误", "这是自动检查的环境（设了 CI），不能认可样张。", "请在自己的机器上查看后认可，再提交。"),
    "G204": Entry("错误", "{name} 的文字比样张少了 {part}，没有认可。", "确实应当变少的，请加上 --shrinks。"),
    "G205": Entry("提示", "{name} 与样张一致，没有要认可的。"),
    "G206": Entry("错误", "--reason 和 --shrinks 只与 --accept 一起用。", _ACCEPT.replace("{name}", "名称")),
    "G301": Entry("错误", "bench 没有名为“{found}”的一组。", "可以写（用逗号隔开）：{known}"),
    "G209": Entry("错误", "--styles 不与 --accept 一起用。", "请先运行 ./invoke golden --styles，再认可变了的样张"),
    "G207": Entry("错误", "{name} 现在有错误，不能认可为样张。", "请先改正下面列出的错误。"),
    "G208": Entry(
        "错误", "样张 {name} 在比较期间被改动了，没有认可。", "可能有另一次认可正在进行。请重新比较，再认可。"
    ),
}
