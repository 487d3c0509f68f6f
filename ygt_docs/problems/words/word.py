"""The words of the word stage: faults of the Word template."""

from __future__ import annotations

from ygt_docs.problems.entry import Entry

ENTRIES: dict[str, Entry] = {
    "W101": Entry(
        "错误",
        "打不开 Word 模板：{why}",
        "请从版本库恢复 templates/word/notice.docx，或用 Word、WPS 另存为 .docx 后放回",
    ),
    "W102": Entry(
        "错误", "Word 模板里的标记写错了：「{found}」（{why}）", "请对照使用手册改正这一段的 {{{{ }}}} 或 {{%p %}} 标记"
    ),
    "W103": Entry(
        "错误",
        "Word 模板里有不认识的名称：「{found}」（{why}）",
        "可用的名称：各节、节.方向、节.内容、节.分节、段.样式、段.文字、段.右文、段.留白、版记、版记页、空白页、待改",
    ),
    "W104": Entry(
        "错误", "Word 模板生成的内容结构损坏：「{found}」（{why}）", "请检查这一段前后的标记是否成对，标记应独占一段"
    ),
    "W105": Entry(
        "错误",
        "Word 模板里有没有生效的标记：「{found}」",
        "标记要写成半角的 {{{{ 名称 }}}}，前后括号成对，中间不能有多余的空格",
    ),
    "W106": Entry("错误", "Word 模板里的标记做了不允许的事：「{found}」（{why}）", "模板只能取用数据，请删去这个标记"),
    "W107": Entry(
        "错误",
        "Word 模板里没有「{found}」的样板，这部分文字会丢失",
        "请在模板中补上这种段落的样板和它的 {{{{ }}}} 标记",
    ),
    "W108": Entry("错误", "Word 模板把「{found}」印了两遍", "请只保留一处这个样板的 {{{{ }}}} 标记"),
    "W109": Entry("错误", "Word 模板里没有字符样式「{found}」", "请在模板中新建这个字符样式，名称要完全一致"),
    "W110": Entry(
        "错误",
        "Word 模板里方向为「{found}」的页面没有分节符",
        "{{{{ 节.分节 }}}} 所在的段落要带分节符（下一页），纸张方向与标记一致",
    ),
    "W111": Entry("错误", "Word 模板里有重名的部件：{found}", "请用 Word 或 WPS 打开模板，另存为 .docx"),
    "W112": Entry(
        "错误",
        "Word 模板里有样式为「{found}」的段落没有去掉，会印成空行",
        "这种段落里只写一个 {{%p %}}（表格里是 {{%tr %}}、{{%tc %}}）标记或 {{#p #}} 说明，说明里不要出现括号",
    ),
    "W114": Entry(
        "错误",
        "Word 模板里夹带了公文用不着的东西：{found}",
        "模板只放文字、样式、页眉页脚和图片；请从版本库恢复模板，或在 Word 中删去它，另存为 .docx",
    ),
    "W115": Entry(
        "提示",
        "Word 模板里的 {found} 与公文无关，没有带进成品",
        "不用处理；想去掉这条提示，在 Word 中：文件→信息→检查文档，删去“自定义 XML 数据”和批注",
    ),
    "W116": Entry(
        "错误",
        "Word 模板里的样式与 {source} 的不同：{found}；生成的公文一律用 {source} 的样式",
        "样式只在 {source} 里改；改好后运行 ./invoke golden --styles，其他模板的样式就与它一致",
    ),
    "W117": Entry(
        "错误",
        "Word 模板用了 {source} 里没有的样式「{found}」",
        "请在 {source} 中新建这个样式，名称要完全一致，再运行 ./invoke golden --styles",
    ),
    "W118": Entry(
        "错误",
        "Word 模板里没有段落样式「{found}」",
        "请在 notice.docx 中新建这个段落样式，名称要完全一致，再运行 ./invoke golden --styles",
    ),
    "W119": Entry(
        "错误",
        "PDF 跟不上样式「{found}」里的：{what}",
        "请在 Word 里修改这个样式，去掉这一项；字体、字号、颜色、加粗、对齐、缩进、段前段后和固定值行距都可以改",
    ),
    "W120": Entry(
        "错误",
        "样式用的字体「{found}」在 templates/fonts.yaml 里没有",
        "请把样式改用 {known}，或在 fonts.yaml 里把一种字体的“Word字体”改成它",
    ),
    "W121": Entry(
        "错误",
        "Word 模板里有 Word 不认识的格式「{found}」，生成的文件会打不开",
        "请用 Word 或 WPS 打开模板，重新设置这处格式后保存",
    ),
    "W113": Entry(
        "错误",
        "信函模板的首页页眉里没有红色双线「{found}」",
        "请从版本库恢复 templates/word/letter.docx，或在首页页眉画好这条线并命名",
    ),
}
