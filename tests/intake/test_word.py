"""Word files: each construct comes out as it shows in Word, and what is left out is listed."""

from __future__ import annotations

import random
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.intake.drafts import WHOLE, tree
from tests.intake.packages import p, run, table, tc, tr, word, word_of
from tests.intake.test_account import hold, mutated
from ygt_docs.archive import Archive
from ygt_docs.intake import import_file
from ygt_docs.intake.context import plain
from ygt_docs.intake.decode import Decoded
from ygt_docs.intake.importing import Recognised, recognise
from ygt_docs.intake.sources import read_source
from ygt_docs.intake.word_numbers import formed
from ygt_docs.intake.worddoc import read_word
from ygt_docs.problems import UserError
from ygt_docs.project import Project


def decoded(data: bytes) -> Decoded:
    """The text that is read out of a Word file."""
    found = read_word(Archive(data))
    assert found is not None
    return found


def kept(data: bytes) -> list[str]:
    """The lines that stay, empty ones left out."""
    draft = decoded(data)
    gone = {origin for where, _ in draft.dropped for origin in where}
    text = "".join(sign for origin, sign in enumerate(draft.text) if origin not in gone)
    return [line.strip() for line in text.split("\n") if line.strip()]


def said(data: bytes) -> list[str]:
    """The codes of what the decoder says."""
    return [note.code for note in decoded(data).notes]


def dropped(data: bytes) -> dict[str, str]:
    """What was dropped, by reason."""
    draft, found = decoded(data), {}
    for where, reason in draft.dropped:
        found[str(reason)] = found.get(str(reason), "") + draft.text[where.start : where.stop]
    return found


def test_insertions_are_taken_and_deletions_listed() -> None:
    """Tracked changes are accepted: what was inserted or moved here stays, what was deleted or moved away is listed."""
    data = word(
        p(
            "甲",
            f"<w:ins>{run('乙')}</w:ins>",
            "<w:del><w:r><w:delText>丙</w:delText></w:r></w:del>",
            f"<w:moveFrom>{run('丁')}</w:moveFrom>",
            f"<w:moveTo>{run('戊')}</w:moveTo>",
        )
    )
    assert kept(data) == ["甲乙戊"]
    assert dropped(data) == {"修订中已删除的文字": "丙丁"}
    assert said(data) == ["I211", "I212", "I212"]


def test_a_deleted_paragraph_end_joins_two_paragraphs() -> None:
    """Where the end of a paragraph was deleted, its text goes on with the next one, also at the end of the file."""
    gone = "<w:rPr><w:del/></w:rPr>"
    assert kept(word(p("甲", properties=gone) + p("乙"))) == ["甲乙"]
    assert kept(word(p("甲") + p("乙", properties=gone))) == ["甲", "乙"]


def test_a_deleted_row_is_listed() -> None:
    """A table row that was deleted in a tracked change is dropped; an inserted one stays."""
    data = word(table(tr("甲", "乙"), tr("丙", "丁", properties="<w:del/>"), tr("戊", "己", properties="<w:ins/>")))
    assert kept(data) == ["甲 | 乙 |", "戊 | 己 |"]
    assert dropped(data) == {"修订中已删除的文字": "丙丁"}


def test_content_controls_are_read_through() -> None:
    """Text in content controls, around paragraphs, in them, around rows and cells, stays in order."""

    def control(inside: str) -> str:
        return f"<w:sdt><w:sdtPr><w:alias/></w:sdtPr><w:sdtContent>{inside}</w:sdtContent></w:sdt>"

    data = word(control(p("甲")) + p("乙", control(run("丙"))) + table(control(tr("一", "二")), tr("三", "四")))
    assert kept(data) == ["甲", "乙丙", "一 | 二 |", "三 | 四 |"]


def test_text_boxes_come_after_their_paragraph() -> None:
    """A text box is read once, though Word writes it twice, and said; a drawing without text is said."""
    box = f"<w:txbxContent>{p('框中')}</w:txbxContent>"
    both = (
        f"<w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wps:txbx>{box}</wps:txbx></w:drawing>"
        f"</mc:Choice><mc:Fallback><w:pict><v:textbox>{box}</v:textbox></w:pict></mc:Fallback>"
        "</mc:AlternateContent></w:r>"
    )
    assert kept(word(p("甲", both) + p("乙"))) == ["甲", "框中", "乙"]
    assert said(word(p("甲", both))) == ["I214"]
    assert kept(word(p("甲", f"<w:r><w:pict><v:textbox>{box}</v:textbox></w:pict></w:r>"))) == ["甲", "框中"]
    assert said(word(p("<w:r><w:drawing><a:blip r:embed='r1'/></w:drawing></w:r>"))) == ["I217"]


@pytest.mark.parametrize(
    ("font", "char", "sign"),
    [
        ("Wingdings", "F0FE", "☑"),
        ("Wingdings", "00A8", "□"),
        ("Symbol", "F0B3", "≥"),
        ("Wingdings 2", "F052", "☑"),
        ("仿宋", "2103", "℃"),
    ],
)
def test_symbols_are_characters(font: str, char: str, sign: str) -> None:
    """A symbol of a picture font is the character that it shows."""
    assert kept(word(p("甲", f"<w:r><w:sym w:font='{font}' w:char='{char}'/></w:r>"))) == [f"甲{sign}"]


@pytest.mark.parametrize("char", ["F001", "", "zz"])
def test_an_unknown_symbol_is_marked(char: str) -> None:
    """A symbol that is not known leaves 〓 at its place and a doubt, nothing invented."""
    data = word(p("甲", f"<w:r><w:sym w:font='Wingdings' w:char='{char}'/></w:r>"))
    assert kept(data) == ["甲〓"]
    assert said(data) == ["I215"]


_LEVELS = (
    '<w:abstractNum w:abstractNumId="5">'
    '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCountingThousand"/>'
    '<w:lvlText w:val="%1、"/></w:lvl>'
    '<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="japaneseCounting"/><w:lvlText w:val="（%2）"/></w:lvl>'
    '<w:lvl w:ilvl="2"><w:numFmt w:val="decimal"/><w:lvlText w:val="%3."/></w:lvl>'
    '<w:lvl w:ilvl="3"><w:numFmt w:val="decimal"/><w:isLgl/><w:lvlText w:val="%1.%2.%3.%4"/></w:lvl>'
    '<w:lvl w:ilvl="4"><w:numFmt w:val="bullet"/><w:lvlText w:val="&#xF0D8;"/><w:rPr>'
    '<w:rFonts w:ascii="Wingdings"/>'
    '</w:rPr></w:lvl><w:lvl w:ilvl="5"><w:numFmt w:val="odd"/><w:lvlText w:val="%6"/></w:lvl></w:abstractNum>'
    '<w:num w:numId="1"><w:abstractNumId w:val="5"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="5"/>'
    '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>'
)


def item(text: str, level: int, number: int = 1) -> str:
    """A paragraph of a list."""
    return p(text, properties=f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>')


def test_automatic_numbers_are_typed() -> None:
    """Automatic numbers are written out: levels, restarts under a new heading, overrides, signs, unknown formats."""
    body = "".join(
        [
            item("甲", 0),
            item("乙", 1),
            item("丙", 1),
            item("丁", 2),
            item("戊", 0),
            item("己", 1),
            item("庚", 3),
            item("辛", 4),
            item("壬", 0, 2),
            item("癸", 0, 2),
            item("无", 0, 0),
            item("怪", 5),
        ]
    )
    assert kept(word(body, numbering=_LEVELS)) == [
        "一、甲",
        "（一）乙",
        "（二）丙",
        "1.丁",
        "二、戊",
        "（一）己",
        "2.1.1.1\u3000庚",
        "➢辛",
        "一、壬",
        "二、癸",
        "无",
        "1\u3000怪",
    ]
    assert said(word(body, numbering=_LEVELS)) == ["I223", "I220"]


def test_numbers_come_through_styles() -> None:
    """A paragraph is numbered by its style, and by the one that its style is based on."""
    styles = (
        '<w:style w:type="paragraph" w:styleId="A"><w:pPr><w:numPr>'
        '<w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="B"><w:basedOn w:val="A"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="C"><w:basedOn w:val="C"/></w:style>'
    )
    body = "".join(p(text, properties=f'<w:pStyle w:val="{style}"/>') for text, style in ("甲A", "乙B", "丙C"))
    assert kept(word(body, numbering=_LEVELS, styles=styles)) == ["一、甲", "二、乙", "丙"]


@pytest.mark.parametrize(
    ("form", "number", "printed"),
    [
        ("decimalEnclosedCircle", 3, "③"),
        ("upperRoman", 14, "XIV"),
        ("lowerLetter", 28, "bb"),
        ("decimalZero", 7, "07"),
        ("ideographTraditional", 2, "乙"),
        ("decimalFullWidth", 12, "１２"),
        ("chineseCounting", 21, "二十一"),
        ("odd", 1, None),
    ],
)
def test_number_formats(form: str, number: int, printed: str | None) -> None:
    """Each number format of Word that offices use is followed."""
    assert formed(form, number) == printed


def test_footnotes_follow_their_paragraph() -> None:
    """A footnote stands after its paragraph with a mark at both places, and is a doubt; a note in a note ends."""
    again = '<w:r><w:footnoteReference w:id="3"/></w:r>'
    notes = (
        f'<w:footnote w:id="2">{p("<w:r><w:footnoteRef/></w:r>", "注文")}</w:footnote>'
        f'<w:footnote w:id="3">{p("环", again)}</w:footnote>'
    )
    data = word(p("甲", '<w:r><w:footnoteReference w:id="2"/></w:r>', "乙") + p("丙"), footnotes=notes)
    assert kept(data) == ["甲①乙", "①注文", "丙"]
    assert said(data) == ["I216"]
    assert kept(word(p("甲", again), footnotes=notes)) == ["甲①", "①环"]
    ends = f'<w:endnote w:id="1">{p("尾注")}</w:endnote>'
    assert kept(word(p("甲", '<w:r><w:endnoteReference w:id="1"/></w:r>'), endnotes=ends)) == ["甲①", "①尾注"]


def test_merged_cells() -> None:
    """A cell merged downwards is 〃, one merged sideways leaves its columns empty, in each form that Word has."""
    down, more = tc("丙", '<w:vMerge w:val="restart"/>'), tc("", "<w:vMerge/>")
    wide = tc("组", '<w:gridSpan w:val="3"/>')
    old = [tc("旧", '<w:hMerge w:val="restart"/>'), tc("", '<w:hMerge w:val="continue"/>'), tc("新")]
    data = word(
        table(
            tr("甲", "乙", down),
            tr("丁", "戊", more),
            tr(wide),
            tr(*old),
            tr("己", properties='<w:gridBefore w:val="1"/><w:gridAfter w:val="1"/>'),
        )
    )
    assert kept(data) == ["甲 | 乙 | 丙 |", "丁 | 戊 | 〃 |", "组 |  |  |", "旧 |  | 新 |", "| 己 |  |"]


def test_a_table_that_only_sets_text_is_paragraphs() -> None:
    """A table of one column or of one row is no table: its cells are paragraphs, nested tables too."""
    assert kept(word(table(tr("甲"), tr("乙")))) == ["甲", "乙"]
    assert kept(word(table(tr("甲", "乙")))) == ["甲", "乙"]
    nested = f"<w:tc>{table(tr('一', '二'), tr('三', '四'))}{p()}</w:tc>"
    assert kept(word(table(tr(nested)))) == ["一 | 二 |", "三 | 四 |"]


def test_lines_of_a_cell_are_one_row() -> None:
    """Paragraphs of a cell stand in its row; a bar in a cell is said."""
    data = word(table(tr("甲", "乙\n丙"), tr("丁|", "戊")))
    assert kept(data) == ["甲 | 乙 丙 |", "丁｜ | 戊 |"]
    assert said(data) == ["I222"]


def test_running_heads_and_comments_are_listed() -> None:
    """Headers, footers and comments are dropped, each text once, with its reason."""
    data = word(
        p("甲"),
        header=p("页眉"),
        header2=p("页眉"),
        footer=p("第1页"),
        comments=f'<w:comment w:id="1">{p("改一下")}</w:comment>',
    )
    assert kept(data) == ["甲"]
    assert dropped(data) == {"页眉、页脚": "页眉第1页", "批注": "改一下"}
    assert said(data) == ["I213", "I213", "I219"]


def test_fields_show_their_result() -> None:
    """A field gives what it shows, never its instruction; one inside another as well; a simple field too."""

    def char(kind: str) -> str:
        return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'

    code = "<w:r><w:instrText> PAGE </w:instrText></w:r>"
    inner = char("begin") + code + char("separate") + run("里") + char("end")
    data = word(
        p(
            "甲",
            char("begin"),
            code,
            inner,
            char("separate"),
            "乙",
            char("end"),
            f'<w:fldSimple w:instr="DATE">{run("丙")}</w:fldSimple>',
            f"<w:hyperlink>{run('丁')}</w:hyperlink>",
        )
    )
    assert kept(data) == ["甲乙丙丁"]
    assert dropped(data) == {"隐藏的文字": "里"}


def test_signs_and_hidden_text() -> None:
    """Breaks end a line, a tab and a non-breaking hyphen stay, hidden text and readings are listed."""
    data = word(
        p(
            "甲",
            "<w:r><w:br/></w:r>",
            "乙",
            "<w:r><w:tab/></w:r>",
            "丙",
            "<w:r><w:noBreakHyphen/></w:r>",
            "丁",
            run("藏", "<w:vanish/>"),
            run("显", '<w:vanish w:val="0"/>'),
            f"<w:r><w:ruby><w:rt>{run('wù')}</w:rt><w:rubyBase>{run('戊')}</w:rubyBase></w:ruby></w:r>",
            "<m:oMath><m:r><m:t>x</m:t></m:r></m:oMath>",
        )
    )
    assert kept(data) == ["甲", "乙\t丙-丁显戊x"]
    assert dropped(data) == {"隐藏的文字": "藏", "注音": "wù"}
    assert said(data) == ["I218", "I224"]


def test_the_strict_form_reads_the_same() -> None:
    """A file in the strict form of the standard gives the same text."""
    body = p("甲") + table(tr("乙", "丙"), tr("丁", "戊"))
    assert decoded(word(body, strict=True)) == decoded(word(body))


def test_what_cannot_be_read_is_said() -> None:
    """Embedded objects and files put in whole are said."""
    assert said(word(p("<w:r><w:object/></w:r>") + "<w:altChunk/>")) == ["I217", "I217"]


def read_docx(text: str) -> Recognised:
    """What is recognised in the Word file of a draft."""
    result = recognise(decoded(word_of(text)), "草稿.docx")
    hold(result)
    return result


def test_a_word_file_gives_what_the_text_gives() -> None:
    """The same draft as text and as a Word file gives the same trees."""
    for name, found in read_docx(WHOLE).files.items():
        assert plain(found) == tree(WHOLE, name)


def test_a_merged_cell_is_no_doubt() -> None:
    """〃 of a merged cell becomes 同上 without a doubt, and the other cells stand where they are."""
    text = WHOLE.replace("2 | 及时结算。 | 不打白条。 | |||", "2 | 及时结算。 | 〃 | 不打白条。 | 〃 | 〃 |")
    result = read_docx(text)
    (task,) = [
        task
        for group in plain(result.files["tasks.yaml"])["组"]
        for task in group["任务"]
        if task["任务"] == "及时结算。"
    ]
    assert task == {"任务": "及时结算。", "评价标准": ["不打白条。"], "同上": ["时限", "评价方法", "责任单位"]}
    place = next(index for index, line in enumerate(text.split("\n"), 1) if "及时结算" in line)
    assert [doubt.code for doubt in result.context.doubts.problems() if doubt.place.line == place] == []


def test_a_word_file_is_imported(tmp_path: Path, project: Project) -> None:
    """A .docx is imported through its file, and places are lines of its text."""
    (tmp_path / "a.docx").write_bytes(word_of(WHOLE))
    result = import_file(tmp_path / "a.docx", "a", tmp_path / "content", project)
    assert result.account.agrees
    assert (tmp_path / "content" / "a" / "tasks.yaml").is_file()
    assert "I201" not in [problem.code for problem in result.problems]


def test_mutated_word_files_are_read(
    tmp_path: Path, project: Project, rng: random.Random, count: Callable[[int, int], int]
) -> None:
    """Random changes of the XML, and of the bytes of the package, are read or refused, never a traceback."""
    body = (
        p("甲", f"<w:ins>{run('乙')}</w:ins>")
        + item("丙", 1)
        + table(tr("序号", "任务"), tr(tc("1", "<w:vMerge/>"), tc("二", '<w:gridSpan w:val="2"/>')))
    )
    whole = word(body, numbering=_LEVELS)
    for _ in range(count(150, 10_000)):
        if rng.random() < 0.5:
            data = word(mutated(body.replace("><", ">\n<"), rng), numbering=mutated(_LEVELS, rng))
        else:
            changed = bytearray(whole)
            for _ in range(rng.randrange(1, 6)):
                changed[rng.randrange(len(changed))] = rng.randrange(256)
            data = bytes(changed)
        (tmp_path / "m.docx").write_bytes(data)
        codes: list[str] = []
        try:
            hold(recognise(read_source(tmp_path / "m.docx", "m.docx"), "m.docx"))
        except UserError as error:
            codes = [item.code for item in error.problems]
        assert set(codes) <= {"I110", "I112", "I106"}


def test_an_old_word_file_is_read_through_libreoffice(
    tmp_path: Path, project: Project, tool: Callable[[str], str]
) -> None:
    """A .doc gives what the .docx gives that it was made from."""
    (tmp_path / "a.docx").write_bytes(word_of(WHOLE))
    subprocess.run(
        [
            tool("soffice"),
            f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}",
            "--headless",
            "--convert-to",
            "doc:MS Word 97",
            "--outdir",
            str(tmp_path),
            str(tmp_path / "a.docx"),
        ],
        check=True,
        capture_output=True,
        timeout=300,
    )
    for name in ("a.docx", "a.doc"):
        assert import_file(tmp_path / name, name[2:], tmp_path / "content", project).account.agrees
    for name in ("plan.yaml", "goals.yaml", "steps.yaml", "tasks.yaml"):
        both = [(tmp_path / "content" / folder / name).read_text("utf-8") for folder in ("doc", "docx")]
        assert both[0] == both[1]
