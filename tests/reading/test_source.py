"""Files that cannot be read, or are not UTF-8, say so and say how to mend it."""

from __future__ import annotations

from pathlib import Path

import pytest

from ygt_docs.problems import Problem, Problems
from ygt_docs.reading import parse_tree, read_tree
from ygt_docs.reading.source import MAX_BYTES_OF_TABLE, read_source

TEXT = "甲: 1\n标题: 云溪县人民政府关于印发工作计划的通知\n"


def one(data: bytes) -> Problem:
    """The only problem of a file that holds `data`."""
    problems = Problems()
    assert parse_tree(data, "f.yaml", problems) is None
    (found,) = problems
    return found


@pytest.mark.parametrize(
    ("encoding", "looks"),
    [
        ("gbk", "GBK"),
        ("gb18030", "GBK"),
        ("utf-16", "UTF-16"),
        ("utf-16-le", "UTF-16"),
        ("utf-16-be", "UTF-16"),
        ("utf-32", "UTF-32"),
    ],
)
def test_another_encoding_is_named(encoding: str, looks: str) -> None:
    """A file of another encoding is refused with the encoding's name and 另存为 UTF-8."""
    found = one(TEXT.encode(encoding))
    assert (found.code, found.place.line, found.place.column) == ("Y104", 1, 1)
    assert looks in found.message
    assert "UTF-8" in found.fix


def test_gb18030_is_told_from_gbk() -> None:
    """A character that only GB18030 has is not called GBK."""
    assert "GB18030" in one("甲: 𡃁\n".encode("gb18030")).message


@pytest.mark.parametrize("byte", [b"\xff", b"\x80", b"\xed\xa0\x80", b"\xc0\x80", b"\xf8"])
def test_a_broken_byte_has_its_line_and_column(byte: bytes) -> None:
    """One wrong byte in a UTF-8 file is named with its value, line and column."""
    found = one("甲: 1\n乙: 丙".encode() + byte + "丁\n".encode())
    assert (found.code, found.place.line, found.place.column) == ("Y105", 2, 5)
    assert f"0x{byte[0]:02X}" in found.message


def test_a_missing_file_and_a_folder_are_told(tmp_path: Path) -> None:
    """A file that is not there, and a folder in its place, are problems, never exceptions."""
    problems = Problems()
    assert read_tree(tmp_path / "x.yaml", "x.yaml", problems) is None
    assert read_tree(tmp_path, "y.yaml", problems) is None
    assert [(item.code, item.place.file) for item in problems] == [("Y101", "x.yaml"), ("Y102", "y.yaml")]


def test_a_large_file_is_refused(tmp_path: Path) -> None:
    """More than 1 MB is refused without being parsed."""
    (tmp_path / "x.yaml").write_bytes(b"a: 1\n" * 250_000)
    problems = Problems()
    assert read_tree(tmp_path / "x.yaml", "x.yaml", problems) is None
    assert [item.code for item in problems] == ["Y103"]


def test_a_file_of_a_table_may_be_larger(tmp_path: Path) -> None:
    """Thousands of rows are right; more than the table's own bound is refused with that bound."""
    (tmp_path / "x.yaml").write_bytes(b"a: 1\n" + b"# x\n" * 400_000)
    for most, codes in ((1_000_000, ["Y103"]), (MAX_BYTES_OF_TABLE, [])):
        problems = Problems()
        read_source(tmp_path / "x.yaml", "x.yaml", problems, most)
        assert [item.code for item in problems] == codes
