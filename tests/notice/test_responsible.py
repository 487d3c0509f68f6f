"""Units in closing brackets (责任单位) are read as data; other brackets are left alone."""

from __future__ import annotations

import pytest

from ygt_docs.notice.responsible import NONE, ResponsibleUnits, responsible_units, units_in_cell
from ygt_docs.reading import Text


@pytest.mark.parametrize(
    ("text", "units"),
    [
        ("完善网络。（区卫健局、区医保局）", ResponsibleUnits(units=("区卫健局", "区医保局"))),
        ("完善网络（区卫健局）。", ResponsibleUnits(units=("区卫健局",))),
        ("建设。（省卫生健康委、省财政厅按职责分工负责）", ResponsibleUnits(units=("省卫生健康委", "省财政厅"))),
        ("建设。（县卫健局、县财政局等按职责分工负责）", ResponsibleUnits(units=("县卫健局", "县财政局等"))),
        ("建设。（县卫健局负责）", ResponsibleUnits(units=("县卫健局",))),
        (
            "建设。（县卫健局牵头，县医保局、各乡镇人民政府配合）",
            ResponsibleUnits(lead=("县卫健局",), support=("县医保局", "各乡镇人民政府")),
        ),
        (
            "建设。（牵头单位：县卫健局；配合单位：县疾控中心、县财政局）",
            ResponsibleUnits(lead=("县卫健局",), support=("县疾控中心", "县财政局")),
        ),
        ("建设。（责任单位：县医院、各乡镇（街道））", ResponsibleUnits(units=("县医院", "各乡镇（街道）"))),
        ("建设。（县医院、县医院）", ResponsibleUnits(units=("县医院",))),
    ],
)
def test_units_are_read(text: str, units: ResponsibleUnits) -> None:
    """Each way of naming units gives them in order, each once, with their roles."""
    assert responsible_units(text) == units
    assert responsible_units(Text(text)) == units


@pytest.mark.parametrize(
    "text",
    [
        "没有括号。",
        "县域医共体（以下简称医共体）",
        "联系人（周云，电话：8000020）",
        "到2026年（试行）",
        "（一）加强领导",
        "",
        "（县卫健局）加强领导",
        "完善机制（详见附件）",
        "覆盖全部村（社区）。（到年底）",
    ],
)
def test_other_brackets_are_no_units(text: str) -> None:
    """What is not a list of units at the end of the text is never taken for one."""
    assert responsible_units(text) == NONE


def test_all_names_those_that_lead_first() -> None:
    """All units of a text, each once, those that lead before the others."""
    assert responsible_units("（甲局配合，乙局牵头，乙局、丙局落实）").all == ("乙局", "丙局", "甲局")


ROLES = ResponsibleUnits(lead=("县教育局",), support=("县住建局", "县财政局"))


@pytest.mark.parametrize(
    ("cell", "units"),
    [
        (["县教育局牵头，县住建局、县财政局配合"], ROLES),
        (["县教育局牵头，县住建局", "县财政局配合"], ROLES),  # as a draft parted it at 、
        (["县教育局牵头", "县住建局", "县财政局配合"], ROLES),
        (["牵头单位：县教育局；配合单位：县住建局、县财政局"], ROLES),
        (["牵头单位：县教育局\n配合单位：县住建局、县财政局"], ROLES),
        (["牵头单位：县教育局", "配合单位：县住建局", "县财政局"], ROLES),
        (["牵头单位：县教育局、配合单位：县住建局、县财政局"], ROLES),
        (["县教育局（牵头）", "县住建局", "县财政局"], ROLES),
        (["县教育局（牵头）县住建局、县财政局（配合）"], ROLES),  # as a cell of several lines comes out of a sheet
        (["县教育局（牵头单位）、县住建局（配合）、县财政局（配合）"], ROLES),
        (["由县教育局牵头，县住建局、县财政局参与"], ROLES),
        (["由县教育局牵头，会同县住建局、县财政局"], ROLES),
        (["县教育局牵头，县住建局、县财政局按职责分工配合"], ROLES),
        (["牵头：县教育局 配合：县住建局、县财政局"], ROLES),
        (["（牵头）县教育局、县住建局、县财政局"], ROLES),
        (["县住建局、县财政局配合，县教育局牵头"], ROLES),
        (["县教育局、县住建局共同牵头"], ResponsibleUnits(lead=("县教育局", "县住建局"))),
        (["县教育局牵头，各乡镇政府按职责分工负责"], ResponsibleUnits(lead=("县教育局",), units=("各乡镇政府",))),
        (["各乡镇政府，县教育局配合"], ResponsibleUnits(units=("各乡镇政府",), support=("县教育局",))),
        (["县教育局", "县财政局"], NONE),
        (["县教育局、县财政局按职责分工负责"], NONE),
        (["各乡镇（街道）"], NONE),
        ([], NONE),
    ],
)
def test_roles_in_one_cell(cell: list[str], units: ResponsibleUnits) -> None:
    """Who leads and who supports is told apart however one cell says it; a cell without roles says nothing of them."""
    assert units_in_cell(cell) == units
