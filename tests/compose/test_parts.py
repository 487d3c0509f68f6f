"""Masthead, sign-off, annotation, contact block, imprint, appendices: a part of the page each."""

from __future__ import annotations

import datetime

import pytest

from tests.compose.documents import ORGAN, codes, composed, of_role, texts, title_lines
from ygt_docs.compose.flow import Indent, Paragraph, Role
from ygt_docs.compose.sign_off import blank_lines_for_seal
from ygt_docs.geometry.text import width_in_characters
from ygt_docs.notice.model import Orientation
from ygt_docs.standard import gbt9704 as standard
from ygt_docs.standard.lengths import Mm

LINE = standard.CHARACTERS_PER_LINE.value


def _roles(**changes: object) -> list[Role]:
    return [paragraph.role for paragraph in composed(**changes)[0].paragraphs()]


def test_order_of_a_whole_notice() -> None:
    """Masthead, two blank lines, title, a blank line, addressees, body, note, sign-off, date, annotation (7.1–7.3)."""
    roles = _roles(
        主送机关=["各乡镇人民政府"],
        附件=[{"名称": "农机表", "正文": {"导语": "略。"}}],
        附注="此件公开发布",
        版记={"抄送": ["县委"]},
        联系={"电话": "8000001"},
    )
    blank = Role.BLANK
    assert roles == [
        Role.MARK,
        Role.NUMBER,
        Role.MASTHEAD_RULE,
        blank,
        blank,
        Role.TITLE,
        blank,
        Role.ADDRESSEES,
        Role.PARAGRAPH,
        Role.CONTACT,
        blank,
        Role.APPENDIX_NOTE,
        blank,
        blank,
        Role.SIGN_OFF,
        Role.DATE,
        Role.ANNOTATION,
        Role.APPENDIX_MARK,
        blank,
        Role.APPENDIX_TITLE,
        blank,
        Role.PARAGRAPH,
        Role.COPIES_TO,
    ]


def test_mark_and_number() -> None:
    """The mark is the mark name, or the full name, and 文件; the number bears its year in 〔〕."""
    flow, problems = composed({**ORGAN, "标志名": "青禾县政府"})
    assert (texts(flow, Role.MARK), texts(flow, Role.NUMBER)) == (["青禾县政府文件"], ["青政〔2026〕9号"])
    assert texts(composed()[0], Role.MARK) == ["青禾县人民政府文件"]
    assert codes(problems) == []


def test_a_draft_prints_a_cross() -> None:
    """A number without a serial prints ×, and the reader is told that this is a draft."""
    flow, problems = composed(发文字号={"机关代字": "青政", "年份": "2026"})
    assert texts(flow, Role.NUMBER) == ["青政〔2026〕×号"]
    assert [(item.code, item.severity) for item in problems] == [("N501", "提示")]


def test_without_a_number_the_rule_keeps_its_place() -> None:
    """A missing number is reported; its empty line stays so that the red rule does not move."""
    flow, problems = composed(发文字号=None)
    assert codes(problems) == ["N503"]
    assert of_role(flow, Role.NUMBER)[0].text == ""
    assert len(of_role(flow, Role.MASTHEAD_RULE)) == 1


def test_the_cure_of_a_missing_number_makes_up_no_code() -> None:
    """The code of the writer's own organ, or whose code is wanted where organs.yaml has none."""
    (known,) = composed(发文字号=None)[1]
    assert "{机关代字: 青政, 年份: 2026}" in known.fix
    (unknown,) = composed({"全称": "青禾县水利局"}, 发文字号=None)[1]
    assert "{机关代字: （青禾县水利局的代字）, 年份: 2026}" in unknown.fix


@pytest.mark.parametrize(
    ("kind", "note", "code"),
    [
        ("决议", True, None),
        ("公报", True, None),
        ("公报", False, None),
        ("决议", False, "N503"),
        ("通知", True, "N503"),
    ],
)
def test_what_a_meeting_passes_needs_no_number(kind: str, note: bool, code: str | None) -> None:
    """A resolution says under its title which meeting passed it; any other document without a number is reported."""
    notes = {"题注": ["2026年7月28日青禾县第十八届人民代表大会常务委员会第三十次会议通过"]} if note else {}
    _, problems = composed(文种=kind, 发文字号=None, **notes)
    assert codes(problems) == ([code] if code else [])


@pytest.mark.parametrize(("kind", "code"), [("命令", "N505"), ("纪要", "N505"), ("通报", None), ("函", None)])
def test_kinds_with_a_format_of_their_own_are_named(kind: str, code: str | None) -> None:
    """A kind whose masthead this layout does not know is reported, never passed off as right."""
    _, problems = composed(文种=kind, 格式="文件")
    assert codes(problems) == ([code] if code else [])


def test_a_manuscript_has_no_masthead_sign_off_or_imprint() -> None:
    """文稿 begins with its title; a date that was typed stands under it."""
    flow, problems = composed(文种="文稿", 发文字号=None)
    assert _roles(文种="文稿", 发文字号=None) == [Role.TITLE, Role.MANUSCRIPT_DATE, Role.BLANK, Role.PARAGRAPH]
    assert codes(problems) == []
    assert flow.properties.date is not None


def test_addressees() -> None:
    """Classes of addressees are joined by ，and end with a full-width colon."""
    flow, _ = composed(主送机关=["各乡镇人民政府、街道办事处", "县直有关单位"])
    assert texts(flow, Role.ADDRESSEES) == ["各乡镇人民政府、街道办事处，县直有关单位："]
    assert texts(composed(主送机关=["各乡镇："])[0], Role.ADDRESSEES) == ["各乡镇："]


@pytest.mark.parametrize("typed", ["此件公开发布", "（此件公开发布）"])
def test_annotation_has_one_pair_of_brackets(typed: str) -> None:
    """The annotation stands in full-width brackets, typed or not (7.3.6)."""
    assert texts(composed(附注=typed)[0], Role.ANNOTATION) == ["（此件公开发布）"]


def _ends(paragraph: Paragraph) -> tuple[float, float]:
    """Where a right-aligned paragraph begins and ends, in 字 from the left of the type area."""
    assert paragraph.indent
    end = LINE - paragraph.indent.right
    return end - width_in_characters(paragraph.text), end


SHORT, NAMED = {**ORGAN, "署名": ["青禾县政府"]}, {**ORGAN, "署名": ["青禾县农业机械化领导小组", "办公室"]}
LONG = {**ORGAN, "署名": ["青禾县人民政府农业机械化工作联席会议领导小组"]}


@pytest.mark.parametrize("organ", [ORGAN, SHORT, NAMED, LONG])
def test_sealed_names_are_centred_over_the_date(organ: dict) -> None:
    """The date ends 4 字 from the right and names are centred over it; a long name moves both left (7.3.5.1)."""
    flow, _ = composed(organ)
    names, date = of_role(flow, Role.SIGN_OFF), of_role(flow, Role.DATE)[0]
    assert sum(_ends(date)) / 2 == pytest.approx(sum(_ends(names[0])) / 2)
    assert {sum(_ends(name)) for name in names} == {sum(_ends(names[0]))}
    assert all(_ends(name)[1] <= LINE for name in names)
    assert (_ends(date)[1] == LINE - 4) is (organ is not LONG)


@pytest.mark.parametrize("diameter", range(30, 60))
@pytest.mark.parametrize("lines", [1, 2, 3])
def test_a_seal_fits(diameter: int, lines: int) -> None:
    """With its top within one line of the text, the seal's centre lies on or above the middle of name and date."""
    pitch = standard.LINE_PITCH.value.mm
    blanks = blank_lines_for_seal(Mm(diameter), lines)
    middle = (blanks + (lines + 1) / 2) * pitch
    centre = pitch / 2 + diameter / 2
    assert middle - centre >= -0.01
    assert middle - centre < pitch or blanks == 1


def test_the_seal_of_42_mm_takes_two_lines() -> None:
    """Two blank lines are left for the usual seal; a larger seal takes more."""
    assert blank_lines_for_seal(Mm(42), 1) == 2
    roles = _roles()
    assert roles[roles.index(Role.SIGN_OFF) - 2 : roles.index(Role.SIGN_OFF)] == [Role.BLANK] * 2
    flow, _ = composed({**ORGAN, "印章直径": "60"}, 附注="此件公开发布")
    assert [p.role for p in flow.paragraphs()].count(Role.BLANK) == 3 + 3


def test_a_seal_that_reaches_below_the_date_has_room() -> None:
    """A blank line bound to the date keeps the seal in the type area; where an annotation stands there is none."""
    roles = _roles()
    assert roles[roles.index(Role.DATE) + 1 :] == [Role.BLANK]
    assert of_role(composed()[0], Role.DATE)[0].keep_with_next
    flow, _ = composed(附注="此件公开发布")
    roles = [paragraph.role for paragraph in flow.paragraphs()]
    assert roles[roles.index(Role.DATE) + 1 :] == [Role.ANNOTATION]
    assert [p.role for p in composed(NAMED, 用印="不盖章")[0].paragraphs()][-1] is Role.DATE


def test_unsealed_name_and_date() -> None:
    """Without a seal one line stays blank, the name ends 2 字 from the right, the date begins 2 字 further in."""
    flow, _ = composed(NAMED, 用印="不盖章")
    name, date = of_role(flow, Role.SIGN_OFF)[0], of_role(flow, Role.DATE)[0]
    assert _ends(name)[1] == LINE - 2
    assert _ends(date)[0] - _ends(name)[0] == pytest.approx(2)
    assert [p.role for p in flow.paragraphs()].count(Role.BLANK) == 3 + 1


def test_unsealed_date_longer_than_the_name() -> None:
    """A date longer than the name ends 2 字 from the right, and the name moves left (7.3.5.2)."""
    flow, _ = composed(SHORT, 用印="不盖章", 成文日期="2026-12-31", 发文字号={"机关代字": "青政", "年份": "2026"})
    name, date = of_role(flow, Role.SIGN_OFF)[0], of_role(flow, Role.DATE)[0]
    assert _ends(date)[1] == LINE - 2
    assert _ends(date)[0] - _ends(name)[0] == pytest.approx(2)


def test_unsealed_joint_names_begin_under_one_another() -> None:
    """The names of a joint notice stand under one another, that of the organ that leads first."""
    flow, problems = composed(ORGAN, {"全称": "青禾县农业农村局"}, 用印="不盖章")
    first, second = of_role(flow, Role.SIGN_OFF)
    assert (first.text, second.text) == ("青禾县人民政府", "青禾县农业农村局")
    assert _ends(first)[0] == _ends(second)[0]
    assert codes(problems) == []


def test_a_missing_date_is_found() -> None:
    """A notice without a date is printed without one, and reported."""
    flow, problems = composed(成文日期=None)
    assert (codes(problems), of_role(flow, Role.DATE)) == (["N530"], [])


def test_a_name_too_long_for_a_line_is_found() -> None:
    """A name of more than 26 characters is cut in two between words; one that is too long for two lines is found."""
    long = "青禾县发展和改革局（青禾县国防动员办公室、青禾县能源局）"
    flow, problems = composed({**ORGAN, "署名": [long]})
    assert [item.text for item in of_role(flow, Role.SIGN_OFF)] == [
        "青禾县发展和改革局",
        "（青禾县国防动员办公室、青禾县能源局）",
    ]
    assert codes(problems) == []
    assert codes(composed({**ORGAN, "署名": ["长" * 60]})[1]) == ["N532", "N532"]
    assert codes(composed({**ORGAN, "署名": ["长" * 27, "短"]})[1]) == ["N532"]


def test_the_page_of_the_sign_off_has_text() -> None:
    """The last paragraph of the body, the note, blank lines, names and date are kept together (7.3.5.5)."""
    flow, _ = composed(正文={"导语": "一段。\n两段。"}, 附件=[{"名称": "甲", "正文": {"导语": "略。"}}])
    main = list(flow.paragraphs())
    last = next(index for index, paragraph in enumerate(main) if paragraph.text == "两段。")
    date = next(index for index, paragraph in enumerate(main) if paragraph.role is Role.DATE)
    assert not main[last - 1].keep_with_next
    assert all(paragraph.keep_with_next for paragraph in main[last : date + 1])
    assert main[date + 1].role is Role.BLANK
    assert not main[date + 1].keep_with_next


def test_contact_labels_are_equally_wide() -> None:
    """Labels are spread to the width of the longest, and values turn under their own first character."""
    flow, _ = composed(联系={"联系人": "田禾", "电话": "8000001", "邮箱": "a@example.cn"})
    rows = of_role(flow, Role.CONTACT)
    assert [row.text for row in rows] == ["联 系 人：田禾", "联系电话：8000001", "邮　　箱：a@example.cn"]
    assert {row.indent for row in rows} == {Indent(left=7, first=-5)}


def test_one_contact_label_is_not_spread() -> None:
    """A single label stands as it is."""
    assert texts(composed(联系={"邮箱": "a@example.cn"})[0], Role.CONTACT) == ["邮箱：a@example.cn"]


def test_contact_in_one_line() -> None:
    """位置: 正文后一行 gives one sentence after the text."""
    flow, _ = composed(联系={"联系人": "田禾", "电话": "8000001", "传真": "8000002", "位置": "正文后一行"})
    assert texts(flow, Role.CONTACT) == ["联系人：田禾，电话：8000001，传真：8000002。"]
    assert of_role(flow, Role.CONTACT)[0].indent is None


def test_contact_in_the_annotation() -> None:
    """位置: 附注 puts it in brackets under the date, after an annotation that was typed (7.3.6)."""
    flow, _ = composed(联系={"联系人": "田禾", "电话": "8000001", "位置": "附注"}, 附注="此件公开发布")
    assert texts(flow, Role.CONTACT) == []
    assert [item.role for item in flow.paragraphs()][-3:] == [Role.DATE, Role.ANNOTATION, Role.ANNOTATION]
    assert texts(flow, Role.ANNOTATION) == ["（此件公开发布）", "（联系人：田禾，电话：8000001）"]


def test_imprint() -> None:
    """Copies are joined by ，and end with 。, turned lines hang under the first; the printing date stands right (7.4)."""
    flow, problems = composed(
        版记={"抄送": ["县委", "县人大"], "印发机关": "青禾县政府办公室", "印发日期": "2026-09-02"}
    )
    assert flow.imprint
    (copies,), (printing,) = flow.imprint.groups
    assert (copies.text, copies.indent) == ("抄送：县委，县人大。", Indent(left=4, first=-3, right=1))
    assert printing.text == "青禾县政府办公室2026年9月2日印发"
    assert "".join(run.text for run in printing.right_text) == "2026年9月2日印发"
    assert codes(problems) == []


@pytest.mark.parametrize("half", [{"印发机关": "青禾县政府办公室"}, {"印发日期": "2026-09-02"}])
def test_half_a_printing_line_is_found(half: dict) -> None:
    """A printing line needs organ and date."""
    assert codes(composed(版记=half)[1]) == ["N540"]


def test_no_imprint_without_anything_to_print() -> None:
    """A notice without copies and printing line has no imprint."""
    assert composed()[0].imprint is None


def _appendices(*names: str, **more: str) -> list[dict]:
    return [{"名称": name, "正文": {"导语": "略。"}, **more} for name in names]


def test_the_note_of_one_appendix_has_no_number() -> None:
    """One appendix is named without a number, 2 字 from the left, and turns under its own first character (7.3.4)."""
    (note,) = of_role(composed(附件=_appendices("农机表"))[0], Role.APPENDIX_NOTE)
    assert (note.text, note.indent) == ("附件：农机表", Indent(left=5, first=-3))


def test_the_note_of_several_appendices_is_numbered() -> None:
    """Numbers stand under one another, names turn under their own first character, also from 10. on."""
    notes = of_role(composed(附件=_appendices(*"甲乙丙丁戊己庚辛壬癸"))[0], Role.APPENDIX_NOTE)
    assert [notes[0].text, notes[1].text, notes[9].text] == ["附件：1.甲", "2.乙", "10.癸"]
    indents = [note.indent for note in notes]
    assert all(indent and indent.left + indent.first == 5 for indent in indents[1:])
    assert indents[0] == Indent(left=6, first=-4)
    assert indents[9] == Indent(left=6.5, first=-1.5)


def test_appendix_pages() -> None:
    """Each appendix begins a page with its mark, its title on the third line; only several are numbered (7.3.7)."""
    flow, _ = composed(附件=_appendices("甲", "乙"))
    assert texts(flow, Role.APPENDIX_MARK) == ["附件1", "附件2"]
    assert all(mark.page_break_before for mark in of_role(flow, Role.APPENDIX_MARK))
    assert texts(composed(附件=_appendices("甲"))[0], Role.APPENDIX_MARK) == ["附件"]


def test_appendix_title_differs_from_its_name() -> None:
    """A title of its own is printed as typed, in its lines."""
    flow, _ = composed(附件=[{"名称": "农机表", "标题": ["青禾县", "农机表"], "正文": {"导语": "略。"}}])
    assert title_lines(of_role(flow, Role.APPENDIX_TITLE)[0]) == ["青禾县", "农机表"]


def test_sections_follow_the_orientation() -> None:
    """A landscape appendix is a section of its own; neighbours of one orientation share a section."""
    flow, _ = composed(附件=[*_appendices("甲"), *_appendices("乙", "丙", 方向="横"), *_appendices("丁")])
    assert [section.orientation for section in flow.sections] == [
        Orientation.PORTRAIT,
        Orientation.LANDSCAPE,
        Orientation.PORTRAIT,
    ]
    starts = [(mark.text, mark.page_break_before) for mark in of_role(flow, Role.APPENDIX_MARK)]
    assert starts == [("附件1", True), ("附件2", False), ("附件3", True), ("附件4", False)]


def test_promulgated_text_begins_a_page_with_its_own_note() -> None:
    """The text that is passed on begins a page; its contact block and appendix note follow it."""
    flow, problems = composed(
        印发件={
            "标题": ["秋收方案"],
            "正文": {"导语": "抓紧。"},
            "联系": {"电话": "8000001"},
            "附件": _appendices("农机表"),
        }
    )
    roles = [paragraph.role for paragraph in flow.paragraphs()]
    title = roles.index(Role.PROMULGATED_TITLE)
    assert list(flow.paragraphs())[title].page_break_before
    assert roles[title:] == [
        Role.PROMULGATED_TITLE,
        Role.BLANK,
        Role.PARAGRAPH,
        Role.CONTACT,
        Role.BLANK,
        Role.APPENDIX_NOTE,
        Role.APPENDIX_MARK,
        Role.BLANK,
        Role.APPENDIX_TITLE,
        Role.BLANK,
        Role.PARAGRAPH,
    ]
    assert codes(problems) == []


def test_appendices_in_two_places_are_found() -> None:
    """Appendices of the notice and of what it passes on would bear the same numbers: reported."""
    _, problems = composed(
        附件=_appendices("甲"), 印发件={"标题": ["方案"], "正文": {"导语": "抓紧。"}, "附件": _appendices("乙")}
    )
    assert codes(problems) == ["N561"]


def test_properties() -> None:
    """The files carry title, organ, number, kind, subject and date of the notice."""
    properties = composed(标题=["青禾县人民政府关于做好", "秋收工作的通知"], 信息公开={"主题分类": "农业"})[
        0
    ].properties
    assert (properties.title, properties.organ, properties.number, properties.kind, properties.subject) == (
        "青禾县人民政府关于做好秋收工作的通知",
        "青禾县人民政府",
        "青政〔2026〕9号",
        "通知",
        "农业",
    )
    assert properties.date == datetime.date(2026, 9, 1)
