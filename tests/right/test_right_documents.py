"""Right documents of every kind and field, from one line to ten pages: whatever is said of them is false.

Each folder of `content` is a document that a careful secretary would send. Nothing may be said of it by the build (as
`--strict` wants it), nor by the proof of its two files, of which the proof knows nothing.
"""

from __future__ import annotations

import random
import shutil
from dataclasses import dataclass
from pathlib import Path

import pytest
import yaml

from tests.building.fakes import Silent
from tests.conftest import SEED
from ygt_docs import builder
from ygt_docs.building.options import Options
from ygt_docs.building.outcome import BuildResult, Outcome, State
from ygt_docs.problems import Problem, Severity
from ygt_docs.project import Project
from ygt_docs.proof import prove
from ygt_docs.proof.facts import Kind

CONTENT = Path(__file__).parent / "content"
NAMES = sorted(path.parent.name for path in CONTENT.glob("*/notice.yaml"))
# One of each kind of file that is put together in its own way, and others by lot.
_ALWAYS = (
    "a05-request-reservoir",
    "b01-order",
    "b02-minutes-executive",
    "b05-work-report",
    "b06-bulletin",
    "b16-ten-appendices",
    "b28-one-line",
)
_SAMPLE = 15
_WRONG = "wrong-number"
_KINDS = {
    *(
        "决议",
        "决定",
        "命令",
        "公报",
        "公告",
        "通告",
        "意见",
        "通知",
        "通报",
        "报告",
        "请示",
        "批复",
        "议案",
        "函",
        "纪要",
    ),
    *("文稿", "简报"),
}


@dataclass(frozen=True)
class Built:
    """The folder that was built into, and what came of it."""

    out: Path
    result: BuildResult

    def outcome(self, name: str) -> Outcome:
        """What became of one document."""
        return next(item for item in self.result.outcomes if item.name == name)


def _chosen(soak: bool) -> list[str]:
    """All of them in a soak; else those that always run, and others by a lot that falls the same way on every run."""
    if soak:
        return NAMES
    others = [name for name in NAMES if name not in _ALWAYS]
    return sorted([*_ALWAYS, *random.Random(SEED).sample(others, _SAMPLE - len(_ALWAYS))])


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """One test for each document that was chosen."""
    if "name" in metafunc.fixturenames:
        metafunc.parametrize("name", _chosen(bool(metafunc.config.getoption("--soak"))))


@pytest.fixture(scope="session")
def built(soak: bool, project: Project, tmp_path_factory: pytest.TempPathFactory) -> Built:
    """The chosen documents and a wrong one, built in one go."""
    folder = tmp_path_factory.mktemp("right")
    content = folder / "content"
    for name in _chosen(soak):
        shutil.copytree(CONTENT / name, content / name)
    shutil.copy(CONTENT / "organs.yaml", content)
    _write_wrong(content)
    result = builder.build(project, Options(content, folder / "out"), Silent())
    return Built(folder / "out", result)


def _write_wrong(content: Path) -> None:
    """A document whose second item is numbered as its third."""
    shutil.copytree(CONTENT / "a06-reply-reservoir", content / _WRONG)
    notice = content / _WRONG / "notice.yaml"
    text = notice.read_text(encoding="utf-8").replace("二、你局", "三、你局").replace("顺序号: 69", "顺序号: 169")
    notice.write_text(text, encoding="utf-8")


def _counted(found: list[Problem] | tuple[Problem, ...]) -> list[str]:
    """What `--strict` counts."""
    return [str(item) for item in found if item.severity != Severity.NOTE]


def test_the_build_says_nothing(name: str, built: Built) -> None:
    """合格, without 错误 and 警告."""
    outcome = built.outcome(name)
    assert _counted(outcome.problems) == []
    assert outcome.state == State.GOOD


@pytest.mark.parametrize(("suffix", "kind"), [("docx", Kind.WORD), ("pdf", Kind.PDF)])
def test_the_proof_of_a_file_of_unknown_source_says_nothing(name: str, suffix: str, kind: Kind, built: Built) -> None:
    """Of its bytes alone, without a name, a folder or a source, nothing is said."""
    file = built.out / name / f"{name}.{suffix}"
    assert file.is_file()
    assert _counted(prove(file.read_bytes(), kind)) == []


def test_nothing_is_said_of_all_together(built: Built) -> None:
    """What belongs to no single document is neither 错误 nor 警告."""
    assert _counted(built.result.problems) == []


def test_what_is_wrong_is_said(built: Built) -> None:
    """The same build does speak where something is wrong: once, at its line."""
    outcome = built.outcome(_WRONG)
    assert outcome.state == State.FAULTY
    assert len(_counted(outcome.problems)) == 1


def test_there_are_forty_of_all_kinds() -> None:
    """15 kinds of the regulation, and 文稿 and 简报."""
    kinds = {yaml.safe_load((CONTENT / name / "notice.yaml").read_text(encoding="utf-8"))["文种"] for name in NAMES}
    assert (len(NAMES) >= 40, kinds) == (True, _KINDS)


def test_they_are_from_one_page_to_ten(built: Built, soak: bool) -> None:
    """The shortest has one page; in a soak, the longest has ten or more."""
    pages = [built.outcome(name).report["pages"] or 0 for name in _chosen(soak)]
    assert min(pages) == 1
    assert max(pages) >= (10 if soak else 4)
