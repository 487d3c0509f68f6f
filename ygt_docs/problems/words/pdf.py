"""The words of the PDF stage."""

from __future__ import annotations

from ygt_docs.problems.entry import Entry

ENTRIES: dict[str, Entry] = {
    "P101": Entry("错误", "PDF 排版引擎报告：{found}", "这是 templates/pdf 中模板或样式的问题，请模板维护者按提示修改。"),
    "P102": Entry("错误", "PDF 模板要读取不允许的地址「{found}」，已拒绝。",
                  "模板只能使用 templates/fonts.yaml 中登记的字体文件，请删去这一引用。"),
    "P103": Entry("错误", "PDF 模板 {file} 第 {line} 行有误：{found}", "请模板维护者改正后重新生成。"),
}
