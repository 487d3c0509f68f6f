"""import.md: what was recognised, what is doubtful, what was dropped, and sums that agree."""

from __future__ import annotations

import re
from pathlib import Path

from tests.intake.drafts import METADATA, WHOLE, imported, read
from ygt_docs.intake.report import ranges, report
from ygt_docs.project import Project

_NOISE = "分享到：*微信*\n"


def told(text: str) -> str:
    """The report on a draft."""
    result = read(text)
    context = result.context
    return report(result.files, context.draft, context.ledger, result.account, context.doubts.problems())


def sums(text: str) -> tuple[int, int]:
    """What the rows of the account add up to, and the total it states."""
    rows = [int(number) for number in re.findall(r"^\| .* \| ([0-9]+) \|$", text, re.M)]
    return sum(rows[:-1]), rows[-1]


def test_the_report_stands_beside_the_content(tmp_path: Path, project: Project) -> None:
    """import.md is written with the content, by name of the file alone, and replaced with it."""
    imported(tmp_path, project)
    path = tmp_path / "content" / "autumn" / "import.md"
    assert path.read_text("utf-8").startswith("# 导入记录：draft.txt\n")
    imported(tmp_path, project, METADATA + WHOLE, force=True)
    assert "信息公开" in path.read_text("utf-8")


def test_each_part_names_its_lines() -> None:
    """Every recognised key, every doubt and every dropped piece stands there with the line of the draft."""
    text = told(_NOISE + METADATA + WHOLE)
    assert "  - 标题：青禾县人民政府关于印发《青禾县2026年秋粮收购工作方案》的通知（第 9 至 10 行）" in text
    assert re.search(r"- 第 3 行：I317 印发机关取自公开目录", text)
    assert "  - 第 1 行：「分享到：\\*微信\\*」" in text
    assert "- 换行：" in text
    assert "没有。" in told("甲\n").partition("## 已作的处理")[2]


def test_the_sums_agree() -> None:
    """The rows of the account add up to the characters of the draft."""
    for text in (METADATA + WHOLE, _NOISE + WHOLE, "甲"):
        added, total = sums(told(text))
        assert added == total == len(text)


def test_lines_in_a_row_are_shown_as_a_range() -> None:
    """1, 3, 4, 5, 9 reads 1、3-5、9."""
    assert ranges([9, 3, 1, 4, 5, 3]) == "1、3-5、9"
