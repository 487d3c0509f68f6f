"""Files inside a PDF (附带的内容): PDF/A-3 associated files, Source of what is printed, the same bytes every time."""

from __future__ import annotations

import datetime
import io
from collections.abc import Mapping

import pikepdf


def attach(data: bytes, files: Mapping[str, bytes], date: datetime.date | None) -> bytes:
    """The PDF `data` with `files` (name → content) in it, dated `date` (None: 1980-01-01) at midnight UTC."""
    moment = f"D:{date or datetime.date(1980, 1, 1):%Y%m%d}000000+00'00'"
    with pikepdf.open(io.BytesIO(data)) as pdf:
        listed = pikepdf.Array()
        for name, content in sorted(files.items()):
            listed.append(pikepdf.String(name))
            listed.append(pdf.make_indirect(_specification(pdf, name, content, moment)))
        names = pdf.Root.get("/Names", pikepdf.Dictionary())
        names["/EmbeddedFiles"] = pikepdf.Dictionary(Names=listed)
        pdf.Root["/Names"] = names
        pdf.Root["/AF"] = pikepdf.Array([listed[index] for index in range(1, len(listed), 2)])
        buffer = io.BytesIO()
        pdf.save(
            buffer,
            deterministic_id=True,
            object_stream_mode=pikepdf.ObjectStreamMode.generate,
            compress_streams=True,
            recompress_flate=False,
            linearize=False,
        )
    return buffer.getvalue()


def _specification(pdf: pikepdf.Pdf, name: str, content: bytes, moment: str) -> pikepdf.Dictionary:
    stream = pikepdf.Stream(pdf, content)
    stream["/Type"] = pikepdf.Name("/EmbeddedFile")
    stream["/Subtype"] = pikepdf.Name("/application/yaml")
    stream["/Params"] = pikepdf.Dictionary(Size=len(content), ModDate=moment, CreationDate=moment)
    held = pdf.make_indirect(stream)
    return pikepdf.Dictionary(
        Type=pikepdf.Name("/Filespec"),
        F=pikepdf.String(name),
        UF=pikepdf.String(name),
        Desc=pikepdf.String("公文内容（YAML）"),
        AFRelationship=pikepdf.Name("/Source"),
        EF=pikepdf.Dictionary(F=held, UF=held),
    )
