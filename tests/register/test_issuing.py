"""An issued document stays as it was issued: whatever changes around it, and in spite of what changes in it."""

from __future__ import annotations

import datetime
import shutil
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.building.fakes import Silent, quick
from tests.register.office import HEADER, Office, number
from ygt_docs import builder
from ygt_docs.building.options import Options
from ygt_docs.building.outcome import BuildResult, State
from ygt_docs.console import registering, updating
from ygt_docs.problems import Problem, UserError, problem
from ygt_docs.project import Project
from ygt_docs.register.entry import EntryState
from ygt_docs.register.finals import FinalStore
from ygt_docs.register.issuing import Built, issue, withdraw
from ygt_docs.starting import start_like

IMPRINT = "版记:\n  印发机关: 云溪县人民政府办公室\n"
DAY = datetime.date(2026, 4, 27)


def built(office: Office, **options: Any) -> BuildResult:
    """Build everything with quick stages."""
    assert office.call.out is not None
    return builder.build(office.project, Options(office.content, office.call.out, jobs=1, **options), Silent(), quick)


def issued(office: Office, name: str, day: datetime.date | None = DAY, reason: str = "") -> list[str]:
    """What `issue NAME` does; the codes of what it says."""
    assert office.call.out is not None
    out = office.call.out / name

    def make() -> Built:
        result = built(office, only=name, anew=True)
        files = {}
        for path in out.iterdir():
            rest = path.name.removeprefix(name)
            if not path.name.startswith("."):
                files[rest] = path.read_bytes()
        errors = [item for item in result.all_problems() if item.severity == "错误"]
        return Built(files, tuple(errors), {"ygt-docs": "1"})

    desk = office.desk()
    found = issue(desk, name, day, make, reason)
    built(office, only=name)
    return [item.code for item in found.problems]


def refused(act: Callable[[], object]) -> list[str]:
    """The codes of what is refused."""
    with pytest.raises(UserError) as caught:
        act()
    return [item.code for item in caught.value.problems]


def codes(result: BuildResult) -> list[str]:
    """The codes of a build, without the note on faces."""
    return [item.code for item in result.all_problems() if item.code != "F301"]


def files(office: Office, name: str) -> dict[str, bytes]:
    """The finished files of a document."""
    assert office.call.out is not None
    folder = office.call.out / name
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.suffix in (".docx", ".pdf", ".json")}


@pytest.fixture
def one(office: Office) -> Office:
    """An office with one issued document, 甲."""
    office.notice("甲", more=IMPRINT)
    office.take("甲")
    issued(office, "甲")
    return office


def test_an_issued_document_is_in_the_store(one: Office) -> None:
    """Its day stands in the imprint, its state in the book, its files and what they came from in the store."""
    assert "  印发日期: 2026-04-27\n" in (one.content / "甲" / "notice.yaml").read_text(encoding="utf-8")
    entry = one.book().entries[number(1)]
    assert (entry.state, entry.fact("印发日期")) == (EntryState.ISSUED, "2026-04-27")
    assert entry.final is not None
    listed = FinalStore(one.content / "定稿").listed(entry.final.digest)
    assert listed is not None
    assert {".docx", ".pdf", "report.json"} <= set(listed.outputs)
    assert {"甲/notice.yaml", "organs.yaml", "templates/word/notice.docx"} <= set(listed.sources)
    assert FinalStore(one.content / "定稿").missing(entry.final.digest) == []


def replaced(path: Path, old: str, new: str) -> None:
    """Change words of a file that are there once at least."""
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def another_template(path: Path) -> None:
    """The template for Word with all its characters a little smaller."""
    parts = {}
    with zipfile.ZipFile(path) as archive:
        for name in archive.namelist():
            parts[name] = archive.read(name)
    assert b'w:sz w:val="32"' in parts["word/styles.xml"]
    parts["word/styles.xml"] = parts["word/styles.xml"].replace(b'w:sz w:val="32"', b'w:sz w:val="30"')
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in parts.items():
            archive.writestr(name, data)


def test_it_stays_whatever_changes_around_it(office: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Another template, face, profile, version, organ, 单位.yaml and 登记.yaml: the same bytes, also put back.

    The same text as a draft is another file then: the changes are such as show.
    """
    for name in ("甲", "乙"):
        office.notice(name, title="做好供水工作", more=IMPRINT)
    office.take("甲")
    assert registering.issue("甲", "2026-04-27", "", "", str(office.content), str(office.call.out), False) == 0
    assert office.call.out is not None
    builder.build(office.project, Options(office.content, office.call.out, jobs=1), Silent())
    before, draft = files(office, "甲"), files(office, "乙")
    copy = tmp_path / "project"
    for name in ("templates", "schema"):
        shutil.copytree(office.project.root / name, copy / name)
    other = Office(office.content, Project(copy, office.project.cache))
    another_template(copy / "templates" / "word" / "notice.docx")
    replaced(copy / "templates" / "fonts.yaml", "Word字体: 仿宋_GB2312", "Word字体: 仿宋")
    replaced(copy / "templates" / "profile.yaml", "版记空一字按几号字: 4号", "版记空一字按几号字: 3号")
    replaced(
        office.content / "organs.yaml", "- 全称: 云溪县人民政府", "- 全称: 云溪县人民政府\n    标志名: 云溪县政府文件"
    )
    office.rules("跳号: 30\n")
    (office.content / "单位.yaml").write_text("单位: [{全称: 云溪县教育局}]\n", encoding="utf-8")
    monkeypatch.setattr("ygt_docs.__version__", "99.0")
    result = builder.build(other.project, Options(office.content, office.call.out, jobs=1, force=True), Silent())
    assert {item.name: item.state for item in result.outcomes}["甲"] is not State.FAULTY
    assert files(office, "甲") == before
    assert files(office, "乙") != draft
    shutil.rmtree(office.call.out / "甲")
    result = builder.build(other.project, Options(office.content, office.call.out, jobs=1, only="甲"), Silent())
    assert "R503" in [item.code for item in result.all_problems()]
    assert files(office, "甲") == before


def test_missing_and_changed_files_are_put_back(one: Office) -> None:
    """What was deleted or edited comes back from the store, and that is said; an edited Word file is kept beside."""
    before = files(one, "甲")
    assert one.call.out is not None
    assert codes(built(one)) == []
    (one.call.out / "甲" / "甲.docx").unlink()
    assert codes(built(one)) == ["R503"]
    assert files(one, "甲") == before
    (one.call.out / "甲" / "甲.docx").write_bytes(b"edited")
    assert codes(built(one)) == ["R512"]
    assert files(one, "甲") == {**before, "甲.手改.docx": b"edited"}
    shutil.rmtree(one.call.out)
    assert codes(built(one)) == ["R503"]
    assert files(one, "甲") == before


def test_a_change_in_it_is_an_error(one: Office) -> None:
    """The content is held against what was issued; 登记 may change at any time, comments and layout are no content."""
    before, path = files(one, "甲"), one.content / "甲" / "notice.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text + "# 注\n登记: {备注: 已发}\n", encoding="utf-8")
    assert codes(built(one)) == []
    path.write_text(text.replace("认真", "遵照"), encoding="utf-8")
    assert codes(built(one)) == ["R501"]
    path.write_text(text.replace("顺序号: 1", "顺序号: 2"), encoding="utf-8")
    assert codes(built(one)) == ["R501"]
    assert files(one, "甲") == before


def test_a_duplicate_leaves_the_issued_files_alone(one: Office) -> None:
    """A typed duplicate and a copied folder are errors of the newcomer alone; a renamed folder keeps its files."""
    before = files(one, "甲")
    one.notice("乙", 1)
    shutil.copytree(one.content / "甲", one.content / "丙")
    result = built(one)
    assert {item.name: item.state for item in result.outcomes} == {
        "甲": State.GOOD,
        "乙": State.FAULTY,
        "丙": State.FAULTY,
    }
    assert sorted(codes(result)) == ["R403", "R403"]
    assert files(one, "甲") == before
    shutil.rmtree(one.content / "乙")
    shutil.rmtree(one.content / "丙")
    (one.content / "甲").rename(one.content / "新名")
    assert codes(built(one)) == ["R503", "B401"] or sorted(codes(built(one))) in (["B401"], ["B401", "R503"])
    after = files(one, "新名")
    assert after["新名.docx"] == before["甲.docx"]
    assert after["新名.pdf"] == before["甲.pdf"]


def test_without_a_book_the_one_with_good_files_keeps_them(office: Office) -> None:
    """A number that was typed by hand and built belongs to the document that was built with it."""
    office.notice("甲", 12)
    built(office)
    before = files(office, "甲")
    office.notice("乙", 12)
    result = built(office)
    assert {item.name: item.state for item in result.outcomes} == {"甲": State.GOOD, "乙": State.FAULTY}
    assert (codes(result), files(office, "甲")) == (["N192"], before)


def test_asked_again_it_stays(one: Office) -> None:
    """`issue` again does nothing; another day or another content is refused."""
    head = one.book().head
    assert issued(one, "甲", None) == []
    assert one.book().head == head
    assert refused(lambda: issued(one, "甲", datetime.date(2026, 4, 28))) == ["R501"]


def test_reissued_with_a_reason_both_versions_are_kept(one: Office) -> None:
    """The new version holds, the old one stays in the store."""
    before, path = files(one, "甲"), one.content / "甲" / "notice.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("认真", "遵照"), encoding="utf-8")
    assert refused(lambda: issued(one, "甲", None)) == ["R501"]
    issued(one, "甲", None, "错字")
    entry = one.book().entries[number(1)]
    assert [item.reason for item in entry.finals] == ["", "错字"]
    assert codes(built(one)) == []
    assert files(one, "甲")["甲.docx"] != before["甲.docx"]
    store = FinalStore(one.content / "定稿")
    old = store.listed(entry.finals[0].digest)
    assert old is not None
    assert store.get(old.outputs[".docx"]) == before["甲.docx"]


def test_withdrawn_on_the_same_day_alone(one: Office) -> None:
    """On the day it was issued a document can be taken back; its number stays, and it may be issued again."""
    assert refused(lambda: withdraw(one.desk(), "甲", "错发", datetime.date(2026, 4, 28))) == ["R507"]
    assert withdraw(one.desk(), "甲", "错发", DAY) == (number(1),)
    entry = one.book().entries[number(1)]
    assert (entry.state, entry.final, entry.finals[0].withdrawn) == (EntryState.NUMBERED, None, "错发")
    path = one.content / "甲" / "notice.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("认真", "遵照"), encoding="utf-8")
    assert codes(built(one)) == []
    issued(one, "甲", None)
    assert len(one.book().entries[number(1)].finals) == 2
    assert refused(lambda: withdraw(one.desk(), "乙", "错发", DAY)) == ["R505"]


def test_what_is_not_ready_is_not_issued(office: Office) -> None:
    """Without a number, a day, or with an error nothing is issued; nor is anything issued anew that was not issued."""
    office.notice("甲", more=IMPRINT)
    assert refused(lambda: issued(office, "甲")) == ["R508"]
    office.take("甲")
    assert refused(lambda: issued(office, "甲", None)) == ["R502"]
    assert refused(lambda: issued(office, "甲", datetime.date(2026, 4, 1))) == ["R509"]
    assert refused(lambda: issued(office, "甲", reason="错字")) == ["R505"]
    path = office.content / "甲" / "notice.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("请认真执行。", "错误"), encoding="utf-8")
    assert refused(lambda: issued(office, "甲"))[0] == "R506"
    assert office.book().entries[number(1)].state is EntryState.NUMBERED
    path.write_text(text, encoding="utf-8")
    issued(office, "甲")
    assert office.book().entries[number(1)].state is EntryState.ISSUED


def test_a_document_without_number_is_issued_too(office: Office) -> None:
    """A manuscript is known by its ticket; the book counts it by itself."""
    path = office.content / "讲话" / "notice.yaml"
    path.parent.mkdir()
    path.write_text(HEADER + "文种: 文稿\n标题: 在会上的讲话\n正文: 同志们。\n", encoding="utf-8")
    issued(office, "讲话")
    (entry,) = office.book().entries.values()
    assert (str(entry.number), entry.state) == ("无文号2026年第1件", EntryState.ISSUED)
    before = files(office, "讲话")
    assert codes(built(office)) == []
    path.write_text(path.read_text(encoding="utf-8").replace("同志们", "各位"), encoding="utf-8")
    assert codes(built(office)) == ["R501"]
    assert files(office, "讲话") == before


def test_a_store_that_lost_a_file_says_so(one: Office) -> None:
    """Where the store itself has lost what must be put back, that is one error."""
    assert one.call.out is not None
    shutil.rmtree(one.content / "定稿")
    shutil.rmtree(one.call.out)
    assert codes(built(one)) == ["R504"]


def test_a_damaged_book_does_not_undo_what_is_issued(one: Office) -> None:
    """A book that does not hold is told by the build too, and the issued files stay all the same."""
    import sqlite3

    before = files(one, "甲")
    with sqlite3.connect(one.content / "登记簿.sqlite") as connection:
        connection.execute("UPDATE register_head SET hash = 'x'")
    connection.close()
    path = one.content / "甲" / "notice.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("认真", "遵照"), encoding="utf-8")
    assert sorted(codes(built(one))) == ["R101", "R501"]
    assert files(one, "甲") == before


def test_edits_do_not_go_back_into_an_issued_document(one: Office, tmp_path: Path) -> None:
    """import --update and import --force are refused before anything is read."""
    word = tmp_path / "a.docx"
    word.write_bytes(b"x")
    assert refused(lambda: updating.update(str(word), "甲", str(one.content), True, False)) == ["R511"]
    assert refused(lambda: registering.refuse_issued("甲", one.content)) == ["R511"]
    registering.refuse_issued("乙", one.content)


def test_a_new_one_like_it_has_no_number(one: Office) -> None:
    """new --like leaves number, 登记 and state out."""
    path = one.content / "甲" / "notice.yaml"
    path.write_text(path.read_text(encoding="utf-8") + "登记:\n  拟稿人: 李溪\n", encoding="utf-8")
    start_like("乙", "甲", one.content, one.project)
    text = (one.content / "乙" / "notice.yaml").read_text(encoding="utf-8")
    assert "登记" not in text
    assert "顺序号" not in text
    assert "印发日期" not in text


def test_one_of_the_two_options(one: Office) -> None:
    """--reissue and --withdraw together are wrong use."""
    found: list[Problem] = [problem("R510", name="甲", run=one.call)]
    with pytest.raises(UserError) as caught:
        registering.issue("甲", "", "a", "b", str(one.content), "", False)
    assert caught.value.problems == found
