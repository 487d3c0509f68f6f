"""A hundred mistakes of a secretary: one message each, at its place, with a cure that mends when it is pasted."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.notice.mistakes import APPENDIX, MISTAKES, NOTICE, ORGANS, Mistake
from ygt_docs import compose, rules
from ygt_docs.compose.flow import Decisions
from ygt_docs.notice import load_content
from ygt_docs.problems import Problem, Problems, Severity
from ygt_docs.project import Project, this_project


def found_in(root: Path, text: str) -> tuple[list[Problem], list[str]]:
    """What reading, text rules and composing find in a notice that says `text`, and the lines that it prints."""
    content = root / "content"
    (content / "甲").mkdir(parents=True, exist_ok=True)
    (content / "organs.yaml").write_text(ORGANS, encoding="utf-8")
    (content / "甲" / "notice.yaml").write_text(text, encoding="utf-8")
    loaded = load_content(content, Project(root, root / "cache"))
    problems = Problems(loaded.problems)
    (item,) = loaded.documents
    problems.extend(item.problems)
    if item.document is None:
        return list(problems), []
    problems.extend(rules.check(item.document, this_project()))
    flow = compose.compose(item.document, Decisions(), problems)
    return list(problems), ["".join(run.text for run in paragraph.runs) for paragraph in flow.paragraphs()]


def typed(mistake: Mistake) -> str:
    """NOTICE with the mistake in it."""
    assert mistake.right in NOTICE
    return NOTICE.replace(mistake.right, mistake.typed, 1)


def test_the_notice_itself_is_right(tmp_path: Path) -> None:
    """Without a mistake nothing is found."""
    assert found_in(tmp_path, NOTICE)[0] == []


def test_there_are_a_hundred() -> None:
    """The table holds at least a hundred mistakes, none of them twice."""
    texts = [typed(mistake) for mistake in MISTAKES]
    assert len(set(texts)) == len(texts) >= 100


@pytest.mark.parametrize("mistake", MISTAKES, ids=lambda mistake: f"{mistake.code}-{mistake.typed[:20]}")
def test_a_mistake_is_one_message_with_its_cure(tmp_path: Path, mistake: Mistake) -> None:
    """One finding, at line and column of what was typed; its cure is the writer's own text, date and organ."""
    problems, _ = found_in(tmp_path, typed(mistake))
    found = [(item.code, item.place.line, item.place.column) for item in problems]
    assert found == [(mistake.code, mistake.line, mistake.column)], [str(item) for item in problems]
    assert mistake.cure in problems[0].fix


@pytest.mark.parametrize(
    "mistake", [item for item in MISTAKES if item.over], ids=lambda mistake: f"{mistake.code}-{mistake.typed[:20]}"
)
def test_a_pasted_cure_mends_the_document(tmp_path: Path, mistake: Mistake) -> None:
    """With the cure in the place of what it names, the document has no 错误, and prints what was meant."""
    text = typed(mistake)
    assert mistake.over in text
    start = text.index(mistake.typed)
    at = text.index(mistake.over, start) if mistake.over in text[start:] else text.index(mistake.over)
    mended = text[:at] + mistake.cure + text[at + len(mistake.over) :]
    problems, lines = found_in(tmp_path, mended)
    left = tuple(item.code for item in problems if item.severity is Severity.ERROR)
    assert left == mistake.left, [str(item) for item in problems]
    assert mistake.code not in {item.code for item in problems}
    if mistake.same:
        assert lines == found_in(tmp_path, NOTICE)[1]


# The files of a document's folder, with the code of the one message, the file that it names, and a part of its cure.
FILES = [
    ({"notice.yaml": NOTICE.encode("gbk")}, "Y104", "notice.yaml", "UTF-8"),
    ({"notice.yaml": NOTICE.encode("utf-16")}, "Y104", "notice.yaml", "UTF-8"),
    ({"notice.yaml": NOTICE[:75].encode() + b"\x93\x94\n"}, "Y105", "notice.yaml", "UTF-8"),
    ({"notice.yaml": b"PK\x03\x04" + bytes(range(256)) * 4}, "Y105", "notice.yaml", "UTF-8"),
    ({"notice.yaml": b""}, "Y132", "notice.yaml", "键: 内容"),
    ({"notice.yaml": "# 只有注释\n".encode()}, "Y132", "notice.yaml", "键: 内容"),
    ({"notice.yaml.txt": NOTICE.encode()}, "N191", "notice.yaml.txt", "改名为 notice.yaml"),
    ({"notice.txt": NOTICE.encode()}, "N191", "notice.txt", "改名为 notice.yaml"),
    ({"notice": NOTICE.encode()}, "N191", "notice", "改名为 notice.yaml"),
    ({"Notice.yaml": NOTICE.encode()}, "N191", "Notice.yaml", "改名为 notice.yaml"),
    ({"notice.yml": NOTICE.encode()}, "N191", "notice.yml", "改名为 notice.yaml"),
    ({"notcie.yaml": NOTICE.encode()}, "N191", "notcie.yaml", "改名为 notice.yaml"),
    ({"plan.yaml.txt": "导语: 甲\n".encode()}, "N191", "甲", "补上 notice.yaml"),
    ({"notice.yaml": NOTICE.encode(), "notice (1).yaml": NOTICE.encode()}, "N139", "notice (1).yaml", "移走"),
    ({"notice.yaml": NOTICE.encode(), "notice - 副本.yaml": NOTICE.encode()}, "N139", "notice - 副本.yaml", "移走"),
]


@pytest.mark.parametrize(("files", "code", "named", "cure"), FILES)
def test_a_file_that_went_wrong_is_one_message(
    tmp_path: Path, files: dict[str, bytes], code: str, named: str, cure: str
) -> None:
    """Other encodings, empty files and misnamed ones: one 错误 (a copy beside the notice: a 警告) at the file."""
    folder = tmp_path / "content" / "甲"
    folder.mkdir(parents=True)
    (tmp_path / "content" / "organs.yaml").write_text(ORGANS, encoding="utf-8")
    for name, data in files.items():
        (folder / name).write_bytes(data)
    loaded = load_content(tmp_path / "content", Project(tmp_path, tmp_path / "cache"))
    found = [*loaded.problems, *(problem for item in loaded.documents for problem in item.problems)]
    (problem,) = (item for item in found if item.code != "N126")
    assert (problem.code, (problem.place.file or "").rsplit("/", 1)[-1]) == (code, named)
    assert problem.severity is (Severity.WARNING if code == "N139" else Severity.ERROR)
    assert cure in problem.fix


@pytest.mark.parametrize(
    "data",
    [
        NOTICE.encode("utf-8-sig"),
        NOTICE.replace("\n", "\r\n").encode(),
        NOTICE.replace("\n", "\r").encode(),
        NOTICE.rstrip().encode(),
        NOTICE.replace(": ", ":   ").encode(),
        NOTICE.replace("标题:", "标题 :").encode(),
        NOTICE.replace(
            "{机关代字: 云卫, 年份: 2026, 顺序号: 8}", "\n  机关代字: 云卫\n  年份: 2026\n  顺序号: 8"
        ).encode(),
        NOTICE.replace("[各乡镇卫生院, 县直各医疗卫生单位]", "\n- 各乡镇卫生院\n- 县直各医疗卫生单位").encode(),
        NOTICE.replace('"8000020"', "8000020").encode(),
    ],
)
def test_what_is_right_in_another_way_is_taken(tmp_path: Path, data: bytes) -> None:
    """A byte order mark, other line ends, other ways of YAML: nothing is found, and the same is printed."""
    _, lines = found_in(tmp_path / "as it is", NOTICE)
    problems, others = found_in(tmp_path, data.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n"))
    assert (problems, others) == ([], lines)
    folder = tmp_path / "content" / "甲"
    (folder / "notice.yaml").write_bytes(data)
    (item,) = load_content(tmp_path / "content", Project(tmp_path, tmp_path / "cache")).documents
    assert list(item.problems) == []


HEADER = "# yaml-language-server: $schema=../../schema/plan.schema.json\n"
PLAN = """\
导语: |
  为做好工作，制定本计划。
章节:
  - 标题: 总体要求
    正文: |
      坚持预防为主。
  - 标题: 重点任务
    下级:
      - 标题: 加强监测
        连排: 是
        正文: 每日报告。
"""
SUBSECTION = "      - 标题: 加强监测\n        连排: 是\n        正文: 每日报告。"
# What stands right in PLAN, how it was typed, line and column of the one message, and its cure for what was typed.
PLAN_MISTAKES = [
    ("    正文: |\n", "    正文:\n      加强领导：\n", 6, 5, "    正文: |", "    正文:"),
    ("      坚持预防为主。", "    坚持预防为主。", 7, 5, "      坚持预防为主。", "    坚持预防为主。"),
    ("        连排: 是", "       连排: 是", 11, 8, "        连排: 是", "       连排: 是"),
    (
        "        连排: 是\n        正文: 每日报告。",
        "      连排: 是\n      正文: 每日报告。",
        11,
        7,
        "        连排: 是\n        正文: 每日报告。",
        "      连排: 是\n      正文: 每日报告。",
    ),
    ("    下级:", "下级:", 9, 1, "    下级:", "下级:"),
    ("  - 标题: 重点", "   - 标题: 重点", 8, 4, "  - 标题: 重点", "   - 标题: 重点"),
    ("  - 标题: 重点", "\t- 标题: 重点", 8, 1, "  - 标题: 重点", "\t- 标题: 重点"),
    (
        SUBSECTION,
        "      标题: 加强监测\n      连排: 是\n      正文: 每日报告。",
        10,
        7,
        SUBSECTION,
        "      标题: 加强监测\n      连排: 是\n      正文: 每日报告。",
    ),
    ("连排: 是", "连排: true", 11, 13, "连排: 是", "连排: true"),
    ("下级:", "下及:", 9, 5, "下级:", "下及:"),
    (
        PLAN,
        "一、总体要求\n坚持预防为主。\n",
        2,
        1,
        "导语: |\n  一、总体要求\n  坚持预防为主。",
        "一、总体要求\n坚持预防为主。",
    ),
]


@pytest.mark.parametrize(("right", "wrong", "line", "column", "cure", "over"), PLAN_MISTAKES)
def test_a_mistake_in_a_plan_is_one_message_with_its_cure(
    tmp_path: Path, right: str, wrong: str, line: int, column: int, cure: str, over: str
) -> None:
    """Deeper levels, and files that a notice names, are told in the same way: once, with the lines to paste."""
    assert right in PLAN
    content = tmp_path / "content"
    (content / "甲").mkdir(parents=True)
    (content / "organs.yaml").write_text(ORGANS, encoding="utf-8")
    notice = NOTICE.replace(APPENDIX, "印发件:\n  标题: 云溪县防疫工作计划\n  正文: plan.yaml\n")
    (content / "甲" / "notice.yaml").write_text(notice, encoding="utf-8")
    typed_plan = PLAN.replace(right, wrong, 1)
    mended = typed_plan.replace(over, cure, 1)
    for plan, problems_wanted in ((PLAN, 0), (typed_plan, 1), (mended, 0)):
        (content / "甲" / "plan.yaml").write_text(HEADER + plan, encoding="utf-8")
        (item,) = load_content(content, Project(tmp_path, tmp_path / "cache")).documents
        problems = list(item.problems)
        assert len(problems) == problems_wanted, [str(found) for found in problems]
        if problems:
            assert (problems[0].place.line, problems[0].place.column) == (line, column)
            assert cure in problems[0].fix
