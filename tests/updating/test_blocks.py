"""Edits of tables, forms and what stands around them, as somebody makes them in Word, come back into the YAML."""

from __future__ import annotations

import copy
from pathlib import Path
from typing import Any

import docx
import openpyxl
import pytest
from docx.table import _Cell, _Row

from tests.examples import made
from tests.updating.edits import Edit, added, difference, found, gone, prepared, replaced, say
from ygt_docs.project import Project
from ygt_docs.updating import prepare_update

FLOOD = "yunxi-2026-flood-meeting"
RENOVATION = "yunxi-2026-renovation"
AWARD = "yunxi-2026-award"


def boxed(old: str, new: str) -> Edit:
    """An edit that changes words of the first cell of any table that has them."""

    def edit(document: Any) -> None:
        for table in document.tables:
            for paragraph in table._tbl.iter("{*}p"):
                if old in "".join(node.text or "" for node in paragraph.iter("{*}t")):
                    said = docx.text.paragraph.Paragraph(paragraph, table)
                    say(said, said.text.replace(old, new))
                    return
        raise AssertionError(old)

    return edit


def row_with(document: Any, text: str) -> Any:
    """The row whose cells hold `text`."""
    for table in document.tables:
        for row in table._tbl.iter("{*}tr"):
            if text in "".join(node.text or "" for node in row.iter("{*}t")):
                return row
    raise AssertionError(text)


def with_text(old: str, new: str) -> Edit:
    """An edit that types other characters into a paragraph with tabs, which stay."""

    def edit(document: Any) -> None:
        paragraph = found(document, old.strip())
        assert old in paragraph.text
        say(paragraph, paragraph.text.replace(old, new))

    return edit


def all_of(*edits: Edit) -> Edit:
    """One edit after the other."""

    def edit(document: Any) -> None:
        for one in edits:
            one(document)

    return edit


def without_row(text: str) -> Edit:
    """An edit that deletes a row."""

    def edit(document: Any) -> None:
        row = row_with(document, text)
        row.getparent().remove(row)

    return edit


def with_row(after: str, *texts: str) -> Edit:
    """An edit that puts a row with `texts` behind another one."""

    def edit(document: Any) -> None:
        before = row_with(document, after)
        element = copy.deepcopy(before)
        before.addnext(element)
        row = _Row(element, None)  # type: ignore[arg-type]
        for cell, text in zip(element.iter("{*}tc"), texts, strict=True):
            own = _Cell(cell, row).paragraphs[0]  # type: ignore[arg-type]
            if own.runs:
                say(own, text)
            else:
                own.add_run(text)

    return edit


def without_column(title: str) -> Edit:
    """An edit that deletes the column under a heading."""

    def edit(document: Any) -> None:
        row = row_with(document, title)
        number = next(place for place, cell in enumerate(row.iter("{*}tc")) if title in "".join(cell.itertext()))
        for other in row.getparent().iter("{*}tr"):
            cell = list(other.iter("{*}tc"))[number]
            cell.getparent().remove(cell)

    return edit


def with_column(after: str, *texts: str) -> Edit:
    """An edit that puts a column with `texts` behind another one."""

    def edit(document: Any) -> None:
        row = row_with(document, after)
        number = next(place for place, cell in enumerate(row.iter("{*}tc")) if after in "".join(cell.itertext()))
        for other, text in zip(row.getparent().iter("{*}tr"), texts, strict=True):
            cell = list(other.iter("{*}tc"))[number]
            element = copy.deepcopy(cell)
            cell.addnext(element)
            paragraph = _Cell(element, None).paragraphs[0]  # type: ignore[arg-type]
            if paragraph.runs:
                say(paragraph, text)
            else:
                paragraph.add_run(text)

    return edit


# The document, the edit, and the lines of its YAML that it takes away and brings.
EDITS: dict[str, tuple[str, Edit, list[str], list[str]]] = {
    "cell": (
        RENOVATION,
        boxed("含集镇片区", "含集镇两个片区"),
        ["        - [3, 石桥镇, 3, 380, 2, 0, 96.00, 含集镇片区]"],
        ["        - [3, 石桥镇, 3, 380, 2, 0, 96.00, 含集镇两个片区]"],
    ),
    "blank cell": (
        RENOVATION,
        boxed("正在招标", "6月招标"),
        ["        - [4, 柳林乡, 1, 120, 0, 0, 0, 正在招标]"],
        ["        - [4, 柳林乡, 1, 120, 0, 0, 0, 6月招标]"],
    ),
    "cell of an appendix": (
        RENOVATION,
        boxed("已完工45%", "已完工55%"),
        [
            "        - [3, 东山一村, 东山街道, 1993, 6, 164, 加装电梯、路面修复, 青山建设集团有限公司, "
            "2026年4月2日, 2026年10月31日, 已完工45%]"
        ],
        [
            "        - [3, 东山一村, 东山街道, 1993, 6, 164, 加装电梯、路面修复, 青山建设集团有限公司, "
            "2026年4月2日, 2026年10月31日, 已完工55%]"
        ],
    ),
    "heading": (
        RENOVATION,
        boxed("街道（乡镇）", "街道、乡镇"),
        ["        - 街道（乡镇）"],
        ["        - 街道、乡镇"],
    ),
    "heading above others": (
        RENOVATION,
        boxed("年度计划", "全年计划"),
        ["        - {标题: 年度计划, 下级: [小区数, 户数]}"],
        ["        - {标题: 全年计划, 下级: [小区数, 户数]}"],
    ),
    "heading below another": (
        RENOVATION,
        boxed("完成投资", "已完成投资"),
        ["        - {标题: 完成情况, 下级: [已开工, 已完工, 完成投资]}"],
        ["        - {标题: 完成情况, 下级: [已开工, 已完工, 已完成投资]}"],
    ),
    "caption": (
        RENOVATION,
        replaced("表1　老旧小区改造进展情况", "表1　上半年老旧小区改造进展情况"),
        ["      题: 表1　老旧小区改造进展情况"],
        ["      题: 表1　上半年老旧小区改造进展情况"],
    ),
    "unit": (
        RENOVATION,
        replaced("个、户、万元", "个、户、亿元"),
        ["      单位: 个、户、万元"],
        ["      单位: 个、户、亿元"],
    ),
    "note": (
        RENOVATION,
        replaced("数据截至2026年6月30日", "数据截至2026年7月5日"),
        ["      注: 数据截至2026年6月30日。"],
        ["      注: 数据截至2026年7月5日。"],
    ),
    "note gone": (RENOVATION, gone("数据截至2026年6月30日"), ["      注: 数据截至2026年6月30日。"], []),
    "unit gone": (RENOVATION, gone("单位：个、户、万元"), ["      单位: 个、户、万元"], []),
    "row gone": (
        RENOVATION,
        without_row("粮食局家属院"),
        [
            "        - [2, 粮食局家属院, 云溪街道, 1989, 3, 78, 供水管网、屋面防水, 云溪县鼎新建设公司, "
            "2026年3月18日, 2026年7月31日, 已完工]"
        ],
        [],
    ),
    "row added": (
        FLOOD,
        with_row("签订责任书", "4月23日", "上午11时", "总结讲话", "周知远"),
        [],
        ["        - [4月23日, 上午11时, 总结讲话, 周知远]"],
    ),
    "row of a schedule": (
        FLOOD,
        boxed("石桥镇、柳林乡作交流发言", "石桥镇、东山街道作交流发言"),
        ["        - [〃, 上午10时, 石桥镇、柳林乡作交流发言, 〃]                 # 〃：与上一格合并"],
        ["        - [〃, 上午10时, 石桥镇、东山街道作交流发言, 〃]                 # 〃：与上一格合并"],
    ),
    "text beside a table": (
        FLOOD,
        replaced("会期一天半", "会期两天"),
        ["    2026年4月22日至23日，会期一天半，地点在县政府二楼会议室。"],
        ["    2026年4月22日至23日，会期两天，地点在县政府二楼会议室。"],
    ),
    "paragraph behind a table": (
        FLOOD,
        added("因故不能参加的", "会议不收费用。"),
        [],
        ["    会议不收费用。"],
    ),
    "name": (
        AWARD,
        with_text("周知行", "周知远"),
        ["          姓名: [周知行, 孙敏, 吴远山, 郑溪桥, 冯雨, 何松, 许青禾]"],
        ["          姓名: [周知远, 孙敏, 吴远山, 郑溪桥, 冯雨, 何松, 许青禾]"],
    ),
    "name that was spread": (
        AWARD,
        with_text("孙　敏", "孙敏敏"),
        ["          姓名: [周知行, 孙敏, 吴远山, 郑溪桥, 冯雨, 何松, 许青禾]"],
        ["          姓名: [周知行, 孙敏敏, 吴远山, 郑溪桥, 冯雨, 何松, 许青禾]"],
    ),
    "heading of names": (
        AWARD,
        with_text("一等奖", "特等奖"),
        ["        - 标题: 一等奖（4名）          # 写了人数的，与姓名的个数核对"],
        ["        - 标题: 特等奖（4名）          # 写了人数的，与姓名的个数核对"],
    ),
    "label of a form": (
        FLOOD,
        boxed("车牌号", "车辆号牌"),
        ['        - [是否住宿, {字: □是　□否, 跨列: 2}, 车牌号, {字: "", 跨列: 2}]'],
        ['        - [是否住宿, {字: □是　□否, 跨列: 2}, 车辆号牌, {字: "", 跨列: 2}]'],
    ),
    "note of a form": (
        FLOOD,
        replaced("联系电话8000033", "联系电话8000034"),
        ["      注: [请于4月17日下班前报送，联系电话8000033。]"],
        ["      注: [请于4月17日下班前报送，联系电话8000034。]"],
    ),
    "column gone": (
        FLOOD,
        without_column("主持人"),
        [
            "      栏: [日期, 时间, 内容, 主持人]",
            "        - [4月22日, 上午9时, 通报去年以来水利工程维修养护情况, 李明溪]",
            "        - [〃, 上午10时, 石桥镇、柳林乡作交流发言, 〃]                 # 〃：与上一格合并",
            "        - [〃, 下午2时, 实地查看云溪河堤防和青山水库, 周知远]",
            "        - [4月23日, 上午9时, 安排防汛抗旱工作，签订责任书, 李明溪]",
        ],
        [
            "      栏: [日期, 时间, 内容]",
            "        - [4月22日, 上午9时, 通报去年以来水利工程维修养护情况]",
            "        - [〃, 上午10时, 石桥镇、柳林乡作交流发言]                 # 〃：与上一格合并",
            "        - [〃, 下午2时, 实地查看云溪河堤防和青山水库]",
            "        - [4月23日, 上午9时, 安排防汛抗旱工作，签订责任书]",
        ],
    ),
}
EDITS["column added"] = (
    FLOOD,
    with_column("时间", "地点", "二楼会议室", "三楼会议室", "云溪河", "一楼会议室"),
    EDITS["column gone"][2],
    [
        "      栏: [日期, 时间, 地点, 内容, 主持人]",
        "        - [4月22日, 上午9时, 二楼会议室, 通报去年以来水利工程维修养护情况, 李明溪]",
        "        - [〃, 上午10时, 三楼会议室, 石桥镇、柳林乡作交流发言, 〃]                 # 〃：与上一格合并",
        "        - [〃, 下午2时, 云溪河, 实地查看云溪河堤防和青山水库, 周知远]",
        "        - [4月23日, 上午9时, 一楼会议室, 安排防汛抗旱工作，签订责任书, 李明溪]",
    ],
)


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Every edit in a soak, every second one otherwise."""
    if "edit" in metafunc.fixturenames:
        names = list(EDITS)
        metafunc.parametrize("edit", names if metafunc.config.getoption("--soak") else names[::2])


def test_an_edit_comes_back(edit: str, project: Project, tmp_path: Path) -> None:
    """One edit is one change, and only the lines of what was edited differ afterwards."""
    document, typed, went, came = EDITS[edit]
    update, content, _ = prepared(document, typed, tmp_path, project)
    assert [item.code for item in update.problems if item.severity != "提示"] == []
    assert len(update.changes) == 1, [str(change) for change in update.changes]
    update.write(update.changes)
    assert difference(project.root / "content" / document, content / document) == (went, came)


def test_there_are_twenty() -> None:
    """Cells, rows, columns, captions, names: twenty ways and more."""
    assert len(EDITS) >= 20


_WITH_TOTAL = """文种: 通知
发文机关: [云溪县人民政府办公室]
标题: 云溪县人民政府办公室关于下达2026年农村供水任务的通知
主送机关: [各乡镇人民政府]
正文:
  导语: 现将有关任务下达给你们。
  章节:
    - 标题: 任务安排
      下级:
        - 标题: 任务分工
          正文:
            - 各地任务如下：
            - 表:
                栏: [乡镇, 村, 任务数]
                行:
                  - [云溪镇, 石桥村, 12]
                  - [〃, 柳林村, 8]
                  - [东山镇, 〈, 5]
                合计: 是
            - 按时完成。
成文日期: 2026-05-11
"""


@pytest.mark.parametrize(
    ("change", "old", "new", "said"),
    [
        (boxed("12", "14"), "石桥村, 12]", "石桥村, 14]", ""),
        (all_of(boxed("12", "14"), boxed("25", "27")), "石桥村, 12]", "石桥村, 14]", ""),
        (all_of(boxed("12", "14"), boxed("25", "26")), "石桥村, 12]", "石桥村, 14]", "对不上"),
        (boxed("25", "26"), "", "", "合计由程序加出"),
        (without_row("柳林村"), "                  - [〃, 柳林村, 8]\n", "", ""),
    ],
    ids=["a figure", "a figure and its total", "a figure and a wrong total", "a total alone", "a row gone"],
)
def test_a_total_follows_its_figures(
    change: Edit, old: str, new: str, said: str, project: Project, tmp_path: Path
) -> None:
    """In a table under a heading of the second level: what was typed comes back, and the program adds it up anew."""
    folder = tmp_path / "content" / "water"
    folder.mkdir(parents=True)
    (tmp_path / "content" / "organs.yaml").write_bytes((project.root / "content" / "organs.yaml").read_bytes())
    (folder / "notice.yaml").write_text(_WITH_TOTAL, encoding="utf-8")
    path = tmp_path / "edited.docx"
    path.write_bytes(made("water", tmp_path / "content")[1])
    document = docx.Document(str(path))
    change(document)
    document.save(str(path))
    update = prepare_update(path, "water", tmp_path / "content", project)
    told = "".join(item.message for item in update.problems)
    assert said in told if said else told == ""
    update.write(update.changes)
    assert (folder / "notice.yaml").read_text(encoding="utf-8") == _WITH_TOTAL.replace(old, new, 1)


@pytest.mark.parametrize(
    ("change", "went", "came"),
    [
        (
            all_of(with_text("（7名）", "（8名）"), with_text("许青禾", "许青禾\t袁　浩")),
            ["二等奖（7名）", "姓名: [周知行, 孙敏, 吴远山, 郑溪桥, 冯雨, 何松, 许青禾]"],
            ["二等奖（8名）", "姓名: [周知行, 孙敏, 吴远山, 郑溪桥, 冯雨, 何松, 许青禾, 袁浩]"],
        ),
        (
            all_of(with_text("（10名）", "（9名）"), with_text("\t韩　柳", "")),
            ["三等奖（10名）", "姓名: 沈岚、韩柳、杨木林、朱云帆、秦川、尤佳、何欢、吕临风、施雨田、张砚秋"],
            ["三等奖（9名）", "姓名: 沈岚、杨木林、朱云帆、秦川、尤佳、何欢、吕临风、施雨田、张砚秋"],
        ),
    ],
    ids=["a name more", "a name less"],
)
def test_names_come_and_go(change: Edit, went: list[str], came: list[str], project: Project, tmp_path: Path) -> None:
    """With the count in the heading; the rows below a name that is gone are made anew."""
    update, content, _ = prepared(AWARD, change, tmp_path, project)
    assert list(update.problems) == []
    update.write(update.changes)
    old, new = difference(project.root / "content" / AWARD, content / AWARD)
    assert [line.partition("标题: ")[2] or line.strip() for line in old] == went
    assert [line.partition("标题: ")[2] or line.strip() for line in new] == came


@pytest.mark.parametrize("name", [FLOOD, RENOVATION, "yunxi-2026-award"])
def test_an_unedited_file_is_no_change(name: str, project: Project, tmp_path: Path) -> None:
    """Merged cells, forms, blank rows and vertical text differ in nothing."""
    update, _, _ = prepared(name, None, tmp_path, project)
    assert update.changes == []


_LISTED = """文种: 通知
发文机关: [云溪县人民政府办公室]
发文字号: {机关代字: 云政办, 年份: 2026, 顺序号: 41}
标题: 云溪县人民政府办公室关于公布2026年农村供水维修工程的通知
主送机关: [各乡镇人民政府]
正文:
  - 现将2026年农村供水维修工程公布如下：
  - 表: {来源: 工程.xlsx, 题: 表1　维修工程}
  - 请抓好落实。
成文日期: 2026-05-11
版记: {抄送: [县委办公室], 印发机关: 云溪县人民政府办公室, 印发日期: 2026-05-11}
"""


def test_a_change_in_a_table_from_a_sheet_is_named(project: Project, tmp_path: Path) -> None:
    """Sheet, cell, old and new value are said; nothing is written, and the text beside it may change all the same."""
    folder = tmp_path / "content" / "water"
    folder.mkdir(parents=True)
    (tmp_path / "content" / "organs.yaml").write_bytes((project.root / "content" / "organs.yaml").read_bytes())
    (folder / "notice.yaml").write_text(_LISTED, encoding="utf-8")
    book = openpyxl.Workbook()
    book.active.title = "维修"
    for row in (["村", "内容", "投资"], ["石桥村", "更换水泵", 12.5], ["柳林村", "改造管网", 30.2]):
        book.active.append(row)
    book.save(folder / "工程.xlsx")
    path = tmp_path / "edited.docx"
    path.write_bytes(made("water", tmp_path / "content")[1])
    document = docx.Document(str(path))
    boxed("改造管网", "更换管网")(document)
    replaced("请抓好落实。", "请认真抓好落实。")(document)
    document.save(str(path))
    update = prepare_update(path, "water", tmp_path / "content", project)
    (said,) = [item for item in update.problems if item.code == "U201"]
    for words in ("维修!B3", "改造管网", "更换管网"):
        assert words in said.message
    assert len(update.changes) == 1
    update.write(update.changes)
    written = (folder / "notice.yaml").read_text(encoding="utf-8")
    assert written == _LISTED.replace("请抓好落实。", "请认真抓好落实。")


@pytest.mark.parametrize(("old", "new", "codes"), [("更换水泵", "修理水泵", []), ("第30处", "第三十处", ["U201"])])
def test_a_row_that_is_printed_in_parts(old: str, new: str, codes: list[str], project: Project, tmp_path: Path) -> None:
    """A row behind one that is higher than a page comes back as any other; the high one says where to change it."""
    long = "".join(f"第{number}处管道漏水，已列入维修计划，明确责任人和完成时限。" for number in range(1, 90))
    table = f'表: {{栏: [村, 内容], 行: [[石桥村, "{long}"], [柳林村, 更换水泵]]}}'
    folder = tmp_path / "content" / "water"
    folder.mkdir(parents=True)
    (tmp_path / "content" / "organs.yaml").write_bytes((project.root / "content" / "organs.yaml").read_bytes())
    typed = _LISTED.replace("表: {来源: 工程.xlsx, 题: 表1　维修工程}", table)
    (folder / "notice.yaml").write_text(typed, encoding="utf-8")
    path = tmp_path / "edited.docx"
    path.write_bytes(made("water", tmp_path / "content")[1])
    assert prepare_update(path, "water", tmp_path / "content", project).changes == []
    document = docx.Document(str(path))
    boxed(old, new)(document)
    document.save(str(path))
    update = prepare_update(path, "water", tmp_path / "content", project)
    assert [item.code for item in update.problems if item.code == "U201"] == codes
    update.write(update.changes)
    assert (folder / "notice.yaml").read_text(encoding="utf-8") == (typed if codes else typed.replace(old, new))
