"""Markdown: what it shows comes in, its marks do not, and what they say beyond text is named."""

from __future__ import annotations

import io
import random
import types
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.intake.drafts import WHOLE, tree
from tests.intake.test_account import hold, mutated
from tests.intake.test_webpage import recognisable
from ygt_docs.docfiles.decode import Decoded
from ygt_docs.docfiles.markdown import is_markdown, read_markdown
from ygt_docs.docfiles.sources import read_source
from ygt_docs.intake.context import plain
from ygt_docs.intake.importing import Recognised, recognise

_NOTICE = """\
# 云溪县水利局关于开展防汛检查的通知

各乡镇人民政府：

为做好**防汛**工作，现将有关事项通知如下：

## 一、检查内容

**（一）堤防。** 查隐患。
**（二）水库。**查坝体。

1. **自查**（5月1日前）。
2. 复查。

---

云溪县水利局
2026年4月20日
"""


def shown(text: str) -> list[str]:
    """The lines that Markdown shows, empty ones left out."""
    return [line for line in read_markdown(Decoded(text, "UTF-8")).text.split("\n") if line.strip()]


def said(text: str) -> list[tuple[str, str]]:
    """Code and lines (or what was found) of each note."""
    notes = read_markdown(Decoded(text, "UTF-8")).notes
    return [
        (note.code, str(note.words.get("lines") or note.words.get("what") or note.words.get("found"))) for note in notes
    ]


def imported(tmp_path: Path, name: str, text: str) -> Recognised:
    """What is recognised in the file `name` with this `text`."""
    (tmp_path / name).write_text(text, "utf-8")
    result = recognise(read_source(tmp_path / name, name), name)
    hold(result)
    return result


def test_a_notice_comes_in_without_marks(tmp_path: Path) -> None:
    """Title, headings, run-in headings, items and sign-off are read; no mark is left; styles are said once."""
    result = imported(tmp_path, "a.md", _NOTICE)
    notice = plain(result.files["notice.yaml"])
    assert notice["标题"] == "云溪县水利局关于开展防汛检查的通知"
    assert (notice["主送机关"], str(notice["成文日期"])) == (["各乡镇人民政府"], "2026-04-20")
    text = str(notice["正文"])
    assert "检查内容" in text
    assert not any(mark in text for mark in ("#", "*", "---"))
    styles = [item for item in result.context.doubts.problems() if item.code == "I229"]
    assert [item.place.line for item in styles] == [5]
    assert "5、9-10、12、15 行" in styles[0].message


@pytest.mark.parametrize(
    ("source", "lines"),
    [
        ("**要求。**各地**“务必”**办好。", ["要求。各地“务必”办好。"]),
        ("电话：____，金额****元，时间****。", ["电话：____，金额****元，时间****。"]),
        ("____________", ["____________"]),
        ("长2*3*4米，a_b_c", ["长2*3*4米，a_b_c"]),
        ("1. 甲\n1. 乙", ["1.甲", "2.乙"]),
        ("3. 丙\n5. 戊", ["3.丙", "5.戊"]),
        ("- 甲\n  - 乙\n- [x] 丙", ["甲", "乙", "☑丙"]),
        ("    各单位：\n    请办理。", ["各单位：", "请办理。"]),
        ("甲<br>乙，100m<sup>2</sup>，CO<sub>2</sub>", ["甲", "乙，100m²，CO₂"]),
        ("> 注：甲\n> 乙", ["注：甲", "乙"]),
        ("`甲`\n```\n乙\n```", ["甲", "乙"]),
        (r"按 $\frac{a+b}{c}$ 和 \(x^{2}\) 算", ["按 (a+b)/c 和 x² 算"]),
        ("占比[^1]三成。\n\n[^1]: 据年鉴。", ["占比①三成。", "①据年鉴。"]),
        ("甲\n---\n乙\n===\n", ["甲", "乙"]),
        (r"1\. 甲 \*乙\* &lt;丙&gt;", ["1. 甲 *乙* <丙>"]),
        ("| 甲 | 乙 |\n|---|---|\n| **1** | a\\|b |", ["甲 | 乙 | ", "1 | a｜b | "]),
        ("<table><tr><td>甲<td>乙<tr><td>1<td>2</table>", ["甲 | 乙 | ", "1 | 2 | "]),
    ],
)
def test_what_is_shown(source: str, lines: list[str]) -> None:
    """Emphasis beside Chinese, blanks, products, lists, breaks, quotes, code, formulas, notes, tables and HTML."""
    assert shown(source) == lines


@pytest.mark.parametrize(
    ("source", "notes"),
    [
        ("甲\n\n详见[办法](https://example.cn/a.pdf)。", [("I228", "3")]),
        ("见<https://example.cn/a>、[a@example.cn](mailto:a@example.cn)", []),
        ("![流程](a.png)", [("I217", "图片「流程」（a.png）")]),
        ("- 甲\n- 乙", [("I230", "1-2")]),
        ("- 甲\n  - 乙\n  - 丙", [("I230", "1"), ("I238", "2-3")]),
        ("1. 甲\n   1. 乙\n   2. 丙", [("I237", "2-3")]),
        ("1. 甲\n   - 乙", [("I238", "2")]),
        ("# 标题\n\n## 一、甲\n\n## 经费", [("I236", "5")]),
        ("# 标题\n\n## 1.1 甲\n\n## 第二章 乙\n\n## 附件1", []),
        ("$x^2$", [("I231", "x²")]),
        ("10<sup>甲</sup>", [("I232", "1")]),
        ("甲~~乙~~", [("I233", "1")]),
        ("**甲**", [("I229", "1")]),
        ("甲", []),
    ],
)
def test_what_markdown_says_beyond_text_is_named(source: str, notes: list[tuple[str, str]]) -> None:
    """Targets of links, pictures, bullets, bare headings, formulas, scripts and styles are said, with lines."""
    assert said(source) == notes


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (_NOTICE, True),
        ("# 甲\n正文**乙**丙", True),
        ("**一、甲**\n**二、乙**", True),
        ("甲 | 乙\n---|---\n见[丙](https://example.cn)", True),
        (WHOLE, False),
        ("金额****万元，#1机组，2*3，C#，（__）", False),
        ("- 甲\n- 乙\n1. 丙\n> 丁\n---", False),
        ("见附件[1]（略）", False),
    ],
)
def test_text_that_plainly_is_markdown(text: str, expected: bool) -> None:
    """Marks of two kinds, or headings or bold more than once; single signs, blanks and dashes are text."""
    assert is_markdown(text) is expected


def test_pasted_markdown_is_read_as_such_and_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A .txt, or standard input, that plainly is Markdown gives what the .md gives, and a note says so."""
    of_md = imported(tmp_path, "a.md", _NOTICE)
    of_txt = imported(tmp_path, "a.txt", _NOTICE)
    assert plain(of_txt.files["notice.yaml"]) == plain(of_md.files["notice.yaml"])
    assert [item.code for item in of_txt.context.doubts.problems() if item.code == "I234"] == ["I234"]
    assert "I234" not in [item.code for item in of_md.context.doubts.problems()]
    monkeypatch.setattr("sys.stdin", types.SimpleNamespace(buffer=io.BytesIO(_NOTICE.encode())))
    assert read_source(Path("-"), "标准输入").text == read_source(tmp_path / "a.txt", "a.txt").text


def test_a_draft_without_marks_gives_the_same(tmp_path: Path) -> None:
    """The same lines as .md and as .txt give the same trees, a task list between bars included."""
    rule = "|---|---|---|---|---|---|"
    typed = WHOLE.replace("责任单位 |\n", f"责任单位 |\n{rule}\n")
    head, _, rest = typed.partition("序号 |")
    for name, found in imported(tmp_path, "a.md", f"{head}\n序号 |{rest}").files.items():
        assert plain(found) == tree(WHOLE, name)


@pytest.mark.parametrize("before", ["好的，以下是为您起草的通知：", "以下是根据您的要求撰写的通知：", ""])
@pytest.mark.parametrize("after", ["希望以上内容对您有所帮助！如需调整请告诉我。", "如需修改，请随时告知。", ""])
def test_what_an_assistant_says_around_the_text_is_dropped_and_listed(tmp_path: Path, before: str, after: str) -> None:
    """The sentence before and the one behind a pasted answer are no part of the document."""
    text = f"{before}\n\n{_NOTICE}\n---\n\n{after}\n"
    result = imported(tmp_path, "a.txt", text)
    assert plain(result.files["notice.yaml"]) == plain(imported(tmp_path, "b.md", _NOTICE).files["notice.yaml"])
    said = [item.message for item in result.context.doubts.problems() if item.code == "I366"]
    assert len(said) == bool(before) + bool(after)


def test_sentences_of_a_document_are_no_answer() -> None:
    """What a notice itself says at its beginning and end stays."""
    lines = ["各学校：", "根据上级要求，现通知如下。", "如需调整，请报县教育局。"]
    assert shown("\n\n".join(lines)) == lines
    notes = read_markdown(Decoded("\n\n".join(lines), "UTF-8")).notes
    assert [note.code for note in notes] == []


def test_front_matter_is_dropped_and_listed() -> None:
    """The data that tools write above the text is not shown; lines below keep their numbers."""
    draft = read_markdown(Decoded("---\ntitle: 甲\ndate: 2026-05-01\n---\n\n# 关于乙的通知\n", "UTF-8"))
    assert [note.code for note in draft.notes] == ["I218", "I218"]
    assert draft.lines == (2, 3, 6)
    assert [str(reason) for _, reason in draft.dropped] == ["隐藏的文字", "隐藏的文字"]
    assert shown("---\n甲\n---\n") == ["甲"]


def test_mutated_markdown_is_read(rng: random.Random, count: Callable[[int, int], int]) -> None:
    """Random changes give neither a traceback nor an account that does not agree."""
    source = (
        _NOTICE + "- 甲\n\n| 甲 | 乙 |\n|---|---|\n| [丙](a) | ![丁](b) |\n\n<div>戊</div>\n$x^2$ `己` <sup>2</sup>\n"
    )
    for _ in range(count(150, 10_000)):
        draft = read_markdown(Decoded(mutated(source, rng), "UTF-8"))
        if recognisable(draft):
            hold(recognise(draft, "a.md"))


def test_a_footnote_stands_behind_the_line_that_names_it() -> None:
    """Markdown writes footnotes at the end of the file, behind the sign-off; there they would be another document."""
    text = "# 通知\n\n甲处明确专人[^a]，乙处[^b]。\n\n下一段。\n\n2026年6月8日\n\n[^a]: 每周五报送。\n[^b]: 每月报送。\n[^c]: 没有提到。\n"
    lines = [line for line in read_markdown(Decoded(text, "UTF-8")).text.split("\n") if line]
    assert lines == [
        "通知",
        "甲处明确专人①，乙处②。",
        "①每周五报送。",
        "②每月报送。",
        "下一段。",
        "2026年6月8日",
        "③没有提到。",
    ]
