"""templates/fonts.yaml: each fault is one clear problem with its line."""

from __future__ import annotations

import pytest

from tests.fonts.conftest import MAPPING
from ygt_docs.fonts import ROLES, load_fonts
from ygt_docs.fonts.mapping import SIGNS, read_mapping
from ygt_docs.problems import Problems, UserError
from ygt_docs.project import Project


def _faults(project: Project, old: str, new: str) -> list[tuple[str, str]]:
    """Code and place of each error after `old` became `new` in the mapping."""
    assert old in MAPPING
    (project.templates / "fonts.yaml").write_text(MAPPING.replace(old, new), encoding="utf-8")
    with pytest.raises(UserError) as caught:
        load_fonts(project, Problems())
    return [(item.code, str(item.place)) for item in caught.value.problems]


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("黑体: {Word字体: 黑体, 替代字体: bold.otf}\n", "", [("F101", "templates/fonts.yaml")]),
        ("黑体: {", "黑休: {", [("F102", "templates/fonts.yaml:8:1"), ("F101", "templates/fonts.yaml")]),
        ("字库名称: [FangSong]", "字库名: [FangSong]", [("F102", "templates/fonts.yaml:5:3")]),
        ("  替代字体: fang.otf\n", "", [("F103", "templates/fonts.yaml:2:1")]),
        ("[FangSong]", "FangSong", [("F104", "templates/fonts.yaml:5:3")]),
        ("Word字体: 仿宋_GB2312", "Word字体: [仿宋_GB2312]", [("F104", "templates/fonts.yaml:3:3")]),
        ("黑体: {Word字体: 黑体, 替代字体: bold.otf}", "黑体: SimHei", [("F104", "templates/fonts.yaml:8:5")]),
        ("[rare.otf]", "[lost.otf]", [("F111", "templates/fonts.yaml:7:11")]),
    ],
)
def test_each_fault_is_one_problem_with_its_line(
    small: Project, old: str, new: str, expected: list[tuple[str, str]]
) -> None:
    """A missing role, an unknown or missing key, a wrong shape and a missing file are reported where they stand."""
    assert _faults(small, old, new) == expected


def test_a_misspelt_key_gets_a_guess(small: Project) -> None:
    """An unknown key is answered with the one that was probably meant."""
    (small.templates / "fonts.yaml").write_text(MAPPING.replace("字库名称", "字库名"), encoding="utf-8")
    with pytest.raises(UserError, match="是不是想写“字库名称”"):
        load_fonts(small, Problems())


def test_a_face_that_is_no_font_is_an_error(small: Project) -> None:
    """A damaged face is told apart from a missing one."""
    (small.open_fonts / "rare.otf").write_bytes(b"<html>not found</html>")
    assert _faults(small, "[rare.otf]", "[rare.otf] ") == [("F112", "templates/fonts.yaml:7:11")]


def test_all_faults_come_at_once(small: Project) -> None:
    """Faults of several roles are reported together."""
    found = _faults(small, "bold.otf", "lost.otf")
    assert found == [("F111", "templates/fonts.yaml:1:51"), ("F111", "templates/fonts.yaml:8:24")]


def test_the_mapping_of_the_project_is_sound(project: Project) -> None:
    """templates/fonts.yaml declares all five roles with the families that Word knows them by."""
    problems = Problems()
    mapping = read_mapping(project.templates / "fonts.yaml", "fonts.yaml", problems)
    assert list(map(str, problems)) == []
    assert {item.role: str(item.word_family) for item in mapping} == {
        "小标宋": "方正小标宋简体",
        "仿宋": "仿宋_GB2312",
        "黑体": "黑体",
        "楷体": "楷体_GB2312",
        "宋体": "宋体",
        "符号": "Segoe UI Symbol",
    }
    assert tuple(item.role for item in mapping) == (*ROLES, SIGNS)
