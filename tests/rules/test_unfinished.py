"""What a finished document must not hold: starting texts, placeholders, markup; and what looks like them only."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import Any

import pytest

from tests.compose.documents import document
from ygt_docs.notice import load_content
from ygt_docs.problems import Problem
from ygt_docs.project import Project, this_project
from ygt_docs.rules import check
from ygt_docs.rules.placeholders import TO_BE_WRITTEN, template_lines
from ygt_docs.starting import KINDS, start

DAY = datetime.date(2026, 11, 23)
# Lines of the starting texts that are as good in a finished document.
STANDING = {
    "总体要求", "重点任务", "主要任务", "组织实施", "保障措施", "基本情况", "请示事项", "商请事项", "工作进展", "存在问题", "下步打算",
    "有关要求", "主要做法", "取得成效", "特此通知。", "特此报告。", "特此公告。", "特此通告。", "请予审议。", "请予函复。", "妥否，请批示。",
    "此复。", "此件公开发布", "本决定自印发之日起施行。", "本通告自发布之日起施行。", "会议要求，有关单位认真抓好落实。",
    "原则同意所请事项。请按有关规定组织实施，按期报告进展。", "为维护公众利益，保障群众生命财产安全，根据有关法律法规规定，现将有关事项通告如下：",
    "经研究，决定：", "同志们", "各有关单位", "各乡镇人民政府", "县委办公室", "工作简报",
    "时间和地点", "参加人员", "会议日程", "会议日程见下表。", "时间", "内容", "主持人", "上午9时", "上午10时", "〃", "会议回执",
    "单位", "姓名", "职务", "联系电话", "是否住宿", "□是　□否", "车牌号", "先进个人名单", "一等奖（2名）", "二等奖（2名）",
    "总则", "附则", "编制目的", "编制依据", "适用范围", "事件分级", "工作原则", "组织指挥体系", "领导机构", "主要职责", "成员单位分工",
    "办事机构", "监测预警", "监测", "预警", "应急响应", "信息报告", "分级响应", "响应终止", "后期处置", "应急保障",
}  # fmt: skip
KEYWORDS = ("通知", "通报", "小数", "文稿", "信函", "不盖章", "签名章", "是", "篇", "行政处罚决定书")


def _found(**changes: Any) -> list[Problem]:
    return check(document(**{"主送机关": ["各乡镇"], **changes}), this_project())


def _codes(text: str, **changes: Any) -> list[str]:
    return [item.code for item in _found(正文={"导语": text}, **changes)]


@pytest.mark.parametrize("kind", KINDS)
def test_a_starting_text_that_nobody_changed_is_one_error(kind: str, project: Project, tmp_path: Path) -> None:
    """As `new` writes it, no kind may go out: one finding with all lines, and nothing else is said."""
    start("甲", kind, tmp_path, project, DAY)
    loaded = next(item for item in load_content(tmp_path, project).documents if item.name == "甲").document
    assert loaded is not None
    own = [item for item in check(loaded, project) if "甲/notice.yaml" in str(item.place)]
    assert [item.code for item in own] == ["T110"]
    typed = (tmp_path / "甲" / "notice.yaml").read_text("utf-8").splitlines()
    left = [number for number, line in enumerate(typed, 1) if "写明" in line.partition("#")[0]]
    assert all(f"{number}" in own[0].message for number in left)


def test_each_line_of_the_starting_texts_is_to_be_written_or_stands(project: Project) -> None:
    """A sentence that somebody adds to a starting text is either found when it is left, or known to be right."""
    for path in (project.templates / "new").glob("*.yaml"):
        for line in template_lines(path):
            words = line.partition("、")[2] if line[1:2] == "、" else line
            free = "【" in line or line.isascii() or path.stem in (line, "organs") or line in KEYWORDS
            assert free or TO_BE_WRITTEN.search(line) or words in STANDING, line


def test_a_document_that_was_written_to_its_end_is_silent(project: Project, tmp_path: Path) -> None:
    """With every line of its own, the 请示 of the starting text has no finding."""
    start("甲", "请示", tmp_path, project, DAY)
    path = tmp_path / "甲" / "notice.yaml"
    text = path.read_text("utf-8")
    for old, new in (
        ("签发人: [某某某]", "签发人: [田禾]"),
        ("解决某个问题", "解决灌区改造资金"),
        ("某某市人民政府", "禾阳市人民政府"),
        ("某个问题", "改造资金"),
        ("为做好某项工作", "为改善灌溉条件"),
        ("写明事由和依据。", "东干渠建于1976年，渗漏严重。"),
        ("写明请求批准什么；提出本机关的意见，只写一件事。", "恳请安排补助资金300万元。"),
        ("联系人：某某某，电话：×××××××", "联系人：田禾，电话：8000012"),
    ):
        assert old in text
        text = text.replace(old, new)
    path.write_text(text, "utf-8")
    loaded = load_content(tmp_path, project, "甲").documents[0].document
    assert loaded is not None
    assert [str(item) for item in check(loaded, project)] == []


def test_one_clause_that_was_left_is_found(project: Project) -> None:
    """The rest of the sentence may be new: what still says 某 is found at its column."""
    (finding,) = _found(正文={"导语": "为保障春灌，现商请贵单位在某方面给予支持。"})
    assert finding.code == "T110"
    assert finding.place.column == 5 + 6
    assert "现商请贵单位在某方面给予支持" in finding.message


WRONG = [
    "请联系某某某。",
    "20xx年防汛工作要点已经印发。",
    "会议定于20××年3月召开。",
    "定于2026年×月×日召开。",
    "请于xx月xx日前报送。",
    "请于10月XX日前报送。",
    "青政〔20××〕3号文件已经印发。",
    "按照青政〔2026〕××号文件执行。",
    "第xx次常务会议研究决定。",
    "召开第×届运动会。",
    "全县共有××人参加。",
    "根据《关于××的通知》，现就有关事项明确如下。",
    "安排资金XX万元。",
    "请××县人民政府配合。",
    "报××局备案。",
    "由xx部门牵头。",
    "关于××工作的安排如下。",
    "某某县人民政府要落实责任。",
    "报某某局备案。",
    "由某某同志负责。",
    "联系电话：×××××××",
    "联系人：×××",
    "XX小学",
    "某某镇",
    "由×××负责收集。",
    "请于×月底前报送。",
    "由于某某某缺席，改期举行。",
    "定于○○年○月○日召开。",
    "请○○县人民政府配合。",
    "请在此处输入正文。",
    "单击或点击此处输入文字。",
    "现将《文件名称》印发给你们。",
    "（单位名称）：",
    "经研究，（单位名称），同意。",
    "现就做好（工作名称）有关事项通知如下：",
    "关于（事由）的来函收悉。",
    "请按照关于【主题】的要求办理。",
]


@pytest.mark.parametrize("text", WRONG)
def test_placeholders_are_found(text: str) -> None:
    """某某某, ×× and XX in the place of a date, a number, an organ, a place or a name."""
    assert _codes(text) == ["T110"]


OPEN = ["会议地点：（待定）", "时间【待补】", "由****负责。", "培训费用（标准待核实）由县财政承担。"]


@pytest.mark.parametrize("text", OPEN)
def test_what_is_still_open_is_a_warning(text: str) -> None:
    """（待定） and **** may be meant so, but hardly ever in a finished document."""
    assert _codes(text) == ["T111"]


# Words of right documents that look like placeholders or markup.
RIGHT = [
    "村民张某拒不拆除违法建筑。",
    "李某某、欧阳某某受到党内警告处分。",
    "于某某同志违反廉洁纪律。",
    "王××因酒后驾驶被行政拘留。",
    "王××同志已调离。",
    "李某某系青禾镇干部。",
    "某公司未按期整改。",
    "某镇某村违规占用耕地。",
    "青禾县××建筑公司被责令停工。",
    "联系方式：138****1234。",
    "身份证号4401**********1234，电话138****1234。",
    "身份证号4401XXXXXXXXXX1234的学员请核对。",
    "手机号码139××××0001已停用。",
    "王**、李**两名学员补考合格。",
    "李**同志和王**同志获奖。",
    "姓名：＿＿＿＿　电话：____________",
    "金额：________元。",
    "标牌尺寸为3×4米，厚2×10毫米。",
    "配备X光机2台，开展X射线检查。",
    "工作服尺码为XL和XXL。",
    "车牌号为青A·12×××的车辆请移车。",
    "附件命名为“××镇＋姓名”，发至邮箱。",
    "邮件标题注明《××单位报名表》，逾期不候。",
    "任何单位和个人不得以某种理由拒绝。",
    "报名时间待定，另行通知。",
    "按下*号键进入语音菜单，按#号键返回。",
    "拨打12345，按 # 键结束。",
    "C#语言课程共8学时。",
    "话题#云上青禾#阅读量超过10万次。",
    "面积≥100平方米，增速>5%。",
    "注：*为必填项。",
    "甲|乙两种方案均可。",
    "气温降至-5℃。",
    "参考文献[1]和[2]均已核对。",
    "投资约5$至8$之间。",
    "文件名为a_b__c.docx。",
    "A&B公司中标，R&D投入增加。",
    "当a<b且c>d时，按下式计算。",
    "会议纪要（2026）（3）已归档。",
    "邓某某，男，1980年×月生，已释放。",
    "（2025）青0521刑初××号判决书已生效。",
    "邮件主题格式：××单位2026年总结。",
    "王某某（已判刑）退缴违纪所得。",
    "自二○○六年起施行。",
    "二○二六年五月三○日",
    "一○○中学承办比赛。",
    "请在此处签字。",
    "本人        （姓名），自愿参加。",
    "本人＿＿＿（姓名）系＿＿＿（单位名称）职工。",
    "附件文件名注明：《文件名称》＋姓名。",
    "请写明申请人（姓名、电话）。",
    "（单位名称须与公章一致）",
    "表中（事由）栏不得空白。",
    "报名表中的（单位名称）栏要盖章。",
    "订阅《标题新闻》。",
]


@pytest.mark.parametrize("text", RIGHT)
def test_what_only_looks_so_is_silent(text: str) -> None:
    """Names that are kept back, masked digits, blanks, sizes, and single signs inside a line are text."""
    assert _codes(text) == []


@pytest.mark.parametrize("name", ["安全承诺书", "工作情况报告（参考格式）", "报名表", "台账样式"])
def test_a_form_that_others_fill_in_keeps_its_signs(name: str) -> None:
    """××单位 and 20××年 belong on an appendix that is a form; on any other page they are found."""
    body = {"导语": "××单位（盖章）\n20××年××月××日"}
    assert _found(附件=[{"名称": name, "正文": body}]) == []
    assert [item.code for item in _found(附件=[{"名称": "任务分工", "正文": body}])] == ["T110"]


def test_all_placeholders_are_one_finding_with_their_lines() -> None:
    """Wherever they stand, also in fields; each line is named once."""
    (finding,) = _found(主送机关=["××局"], 正文={"导语": "请联系某某某。\n已经落实。\n定于×月×日召开第×次会议。"})
    first = finding.place.line
    assert first is not None
    lines = [int(word) for word in finding.message.partition("第 ")[2].partition(" 行")[0].split("、")]
    assert len(lines) == 3
    assert sorted(lines)[0] == min(lines)
    assert "「××局」" in finding.message or "「某某某」" in finding.message


def test_an_organ_with_a_placeholder_for_its_name_is_found() -> None:
    """The mark on page one and the sign-off come from organs.yaml."""
    organ = {"全称": "青禾县人民政府", "机关代字": "青政", "标志名": "某某县人民政府"}
    found = check(document(organ, 主送机关=["各乡镇"]), this_project())
    assert [item.code for item in found] == ["T110"]


MARKUP = [
    ("# 工作要求", "标题"),
    ("## 二、工作要求", "标题"),
    ("> 引用的话。", "引用"),
    ("- 清理沟渠", "列表"),
    ("* 清理沟渠", "列表"),
    ("---", "分隔线"),
    ("请**务必**重视。", "**务必**"),
    ("详见[网站](https://example.cn)。", "[网站](https://example.cn)"),
    ("![位置图](map.png)", "图片"),
    ("运行`setup`命令。", "`setup`"),
    ("<b>加粗</b>的文字。", "<b>"),
    ("第一行<br/>第二行", "<br/>"),
    ("甲&nbsp;乙", "&nbsp;"),
    (r"按$\frac{a}{b}$计算。", r"$\frac{a}{b}$"),
    ("按$E=mc^2$计算。", "$E=mc^2$"),
    ("各{{ 单位 }}要重视。", "{{"),
    ("{% if 甲 %}", "{%"),
    ("| 单位 | 金额 |", "表格"),
    ("单位 | 金额 | 备注", "表格"),
    ("脚注见文末[^1]。", "[^1]"),
]


@pytest.mark.parametrize(("text", "named"), MARKUP)
def test_markup_is_an_error_at_its_line(text: str, named: str) -> None:
    """It would be printed as it was typed."""
    (finding,) = _found(正文={"导语": f"现将要求通知如下：\n{text}\n请落实。"})
    assert finding.code == "T112"
    assert finding.severity == "错误"
    assert named in finding.message
    assert "到第" not in finding.message


@pytest.mark.parametrize("end", ["```\n请落实。", "请落实。"])
def test_a_block_of_code_is_one_finding(end: str) -> None:
    """With its end or without."""
    (finding,) = _found(正文={"导语": f"现将要求通知如下：\n```\n清理沟渠。\n{end}"})
    assert (finding.code, "```" in finding.message) == ("T112", True)


def test_three_pieces_of_markup_show_what_is_meant() -> None:
    """A line with more of them shows no more."""
    (finding,) = _found(正文={"导语": "运行`a`、`b`、`c`、`d`命令。"})
    assert ("「`c`」" in finding.message, "「`d`」" in finding.message) == (True, False)


def test_long_markup_is_shown_by_its_beginning() -> None:
    """As much as tells it from other text."""
    (finding,) = _found(正文={"导语": f"请运行`{'a' * 31}`命令。"})
    assert f"`{'a' * 30}…" in finding.message


def test_neighbouring_lines_of_one_kind_are_one_finding() -> None:
    """A table of four lines is one finding that names the last; the cure says where a table belongs."""
    text = "如下：\n| 单位 | 金额 |\n| --- | --- |\n| 甲 | 1 |\n| 乙 | 2 |\n请落实。\n# 附则\n- 甲\n- 乙\n请**执行**。"
    found = _found(正文={"导语": text})
    assert [item.code for item in found] == ["T112"] * 4
    table = found[0]
    assert table.place.line is not None
    assert f"到第 {table.place.line + 3} 行" in table.message
    assert table.fix.endswith("- 表:\n    栏: [单位, 金额]\n    行:\n      - [甲, 1]\n      - [乙, 2]")
    assert f"到第 {found[2].place.line + 1} 行" in found[2].message  # type: ignore[operator]


@pytest.mark.parametrize(
    ("text", "block"),
    [
        ("![位置图](图/map.png)", "- 图: {文件: map.png, 宽: 120}"),
        ("<img src='qr.jpg'>", "- 图: {文件: qr.jpg, 宽: 120}"),
        ("![](<>)", "- 图: {文件: 图.png, 宽: 120}"),
        ("| 单位 |\n|---|\n" + "| 甲 |\n" * 40, "      # 其余各行照样写"),
    ],
)
def test_a_picture_or_a_long_table_is_shown_as_a_block(text: str, block: str) -> None:
    """The cure is the block to paste, with the writer's own file or rows."""
    (finding,) = _found(正文={"导语": text})
    assert finding.fix.endswith(block)


@pytest.mark.parametrize(
    "changes",
    [
        {"标题": ["青禾县人民政府关于**秋收**工作的通知"]},
        {"附注": "<b>此件公开发布</b>"},
        {"附件": [{"名称": "农机表", "正文": {"导语": "| 甲 | 乙 |"}}]},
        {"主送机关": ["各乡镇", "**各单位**"]},
    ],
)
def test_markup_is_found_in_every_field(changes: dict[str, Any]) -> None:
    """Not the body alone is text."""
    assert [item.code for item in _found(**changes)] == ["T112"]


def test_lines_of_other_files_are_named_with_their_file(project: Project, tmp_path: Path) -> None:
    """A document in several files has one finding still; lines of plan.yaml bear its name."""
    folder = tmp_path / "甲"
    folder.mkdir()
    (tmp_path / "organs.yaml").write_text("机关:\n  - 全称: 青禾县人民政府\n", "utf-8")
    (folder / "notice.yaml").write_text(
        "文种: 通知\n发文机关: [青禾县人民政府]\n标题: 青禾县人民政府关于印发《秋收方案》的通知\n主送机关: [××局]\n"
        "正文: 请执行。\n印发件:\n  标题: 秋收方案\n  正文: plan.yaml\n",
        "utf-8",
    )
    (folder / "plan.yaml").write_text("导语: |\n  为抓好秋收。\n  由某某某负责。\n", "utf-8")
    loaded = load_content(tmp_path, project).documents[0].document
    assert loaded is not None
    (finding,) = check(loaded, project)
    assert finding.code == "T110"
    assert "第 4 行，" in finding.message
    assert "plan.yaml 第 3 行" in finding.message
