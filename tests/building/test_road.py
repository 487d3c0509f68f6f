"""One document's road: the decisions, marking, characters, and writers that refuse."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from tests.building.fakes import FAKE_PDF, FAKE_WORD, STAGES, FakePages, flow_of, write_notice
from ygt_docs.building.characters import check_characters, without_echoes
from ygt_docs.building.outputs import Making
from ygt_docs.building.road import Made, Stages, Workshop, make
from ygt_docs.building.settle import ROUNDS, settle
from ygt_docs.compose.flow import Decisions, Face, Flow, Format, Role
from ygt_docs.elements.formats import style_name
from ygt_docs.fonts import ROLES, Fonts, load_fonts
from ygt_docs.notice import load_content
from ygt_docs.notice.document import Document
from ygt_docs.placing import PlacedFlow
from ygt_docs.problems import Place, Problem, Problems, Severity, UserError, problem
from ygt_docs.project import Project

ON, OFF = Decisions(imprint_on_new_page=True), Decisions()


@pytest.fixture(scope="module")
def fonts(project: Project) -> Fonts:
    """The fonts of the project."""
    return load_fonts(project, Problems())


@pytest.fixture
def document(tmp_path: Path, project: Project) -> Document:
    """A small faultless notice."""
    write_notice(tmp_path / "content", "a")
    loaded = load_content(tmp_path / "content", project).documents[0]
    assert loaded.document is not None, list(loaded.problems)
    return loaded.document


def run(document: Document, fonts: Fonts, project: Project, folder: Path, stages: Stages) -> Made:
    """Make `document` in `folder`."""
    folder.mkdir(exist_ok=True)
    return make(document, [], Workshop(folder, fonts, project, stages))


def verified(verify: Callable[[bytes, Making], list[Problem]], *suffixes: str) -> Stages:
    """The quick stages with another verification for the outputs with these suffixes."""
    outputs = []
    for output in STAGES.outputs:
        outputs.append(replace(output, verify=verify) if output.suffix in suffixes else output)
    return replace(STAGES, outputs=tuple(outputs))


def names(made: Made) -> list[str]:
    """The names of the files made."""
    return [file.name for file in made.files]


def codes(made: Made) -> list[str]:
    """The codes of what was found, without the notes."""
    return [item.code for item in made.problems if item.severity is not Severity.NOTE]


def test_pages_that_agree_are_composed_once() -> None:
    """Where the pages ask for what they were given, one round is enough."""
    rounds = []

    def compose(decisions: Decisions, problems: Problems) -> Flow:
        rounds.append(decisions)
        return flow_of("文", decisions)

    settled = settle(compose, lambda flow: FakePages(OFF))
    assert (rounds, settled.problems) == ([OFF], [])


def test_decisions_go_back_into_the_flow() -> None:
    """What the pages ask for is composed again until it is stable; only the last round's problems count."""

    def compose(decisions: Decisions, problems: Problems) -> Flow:
        problems.add("N102" if decisions == OFF else "N101")
        return flow_of("文", decisions)

    settled = settle(compose, lambda flow: FakePages(ON))
    assert settled.flow.decisions == ON
    assert [item.code for item in settled.problems] == ["N101"]


def test_pages_that_never_settle_are_an_error() -> None:
    """Pages that change their mind every time are given up after four rounds, with an error."""
    rounds = []

    def lay_out(flow: Flow) -> FakePages:
        rounds.append(flow)
        return FakePages(OFF if flow.decisions == ON else ON)

    settled = settle(lambda decisions, problems: flow_of("文", decisions), lay_out)
    assert len(rounds) == ROUNDS
    assert [item.code for item in settled.problems] == ["B301"]


def test_pages_that_never_settle_are_marked(document: Document, fonts: Fonts, project: Project, tmp_path: Path) -> None:
    """A document that never settles gets its files, named 待改."""
    stages = replace(
        STAGES, lay_out=lambda placed, fonts, project: FakePages(OFF if placed.flow.decisions == ON else ON)
    )
    made = run(document, fonts, project, tmp_path / "s", stages)
    assert (names(made), codes(made)) == (["a.待改.docx", "a.待改.pdf"], ["B301"])


@pytest.mark.parametrize("suffix", [".docx", ".pdf"])
def test_a_file_that_differs_from_its_source_is_marked(
    document: Document, fonts: Fonts, project: Project, tmp_path: Path, suffix: str
) -> None:
    """What verification finds in a good-looking file makes both files again as 待改, and is reported once."""

    def find(data: bytes, making: Making) -> list[Problem]:
        return [problem("N102")]

    made = run(document, fonts, project, tmp_path / "s", verified(find, suffix))
    assert (names(made), codes(made)) == (["a.待改.docx", "a.待改.pdf"], ["N102"])
    assert made.flow is not None
    assert made.flow.marked
    assert sorted(item.name for item in (tmp_path / "s").iterdir()) == sorted(names(made))


def test_a_fault_seen_in_the_good_file_alone_still_counts(
    document: Document, fonts: Fonts, project: Project, tmp_path: Path
) -> None:
    """An error that shows in the first file and not in the marked one is not forgotten."""

    def find(data: bytes, making: Making) -> list[Problem]:
        return [] if making.flow.marked else [problem("N102")]

    made = run(document, fonts, project, tmp_path / "s", verified(find, ".docx"))
    assert (names(made), codes(made)) == (["a.待改.docx", "a.待改.pdf"], ["N102"])


def test_verification_reads_what_stands_on_the_disk(
    document: Document, fonts: Fonts, project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Both files are verified from the bytes on the disk: what a writer loses on the way is seen."""
    seen = []
    monkeypatch.setattr("ygt_docs.building.outputs.write_atomically", lambda path, data: path.write_bytes(b"lost"))

    def look(data: bytes, making: Making) -> list[Problem]:
        seen.append(data)
        return []

    run(document, fonts, project, tmp_path / "s", verified(look, ".docx", ".pdf"))
    assert seen == [b"lost", b"lost"]


def test_a_template_that_fails_leaves_the_other_file(
    document: Document, fonts: Fonts, project: Project, tmp_path: Path
) -> None:
    """Where the Word template is at fault, the PDF is still made, as 待改."""

    def refuse(making: Making) -> bytes:
        raise UserError([problem("N102")])

    stages = replace(STAGES, outputs=(replace(FAKE_WORD, write=refuse), FAKE_PDF))
    made = run(document, fonts, project, tmp_path / "s", stages)
    assert (names(made), codes(made)) == (["a.待改.pdf"], ["N102"])


def test_pages_that_cannot_be_laid_out_give_no_file(
    document: Document, fonts: Fonts, project: Project, tmp_path: Path
) -> None:
    """Where the PDF template is at fault there are no files and no page count: nothing was decided."""

    def refuse(placed: PlacedFlow, fonts: Fonts, project: Project) -> FakePages:
        raise UserError([problem("N102")])

    made = run(document, fonts, project, tmp_path / "s", replace(STAGES, lay_out=refuse))
    assert (names(made), codes(made), made.page_count) == ([], ["N102"], None)


def test_a_missing_character_is_an_error_with_its_line(fonts: Fonts) -> None:
    """A character that no declared face has is one error at its first column, with how often it stands in the text."""
    found = [item for item in check_characters(flow_of("请\U0010fffd照办\U0010fffd"), fonts) if item.code == "F303"]
    first = uses_of(flow_of("请\U0010fffd照办\U0010fffd"))
    assert [(item.severity, item.place.line, item.place.column) for item in found] == [(Severity.ERROR, 7, first + 1)]
    assert "U+10FFFD" in found[0].message
    assert "共 2 处" in found[0].message


def uses_of(flow: Flow) -> int:
    """The column of the run that holds the missing character."""
    run = next(run for item in flow.paragraphs() for run in item.runs if "\U0010fffd" in run.text)
    assert run.place.column is not None
    return run.place.column


def test_a_missing_character_is_told_once(fonts: Fonts) -> None:
    """What engine and proof say of it again is left out; what they say of anything else stays."""
    flow = flow_of("请\U0010fffd照办")
    echoes = [
        problem("P101", found=".notdef glyph rendered: U+10FFFD"),
        problem("V204", found="DejaVu", character="\U0010fffd"),
        problem("D803", text="请"),
    ]
    true = [problem("P101", found="甲"), problem("V204", found="DejaVu", character="甲")]
    assert without_echoes([*echoes, *true], flow, fonts) == true
    assert without_echoes([*echoes, *true], flow_of("请照办"), fonts) == [*echoes, *true]


def test_a_row_higher_than_a_page_is_told_once(fonts: Fonts) -> None:
    """Its head is not repeated and the PDF lacks it: P105 says so already; without it both are said."""
    echoes = [problem("V202", after="", wanted="", found=""), problem("D503", text="")]
    high = problem("P105", found="甲")
    assert without_echoes([high, *echoes], flow_of("请照办"), fonts) == [high]
    assert without_echoes(echoes, flow_of("请照办"), fonts) == echoes


def test_a_title_of_pages_is_told_once(fonts: Fonts) -> None:
    """That it leaves no body on page one and has no shape, T126 says already; without it all are said."""
    echoes = [problem("P110", Place(page=1)), problem("D303", found="", lines="")]
    title = problem("T126", count=700, most=300)
    assert without_echoes([title, *echoes], flow_of("请照办"), fonts) == [title]
    assert without_echoes(echoes, flow_of("请照办"), fonts) == echoes


def test_a_borrowed_character_is_listed_once_with_its_line(fonts: Fonts) -> None:
    """A rare character from the declared fallback is a note with the line of its first place."""
    found = [item for item in check_characters(flow_of("镕镕"), fonts) if item.code == "F302"]
    assert [(item.severity, item.place.line) for item in found] == [(Severity.NOTE, 7)]
    assert "镕" in found[0].message


def test_usual_characters_are_neither_missing_nor_borrowed(fonts: Fonts) -> None:
    """Ordinary text gives no finding but the note on stand-in faces."""
    assert {item.code for item in check_characters(flow_of("各乡镇人民政府："), fonts)} <= {"F301"}


@pytest.mark.parametrize("layout", Format)
def test_every_role_stands_in_a_declared_face(layout: Format, fonts: Fonts) -> None:
    """Each role of the Flow with text, and each departing face, has a style whose face is a role of fonts.yaml."""
    roles = set(Role) - {Role.MASTHEAD_RULE, Role.PICTURE}
    assert {fonts.role_of(style_name(role, layout), face) for role in roles for face in Face} == set(ROLES) - {"宋体"}


def test_a_finding_names_the_finished_file(document: Document, fonts: Fonts, project: Project, tmp_path: Path) -> None:
    """What was seen in a finished file has that file's name, also where it is made again as 待改, and is told once."""

    def find(data: bytes, making: Making) -> list[Problem]:
        return [problem("P110", Place(page=1)), problem("W101", Place("templates/word/notice.docx"), why="")]

    def complain(placed: PlacedFlow, fonts: Fonts, project: Project) -> FakePages:
        return FakePages(problems=Problems([problem("P101", found="甲")]))

    stages = replace(verified(find, ".docx", ".pdf"), lay_out=complain)
    made = run(document, fonts, project, tmp_path / "s", stages)
    assert [(item.code, str(item.place)) for item in made.problems if item.code != "F301"] == [
        ("P101", "a.待改.pdf"),
        ("P110", "a.待改.docx 第1页"),
        ("W101", "templates/word/notice.docx"),
        ("P110", "a.待改.pdf 第1页"),
    ]


def test_what_the_engine_says_while_writing_is_told(
    document: Document, fonts: Fonts, project: Project, tmp_path: Path
) -> None:
    """A complaint that comes only when the PDF is written is a problem too."""

    class Late(FakePages):
        def write(self) -> bytes:
            self.problems.add("P101", found="甲")
            return super().write()

    made = run(document, fonts, project, tmp_path / "s", replace(STAGES, lay_out=lambda placed, fonts, project: Late()))
    assert [(item.code, str(item.place)) for item in made.problems if item.code != "F301"] == [("P101", "a.待改.pdf")]


def test_borrowed_characters_are_one_note_for_each_face(fonts: Fonts) -> None:
    """However many characters a face lends there is one note: how many, the first twenty, the line of the first."""
    rare = "".join(chr(code) for code in range(0x3400, 0x3432))
    (found,) = [item for item in check_characters(flow_of(rare), fonts) if item.code == "F302"]
    assert f"50 个字：{rare[:20]}……，" in found.message
    assert found.place.line == 7
