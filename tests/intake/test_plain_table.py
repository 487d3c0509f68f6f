"""Tables that can be no block: every cell in the text under its head, no bar, one doubt; nothing taken for spam."""

from __future__ import annotations

import random
from collections.abc import Callable

import pytest

from tests.intake.drafts import HEAD, WHOLE, codes, lines_of, tree
from tests.intake.packages import table, tc, tr, word
from tests.intake.test_account import hold
from ygt_docs.docfiles.archive import Archive
from ygt_docs.docfiles.decode import Decoded
from ygt_docs.docfiles.word_reader import read_word
from ygt_docs.intake.clean import Cleaner
from ygt_docs.intake.context import Context, plain
from ygt_docs.intake.draft import Doubts, Ledger, split_lines
from ygt_docs.intake.importing import recognise
from ygt_docs.intake.plain_table import without_tables

_OPENING = "现将任务分解如下。"


def read(rows: str) -> tuple[list[str], list[str]]:
    """The lines of text that the table `rows` becomes, and what is said of it."""
    ledger = Ledger()
    draft, lines = split_lines(rows, "草稿", "UTF-8", ledger)
    cleaner = Cleaner(draft, ledger)
    context = Context(draft, ledger, cleaner, Doubts(draft))
    cleaned = [line for line in map(cleaner.clean, lines) if line]
    found = without_tables(cleaned, context)
    said = [str(item.message) for item in context.doubts.problems() if item.code == "I337"]
    return [str(line) for line in found], said


def in_word(*rows: str) -> tuple[list[str], list[str]]:
    """The same with a Word table of `rows`."""
    decoded = read_word(Archive(word(table(*rows))))
    assert decoded is not None
    return read(decoded.text)


def test_each_row_is_a_line_of_heads_and_values() -> None:
    """Heads stand before values; the one doubt names the table, its lines and the blank cells."""
    lines, said = read("粮站 | 稻谷（吨） | 备注 |\n城东 | 300 | 含代储 |\n城西 | 280 | |\n")
    assert lines == ["粮站：城东；稻谷（吨）：300；备注：含代储。", "粮站：城西；稻谷（吨）：280。"]
    assert said == [
        "第 1 至 3 行的表格「粮站、稻谷（吨）、备注」写不成表，已逐行写成“栏名：内容”；空白单元格 1 个没有写"
    ]


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ("甲 | 乙 | 丙\n1 | 2 | 3\n", ["甲：1；乙：2；丙：3。"]),
        ("| 甲 | 乙 |\n|:---|---:|\n| 1 | 2 |\n", ["甲：1；乙：2。"]),
        ("要求 | 时间 |\n按时完成。 | 周一 |\n", ["要求：按时完成。时间：周一。"]),
        ("指标 | 2024 | 2025 |\n产量 | 30 | 40 |\n", ["指标：产量；2024：30；2025：40。"]),
        (" | 1月 | 2月 |\n东片 | 3 | 4 |\n", ["东片；1月：3；2月：4。"]),
        ("县一中 | 3 | 5 |\n县二中 | 4 | 6 |\n", ["县一中；3；5。", "县二中；4；6。"]),
        ("姓名 | 李明 | 性别 | 男 |\n单位 | 县一中 | 职务 | |\n", ["姓名：李明；性别：男。", "单位：县一中；职务。"]),
        ("收购计划表 | | |\n粮站 | 稻谷 | 玉米 |\n城东 | 3 | 4 |\n注：单位为吨 | | |\n", None),
        ("序号 | 事项 |\n一、东片 | |\n1 | 修缮 |\n", ["序号：一、东片。", "序号：1；事项：修缮。"]),
    ],
)
def test_shapes_of_tables(rows: str, expected: list[str] | None) -> None:
    """Other ways of bars, a rule, years as heads, a blank corner, no head, a form, captions and notes, group rows."""
    lines, said = read(rows)
    assert lines == (expected or ["收购计划表", "粮站：城东；稻谷：3；玉米：4。", "注：单位为吨"])
    assert len(said) == 1


def test_a_head_without_rows_and_a_column_without_values_are_named() -> None:
    """A table to be filled in keeps its head; a column without any value is named, as its head stands nowhere."""
    lines, said = read("单位 | 姓名 | 电话 |\n | | |\n | | |\n")
    assert lines == ["单位；姓名；电话。"]
    assert said[0].endswith("；空行 2 行没有写")
    lines, said = read("单位 | 人数 | 备注 |\n甲 | 3 | |\n乙 | 4 | |\n")
    assert lines == ["单位：甲；人数：3。", "单位：乙；人数：4。"]
    assert said[0].endswith("；空白单元格 2 个、没有内容的栏“备注”没有写")


_LONE = "云溪县2026年秋粮收购计划表\n粮站 | 稻谷 | 玉米\n城东 | 3 | 4\n城西 | 5 | 6\n"


def test_a_draft_that_is_one_table_becomes_an_appendix() -> None:
    """A title and a table alone are an appendix, which is said at the title; with a sentence it is a text as any."""
    assert lines_of(_LONE, "I227") == [1]
    (appendix,) = tree(_LONE)["附件"]
    assert appendix["名称"] == "云溪县2026年秋粮收购计划表"
    assert appendix["表"] == {"栏": ["粮站", "稻谷", "玉米"], "行": [["城东", "3", "4"], ["城西", "5", "6"]]}
    assert "I227" not in codes(_LONE + "请认真执行。\n")


def test_two_heading_rows_and_merged_cells() -> None:
    """Heads over several columns stand before those under them; a cell that is merged downwards is said in each row."""
    down, more = tc("单位", '<w:vMerge w:val="restart"/>'), tc("", "<w:vMerge/>")
    lines, said = in_word(
        tr(down, tc("计划（吨）", '<w:gridSpan w:val="2"/>')),
        tr(more, "稻谷", "玉米"),
        tr(tc("东山镇", '<w:vMerge w:val="restart"/>'), "30", "20"),
        tr(more, "31", "21"),
    )
    assert lines == [
        "单位：东山镇；计划（吨）稻谷：30；计划（吨）玉米：20。",
        "单位：东山镇；计划（吨）稻谷：31；计划（吨）玉米：21。",
    ]
    assert len(said) == 1


def test_rows_of_many_short_cells_are_no_spam() -> None:
    """Twelve months in a row are a table, wherever it stands."""
    months = [f"{month}月" for month in range(1, 13)]
    lines, said = in_word(tr("单位", *months), tr("县医院", *map(str, range(1001, 1013))))
    assert lines == [
        "单位：县医院；" + "；".join(f"{m}：{n}" for m, n in zip(months, range(1001, 1013), strict=True)) + "。"
    ]
    assert len(said) == 1


def test_a_cell_on_a_line_of_its_own_belongs_to_its_row() -> None:
    """A row whose last cells were broken off is whole again; a bar that no row lacks stays where it is."""
    lines, _ = read("序号 | 事项 | 单位 |\n1 | 清仓 |\n粮食局 |\n2 | 验秤 | 财政局 |\n")
    assert lines == ["序号：1；事项：清仓；单位：粮食局。", "序号：2；事项：验秤；单位：财政局。"]


def test_in_an_appendix_the_reason_is_the_one_doubt() -> None:
    """A table in an appendix that is nearly a task list says why it is text, and nothing else of that table."""
    text = WHOLE.replace("1 | 敞开收购。 |", "1 | 敞开收购。 | 多出来的 |")
    result = recognise(Decoded(text, "UTF-8"), "草稿")
    hold(result)
    codes = [item.code for item in result.context.doubts.problems()]
    assert ("I344" in codes, "I337" in codes) == (True, False)
    assert "|" not in str(tree(text)["印发件"]["附件"])


def test_random_tables_lose_nothing(rng: random.Random, count: Callable[[int, int], int]) -> None:
    """Whatever the shape of a table, each of its cells is in the text or named, and no bar is."""
    words = [
        "",
        "",
        "甲乡",
        "12.5",
        "一、东片",
        "〃",
        "备注",
        "姓名",
        "按时。",
        "2026",
        "（合计）",
        "表头很长很长很长很长很长很长很长的一格",
    ]
    for _ in range(count(200, 10_000)):
        width = rng.randrange(2, 6)
        rows = [[rng.choice(words) for _ in range(width)] for _ in range(rng.randrange(2, 7))]
        if not any(cell for row in rows for cell in row):
            continue
        text = "".join(" | ".join(row) + " |\n" for row in rows)
        result = recognise(
            Decoded(HEAD.replace("落实。\n", f"落实。\n{_OPENING}\n{text}还有一段。\n"), "UTF-8"), "草稿"
        )
        hold(result)
        body = str(plain(result.files["notice.yaml"])["正文"])
        assert "|" not in body
        assert "还有一段。" in body


def test_a_word_table_to_be_filled_in_keeps_its_head_in_one_line() -> None:
    """A head over blank rows is a table; one row alone, or long text over blank rows, only arranges the page."""
    assert in_word(tr("单位", "姓名"), tr("", ""), tr("", ""))[0] == ["单位；姓名。"]
    assert in_word(tr("单位", "姓名"))[0] == ["单位", "姓名"]
    assert in_word(tr("正文" * 20, "姓名"), tr("", ""))[0] == ["正文" * 20, "姓名"]
