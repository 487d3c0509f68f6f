"""templates/profile.yaml: each switch is read, and each fault is one problem with its line."""

from __future__ import annotations

from pathlib import Path

import pytest

from ygt_docs.problems import Problems, UserError
from ygt_docs.profile import (
    STANDARD,
    AppendixMark,
    ImprintCharacter,
    LetterRuleCentre,
    Profile,
    RegistrationPlace,
    SecrecyLine,
    load_profile,
    read_profile,
)
from ygt_docs.project import Project


def read(tmp_path: Path, text: str) -> tuple[Profile, list[tuple[str, str]]]:
    """The profile that `text` says, and code and place of each problem."""
    path = tmp_path / "profile.yaml"
    path.write_text(text, encoding="utf-8")
    problems = Problems()
    profile = read_profile(path, "profile.yaml", problems)
    return profile, [(item.code, str(item.place)) for item in problems]


def test_the_committed_profile_is_the_standard(project: Project) -> None:
    """The profile that comes with the project names every switch, each with the standard's wording."""
    path = project.templates / "profile.yaml"
    problems = Problems()
    assert read_profile(path, "profile.yaml", problems) == STANDARD
    assert not list(problems)
    keys = [
        line.partition(":")[0]
        for line in path.read_text(encoding="utf-8").splitlines()
        if line and not line.startswith("#")
    ]
    of_styles = {"sizes", "pitches"}  # those of notice.docx
    assert len(keys) == len(Profile.__dataclass_fields__.keys() - of_styles)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("无份号时密级所在行: 上移\n", Profile(secrecy_line=SecrecyLine.MOVES_UP)),
        ("版记空一字按几号字: 3号\n", Profile(imprint_character=ImprintCharacter.SIZE_3)),
        ("版记放在偶数页: 否\n", Profile(imprint_on_even_page=False)),
        ("统一登记号位置: 份号行右侧\n", Profile(registration_place=RegistrationPlace.FIRST_LINE_RIGHT)),
        ("统一登记号写法: A-9\n", Profile(registration_patterns=("A-9",))),
        ("统一登记号写法: [A-9, B-99]\n", Profile(registration_patterns=("A-9", "B-99"))),
        ("信函双线居中基准: 页面\n", Profile(letter_rule_centre=LetterRuleCentre.PAGE)),
        ("附件标识写法: 附件 1\n", Profile(appendix_mark=AppendixMark.SPACED)),
        ("页边补偿: 是\n", Profile(compensated=True)),
    ],
)
def test_each_switch_is_read(tmp_path: Path, text: str, expected: Profile) -> None:
    """What is written is chosen; everything else keeps the standard's wording."""
    assert read(tmp_path, text) == (expected, [])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("# 口径\n版记放偶数页: 是\n", [("B701", "profile.yaml:2:1")]),
        ("版记放在偶数页: 不\n", [("B702", "profile.yaml:1:10")]),
        ("版记放在偶数页: [是]\n", [("B702", "profile.yaml:1:1")]),
        ("统一登记号写法: []\n", [("B702", "profile.yaml:1:1")]),
        ("统一登记号写法: [A-9, AB]\n", [("B702", "profile.yaml:1:1")]),
        ("版记放在偶数页: 是\n版记放在偶数页: 否\n", [("Y123", "profile.yaml:2:1")]),
    ],
)
def test_each_fault_has_its_line(tmp_path: Path, text: str, expected: list[tuple[str, str]]) -> None:
    """An unknown key, an unknown value, a wrong shape and a repeated key are errors where they stand."""
    assert read(tmp_path, text)[1] == expected


def test_a_faulty_profile_stops_the_build(tmp_path: Path) -> None:
    """Nothing is built by a profile that cannot be understood."""
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates" / "profile.yaml").write_text("信函双线居中基准: 纸\n", encoding="utf-8")
    with pytest.raises(UserError, match="可写：版心、页面"):
        load_profile(Project(tmp_path, tmp_path), Problems())


def test_no_profile_is_the_standard(tmp_path: Path) -> None:
    """Without the file everything follows the standard's wording."""
    assert load_profile(Project(tmp_path, tmp_path), Problems()) == STANDARD


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("DCDR-2025-24001", True),
        ("HNPR-2026-00001", True),
        ("DCDR-25-24001", False),
        ("dcdr-2025-24001", False),
        ("DCDR-2025-24001号", False),
    ],
)
def test_registration_numbers_follow_the_pattern(text: str, right: bool) -> None:
    """A is a capital letter, 9 a digit, everything else stands for itself."""
    assert STANDARD.is_registration_number(text) is right
