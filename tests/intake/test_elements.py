"""Each element of a notice is recognised; what is not stays in the body."""

import datetime

import pytest

from tests.intake.drafts import HEAD, METADATA, PLAN, TABLE, WHOLE, codes, lines_of, read, tree


def test_the_metadata_block_becomes_disclosure() -> None:
    """索引号 to 发布日期 go to 信息公开; the publisher is proposed as 印发机关 with a doubt, without a date."""
    notice = tree(METADATA + HEAD)
    assert notice["信息公开"] == {
        "索引号": "000000000/2026-00009",
        "发布机构": "青禾县人民政府办公室",
        "名称": "青禾县人民政府关于印发《青禾县2026年秋粮收购工作方案》的通知",
        "文号": "青政发〔2026〕7号",
        "主题分类": "粮食",
        "发布日期": datetime.date(2026, 9, 2),
    }
    assert notice["版记"] == {"印发机关": "青禾县人民政府办公室"}
    assert lines_of(METADATA + HEAD, "I317") == [2]
    # Whose imprint is typed has its printing organ from there.
    assert lines_of(METADATA + HEAD + "云溪县人民政府办公室　2026年4月26日印发\n", "I317") == []


def test_a_repeated_label_is_taken_once() -> None:
    """A label that is repeated with the same value is dropped as such; another value is a doubt."""
    again = METADATA + METADATA.splitlines()[0] + "\n"
    assert tree(again + HEAD)["信息公开"]["索引号"] == "000000000/2026-00009"
    assert lines_of(again + HEAD, "I301") == [7]
    assert read(again + HEAD).account.dropped["重复的内容"] == len("000000000/2026-00009")
    assert lines_of(METADATA + "文号:青政发〔2026〕8号\n" + HEAD, "I312") == [7]


def test_an_unreadable_date_of_publication_is_a_doubt() -> None:
    """A 发布日期 that is no date is not invented."""
    text = METADATA.replace("2026-09-02", "昨天") + HEAD
    assert "发布日期" not in tree(text)["信息公开"]
    assert lines_of(text, "I311") == [6]


def test_the_number_is_three_values() -> None:
    """The number line gives 机关代字, 年份 and 顺序号."""
    assert tree(HEAD)["发文字号"] == {"机关代字": "青政发", "年份": 2026, "顺序号": 7}


@pytest.mark.parametrize(
    "typed",
    [
        "青政发[2026]7号",
        "青政发(2026)7号",
        "青政发【2026】7号",
        "青政发〔2026〕第7号",
        "青政发〔2026〕007号",
        "青政发 〔2026〕 7 号",
    ],
)
def test_wrong_forms_of_the_number_are_read_with_a_doubt(typed: str) -> None:
    """Other brackets, 第 and leading zeros give the same number and a doubt."""
    text = HEAD.replace("青政发〔2026〕7号", typed)
    assert tree(text)["发文字号"] == {"机关代字": "青政发", "年份": 2026, "顺序号": 7}
    assert lines_of(text, "I313") == [1]


def test_a_number_only_in_the_metadata_is_taken_with_a_doubt() -> None:
    """文号 of the metadata block serves where no number stands before the text."""
    text = METADATA + HEAD.replace("青政发〔2026〕7号\n", "")
    assert tree(text)["发文字号"]["顺序号"] == 7
    assert "I314" in codes(text)


def test_a_repeated_number_line_is_dropped() -> None:
    """The same number a second time is dropped with its line."""
    text = HEAD.replace("青政发〔2026〕7号\n", "青政发〔2026〕7号\n青政发〔2026〕7号\n")
    assert lines_of(text, "I301") == [2]


def test_the_title_keeps_its_lines() -> None:
    """A title over two lines stays in two lines, and names the kind."""
    notice = tree(HEAD)
    assert notice["标题"] == ["青禾县人民政府", "关于印发《青禾县2026年秋粮收购工作方案》的通知"] or isinstance(
        notice["标题"], str
    )
    assert "".join(notice["标题"]) == "青禾县人民政府关于印发《青禾县2026年秋粮收购工作方案》的通知"
    assert notice["文种"] == "通知"


def test_a_title_line_that_does_not_fit_is_joined() -> None:
    """A typed line longer than a title line is left for compose to break."""
    assert isinstance(tree(HEAD.replace("青禾县2026年秋粮", "青禾县2026年秋季粮食和油料"))["标题"], str)


def test_an_issuing_mark_is_not_part_of_the_title() -> None:
    """A typed 发文机关标志 is dropped, for it is printed again; one of another organ is a doubt."""
    assert tree("青禾县人民政府文件\n" + HEAD)["标题"] == tree(HEAD)["标题"]
    assert "I329" not in codes("青禾县人民政府文件\n" + HEAD)
    assert "I329" in codes("青禾县卫生局文件\n" + HEAD)


def test_addressees_are_items() -> None:
    """The addressees line is cut at its commas; its colon is printed again."""
    assert tree(HEAD)["主送机关"] == ["各乡镇人民政府", "县政府各部门"]


def test_a_line_between_title_and_addressees_goes_to_the_body() -> None:
    """What stands between title and addressees and is neither stays, with a doubt."""
    text = HEAD.replace("各乡镇人民政府,", "统一登记 QHDR-2026-1\n各乡镇人民政府,")
    assert tree(text)["正文"].startswith("统一登记 QHDR-2026-1\n")
    assert lines_of(text, "I315") == [4]


def test_sign_off_and_date() -> None:
    """The organ above the date signs; the date is a date; the organ goes to organs.yaml with its code."""
    result = read(HEAD)
    notice = tree(HEAD)
    assert notice["发文机关"] == ["青禾县人民政府"]
    assert notice["成文日期"] == datetime.date(2026, 9, 1)
    assert [{key: str(getattr(value, "value", value)) for key, value in organ.items()} for organ in result.organs] == [
        {"全称": "青禾县人民政府", "机关代字": "青政发"}
    ]


def test_a_chinese_date_is_read() -> None:
    """二〇二六年九月一日 is the same date."""
    assert tree(HEAD.replace("2026年9月1日", "二〇二六年九月十一日"))["成文日期"] == datetime.date(2026, 9, 11)


def test_several_organs_sign() -> None:
    """Organs under one another above the date all sign; a name over two lines is one organ with two lines."""
    text = HEAD.replace("落实。\n青禾县人民政府\n", "落实。\n青禾县粮食局\n青禾县财政局\n")
    assert tree(text)["发文机关"] == ["青禾县粮食局", "青禾县财政局"]
    assert "I328" in codes(text)
    two = HEAD.replace("落实。\n青禾县人民政府\n", "落实。\n青禾县\n人民政府\n")
    assert tree(two)["发文机关"] == ["青禾县人民政府"]
    assert [str(line.value) for line in read(two).organs[0]["署名"]] == ["青禾县", "人民政府"]


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("2026年9月31日", "I326"),
        ("2026年9日1日", "I326"),
        ("2026年13月1日", "I326"),
        ("2026年9月 日", "I384"),
        ("2026年×月×日", "I384"),
        ("20××年9月1日", "I384"),
        ("xx年xx月xx日", "I384"),
    ],
)
def test_a_date_that_is_none_is_doubted_and_the_sign_off_stays(typed: str, code: str) -> None:
    """A mistyped or open date is a doubt and written nowhere; the organ above it signs all the same."""
    text = HEAD.replace("2026年9月1日", typed)
    assert "成文日期" not in tree(text)
    assert tree(text)["发文机关"] == ["青禾县人民政府"]
    assert "青禾县人民政府\n" not in tree(text)["正文"]
    assert lines_of(text, code) == [7]
    assert read(text).account.dropped["认不出的栏目内容（见存疑）"] == len(typed)


def test_a_possible_date_and_a_month_in_the_text_are_no_doubts() -> None:
    """A real date gives no doubt; a line that names a month is text."""
    assert not {"I326", "I384"} & set(codes(HEAD))
    spoken = HEAD.replace("2026年9月1日", "2026年9月1号")
    assert tree(spoken)["成文日期"] == datetime.date(2026, 9, 1)
    assert "I316" in codes(spoken)
    assert "2026年9月\n" in tree(HEAD.replace("落实。\n", "落实。\n2026年9月\n完成收购。\n"))["正文"]


def test_a_year_that_differs_from_the_number_is_kept() -> None:
    """成文日期 and number of different years are both kept and reported."""
    text = HEAD.replace("2026年9月1日", "2025年9月1日")
    assert (tree(text)["成文日期"].year, tree(text)["发文字号"]["年份"]) == (2025, 2026)
    assert lines_of(text, "I325") == [7]


def test_an_annotation_loses_its_brackets() -> None:
    """（此件公开发布） under the date is 附注."""
    assert tree(HEAD + "(此件公开发布)\n")["附注"] == "此件公开发布"


def test_the_promulgated_title_is_joined_over_lines_and_spaces() -> None:
    """The promulgated title is found over two lines and without its spaces."""
    inner = tree(WHOLE)["印发件"]
    assert "".join(inner["标题"]) == "青禾县2026年秋粮收购工作方案"
    assert inner["正文"] == "plan.yaml"
    assert inner["联系"] == {"电话": "8000001", "邮箱": "ls@example.cn"}


def test_a_promulgated_text_without_a_title_is_a_doubt() -> None:
    """Where no title can be told, the first line is taken, and said."""
    assert lines_of(HEAD + "为做好工作，现作如下安排。\n", "I330") == [8]


def test_sections_are_structure() -> None:
    """Headings 一、 and （一） become sections without their numbers; run-in headings are 连排."""
    plan = tree(WHOLE, "plan.yaml")
    assert plan["导语"] == "为做好秋粮收购（含订单收购）工作，制定本方案。\n"
    assert [section["标题"] for section in plan["章节"]] == ["总体要求", "工作目标", "实施步骤", "保障措施"]
    assert plan["章节"][0]["正文"] == "坚持市场收购，保护农民利益。\n"
    assert plan["章节"][3]["下级"] == [
        {"标题": "加强领导", "连排": "是", "正文": "各乡镇要落实责任。\n各部门要密切配合。\n"},
        {"标题": "严格监管", "连排": "是", "正文": "公布电话，接受监督。\n"},
    ]


def test_goals_and_steps_have_files_of_their_own() -> None:
    """The goals section is goals.yaml; steps with deadlines are steps.yaml, 一是…；二是… as items."""
    assert tree(WHOLE, "goals.yaml") == {"总述": "全年收购20,000吨。\n"}
    steps = tree(WHOLE, "steps.yaml")
    assert steps["引言"] == "分步推进。\n"
    assert steps["步骤"][0] == {
        "标题": "准备阶段",
        "段落": [
            {
                "时限": {"原文": "9月底前", "日期": datetime.date(2026, 9, 30)},
                "事项": ["检修仓房", "培训人员", "公布库点"],
            }
        ],
    }
    assert [part["时限"]["原文"] for part in steps["步骤"][1]["段落"]] == ["11月底前", "12月31日前"]
    assert lines_of(WHOLE, "I323") == [18]


@pytest.mark.parametrize(
    "text",
    [
        "一是检修仓房;二是培训人员;四是公布库点。",
        "一是检修仓房;二是培训人员",
        "一是检修仓房。",
        "一是检修仓房;二是培训人员。另外公布库点。",
    ],
)
def test_items_of_another_shape_stay_text(text: str) -> None:
    """一是…；二是… that would not print back to the same characters stays text."""
    draft = WHOLE.replace("一是检修仓房;二是培训人员;三是公布库点。", text)
    part = tree(draft, "steps.yaml")["步骤"][0]["段落"][0]
    assert "事项" not in part or "".join(part["事项"]) == "检修仓房培训人员；四是公布库点"
    if "另外" in text:
        assert lines_of(draft, "I321") == [18]


def test_an_impossible_deadline_has_no_date() -> None:
    """A deadline that no calendar has keeps its words and is a doubt."""
    text = WHOLE.replace("11月30日前", "11月31日前")
    assert tree(text, "tasks.yaml")["组"][1]["任务"][0]["时限"] == {"原文": "11月31日前"}
    assert "I322" in codes(text)


@pytest.mark.parametrize(("typed", "right"), [("二、工作目标", "三、工作目标"), ("一、总体要求", "壹、总体要求")])
def test_numbers_that_do_not_run_on_leave_the_text_as_it_is(typed: str, right: str) -> None:
    """Headings out of order stay typed text, so that the checks of composing see them."""
    plan = tree(WHOLE.replace(typed, right), "plan.yaml")
    assert "章节" not in plan or right in plan["导语"]
    assert right in plan["导语"]


def test_second_level_numbers_out_of_order_stay_in_their_section() -> None:
    """A broken （一） leaves only its own section as text."""
    text = WHOLE.replace("(二)严格监管", "(三)严格监管")
    section = tree(text, "plan.yaml")["章节"][3]
    assert "（三）严格监管。公布电话，接受监督。" in section["正文"]
    assert lines_of(text, "I320") == [25]


def test_a_numbered_sentence_is_no_heading() -> None:
    """A long numbered sentence does not become a heading."""
    text = WHOLE.replace("(一)加强领导。各乡镇", "(一)各部门要统筹安排:各乡镇")
    assert "（一）各部门要统筹安排：各乡镇要落实责任。" in tree(text, "plan.yaml")["章节"][3]["正文"]
    assert lines_of(text, "I324") == [23]


def test_a_sentence_among_headings_is_a_plain_paragraph() -> None:
    """A numbered sentence that would make text of the headings beside it stands as {段: …}; of several, none does."""
    text = WHOLE.replace(
        "(二)严格监管。公布电话,接受监督。", "(二)严格监管\n公布电话。\n(三)各乡镇要严格执行;有困难的,报县粮食局。"
    )
    items = tree(text.replace("(一)加强领导。各乡镇要落实责任。", "(一)加强领导"), "plan.yaml")["章节"][3]["正文"]
    assert items == [
        "（一）加强领导\n各部门要密切配合。\n（二）严格监管\n公布电话。\n",
        {"段": "（三）各乡镇要严格执行；有困难的，报县粮食局。"},
    ]
    several = text.replace("(一)加强领导。各乡镇要落实责任。", "(一)各乡镇要落实责任;")
    assert isinstance(tree(several, "plan.yaml")["章节"][3]["正文"], str)


def test_the_appendix_note_names_the_page() -> None:
    """Note and page of one appendix meet; equal names are written once."""
    assert tree(WHOLE)["印发件"]["附件"] == [{"名称": "秋粮收购重点任务清单", "方向": "横", "任务表": "tasks.yaml"}]


def test_names_of_note_and_page_that_differ_are_both_kept() -> None:
    """名称 and 标题 both stay, and the difference is reported at the page."""
    text = WHOLE.replace("附件\n秋粮收购", "附件\n2026年度秋粮收购")
    appendix = tree(text)["印发件"]["附件"][0]
    assert (appendix["名称"], appendix["标题"]) == ("秋粮收购重点任务清单", "2026年度秋粮收购重点任务清单")
    assert lines_of(text, "I334") == [30]


def test_several_appendices_are_told_by_their_order() -> None:
    """附件：1.… 2.… and the pages 附件1 and 附件2 make two appendices."""
    text = (
        HEAD
        + PLAN.replace("附件:秋粮", "附件:1.秋粮")
        + "2.收购库点名单\n"
        + TABLE.replace("附件\n", "附件1\n", 1)
        + "附件 2\n收购库点名单\n城关库、东乡库。\n"
    )
    first, second = tree(text)["印发件"]["附件"]
    assert first["任务表"] == "tasks.yaml"
    assert second == {"名称": "收购库点名单", "正文": {"导语": "城关库、东乡库。\n"}}


def test_an_appendix_that_lacks_its_page_or_its_note_is_a_doubt() -> None:
    """A note without a page, a page without a note, and a page without any name are reported."""
    assert "I331" in codes(HEAD + PLAN)
    assert "I332" in codes(HEAD + PLAN.replace("附件:秋粮收购重点任务清单\n", "") + TABLE)
    assert "I333" in codes(HEAD + PLAN.replace("附件:秋粮收购重点任务清单\n", "") + "附件\n第一条。\n")


def test_an_appendix_of_the_notice_hangs_on_the_notice() -> None:
    """A note before the sign-off belongs to the notice itself."""
    text = HEAD.replace("落实。\n", "落实。\n附件:库点名单\n") + "附件\n库点名单\n城关库。\n"
    assert tree(text)["附件"] == [{"名称": "库点名单", "正文": {"导语": "城关库。\n"}}]


def test_contact_labels_that_print_otherwise_are_said() -> None:
    """电话 prints as 联系电话; two contacts in one line are told apart."""
    text = WHOLE.replace("联系电话:8000001", "联系人:张三,电话:8000001")
    assert tree(text)["印发件"]["联系"] == {"联系人": "张三", "电话": "8000001", "邮箱": "ls@example.cn"}
    assert "I316" in codes(text)


def test_a_text_without_any_form_is_a_manuscript() -> None:
    """Lines without a kind become 文稿 with their first line as title, with a doubt."""
    notice = tree("关于秋收的几点想法\n今年雨水好。\n明年再看。\n")
    assert notice == {"文种": "文稿", "标题": "关于秋收的几点想法", "正文": "今年雨水好。\n明年再看。\n"}
    assert codes("关于秋收的几点想法\n今年雨水好。\n") == ["I318"]


def test_a_draft_of_metadata_alone_has_no_invented_title() -> None:
    """Where no title stands, the name of the metadata block is taken and said, or the title is left out and said."""
    assert "I319" in codes(METADATA)
    assert "标题" not in tree("青政发〔2026〕7号\n")
    assert codes("青政发〔2026〕7号\n").count("I338") == 2


def test_a_kind_without_an_organ_is_a_doubt() -> None:
    """A notice that nobody signs and whose title names no organ is reported."""
    assert "I327" in codes("关于放假的通知\n各单位:\n放假一天。\n")


def test_braces_are_text() -> None:
    """A draft with template marks in it is text."""
    text = HEAD.replace("请抓好落实", "{{ 7*7 }}{% raw %}${x}")
    assert "{{ 7*7 }}{% raw %}${x}" in tree(text)["正文"]


def test_the_number_of_a_forwarded_document_is_no_title() -> None:
    """A document that is passed on keeps its own number under a key of its own."""
    text = HEAD.replace("印发《", "转发《") + "青粮发〔2026〕5号\n" + PLAN
    notice = tree(text)
    assert notice["转发件"]["发文字号"] == "青粮发〔2026〕5号"
    assert "".join(notice["转发件"]["标题"]) == "青禾县2026年秋粮收购工作方案"
    assert "印发件" in tree(HEAD + PLAN)
