"""A year of an office: nine series in the order of their days, no gap, the book on paper and as a sheet."""

from __future__ import annotations

import datetime
import io
import random
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pikepdf

from tests.register.office import HEADER, Office
from ygt_docs.console import book as command
from ygt_docs.console.book import Asked
from ygt_docs.notice.numbers import SeriesKind
from ygt_docs.register.book import Filter, chosen, gaps
from ygt_docs.register.exporting import ROWS_A_PAGE
from ygt_docs.register.upkeep import audit

GOVERNMENT, EDUCATION = "云溪县人民政府", "云溪县教育局"
WHAT = (
    "供水保障",
    "校园安全",
    "农村公路养护",
    "防汛抗旱",
    "危房改造",
    "秋粮收购",
    "春季招生和学位分配",
    "老旧小区改造",
)
HEADS = {
    "云政文": f"文种: 通知\n发文机关: [{GOVERNMENT}]\n发文字号: {{机关代字: 云政文, 年份: 2026}}\n主送机关: [各乡镇人民政府]\n",
    "云政人": f"文种: 通知\n发文机关: [{GOVERNMENT}]\n发文字号: {{机关代字: 云政人, 年份: 2026}}\n主送机关: [县直有关单位]\n",
    "云政函": f"文种: 函\n发文机关: [{GOVERNMENT}]\n发文字号: {{机关代字: 云政函, 年份: 2026}}\n主送机关: [{EDUCATION}]\n",
    "云教": f"文种: 通知\n发文机关: [{EDUCATION}]\n发文字号: {{机关代字: 云教, 年份: 2026}}\n主送机关: [各中小学校]\n",
    "令": f"文种: 命令\n发文机关: [{GOVERNMENT}]\n",
    "公告": f"文种: 公告\n发文机关: [{GOVERNMENT}]\n公告号: {{年份: 2026}}\n",
    "纪要": f"文种: 纪要\n发文机关: [{GOVERNMENT}]\n纪要: {{名称: {GOVERNMENT}常务会议纪要}}\n",
    "简报": f"文种: 简报\n简报: {{名称: 云溪信息, 编印单位: {GOVERNMENT}}}\n",
    "规": f"文种: 通知\n发文机关: [{GOVERNMENT}]\n发文字号: {{机关代字: 云政文, 年份: 2026}}\n统一登记号: YXPR-2026-00×\n",
}


def write(office: Office, name: str, head: str, day: datetime.date, number: int, rng: random.Random) -> None:
    """One document of the year."""
    folder = office.content / name
    folder.mkdir()
    title = f"关于做好{rng.choice(WHAT)}工作的{'第' if number % 3 else '补充和第'}{number}次部署"
    kept = f"登记: {{拟稿人: 李明溪, 签发: 周知远, 承办科室: 综合科, 印发份数: {rng.randint(5, 90)}}}\n"
    text = f"{HEADER}{HEADS[head]}标题: {title}\n正文: 请认真执行。\n成文日期: {day}\n{kept}"
    (folder / "notice.yaml").write_text(text, encoding="utf-8")


def test_a_year_of_an_office(
    office: Office, tmp_path: Path, count: Callable[[int, int], int], rng: random.Random
) -> None:
    """Every series runs from 1 without a gap; the book has a row for each number, on paper and as a sheet."""
    wanted = count(27, 600)
    days = sorted(datetime.date(2026, 1, 2) + datetime.timedelta(rng.randrange(360)) for _ in range(wanted))
    for number, day in enumerate(days, start=1):
        name = f"d{number:03}"
        write(office, name, list(HEADS)[number % len(HEADS)], day, number, rng)
        assert office.take(name).problems.errors == []
    book = office.book()
    assert len({number.series for number in book.entries}) == len(HEADS)
    assert gaps(book, office.desk().rules) == []
    assert not audit(office.desk(), False, None).problems.errors
    entries = chosen(book, Filter())
    registered = [entry for entry in entries if entry.number.series.kind is SeriesKind.REGISTRATION]
    assert len(entries) == wanted + len(registered)
    files = {"xlsx": str(tmp_path / "book.xlsx"), "pdf": str(tmp_path / "book.pdf")}
    assert command.register(Asked("export", content=str(office.content), year="2026", **files)) == 0
    sheet = openpyxl.load_workbook(io.BytesIO((tmp_path / "book.xlsx").read_bytes())).worksheets[0]
    assert sheet.max_row == len(entries) + 2
    with pikepdf.open(tmp_path / "book.pdf") as pdf:
        assert len(pdf.pages) == 1 + -(-len(entries) // ROWS_A_PAGE)  # no title takes more than two lines
