"""The book as an office uses it: looked at, kept, filled in by hand, audited, saved and brought back."""

from __future__ import annotations

import datetime
import io
import json
import shutil
import sqlite3
from pathlib import Path

import openpyxl
import pytest

from tests.register.office import Office, number
from ygt_docs.console import book as command
from ygt_docs.console import book_files
from ygt_docs.console.book import Asked
from ygt_docs.docfiles.pdf_text import read_pdf
from ygt_docs.problems import UserError
from ygt_docs.register.book import Filter, chosen, explanation, gaps, runs, year_against_year
from ygt_docs.register.entry import Action, Entry, EntryState, Final
from ygt_docs.register.exporting import workbook
from ygt_docs.register.upkeep import audit


def run(office: Office, words: str, **options: object) -> int:
    """`register …`: its exit code."""
    return command.register(Asked(words.replace(" ", "\n"), content=str(office.content), **options))


def refused(office: Office, words: str, **options: object) -> list[str]:
    """The codes with which `register …` is refused."""
    with pytest.raises(UserError) as caught:
        run(office, words, **options)
    return [item.code for item in caught.value.problems]


def audited(office: Office, repair: bool = False, day: datetime.date | None = None) -> list[str]:
    """The codes of an audit."""
    return [item.code for item in audit(office.desk(), repair, day).problems]


@pytest.fixture
def three(office: Office) -> Office:
    """An office with three numbers of two codes."""
    for name, code in (("甲", "云政文"), ("乙", "云政人"), ("丙", "云政文")):
        office.notice(name, code=code, more="主送机关: [各乡镇人民政府]\n登记: {拟稿人: 李溪, 计划内外: 计划外}\n")
        office.take(name)
    return office


def test_rows_are_chosen_by_series_and_words(three: Office, capsys: pytest.CaptureFixture[str]) -> None:
    """By series, words, year, month, unit and state, in order of their numbers."""
    assert run(three, "list 云政文") == 0
    assert [line.split("  ")[1] for line in capsys.readouterr().out.splitlines()[:-1]] == [
        str(number(1)),
        str(number(2)),
    ]
    run(three, "search 关于乙", json=True)
    (row,) = json.loads(capsys.readouterr().out)["登记"]
    assert (row["编号"], row["拟稿人"]) == ("云政人〔2026〕1号", "李溪")
    book = three.book()
    assert len(chosen(book, Filter(year=2026, month=4, unit="各乡镇", state="已编号"))) == 3
    assert (
        chosen(book, Filter(year=2025)) == chosen(book, Filter(month=5)) == chosen(book, Filter(unit="县财政局")) == []
    )
    assert refused(three, "list 云教办") == ["R806"]
    assert refused(three, "list", state="在册") == ["R803"]
    assert refused(three, "list", year="26") == ["R803"]
    assert refused(three, "search") == ["R802"]
    assert refused(three, "look") == ["R801"]
    assert refused(three, "gaps", unit="县财政局") == ["R808"]
    assert refused(three, "show 甲", year="2026") == ["R808"]
    assert refused(three, "set 甲 备注=x", force=True) == ["R808"]


def test_cures_name_the_folder_that_was_looked_at(three: Office, capsys: pytest.CaptureFixture[str]) -> None:
    """What is told can be pasted: it names the content folder that the command was given."""
    where = f"--content {three.content}"
    three.notice("丁", 1)
    with pytest.raises(UserError) as caught:
        three.take("丁")
    assert f"用 ./invoke number {where} 丁 取新的号" in caught.value.problems[0].fix
    with pytest.raises(UserError) as caught:
        run(three, "void 云政文〔2026〕2号")
    assert f"./invoke register {where} void 云政文〔2026〕2号 --reason" in caught.value.problems[0].fix
    three.notice("丁", 4)
    assert run(three, "audit") == 0
    assert f"运行 ./invoke register audit --repair {where}，补登" in capsys.readouterr().out


def test_numbers_are_kept_and_let_go(three: Office) -> None:
    """A reservation has a purpose and an end; what is over is told, and dropped by --repair, by the documents' days."""
    assert refused(three, "reserve 云政文", year="2026") == ["R802"]
    assert refused(three, "reserve 云政文", purpose="人代会") == ["R802"]
    assert run(three, "reserve 云政文", year="2026", purpose="人代会", until="2026-05-01", count="2") == 0
    three.notice("丁")
    assert three.serial("丁") == 5
    assert audited(three) == []
    three.notice("戊", day="2026-05-06")
    three.take("戊")
    assert audited(three) == ["R603", "R603"]
    assert audited(three, repair=True) == []
    assert [three.book().entries[number(serial)].state for serial in (3, 4)] == [EntryState.VOID] * 2


def test_a_void_number_needs_a_reason(three: Office) -> None:
    """What is void stays in the book with its reason; an issued number cannot be made void."""
    assert refused(three, "void 云政文〔2026〕2号") == ["R802"]
    assert run(three, "void 云政文〔2026〕2号", reason="并入甲") == 0
    assert three.book().entries[number(2)].reason == "并入甲"
    assert refused(three, "void 云政文〔2026〕2号", reason="再来") == ["R105"]
    assert refused(three, "void 云政文〔2026〕9号", reason="没有") == ["R605"]
    assert refused(three, "void 二号", reason="没有") == ["R422"]


def test_paper_numbers_are_entered(three: Office) -> None:
    """Taken on paper: entered by hand, not twice, and not far ahead without a word."""
    assert refused(three, "enter 云政文〔2026〕3号") == ["R802"]
    assert run(three, "enter 云政文〔2026〕3号", title="关于值班的通知", date="2026-05-01", issued=True) == 0
    assert three.book().entries[number(3)].state is EntryState.ISSUED
    assert refused(three, "enter 云政文〔2026〕3号", title="又一件") == ["R105"]
    assert refused(three, "enter 云政文〔2026〕300号", title="又一件") == ["R606"]
    assert run(three, "enter 云政文〔2026〕300号", title="又一件", yes=True) == 0


def test_columns_are_filled_in(three: Office, capsys: pytest.CaptureFixture[str]) -> None:
    """Any column but those that follow from the number; 公文 gives it to another folder."""
    assert run(three, "set 甲 备注=已归档 签收=周云") == 0
    assert run(three, "set 云政文〔2026〕1号 公文=新名") == 0
    assert three.book().entries[number(1)].document == "新名"
    assert refused(three, "set 丙 状态=作废") == ["R607"]
    assert refused(three, "set 丙") == ["R802"]
    assert refused(three, "set 没有 备注=x") == ["R804"]
    capsys.readouterr()
    run(three, "show 云政文〔2026〕1号")
    assert "备注：已归档" in capsys.readouterr().out


def test_gaps_begin_with_the_first_number(office: Office, capsys: pytest.CaptureFixture[str]) -> None:
    """An office that began in the middle of a year has no gap before it; codes counted together fill one another's."""
    office.notice("甲", 57)
    office.notice("乙", 59)
    office.notice("丙", 60, code="云政函")
    office.notice("丁")
    office.take("丁")
    assert [gap.serials for gap in gaps(office.book(), office.desk().rules)] == [(58,)]
    office.rules("大流水: [{代字: [云政文, 云政函]}]\n")
    assert [gap.serials for gap in gaps(office.book(), office.desk().rules)] == [(58,)]
    assert run(office, "gaps") == 0
    assert "58（1 个）" in capsys.readouterr().out
    assert runs((3, 5, 6, 7, 9)) == "3、5—7、9"


def test_this_year_is_held_against_the_last(office: Office, capsys: pytest.CaptureFixture[str]) -> None:
    """By series up to the same day; void and reserved numbers do not count; a draft where it grew."""
    assert refused(office, "stat") == ["R805"]
    desk = office.desk()
    with desk.change() as change:
        for year, days in ((2025, ("03-01", "12-01")), (2026, ("02-01", "03-01", "04-01"))):
            for serial, day in enumerate(days, start=1):
                facts = {"成文日期": f"{year}-{day}", "计划内外": "计划外"}
                change.do(Action.TAKE, Entry(number(serial, year=year), EntryState.NUMBERED, facts=facts))
        change.do(Action.RESERVE, Entry(number(4), EntryState.RESERVED, facts={"成文日期": "2026-04-01"}))
    rows = year_against_year(office.book(), datetime.date(2026, 4, 30))
    assert [(row.now, row.before) for row in rows] == [(3, 1)]
    text = explanation(rows, datetime.date(2026, 4, 30), {"计划外": 3})
    assert "今年共发文 3 件，上年同期 1 件，增加 2 件" in text
    assert run(office, "stat", date="2026-04-30") == 0
    assert "要向上级书面说明" in capsys.readouterr().out
    assert run(office, "stat", date="2025-04-30") == 0  # there is no book of 2024 to be held against
    assert "书面说明" not in (said := capsys.readouterr().out)
    assert "没有 2024 年的号" in said


def test_an_audit_looks_at_content_and_store(three: Office) -> None:
    """Typed numbers that are not entered, folders that are gone, issued files that are lost."""
    three.notice("丁", 4)
    assert audited(three) == ["R604"]
    assert audited(three, repair=True) == []
    assert three.serials() == [1, 2, 4]
    shutil.rmtree(three.content / "丙")
    desk = three.desk()
    with desk.change() as change:
        entry = change.book.entries[number(1)]
        change.do(
            Action.ISSUE,
            Entry(number(1), entry.state, "甲", facts=entry.facts, finals=(Final("ab" * 32, "2026-04-27"),)),
        )
    assert sorted(audited(three)) == ["R601", "R602"]
    three.notice("戊", 2, code="云政人")
    shutil.copytree(three.content / "乙", three.content / "己")
    assert sorted(audited(three)) == ["R403", "R601", "R602", "R604"]


def test_an_audit_does_not_enter_a_jump(three: Office) -> None:
    """A number far ahead is told with what enters it; --repair leaves it, and tells it once."""
    three.notice("丁", 60)
    for repair in (False, True):
        found = audit(three.desk(), repair, None)
        assert [item.code for item in found.problems] == ["R611"]
        assert f"number --content {three.content} 丁 --yes" in next(iter(found.problems)).fix
    assert three.serial("丁", agreed=True) == 60
    assert audited(three) == []


def test_an_audit_knows_a_renamed_folder(three: Office) -> None:
    """A folder under another name is no lost document: it is told, and --repair writes it down."""
    (three.content / "甲").rename(three.content / "甲改名")
    assert audited(three) == ["R610"]
    assert three.book().entries[number(1)].document == "甲"
    assert audited(three, repair=True) == ["R420"]
    assert audited(three) == []
    assert three.book().entries[number(1)].document == "甲改名"


def test_an_audit_names_what_is_in_question(three: Office, capsys: pytest.CaptureFixture[str]) -> None:
    """Where the book was put back to an old state, the numbers that documents bear and it does not have are named."""
    old = (three.content / "登记簿.sqlite").read_bytes()
    three.notice("丁")
    three.take("丁")
    (three.content / "登记簿.sqlite").write_bytes(old)
    found = audit(three.desk(), False, None)
    assert (found.holds, found.questionable) == (False, (str(number(3)),))
    assert run(three, "audit") == 1
    assert "要查的号：云政文〔2026〕3号" in capsys.readouterr().out
    assert not audit(three.desk(), True, None).holds
    (three.content / "丁" / "notice.yaml").unlink()
    (three.content / "丁").rmdir()
    assert audit(three.desk(), False, None).questionable == ()
    with sqlite3.connect(three.content / "登记簿.sqlite") as connection:
        connection.execute("UPDATE register_journal SET said = replace(said, '关于丙', '关于饼')")
    connection.close()
    assert audit(three.desk(), False, None).questionable == (str(number(2)),)


def test_a_backup_brings_everything_back(three: Office, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Over an older book without a word; over a later one only with --force; an audit enters what is missing."""
    file = tmp_path / "b.zip"
    assert run(three, f"backup {file}") == 0
    first = file.read_bytes()
    capsys.readouterr()
    assert run(three, f"backup {tmp_path / 'c.zip'}", json=True) == 0
    assert json.loads(capsys.readouterr().out)["条数"] == three.book().head.count
    run(three, f"backup {file}")
    assert file.read_bytes() == first
    (three.content / "登记簿.sqlite").unlink()
    assert run(three, f"restore {file}") == 0
    three.notice("丁")
    assert three.serial("丁") == 3
    assert refused(three, f"restore {file}") == ["R609"]
    capsys.readouterr()
    assert run(three, f"restore {file}", force=True) == 0
    assert "比恢复以前少 1 条：现在运行 ./invoke register audit --repair --content" in capsys.readouterr().out
    assert 3 not in three.serials()
    assert audited(three) == ["R604"]
    assert audited(three, repair=True) == []
    three.notice("戊")
    assert three.serial("戊") == 4


def test_a_damaged_book_is_restored(three: Office, tmp_path: Path) -> None:
    """A book that was edited by hand, or is no database any more, makes room for its backup."""
    file = tmp_path / "b.zip"
    run(three, f"backup {file}")
    path = three.content / "登记簿.sqlite"
    with sqlite3.connect(path) as connection:
        connection.execute("UPDATE register_head SET hash = 'x'")
    connection.close()
    assert run(three, f"restore {file}") == 0
    path.write_bytes(b"\xff" * 5000)
    assert refused(three, f"restore {file}") == ["R609"]
    assert run(three, f"restore {file}", force=True) == 0
    three.notice("丁")
    assert three.serial("丁") == 3


def test_what_is_no_backup_is_refused(three: Office, tmp_path: Path) -> None:
    """Another file, a damaged one: nothing is touched."""
    file = tmp_path / "b.zip"
    file.write_bytes(b"PK")
    assert refused(three, f"restore {file}") == ["R608"]
    assert refused(three, f"restore {tmp_path / 'none.zip'}") == ["B208"]
    assert three.serials() == [1, 2]


def test_the_workbook_holds_every_row(three: Office, tmp_path: Path) -> None:
    """The columns that the office chose, text as text, the same bytes twice."""
    three.rules("栏: [序号, 发文字号, 标题, 拟稿人, 备注]\n")
    file = tmp_path / "b.xlsx"
    assert run(three, "export", xlsx=str(file), csv=str(tmp_path / "b.csv"), year="2026") == 0
    sheet = openpyxl.load_workbook(io.BytesIO(file.read_bytes())).worksheets[0]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=1)]
    assert rows[0][0] == "2026年发文登记簿"
    assert rows[1] == ["序号", "发文字号", "标题", "拟稿人", "备注"]
    assert rows[2][:4] == ["1", "云政人〔2026〕1号", "云溪县人民政府关于乙的通知", "李溪"]
    entries = chosen(three.book(), Filter())
    columns = three.desk().rules.columns
    assert workbook(entries, columns, "书") == workbook(entries, columns, "书")
    text = (tmp_path / "b.csv").read_text(encoding="utf-8-sig")
    assert text.splitlines()[0] == "序号,发文字号,标题,拟稿人,备注"
    assert refused(three, "export") == ["R802"]


def test_the_book_and_the_sheets_are_printed(three: Office, tmp_path: Path) -> None:
    """The document road makes the book, 22 rows a page behind its cover, and both sheets, one page each."""
    desk = three.desk()
    with desk.change() as change:
        for serial in range(3, 45):
            title = f"云溪县人民政府关于转发市政府办公室关于做好岁末年初第{serial}批安全生产隐患排查治理工作方案的通知"
            facts = {"标题": title, "文种": "通知", "成文日期": "2026-10-18", "主送": "各乡镇人民政府，县直有关单位"}
            change.do(Action.TAKE, Entry(number(serial), EntryState.NUMBERED, f"d{serial}", facts=facts))
    assert run(three, "export", pdf=str(tmp_path / "b.pdf")) == 0
    pages = [page.text for page in read_pdf((tmp_path / "b.pdf").read_bytes())]
    assert "共45个号。" in pages[0]
    assert [page.count("云政") for page in pages[1:]] == [22, 22, 1]  # titles of two lines
    three.notice("草稿", more="登记: {分送: [云溪镇人民政府 2, 县财政局 1], 存档: 2, 印发份数: 6}\n")
    assert book_files.sheet("草稿", str(three.content), str(tmp_path / "out")) == 0
    for title, words in (("发文稿纸", "2026年4月26日"), ("分发单", "分送3份，存档2份，合计5份；印发6份，余存1份。")):
        (page,) = read_pdf((tmp_path / "out" / "草稿" / f"草稿-{title}.pdf").read_bytes())
        assert words in page.text.replace("\n", "")


def test_a_book_that_is_too_thick_is_not_printed_at_once(
    three: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """More numbers than pages can be made of at once: told before any file is written; a part of them prints."""
    monkeypatch.setattr(book_files, "_MOST_PRINTED", 1)
    files = {"xlsx": str(tmp_path / "b.xlsx"), "pdf": str(tmp_path / "b.pdf")}
    assert refused(three, "export", **files) == ["R809"]
    assert not list(tmp_path.glob("b.*"))
    assert run(three, "export", xlsx=files["xlsx"]) == 0


def test_show_holds_the_files_against_the_issued_ones(
    three: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Missing files are a warning, other files an error, lost lists an error too."""
    from ygt_docs.register.finals import FinalFiles, FinalStore

    desk = three.desk()
    store = FinalStore(desk.rules.finals)
    digest = store.put(FinalFiles("甲", "c", {".docx": store.put(b"word")}, {}).to_bytes())
    with desk.change() as change:
        entry = change.book.entries[number(1)]
        finals = (Final(digest, "2026-04-27"),)
        change.do(Action.ISSUE, Entry(number(1), entry.state, "甲", facts=entry.facts, finals=finals))
    out = tmp_path / "out"
    monkeypatch.setattr(command, "project_path", lambda typed, usual: out)
    assert run(three, "show 甲") == 0
    assert "R901" in capsys.readouterr().out
    (out / "甲").mkdir(parents=True)
    (out / "甲" / "甲.docx").write_bytes(b"word")
    assert run(three, "show 甲") == 0
    assert "成品：" in (said := capsys.readouterr().out)
    assert "R9" not in said
    (out / "甲" / "甲.docx").write_bytes(b"edited")
    assert run(three, "show 甲") == 1
    assert "R902" in capsys.readouterr().out
