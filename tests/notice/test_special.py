"""What a letter, an order and minutes may and may not say (10)."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.notice.contents import NOTICE, one

ORDER = "文种: 命令\n发文机关: [云溪县人民政府]\n正文: |\n  现予公布。\n"


def codes(folder: Path, notice: str) -> list[str]:
    """The codes of what reading that notice finds."""
    return [item.code for item in one(folder, notice=notice).problems if item.code != "N126"]


@pytest.mark.parametrize(
    ("kind", "line"),
    [
        ("命令", "主送机关: [甲]"),
        ("命令", "发文字号: {机关代字: 云, 年份: 2026}"),
        ("命令", "密级: 秘密"),
        ("命令", "套打: 是"),
        ("纪要", "主送机关: [甲]"),
        ("纪要", "用印: 不盖章"),
        ("纪要", "命令: {令号: 3}"),
        ("命令", "纪要: {出席: [甲]}"),
    ],
)
def test_a_key_that_the_format_does_not_print_is_refused(tmp_path: Path, kind: str, line: str) -> None:
    """What a format has no place for is an error, never dropped."""
    assert codes(tmp_path, ORDER.replace("命令", kind) + line + "\n") == ["N129"]


@pytest.mark.parametrize("line", ["标志: {机关: 全部}", "签发人: [周云]", "套打: 是"])
def test_a_letter_has_a_head_of_its_own(tmp_path: Path, line: str) -> None:
    """Marks, signatories and preprinted paper belong to the format 文件."""
    assert codes(tmp_path, NOTICE + f"格式: 信函\n{line}\n") == ["N129"]


@pytest.mark.parametrize("line", ["格式: 命令", "格式: 纪要", "格式: 简报"])
def test_a_kind_has_only_its_own_format(tmp_path: Path, line: str) -> None:
    """A 通知 is a 文件 or a 信函."""
    assert codes(tmp_path, NOTICE + line + "\n") == ["N140"]


def test_an_order_needs_no_title_but_as_a_document(tmp_path: Path) -> None:
    """命令 and 纪要 have their name in the mark; in the format 文件 they have a title."""
    assert codes(tmp_path / "a", ORDER) == []
    assert codes(tmp_path / "b", ORDER + "格式: 文件\n") == ["N111"]


def test_orders_are_counted_from_one(tmp_path: Path) -> None:
    """第0号 is no number of an order."""
    assert codes(tmp_path, ORDER + "命令: {令号: 0}\n") == ["N116"]
