"""The words of the stage that compares the finished PDF with its source."""

from __future__ import annotations

from ygt_docs.problems.entry import Entry

_REPORT = "这是程序或模板的问题，请不要使用这份 PDF，并告诉模板维护者。"

ENTRIES: dict[str, Entry] = {
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
    "V220": Entry("错误", "{term}是 {found}，应为 {wanted}。", "请模板维护者检查 templates/pdf 中这一格式的样式。"),
    "V223": Entry(
        "错误",
        "简报的编印单位和日期下面没有红线。",
        "请模板维护者检查 templates/pdf/bulletin.css 中的 .masthead-rule。",
    ),
    "V208": Entry("错误", "有文字超出版心 {by} 毫米：“{found}”。", "请把这里的文字改短或分行；表格可改为横排。"),
}
