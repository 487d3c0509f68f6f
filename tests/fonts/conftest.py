"""A project of its own with small faces, and the real faces where setup has brought them."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.fonts.making import write_font
from ygt_docs.project import Project, this_project

MAPPING = """\
小标宋: {Word字体: 方正小标宋简体, 字库文件: [FZXBSJW.TTF], 替代字体: bold.otf}
仿宋:
  Word字体: 仿宋_GB2312
  字库文件: [simfang.ttf]
  字库名称: [FangSong]
  替代字体: fang.otf
  生僻字字体: [rare.otf]
黑体: {Word字体: 黑体, 替代字体: bold.otf}
楷体: {Word字体: 楷体_GB2312, 替代字体: fang.otf}
宋体: {Word字体: 宋体, 字库文件: [simsun.ttc], 字库名称: [SimSun], 替代字体: fang.otf}
"""


@pytest.fixture
def small(tmp_path: Path) -> Project:
    """A project with a mapping and three open faces: fang (中文1), bold (中文1), rare (镕)."""
    project = Project(tmp_path / "project", tmp_path / "cache")
    project.templates.mkdir(parents=True)
    (project.templates / "fonts.yaml").write_text(MAPPING, encoding="utf-8")
    (project.templates / "word").mkdir()
    shutil.copyfile(this_project().templates / "word" / "notice.docx", project.templates / "word" / "notice.docx")
    for name, text in (("fang", "中文1 "), ("bold", "中文1 "), ("rare", "镕")):
        write_font(project.open_fonts / f"{name}.otf", f"YGT {name}", text)
    return project


@pytest.fixture(scope="session")
def open_faces(project: Project) -> Path:
    """The folder of the real faces; where setup has not brought them the test fails, it never skips."""
    assert (project.open_fonts / "YGT-FangSong.otf").exists(), "the open faces are not in the cache: run ./invoke test"
    return project.open_fonts
