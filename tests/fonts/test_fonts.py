"""Faces: which one is taken, what it has, and what is said about it."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from tests.fonts.making import write_collection, write_font
from ygt_docs.fonts import Fonts, load_fonts
from ygt_docs.problems import Problems
from ygt_docs.project import Project


def _load(project: Project) -> tuple[Fonts, list[str]]:
    problems = Problems()
    fonts = load_fonts(project, problems)
    return fonts, [item.code for item in problems]


def _names(fonts: Fonts, role: str) -> list[str]:
    return [face.path.name for face in fonts.faces(role)]


def test_without_office_fonts_the_open_faces_stand_in(small: Project) -> None:
    """The open faces come in the order declared, marked as stand-ins; Word is told the official name."""
    fonts, codes = _load(small)
    assert _names(fonts, "仿宋") == ["fang.otf", "rare.otf"]
    assert all(face.stand_in for face in fonts.faces("仿宋"))
    assert fonts.word_family("仿宋") == "仿宋_GB2312"
    assert codes == []


@pytest.mark.parametrize(
    ("name", "family"),
    [("simfang.ttf", "whatever"), ("SimFang.TTF", "whatever"), ("a.otf", "仿宋_GB2312"), ("deep/er/a.ttf", "fangsong")],
)
def test_an_office_font_is_taken_first(small: Project, name: str, family: str) -> None:
    """A font in the office's folder is recognised by its file name or by what it calls itself, in any case."""
    write_font(small.office_fonts / name, family, "中")
    fonts, codes = _load(small)
    assert _names(fonts, "仿宋") == [Path(name).name, "fang.otf", "rare.otf"]
    assert not fonts.faces("仿宋")[0].stand_in
    assert codes == []


def test_the_right_face_of_a_collection_is_taken_out(small: Project) -> None:
    """Of a collection the face with the declared name is used, in a file of its own."""
    write_collection(small.office_fonts / "simsun.ttc", {"NSimSun": "中", "SimSun": "中文"})
    fonts, _ = _load(small)
    face = fonts.faces("宋体")[0]
    assert (face.path.is_relative_to(small.cache), face.index, face.has("文")) == (True, 0, True)
    assert _load(small)[0].fingerprint() == fonts.fingerprint()


def test_office_files_that_are_not_used_are_named(small: Project) -> None:
    """What lies in the folder but serves no role is noted, so that nobody believes it is in use."""
    write_font(small.office_fonts / "other.ttf", "Other", "中")
    (small.office_fonts / "说明.txt").write_text("x", encoding="utf-8")
    problems = Problems()
    load_fonts(small, problems)
    assert [(item.code, str(item.place)) for item in problems] == [
        ("F121", "fonts/other.ttf"),
        ("F121", "fonts/说明.txt"),
    ]


def test_a_damaged_office_font_is_an_error(small: Project) -> None:
    """A broken font of the office is not passed over in silence."""
    small.office_fonts.mkdir(parents=True)
    (small.office_fonts / "simfang.ttf").write_bytes(b"\0\1\0\0broken")
    with pytest.raises(Exception, match=r"fonts/simfang\.ttf: 错误 F112"):
        load_fonts(small, Problems())


def test_missing_and_borrowed_characters_are_told(small: Project) -> None:
    """What no face has is missing; what a later face gives is borrowed from it; each once; line ends do not count."""
    fonts, _ = _load(small)
    assert fonts.missing("仿宋", "中文镕\n😀镕😀") == ["😀"]
    assert [(text, face.path.name) for text, face in fonts.borrowed("仿宋", "中镕镕😀")] == [("镕", "rare.otf")]
    assert fonts.missing("楷体", "镕") == ["镕"]


def test_ink_is_measured_in_em(small: Project) -> None:
    """Ink reaches 0.7 em above the baseline in the test face; blanks have none; an unknown character is an error."""
    fonts, _ = _load(small)
    assert (fonts.ink("仿宋", "中 镕").above, fonts.ink("仿宋", "中").below) == (0.7, 0.0)
    assert (fonts.ink("仿宋", " ").above, fonts.ink("仿宋", "").below) == (0.0, 0.0)
    with pytest.raises(ValueError, match="😀"):
        fonts.ink("仿宋", "😀")


def test_each_face_has_a_css_family_of_its_own(small: Project) -> None:
    """Each file has a family, and no generic family stands behind them."""
    fonts, _ = _load(small)
    families = [face.family for face in fonts.faces("仿宋")]
    assert len({face.family for face in fonts.all_faces()}) == 3
    assert fonts.css_family("仿宋") == ", ".join(f'"{family}"' for family in families)


def test_the_fingerprint_follows_content_and_mapping(small: Project) -> None:
    """The fingerprint stays when a file is touched and changes with its content or the family named in Word."""
    first = _load(small)[0].fingerprint()
    os.utime(small.open_fonts / "fang.otf", (1, 1))
    assert _load(small)[0].fingerprint() == first
    write_font(small.open_fonts / "fang.otf", "YGT fang", "中文1 二")
    second = _load(small)[0].fingerprint()
    mapping = small.templates / "fonts.yaml"
    mapping.write_text(mapping.read_text(encoding="utf-8").replace("仿宋_GB2312", "仿宋"), encoding="utf-8")
    assert len({first, second, _load(small)[0].fingerprint()}) == 3


@pytest.mark.parametrize("content", ["", "[1]", '{"x": 1}', "\0"])
def test_a_damaged_cache_of_hashes_does_no_harm(small: Project, content: str) -> None:
    """Remembered hashes only save time: whatever stands in their file, the fonts load alike."""
    first = _load(small)[0].fingerprint()
    known = small.cache / "font-hashes.json"
    assert json.loads(known.read_text(encoding="utf-8"))
    known.write_text(content, encoding="utf-8")
    assert _load(small)[0].fingerprint() == first
