"""The mistakes of a secretary: what was typed, the one message, and the cure, which the tests paste.

Every mistake is one change of NOTICE: `right` of it was typed as `typed`. A cure that can be pasted goes into the place
of `over`, a part of what was typed.
"""

from __future__ import annotations

from dataclasses import dataclass

ORGANS = """\
# yaml-language-server: $schema=../schema/organs.schema.json
机关:
  - 全称: 云溪县卫生健康局
    机关代字: 云卫
  - 全称: 云溪县人民政府
    机关代字: 云政文
"""
NOTICE = """\
# yaml-language-server: $schema=../../schema/notice.schema.json
文种: 通知
发文机关: [云溪县卫生健康局]
发文字号: {机关代字: 云卫, 年份: 2026, 顺序号: 8}
标题: 云溪县卫生健康局关于做好汛期防疫工作的通知
主送机关: [各乡镇卫生院, 县直各医疗卫生单位]
正文: |
  汛期已到，现就防疫工作通知如下。
  请认真抓好落实。
附件:
  - 名称: 物资清单
    正文: 口罩、手套、消毒液。
联系: {联系人: 周云, 电话: "8000020"}
成文日期: 2026-06-08
版记:
  抄送: [县政府办公室]
  印发机关: 云溪县卫生健康局办公室
  印发日期: 2026-06-08
"""
TITLE = "标题: 云溪县卫生健康局关于做好汛期防疫工作的通知\n"
NUMBER = "发文字号: {机关代字: 云卫, 年份: 2026, 顺序号: 8}"
TO = "主送机关: [各乡镇卫生院, 县直各医疗卫生单位]\n"
TO_LIST = "  - 各乡镇卫生院\n  - 县直各医疗卫生单位"
BODY = "正文: |\n  汛期已到，现就防疫工作通知如下。\n  请认真抓好落实。\n"
TWO = "  汛期已到，现就防疫工作通知如下。\n  请认真抓好落实。"
FLAT = "汛期已到，现就防疫工作通知如下。\n请认真抓好落实。\n"
APPENDIX = "附件:\n  - 名称: 物资清单\n    正文: 口罩、手套、消毒液。\n"
CONTACT = '联系: {联系人: 周云, 电话: "8000020"}\n'
DATE = "成文日期: 2026-06-08"
IMPRINT = "版记:\n  抄送: [县政府办公室]\n  印发机关: 云溪县卫生健康局办公室\n  印发日期: 2026-06-08"
CHILDREN = "  抄送: [县政府办公室]\n  印发机关: 云溪县卫生健康局办公室\n  印发日期: 2026-06-08"


@dataclass(frozen=True)
class Mistake:
    """`right` of NOTICE typed as `typed`; the message `code` at `line` and `column`, and a part of its `cure`.

    `over`: what the cure is pasted over ('': only a person can mend it). `same`: the mended document prints as NOTICE
    does. `left`: codes that rightly remain, as where a cure gives the form and the content is still to be written.
    """

    right: str
    typed: str
    code: str
    line: int
    column: int
    cure: str
    over: str = ""
    same: bool = True
    left: tuple[str, ...] = ()


def _date(typed: str, cure: str = "成文日期: 2026-06-08") -> Mistake:
    line = f"成文日期: {typed}"
    return Mistake(DATE, line, "N114", 14, 7, cure, line)


def _key(right: str, typed: str, line: int, column: int, named: str = "") -> Mistake:
    """A key of another name, which stands before its colon."""
    return Mistake(f"{right}:", f"{typed}:", "N110", line, column, f"{right}:", f"{typed}:")


def _flag(typed: str, cure: str) -> Mistake:
    line = f"    另册: {typed}\n"
    right = "    正文: 口罩、手套、消毒液。\n"
    return Mistake(right, line + right, "N117", 12, 9, f"另册: {cure}", line.strip(), same=cure == "否")


def _part(typed: str, column: int, cure: str, code: str = "N116") -> Mistake:
    """One part of the document number, typed otherwise."""
    key = cure.partition(":")[0]
    right = {"年份": "年份: 2026", "顺序号": "顺序号: 8"}[key]
    return Mistake(right, f"{key}: {typed}", code, 4, column, cure, f"{key}: {typed}")


def _value(line: str, column: int, cure: str, at: str = TITLE, number: int = 5) -> Mistake:
    """A line with a value that its key cannot have, typed before the line `at`."""
    return Mistake(
        at, f"{line}\n{at}", "N119", number, column, cure, line if cure.partition(":")[2] else "", same=False
    )


_PARTS = "  导语: 汛期已到。\n  章节:\n    - 标题: 要求\n      正文: 请认真抓好落实。\n"

MISTAKES = [
    # an unknown key before known ones is a key, no line of a text that lost its bar
    # a heading with a mark of Markdown is told once: the next number goes on from it
    Mistake(
        BODY,
        "正文: |\n  # 一、压实责任\n  逐级负责。\n  二、加强巡查\n  每日巡查。\n",
        "T112",
        8,
        3,
        "删去 # 号",
        same=False,
    ),
    # a number that lost its mark is told where it stands, not where the next one seems to skip it
    Mistake(
        BODY,
        "正文: |\n  一压实责任\n  逐级负责。\n  二、加强巡查\n  每日巡查。\n",
        "N512",
        8,
        3,
        "「一」改为「一、」",
        same=False,
    ),
    Mistake("    正文: 口罩、手套、消毒液。\n", "    文件: 物资.xlsx\n", "N641", 12, 9, "另发: 是", same=False),
    Mistake(BODY, f"正文:\n{_PARTS.replace('导语', '引言')}", "N110", 8, 3, "导语:", "引言:", same=False),
    # the bar, and the lines of the body
    Mistake(BODY, BODY.replace(" |", ""), "Y142", 7, 1, "正文: |", "正文:"),
    Mistake(BODY, f"正文:\n{FLAT}", "Y142", 7, 1, f"正文: |\n{TWO}", f"正文:\n{FLAT}".rstrip()),
    Mistake(BODY, f"正文: |\n{FLAT}", "Y142", 8, 1, TWO, FLAT.rstrip()),
    Mistake(BODY, BODY.replace("|", "｜"), "Y142", 7, 5, "正文: |", "正文: ｜"),
    Mistake(BODY, BODY.replace("|\n  ", "| "), "Y142", 7, 5, BODY.rstrip(), BODY.replace("|\n  ", "| ").rstrip()),
    Mistake(BODY, BODY.replace("|\n  ", ""), "Y142", 7, 5, BODY.rstrip(), BODY.replace("|\n  ", "").rstrip()),
    Mistake(BODY, f"正文: {FLAT}", "Y142", 7, 5, BODY.rstrip(), f"正文: {FLAT}".rstrip()),
    Mistake(BODY, BODY.replace("\n  请", "\n请"), "Y142", 9, 1, "  请认真抓好落实。", "请认真抓好落实。"),
    Mistake(BODY, BODY.replace("\n  请", "\n 请"), "Y115", 9, 2, "  请认真抓好落实。", " 请认真抓好落实。"),
    Mistake(
        BODY, BODY.replace("\n  ", "\n　　"), "Y109", 8, 1, TWO, "　　" + FLAT.replace("\n请", "\n　　请").rstrip()
    ),
    Mistake(BODY, BODY.replace("\n  ", "\n\t"), "Y108", 8, 1, TWO, "\t" + FLAT.replace("\n请", "\n\t请").rstrip()),
    Mistake(BODY, BODY.replace("|", ">"), "Y118", 7, 5, "|", ">"),
    Mistake(
        BODY,
        '正文: "汛期已到，现就防疫工作通知如下。\n  请认真抓好落实。"\n',
        "Y142",
        7,
        5,
        BODY.rstrip(),
        '正文: "汛期已到，现就防疫工作通知如下。\n  请认真抓好落实。"',
    ),
    Mistake(
        BODY,
        "正文:\n一、总体要求\n认真落实。\n二、工作任务：\n抓好防疫。\n",
        "Y142",
        7,
        1,
        "正文: |\n  一、总体要求\n  认真落实。\n  二、工作任务：\n  抓好防疫。",
        "正文:\n一、总体要求\n认真落实。\n二、工作任务：\n抓好防疫。",
        same=False,
    ),
    Mistake(
        BODY,
        "正文:\n  现将有关事项通知如下: \n  联系电话: 8000020\n",
        "Y142",
        7,
        1,
        "正文: |",
        "正文:",
        same=False,
    ),
    # lists
    Mistake(TO, "主送机关:\n" + TO_LIST.replace("- ", "") + "\n", "Y143", 7, 3, TO_LIST, TO_LIST.replace("- ", "")),
    Mistake(TO, "主送机关:\n" + TO_LIST.replace("  - ", "") + "\n", "Y143", 7, 1, TO_LIST, TO_LIST.replace("  - ", "")),
    Mistake(
        TO,
        f"主送机关:\n{TO_LIST}\n".replace("- 县", " - 县"),
        "Y138",
        8,
        4,
        "  - 县直各医疗卫生单位",
        "   - 县直各医疗卫生单位",
    ),
    Mistake(
        TO,
        f"主送机关:\n{TO_LIST}\n".replace("  - 县", " - 县"),
        "Y138",
        8,
        2,
        "  - 县直各医疗卫生单位",
        " - 县直各医疗卫生单位",
    ),
    Mistake(
        TO,
        f"主送机关:\n{TO_LIST}\n".replace("- 县", "-县"),
        "Y113",
        8,
        3,
        "  - 县直各医疗卫生单位",
        "  -县直各医疗卫生单位",
    ),
    Mistake(TO, f"主送机关:\n{TO_LIST}\n".replace("- ", "-"), "Y143", 7, 3, TO_LIST, TO_LIST.replace("- ", "-")),
    Mistake(TO, f"主送机关:\n{TO_LIST}\n".replace("- ", "－ "), "Y143", 7, 3, TO_LIST, TO_LIST.replace("- ", "－ ")),
    Mistake(TO, f"主送机关:\n{TO_LIST}\n".replace("- ", "· "), "Y143", 7, 3, TO_LIST, TO_LIST.replace("- ", "· ")),
    Mistake(
        TO,
        f"主送机关:\n{TO_LIST}\n".replace("- 县", "县"),
        "Y143",
        8,
        3,
        "  - 县直各医疗卫生单位",
        "  县直各医疗卫生单位",
    ),
    Mistake(
        TO, f"主送机关: {TO_LIST.lstrip()}\n", "Y143", 6, 7, f"主送机关:\n{TO_LIST}", f"主送机关: {TO_LIST.lstrip()}"
    ),
    Mistake(
        TO,
        TO.replace(", ", "，"),
        "Y133",
        6,
        14,
        "[各乡镇卫生院, 县直各医疗卫生单位]",
        "[各乡镇卫生院，县直各医疗卫生单位]",
    ),
    Mistake(
        TO,
        TO.replace("[", "【").replace("]", "】"),
        "Y145",
        6,
        7,
        TO.rstrip(),
        TO.replace("[", "【").replace("]", "】").rstrip(),
    ),
    Mistake(TO, TO.replace("]", ""), "Y122", 6, 7, TO.rstrip(), TO.replace("]", "").rstrip()),
    Mistake(TO, TO.replace("[各", '["各'), "Y120", 6, 8, '"各乡镇卫生院", 县直', '"各乡镇卫生院, 县直'),
    Mistake(TO, TO.replace("]", "}"), "Y139", 6, 25, "[ 配 ]"),
    Mistake(TO, TO.replace("单位]", "单位：]"), "T163", 6, 16, "县直各医疗卫生单位", "县直各医疗卫生单位："),
    # what stands below a key
    Mistake(IMPRINT, IMPRINT.replace("\n  ", "\n"), "Y142", 16, 1, CHILDREN, CHILDREN.replace("  ", "")),
    Mistake(
        IMPRINT,
        IMPRINT.replace("\n  印发日", "\n印发日"),
        "Y138",
        18,
        1,
        "  印发日期: 2026-06-08",
        "印发日期: 2026-06-08",
    ),
    Mistake(
        IMPRINT,
        IMPRINT.replace("\n  印发日", "\n   印发日"),
        "Y138",
        18,
        4,
        "  印发日期: 2026-06-08",
        "   印发日期: 2026-06-08",
    ),
    Mistake(
        IMPRINT,
        IMPRINT.replace("\n  印发日", "\n 印发日"),
        "Y138",
        18,
        2,
        "  印发日期: 2026-06-08",
        " 印发日期: 2026-06-08",
    ),
    Mistake(
        IMPRINT, IMPRINT.replace("\n  抄", "\n\t抄"), "Y108", 16, 1, "  抄送: [县政府办公室]", "\t抄送: [县政府办公室]"
    ),
    Mistake(
        IMPRINT,
        "版记: 抄送县政府办公室",
        "N112",
        15,
        5,
        "版记: {抄送: 县政府办公室}",
        "版记: 抄送县政府办公室",
        same=False,
    ),
    Mistake(
        IMPRINT,
        "版记:\n  - 抄送: 县政府办公室\n  - 印发机关: 县卫健局办公室",
        "N112",
        15,
        1,
        "版记: {抄送: 县政府办公室, 印发机关: 县卫健局办公室}",
        "版记:\n  - 抄送: 县政府办公室\n  - 印发机关: 县卫健局办公室",
        same=False,
    ),
    Mistake(
        NUMBER,
        "发文字号:\n机关代字: 云卫\n年份: 2026\n顺序号: 8",
        "Y142",
        5,
        1,
        "  机关代字: 云卫\n  年份: 2026\n  顺序号: 8",
        "机关代字: 云卫\n年份: 2026\n顺序号: 8",
    ),
    Mistake(
        NUMBER,
        "机关代字: 云卫\n年份: 2026\n顺序号: 8",
        "N110",
        4,
        1,
        '发文字号: {机关代字: 云卫, 年份: "2026", 顺序号: "8"}',
        "机关代字: 云卫\n年份: 2026\n顺序号: 8",
    ),
    Mistake(
        CONTACT,
        "联系人: 周云\n电话: 8000020\n",
        "N110",
        13,
        1,
        '联系: {联系人: 周云, 电话: "8000020"}',
        "联系人: 周云\n电话: 8000020",
    ),
    Mistake(TITLE, f"  {TITLE}", "Y138", 5, 3, TITLE.rstrip(), f"  {TITLE.rstrip()}"),
    Mistake(TITLE, f"　{TITLE}", "Y109", 5, 1, TITLE.rstrip(), f"　{TITLE.rstrip()}"),
    Mistake(TITLE, f"- {TITLE}", "Y138", 5, 1, TITLE.rstrip(), f"- {TITLE.rstrip()}"),
    Mistake(
        TITLE,
        "标题: 云溪县卫生健康局\n  关于做好汛期防疫工作的通知\n",
        "Y143",
        5,
        5,
        "标题:\n  - 云溪县卫生健康局\n  - 关于做好汛期防疫工作的通知",
        "标题: 云溪县卫生健康局\n  关于做好汛期防疫工作的通知",
        same=False,
    ),
    Mistake(DATE, "成文日期:\n2026-06-08", "Y142", 14, 1, "成文日期: 2026-06-08", "成文日期:\n2026-06-08"),
    # appendices
    Mistake(
        APPENDIX, "附件: 会议回执\n", "N112", 10, 5, "附件: [{名称: 会议回执}]", "附件: 会议回执", False, ("N130",)
    ),
    Mistake(
        APPENDIX,
        "附件: 1.物资清单 2.人员名单\n",
        "N112",
        10,
        5,
        "附件: [{名称: 物资清单}, {名称: 人员名单}]",
        "附件: 1.物资清单 2.人员名单",
        False,
        ("N130",),
    ),
    Mistake(
        APPENDIX,
        "附件:\n  - 物资清单\n  - 人员名单\n",
        "N112",
        11,
        5,
        "附件: [{名称: 物资清单}, {名称: 人员名单}]",
        "附件:\n  - 物资清单\n  - 人员名单",
        False,
        ("N130",),
    ),
    Mistake(
        APPENDIX,
        APPENDIX.replace("- ", "").replace("    正", "  正"),
        "Y143",
        11,
        3,
        APPENDIX.partition("\n")[2].rstrip(),
        "  名称: 物资清单\n  正文: 口罩、手套、消毒液。",
    ),
    Mistake(
        APPENDIX,
        APPENDIX.replace("    正", "   正"),
        "Y138",
        12,
        4,
        "    正文: 口罩、手套、消毒液。",
        "   正文: 口罩、手套、消毒液。",
    ),
    Mistake(
        APPENDIX,
        APPENDIX.replace("    正", "     正"),
        "Y138",
        12,
        6,
        "    正文: 口罩、手套、消毒液。",
        "     正文: 口罩、手套、消毒液。",
    ),
    Mistake(
        APPENDIX,
        APPENDIX + "    名称: 人员名单\n    正文: 周云。\n",
        "Y143",
        13,
        5,
        "  - 名称: 人员名单",
        "    名称: 人员名单",
        same=False,
    ),
    Mistake(APPENDIX, APPENDIX.replace("正文", "内容"), "N110", 12, 5, "正文:", "内容:"),
    Mistake(APPENDIX, APPENDIX.replace("口罩、手套、消毒液。", "清单.xlsx"), "N141", 12, 9, ".yaml"),
    Mistake(
        APPENDIX, APPENDIX.replace("正文: 口罩、手套、消毒液。", "任务表: tasks.yaml"), "N106", 12, 10, "新建这个文件"
    ),
    # contact
    Mistake(CONTACT, "联系: 周云，8000020\n", "N112", 13, 5, CONTACT.rstrip(), "联系: 周云，8000020"),
    Mistake(CONTACT, "联系: 周云，电话：8000020\n", "N112", 13, 5, CONTACT.rstrip(), "联系: 周云，电话：8000020"),
    Mistake(
        CONTACT,
        "联系: 联系人：周云，电话：8000020\n",
        "Y145",
        13,
        5,
        "{联系人: 周云, 电话: 8000020}",
        "联系人：周云，电话：8000020",
    ),
    Mistake(
        APPENDIX,
        "附件: [名称: 物资清单, 正文: 口罩、手套、消毒液。]\n",
        "N112",
        10,
        1,
        '附件: [{名称: 物资清单, 正文: "口罩、手套、消毒液。"}]',
        "附件: [名称: 物资清单, 正文: 口罩、手套、消毒液。]",
    ),
    Mistake(
        CONTACT,
        CONTACT.replace('"8000020"', "8000020,8000021"),
        "Y146",
        13,
        26,
        "'8000020,8000021'",
        "8000020,8000021",
        same=False,
    ),
    Mistake(CONTACT, CONTACT.replace('"8000020"', "“8000020”"), "Y147", 13, 19, '"8000020"', "“8000020”"),
    Mistake(CONTACT, CONTACT.replace("电话", "手机"), "N110", 13, 15, "电话:", "手机:"),
    # the document number
    Mistake(NUMBER, "发文字号: 云卫〔2026〕8号", "N138", 4, 7, NUMBER, "发文字号: 云卫〔2026〕8号"),
    Mistake(NUMBER, "发文字号: 云卫[2026]8号", "N138", 4, 7, NUMBER, "发文字号: 云卫[2026]8号"),
    Mistake(NUMBER, "发文字号: 云卫(2026)第08号", "N138", 4, 7, NUMBER, "发文字号: 云卫(2026)第08号"),
    Mistake(NUMBER, "发文字号: 8", "N138", 4, 7, NUMBER, "发文字号: 8"),
    Mistake(
        NUMBER,
        NUMBER.replace(": ", "：").replace("号：", "号: ", 1),
        "Y110",
        4,
        12,
        NUMBER.partition(": ")[2],
        "{机关代字：云卫, 年份：2026, 顺序号：8}",
    ),
    Mistake(
        NUMBER,
        "发文字号: ｛机关代字：云卫，年份：2026，顺序号：8｝",
        "Y133",
        4,
        7,
        NUMBER.partition(": ")[2],
        "｛机关代字：云卫，年份：2026，顺序号：8｝",
    ),
    Mistake(
        NUMBER,
        NUMBER.replace("{", "(").replace("}", ")"),
        "Y145",
        4,
        7,
        NUMBER,
        NUMBER.replace("{", "(").replace("}", ")"),
    ),
    Mistake(NUMBER, NUMBER.replace("}", ""), "Y122", 4, 7, NUMBER, NUMBER.replace("}", "")),
    _part("〔2026〕", 22, "年份: 2026"),
    _part("2026年", 22, "年份: 2026"),
    _part("２０２６", 22, "年份: 2026"),
    _part("26", 22, "年份: 2026", "N128"),
    _part("008", 33, "顺序号: 8"),
    _part("第8号", 33, "顺序号: 8"),
    _part("八", 33, "顺序号: 8"),
    Mistake("顺序号: 8", "顺序号: 1,008", "Y146", 4, 34, "1008", "1,008", same=False),
    Mistake(NUMBER, NUMBER.replace("云卫,", "云卫字,"), "T150", 4, 14, "机关代字: 云卫", "机关代字: 云卫字"),
    # dates
    *(
        _date(typed)
        for typed in (
            "2026.6.8",
            "2026/6/8",
            "２０２６年６月８日",
            "二〇二六年六月八日",
            "二○二六年六月八日",
            "二0二六年6月8日",
            "6月8日",
            "20260608",
            "2026年6月8号",
            "2026 年 6 月 8 日",
            "2026 - 6 - 8",
            "2026–06–08",
            "26-6-8",
            "2026-06-08 00:00:00",
        )
    ),
    Mistake(
        DATE, "成文日期: 6/28/2026", "N114", 14, 7, "成文日期: 2026-06-28", "成文日期: 6/28/2026", False, ("T103",)
    ),
    Mistake(DATE, "成文日期: 2026年6月", "N114", 14, 7, "补上是哪一日"),
    Mistake(DATE, "成文日期: 待定", "N114", 14, 7, "写成年月日"),
    Mistake(DATE, "成文日期: 2026-06-31", "N115", 14, 7, "日历"),
    # keys
    _key("发文机关", "发文机构", 3, 1),
    _key("发文机关", "发文单位", 3, 1),
    _key("主送机关", "主送单位", 6, 1),
    _key("标题", "题目", 5, 1),
    _key("标题", "title", 5, 1),
    _key("标题", "标 题", 5, 1),
    _key("正文", "内容", 7, 1),
    _key("成文日期", "日期", 14, 1),
    _key("发文字号", "文号", 4, 1),
    _key("抄送", "抄送机关", 16, 3),
    _key("印发机关", "印发单位", 17, 3),
    _key("印发日期", "印发时间", 18, 3),
    _key("联系人", "姓名", 13, 6),
    _key("名称", "附件名称", 11, 5),
    Mistake(TITLE, TITLE.replace(": ", "："), "Y110", 5, 3, TITLE.rstrip(), TITLE.replace(": ", "：").rstrip()),
    Mistake(TITLE, TITLE.replace(": ", ":"), "Y112", 5, 3, TITLE.rstrip(), TITLE.replace(": ", ":").rstrip()),
    Mistake(TITLE, TITLE.replace(": ", " "), "Y114", 5, 1, TITLE.rstrip(), TITLE.replace(": ", " ").rstrip()),
    Mistake(TITLE, TITLE.replace(": ", "="), "Y114", 5, 1, TITLE.rstrip(), TITLE.replace(": ", "=").rstrip()),
    Mistake(DATE, f"{DATE}\n{DATE}", "Y123", 15, 1, "删去其中一行"),
    Mistake(TITLE, "", "N111", 2, 1, "标题: …"),
    Mistake(TITLE, "标题:\n", "Y124", 5, 4, "填上内容"),
    # text that YAML reads otherwise
    Mistake(
        "防疫工作",
        "防疫: 工作",
        "Y121",
        5,
        21,
        "'云溪县卫生健康局关于做好汛期防疫: 工作的通知'",
        "云溪县卫生健康局关于做好汛期防疫: 工作的通知",
        same=False,
    ),
    Mistake(
        "防疫工作",
        "防疫 #工作",
        "Y111",
        5,
        22,
        "'云溪县卫生健康局关于做好汛期防疫 #工作的通知'",
        "云溪县卫生健康局关于做好汛期防疫 #工作的通知",
        same=False,
    ),
    Mistake(TITLE, TITLE.replace(": ", ': "'), "Y120", 5, 5, f'"{TITLE[4:-1]}"', f'"{TITLE[4:-1]}'),
    Mistake(TITLE, f'标题: "{TITLE[4:-1]}”\n', "Y120", 5, 5, f'"{TITLE[4:-1]}"', f'"{TITLE[4:-1]}”'),
    Mistake(BODY, '正文: "汛期"已到。\n', "Y135", 7, 9, "“汛期”已到。", '"汛期"已到。', same=False),
    Mistake(BODY, "正文: [紧急]汛期已到。\n", "Y134", 7, 9, "'[紧急]汛期已到。'", "[紧急]汛期已到。", same=False),
    *(
        Mistake(BODY, f"正文: {mark}各单位\n", "Y116", 7, 5, f"'{mark}各单位'", f"{mark}各单位", same=False)
        for mark in "@%*&!`"
    ),
    Mistake(TITLE, TITLE.replace("防疫", "防\u200b疫"), "Y106", 5, 20, "删去"),
    Mistake(TITLE, f"---\n{TITLE}", "Y128", 5, 1, "删去这一行"),
    Mistake(DATE, f"{DATE}\n附注: 无", "N146", 15, 5, "删去这一行"),
    # values of enumerated keys
    Mistake("文种: 通知", "文种: 会议通知", "N119", 2, 5, "文种: 通知", "文种: 会议通知"),
    Mistake("文种: 通知", "文种: [通知]", "N119", 2, 1, "文种: 通知", "文种: [通知]"),
    _value("密级: 内部", 5, "可以写：绝密、机密、秘密"),
    _value("密级: 无", 5, "没有的，删去这一行"),
    _value("紧急程度: 特 急", 7, "紧急程度: 特急"),
    _value("紧急程度: 急件", 7, "紧急程度: 加急"),
    Mistake("文种: 通知", "文种: 公示", "N119", 2, 5, "文种: 公告", "文种: 公示", False),
    _value("紧急程度: 普通", 7, "可以写：特提、特急、加急、平急"),
    _value("行文方向: 下发", 7, "行文方向: 下行"),
    Mistake(TITLE, f"格式: 公函\n{TITLE}", "N119", 5, 5, "格式: 信函", "格式: 公函", False, ("N509",)),
    _value("格式: 电报", 5, "可以写：文件、信函、命令、纪要、文稿、简报、汇编"),
    _value("标志: {机关: 所有}", 10, "可以写：全部、仅主办、等部门"),
    _value("用印: 加盖", 5, "用印: 盖章"),
    Mistake(
        TITLE,
        f'份号: "000001"\n密级: 机密★1年\n{TITLE}',
        "N119",
        6,
        5,
        "密级: 机密\n保密期限: 1年",
        "密级: 机密★1年",
        same=False,
    ),
    Mistake(TITLE, f"标志: 全部\n{TITLE}", "N112", 5, 5, "标志: {机关: 全部}", "标志: 全部"),
    _flag("true", "是"),
    _flag("对", "是"),
    _flag("no", "否"),
    # organs, classification
    Mistake(
        "[云溪县卫生健康局]",
        "云溪县卫生健康局、云溪县人民政府",
        "N121",
        3,
        7,
        "[云溪县卫生健康局, 云溪县人民政府]",
        "云溪县卫生健康局、云溪县人民政府",
        same=False,
    ),
    Mistake("[云溪县卫生健康局]", "[云溪县卫健局]", "N121", 3, 8, "云溪县卫生健康局", "云溪县卫健局"),
    Mistake("发文机关: [云溪县卫生健康局]\n", "", "N124", 2, 1, "发文机关: [云溪县卫生健康局]"),
    Mistake(TITLE, f"密级: 秘密\n保密期限: 1年\n{TITLE}", "T181", 5, 5, '份号: "000001"'),
    Mistake(TITLE, f"份号: 1\n{TITLE}", "T180", 5, 5, '份号: "000001"', "份号: 1", same=False),
    Mistake(TITLE, f"保密期限: 1年\n{TITLE}", "T185", 5, 7, "密级: 机密"),
    # brackets without keys, names in the place of items, and keys of other names one level too high
    Mistake(
        NUMBER, "发文字号: {云卫, 2026, 8}", "Y152", 4, 7, "{机关代字: 云卫, 年份: 2026, 顺序号: 8}", "{云卫, 2026, 8}"
    ),
    Mistake("[云溪县卫生健康局]", "{云溪县卫生健康局}", "Y152", 3, 7, "[云溪县卫生健康局]", "{云溪县卫生健康局}"),
    Mistake(CONTACT, "联系: {周云, 8000020}\n", "Y152", 13, 5, "{联系人: 周云, 电话: 8000020}", "{周云, 8000020}"),
    Mistake(
        CONTACT,
        "联系人: 周云\n联系电话: 8000020\n",
        "N110",
        13,
        1,
        '联系: {联系人: 周云, 电话: "8000020"}',
        "联系人: 周云\n联系电话: 8000020",
    ),
    Mistake(
        IMPRINT,
        "抄送: 县政府办公室\n印发单位: 云溪县卫生健康局办公室\n印发时间: 2026-06-08",
        "N110",
        15,
        1,
        '版记: {抄送: 县政府办公室, 印发机关: 云溪县卫生健康局办公室, 印发日期: "2026-06-08"}',
        "抄送: 县政府办公室\n印发单位: 云溪县卫生健康局办公室\n印发时间: 2026-06-08",
    ),
    Mistake(
        APPENDIX,
        "附件:\n  1. 物资清单\n  2. 名单\n",
        "Y143",
        11,
        3,
        "  - 名称: 物资清单\n  - 名称: 名单",
        "  1. 物资清单\n  2. 名单",
        same=False,
        left=("N130",),
    ),
    Mistake(
        "印发日期: 2026-06-08",
        "印发日期: 2026年6月8日印发",
        "N114",
        18,
        9,
        "印发日期: 2026-06-08",
        "印发日期: 2026年6月8日印发",
    ),
]
