"""Taking a number: once, in order, and the same again; whoever comes later has no right to it."""

from __future__ import annotations

import datetime
import shutil

import pytest

from tests.register.office import HEADER, Office, number
from ygt_docs.building.options import WrongUse
from ygt_docs.console import registering
from ygt_docs.editing import CannotPlaceError
from ygt_docs.problems import UserError
from ygt_docs.register import marking
from ygt_docs.register.documents import digest_of
from ygt_docs.register.entry import Action, Entry, EntryState
from ygt_docs.register.marking import TICKET, mark


def refused(office: Office, name: str, **wish: object) -> list[str]:
    """The codes with which `number NAME` is refused."""
    with pytest.raises(UserError) as caught:
        office.take(name, **wish)
    return [item.code for item in caught.value.problems]


def test_numbers_come_in_order_and_stay(office: Office) -> None:
    """Each draft gets the next number; asked again it gets the same, and the file is not touched."""
    paths = [office.notice(name) for name in "甲乙丙"]
    assert [office.serial(name) for name in ("甲", "乙", "丙", "甲", "丙")] == [1, 2, 3, 1, 3]
    text = paths[1].read_text(encoding="utf-8")
    assert "发文字号: {机关代字: 云政文, 年份: 2026, 顺序号: 2}\n" in text
    assert "登记" not in text
    before = paths[1].stat()
    taken = office.take("乙")
    assert (taken.new, paths[1].stat().st_mtime_ns) == (False, before.st_mtime_ns)


def test_nothing_but_the_number_changes(office: Office) -> None:
    """Comments, quotes and layout stay; an empty 登记 is not left behind, one that says something stays."""
    path = office.notice("甲", more="登记:\n  拟稿人: 李溪   # 电话打得通\n# 完\n")
    before = path.read_text(encoding="utf-8")
    office.take("甲")
    assert path.read_text(encoding="utf-8") == before.replace("年份: 2026}", "年份: 2026, 顺序号: 1}")


def test_a_day_is_written_with_the_number(office: Office) -> None:
    """--date sets 成文日期; the year of the code must be that of the day."""
    path = office.notice("甲")
    office.take("甲", datetime.date(2026, 5, 6))
    assert "成文日期: 2026-05-06\n" in path.read_text(encoding="utf-8")
    office.notice("乙")
    assert refused(office, "乙", day=datetime.date(2027, 1, 4)) == ["R407"]


def test_each_code_and_year_is_counted_by_itself(office: Office) -> None:
    """Codes of one organ have their own numbers; a code begins anew each year."""
    office.notice("甲")
    office.notice("乙", code="云政人")
    office.notice("丙", year=2027, day="2027-01-04")
    office.notice("丁")
    assert [office.serial(name) for name in "甲乙丙丁"] == [1, 1, 1, 2]


def test_codes_may_be_counted_together(office: Office) -> None:
    """大流水: one counter over several codes."""
    office.rules("大流水: [{代字: [云政文, 云政函]}]\n")
    office.notice("甲")
    office.notice("乙", code="云政函")
    office.notice("丙")
    office.notice("丁", code="云政人")
    assert [office.serial(name) for name in "甲乙丙丁"] == [1, 2, 3, 1]


def test_typed_numbers_count_as_taken(office: Office) -> None:
    """A number that was typed by hand is entered first, whoever asks; the next one comes after it."""
    office.notice("甲", 7)
    office.notice("乙")
    assert office.serial("乙") == 8
    assert office.serials() == [7, 8]
    entry = office.book().entries[number(7)]
    assert (entry.document, entry.fact("标题")) == ("甲", "云溪县人民政府关于甲的通知")


def test_a_jump_is_asked_about(office: Office) -> None:
    """A number far ahead of the last one is not entered until somebody says that it is meant."""
    office.notice("甲", 5)
    office.take("甲")
    office.notice("乙", 250)
    office.notice("丙")
    taken = office.take("丙")
    assert ([item.serial for item in taken.numbers], [item.code for item in taken.problems]) == ([6], ["R611"])
    assert refused(office, "乙") == ["R415"]
    assert office.serial("乙", agreed=True) == 250
    office.notice("丁", 271)
    assert refused(office, "丁") == ["R415"]
    office.notice("丁", 270)
    assert office.serial("丁") == 270


def test_a_copy_has_no_right_to_the_number(office: Office) -> None:
    """The copy of a folder is the newcomer; the document that has the number keeps it."""
    office.notice("乙")
    office.take("乙")
    shutil.copytree(office.content / "乙", office.content / "甲")
    assert refused(office, "甲") == ["R403"]
    assert office.serial("乙") == 1


def test_a_renamed_document_keeps_its_number(office: Office) -> None:
    """A folder under another name is the same document, and the book learns its name."""
    office.notice("甲")
    office.take("甲")
    (office.content / "甲").rename(office.content / "新名")
    taken = office.take("新名")
    assert ([item.serial for item in taken.numbers], [item.code for item in taken.problems]) == ([1], ["R420"])
    assert office.book().entries[number(1)].document == "新名"


def test_a_typed_number_of_another_document_is_refused(office: Office) -> None:
    """Which document has it, and where, is said."""
    office.notice("甲")
    office.take("甲")
    office.notice("乙", 1)
    with pytest.raises(UserError) as caught:
        office.take("乙")
    (found,) = caught.value.problems
    assert (found.code, found.place.line) == ("R403", 4)
    assert "content/甲《云溪县人民政府关于甲的通知》" in found.message


def test_a_number_that_was_deleted_by_hand_is_given_again(office: Office) -> None:
    """The same content in the same folder, or under another name, is the same document; another one is asked about."""
    path = office.notice("甲")
    office.take("甲")
    office.notice("甲")
    assert office.serial("甲") == 1
    path.write_text(path.read_text(encoding="utf-8").replace(", 顺序号: 1", ""), encoding="utf-8")
    (office.content / "甲").rename(office.content / "乙")
    assert office.serial("乙") == 1
    office.notice("乙", title="别的事")
    assert refused(office, "乙") == ["R409"]


def test_a_ticket_finds_its_number_again(office: Office) -> None:
    """Where the program ended between book and YAML, the ticket in the YAML leads to the same number, also renamed."""
    office.notice("甲")
    office.take("甲")
    entry = office.book().entries[number(1)]
    path = office.notice("甲", title="改了题目")
    mark(path.parent, [(TICKET, entry.ticket)], office.project)
    path.parent.rename(office.content / "乙")
    assert office.serial("乙") == 1
    assert "凭证" not in (office.content / "乙" / "notice.yaml").read_text(encoding="utf-8")


def test_a_copied_ticket_is_no_ticket(office: Office) -> None:
    """A folder that was copied before the number was written has no right to the number of the other."""
    path = office.notice("甲")
    office.take("甲")
    entry = office.book().entries[number(1)]
    office.notice("甲")
    mark(path.parent, [(TICKET, entry.ticket)], office.project)
    shutil.copytree(path.parent, office.content / "乙")
    assert [office.serial(name) for name in "乙甲"] == [2, 1]


def test_a_void_number_is_an_error_of_its_bearer(office: Office) -> None:
    """A number that was made void may not be typed, and is not given again."""
    office.notice("甲")
    office.take("甲")
    desk = office.desk()
    with desk.change() as change:
        entry = change.book.entries[number(1)]
        change.do(Action.VOID, Entry(number(1), EntryState.VOID, entry.document, facts=entry.facts, reason="重复"))
    assert refused(office, "甲") == ["R401"]
    office.notice("乙")
    assert office.serial("乙") == 2


def test_reserved_and_left_out_numbers_are_chosen_by_name(office: Office) -> None:
    """--use takes a reserved number; a gap only where the office says so, and with a reason."""
    office.notice("甲", 3)
    office.take("甲")
    desk = office.desk()
    with desk.change() as change:
        change.do(Action.RESERVE, Entry(number(4), EntryState.RESERVED, purpose="人代会"))
    office.notice("乙")
    assert office.serial("乙", use=number(4)) == 4
    office.notice("丙")
    assert refused(office, "丙", use=number(3)) == ["R419"]
    assert refused(office, "丙", use=number(9)) == ["R416"]
    assert refused(office, "丙", use=number(2)) == ["R417"]
    office.rules("断号: 选用\n")
    assert refused(office, "丙", use=number(2)) == ["R421"]
    assert office.serial("丙", use=number(2), reason="漏编") == 2


def test_a_number_that_is_not_the_documents_is_never_passed_over(office: Office) -> None:
    """--use of another code or year, or beside a number that there is: told, and no other number is taken for it."""
    office.rules("断号: 选用\n")
    office.notice("甲", 3)
    office.take("甲")
    office.notice("乙")
    for use in (number(2, "云政函"), number(2, year=2025)):
        assert refused(office, "乙", use=use, reason="漏编") == ["R427"]
    assert office.serials() == [3]
    assert office.serial("乙", use=number(2), reason="漏编") == 2
    assert office.serial("乙", use=number(2), reason="漏编") == 2
    assert refused(office, "乙", use=number(1), reason="漏编") == ["R428"]
    assert registering.number("乙", "2026-04-26", "", "", False, str(office.content), False) == 0
    with pytest.raises(WrongUse) as caught:
        registering.number("乙", "", "", "漏编", False, str(office.content), False)
    assert [item.code for item in caught.value.problems] == ["R429"]


def test_a_day_beside_a_number_that_there_is_is_told(office: Office) -> None:
    """--date is written with a new number; a document that has one keeps its day, and that is said."""
    path = office.notice("甲", day="2026-04-26")
    office.take("甲")
    taken = office.take("甲", datetime.date(2026, 5, 6))
    assert [item.code for item in taken.problems] == ["R426"]
    assert "成文日期: 2026-04-26" in path.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("文种: 文稿\n标题: 讲话\n正文: 同志们。\n", "R404"),
        ("文种: 通知\n发文机关: [云溪县教育局]\n标题: 关于放假的通知\n正文: 放假。\n", "R412"),
        (
            "文种: 通知\n发文机关: [云溪县教育局]\n发文字号: {机关代字: 云政文, 年份: 2026}\n标题: 关于放假的通知\n正文: 放假。\n",
            "R413",
        ),
        ("文种: 简报\n简报: {名称: 云溪教育简报, 编印单位: 县教育局}\n标题: 开学\n正文: 开学。\n", "R405"),
        ("文种: 通\n", "R414"),
    ],
)
def test_what_cannot_be_numbered_says_why(office: Office, text: str, code: str) -> None:
    """A kind without number, a document without series, a code that no organ has, and one without any year."""
    path = office.content / "甲" / "notice.yaml"
    path.parent.mkdir()
    path.write_text(HEADER + text, encoding="utf-8")
    assert code in refused(office, "甲")
    assert not (office.content / "登记簿.sqlite").exists()


def test_issues_of_a_bulletin_are_counted(office: Office) -> None:
    """期号 begins anew each year; 总期号 comes along where the bulletin has been counted that way."""
    for name, more, day in (("一", ", 期号: 7, 总期号: 115", "2026-12-20"), ("二", "", "2027-01-08")):
        path = office.content / name / "notice.yaml"
        path.parent.mkdir()
        bulletin = f"{{名称: 云溪教育简报, 编印单位: 县教育局{more}}}"
        text = f"{HEADER}文种: 简报\n简报: {bulletin}\n标题: 开学\n正文: 开学。\n成文日期: {day}\n"
        path.write_text(text, encoding="utf-8")
    office.take("一")
    assert [str(item) for item in office.take("二").numbers] == ["云溪教育简报2027年第1期", "云溪教育简报总第116期"]
    assert "期号: 1, 总期号: 116}" in (office.content / "二" / "notice.yaml").read_text(encoding="utf-8")


def test_proclamations_and_meetings_are_counted(office: Office) -> None:
    """公告号 begins anew each year, 公告 and 通告 by themselves; meetings run on by the name of their minutes."""
    texts = {
        "一": "文种: 公告\n公告号: {年份: 2026, 序号: 3}\n标题: 关于供水的公告\n",
        "二": "文种: 公告\n公告号: {年份: 2026}\n标题: 关于停水的公告\n",
        "三": "文种: 通告\n公告号: {年份: 2026}\n标题: 关于修路的通告\n",
        "四": "文种: 公告\n公告号: {年份: 2027}\n标题: 关于招生的公告\n",
        "五": "文种: 纪要\n纪要: {名称: 云溪县教育局局长办公会议纪要, 次数: 7}\n",
        "六": "文种: 纪要\n纪要: {名称: 云溪县教育局局长办公会议纪要}\n",
    }
    for name, text in texts.items():
        path = office.content / name / "notice.yaml"
        path.parent.mkdir()
        path.write_text(f"{HEADER}{text}发文机关: [云溪县教育局]\n正文: 有关事项如下。\n", encoding="utf-8")
    found = {name: str(office.take(name).numbers[0]) for name in texts}
    assert [found[name] for name in "二三四六"] == [
        "云溪县教育局公告2026年第4号",
        "云溪县教育局通告2026年第1号",
        "云溪县教育局公告2027年第1号",
        "云溪县教育局局长办公会议纪要第8次",
    ]


def test_an_order_is_counted_through_the_years(office: Office) -> None:
    """令号 runs on, unless the office counts it by year."""
    for name, year in (("一", 2026), ("二", 2027)):
        path = office.content / name / "notice.yaml"
        path.parent.mkdir()
        text = f"{HEADER}文种: 命令\n发文机关: [云溪县人民政府]\n正文: 现予公布。\n成文日期: {year}-01-08\n"
        path.write_text(text, encoding="utf-8")
    assert [office.serial(name) for name in "一二"] == [1, 2]


def test_the_order_of_days_is_looked_at(office: Office) -> None:
    """A later number with an earlier day is a warning, not an error."""
    office.notice("甲", day="2026-05-06")
    office.take("甲")
    office.notice("乙", day="2026-04-01")
    assert [item.code for item in office.take("乙").problems] == ["R406"]


def test_a_number_that_cannot_be_written_is_not_taken(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the YAML has no place for the number, the book gives none; a document in one pair of brackets has one."""
    path = office.notice("甲")
    number_part = "发文字号: {机关代字: 云政文, 年份: 2026}"
    text = f"{{文种: 通知, 发文机关: [云溪县人民政府], {number_part}, 标题: 关于放假的通知, 正文: 放假。}}\n"
    path.write_text(HEADER + text, encoding="utf-8")

    def no_place(_: object) -> str:
        raise CannotPlaceError("没有地方")

    with monkeypatch.context() as patch:
        patch.setattr(marking, "text_of", no_place)
        assert refused(office, "甲") == ["R411"]
    assert not (office.content / "登记簿.sqlite").exists()
    assert office.serial("甲") == 1
    assert path.read_text(encoding="utf-8") == HEADER + text.replace("年份: 2026", "年份: 2026, 顺序号: 1")


def test_the_digest_sees_the_content_alone(office: Office) -> None:
    """Layout, comments, 登记 and numbers are no content; a word is."""
    path = office.notice("甲")
    before = digest_of(path.parent, office.project)
    text = path.read_text(encoding="utf-8")
    path.write_text(
        text.replace("年份: 2026", "年份: 2026, 顺序号: 9") + "# 注\n登记: {拟稿人: 李溪}\n", encoding="utf-8"
    )
    assert digest_of(path.parent, office.project) == before
    path.write_text(text.replace("认真", "遵照"), encoding="utf-8")
    assert digest_of(path.parent, office.project) != before


def test_a_name_that_is_none_says_which_there_are(office: Office) -> None:
    """The nearest name is offered."""
    office.notice("县城供水通知")
    with pytest.raises(UserError) as caught:
        office.take("县城供水")
    (found,) = caught.value.problems
    assert (found.code, "是不是想写「县城供水通知」" in found.fix) == ("R424", True)


def test_two_documents_on_one_reserved_number(office: Office) -> None:
    """A reserved number that one document typed is its number; of two nobody has it."""
    office.notice("甲", 2)
    office.take("甲")
    desk = office.desk()
    with desk.change() as change:
        for serial in (3, 4):
            change.do(Action.RESERVE, Entry(number(serial), EntryState.RESERVED, purpose="人代会"))
    office.notice("乙", 3)
    assert office.serial("乙") == 3
    office.notice("丙", 4)
    office.notice("丁", 4)
    assert refused(office, "丙") == ["R402"]


def test_a_void_number_may_be_used_again_where_the_office_says_so(office: Office) -> None:
    """作废号: 选用."""
    office.notice("甲")
    office.take("甲")
    desk = office.desk()
    with desk.change() as change:
        change.do(Action.VOID, Entry(number(1), EntryState.VOID, reason="重复"))
    shutil.rmtree(office.content / "甲")
    office.notice("乙")
    assert refused(office, "乙", use=number(1)) == ["R418"]
    office.rules("作废号: 选用\n")
    assert office.serial("乙", use=number(1), reason="重复已撤") == 1


def test_an_issued_document_that_lost_its_number_is_told(office: Office) -> None:
    """The folder of an issued document does not get another number."""
    office.notice("甲")
    office.take("甲")
    desk = office.desk()
    with desk.change() as change:
        entry = change.book.entries[number(1)]
        change.do(Action.ISSUE, entry)
    office.notice("甲")
    assert refused(office, "甲") == ["R410"]


def test_a_registration_number_is_taken_with_the_number(office: Office) -> None:
    """× in the place of its digits asks for the next one of its form and year."""
    office.notice("甲", 1, more="统一登记号: YXDR-2026-00007\n")
    path = office.notice("乙", more="统一登记号: YXDR-2026-×\n")
    assert [str(item) for item in office.take("乙").numbers] == ["云政文〔2026〕2号", "YXDR-2026-00008"]
    assert "统一登记号: YXDR-2026-00008\n" in path.read_text(encoding="utf-8")
