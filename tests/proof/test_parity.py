"""Word and PDF have the same lines on the same pages: in every example, in real drafts, and at every pair of signs."""

from __future__ import annotations

import itertools
import random
import re
import string
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from tests.examples import NAMES, made
from tests.word.flows import appendix, imprint, masthead, notice, para, simple, task_table, title
from ygt_docs.compose.flow import Flow, Role, Run
from ygt_docs.console.proving import prove
from ygt_docs.docfiles.pdf_text import Character, PdfPage, read_pdf
from ygt_docs.files import write_atomically
from ygt_docs.fonts import Fonts
from ygt_docs.geometry.text import width_in_characters
from ygt_docs.intake import import_file
from ygt_docs.parity.copied import MEASURED_WITH
from ygt_docs.parity.lines import Difference, Parity, compare, compare_pages, lines_inside
from ygt_docs.parity.office import NoOffice, Office, version_of
from ygt_docs.pdf import lay_out
from ygt_docs.project import Project
from ygt_docs.proof import verify_docx, verify_pdf
from ygt_docs.standard.line_ends import RAISED, breaks_freely, is_latin
from ygt_docs.word import render

SIGNS = [*"“”‘’（）《》〈〉〔〕【】、，。；：？！…—～·％℃字7a①⑩Ⅱ√☆×²₂⁻", *string.punctuation]
SEEDS = ["000", "001", "002", "003", "004"]


@pytest.fixture(scope="module")
def office_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder whose LibreOffice profile is used again."""
    return tmp_path_factory.mktemp("parity")


def faults(parity: Parity) -> list[str]:
    """What is wrong, in words; nothing where all lines agree."""
    assert parity.skipped is None, parity.skipped
    return [str(item) for item in parity.problems() if item.code != "V404"]


@pytest.mark.parametrize("name", NAMES)
def test_an_example_has_the_same_lines_in_both_files(name: str, fonts: Fonts, office_folder: Path) -> None:
    """Every line of every page of every example is the same in the Word file and the PDF."""
    _, docx, pdf = made(name)
    parity = compare(docx, pdf, fonts, office_folder)
    assert faults(parity) == []
    assert parity.equal == parity.compared > 5


@pytest.mark.parametrize("seed", SEEDS)
def test_an_imported_draft_has_the_same_lines_in_both_files(
    seed: str, seeds: Path, project: Project, fonts: Fonts, office_folder: Path, tmp_path: Path
) -> None:
    """A real draft, imported as it is, has the same lines in both files."""
    draft = next(seeds.glob(f"{seed}_*"))
    import_file(draft, "draft", tmp_path, project, force=False)
    _, docx, pdf = made("draft", tmp_path)
    parity = compare(docx, pdf, fonts, office_folder)
    assert faults(parity) == []
    assert parity.equal == parity.compared > 5


def both(flow: Flow, fonts: Fonts, project: Project) -> tuple[bytes, bytes]:
    """Word file and PDF of `flow`."""
    return render(flow, fonts, project), lay_out(flow, fonts, project).write()


LONG = "各乡镇人民政府要把医共体建设摆在重要位置，逐项对照任务清单，稳步推进各项工作，确保取得实效。" * 3
TEXTS = [number + LONG for number in "一二三四五六七八九"]
BODY = simple(*masthead(), title("通知"), *(para(Role.PARAGRAPH, text) for text in TEXTS))


def changed(flow: Flow, number: int, text: str) -> Flow:
    """`flow` with another text in block `number` of its first section."""
    section = flow.sections[0]
    block = replace(section.blocks[number], lines=((Run(text),),))
    blocks = (*section.blocks[:number], block, *section.blocks[number + 1 :])
    return replace(flow, sections=(replace(section, blocks=blocks), *flow.sections[1:]))


def test_one_character_more_is_found(fonts: Fonts, project: Project, office_folder: Path) -> None:
    """A character that only the Word file has shifts lines; the first of them is named with its page and both texts."""
    docx, _ = both(changed(BODY, 6, "甲" + TEXTS[0]), fonts, project)
    _, pdf = both(BODY, fonts, project)
    parity = compare(docx, pdf, fonts, office_folder)
    first = parity.differences[0]
    assert (first.page, first.word, first.pdf) == (1, "甲" + TEXTS[0][:25], TEXTS[0][:26])
    found = parity.problems()
    assert {item.code for item in found} == {"V403"}
    assert f"共 {parity.compared} 行，一致 {parity.equal} 行" in found[0].message
    assert parity.compared - parity.equal == len(parity.differences) >= 2


def test_a_row_on_another_page_is_found(fonts: Fonts, project: Project, office_folder: Path) -> None:
    """A table that lost a row, so that the rows after it move to other pages, is found, and so is the page it lost."""
    tables = [Flow((appendix(task_table(rows)),), notice().properties, imprint()) for rows in (24, 12)]
    parity = compare(both(tables[0], fonts, project)[0], both(tables[1], fonts, project)[1], fonts, office_folder)
    assert {"V402", "V403"} == {item.code for item in parity.problems()}
    assert parity.word_pages > parity.pdf_pages


def test_proof_of_a_built_document_compares_its_files(
    fonts: Fonts, project: Project, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """`proof NAME` says how the two files agree, or the first lines that differ."""
    name = "yunxi-2026-meeting"
    _, docx, pdf = made(name)
    write_atomically(tmp_path / name / f"{name}.pdf", pdf)
    write_atomically(tmp_path / name / f"{name}.docx", docx)
    prove(name, "", str(tmp_path), False)
    said = capsys.readouterr().out
    assert "V404 两版对照通过" in said
    assert "D913" not in said
    write_atomically(tmp_path / name / f"{name}.docx", both(BODY, fonts, project)[0])
    prove(name, "", str(tmp_path), False)
    said = capsys.readouterr().out
    assert "V403 Word 与 PDF 回行不一致" in said
    assert "V404" not in said
    assert f"D913 {name}.docx 与内容文件里写的不一样" in said
    assert f"--update {name}" in said


def test_the_dots_before_a_page_number_are_no_text() -> None:
    """A leader that one file prints as text and the other draws is no difference; an ellipsis is text."""
    assert lines_inside(page("目录......3")) == ["目录", "3"]
    assert lines_inside(page("等等……")) == ["等等……"]


def character(text: str, start: float, baseline: float) -> Character:
    """A character of 16 pt."""
    end = start + 16
    return Character(text, start, baseline - 14, end, baseline + 2, start, end, baseline, 16, "F", "000000")


def page(*lines: str, number: int = 1) -> PdfPage:
    """An upright page with `lines`, from the upper left corner of the type area."""
    found = [
        character(text, 80 + 16 * column, 120 + 29 * row)
        for row, line in enumerate(lines)
        for column, text in enumerate(line)
    ]
    return PdfPage(number, 595.28, 841.89, tuple(found))


def test_a_line_on_another_page_counts_for_both() -> None:
    """A line that stands on page 1 here and on page 2 there is a difference on either page."""
    parity = compare_pages([page("甲", "乙"), page("丙")], [page("甲"), page("乙", "丙")])
    assert parity.differences == (Difference(1, "乙", None), Difference(2, None, "乙"))
    assert (parity.compared, parity.equal) == (4, 2)


def test_pages_that_only_one_file_has_are_compared() -> None:
    """A page too many is a difference, line by line."""
    parity = compare_pages([page("甲")], [page("甲"), page("乙")])
    assert (parity.word_pages, parity.pdf_pages, parity.differences) == (1, 2, (Difference(2, None, "乙"),))


def test_each_cell_has_its_own_lines() -> None:
    """Two cells that share a baseline are two lines; the characters of one line stand close together."""
    row = PdfPage(1, 595.28, 841.89, (character("甲", 80, 120), character("乙", 96.5, 120), character("丙", 130, 120)))
    assert lines_inside(row) == ["甲乙", "丙"]


def test_characters_of_another_face_stand_where_they_are_seen() -> None:
    """A program may draw what a face lacks after everything else of its line: the line is read as it is seen."""
    drawn = PdfPage(
        1, 595.28, 841.89, (character("甲", 80, 120), character("丙", 112, 120), character("乙", 96, 120.3))
    )
    assert lines_inside(drawn) == ["甲乙丙"]


def test_page_numbers_are_left_out() -> None:
    """What stands under the type area is no line."""
    number = PdfPage(1, 595.28, 841.89, (character("甲", 80, 120), character("—", 80, 770)))
    assert lines_inside(number) == ["甲"]


def test_without_libreoffice_the_comparison_is_skipped(
    fonts: Fonts, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where soffice is missing the result says 跳过, as a note, and never that all is well."""
    monkeypatch.setenv("PATH", str(tmp_path))
    parity = compare(b"", b"", fonts, tmp_path)
    (found,) = parity.problems()
    assert (found.code, found.severity) == ("V401", "提示")
    assert "跳过" in found.message
    assert "安装 LibreOffice" in found.fix
    assert parity.compared == parity.equal == 0


@pytest.mark.parametrize("said", ["LibreOffice 24.2.7.2 420(Build:2)", "LibreOfficeDev 7.5.0.0", "something"])
def test_another_version_of_libreoffice_is_skipped(fonts: Fonts, tmp_path: Path, said: str) -> None:
    """What only the measured version does is not put right in another, and its differences are not taken for ours."""
    program = tmp_path / "soffice"
    program.write_text(f"#!/bin/sh\necho '{said}'\n", encoding="utf-8")
    program.chmod(0o755)
    with pytest.raises(NoOffice, match="版上核对过"):
        Office(tmp_path, fonts, which=lambda name: str(program))


@pytest.mark.parametrize("said", ["LibreOffice 7.4.1.2 30(Build:2)", "LibreOffice 25.2.3.2 520(Build:2)"])
def test_the_measured_versions_are_taken(fonts: Fonts, tmp_path: Path, said: str) -> None:
    """Any 7.4 and any 25.2 will do."""
    program = tmp_path / "soffice"
    program.write_text(f"#!/bin/sh\necho '{said}'\n", encoding="utf-8")
    program.chmod(0o755)
    assert Office(tmp_path, fonts, which=lambda name: str(program)).program == str(program)


def test_a_file_that_libreoffice_cannot_open_is_skipped(fonts: Fonts, office_folder: Path) -> None:
    """A LibreOffice that makes nothing of the file is said, never taken for a pass."""
    office = Office(office_folder, fonts)
    (office_folder / "nothing.docx").write_bytes(b"PK")
    with pytest.raises(NoOffice, match="没有排出"):
        office.convert(office_folder / "gone.docx", "pdf")


BEFORE = ["甲" * 25, "甲" * 26, "甲" * 27, "7" + "甲" * 26, "7" + "甲" * 27, "甲" * 27 + "7"]  # half a place as well


def office_errs(pair: str) -> bool:
    """Whether LibreOffice parts the two where Word does not: two signs of Latin text, and what stands behind $.

    And it lets a line begin with the point of `·①`, and takes the × of `×①` out of a wider face.
    """
    latin = is_latin(pair[0]) and is_latin(pair[1])
    signs = (pair[0] in RAISED or not pair[0].isalnum()) and not pair[1].isalnum()
    return pair[0] == "$" or (latin and signs) or (pair[0] == "·" and pair[1] in "①⑩Ⅱ") or pair == "×①"


def pairs(rng: random.Random, count: int) -> list[tuple[str, str]]:
    """Pairs of signs, and what stands before them."""
    every = [(left + right, before) for left, right in itertools.product(SIGNS, SIGNS) for before in BEFORE]
    return rng.sample(every, min(count, len(every)))


def chunks(lines: list[str], texts: list[str]) -> Iterator[list[str]]:
    """The lines of each of `texts`."""
    left = iter(lines)
    for text in texts:
        found = [next(left)]
        while "".join(found) != text:
            found.append(next(left))
            assert text.startswith("".join(found))
        yield found


def test_pairs_of_signs_end_lines_alike(
    rng: random.Random, count: Callable[[int, int], int], fonts: Fonts, project: Project, office_folder: Path
) -> None:
    """Whatever two signs meet at the end of a line, both files break it at the same place."""
    chosen = pairs(rng, count(800, 10_000))
    texts = [before + pair + "乙" * 6 for pair, before in chosen]
    docx, pdf = both(simple(*(para(Role.ADDRESSEES, text) for text in texts)), fonts, project)
    (office_folder / "pairs.docx").write_bytes(docx)
    printed = Office(office_folder, fonts).pdf(office_folder / "pairs.docx").read_bytes()
    word, ours = ([line for item in read_pdf(data) for line in lines_inside(item)] for data in (printed, pdf))
    both_lines = zip(chosen, chunks(word, texts), chunks(ours, texts), strict=True)
    assert [
        (pair, left, right) for (pair, _), left, right in both_lines if left != right and not office_errs(pair)
    ] == []


BLANKS = [" ", "  ", "    ", " " * 12, "\u3000", "\u3000\u3000", "\u3000" * 7, " \u3000 "]


def spaced(dice: random.Random) -> str:
    """Chinese and Latin words with blanks of every width between them, at the end of a line too."""
    words = (
        "负责人",
        "张",
        "伟",
        "联系电话：",
        "8000031",
        "Windows 11",
        "于",
        "月",
        "万元，",
        "主",
        "持",
        "人：",
        "（WHO）",
    )
    pieces = [dice.choice(words) + (dice.choice(BLANKS) if dice.random() < 0.4 else "") for _ in range(30)]
    return "甲" * dice.randrange(28) + "".join(pieces).rstrip() + "。"


def test_spaces_are_kept_and_end_lines_alike(
    rng: random.Random, count: Callable[[int, int], int], fonts: Fonts, project: Project, office_folder: Path
) -> None:
    """Blanks of any width stand in both files as they were typed, and both files break lines at the same places."""
    texts = [spaced(rng) for _ in range(count(60, 600))]
    flow = simple(*(para(Role.PARAGRAPH, text) for text in texts))
    docx, pdf = both(flow, fonts, project)
    assert [] == [item for item in verify_pdf(pdf, flow, fonts) if item.code in ("V202", "V208")]
    assert [] == [item for item in verify_docx(docx, flow, fonts) if item.code.startswith("V1")]
    parity = compare(docx, pdf, fonts, office_folder)
    assert faults(parity) == []
    assert parity.equal == parity.compared


LATIN = (
    "https://www.yunxi.example.cn/zwgk/fdzdgknr/wjk/202603/t20260302_9876543210.html?type=notice&id=ABCDEFGHIJKLMN",
    "yxwjj_information.center@health.yunxi.example.gov.cn",
    "Healthcare Information and Management Systems Society",
    "ISO/IEC 27001:2022",
    "0.5703kgCO₂/(kW·h)",
)


def _full_to_a_hair(text: str) -> bool:
    """Whether a line from “0.5703kgCO₂…” to a space is exactly as long as a line: the face that lends its ₂ decides."""
    begin = text.find(LATIN[-1])
    if begin < 0:
        return False
    halves = 0
    for sign in text[begin:]:
        if sign == " " and halves == 56:
            return True
        halves += 2 if sign == "乙" else 1
    return False


def _office_differs(text: str, fonts: Fonts, project: Project) -> bool:
    """Whether a line of `text` ends one character from a slash, where LibreOffice ends it at the slash, full or not; or
    is full with the ₂ in it, which another face lends, so that a hair decides."""
    pages = read_pdf(lay_out(simple(para(Role.PARAGRAPH, text)), fonts, project).write())
    lines = [line for page in pages for line in lines_inside(page)]
    if any(re.match(r"\w/", line) or re.search(r"/\w$", line) for line in lines):
        return True
    lines[0] = "\u3000\u3000" + lines[0]
    return any("₂" in line and _halves(line) > 52 for line in lines)


def _halves(line: str) -> int:
    """How many half places the signs of `line` take; its spaces were lost on the way."""
    return sum(1 if sign.isascii() or sign in "₂·" else 2 for sign in line)


def test_long_latin_runs_break_anywhere_in_both_files(
    rng: random.Random, count: Callable[[int, int], int], fonts: Fonts, project: Project, office_folder: Path
) -> None:
    """An address never tears the line before it apart; paragraphs without one keep Latin words whole; both alike."""
    texts = []
    for _ in range(count(40, 120)):  # further on LibreOffice lets half a character hang out of a few lines
        texts.append(
            "甲" * rng.randrange(2, 30) + rng.choice(LATIN) + "乙" * rng.randrange(2, 20) + rng.choice(LATIN) + "。"
        )
    # Beside an address ₂ ends a line by itself, and the face that lends it decides whether there is room.
    texts = [text for text in texts if not (LATIN[-1] in text and breaks_freely(text))]
    if version_of("soffice") != MEASURED_WITH[0]:  # 25.2 gives ₂ a hair more than half a character
        texts = [text for text in texts if not _full_to_a_hair(text)]
    texts = [text for text in texts if not _office_differs(text, fonts, project)]
    for begin in range(0, len(texts), 40):
        flow = simple(*(para(Role.PARAGRAPH, text) for text in texts[begin : begin + 40]))
        docx, pdf = both(flow, fonts, project)
        assert [] == [item for item in verify_pdf(pdf, flow, fonts) if item.code in ("V202", "V208")]
        parity = compare(docx, pdf, fonts, office_folder)
        assert faults(parity) == []
        assert parity.equal == parity.compared
    free = [text for text in texts if breaks_freely(text)]
    assert 0 < len(free) < len(texts)
    assert all("https" in text or "@" in text for text in free)


def test_no_line_is_torn_apart_by_an_address(fonts: Fonts, project: Project) -> None:
    """Every line but the last of a paragraph with an address is full; one with words only keeps them whole."""
    address = simple(para(Role.PARAGRAPH, "请登录" + LATIN[0] + "，下载客户端并填写各项内容，于月底前报县卫生健康局。"))
    words = simple(
        para(Role.PARAGRAPH, "参加" + f"{LATIN[2]} (HIMSS) Electronic Medical Record Adoption Model评审的，另行通知。")
    )
    full, whole = (
        [line for item in read_pdf(lay_out(flow, fonts, project).write()) for line in lines_inside(item)]
        for flow in (address, words)
    )
    assert all(width_in_characters(line) > 25 for line in full[:-1])
    for word in ("Healthcare", "Information", "Management", "Electronic", "Adoption"):
        assert any(word in line for line in whole)
