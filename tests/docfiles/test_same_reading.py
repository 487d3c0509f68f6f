"""Import, update and proof see one Word file: the same paragraphs, the same indents, the same faces."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import SEED
from tests.examples import NAMES, made
from tests.proof import odd
from tests.proof.corpus import Case, cases, make
from tests.proof.makers import MAKERS, file_of
from ygt_docs.compose.print_forms import CONTENTS
from ygt_docs.docfiles.archive import Archive
from ygt_docs.docfiles.decode import PICTURE_MARK
from ygt_docs.docfiles.wml import w
from ygt_docs.docfiles.word_package import main_part
from ygt_docs.docfiles.word_reader import read_word
from ygt_docs.docfiles.word_styles import Effective, Indents
from ygt_docs.docfiles.word_text import kept_runs, run_text
from ygt_docs.fonts import Fonts, load_fonts
from ygt_docs.problems import Problems
from ygt_docs.project import Project
from ygt_docs.proof.docx_facts import WordFacts, docx_facts
from ygt_docs.proof.facts import Kind, Para
from ygt_docs.updating.edited import read_edited

_BESIDE = re.compile(rf"{PICTURE_MARK.pattern}|[\s|｜〃〈]")
_SAMPLE = 25
_WORD = [case for case in cases() if Kind.WORD in case.kinds]


@pytest.fixture(scope="module")
def fonts(project: Project) -> Fonts:
    """The fonts of the project."""
    return load_fonts(project, Problems())


def imported(data: bytes) -> str:
    """The characters that import keeps, without spaces, bars, marks of merged cells and of pictures."""
    decoded = read_word(Archive(data))
    assert decoded is not None
    gone = {place for dropped, _ in decoded.dropped for place in dropped}
    return _BESIDE.sub("", "".join(sign for place, sign in enumerate(decoded.text) if place not in gone))


def updated(data: bytes, folder: Path) -> str:
    """The characters that update sees."""
    path = folder / "edited.docx"
    path.write_bytes(data)
    return _BESIDE.sub("", "".join(block.text for block in read_edited(path, path.name, Problems()).blocks))


def proved(data: bytes) -> WordFacts:
    """What the proof sees."""
    facts = docx_facts(data, Problems())
    assert facts is not None
    return facts


def looks(effective: Effective, root: object) -> Iterator[tuple[Indents, tuple[object, ...]]]:
    """Indents and faces of each paragraph that holds text."""
    for paragraph in root.iter(w("p")):
        runs = [run for run in kept_runs(paragraph) if run_text(run)]
        if runs:
            pieces = tuple(effective.piece(run_text(run), run, paragraph) for run in runs)
            yield effective.indents(paragraph, pieces[0].size), pieces


def is_hidden(para: Para) -> bool:
    """Whether a paragraph of a Word file is hidden as a whole."""
    assert para.source is not None
    runs = [run for run in para.source.iter(w("r")) if run_text(run)]
    return bool(runs) and all(run.find(f"{w('rPr')}/{w('vanish')}") is not None for run in runs)


def check(data: bytes, folder: Path) -> None:
    """All three see the same of `data`; hidden text is for the proof alone, and what was made of headings no text."""
    facts = proved(data)
    kept, typed = "", ""
    for para in facts.paras:
        text = _BESIDE.sub("", "" if is_hidden(para) else para.text)
        kept += text
        typed += "" if para.role in CONTENTS else text
    assert imported(data) == kept
    assert updated(data, folder) in (kept, typed)  # contents in other styles than ours are text to it
    archive = Archive(data)
    main = main_part(archive)
    assert main is not None
    effective = Effective.in_archive(archive, main)
    assert list(looks(effective, archive.xml(main))) == list(looks(facts.effective, facts.body))


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Every file in a soak, a fixed sample otherwise."""
    soak, sample = metafunc.config.getoption("--soak"), random.Random(SEED)
    if "case" in metafunc.fixturenames:
        metafunc.parametrize("case", _WORD if soak else sample.sample(_WORD, min(_SAMPLE, len(_WORD))), ids=str)
    if "example" in metafunc.fixturenames:
        metafunc.parametrize("example", NAMES if soak else sample.sample(NAMES, 2))


def test_corpus_files_read_alike(case: Case, fonts: Fonts, project: Project, tmp_path: Path) -> None:
    """Also files that are broken in one way each."""
    check(make(case, Kind.WORD, fonts, project, tmp_path), tmp_path)


def test_examples_read_alike(example: str, tmp_path: Path) -> None:
    """And the documents that the project builds."""
    check(made(example)[1], tmp_path)


def test_makers_files_read_alike(tmp_path: Path) -> None:
    """And files of other makers."""
    for maker in MAKERS:
        check(file_of(maker), tmp_path)


def test_strict_and_transitional_read_alike(tmp_path: Path) -> None:
    """The two forms of ISO/IEC 29500 are one file to every reader."""
    check(odd.strict(), tmp_path)
