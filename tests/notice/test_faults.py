"""Each fault of what a notice says is one error at its place, in the file where it was typed."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.notice.contents import NOTICE, load, one, short
from ygt_docs.problems.words.notice import ENTRIES

APPENDIX = NOTICE + "附件:\n  - 名称: 清单\n    任务表: tasks.yaml\n"
PLAN = NOTICE + "印发件:\n  标题: 计划\n  正文: plan.yaml\n"
PROCLAIMED = NOTICE.replace("通知", "公告")
JOINT = NOTICE.replace("[云溪县人民政府]", "[云溪县人民政府, 云溪县卫生健康局]")

# code, files, file, line, column, a part of the message or fix. The first line of each file is the schema's.
FAULTS = [
    ("N105", {"notice": NOTICE.replace("请认真贯彻执行。", "../plan.yaml")}, "notice", 5, 5, "../plan.yaml"),
    ("N105", {"notice": NOTICE.replace("请认真贯彻执行。", "/etc/plan.yaml")}, "notice", 5, 5, "/etc/plan.yaml"),
    ("N105", {"notice": NOTICE.replace("请认真贯彻执行。", "C:\\plan.yaml")}, "notice", 5, 5, "plan.yaml"),
    (
        "N106",
        {"notice": PLAN.replace("plan.yaml", "plna.yaml"), "plan": "导语: 甲\n"},
        "notice",
        8,
        7,
        "改成 plan.yaml",
    ),
    ("N106", {"notice": PLAN}, "notice", 8, 7, "没有别的"),
    (
        "N107",
        {"notice": NOTICE.replace("请认真贯彻执行。", "notice.yaml")},
        "notice",
        5,
        5,
        "notice.yaml → notice.yaml",
    ),
    ("N141", {"notice": NOTICE.replace("请认真贯彻执行。", "body.txt")}, "notice", 5, 5, "body.txt"),
    ("N141", {"notice": NOTICE.replace("请认真贯彻执行。", "正文.docx")}, "notice", 5, 5, ".yaml"),
    ("N141", {"notice": NOTICE.replace("请认真贯彻执行。", "plan"), "plan": "导语: 甲\n"}, "notice", 5, 5, "plan.yaml"),
    ("N141", {"notice": NOTICE.replace("请认真贯彻执行。", "plan。yaml")}, "notice", 5, 5, "plan。yaml"),
    ("N143", {"notice": PLAN, "plan": "- 甲\n- 标题: 乙\n  正文: 丙\n"}, "plan", 3, 3, "章节:"),
    (
        "N143",
        {"notice": PLAN, "plan": "章节:\n- 标题: 甲\n  正文:\n  - 标题: 乙\n    正文: 丙\n"},
        "plan",
        5,
        5,
        "改成“下级:”",
    ),
    ("N110", {"notice": PLAN, "plan": "章节:\n- 标题: 甲\n  章节:\n  - 标题: 乙\n"}, "plan", 4, 3, "改成 下级:"),
    ("N143", {"notice": PLAN, "plan": "- 甲\n- 结语: 乙\n"}, "plan", 3, 3, "正文:"),
    ("N144", {"notice": PLAN, "plan": "- 甲\n- 会议时间: 5月6日\n"}, "plan", 3, 3, "- 会议时间：…"),
    ("N142", {"notice": PLAN, "plan": "- 甲\n- 乙:\n  - 丙。\n- 丁: [戊。]\n"}, "plan", 3, 3, "  二、丁\n  戊。"),
    ("N142", {"notice": PLAN, "plan": "- 甲\n- 一、乙:\n    - 丙。\n"}, "plan", 3, 3, "  甲\n  一、乙\n  丙。"),
    (
        "N142",
        {"notice": PLAN, "plan": "章节:\n  - 标题: 甲\n    正文:\n      - 乙:\n          - 丙。\n"},
        "plan",
        5,
        9,
        "|\n        一、乙\n        丙。",  # deeper than its key, which is not the first of the file
    ),
    ("N145", {"notice": PLAN, "plan": "- 甲\n- 段：一、乙。\n"}, "plan", 3, 3, "- 段: 一、乙。"),
    (
        "N155",
        {"notice": PLAN, "plan": "章:\n  - 标题: 甲\n    正文: 乙\n  - 标题: 丙\n    正文: 丁\n"},
        "plan",
        2,
        1,
        "章节:",
    ),
    ("N156", {"notice": PLAN, "plan": "章:\n  - 标题: 甲\n    条: [乙]\n条: [丙]\n"}, "plan", 5, 1, "“章”和"),
    ("N157", {"notice": PLAN, "plan": "条:\n  - 甲\n  - {款: [{项: [乙]}]}\n"}, "plan", 4, 5, "没有文字"),
    (
        "N158",
        {"notice": PLAN, "plan": "章:\n  - 标题: 甲\n    节: [{标题: 乙, 条: [丙]}]\n    条: [丁]\n"},
        "plan",
        5,
        5,
        "节里面",
    ),
    ("N159", {"notice": PLAN, "plan": "章:\n  - 标题: 甲\n"}, "plan", 3, 5, "没有条"),
    ("N160", {"notice": NOTICE + "层次: 小数\n序号连续: 是\n"}, "notice", 7, 7, "删去 序号连续"),
    ("N161", {"notice": NOTICE + "目录: 是\n"}, "notice", 6, 5, "印发件或附件"),
    ("N127", {"notice": PLAN, "plan": "- 甲\n- tail.yaml\n"}, "plan", 3, 3, "tail.yaml"),
    ("N113", {"notice": NOTICE.replace("请认真贯彻执行。", "[]")}, "notice", 5, 1, "正文"),
    ("N112", {"notice": PLAN, "plan": "- 甲\n- [乙, 丙]\n"}, "plan", 3, 3, "若干“键: 内容”"),
    ("N112", {"notice": PLAN, "plan": "- 甲\n- {段: [乙]}\n"}, "plan", 3, 4, "一段文字"),
    ("N140", {"notice": NOTICE + "格式: 命令\n"}, "notice", 6, 5, "文件、信函"),
    ("N110", {"notice": PLAN, "plan": '章节:\n- 标题: 甲\n  内容: [甲, "", 乙]\n'}, "plan", 4, 3, "改成 正文:"),
    ("N110", {"notice": NOTICE + "成文日其: 2026-04-26\n"}, "notice", 6, 1, "是不是想写「成文日期」？"),
    ("N110", {"notice": NOTICE + "抄送: [甲]\n"}, "notice", 6, 1, "「抄送」要写在「版记」下面"),
    ("N110", {"notice": PLAN, "plan": "章节:\n  - 标题: 甲\n    正文: 乙\n    下及: [丙]\n"}, "plan", 5, 5, "「下级」"),
    ("N111", {"notice": NOTICE.replace("标题", "# 标题")}, "notice", 2, 1, "标题"),
    ("N111", {"notice": PLAN, "plan": "章节:\n  - 正文: 乙\n"}, "plan", 3, 5, "标题"),
    ("N112", {"notice": NOTICE + "版记: 县委办\n"}, "notice", 6, 5, "县委办"),
    ("N112", {"notice": NOTICE + "附件: 清单\n"}, "notice", 6, 5, "列表"),
    ("N112", {"notice": NOTICE + "附注: [甲]\n"}, "notice", 6, 1, "一段文字"),
    ("N112", {"notice": NOTICE + "成文日期: [2026-01-01]\n"}, "notice", 6, 1, "一段文字"),
    ("N113", {"notice": NOTICE + "主送机关: []\n"}, "notice", 6, 1, "主送机关"),
    ("N114", {"notice": NOTICE + "成文日期: 2026.4.26\n"}, "notice", 6, 7, "2026-04-26"),
    ("N114", {"notice": NOTICE + "成文日期: ２０２６-04-26\n"}, "notice", 6, 7, "2026-04-26"),
    ("N115", {"notice": NOTICE + "成文日期: 2026-02-30\n"}, "notice", 6, 7, "2026年2月的最后一天是 28 日"),
    ("N115", {"notice": NOTICE + "成文日期: 2026-13-01\n"}, "notice", 6, 7, "1 到 12 月"),
    ("N115", {"notice": NOTICE + "成文日期: 2026年4月31日\n"}, "notice", 6, 7, "30 日"),
    ("N116", {"notice": NOTICE + "发文字号: {机关代字: 云, 年份: 2026, 顺序号: 004}\n"}, "notice", 6, 32, "004"),
    ("N116", {"notice": NOTICE + "发文字号: {机关代字: 云, 年份: 2026, 顺序号: 0}\n"}, "notice", 6, 32, "0"),
    ("N116", {"notice": NOTICE + "发文字号: {机关代字: 云, 年份: 2026, 顺序号: 四}\n"}, "notice", 6, 32, "四"),
    (
        "N117",
        {"notice": APPENDIX, "tasks": "组:\n  - 另编序号: yes\n    任务:\n      - 任务: 甲\n"},
        "tasks",
        3,
        11,
        "yes",
    ),
    ("N118", {"notice": NOTICE + "附注: |\n  甲\n  乙\n"}, "notice", 6, 5, "2 行"),
    ("N119", {"notice": NOTICE.replace("通知\n发", "通之\n发")}, "notice", 2, 5, "是不是想写「通知」？"),
    ("N119", {"notice": NOTICE + "用印: 盖\n"}, "notice", 6, 5, "盖章、不盖章"),
    (
        "N121",
        {"notice": NOTICE.replace("[云溪县人民政府]", "[云溪县人民政俯]")},
        "notice",
        3,
        8,
        "「云溪县人民政府」？",
    ),
    (
        "N123",
        {"notice": NOTICE.replace("[云溪县人民政府]", "[云溪县人民政府, 云溪县人民政府]")},
        "notice",
        3,
        17,
        "两次",
    ),
    ("N124", {"notice": NOTICE.replace("发文机关", "# 发文机关")}, "notice", 2, 1, "发文机关"),
    ("N127", {"notice": PLAN, "plan": "章节:\n  - 标题: 甲\n    正文: x.yaml\n"}, "plan", 4, 9, "x.yaml"),
    ("N128", {"notice": NOTICE + "发文字号: {机关代字: 云, 年份: 26}\n"}, "notice", 6, 21, "26"),
    ("N129", {"notice": NOTICE.replace("通知\n发", "文稿\n发") + "版记:\n  抄送: 甲\n"}, "notice", 6, 1, "版记"),
    ("N129", {"notice": NOTICE + "作者: 某局\n"}, "notice", 6, 5, "通知不印「作者」"),
    (
        "N180",
        {"notice": "文种: 简报\n标题: 甲\n正文: 乙。\n简报: {名称: 丙, 期号: 9, 总期号: 8, 编印单位: 丁}\n"},
        "notice",
        5,
        25,
        "「8」小于",
    ),
    ("N111", {"notice": "文种: 简报\n标题: 甲\n正文: 乙。\n"}, "notice", 2, 1, "简报"),
    ("N111", {"notice": "文种: 汇编\n标题: 甲\n"}, "notice", 2, 1, "汇编"),
    ("N111", {"notice": NOTICE.replace("正文: 请认真贯彻执行。\n", "")}, "notice", 2, 1, "正文"),
    ("N129", {"notice": "文种: 汇编\n标题: 甲\n正文: 乙。\n汇编: {篇目: [丙]}\n"}, "notice", 4, 5, "汇编不印「正文」"),
    (
        "N116",
        {"notice": "文种: 简报\n标题: 甲\n正文: 乙。\n简报: {名称: 丙, 期号: 0, 编印单位: 丁}\n"},
        "notice",
        5,
        17,
        "0",
    ),
    (
        "N165",
        {"notice": PROCLAIMED + "发文字号: {机关代字: 云, 年份: 2026, 顺序号: 1}\n公告号: {序号: 3, 年份: 2026}\n"},
        "notice",
        7,
        1,
        "只印一个",
    ),
    ("N166", {"notice": NOTICE + "落款: 无\n代章: 云溪县卫生健康局\n"}, "notice", 7, 5, "「代章」不会印"),
    ("N167", {"notice": NOTICE + "用印: 不盖章\n代章: 云溪县卫生健康局\n"}, "notice", 7, 5, "不盖章"),
    ("N167", {"notice": JOINT + "代章: 是\n"}, "notice", 6, 5, "2 个"),
    ("N129", {"notice": NOTICE + "公告号: {序号: 3, 年份: 2026}\n"}, "notice", 6, 1, "公告号"),
    ("N129", {"notice": NOTICE + "文种名: 答复\n"}, "notice", 6, 6, "文种名"),
    ("N129", {"notice": NOTICE + "场合: 在全县教育工作会议上\n"}, "notice", 6, 5, "场合"),
    ("N111", {"notice": NOTICE.replace("文种: 通知", "文种: 其他")}, "notice", 2, 1, "文种名"),
    ("N116", {"notice": PROCLAIMED + "公告号: {序号: 0, 年份: 2026}\n"}, "notice", 6, 11, "0"),
    ("N128", {"notice": PROCLAIMED + "公告号: {序号: 3, 年份: 26}\n"}, "notice", 6, 18, "26"),
    ("N111", {"notice": NOTICE + "转发件: {标题: 关于防汛的通知}\n"}, "notice", 6, 1, "正文"),
    (
        "N153",
        {"notice": NOTICE + "印发件: {标题: 甲, 正文: 乙。, 联系: [{电话: 丙, 位置: 附注}]}\n"},
        "notice",
        6,
        39,
        "附注",
    ),
    ("N130", {"notice": NOTICE + "附件:\n  - 名称: 清单\n"}, "notice", 7, 5, "任务表"),
    (
        "N131",
        {"notice": APPENDIX, "tasks": "组:\n  - 任务:\n      - {任务: 甲, 同上: [时限]}\n"},
        "tasks",
        4,
        17,
        "第一行",
    ),
    (
        "N132",
        {"notice": APPENDIX, "tasks": "组:\n  - 任务:\n      - 任务: 甲\n      - {任务: 乙, 同上: [时间]}\n"},
        "tasks",
        5,
        22,
        "时限、",
    ),
    (
        "N133",
        {"notice": APPENDIX, "tasks": "组:\n  - 任务:\n      - 任务: 甲\n      - {任务: 乙, 牵头: 丙, 同上: [牵头]}\n"},
        "tasks",
        5,
        29,
        "牵头",
    ),
    (
        "N134",
        {"notice": APPENDIX, "tasks": "组:\n  - 任务:\n      - {任务: 甲, 责任单位: [乙], 配合: [丙]}\n"},
        "tasks",
        4,
        17,
        "牵头",
    ),
    (
        "N135",
        {
            "notice": PLAN,
            "plan": "章节:\n  - 标题: 甲\n    实施步骤: steps.yaml\n",
            "steps": "步骤:\n  - 标题: 甲\n    段落:\n      - 时限: 6月底前\n",
        },
        "steps",
        5,
        9,
        "事项",
    ),
    ("N112", {"notice": NOTICE + "联系: 请与办公室联系\n"}, "notice", 6, 5, "{联系人: 姓名, 电话: 号码}"),
    ("N150", {"notice": NOTICE + "用印: 签名章\n"}, "notice", 6, 5, "签名章: [{职务:"),
    ("N151", {"notice": NOTICE + "签名章: [{职务: 县长, 姓名: 周明}]\n"}, "notice", 6, 1, "用印: 签名章"),
    (
        "N152",
        {"notice": NOTICE + "用印: 签名章\n签名章: [{职务: 县长, 姓名: 周明}, {职务: 局长, 姓名: 李溪}]\n"},
        "notice",
        7,
        1,
        "2 项",
    ),
    ("N153", {"notice": PLAN + '  联系: {电话: "1", 位置: 附注}\n', "plan": "导语: 甲\n"}, "notice", 9, 21, "「附注」"),
    ("N136", {"notice": NOTICE + "版记: {}\n"}, "notice", 6, 1, "版记"),
    ("N137", {"notice": PLAN, "plan": "章节:\n  - 标题: 甲\n    连排: 是\n"}, "plan", 4, 9, "正文"),
    (
        "N138",
        {"notice": NOTICE + "发文字号: 云政文〔2026〕4号\n"},
        "notice",
        6,
        7,
        "{机关代字: 云政文, 年份: 2026, 顺序号: 4}",
    ),
    ("N138", {"notice": NOTICE + "发文字号: 云政文[2026]×号\n"}, "notice", 6, 7, "{机关代字: 云政文, 年份: 2026}"),
]


# What is absent is not printed: such a document becomes 待改, and not nothing.
LAID_OUT = ("N119", "N121", "N124", "N125", "N129", "N130")


@pytest.mark.parametrize(("code", "files", "name", "line", "column", "part"), FAULTS)
def test_a_fault_is_one_error_at_its_place(
    tmp_path: Path, code: str, files: dict[str, str], name: str, line: int, column: int, part: str
) -> None:
    """Each fault is the only problem told, with file, line and column; the document is laid out where it can be."""
    loaded = one(tmp_path, **files)
    found = [item for item in loaded.problems if item.code != "N139"]
    assert [short(item) for item in found] == [(code, f"{name}.yaml", line, column)]
    assert part in found[0].message + found[0].fix
    without_title = (code, name, part) == ("N111", "notice", "标题")
    nothing_to_bind = "汇编" in part
    no_kind = (code, line) == ("N119", 2)
    can_be = code in LAID_OUT and not nothing_to_bind and not no_kind
    assert (loaded.document is not None) == (can_be or without_title)


def test_a_value_that_its_key_does_not_take_is_left_out(tmp_path: Path) -> None:
    """What is said is that, and the rest is laid out as if it were not typed."""
    loaded = one(tmp_path, notice=NOTICE + "紧急程度: 急\n用印: 盖\n标志: {机关: 所有, 文件: 是}\n")
    assert [item.code for item in loaded.problems] == ["N119"] * 3
    assert loaded.document is not None
    assert loaded.document.notice.urgency is None


def test_appendices_without_content_are_one_mistake(tmp_path: Path) -> None:
    """Told at the first, with the lines of all."""
    (told,) = one(tmp_path, notice=NOTICE + "附件:\n  - 名称: 甲\n  - {名称: 乙, 正文: 略。}\n  - 名称: 丙\n").problems
    assert (told.code, told.place.line) == ("N130", 7)
    assert "共 2 件，在第 7、9 行" in told.message


def test_every_code_of_the_notice_has_a_test() -> None:
    """No code of the notice stage stays untested."""
    elsewhere = {
        "N101",
        "N102",
        "N103",
        "N104",
        "N108",
        "N109",
        "N120",
        "N122",
        "N125",
        "N126",
        "N139",
        "N146",
        "N147",  # tests/notice/test_left.py
        "N168",  # tests/notice/test_mistakes_of_other_kinds.py
        "N154",
        "N181",
        "N182",
        "N183",
        "N184",
        "N190",
        "N191",
        "N192",
    }
    assert {code for code, *_ in FAULTS} | elsewhere == set(ENTRIES)


@pytest.mark.parametrize("month", range(1, 13))
def test_each_month_has_its_last_day(tmp_path: Path, month: int) -> None:
    """The day after the last of each month is refused and the last day is named; the last day itself is taken."""
    last = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1]
    (found,) = one(tmp_path / "a", notice=NOTICE + f"成文日期: 2026-{month:02}-{last + 1}\n").problems
    assert (found.code, f"2026年{month}月的最后一天是 {last} 日" in found.message) == ("N115", True)
    assert one(tmp_path / "b", notice=NOTICE + f"成文日期: 2026-{month}-{last}\n").document is not None


def test_all_faults_of_all_files_are_told_at_once(tmp_path: Path) -> None:
    """Faults of YAML, of values and of keys taken together are told in one go, in every file of every document."""
    files = {
        "notice.yaml": APPENDIX.replace("标题：", "标题").replace("文种: 通知", "文种：通之")
        + "用引: 盖章\n成文日期: 2026-02-30\n",
        "tasks.yaml": "组:\n  - 任务:\n      - {任务: 甲, 同上: [时限], 责任单位: 乙, 牵头: 丙, 序: 1}\n",
    }
    content = load(tmp_path, files, "机关:\n  - 全称: 云溪县人民政府\n    代字: 云\n")
    assert {item.code for item in content.documents[0].problems} == {
        "Y110",
        "N119",
        "N110",
        "N115",
        "N131",
        "N134",
        "N125",
    }
    assert {item.code for item in content.problems} == {"N110", "N126"}


def test_what_reading_reported_is_not_reported_again(tmp_path: Path) -> None:
    """An empty value is one fault, not also a wrong date or a missing key."""
    assert [item.code for item in one(tmp_path, notice=NOTICE + "成文日期:\n").problems] == ["Y124"]
