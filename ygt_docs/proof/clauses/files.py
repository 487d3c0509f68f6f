"""What was left in a file, what it lacks, what is outdated, and what was not recognised."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ygt_docs.compose.flow import Role
from ygt_docs.elements import dates
from ygt_docs.elements.catalogue import PASSED
from ygt_docs.elements.formats import LAYOUTS
from ygt_docs.notice.model import Format
from ygt_docs.problems import Severity
from ygt_docs.proof.docx_facts import WordFacts
from ygt_docs.proof.facts import Facts
from ygt_docs.proof.pdf_facts import PdfFacts
from ygt_docs.proof.registry import Found, check, found, shown
from ygt_docs.standard.gbt9704 import Strength

_EXPECTED = (
    ((Role.MARK, Role.MARK_NAME), "发文机关标志"),
    ((Role.NUMBER, Role.UPWARD_NUMBER, Role.ORDER_NUMBER), "发文字号"),
    ((Role.TITLE, Role.ORDER_NUMBER), "标题"),
    ((Role.SIGN_OFF, Role.JOINT_SIGN_OFF), "发文机关署名"),
    ((Role.DATE,), "成文日期"),
)
_SIGNED = (Role.NUMBER, Role.UPWARD_NUMBER, Role.SIGN_OFF, Role.JOINT_SIGN_OFF, Role.DATE)
_OF_SIGNED = {"发文字号", "发文机关署名", "成文日期"}
_NOTHING = re.compile(r"此页无正文")
_SUBJECTS = re.compile(r"^主题词\s*[：:]")


@check("D701", "", None, "没有未处理的修订", WordFacts)
def tracked(facts: WordFacts) -> Iterator[Found]:
    """No tracked change waits to be accepted."""
    if facts.tracked:
        yield found(None, count=facts.tracked)


@check("D702", "", None, "没有批注", WordFacts)
def comments(facts: WordFacts) -> Iterator[Found]:
    """No comment is left."""
    if facts.comments:
        yield found(None)


@check("D703", "", None, "没有隐藏文字", WordFacts)
def hidden(facts: WordFacts) -> Iterator[Found]:
    """No text is hidden."""
    if facts.hidden:
        yield found(None, count=facts.hidden)


@check("D704", "", None, "序号是输入的文字，不是自动编号", WordFacts)
def automatic(facts: WordFacts) -> Iterator[Found]:
    """Numbers that Word makes itself cannot be read, which is said."""
    if facts.lists:
        yield found(None, count=facts.lists)


@check("D802", "6.1", Strength.PRACTICE, "字体全部嵌入", PdfFacts)
def embedded(facts: PdfFacts) -> Iterator[Found]:
    """Every face is in the file; one of ours must have them all."""
    severity = Severity.ERROR if facts.known else None
    for name in facts.not_embedded:
        yield found(None, severity=severity, found=name)


@check("D803", "6.1", Strength.SHALL, "没有缺字", PdfFacts)
def missing(facts: PdfFacts) -> Iterator[Found]:
    """Every character has a glyph and a meaning."""
    for page, text in facts.missing:
        yield found(page, text=shown(text))
        return


@check("D804", "", None, "有结构标记、语言和标题（PDF/UA）", PdfFacts)
def accessible(facts: PdfFacts) -> Iterator[Found]:
    """The file says its language and title and has tags, so that it can be read aloud."""
    lacking = facts.lacking
    if lacking:
        yield found(None, found="、".join(lacking))


@check("D901", "", None, "认不出的要素逐一说明")
def unrecognised(facts: Facts) -> Iterator[Found]:
    """Elements that most documents of its format have and this file does not show are named.

    What a meeting passed says so under its title, in place of a number, a sign-off and a date.
    """
    without = LAYOUTS[facts.format].lacks if facts.format else frozenset()
    if facts.of(*PASSED) and not facts.of(*_SIGNED):
        without |= _OF_SIGNED
    absent = []
    for roles, name in _EXPECTED:
        if not facts.of(*roles) and name not in without:
            absent.append(name)
    if absent and not facts.known and facts.paras and not facts.is_volume:
        yield found(None, found="、".join(absent))


@check("D912", "", None, "没有检查的文种和部分逐一说明")
def unchecked(facts: Facts) -> Iterator[Found]:
    """Kinds and parts that nothing is held against are named, so that no finding does not mean nothing to find."""
    if facts.format is None or LAYOUTS[facts.format].ruled:
        what = []
    else:
        what = [LAYOUTS[facts.format].unruled]
    what += ["目录"] if facts.of(Role.CONTENTS_TITLE) and facts.format is not Format.COLLECTION else []
    if what and not facts.known:
        yield found(None, what="；".join(what))


@check("D806", "", None, "页面没有横躺或倒置", PdfFacts)
def lying(facts: PdfFacts) -> Iterator[Found]:
    """Pages that a reading program shows on their side or upside down are named; they are measured upright."""
    pages = facts.lying
    if pages:
        first, by = pages[0]
        yield found(first, count=len(pages), by=by)


@check("D904", "", None, "PDF 有文字，不是扫描件", PdfFacts)
def scanned(facts: PdfFacts) -> Iterator[Found]:
    """A PDF without characters is said to be a scan."""
    if not facts.paras:
        yield found(
            None,
            what="PDF 没有文字（像是扫描件），只检查了纸张大小",
            how="请用 Word 或 WPS 直接导出 PDF；收到的文件请对方提供 Word 文件",
        )


@check("D904", "", None, "Word 文件有文字", WordFacts)
def wordless(facts: WordFacts) -> Iterator[Found]:
    """A Word file without a word (pictures, or nothing at all) is said to have none."""
    if not facts.paras:
        yield found(
            None,
            what="Word 文件没有文字，只检查了纸张、页边距和页码",
            how="正文是图片的，请换成文字；拿错了文件的，请换一个",
        )


@check("D902", "7.3.5.4", Strength.SHALL, "没有 1999 年版的写法：汉字成文日期、主题词、“此页无正文”")
def outdated(facts: Facts) -> Iterator[Found]:
    """What the edition of 1999 demanded and that of 2012 dropped is named as such."""
    for para in facts.paras:
        if para.role in (Role.DATE, Role.PRINTING_LINE) and dates.is_chinese(para.bare):
            yield found(para, text=para.text, why="成文日期改用阿拉伯数字", how="改为阿拉伯数字，如“2026年4月26日”")
        if _SUBJECTS.match(para.bare):
            yield found(para, "7.4", text=shown(para.text), why="版记不再标主题词", how="删去主题词一行")
        if _NOTHING.search(para.bare):
            yield found(
                para,
                "7.3.5.5",
                text=shown(para.text),
                why="改用调整行距、字距的办法",
                how="删去这一行，调整行距、字距，使署名页有正文",
            )
