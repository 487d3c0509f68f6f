"""Every fault of the template is one clear error, never a document that lost something."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace

import pytest

from tests.word.flows import PlainFonts, imprint, notice, para, simple
from tests.word.template_copy import TemplateCopy, without_general_sample
from ygt_docs.compose.flow import Flow, Role
from ygt_docs.problems import Problem, UserError
from ygt_docs.word import render
from ygt_docs.word.template import WordTemplate

TITLE = '段.样式 == "公文标题"'
FAULTS = {
    # name: (code, old, new)
    "unknown name": ("W103", "{{ 待改 }}", "{{ 待该 }}"),
    "unknown item": ("W103", "{{ 段.留白 }}", "{{ 段.留百 }}"),
    "unclosed placeholder": ("W102", "{{ 段.右文 }}", "{{ 段.右文 "),
    "unknown filter": ("W102", "{{ 段.右文 }}", "{{ 段.右文 | 大写 }}"),
    "unknown tag": ("W102", "{%p endif %}", "{%p endiff %}"),
    "an expression that fails": ("W102", "{{ 段.右文 }}", "{{ 1 / 0 }}"),
    "an expression of wrong types": ("W102", "{{ 段.右文 }}", "{{ 段.右文 + 1 }}"),
    "forbidden expression": ("W106", "{{ 段.右文 }}", "{{ 各节.__class__ }}"),
    "broken structure": ("W104", "{%tc endfor %}", "{%p endfor %}"),
    "half a placeholder": ("W105", "{{ 段.右文 }}", "段.右文 }}"),
    "full-width braces": ("W105", "{{ 段.右文 }}", "｛｛ 段.右文 ｝｝"),
    "spaced braces": ("W105", "{{ 段.右文 }}", "{ { 段.右文 } }"),
    "role without sample": ("W107", TITLE, '段.样式 == "公文标題"'),
    "sample without placeholder": ("W107", "{{ 段.右文 }}", ""),
    "placeholder printed twice": ("W108", "{{ 段.右文 }}", "{{ 段.右文 }}{{ 段.右文 }}"),
    "a mark paragraph that stays": ("W112", "{#p 版记：", "{# 版记："),
    "a property that Word does not know": ("W121", "<w:rFonts w:hint", "<w:rFont w:hint"),
    "no landscape section": ("W110", 'w:w="16838" w:h="11906"', 'w:w="11906" w:h="16838"'),
}


def faults(flow: Flow, template: TemplateCopy) -> list[Problem]:
    """The problems that rendering `flow` raises."""
    with pytest.raises(UserError) as caught:
        render(flow, PlainFonts(), template.project)
    assert all(item.place.file == "templates/word/notice.docx" for item in caught.value.problems)
    return caught.value.problems


@pytest.mark.parametrize(("code", "old", "new"), FAULTS.values(), ids=FAULTS)
def test_fault_is_named(code: str, old: str, new: str, template: TemplateCopy) -> None:
    """A damaged mark stops the build with its own code and the template's name."""
    part = "word/header1.xml" if old == "{{ 待改 }}" else "word/document.xml"
    without_general_sample(template.path)
    template.edit(old, new, part)
    assert code in {item.code for item in faults(notice(), template)}


def test_message_holds_the_paragraph(template: TemplateCopy) -> None:
    """The message quotes the paragraph that the fault stands in."""
    template.edit("{{ 段.右文 }}", "{{ 段.右纹 }}")
    assert "段.右纹" in faults(notice(), template)[0].message


def test_what_has_no_sample_is_printed_in_the_style_of_its_name(template: TemplateCopy) -> None:
    """A role without a sample of its own goes through the general sample (通用样板): nothing is lost."""
    template.edit(TITLE, "false")
    with zipfile.ZipFile(io.BytesIO(render(notice(), PlainFonts(), template.project))) as archive:
        made = archive.read("word/document.xml")
    assert b"GwTitle" in made
    assert b"GwAny" not in made


def test_a_role_without_a_style_is_named(template: TemplateCopy) -> None:
    """The general sample needs a style of the role's name (W118)."""
    template.edit(TITLE, "false")
    template.edit('w:val="公文标题"', 'w:val="公文题目"', "word/styles.xml")
    assert [("W118", True)] == [(item.code, "「公文标题」" in item.message) for item in faults(notice(), template)]


def test_all_missing_samples_are_told_at_once(template: TemplateCopy) -> None:
    """Two roles without a sample are two problems of one build."""
    without_general_sample(template.path)
    template.edit(TITLE, "false")
    template.edit('段.样式 == "附注"', "false")
    assert ["公文标题（文字）", "附注（文字）"] == [
        item.message.split("「")[1].split("」")[0] for item in faults(notice(), template)
    ]


def test_marked_flow_needs_the_mark(template: TemplateCopy) -> None:
    """A template without {{ 待改 }} cannot print a file that must be marked."""
    for number in range(1, 5):
        template.edit("{{ 待改 }}", "", f"word/header{number}.xml")
    assert ["W107"] == [item.code for item in faults(notice(marked=True), template)]


def test_a_mark_outside_of_every_paragraph(template: TemplateCopy) -> None:
    """What stands in no paragraph cannot be printed; that is told, whatever else is."""
    template.edit("<w:p>", "", "word/header1.xml")
    template.edit("</w:p>", "", "word/header1.xml")
    assert "W104" in [item.code for item in faults(notice(marked=True), template)]


def test_missing_character_style(template: TemplateCopy) -> None:
    """A run-in heading whose character style was renamed is an error."""
    template.edit('w:val="二级标题字"', 'w:val="二级字"', "word/styles.xml")
    assert ["W109"] == [item.code for item in faults(notice(), template)]


def test_missing_template(template: TemplateCopy) -> None:
    """A template that is not there, or is no .docx, is one error."""
    template.path.unlink()
    assert ["W101"] == [item.code for item in faults(notice(), template)]
    template.path.write_text("no zip", encoding="utf-8")
    assert ["W101"] == [item.code for item in faults(notice(), template)]


def test_two_parts_of_one_name(template: TemplateCopy) -> None:
    """A template in which two parts have one name gives no file."""
    with zipfile.ZipFile(template.path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    # a second part of properties under another relationship, as LibreOffice writes it
    parts["_rels/.rels"] = parts["_rels/.rels"].replace(
        b"http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties",
        b"http://schemas.openxmlformats.org/officedocument/2006/relationships/metadata/core-properties",
    )
    with zipfile.ZipFile(template.path, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    assert ["W111"] == [item.code for item in faults(notice(), template)]


def test_context_is_plain_data_only(template: TemplateCopy) -> None:
    """An object with methods never reaches the template, where it would be a way out of the sandbox."""
    with pytest.raises(TypeError, match="not plain data"):
        WordTemplate(template.path.read_bytes(), "x").print({"各节": object()})


def test_imprint_role_without_sample(template: TemplateCopy) -> None:
    """A paragraph of the imprint that the template cannot print is an error."""
    without_general_sample(template.path)
    flow = replace(simple(para(Role.PARAGRAPH, "文")), imprint=replace(imprint(), groups=((para(Role.DATE, "日"),),)))
    assert ["W107"] == [item.code for item in faults(flow, template)]
