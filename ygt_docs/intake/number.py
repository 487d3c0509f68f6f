"""The document number (发文字号) as 机关代字, 年份 and 顺序号."""

from __future__ import annotations

from ygt_docs.intake.context import Context, Tree
from ygt_docs.intake.draft import Reason
from ygt_docs.intake.shapes import DRAFT_NUMBER, NUMBER
from ygt_docs.intake.traced import Derived, Traced


def read_number(line: Traced, context: Context) -> Tree:
    """The number that `line` is; brackets and 号 are printed again, other brackets than 〔〕 are a doubt."""
    match = NUMBER.fullmatch(line)
    if match is None:
        return _draft_number(line, context)
    groups = {name: line.group(match, name) for name in ("code", "year", "serial")}
    context.ledger.drop(line.outside(match, *groups), Reason.NUMBER_MARKS)
    right = f"{match['code']}〔{match['year']}〕{match['serial']}号"
    if line != right:
        context.doubts.add("I313", groups["code"], found=line, right=right)
    return _tree(groups["code"], groups["year"], groups["serial"])


def number_of_metadata(value: object, context: Context) -> Tree | None:
    """The number that the metadata block names where the document bears none (a doubt); None: it names none."""
    match = NUMBER.fullmatch(value) if isinstance(value, Traced) else None
    # An order is counted by itself (云溪县人民政府令〔2026〕第5号): that is no document number.
    if match is None or not isinstance(value, Traced) or match["code"].endswith("令"):
        return None
    context.doubts.add("I314", value, found=value)
    return {
        "机关代字": Derived(match["code"], ()),
        "年份": Derived(int(match["year"]), ()),
        "顺序号": Derived(int(match["serial"]), ()),
    }


def _draft_number(line: Traced, context: Context) -> Tree:
    """云政文〔2026〕×号: no number was taken yet."""
    match = DRAFT_NUMBER.fullmatch(line)
    assert match is not None
    context.ledger.drop(line.outside(match, "code", "year"), Reason.NUMBER_MARKS)
    year = line.group(match, "year")
    return {"机关代字": line.group(match, "code"), "年份": Derived(int(year), year.origins)}


def _tree(code: Traced, year: Traced, serial: Traced) -> Tree:
    return {"机关代字": code, "年份": Derived(int(year), year.origins), "顺序号": Derived(int(serial), serial.origins)}
