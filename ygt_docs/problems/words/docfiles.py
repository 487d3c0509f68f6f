"""The words of reading files that exist already: sheets and pictures beside the YAML."""

from __future__ import annotations

from ygt_docs.problems.entry import Entry

_SAVE_AS = "用 Excel 或 WPS 打开，另存为“Excel 工作簿（.xlsx）”"

ENTRIES: dict[str, Entry] = {
    "X101": Entry(
        "错误", "没有文件{found}，文件夹里有：{files}", "{hint}把文件放进这件公文的文件夹，与 notice.yaml 在一起"
    ),
    "X102": Entry("错误", "文件打不开：{reason}", "关掉正在打开它的 Excel 或 WPS，检查有没有读取权限"),
    # sheets
    "X103": Entry("错误", "文件超过 {most} MB", "删去用不到的工作表和图片，或把要印的部分另存成一个文件"),
    "X104": Entry("错误", "“{suffix}”文件读不了，表格只读 .xlsx 和 .csv", _SAVE_AS),
    "X105": Entry("错误", "文件读不了：{why}", _SAVE_AS),
    "X106": Entry("错误", "文件加了密码，读不了", "在 Excel 或 WPS 里去掉打开密码，再保存"),
    "X107": Entry("错误", "文件名是{suffix}，内容却是{looks}", _SAVE_AS),
    "X108": Entry("错误", "没有工作表「{found}」，文件里有：{names}", "改正工作表的名字，或删去“工作表”，取第一张"),
    "X109": Entry("错误", "区域「{found}」写得不对", "写成左上角和右下角的单元格，如 区域: A3:F20"),
    "X110": Entry(
        "错误",
        "表格有 {rows} 行 {columns} 列，最多 {most_rows} 行 {most_columns} 列",
        "删去远处多余的单元格，或用“区域”写明要印的部分，如 区域: A1:H30",
    ),
    "X111": Entry("错误", "公式没有存下结果：{cells}", "用 Excel 或 WPS 打开文件，保存一次"),
    "X112": Entry("错误", "单元格是错误值 {found}：{cells}", "改正公式，或把这一格改成要印的文字"),
    "X113": Entry(
        "提示",
        "单元格的数字格式「{found}」不认识，照存的值印：{cells}",
        "不合意的，改用“数值”“百分比”“日期”等常用格式，或改成文本",
    ),
    "X114": Entry("提示", "{sheet}里隐藏的{hidden}没有印", "要印的，在 Excel 里取消隐藏"),
    "X115": Entry("错误", "{sheet}里没有要印的内容", "核对工作表和区域"),
    "X116": Entry("错误", "文件的编码不是 UTF-8，也不是 GB 18030", "用 Excel 或 WPS 打开，另存为“CSV UTF-8”或 .xlsx"),
    "X117": Entry("错误", "这一行起引号不成对", '补上引号；文字里本来有引号的，写成两个：""'),
    "X118": Entry("提示", "文件里有几张工作表，取的是「{taken}」，没有印：{others}", "要指明的，写 工作表: {taken}"),
    "X119": Entry("错误", "这一行有 {count} 格，其余各行只有 {usual} 格", "文字里有逗号的，整格加半角引号"),
    "X120": Entry("提示", "{sheet}里的{what}没有印", "要印的图片另存成文件，用“图”写进正文"),
    # pictures
    "X203": Entry("错误", "图片{file}超过 {most} MB", "缩小图片，另存为 .jpg 或 .png"),
    "X204": Entry("错误", "图片{file}是“{suffix}”文件，只能用 .png、.jpg、.svg", "用画图软件打开，另存为 .png 或 .jpg"),
    "X205": Entry("错误", "图片{file}读不了：{why}", "用画图软件打开，另存为 .png 或 .jpg"),
    "X206": Entry("错误", "图片{file}超过 {most} 百万像素", "缩小图片：印满版心，2000 像素宽就够了"),
    "X207": Entry("错误", "图片{file}是动图，印不出来", "截取要印的一帧，另存为 .png"),
    "X208": Entry("错误", "图形{file}{why}，不能用", "另存为普通的 .svg，或导出为 .png"),
    "X209": Entry("错误", "图形{file}{why}，不能用", "把用到的东西放进同一个图形，或导出为 .png"),
    "X210": Entry("错误", "文件{file}读不了：{why}", "打开它，另存为不加密码的 PDF，或导出为图片"),
    "X211": Entry("错误", "文件{file}有 {count} 页，最多 {most} 页", "只留要附的页，或改写 另发: 是"),
    # appendices from files
    "N640": Entry("错误", "写了“另发”，又写了{found}", "另发的附件不随文印：删去{found}，或删去“另发”"),
    "N641": Entry("错误", "写了“文件”，没有写“另发”", "文件要另发的，写上 另发: 是；要印出来的，改用 附页、图 或 表"),
    # pictures on paper
    "N621": Entry("错误", "二维码的内容有 {count} 个字，最多 {most} 个", "改用短网址"),
    "N622": Entry("错误", "二维码宽 {found} 毫米，太小了，扫不出来", "不小于 15 毫米，一般写 宽: 30"),
    "N591": Entry("提示", "图「{file}」宽 {wanted} 毫米，超过{why}，缩到 {width} 毫米", "写 宽: {width}"),
    "N592": Entry(
        "警告",
        "图「{file}」印出来每英寸只有 {dpi} 个像素，不到 {least} 个，会模糊",
        "换一张更大的图，或写 宽: {width}",
    ),
    "N593": Entry(
        "提示", "图「{file}」没有题，也没有替代文字，看不见图的人只能读到文件名", "写上 替代文字: 一句话说明图的内容"
    ),
    # tables from sheets
    "N630": Entry("错误", "表头写了 {found} 行，表格只有 {rows} 行", "核对表头的行数和区域"),
    "N631": Entry("错误", "写了“来源”，又写了{found}", "要用表格文件的，删去{found}；要用这里打的，删去“来源”"),
    "N632": Entry("错误", "没有写“来源”，{found}用不上", "补上 来源: 表格文件的名字，或删去这一行"),
    "N633": Entry(
        "提示",
        "第一行只有一格，像是表名，会当作表头印",
        "用“区域”从下一行取起，表名写在“题”里",
    ),
}
