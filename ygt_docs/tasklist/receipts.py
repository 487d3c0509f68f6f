"""Receipts that were filled in (--collect without --month): one list of all answers, and which units are missing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from openpyxl import Workbook

from ygt_docs.docfiles.sheet import MOST_BYTES
from ygt_docs.docfiles.word_file import WordFile, open_docx
from ygt_docs.docfiles.word_grid import word_tables
from ygt_docs.docfiles.word_text import texts
from ygt_docs.notice.document import Document
from ygt_docs.notice.forms import Form
from ygt_docs.notice.suggest import near
from ygt_docs.notice.tables import Table
from ygt_docs.problems import NOWHERE, Place, Problems, UserError, problem
from ygt_docs.project import Call, Project
from ygt_docs.rules.written import find_all
from ygt_docs.tasklist.book import Column, cell_at, fit_rows, put, put_head, put_title, saved, set_up_page, sheet_name
from ygt_docs.tasklist.derived import Block, Derived, derived_name, table
from ygt_docs.tasklist.grid import Sheet, read_workbook
from ygt_docs.tasklist.receipt_form import NUMBER, Box, Boxes, ReceiptForm, boxes_of, receipts_of
from ygt_docs.walking import beginning, reason

FILE = "文件"
_TICKED = re.compile(r"[☑☒■√✓✔]\s*([^\s□☑☒■√✓✔]+)")
_UNIT_IN_TEXT = re.compile(r"单位(?:名称)?(?:（[^）]*）)?[：:]\s*([^\s：:，。（]{2,30})")
_UPRIGHT = 6  # columns for which a portrait page is wide enough
_SEVERAL = re.compile("各|有关|相关")
_WORD, _SHEET = ".docx", (".xlsx", ".xlsm")


@dataclass(frozen=True)
class Filled:
    """A table that may be a receipt, in the file `place`; `around` are the lines that stand beside it."""

    place: Place
    boxes: Boxes
    around: tuple[str, ...] = ()

    @property
    def said(self) -> tuple[str, ...]:
        """What its cells say, as labels, in order."""
        found = []
        for number in sorted(self.boxes.rows):
            for box in self.boxes.rows[number]:
                found.append(box.plain)
        return tuple(found)


@dataclass
class Answers:
    """What came back for one receipt: the rows of the list by unit and label, and the units that did not answer.

    `units` are those that did, by their 全称, with their files. `unclear` are addressees of which nobody said which
    units they are.
    """

    form: ReceiptForm
    rows: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    units: dict[str, str] = field(default_factory=dict)
    missing: list[str] = field(default_factory=list)
    unclear: list[str] = field(default_factory=list)


@dataclass
class Collected:
    """All answers, a list for each receipt of the document, and everything that is to be said."""

    answers: list[Answers]
    problems: Problems = field(default_factory=Problems)


def collect_receipts(paths: list[Path], document: Document, forms: list[ReceiptForm], project: Project) -> Collected:
    """Read the filled receipts `paths` of `document`, whose `forms` they are. Faults are told, the others are taken."""
    found = Collected([Answers(form) for form in forms])
    own = _own_tables(document)
    for path in paths:
        shown = project.shown(path)
        try:
            tables = _tables_of(path, shown)
        except UserError as error:
            found.problems.extend(error.problems)
            continue
        chosen = _matching([filled for filled in tables if filled.said not in own], found.answers)
        if not chosen:
            names = "”“".join(form.name for form in forms)
            command = Call(project, document.folder.parent).tasks(document.name, "--xlsx", "回执.xlsx")
            found.problems.add("L602", Place(shown), found=names, command=command)
            continue
        _take_all(chosen, document, found.problems, path)
    for answers in found.answers:
        _look_for_missing(answers, document, found.problems)
    return found


def _take_all(chosen: list[tuple[Filled, Answers]], document: Document, problems: Problems, path: Path) -> None:
    """Take every receipt of a file; a blank one beside one that is filled in is passed over."""
    takings = []
    for filled, answers in chosen:
        takings.append(_Taking(filled, answers, document, problems, path))
    filled_in = [taking for taking in takings if not taking.blank]
    for taking in filled_in:
        taking.take()
    if not filled_in:
        problems.add("L606", chosen[0][0].place)


def _own_tables(document: Document) -> set[tuple[str, ...]]:
    """What the other tables of the notice say: in a file that is the notice filled in, they are no receipts."""
    blank = [form.grid for form in receipts_of(document)]
    found = set()
    blocks: list[Form | Table] = [*find_all(document.notice, Form), *find_all(document.notice, Table)]
    for block in blocks:
        grid = block.grid() if block.readable else None
        if grid is not None and grid not in blank:
            found.add(Filled(NOWHERE, boxes_of(grid)).said)
    return found


def _tables_of(path: Path, shown: str) -> list[Filled]:
    """Every table of a file. Raises UserError: L609 for a kind that is not read, and what its reader says."""
    if path.suffix.lower() in _SHEET:
        found: list[Filled] = []
        for sheet in read_workbook(path, shown):
            if not sheet.hidden:
                found.append(_of_sheet(sheet, shown))
        return found
    if path.suffix.lower() != _WORD:
        raise UserError([problem("L609", Place(shown), found=path.suffix)])
    problems = Problems()
    try:
        data = beginning(path, MOST_BYTES)
    except OSError as error:
        raise UserError([problem("L302", Place(shown), why=reason(error))]) from error
    if len(data) > MOST_BYTES:
        raise UserError([problem("X103", Place(shown), most=MOST_BYTES // 1_000_000)])
    opened = open_docx(WordFile(data), problems)
    if opened is None:
        raise UserError([replace(item, place=Place(shown)) for item in problems])
    _, body = opened
    around = tuple(texts(body))
    made = []
    for number, cells in enumerate(word_tables(body), start=1):
        boxes = []
        for cell in cells:
            place = Place(shown, cell=f"第{number}张表第{cell.row}行第{cell.column}栏")
            boxes.append(Box(cell.text, cell.row, cell.column, cell.rows, cell.columns, place))
        made.append(Filled(Place(shown), Boxes(boxes), around))
    return made


def _of_sheet(sheet: Sheet, shown: str) -> Filled:
    boxes, around = [], []
    for row in range(1, sheet.rows + 1):
        around.append("　".join(text for text in sheet.row_texts(row) if text))
        for column in range(1, sheet.columns + 1):
            if (row, column) not in sheet.covered:
                rows, columns = sheet.spans.get((row, column), (1, 1))
                boxes.append(Box(sheet.text(row, column), row, column, rows, columns, sheet.place(row, column)))
    return Filled(Place(shown), Boxes(boxes), tuple(around))


def _matching(tables: list[Filled], answers: list[Answers]) -> list[tuple[Filled, Answers]]:
    """The tables that are receipts, each with its receipt: those with most of its labels, and over half of them."""
    counted: list[tuple[int, Filled, Answers]] = []
    most: dict[str, int] = {}
    for filled in tables:
        best: tuple[int, Answers] | None = None
        for each in answers:
            known = sum(label in filled.said for label in each.form.labels)
            if 2 * known > len(each.form.labels) and (best is None or known > best[0]):
                best = known, each
        if best is not None:
            counted.append((best[0], filled, best[1]))
            name = best[1].form.name
            most[name] = max(most.get(name, 0), best[0])
    found = []
    for known, filled, each in counted:
        if known == most[each.form.name]:
            found.append((filled, each))
    return found


class _Taking:
    """One filled receipt taken into the list."""

    def __init__(self, filled: Filled, answers: Answers, document: Document, problems: Problems, path: Path) -> None:
        self._filled, self._answers, self._form = filled, answers, answers.form
        self._document, self._problems, self._path = document, problems, path
        self._after: dict[str, list[Box | None]] = {label: [] for label in self._form.labels}
        self._lists: list[dict[str, Box]] = []
        self._read()

    @property
    def blank(self) -> bool:
        """Whether nothing was filled in."""
        return not any(any(row.values()) for row in self._rows())

    def take(self) -> None:
        """Add its rows, or say what is wrong with it."""
        rows = list(self._rows())
        by_unit: dict[str, list[dict[str, str]]] = {}
        unit = ""
        for row in rows:
            unit = self._unit(row, unit)
            by_unit.setdefault(unit, []).append(row)
        for name, own in by_unit.items():
            self._add(name, own)

    def _add(self, unit: str, rows: list[dict[str, str]]) -> None:
        if not unit:
            self._problems.add("L603", self._place())
            return
        if unit in self._answers.units:
            words = {"unit": self._document.units.label(unit), "other": self._answers.units[unit]}
            self._problems.add("L605", self._place(), **words)
            return
        self._answers.units[unit] = self._filled.place.file or ""
        for row in rows:
            named = {self._form.unit or "单位": self._document.units.label(unit)}
            self._answers.rows.append((unit, {**row, **named, FILE: self._path.name}))

    def _read(self) -> None:
        """The cell behind each label, and the rows below each head."""
        labels = {*self._form.single, *self._form.repeated}
        for number in sorted(self._filled.boxes.rows):
            row = self._filled.boxes.rows[number]
            for box in row:
                if box.plain in labels:
                    behind = self._filled.boxes.at(number, box.column + box.columns)
                    other = behind is None or behind.plain in self._form.labels
                    self._after[box.plain].append(None if other else behind)
            across = {box.plain: box for box in self._filled.boxes.across(number)}
            if self._form.heads and all(head in across for head in self._form.heads):
                self._lists += self._below(number, [across[head] for head in self._form.heads])

    def _below(self, head_row: int, heads: list[Box]) -> Iterator[dict[str, Box]]:
        """The rows of the list under a head, down to where it ends."""
        labels = {*self._form.single, *self._form.repeated}
        for number in sorted(row for row in self._filled.boxes.rows if row > head_row):
            cells = {}
            for head in heads:
                cells[head.plain] = self._filled.boxes.at(number, head.column)
            first = self._filled.boxes.rows[number][0]
            if first.plain in labels or any(
                box is not None and box.columns != head.columns for head, box in zip(heads, cells.values(), strict=True)
            ):
                return
            yield {label: box for label, box in cells.items() if box is not None and box.row > head_row}

    def _rows(self) -> Iterator[dict[str, str]]:
        """The rows of the list: what is asked once, with each person that is named."""
        once = {label: self._value(label, next(iter(self._after[label]), None)) for label in self._form.single}
        people: list[dict[str, str]] = []
        most = max((len(self._after[label]) for label in self._form.repeated), default=0)
        for number in range(most):
            person = {}
            for label in self._form.repeated:
                boxes = self._after[label]
                person[label] = self._value(label, boxes[number] if number < len(boxes) else None)
            people.append(person)
        for cells in self._lists:
            people.append({label: self._value(label, box) for label, box in cells.items()})
        named = [person for person in people if any(person.values())]
        for person in named or [{}]:
            yield dict.fromkeys(self._form.labels, "") | once | person

    def _value(self, label: str, box: Box | None) -> str:
        """What was filled in behind `label`: of a choice what was ticked; "" for nothing."""
        text = "" if box is None else " ".join(box.text.split("\n"))
        offered = self._form.choices.get(label)
        if offered is None:
            return text
        ticked = _TICKED.findall(text)
        same = "".join(text.split()) == "".join(offered.split())
        if ticked:
            return "、".join(ticked)
        if same:
            return ""
        return text

    def _place(self) -> Place:
        """The cell in which the unit stands, or should; else the file."""
        label = self._form.unit
        boxes = [*self._after.get(label, []), *(cells.get(label) for cells in self._lists)]
        for box in boxes:
            if box is not None:
                return box.place
        return self._filled.place

    def _unit(self, row: dict[str, str], before: str) -> str:
        """The 全称 of the unit of a row: what it says, else the row above, the text around, the name of the file."""
        book = self._document.units
        typed = row.get(self._form.unit, "")
        if typed:
            return book.full(typed)
        if before:
            return before
        for line in self._filled.around:
            match = _UNIT_IN_TEXT.search(line)
            if match is not None:
                return book.full(match[1])
        return self._unit_of_file()

    def _unit_of_file(self) -> str:
        expected, _ = expected_units(self._document)
        names: list[tuple[str, str]] = []
        for unit in expected:
            names += [(name, unit) for name in (*self._document.units.names_of(unit), unit)]
        for name, unit in sorted(names, key=lambda one: -len(one[0])):
            if name in self._path.stem:
                return unit
        return ""


def expected_units(document: Document) -> tuple[list[str], list[str]]:
    """The units that are to answer by their 全称, and the addressees of which nobody said which units they are."""
    book = document.units
    units: dict[str, None] = {}
    unclear = []
    for addressee in document.notice.addressees:
        several = _SEVERAL.match(addressee) is not None  # of 各乡镇人民政府、街道办事处 all parts
        for named in book.named([addressee]):
            members = book.members(named.name)
            known = book.find(named.name) is not None
            if members:
                units |= dict.fromkeys(members)
            elif not known and (several or not book.is_unknown(named.name)):
                unclear.append(named.name)
            else:
                units[named.name] = None
    return list(units), unclear


def _look_for_missing(answers: Answers, document: Document, problems: Problems) -> None:
    expected, answers.unclear = expected_units(document)
    label = document.units.label
    answers.missing = [unit for unit in expected if unit not in answers.units]
    order = {unit: number for number, unit in enumerate(expected)}
    answers.rows.sort(key=lambda row: order.get(row[0], len(order)))
    if not answers.unclear:
        for unit, file in answers.units.items():
            if unit not in expected:
                hint = near(unit, [label(one) for one in answers.missing], "是不是“{}”？")
                problems.add("L604", Place(file), found=label(unit), hint=hint)
    if answers.missing:
        names = "、".join(map(label, answers.missing))
        problems.add("L607", count=len(answers.missing), name=answers.form.name, units=names)
    if answers.unclear:
        problems.add("L608", document.locate("主送机关"), found="、".join(answers.unclear))


def receipt_list(collected: Collected, document: Document) -> list[Derived]:
    """The list of each receipt as a 文稿 that the whole road makes."""
    made = []
    for answers in collected.answers:
        name = derived_name(document.name, answers.form.name, "汇总")
        tree: dict[str, Any] = {"文种": "文稿", "标题": f"{answers.form.name}汇总"}
        if document.organs:
            tree["作者"] = [str(document.organs[0].name)]
        body: list[Block] = [_summary(answers, document)]
        if answers.rows:
            heads = [NUMBER, *_columns(answers)]
            rows = []
            for number, (_, row) in enumerate(answers.rows, start=1):
                rows.append([str(number), *(row.get(head, "") for head in heads[1:])])
            body.append(table(heads, rows, upright=len(heads) <= _UPRIGHT))
        made.append(Derived(name, {**tree, "正文": body}))
    return made


def _summary(answers: Answers, document: Document) -> str:
    label = document.units.label
    if len(answers.rows) != len(answers.units):
        people = f"，共{len(answers.rows)}行"
    else:
        people = ""
    words = f"{len(answers.units)}个单位交了{answers.form.name}{people}。"
    if answers.missing:
        words += f"没有交的有{len(answers.missing)}个：{'、'.join(map(label, answers.missing))}。"
    elif not answers.unclear:
        words += "应当交的单位都交了。"
    if answers.unclear:
        words += f"{'、'.join(answers.unclear)}没有写明是哪些单位，没有列入应当交的。"
    return words


def _columns(answers: Answers) -> list[str]:
    labels = answers.form.labels
    unit = answers.form.unit or "单位"
    return [unit, *(label for label in labels if label != unit)]


def receipt_list_workbook(collected: Collected, document: Document) -> bytes:
    """The lists as a workbook: a sheet of answers for each receipt, and one of the units that are missing."""
    book = Workbook()
    del book["Sheet"]
    for answers in collected.answers:
        heads = (NUMBER, *_columns(answers), FILE)
        columns = [Column(NUMBER, 6, centred=True), *(Column(head, 18) for head in heads[1:])]
        sheet = book.create_sheet(sheet_name(f"{answers.form.name}汇总", book.sheetnames))
        put_title(sheet, 1, f"{answers.form.name}汇总", len(columns))
        put_head(sheet, 2, columns)
        for number, (_, row) in enumerate(answers.rows, start=1):
            for at, head in enumerate(heads, start=1):
                value = str(number) if head == NUMBER else row.get(head, "")
                put(cell_at(sheet, number + 2, at), value, columns[at - 1])
        fit_rows(sheet, 2, columns)
        set_up_page(sheet)
        absent = book.create_sheet(sheet_name("没有交的单位", book.sheetnames))
        put_head(absent, 1, [Column(NUMBER, 6), Column("单位", 40)])
        for number, unit in enumerate(answers.missing, start=1):
            put(cell_at(absent, number + 1, 1), str(number))
            put(cell_at(absent, number + 1, 2), document.units.label(unit))
        for number, name in enumerate(answers.unclear, start=len(answers.missing) + 2):
            put(cell_at(absent, number, 2), f"{name}（没有写明是哪些单位）")
        set_up_page(absent)
    return saved(book)
