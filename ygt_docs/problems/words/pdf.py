"""The words of the PDF stage."""

from __future__ import annotations

from ygt_docs.problems.entry import Entry

ENTRIES: dict[str, Entry] = {
    "P101": Entry(
        "错误", "PDF 排版引擎报告：{found}", "这是 templates/pdf 中模板或样式的问题，请模板维护者按提示修改。"
    ),
    "P102": Entry(
        "错误",
        "PDF 模板要读取不允许的地址「{found}」，已拒绝。",
        "模板只能使用 templates/fonts.yaml 中登记的字体文件，请删去这一引用。",
    ),
    "P105": Entry("错误", "表格中“{found}”这一行比一面纸还高，排不下。", "把这一行分成几行，或把内容移到正文中。"),
    "P103": Entry("错误", "PDF 模板有误：{found}", "请模板维护者改正这个文件，或从版本库恢复，再重新生成。"),
    "P104": Entry(
        "错误",
        "样稿要用的印章图片「{found}」在 seals 文件夹中找不到，或不是 PNG 图片。",
        "把这张 PNG 图片放进 seals 文件夹，或在 organs.yaml 中改正 印章图片，或不用 --sample。",
    ),
    "P120": Entry(
        "错误",
        "PDF 里“{role}”的{what}是 {found}，notice.docx 的样式是 {wanted}：两种文件会不一样",
        "外观只在 templates/word/notice.docx 的样式里改；请从 templates/pdf 的样式表里删去对它的这一项设置",
    ),
    "P110": Entry(
        "错误",
        "首页排不下正文：标志、标题占满了首页。",
        "缩短标题；联合行文的，标题和标志只写主办机关，如 标志: {{机关: 仅主办}}，或 标志: {{机关: 等部门}}。",
    ),
    "P111": Entry("错误", "图形里的文字用了没有声明的字体：{found}", "改用 {known}，或把文字转成曲线"),
    "P112": Entry("错误", "图形里的文字有字体里没有的字：{found}", "换一个字，或把文字转成曲线"),
}
