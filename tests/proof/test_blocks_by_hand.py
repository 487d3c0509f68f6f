"""Every kind of block of a built file, removed or moved by hand: the proof of our own files sees each."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

import docx
import pytest

from tests.building.test_beside import content
from tests.building.test_beside_appendices import scan
from tests.proof.corpus import _pdf
from ygt_docs.compose.flow import Block, Flow, Paragraph, Role, Table
from ygt_docs.docfiles.wml import w
from ygt_docs.docfiles.word_text import text_of
from ygt_docs.fonts import Fonts
from ygt_docs.golden.artefacts import make_document
from ygt_docs.project import Project
from ygt_docs.proof import check_docx, check_pdf

_BLOCKS = """\
  - 表:
      题: 表1　各乡镇完成情况
      单位: 处
      栏: [乡镇, {标题: 完成情况, 下级: [任务数, 完成数]}]
      行: [[云溪镇, 12, 11], [石桥镇, 8, 8]]
      合计: 是
      注: 数据截至9月30日。
  - 请填写下表。
  - 表单: {题: 回执, 行: [[姓名, "", 单位, ""], [意见, {字: "", 跨列: 3, 高: 20}]]}
  - 名单如下。
  - 名单: {每行: 4, 组: [{标题: 一等奖（3名）, 姓名: [王清和, 李溪, 欧阳晓云]}]}
  - 图: {文件: 位置图.png, 题: 图1　学校位置示意, 宽: 60}
  - 二维码: {内容: "https://www.example.gov.cn/sb", 题: 扫码填报}
  - 请按时完成。
附件: [{名称: 批复, 附页: [批复.pdf]}]
"""
# What can be taken hold of: the role of a paragraph, or the number of a table.
KINDS: list[Role | int] = [
    Role.TABLE_CAPTION,
    Role.TABLE_UNIT,
    0,
    Role.TABLE_NOTE,
    1,
    Role.NAMES_GROUP,
    Role.NAMES,
    Role.PICTURE,
    Role.PICTURE_CAPTION,
]
_CODES = {"V110", "V111", "V112", "V116", "V202", "V210"}


@pytest.fixture(scope="module")
def made(project: Project, tmp_path_factory: pytest.TempPathFactory) -> tuple[Flow, bytes, bytes]:
    """A document with every kind of block: what it was made from, its Word file and its PDF."""
    root = tmp_path_factory.mktemp("blocks")
    folder = content(root, project, _BLOCKS)
    (folder / "gongshi" / "批复.pdf").write_bytes(scan())
    result = make_document("gongshi", folder, project, root)
    assert result.flow is not None
    word, pdf = (path.read_bytes() for path in (result.own(".docx"), result.own(".pdf")) if path)
    return result.flow, word, pdf


def found(problems: Sequence[Any]) -> set[str]:
    """The codes of what says that a file is not the one that was made."""
    return {item.code for item in problems} & _CODES


def test_nothing_is_found_before(made: tuple[Flow, bytes, bytes], fonts: Fonts) -> None:
    """The files as they were made, the Word file also opened and saved."""
    flow, word, pdf = made
    assert found(check_docx(edited(word, lambda body: None), flow, fonts)) == set()
    assert found(check_pdf(pdf, flow, fonts)) == set()


def edited(word: bytes, change: Callable[[Any], None]) -> bytes:
    """The Word file after `change` was done to its body."""
    document = docx.Document(io.BytesIO(word))
    change(document.element.body)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def taken(flow: Flow, kind: Role | int) -> Block:
    """The block of `kind` that stands first in the text."""
    blocks = flow.sections[0].blocks
    if isinstance(kind, int):
        return [block for block in blocks if isinstance(block, Table)][kind]
    return next(block for block in blocks if isinstance(block, Paragraph) and block.role is kind)


def element_of(body: Any, flow: Flow, kind: Role | int) -> Any:
    """The paragraph or table of the Word file that was made from it."""
    if isinstance(kind, int):
        return body.findall(w("tbl"))[kind]
    block = taken(flow, kind)
    for paragraph in body.findall(w("p")):
        drawn = paragraph.find(".//{*}blip") is not None
        if drawn if kind is Role.PICTURE else text_of(paragraph) == block.text:
            return paragraph
    raise AssertionError(kind)


@pytest.mark.parametrize("kind", KINDS, ids=str)
def test_a_block_removed_or_moved_in_word_is_seen(
    kind: Role | int, made: tuple[Flow, bytes, bytes], fonts: Fonts
) -> None:
    """Deleted; and cut and pasted behind the last line of the text: each is one finding."""
    flow, word, _ = made

    def removed(body: Any) -> None:
        body.remove(element_of(body, flow, kind))

    def moved(body: Any) -> None:
        last = next(item for item in body.findall(w("p")) if text_of(item) == "请按时完成。")
        last.addnext(element_of(body, flow, kind))

    wanted = {"V116"} if kind is Role.PICTURE else {"V110"}
    for change in (removed, moved):
        assert found(check_docx(edited(word, change), flow, fonts)) == wanted


def test_a_page_of_an_appendix_removed_or_exchanged_is_seen(made: tuple[Flow, bytes, bytes], fonts: Fonts) -> None:
    """The pages of a scan have no text of their own, and are told apart by what is read in their place."""
    flow, word, _ = made

    def pages(body: Any) -> list[Any]:
        return [item for item in body.findall(w("p")) if item.find(".//{*}blip") is not None][-2:]

    def removed(body: Any) -> None:
        body.remove(pages(body)[-1])

    def exchanged(body: Any) -> None:
        first, second = pages(body)
        second.addnext(first)

    for change in (removed, exchanged):
        assert found(check_docx(edited(word, change), flow, fonts)) == {"V116"}


def without(flow: Flow, block: Block) -> Flow:
    """What a PDF without `block` is made from."""
    first, *others = flow.sections
    left = tuple(item for item in first.blocks if item is not block)
    return replace(flow, sections=(replace(first, blocks=left), *others))


def behind_text(flow: Flow, block: Block) -> Flow:
    """What a PDF is made from that has `block` behind the last line of the text."""
    first, *others = without(flow, block).sections
    blocks: list[Block] = []
    for item in first.blocks:
        blocks.append(item)
        if isinstance(item, Paragraph) and item.text == "请按时完成。":
            blocks.append(block)
    return replace(flow, sections=(replace(first, blocks=tuple(blocks)), *others))


def test_a_block_removed_or_moved_in_a_pdf_is_seen(
    made: tuple[Flow, bytes, bytes],
    fonts: Fonts,
    project: Project,
    count: Callable[[int, int], int],
) -> None:
    """The same of a PDF that was made from less, or in another order."""
    flow, _, _ = made
    kinds = sorted(KINDS, key=lambda kind: kind is not Role.PICTURE)  # the picture is the one that has no text
    for kind in kinds[: count(2, len(kinds))]:
        block = taken(flow, kind)
        for changed in (without(flow, block), behind_text(flow, block)):
            data = _pdf(changed, fonts, project)
            wanted = {"V210"} if kind is Role.PICTURE else {"V202"}
            assert found(check_pdf(data, flow, fonts)) == wanted, kind
