"""Forty packages that would do harm or are not what they say: each is refused with a reason before it is opened."""

from __future__ import annotations

import io
import json
import struct
import subprocess
import sys
import tracemalloc
import zipfile
from pathlib import Path

import pytest

from tests.intake.packages import excel, p, relations, table, tr, word, word_parts, zipped
from ygt_docs.docfiles import legacy
from ygt_docs.intake import import_file
from ygt_docs.problems import UserError
from ygt_docs.project import Project

_GOOD = word(p("甲"))
_OLE = bytes.fromhex("d0cf11e0a1b11ae1")
_LAUGHS = (
    '<?xml version="1.0"?><!DOCTYPE w [<!ENTITY a "ha">'
    + "".join(f'<!ENTITY {new} "{f"&{old};" * 10}">' for old, new in zip("abcdefgh", "bcdefghi", strict=True))
    + "]><w>&i;</w>"
)
_OUTSIDE = '<?xml version="1.0"?><!DOCTYPE w [<!ENTITY x SYSTEM "file:///etc/passwd">]><w>&x;</w>'


def parts(**changed: str | bytes) -> bytes:
    """A Word file with some parts changed: document=, relations=, package=, numbering= …"""
    names = {
        "document": "word/document.xml",
        "relations": "word/_rels/document.xml.rels",
        "package": "_rels/.rels",
        "numbering": "word/numbering.xml",
        "styles": "word/styles.xml",
    }
    made = word_parts(p("甲"), numbering="", styles="")
    return zipped(made | {names[name]: data for name, data in changed.items()})


def with_entry(name: str, data: bytes = b"x", level: int = 9) -> bytes:
    """A good Word file and one more entry."""
    out = io.BytesIO(_GOOD)
    with zipfile.ZipFile(out, "a", zipfile.ZIP_DEFLATED, compresslevel=level) as archive:
        archive.writestr(name, data)
    return out.getvalue()


def big(name: str, size: int) -> bytes:
    """A good Word file and an entry of `size` zeros, packed into a thousandth."""
    out = io.BytesIO(_GOOD)
    with zipfile.ZipFile(out, "a", zipfile.ZIP_DEFLATED) as archive, archive.open(name, "w") as stream:
        for _ in range(size >> 20):
            stream.write(bytes(1 << 20))
    return out.getvalue()


def liar(size: int = 64 << 20) -> bytes:
    """A document part that unpacks to `size` but says that it is small, here and in the directory."""
    made = word_parts("")
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in made.items():
            archive.writestr(name, bytes(size) if name == "word/document.xml" else data)
    return out.getvalue().replace(struct.pack("<I", size), struct.pack("<I", 1000))


def encrypted() -> bytes:
    """A Word file whose entries say that they are encrypted."""
    data = bytearray(_GOOD)
    at = -1
    for sign, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        while (at := data.find(sign, at + 1)) >= 0:
            data[at + offset] |= 1
    return bytes(data)


def doubled() -> bytes:
    """A Word file with its document twice."""
    out = io.BytesIO(_GOOD)
    with zipfile.ZipFile(out, "a") as archive, pytest.warns(UserWarning, match="Duplicate name"):
        archive.writestr("word/document.xml", "<x/>")
    return out.getvalue()


def old_word(flag: int) -> bytes:
    """The beginning of an old .doc, encrypted where `flag` is 1."""
    return _OLE + bytes(504) + b"\xec\xa5" + bytes(9) + bytes([flag]) + bytes(2000)


_LOCKED = _OLE + bytes(600) + "EncryptedPackage".encode("utf-16-le") + bytes(600)
_DEEP = "<w:sdt><w:sdtContent>" * 5000
PACKAGES: dict[str, tuple[str, bytes, str]] = {
    "laughs": ("a.docx", parts(document=_LAUGHS), "I110"),
    "laughs in the styles": ("a.docx", parts(styles=_LAUGHS), "I110"),
    "laughs in the numbering": ("a.docx", parts(numbering=_LAUGHS), "I110"),
    "laughs in the relations": ("a.docx", parts(relations=_LAUGHS), "I110"),
    "laughs in the package": ("a.docx", parts(package=_LAUGHS), "I110"),
    "laughs in UTF-16": ("a.docx", parts(document=_LAUGHS.encode("utf-16")), "I110"),
    "an external entity": ("a.docx", parts(document=_OUTSIDE), "I110"),
    "an external DTD": ("a.docx", parts(document='<!DOCTYPE w SYSTEM "http://127.0.0.1/x.dtd"><w/>'), "I110"),
    "a parameter entity": (
        "a.docx",
        parts(document='<!DOCTYPE w [<!ENTITY % x SYSTEM "file:///etc/passwd">%x;]><w/>'),
        "I110",
    ),
    "one gigabyte in one megabyte": ("a.docx", big("word/media/a.bin", 1 << 30), "I110"),
    "one gigabyte of document": ("a.docx", big("word/big.xml", 1 << 28), "I110"),
    "a size that lies": ("a.docx", liar(), "I110"),
    "a nested bomb": ("a.docx", with_entry("a.zip", big("b", 1 << 28)), "fine"),
    "thousands of entries": ("a.docx", zipped(word_parts(p("甲")) | {f"x{n}": b"" for n in range(2000)}), "I110"),
    "many large entries": (
        "a.docx",
        zipped(word_parts(p("甲")) | {f"x{n}": bytes(900_000) for n in range(300)}),
        "I110",
    ),
    "a path upwards": ("a.docx", with_entry("../../evil.txt"), "I110"),
    "an absolute path": ("a.docx", with_entry("/etc/evil"), "I110"),
    "a path with backslashes": ("a.docx", with_entry("..\\evil"), "I110"),
    "a drive": ("a.docx", with_entry("C:evil"), "I110"),
    "two documents": ("a.docx", b"doubled", "I110"),
    "two by case": ("a.docx", with_entry("WORD/Document.xml"), "I110"),
    "encrypted entries": ("a.docx", encrypted(), "I110"),
    "an encrypted container": ("a.docx", _LOCKED, "I111"),
    "an encrypted sheet": ("a.xlsx", _LOCKED, "I111"),
    "an encrypted doc": ("a.doc", old_word(1), "I111"),
    "a new file called doc": ("a.doc", _GOOD, "I112"),
    "a page called doc": ("a.doc", b"<html><body>\xe7\x94\xb2</body></html>", "I112"),
    "text called wps": ("a.wps", "甲乙丙".encode(), "I112"),
    "an old file called docx": ("a.docx", old_word(0), "I112"),
    "text called docx": ("a.docx", "甲乙丙".encode(), "I112"),
    "a PDF called docx": ("a.docx", b"%PDF-1.7\n", "I112"),
    "a sheet called docx": ("a.docx", excel(""), "I112"),
    "a document called xlsx": ("a.xlsx", _GOOD, "I112"),
    "a zip called docx": ("a.docx", zipped({"a.txt": "甲"}), "I112"),
    "a document called txt": ("a.txt", _GOOD, "I105"),
    "a document called html": ("a.html", _GOOD, "I105"),
    "a cut file": ("a.docx", _GOOD[: len(_GOOD) // 2], "I110"),
    "a spoilt file": (
        "a.docx",
        _GOOD.replace(b"PK\x03\x04", b"PK\x03\x05", 3)[:4].replace(b"\x05", b"\x04")
        + _GOOD.replace(b"PK\x03\x04", b"PK\x03\x05", 3)[4:],
        "I110",
    ),
    "a missing document": ("a.docx", zipped({"_rels/.rels": relations({"officeDocument": "word/no.xml"})}), "I112"),
    "broken XML": ("a.docx", parts(document="<w:document><w:body>"), "I110"),
    "deep XML": ("a.docx", word(_DEEP), "I110"),
    "millions of elements": ("a.docx", word("<w:p/>" * 2_000_000), "I110"),
    "millions of attributes": ("a.docx", word("<w:p " + " ".join(f'a{n}=""' for n in range(1_600_000)) + "/>"), "I110"),
    "a page without end": ("a.html", b"<div>" * 900_000, "I110"),
    "a tag without end": ("a.html", ("<p " + " ".join(f"a{n}" for n in range(150_000)) + ">甲").encode(), "I110"),
    "a tag of slashes": (
        "a.html",
        ("<p>甲</p><p/" + "/".join(f'a{n}="1"' for n in range(15_000)) + ">乙").encode(),
        "I110",
    ),
    "a line without end": ("a.txt", ("关于测试的通知\n" + "甲，" * 60_000).encode(), "I116"),
    "a paragraph without end": ("a.docx", word(p("甲" + " 乙" * 60_000)), "I116"),
    "lines without end": ("a.txt", "甲\n".encode() * 60_000, "I117"),
    "marks without end": ("a.md", ("# 甲\n\n" + "**甲 *乙\n\n" * 60_000).encode(), "I118"),
    "a table without end": ("a.txt", (("甲\t乙\t" * 40 + "丙\n") * 1500).encode(), "I118"),
    "tables in tables": ("a.docx", word("<w:tbl><w:tr><w:tc>" * 90 + p("甲") + "</w:tc></w:tr></w:tbl>" * 90), "I110"),
    "an empty file": ("a.docx", b"", "I112"),
}


@pytest.mark.parametrize("name", PACKAGES)
def test_hostile_packages_are_refused(name: str, tmp_path: Path, project: Project) -> None:
    """Bombs, entities, paths, encryption and wrong suffixes are refused with one reason, and little memory."""
    file, data, code = PACKAGES[name]
    (tmp_path / file).write_bytes(doubled() if data == b"doubled" else data)
    before = sorted(tmp_path.iterdir())
    tracemalloc.start()
    try:
        if code == "fine":
            assert import_file(tmp_path / file, "a", tmp_path / "content", project).account.agrees
            return
        with pytest.raises(UserError) as caught:
            import_file(tmp_path / file, "a", tmp_path / "content", project)
        assert tracemalloc.get_traced_memory()[1] < 300_000_000
    finally:
        tracemalloc.stop()
    assert [item.code for item in caught.value.problems] == [code], [str(item) for item in caught.value.problems]
    assert sorted(tmp_path.iterdir()) == before


_CHILD = """
import json, sys, time
from pathlib import Path
from ygt_docs.docfiles import legacy
from ygt_docs.intake import import_file
from ygt_docs.problems import UserError
from ygt_docs.project import this_project
begun, found = time.process_time(), ""
try:
    import_file(Path(sys.argv[1]), "a", Path(sys.argv[2]), this_project())
except UserError as error:
    found = error.problems[0].code
status = Path("/proc/self/status").read_text().partition("VmHWM:")[2]  # ru_maxrss would count the parent's too
print(json.dumps([found, time.process_time() - begun, int(status.split()[0]) * 1024]))
"""


@pytest.mark.skipif(sys.platform != "linux", reason="memory is counted as Linux counts it")
def test_each_is_refused_in_two_seconds_and_300_mb(tmp_path: Path, project: Project, soak: bool) -> None:
    """All that a process of its own takes (libraries in C too): 2 s of processor time, 300 MB. The worst, or all."""
    refused = [name for name, (_, _, code) in PACKAGES.items() if code != "fine"]
    over = []
    for number, name in enumerate(refused if soak else _WORST):
        file, data, code = PACKAGES[name]
        path = tmp_path / str(number) / file
        path.parent.mkdir()
        path.write_bytes(doubled() if data == b"doubled" else data)
        done = subprocess.run(
            [sys.executable, "-c", _CHILD, str(path), str(tmp_path / "content")],
            cwd=project.root,
            capture_output=True,
            encoding="utf-8",
            check=True,
        )
        found, seconds, memory = json.loads(done.stdout)
        if found != code or seconds >= 2 or memory >= 300_000_000:
            over.append((name, found, seconds, memory))
    assert over == []


_WORST = ("many large entries", "millions of elements", "millions of attributes", "a page without end", "broken XML")


def test_a_page_with_a_picture_in_it_is_no_tag_without_end(tmp_path: Path, project: Project) -> None:
    """An address of 200,000 characters with slashes and = in it is one attribute."""
    held = "data:image/png;base64," + "iVBOR/w0K=" * 20_000
    (tmp_path / "a.html").write_text(f"<p>甲</p><img alt='乙 丙' src='{held}'><p>丁</p>", encoding="utf-8")
    assert import_file(tmp_path / "a.html", "a", tmp_path / "content", project).account.agrees


def test_there_are_forty_of_them() -> None:
    """The list of hostile packages holds forty that are refused."""
    assert len([code for _, _, code in PACKAGES.values() if code != "fine"]) >= 40


def test_the_package_they_are_made_from_is_good(tmp_path: Path, project: Project) -> None:
    """The file that the hostile ones are made from is imported."""
    (tmp_path / "a.docx").write_bytes(word(p("甲") + table(tr("乙", "丙"))))
    assert import_file(tmp_path / "a.docx", "a", tmp_path / "content", project).account.agrees


def test_without_libreoffice_an_old_file_is_a_clear_error(
    tmp_path: Path, project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where LibreOffice is missing, a .doc is refused with what to do."""
    monkeypatch.setattr(legacy, "_COMMANDS", ("no-such-program",))
    (tmp_path / "a.doc").write_bytes(old_word(0))
    with pytest.raises(UserError) as caught:
        import_file(tmp_path / "a.doc", "a", tmp_path / "content", project)
    assert [item.code for item in caught.value.problems] == ["I113"]
