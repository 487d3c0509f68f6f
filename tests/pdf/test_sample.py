"""The 样稿: an office's own seal pictures in a PDF to look at, marked on every page, and never anywhere else."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from pathlib import Path

import pikepdf
import pytest
from PIL import Image, ImageDraw

from tests.pdf.measure import extent, pixels, red
from tests.pdf.settling import settled
from ygt_docs.compose.flow import Flow
from ygt_docs.fonts import Fonts
from ygt_docs.pdf import lay_out
from ygt_docs.problems import UserError
from ygt_docs.project import Project
from ygt_docs.proof import verify_docx, verify_pdf
from ygt_docs.word import render

ORGANS = [{"全称": name, "印章图片": "甲.png"} for name in ("青禾县财政局", "青禾县教育局", "青禾县公安局")]


@pytest.fixture
def office(tmp_path: Path, project: Project) -> Project:
    """A project like ours with a seal picture in its folder seals."""
    (tmp_path / "templates").symlink_to(project.templates)
    (tmp_path / "seals").mkdir()
    image = Image.new("RGBA", (420, 420), (0, 0, 0, 0))
    ImageDraw.Draw(image).ellipse((0, 0, 419, 419), outline=(220, 0, 0, 255), width=12)
    image.save(tmp_path / "seals" / "甲.png")
    return Project(tmp_path, project.cache)


@pytest.fixture
def flow(fonts: Fonts, project: Project) -> Flow:
    """A joint notice of three organs that have seal pictures."""
    return settled(fonts, project, *ORGANS)[0]


def images(data: bytes) -> int:
    """How many pictures the PDF has."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        return sum(len(page.get_images()) for page in pdf.pages)


def test_a_sample_has_seals_and_says_so(flow: Flow, fonts: Fonts, office: Project) -> None:
    """The three seals of 42 mm lie apart in the type area, and 样稿 stands above it on every page."""
    sample = replace(flow, sample=True)
    data = lay_out(sample, fonts, office).write()
    assert [] == verify_pdf(data, sample, fonts)
    assert 1 <= images(data)
    ink = red(pixels(data, len(lay_out(sample, fonts, office)._rendered[0].document.pages)))
    below = ink[int(130 / 25.4 * 400) :]
    left, right = extent(below.any(axis=0))
    top, bottom = extent(below.any(axis=1))
    assert 28 <= left
    assert right <= 184
    assert 42.0 == pytest.approx(bottom - top, abs=0.5)


def test_a_sample_without_its_mark_is_seen(flow: Flow, fonts: Fonts, office: Project) -> None:
    """A PDF that says 样稿 and should not, or does not and should, is not accepted (V207)."""
    data = lay_out(replace(flow, sample=True), fonts, office).write()
    assert "V207" in {item.code for item in verify_pdf(data, flow, fonts)}
    plain = lay_out(flow, fonts, office).write()
    assert "V207" in {item.code for item in verify_pdf(plain, replace(flow, sample=True), fonts)}


def test_no_other_file_has_a_seal(flow: Flow, fonts: Fonts, office: Project, project: Project) -> None:
    """The usual PDF has no picture, and no .docx has one, not even of a Flow that is marked 样稿."""
    assert 0 == images(lay_out(flow, fonts, office).write())
    for made in (flow, replace(flow, sample=True)):
        data = render(made, fonts, project)
        assert [] == verify_docx(data, made, fonts)
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            assert not [name for name in archive.namelist() if "media" in name]
            assert b"<pic:" not in archive.read("word/document.xml")


@pytest.mark.parametrize("fault", ["missing", "no picture", "a link out of the folder"])
def test_a_picture_that_cannot_be_used_is_an_error(fault: str, flow: Flow, fonts: Fonts, office: Project) -> None:
    """A picture that is missing, is no PNG or lies elsewhere stops the 样稿 with P104."""
    picture = office.seals / "甲.png"
    if fault == "no picture":
        picture.write_text("甲", encoding="utf-8")
    else:
        moved = picture.rename(office.root / "甲.png")
        if fault.startswith("a link"):
            picture.symlink_to(moved)
    with pytest.raises(UserError) as caught:
        lay_out(replace(flow, sample=True), fonts, office)
    assert ["P104"] == [item.code for item in caught.value.problems]
