"""What can be laid out of a document with faults, and forms that were typed as task tables."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.notice.mistakes import APPENDIX, MISTAKES, NOTICE, NUMBER, ORGANS, Mistake
from tests.notice.test_mistakes import found_in, typed
from ygt_docs import compose
from ygt_docs.compose.flow import Decisions
from ygt_docs.notice import load_content
from ygt_docs.notice.loader import LoadedDocument
from ygt_docs.problems import Problems
from ygt_docs.project import Project

# A kind decides the format; a text under a key that nobody knows, a line that is torn: nothing is left.
_NOTHING_LEFT = {"Y139", "N119", "N110"}


def loaded(root: Path, text: str) -> LoadedDocument:
    """The notice that says `text`, as it was read."""
    content = root / "content"
    (content / "甲").mkdir(parents=True, exist_ok=True)
    (content / "organs.yaml").write_text(ORGANS, encoding="utf-8")
    (content / "甲" / "notice.yaml").write_text(text, encoding="utf-8")
    return load_content(content, Project(root, root / "cache")).documents[0]


def lines(item: LoadedDocument) -> list[str]:
    """What is printed of what is left."""
    assert item.left is not None
    flow = compose.compose(item.left, Decisions(), Problems())
    return ["".join(run.text for run in paragraph.runs) for paragraph in flow.paragraphs()]


@pytest.mark.parametrize("mistake", MISTAKES, ids=lambda mistake: f"{mistake.code}-{mistake.typed[:20]}")
def test_a_document_with_a_mistake_has_pages(tmp_path: Path, mistake: Mistake) -> None:
    """Whatever was typed wrong: the rest of the document is laid out, all but its wrong value."""
    item = loaded(tmp_path, typed(mistake))
    if item.document is None and mistake.code not in _NOTHING_LEFT:
        assert any("现就防疫工作通知如下" in line for line in lines(item)) or "正文" in mistake.right


def test_what_is_right_has_nothing_left_over(tmp_path: Path) -> None:
    """A document that was read whole is the document itself."""
    item = loaded(tmp_path, NOTICE)
    assert (item.document is not None, item.left) == (True, None)


@pytest.mark.parametrize(
    ("right", "wrong", "gone", "stays"),
    [
        ("成文日期: 2026-06-08", "成文日期: 六月上旬", "六月上旬", "云溪县卫生健康局"),
        (NUMBER, "发文字号: 云卫〔2026〕8号", "云卫〔2026〕8号", "请认真抓好落实。"),
        ("    正文: 口罩、手套、消毒液。", "    正文: 清单.yaml", "清单.yaml", "附件：物资清单"),
        (
            "    正文: 口罩、手套、消毒液。",
            "    正文: 口罩、手套、消毒液。\n    颜色: 红",
            "红",
            "口罩、手套、消毒液。",
        ),
        (
            "  - 名称: 物资清单\n",
            "  - {名称: 甲, 正文: 子。, 另册: 也许}\n  - 名称: 物资清单\n",
            "也许",
            "2.物资清单",
        ),
    ],
)
def test_only_what_is_wrong_is_left_out(tmp_path: Path, right: str, wrong: str, gone: str, stays: str) -> None:
    """A value goes alone where its mapping can do without it; the name of a file is never printed as text."""
    assert right in NOTICE
    printed = lines(loaded(tmp_path, NOTICE.replace(right, wrong, 1)))
    assert not any(gone in line for line in printed)
    assert any(stays in line for line in printed), printed


FORM = """\
附件:
  - 名称: 参会回执
    正文: 单位：＿＿＿＿＿＿
    任务表:
      表头: {任务: 姓名, 时限: 性别, 评价方法: 手机}
      组:
        - 任务:
            - {任务: "", 时限: ""}
            - {任务: "　"}
"""
_WITHOUT_HEADS = """\
附件:
  - 名称: 参会回执
    任务表:
      组:
        - 任务:
            - {序号: 1, 任务: "", 责任单位: [""]}
"""


@pytest.mark.parametrize(
    ("form", "line", "heads", "rows"),
    [(FORM, 13, "姓名, 性别, 手机", 2), (_WITHOUT_HEADS, 12, "序号, 重点任务, 责任单位", 1)],
)
def test_a_form_typed_as_a_task_table_is_one_finding(
    tmp_path: Path, form: str, line: int, heads: str, rows: int
) -> None:
    """N147 gives the 表 to paste; pasted, the document is right. The blank rows are no faults of their own."""
    text = NOTICE.replace(APPENDIX, form)
    problems, _ = found_in(tmp_path, text)
    assert [(item.code, item.place.line) for item in problems] == [("N147", line)]
    block = f"表:\n  栏: [{heads}]\n  空行: {rows}\n"
    assert block in problems[0].fix
    mended = text[: text.index("    任务表:")]
    mended += "".join(f"    {typed_line}\n" for typed_line in block.splitlines())
    mended += text[text.index("联系:") :]
    assert found_in(tmp_path, mended)[0] == []


def test_one_blank_row_of_a_task_table_is_told_where_it_is(tmp_path: Path) -> None:
    """A table with tasks in it is no form: the row that lacks its task is found."""
    tasks = FORM.replace('{任务: "", 时限: ""}', "{任务: 巡查}")
    problems, _ = found_in(tmp_path, NOTICE.replace(APPENDIX, tasks))
    assert [item.code for item in problems if item.severity == "错误"] == ["Y124"]
