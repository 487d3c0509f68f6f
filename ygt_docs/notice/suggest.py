"""What the user probably meant."""

from __future__ import annotations

import difflib
from collections.abc import Iterable

# What offices call a key that bears another name here; each stands behind the names that are typed for it.
_OTHER_NAMES = {
    "文种": ("公文种类", "种类", "类型", "类别", "type", "kind"),
    "发文机关": ("发文机构", "发文单位", "发文部门", "单位", "机关", "落款", "署名", "印发单位"),
    "发文字号": ("文号", "字号", "编号", "发文号", "文件编号", "number"),
    "标题": ("题目", "文件标题", "公文标题", "名称", "编名", "章名", "节名", "title"),
    "主送机关": ("主送", "主送单位", "收文单位", "收文机关", "称谓", "称呼", "致"),
    "正文": ("内容", "文本", "主体", "正文内容", "content", "body"),
    "下级": ("章节", "小节", "子标题", "下一级"),
    "导语": ("引言", "前言", "引语", "开头", "开头语", "导言", "缘由", "依据"),
    "章节": ("部分", "各部分", "小节", "段落", "小标题", "分段"),
    "结语": ("结尾", "结束语", "结尾语", "尾语", "收尾"),
    "成文日期": ("日期", "时间", "发文日期", "发文时间", "落款日期", "签发日期", "date"),
    "抄送": ("抄送机关", "抄送单位", "抄报"),
    "印发机关": ("印发单位", "印制单位"),
    "印发日期": ("印发时间", "印制日期"),
    "电话": ("联系电话", "手机", "座机", "号码", "电话号码", "办公电话", "手机号"),
    "联系人": ("姓名", "人员"),
    "邮箱": ("电子邮箱", "邮件", "电子邮件", "email"),
    "机关代字": ("代字",),
    "年份": ("年", "年度"),
    "顺序号": ("序号", "号", "流水号"),
    "名称": ("附件名称", "附件名", "标题", "题目"),
    "紧急程度": ("缓急", "紧急", "缓急程度"),
    "密级": ("秘密等级", "密级程度"),
    "签发人": ("签发", "签批人"),
    "题": ("标题", "表题", "表名", "图题", "名称", "题目"),
    "栏": ("列", "表头", "栏目", "列名", "字段"),
    "行": ("数据", "内容", "各行", "记录"),
    "注": ("备注", "说明", "注释", "附注"),
    "图": ("图片", "照片", "插图"),
    "表": ("表格",),
    "姓名": ("名字", "人员", "成员"),
    "字": ("文字", "内容", "文本"),
    "用印": ("印章", "盖章"),
}

# What offices write where a value has to be one of a list, and what is meant by it.
_OTHER_VALUES = {
    "公示": "公告",
    "启事": "公告",
    "告示": "通告",
    "声明": "公告",
    "会议纪要": "纪要",
    "令": "命令",
    "方案": "文稿",
    "计划": "文稿",
    "总结": "文稿",
    "讲话": "文稿",
    "汇报": "文稿",
    "信息": "简报",
    "复函": "函",
    "急件": "加急",
    "电报": "文件",
    "函件": "信函",
    "公函": "信函",
    "便函": "信函",
    "白头": "信函",
}


def nearest(found: str, known: Iterable[str]) -> str | None:
    """The one of `known` that looks most like `found`; None when none comes near."""
    known = list(known)
    # Short Chinese keys share few characters: half of them is already near.
    close = difflib.get_close_matches(found, known, 1, 0.5)
    if close:
        return close[0]
    for item in known:
        if len(found) > 1 and (found in item or item in found):
            return item
    return None


def other_value(found: str, known: Iterable[str]) -> str | None:
    """The value of `known` that offices also call `found`, else the one that looks most like it; None: no idea."""
    known = list(known)
    meant = _OTHER_VALUES.get(found)
    if meant in known:
        return meant
    return nearest(found, known)


def near(found: str, known: Iterable[str], words: str) -> str:
    """`words` with the nearest of `known` filled in; nothing when none comes near."""
    meant = nearest(found, known)
    return "" if meant is None else words.format(meant)


def other_name(found: str, known: Iterable[str]) -> str | None:
    """The key of `known` that offices also call `found`, or that `found` is but for spaces and stars; None: no idea."""
    known = list(known)
    bare = "".join(found.split()).strip("*").lower()
    if bare in known:
        return bare
    for key in known:
        if bare in _OTHER_NAMES.get(key, ()):
            return key
    return None
