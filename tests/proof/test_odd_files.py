"""Odd files, given to `proof` by anybody: one clear message in Chinese, the right exit code, JSON, and no traceback."""

from __future__ import annotations

import io
import json
import random
import re
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest
from docx import Document

from tests.examples import made
from tests.proof import odd
from tests.proof.strangers import SENTENCE, Stranger, careful, usual
from ygt_docs.console import commands, proving
from ygt_docs.docfiles.word_styles import plain_number, points
from ygt_docs.problems import Problems
from ygt_docs.project import Project
from ygt_docs.proof import prove
from ygt_docs.proof.docx_facts import docx_facts
from ygt_docs.proof.facts import Kind

FOR_MAINTAINERS = re.compile(r"模板|部件|关系|w:|\.xml|\.rels|生成|Traceback|Error|None")


def paper() -> bytes:
    """The PDF of a notice with turned pages and an imprint."""
    return made("yunxi-2026-plan")[2]


def nothing() -> bytes:
    """A new Word file in which nobody has typed."""
    out = io.BytesIO()
    Document().save(out)
    return out.getvalue()


# name → what makes it, the codes that are found, a word of the message, a word of the fix
UNREADABLE: dict[str, tuple[Callable[[], bytes], str, str, str]] = {
    "空.docx": (lambda: b"", "D805", "0 字节", "重发"),
    "空.pdf": (lambda: b"", "D801", "0 字节", "重发"),
    "压缩包.docx": (lambda: odd.zip_of({"a.txt": b"x", "b/c.bin": b"y"}), "D805", "压缩包", "解开"),
    "没有正文.docx": (lambda: odd.without(usual(), "word/document.xml"), "D805", "缺少正文", "重发"),
    "正文坏了.docx": (
        lambda: odd.replaced(usual(), "word/document.xml", ("</w:body>", "")),
        "D805",
        "正文部分已损坏",
        "重发",
    ),
    "半个.docx": (lambda: usual()[:9000], "D805", "已损坏", "重发"),
    "半个.pdf": (lambda: paper()[:90_000], "D801", "已损坏", "重发"),
    "加密.docx": (lambda: odd.OLE + "EncryptedPackage".encode("utf-16-le"), "D805", "加了密码", "清空密码"),
    "加密.pdf": (odd.locked, "D801", "加了密码", "去掉"),
    "旧.docx": (lambda: odd.OLE, "D805", ".doc 或 .wps", "另存为"),
    "表格.docx": (
        lambda: odd.zip_of({"[Content_Types].xml": b"<T/>", "xl/workbook.xml": b"<w/>"}),
        "D805",
        "Excel",
        "Word",
    ),
    "版式.docx": (lambda: odd.zip_of({"OFD.xml": b"<o/>"}), "D805", "OFD", "PDF"),
    "其实是PDF.docx": (lambda: b"%PDF-1.7\n", "D805", "PDF", "扩展名改成 .pdf"),
    "其实是Word.pdf": (usual, "D801", "Word", "扩展名改成 .docx"),
    "炸弹.docx": (lambda: odd.zip_of({"word/document.xml": bytes(5_000_000)}), "V102", "庞大", "不要打开"),
    "说了又说.pdf": (odd.said_too_often, "D801", "大得不正常", "不要打开"),
    "图中有图.pdf": (lambda: odd.form_in_form(9, 10), "D801", "大得不正常", "不要打开"),
    "图太深.pdf": (lambda: odd.form_in_form(40, 1), "D801", "大得不正常", "不要打开"),
}


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder in which the user stands."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(capsys: pytest.CaptureFixture[str], *typed: str, out: str = "") -> tuple[int, str, list[dict[str, object]]]:
    """Exit code, all that is printed, and what --json lists, which has to be one array with the same exit code."""
    capsys.readouterr()
    code = commands.guarded(lambda: proving.prove(typed[0], "", out, as_json=False))
    printed = "".join(capsys.readouterr())
    assert commands.guarded(lambda: proving.prove(typed[0], "", out, as_json=True)) == code
    listed = capsys.readouterr()
    assert listed.err == ""
    found = json.loads(listed.out)
    assert isinstance(found, list)
    return code, printed, found


@pytest.mark.parametrize("name", UNREADABLE)
def test_what_cannot_be_read_is_one_finding(name: str, here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """It names the file, says what it is, and what a person who got it from another can do; it claims no measuring."""
    make, code, says, fix = UNREADABLE[name]
    (here / name).write_bytes(make())
    ended, printed, (found,) = run(capsys, name)
    assert (ended, found["code"]) == (1, code)
    assert str(found["file"]).endswith(name)
    assert says in str(found["message"])
    assert fix in str(found["fix"])
    assert "没有检查" in printed
    assert "已对照" not in printed
    if code != "V102":
        assert not FOR_MAINTAINERS.search(f"{found['message']}{found['fix']}")


@pytest.mark.parametrize(
    ("name", "code", "says"),
    [
        ("旧.doc", "D907", "另存为 .docx"),
        ("旧.wps", "D907", "另存为 .docx"),
        ("草稿.txt", "D907", "import 草稿.txt"),
        ("图.jpg", "D907", "PDF"),
        ("没有.pdf", "D906", "没有这个文件"),
        ("没有", "D906", "./invoke list"),
        ("", "D906", "没有写文件名"),
        ("夹", "D905", "例如 夹/内.pdf"),
        ("夹.docx", "D905", "文件夹"),
        (".", "D905", "文件夹"),
        ("x" * 300, "D906", "没有"),
        ("夹/没有.docx", "D906", "没有这个文件"),
        ("../没有", "D906", "没有"),
    ],
)
def test_what_is_no_finished_file_is_wrong_use(
    name: str, code: str, says: str, here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Folders, other formats and names of nothing end with 2 and one message that fits."""
    for file in ("旧.doc", "旧.wps", "草稿.txt", "图.jpg"):
        (here / file).write_bytes(b"x")
    (here / "夹").mkdir()
    (here / "夹" / "内.pdf").write_bytes(b"x")
    (here / "夹.docx").mkdir()
    ended, printed, (found,) = run(capsys, name)
    assert (ended, found["code"]) == (2, code)
    assert says in printed


def test_a_document_that_was_built_elsewhere(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A name of the content without files in this --out: which folder was looked into, and how to name another."""
    ended, printed, (found,) = run(capsys, "yunxi-2026-plan", out="别处")
    assert (ended, found["code"]) == (2, "D906")
    assert f"“{here}/别处”里没有这份公文的成品" in printed
    assert f"./invoke build --only yunxi-2026-plan --out {here}/别处" in printed
    assert "用 --out 写明" in printed


def test_a_file_that_the_system_keeps(
    here: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """What may not be read is said in words (D910)."""

    def refuse(path: Path, most: int) -> bytes:
        raise PermissionError(13, "Permission denied", str(path))

    (here / "来文.pdf").write_bytes(b"x")
    monkeypatch.setattr("ygt_docs.console.proving.beginning", refuse)
    ended, printed, (found,) = run(capsys, "来文.pdf")
    assert (ended, found["code"]) == (2, "D910")
    assert "没有读取权限" in printed


def test_a_built_document_whose_files_were_damaged(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Both files are named as not measured, and nothing is laid out for comparison."""
    folder = here / "out" / "abc"
    folder.mkdir(parents=True)
    (folder / "abc.docx").write_bytes(b"PK\x03\x04")
    (folder / "abc.pdf").write_bytes(b"%PDF-1.7 broken")
    ended, printed, found = run(capsys, "abc", out=str(here / "out"))
    assert (ended, [item["code"] for item in found]) == (1, ["D805", "D801"])
    assert "没有检查 abc.docx、abc.pdf" in printed


def test_a_scan_is_said_to_be_one_and_nothing_else(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Of a picture nothing is known: that its page numbers are missing would be false."""
    (here / "扫描.pdf").write_bytes(odd.scan(3))
    ended, _, (found,) = run(capsys, "扫描.pdf")
    assert (ended, found["code"]) == (0, "D904")
    assert "扫描件" in str(found["message"])


def test_a_word_file_without_a_word() -> None:
    """That there is no text is said, beside what its page has wrong: in one finding for all four margins."""
    found = {item.code: item for item in prove(nothing(), Kind.WORD)}
    assert set(found) == {"D101", "D102", "D410", "D904"}
    assert "没有文字" in found["D904"].message


def test_all_wrong_margins_are_one_finding() -> None:
    """The four margins are set in one dialogue: one finding names them all, with what is found and what is wanted."""
    (found,) = [item for item in prove(usual(), Kind.WORD) if item.code == "D102"]
    assert found.message == (
        "天头（上边距）是 25.4 毫米，应为 37.0 毫米；下边距是 25.4 毫米，应为 35.0 毫米；"
        "订口（左边距）是 31.7 毫米，应为 28.0 毫米；切口（右边距）是 31.7 毫米，应为 26.0 毫米"
    )
    assert "上 3.7 厘米、下 3.5 厘米、左 2.8 厘米、右 2.6 厘米" in found.fix


def test_turned_sections_are_mended_apart() -> None:
    """The margins of turned sections are other ones, so they are a finding of their own with a fix of their own."""
    data = made("yunxi-2026-plan")[1]
    parts = odd.parts_of(data)
    document = parts["word/document.xml"].decode()
    parts["word/document.xml"] = re.sub(r'(<w:pgMar [^>]*?w:top=")\d+', r"\g<1>1000", document).encode()
    upright, turned = [item for item in prove(odd.zip_of(parts), Kind.WORD) if item.code == "D102"]
    assert "上 3.7 厘米" in upright.fix
    assert "横排的节上 2.8 厘米、下 2.6 厘米、左 3.5 厘米、右 3.7 厘米" in turned.fix


@pytest.mark.parametrize(
    ("change", "codes"),
    [(odd.lay, {"D806"}), (odd.drawn_on_its_side, set()), (odd.paper_begins_elsewhere, set()), (odd.one_form, set())],
)
def test_pages_are_measured_as_they_are_read(change: Callable[..., None], codes: set[str]) -> None:
    """Turned pages, paper that begins elsewhere, and text inside of forms: the same document, the same verdict."""
    assert {item.code for item in prove(paper(), Kind.PDF)} == set()
    found = prove(odd.pages_changed(paper(), change), Kind.PDF)
    assert {item.code for item in found} == codes, [str(item) for item in found]


def test_pages_that_lie_are_counted() -> None:
    """One page upside down: which, how many, and by how much."""

    def upside_down(pdf: object, page: object) -> None:
        page.rotate(180, relative=True)  # type: ignore[attr-defined]

    (found,) = prove(odd.pages_changed(paper(), upside_down, [2]), Kind.PDF)
    assert (found.code, found.place.page) == ("D806", 3)
    assert "1 页" in found.message
    assert "180 度" in found.message


def test_a_sheet_of_a3_is_named_with_its_page() -> None:
    """A fold-out table is measured as what it is."""
    found = {item.code: item for item in prove(odd.pages_changed(paper(), odd.on_a3, [10]), Kind.PDF)}
    assert found["D101"].place.page == 11
    assert "297×420 毫米" in found["D101"].message


def test_hundreds_of_pages(count: Callable[[int, int], int]) -> None:
    """Three hundred pages (in a soak; sixty otherwise) give a few findings, not hundreds."""
    found = prove(odd.pages_of(paper(), count(60, 300)), Kind.PDF)
    assert 0 < len(found) < 15


@pytest.mark.parametrize(
    ("typed", "is_points"),
    [
        ("567", 28.35),
        ("567.5", 28.375),
        ("21cm", 595.27),
        ("2in", 144),
        ("12pt", 12),
        ("-1pc", -12),
        (None, 10),
        ("", 10),
        ("甲", 10),
        ("nan", 10),
        ("1e400", 10),
        ("9" * 40, 10),
        ("9" * 400 + "cm", 10),
    ],
)
def test_numbers_in_the_files_of_others(typed: str | None, is_points: float) -> None:
    """A count, a measure with a unit as the schema allows it, or nothing that could be measured: the usual value."""
    assert points(typed, 20, 200) == pytest.approx(is_points, abs=0.01)


def test_numbers_without_a_unit() -> None:
    """What counts characters has no unit."""
    assert [plain_number(typed, 7) for typed in ("150", "1.5", "2cm", "x", None)] == [150, 1.5, 7, 7, 7]


def test_margins_with_units_are_measured() -> None:
    """A file that says its margins in centimetres is not taken for one with Word's usual margins."""
    made_ = Stranger((3.7, 2.6, 3.5, 2.8), 28.95, "仿宋_GB2312")
    made_.add(SENTENCE, first=32)
    data = odd.parts_of(made_.bytes())
    text = data["word/document.xml"].decode()
    data["word/document.xml"] = re.sub(r'w:top="\d+"', 'w:top="3.7cm"', text).encode()
    facts = docx_facts(odd.zip_of(data), Problems())
    assert facts is not None
    assert facts.areas[0].top == pytest.approx(37)


def test_damaged_values_never_stop_the_proof(
    project: Project, rng: random.Random, count: Callable[[int, int], int]
) -> None:
    """Attributes of a Word file with other values, or lost: findings or a reason, never an exception."""
    bases = [odd.parts_of(data) for data in (usual(), careful(), made("yunxi-2026-letter")[1])]
    values = ("", "甲", "21cm", "12.5", "0", "-5", "-99999999", "99999999999", "1e400", "nan")
    for _ in range(count(40, 3000)):
        parts = dict(rng.choice(bases))
        name = rng.choice([name for name in parts if re.search(r"(document|styles|settings|footer|\]|_rels/)", name)])
        text = parts[name].decode()
        place = rng.choice(list(re.finditer(r'\s[\w:]+="([^"]*)"', text)))
        start, end = rng.choice([place.span(), place.span(1), place.span(1)])
        parts[name] = (text[:start] + (rng.choice(values) if start == place.start(1) else "") + text[end:]).encode()
        prove(odd.zip_of(parts), Kind.WORD)


def test_damaged_bytes_never_stop_the_proof(rng: random.Random, count: Callable[[int, int], int]) -> None:
    """A PDF that was cut, overwritten or lost a piece: findings or a reason, never an exception."""
    whole = made("yunxi-2026-letter")[2]
    for number in range(count(12, 400)):
        data = bytearray(whole)
        if number % 3 == 0:
            del data[rng.randrange(len(data)) :]
        elif number % 3 == 1:
            start = rng.randrange(len(data))
            del data[start : start + rng.randrange(3000)]
        else:
            for _ in range(10):
                data[-1 - rng.randrange(1500)] = rng.randrange(256)
        prove(bytes(data), Kind.PDF)


def test_entries_of_another_type_never_stop_the_proof(rng: random.Random, count: Callable[[int, int], int]) -> None:
    """A name where a dictionary stands, a number where a page stands: findings, never an exception."""
    whole = made("yunxi-2026-letter")[2]
    for _ in range(count(12, 600)):
        name, data = odd.of_another_type(whole, rng)
        print(name)
        prove(data, Kind.PDF)


@pytest.mark.parametrize("entry", ["/AcroForm", "/ViewerPreferences", "/MarkInfo", "/Names", "/StructTreeRoot"])
def test_an_entry_of_the_catalogue_may_be_anything(entry: str) -> None:
    """Each was read as a dictionary, whatever it was."""
    with pikepdf.open(io.BytesIO(paper())) as pdf:
        pdf.Root[entry] = 3
        out = io.BytesIO()
        pdf.save(out)
    assert "D801" not in {item.code for item in prove(out.getvalue(), Kind.PDF)}


def test_a_sheet_of_any_size_is_measured() -> None:
    """A page of a kilometre is told to be no A4; no picture of it is made that takes all memory."""

    def huge(pdf: pikepdf.Pdf, page: pikepdf.Page) -> None:
        page.obj["/MediaBox"] = page.obj["/CropBox"] = pikepdf.Array([0, 0, 10**9, 10**9])

    assert "D101" in {item.code for item in prove(odd.pages_changed(made("yunxi-2026-letter")[2], huge, [0]), Kind.PDF)}


def test_the_strict_form_is_measured_like_the_usual_one() -> None:
    """A file that Word saved as Strict Open XML is measured, and gives the same findings."""
    told = [[(item.code, item.message) for item in prove(data, Kind.WORD)] for data in (odd.strict(), usual())]
    assert told[0] == told[1]
    assert "D805" not in {code for code, _ in told[0]}
