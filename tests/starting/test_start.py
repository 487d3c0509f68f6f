"""A new document of any kind builds at once, and a wrong wish is answered in words."""

from __future__ import annotations

import datetime
import random
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from ygt_docs.builder import build
from ygt_docs.building.options import Options
from ygt_docs.building.outcome import Outcome, State
from ygt_docs.notice import load_content
from ygt_docs.notice.model import Kind
from ygt_docs.problems import Severity, UserError
from ygt_docs.project import Project
from ygt_docs.rules import check
from ygt_docs.starting import KINDS, start

DAY = datetime.date(2026, 11, 23)


class Quiet:
    """A progress that nobody sees."""

    def begin(self, total: int) -> None:
        """Nothing."""

    def waiting(self) -> None:
        """Nothing."""

    def finished(self, outcome: Outcome) -> None:
        """Nothing."""

    def end(self) -> None:
        """Nothing."""


def test_every_kind_builds_at_once_and_says_what_is_to_be_written(project: Project, tmp_path: Path) -> None:
    """All kinds, begun in an empty content folder, give both files as 待改; the only fault is the text left as it is.

    Nothing else is wrong with a starting text, and as it is it must not go out.
    """
    content = tmp_path / "content"
    for kind in KINDS:
        start(f"新-{kind}", kind, content, project, DAY)
    result = build(project, Options(content, tmp_path / "out", jobs=2), Quiet())
    worse = [item for item in result.all_problems() if item.severity is not Severity.NOTE]
    assert {item.code for item in worse} == {"T110"}
    assert {item.state for item in result.outcomes} == {State.FAULTY}
    for kind in KINDS:
        folder = tmp_path / "out" / f"新-{kind}"
        assert (folder / f"新-{kind}.待改.docx").is_file()
        assert (folder / f"新-{kind}.待改.pdf").is_file()


# What a secretary writes in the place of what a starting text leaves open, the longest words first.
_WRITTEN = (
    ("某某某某", "青禾县"),
    ("某某某", "周清和"),
    ("某某市", "青阳市"),
    ("某某县", "青禾县"),
    ("某某路", "河滨路"),
    ("某某公司", "顺达公司"),
    ("某某会议", "青禾县人民政府常务会议"),
    ("某某部门", "县水利局"),
    ("某某管理", "供水管理"),
    ("某某应急", "防汛应急"),
    ("某某方案", "供水方案"),
    ("某年某月某日", "2026年12月1日"),
    ("某项", "城乡供水"),
    ("第一项", "供水"),
    ("第二项", "用水"),
    ("第一个议题", "供水工程"),
    ("第二个议题", "用水管理"),
    ("负责人职务", "县长"),
    ("×××××××", "8000001"),
    ("某某", "县水利"),
    ("某", "供水"),
)
_TO_BE_TOLD = re.compile(r"请?写明[^，。；、：（）,{}\[\]\"“]*")


def _filled(text: str) -> str:
    """A starting text with everything written that it leaves open."""
    lines = []
    for line in text.splitlines():
        if line.lstrip().startswith("#"):
            lines.append(line)
        else:
            lines.append(_TO_BE_TOLD.sub("抓好落实", line))
    text = "\n".join(lines) + "\n"
    for words, written in _WRITTEN:
        text = text.replace(words, written)
    return text


def test_what_a_kind_begins_with_is_right_once_it_is_filled_in(
    project: Project, tmp_path: Path, rng: random.Random, count: Callable[[int, int], int]
) -> None:
    """Each starting text, with its open places written, is read without 错误 and 警告; those built are good."""
    content = tmp_path / "content"
    for kind in KINDS:
        start(f"新-{kind}", kind, content, project, DAY)
    for path in content.rglob("*.yaml"):
        path.write_text(_filled(path.read_text(encoding="utf-8")), encoding="utf-8")
    loaded = load_content(content, project)
    assert len(loaded.documents) >= len(KINDS)
    wrong = []
    for item in loaded.documents:
        found = [*item.problems, *(check(item.document, project) if item.document is not None else ())]
        wrong += [f"{item.name} {one}" for one in found if one.severity is not Severity.NOTE]
    assert wrong == []
    for kind in rng.sample(sorted(set(KINDS) - {"汇编"}), count(3, len(KINDS) - 1)):
        result = build(project, Options(content, tmp_path / "out", only=f"新-{kind}"), Quiet())
        worse = [str(item) for item in result.all_problems() if item.severity is not Severity.NOTE]
        assert worse == [], kind
        assert all(outcome.state is not State.FAULTY for outcome in result.outcomes)


WRITES = {
    "信函": "通知",
    "办法": "通知",
    "应急预案": "通知",
    "会议通知": "通知",
    "表彰通报": "通报",
    "任免通知": "通知",
    "转发通知": "通知",
    "讲话": "文稿",
}


@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_begins_alone_in_an_empty_folder(kind: str, project: Project, tmp_path: Path) -> None:
    """Each kind is read without error or warning in a content folder that was empty; organs.yaml is made and told."""
    content = tmp_path / "content"
    started = start("甲", kind, content, project, DAY)
    assert "S201" in [item.code for item in started.problems]
    loaded = load_content(content, project, "甲")
    found = [*loaded.problems, *loaded.documents[0].problems]
    assert [str(item) for item in found if item.severity is not Severity.NOTE] == []
    document = loaded.documents[0].document
    assert document is not None
    assert str(document.notice.kind) == WRITES.get(kind, kind)
    text = (content / "甲" / "notice.yaml").read_text(encoding="utf-8")
    assert "【" not in text
    # Outside of the project no file names a schema, and no empty line stands in its place.
    assert "$schema" not in text
    assert not text.startswith("\n")


@pytest.mark.parametrize("kind", ["办法", "应急预案", "任免通知", "转发通知", "讲话"])
def test_what_offices_write_often_says_which_kind_it_is(kind: str, project: Project, tmp_path: Path) -> None:
    """The first line tells the 文种, which the name does not; an unknown name is answered with all of them."""
    start("甲", kind, tmp_path / "content", project, DAY)
    text = (tmp_path / "content" / "甲" / "notice.yaml").read_text(encoding="utf-8")
    assert f"文种是 {WRITES[kind]}" in text.partition("\n")[0]
    with pytest.raises(UserError, match=kind):
        start("乙", "没有的", tmp_path / "content", project, DAY)


def test_there_is_a_text_for_each_of_the_fifteen_kinds(project: Project) -> None:
    """The 15 kinds of the regulation, the letter format and the texts that are no documents can be begun."""
    assert set(KINDS) == {str(kind) for kind in Kind} | set(WRITES)
    assert {path.stem for path in (project.templates / "new").glob("*.yaml")} == {*KINDS, "organs"}


@pytest.mark.parametrize(
    ("kind", "closing"),
    [
        ("请示", "妥否，请批示。"),
        ("报告", "特此报告。"),
        ("函", "请予函复。"),
        ("批复", "此复。"),
        ("公告", "特此公告。"),
        ("通告", "特此通告。"),
        ("议案", "请予审议。"),
        ("通知", "特此通知。"),
    ],
)
def test_the_closing_of_the_kind_stands_ready(kind: str, closing: str, project: Project) -> None:
    """A kind with a closing of its own has it in its starting text."""
    assert closing in (project.templates / "new" / f"{kind}.yaml").read_text(encoding="utf-8")


def test_a_request_has_one_addressee_and_a_contact(project: Project, tmp_path: Path) -> None:
    """A 请示 begins with one addressee, a signatory, and the contact in the annotation."""
    start("甲", "请示", tmp_path, project, DAY)
    document = load_content(tmp_path, project, "甲").documents[0].document
    assert document is not None
    notice = document.notice
    assert len(notice.addressees) == 1
    assert len(notice.signatories) == 1
    assert notice.annotation is not None
    assert "电话" in notice.annotation
    assert "联系人" in notice.annotation


def test_the_document_bears_the_organ_and_year_that_are_known(project: Project, tmp_path: Path) -> None:
    """The first organ of organs.yaml, its code, the year and the day stand in the new document."""
    (tmp_path / "organs.yaml").write_text("机关:\n  - {全称: 丰和县财政局, 机关代字: 丰财}\n", encoding="utf-8")
    start("甲", "通知", tmp_path, project, DAY)
    document = load_content(tmp_path, project, "甲").documents[0].document
    assert document is not None
    assert str(document.notice.number) == "丰财〔2026〕×号"
    assert document.notice.title[0].startswith("丰和县财政局")
    assert document.notice.date == DAY


@pytest.mark.parametrize(
    ("name", "kind", "code", "words"),
    [
        ("甲", "通报告", "S101", "通报"),
        ("甲", "", "S101", "通知"),
        ("乙", "通知", "S102", "乙"),
        ("a/b", "通知", "B209", "a/b"),
    ],
)
def test_a_wrong_wish_is_answered(
    name: str, kind: str, code: str, words: str, project: Project, tmp_path: Path
) -> None:
    """An unknown kind names the nearest, a taken name and an impossible one are refused; nothing is written."""
    (tmp_path / "乙").mkdir()
    with pytest.raises(UserError) as caught:
        start(name, kind, tmp_path, project, DAY)
    assert [item.code for item in caught.value.problems] == [code]
    assert words in caught.value.problems[0].message + caught.value.problems[0].fix
    assert sorted(item.name for item in tmp_path.iterdir()) == ["乙"]


@pytest.mark.parametrize("organs", ["机关:\n  - {全称: '甲: 乙'}\n", "机关:\n  - {全称: 甲县, 机关代字: 'a: b'}\n"])
def test_an_organ_that_would_break_the_text_is_refused(organs: str, project: Project, tmp_path: Path) -> None:
    """Names that YAML would take apart never enter the starting text."""
    (tmp_path / "organs.yaml").write_text(organs, encoding="utf-8")
    with pytest.raises(UserError) as caught:
        start("甲", "通知", tmp_path, project, DAY)
    assert [item.code for item in caught.value.problems] == ["S103"]


def test_missing_starting_texts_are_told(project: Project, tmp_path: Path) -> None:
    """A project without templates/new says so."""
    with pytest.raises(UserError) as caught:
        start("甲", "通知", tmp_path / "content", Project(tmp_path, project.cache), DAY)
    assert [item.code for item in caught.value.problems] == ["S104"]


def test_a_collection_binds_what_is_there(project: Project, tmp_path: Path) -> None:
    """A new 汇编 lists the documents of the folder; in an empty one a 文稿 is made to begin with (S202)."""
    first = start("甲", "汇编", tmp_path, project, DAY)
    assert "S202" in [item.code for item in first.problems]
    start("乙", "汇编", tmp_path, project, DAY)
    document = load_content(tmp_path, project, "乙").documents[0].document
    assert document is not None
    assert [member.name for member in document.members] == ["甲-01"]
