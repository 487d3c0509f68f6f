"""Tables (表格) of any file: inside the type area, legible, alike within, ruled, and with their heads on every page.

The standard says of tables only how turned ones stand (8); the type area holds for them as for all else (5.2.1), and
the rest is what offices do. So but for the type area all of it is advice.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise

from ygt_docs.compose.flow import Role
from ygt_docs.docfiles.faces import face_of, is_face
from ygt_docs.docfiles.wml import Element, w
from ygt_docs.docfiles.word_text import texts
from ygt_docs.proof.docx_facts import WordFacts
from ygt_docs.proof.facts import Facts, Kind, Para, TableBox
from ygt_docs.proof.pdf_facts import PdfFacts
from ygt_docs.proof.registry import Found, check, found, mm, shown
from ygt_docs.standard import gbt9704 as standard
from ygt_docs.standard.gbt9704 import Strength

_LONG_TABLE = 12  # rows: such a table may need a second page
_CELL_MARGIN = 2.0  # mm: by so much Word moves the left rule of a table out into the margin
_NEAR = 1.0  # mm
_USUAL = ("仿宋", "宋体", "楷体", "黑体", "小标宋")
_ALIKE = ("仿宋", "宋体")  # for the text of cells; who takes both in one table has pasted one of them
_LEAST = standard.TABLE_SIZE_6.value.pt
_MOST = standard.SIZE_3.value.pt
_MOST_SIZES = 2  # of head and cells
_THICKEST = 2.25  # points
_IN_TABLES = frozenset({Role.TABLE_HEAD, Role.TABLE_GROUP, Role.TABLE_CENTRED, Role.TABLE_TEXT, Role.TABLE_NUMBER})


def _tables(facts: Facts) -> Iterator[TableBox]:
    """The tables, less those in which somebody set elements of the document, such as the imprint."""
    for table in facts.tables:
        if all(para.role is None or para.role in _IN_TABLES for para in table.paras):
            yield table


def _named(table: TableBox) -> str:
    return shown(table.paras[0].text)


def _faults(facts: Facts, fault_of: Callable[[TableBox], str]) -> Iterator[tuple[TableBox, str]]:
    """Each table with what is wrong with it, once for all pages that it stands on. `fault_of`: "" where it is right."""
    before: TableBox | None = None
    said = ""
    for table in _tables(facts):
        fault = fault_of(table)
        rest = before is not None and _is_rest(before, table)
        if fault and not (rest and fault == said):
            yield table, fault
        said = fault or (said if rest else "")
        before = table


def _is_rest(before: TableBox, after: TableBox) -> bool:
    """Whether `after` has the columns of `before`, and stands on the next page."""
    if before.page is None or after.page != before.page + 1 or len(before.columns) != len(after.columns):
        return False
    return all(abs(one - other) <= _NEAR for one, other in zip(before.columns, after.columns, strict=True))


@check("D124", "5.2.1", Strength.SHALL, "表格不伸出版心")
def inside(facts: Facts) -> Iterator[Found]:
    """No table reaches over the edges of the type area, but for the margin of its cells, nor over its foot."""
    foot = (standard.TOP_MARGIN.value + standard.TYPE_AREA_HEIGHT.value + facts.grid.lowered).mm
    aside = 0.0 if facts.known else _CELL_MARGIN
    moved = aside if facts.kind is Kind.WORD else 0.0  # a table begins so far out, and its file does not say so

    def fault_of(table: TableBox) -> str:
        over = 0.0
        if table.left is not None and table.right is not None and facts.edges_measured:
            over = max(-table.left, table.right - table.room - moved) - aside
        if table.bottom is not None and not table.paras[0].landscape:
            over = max(over, table.bottom - foot)
        return mm(over + aside) if over > _NEAR else ""

    for table, by in _faults(facts, fault_of):
        yield found(table.page, text=_named(table), by=by)


@check("D125", "", Strength.PRACTICE, "表格里的字用仿宋或宋体（表头可用黑体、楷体），同一张表不混用")
def faces(facts: Facts) -> Iterator[Found]:
    """The cells have one of the faces of official documents, and one table does not mix 仿宋 with 宋体."""
    for table, why in _faults(facts, _face_fault):
        yield found(table.page, text=_named(table), why=why)


def _face_fault(table: TableBox) -> str:
    strange: list[str] = []
    used: set[str | None] = set()
    for para in table.paras:
        for piece in para.pieces:
            if not any("一" <= character <= "鿿" for character in piece.text):
                continue
            if is_face(piece.family, *_USUAL):
                used.add(face_of(piece.family))
            elif piece.family not in strange:
                strange.append(piece.family)
    if strange:
        return f"用的是“{'”“'.join(strange)}”"
    return "仿宋和宋体混用" if used.issuperset(_ALIKE) else ""


@check("D126", "", Strength.PRACTICE, "表格里的字不小于六号、不大于三号，同一样的格字号一致")
def sizes(facts: Facts) -> Iterator[Found]:
    """What stands in cells can be read, is no larger than the body, and has one size in cells of one kind."""
    for table, why in _faults(facts, _size_fault):
        yield found(table.page, text=_named(table), why=why)


def _size_fault(table: TableBox) -> str:
    counted: Counter[float] = Counter()
    uneven = False
    of_role: dict[Role, float] = {}
    for para in table.paras:
        for size, count in para.sizes.items():
            counted[size] += count
        if para.role is not None:
            uneven = uneven or abs(of_role.setdefault(para.role, para.size) - para.size) > 0.3
    small, large = min(counted, default=_LEAST), max(counted, default=_MOST)
    if small < _LEAST - 0.3:
        return f"有 {small:g} 磅的字，印出来看不清"
    if large > _MOST + 0.3:
        return f"有 {large:g} 磅的字，比正文还大"
    if uneven or len(counted) > _MOST_SIZES:
        return f"字号不一（{'、'.join(f'{size:g}' for size in sorted(counted))} 磅）"
    return ""


@check("D127", "", Strength.PRACTICE, "表格有线，线是黑色的，不过粗")
def rules(facts: Facts) -> Iterator[Found]:
    """A table of figures has rules; they are black, as all that is printed, and thin."""
    for table, why in _faults(facts, _rule_fault):
        yield found(table.page, text=_named(table), why=why)


def _rule_fault(table: TableBox) -> str:
    if not table.ruled:
        return "没有框线"
    if table.colours:
        return f"框线有颜色（{'、'.join(table.colours)}）"
    return f"框线粗 {table.thickest:g} 磅" if table.thickest > _THICKEST + 0.1 else ""


@check("D503", "8", Strength.PRACTICE, "跨页的表格重复表头", WordFacts)
def repeated_head(facts: WordFacts) -> Iterator[Found]:
    """A long table repeats its head."""
    for table in facts.grids:
        rows = table.findall(w("tr"))
        heads = []
        for row in rows:
            if row.find(f"{w('trPr')}/{w('tblHeader')}") is not None:
                heads.append(row)
        if len(rows) > _LONG_TABLE and not heads and not _on_one_page(rows):
            yield found(None, text=shown("".join(texts(rows[0]))))


def _on_one_page(rows: Sequence[Element]) -> bool:
    """Whether every row but the last is bound to the next one, as those of a form are: there is nothing to repeat."""
    for row in rows[:-1]:
        paragraphs = list(row.iter(w("p")))
        bound = []
        for item in paragraphs:
            if item.find(f"{w('pPr')}/{w('keepNext')}") is not None:
                bound.append(item)
        if not bound:
            return False
    return True


@check("D503", "8", Strength.PRACTICE, "跨页的表格重复表头", PdfFacts)
def repeated_head_on_paper(facts: PdfFacts) -> Iterator[Found]:
    """A table that goes on at the top of the next page, in the same columns, begins there with the same row."""
    for before, after in pairwise(facts.tables):
        if not _goes_on(before, after, facts.paras):
            continue
        if before.paras[0].bare != after.paras[0].bare:
            yield found(after.page, text=_named(before))
            return


def _goes_on(before: TableBox, after: TableBox, paras: Sequence[Para]) -> bool:
    """Whether `after` is the rest of the table `before`: it has the same columns, and nothing stands between them."""
    if not _is_rest(before, after):
        return False
    for para in paras:
        line = para.lines[-1]
        if para.boxed or line.baseline is None:
            continue
        below = line.page == before.page and line.baseline > (before.bottom or 0.0)
        above = para.lines[0].page == after.page and (para.lines[0].baseline or 0.0) < (after.top or 0.0)
        if below or above:
            return False
    return True
