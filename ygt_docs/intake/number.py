"""The document number (发文字号) as 机关代字, 年份 and 顺序号."""

from __future__ import annotations

from ygt_docs.elements import number
from ygt_docs.intake.context import Context, Tree
from ygt_docs.intake.draft import Reason
from ygt_docs.intake.traced import Derived, Traced


def read_number(line: Traced, context: Context) -> Tree:
    """The number that `line` is; brackets and 号 are printed again, other brackets than 〔〕 are a doubt."""
    match = number.LIBERAL.fullmatch(line)
    assert match is not None
    given = match["serial"] is not None
    named = ("code", "year", "serial") if given else ("code", "year")
    context.ledger.drop(line.outside(match, *named), Reason.NUMBER_MARKS)
    code, year = line.group(match, "code"), line.group(match, "year")
    tree: Tree = {"机关代字": code, "年份": Derived(int(year), year.origins)}
    if given:
        serial = line.group(match, "serial")
        tree["顺序号"] = Derived(int(serial), serial.origins)
    if number.faults_of(match) or (given and line != number.put_right(match)):
        context.doubts.add("I313", code, found=line, right=number.put_right(match))
    return tree


def number_of_metadata(value: object, context: Context) -> Tree | None:
    """The number that the metadata block names where the document bears none (a doubt); None: it names none."""
    match = number.LIBERAL.fullmatch(value) if isinstance(value, Traced) and number.is_given(value) else None
    # An order is counted by itself (云溪县人民政府令〔2026〕第5号): that is no document number.
    if match is None or not isinstance(value, Traced) or match["code"].endswith("令"):
        return None
    context.doubts.add("I314", value, found=value)
    return {
        "机关代字": Derived(match["code"], ()),
        "年份": Derived(int(match["year"]), ()),
        "顺序号": Derived(int(match["serial"]), ()),
    }
