"""Old Word and WPS files: a damaged one is refused with one error and never comes in as noise."""

from __future__ import annotations

import random
import shutil
import struct
import subprocess
from pathlib import Path

import pytest

from ygt_docs.docfiles import legacy
from ygt_docs.docfiles.sources import read_source
from ygt_docs.problems import NOWHERE, Problem, UserError

SIGN = bytes.fromhex("d0cf11e0a1b11ae1")
FREE, END, TABLE = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
TEXT = (
    "云溪县人民政府办公室关于做好农村饮水工作的通知\n\n各乡镇人民政府：\n    为保障群众饮水安全，现将有关事项通知如下。\n"
    "    一、落实管护责任\n    各乡镇要明确专人，做好水源保护、管网维护和水质检测，问题当日上报。\n"
)


def compound(*names: str, directory: int = 1, following: int = END) -> bytes:
    """A compound file of two sectors, the allocation table and the directory, with an empty stream of each name.

    `directory` is the sector where the directory begins, `following` the one after it.
    """
    header = SIGN + bytes(16) + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + bytes(10)
    header += struct.pack("<IIIIIIIII", 1, directory, 0, 4096, END, 0, END, 0, 0)
    header += struct.pack("<I", FREE) * ((512 - len(header)) // 4)
    table = struct.pack("<II", TABLE, following) + struct.pack("<I", FREE) * 126
    entries = b""
    for name, kind in (("Root Entry", 5), *((name, 2) for name in names)):
        written = (name + "\0").encode("utf-16-le")
        entries += written.ljust(64, b"\0") + struct.pack("<HB", len(written), kind) + bytes(61)
    return header + table + entries.ljust(512, b"\0")


def refused(path: Path) -> Problem:
    """The one problem with which the draft `path` is refused."""
    with pytest.raises(UserError) as caught:
        read_source(path, path.name)
    (only,) = caught.value.problems
    return only


@pytest.fixture(scope="module")
def old_file(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """A .doc with TEXT, as an office program writes it."""
    folder = tmp_path_factory.mktemp("old")
    program = shutil.which("soffice")
    if program is None:
        pytest.fail("LibreOffice is missing; ./invoke test installs it")
    (folder / "a.txt").write_text(TEXT, encoding="utf-8")
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    words = [program, profile, "--headless", "--convert-to", "doc:MS Word 97", "--outdir", str(folder)]
    subprocess.run([*words, str(folder / "a.txt")], check=True, capture_output=True)
    return (folder / "a.doc").read_bytes()


def test_the_names_in_a_compound_file_are_read(old_file: bytes) -> None:
    """The directory of a made file and of an office program's is read through its chain."""
    assert legacy.stream_names(compound("WordDocument", "甲")) == ["Root Entry", "WordDocument", "甲"]
    assert {"WordDocument", "1Table"} <= set(legacy.stream_names(old_file))


@pytest.mark.parametrize(
    "data",
    [
        SIGN,
        SIGN + bytes(3000),
        SIGN + random.Random(1).randbytes(100_000),
        compound("WordDocument")[:1200],
        compound("WordDocument", directory=5),
        compound("WordDocument", directory=200),
        compound("WordDocument", following=1),
        compound("WordDocument", following=100_000),
    ],
)
def test_a_damaged_structure_holds_no_names(data: bytes) -> None:
    """A file that is cut off, is noise, or whose directory leads nowhere or in a circle has no names."""
    assert legacy.stream_names(data) == []


def test_a_table_that_repeats_itself_is_bounded() -> None:
    """A file that names the same sector a million times as its table costs no more than its own size."""
    data = bytearray(compound("WordDocument"))
    data[76:512] = bytes(436)  # every part of the table is sector 0
    assert legacy.stream_names(bytes(data)) == ["Root Entry", "WordDocument"]


@pytest.mark.parametrize("suffix", [".doc", ".wps"])
def test_an_undamaged_old_file_is_read(old_file: bytes, tmp_path: Path, suffix: str) -> None:
    """What an office program wrote comes in word for word."""
    (tmp_path / f"a{suffix}").write_bytes(old_file)
    read = read_source(tmp_path / f"a{suffix}", "a").text
    assert [line.strip() for line in read.splitlines()] == [line.strip() for line in TEXT.splitlines()]


@pytest.mark.parametrize("suffix", [".doc", ".wps"])
def test_noise_behind_the_sign_is_refused(old_file: bytes, tmp_path: Path, suffix: str) -> None:
    """The sign of an old file and then noise is refused before LibreOffice can take it for a text."""
    (tmp_path / f"a{suffix}").write_bytes(SIGN + random.Random(7).randbytes(300_000))
    found = refused(tmp_path / f"a{suffix}")
    assert found.code == "I110"
    assert "找不到 Word、WPS 的正文" in found.message


@pytest.mark.parametrize("share", [1.0, 0.3])
def test_a_text_of_noise_in_a_sound_file_is_refused(old_file: bytes, tmp_path: Path, share: float) -> None:
    """Where the structure is sound and the text itself is damaged, the noise is counted."""
    chance, data = random.Random(3), bytearray(old_file)
    start = data.index("云溪县人".encode("utf-16-le"))
    for at in range(start, start + 2 * (len(TEXT) - 8)):
        if chance.random() < share:
            data[at] = chance.randrange(256)
    (tmp_path / "a.doc").write_bytes(bytes(data))
    found = refused(tmp_path / "a.doc")
    assert found.code == "I110"
    assert "处乱码" in found.message


def test_what_libreoffice_cannot_open_is_said(old_file: bytes, tmp_path: Path) -> None:
    """A file with the right names in its directory and nothing behind them ends with one clear error."""
    (tmp_path / "a.doc").write_bytes(compound("WordDocument"))
    assert refused(tmp_path / "a.doc").code == "I114"


def test_a_libreoffice_that_hangs_is_stopped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A conversion that takes too long is given up with the same error."""
    program = tmp_path / "soffice"
    program.write_text("#!/bin/sh\nexec sleep 60\n", encoding="utf-8")
    program.chmod(0o755)
    monkeypatch.setattr(legacy, "_COMMANDS", (str(program),))
    monkeypatch.setattr(legacy, "_SECONDS", 0.2)
    (tmp_path / "a.doc").write_bytes(compound("WordDocument"))
    assert refused(tmp_path / "a.doc").code == "I114"


@pytest.mark.parametrize(
    "text",
    [
        "",
        TEXT,
        "\uf06c 甲\n\uf06c 乙\n\uf06c 丙\n\uf06c 丁\n\uf06c 戊\n\uf06c 己\n",  # bullets of a symbol font
        "㐀㐁㐂㐃㐄㐅" * 20,  # rare characters
        "云溪县" + "연변조선족자치주인민정부" * 20,
        "云溪县" + "བོད་ཡིག" * 20 + "ᠮᠣᠩᠭᠣᠯ" * 20 + "ئۇيغۇر" * 20,  # the languages of three peoples
        "云溪县\ue5e5\ue5e6\ue5e7",  # a name with characters of an old code page
        "Convention générale, Übersicht, Đặng Văn Á",
        "①②③ ㎡ ℃ ≥ ± × → ★ □ ■ № Ⅲ ㈠ ⒈ " * 5,
    ],
)
def test_no_text_is_taken_for_noise(text: str) -> None:
    """Symbols, rare characters and texts in other scripts are no noise."""
    assert legacy.noise_in(text) == 0


@pytest.mark.parametrize("text", ["\ue000" * 5, "甲" * 60 + "\u0378" * 5, "甲" * 40 + "각ꀀᎠΩກກ" * 2 + "ཀ"])
def test_noise_is_counted(text: str) -> None:
    """Characters that stand in no text, and letters of many scripts at once, are noise, even among others."""
    assert legacy.noise_in(text) >= 5
    with pytest.raises(UserError, match="I110"):
        legacy.refuse_noise(text, NOWHERE)
