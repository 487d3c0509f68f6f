"""Pictures beside the YAML: what is printed of them, and what is refused."""

from __future__ import annotations

import io

import pytest
from PIL import Image, ImageCms, ImageFile

from ygt_docs.docfiles.picture import MOST_BYTES, Picture, read_picture
from ygt_docs.problems import Place, Problems

PLACE = Place("content/a/notice.yaml", 4, 9)
SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="40mm" height="20mm" viewBox="0 0 80 40">{inside}</svg>'


def pixels(mode: str = "RGB", size: tuple[int, int] = (30, 20), colour: object = "red", **options: object) -> bytes:
    """A picture of one colour; .jpg by `format`."""
    out = io.BytesIO()
    kind = options.pop("format", "PNG")
    Image.new(mode, size, colour).save(out, kind, **options)
    return out.getvalue()


def read(data: bytes, file: str) -> tuple[Picture | None, list[str]]:
    """The picture, and the codes of what is wrong; each stands where the file was named."""
    problems = Problems()
    picture = read_picture(data, file, problems, PLACE)
    assert all(item.place == PLACE for item in problems)
    return picture, [item.code for item in problems]


def opened(data: bytes, file: str) -> Image.Image:
    """The picture as it will be printed."""
    picture, codes = read(data, file)
    assert codes == []
    assert picture is not None
    image = Image.open(io.BytesIO(picture.data))
    assert image.size == (picture.width, picture.height)
    return image


@pytest.mark.parametrize(
    ("mode", "colour", "file", "kind"),
    [
        ("RGB", (200, 0, 0), "a.png", "PNG"),
        ("L", 120, "a.png", "PNG"),
        ("1", 1, "a.png", "PNG"),
        ("P", 3, "a.png", "PNG"),
        ("I;16", 40_000, "a.png", "PNG"),
        ("RGB", (200, 0, 0), "a.JPG", "JPEG"),
        ("L", 120, "a.jpeg", "JPEG"),
    ],
)
def test_pictures_of_every_mode_become_grey_or_srgb(mode: str, colour: object, file: str, kind: str) -> None:
    """Indexed, black and white, and 16 bits as well; the colour stays about what it was."""
    image = opened(pixels(mode, colour=colour, format=kind), file)
    assert image.mode in ("L", "RGB")
    if mode == "I;16":
        assert abs(image.getpixel((3, 3)) - 156) <= 1


def test_what_is_transparent_is_white() -> None:
    """As on paper, in both files."""
    image = opened(pixels("RGBA", colour=(255, 0, 0, 0)), "a.png")
    assert image.getpixel((3, 3)) == (255, 255, 255)


def test_a_photograph_stands_upright_and_carries_nothing_else() -> None:
    """The turn that a camera notes is applied; the place and the camera are not handed on."""
    exif = Image.Exif()
    exif[0x0112] = 6
    exif[0x010F] = "相机".encode().decode("latin-1")
    image = opened(pixels(size=(40, 20), format="JPEG", exif=exif), "a.jpg")
    assert image.size == (20, 40)
    assert len(image.getexif()) == 0
    upright = opened(pixels(size=(40, 20), format="JPEG", exif=Image.Exif()), "a.jpg")
    assert upright.size == (40, 20)


def test_cmyk_and_colour_profiles_become_srgb() -> None:
    """What a printer's file says in four colours, and what a profile says, is told in sRGB."""
    cmyk = opened(pixels("CMYK", colour=(0, 255, 255, 0), format="JPEG"), "a.jpg")
    assert cmyk.mode == "RGB"
    assert cmyk.getpixel((3, 3))[0] > 200
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    assert "icc_profile" not in opened(pixels(icc_profile=profile), "a.png").info


def test_the_same_picture_gives_the_same_bytes() -> None:
    """Whatever else stands in the file."""
    first = read(pixels(), "a.png")[0]
    second = read(pixels(dpi=(72, 72)), "b.png")[0]
    assert first is not None
    assert second is not None
    assert first.data == second.data


def moving() -> bytes:
    """A PNG of two frames."""
    out = io.BytesIO()
    frames = [Image.new("RGB", (9, 9), colour) for colour in ("red", "blue")]
    frames[0].save(out, "PNG", save_all=True, append_images=frames[1:])
    return out.getvalue()


@pytest.mark.parametrize(
    ("data", "file", "code"),
    [
        (b"0" * (MOST_BYTES + 1), "a.png", "X203"),
        (pixels(format="GIF"), "a.gif", "X204"),
        ("这不是图片".encode(), "a.png", "X205"),
        (pixels(format="GIF"), "a.png", "X205"),
        (pixels(size=(300, 300), format="JPEG")[:-400], "a.jpg", "X205"),
        (pixels("1", (8000, 7000), 1), "a.png", "X206"),
        (pixels("1", (20_000, 20_000), 1), "a.png", "X206"),
        (moving(), "a.png", "X207"),
        (SVG.format(inside="<script>1</script>").encode(), "a.svg", "X208"),
        (SVG.format(inside='<rect onclick="f()"/>').encode(), "a.svg", "X208"),
        (SVG.format(inside='<rect><animate attributeName="x"/></rect>').encode(), "a.svg", "X208"),
        (SVG.format(inside='<image href="http://a/b.png"/>').encode(), "a.svg", "X209"),
        (SVG.format(inside='<use href="b.svg#c"/>').encode(), "a.svg", "X209"),
        (SVG.format(inside="<style>@import url(a.css);</style>").encode(), "a.svg", "X209"),
        (SVG.format(inside='<rect style="fill: url(http://a/b)"/>').encode(), "a.svg", "X209"),
        (b'<?xml-stylesheet href="a.css"?>' + SVG.format(inside="").encode(), "a.svg", "X209"),
        (b"<svg", "a.svg", "X205"),
        (b"<html/>", "a.svg", "X205"),
        (b'<!DOCTYPE svg [<!ENTITY a "b">]>' + SVG.format(inside="").encode(), "a.svg", "X205"),
        (b'<svg xmlns="http://www.w3.org/2000/svg"/>', "a.svg", "X205"),
        (b"0" * 6_000_000, "a.svg", "X205"),
    ],
)
def test_what_cannot_be_printed_is_refused_with_one_message(data: bytes, file: str, code: str) -> None:
    """Too large, of another kind, broken, moving, with a script, or with something from outside."""
    assert read(data, file) == (None, [code])


def test_a_broken_file_is_told_beside_an_engine_that_fills_it_up(monkeypatch: pytest.MonkeyPatch) -> None:
    """WeasyPrint tells Pillow to accept what ends too early: what is printed must be whole all the same."""
    monkeypatch.setattr(ImageFile, "LOAD_TRUNCATED_IMAGES", True)
    assert read(pixels(size=(310, 300), format="JPEG")[:-300], "a.jpg") == (None, ["X205"])
    assert ImageFile.LOAD_TRUNCATED_IMAGES is True


def test_a_drawing_says_its_size_its_words_and_their_faces() -> None:
    """A plain DOCTYPE, gradients and uses within the file are harmless."""
    inside = (
        '<defs><linearGradient id="g"/></defs><rect fill="url(#g)"/><use href="#g"/>'
        '<text font-family="黑体, sans-serif">县政府</text><text style="font: 12px 仿宋_GB2312">学校</text>'
    )
    head = b'<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">'
    picture, codes = read(head + SVG.format(inside=inside).encode(), "a.svg")
    assert codes == []
    assert picture is not None
    assert picture.drawing is not None
    assert (picture.drawing.words, picture.drawing.families) == ("县政府\n学校", ("黑体", "仿宋_GB2312"))
    assert (picture.width, picture.height) == (151, 76)
