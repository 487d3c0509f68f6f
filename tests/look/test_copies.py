"""The styles of notice.docx and their copies in the other Word templates."""

from __future__ import annotations

import re
import shutil
import zipfile
from pathlib import Path

import pytest

from tests.word.template_copy import rewritten
from ygt_docs.look import SOURCE, differing_copies, renew_copies
from ygt_docs.problems import UserError
from ygt_docs.project import Project

STYLES = "word/styles.xml"


@pytest.fixture
def own(project: Project, tmp_path: Path) -> Project:
    """A project of its own with copies of all Word templates."""
    shutil.copytree(project.templates / "word", tmp_path / "templates" / "word")
    return Project(tmp_path, project.cache)


def template(own: Project, name: str) -> Path:
    """The template `name` of `own`."""
    return own.templates / "word" / name


def restyle(path: Path, name: str, old: str, new: str) -> None:
    """Change `old` to `new` in the style called `name` of the template at `path`."""
    with zipfile.ZipFile(path) as archive:
        text = archive.read(STYLES).decode("utf-8")
    start = text.index(f'<w:name w:val="{name}"/>')
    end = text.index("</w:style>", start)
    style = text[start:end]
    assert old in style
    rewritten(path, STYLES, style, style.replace(old, new))


def test_our_templates_have_one_look(project: Project) -> None:
    """Every template of the project has the styles of notice.docx."""
    assert differing_copies(project) == []


def test_a_copy_that_differs_is_named(own: Project) -> None:
    """A style that was changed in a copy is an error with the file and the style; renewed, it is right again."""
    restyle(template(own, "letter.docx"), "公文标题", 'w:val="44"', 'w:val="36"')
    (found,) = differing_copies(own)
    assert (found.code, found.place.file) == ("W116", "templates/word/letter.docx")
    assert "不同：公文标题；" in found.message
    assert [path.name for path in renew_copies(own)] == ["letter.docx"]
    assert differing_copies(own) == []
    assert renew_copies(own) == []


def test_a_change_of_the_source_goes_to_every_copy(own: Project) -> None:
    """A style changed in notice.docx makes every copy differ, and renewing changes their styles and nothing else."""
    restyle(template(own, SOURCE), "一级标题", "黑体", "楷体_GB2312")
    names = [Path(item.place.file).name for item in differing_copies(own)]
    assert len(names) == 6
    assert SOURCE not in names
    before = {name: _parts(template(own, name)) for name in names}
    renew_copies(own)
    for name in names:
        after = _parts(template(own, name))
        assert [part for part in after if after[part] != before[name][part]] == [STYLES]
        assert after[STYLES] == _parts(template(own, SOURCE))[STYLES]


def test_other_ids_are_no_difference(own: Project) -> None:
    """Word and WPS give styles new ids when they save: the copy is as good, and renewing it mends the text's ids."""
    path = template(own, "order.docx")
    for part in (STYLES, "word/document.xml"):
        rewritten(path, part, '"GwTitle"', '"a3"')
    assert differing_copies(own) == []
    restyle(template(own, SOURCE), "令号", "<w:qFormat/>", '<w:qFormat/><w:rPr><w:color w:val="00FF00"/></w:rPr>')
    renew_copies(own)
    text = _parts(path)["word/document.xml"].decode("utf-8")
    assert 'w:val="GwTitle"' in text
    assert 'w:val="a3"' not in text


def test_a_style_that_only_a_copy_has_is_named(own: Project) -> None:
    """A style that a template uses and notice.docx lacks cannot be renewed away (W117); nothing is written."""
    path = template(own, "order.docx")
    rewritten(path, STYLES, 'w:val="令号"', 'w:val="令号二"')
    before = path.read_bytes()
    (found,) = [item for item in differing_copies(own) if item.place.file.endswith("order.docx")]
    assert "令号二" in found.message
    with pytest.raises(UserError) as caught:
        renew_copies(own)
    assert [(item.code, "「令号二」" in item.message) for item in caught.value.problems] == [("W117", True)]
    assert path.read_bytes() == before


def test_traces_of_editing_are_no_difference(own: Project) -> None:
    """Revision ids say nothing of the look."""
    path = template(own, "order.docx")
    rewritten(path, STYLES, '<w:name w:val="令号"/>', '<w:name w:val="令号"/><w:rsid w:val="00AB12CD"/>')
    assert differing_copies(own) == []


def _parts(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist() if not re.search("/$", name)}
