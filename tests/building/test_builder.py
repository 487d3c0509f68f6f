"""The builder: skipping, names, crashes, and what stands in the output folder afterwards."""

from __future__ import annotations

import errno
import json
import os
import shutil
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from tests.building.fakes import Silent, misbehave, options, quick, save, save_undone, write_notice
from ygt_docs import builder
from ygt_docs.building import publish
from ygt_docs.building.fingerprint import sample_fingerprint
from ygt_docs.building.options import WrongUse
from ygt_docs.building.outcome import BuildResult
from ygt_docs.building.work import build_document
from ygt_docs.files import write_atomically
from ygt_docs.problems import UserError, problem
from ygt_docs.project import Project

Build = Callable[..., BuildResult]


@pytest.fixture
def build(tmp_path: Path, project: Project) -> Build:
    """`build(job=quick, **options)` on the folders of this test."""

    def run(job: Callable[..., Any] = quick, **changes: Any) -> BuildResult:
        return builder.build(project, options(tmp_path, **changes), Silent(), job)

    return run


def outputs(folder: Path) -> set[str]:
    """The Word and PDF files in `folder`."""
    return {item.name for item in folder.iterdir() if item.suffix in (".docx", ".pdf")}


def codes(result: BuildResult) -> list[str]:
    """The codes of all problems but the notes on stand-in faces."""
    return [item.code for item in result.all_problems() if item.code != "F301"]


def skipped(result: BuildResult) -> dict[str, bool]:
    """Which documents were skipped."""
    return {outcome.name: outcome.skipped for outcome in result.outcomes}


def test_a_good_document_gets_its_files(tmp_path: Path, build: Build) -> None:
    """A good document gets Word, PDF, report, manifest, first page, and a place in the index."""
    write_notice(tmp_path / "content", "a")
    result = build()
    assert {item.name for item in (tmp_path / "out" / "a").iterdir()} == {
        "a.docx",
        "a.pdf",
        "report.json",
        ".manifest.json",
        "page-1.png",
    }
    assert [outcome.state for outcome in result.outcomes] == ["合格"]
    assert "a/a.pdf" in (tmp_path / "out" / "index.html").read_text(encoding="utf-8")
    assert not (tmp_path / "out" / ".staging").exists()


def test_the_time_of_the_document_is_told_to_the_libraries(tmp_path: Path, build: Build) -> None:
    """SOURCE_DATE_EPOCH is midnight of the document's date while it is built."""
    write_notice(tmp_path / "content", "a")
    build()
    assert (tmp_path / "out" / "a" / "a.docx").read_text(encoding="utf-8").endswith(" 1777161600")


def test_a_document_without_serial_is_a_draft(tmp_path: Path, build: Build) -> None:
    """A faultless document whose number has no serial is a 草稿."""
    write_notice(tmp_path / "content", "a", serial=None)
    assert [outcome.state for outcome in build().outcomes] == ["草稿"]


def test_a_good_file_never_stays_beside_a_faulty_source(tmp_path: Path, build: Build) -> None:
    """With an error the files are called 待改, and the good ones vanish and are named; and the other way round."""
    out = tmp_path / "out" / "a"
    write_notice(tmp_path / "content", "a")
    build()
    write_notice(tmp_path / "content", "a", body="这里有错误。")
    result = build()
    assert outputs(out) == {"a.待改.docx", "a.待改.pdf"}
    assert " True " in (out / "a.待改.docx").read_text(encoding="utf-8")
    assert codes(result).count("B307") == 2
    write_notice(tmp_path / "content", "a")
    build()
    assert outputs(out) == {"a.docx", "a.pdf"}


def test_an_unreadable_source_takes_its_files_away(tmp_path: Path, build: Build) -> None:
    """Where nothing can be read there is no Word or PDF file, only the report that says so."""
    path = write_notice(tmp_path / "content", "a")
    build()
    path.write_text("标题: [", encoding="utf-8")
    result = build()
    assert outputs(tmp_path / "out" / "a") == set()
    assert [outcome.state for outcome in result.outcomes] == ["待改"]
    assert "B302" in codes(result)


def test_what_the_user_put_there_stays(tmp_path: Path, build: Build) -> None:
    """A file of the user's own in the output folder survives every build."""
    write_notice(tmp_path / "content", "a")
    build()
    write_atomically(tmp_path / "out" / "a" / "扫描件.pdf", b"scan")
    write_notice(tmp_path / "content", "a", body="改过了。")
    assert skipped(build()) == {"a": False}
    assert (tmp_path / "out" / "a" / "扫描件.pdf").read_bytes() == b"scan"
    assert skipped(build()) == {"a": True}


def test_what_has_not_changed_is_skipped(tmp_path: Path, build: Build) -> None:
    """A second build skips every document, and still shows its problems and its place in the index."""
    write_notice(tmp_path / "content", "a")
    write_notice(tmp_path / "content", "b", body="这里有错误。")
    first = build()
    index = (tmp_path / "out" / "index.html").read_bytes()
    second = build()
    assert skipped(second) == {"a": True, "b": True}
    assert second.outcomes[1].problems == first.outcomes[1].problems != []
    assert (tmp_path / "out" / "index.html").read_bytes() == index


def _touch_source(folder: Path) -> None:
    write_notice(folder / "content", "a", body="改过了。")


def _touch_part(folder: Path) -> None:
    (folder / "content" / "a" / "plan.yaml").write_text("导语: 新的", encoding="utf-8")


def _touch_organs(folder: Path) -> None:
    with (folder / "content" / "organs.yaml").open("a", encoding="utf-8") as stream:
        stream.write("# 改过了\n")


def _touch_output(folder: Path) -> None:
    with (folder / "out" / "a" / "a.pdf").open("ab") as stream:
        stream.write(b" ")


def _delete_output(folder: Path) -> None:
    (folder / "out" / "a" / "a.docx").unlink()


def _delete_report(folder: Path) -> None:
    (folder / "out" / "a" / "report.json").unlink()


def _spoil_manifest(folder: Path) -> None:
    (folder / "out" / "a" / ".manifest.json").write_text("[]", encoding="utf-8")


def _add_old_marked_file(folder: Path) -> None:
    (folder / "out" / "a" / "a.待改.pdf").write_bytes(b"old")


@pytest.mark.parametrize(
    "change",
    [
        _touch_source,
        _touch_part,
        _touch_organs,
        _touch_output,
        _delete_output,
        _delete_report,
        _spoil_manifest,
        _add_old_marked_file,
    ],
)
def test_every_change_builds_again(tmp_path: Path, build: Build, change: Callable[[Path], None]) -> None:
    """A change of any source or of any output builds the document again, and the next build skips it."""
    write_notice(tmp_path / "content", "a")
    build()
    change(tmp_path)
    assert skipped(build()) == {"a": False}
    assert outputs(tmp_path / "out" / "a") == {"a.docx", "a.pdf"}
    assert skipped(build()) == {"a": True}


@pytest.mark.parametrize("what", ["tool_versions", "load_fonts"])
def test_other_versions_and_fonts_build_again(
    tmp_path: Path, build: Build, monkeypatch: pytest.MonkeyPatch, what: str
) -> None:
    """Another version of a library, or other fonts, build every document again."""
    write_notice(tmp_path / "content", "a")
    build()

    class Other:
        def fingerprint(self) -> str:
            return "other"

        def faces(self, role: str) -> list[SimpleNamespace]:
            return [SimpleNamespace(stand_in=False)]

    monkeypatch.setattr(
        builder, what, (lambda: {"weasyprint": "0"}) if what == "tool_versions" else (lambda project, problems: Other())
    )
    assert skipped(build()) == {"a": False}


def test_force_builds_what_has_not_changed(tmp_path: Path, build: Build) -> None:
    """--force builds again."""
    write_notice(tmp_path / "content", "a")
    build()
    assert skipped(build(force=True)) == {"a": False}


def test_only_builds_one_and_keeps_the_others_in_the_index(tmp_path: Path, build: Build) -> None:
    """--only builds one document; the index still shows all, and says which are older than their source."""
    for name in ("a", "b"):
        write_notice(tmp_path / "content", name)
    build()
    write_notice(tmp_path / "content", "b", body="改过了。")
    assert skipped(build(only="a")) == {"a": True}
    index = (tmp_path / "out" / "index.html").read_text(encoding="utf-8")
    assert "a/a.pdf" in index
    assert "b/b.pdf" in index
    assert index.count("还没有重新生成") == 1


@pytest.mark.parametrize(
    ("name", "code", "word"),
    [
        ("segfault", "B303", "SIGSEGV"),
        ("killed", "B303", "SIGKILL"),
        ("leaves", "B303", "退出码 3"),
        ("hungry", "B305", "MB"),
        ("bug", "B306", "KeyError"),
        ("full", "B101", "磁盘"),
    ],
)
def test_one_that_fails_does_not_stop_the_others(tmp_path: Path, build: Build, name: str, code: str, word: str) -> None:
    """However a document's process ends, it is one clear error of that document; the others are built."""
    for each in ("a", name, "z"):
        write_notice(tmp_path / "content", each)
    build()
    result = build(misbehave, jobs=1, force=True)
    assert {outcome.name: str(outcome.state) for outcome in result.outcomes} == {"a": "合格", name: "待改", "z": "合格"}
    found = next(outcome for outcome in result.outcomes if outcome.name == name).problems
    assert [item.code for item in found] == [code]
    assert word in found[0].message
    assert outputs(tmp_path / "out" / name) == {f"{name}.docx", f"{name}.pdf"}  # the content is what it was
    assert outputs(tmp_path / "out" / "z") == {"z.docx", "z.pdf"}
    write_notice(tmp_path / "content", name, body="改过了。")
    before = (tmp_path / "out" / name / f"{name}.docx").read_bytes()
    assert "B309" in codes(build(misbehave, jobs=1))
    assert outputs(tmp_path / "out" / name) == {f"{name}.旧.docx", f"{name}.旧.pdf"}
    assert (tmp_path / "out" / name / f"{name}.旧.docx").read_bytes() == before
    build(misbehave, jobs=1)
    assert outputs(tmp_path / "out" / name) == {f"{name}.旧.docx", f"{name}.旧.pdf"}
    assert "B308" not in codes(build())  # nobody changed the Word file that was kept
    assert outputs(tmp_path / "out" / name) == {f"{name}.docx", f"{name}.pdf"}


def test_one_that_takes_too_long_is_stopped(tmp_path: Path, build: Build) -> None:
    """A document that takes longer than it may is stopped and said to be too long."""
    write_notice(tmp_path / "content", "hangs")
    assert codes(build(misbehave, time_limit=1.0)) == ["B304"]


@pytest.mark.parametrize("name", ["greedy", "swollen"])
def test_one_that_takes_too_much_space_is_stopped(tmp_path: Path, build: Build, name: str) -> None:
    """Many temporary files, and one that grows too large: the limit is named, the others are built."""
    for each in ("a", name):
        write_notice(tmp_path / "content", each)
    result = build(misbehave, jobs=1, space_limit=200 << 20)
    assert {outcome.name: str(outcome.state) for outcome in result.outcomes} == {"a": "合格", name: "待改"}
    (found,) = next(outcome for outcome in result.outcomes if outcome.name == name).problems
    assert (found.code, "200 MB" in found.message) == ("B313", True)


def test_a_part_of_the_system_that_changed_is_named_once(
    tmp_path: Path, build: Build, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where pango or zlib is another one than last time, a note says which; a new library of ours says nothing."""
    for name in ("a", "z"):
        write_notice(tmp_path / "content", name)
    here = builder.tool_versions()
    build()
    monkeypatch.setattr(builder, "tool_versions", lambda: here | {"pydyf": "0"})
    assert codes(build()) == []
    monkeypatch.setattr(builder, "tool_versions", lambda: here | {"pango": "0", "zlib": "0"})
    (found,) = [item for item in build().all_problems() if item.code == "B314"]
    assert f"pango {here['pango']} → 0，zlib {here['zlib']} → 0" in found.message


def test_a_crash_is_tried_again_next_time(tmp_path: Path, build: Build) -> None:
    """A failed document has no manifest: the next build makes it, and its log of the defect goes."""
    write_notice(tmp_path / "content", "bug")
    build(misbehave)
    assert "KeyError" in (tmp_path / "out" / "bug" / "error-log.txt").read_text(encoding="utf-8")
    assert [str(outcome.state) for outcome in build().outcomes] == ["合格"]
    assert not (tmp_path / "out" / "bug" / "error-log.txt").exists()


def test_what_cannot_be_published_is_set_aside(tmp_path: Path, build: Build, monkeypatch: pytest.MonkeyPatch) -> None:
    """If the new files cannot be put in place, the old ones do not stay as if they were current; none is deleted.

    Where even a name cannot be changed, an error names the file that is not current.
    """
    write_notice(tmp_path / "content", "a")
    build()

    def refuse(*_: object, **__: object) -> None:
        raise UserError([problem("B101", path="out/a")])

    monkeypatch.setattr(builder, "publish", refuse)
    monkeypatch.setattr(builder, "publish_report_alone", refuse)
    assert set(codes(build(force=True))) == {"B101", "B311"}
    assert outputs(tmp_path / "out" / "a") == {"a.docx", "a.pdf"}
    write_notice(tmp_path / "content", "a", body="改过了。")
    with monkeypatch.context() as patched:
        patched.setattr(publish, "move_file", refuse)
        assert set(codes(build())) == {"B101", "B310"}
    assert outputs(tmp_path / "out" / "a") == {"a.docx", "a.pdf"}
    assert set(codes(build())) == {"B101", "B309"}
    assert outputs(tmp_path / "out" / "a") == {"a.旧.docx", "a.旧.pdf"}


def test_a_fault_of_a_template_costs_no_good_file(tmp_path: Path, build: Build, project: Project) -> None:
    """What is wrong with a template is no fault of the content: the good files stay as 旧 until it is mended."""
    write_notice(tmp_path / "content", "a")
    build()
    own = Project(tmp_path, project.cache)
    shutil.copytree(project.templates, tmp_path / "templates")
    (tmp_path / "templates" / "word" / "notice.docx").write_bytes(b"spoilt")
    result = builder.build(own, options(tmp_path), Silent(), build_document)
    assert {"W101", "B309"} <= {item.code for item in result.all_problems()}
    assert {"a.旧.docx", "a.旧.pdf"} <= outputs(tmp_path / "out" / "a")


@pytest.mark.parametrize("undone", [True, False])
def test_what_is_saved_during_a_build_is_built_next_time(tmp_path: Path, build: Build, undone: bool) -> None:
    """B saved while A is built, and undone or not: the next build does not take for current what holds B."""
    source = write_notice(tmp_path / "content", "a")
    before, status = source.read_bytes(), source.stat()
    result = build(save_undone if undone else save)
    assert ("B312" in codes(result)) is not undone
    if undone:
        os.utime(source, ns=(status.st_atime_ns, status.st_mtime_ns))  # as an editor's undo on a synchronised drive
        assert source.read_bytes() == before
    assert "别的内容".encode() in (tmp_path / "out" / "a" / "a.docx").read_bytes()
    assert skipped(build()) == {"a": False}
    assert ("别的内容".encode() in (tmp_path / "out" / "a" / "a.docx").read_bytes()) is not undone
    assert skipped(build()) == {"a": True}


def test_an_output_without_source_is_named_and_kept(tmp_path: Path, build: Build) -> None:
    """An output folder whose source is gone is named in a 提示, stays on the disk, and leaves the index."""
    for name in ("a", "b"):
        write_notice(tmp_path / "content", name)
    build()
    (tmp_path / "content" / "b" / "notice.yaml").unlink()
    (tmp_path / "content" / "b").rmdir()
    result = build()
    assert codes(result) == ["B401"]
    (note,) = (item for item in result.problems if item.code == "B401")
    assert note.message.endswith("1 件已没有对应的源文件夹，没有改动：b")
    assert outputs(tmp_path / "out" / "b") == {"b.docx", "b.pdf"}
    assert "b/b.pdf" not in (tmp_path / "out" / "index.html").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"only": "c"}, "N108"),
        ({"content": "nowhere"}, "N101"),
        ({"out": "content"}, "B201"),
        ({"out": "content/a"}, "B201"),
        ({"out": "."}, "B201"),
        ({"content": "content/a/notice.yaml"}, "B210"),
    ],
)
def test_wrong_use_touches_nothing(tmp_path: Path, build: Build, changes: dict[str, str], code: str) -> None:
    """Options that cannot be followed are refused before anything is written."""
    write_notice(tmp_path / "content", "a")
    before = sorted(tmp_path.rglob("*"))
    given = {key: value if key == "only" else tmp_path / value for key, value in changes.items()}
    with pytest.raises(WrongUse) as caught:
        build(**given)
    assert [item.code for item in caught.value.problems] == [code]
    assert sorted(tmp_path.rglob("*")) == before


def test_a_report_holds_the_fields_of_the_contract(tmp_path: Path, build: Build) -> None:
    """report.json names document, pages, files with hashes, tools, fonts, and problems with all their fields."""
    write_notice(tmp_path / "content", "a", body="这里有错误。")
    build()
    report = json.loads((tmp_path / "out" / "a" / "report.json").read_text(encoding="utf-8"))
    assert list(report) == [
        "format",
        "name",
        "title",
        "number",
        "kind",
        "state",
        "pages",
        "files",
        "fonts",
        "profile",
        "tools",
        "problems",
    ]
    assert (report["number"], report["kind"], report["state"]) == ("云政文〔2026〕4号", "通知", "待改")
    assert report["profile"]["页边补偿"] == "否"
    assert [set(item) for item in report["files"]] == [{"name", "bytes", "sha256"}] * 2
    assert "weasyprint" in report["tools"]
    assert [set(font) for font in report["fonts"]] == [{"role", "word_family", "faces"}]
    assert [set(item) for item in report["problems"]] == [
        {"code", "severity", "strength", "clause", "file", "line", "column", "page", "message", "fix"}
    ] * len(report["problems"])
    assert str(tmp_path) not in json.dumps(report)


def test_two_folders_give_the_same_bytes(tmp_path: Path, project: Project) -> None:
    """Two builds of the same sources in different folders have every byte in common, report and index among them."""
    for side in ("one", "two"):
        write_notice(tmp_path / side / "content", "a")
        write_notice(tmp_path / side / "content", "b", body="这里有错误。")
        write_notice(tmp_path / side / "content", "c").write_text("标题: [", encoding="utf-8")
        builder.build(project, options(tmp_path / side), Silent(), quick)
    one, two = (
        {
            file.relative_to(tmp_path / side): file.read_bytes()
            for file in (tmp_path / side / "out").rglob("*")
            if file.is_file() and file.name != ".manifest.json"
        }
        for side in ("one", "two")
    )
    assert one == two


def test_a_sample_is_made_on_request_only(tmp_path: Path, build: Build) -> None:
    """--sample adds NAME.样稿.pdf and keeps the first page of the usual PDF; the next build without it takes it away."""
    write_notice(tmp_path / "content", "a")
    build(sample=True)
    assert outputs(tmp_path / "out" / "a") == {"a.docx", "a.pdf", "a.样稿.pdf"}
    assert skipped(build(sample=True)) == {"a": True}
    result = build()
    assert outputs(tmp_path / "out" / "a") == {"a.docx", "a.pdf"}
    assert "B307" in codes(result)


def test_another_seal_picture_is_another_sample(tmp_path: Path) -> None:
    """A document is built again with --sample when a picture in the folder seals has changed."""
    project = Project(tmp_path, tmp_path / "cache")
    prints = [sample_fingerprint("common", project)]
    (tmp_path / "seals").mkdir()
    for content in (b"one", b"two"):
        (tmp_path / "seals" / "甲.png").write_bytes(content)
        prints.append(sample_fingerprint("common", project))
    assert len({*prints, "common"}) == 4


def _edit(path: Path, data: bytes = b"edited by hand") -> None:
    write_atomically(path, data)


@pytest.mark.parametrize("spoilt", [None, ".manifest.json", "report.json"])
def test_a_word_file_changed_by_hand_is_kept(tmp_path: Path, build: Build, spoilt: str | None) -> None:
    """A Word file that somebody edited is kept as 手改, 手改2 …, with a 警告; whatever else of ours is damaged."""
    out = tmp_path / "out" / "a"
    write_notice(tmp_path / "content", "a")
    build()
    _edit(out / "a.docx", b"first")
    if spoilt is not None:
        (out / spoilt).write_text("[]", encoding="utf-8")
    assert codes(build()) == ["B308"]
    _edit(out / "a.docx", b"second")
    result = build()
    assert [
        (item.code, "a/a.docx" in item.message, "a.手改2.docx" in item.message)
        for item in result.problems
        if item.code != "F301"
    ] == [("B308", True, True)]
    assert [item.fix.partition("：")[2].partition("；")[0] for item in result.problems if item.code == "B308"] == [
        f"./invoke import {out / 'a.手改2.docx'} --update a --content {tmp_path / 'content'}"
    ]
    assert outputs(out) == {"a.docx", "a.pdf", "a.手改.docx", "a.手改2.docx"}
    assert ((out / "a.手改.docx").read_bytes(), (out / "a.手改2.docx").read_bytes()) == (b"first", b"second")
    assert (codes(build()), skipped(build())) == ([], {"a": True})


def test_an_unchanged_word_file_is_not_taken_for_edited(tmp_path: Path, build: Build) -> None:
    """A new build over untouched files keeps nothing, good or 待改."""
    for body in ("甲。", "乙。", "这里有错误。", "丙。"):
        write_notice(tmp_path / "content", "a", body=body)
        assert "B308" not in codes(build())
    assert outputs(tmp_path / "out" / "a") == {"a.docx", "a.pdf"}


def test_hand_made_changes_outlive_a_document_that_cannot_be_read(tmp_path: Path, build: Build) -> None:
    """Where no new file is made the old one goes, but not the work of a hand."""
    path = write_notice(tmp_path / "content", "a")
    build()
    _edit(tmp_path / "out" / "a" / "a.docx")
    path.write_text("标题: [", encoding="utf-8")
    assert "B308" in codes(build())
    assert outputs(tmp_path / "out" / "a") == {"a.手改.docx"}


def test_a_number_borne_twice_is_an_error_of_both(tmp_path: Path, build: Build) -> None:
    """Two documents with one 发文字号 are both 待改, each told where the other is, also with --only; then both are good."""
    for name in ("a", "b"):
        write_notice(tmp_path / "content", name, serial=4)
    write_notice(tmp_path / "content", "c", serial=None)
    write_notice(tmp_path / "content", "d", serial=None)
    result = build()
    assert {outcome.name: str(outcome.state) for outcome in result.outcomes} == {
        "a": "待改",
        "b": "待改",
        "c": "草稿",
        "d": "草稿",
    }
    found = [item for item in result.all_problems() if item.code == "N192"]
    assert [((item.place.file or "")[-13:], item.place.line, item.message[-15:]) for item in found] == [
        ("a/notice.yaml", 4, "b/notice.yaml:4"),
        ("b/notice.yaml", 4, "a/notice.yaml:4"),
    ]
    assert skipped(build(only="b")) == {"b": True}
    write_notice(tmp_path / "content", "a", serial=5)
    assert {outcome.name: str(outcome.state) for outcome in build(only="b").outcomes} == {"b": "合格"}


def test_what_has_not_changed_is_not_read(tmp_path: Path, build: Build, monkeypatch: pytest.MonkeyPatch) -> None:
    """The numbers of an unchanged document stand in its manifest: the second build opens no notice.yaml to parse it."""
    for name in ("a", "b", "c"):
        write_notice(tmp_path / "content", name, serial=4 if name != "c" else None)
    before = sorted(map(str, build().all_problems()))
    read: list[str] = []
    monkeypatch.setattr(builder, "read_claims", lambda folder, shown: read.append(folder.name))
    monkeypatch.setattr(builder.Survey, "load", lambda survey, name: read.append(name))
    again = build()
    assert skipped(again) == {"a": True, "b": True, "c": True}
    assert (sorted(map(str, again.all_problems())), read) == (before, [])


@pytest.mark.parametrize("kept", ["", [["发文字号", "机关代字", "云政文", 2026, 2026, "5", 4, 1]], [[1]], None])
def test_numbers_in_a_manifest_are_those_of_this_file(tmp_path: Path, build: Build, kept: object) -> None:
    """Where the notice is another one, or somebody wrote into the manifest, the notice itself is read."""
    for name in ("a", "b"):
        write_notice(tmp_path / "content", name, serial=4 if name == "a" else 5)
    assert "N192" not in codes(build())
    write_notice(tmp_path / "content", "b", serial=4)
    manifest = tmp_path / "out" / "a" / ".manifest.json"
    manifest.write_text(json.dumps(json.loads(manifest.read_text(encoding="utf-8")) | {"claims": kept}))
    assert codes(build()).count("N192") == 1  # of the newer one: the other has the number already


def test_a_built_notice_that_became_a_pipe_is_not_waited_for(tmp_path: Path, build: Build) -> None:
    """Reading what is no ordinary file may never end: it is an error of its document, before and after a build."""
    write_notice(tmp_path / "content", "a", serial=4)
    build()
    path = tmp_path / "content" / "a" / "notice.yaml"
    path.unlink()
    os.mkfifo(path)
    assert codes(build()).count("Y102") == codes(build()).count("Y102") == 1


def test_a_registration_number_borne_twice_is_an_error(tmp_path: Path, build: Build) -> None:
    """The same holds for the 统一登记号."""
    for name in ("a", "b"):
        path = write_notice(tmp_path / "content", name)
        path.write_text(path.read_text(encoding="utf-8") + "统一登记号: AAPR-2026-00001\n", encoding="utf-8")
    assert codes(build()).count("N192") == 2


def test_many_outputs_without_source_are_one_note(tmp_path: Path, build: Build) -> None:
    """Old folders are one 提示 for the run, with the first names and the count."""
    for number in range(12):
        write_notice(tmp_path / "content", f"n{number:02}", serial=number + 1)
    build()
    for number in range(1, 12):
        (tmp_path / "content" / f"n{number:02}" / "notice.yaml").unlink()
        (tmp_path / "content" / f"n{number:02}").rmdir()
    (found,) = [item for item in build().problems if item.code != "F301"]
    assert (found.code, "11 件" in found.message, "n10 等 11 件" in found.message) == ("B401", True, True)


def test_the_index_keeps_what_another_content_built(tmp_path: Path, build: Build) -> None:
    """Two content folders share an output folder: each build shows both, and the other's folders are no orphans."""
    write_notice(tmp_path / "content", "a")
    write_notice(tmp_path / "other", "b", serial=5)
    build()
    assert codes(build(content=tmp_path / "other")) == []
    page = (tmp_path / "out" / "index.html").read_text(encoding="utf-8")
    assert ("a/a.pdf" in page, "b/b.pdf" in page, "还没有重新生成" in page) == (True, True, False)
    (tmp_path / "out" / "b" / "b.pdf").write_bytes(b"changed")
    build()
    page = (tmp_path / "out" / "index.html").read_text(encoding="utf-8")
    assert ("b/b.docx" in page, "还没有重新生成" in page) == (True, True)
    shutil.rmtree(tmp_path / "other" / "b")
    assert codes(build()) == ["B401"]
    assert "b/b.docx" not in (tmp_path / "out" / "index.html").read_text(encoding="utf-8")


@pytest.mark.parametrize("rename", ["Notice.yaml", "notice.yml", "通知.yaml", "notice.yaml.txt", "notice.docx", None])
def test_a_document_that_lost_its_notice_is_withdrawn(tmp_path: Path, build: Build, rename: str | None) -> None:
    """A misnamed or deleted notice.yaml is an error, and the old good files do not stay as if they were current."""
    path = write_notice(tmp_path / "content", "a")
    (tmp_path / "content" / "a" / "a.png").write_bytes(b"")
    build()
    path.rename(path.with_name(rename)) if rename else path.unlink()
    result = build()
    assert {"N191", "B307"} <= set(codes(result))
    assert {"B401", "N103"} & set(codes(result)) == set()
    assert outputs(tmp_path / "out" / "a") == set()
    assert "N191" in codes(build())
    assert "N191" in (tmp_path / "out" / "index.html").read_text(encoding="utf-8")


def test_a_folder_of_pictures_is_a_note(tmp_path: Path, build: Build) -> None:
    """A folder without any YAML that nothing was ever built from is a 提示."""
    write_notice(tmp_path / "content", "a")
    (tmp_path / "content" / "pictures").mkdir()
    assert [(item.code, str(item.severity)) for item in build().problems if item.code != "F301"] == [("N103", "提示")]


def test_a_file_that_cannot_be_replaced_leaves_all_as_it_was(
    tmp_path: Path, build: Build, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file that is held open, or must not be touched, is named; the old folder stays, the others are built."""
    for name in ("a", "b"):
        write_notice(tmp_path / "content", name)
    build()
    before = {path: path.read_bytes() for path in (tmp_path / "out" / "a").iterdir()}
    write_notice(tmp_path / "content", "a", body="改过了。")
    real = os.rename

    def rename(source: str, target: str) -> None:
        if str(source).endswith("a.pdf"):
            raise PermissionError(errno.EPERM, "not permitted", source)
        real(source, target)

    monkeypatch.setattr(os, "rename", rename)
    result = build()
    assert [item.code for item in result.outcomes[0].problems] == ["B102"]
    assert "out/a/a.pdf”" in result.outcomes[0].problems[0].message
    assert {path: path.read_bytes() for path in (tmp_path / "out" / "a").iterdir()} == before
    assert not (tmp_path / "out" / ".staging").exists()
    assert "B307" not in codes(result)


@pytest.mark.parametrize("broken", ["{% for %}", "{{ nothing }}", "{{ 1 / 0 }}", None])
def test_a_broken_index_template_is_told_after_the_documents(
    tmp_path: Path, project: Project, broken: str | None
) -> None:
    """A fault of the index's template is one error with file and line; the documents are there, an old index is not."""
    shutil.copytree(project.templates, tmp_path / "templates")
    template = tmp_path / "templates" / "report" / "index.html"
    write_notice(tmp_path / "content", "a")
    write_atomically(tmp_path / "out" / "index.html", b"old")
    template.write_text("\n" + broken, encoding="utf-8") if broken else template.unlink()
    result = builder.build(Project(tmp_path, project.cache), options(tmp_path), Silent(), quick)
    assert [str(item.place) for item in result.problems if item.code == "B402"] == [
        "templates/report/index.html" + (":2" if broken else "")
    ]
    assert outputs(tmp_path / "out" / "a") == {"a.docx", "a.pdf"}
    assert not (tmp_path / "out" / "index.html").exists()
