"""Nothing small slips through: a character, a face, a size, half a millimetre, an order, a missing rule."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.examples import NAMES
from tests.golden.example_mutations import Example
from tests.golden.mutations import Original
from ygt_docs.fonts import load_fonts
from ygt_docs.golden.artefacts import model_text, read_document
from ygt_docs.golden.judge import changes
from ygt_docs.problems import Problems
from ygt_docs.project import Project


@pytest.fixture(scope="module")
def original(project: Project) -> Original:
    """A notice without faults."""
    document, _ = read_document("yunxi-2026-plan", project.root / "content", project)
    return Original(load_fonts(project, Problems()), project, model_text(document))


def test_every_small_mutation_is_caught(
    original: Original, rng: random.Random, count: Callable[[int, int], int]
) -> None:
    """Of 200 small faults (42 usually), put into the Flow, the HTML, the CSS, the Word parts, the PDF and the model,
    every one changes each text of the golden that has to show it."""
    missed = []
    for mutation in original.mutations(rng, count(42, 200)):
        seen = {change.file for change in changes(original.texts, {**original.texts, **mutation.texts})}
        if seen != set(mutation.texts):
            missed.append((mutation.what, set(mutation.texts) - seen))
    assert missed == []


def test_the_same_files_have_no_changes(original: Original) -> None:
    """What is made again from the same Flow, HTML and style sheet differs in nothing: no fault, no alarm."""
    again = {**original.texts, **original.of_flow(original.flow), **original.laid_out(original.html, original.css)}
    assert changes(original.texts, again) == []


@pytest.mark.parametrize("name", NAMES)
def test_every_small_mutation_of_an_example_is_caught(
    name: str, project: Project, rng: random.Random, tmp_path: Path, count: Callable[[int, int], int]
) -> None:
    """Of 16 small faults in each of the 16 examples (3 usually): in its content, its Flow, the style sheet, the Word
    template, the HTML, the Word file and the PDF, every one changes each text of the golden that has to show it."""
    example = Example(name, load_fonts(project, Problems()), project, tmp_path)
    missed = []
    for mutation in example.faults(rng, count(3, 16), first=3 * NAMES.index(name)):
        seen = {change.file for change in changes(example.texts, {**example.texts, **mutation.texts})}
        if seen != set(mutation.texts):
            missed.append((mutation.what, set(mutation.texts) - seen))
    assert missed == []


def test_the_examples_share_200_mutations() -> None:
    """All examples together see no fewer than 200 in a soak."""
    assert len(NAMES) * 16 >= 200
