"""The words of the fonts stage, and of the house profile (templates/profile.yaml)."""

from __future__ import annotations

from ygt_docs.problems.entry import Entry

ENTRIES: dict[str, Entry] = {
    "F101": Entry("错误", "字体对照表没有写“{role}”用什么字体", "仿照别的字体，补上“{role}:”这一段"),
    "F102": Entry("错误", "字体对照表里没有“{found}”这种写法{guess}", "可以写的有：{known}"),
    "F103": Entry("错误", "“{role}”缺“{key}”", "补上一行“{key}: ……”"),
    "F104": Entry("错误", "“{key}”应当写{wanted}，这里写的不是", "改成“{key}: {example}”"),
    "F111": Entry(
        "错误",
        "找不到字体文件“{name}”",
        "再运行 ./invoke build，缺少的开源字体会自动补上；若是 templates/fonts.yaml 里的文件名写错，请改正",
    ),
    "F112": Entry(
        "错误", "“{name}”不是字体文件，或者已经损坏", "删去后运行 ./invoke build 重新下载；自己放的，请重新复制"
    ),
    "F121": Entry(
        "提示",
        "fonts 文件夹里的“{name}”没有用到",
        "要使用它，把文件名写进 templates/fonts.yaml 的“字库文件”；否则可以移走",
    ),
    "F301": Entry(
        "提示",
        "PDF 暂用开源字体代替：{wanted}",
        "有正版字库的单位，把字体文件放进 fonts 文件夹后重新生成；Word 文件不受影响",
    ),
    "F302": Entry(
        "提示", "“{role}”字库中没有 {count} 个字：{characters}，PDF 借用“{file}”的字形", "请在 PDF 中核对这些字的字形"
    ),
    "F303": Entry(
        "错误",
        "登记的字库中都没有“{character}”（{point}，{role}），印不出来，共 {count} 处",
        "检查是否打错；确需此字的，把含有它的字体文件放进 fonts 文件夹，并登记在 templates/fonts.yaml 的“{role}”中",
    ),
    "B701": Entry("错误", "排版口径里没有{found}这一项", "可以写的有：{known}"),
    "B702": Entry(
        "错误", "“{key}”不能写{found}，可写：{allowed}", "改成“{key}: {example}”，或删去这一行，按国家标准的原文排"
    ),
}
