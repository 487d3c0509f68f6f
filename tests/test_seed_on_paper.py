"""The real draft, through import and build, read back from both files with other tools than the project's own."""

from __future__ import annotations

import difflib
import io
import unicodedata
import zipfile
from pathlib import Path

import pdfplumber
import pytest
from lxml import etree

from ygt_docs import builder
from ygt_docs.building.options import Options
from ygt_docs.intake import import_file
from ygt_docs.project import Project

_TEXT = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}t"
_METADATA_LINES = 6
_HEAD = "序号重点任务完成时限评价标准评价方法责任单位"


class Silent:
    """A progress that says nothing."""

    def __getattr__(self, name: str) -> object:
        return lambda *arguments, **options: None


@pytest.fixture(scope="module")
def built(seeds: Path, project: Project, tmp_path_factory: pytest.TempPathFactory) -> tuple[str, Path]:
    """The draft's document without its metadata block, and the folder of the finished files."""
    folder = tmp_path_factory.mktemp("seed")
    draft = next(seeds.glob("000_*.txt"))
    import_file(draft, "weixian", folder / "content", project, False)
    builder.build(project, Options(folder / "content", folder / "out", None, 1, False), Silent())
    lines = draft.read_text(encoding="utf-8").splitlines()
    return "".join(lines[_METADATA_LINES:]), folder / "out" / "weixian"


def on_one_footing(text: str) -> str:
    """Letters, digits and Chinese characters only: punctuation and spaces are put right by the import."""
    return "".join(c for c in unicodedata.normalize("NFKC", text) if c.isalnum())


def differences(wanted: str, found: str) -> tuple[list[str], list[str]]:
    """What `found` lacks of `wanted`, and what it adds."""
    matcher = difflib.SequenceMatcher(None, wanted, found, autojunk=False)
    codes = [code for code in matcher.get_opcodes() if code[0] != "equal"]
    return [wanted[a:b] for _, a, b, _, _ in codes if a < b], [found[c:d] for _, _, _, c, d in codes if c < d]


def test_word_file_holds_every_character_of_the_draft(built: tuple[str, Path]) -> None:
    """Nothing is lost or moved; the mark and the imprint's organ are all that is added."""
    draft, folder = built
    (path,) = folder.glob("weixian*.docx")
    with zipfile.ZipFile(path) as package:
        root = etree.fromstring(package.read("word/document.xml"))
    lost, added = differences(on_one_footing(draft), on_one_footing("".join(t.text or "" for t in root.iter(_TEXT))))
    assert [] == lost
    assert ["魏县人民政府文件", "魏县人民政府办公室"] == added


def test_pdf_holds_every_character_of_the_draft(built: tuple[str, Path]) -> None:
    """Nothing is lost or moved; besides, only page numbers, 待改 and repeated table heads are added."""
    draft, folder = built
    (path,) = folder.glob("weixian*.pdf")
    with pdfplumber.open(io.BytesIO(path.read_bytes())) as pdf:
        text = "".join(character["text"] for page in pdf.pages for character in page.chars)
    lost, added = differences(on_one_footing(draft), on_one_footing(text))
    assert [] == lost
    furniture = [piece.replace("待改", "").replace(_HEAD, "").strip("0123456789") for piece in added]
    assert ["魏县人民政府文件", "魏县人民政府办公室"] == [piece for piece in furniture if piece]


def test_comparison_sees_one_lost_character(built: tuple[str, Path]) -> None:
    """The comparison can fail: one character less is seen."""
    draft = on_one_footing(built[0])
    assert ["县"] == differences(draft, draft[:1000] + draft[1000:].replace("县", "", 1))[0]
