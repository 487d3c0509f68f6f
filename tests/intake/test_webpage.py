"""Web pages: the document's text with its tables, nothing of the site around it."""

from __future__ import annotations

import html
import random
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.intake.drafts import METADATA, WHOLE, tree
from tests.intake.test_account import hold, mutated
from ygt_docs.docfiles.archive import UnsafeFileError
from ygt_docs.docfiles.decode import Decoded
from ygt_docs.docfiles.webpage import read_page
from ygt_docs.intake import import_file
from ygt_docs.intake.context import plain
from ygt_docs.intake.importing import recognise
from ygt_docs.project import Project


def page(inside: str) -> Decoded:
    """What is read out of a page with `inside` as its body."""
    source = f"<!DOCTYPE html><html><head><title>站</title></head><body>{inside}</body></html>"
    return read_page(Decoded(source, "UTF-8"))


def kept(inside: str) -> list[str]:
    """The lines that stay, empty ones left out."""
    draft = page(inside)
    gone = {origin for where, _ in draft.dropped for origin in where}
    text = "".join(sign for origin, sign in enumerate(draft.text) if origin not in gone)
    return [line.strip() for line in text.split("\n") if line.strip()]


def html_of(text: str) -> str:
    """A draft of lines as a page: paragraphs, and rows of pipes as a table."""
    out: list[str] = []
    rows: list[str] = []
    for line in [*text.split("\n"), ""]:
        if line.count("|") >= 2:
            typed = line.rstrip().removesuffix("|").split("|")
            cells = "".join(f"<td>{html.escape(cell.strip())}</td>" for cell in typed)
            rows.append(f"<tr>{cells}</tr>")
            continue
        if rows:
            out.append(f"<table>{''.join(rows)}</table>")
            rows = []
        out.append(f"<p>{html.escape(line)}</p>")
    return "\n".join(out)


_LONG = "<p>" + "正文文字，" * 60 + "。</p>"


@pytest.mark.parametrize(
    "inside",
    [
        "<p>甲</p><p>乙</p>",
        "<div>甲<div>乙</div></div>",
        "甲<br>乙",
        "甲<br/>乙<br>",
        "<ul><li>甲<li>乙</ul>",
        "<pre>甲\n乙</pre>",
        "<p>\n 甲\n</p>\n<h1>乙</h1>",
        "<table><tr><td>甲<tr><td>乙</table>",
        "<p>甲<p>乙",
        "<form><p>甲</p></form><center>乙</center>",
    ],
)
def test_blocks_and_breaks_end_a_line(inside: str) -> None:
    """Paragraphs, breaks, list items and other blocks are lines of their own, closed or not."""
    assert kept(inside) == ["甲", "乙"]


def test_inline_tags_do_not_cut_a_line() -> None:
    """Spans, fonts and links leave a paragraph whole; a line end between two Chinese characters is nothing."""
    assert kept("<p>甲<span>乙</span><b>丙</b>&nbsp;<a href='x'>丁</a>\n戊\n己 x\ny</p>") == ["甲乙丙\xa0丁 戊己 x y"]
    assert kept("<p>&lt;甲&gt;&amp;&#20057;</p>") == ["<甲>&乙"]


@pytest.mark.parametrize(
    ("noise", "reason"),
    [
        ("<script>var a = '乙';</script>", "网页的程序、样式和隐藏内容"),
        ("<style>.a{}</style>", "网页的程序、样式和隐藏内容"),
        ("<div style='display: none'>乙</div>", "网页的程序、样式和隐藏内容"),
        ("<p hidden>乙</p>", "网页的程序、样式和隐藏内容"),
        ("<select><option>乙</option></select>", "网页的程序、样式和隐藏内容"),
        ("<nav>乙</nav>", "网页的菜单、分享和页脚"),
        ("<footer>乙</footer>", "网页的菜单、分享和页脚"),
        ("<div class='share-box'>分享到：乙</div>", "网页的菜单、分享和页脚"),
        ("<div id='breadcrumb'>首页 > 乙</div>", "网页的菜单、分享和页脚"),
        ("<div role='navigation'>乙</div>", "网页的菜单、分享和页脚"),
        ("<ul><li><a>一</a><li><a>二</a><li><a>三</a><li><a>四</a></ul>", "网页的菜单、分享和页脚"),
    ],
)
def test_what_is_around_the_text_is_dropped_with_reason_and_line(noise: str, reason: str) -> None:
    """Programs, hidden parts, menus and share buttons are dropped, counted under a reason, and said with their line."""
    inside = f"{_LONG}\n\n{noise}\n<p>丙</p>"
    assert kept(inside)[1:] == ["丙"]
    draft = page(inside)
    assert reason in {str(why) for _, why in draft.dropped}
    result = recognise(draft, "a.html")
    hold(result)
    said = result.context.doubts.problems()
    assert any(
        (item.code == "I226" and "1、3 行" in item.message) or (item.code == "I221" and item.place.line == 3)
        for item in said
    )


def test_a_menu_by_name_that_holds_the_text_stays() -> None:
    """A box whose name sounds like a menu but which holds most of the page is the text."""
    assert kept(f"<div class='main-nav'>{_LONG}</div>")


def test_a_list_with_sentences_stays() -> None:
    """Links inside of sentences are text."""
    assert kept("<div>" + "".join(f"<a>依据{n}</a>" for n in range(9)) + "等文件。</div>" + _LONG)[0].startswith(
        "依据0"
    )


def test_tables_are_rows() -> None:
    """A data table gives rows; merged cells as in Word; a table that arranges the page gives paragraphs."""
    assert kept("<table><tr><th>序号<th>任务<tr><td rowspan=2>1<td>甲<tr><td>乙<tr><td colspan=2>组</table>") == [
        "序号 | 任务 |",
        "1 | 甲 |",
        "〃 | 乙 |",
        "组 | 〈 |",
    ]
    assert kept(f"<table><tr><td>{_LONG}<td>右</table>")[1:] == ["右"]
    assert kept("<table><tr><td><table><tr><td>甲<td>乙<tr><td>丙<td>丁</table></table>") == ["甲 | 乙 |", "丙 | 丁 |"]


def test_ordered_lists_are_numbered() -> None:
    """The numbers that a browser would show are written out, from where they start."""
    nested = "<ol><li>甲<ol><li>乙<ol><li>丙</ol><li>丁</ol><li>戊</ol>"
    assert kept(nested) == ["1.甲", "（1）乙", "①丙", "（2）丁", "2.戊"]
    assert kept("<ol><li>甲<li>乙</ol><ol start=4 type=a><li>丙</ol><ul><li>丁</ul>") == ["1.甲", "2.乙", "d.丙", "丁"]


def test_deleted_text_and_readings_are_listed() -> None:
    """Text that is struck out as deleted, and readings, are dropped; pictures are said."""
    draft = page("<p>甲<del>乙</del><ruby>丙<rt>bǐng</rt></ruby><img src=x></p>")
    assert [str(reason) for _, reason in draft.dropped if str(reason) != "网页的程序、样式和隐藏内容"] == [
        "修订中已删除的文字",
        "注音",
    ]
    assert {"I212", "I224", "I217"} <= {note.code for note in draft.notes}


def test_places_are_lines_of_the_file() -> None:
    """A doubt names the line of the page's source."""
    source = "<html>\n<body>\n\n<p>\n" + html_of(WHOLE) + "\n</body>"
    result = recognise(read_page(Decoded(source, "UTF-8")), "a.html")
    expected = next(number for number, line in enumerate(source.split("\n"), 1) if "及时结算" in line)
    assert expected in [item.place.line for item in result.context.doubts.problems() if item.code == "I349"]


def test_a_page_gives_what_the_text_gives() -> None:
    """The same draft as text and as a web page with a site around it gives the same trees."""
    site = "<div class='nav'>首页 | 政务公开</div>{}<div class='footer'>主办：某办</div><script>x()</script>"
    result = recognise(page(site.format(html_of(METADATA + WHOLE))), "a.html")
    hold(result)
    for name, found in result.files.items():
        assert plain(found) == tree(METADATA + WHOLE, name)


def test_a_deep_page_is_read_or_refused() -> None:
    """Boxes in boxes, never closed, lose no text; those so deep that the parser stops are refused."""
    assert kept("<div>" * 1_000 + "底" + "</div>") == ["底"]
    with pytest.raises(UnsafeFileError):
        page("<div>" * 100_000 + "底")


def test_a_page_is_imported(tmp_path: Path, project: Project) -> None:
    """An .html is imported in the encoding it has; so is a page that is called .txt."""
    source = f"<html><head><meta charset=gb2312></head><body>{html_of(WHOLE)}</body></html>"
    for name in ("a.html", "b.htm", "c.txt"):
        (tmp_path / name).write_bytes(source.encode("gbk"))
        result = import_file(tmp_path / name, name[0], tmp_path / "content", project)
        assert result.account.agrees
        assert (tmp_path / "content" / name[0] / "tasks.yaml").is_file()


def test_mutated_pages_are_read(rng: random.Random, count: Callable[[int, int], int]) -> None:
    """Random changes of a page give neither a traceback nor an account that does not agree."""
    source = page_source()
    for _ in range(count(150, 10_000)):
        draft = read_page(Decoded(mutated(source, rng), "UTF-8"))
        if recognisable(draft):
            hold(recognise(draft, "a.html"))


def page_source() -> str:
    """A page with one of everything."""
    return (
        "<html>\n<head><title>站</title>\n<style>a{}</style></head>\n<body><div class='nav'>首页</div>\n"
        + html_of(METADATA + WHOLE)
        + "<ol>\n<li>甲</li>\n</ol><ruby>乙<rt>yǐ</rt></ruby>\n<script>x</script></body>"
    )


def recognisable(draft: Decoded) -> bool:
    """Whether anything but white space, invisible signs and punctuation stays."""
    gone = {origin for where, _ in draft.dropped for origin in where}
    return any(sign.isalnum() for origin, sign in enumerate(draft.text) if origin not in gone)


_CATALOGUE = (
    "<table><tr><td>索 引 号：</td><td>YX-2026-001</td><td>发布机构：</td><td>青禾县人民政府</td></tr>"
    "<tr><td>名　　称</td><td colspan=3>关于印发方案的通知</td></tr>"
    "<tr><td>文　　号</td><td>青政发〔2026〕7号</td><td>发布日期</td><td>2026年9月2日</td></tr>"
    "<tr><td>主题分类</td><td></td><td>公开属性</td><td>主动公开</td></tr></table>"
)


def test_a_catalogue_table_becomes_disclosure() -> None:
    """The labels of the table at the head of a page, spread or not, are 信息公开; nothing of it is in title or body."""
    result = recognise(page(_CATALOGUE + html_of(WHOLE)), "a.html")
    hold(result)
    notice = plain(result.files["notice.yaml"])
    assert {key: str(value) for key, value in notice["信息公开"].items()} == {
        "索引号": "YX-2026-001",
        "发布机构": "青禾县人民政府",
        "名称": "关于印发方案的通知",
        "文号": "青政发〔2026〕7号",
        "发布日期": "2026-09-02",
        "公开属性": "主动公开",
    }
    for key in ("标题", "正文", "成文日期"):
        assert notice[key] == tree(WHOLE)[key]
    places = page(f"\n\n{_CATALOGUE}").lines
    assert places == (1, *[3] * 7)
    assert "I337" not in [item.code for item in result.context.doubts.problems()]


def test_a_table_whose_head_has_such_words_is_a_table() -> None:
    """A list of documents has the same words in its head; it is no catalogue."""
    rows = "<tr><td>名称<td>文号<td>发布日期<tr><td>甲办法<td>青政发〔2026〕1号<td>2026-09-01"
    assert kept(f"<table>{rows}</table>") == ["名称 | 文号 | 发布日期 |", "甲办法 | 青政发〔2026〕1号 | 2026-09-01 |"]


@pytest.mark.parametrize(
    "frame",
    [
        "<header><h1>青禾县人民政府</h1><a>首页</a></header>{}",
        "<div class='header'>青禾县人民政府门户网站</div>{}",
        "<div id='logo'>青禾在线</div><div class='mbx'>首页 &gt; 公开 &gt; 正文</div>{}",
        "<div class='curpos'>首页 / 公文</div>{}<div class='fenxiang'>分享：微信</div>",
        "{}<div class='tools'>打印本页</div><div id='yqlj'>友情链接</div>",
    ],
)
def test_frames_of_a_site_are_no_part_of_the_document(frame: str) -> None:
    """Banner, logo, breadcrumb, share bar and tools of a site never get into title, organ or body."""
    result = recognise(page(frame.format(html_of(WHOLE))), "a.html")
    hold(result)
    for name, found in result.files.items():
        assert plain(found) == tree(WHOLE, name)


def test_the_head_of_the_article_is_text() -> None:
    """A header that bears the title of the document, or stands in the article, stays."""
    title = "<h1>关于做好秋粮收购的通知</h1>"
    assert kept(f"<header>{title}</header>{_LONG}")[0] == "关于做好秋粮收购的通知"
    assert kept(f"<article><header>秋粮收购公告</header>{_LONG}</article>")[0] == "秋粮收购公告"


@pytest.mark.parametrize(
    ("inside", "lines", "codes"),
    [
        ("<p>100m<sup>2</sup>，CO<sub>2</sub></p>", ["100m²，CO₂"], []),
        ("<p>见注<sup>甲</sup></p>", ["见注甲"], ["I232"]),
        ("<p>于<u>&nbsp;&nbsp;&nbsp;&nbsp;</u>前</p>", ["于＿＿前"], ["I235"]),
        ("<p>见<a href='https://example.cn/a'>原文</a></p>", ["见原文"], ["I228"]),
        ("<p><a href='https://example.cn/a'>example.cn/a</a><a href='#top'>回顶</a></p>", ["example.cn/a回顶"], []),
        ("<ul><li>甲<li>乙</ul>", ["甲", "乙"], ["I230"]),
        ("<p>附件1：<a href='a.docx'>收购表.docx</a></p>", [], ["I242"]),
        ("<p>附件：<a href='a.docx'>收购表</a></p>", ["附件：收购表"], ["I228"]),
        ("<p>留<s>旧</s></p>", ["留旧"], ["I233"]),
        ("<p>图<img src='a.png' alt='流程'></p>", ["图"], ["I217"]),
    ],
)
def test_what_a_page_says_beyond_text_is_kept_or_named(inside: str, lines: list[str], codes: list[str]) -> None:
    """Raised and lowered signs, blanks, links, bullets, struck text and pictures."""
    assert kept(inside) == lines
    assert [note.code for note in page(inside).notes if note.code != "I226"] == codes


def test_what_is_said_once_names_all_lines() -> None:
    """Ten links of a page are one note, with their lines and targets."""
    inside = "\n".join(f"<p>见<a href='https://example.cn/{n}'>附件{n}</a></p>" for n in range(10))
    notes = [note for note in page(inside).notes if note.code == "I228"]
    assert [(note.words["count"], note.words["lines"]) for note in notes] == [(10, "1-10")]
    assert "「附件9」https://example.cn/9" in notes[0].words["found"]
