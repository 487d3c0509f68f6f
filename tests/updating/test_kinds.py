"""Edits of forwarded documents, speeches, announcements and several contacts come back at their places."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.updating.edits import Edit, gone, prepared, replaced, styled, texts, titled, with_replaced
from ygt_docs.project import Project
from ygt_docs.updating import prepare_update

FORWARDING, SPEECH, ANNOUNCEMENT = (f"yunxi-2026-{name}" for name in ("forwarding", "speech", "announcement"))
RESOLUTION, ORDER, RESERVOIRS = (f"yunxi-2026-{name}" for name in ("resolution", "school-order", "reservoirs"))
NOTICE, PLAN = "notice.yaml", "plan.yaml"
QUIET = {"U304", "U305", "U310"}
EDITS: dict[str, tuple[str, Edit, tuple[str, str, str]]] = {
    "text of the forwarded document": (
        FORWARDING,
        replaced("请认真组织实施。", "请抓好组织实施。"),
        (NOTICE, "请认真组织实施。", "请抓好组织实施。"),
    ),
    "its number": (
        FORWARDING,
        styled("转发件字号", "12号", "13号"),
        (NOTICE, "发文字号: 青政办发〔2026〕12号", "发文字号: 青政办发〔2026〕13号"),
    ),
    "its date": (FORWARDING, replaced("2026年4月28日", "2026年4月29日"), (NOTICE, "2026-04-28", "2026-04-29")),
    "its sign-off": (
        FORWARDING,
        styled("发文机关署名", "青阳市人民政府办公室", "青阳市人民政府"),
        (NOTICE, "署名: [青阳市人民政府办公室]", "署名: [青阳市人民政府]"),
    ),
    "its addressees": (
        FORWARDING,
        replaced("市直有关单位：", "市直有关单位，市属企业："),
        (NOTICE, "市直有关单位]", "市直有关单位, 市属企业]"),
    ),
    "what it promulgates": (
        FORWARDING,
        replaced("检测结果向社会公开。", "检测结果每季度向社会公开。"),
        (PLAN, "检测结果向社会公开。", "检测结果每季度向社会公开。"),
    ),
    "an appendix of that": (
        FORWARDING,
        replaced("末梢水每月检测一次", "末梢水每旬检测一次"),
        (NOTICE, "末梢水每月检测一次", "末梢水每旬检测一次"),
    ),
    "one of two contacts": (
        FORWARDING,
        replaced("8000012", "8000019"),
        (NOTICE, "8000012", "8000019"),
    ),
    "subtitle": (SPEECH, replaced("中的几点意见", "中的三点意见"), (NOTICE, "中的几点意见", "中的三点意见")),
    "occasion": (
        SPEECH,
        replaced("在全县教育工作会议上", "在全县教育大会上"),
        (NOTICE, "在全县教育工作会议上", "在全县教育大会上"),
    ),
    "day of the speech": (SPEECH, replaced("2026年2月26日", "2026年2月27日"), (NOTICE, "2026-02-26", "2026-02-27")),
    "speaker": (SPEECH, replaced("林知远", "林致远"), (NOTICE, "林知远", "林致远")),
    "salutation": (SPEECH, replaced("同志们：", "各位代表："), (NOTICE, "称呼: 同志们", "称呼: 各位代表")),
    "speaker gone": (SPEECH, gone("林知远"), (NOTICE, "讲话人: 云溪县人民政府县长　林知远\n", "")),
    "note of a resolution": (
        RESOLUTION,
        replaced("2026年7月30日云溪县", "2026年7月31日云溪县"),
        (NOTICE, "题注: 2026年7月30日云溪县", "题注: 2026年7月31日云溪县"),
    ),
    "number of an order": (ORDER, replaced("2026年第2号", "2026年第3号"), (NOTICE, "令号: 2,", "令号: 3,")),
    "who seals on behalf": (
        RESERVOIRS,
        replaced("云溪县人民政府办公室代章", "云溪县政府办公室代章"),
        (NOTICE, "代章: 云溪县人民政府办公室", "代章: 云溪县政府办公室"),
    ),
    "first of the copies": (
        RESERVOIRS,
        replaced("000001", "000003"),
        (NOTICE, '份号: "000001-000030"', '份号: "000003-000030"'),
    ),
    "number of an announcement": (ANNOUNCEMENT, replaced("第3号", "第4号"), (NOTICE, "序号: 3", "序号: 4")),
}


@pytest.mark.parametrize("label", EDITS)
def test_an_edit_comes_back_at_its_place(label: str, project: Project, tmp_path: Path) -> None:
    """Nothing else changes, nothing is refused, and afterwards the Word file says nothing new."""
    name, edit, change = EDITS[label]
    before = texts(project.root / "content" / name)
    update, content, path = prepared(name, edit, tmp_path, project)
    assert [str(item) for item in update.problems if item.code not in QUIET] == []
    assert update.changes
    update.write(update.changes)
    assert texts(content / name) == with_replaced(before, change)
    assert prepare_update(path, name, content, project).changes == []


def test_the_title_of_a_forwarded_document_comes_back(project: Project, tmp_path: Path) -> None:
    """A title that is typed anew in Word is that of the forwarded document, not of the notice."""
    edit = titled(
        "青阳市人民政府办公室关于印发《青阳市", "青阳市人民政府办公室关于印发《青阳市农村供水行动计划》的通知"
    )
    update, content, _ = prepared(FORWARDING, edit, tmp_path, project)
    update.write(update.changes)
    typed = (content / FORWARDING / NOTICE).read_text(encoding="utf-8")
    assert "\n  标题: 青阳市人民政府办公室关于印发《青阳市农村供水行动计划》的通知\n" in typed


def test_copies_that_do_not_fit_the_range_are_refused(project: Project, tmp_path: Path) -> None:
    """A first number behind the last one, or of another length, leaves the range as it is, and that is said (U201)."""
    for number in ("000031", "0003"):
        update, _, _ = prepared(RESERVOIRS, replaced("000001", number), tmp_path / number, project)
        assert update.changes == []
        (said,) = [item for item in update.problems if item.code not in QUIET]
        assert "000001-000030" in str(said)
