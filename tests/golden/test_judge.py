"""Goldens can be trusted: what is missing, too much, different or made elsewhere is said; accepting goes by name."""

from __future__ import annotations

import io
import re
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from fontTools.ttLib import TTFont

from tests.examples import NAMES
from ygt_docs import together
from ygt_docs.building.options import WrongUse
from ygt_docs.console import golden as console
from ygt_docs.fonts import load_fonts
from ygt_docs.golden import Accepted, Artefacts, Store, accept, artefacts, environment_text, judge, write_report
from ygt_docs.golden.artefacts import FILES, HTML, LAYOUT, MODEL, WORD, differing
from ygt_docs.golden.judge import changes, lost, text_of
from ygt_docs.golden.picture import pages_of
from ygt_docs.golden.store import ENVIRONMENT, REASONS
from ygt_docs.problems import Problems, UserError, problem
from ygt_docs.project import Project

HERE = "weasyprint 70.0\n字体 YGT-FangSong.otf 0123456789abcdef\n"
ELSEWHERE = HERE.replace("70.0", "71.0")


def layout(*lines: str) -> str:
    """A layout of one page with `lines` of text and a rule."""
    texts = [f"字 79.4 521.6 {100 + 29 * row}.0 16.0 YGT-FangSong 000000 {line}" for row, line in enumerate(lines)]
    return "\n".join(["页 1 595.3 841.9", *texts, "线 79.4 331.7 521.6 333.2 0.0 FF0000"]) + "\n"


def blank_pdf() -> bytes:
    """A PDF of one empty page."""
    out = io.BytesIO()
    with pikepdf.new() as pdf:
        pdf.add_blank_page(page_size=(595.3, 841.9))
        pdf.save(out)
    return out.getvalue()


LINES = tuple("甲乙丙丁戊己庚辛壬癸" * 2 for _ in range(10))
NOW = Artefacts({MODEL: "{}\n", HTML: "<p>甲\n", WORD: "==== a\n", LAYOUT: layout(*LINES)}, (blank_pdf(),))


def other(**texts: str) -> Artefacts:
    """NOW with other texts; the keys are model, html, word and layout."""
    names = dict(zip(("model", "html", "word", "layout"), FILES, strict=True))
    return replace(NOW, texts={**NOW.texts, **{names[key]: text for key, text in texts.items()}})


def making(found: Artefacts) -> Callable[[str], Artefacts]:
    """What makes every example the same."""
    return lambda name: found


@pytest.fixture
def store(tmp_path: Path) -> Store:
    """A store with the golden of `plan`, made here."""
    made = Store(tmp_path / "golden")
    accept("plan", ["plan"], made, HERE, making(NOW), "首次认可", False, {})
    return made


def codes(store: Store, found: Artefacts, names: list[str] | None = None, environment: str = HERE) -> list[str]:
    """The codes of what judging `names` (None: plan) finds."""
    return [item.code for item in judge(names or ["plan"], store, environment, making(found)).problems]


def test_the_same_example_is_silent(store: Store) -> None:
    """An example that is what it was has no problem and counts as the same."""
    result = judge(["plan"], store, HERE, making(NOW))
    assert (list(result.problems), result.verdicts, result.same) == ([], [], 1)


@pytest.mark.parametrize("key", ["model", "html", "word", "layout"])
def test_any_file_that_differs_is_an_error(store: Store, key: str) -> None:
    """A difference in any of the four texts is an error that names file and first line."""
    result = judge(["plan"], store, HERE, making(other(**{key: NOW.texts[LAYOUT] + "多\n"})))
    (found,) = result.problems
    assert (found.code, found.severity) == ("G103", "错误")
    assert "--accept plan" in found.fix
    assert str(result.verdicts[0].changes[0]) in found.message


def test_a_missing_golden_is_an_error(store: Store) -> None:
    """An example without a golden is an error, and so is a golden without one of its files or with one too many."""
    assert codes(store, NOW, ["plan", "new"]) == ["G101"]
    (store.folder / "plan" / WORD).unlink()
    assert codes(store, NOW) == ["G104", "G103"]
    (store.folder / "plan" / "stray.txt").write_text("", encoding="utf-8")
    assert codes(store, NOW) == ["G104", "G104", "G103"]


def test_an_orphan_golden_is_an_error(store: Store) -> None:
    """A golden whose example is gone is an error; a folder that holds no golden is none."""
    (store.folder / "__pycache__").mkdir()
    (store.folder / "__pycache__" / "x.pyc").write_bytes(b"")
    assert codes(store, NOW, ["other"]) == ["G102", "G101"]


def test_an_orphan_hides_behind_no_other_name(store: Store) -> None:
    """A folder that holds only renamed files is an orphan too; an empty one is nothing."""
    (store.folder / "gone").mkdir()
    assert codes(store, NOW) == []
    (store.folder / "gone" / "layout.old").write_bytes(b"")
    assert codes(store, NOW) == ["G102"]


@pytest.mark.parametrize("record", [ENVIRONMENT, REASONS])
def test_a_lost_record_is_an_error_and_excuses_nothing(store: Store, record: str) -> None:
    """Without the record of its environment or reasons a golden is an error; differences stay errors, and accepting
    what is the same puts the record back."""
    (store.folder / "plan" / record).unlink()
    assert codes(store, NOW) == ["G104"]
    assert codes(store, other(layout=layout("别的", *LINES))) == ["G104", "G103"]
    assert accept("plan", ["plan"], store, HERE, making(NOW), "补记录", False, {}).changes == ()
    assert codes(store, NOW) == []


def test_an_edited_golden_is_an_error(store: Store) -> None:
    """A golden that was edited by hand, by one character, or by its line ends only, differs."""
    path = store.folder / "plan" / LAYOUT
    whole = path.read_bytes()
    for edited in (
        whole.replace("甲".encode(), "由".encode(), 1),
        whole.replace(b"\n", b"\r\n"),
        whole[:-1],
        whole + b"\xff",
        b"",
    ):
        path.write_bytes(edited)
        assert codes(store, NOW) == ["G103"]


def test_faulty_examples_are_never_accepted(store: Store) -> None:
    """What has errors fails the comparison even where its golden is the same, and is not accepted."""
    faulty = replace(other(html="<p>乙\n"), errors=(problem("G203"),))
    assert codes(store, replace(NOW, errors=(problem("G203"),))) == ["G203"]
    with pytest.raises(UserError) as caught:
        accept("plan", ["plan"], store, HERE, making(faulty), "改字", True, {})
    assert [item.code for item in caught.value.problems] == ["G207", "G203"]
    assert codes(store, NOW) == []


def test_errors_of_a_build_reach_the_comparison(tmp_path: Path, project: Project) -> None:
    """An example whose content has an 错误 is made as 待改; the comparison knows its errors."""
    shutil.copytree(project.root / "content", tmp_path / "content")
    path = tmp_path / "content" / "yunxi-2026-letter" / "notice.yaml"
    text = path.read_text(encoding="utf-8")
    assert artefacts("yunxi-2026-letter", tmp_path / "content", project).errors == ()
    path.write_text(re.sub("成文日期: .*", "成文日期: 2026-02-30", text), encoding="utf-8")
    with pytest.raises(UserError):  # cannot be read
        artefacts("yunxi-2026-letter", tmp_path / "content", project)
    path.write_text(text.replace("妥否", "\U000323af妥否", 1), encoding="utf-8")
    assert artefacts("yunxi-2026-letter", tmp_path / "content", project).errors


def test_of_two_accepts_at_once_one_is_refused(store: Store) -> None:
    """A golden that was accepted by somebody else while this example was made is not overwritten."""

    def meanwhile(name: str) -> Artefacts:
        accept("plan", ["plan"], store, HERE, making(other(html="<p>丙\n")), "别人", False, {})
        return other(html="<p>乙\n")

    with pytest.raises(UserError) as caught:
        accept("plan", ["plan"], store, HERE, meanwhile, "我", False, {})
    assert [item.code for item in caught.value.problems] == ["G208"]
    assert codes(store, other(html="<p>丙\n")) == []


def test_a_golden_is_written_whole_or_not_at_all(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the disk refuses in the middle, the old golden stands as it was."""
    before = {path.name: path.read_bytes() for path in (store.folder / "plan").iterdir()}
    writes = iter(range(100))

    def refusing(*arguments: Any) -> None:
        if next(writes) == 2:
            raise UserError([problem("G203")])
        real(*arguments)

    real = together._change
    monkeypatch.setattr(together, "_change", refusing)
    with pytest.raises(UserError):
        accept(
            "plan",
            ["plan"],
            store,
            HERE,
            making(other(html="乙\n", word="乙\n", layout=layout(*LINES, "乙"))),
            "改",
            False,
            {},
        )
    assert {path.name: path.read_bytes() for path in (store.folder / "plan").iterdir()} == before


def test_a_checkout_keeps_the_line_ends_of_goldens(project: Project) -> None:
    """Git is told to leave them alone, also where it is set to turn line ends (Windows)."""
    said = (project.root / ".gitattributes").read_text(encoding="utf-8").splitlines()
    assert "tests/golden/*/* -text diff" in said


def test_another_environment_is_named_and_cries_no_wolf(store: Store) -> None:
    """With other tools a difference of the pages is a warning that names the tools; the same pages are only noted."""
    changed = other(layout=layout("别的", *LINES))
    (found,) = judge(["plan"], store, ELSEWHERE, making(changed)).problems
    assert (found.code, found.severity) == ("G105", "警告")
    assert "weasyprint 70.0 → 71.0" in found.message
    assert codes(store, NOW, environment=ELSEWHERE) == ["G106"]


def test_another_environment_excuses_no_other_model(store: Store) -> None:
    """What the example says depends on no tool: such a difference stays an error everywhere."""
    assert codes(store, other(model="{1}\n"), environment=ELSEWHERE) == ["G103"]


def test_what_cannot_be_made_is_an_error(store: Store) -> None:
    """An example that no longer builds fails, with its own problems behind."""

    def fail(name: str) -> Artefacts:
        problems = Problems()
        problems.add("G203")
        raise UserError(problems)

    assert [item.code for item in judge(["plan"], store, HERE, fail).problems] == ["G107", "G203"]


def styled(*lines: str) -> Artefacts:
    """NOW with a Word file whose styles say `lines`."""
    return other(word="\n".join(["==== a", "<w:t>段落样式 甲：字号 9 磅", "==== 样式", *lines]) + "\n")


TITLE = ("段落样式 公文标题：字号 22 磅", "段落样式 公文标题：字形 常规", "段落样式 一级标题：颜色 000000")


def test_a_changed_style_is_told_with_both_values(store: Store, tmp_path: Path, project: Project) -> None:
    """The judgement, the page and accepting name a style with its old and new value, and the examples it shows in."""
    accept("plan", ["plan"], store, HERE, making(styled(*TITLE)), "有样式", False, {})
    now = styled(TITLE[0].replace("22", "20"), "段落样式 公文标题：字形 加粗", TITLE[2], "段落样式 二级标题：字号 9 磅")
    found = judge(["plan"], store, HERE, making(now))
    told = ["段落样式 公文标题 字号：22 磅 → 20 磅", "段落样式 公文标题 字形：常规 → 加粗"]
    assert sorted(found.style_changes().items()) == sorted((change, ["plan"]) for change in told)
    html = write_report(found, tmp_path / "report", project).read_text("utf-8")
    assert all(f"<li>{change}（plan）</li>" in html for change in told)
    assert sorted(accept("plan", ["plan"], store, HERE, making(now), "改样式", False, {}).styles) == sorted(told)
    assert judge(["plan"], store, HERE, making(styled(*TITLE[:2]))).style_changes() == {
        "段落样式 公文标题 字号：20 磅 → 22 磅": ["plan"],
        "段落样式 公文标题 字形：加粗 → 常规": ["plan"],
    }


def test_a_property_that_a_style_no_longer_says_is_told(store: Store) -> None:
    """What only one side says of a style that both use is a change."""
    accept("plan", ["plan"], store, HERE, making(styled(*TITLE, "段落样式 公文标题：另有 下划线")), "有样式", False, {})
    found = judge(["plan"], store, HERE, making(styled(*TITLE))).style_changes()
    assert list(found) == ["段落样式 公文标题 另有：下划线 → （没有说）"]


def test_accepting_takes_one_name_and_a_reason(store: Store) -> None:
    """Accepting writes the four texts, the environment, and the reason with what changed below the older ones."""
    found = accept("plan", ["plan"], store, HERE, making(other(html="<p>乙\n")), " 改了\n字\x1b\udc80 ", False, {})
    assert [str(item) for item in found.changes] == ["page.html +1 -1"]
    assert codes(store, other(html="<p>乙\n")) == []
    reasons = (store.folder / "plan" / REASONS).read_text(encoding="utf-8").splitlines()
    assert reasons[0].startswith("首次认可（")
    assert reasons[1] == "改了 字（page.html +1 -1）"
    assert (store.folder / "plan" / ENVIRONMENT).read_text(encoding="utf-8") == HERE


def test_several_accepted_are_summed_up(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], project: Project
) -> None:
    """Of several names a line each, a style once, and the count; one alone is shown with the lines that differ."""
    change = "段落样式 公文标题 字号：22 磅 → 20 磅"
    accepted = Accepted(tuple(changes({HTML: "旧行"}, {HTML: "新行"})), (change,))
    monkeypatch.setattr(console, "_accept", lambda *_: accepted)
    assert console._accept_all(["甲", "乙"], "改字号", False, project) == 0
    told = capsys.readouterr().out.splitlines()
    assert told[:3] == ["已认可 甲：page.html +1 -1", "已认可 乙：page.html +1 -1", f"样式改动：{change}"]
    assert (len(told), told[3].startswith("共认可 2 件")) == (4, True)
    console._accept_all(["甲"], "改字号", False, project)
    assert "  +新行" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("name", "reason", "code"),
    [
        ("plam", "改字", "G201"),
        ("../plan", "改字", "G201"),
        ("", "改字", "G201"),
        ("plan", "  ", "G202"),
        ("plan", "", "G202"),
        ("plan", "\u200b\n", "G202"),
        ("plan", "……", "G202"),
    ],
)
def test_a_wrong_name_or_no_reason_is_wrong_use(store: Store, name: str, reason: str, code: str) -> None:
    """A name that does not exist, or no reason, is wrong use and changes nothing."""
    with pytest.raises(WrongUse) as caught:
        accept(name, ["plan"], store, HERE, making(other(html="乙")), reason, False, {})
    assert [item.code for item in caught.value.problems] == [code]
    assert codes(store, NOW) == []


def test_ci_accepts_nothing(store: Store) -> None:
    """Where CI is set, nothing is accepted and no file changes."""
    with pytest.raises(UserError) as caught:
        accept("plan", ["plan"], store, HERE, making(other(html="乙")), "改字", True, {"CI": "true"})
    assert [item.code for item in caught.value.problems] == ["G203"]
    assert codes(store, NOW) == []


def test_lost_text_is_not_accepted_silently(store: Store) -> None:
    """Pages that lost more than 2 % of their characters need --shrinks; 2 % or less does not."""
    shorter, little = other(layout=layout(*LINES[:9])), other(layout=layout(*LINES[:9], LINES[0][:-4]))
    with pytest.raises(UserError) as caught:
        accept("plan", ["plan"], store, HERE, making(shorter), "删一行", False, {})
    assert [item.code for item in caught.value.problems] == ["G204"]
    assert "10%" in caught.value.problems[0].message
    assert codes(store, NOW) == []
    assert accept("plan", ["plan"], store, HERE, making(little), "删四字", False, {}).changes
    assert accept("plan", ["plan"], store, HERE, making(shorter), "删一行", True, {}).changes


def test_nothing_to_accept_is_said(store: Store) -> None:
    """Accepting what is the same already says so; a new environment alone can be accepted."""
    with pytest.raises(UserError) as caught:
        accept("plan", ["plan"], store, HERE, making(NOW), "再来", False, {})
    assert [(item.code, item.severity) for item in caught.value.problems] == [("G205", "提示")]
    assert accept("plan", ["plan"], store, ELSEWHERE, making(NOW), "换版本", False, {}).changes == ()
    assert codes(store, NOW, environment=ELSEWHERE) == []


def test_the_report_shows_old_and_new_page_and_the_text(store: Store, tmp_path: Path, project: Project) -> None:
    """index.html holds both pages, what only one of them has in its colour, a picture, and the diff; only what
    differs is in it, and a report of before is gone."""
    folder = tmp_path / "report"
    folder.mkdir()
    (folder / "old.png").write_bytes(b"")
    changed = other(layout=layout("新<字>", *LINES[1:]), html="<p>乙\n")
    index = write_report(judge(["plan"], store, HERE, making(changed)), folder, project)
    html = index.read_text(encoding="utf-8")
    assert html.count("<svg") == 4
    assert html.count(">新&lt;字&gt;</text>") == 2
    assert '<span class="old">-字 79.4 521.6 100.0 16.0 YGT-FangSong 000000 ' + LINES[0] in html
    assert '<img src="plan-1.png"' in html
    assert sorted(item.name for item in folder.iterdir()) == [
        "YGT-FangSong.otf",
        "YGT-Hei.otf",
        "index.html",
        "plan-1.png",
    ]


def test_the_report_needs_nothing_of_the_machine(store: Store, tmp_path: Path, project: Project) -> None:
    """All that index.html names lies beside it, and its faces have every character; the face of an older version is
    drawn with the one of today."""
    older = layout("旧字", *LINES[1:]).replace("YGT-FangSong", "ygt-YGT-FangSong-01234567")
    index = write_report(judge(["plan"], store, HERE, making(other(layout=older))), tmp_path / "report", project)
    html = index.read_text(encoding="utf-8")
    named = re.findall(r'(?:src|href)="([^"]*)"|url\("([^"]*)"\)', html)
    assert {one or other for one, other in named} == {"YGT-FangSong.otf", "YGT-Hei.otf", "plan-1.png"}
    assert all((index.parent / (one or other)).is_file() for one, other in named)
    assert "ygt-YGT-FangSong-01234567'" not in html
    words = {ord(sign) for sign in html if "一" <= sign <= "鿿"}
    for face in index.parent.glob("*.otf"):
        assert words <= set(TTFont(face).getBestCmap())


def test_a_page_that_only_one_side_has_is_shown(store: Store, tmp_path: Path, project: Project) -> None:
    """A lost page is drawn beside nothing."""
    accept(
        "plan",
        ["plan"],
        store,
        HERE,
        making(other(layout=NOW.texts[LAYOUT] + layout("乙").replace("页 1", "页 2"))),
        "两页",
        False,
        {},
    )
    html = write_report(judge(["plan"], store, HERE, making(NOW)), tmp_path / "report", project).read_text("utf-8")
    assert "第 2 页" in html
    assert "第 1 页" not in html
    assert "新页（没有这一页）" in html


def test_pages_of_separate_appendices_have_their_pictures(store: Store, tmp_path: Path, project: Project) -> None:
    """The pages of a second PDF (另册) are pictured from it."""
    two = replace(other(layout=NOW.texts[LAYOUT] + layout("乙")), pdfs=(blank_pdf(), blank_pdf()))
    write_report(judge(["plan"], store, HERE, making(two)), tmp_path / "report", project)
    assert (tmp_path / "report" / "plan-2.png").is_file()


def test_pages_are_read_from_a_layout() -> None:
    """A layout gives back its pages, with spaces inside of texts."""
    (page,) = pages_of(layout("甲 乙"))
    assert [item["text"] for item in page["texts"]] == ["甲 乙"]
    assert page["rules"] == [{"x": "79.4", "y": "331.7", "width": "442.2", "height": "1.5", "colour": "FF0000"}]
    assert text_of(layout("甲 乙", "丙")) == "甲乙丙"


def test_loss_is_counted_in_characters() -> None:
    """More characters are no loss, nor is a golden without any."""
    assert lost({LAYOUT: layout("甲")}, {LAYOUT: layout("甲乙")}) is None
    assert lost({}, NOW.texts) is None
    assert lost({LAYOUT: layout("甲乙")}, {LAYOUT: layout("甲")}) == 0.5


def test_a_line_end_is_part_of_a_text() -> None:
    """A text that differs in its last line end, or in the kind of its line ends, differs."""
    assert changes({HTML: "a\n"}, {HTML: "a"})
    assert changes({HTML: "a\n"}, {HTML: "a\r\n"})


def test_the_environment_holds_tools_and_faces(project: Project) -> None:
    """Every face is there with its hash, and the tools that shape a page; what shapes no page is left out."""
    text = environment_text(load_fonts(project, Problems()))
    assert "字体 YGT-FangSong.otf " in text
    assert "\nweasyprint " in text
    assert "zlib" not in text
    assert differing(text, text) == ""
    assert differing("a 1\n", "b 1\n") == "a 1 → 无；b 无 → 1"


@pytest.mark.parametrize("name", NAMES)
def test_every_example_is_what_was_approved(name: str, project: Project) -> None:
    """Each example has a golden and is, line by line, what was accepted; run ./invoke golden to see what changed."""
    content, store = project.root / "content", Store(project.root / "tests" / "golden")
    environment = environment_text(load_fonts(project, Problems()))
    result = judge([name], _Only(store, name), environment, lambda name: artefacts(name, content, project))
    assert [str(item) for item in result.problems if item.severity == "错误"] == []


class _Only(Store):
    """The golden of one example; the others are tested beside it."""

    def __init__(self, store: Store, name: str) -> None:
        super().__init__(store.folder)
        self.name = name

    def names(self) -> list[str]:
        """That one, if it is there."""
        return [name for name in super().names() if name == self.name]


def test_no_golden_is_an_orphan(project: Project) -> None:
    """Every golden belongs to an example that exists."""
    assert set(Store(project.root / "tests" / "golden").names()) <= set(NAMES)


def test_goldens_stay_small(project: Project) -> None:
    """All goldens together are smaller than 3 MB: they are read as diffs."""
    store = Store(project.root / "tests" / "golden")
    assert sum(path.stat().st_size for name in store.names() for path in (store.folder / name).iterdir()) < 3_000_000
