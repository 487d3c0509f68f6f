"""YAML that is typed in another shape: line ends, marks, quotes, block text and brackets stay as they are."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.updating.edits import Edit, added, both, edited, gone, replaced, texts, titled
from ygt_docs.problems import UserError
from ygt_docs.project import Project
from ygt_docs.reading.source import like_before, plain_lines
from ygt_docs.updating import prepare_update

LETTER = "yunxi-2026-letter"
TRAINING = "yunxi-2026-training"
TITLE = "云溪县卫生健康局关于商请调剂医共体信息系统机房用房的函"
COPIES = "[县财政局, 县数据局]            # 信函的版记不印 印发机关 和 印发日期"
MORE = replaced("县数据局。", "县数据局，县审计局。")
FEWER = replaced("县财政局，", "")
SENTENCE = both(replaced("面积约72平方米", "面积约70平方米"), added("妥否，请于", "特此函达。"))
RETITLED = titled("关于商请调剂", "云溪县卫生健康局", "关于商请调剂医共体信息平台机房用房的函")
BROKEN = titled("关于商请调剂", "云溪县卫生健康局关于", "商请调剂医共体信息系统机房用房的函")

Shape = Callable[[bytes], bytes]


def typed(old: str, new: str) -> Shape:
    """The file with `new` typed instead of `old`."""

    def shape(data: bytes) -> bytes:
        assert data.count(old.encode()) == 1, old
        return data.replace(old.encode(), new.encode())

    return shape


def same(data: bytes) -> bytes:
    """As it is."""
    return data


def mixed(data: bytes) -> bytes:
    """Every second line ends as Windows ends it."""
    lines = data.split(b"\n")
    return b"".join(line + (b"\r\n" if number % 2 else b"\n") for number, line in enumerate(lines[:-1]))


FILES: dict[str, Shape] = {
    "windows": lambda data: data.replace(b"\n", b"\r\n"),
    "old mac": lambda data: data.replace(b"\n", b"\r"),
    "mark": lambda data: b"\xef\xbb\xbf" + data,
    "windows and mark": lambda data: b"\xef\xbb\xbf" + data.replace(b"\n", b"\r\n"),
    "mixed": mixed,
    "no end": lambda data: data.rstrip(b"\n"),
    "|-": typed("正文: |\n", "正文: |-\n"),
    "|+": typed("正文: |\n", "正文: |+\n"),
    "comment": typed("正文: |\n", "正文: |   # 三段\n"),
    "blank lines": typed("\n  妥否，请于7月10日前函复。\n", "\n\n  妥否，请于7月10日前函复。   \n\n\n"),
}


@pytest.mark.parametrize("name", FILES)
def test_a_body_keeps_its_shape(name: str, project: Project, tmp_path: Path) -> None:
    """A sentence and a paragraph more: those two lines differ, every other line is the same to its last byte."""
    content, path = edited(LETTER, SENTENCE, tmp_path, project)
    notice = content / LETTER / "notice.yaml"
    before = FILES[name](notice.read_bytes())
    notice.write_bytes(before)
    update = prepare_update(path, LETTER, content, project)
    update.write(update.changes)
    end = {"windows": "\r\n", "windows and mark": "\r\n", "old mac": "\r"}.get(name, "\n")
    asked = re.search("  妥否，请于7月10日前函复。(?: *)(?:\r\n|\r|\n)".encode(), before)
    assert asked is not None
    wanted = before.replace("72平方米".encode(), "70平方米".encode()).replace(
        asked[0], asked[0] + f"  特此函达。{end}".encode()
    )
    result = notice.read_bytes()
    if name == "mixed":  # which of the two ends the new line has there is nobody's business
        result, wanted = (re.sub("  特此函达。\r?\n".encode(), b"", data) for data in (result, wanted))
    assert "特此函达".encode() in notice.read_bytes()
    assert result == wanted
    assert prepare_update(path, LETTER, content, project).changes == []


VALUES: dict[str, tuple[Edit, Shape, Shape]] = {
    "double quotes": (
        RETITLED,
        typed(f"标题: {TITLE}", f'标题: "{TITLE}"  # 题'),
        typed("系统机房用房的函", "平台机房用房的函"),
    ),
    "single quotes": (
        RETITLED,
        typed(f"标题: {TITLE}", f"标题: '{TITLE}'"),
        typed("系统机房用房的函", "平台机房用房的函"),
    ),
    "plain to lines": (
        BROKEN,
        typed(f"标题: {TITLE}", f'标题: "{TITLE}"  # 题'),
        typed(
            f'标题: "{TITLE}"  # 题', "标题:  # 题\n  - 云溪县卫生健康局关于\n  - 商请调剂医共体信息系统机房用房的函"
        ),
    ),
    "typed lines": (
        BROKEN,
        typed(f"标题: {TITLE}", "标题: |-\n  云溪县卫生健康局\n  关于商请调剂医共体信息系统机房用房的函"),
        typed("局\n  关于", "局关于\n  "),
    ),
    "listed lines": (
        BROKEN,
        typed(f"标题: {TITLE}", "标题:\n  - 云溪县卫生健康局  # 谁\n  - '关于商请调剂医共体信息系统机房用房的函'"),
        typed("局  # 谁\n  - '关于", "局关于  # 谁\n  - '"),
    ),
    "brackets": (MORE, same, typed("县数据局]", "县数据局, 县审计局]")),
    "brackets, tight": (
        MORE,
        typed("[县财政局, 县数据局]", "[县财政局,县数据局]"),
        typed("县数据局]", "县数据局,县审计局]"),
    ),
    "brackets, quoted": (FEWER, typed("[县财政局, 县数据局]", "['县财政局', \"县数据局\"]"), typed("'县财政局', ", "")),
    "brackets, two lines": (
        MORE,
        typed("[县财政局, 县数据局]", "[县财政局,   # 一\n         县数据局]"),
        typed("县数据局]", "县数据局, 县审计局]"),
    ),
    "brackets, last goes": (
        replaced("，县数据局。", "。"),
        typed("[县财政局, 县数据局]", "[县财政局,   # 一\n         县数据局  # 二\n  ]"),
        typed("县数据局  # 二", "  # 二"),
    ),
    "dashes": (
        MORE,
        typed(COPIES, "\n    - 县财政局  # 一\n    # 二\n    - 县数据局"),
        typed("    - 县数据局", "    - 县数据局\n    - 县审计局"),
    ),
    "dashes, first goes": (
        FEWER,
        typed(COPIES, "\n    # 一\n    - 县财政局\n    # 二\n    - 县数据局"),
        typed("    # 一\n    - 县财政局\n", ""),
    ),
    "one line": (MORE, typed(COPIES, "县财政局，县数据局  # 两家"), typed("，县数据局  #", "，县数据局，县审计局  #")),
    "a line each": (
        MORE,
        typed(COPIES, "|\n    县财政局\n    县数据局"),
        typed("    县数据局", "    县数据局\n    县审计局"),
    ),
    "date in quotes": (
        replaced("6月24日", "6月25日"),
        typed("2026-06-24", "'2026-06-24'  # 日"),
        typed("06-24", "06-25"),
    ),
    "date in words": (
        replaced("6月24日", "6月25日"),
        typed("2026-06-24", "2026年6月24日"),
        typed("年6月24日", "年6月25日"),
    ),
    "braces, two lines": (
        replaced("周云", "林云"),
        typed("{联系人: 周云, ", "{联系人: 周云,  # 谁\n  "),
        typed("周云", "林云"),
    ),
    "braces, entry goes": (
        gone("联系电话"),
        typed("{联系人: 周云, ", "{联系人: 周云,  # 谁\n  "),
        typed('  电话: "8000020"', "  "),
    ),
}


@pytest.mark.parametrize("name", VALUES)
def test_a_value_keeps_its_shape(name: str, project: Project, tmp_path: Path) -> None:
    """Quotes, brackets, comments and line ends inside of them stay; only what the edit says is other."""
    edit, shape, wanted = VALUES[name]
    content, path = edited(LETTER, edit, tmp_path, project)
    notice = content / LETTER / "notice.yaml"
    notice.write_bytes(shape(notice.read_bytes()))
    before = notice.read_bytes()
    update = prepare_update(path, LETTER, content, project)
    assert [str(item) for item in update.problems] == []
    update.write(update.changes)
    assert notice.read_bytes().decode() == wanted(before).decode()
    assert prepare_update(path, LETTER, content, project).changes == []


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("正文: |\n", "正文: >\n", "Y118"),
        ("正文: |\n", "正文: |2\n", "Y117"),
        (f"标题: {TITLE}", f"标题: >-\n  {TITLE}", "Y118"),
    ],
)
def test_a_shape_that_is_no_content_is_refused(old: str, new: str, code: str, project: Project, tmp_path: Path) -> None:
    """Folded text and marks with a number are an error of the YAML: it is named with its line, nothing is written."""
    content, path = edited(LETTER, SENTENCE, tmp_path, project)
    notice = content / LETTER / "notice.yaml"
    notice.write_bytes(typed(old, new)(notice.read_bytes()))
    before = texts(content / LETTER)
    with pytest.raises(UserError) as caught:
        prepare_update(path, LETTER, content, project)
    assert [item.code for item in caught.value.problems] == ["U103", code]
    assert f"--content {content}" in str(next(iter(caught.value.problems)))
    assert texts(content / LETTER) == before


@pytest.mark.parametrize(
    "data",
    [
        b"a\r\nb\nc\r\n",
        b"a\nb",
        b"a\rb\rc\r",
        b"\xef\xbb\xbfa\r\nb\r\n",
        b"a\n\nb\n\n",
        b"a",
        b"a\r\nb\r\n\r\n",
        b"\n",
        b"a\r\n\nb\r",
    ],
)
def test_line_ends_come_back(data: bytes) -> None:
    """A text that nobody changed is the file to its last byte; a changed line leaves the others alone."""
    assert like_before(plain_lines(data), data) == data
    assert like_before(plain_lines(data).replace("b", "b2"), data) == data.replace(b"b", b"b2")


def test_a_comment_behind_a_value_stays_one(project: Project, tmp_path: Path) -> None:
    """A value of one line that gets a second paragraph becomes block text: the comment must not become text."""
    name = "yunxi-2026-order"
    content, path = edited(name, added("现予公布", "旧办法同时废止。"), tmp_path, project)
    notice = content / name / "notice.yaml"
    notice.write_bytes(re.sub("正文: \\|\n  (.*)\n".encode(), "正文: \\1  # 一段\n".encode(), notice.read_bytes()))
    update = prepare_update(path, name, content, project)
    assert [str(item) for item in update.problems] == []
    update.write(update.changes)
    assert "正文: |  # 一段\n  《云溪县" in notice.read_text(encoding="utf-8")
    assert prepare_update(path, name, content, project).changes == []


_TEXT = re.compile(r"(?<=\n)正文: \|\n((?:  .*\n)+)")


def _as_list(form: str) -> Shape:
    """The body as the list `form`: {0} to {3} are its paragraphs."""

    def shape(data: bytes) -> bytes:
        text = data.decode()
        match = _TEXT.search(text)
        assert match is not None
        lines = [line.strip() for line in match[1].splitlines()]
        return (text[: match.start()] + "正文:\n" + form.format(*lines) + text[match.end() :]).encode()

    return shape


_AIRY = "  - 段: {0}  # 起因\n  # 请求\n  - |\n    {1}\n\n    {2}   \n  - {3}\n"
_BRACES = '  - {{段: "{0}"}}\n  - "{1}"\n  - {2}\n  - {{段: "{3}"}}  # 结尾\n'

LISTS: dict[str, tuple[Edit, Shape, Shape]] = {
    "item changed, item added": (
        SENTENCE,
        _as_list(_AIRY),
        lambda data: typed("  - 妥否，请于7月10日前函复。\n", "  - 妥否，请于7月10日前函复。\n  - 特此函达。\n")(
            typed("72平方米", "70平方米")(data)
        ),
    ),
    "into block text": (
        added("机房改造计划于", "施工期间不停电。"),
        _as_list(_AIRY),
        typed("正常办公。   \n", "正常办公。   \n\n    施工期间不停电。\n"),
    ),
    "plain paragraph changed": (
        replaced("机房1间", "机房2间"),
        _as_list(_BRACES),
        typed("机房1间", "机房2间"),
    ),
    "last item goes": (
        gone("妥否，请于"),
        _as_list(_BRACES),
        typed('  - {段: "妥否，请于7月10日前函复。"}  # 结尾\n', ""),
    ),
    "line of an item goes": (
        gone("机房改造计划于"),
        _as_list(_AIRY),
        lambda data: re.sub("\n\n    机房改造计划.*\n".encode(), b"\n", data),
    ),
    "first item goes": (
        gone("按照全县紧密型"),
        _as_list(_AIRY),
        lambda data: re.sub("  - 段: .*\n".encode(), b"", data),
    ),
}


@pytest.mark.parametrize("name", LISTS)
def test_an_edit_comes_back_into_its_item(name: str, project: Project, tmp_path: Path) -> None:
    """A paragraph that stands in a list of texts is changed in its item; the others are the same to the last byte."""
    edit, shape, wanted = LISTS[name]
    content, path = edited(LETTER, edit, tmp_path, project)
    notice = content / LETTER / "notice.yaml"
    before = shape(notice.read_bytes())
    notice.write_bytes(before)
    update = prepare_update(path, LETTER, content, project)
    assert [item.code for item in update.problems if item.code != "U307"] == []
    update.write(update.changes)
    assert notice.read_bytes().decode() == wanted(before).decode()
    assert prepare_update(path, LETTER, content, project).changes == []


def _in_one_item(data: bytes) -> bytes:
    """The body as a list of one item of block text."""
    text = data.decode()
    match = re.search(r"\n正文: \|.*\n((?:  .*\n)+)", text)
    assert match is not None
    lines = "".join(f"  {line}\n" for line in match[1].splitlines())
    return (text[: match.start()] + "\n正文:\n  - |\n" + lines + text[match.end() :]).encode()


@pytest.mark.parametrize("shape", [same, _in_one_item])
def test_a_sentence_among_headings_comes_back_as_a_plain_paragraph(
    shape: Shape, project: Project, tmp_path: Path
) -> None:
    """A numbered sentence that is typed behind headings leaves them headings: it becomes an item that is none."""
    content, path = edited(TRAINING, added("培训不收取费用", "四、本通知自印发之日起施行。"), tmp_path, project)
    notice = content / TRAINING / "notice.yaml"
    notice.write_bytes(shape(notice.read_bytes()))
    behind = notice.read_text(encoding="utf-8").partition("\n附件:")[2]
    update = prepare_update(path, TRAINING, content, project)
    update.write(update.changes)
    body, _, rest = notice.read_text(encoding="utf-8").partition("\n附件:")
    assert body.endswith("  - 段: 四、本通知自印发之日起施行。\n")
    assert "  三、其他事项\n" in body if shape is _in_one_item else "  - 三、其他事项\n" in body
    assert rest == behind
    assert prepare_update(path, TRAINING, content, project).changes == []


def test_a_list_in_a_file_of_its_own_keeps_its_first_line(project: Project, tmp_path: Path) -> None:
    """The first item of a body file goes, and with it its comment, not the line that names the schema."""
    content, path = edited(LETTER, gone("按照全县紧密型"), tmp_path, project)
    notice, plan = content / LETTER / "notice.yaml", content / LETTER / "plan.yaml"
    text = _as_list(_AIRY)(notice.read_bytes()).decode()
    start, end = text.index("正文:\n"), text.index("\n联系:")
    header = "# yaml-language-server: $schema=../../schema/plan.schema.json\n"
    items = re.sub("(?m)^  ", "", text[start + len("正文:\n") : end])
    notice.write_text(text[:start] + "正文: plan.yaml\n" + text[end:], encoding="utf-8")
    plan.write_text(header + "# 四段\n" + items, encoding="utf-8")
    update = prepare_update(path, LETTER, content, project)
    update.write(update.changes)
    assert plan.read_text(encoding="utf-8") == header + items[items.index("# 请求") :]
