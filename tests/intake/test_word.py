"""Word files: each construct comes out as it shows in Word, and what is left out is listed."""

from __future__ import annotations

import random
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.intake.drafts import WHOLE, tree
from tests.intake.packages import p, run, table, tc, tr, word, word_of, word_parts, zipped
from tests.intake.test_account import hold, mutated
from ygt_docs.docfiles.archive import Archive
from ygt_docs.docfiles.decode import Decoded
from ygt_docs.docfiles.sources import read_source
from ygt_docs.docfiles.word_numbers import formed
from ygt_docs.docfiles.word_reader import read_word
from ygt_docs.intake import import_file
from ygt_docs.intake.context import plain
from ygt_docs.intake.importing import Recognised, recognise
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
    assert kept(data) == ["甲 | 乙 | 丙 |", "丁 | 戊 | 〃 |", "组 | 〈 | 〈 |", "旧 | 〈 | 新 |", "| 己 |  |"]


def test_a_table_that_only_sets_text_is_paragraphs() -> None:
    """A table of one column or of one row is no table: its cells are paragraphs, nested tables too."""
    assert kept(word(table(tr("甲"), tr("乙")))) == ["甲", "乙"]
    assert kept(word(table(tr("甲", "乙")))) == ["甲", "乙"]
    nested = f"<w:tc>{table(tr('一', '二'), tr('三', '四'))}{p()}</w:tc>"
    assert kept(word(table(tr(nested)))) == ["一 | 二 |", "三 | 四 |"]


def test_lines_of_a_cell_are_one_row() -> None:
    """Paragraphs of a cell stand in its row; a bar in a cell is said."""
    data = word(table(tr("甲", "乙一\n丙"), tr("丁|", "戊")))
    assert kept(data) == ["甲 | 乙一 丙 |", "丁｜ | 戊 |"]
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


def test_a_list_of_people_that_is_broken_into_lines_is_one() -> None:
    """A break behind a sign in it is layout; one behind a name, or before another list, ends it."""
    br = "<w:r><w:br/></w:r>"
    assert kept(word(p("出席：", "田渠、", br, "江浦，", br, "林溪"))) == ["出席：田渠、江浦，林溪"]
    assert kept(word(p("出席：田渠", br, "江浦"))) == ["出席：田渠", "江浦"]
    assert kept(word(p("出席：田渠、", br, "请假：江浦"))) == ["出席：田渠、", "请假：江浦"]
    names = ("赵立、韩冰、许静、", "方正、何伟、马超")
    assert kept(word(p(names[0], br, names[1]))) == ["".join(names)]
    assert kept(word(p("赵立、韩冰、许静", br, names[1]))) == ["赵立、韩冰、许静", names[1]]
    assert kept(word(p("会议听取了汇报，", br, "请落实。"))) == ["会议听取了汇报，", "请落实。"]


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


def _list(*levels: str, nums: str = "") -> str:
    """A numbering part with one list of `levels` (the insides of w:lvl), numId 1, and more `nums`."""
    inside = "".join(f'<w:lvl w:ilvl="{depth}">{level}</w:lvl>' for depth, level in enumerate(levels))
    return (
        f'<w:abstractNum w:abstractNumId="7">{inside}</w:abstractNum>'
        f'<w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num>{nums}'
    )


def _level(text: str, form: str = "decimal", more: str = "") -> str:
    return f'<w:start w:val="1"/><w:numFmt w:val="{form}"/>{more}<w:lvlText w:val="{text}"/>'


_CHAPTER = _level("第%1章", "chineseCountingThousand", '<w:suff w:val="space"/>')


@pytest.mark.parametrize(
    ("restart", "last"),
    [
        ("", "第一条　丁"),
        ('<w:lvlRestart w:val="0"/>', "第三条　丁"),
        ('<w:lvlRestart w:val="1"/>', "第一条　丁"),
    ],
)
def test_articles_run_on_where_the_list_says_so(restart: str, last: str) -> None:
    """lvlRestart 0: articles run through the chapters; 1 or absent: they begin anew; the gap behind stays."""
    article = _level("第%2条", "chineseCountingThousand", restart)
    body = item("总则", 0) + item("甲", 1) + item("乙", 1) + item("附则", 0) + item("丁", 1)
    assert kept(word(body, numbering=_list(_CHAPTER, article))) == [
        "第一章 总则",
        "第一条　甲",
        "第二条　乙",
        "第二章 附则",
        last,
    ]


def test_a_level_that_restarts_after_one_level_only() -> None:
    """lvlRestart 1 on the third level: a new part starts it anew, a new section does not."""
    third = _level("%3.", more='<w:lvlRestart w:val="1"/>')
    levels = _list(_level("%1、", "chineseCounting"), _level("（%2）", "chineseCounting"), third)
    body = "".join(item("甲", level) for level in (0, 1, 2, 2, 1, 2, 0, 1, 2))
    assert kept(word(body, numbering=levels)) == [
        "一、甲",
        "（一）甲",
        "1.甲",
        "2.甲",
        "（二）甲",
        "3.甲",
        "二、甲",
        "（一）甲",
        "1.甲",
    ]


def test_a_start_of_its_own_counts_at_each_restart() -> None:
    """startOverride is the first number of the level, also where it begins anew; other lists of the kind go on."""
    nums = (
        '<w:num w:numId="2"><w:abstractNumId w:val="7"/><w:lvlOverride w:ilvl="1"><w:startOverride w:val="5"/>'
        '</w:lvlOverride></w:num><w:num w:numId="3"><w:abstractNumId w:val="7"/></w:num>'
    )
    levels = _list(_level("%1、", "chineseCounting"), _level("（%2）", "chineseCounting"), nums=nums)
    body = "".join(
        item("甲", level, number) for level, number in ((0, 1), (1, 1), (1, 2), (1, 2), (0, 2), (1, 2), (1, 3))
    )
    assert kept(word(body, numbering=levels)) == [
        "一、甲",
        "（一）甲",
        "（五）甲",
        "（六）甲",
        "二、甲",
        "（五）甲",
        "（六）甲",
    ]


@pytest.mark.parametrize(
    ("level", "shown"),
    [
        (_level("%1."), "1.甲"),
        (_level("%1", more='<w:suff w:val="nothing"/>'), "1甲"),
        (_level("%1", more='<w:suff w:val="space"/>'), "1 甲"),
        (_level("%1"), "1　甲"),
        (_level("（%1）", more='<w:suff w:val="space"/>'), "（1）甲"),
        (_level("第%1条", "chineseCounting", "<w:isLgl/>"), "第1条　甲"),
        (_level("第%1条", "chineseCounting", '<w:isLgl w:val="0"/>'), "第一条　甲"),
        (
            "<mc:AlternateContent><mc:Choice Requires='w14'><w:numFmt w:val='custom' w:format='001, 002, ...'/>"
            "</mc:Choice>"
            "<mc:Fallback><w:numFmt w:val='decimal'/></mc:Fallback></mc:AlternateContent><w:lvlText w:val='%1．'/>",
            "001．甲",
        ),
    ],
)
def test_gaps_and_forms_of_numbers(level: str, shown: str) -> None:
    """What follows a number (w:suff), Arabic numbers for law (isLgl), and formats that newer versions added."""
    assert kept(word(item("甲", 0), numbering=_list(level))) == [shown]


@pytest.mark.parametrize(
    ("form", "number", "printed"),
    [
        ("chineseCountingThousand", 105, "一百零五"),
        ("chineseCountingThousand", 110, "一百一十"),
        ("ideographDigital", 20, "二〇"),
        ("chineseLegalSimplified", 12, "壹拾贰"),
        ("decimalEnclosedFullstop", 2, "⒉"),
        ("chineseCounting", 0, None),
    ],
)
def test_more_number_formats(form: str, number: int, printed: str | None) -> None:
    """Numbers beyond ninety-nine, digits one by one, and signs of their own."""
    assert formed(form, number) == printed


@pytest.mark.parametrize(
    ("text", "properties", "shown", "codes"),
    [
        ("2", '<w:vertAlign w:val="superscript"/>', "100m²", []),
        ("-3", '<w:vertAlign w:val="superscript"/>', "100m⁻³", []),
        ("2", '<w:vertAlign w:val="subscript"/>', "100m₂", []),
        ("注", '<w:vertAlign w:val="superscript"/>', "100m注", ["I232"]),
        ("2", '<w:vertAlign w:val="baseline"/>', "100m2", []),
        ("　　", '<w:u w:val="single"/>', "100m＿＿", ["I235"]),
        ("    ", '<w:u w:val="single"/>', "100m＿＿", ["I235"]),
        ("张三", '<w:u w:val="single"/>', "100m张三", []),
        ("旧", "<w:strike/>", "100m旧", ["I233"]),
        ("旧", '<w:strike w:val="0"/>', "100m旧", []),
        ("\uf0fe", '<w:rFonts w:ascii="Wingdings"/>', "100m☑", []),
        ("\uf001", '<w:rFonts w:ascii="Wingdings"/>', "100m〓", ["I215"]),
    ],
)
def test_what_a_format_makes_of_characters(text: str, properties: str, shown: str, codes: list[str]) -> None:
    """Raised and lowered signs, blanks to be filled in, struck and picture-font text are kept, or named."""
    data = word(p(run("100m"), run(text, properties)))
    assert kept(data) == [shown]
    assert said(data) == codes


def _math(inside: str) -> str:
    return p("按", f"<m:oMath>{inside}</m:oMath>", "算")


def _m(text: str) -> str:
    return f"<m:r><m:t>{text}</m:t></m:r>"


@pytest.mark.parametrize(
    ("inside", "shown"),
    [
        (f"<m:f><m:num>{_m('a+b')}</m:num><m:den>{_m('c')}</m:den></m:f>", "(a+b)/c"),
        (f"<m:f><m:num>{_m('实有')}</m:num><m:den>{_m('应有')}</m:den></m:f>", "实有/应有"),
        (f"<m:sSup><m:e>{_m('x')}</m:e><m:sup>{_m('2')}</m:sup></m:sSup>", "x²"),
        (f"<m:sSubSup><m:e>{_m('x')}</m:e><m:sub>{_m('i')}</m:sub><m:sup>{_m('n+1')}</m:sup></m:sSubSup>", "x_iⁿ⁺¹"),
        (f"<m:rad><m:radPr/><m:deg/><m:e>{_m('a+b')}</m:e></m:rad>", "√(a+b)"),
        (f"<m:d><m:dPr><m:begChr m:val='['/><m:endChr m:val=']'/></m:dPr><m:e>{_m('a')}</m:e></m:d>", "[a]"),
        (
            "<m:nary><m:naryPr><m:chr m:val='∑'/></m:naryPr>"
            f"<m:sub>{_m('1')}</m:sub><m:sup>{_m('n')}</m:sup><m:e>{_m('x')}</m:e></m:nary>",
            "∑₁ⁿx",
        ),
        (f"<m:m><m:mr><m:e>{_m('1')}</m:e><m:e>{_m('2')}</m:e></m:mr></m:m>", "[1，2]"),
    ],
)
def test_formulas_keep_their_sense_in_one_line(inside: str, shown: str) -> None:
    """Fractions, powers, roots, brackets, sums and matrices are written in one line, and said."""
    assert kept(word(_math(inside))) == [f"按{shown}算"]
    assert said(word(_math(inside))) == ["I231"]
    assert said(word(_math(_m("x=1")))) == []


def _with_relations(body: str, **targets: str) -> list[str]:
    """What the notes say of a Word file whose relationships lead to these external targets or parts."""
    parts = word_parts(body)
    items = "".join(
        f'<Relationship Id="{name}" Type="x/{name}" Target="{target}"'
        f"{' TargetMode=' + chr(34) + 'External' + chr(34) if ':' in target else ''}/>"
        for name, target in targets.items()
    )
    parts["word/_rels/document.xml.rels"] = (
        f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{items}</Relationships>'
    )
    parts["word/chart1.xml"] = "<c><t>各季度</t><v>第一季度</v><v>12</v></c>"
    notes = decoded(zipped(parts)).notes
    return [str(note.words.get("found") or note.words.get("what")) for note in notes]


def _field(instruction: str, shown: str) -> str:
    def char(kind: str) -> str:
        return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'

    code = f"<w:r><w:instrText>{instruction}</w:instrText></w:r>"
    return char("begin") + code + char("separate") + run(shown) + char("end")


def test_links_are_named_unless_the_text_says_where_they_lead() -> None:
    """The target of a link, as an element or a field, is named once with the words; an address that is typed is not."""
    link = f'<w:hyperlink r:id="l1">{run("县网站")}</w:hyperlink>'
    mail = f'<w:hyperlink r:id="l2">{run("a@example.cn")}</w:hyperlink>'
    targets = {"l1": "https://example.cn/a", "l2": "mailto:a@example.cn"}
    assert _with_relations(p("见", link), **targets) == ["「县网站」https://example.cn/a"]
    assert _with_relations(p("寄", mail), **targets) == []
    field = _field(' HYPERLINK "https://example.cn/b" ', "办法")
    assert _with_relations(p(field) + p("见", link), **targets) == [
        "「办法」https://example.cn/b、「县网站」https://example.cn/a"
    ]
    assert _with_relations(p(_field(' HYPERLINK "https://example.cn" ', "example.cn"))) == []


def test_charts_and_other_drawings_are_named() -> None:
    """A chart with its words, SmartArt, WordArt, a group, an equation object: each is named where it stands."""

    def drawing(inside: str) -> str:
        return p(f"<w:r><w:drawing>{inside}</w:drawing></w:r>")

    chart = drawing('<c:chart xmlns:c="c" r:id="c1"/>')
    assert _with_relations(chart, c1="chart1.xml") == ["图表「各季度、第一季度、12」"]
    assert _with_relations(chart, c1="nothing.xml") == ["图表"]
    assert _with_relations(drawing('<d:relIds xmlns:d="d" r:dm="c1"/>'), c1="chart1.xml") == [
        "SmartArt 图形「各季度、第一季度、12」"
    ]
    assert _with_relations(drawing("<wps:wgp/>")) == ["图形"]
    assert _with_relations(p('<w:r><w:pict><v:textpath string="内部资料"/></w:pict></w:r>')) == ["艺术字「内部资料」"]
    equation = '<o:OLEObject xmlns:o="o" ProgID="Equation.DSMT4"/>'
    assert _with_relations(p(f"<w:r><w:object>{equation}</w:object></w:r>")) == ["公式（嵌入的对象）"]


def test_a_picture_beside_a_text_box_is_named() -> None:
    """A drawing with text and a picture gives the text and names the picture."""
    inside = f"<wps:wgp><wps:txbx><w:txbxContent>{p('框中')}</w:txbxContent></wps:txbx><a:blip/></wps:wgp>"
    data = word(p("甲", f"<w:r><w:drawing>{inside}</w:drawing></w:r>"))
    assert kept(data) == ["甲", "框中"]
    assert said(data).count("I217") == 2


def test_old_form_fields_show_their_state() -> None:
    """Check boxes and lists of old forms are what they show."""

    def data(inside: str) -> str:
        return f'<w:r><w:fldChar w:fldCharType="begin"><w:ffData>{inside}</w:ffData></w:fldChar></w:r>' + (
            '<w:r><w:instrText> FORM </w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'
        )

    choices = '<w:ddList><w:result w:val="1"/><w:listEntry w:val="男"/><w:listEntry w:val="女"/></w:ddList>'
    body = p("甲", data('<w:checkBox><w:default w:val="0"/><w:checked/></w:checkBox>')) + p(
        "乙", data('<w:checkBox><w:default w:val="0"/></w:checkBox>'), data(choices)
    )
    assert kept(word(body)) == ["甲☑", "乙□女"]


def test_a_table_in_a_cell_becomes_sentences_of_the_cell() -> None:
    """The rows of a table inside a cell are sentences of that cell, and that is said."""
    inner = table(tr("子", "丑"), tr("寅", "卯"))
    data = word(table(tr("甲", "乙"), tr(f"<w:tc>{inner}{p()}</w:tc>", "丙")))
    assert kept(data) == ["甲 | 乙 |", "子，丑； 寅，卯。 | 丙 |"]
    assert said(data) == ["I240"]
