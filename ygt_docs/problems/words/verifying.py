"""The words of the stage that holds both finished files against their source, and against each other."""

from __future__ import annotations

from ygt_docs.problems.entry import Entry

_REPORT = "这是程序或模板的问题，请不要使用这份 PDF，并告诉模板维护者。"

ENTRIES: dict[str, Entry] = {
    "V101": Entry("错误", "Word 文件打不开：{why}", "请重新生成；仍然出错请把文件交给模板维护者"),
    "V102": Entry(
        "错误",
        "Word 文件内容异常庞大（{entries} 个部件，{size} MB）{found}",
        "这不像一份公文，请不要打开来历不明的文件",
    ),
    "V103": Entry("错误", "Word 文件里有重名的部件「{found}」", "请用 Word 或 WPS 打开模板，另存为 .docx 后重新生成"),
    "V104": Entry(
        "错误", "Word 文件没有说明部件「{part}」的类型", "请用 Word 或 WPS 打开模板，另存为 .docx 后重新生成"
    ),
    "V105": Entry(
        "错误", "Word 文件的「{part}」指向不存在的「{target}」", "请用 Word 或 WPS 打开模板，另存为 .docx 后重新生成"
    ),
    "V106": Entry("错误", "Word 文件的部件「{part}」结构损坏：{why}", "请检查 Word 模板最近的改动，或从版本库恢复模板"),
    "V107": Entry("错误", "Word 文件里两个图形用了同一个编号 {found}", "请在模板中删去重复粘贴的图形，重新插入"),
    "V108": Entry(
        "错误", "Word 文件里夹带了公文用不着的东西：{found}", "请检查 Word 模板最近的改动，或从版本库恢复模板"
    ),
    "V110": Entry(
        "错误",
        "Word 文件第 {number} 段与原文不一致：「{after}」之后应为「{wanted}」，实为「{found}」",
        "请检查 Word 模板的样板里是否多了或少了文字",
    ),
    "V111": Entry("错误", "Word 文件少了 {count} 段文字，从「{found}」开始", "请检查 Word 模板里的标记是否完整"),
    "V112": Entry("错误", "Word 文件多出 {count} 段文字，从「{found}」开始", "请删去 Word 模板样板之外的文字"),
    "V113": Entry("错误", "Word 文件里留下了模板标记「{found}」：「{text}」", "请改正 Word 模板里的这一处标记"),
    "V114": Entry(
        "错误",
        "文件有错误待改，Word 文件的页眉「{part}」却没有标明「待改」",
        "请在模板每个页眉里保留 {{{{ 待改 }}}} 标记",
    ),
    "V115": Entry("错误", "Word 文件的页眉「{part}」标着「待改」，而文件并无错误", "请删去模板页眉里写死的“待改”二字"),
    "V116": Entry(
        "错误",
        "Word 文件里的图与内容不一致：应是{wanted}，文件里是{found}",
        "在 Word 中动过图的，请重新生成；没有动过的，请检查 Word 模板",
    ),
    "V120": Entry(
        "错误",
        "Word 文件里「{text}」用了没有登记的字体「{found}」（{script}）",
        "请在模板里把这一样式的中文、西文字体都改成 templates/fonts.yaml 中“Word字体”登记的名称",
    ),
    "V121": Entry(
        "错误",
        "Word 文件的「{part}」用了主题字体（{found}），引号和数字会变成别的字体",
        "请在模板的样式里直接选定字体，不要选“+正文”“+标题”",
    ),
    "V130": Entry("错误", "Word 表格第 {row} 行占 {found} 列，与全表 {wanted} 列不符", "请检查 Word 模板的表格样板"),
    "V131": Entry(
        "错误", "Word 表格第 {row} 行有接不上的合并单元格", "请检查任务表里“同上”的写法和 Word 模板的表格样板"
    ),
    "V140": Entry("错误", "Word 文件里「{text}」等 {count} 段超出版心", "请检查这一样式的左右缩进"),
    "V141": Entry("错误", "Word 表格宽 {found}，超出版心宽 {wanted}", "请检查 Word 模板的表格样板"),
    "V201": Entry("错误", "生成的 PDF 打不开：{found}", "请重新生成；仍然如此，请告诉模板维护者。"),
    "V202": Entry("错误", "PDF 的文字与内容不一致：在“{after}”之后应是“{wanted}”，PDF 中是“{found}”。", _REPORT),
    "V203": Entry("错误", "PDF 中留有模板标记“{found}”。", "请模板维护者检查 templates/pdf 中这一标记的写法。"),
    "V204": Entry(
        "错误",
        "PDF 用了没有登记的字体“{found}”（如“{character}”字）。",
        "请在 templates/fonts.yaml 中登记含有这个字的字体，或换一个字。",
    ),
    "V207": Entry("错误", "版心之外应当只有“{wanted}”，实际是“{found}”。", "请模板维护者检查页边的内容和页码。"),
    "V209": Entry("错误", "PDF 里夹带了公文用不着的东西：{found}。", "请模板维护者检查 templates/pdf 最近的改动。"),
    "V210": Entry("错误", "PDF 里的图与内容不一致：应是{wanted}，PDF 中是{found}。", _REPORT),
    "V220": Entry("错误", "{term}是 {found}，应为 {wanted}。", "请模板维护者检查 templates/pdf 中这一格式的样式。"),
    "V223": Entry(
        "错误",
        "简报的编印单位和日期下面没有红线。",
        "请模板维护者检查 templates/pdf/bulletin.css 中的 .masthead-rule。",
    ),
    "V208": Entry("错误", "有文字超出版心 {by} 毫米：“{found}”。", "请把这里的文字改短或分行；表格可改为横排。"),
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
