"""The engine: no silence, no network, no foreign file, and the templates' own faults."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from tests.pdf.flows import line, notice
from ygt_docs.compose.flow import Flow, Role, Section
from ygt_docs.docfiles.pdf_text import read_pdf
from ygt_docs.fonts import ROLES, Fonts
from ygt_docs.look import Look
from ygt_docs.notice.model import Orientation
from ygt_docs.pdf import engine, lay_out
from ygt_docs.problems import Problems, UserError
from ygt_docs.project import Project


def render(html: str, fonts: Fonts, css: str = "") -> Problems:
    """Lay out a scrap of HTML; the problems it met."""
    problems = Problems()
    engine.render(html, css, fonts, problems)
    return problems


@pytest.mark.parametrize("css", ["p { colour: red }", "p { color: reddish }", "@font-face { src: none }"])
def test_everything_the_engine_logs_is_an_error(fonts: Fonts, css: str) -> None:
    """A property that WeasyPrint would silently ignore is reported (P101)."""
    assert {"P101"} == {item.code for item in render("<p>甲</p>", fonts, css)}


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere the libraries are searched for")
def test_loading_the_engine_starts_no_program() -> None:
    """WeasyPrint's libraries have the names that Linux opens: nobody is asked where they are."""
    words = "import subprocess; subprocess.Popen = None; import ygt_docs.pdf; from ctypes.util import find_library as f"
    done = subprocess.run([sys.executable, "-c", f"{words}; print(f.__module__)"], check=True, capture_output=True)
    assert done.stdout.decode().strip() == "ctypes.util"


def test_no_face_is_copied(fonts: Fonts, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The faces are read where they lie; WeasyPrint's own way is a copy of each in the temporary folder."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    engine._loaded.cache_clear()
    render("<p>甲</p>", fonts, f"p {{ font-family: {fonts.css_family('仿宋')} }}")
    assert list(tmp_path.iterdir()) == []


def test_a_face_that_cannot_be_loaded_is_told(fonts: Fonts, tmp_path: Path) -> None:
    """A font file that Fontconfig does not take stops the build: it would take another face without a word."""
    spoilt = tmp_path / "spoilt.otf"
    spoilt.write_bytes(b"OTTO")
    face = replace(fonts.faces("仿宋")[0], path=spoilt)
    with pytest.raises(UserError) as caught:
        render("<p>甲</p>", Fonts({}, dict.fromkeys(ROLES, (face,)), Look({}, {})))
    assert [item.code for item in caught.value.problems] == ["F112"]


FOREIGN = [
    "file:///etc/passwd",
    "http://127.0.0.1:9/x.png",
    "https://127.0.0.1:9/x.png",
    "ftp://127.0.0.1/x",
    "//127.0.0.1/x.png",
    "file://host/etc/passwd",
]
PLACES = [
    '<img src="{}">',
    '<link rel="stylesheet" href="{}">',
    '<style>@import url("{}");</style>',
    '<p style="background: url({})">甲</p>',
    '<link rel="attachment" href="{}">',
    '<object data="{}"></object>',
    '<style>@font-face {{ font-family: x; src: url("{}") }} p {{ font-family: x }}</style><p>甲</p>',
    '<svg><image href="{}" width="9" height="9"/></svg>',
    '<p style="list-style-image: url({}); display: list-item">甲</p>',
]


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("url", FOREIGN)
def test_no_foreign_address_is_read(fonts: Fonts, place: str, url: str) -> None:
    """Whatever asks for a file or an address outside the declared faces stops the build or is reported."""
    problems = Problems()
    data = b""
    try:
        data = engine.write(engine.render(place.format(url), "", fonts, problems), problems)
    except UserError as error:
        problems.extend(error.problems)
    assert {item.code for item in problems} in ({"P101"}, {"P102"})
    assert b"root:" not in data


@pytest.fixture
def own_templates(project: Project, tmp_path: Path) -> Project:
    """A project with a copy of the templates that a test may break."""
    shutil.copytree(project.templates, tmp_path / "templates")
    return Project(tmp_path, project.cache)


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("notice.html", "{{ title }}", "{{ tittle }}"),
        ("notice.html", "{{ title }}", "{{ title"),
        ("notice.html", "{% for section in sections %}", "{% fur section in sections %}"),
        ("notice.css", "{{ std.masthead_rule_weight }}", "{{ std.masthead_rule_wait }}"),
        ("notice.html", "{{ title }}", "{{ title.__class__.__mro__ }}"),
        ("notice.html", "{{ title }}", "{{ ''.__class__.__mro__[1].__subclasses__() }}"),
    ],
)
def test_fault_of_a_template_names_file_and_line(
    own_templates: Project, fonts: Fonts, file: str, old: str, new: str
) -> None:
    """A name that does not exist, a broken tag, or a way out of the sandbox is P103 with the template's line."""
    path = own_templates.templates / "pdf" / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(UserError) as caught:
        lay_out(notice(1), fonts, own_templates)
    (item,) = caught.value.problems
    assert "P103" == item.code
    assert (item.place.file, (item.place.line or 0) > 0) == (f"templates/pdf/{file}", True)


@pytest.mark.parametrize("spoil", [lambda path: path.unlink(), lambda path: path.write_bytes(b"\xff\xfe\xb8")])
def test_a_template_that_cannot_be_read_names_the_file(
    own_templates: Project, fonts: Fonts, spoil: Callable[[Path], object]
) -> None:
    """A missing style sheet and one that is no UTF-8 are P103 at the file, without a line that says nothing."""
    spoil(own_templates.templates / "pdf" / "notice.css")
    with pytest.raises(UserError) as caught:
        lay_out(notice(1), fonts, own_templates)
    assert [(item.code, str(item.place)) for item in caught.value.problems] == [("P103", "templates/pdf/notice.css")]


def test_recolouring_the_style_sheet_changes_the_page(own_templates: Project, fonts: Fonts) -> None:
    """The look is the template's: a colour changed in notice.css alone is the colour of the next PDF."""
    path = own_templates.templates / "pdf" / "notice.css"
    path.write_text(path.read_text(encoding="utf-8") + "\n.title { color: #0000FF; }\n", encoding="utf-8")
    characters = read_pdf(lay_out(notice(1), fonts, own_templates).write())[0].characters
    assert any("0000FF" == character.colour for character in characters)


HOSTILE = [
    "{{ 7*7 }}",
    "{% raw %}",
    "<b>粗</b>&amp;",
    "</p></section><h1>",
    "甲 & 乙 < 丙 > 丁",
    "'\"`\\",
    "＜＞＆",
    "𠮷野家的𠮷",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_content_is_text_and_nothing_else(fonts: Fonts, project: Project, text: str) -> None:
    """Signs that mean something to Jinja or HTML stand on paper as they were typed."""
    flow = Flow((Section(Orientation.PORTRAIT, (line(Role.PARAGRAPH, text),)),), notice(1).properties)
    page = read_pdf(lay_out(flow, fonts, project).write())[0]
    body = "".join(c.text for c in page.characters if c.top < 700)
    assert text == body
