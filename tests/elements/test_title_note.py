"""The note under a title (题注): composed, read by import, refused where it has no place."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import docx
import pytest

from tests.compose.documents import codes, composed, of_role, texts
from tests.intake.drafts import codes as draft_codes
from tests.intake.drafts import read, tree
from tests.intake.test_account import hold
from tests.notice.contents import one
from tests.updating.edits import Edit, added, gone, replaced
from ygt_docs.compose.flow import Role
from ygt_docs.elements.marks import note_lines
from ygt_docs.golden.artefacts import make_document
from ygt_docs.project import Project
from ygt_docs.updating import prepare_update

PASSED = "2026年9月1日青禾县人民政府第12次常务会议通过"


@pytest.mark.parametrize("typed", [PASSED, f"（{PASSED}）"])
def test_a_note_stands_in_brackets_under_the_title(typed: str) -> None:
    """Typed with or without its brackets, it prints with them, and the rest of the document stays where it was."""
    flow, problems = composed(题注=[typed])
    assert texts(flow, Role.TITLE_NOTE) == [f"（{PASSED}）"]
    roles = [item.role for item in flow.paragraphs()]
    at = roles.index(Role.TITLE_NOTE)
    assert roles[at - 1] is Role.TITLE
    assert roles[at + 1] is Role.BLANK
    assert codes(problems) == codes(composed()[1])


def test_a_note_may_have_several_lines() -> None:
    """One pair of brackets holds all lines."""
    flow, _ = composed(题注=[PASSED, "2026年10月1日修订", "自2026年11月1日起施行"])
    assert texts(flow, Role.TITLE_NOTE) == [f"（{PASSED}", "2026年10月1日修订", "自2026年11月1日起施行）"]


def test_a_promulgated_text_has_its_own() -> None:
    """The text that is passed on bears its note under its own title."""
    inner: dict[str, Any] = {"标题": ["青禾县秋收工作办法"], "题注": [PASSED], "正文": {"导语": "第一条　制定本办法。"}}
    flow, _ = composed(印发件=inner)
    roles = [item.role for item in flow.paragraphs()]
    assert roles[roles.index(Role.TITLE_NOTE) - 1] is Role.PROMULGATED_TITLE
    assert len(of_role(flow, Role.TITLE_NOTE)) == 1


@pytest.mark.parametrize(("kind", "more", "code"), [("命令", "标题: 县令\n", "N129"), ("纪要", "", "N111")])
def test_a_note_without_a_title_is_refused(kind: str, more: str, code: str, tmp_path: Path) -> None:
    """Where no title is printed there is nothing that it could stand under."""
    text = f"文种: {kind}\n发文机关: [云溪县人民政府]\n题注: {PASSED}\n正文: 好。\n成文日期: 2026-09-01\n{more}"
    assert [item.code for item in one(tmp_path, notice=text).problems if item.code in ("N111", "N129")] == [code]


@pytest.mark.parametrize(
    ("lines", "count"),
    [
        ([f"（{PASSED}）", "正文。"], 1),
        ([f"({PASSED})"], 1),
        ([f"（{PASSED}", "自2026年10月1日起施行）", "第一条"], 2),
        (["（2026年9月1日）", "李谷"], 0),
        (["（青禾县人民政府令第18号）"], 1),
        (["（青禾县人民政府令）"], 0),
        (["（征求意见稿）"], 0),
        (["（此件公开发布）"], 0),
        ([PASSED], 0),
        ([], 0),
    ],
)
def test_what_is_a_note(lines: list[str], count: int) -> None:
    """A note names a day and says what was done on it, in brackets."""
    assert note_lines(lines) == count


DRAFT = f"""\
青禾县人民代表大会常务委员会
关于加强水源保护的决议
（{PASSED}）
会议听取了报告，决定加强水源保护。
"""
PLAN = f"""\
青政发〔2026〕7号
青禾县人民政府
关于印发《青禾县校舍安全管理办法》的通知
各乡镇人民政府：
现印发给你们，请抓好落实。
青禾县人民政府
2026年9月1日
青禾县校舍安全管理办法
（{PASSED}
自2026年10月1日起施行）
第一条　为加强校舍安全管理，制定本办法。
"""


def test_import_reads_a_note() -> None:
    """It is no part of the text, and the day in it is the date where nobody signs, with a doubt."""
    hold(read(DRAFT))
    notice = tree(DRAFT)
    assert notice["题注"] == PASSED
    assert "通过" not in str(notice["正文"])
    assert "I395" in draft_codes(DRAFT)


LAW = """\
青禾市城市供水条例
（2011年8月26日青禾市人民代表大会常务委员会第二十九次会议通过　根据2019年3月2日《关于修改部分法规的决定》修正）
目　录
第一章　总则
第二章　水源
第一章　总则
第一条　为了加强城市供水管理，制定本条例。
第二章　水源
第二条　供水应当优先保证居民生活用水。
"""


@pytest.mark.parametrize("contents", [True, False])
def test_a_law_alone_has_its_note_under_its_title(contents: bool) -> None:
    """Neither is the title lost in the note, which names others (《关于…》), nor is a chapter something unread."""
    text = LAW if contents else LAW.replace("目　录\n第一章　总则\n第二章　水源\n", "")
    hold(read(text))
    notice = tree(text)
    assert notice["标题"] == "青禾市城市供水条例"
    assert notice["题注"].endswith("修正")
    assert len(notice["正文"]["章"]) == 2
    assert draft_codes(text) == ["I318"]
    assert "成文日期" not in notice


def test_import_reads_the_note_of_a_promulgated_text() -> None:
    """So is that of the text that is passed on, in its lines."""
    hold(read(PLAN))
    notice = tree(PLAN)
    assert notice["印发件"]["题注"] == [PASSED, "自2026年10月1日起施行"]
    assert "题注" not in notice


def test_a_note_stays_where_the_title_is_none() -> None:
    """A remark in brackets that says nothing of a day stays text."""
    text = DRAFT.replace(f"（{PASSED}）", "（征求意见稿）")
    assert "题注" not in tree(text)
    assert "征求意见稿" in str(tree(text))


NOTE_YAML = "题注: 2026年3月1日云溪县人民政府第12次常务会议通过\n"
TEXT = """\
文种: 文稿
标题: 云溪县校舍安全管理办法
正文: |
  为加强校舍安全管理，制定本办法，各中小学校应当每学期开学前检查一次校舍，发现裂缝、渗漏的立即停用并报告。
  本办法由县教育局负责解释，自公布之日起施行。
"""


def _updated(edit: Edit, note: str, room: Path, project: Project) -> str:
    """notice.yaml after the Word file of the text with `note` came back with `edit`."""
    folder = room / "content" / "甲"
    folder.mkdir(parents=True)
    (folder / "notice.yaml").write_text(TEXT.replace("正文:", f"{note}正文:"), encoding="utf-8")
    make_document("甲", room / "content", project, room)
    document = docx.Document(str(room / "甲.docx"))
    edit(document)
    document.save(str(room / "edited.docx"))
    update = prepare_update(room / "edited.docx", "甲", room / "content", project)
    update.write(update.changes)
    again = prepare_update(room / "edited.docx", "甲", room / "content", project)
    assert [str(change) for change in again.changes] == []
    return (folder / "notice.yaml").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("edit", "note", "wanted"),
    [
        (replaced("第12次", "第13次"), NOTE_YAML, NOTE_YAML.replace("第12次", "第13次")),
        (gone("常务会议通过"), NOTE_YAML, ""),
        (
            added("云溪县校舍安全管理办法", "（2026年3月1日县人民政府第12次常务会议通过）"),
            "",
            "题注: 2026年3月1日县人民政府第12次常务会议通过\n",
        ),
    ],
    ids=["changed", "deleted", "typed"],
)
def test_a_note_comes_back_from_word(edit: Edit, note: str, wanted: str, tmp_path: Path, project: Project) -> None:
    """Changed, deleted or typed in Word, it is changed in the YAML at its key."""
    text = _updated(edit, note, tmp_path, project)
    assert wanted in text
    assert ("题注" in text) == bool(wanted)
    assert "\n正文: |\n" in text


def test_few_files_name_the_element() -> None:
    """What a new element costs: its row, grammar, key, composer, both readers and its example; and a style in Word."""
    code = Path(__file__).parents[2] / "ygt_docs"
    naming = set()
    for path in code.rglob("*.py"):
        text = path.read_text(encoding="utf-8")
        if "题注" in text or "title_note" in text.casefold():
            naming.add(path.relative_to(code).as_posix())
    assert len(naming) <= 7, sorted(naming)
