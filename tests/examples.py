"""Examples and imported drafts on their whole road, made once for each process."""

from __future__ import annotations

import tempfile
from functools import lru_cache
from pathlib import Path

from ygt_docs.golden.artefacts import Made, make_document
from ygt_docs.notice.loader import NOTICE
from ygt_docs.project import this_project

ROOT = this_project().root
NAMES = sorted(path.parent.name for path in (ROOT / "content").glob(f"*/{NOTICE}"))


@lru_cache(maxsize=4)
def made(name: str, content: Path = ROOT / "content") -> tuple[Made, bytes, bytes]:
    """What became of one document, its Word file and its PDF."""
    with tempfile.TemporaryDirectory() as folder:
        result = make_document(name, content, this_project(), Path(folder))
        docx, pdf = (path.read_bytes() for path in (result.own(".docx"), result.own(".pdf")) if path)
    return result, docx, pdf
