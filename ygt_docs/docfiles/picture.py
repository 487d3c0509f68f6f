"""The one reader of pictures (.png, .jpg, .svg): upright, in sRGB, on white, without what else the file carries.

What a reader of the paper would not see right (an animation, a broken file, a script) is refused. The bytes that come
out depend on the bytes that went in alone.
"""

from __future__ import annotations

import io
import struct
import zlib
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from PIL import Image, ImageCms, ImageFile, ImageOps, UnidentifiedImageError

from ygt_docs.docfiles.svg import BrokenDrawingError, Drawing, read_drawing
from ygt_docs.problems import Place, Problems

MOST_BYTES = 50_000_000
MOST_PIXELS = 50_000_000
SUFFIXES = (".png", ".jpg", ".jpeg", ".svg")
_FORMATS = ("PNG", "JPEG", "MPO")  # MPO: what many telephones write as .jpg, its first picture the photograph
_QUALITY = 95
_BROKEN = (OSError, SyntaxError, ValueError, EOFError, zlib.error, struct.error, MemoryError, IndexError, TypeError)


@dataclass(frozen=True)
class Picture:
    """A picture ready to be printed: `kind` png, jpg or svg, its bytes, and how large it is.

    `width` and `height` are pixels; those of a drawing are its own units. `drawing` (None: of pixels) is what an .svg
    draws.
    """

    kind: str
    data: bytes
    width: int
    height: int
    drawing: Drawing | None = None


class _Refused(Exception):
    """The problem `code` with its `words`."""

    def __init__(self, code: str, **words: Any) -> None:
        self.code = code
        self.words = words
        super().__init__(code)


def read_picture(data: bytes, file: str, problems: Problems, place: Place) -> Picture | None:
    """The picture in the bytes of `file`; None: it cannot be printed, and `problems` says at `place` why (X203 on)."""
    try:
        return _read(data, file[file.rfind(".") :].lower())
    except _Refused as refusal:
        problems.add(refusal.code, place, file=file.rpartition("/")[2], **refusal.words)
        return None


@lru_cache(maxsize=32)
def _read(data: bytes, suffix: str) -> Picture:
    """The picture in `data`. Raises _Refused."""
    if suffix not in SUFFIXES:
        raise _Refused("X204", suffix=suffix)
    if len(data) > MOST_BYTES:
        raise _Refused("X203", most=MOST_BYTES // 1_000_000)
    if suffix == ".svg":
        return _read_svg(data)
    try:
        with Image.open(io.BytesIO(data), formats=("PNG", "JPEG", "GIF", "WEBP", "BMP", "TIFF")) as image:
            return _read_pixels(image, data)
    except Image.DecompressionBombError:
        raise _Refused("X206", most=MOST_PIXELS // 1_000_000) from None
    except UnidentifiedImageError:
        raise _Refused("X205", why="里面不是图片") from None
    except _BROKEN:
        raise _Refused("X205", why="文件不完整，或者坏了") from None


def _read_svg(data: bytes) -> Picture:
    try:
        drawing = read_drawing(data)
    except BrokenDrawingError as error:
        raise _Refused(error.code, why=error.why) from None
    return Picture("svg", drawing.data, round(drawing.width), round(drawing.height), drawing)


def _read_pixels(image: Image.Image, data: bytes) -> Picture:
    if image.format not in _FORMATS:
        raise _Refused("X205", why=f"里面是 {image.format} 图片")
    if image.width * image.height > MOST_PIXELS:
        raise _Refused("X206", most=MOST_PIXELS // 1_000_000)
    if image.format == "PNG" and getattr(image, "is_animated", False):
        raise _Refused("X207")
    _load_whole(image)
    photograph = image.format != "PNG"
    upright = ImageOps.exif_transpose(image)
    plain = _on_white(_in_srgb(upright))
    out = io.BytesIO()
    plain.info.clear()  # a profile that was just made bears the hour, a photograph the place
    if not photograph:
        plain.save(out, "PNG", compress_level=6)
    elif image.format == "JPEG" and upright.size == image.size and plain.mode == image.mode and _is_plain(image):
        image.info.clear()
        image.save(out, "JPEG", quality="keep", exif=b"")
    else:
        plain.save(out, "JPEG", quality=_QUALITY, subsampling=0)
    return Picture("jpg" if photograph else "png", out.getvalue(), plain.width, plain.height)


def _load_whole(image: Image.Image) -> None:
    """Read all of `image`. The engine that lays out pages lets Pillow fill up what a broken file lacks; here it counts.

    Raises what Pillow raises for a file that ends too early.
    """
    lenient = ImageFile.LOAD_TRUNCATED_IMAGES
    ImageFile.LOAD_TRUNCATED_IMAGES = False
    try:
        image.load()
    finally:
        ImageFile.LOAD_TRUNCATED_IMAGES = lenient


def _is_plain(image: Image.Image) -> bool:
    """Whether a photograph can stay as it was compressed: it is upright and says no colours of its own."""
    return image.getexif().get(0x0112, 1) == 1 and not image.info.get("icc_profile")


def _in_srgb(image: Image.Image) -> Image.Image:
    """`image` in grey or sRGB, with transparency where it has some; its own colour profile is carried out."""
    transparent = image.mode in ("RGBA", "LA", "PA") or "transparency" in image.info
    profile = image.info.get("icc_profile")
    if image.mode in ("CMYK", "RGB") and profile:
        try:
            source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
            target = ImageCms.createProfile("sRGB")
            image = ImageCms.profileToProfile(image, source, target, outputMode="RGB") or image
        except (ImageCms.PyCMSError, OSError):
            image = image.convert("RGB")  # a profile that nobody can read says nothing
    if image.mode in ("L", "RGB", "RGBA", "LA") and "transparency" not in image.info:
        return image
    if image.mode.startswith("I") or image.mode == "F":
        return _of_sixteen_bits(image)
    if image.mode == "1":
        return image.convert("L")
    return image.convert("RGBA" if transparent else "RGB")


def _of_sixteen_bits(image: Image.Image) -> Image.Image:
    """A grey picture of 16 bits in 8: Pillow would cut what is above 255 off instead of scaling it."""
    return image.convert("I").point(lambda value: value / 256).convert("L")


def _on_white(image: Image.Image) -> Image.Image:
    """`image` as it looks on paper: what is transparent is white."""
    if image.mode not in ("RGBA", "LA"):
        return image
    white = Image.new("RGBA", image.size, "white")
    white.alpha_composite(image.convert("RGBA"))
    return white.convert("L" if image.mode == "LA" else "RGB")
