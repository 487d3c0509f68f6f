"""Edits of every kind of example: each comes back at its place, byte for byte, or is listed with the reason."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.updating import wordlike
from tests.updating.edits import (
    PLAN,
    Edit,
    added,
    both,
    gone,
    prepared,
    replaced,
    styled,
    texts,
    titled,
    with_replaced,
)
from ygt_docs.golden.artefacts import make_document
from ygt_docs.problems import Severity
from ygt_docs.project import Project
from ygt_docs.updating import prepare_update

Yaml = list[tuple[str, str, str]]
QUIET = {"U304", "U305", "U310"}  # numbers made anew, tracked changes counted, line ends of a title made anew


def notice(*changes: tuple[str, str]) -> Yaml:
    """(old, new) in notice.yaml."""
    return [("notice.yaml", old, new) for old, new in changes]


def same(old: str, new: str) -> tuple[Edit, Yaml]:
    """The same words are replaced in the Word file and in notice.yaml."""
    return replaced(old, new), notice((old, new))


BULLETIN: dict[str, tuple[Edit, Yaml]] = {
    "sentence": same("取得阶段性成效", "取得明显成效"),
    "title": (
        titled("书记县长带头抓", "书记县长带头干", "医共体“六统一”落地见效"),
        notice(("[书记县长带头抓,", "[书记县长带头干,")),
    ),
    "title lines": (
        titled("书记县长带头抓", "书记县长带头抓医共体", "“六统一”落地见效"),
        notice(("[书记县长带头抓, 医共体“六", "[书记县长带头抓医共体, “六")),
    ),
    "title joined": (
        titled("书记县长带头抓", "书记县长带头抓医共体“六统一”见效"),
        notice(("[书记县长带头抓, 医共体“六统一”落地见效]", "[书记县长带头抓医共体“六统一”见效]")),
    ),
    "remark": same("供各单位参考", "供参考"),
    "remark of two": (
        added("今年以来，县委、县政府把医共体", "请认真学习。"),
        notice(("供各单位参考。\n", "供各单位参考。\n    请认真学习。\n")),
    ),
    "recipient added": (
        replaced("县政协办公室。", "县政协办公室；县纪委监委。"),
        notice(("县政协办公室]", "县政协办公室, 县纪委监委]")),
    ),
    "recipient removed": (
        replaced("；县委常委、县人大常委会主任、县政协主席", ""),
        notice((", 县委常委、县人大常委会主任、县政协主席]", "]")),
    ),
    "recipients gone": (
        gone("送：县委办公室"),
        notice(("  送: [县委办公室、县人大常委会办公室、县政府办公室、县政协办公室]\n", "")),
    ),
    "count": (replaced("共印80份", "共印90份"), notice(("共印: 80", "共印: 90"))),
    "issue": (replaced("第8期", "第9期"), notice(("期号: 8\n", "期号: 9\n"))),
    "date": (replaced("10月19日", "10月20日"), notice(("2026-10-19", "2026-10-20"))),
    "new section at the end": (
        both(added("引进市级", "五、下一步打算"), added("五、下一步打算", "继续抓好落实。")),
        notice(("看上专家号。\n", "看上专家号。\n  五、下一步打算\n  继续抓好落实。\n")),
    ),
    "paragraph added": (
        added("对照21项评价指标", "逐项销号。"),
        notice(("三方责任。\n", "三方责任。\n  逐项销号。\n")),
    ),
    "paragraph deleted": (
        gone("对照21项评价指标"),
        notice(("  对照21项评价指标，制定责任清单和任务清单，逐项明确政府、部门和医共体三方责任。\n", "")),
    ),
}
LETTER: dict[str, tuple[Edit, Yaml]] = {
    "sentence": same("面积约72平方米", "面积约70平方米"),
    "title": (
        titled("关于商请调剂", "云溪县卫生健康局", "关于商请调剂医共体信息平台机房用房的函"),
        notice(("信息系统机房用房的函", "信息平台机房用房的函")),
    ),
    "title lines": (
        titled("关于商请调剂", "云溪县卫生健康局关于", "商请调剂医共体信息系统机房用房的函"),
        notice(("标题: 云溪县卫生健康局关于商请", "标题:\n  - 云溪县卫生健康局关于\n  - 商请")),
    ),
    "copies added": (replaced("县数据局。", "县数据局，县审计局。"), notice(("县数据局] ", "县数据局, 县审计局] "))),
    "copies removed": (replaced("县财政局，", ""), notice(("[县财政局, ", "["))),
    "addressee added": (
        replaced("服务中心：", "服务中心，县数据局："),
        notice(("[县机关事务服务中心]", "[县机关事务服务中心, 县数据局]")),
    ),
    "addressee changed": (replaced("服务中心：", "管理局："), notice(("[县机关事务服务中心]", "[县机关事务管理局]"))),
    "annotation added": (
        added("2026年6月24日", "（此件公开发布）"),
        notice(("2026-06-24\n", "2026-06-24\n附注: 此件公开发布\n")),
    ),
    "contact added": (added("联系电话", "传　　真：8000099"), notice(('"8000020"}', '"8000020", 传真: "8000099"}'))),
    "contact typed without spaces": (
        added("联系电话", "传真：8000099"),
        notice(('"8000020"}', '"8000020", 传真: "8000099"}')),
    ),
    "contact removed": (gone("联 系 人"), notice(("{联系人: 周云, ", "{"))),
    "urgency": (replaced("加急", "特急"), notice(("加急  ", "特急  "))),
    "urgency removed": (
        replaced("加急", ""),
        notice(("紧急程度: 加急                          # 印在第一条双线下的左边，与发文字号同一行\n", "")),
    ),
    "date": (replaced("2026年6月24日", "2026年6月25日"), notice(("2026-06-24", "2026-06-25"))),
    "at the end": (added("妥否，请于", "特此函达。"), notice(("前函复。\n", "前函复。\n  特此函达。\n"))),
    "in the middle": (
        added("经实地查看", "房间层高也符合要求。"),
        notice(("由我局承担。\n", "由我局承担。\n  房间层高也符合要求。\n")),
    ),
}
MINUTES: dict[str, tuple[Edit, Yaml]] = {
    "sentence": same("10月底前完成县乡两级", "11月底前完成县乡两级"),
    "present added": (replaced("何清平", "何清平、林一"), notice(("何清平]", "何清平, 林一]"))),
    "present removed": (replaced("许望舒、", ""), notice(("许望舒, ", ""))),
    "others added": (
        replaced("、县中医院罗亦凡", "、县妇幼保健院吴双、县中医院罗亦凡"),
        notice(("    - 县中医院罗亦凡\n", "    - 县妇幼保健院吴双\n    - 县中医院罗亦凡\n")),
    ),
    "others changed": (replaced("县医院顾长青", "县医院王一"), notice(("县医院顾长青", "县医院王一"))),
    "absent gone": (gone("请假："), notice(("  请假: [唐晓岚]\n", ""))),
    "name": (replaced("专题会议纪要", "常务会议纪要"), notice(("专题会议纪要", "常务会议纪要"))),
    "date": (replaced("9月7日", "9月9日"), notice(("2026-09-07", "2026-09-09"))),
    "printing date": (replaced("9月8日", "9月10日"), notice(("2026-09-08", "2026-09-10"))),
    "printing line gone": (gone("9月8日"), notice(("  印发机关: 云溪县人民政府办公室\n  印发日期: 2026-09-08\n", ""))),
    "number": (replaced("〔2026〕7号", "〔2025〕8号"), notice(("年份: 2026, 顺序号: 7", "年份: 2025, 顺序号: 8"))),
    "at the end": (
        added("三、关于医保总额付费", "四、关于宣传工作。会议要求做好宣传。"),
        notice(("报县人民政府。\n", "报县人民政府。\n  - 四、关于宣传工作。会议要求做好宣传。\n")),
    ),
}
ORDER: dict[str, tuple[Edit, Yaml]] = {
    "sentence": same("自2026年10月1日", "自2026年11月1日"),
    "number": (replaced("第3号", "第4号"), notice(("令号: 3", "令号: 4"))),
    "name": (replaced("林知远", "许望舒"), notice(("姓名: 林知远", "姓名: 许望舒"))),
    "post": (replaced("县长　　", "代县长　　"), notice(("职务: 县长", "职务: 代县长"))),
    "date": (replaced("8月28日", "8月30日"), notice(("2026-08-28", "2026-08-30"))),
    "paragraph": (added("现予公布", "旧办法同时废止。"), notice(("起施行。\n", "起施行。\n  旧办法同时废止。\n"))),
    "written anew": (
        titled("现予公布", "《云溪县湿地保护办法》已经审议通过，现予公布。"),
        notice(
            (
                "《云溪县农村饮用水水源保护办法》已经2026年8月20日县人民政府第12次常务会议审议通过，现予公布，自2026年10月1日起施行。",
                "《云溪县湿地保护办法》已经审议通过，现予公布。",
            )
        ),
    ),
    "copies": (
        both(added("8月29日", "抄送：县委办公室。"), wordlike.moved("8月29日", "抄送：县委办公室。")),
        notice(("版记:\n", "版记:\n  抄送: [县委办公室]\n")),
    ),
}
REQUEST: dict[str, tuple[Edit, Yaml]] = {
    "sentence": same("资金300万元", "资金200万元"),
    "title": (
        titled("药品周转资金的请示", "云溪县卫生健康局等三部门关于设立", "县域医共体药品采购周转资金的请示"),
        notice(("药品周转资金的请示", "药品采购周转资金的请示")),
    ),
    "title in one line": (
        titled("药品周转资金的请示", "云溪县卫生健康局等三部门关于设立县域医共体药品采购资金的请示"),
        notice(("药品周转资金的请示", "药品采购资金的请示")),
    ),
    "title lines": (
        titled("药品周转资金的请示", "云溪县卫生健康局等三部门", "关于设立县域医共体药品周转资金的请示"),
        notice(("标题: 云溪县卫生健康局等三部门关于", "标题:\n  - 云溪县卫生健康局等三部门\n  - 关于")),
    ),
    "annotation": (
        replaced("8000020", "8000022"),
        notice(("附注: 联系人：周云，电话：8000020", "附注: 联系人：周云，电话：8000022")),
    ),
    "annotation gone": (gone("（联系人"), notice(("附注: 联系人：周云，电话：8000020\n", ""))),
    "copies": (
        added("（联系人", "抄送：县委办公室。"),
        notice(
            ("附注: 联系人：周云，电话：8000020\n", "附注: 联系人：周云，电话：8000020\n版记:\n  抄送: [县委办公室]\n")
        ),
    ),
    "signatory": (replaced("顾明远", "顾清"), notice((", 顾明远]", ", 顾清]"))),
    "number": (replaced("33号", "34号"), notice(("顺序号: 33", "顺序号: 34"))),
    "date": (replaced("9月18日", "9月20日"), notice(("2026-09-18", "2026-09-20"))),
    "deleted": (
        gone("所需资金拟从"),
        notice(("  所需资金拟从2026年县级医疗服务能力提升补助经费中列支，不增加当年预算。\n", "")),
    ),
}
ONE = "  一、补助对象。经县卫生健康局注册，在村卫生室全日制工作满三个月的乡村医生。退休返聘人员按实际工作月数计算。\n"
LAST = "追回资金，并按规定追究责任。\n"
FOUR: dict[str, tuple[Edit, Yaml]] = {
    "sentence": same("每人每月600元", "每人每月650元"),
    "title": (
        titled("岗位补助发放工作的通知", "云溪县卫生健康局等四部门关于做好", "乡村医生岗位补贴发放工作的通知"),
        notice(("岗位补助发放工作的通知", "岗位补贴发放工作的通知")),
    ),
    "copies added": (
        replaced("，县审计局。", "，县审计局，县纪委监委。"),
        notice((", 县审计局]", ", 县审计局, 县纪委监委]")),
    ),
    "copies removed": (replaced("县委办公室，", ""), notice(("[县委办公室, ", "["))),
    "addressee added": (
        replaced("总医院：", "总医院，县妇幼保健院："),
        notice(("县域医共体总医院]", "县域医共体总医院, 县妇幼保健院]")),
    ),
    "annotation": (replaced("此件公开发布", "此件不公开"), notice(("附注: 此件公开发布", "附注: 此件不公开"))),
    "moved": (wordlike.moved("一、补助对象", "四、监督管理"), notice((ONE, ""), (LAST, LAST + ONE))),
    "tracked move": (wordlike.tracked_move("一、补助对象", "四、监督管理"), notice((ONE, ""), (LAST, LAST + ONE))),
    "words moved": (
        wordlike.words_moved("退休返聘人员按实际工作月数计算。", "拨付到个人账户。"),
        notice(
            ("退休返聘人员按实际工作月数计算。\n", "\n"),
            ("拨付到个人账户。\n", "拨付到个人账户。退休返聘人员按实际工作月数计算。\n"),
        ),
    ),
    "at the end": (
        added("四、监督管理", "五、附则。自印发之日起执行。"),
        notice((LAST, LAST + "  五、附则。自印发之日起执行。\n")),
    ),
    "printing organ": (
        replaced("卫生健康局办公室", "卫生健康局综合股"),
        notice(("印发机关: 云溪县卫生健康局办公室", "印发机关: 云溪县卫生健康局综合股")),
    ),
    "date": (replaced("8月20日", "8月25日"), notice(("2026-08-20", "2026-08-25"))),
}
EIGHT: dict[str, tuple[Edit, Yaml]] = {
    "all over": (
        both(
            replaced("已经县委、县政府同意", "已经县委、县政府审定"),
            replaced("方案》的通知", "办法》的通知"),
            replaced("9月23日", "9月25日"),
            styled("印发件标题", "实施方案", "工作方案"),
            styled("附件标题", "职责分工", "责任分工"),
            replaced("做好舆论引导", "做好引导"),
            replaced("牵头医院。承担", "牵头单位。承担"),
            added("支持辖区成员单位", "十二、县审计局"),
            added("十二、县审计局", "做好审计监督。"),
            replaced("，县人民检察院", ""),
        ),
        [
            *notice(
                ("已经县委、县政府同意", "已经县委、县政府审定"),
                ("建设实施方案》的通知", "建设实施办法》的通知"),
                ("2026-09-23", "2026-09-25"),
                ("  标题: 云溪县紧密型医疗卫生共同体建设实施方案", "  标题: 云溪县紧密型医疗卫生共同体建设工作方案"),
                (", 县人民检察院]", "]"),
                ("职责分工\n", "职责分工\n      标题: 医共体建设部门责任分工\n"),
            ),
            ("duties.yaml", "做好舆论引导", "做好引导"),
            ("plan.yaml", "- 标题: 牵头医院\n", "- 标题: 牵头单位\n"),
            (
                "duties.yaml",
                "签约服务和健康宣传。\n",
                "签约服务和健康宣传。\n  - 标题: 县审计局\n    正文: |\n      做好审计监督。\n",
            ),
        ],
    ),
    "section of an appendix gone": (
        both(gone("二、县委宣传部"), gone("做好舆论引导")),
        [("duties.yaml", "  - 标题: 县委宣传部\n    正文: 组织医共体建设的宣传报道，做好舆论引导。\n", "")],
    ),
}
TABLE: dict[str, tuple[Edit, Yaml]] = {
    "cell": (
        wordlike.row_says("成员单位领导班子由牵头医院", 4, "查阅任免材料。"),
        [("tasks.yaml", "查阅文件和任免材料。", "查阅任免材料。")],
    ),
    "unit": (
        wordlike.row_says("成员单位领导班子由牵头医院", 5, "卫健局、县医院、中医院、县委编办"),
        [
            (
                "tasks.yaml",
                "和任免材料。\n        责任单位: [卫健局, 县医院, 中医院]",
                "和任免材料。\n        责任单位: [卫健局, 县医院, 中医院, 县委编办]",
            )
        ],
    ),
    "un-merged": (
        wordlike.unmerged("牵头医院帮助基层开展新技术", 5, "县医院"),
        [
            (
                "tasks.yaml",
                "多于上年。\n        同上: [时限, 评价方法, 责任单位]\n      - 任务: 基层医疗卫生机构住院",
                "多于上年。\n        责任单位: [县医院]\n        同上: [时限, 评价方法]\n      - 任务: 基层医疗卫生机构住院",
            )
        ],
    ),
    "un-merged deadline": (
        wordlike.unmerged("县域内基层医疗卫生机构门", 2, "11月30日前"),
        [
            (
                "tasks.yaml",
                "县域内基层医疗卫生机构门（急）诊人次占比同比提升。\n",
                "县域内基层医疗卫生机构门（急）诊人次占比同比提升。\n        时限: {原文: 11月30日前, 日期: 2026-11-30}\n",
            ),
            (
                "tasks.yaml",
                "增长幅度大于牵头医院。\n        责任单位: [县医院, 中医院, 医共体各成员单位]\n        同上: [时限, 评价方法]",
                "增长幅度大于牵头医院。\n        责任单位: [县医院, 中医院, 医共体各成员单位]\n        同上: [评价方法]",
            ),
        ],
    ),
}
EDITS = {
    (f"yunxi-2026-{name}", label): case
    for name, cases in (
        ("bulletin", BULLETIN),
        ("letter", LETTER),
        ("minutes", MINUTES),
        ("order", ORDER),
        ("request", REQUEST),
        ("four-organs", FOUR),
        ("eight-organs", EIGHT),
        ("plan", TABLE),
    )
    for label, case in cases.items()
}


@pytest.mark.parametrize(("name", "label"), EDITS)
def test_an_edit_comes_back_at_its_place(name: str, label: str, project: Project, tmp_path: Path) -> None:
    """No other byte of any file changes, nothing is refused, and afterwards the Word file says nothing new."""
    edit, yaml = EDITS[name, label]
    before = texts(project.root / "content" / name)
    update, content, path = prepared(name, edit, tmp_path, project)
    assert update.changes
    assert [str(item) for item in update.problems if item.code not in QUIET] == []
    update.write(update.changes)
    assert texts(content / name) == with_replaced(before, *yaml)
    again = prepare_update(path, name, content, project)
    assert [str(change) for change in again.changes] == []
    assert [str(item) for item in again.problems if item.code not in QUIET] == []


LISTED: dict[tuple[str, str], tuple[Edit, str]] = {
    ("letter", "sign-off"): (styled("发文机关署名", "云溪县卫生健康局", "云溪县卫健局"), "organs.yaml"),
    ("letter", "date with spaces"): (replaced("2026年6月24日", "2026 年 6 月 25 日"), "日期要写成"),
    ("letter", "no such day"): (replaced("2026年6月24日", "2026年2月30日"), "日历上没有2026年2月30日"),
    ("letter", "second telephone"): (added("联系电话", "联系电话：8000099"), "“电话”已经有了"),
    ("minutes", "nobody absent"): (replaced("唐晓岚", ""), "“唐晓岚”会变成空的"),
    ("minutes", "urgency"): (replaced("云政纪", "特急云政纪"), "份号、密级或紧急程度"),
    ("order", "title"): (added("第3号", "云溪县人民政府关于公布办法的命令"), "样式"),
    ("order", "no text"): (gone("现予公布"), "正文会变成空的"),
    ("request", "second annotation"): (added("（联系人", "（此件不公开）"), "已经有一条附注"),
    ("request", "signatory gone"): (replaced("顾明远", ""), "“顾明远”会变成空的"),
    ("request", "title in one line"): (
        titled("药品周转资金的请示", "云溪县卫生健康局等三部门关于设立县域医共体药品周转资金的请示"),
        "由程序自动回行",
    ),
    ("four-organs", "sign-off"): (styled("发文机关署名", "云溪县财政局", "云溪县财政厅"), "organs.yaml"),
    ("four-organs", "sign-off gone"): (gone("云溪县财政局"), "不能在 Word 里删去"),
    ("plan", "un-merged in the middle"): (
        wordlike.unmerged("牵头医院帮助基层开展新技术", 2, "11月30日前"),
        "分不清这一格该是什么",
    ),
    ("plan", "first of merged rows deleted"): (wordlike.row_deleted("牵头医院出院患者三四级"), "上面没有可以合并的行"),
    ("plan", "owner of a merged cell deleted"): (
        wordlike.row_deleted("基层医疗卫生机构住院服务"),
        "分不清这一格该是什么",
    ),
    ("plan", "row between merged rows"): (
        wordlike.row_inserted("牵头医院帮助基层开展新技术", "", "新任务。", "11月30日前", "完成。", "查看。", "县医院"),
        "分不清这一格该是什么",
    ),
}


@pytest.mark.parametrize(("name", "label"), LISTED)
def test_what_has_no_place_is_listed_with_the_reason(name: str, label: str, project: Project, tmp_path: Path) -> None:
    """It is one U201 in words, no file changes, and a second run says the same."""
    edit, words = LISTED[name, label]
    name = f"yunxi-2026-{name}"
    update, content, _ = prepared(name, edit, tmp_path, project)
    assert [str(change) for change in update.changes] == []
    (said,) = [item for item in update.problems if item.code not in QUIET]
    assert said.code == "U201"
    assert words in said.message
    assert texts(content / name) == texts(project.root / "content" / name)


@pytest.mark.parametrize(
    ("name", "labels"),
    [
        ("yunxi-2026-letter", ("annotation added", "copies added")),
        ("yunxi-2026-bulletin", ("new section at the end",)),
        ("yunxi-2026-request", ("title lines", "copies")),
    ],
)
def test_what_was_written_back_builds(name: str, labels: tuple[str, ...], project: Project, tmp_path: Path) -> None:
    """The new YAML makes both files without an 错误, and the new Word file says nothing against it."""
    update, content, _ = prepared(name, both(*(EDITS[name, label][0] for label in labels)), tmp_path, project)
    update.write(update.changes)
    made = make_document(name, content, project, tmp_path)
    assert [str(item) for item in made.problems if item.severity is Severity.ERROR] == []
    again = prepare_update(next(path for path in made.files if path.suffix == ".docx"), name, content, project)
    assert [str(change) for change in again.changes] == []
    assert list(again.problems) == []


def test_the_plan_takes_a_tracked_move(project: Project, tmp_path: Path) -> None:
    """Between sections of a plan, too: the paragraph stands once, at its new place."""
    edit = wordlike.tracked_move("从5月份开始，每月1日前", "把医共体年度建设任务列入县政府")
    update, content, path = prepared(PLAN, edit, tmp_path, project)
    (change,) = update.changes
    assert change.what.startswith("移到")
    update.write(update.changes)
    assert b"".join(texts(content / PLAN).values()).count("从5月份开始，每月1日前".encode()) == 1
    assert prepare_update(path, PLAN, content, project).changes == []
