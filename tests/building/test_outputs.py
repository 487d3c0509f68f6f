"""The plan of outputs: one entry makes a kind of file, and whatever names files learns of it from there."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from ygt_docs.building.names import file_name, is_document_file, is_good, is_ours, marked_name, old_name
from ygt_docs.building.outputs import OUTPUTS, PDF, SAMPLE, WORD, Part
from ygt_docs.project import Project

_NOTICE = """文种: 通知
发文机关: [云溪县教育局]
发文字号: {机关代字: 云教, 年份: 2026, 顺序号: 31}
标题: 云溪县教育局关于做好冬季取暖工作的通知
主送机关: [各中小学]
正文: |
  请做好教室取暖工作，每日检查通风。
附件:
  - 名称: 取暖设备台账
    另册: 是
    正文: |
      台账由学校保管。
成文日期: 2026-11-02
"""
_ORGANS = "机关:\n  - 全称: 云溪县教育局\n    机关代字: 云教\n"
_WRITER = '''"""The text of a document alone, a paragraph a line."""

from __future__ import annotations

from ygt_docs.compose.flow import Flow
from ygt_docs.problems import Problem, problem


def render(flow: Flow) -> bytes:
    """The text of `flow` as UTF-8."""
    return "\\n".join(flow.text()).encode()


def check_text(data: bytes, flow: Flow) -> list[Problem]:
    """V110 where the text `data` is not that of `flow`."""
    return [] if data == render(flow) else [problem("V110", number=1, after="", wanted="", found="")]
'''
_ENTRY = """
def _write_text(making: Making) -> bytes:
    from ygt_docs import plain

    return plain.render(making.flow)


def _verify_text(data: bytes, making: Making) -> list[Problem]:
    from ygt_docs import plain

    return plain.check_text(data, making.flow)


TEXT = Output(".txt", "文本", _write_text, _verify_text, for_marked=False)
OUTPUTS = (WORD, PDF, SAMPLE, TEXT)
"""
_BUILD = """
import sys
from ygt_docs.console import commands
content, out = sys.argv[1:]
sys.exit(commands.guarded(lambda: commands.build("", content, out, "1", strict=True, force=False)))
"""
_ROOM = '    "plain": {"compose", "problems"},\n'


class Tree:
    """A copy of the project in which somebody adds a kind of file; `changed` are the files touched for it."""

    def __init__(self, project: Project, folder: Path) -> None:
        self.root = folder / "project"
        self.changed: list[str] = []
        left_out = shutil.ignore_patterns("__pycache__")
        for name in ("ygt_docs", "templates"):
            shutil.copytree(project.root / name, self.root / name, ignore=left_out)
        (self.root / "tests").mkdir()
        shutil.copy2(project.root / "tests" / "test_imports.py", self.root / "tests")

    def change(self, name: str, old: str, new: str) -> None:
        """Put `new` in the place of `old` in one file."""
        path = self.root / name
        text = path.read_text(encoding="utf-8")
        assert text.count(old) == 1, name
        path.write_text(text.replace(old, new), encoding="utf-8")
        self.changed.append(name)

    def run(self, *words: str) -> str:
        """What Python prints when it is run with `words` in this tree; it may not fail."""
        done = subprocess.run(
            [sys.executable, *words], cwd=self.root, capture_output=True, text=True, check=False, timeout=300
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    def build(self, content: Path) -> str:
        """What a build of `content` says; its files lie in `out` beside it."""
        return self.run("-c", _BUILD, str(content), str(content.parent / "out"))


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """A content folder with one document and an appendix bound separately."""
    folder = tmp_path / "content"
    (folder / "qunuan").mkdir(parents=True)
    (folder / "organs.yaml").write_text(_ORGANS, encoding="utf-8")
    (folder / "qunuan" / "notice.yaml").write_text(_NOTICE, encoding="utf-8")
    return folder


def test_a_third_output_is_one_entry(project: Project, tmp_path: Path, content: Path) -> None:
    """Beside its writer it takes two files, and is made, named, listed, shown, kept current and withdrawn as others."""
    tree = Tree(project, tmp_path)
    (tree.root / "ygt_docs" / "plain.py").write_text(_WRITER, encoding="utf-8")
    tree.change("ygt_docs/building/outputs.py", "OUTPUTS = (WORD, PDF, SAMPLE, COPIES)\n", _ENTRY.lstrip())
    tree.change("tests/test_imports.py", '    "licences": {"project"},\n', '    "licences": {"project"},\n' + _ROOM)
    assert len(tree.changed) <= 3
    assert "合格 1" in tree.build(content)
    out = content.parent / "out" / "qunuan"
    text = (out / "qunuan.txt").read_text(encoding="utf-8")
    assert "请做好教室取暖工作" in text
    assert (out / "qunuan.附件.txt").is_file()
    report = json.loads((out / "report.json").read_text(encoding="utf-8"))
    assert sum(item["name"].endswith(".txt") for item in report["files"]) == 2
    assert "qunuan.txt" in json.loads((out / ".manifest.json").read_text(encoding="utf-8"))["outputs"]
    index = (out.parent / "index.html").read_text(encoding="utf-8")
    assert ">文本 <" in index
    assert ">附件 文本 <" in index
    assert "未变 1" in tree.build(content)
    (out / "qunuan.txt").unlink()
    assert "未变 0" in tree.build(content)
    assert (out / "qunuan.txt").is_file()
    imports = ("-m", "pytest", "-q", "-p", "no:cacheprovider", "--noconftest", "tests/test_imports.py", "-k", "plain")
    assert "passed" in tree.run(*imports)


@pytest.mark.parametrize(
    ("output", "volume", "marked", "sample", "made"),
    [
        (WORD, "", False, False, True),
        (WORD, "附件2", True, False, True),
        (SAMPLE, "", False, False, False),
        (SAMPLE, "", True, True, True),
        (SAMPLE, "附件2", False, True, False),
        (replace(PDF, for_marked=False), "", True, False, False),
        (replace(PDF, for_volumes=False), "附件2", False, False, False),
    ],
)
def test_what_is_made_of_which_part(output: object, volume: str, marked: bool, sample: bool, made: bool) -> None:
    """Each switch of an entry holds for volumes, marked files and 样稿."""
    part = Part(volume, lambda decisions, problems: None)
    assert output.is_made(part, marked, sample) is made


@pytest.mark.parametrize("output", OUTPUTS, ids=lambda output: output.label + output.suffix)
def test_every_output_is_known_by_its_name(output: object) -> None:
    """What is made is a file of ours, also when it is kept as 旧; of another document it is not."""
    for marked in (False, True):
        name = file_name(output, "a", marked)
        assert is_document_file("a", name)
        assert is_ours("a", name)
        assert not is_document_file("b", name)
    good = file_name(output, "a", marked=False)
    assert is_good("a", good)
    assert is_ours("a", old_name(good))
    assert marked_name("a", good) == file_name(output, "a", marked=True)


def test_other_suffixes_belong_to_the_user() -> None:
    """A file with the name of the document and a suffix that no output has is nobody's but the user's."""
    assert not is_document_file("a", "a.txt")
    assert not is_ours("a", "a.样稿.docx")
