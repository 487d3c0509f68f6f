"""The words of the building stage."""

from __future__ import annotations

from ygt_docs.problems.entry import Entry

_RUN_AGAIN = "重新运行 ./invoke build；若再次出现，请把这一行和该公文的文件夹交给程序维护者。"
_SEE_HELP = "运行 ./invoke {task}--help 查看用法。"

ENTRIES: dict[str, Entry] = {
    # writing files
    "B101": Entry("错误", "磁盘已满，无法写入“{path}”。", "清理磁盘后重新运行。"),
    "B102": Entry(
        "错误",
        "无法写入“{path}”：没有权限，或文件正在 Word、WPS 等程序中打开。",
        "关闭打开的文件，或用 --out 换一个可以写入的文件夹，再重新运行。",
    ),
    "B103": Entry("错误", "无法写入“{path}”：{found}。", "检查磁盘和文件夹是否正常，再重新运行。"),
    "B104": Entry(
        "错误",
        "临时文件夹“{path}”用不了：{found}。",
        "清理磁盘，或用环境变量 TMPDIR 指一个可以写入、路径较短的文件夹，例如 export TMPDIR=/var/tmp，再重新运行。",
    ),
    # wrong use
    "B201": Entry(
        "错误",
        "输出文件夹“{out}”与内容文件夹“{content}”重叠，生成会改动源文件。",
        "用 --out 另指一个文件夹，例如 --out build。",
    ),
    "B202": Entry("错误", "--jobs 后面应是 1 到 {most} 的整数，现在是“{found}”。", "例如 --jobs 2。"),
    "B203": Entry("错误", "没有“{found}”这个命令或选项。{guess}", "运行 ./invoke 查看全部命令；" + _SEE_HELP),
    "B204": Entry("错误", "选项“{found}”后面缺少内容。", _SEE_HELP),
    "B205": Entry("错误", "命令“{found}”缺少必须写的内容：{missing}。", "{example}" + _SEE_HELP),
    "B206": Entry("错误", "命令写法有误：{found}", _SEE_HELP),
    "B207": Entry("错误", "选项“{found}”是开关，后面不写内容。", _SEE_HELP),
    "B208": Entry("错误", "找不到要导入的文件“{path}”。", "检查文件名和路径；路径中有空格时用引号括起来。"),
    "B209": Entry(
        "错误",
        "“{name}”不能作公文的名称：名称同时是文件夹名，只用字母、汉字、数字、- 和 _。",
        "例如 --name yunxi-2026-plan。",
    ),
    "B211": Entry(
        "错误",
        "导入要写公文的名称（新文件夹名）。",
        "在命令后面加上 --name，例如 ./invoke import {file} --name yunxi-2026-plan",
    ),
    "B210": Entry("错误", "“{path}”是文件，不是文件夹。", "检查 --content 和 --out 后面的路径。"),
    # one document
    "B301": Entry(
        "错误",
        "版面排了 {rounds} 轮仍不能定稿：{decisions}。",
        "在版记附近增删一两行文字再试；若仍出现，请把该公文交给程序维护者。",
    ),
    "B302": Entry("提示", "源文件有误，读不成一件公文，没有生成 Word 和 PDF 文件。", "改正这件公文的错误后重新生成。"),
    "B303": Entry("错误", "生成“{name}”时工作进程意外中止（{how}），其他公文不受影响。", _RUN_AGAIN),
    "B304": Entry("错误", "生成“{name}”超过 {seconds} 秒，已停止。", "多半是表格过长；可把附件的表拆成几个再生成。"),
    "B305": Entry(
        "错误", "生成“{name}”所需内存超过 {megabytes} MB，已停止。", "多半是表格过长；可把附件的表拆成几个再生成。"
    ),
    "B306": Entry(
        "错误",
        "生成“{name}”时程序出错：{found}。这是程序的缺陷，不是公文的错误。",
        "请把“{log}”交给程序维护者；其他公文不受影响。",
    ),
    "B307": Entry("提示", "旧的“{removed}”已不是现行内容，已从输出文件夹撤下。", "改正错误后重新生成即可得到新文件。"),
    "B308": Entry(
        "警告",
        "“{file}”生成以后有人改过，改过的保留为“{kept}”，没有覆盖。",
        "把改动写回内容文件：{command}；再生成，核对无误后可以删去“{kept}”。",
    ),
    # all documents
    "B401": Entry(
        "提示", "输出文件夹中有 {count} 件已没有对应的源文件夹，没有改动：{names}", "确认不再需要后，可以自行删除。"
    ),
    "B402": Entry(
        "错误",
        "总览的模板有误，没有写 index.html：{found}",
        "请模板维护者改正这个文件，或从版本库恢复；公文本身不受影响。",
    ),
    # tests
    # build --attach
    "B601": Entry("警告", "这是{found}公文，没有把内容附进 PDF。", "涉密公文不加 --attach。"),
    "B602": Entry(
        "警告",
        "公开属性是「{found}」，没有把内容附进 PDF。",
        "只有主动公开的公文才用 --attach；可以公开的，写 公开属性: 主动公开。",
    ),
    "B603": Entry("错误", "附进 PDF 的内容读出来与原文不同：{files}。", "请重新生成；仍然这样，请告诉程序维护者。"),
    "B501": Entry(
        "错误", "运行测试需要的程序“{name}”没有安装。", "运行 ./invoke test，由它安装；或按它给出的命令安装。"
    ),
}
