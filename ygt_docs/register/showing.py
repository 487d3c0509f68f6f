"""Everything that the book says of one number (查看), and whether the files on the disk are the issued ones."""

from __future__ import annotations

from pathlib import Path

from ygt_docs.problems import Place, Problems
from ygt_docs.project import Call
from ygt_docs.register.desk import Desk
from ygt_docs.register.entry import Entry
from ygt_docs.register.finals import FinalStore, sha256_of


def shown(desk: Desk, entry: Entry, out: Path, found: Problems) -> dict[str, str]:
    """What there is to say, by its name; files below `out` that are not the issued ones are told (R901, R902)."""
    said = {"编号": str(entry.number), "状态": str(entry.state), "公文": entry.document or "线下"}
    said |= {name: value for name, value in entry.facts.items() if value}
    for name, value in (("用途", entry.purpose), ("到期", entry.until), ("理由", entry.reason)):
        if value:
            said[name] = value
    for position, final in enumerate(entry.finals, start=1):
        note = f"，{final.reason}" if final.reason else ""
        note += f"，已收回：{final.withdrawn}" if final.withdrawn else ""
        said[f"定稿{position}"] = f"{final.issued_on} 印发，摘要 {final.digest}{note}"
    if entry.final is not None:
        _verify(desk, entry, out, found)
    return said


def _verify(desk: Desk, entry: Entry, out: Path, found: Problems) -> None:
    final = entry.final
    assert final is not None
    listed = FinalStore(desk.rules.finals).listed(final.digest)
    if listed is None:
        found.add("R602", desk.place, found=str(entry.number), day=final.issued_on, lost="清单", run=desk.call)
        return
    build = Call(desk.project, desk.content, out).build(entry.document)
    for rest, digest in listed.outputs.items():
        if not rest.startswith("."):
            continue
        path = out / entry.document / f"{entry.document}{rest}"
        place = Place(desk.project.shown(path))
        if not path.is_file():
            found.add("R901", place, found=str(entry.number), build=build)
        elif sha256_of(path.read_bytes()) != digest:
            found.add("R902", place, found=str(entry.number), build=build)
