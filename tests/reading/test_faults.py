"""Each fault a YAML file can have is one clear error at its place."""

from __future__ import annotations

import unicodedata

import pytest

from ygt_docs.notice.model import Notice
from ygt_docs.notice.shape import expected_of
from ygt_docs.problems import Problems
from ygt_docs.problems.words.reading import ENTRIES
from ygt_docs.reading import MarkedMap, parse_tree
from ygt_docs.reading.expected import Expected, Holds

# code, file, line, column, a part of the fix
FAULTS = [
    ("Y110", "标题：关于\n", 1, 3, "标题: 关于"),
    ("Y110", "甲: 1\n标题：关于\n", 2, 3, "标题: 关于"),
    ("Y110", "甲: {机关代字：云, 乙: 1}\n", 1, 9, "机关代字: 云"),
    ("Y110", "甲:\n  - 标题：乙\n    正文: 丙\n", 2, 7, "标题: 乙"),
    ("Y110", "甲:\n  标题：乙\n", 2, 5, "标题: 乙"),
    ("Y111", "甲: 编号 #1\n", 1, 7, "加引号"),
    ("Y111", "甲: [编号 #1, 乙]\n", 1, 8, "加引号"),
    ("Y111", "甲: #1\n乙: 2\n", 1, 4, "加引号"),
    ("Y112", "标题:关于\n", 1, 3, "标题: 关于"),
    ("Y112", "标题:　关于\n", 1, 3, "标题: 关于"),
    ("Y112", "甲: {年份:2026}\n", 1, 7, "年份: 2026"),
    ("Y112", "甲:\n  - 标题:乙\n    正文: 丙\n", 2, 7, "标题: 乙"),
    ("Y113", "甲:\n  -乙\n", 2, 3, "  - 乙"),
    ("Y114", "甲: 1\n只是文字\n", 2, 1, "补上键"),
    ("Y114", "只是文字\n", 1, 1, "补上键"),
    ("Y114", '甲: 1\n"乙"\n', 2, 1, "补上键"),
    ("Y115", "甲: |\n    乙\n  丙\n丁: 1\n", 3, 3, "对齐"),
    *(("Y116", f"甲: {mark}乙\n", 1, 4, f"'{mark}乙'") for mark in "@`%*&!>|,]}"),
    ("Y116", "甲: [@乙]\n", 1, 5, "'@乙'"),
    ("Y116", "甲: & 乙\n", 1, 4, "'& 乙'"),
    ("Y116", "%YAML 1.1\n---\n甲: 1\n", 1, 1, ""),
    ("Y117", "甲: |2\n    乙\n", 1, 5, "|"),
    ("Y118", "甲: >\n  乙\n", 1, 4, "|"),
    ("Y118", "甲: >-\n  乙\n", 1, 4, "|"),
    ("Y119", "甲: 关于\n  的通知\n", 1, 4, "|"),
    ("Y120", '甲: "没完\n乙: 1\n', 1, 4, "补上"),
    ("Y120", "甲: '没\n  完'\n乙: 1\n", 1, 4, "补上"),
    ("Y120", '甲: [乙, "丙]\n丁: 1\n', 1, 8, "补上"),
    ("Y120", '甲: 1\n"乙: 2\n', 2, 1, "补上"),
    ("Y121", "甲: 关于: 通知\n", 1, 6, "'关于: 通知'"),
    ("Y122", "甲: [乙, 丙\n丁: 1\n", 1, 4, "]"),
    ("Y122", "甲: {乙: 丙\n", 1, 4, "}"),
    ("Y123", "标题: 甲\n乙: 1\n标题: 丙\n", 3, 1, "删去其中一行"),
    ("Y123", "甲: {乙: 1, 乙: 2}\n", 1, 11, "删去其中一行"),
    ("Y124", "甲:\n乙: 1\n", 1, 3, "填上内容"),
    ("Y124", "甲: ''\n", 1, 4, "填上内容"),
    ("Y124", "甲: '　'\n", 1, 4, "填上内容"),
    ("Y124", "甲: |\n乙: 1\n", 1, 4, "填上内容"),
    ("Y124", "甲:\n  -\n  - 乙\n", 2, 4, "填上内容"),
    ("Y124", "甲: {乙, 丙: 1}\n", 1, 6, "填上内容"),
    ("Y125", "甲: &x 1\n", 1, 4, "加引号"),
    ("Y125", "甲: *x\n", 1, 4, "加引号"),
    ("Y126", "甲: !!int 1\n", 1, 4, "加引号"),
    ("Y126", "甲: !!python/object/apply:os.system [id]\n", 1, 4, "加引号"),
    ("Y127", "甲: 1\n<<: {乙: 1}\n", 2, 1, "照抄"),
    ("Y128", "甲: 1\n---\n乙: 2\n", 2, 1, "另一个文件"),
    ("Y129", "甲: {[乙]: 1}\n", 1, 5, "键: 内容"),
    ("Y130", "甲: " + "[" * 25 + "乙" + "]" * 25 + "\n", 1, 23, "减少"),
    ("Y131", "甲: " + "1" * 5000 + "\n", 1, 4, "核对"),
    ("Y132", "- 甲\n- 乙\n", 1, 1, "键: 内容"),
    ("Y132", "", 1, 1, "键: 内容"),
    ("Y132", "# 只有注释\n", 1, 1, "键: 内容"),
    ("Y133", "甲: [乙，丙]  # 注\n", 1, 6, "[乙, 丙]"),
    ("Y133", "甲: ［乙，丙］\n", 1, 4, "[乙, 丙]"),
    ("Y133", "甲: [乙, 丙］\n丁: 1\n", 1, 9, "[乙, 丙]"),
    ("Y133", "甲: ｛乙: 丙｝\n", 1, 4, "{乙: 丙}"),
    ("Y133", "甲:\n  - [乙，丙]\n", 2, 7, "[乙, 丙]"),
    ("Y134", "甲: [乙] 丙\n", 1, 7, "括号"),
    ("Y135", '甲: "他说"好"\n', 1, 8, "单引号"),
    ("Y136", '甲: "C:\\路径"\n', 1, 7, "单引号"),
    ("Y136", '甲: "\\U00110000"\n', 1, 5, "单引号"),
    ("Y137", "甲: - 乙\n", 1, 4, "下一行"),
    ("Y138", "甲:\n    乙: 1\n  丙: 2\n", 3, 3, "对齐"),
    ("Y138", "甲: 1\n\n  乙: 2\n丙: 3\n", 3, 3, "对齐"),
    ("Y139", "甲: [乙: 1 {丙: 2}]\n", 1, 10, "隔开"),
    ("Y140", "甲: ? 乙\n", 1, 4, "加引号"),
    ("Y108", "甲: 乙\t丙\t丁\n", 1, 5, "甲: 乙 丙 丁"),
    ("Y144", '甲: "乙\t丙\t丁"\n', 1, 6, "空格"),
    ("Y144", "甲: |\n  乙\n  丙\t丁\n", 3, 4, "空格"),
    ("Y147", "甲: “8000020”\n", 1, 4, '"8000020"'),
    ("Y147", "甲: ’056000’\n", 1, 4, '"056000"'),
    ("Y146", "甲: {乙: 1,200, 丙: 1}\n", 1, 9, "1200"),
    ("Y146", "甲: {乙: 丁,戊, 丙: 1}\n", 1, 9, "'丁,戊'"),
    ("Y121", "甲: {乙: 丁: 戊, 丙: 1}\n", 1, 9, "'丁: 戊'"),
    ("Y110", "甲: {乙：1，丙：2}\n", 1, 6, "{乙: 1, 丙: 2}"),
    ("Y138", "甲:\n  - 乙\n   - 丙\n", 3, 4, "  - 丙"),
    ("Y138", "甲:\n  - 乙\n - 丙\n", 3, 2, "  - 丙"),
    ("Y138", "甲:\n  乙: 1\n   丙: 2\n   丁: 3\n", 3, 4, "  丙: 2\n  丁: 3"),
    ("Y128", "甲: 1\n...\n乙: 2\n", 2, 1, "删去"),
    ("Y141", "甲: " + "乙" * 10_000 + "\n", 1, 10_001, "几行"),
]


def read(text: str) -> tuple[MarkedMap | None, Problems]:
    """`text` as a file."""
    problems = Problems()
    return parse_tree(text.encode("utf-8"), "f.yaml", problems), problems


@pytest.mark.parametrize(("code", "text", "line", "column", "fix"), FAULTS)
def test_a_fault_is_one_error_at_its_place(code: str, text: str, line: int, column: int, fix: str) -> None:
    """Each fault is reported once, with file, line and column, and a fix."""
    found = [item for item in read(text)[1] if item.code == code]
    assert [(item.place.file, item.place.line, item.place.column) for item in found] == [("f.yaml", line, column)]
    assert fix in found[0].fix


@pytest.mark.parametrize(("code", "text"), [(code, text) for code, text, *_ in FAULTS])
def test_a_fault_brings_no_other_along(code: str, text: str) -> None:
    """A single fault does not set off a row of others."""
    assert {item.code for item in read(text)[1]} == {code}


def test_every_code_of_reading_has_a_test() -> None:
    """No code of the reading stage stays untested."""
    elsewhere = {
        *(code for code, *_ in MEANT),
        "Y101",
        "Y102",
        "Y103",
        "Y104",
        "Y105",
        "Y106",
        "Y107",
        "Y108",
        "Y109",
        "Y148",  # cells of tables: tests/notice/test_tables.py
        "Y149",
        "Y151",
        "Y152",  # what keys hold is known there: tests/notice/mistakes.py
        "Y199",
    }
    assert {code for code, *_ in FAULTS} | elsewhere == set(ENTRIES)


SPACES = [chr(code) for code in range(0x110000) if unicodedata.category(chr(code)) == "Zs" and code != 0x20] + ["\t"]


@pytest.mark.parametrize("space", SPACES)
def test_each_odd_space_is_refused_as_indentation(space: str) -> None:
    """A tab and every Unicode space but the half-width one is refused at the head of a line, and the rest is read."""
    tree, problems = read(f"甲:\n{space}{space}乙: 1\n")
    assert [(item.code, item.place.line, item.place.column) for item in problems] == [
        ("Y108" if space == "\t" else "Y109", 2, 1)
    ]
    assert tree == {"甲": {"乙": "1"}}


@pytest.mark.parametrize("space", SPACES)
def test_each_odd_space_is_refused_before_block_text(space: str) -> None:
    """Block text indented by full-width spaces or tabs is told, not cut off."""
    tree, problems = read(f"甲: |\n{space}{space}乙\n  丙\n丁: 1\n")
    assert [(item.place.line, item.place.column) for item in problems] == [(2, 1)]
    assert tree == {"甲": "乙\n丙\n", "丁": "1"}


@pytest.mark.parametrize("space", [item for item in SPACES if item != "\t"])
def test_odd_spaces_within_text_are_text(space: str) -> None:
    """Inside a value, quoted or block text every Unicode space stays as typed."""
    tree, problems = read(f"甲: 乙{space}丙\n丁: '{space}戊'\n己: |\n  {space}{space}庚：\n")
    assert not list(problems)
    assert tree == {"甲": f"乙{space}丙", "丁": f"{space}戊", "己": f"{space}{space}庚：\n"}


@pytest.mark.parametrize("selector", ["\ufe0f", "\ufe0e", "\U000e0100"])
def test_what_chooses_a_shape_is_left_out_and_said(selector: str) -> None:
    """Nothing is printed for a variation selector: one note for all of them, and what stands beside them stays."""
    tree, problems = read(f"甲: 打☑{selector}的\n乙: |\n  注意⚠{selector}，☑{selector}\n")
    assert [(item.code, item.severity, item.place.line, item.place.column) for item in problems] == [
        ("Y151", "提示", 1, 6)
    ]
    assert "有 3 个" in next(iter(problems)).message
    assert tree == {"甲": "打☑的", "乙": "注意⚠，☑\n"}


CONTROLS = [code for code in [*range(0x20), *range(0x7F, 0xA0)] if chr(code) not in "\t\n\r"]
INVISIBLE = [0xAD, 0x200B, 0x200E, 0x202E, 0x2028, 0x2029, 0x2066, 0xFEFF, 0xFDD0, 0xFFFE, 0xFFFF, 0x1FFFE, 0x10FFFF]


@pytest.mark.parametrize("code", CONTROLS + INVISIBLE)
def test_each_control_character_is_refused(code: int) -> None:
    """Every control character, invisible format character and noncharacter is named with its code point and place."""
    tree, problems = read(f"甲: 1\n乙: 丙{chr(code)}丁\n")
    assert [(item.code, item.place.line, item.place.column) for item in problems] == [("Y106", 2, 5)]
    assert f"U+{code:04X}" in next(iter(problems)).message
    assert tree == {"甲": "1", "乙": "丙丁"}


@pytest.mark.parametrize("code", [*CONTROLS, *INVISIBLE, 9, 10, 13, 0xD800, 0xDFFF])
def test_each_control_character_is_refused_as_an_escape(code: int) -> None:
    """What may not be typed may not be written as an escape either."""
    escape = f"\\U{code:08X}"
    found = list(read(f'甲: "乙{escape}"\n')[1])
    assert [(item.code, item.place.line, item.place.column) for item in found] == [("Y107", 1, 6)]


@pytest.mark.parametrize("escape", ["\\n", "\\t", "\\0", "\\e", "\\N", "\\L", "\\P", "\\x07", "\\ud83d\\ude00"])
def test_named_escapes_are_refused_too(escape: str) -> None:
    """Short escapes for control characters, and halves of a character, are refused."""
    assert {item.code for item in read(f'甲: "乙{escape}"\n')[1]} == {"Y107"}


def test_a_number_of_no_character_is_told_between_quotes_that_are_none() -> None:
    """Where quotes begin in the middle of a cell PyYAML sees the escape that the scan of lines passes over."""
    (found,) = read('甲:\n  - [姓名, 职务,&x " 电话, ""]\n  \\U00110000  - [乙, "丙"]\n')[1].errors[-1:]
    assert (found.code, found.place.line, found.place.column) == ("Y136", 3, 3)


def test_a_comment_behind_a_text_below_its_key_is_no_text() -> None:
    """Behind the key or below it, a text ends before its comment."""
    for typed in ("标题: 关于甲的通知   # 注\n", "标题:\n  关于甲的通知   # 注\n"):
        tree = parse_tree(typed.encode(), "f.yaml", Problems(), expected_of(Notice))
        assert tree == {"标题": "关于甲的通知"}
    for text in ("甲\u3000# 乙", "编号 #\u3000一号", "甲 #1 乙"):
        assert parse_tree(f"标题:\n  {text}\n".encode(), "f.yaml", Problems(), expected_of(Notice)) == {"标题": text}


@pytest.mark.parametrize("text", ["甲: 乙\t丙\n", "甲:\t乙\n", "甲: [乙,\t丙]\n", "甲: [乙\t丙]\n"])
def test_a_tab_is_refused_where_it_parts_something(text: str) -> None:
    """A tab in a value without quotes, after a colon and in a list is refused at its column."""
    (found,) = read(text)[1]
    assert (found.code, found.place.line, found.place.column) == ("Y108", 1, text.index("\t") + 1)


def test_independent_faults_are_reported_together() -> None:
    """Faults on many lines are all told at once, in the order of the file."""
    text = '标题：甲\n乙:\n\t丙: 1\n丁: [戊，己]\n庚: "辛\n壬: @癸\n标题: 子\n'
    assert [(item.code, item.place.line) for item in read(text)[1]] == [
        ("Y110", 1),
        ("Y108", 3),
        ("Y133", 4),
        ("Y120", 5),
        ("Y116", 6),
        ("Y123", 7),
    ]


def test_a_duplicate_key_names_both_lines() -> None:
    """The message of a duplicate key holds the line of each."""
    (found,) = read("标题: 甲\n乙: 1\n标题: 丙\n")[1]
    assert "第 1 行" in found.message
    assert "第 3 行" in found.message


def test_too_many_faults_end_with_a_count() -> None:
    """A file full of faults lists the first 200 and says that there are more."""
    found = list(read("甲\n" * 2000)[1])
    assert len(found) == 201
    assert found[-1].code == "Y199"


def test_an_alias_bomb_is_only_refused() -> None:
    """Nested aliases are refused one by one and never unfolded."""
    lines = ["a0: &a0 [x]"] + [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 12)]
    assert {item.code for item in read("\n".join(lines) + "\n")[1]} == {"Y125"}


@pytest.mark.parametrize(
    "text",
    [
        '甲: "1" # 注\n',
        "甲: [1] #注\n",
        "甲: 乙 # 注\n",
        "甲: | # 注\n  乙 #1\n",
        "甲: 乙#1\n",
        "# 注\n甲: 1\n",
        "甲: # 注\n  乙: 1\n",
        "甲:\n- 乙：丙\n- 10:00\n- http://x\n- -5\n",
        "甲: '乙，丙'\n丁: [\"戊，己\", '［庚］']\n",
        "---\n甲: 1\n",
        "甲: |-\n  标题：乙\n\n  　　丙 #1\n",
        "甲: 10:00\n乙: 056000\n丙: no\n丁: ~\n戊: 1.10\n",
        "甲: [乙, # 注\n  丙]\n丁: {戊: 己,\n  庚: 辛}\n",
        "\ufeff甲: 1\n",
        "甲: 1\r\n乙: 2\r\n",
        "甲: 乙、丙，丁\n",
        "甲:\n  乙\n",
        "'甲': 1\n",
    ],
)
def test_what_is_fine_is_left_alone(text: str) -> None:
    """Comments, full-width marks in text, times, addresses and quoted items are no faults."""
    tree, problems = read(text)
    assert not list(problems)
    assert tree is not None


@pytest.mark.parametrize("text", ['甲: "乙\t丙"\n', "甲: |\n  乙\t丙\n"])
def test_a_tab_inside_text_is_a_space_and_said(text: str) -> None:
    """A tab in text is no indent: it is taken as the space that prints, with a note and no error."""
    tree, problems = read(text)
    assert not problems.errors
    assert [item.code for item in problems] == ["Y144"]
    assert tree is not None
    assert tree["甲"].strip() == "乙 丙"


def test_a_full_width_comma_in_a_value_is_text() -> None:
    """`{标题: 甲, 正文: 乙，丙，丁}` says what a person reads: no key follows the comma, so it parts nothing."""
    tree, problems = read("事项:\n  - {标题: 加强领导。, 连排: 是, 正文: 成立专班，每月调度。}\n")
    assert not list(problems)
    assert tree == {"事项": [{"标题": "加强领导。", "连排": "是", "正文": "成立专班，每月调度。"}]}


def test_a_full_width_comma_before_a_key_is_told_with_the_whole_mended() -> None:
    """Where a known key follows the comma was meant to part; a word before a colon that is no key is text."""
    shape = Expected(Holds.MAP, {"甲": Expected(Holds.MAP, {"乙": Expected(Holds.LINE), "丙": Expected(Holds.LINE)})})
    problems = Problems()
    parse_tree("甲: {乙: 一，丙: 二}\n".encode(), "f.yaml", problems, shape)
    assert [(item.code, item.fix) for item in problems] == [("Y133", "{乙: 一, 丙: 二}")]
    problems = Problems()
    tree = parse_tree("甲: {乙: 定于6月，地点：县城}\n".encode(), "f.yaml", problems, shape)
    assert (list(problems), tree) == ([], {"甲": {"乙": "定于6月，地点：县城"}})


LINE, TEXT, LIST = Expected(Holds.LINE), Expected(Holds.TEXT), Expected(Holds.LIST)
CHILDREN = {"乙": LINE, "丙": LINE}
SHAPE = Expected(
    Holds.MAP,
    {
        "行": LINE,
        "文": TEXT,
        "列": LIST,
        "组": Expected(Holds.MAP, CHILDREN),
        "项": Expected(Holds.ITEMS, {"乙": LINE, "文": TEXT}),
    },
)
# What is typed, with the code, line and column of its one fault, and the lines that its cure puts in their place.
MEANT = [
    ("Y142", "文:\n  一。\n  二：\n行: 末\n", 1, 1, (1, 1), "文: |"),
    ("Y142", "文:\n一。\n二：\n行: 末\n", 1, 1, (1, 3), "文: |\n  一。\n  二："),
    ("Y142", '文:\n"一。"\n行: 末\n', 1, 1, (1, 2), '文: |\n  "一。"'),
    ("Y142", "文: |\n一。\n行: 末\n", 2, 1, (2, 2), "  一。"),
    ("Y142", "文: |\n  一。\n二。\n行: 末\n", 3, 1, (3, 3), "  二。"),
    ("Y142", "文: 一。\n  二。\n", 1, 4, (1, 2), "文: |\n  一。\n  二。"),
    ("Y142", "文: 一。\n二。\n", 1, 4, (1, 2), "文: |\n  一。\n  二。"),
    ("Y142", "文: ｜\n  一。\n", 1, 4, (1, 1), "文: |"),
    ("Y142", "文: | 一。\n  二。\n", 1, 4, (1, 2), "文: |\n  一。\n  二。"),
    ("Y142", "组:\n乙: 1\n丙: 2\n行: 末\n", 2, 1, (2, 3), "  乙: 1\n  丙: 2"),
    ("Y143", "列:\n  一\n  二\n", 2, 3, (2, 3), "  - 一\n  - 二"),
    ("Y143", "列:\n一\n二\n行: 末\n", 2, 1, (2, 3), "  - 一\n  - 二"),
    ("Y143", "列: 一\n  二\n", 1, 4, (1, 2), "列:\n  - 一\n  - 二"),
    ("Y143", "列:\n  - 一\n  二\n行: 末\n", 3, 3, (3, 3), "  - 二"),
    ("Y143", "列:\n  · 一\n  · 二\n", 2, 3, (2, 3), "  - 一\n  - 二"),
    ("Y143", "项:\n  乙: 1\n  文: 二\n", 2, 3, (2, 3), "  - 乙: 1\n    文: 二"),
    ("Y145", "组: 乙: 1, 丙: 2\n", 1, 4, (1, 1), "组: {乙: 1, 丙: 2}"),
    ("Y145", "组: （乙：1，丙：2）\n", 1, 4, (1, 1), "组: {乙: 1, 丙: 2}"),
    ("Y145", "列: 【一, 二】\n", 1, 4, (1, 1), "列: [一, 二]"),
    ("Y119", "行: 一\n  二\n", 1, 4, (1, 2), "行: 一二"),
    ("Y114", "行: 一\n列 二\n", 2, 1, (2, 2), "列: 二"),
    ("Y138", "组:\n  乙: 1\n丙: 2\n", 3, 1, (3, 3), "  丙: 2"),
    ("Y138", "项:\n  - 乙: 1\n   文: 二\n", 3, 4, (3, 3), "    文: 二"),
    ("Y109", "文: |\n　　一。\n　　二。\n", 2, 1, (2, 3), "  一。\n  二。"),
    ("Y108", "组:\n\t乙: 1\n\t丙: 2\n", 2, 1, (2, 3), "  乙: 1\n  丙: 2"),
]


@pytest.mark.parametrize(("code", "text", "line", "column", "lines", "pasted"), MEANT)
def test_what_was_meant_is_told_once_and_its_cure_mends_it(
    code: str, text: str, line: int, column: int, lines: tuple[int, int], pasted: str
) -> None:
    """A lost bar, dash or indent is one fault; the file with the cure pasted has none and says all that was typed."""
    problems = Problems()
    parse_tree(text.encode(), "f.yaml", problems, SHAPE)
    assert [(item.code, item.place.line, item.place.column) for item in problems] == [(code, line, column)]
    assert next(iter(problems)).fix.endswith(f"：\n{pasted}")
    typed = text.split("\n")
    typed[lines[0] - 1 : lines[1]] = pasted.split("\n")
    again = Problems()
    tree = parse_tree("\n".join(typed).encode(), "f.yaml", again, SHAPE)
    assert not list(again)
    said = str(tree)
    assert [sign for sign in "一二12末" if sign in text and sign not in said] == []


def test_a_long_body_without_its_bar_is_told_in_words() -> None:
    """Forty lines are not repeated: the first ones show how."""
    problems = Problems()
    parse_tree(("文:\n" + "一段。\n" * 40 + "行: 末\n").encode(), "f.yaml", problems, SHAPE)
    (found,) = problems
    assert found.fix.startswith("第 1 至 41 行照这样写：\n文: |\n  一段。")


@pytest.mark.parametrize(
    "text",
    [
        "文:\n  现将有关事项通知如下：\n行: 末\n",
        "文:\n  '一。'\n行: 末\n",
        "文: |\n  一。\n\n  二：\n    三 - 四\n行: 末\n",
        "列:\n- 一\n- 二\n行: 末\n",
        "项:\n- 乙: 1\n  文: |\n    一。\n- 乙: 2\n  文: 三\n行: 末\n",
        "组: {乙: 1,\n  丙: 2}\n行: 末\n",
        "列: [一,\n  二]\n文: '行: 一'\n",
        "组:\n  乙: 1  # 注\n  # 注\n\n  丙: 2\n",
        "文: 二、工作任务：\n",
        "列: '【一, 二】'\n",
        "行: 【急】一、二\n",
    ],
)
def test_what_stands_right_is_left_alone(text: str) -> None:
    """Text with colons, lists at the column of their key, brackets over several lines and comments are no faults."""
    problems = Problems()
    assert parse_tree(text.encode(), "f.yaml", problems, SHAPE) is not None
    assert not list(problems)


def test_a_name_before_items_with_dashes_is_a_text_in_two_lines() -> None:
    """Some have a dash and some have none: what was meant is not guessed at."""
    problems = Problems()
    parse_tree("项:\n  一\n  - 二\n行: 末\n".encode(), "f.yaml", problems, SHAPE)
    assert [(item.code, item.place.line) for item in problems] == [("Y119", 2)]


def test_a_full_width_comma_in_a_sentence_parts_nothing() -> None:
    """In an item of a list that ends as a sentence commas are text; where a sign ends before them they were to part."""
    tree, problems = read("甲: [有前款的，从其规定。, {乙: [爱护，节约；, 缴费。]}]\n")
    assert (list(problems), tree) == ([], {"甲": ["有前款的，从其规定。", {"乙": ["爱护，节约；", "缴费。"]}]})
    assert [item.code for item in read("甲: [爱护设施；，按时缴费。]\n")[1]] == ["Y133"]


@pytest.mark.parametrize("item", ["（共12名，排名不分先后）", "关于《规程，第2版》的说明", "“快，好，省”活动"])
def test_a_full_width_comma_between_brackets_parts_nothing(item: str) -> None:
    """In a list the comma inside brackets, book marks or quotation marks is the writer's; outside it was to part."""
    tree, problems = read(f"甲: [乙, {item}]\n")
    assert (list(problems), tree) == ([], {"甲": ["乙", item]})
    problems = read(f"甲: [乙，{item}]\n")[1]
    assert [(each.code, each.fix) for each in problems] == [("Y133", f"[乙, {item}]")]
