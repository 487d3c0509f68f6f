"""Which files are read, in which encodings, and what is refused."""

import contextlib
import io
import random
from pathlib import Path

import pytest

from tests.intake.drafts import HEAD, WHOLE, imported
from ygt_docs.docfiles.decode import MAX_BYTES, NotTextError, decode
from ygt_docs.intake import import_file
from ygt_docs.problems import UserError
from ygt_docs.project import Project


@pytest.mark.parametrize(
    ("codec", "mark", "stated"),
    [
        ("utf-8", b"", "UTF-8"),
        ("utf-8", b"\xef\xbb\xbf", "UTF-8（带字节顺序标记）"),
        ("gbk", b"", "GBK"),
        ("utf-16-le", b"\xff\xfe", "UTF-16"),
        ("utf-16-be", b"\xfe\xff", "UTF-16"),
        ("utf-16-le", b"", "UTF-16"),
    ],
)
def test_encodings_are_recognised_and_stated(codec: str, mark: bytes, stated: str) -> None:
    """UTF-8 with and without mark, GBK and UTF-16 give the same text and are named."""
    decoded = decode(mark + HEAD.encode(codec))
    assert decoded.text.lstrip("\ufeff") == HEAD
    assert decoded.encoding == stated


def test_a_stray_nul_does_not_change_the_encoding() -> None:
    """UTF-8 with a NUL in it is still UTF-8, not GBK that happens to decode."""
    assert decode(HEAD.replace("已经", "已\0经").encode()).encoding == "UTF-8"


def test_gb18030_is_told_from_gbk() -> None:
    """A character beyond GBK is read as GB18030."""
    assert decode(("县" * 50 + "𠮷").encode("gb18030")).encoding == "GB18030"


def test_an_encoding_other_than_utf8_is_said(tmp_path: Path, project: Project) -> None:
    """The problems name the encoding of a GBK draft, and the content is the same."""
    (tmp_path / "a.txt").write_bytes(WHOLE.encode("gbk"))
    result = import_file(tmp_path / "a.txt", "a", tmp_path / "content", project)
    assert next(item.code for item in result.problems) == "I201"
    imported(tmp_path, project, name="b")
    for name in ("plan.yaml", "steps.yaml", "tasks.yaml"):
        same = (tmp_path / "content" / "a" / name).read_text("utf-8") == (tmp_path / "content" / "b" / name).read_text(
            "utf-8"
        )
        assert same


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("a.txt", b"", "I106"),
        ("a.txt", b" \r\n\t\xe3\x80\x80\n", "I106"),
        ("a.txt", b"\xef\xbb\xbf\n", "I106"),
        ("a.docx", b"PK\x03\x04", "I110"),
        ("a.pptx", b"PK\x03\x04", "I104"),
        ("a", b"text", "I104"),
        ("a.txt", b"PK\x03\x04" + bytes(100), "I105"),
        ("a.txt", b"%PDF-1.7\n", "I105"),
        ("a.txt", bytes(range(256)) * 40, "I105"),
        ("a.md", b"\xff\xff\x80\x80", "I105"),
        ("a.txt", b"a" * (MAX_BYTES + 1), "I103"),
        ("a.txt", "甲".encode() * 1_000_001, "I115"),
    ],
)
def test_what_is_no_draft_is_one_clear_error(
    tmp_path: Path, project: Project, name: str, data: bytes, code: str
) -> None:
    """Empty, huge and binary files and unknown suffixes are refused with one error, and nothing is written."""
    (tmp_path / name).write_bytes(data)
    with pytest.raises(UserError) as caught:
        import_file(tmp_path / name, "x", tmp_path / "content", project)
    assert [item.code for item in caught.value.problems] == [code]
    assert not (tmp_path / "content").exists()


def test_a_file_that_is_not_there_is_an_error(tmp_path: Path, project: Project) -> None:
    """A missing draft, and a folder in its place, are errors."""
    with pytest.raises(UserError) as caught:
        import_file(tmp_path / "no.txt", "x", tmp_path / "content", project)
    assert caught.value.problems[0].code == "I101"
    (tmp_path / "folder.txt").mkdir()
    with pytest.raises(UserError) as caught:
        import_file(tmp_path / "folder.txt", "x", tmp_path / "content", project)
    assert caught.value.problems[0].code == "I102"


def test_random_bytes_are_text_or_refused(rng: random.Random) -> None:
    """Bytes of any kind are decoded or refused, never a traceback."""
    for _ in range(300):
        data = rng.randbytes(rng.randrange(1, 200))
        with contextlib.suppress(NotTextError):
            assert decode(data).encoding


@pytest.mark.parametrize("name", ["", ".", "..", "a/b", "a\\b", "a:b", "con", " a", "a b", "甲" * 120, "../x"])
def test_a_name_that_is_no_folder_name_is_refused(tmp_path: Path, project: Project, name: str) -> None:
    """A name that would leave the folder, or that some system cannot write, is an error."""
    with pytest.raises(UserError) as caught:
        imported(tmp_path, project, name=name)
    assert [item.code for item in caught.value.problems] == ["I107"]


def test_existing_content_is_kept_without_force(tmp_path: Path, project: Project) -> None:
    """A folder that exists is not touched; with force it is replaced as a whole, and other files in it stay."""
    imported(tmp_path, project)
    folder = tmp_path / "content" / "autumn"
    (folder / "notice.yaml").write_text("mine", "utf-8")
    (folder / "scan.pdf").write_bytes(b"pdf")
    with pytest.raises(UserError) as caught:
        imported(tmp_path, project)
    assert [item.code for item in caught.value.problems] == ["I108"]
    assert (folder / "notice.yaml").read_text("utf-8") == "mine"
    imported(tmp_path, project, HEAD, force=True)
    assert "青政发" in (folder / "notice.yaml").read_text("utf-8")
    assert sorted(item.name for item in folder.iterdir()) == ["import.md", "notice.yaml", "scan.pdf"]
    assert sorted(item.name for item in folder.parent.iterdir()) == ["autumn", "organs.yaml"]


def test_a_file_that_could_not_be_read_back_is_refused(tmp_path: Path, project: Project) -> None:
    """A text too large for one content file is refused before anything is written."""
    with pytest.raises(UserError) as caught:
        imported(tmp_path, project, HEAD.replace("请抓好落实", "\n".join(["甲乙丙丁，" * 10_000] * 9)))
    assert [item.code for item in caught.value.problems] == ["I109"]
    assert not (tmp_path / "content").exists()


def test_standard_input_is_read(tmp_path: Path, project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    """`-` reads a draft from standard input, text or a web page, and names it so."""
    for name, data in (("a", WHOLE.encode("gbk")), ("b", b"<html><body><p>\xe7\x94\xb2</p></body></html>")):
        monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(data)))
        result = import_file(Path("-"), name, tmp_path / "content", project)
        assert result.account.agrees
        assert {item.place.file for item in result.problems} >= {"标准输入"}
