"""The five real drafts: every character placed or listed, in order, and what each of them is."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.intake.test_account import hold
from tests.intake.test_round import bare
from ygt_docs.compose import compose
from ygt_docs.compose.flow import Decisions, Role
from ygt_docs.docfiles.decode import Reason, decode
from ygt_docs.intake import import_file
from ygt_docs.intake.clean import Cleaner
from ygt_docs.intake.context import origins_of, plain
from ygt_docs.intake.draft import Ledger, split_lines
from ygt_docs.intake.importing import Recognised, recognise
from ygt_docs.notice import load_content
from ygt_docs.notice.document import Document
from ygt_docs.notice.responsible import responsible_units
from ygt_docs.problems import Problems
from ygt_docs.project import Project

# What is in no document at all; everything else that was dropped is printed again by the layout.
_GONE = {
    Reason.SITE,
    Reason.READING,
    Reason.PIECE_MARK,
    Reason.LINE_END,
    Reason.SPACE,
    Reason.INVISIBLE,
    Reason.TABLE_MARKS,
}
_OUT_OF_ORDER = (Role.MARK, Role.PRINTING_LINE, Role.NUMBER, Role.MARK_NAME, Role.MARK_WORD, Role.TITLE)


def recognised(seeds: Path, number: int) -> Recognised:
    """What is recognised in a seed."""
    (path,) = seeds.glob(f"{number:03}_*.txt")
    result = recognise(decode(path.read_bytes()), path.name, "seed", to_simplified=number in (1, 4))
    hold(result)
    return result


# Characters in, placed, dropped.
_FIGURES = {
    0: (7307, 6410, 897),
    1: (15940, 14722, 1218),
    2: (2948, 2866, 82),
    3: (9115, 8818, 297),
    4: (37119, 28495, 8624),
}


@pytest.mark.parametrize("number", _FIGURES)
def test_the_account_of_a_seed_agrees(seeds: Path, number: int) -> None:
    """Characters in are characters placed and characters dropped by reason; none is lost."""
    account = recognised(seeds, number).account
    assert account.agrees
    assert (account.characters, account.placed, sum(account.dropped.values())) == _FIGURES[number]


def test_001_is_three_plans(seeds: Path) -> None:
    """001: a collection of three plans without spam; the third breaks off; the strays are marked."""
    result = recognised(seeds, 1)
    assert [name for name in result.files if name.endswith("/notice.yaml")] == [f"0{n}/notice.yaml" for n in (1, 2, 3)]
    assert {plain(result.files[f"0{n}/notice.yaml"])["标题"] for n in (1, 2, 3)} == {"县级医院高质量发展实施方案"}
    said = [(item.code, item.place.line) for item in result.context.doubts.problems()]
    assert ("I369", 219) in said
    assert [line for code, line in said if code == "I365"] == [29, 143, 205]
    assert {1, 5, 221, 241} <= {line for code, line in said if code == "I366"}


def test_002_is_a_bulletin(seeds: Path) -> None:
    """002: a bulletin with number, total number, remark, recipients and copies; three cut paragraphs joined."""
    result = recognised(seeds, 2)
    notice = plain(result.files["notice.yaml"])
    bulletin = notice["简报"]
    assert (notice["文种"], bulletin["期号"], bulletin["总期号"], bulletin["共印"]) == ("简报", 8, 115, 80)
    assert (len(bulletin["抄送"]), len(bulletin["分送"]), len(notice["正文"]["章节"])) == (2, 5, 4)
    assert [item.place.line for item in result.context.doubts.problems() if item.code == "I368"] == [17, 27, 41]


def test_003_is_a_joint_notice(seeds: Path) -> None:
    """003: eight organs, number and registration number apart, two appendices."""
    notice = plain(recognised(seeds, 3).files["notice.yaml"])
    assert len(notice["发文机关"]) == 8
    assert notice["统一登记号"] == "DCDR-2025-24001"
    assert notice["发文字号"] == {"机关代字": "常鼎卫发", "年份": 2025, "顺序号": 10}
    assert [len(item["正文"]["章节"]) for item in notice["印发件"]["附件"]] == [11, 7]
    listed = "".join(section.get("正文", "") for section in notice["印发件"]["附件"][1]["正文"]["章节"]).splitlines()
    assert [len(responsible_units(line).all) for line in listed[:3]] == [1, 1, 3]
    assert len([line for line in listed if responsible_units(line).all]) >= 20


def test_004_is_eleven_pieces(seeds: Path) -> None:
    """004: its eleven pieces begin where they begin; readings are gone, lost characters marked, readings offered."""
    result = recognised(seeds, 4)
    assert len([name for name in result.files if name.endswith("/notice.yaml")]) == 11
    said = [(item.code, item.place.line) for item in result.context.doubts.problems()]
    assert [line for code, line in said if code == "I371"] == [3, 14, 39, 67, 80, 93, 99, 114, 186, 208, 219]
    assert [line for code, line in said if code == "I369"] == [66, 185]
    offered = {
        item.message.rpartition("可能是「")[2].partition("」")[0]
        for item in result.context.doubts.problems()
        if item.code == "I362"
    }
    assert {"專科建設", "專科醫", "。縣"} <= offered
    assert len([line for code, line in said if code == "I364"]) == 15


@pytest.mark.parametrize("number", [1, 2, 3, 4])
def test_the_composed_text_of_a_seed_is_the_drafts(seeds: Path, number: int, tmp_path: Path, project: Project) -> None:
    """Imported, read and composed, the documents hold every character of the draft that was not listed, in order."""
    (path,) = seeds.glob(f"{number:03}_*.txt")
    import_file(path, "seed", tmp_path / "content", project, to_simplified=False)
    read = load_content(tmp_path / "content", project)
    composed = ""
    for item in read.documents:
        assert item.document is not None, [str(problem) for problem in item.problems]
        if item.document.notice.collection is None:
            composed += text_of(item.document)
    assert bare(composed) == expected(recognise(decode(path.read_bytes()), path.name, "seed"))


def text_of(document: Document) -> str:
    """The composed text in order, without what stands elsewhere in the draft and titles that were made."""
    flow = compose(document, Decisions(), Problems())
    return "".join(item.text for item in flow.paragraphs() if item.role not in _OUT_OF_ORDER)


# What import writes as the standard has it, and says.
_NUMBER = re.compile(r"^([1-9][0-9]?)[、．](?![0-9])")
_MENDED = (("附：1", "附件：1"), ("⒈", "1."))


def expected(result: Recognised) -> str:
    """The cleaned characters of the draft that belong to the documents, without number, title and registration."""
    draft = result.context.draft
    gone = {origin for origin, reason in result.context.ledger.reasons() if reason in _GONE}
    for name, tree in result.files.items():
        if name.endswith("notice.yaml"):
            for key in ("标题", "发文字号", "统一登记号"):
                gone |= set(origins_of(tree.get(key, {})))
    gone |= {origin for origin, reason in result.context.ledger.reasons() if reason is Reason.NUMBER_MARKS}
    _, lines = split_lines(draft.text, "x", "UTF-8", Ledger())
    cleaner = Cleaner(draft, Ledger())
    kept = [
        line.pick(index for index, origin in enumerate(line.origins) if origin not in gone)
        for line in map(cleaner.clean, lines)
    ]
    text = bare("".join(_NUMBER.sub(r"\1.", line) for line in kept))
    for typed, mended in _MENDED:
        text = text.replace(typed, mended)
    return text
