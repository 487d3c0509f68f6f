"""Sign-offs above and below the date, side by side and in grids; and tables of organs that sign nothing."""

from __future__ import annotations

import datetime

import pytest

from tests.intake.drafts import HEAD, PLAN, codes, lines_of, read, tree
from ygt_docs.intake.context import plain

_JOINT = """\
青粮联〔2026〕2号
青禾县粮食局、青禾县财政局
关于拨付秋粮收购补贴的通知
各乡镇人民政府:
现将有关事项通知如下。
"""
_UNNAMED = "关于召开秋粮收购会议的通知\n各收储企业:\n请准时参加。\n"
_DAY = datetime.date(2026, 11, 2)
_DATE = "2026年11月2日\n"
_GRID = "青禾县粮食局 | 青禾县财政局 |\n"
_OTHERS = "青禾县水利局 | 青禾县交通局 |\n"
_BOTH = ["青禾县粮食局", "青禾县财政局"]


def test_one_organ_below_the_date_signs() -> None:
    """A sign-off under the date is read, and that it will stand above the date is said."""
    text = HEAD.replace("青禾县人民政府\n2026年9月1日\n", "2026年9月1日\n青禾县人民政府\n")
    assert tree(text) == tree(HEAD)
    assert lines_of(text, "I339") == [7]
    assert "I339" not in codes(HEAD)


@pytest.mark.parametrize("typed", ["青禾县粮食局\n青禾县财政局\n", "青禾县粮食局 青禾县财政局\n", _GRID])
def test_many_organs_below_the_date_sign(typed: str) -> None:
    """Under one another, side by side or in a grid: the organs under the date are those of the sign-off."""
    notice = tree(_JOINT + _DATE + typed + "(此件公开发布)\n")
    assert (notice["发文机关"], notice["成文日期"], notice["附注"]) == (_BOTH, _DAY, "此件公开发布")
    assert notice["正文"] == "现将有关事项通知如下。\n"
    assert lines_of(_JOINT + _DATE + typed, "I339") == [7]


def test_a_plan_after_a_sign_off_below_the_date_is_promulgated() -> None:
    """What follows the organ under the date is the promulgated text, as it is after a date."""
    swapped = HEAD.replace("青禾县人民政府\n2026年9月1日\n", "2026年9月1日\n青禾县人民政府\n")
    assert tree(swapped + PLAN) == tree(HEAD + PLAN)


def test_the_organ_of_a_title_is_no_sign_off() -> None:
    """An organ under the date with which a title begins signs nothing; the date stays, and is said."""
    text = HEAD.replace(
        "青禾县人民政府\n2026年9月1日\n", "2026年9月1日\n青禾县人民政府\n关于秋粮收购的规定\n第一条好。\n"
    )
    notice = tree(text)
    assert "成文日期" not in notice
    assert notice["正文"].endswith("2026年9月1日\n青禾县人民政府\n关于秋粮收购的规定\n第一条好。\n")
    assert lines_of(text, "I308") == [6]


def test_organs_that_the_text_goes_on_about_sign_nothing() -> None:
    """A date and organs in the middle of the text stay there."""
    text = _UNNAMED + _DATE + "青禾县粮食局\n青禾县财政局\n以上单位自带材料。\n"
    assert "发文机关" not in tree(text)
    assert tree(text)["正文"].endswith("2026年11月2日\n青禾县粮食局\n青禾县财政局\n以上单位自带材料。\n")
    assert lines_of(text, "I308") == [4]


@pytest.mark.parametrize("typed", ["青禾县粮食局 青禾县财政局\n", "青禾县粮食局  青禾县财政局\n", _GRID])
def test_organs_side_by_side_are_several(typed: str) -> None:
    """Names in one line with spaces between them are as many organs, not one with a long name."""
    assert tree(_JOINT + typed + _DATE)["发文机关"] == _BOTH
    assert "I328" not in codes(_JOINT + typed + _DATE)


@pytest.mark.parametrize("typed", ["青 禾 县 粮 食 局\n", "青禾县 粮食局\n"])
def test_a_name_that_is_spread_is_one_organ(typed: str) -> None:
    """Spaces inside one name do not part it."""
    text = HEAD.replace("落实。\n青禾县人民政府\n", f"落实。\n{typed}")
    assert tree(text)["发文机关"] == ["青禾县粮食局"]


def test_a_joint_title_side_by_side_keeps_its_names_apart() -> None:
    """Organs of the title with a space between them get a line each: they never run into one name."""
    notice = tree(_JOINT.replace("局、青", "局 青"))
    assert notice["标题"] == [*_BOTH, "关于拨付秋粮收购补贴的通知"]
    assert notice["发文机关"] == _BOTH


def test_a_grid_of_the_titles_organs_signs_and_another_does_not() -> None:
    """Where the title names the organs, only a grid of the same organs above the date is a sign-off."""
    signed, other = _JOINT + _GRID + _DATE, _JOINT + _OTHERS + _DATE
    assert (tree(signed)["正文"], "I340" in codes(signed)) == ("现将有关事项通知如下。\n", False)
    assert tree(other)["正文"] == "现将有关事项通知如下。\n青禾县水利局；青禾县交通局。\n"
    assert (tree(other)["发文机关"], tree(other)["成文日期"]) == (_BOTH, _DAY)
    assert lines_of(other, "I340") == [6]


def test_a_grid_that_ends_the_text_signs_and_an_announced_one_does_not() -> None:
    """Where nothing names the organs, a grid signs at the end of the text, unless the text announces it."""
    assert tree(_UNNAMED + _GRID + _DATE)["发文机关"] == _BOTH
    announced = _UNNAMED.replace("请准时参加。", "请下列单位参加:") + _GRID + _DATE
    assert "发文机关" not in tree(announced)
    assert tree(announced)["成文日期"] == _DAY
    assert lines_of(announced, "I340") == [4]


def test_a_grid_above_a_date_in_the_text_signs_nothing() -> None:
    """A grid and a date in the middle of the text stay there."""
    text = _UNNAMED + _GRID + _DATE + "以上单位自带材料。\n"
    assert "发文机关" not in tree(text)
    assert tree(text)["正文"].endswith("青禾县粮食局；青禾县财政局。\n2026年11月2日\n以上单位自带材料。\n")
    assert lines_of(text, "I340") == [4]


def test_each_organ_goes_to_the_list_once() -> None:
    """organs.yaml gets each organ of a sign-off below the date, the organ code at the first."""
    organs = plain(read(_JOINT + _DATE + "青禾县粮食局\n青禾县财政局\n").organs)
    assert organs == [{"全称": "青禾县粮食局", "机关代字": "青粮联"}, {"全称": "青禾县财政局"}]


@pytest.mark.parametrize("hour", ["18时", "18时30分", " 18:00", "18点"])
def test_a_date_to_the_hour_signs(hour: str) -> None:
    """What is urgent is signed to the hour: the day is the date, the hour is said; in the text it stays."""
    text = HEAD.replace("2026年9月1日\n", f"2026年9月1日{hour}\n")
    assert tree(text)["成文日期"] == datetime.date(2026, 9, 1)
    assert lines_of(text, "I316") == [7]
    inside = HEAD.replace("落实。\n", f"落实。\n2026年9月3日{hour}启动响应。\n")
    assert f"2026年9月3日{hour}启动响应。" in tree(inside)["正文"].replace("：", ":")
