"""Packages that Word would call damaged, or that should not be opened at all, are told apart and named."""

from __future__ import annotations

import warnings
import zipfile
from collections.abc import Callable
from io import BytesIO

import pytest

from tests.word.flows import PlainFonts, notice
from ygt_docs.docfiles.word_package import open_package
from ygt_docs.problems import Problems
from ygt_docs.project import Project
from ygt_docs.word import render

Parts = dict[str, bytes]
_DOCPR = b'<wp:docPr id="%d" name="'


@pytest.fixture(scope="module")
def good(project: Project) -> bytes:
    """A good file."""
    return render(notice(), PlainFonts(), project)


def parts_of(data: bytes) -> Parts:
    """The parts of a package by name."""
    with zipfile.ZipFile(BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def packed(parts: Parts, twice: str | None = None) -> bytes:
    """A package of `parts`; the part `twice` is in it two times."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive, warnings.catch_warnings():
        warnings.simplefilter("ignore")  # zipfile warns of the second one, which is what this is about
        for name, content in parts.items():
            archive.writestr(name, content)
        if twice is not None:
            archive.writestr(twice, b"<x/>")
    return out.getvalue()


def codes(data: bytes) -> set[str]:
    """The codes of the problems of the package `data`."""
    problems = Problems()
    open_package(data, problems)
    return {item.code for item in problems}


def drop(name: str) -> Callable[[Parts], None]:
    """A change that takes a part out."""
    return lambda parts: parts.__delitem__(name)


def change(name: str, old: bytes, new: bytes) -> Callable[[Parts], None]:
    """A change that replaces bytes of a part."""

    def apply(parts: Parts) -> None:
        assert old in parts[name]
        parts[name] = parts[name].replace(old, new)

    return apply


CHANGES = {
    "no content types": ("V104", drop("[Content_Types].xml")),
    "a part without a type": ("V104", lambda parts: parts.update({"word/media/a.png": b"x"})),
    "a type without a part": ("V105", drop("word/fontTable.xml")),
    "a relationship to nowhere": ("V105", change("word/_rels/document.xml.rels", b"footer1.xml", b"footer9.xml")),
    "a reference without a relationship": ("V105", change("word/document.xml", b'r:id="rIdF1"', b'r:id="rIdF9"')),
    "no main part": ("V105", change("_rels/.rels", b'officeDocument" T', b'someDocument" T')),
    "broken XML": ("V106", change("word/footer1.xml", b"</w:p>", b"")),
    "a DTD with entities": ("V106", change("word/footer1.xml", b"<w:ftr", b'<!DOCTYPE x [<!ENTITY a "b">]><w:ftr')),
    "one number for two drawings": ("V107", change("word/footer4.xml", _DOCPR % 2, _DOCPR % 1)),
}


@pytest.mark.parametrize(("code", "apply"), CHANGES.values(), ids=CHANGES)
def test_damage_is_named(code: str, apply: Callable[[Parts], None], good: bytes) -> None:
    """Each kind of damage to the package has its own code."""
    parts = parts_of(good)
    apply(parts)
    assert code in codes(packed(parts))


def test_good_package_has_no_problem(good: bytes) -> None:
    """A package as it was written passes."""
    assert set() == codes(good)


@pytest.mark.parametrize("data", [b"", b"no zip", bytes.fromhex("d0cf11e0a1b11ae1") + bytes(600)])
def test_no_package_at_all(data: bytes) -> None:
    """Something else under the name of a .docx is one error."""
    assert {"V101"} == codes(data)


def test_cut_package(good: bytes) -> None:
    """Half a file is one error."""
    assert {"V101"} == codes(good[: len(good) // 2])


def test_damaged_content(good: bytes) -> None:
    """A byte that was changed on the way is seen by the checksum."""
    data = bytearray(good)
    place = data.index(b"word/document.xml") + 60
    data[place] ^= 0xFF
    assert "V101" in codes(bytes(data))


def test_two_parts_of_one_name(good: bytes) -> None:
    """Two parts of one name are an error, whatever the case of the letters."""
    assert "V103" in codes(packed(parts_of(good), twice="word/footer1.xml"))
    assert "V103" in codes(packed(parts_of(good), twice="word/Footer1.XML"))


def test_bomb_is_not_unpacked(good: bytes) -> None:
    """A package that would grow beyond measure is refused by the sizes it declares."""
    assert {"V102"} == codes(packed({**parts_of(good), "word/media/a.xml": bytes(60_000_000)}))


def test_too_many_parts_are_refused(good: bytes) -> None:
    """A package of thousands of parts is no official document."""
    assert {"V102"} == codes(packed({**parts_of(good), **{f"word/a{number}.xml": b"<x/>" for number in range(1100)}}))
