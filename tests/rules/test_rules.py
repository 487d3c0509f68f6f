"""Every text rule: broken once and caught, and silent on a document that is right."""

from __future__ import annotations

from typing import Any

import pytest

from tests.compose.documents import ORGAN, document
from ygt_docs.notice import load_content
from ygt_docs.problems import Problem
from ygt_docs.problems.words import rules as words
from ygt_docs.project import Project, this_project
from ygt_docs.rules import check

BODY = {"导语": "略。"}
SIGNED = {"签发人": ["田禾"]}


def _found(**changes: Any) -> list[Problem]:
    organs = changes.pop("机关", ())
    changes = {"主送机关": ["各乡镇"], **changes}
    return check(document(*organs, **changes), this_project())


def _appendix(**changes: Any) -> list[dict]:
    return [{"名称": "农机表", "正文": BODY, **changes}]


def _tasks(*tasks: dict) -> list[dict]:
    return [{"名称": "清单", "任务表": {"组": [{"任务": list(tasks)}]}}]


def _deadline(words: str, date: str) -> list[dict]:
    return _tasks({"任务": "抢收", "时限": {"原文": words, "日期": date}})


MEETING = {"标题": ["青禾县人民政府关于召开秋收工作会议的通知"]}

BROKEN: list[tuple[str, dict[str, Any], str]] = [
    # a year earlier in the date than in the number: the fault of a real notice
    ("T101", {"成文日期": "2025-09-01"}, "2026"),
    ("T102", {"标题": ["青禾县人民政府关于做好2024年秋收工作的通知"]}, "2024"),
    ("T103", {"版记": {"印发机关": "办公室", "印发日期": "2026-08-31"}}, "2026-08-31"),
    ("T104", {"信息公开": {"发布日期": "2026-08-31"}}, "2026-08-31"),
    ("T105", {"信息公开": {"文号": "青政〔2026〕8号"}}, "青政〔2026〕9号"),
    ("T106", {"附件": _deadline("6月30日前", "2027-07-30")}, "2027-06-30"),
    ("T106", {"附件": _deadline("2月底前", "2027-02-27")}, "2027-02-28"),
    ("T106", {"附件": _deadline("2028年6月30日前", "2027-06-30")}, "2028-06-30"),
    ("T107", {"正文": {"导语": "请于9月31日前上报。"}}, "9月31日"),
    ("T107", {"正文": {"导语": "请于2027年2月29日前上报。"}}, "2027年2月29日"),
    ("T107", {"正文": {"导语": "请于13月1日前上报。"}}, "13月1日"),
    ("T107", {"正文": ["略。", {"段": "请于9月31日前上报。"}]}, "9月31日"),
    ("T107", {"正文": {"章节": [{"标题": "甲", "正文": ["请于9月31日前上报。"]}]}}, "9月31日"),
    ("T108", {"正文": {"导语": "定于2026年9月10日（星期五）开会。"}}, "星期四"),
    ("T108", {"正文": {"导语": "定于9月10日（周日）开会。"}}, "星期四"),
    ("T108", {"正文": {"导语": "定于1月10日（星期六）开会。"}}, "星期日"),
    ("T120", {"标题": ["青禾县人民政府关于做好秋收工作的意见"]}, "通知"),
    ("T121", {"标题": ["关于做好秋收工作的通知"]}, "青禾县人民政府"),
    (
        "T122",
        {"标题": ["青禾县人民政府关于印发《秋收方案》的通知"], "印发件": {"标题": ["秋种方案"], "正文": BODY}},
        "秋种方案",
    ),
    ("T123", {"标题": ["青禾县人民政府关于做好秋收工作的通知。"]}, "。"),
    ("T130", {"附件": _appendix(标题=["2026年度农机表"])}, "2026年度农机表"),
    ("T131", {"附件": _appendix(名称="农机表。")}, "农机表"),
    ("T132", {"附件": _appendix(名称="1.农机表")}, "农机表"),
    ("T132", {"附件": _appendix(名称="附件1：农机表")}, "农机表"),
    ("T134", {"正文": {"导语": "名单详见附件3。"}}, "附件3"),
    ("T134", {"正文": {"导语": "请填写附件2，于月底前报送。"}}, "附件2"),
    ("T134", {"正文": {"导语": "请填写《报名表》（附件1），名单见附件。"}}, "附件1"),
    ("T134", {"正文": {"导语": "附件：报名表"}}, "附件"),
    ("T109", {**MEETING, "正文": {"导语": "现将事项通知如下：\n一、会议时间：2026年8月20日上午9时"}}, "8月20日"),
    ("T109", {**MEETING, "正文": {"导语": "会议时间\n2026年8月20日上午9时，会期半天。"}}, "8月20日"),
    ("T109", {**MEETING, "正文": {"导语": "定于8月20日在县政府召开秋收工作会议。"}}, "8月20日"),
    (
        "T109",
        {**MEETING, "正文": {"章节": [{"标题": "会议时间", "正文": "2026年8月20日（星期四）上午9时。"}]}},
        "8月20日",
    ),
    ("T124", {"标题": ["青禾县人民政府关于" + "认真做好秋收秋种和农机检修保养" * 6 + "工作的通知"]}, "行"),
    ("T126", {"标题": ["青禾县人民政府关于" + "认真做好秋收秋种和农机检修保养" * 20 + "工作的通知"]}, "314"),
    ("T168", {"主送机关": None}, "主送机关: [各有关单位]"),
    (
        "T168",
        {"主送机关": None, "正文": {"导语": "各乡镇人民政府，县直各单位：\n请做好秋收工作。"}},
        "主送机关: [各乡镇人民政府, 县直各单位]",
    ),
    ("T142", {"标题": ["青禾县人民政府关于做 好秋收工作的通知"]}, "做好秋收"),
    ("T142", {"正文": {"导语": "认真贯彻落 实上级要求。"}}, "落实上级"),
    ("T142", {"正文": {"导语": "请抓紧， 不误农时。"}}, "抓紧，不误"),
    ("T142", {"正文": {"导语": "一、 加强领导"}}, "一、加强"),
    ("T142", {"正文": {"导语": "不误农时 。"}}, "农时。"),
    ("T110", {"正文": {"导语": "请联系某某某。"}}, "第"),
    ("T111", {"正文": {"导语": "地点：（待定）"}}, "待定"),
    ("T112", {"正文": {"导语": "# 第二段"}}, "# 第二段"),
    ("T135", {"正文": {"导语": "共１２人，分Ａ组和Ｂ组。"}}, "「12」"),
    ("T136", {"正文": {"导语": "共1，000人。"}}, "「1000」"),
    ("T137", {"正文": {"导语": '抓好"双抢"。'}}, "“"),
    ("T138", {"正文": {"导语": "请抓紧...\n请报告......"}}, "……"),
    ("T145", {"正文": {"导语": "抓好秋收。 # 这是注释"}}, "# 这是注释"),
    ("T145", {"正文": {"导语": "#第二段"}}, "#第二段"),
    (
        "T174",
        {"正文": {"章节": [{"标题": "目标", "建设目标": {"指标": [{"名称": "机收率", "数值": "75%", "单位": "%"}]}}]}},
        "数值: 75。",
    ),
    ("T133", {"附件": _appendix(), "正文": {"导语": "名单见附件2。"}}, "附件2"),
    ("T133", {"附件": _appendix(), "正文": {"导语": "请填附件3后报送。"}}, "附件3"),
    ("T133", {"附件": _appendix(), "正文": {"导语": "请将附件2报县政府。"}}, "附件2"),
    ("T140", {"正文": {"导语": "各乡镇,请抓紧。"}}, "，"),
    ("T140", {"正文": {"导语": "电话:8000001。"}}, "："),
    ("T140", {"正文": {"导语": "各乡镇(街道)要抓紧。"}}, "（ ）"),
    ("T140", {"正文": {"导语": "请抓紧."}}, "。"),
    ("T142", {"正文": {"导语": "科学有序 的格局。"}}, "有序的"),
    ("T142", {"正文": {"导语": "科学有序　的格局。"}}, "有序的"),
    ("T143", {"正文": {"导语": "　　请抓紧。"}}, "段首"),
    ("T143", {"正文": {"导语": "组　长：田　禾\n　　何　苗"}}, "段首"),
    ("T143", {"正文": {"导语": "请抓紧。\n　　　　何　苗"}}, "段首"),
    ("T144", {"正文": {"导语": "请抓紧，，不误农时。"}}, "，"),
    ("T144", {"正文": {"导语": "请抓紧；。"}}, "； 或 。"),
    ("T144", {"正文": {"导语": "请抓紧。。。"}}, "……"),
    ("T146", {"正文": {"导语": "按照《秋收方案抓紧。"}}, "》"),
    ("T146", {"正文": {"导语": "按照秋收方案）抓紧。"}}, "（"),
    ("T146", {"正文": {"导语": "按照（《方案）》抓紧。"}}, "《"),
    ("T146", {"正文": {"导语": "提出“抓紧抓好。\n做到“颗粒归仓”。"}}, "”"),
    ("T146", {"正文": {"导语": "提出“抓紧抓好。\n一、检修农机。\n“颗粒归仓”是目标。"}}, "”"),
    ("T147", {"正文": {"导语": "按照《关于印发《秋收方案》的通知》执行。"}}, "〈"),
    ("T148", {"正文": {"导语": "按照青政[2026]3号文件执行。"}}, "〔2026〕3号"),
    ("T148", {"正文": {"导语": "按照青政〔2026〕第03号文件执行。"}}, "〔2026〕3号"),
    ("T150", {"发文字号": {"机关代字": "青办", "年份": "2026", "顺序号": "9"}}, "青政"),
    ("T151", {"机关": ({"全称": "青禾县人民政府"},), "发文字号": {"机关代字": "青政〔2026〕", "年份": "2026"}}, "青政"),
    ("T160", {"主送机关": ["县直有关单位、各乡镇"], "版记": {"抄送": ["各乡镇"]}}, "各乡镇"),
    ("T161", {"版记": {"抄送": ["县委、青禾县人民政府"]}}, "青禾县人民政府"),
    ("T162", {"主送机关": ["各乡镇", "各乡镇"]}, "主送机关"),
    ("T163", {"版记": {"抄送": ["县委，"]}}, "县委"),
    ("T164", {"附注": "（此件公开发布）"}, "此件公开发布"),
    ("T165", {"附注": "此件公开发布", "信息公开": {"公开属性": "不予公开"}}, "不予公开"),
    ("T166", {"信息公开": {"公开属性": "公开"}}, "主动公开"),
    ("T167", {"文种": "请示", "标题": ["青禾县人民政府关于修路的请示"], "附注": "联系人：田禾", **SIGNED}, "联系人"),
    ("T169", {"正文": {"导语": "各乡镇：\n请抓紧。"}}, "各乡镇："),
    ("T169", {"正文": {"导语": "请抓紧。\n青禾县人民政府\n2026年9月1日"}}, "2 行"),
    ("T180", {"份号": "12"}, "000012"),
    ("T181", {"密级": "机密"}, "000001"),
    ("T182", {"份号": "000001", "密级": "秘密", "保密期限": "11年"}, "10年"),
    ("T182", {"份号": "000001", "密级": "机密", "保密期限": "241个月"}, "20年"),
    ("T183", {"份号": "000001", "密级": "绝密", "保密期限": "一年"}, "一年"),
    ("T184", {"份号": "000001", "密级": "机密", "信息公开": {"公开属性": "主动公开"}}, "不予公开"),
    ("T184", {"份号": "000001", "密级": "机密", "附注": "此件公开发布"}, "附注"),
    ("T185", {"保密期限": "1年"}, "1年"),
    ("T186", {"行文方向": "上行"}, "行文方向: 平行"),
    ("T187", {"签发人": ["田禾"]}, "行文方向: 上行"),
    (
        "T188",
        {
            "文种": "请示",
            "标题": ["青禾县人民政府关于修路的请示"],
            "主送机关": ["市政府、市财政局"],
            "附注": "联系人：田禾，电话：8000001",
            **SIGNED,
        },
        "[市政府]",
    ),
    ("T171", {"附件": _deadline("6月30日前", "2026-06-30")}, "2026-06-30"),
    ("T172", {"附件": _tasks({"任务": "抢收", "责任单位": ["甲局"]}, {"任务": "抢种"})}, "抢种"),
    ("T173", {"附件": _tasks({"任务": "抢收", "牵头": ["甲局"], "配合": ["乙局、甲局"]})}, "甲局"),
]


@pytest.mark.parametrize(("code", "changes", "named"), BROKEN)
def test_each_fault_is_caught(code: str, changes: dict[str, Any], named: str) -> None:
    """A document with one fault has exactly one finding: that fault, with its place, what was found and the fix."""
    (finding,) = _found(**changes)
    assert finding.code == code
    assert finding.place.line is not None
    assert named in finding.message + finding.fix


def test_every_code_is_broken_once() -> None:
    """No rule is without a document that breaks it."""
    assert {code for code, _, _ in BROKEN} == set(words.ENTRIES)


@pytest.mark.parametrize("code", sorted(words.ENTRIES))
def test_recommendations_are_no_errors(code: str) -> None:
    """An 错误 rests on a rule that binds (应) or on a contradiction, never on a recommendation."""
    changes = next(changes for name, changes, _ in BROKEN if name == code)
    (finding,) = _found(**changes)
    assert finding.severity != "错误" or finding.strength in (None, "应")


RIGHT: list[dict[str, Any]] = [
    {},
    {"成文日期": None, "正文": {"导语": "定于9月10日（星期五）开会。"}},
    {
        "标题": ["青禾县人民政府关于印发《青禾县2026年", "秋收方案》的通知"],
        "印发件": {"标题": ["青禾县2026年", "秋 收 方 案"], "正文": BODY},
    },
    {"标题": ["青禾县人民政府关于印发秋收方案的通知（试行）"], "印发件": {"标题": ["秋收方案"], "正文": BODY}},
    {"文种": "命令", "格式": "文件", "标题": ["青禾县人民政府防汛令"]},
    {"文种": "文稿", "发文字号": None, "发文机关": None, "标题": ["秋收工作总结"]},
    {"文种": "请示", "标题": ["青禾县人民政府关于修路的请示"], "附注": "联系人：田禾，电话：8000001", **SIGNED},
    {"正文": {"导语": "各乡镇、各单位：\n请抓紧。\n青禾县人民政府负责解释。"}},
    {"正文": {"导语": "组　长：田　禾\n副组长：何　苗\n　　　　谷　雨\n　　　　麦　秋\n成　员：金　穗"}},
    {"份号": "000001", "密级": "机密", "保密期限": "20年"},
    {"份号": "000001", "密级": "绝密", "保密期限": "启用前"},
    {"份号": "000001", "密级": "秘密", "保密期限": "120个月", "紧急程度": "特急"},
    {"文种": "意见", "标题": ["青禾县人民政府关于修路的意见"], "行文方向": "上行", **SIGNED},
    {"文种": "报告", "标题": ["青禾县人民政府关于修路的报告"], "行文方向": "平行"},
    {"附件": _deadline("9月30日前并持续落实", "2026-09-30")},
    {"附件": _deadline("9月底前", "2026-09-30")},
    {"附件": _deadline("持续落实", "2026-12-31")},
    {"附件": _deadline("9月5日至9月10日", "2026-09-10")},
    {"附件": _tasks({"任务": "抢收", "责任单位": ["甲局"]}, {"任务": "抢种", "同上": ["责任单位"]})},
    {"附件": _tasks({"任务": "抢收"}, {"任务": "抢种"})},
    {"附件": _appendix(名称="农机表（试行）")},
    {"附件": _appendix(名称="2026年度农机表")},
    {"附件": _appendix(), "正文": {"导语": "见附件1。"}},
    {"附件": _appendix() * 3, "正文": {"导语": "见附件1至附件3，附件1、2、3一并报送。按照本通知附件二执行。"}},
    {"附件": _appendix(), "正文": {"导语": "按照《防汛预案》附件5、附件6执行，见青政〔2026〕3号附件2。"}},
    {"附件": _appendix(标题=["农  机  表"])},
    {"附件": _appendix(名称="附件材料清单")},
    {"附件": _appendix(名称="附件四方案对照表")},
    {"成文日期": "2026-08-31", "正文": {"导语": "8月3日（星期一）发生险情，3月2日（周一）已排除。"}},
    {**MEETING, "正文": {"导语": "8月20日召开的会议要求抓好秋收。\n一、会议时间：9月10日上午9时"}},
    {**MEETING, "正文": {"导语": "原定于8月20日召开的会议改期。\n会议时间：9月10日\n会议地点：县政府"}},
    {**MEETING, "成文日期": "2026-12-20", "发文字号": None, "正文": {"导语": "会议时间：1月5日上午9时"}},
    {"正文": {"导语": "培训时间：2026年8月20日至22日，已有120人结业。"}},
    {"文种": "通报", "标题": ["青禾县人民政府关于秋收工作会议的通报"], "正文": {"导语": "会议时间：8月20日。"}},
    {"文种": "公告", "标题": ["青禾县人民政府关于封路的公告"], "主送机关": None},
    *(
        {"正文": {"导语": text}}
        for text in (
            "修改为：“第一款。\n“第二款。\n“第三款，以下简称“三款”。”\n本决定自印发之日起施行。",
            "修改为：“第一款。\n第二款。”\n本决定自印发之日起施行。",
            "包括：1）检修；2）培训；a）理论；（b）实操。",
            "见上级文件附件3。",
            "《关于修订〈办法〉附件2的通知》已经印发。",
            "按照《防汛预案》（青政〔2025〕8号）附件2执行。",
            "按省厅通知附件1、附件2要求填报。",
            "电子邮件的附件不超过10MB。",
            "左上角标明“附件2”字样。",
            "有关材料附件一并报送。",
        )
    ),
    {"主送机关": ["各乡镇"], "版记": {"抄送": ["县委"], "印发机关": "办公室", "印发日期": "2026-09-01"}},
    {"信息公开": {"文号": "青政〔2026〕9号", "发布日期": "2026-09-01", "公开属性": "主动公开"}, "附注": "此件公开发布"},
    *(
        {"正文": {"导语": text}}
        for text in (
            "1.检修农机。",
            "（一）检修农机。",
            "(1)检修农机。",
            "上午9:30开会。",
            "网址是http://example.cn/a?b=1。",
            "增长3.5%，共1,000人。",
            "邮箱：a.b@example.cn。",
            "共 5 次。",
            "使用 Word 文件。",
            "说：“好。”他走了。",
            "按照《关于印发〈方案〉的通知》执行。",
            "……等等。",
            "1）检修农机。",
            "（2026）青民初12号。",
            "按照青政〔2026〕3号文件执行。",
            "2024年2月29日下雪。",
            "每年2月29日。",
            "2026年9月10日（星期四）开会。",
            "1月10日（周日）开会。",
            "9月13日（星期天）开会。",
            "三年/五年计划。",
            "科学　有序的格局。",
            "王小溪　李　溪　陈　立　欧阳小溪",
            "罗春梅　谢东升　马　超　胡晓燕　林建国",
            "任命张　伟为青禾县水利局副局长。",
            "免去陈　静的青禾县水利局副局长职务。",
            "电价0.6元/(kW·h)计算，传热系数1.5W/(m²·K)以下。",
            "总量=∑(活动水平×排放因子)÷1000。",
            "报送3'30\"以内的视频。",
            "主 持 人：田禾",
            "记　　录：田禾",
            "姓名：      　电话：      。",
            "（　　）年（　　）月",
            "同意（ ） 不同意（ ）",
            "责任单位：县财政局 县教育局",
            "开展“不忘初心 牢记使命”主题教育。",
            "全程网办 在线办理，一窗受理 并联审批。",
            "参加人员：王强 于丽 李小明。",
            "活动目的 意义和要求。",
            "评分为98，100，99。",
            "编号为101，102，103的三份合同。",
            "得票分别为12，345票。",
            "网址：https://example.cn/a,b;c...d（见首页）。",
            'The so-called "hub" isn\'t new.',
            "农机#1、#2号库已满。",
        )
    ),
    *(
        {"标题": [title]}
        for title in (
            "青禾县人民政府 关于做好秋收工作的通知",
            "青禾县人民政府　青禾县财政局关于做好秋收工作的通知",
            "青禾县人民政府关于张　伟等同志职务任免的通知",
            "青禾县人民政府关于做好《青禾县国土空间总体规划（2021—2035年）》和《青禾县城区控制性详细规划》公布实施后建设项目"
            "规划许可衔接工作的通知",
            "青禾县人民政府关于开展“丰收在望 颗粒归仓”活动的通知",
        )
    ),
]


@pytest.mark.parametrize("changes", RIGHT)
def test_what_is_right_is_silent(changes: dict[str, Any]) -> None:
    """A document that is right has no finding."""
    assert [str(item) for item in _found(**changes)] == []


def test_findings_are_in_the_order_of_the_file() -> None:
    """Findings of all rules come by place."""
    lines = [
        item.place.line
        for item in _found(
            标题=["关于秋收的意见"], 正文={"导语": "甲,乙。\n丙 丁。\n《戊。"}, 附件=_appendix(名称="表。")
        )
    ]
    assert lines == sorted(lines, key=lambda line: line or 0)
    assert len(set(lines)) > 3


def test_a_finding_names_line_and_column_in_block_text() -> None:
    """A fault in the second line of block text has that line and its column."""
    (finding,) = _found(正文={"导语": "甲。\n乙，丙,丁。"})
    whole = document(正文={"导语": "甲。\n乙，丙,丁。"}).notice.body.introduction
    assert whole
    assert finding.place.line == whole.lines()[1].place.line
    assert finding.place.column == 3 + 3


def test_public_disclosure_is_not_printed() -> None:
    """Text that is not printed is not held to the rules of printed text."""
    assert _found(信息公开={"名称": "甲,乙"}) == []


def test_a_leading_organ_gives_the_number() -> None:
    """A joint notice bears the code of the organ that leads."""
    second = {"全称": "青禾县农业农村局", "机关代字": "青农"}
    assert _found(机关=(ORGAN, second), 用印="不盖章") == []


def test_the_examples_are_right(project: Project) -> None:
    """No example that a secretary would copy has a finding."""
    content = load_content(project.root / "content", project)
    documents = [loaded.document for loaded in content.documents]
    assert documents
    for document_ in documents:
        assert document_ is not None
        assert [str(item) for item in check(document_, project)] == []


@pytest.mark.parametrize(("length", "codes"), [(300, ["T124"]), (301, ["T126"])])
def test_a_title_of_hundreds_of_characters_is_one_error(length: int, codes: list[str]) -> None:
    """Up to 300 characters a long title is said to be long; beyond, the same place has one error instead."""
    begins, ends = "青禾县人民政府关于", "工作的通知"
    middle = "认真做好秋收秋种和农机检修保养" * 20
    title = begins + middle[: length - len(begins) - len(ends)] + ends
    assert len(title) == length
    assert [item.code for item in _found(标题=[title])] == codes


def test_a_contact_in_the_annotation_answers_for_a_request() -> None:
    """A 请示 names its contact by 联系 with 位置: 附注; elsewhere on the page it does not count."""
    contact = {"联系人": "田禾", "电话": "8000001"}
    changes = {"文种": "请示", "标题": ["青禾县人民政府关于修路的请示"], **SIGNED}
    assert "T167" in [item.code for item in check(document(**changes, 联系=contact), this_project())]
    assert "T167" not in [
        item.code for item in check(document(**changes, 联系={**contact, "位置": "附注"}), this_project())
    ]


CODES = ["青政", "青政发明电", {"代字": "青政人", "用于": "任免"}]


@pytest.mark.parametrize(("code", "codes"), [("青政发明电", []), ("青政人", []), ("青办", ["T150"])])
def test_an_organ_may_have_several_codes(code: str, codes: list[str]) -> None:
    """Each code that organs.yaml lists is right; one that it does not list is told, with all that it has."""
    organ = {"全称": "青禾县人民政府", "机关代字": CODES}
    found = _found(机关=(organ,), 发文字号={"机关代字": code, "年份": "2026", "顺序号": "9"})
    assert [item.code for item in found] == codes
    assert all("青政、青政发明电、青政人" in item.message for item in found)
    assert all("机关代字: [青政, 青政发明电, 青政人, 青办]" in item.fix for item in found)


@pytest.mark.parametrize(
    ("changes", "codes"),
    [
        # the year of the date: title, imprint and deadlines are right
        (
            {
                "标题": ["青禾县人民政府关于做好2026年秋收工作的通知"],
                "成文日期": "2027-09-01",
                "版记": {"印发机关": "办公室", "印发日期": "2026-09-02"},
                "附件": _deadline("9月30日前", "2026-09-30"),
                "信息公开": {"文号": "青政〔2026〕9号", "发布日期": "2026-09-03"},
            },
            ["T101"],
        ),
        (
            {"发文字号": {"机关代字": "青办", "年份": "2026", "顺序号": "9"}, "信息公开": {"文号": "青政〔2026〕9号"}},
            ["T150"],
        ),
        ({"发文字号": {"机关代字": "青政〔2026〕", "年份": "2026", "顺序号": "9"}}, ["T151"]),
        ({"正文": {"导语": "各乡镇(街道）要抓紧，组织（农机手)下田。"}}, ["T140"]),
        ({"正文": {"导语": '抓好“双抢"工作。'}}, ["T137"]),
        ({"正文": {"导语": "各乡镇,请抓紧.\n各站所,请检修."}}, ["T140"]),
        ({"正文": {"导语": "　　请抓紧。\n　　请检修。"}}, ["T143"]),
        ({"附件": [*_appendix(名称="1.农机表"), *_appendix(名称="2.油料表")]}, ["T132"]),
        ({"附件": _tasks({"任务": "抢收", "责任单位": ["甲局"]}, {"任务": "抢种"}, {"任务": "抢运"})}, ["T172"]),
    ],
)
def test_one_mistake_is_one_finding(changes: dict[str, Any], codes: list[str]) -> None:
    """What follows from a mistake that is told, and the same slip in other lines, are no findings of their own."""
    assert [item.code for item in _found(**changes)] == codes
