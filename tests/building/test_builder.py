"""The builder: skipping, names, crashes, and what stands in the output folder afterwards."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.building.fakes import Silent, misbehave, options, quick, write_notice
from ygt_docs import builder
from ygt_docs.building.options import WrongUse
from ygt_docs.building.outcome import BuildResult
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
        "a.docx", "a.pdf", "report.json", ".manifest.json", "page-1.png"}
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


@pytest.mark.parametrize("change", [_touch_source, _touch_part, _touch_organs, _touch_output, _delete_output,
                                    _delete_report, _spoil_manifest, _add_old_marked_file])
def test_every_change_builds_again(tmp_path: Path, build: Build, change: Callable[[Path], None]) -> None:
    """A change of any source or of any output builds the document again, and the next build skips it."""
    write_notice(tmp_path / "content", "a")
    build()
    change(tmp_path)
    assert skipped(build()) == {"a": False}
    assert outputs(tmp_path / "out" / "a") == {"a.docx", "a.pdf"}
    assert skipped(build()) == {"a": True}


@pytest.mark.parametrize("what", ["tool_versions", "load_fonts"])
def test_other_versions_and_fonts_build_again(tmp_path: Path, build: Build, monkeypatch: pytest.MonkeyPatch,
                                              what: str) -> None:
    """Another version of a library, or other fonts, build every document again."""
    write_notice(tmp_path / "content", "a")
    build()

    class Other:
        def fingerprint(self) -> str:
            return "other"

    monkeypatch.setattr(builder, what, (lambda: {"weasyprint": "0"}) if what == "tool_versions" else
                        (lambda project, problems: Other()))
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


@pytest.mark.parametrize(("name", "code", "word"), [
    ("segfault", "B303", "SIGSEGV"), ("killed", "B303", "SIGKILL"), ("leaves", "B303", "退出码 3"),
    ("hungry", "B305", "MB"), ("bug", "B306", "KeyError"), ("full", "B101", "磁盘")])
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
    assert outputs(tmp_path / "out" / name) == set()
    assert outputs(tmp_path / "out" / "z") == {"z.docx", "z.pdf"}


def test_one_that_takes_too_long_is_stopped(tmp_path: Path, build: Build) -> None:
    """A document that takes longer than it may is stopped and said to be too long."""
    write_notice(tmp_path / "content", "hangs")
    assert codes(build(misbehave, time_limit=1.0)) == ["B304"]


def test_a_crash_is_tried_again_next_time(tmp_path: Path, build: Build) -> None:
    """A failed document has no manifest: the next build makes it, and its log of the defect goes."""
    write_notice(tmp_path / "content", "bug")
    build(misbehave)
    assert "KeyError" in (tmp_path / "out" / "bug" / "error-log.txt").read_text(encoding="utf-8")
    assert [str(outcome.state) for outcome in build().outcomes] == ["合格"]
    assert not (tmp_path / "out" / "bug" / "error-log.txt").exists()


def test_what_cannot_be_published_is_withdrawn(tmp_path: Path, build: Build, monkeypatch: pytest.MonkeyPatch) -> None:
    """If the new files cannot be put in place, the old ones do not stay as if they were current."""
    write_notice(tmp_path / "content", "a")
    build()

    def refuse(*_: object) -> None:
        raise UserError([problem("B101", path="out/a")])

    monkeypatch.setattr(builder, "publish", refuse)
    monkeypatch.setattr(builder, "publish_report_alone", refuse)
    result = build(force=True)
    assert outputs(tmp_path / "out" / "a") == set()
    assert set(codes(result)) == {"B101", "B307"}


def test_an_output_without_source_is_named_and_kept(tmp_path: Path, build: Build) -> None:
    """An output folder whose source is gone is named in a 提示, stays on the disk, and leaves the index."""
    for name in ("a", "b"):
        write_notice(tmp_path / "content", name)
    build()
    (tmp_path / "content" / "b" / "notice.yaml").unlink()
    (tmp_path / "content" / "b").rmdir()
    assert codes(build()) == ["B401"]
    assert outputs(tmp_path / "out" / "b") == {"b.docx", "b.pdf"}
    assert "b/b.pdf" not in (tmp_path / "out" / "index.html").read_text(encoding="utf-8")


@pytest.mark.parametrize(("changes", "code"), [
    ({"only": "c"}, "N108"), ({"content": "nowhere"}, "N101"), ({"out": "content"}, "B201"),
    ({"out": "content/a"}, "B201"), ({"out": "."}, "B201"), ({"content": "content/a/notice.yaml"}, "B210")])
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
    assert list(report) == ["format", "name", "title", "number", "kind", "state", "pages", "files", "fonts", "tools",
                            "problems"]
    assert (report["number"], report["kind"], report["state"]) == ("云政文〔2026〕4号", "通知", "待改")
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
    one, two = ({file.relative_to(tmp_path / side): file.read_bytes()
                 for file in (tmp_path / side / "out").rglob("*") if file.is_file() and file.name != ".manifest.json"}
                for side in ("one", "two"))
    assert one == two
