"""Sheets, pictures and codes on the whole road: in both files, with their words for who cannot see them."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import openpyxl
import pikepdf
import pytest
from lxml import etree
from openpyxl.styles import Border, Side
from PIL import Image, ImageDraw

from ygt_docs import builder
from ygt_docs.building.options import Options
from ygt_docs.project import Project

_DRAWING = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="120mm" height="30mm" viewBox="0 0 600 150">'
    '<rect x="10" y="20" width="180" height="80" fill="none" stroke="black"/>'
    '<text x="100" y="70" font-size="32" text-anchor="middle" font-family="{family}">乡镇申报{more}</text></svg>'
)
_SHAPES = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="60mm" height="20mm" viewBox="0 0 60 20">'
    '<rect x="1" y="1" width="58" height="18" fill="#ddd" stroke="black"/></svg>'
)
_HEAD = """\
# yaml-language-server: $schema=../../schema/notice.schema.json
文种: 通知
发文机关: [云溪县人民政府]
发文字号: {机关代字: 云政文, 年份: 2026, 顺序号: 7}
标题: 云溪县人民政府关于公示学校布局调整方案的通知
主送机关: [各乡镇人民政府]
成文日期: 2026-10-08
正文:
  - 现将有关事项通知如下。
"""
_BLOCKS = """\
  - 图: {文件: 位置图.png, 题: 图1　学校位置示意, 宽: 120, 替代文字: 新校址在县城南部}
  - 图: {文件: 照片.jpg, 题: 图2　校舍现状}
  - 图: {文件: 程序.svg, 题: 图3　公示程序}
  - 图: {文件: 形状.svg, 替代文字: 一个框}
  - 表: {来源: 名单.xlsx, 题: 表1　各乡镇完成情况}
  - 二维码: {内容: "https://www.example.gov.cn/sb", 题: 扫码填报}
  - 请按时完成。
"""
_AROUND = 2 * 40 + 10  # twips: the room around the text, and a border, come on top of what Word calls a row's height
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


class Silent:
    """A progress that says nothing."""

    def __getattr__(self, name: str) -> object:
        return lambda *arguments, **options: None


def photograph(size: tuple[int, int] = (1200, 800)) -> Image.Image:
    """A picture of two colours."""
    image = Image.new("RGB", size, "white")
    ImageDraw.Draw(image).ellipse((100, 50, 600, 500), fill=(90, 140, 200))
    return image


def content(root: Path, project: Project, blocks: str, family: str = "黑体") -> Path:
    """A content folder with one document, whose text holds `blocks`, and the files beside it."""
    folder = root / "content" / "gongshi"
    folder.mkdir(parents=True)
    (root / "content" / "organs.yaml").write_bytes((project.root / "content" / "organs.yaml").read_bytes())
    (folder / "notice.yaml").write_text(_HEAD + blocks, encoding="utf-8")
    photograph().save(folder / "位置图.png")
    photograph().save(folder / "照片.jpg")
    (folder / "程序.svg").write_text(
        _DRAWING.format(family=family, more="\U0003134a" if family.startswith('"') else ""), encoding="utf-8"
    )
    (folder / "形状.svg").write_text(_SHAPES, encoding="utf-8")
    book = openpyxl.Workbook()
    for row in (["乡镇", "任务数", "完成率"], ["云溪镇", 1200, 0.983], ["石桥镇", 80, 1]):
        book.active.append(row)
    for row in (2, 3):
        book.active.cell(row, 2).number_format = "#,##0"
        book.active.cell(row, 3).number_format = "0.0%"
    book.save(folder / "名单.xlsx")
    return root / "content"


def build(root: Path, project: Project, out: str = "out") -> tuple[dict[str, bytes], list[str]]:
    """The finished files by name, and the codes of all that was found but what faces stand in."""
    builder.build(project, Options(root / "content", root / out, None, 1, False), Silent())
    folder = root / out / "gongshi"
    report = json.loads((folder / "report.json").read_text(encoding="utf-8"))
    files = {file.name: file.read_bytes() for file in folder.iterdir() if file.suffix in (".docx", ".pdf")}
    return files, [item["code"] for item in report["problems"] if item["code"] != "F301"]


@pytest.fixture(scope="module")
def made(project: Project, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, bytes], list[str]]:
    """A document with a picture of each kind, built."""
    root = tmp_path_factory.mktemp("beside")
    content(root, project, _BLOCKS)
    files, codes = build(root, project)
    return root, files, codes


def test_a_document_with_pictures_and_a_sheet_is_sound(made: tuple[Path, dict[str, bytes], list[str]]) -> None:
    """Nothing is found in it."""
    _, files, codes = made
    assert codes == []
    assert sorted(files) == ["gongshi.docx", "gongshi.pdf"]


def test_the_same_sources_give_the_same_bytes(made: tuple[Path, dict[str, bytes], list[str]], project: Project) -> None:
    """Drawings and codes as well."""
    root, files, _ = made
    assert build(root, project, "again")[0] == files


def pictures(body: Any) -> Iterator[Any]:
    """The drawings of a document that show a picture; a rule is one that shows none."""
    for drawing in body.iter(f"{_W}drawing"):
        if drawing.find(".//{*}blip") is not None:
            yield drawing


def test_word_has_each_picture_inline_with_its_words(made: tuple[Path, dict[str, bytes], list[str]]) -> None:
    """On a line that is at least as high as the picture, kept with its caption; drawings have 300 dpi."""
    _, files, _ = made
    with zipfile.ZipFile(io.BytesIO(files["gongshi.docx"])) as package:
        body = etree.fromstring(package.read("word/document.xml"))
        media = {name: package.read(name) for name in package.namelist() if name.startswith("word/media/")}
    told: list[str] = []
    for drawing in pictures(body):
        told.append(drawing.find(".//{*}docPr").get("descr"))
        layout = next(drawing.iterancestors(f"{_W}p")).find(f"{_W}pPr")
        height = int(drawing.find(".//{*}extent").get("cy")) / 635
        assert layout.find(f"{_W}spacing").get(f"{_W}lineRule") == "atLeast"
        assert int(layout.find(f"{_W}spacing").get(f"{_W}line")) >= height
    assert told == [
        "新校址在县城南部",
        "图2　校舍现状",
        "图3　公示程序",
        "一个框",
        "二维码：https://www.example.gov.cn/sb",
    ]
    widths = sorted(Image.open(io.BytesIO(data)).width for data in media.values())
    assert 1417 <= widths[-1] <= 1420  # 120 mm at 300 dpi


def figures(data: bytes) -> list[str]:
    """The alternative text of every figure that the PDF tags."""
    found: list[str] = []
    with pikepdf.open(io.BytesIO(data)) as pdf:
        for item in pdf.objects:
            if isinstance(item, pikepdf.Dictionary) and item.get("/S") == "/Figure":
                found.append(str(item["/Alt"]))
    return sorted(found)


def test_the_pdf_tags_each_picture_with_its_words(made: tuple[Path, dict[str, bytes], list[str]]) -> None:
    """A code and a drawing without text are lines; a drawing with text is a bitmap, so its words are no text twice."""
    _, files, _ = made
    alternatives = [
        "新校址在县城南部",
        "图2　校舍现状",
        "图3　公示程序",
        "一个框",
        "二维码：https://www.example.gov.cn/sb",
    ]
    assert figures(files["gongshi.pdf"]) == sorted(alternatives)
    with pikepdf.open(io.BytesIO(files["gongshi.pdf"])) as pdf:
        images = [item for item in pdf.objects if isinstance(item, pikepdf.Stream) and item.get("/Subtype") == "/Image"]
    assert len(images) == 3


def test_a_changed_file_beside_the_yaml_makes_the_document_anew(project: Project, tmp_path: Path) -> None:
    """A sheet and a picture are sources: after a change nothing old is taken for current."""
    content(tmp_path, project, "  - 表: {来源: 名单.xlsx}\n  - 图: {文件: 位置图.png, 题: 图1　位置}\n")
    first, _ = build(tmp_path, project)
    assert build(tmp_path, project)[0] == first
    folder = tmp_path / "content" / "gongshi"
    book = openpyxl.load_workbook(folder / "名单.xlsx")
    book.active["B2"] = 999
    book.save(folder / "名单.xlsx")
    second, _ = build(tmp_path, project)
    assert second["gongshi.pdf"] != first["gongshi.pdf"]
    photograph((1210, 800)).save(folder / "位置图.png")
    assert build(tmp_path, project)[0]["gongshi.docx"] != second["gongshi.docx"]


@pytest.mark.parametrize(
    ("block", "family", "codes"),
    [
        ("图: {文件: 位置图.png, 题: 图1, 宽: 300}", "黑体", ["N591"]),
        ("图: {文件: 小图.png, 题: 图1, 宽: 150}", "黑体", ["N592"]),
        ("图: 位置图.png", "黑体", ["N593"]),
        ("图: {文件: 程序.svg, 题: 图1}", "Arial", ["P111"]),
        ("图: {文件: 假图.png, 题: 图1}", "黑体", ["X205"]),
        ("图: {文件: 程序.svg, 题: 图1}", '" font-style="normal', ["P112"]),
        ("表: {来源: 名单.xlsx, 工作表: 九月}", "黑体", ["X108"]),
        ("表: {来源: 文件夹.xlsx}", "黑体", ["X102"]),
    ],
)
def test_what_is_wrong_is_one_finding(
    block: str, family: str, codes: list[str], project: Project, tmp_path: Path
) -> None:
    """Each mistake once, in a document that is laid out where it can be."""
    folder = content(tmp_path, project, f"  - {block}\n  - 请按时完成。\n", family) / "gongshi"
    photograph((300, 200)).save(folder / "小图.png")
    (folder / "假图.png").write_text("不是图", encoding="utf-8")
    (folder / "文件夹.xlsx").mkdir()
    assert build(tmp_path, project)[1] == codes


def test_a_title_above_the_head_of_a_sheet_is_named(project: Project, tmp_path: Path) -> None:
    """A first row of one cell would be printed as the head."""
    folder = content(tmp_path, project, "  - 表: {来源: 名单.csv}\n  - 请按时完成。\n") / "gongshi"
    (folder / "名单.csv").write_text("各乡镇名单,,\n乡镇,人数,备注\n云溪镇,3,\n", encoding="utf-8")
    assert build(tmp_path, project)[1] == ["N633"]


_IN_CELLS = """\
  - 表: {栏: [姓名, 照片], 行: [[王清和, {图: 照片.jpg}], [李溪, {图: 形状.svg, 高: 40, 字: 示意}]]}
  - 表单:
      行:
        - [姓名, 王清和, 性别, 女, {图: 照片.jpg, 跨行: 3, 高: 45}]
        - [学历, "", 职称, ""]
        - [单位, {字: "", 跨列: 3}]
  - 请按时报送。
"""


def test_pictures_stand_in_cells(project: Project, tmp_path: Path) -> None:
    """Each within its cell in both files, no higher than the cell asks, with the name of its file to be read out."""
    content(tmp_path, project, _IN_CELLS)
    files, codes = build(tmp_path, project)
    assert codes == []
    assert figures(files["gongshi.pdf"]) == sorted(["照片", "形状", "照片"])
    with zipfile.ZipFile(io.BytesIO(files["gongshi.docx"])) as package:
        body = etree.fromstring(package.read("word/document.xml"))
    drawings = list(pictures(body))
    assert [drawing.find(".//{*}docPr").get("descr") for drawing in drawings] == ["照片", "形状", "照片"]
    for drawing in drawings:
        cell = next(drawing.iterancestors(f"{_W}tc"))
        width = int(drawing.find(".//{*}extent").get("cx")) / 635
        assert 400 < width <= int(cell.find(f"{_W}tcPr/{_W}tcW").get(f"{_W}w")) - 160
        assert {drawing[0].get(f"dist{side}") for side in "TBLR"} == {"0"}
    assert int(drawings[1].find(".//{*}extent").get("cy")) < 40 * 36000
    form = body.findall(f".//{_W}tbl")[1]
    heights = [int(height.get(f"{_W}val")) for height in form.iter(f"{_W}trHeight")]
    assert heights == [pytest.approx(15 * 56.7 - _AROUND, abs=1)] * 3
    assert "".join(form.itertext()).count("性别") == 1


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        ("{图: 照片.bmp}", "X204"),
        ("{图: 没有.png}", "X101"),
        ("{图: 小图.png}", "N592"),
    ],
)
def test_a_picture_in_a_cell_that_is_wrong_is_one_finding(
    cell: str, code: str, project: Project, tmp_path: Path
) -> None:
    """Where it was typed; the rest of the table is printed where it can be."""
    folder = content(tmp_path, project, f"  - 表: {{栏: [甲, 乙], 行: [[丙, {cell}]]}}\n  - 完。\n") / "gongshi"
    photograph((120, 80)).save(folder / "小图.png")
    (folder / "照片.bmp").write_bytes(b"BM")
    assert build(tmp_path, project)[1] == [code]


def test_a_form_comes_from_a_sheet(project: Project, tmp_path: Path) -> None:
    """Its merged cells, blanks and heights come along; nothing is found."""
    folder = content(
        tmp_path, project, "  - 请填写下表。\n  - 表单: {来源: 申报表.xlsx, 题: 申报表}\n  - 请按时报送。\n"
    )
    book = openpyxl.Workbook()
    for row in (["学校名称", None, "联系人", None], ["申报理由", None, None, None], ["乡镇意见", None, None, None]):
        book.active.append(row)
    book.active.merge_cells("B2:D2")
    book.active.merge_cells("B3:D3")
    book.active.row_dimensions[2].height = 120
    book.active["D1"].border = Border(right=Side("thin"))
    book.save(folder / "gongshi" / "申报表.xlsx")
    files, codes = build(tmp_path, project)
    assert codes == []
    with zipfile.ZipFile(io.BytesIO(files["gongshi.docx"])) as package:
        body = etree.fromstring(package.read("word/document.xml"))
    rows = body.findall(f".//{_W}tbl/{_W}tr")
    spans = [cell.get(f"{_W}val") for cell in rows[1].iter(f"{_W}gridSpan")]
    heights = [int(height.get(f"{_W}val")) for height in rows[1].iter(f"{_W}trHeight")]
    assert (len(rows), spans) == (3, ["3"])
    assert heights[0] == pytest.approx(2400 - _AROUND, abs=2)


_FORWARDED = """\
格式: 信函
转发件:
  标题: 清源市教育局关于检查校舍的通知
  主送机关: [各县（市、区）教育局]
  正文:
    - 请按下表检查：
    - 表: {栏: [序号, 内容], 行: [[1, 屋面], [2, 电路]]}
  附件: [{名称: 检查要点, 正文: 一、查屋面。}]
  署名: [清源市教育局]
  成文日期: 2026-08-30
"""
_LAST = "  - 表: {栏: [序号, 乡镇], 行: [[1, 云溪镇], [2, 石桥镇], [3, 柳林乡], [4, 东山镇]]}\n"


def test_a_letter_with_a_picture_whose_text_ends_with_a_table_is_sound(tmp_path: Path, project: Project) -> None:
    """Mark, rules and picture have a number each; what follows a table is not measured from the line above it."""
    content(tmp_path, project, "  - 图: {文件: 位置图.png, 宽: 80, 题: 图1　位置}\n" + _LAST + _FORWARDED)
    files, codes = build(tmp_path, project)
    assert codes == []
    with zipfile.ZipFile(io.BytesIO(files["gongshi.docx"])) as package:
        roots = [etree.fromstring(package.read(name)) for name in package.namelist() if name.endswith(".xml")]
    numbers = [item.get("id") for root in roots for item in root.iter("{*}docPr")]
    assert len(numbers) == len(set(numbers)) > 5
