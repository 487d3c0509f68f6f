"""Files that are not what their names say, or not what anybody expects (怪文件): made in the test, none is kept."""

from __future__ import annotations

import io
import random
import zipfile
from collections.abc import Callable, Iterable

import pikepdf

from tests.building.fakes import pdf_of_blank_pages
from tests.proof.strangers import usual

OLE = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(2000)
_STRICT = (
    (
        "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        "http://purl.oclc.org/ooxml/wordprocessingml/main",
    ),
    (
        "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
        "http://purl.oclc.org/ooxml/officeDocument/relationships",
    ),
)
A3 = [0, 0, 1190.55, 841.89]  # points


def zip_of(parts: dict[str, bytes]) -> bytes:
    """A zip file of these parts."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return out.getvalue()


def parts_of(data: bytes) -> dict[str, bytes]:
    """The parts of a zip file."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def without(data: bytes, part: str) -> bytes:
    """A package that lost a part."""
    return zip_of({name: content for name, content in parts_of(data).items() if name != part})


def replaced(data: bytes, part: str, *pairs: tuple[str, str]) -> bytes:
    """A package with text of one part replaced; every text has to be there."""
    parts = parts_of(data)
    for old, new in pairs:
        assert old.encode() in parts[part], old
        parts[part] = parts[part].replace(old.encode(), new.encode())
    return zip_of(parts)


def strict() -> bytes:
    """A Word file saved as Strict Open XML."""
    parts = parts_of(usual())
    for old, new in _STRICT:
        parts = {name: data.replace(old.encode(), new.encode()) for name, data in parts.items()}
    return zip_of(parts)


def pages_changed(
    data: bytes, change: Callable[[pikepdf.Pdf, pikepdf.Page], None], which: Iterable[int] | None = None
) -> bytes:
    """The PDF `data` after `change` was done to its pages (`which`: to these, from 0)."""
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(data)) as pdf:
        for number in range(len(pdf.pages)) if which is None else which:
            change(pdf, pdf.pages[number])
        pdf.save(out)
    return out.getvalue()


def lay(pdf: pikepdf.Pdf, page: pikepdf.Page) -> None:
    """The page is shown on its side."""
    page.rotate(90, relative=True)


def drawn_on_its_side(pdf: pikepdf.Pdf, page: pikepdf.Page) -> None:
    """The page is written from the bottom upwards, and shown upright by /Rotate, as some printers do it."""
    width, height = _size(page)
    _place(pdf, page, f"0 1 -1 0 {height} 0", [0, 0, height, width])
    page.rotate(90, relative=True)


def paper_begins_elsewhere(pdf: pikepdf.Pdf, page: pikepdf.Page) -> None:
    """The lower left corner of the paper is not 0, 0."""
    width, height = _size(page)
    _place(pdf, page, "1 0 0 1 40 60", [40, 60, width + 40, height + 60])


def one_form(pdf: pikepdf.Pdf, page: pikepdf.Page) -> None:
    """All content stands in one form that the page draws at half its size, as some printers do it."""
    page.contents_coalesce()
    form = pdf.make_stream(b"q 2 0 0 2 0 0 cm\n" + page.Contents.read_bytes() + b"\nQ")
    form.Type, form.Subtype = pikepdf.Name.XObject, pikepdf.Name.Form
    form.BBox, form.Resources = pikepdf.Array([0, 0, 5000, 5000]), page.Resources
    page.obj["/Resources"] = pikepdf.Dictionary(XObject=pikepdf.Dictionary(F=form))
    page.Contents = pdf.make_stream(b"q 0.5 0 0 0.5 0 0 cm /F Do Q")


def on_a3(pdf: pikepdf.Pdf, page: pikepdf.Page) -> None:
    """The page is an A3 sheet."""
    _place(pdf, page, "1 0 0 1 0 0", A3)


def _size(page: pikepdf.Page) -> tuple[float, float]:
    return float(page.mediabox[2]), float(page.mediabox[3])


def _place(pdf: pikepdf.Pdf, page: pikepdf.Page, matrix: str, box: list[float]) -> None:
    page.contents_add(pdf.make_stream(f"q {matrix} cm\n".encode()), prepend=True)
    page.contents_add(pdf.make_stream(b"\nQ"))
    page.mediabox = pikepdf.Array(box)
    for name in ("/CropBox", "/TrimBox", "/BleedBox"):
        if name in page.obj:
            del page.obj[name]


def locked() -> bytes:
    """A PDF that asks for a password."""
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf_of_blank_pages(1))) as document:
        document.save(out, encryption=pikepdf.Encryption(owner="owner", user="user"))
    return out.getvalue()


def scan(pages: int) -> bytes:
    """A PDF of pictures, one on each page, without a character."""
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf_of_blank_pages(pages))) as document:
        for page in document.pages:
            picture = document.make_stream(
                bytes(range(256)),
                Type=pikepdf.Name.XObject,
                Subtype=pikepdf.Name.Image,
                Width=16,
                Height=16,
                ColorSpace=pikepdf.Name.DeviceGray,
                BitsPerComponent=8,
            )
            page.obj["/Resources"] = pikepdf.Dictionary(XObject=pikepdf.Dictionary(P=picture))
            page.Contents = document.make_stream(b"q 500 0 0 700 40 60 cm /P Do Q")
        document.save(out)
    return out.getvalue()


def pages_of(data: bytes, count: int) -> bytes:
    """A PDF of `count` pages: those of `data` again and again."""
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(data)) as source, pikepdf.new() as target:
        while len(target.pages) < count:
            target.pages.extend(source.pages)
        while len(target.pages) > count:
            del target.pages[-1]
        target.save(out)
    return out.getvalue()


def _changed(data: bytes, change: Callable[[pikepdf.Pdf], None]) -> bytes:
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(data)) as pdf:
        change(pdf)
        pdf.save(out)
    return out.getvalue()


def said_too_often() -> bytes:
    """A PDF whose page is the same 100,000 bytes, 2,000 times."""

    def change(pdf: pikepdf.Pdf) -> None:
        piece = pdf.make_stream(b"q Q " * 25_000)
        pdf.pages[0].obj["/Contents"] = pikepdf.Array([piece] * 2_000)

    return _changed(pdf_of_blank_pages(1), change)


def form_in_form(levels: int, times: int) -> bytes:
    """A PDF with a form that shows a form, and so on, each several times."""

    def change(pdf: pikepdf.Pdf) -> None:
        form = pdf.make_stream(b"q Q " * 5)
        for level in range(levels):
            if level:
                form, inner = pdf.make_stream(b"/F Do " * times), form
                form["/Resources"] = pikepdf.Dictionary(XObject=pikepdf.Dictionary(F=inner))
            form["/Type"], form["/Subtype"], form["/BBox"] = pikepdf.Name.XObject, pikepdf.Name.Form, A3
        page = pdf.pages[0].obj
        page["/Resources"] = pikepdf.Dictionary(XObject=pikepdf.Dictionary(F=form))
        page["/Contents"] = pdf.make_stream(b"/F Do")

    return _changed(pdf_of_blank_pages(1), change)


def of_another_type(data: bytes, rng: random.Random) -> tuple[str, bytes]:
    """A PDF in which one entry is of a type that it may not have; its name."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        top = [pdf.Root, *(page.obj for page in pdf.pages), *(held for held in pdf.objects if _has_entries(held))]
        holder = rng.choice(top[: 4 + len(pdf.pages)] if rng.random() < 0.3 else top)
        key = rng.choice(sorted(set(holder.keys()) - {"/Length"}))
        odd = rng.choice([3, True, "x", pikepdf.Name.X, [1, "a"], {}, pdf.make_stream(b"q")])
        if isinstance(odd, list | dict):
            odd = pikepdf.Object.parse(b"[1 (a) /B << >>]" if odd else b"<< >>")
        holder[key] = odd
        out = io.BytesIO()
        try:
            pdf.save(out, fix_metadata_version=False)
        except pikepdf.PdfError:  # without that entry nobody could write such a file
            return of_another_type(data, rng)
        return f"{key} {odd!r}", out.getvalue()


def _has_entries(item: object) -> bool:
    return isinstance(item, pikepdf.Dictionary | pikepdf.Stream) and len(set(item.keys()) - {"/Length"}) > 0
