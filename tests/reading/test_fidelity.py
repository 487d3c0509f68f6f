"""What is typed is what comes out, at the place where it was typed; and nothing that is typed breaks the reader."""

from __future__ import annotations

import json
import random
import re
from collections.abc import Callable, Iterator

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from tests.reading.mutants import mutant
from ygt_docs.notice.model import Body, Goals, Notice, Organs, Steps, TaskTable
from ygt_docs.notice.shape import expected_of
from ygt_docs.problems import Problems, Severity
from ygt_docs.project import Project
from ygt_docs.reading import MarkedMap, parse_tree
from ygt_docs.reading.characters import fault_of
from ygt_docs.reading.expected import NOTHING

_SELECTOR = re.compile("[\ufe00-\ufe0f\U000e0100-\U000e01ef]")


def _prints(character: str) -> bool:
    """Whether the reader keeps a character: no fault, and no selector of a glyph, which it drops and says (Y151)."""
    return fault_of(character) is None and _SELECTOR.match(character) is None


TEXT = st.text(
    st.characters(exclude_categories=["Cs", "Cc", "Cf", "Zl", "Zp"]).filter(_prints),
    min_size=1,
    max_size=40,
).filter(lambda text: text.strip() != "")
NESTED = st.recursive(
    TEXT,
    lambda inner: st.lists(inner, min_size=1, max_size=3) | st.dictionaries(TEXT, inner, min_size=1, max_size=3),
    max_leaves=8,
)


def read(text: str) -> MarkedMap:
    """`text` as a file that must have no fault."""
    problems = Problems()
    tree = parse_tree(text.encode("utf-8"), "f.yaml", problems)
    assert not list(problems), [str(item) for item in problems]
    assert tree is not None
    return tree


@given(TEXT)
def test_quoted_text_comes_out_as_typed(text: str) -> None:
    """Single-quoted text of any characters is read unchanged."""
    assert read("甲: '" + text.replace("'", "''") + "'\n")["甲"] == text


@given(TEXT)
def test_double_quoted_text_comes_out_as_typed(text: str) -> None:
    """Double-quoted text of any characters is read unchanged."""
    assert read('甲: "' + text.replace("\\", "\\\\").replace('"', '\\"') + '"\n')["甲"] == text


@given(st.lists(TEXT, min_size=1, max_size=5))
def test_block_text_comes_out_as_typed(lines: list[str]) -> None:
    """Block text of any characters is read unchanged, and each line knows its place."""
    lines = [line.strip() or "甲" for line in lines]
    text = read("甲: |\n" + "".join(f"    {line}\n" for line in lines) + "乙: 1\n")["甲"]
    assert text == "".join(line + "\n" for line in lines)
    assert [(str(line), line.place.line, line.place.column) for line in text.lines()] == [
        (line, number, 5) for number, line in enumerate(lines, 2)
    ]


@pytest.mark.parametrize(
    "text",
    [
        "056000",
        "0310",
        "08",
        "10:00",
        "8:30",
        "09:30",
        "1.10",
        "1e3",
        "1_000",
        "0x1F",
        ".inf",
        "~",
        "null",
        "no",
        "on",
        "yes",
        "=",
        "True",
        "110101199003078888",
        "2026-02-30",
        "2026-1-5",
        "2026-04-26T00:00:00Z",
        "12:30:45",
        "+1",
        "-5",
    ],
)
def test_no_scalar_is_ever_converted(text: str) -> None:
    """What YAML 1.1 would turn into numbers, dates, yes/no and nothing stays the text that was typed."""
    assert read(f"甲: {text}\n乙: [{text}]\n") == {"甲": text, "乙": [text]}


@given(st.dictionaries(TEXT, NESTED, min_size=1, max_size=4))
def test_what_another_program_writes_is_read_the_same(tree: dict[str, object]) -> None:
    """YAML that PyYAML writes on long lines is read without a fault and with the same content."""
    text = yaml.safe_dump(tree, allow_unicode=True, width=100_000, default_style="'", default_flow_style=True)
    if "\\" not in text and len(max(text.split("\n"))) < 900:
        assert read(text) == tree


def test_every_part_knows_its_place() -> None:
    """Keys, values, items and collections have their line and column; crossing mended columns as typed."""
    tree = read("甲: 乙\n丙:\n  - 丁: {戊: 己}\n  - [庚, 辛]\n")
    where = [
        tree.key_place("丙"),
        tree["甲"].place,
        tree["丙"].place,
        tree["丙"][0].key_place("丁"),
        tree["丙"][0]["丁"]["戊"].place,
        tree["丙"][1][1].place,
    ]
    assert [(place.line, place.column) for place in where] == [(2, 1), (1, 4), (3, 3), (3, 5), (3, 12), (4, 9)]


def test_places_after_a_mended_fault_are_those_typed() -> None:
    """A full-width colon that was mended does not shift the columns that follow."""
    problems = Problems()
    tree = parse_tree("甲: {乙：丙, 丁: 戊}\n".encode(), "f.yaml", problems)
    assert tree is not None
    assert (tree["甲"]["丁"].place.line, tree["甲"]["丁"].place.column) == (1, 13)


def test_no_mutant_breaks_the_reader(project: Project, rng: random.Random, count: Callable[[int, int], int]) -> None:
    """Mutated content files end in a tree or in errors with a place, never in an exception and never in silence.

    What is read without a complaint is what PyYAML itself reads, so no mending slips through untold.
    """
    files = [path.read_text(encoding="utf-8") for path in sorted((project.root / "content").rglob("*.yaml"))]
    shapes = [NOTHING, *(expected_of(model) for model in (Notice, Body, Goals, Steps, TaskTable, Organs))]
    for _ in range(count(3_000, 1_000_000)):
        text = mutant(rng.choice(files), rng)
        problems = Problems()
        tree = parse_tree(text.encode("utf-8"), "f.yaml", problems, rng.choice(shapes))
        assert all(item.place.file for item in problems)
        assert {item.code for item in problems if item.severity != Severity.ERROR} <= {"Y144"}
        assert tree is not None or problems.errors, text
        if not problems.errors:
            assert _reads_alike(tree, text.replace("\r\n", "\n").replace("\r", "\n")), text


_UNSEEN = "\ue000"


def _reads_alike(tree: object, typed: str) -> bool:
    """Whether PyYAML, the oracle, says the same.

    It refuses block text whose first line is blank but for more spaces than the text's own; the reader takes such a
    line for what a person sees, an empty one. It refuses a question mark within brackets, which YAML allows. Where a
    text belongs, the reader takes a line by itself for text, whatever marks of YAML are in it.
    """
    marked = re.sub(r"(?<=[^\s,\[{])\?(?= )", _UNSEEN, re.sub(r"(?m)^ +$", "", typed))
    for oracle, ends in ((typed, True), (marked, False), (_lines_quoted(marked, tree), False)):
        try:
            if _plain(tree, ends) == _plain(yaml.load(oracle, Loader=yaml.BaseLoader), ends):
                return True
        except yaml.YAMLError:
            continue
    return False


def _lines_quoted(typed: str, tree: object) -> str:
    """`typed` with quotes round each line that is a text of `tree` by itself."""
    texts = {str(_plain(text, ends=False)).strip() for text in _texts(tree)}
    lines = []
    for line in typed.split("\n"):
        text = line.replace(_UNSEEN, "?").partition(" #")[0].strip()
        indent = line[: len(line) - len(line.lstrip(" "))]
        lines.append(f"{indent}{json.dumps(text, ensure_ascii=False)}" if text in texts else line)
    return "\n".join(lines)


def _texts(tree: object) -> Iterator[str]:
    """Every value of `tree`."""
    if isinstance(tree, dict | list):
        for item in tree.values() if isinstance(tree, dict) else tree:
            yield from _texts(item)
    else:
        yield str(tree)


def _plain(tree: object, ends: bool = True) -> object:
    """`tree` with a space for each tab in its texts, which is told (Y144); without `ends` nothing in their blank lines,
    and none of those at their ends."""
    if isinstance(tree, dict):
        return {_plain(key): _plain(value, ends) for key, value in tree.items()}
    if isinstance(tree, list):
        return [_plain(item, ends) for item in tree]
    text = str(tree).replace("\t", " ").replace(_UNSEEN, "?")
    return text if ends else re.sub(r"(?m)^ +$", "", text).strip()


@given(st.binary(max_size=300))
def test_no_bytes_break_the_reader(data: bytes) -> None:
    """Any bytes at all end in a tree or in errors."""
    problems = Problems()
    assert parse_tree(data, "f.yaml", problems) is not None or problems.errors


@given(st.text(st.sampled_from("ab:：,，[]{}［］｛｝#\"'|>-&*!@%\\ \n\t　甲乙"), max_size=60))
def test_no_row_of_marks_breaks_the_reader(text: str) -> None:
    """Any row of YAML's marks, half-width and full-width, ends in a tree or in errors."""
    problems = Problems()
    assert parse_tree(text.encode("utf-8"), "f.yaml", problems) is not None or problems.errors
