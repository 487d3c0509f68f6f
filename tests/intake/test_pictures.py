"""Pictures of drafts: stored beside the YAML and named by 图; in cells; those of masthead and sign-off are left out."""

from __future__ import annotations

import base64
import io
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.oxml.ns import qn
from docx.shared import Mm
from PIL import Image

from tests.intake.drafts import HEAD
from ygt_docs.docfiles.decode import Decoded
from ygt_docs.intake import import_file
from ygt_docs.intake.importing import ImportResult, recognise
from ygt_docs.notice import load_content
from ygt_docs.problems import Problems
from ygt_docs.project import Project
from ygt_docs.reading import read_tree

_BEFORE, _AFTER = HEAD.replace("落实。\n", "落实。\n新校址见下图。\n¦\n还有一段。\n").split("¦\n")


def png(colour: str = "red", size: tuple[int, int] = (900, 600)) -> bytes:
    """A picture of one colour."""
    out = io.BytesIO()
    Image.new("RGB", size, colour).save(out, "PNG")
    return out.getvalue()


def add_picture(document: Any, data: bytes, width: float = 90, words: str = "") -> Any:
    """A paragraph of `document` with a picture in its line."""
    paragraph = document.add_paragraph()
    inline = paragraph.add_run().add_picture(io.BytesIO(data), width=Mm(width))
    inline._inline.docPr.set("descr", words)
    return paragraph


def taken(path: Path, content: Path, project: Project) -> tuple[ImportResult, Any]:
    """What came of the draft `path`, and the body of its notice.yaml; it can be read again."""
    result = import_file(path, "x", content, project)
    assert result.account.agrees
    (loaded,) = load_content(content, project, only="x").documents
    assert loaded.document is not None, [str(item) for item in loaded.problems]
    tree: Any = read_tree(content / "x" / "notice.yaml", "notice.yaml", Problems())
    return result, tree["正文"]


def lines(document: Any, text: str) -> None:
    """Add the lines of `text` as paragraphs."""
    for line in text.splitlines():
        document.add_paragraph(line)


def test_a_picture_of_word_is_stored_beside_the_text(tmp_path: Path, project: Project) -> None:
    """Its bytes, its width, its words and its caption come along; what stands around it stays where it was."""
    document = docx.Document()
    lines(document, _BEFORE)
    add_picture(document, png(), words="新校址在县城南部")
    document.add_paragraph("图1　新校址示意")
    lines(document, _AFTER)
    document.save(str(tmp_path / "draft.docx"))
    result, body = taken(tmp_path / "draft.docx", tmp_path / "content", project)
    picture = {"文件": "图1.png", "题": "图1　新校址示意", "宽": "90", "替代文字": "新校址在县城南部"}
    at = body.index({"图": picture})
    assert (str(body[at - 1]).splitlines()[-1], str(body[at + 1]).splitlines()[0]) == ("新校址见下图。", "还有一段。")
    stored = tmp_path / "content" / "x" / "图1.png"
    assert stored in result.files
    assert Image.open(stored).size == (900, 600)
    assert [item.code for item in result.problems if item.code in ("I245", "I217")] == ["I245"]


def test_a_picture_in_a_cell_stays_in_it(tmp_path: Path, project: Project) -> None:
    """The cell names the file, is as high as the picture, and keeps its words."""
    document = docx.Document()
    lines(document, _BEFORE)
    table = document.add_table(rows=2, cols=3)
    for cell, text in zip(table.rows[0].cells, ("姓名", "", "照片"), strict=True):
        cell.text = text
    table.cell(1, 0).text = "单位"
    table.cell(1, 2).paragraphs[0].add_run().add_picture(io.BytesIO(png(size=(250, 350))), width=Mm(25))
    table.cell(1, 2).add_paragraph("近期免冠")
    lines(document, _AFTER)
    document.save(str(tmp_path / "draft.docx"))
    _, body = taken(tmp_path / "draft.docx", tmp_path / "content", project)
    (form,) = [item["表单"] for item in body if isinstance(item, dict)]
    assert form["行"] == [["姓名", "", "照片"], ["单位", "", {"字": "近期免冠", "图": "图1.png", "高": "38"}]]


def test_pictures_of_a_web_page_that_it_holds_itself(tmp_path: Path, project: Project) -> None:
    """A picture in a data: address is taken out, one that lies elsewhere is said, a broken one too."""
    held = base64.b64encode(png()).decode()
    inside = (
        f'<div><img src="data:image/png;base64,{held}" alt="校址图"></div><p>图1　新校址</p>'
        '<p><img src="/uploads/2.png" alt="操场"></p><p><img src="data:image/png;base64,AAAA" alt="坏图"></p>'
    )
    paragraphs = [f"<p>{line}</p>" for line in (*_BEFORE.splitlines(), "¦", *_AFTER.splitlines())]
    page = "".join(paragraphs).replace("<p>¦</p>", inside)
    (tmp_path / "draft.html").write_text(f'<html><meta charset="utf-8"><body>{page}</body></html>', "utf-8")
    result, body = taken(tmp_path / "draft.html", tmp_path / "content", project)
    assert [item for item in body if isinstance(item, dict)] == [
        {"图": {"文件": "图1.png", "题": "图1　新校址", "替代文字": "校址图"}}
    ]
    assert [item.message for item in result.problems if item.code == "I217"] == [
        "这里有图片「操场」，没有导入",
        "这里有图片「坏图」，没有导入",
    ]


def test_a_picture_in_markdown(tmp_path: Path, project: Project) -> None:
    """The same of Markdown."""
    held = base64.b64encode(png()).decode()
    text = f"{_BEFORE}\n![校址图](data:image/png;base64,{held})\n\n{_AFTER}".replace("\n", "\n\n")
    (tmp_path / "draft.md").write_text(text, "utf-8")
    _, body = taken(tmp_path / "draft.md", tmp_path / "content", project)
    assert {"图": {"文件": "图1.png", "替代文字": "校址图"}} in body


@pytest.mark.parametrize("where", ["before the title", "over the date", "behind the text", "cut"])
def test_what_is_no_picture_of_the_text_is_left_out(where: str, tmp_path: Path, project: Project) -> None:
    """Marks, seals, what floats behind the words and what shows a part of its file only: said, and not taken."""
    document = docx.Document()
    if where == "before the title":
        add_picture(document, png())
    lines(document, _BEFORE)
    if where in ("behind the text", "cut"):
        drawing = add_picture(document, png())._p.find(f".//{qn('w:drawing')}")
        if where == "cut":
            fill = drawing.find(f".//{qn('a:blip')}").getparent()
            fill.insert(1, fill.makeelement(qn("a:srcRect"), {"l": "20000"}))
        else:
            drawing[0].tag = qn("wp:anchor")
    after = _AFTER.splitlines()
    date = next(index for index, line in enumerate(after) if line.startswith("2026年") and line.endswith("日"))
    lines(document, "\n".join(after[:date]))
    if where == "over the date":
        add_picture(document, png())
    lines(document, "\n".join(after[date:]))
    document.save(str(tmp_path / "draft.docx"))
    result, body = taken(tmp_path / "draft.docx", tmp_path / "content", project)
    assert "图" not in str(body).replace("新校址见下图", "")
    assert [item.message for item in result.problems if item.code == "I217"] == ["这里有图片，没有导入"]
    assert not list((tmp_path / "content" / "x").glob("*.png"))


def test_among_articles_a_picture_is_said(tmp_path: Path, project: Project) -> None:
    """Where every paragraph belongs to an article no 图 can stand."""
    document = docx.Document()
    lines(document, "云溪县供水办法\n第一条　为加强供水管理，制定本办法。\n第二条　供水区域见下图。")
    add_picture(document, png())
    lines(document, "第三条　本办法自2026年5月1日起施行。")
    document.save(str(tmp_path / "draft.docx"))
    result, body = taken(tmp_path / "draft.docx", tmp_path / "content", project)
    assert "条" in body
    assert "I217" in [item.code for item in result.problems]


def test_signs_that_look_like_marks_are_no_pictures() -> None:
    """A draft that holds the sign of a picture, and no picture, is read as any other."""
    result = recognise(Decoded(_BEFORE + "见￼1￼和￼9￼。\n| ￼2￼ |\n" + _AFTER, "UTF-8"), "草稿.txt")
    assert result.account.agrees
    assert result.pictures == {}


def test_a_kept_folder_gets_the_new_pictures(tmp_path: Path, project: Project) -> None:
    """Imported again with --force, the picture is that of the new draft."""
    for colour in ("red", "blue"):
        document = docx.Document()
        lines(document, _BEFORE)
        add_picture(document, png(colour))
        lines(document, _AFTER)
        document.save(str(tmp_path / f"{colour}.docx"))
    import_file(tmp_path / "red.docx", "x", tmp_path / "content", project)
    import_file(tmp_path / "blue.docx", "x", tmp_path / "content", project, force=True)
    with Image.open(tmp_path / "content" / "x" / "图1.png") as picture:
        assert picture.convert("RGB").getpixel((5, 5)) == (0, 0, 255)
