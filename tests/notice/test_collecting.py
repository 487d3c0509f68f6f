"""A collection (汇编) binds documents of its own content folder; what it cannot bind is named at its place."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.notice.contents import HEADER, NOTICE, ORGANS
from ygt_docs.building.fingerprint import document_fingerprint
from ygt_docs.notice import LoadedDocument, load_content
from ygt_docs.notice.folders import member_folders
from ygt_docs.project import Project

MANUSCRIPT = "文种: 文稿\n标题: 某项工作方案\n正文: 写明任务。\n"


def bound(root: Path, members: str, **documents: str) -> LoadedDocument:
    """The collection 集 of `members` (as typed), beside `documents` by folder name."""
    content = root / "content"
    documents = {"集": f"文种: 汇编\n标题: 资料汇编\n成文日期: 2026-11-20\n汇编:\n  篇目: {members}\n", **documents}
    for name, text in documents.items():
        (content / name).mkdir(parents=True)
        (content / name / "notice.yaml").write_text(HEADER.format("notice") + text, encoding="utf-8")
    (content / "organs.yaml").write_text(ORGANS, encoding="utf-8")
    return load_content(content, Project(root, root / "cache"), "集").documents[0]


def test_members_are_read_in_the_order_of_the_list(tmp_path: Path) -> None:
    """A collection holds its members in its own order, and their sources are its sources."""
    loaded = bound(tmp_path, "[乙, 甲]", 甲=NOTICE, 乙=MANUSCRIPT)
    assert loaded.document is not None, list(loaded.problems)
    assert [member.name for member in loaded.document.members] == ["乙", "甲"]
    assert {path.parent.name for path in loaded.sources} >= {"集", "甲", "乙"}


@pytest.mark.parametrize(
    ("members", "code", "words"),
    [
        ("[甲, 丁]", "N181", "乙"),
        ("[甲, 甲]", "N182", "甲"),
        ("[集]", "N181", "集"),
        ("[../甲]", "N181", "甲"),
        ("[另]", "N183", "另"),
        ("[坏]", "N184", "坏"),
        ("[乙甲]", "N181", "「乙甲」"),
    ],
)
def test_what_cannot_be_bound_is_named(members: str, code: str, words: str, tmp_path: Path) -> None:
    """A folder that is not there, named twice, a collection itself, or faulty: one error at the name."""
    loaded = bound(
        tmp_path,
        members,
        甲=NOTICE,
        乙=MANUSCRIPT,
        坏="文种: 文稿\n标题: 甲\n",
        另="文种: 汇编\n标题: 别的\n成文日期: 2026-11-20\n汇编: {篇目: [甲]}\n",
    )
    assert loaded.document is None
    assert [item.code for item in loaded.problems] == [code]
    (found,) = loaded.problems
    assert words in found.message + found.fix
    assert found.place.line == 6


def test_collections_that_bind_each_other_do_not_go_round(tmp_path: Path) -> None:
    """Two collections that name each other are an error each, not an endless road."""
    loaded = bound(tmp_path, "[另]", 另="文种: 汇编\n标题: 别的\n成文日期: 2026-11-20\n汇编: {篇目: [集]}\n")
    assert [item.code for item in loaded.problems] == ["N183"]


def test_a_change_in_a_member_is_a_change_of_the_collection(tmp_path: Path) -> None:
    """The fingerprint of a collection depends on the files of its members, and on no other folder."""
    bound(tmp_path, "[甲]", 甲=NOTICE, 乙=MANUSCRIPT)
    folder, project = tmp_path / "content" / "集", Project(tmp_path, tmp_path / "cache")

    def fingerprint() -> str:
        return document_fingerprint("", folder, member_folders(folder, project))

    first = fingerprint()
    assert [item.name for item in member_folders(folder, project)] == ["甲"]
    (tmp_path / "content" / "乙" / "notice.yaml").write_text("别的", encoding="utf-8")
    assert fingerprint() == first
    (tmp_path / "content" / "甲" / "notice.yaml").write_text(NOTICE + "附注: 变了\n", encoding="utf-8")
    assert fingerprint() != first


@pytest.mark.parametrize(
    "text", ["文种: 通知\n", "文种: 汇编\n汇编: 甲\n", "文种: 汇编\n汇编: {篇目: [../甲, 无]}\n", "文种: 汇编: {"]
)
def test_what_is_no_collection_has_no_member_folders(text: str, tmp_path: Path) -> None:
    """Other documents, faulty files and names that lead out of the folder give no members and no error."""
    (tmp_path / "集").mkdir()
    (tmp_path / "集" / "notice.yaml").write_text(text, encoding="utf-8")
    assert member_folders(tmp_path / "集", Project(tmp_path, tmp_path)) == ()
    assert member_folders(tmp_path / "没有", Project(tmp_path, tmp_path)) == ()
