"""Files that are broken in one way each (样本), made from the descriptions in tests/corpus: no binaries are kept.

A description names a base, what is changed in it, and the codes that the proof must find: `finds` for the fault,
`follows` for what it brings with it. Changes of the Flow (`text`, `blank`, `role`, `insert`, `indent`, `drop`) change
both kinds of file; `css` makes only the PDF, `style` and `word` only the .docx.
"""

from __future__ import annotations

import io
import re
import shutil
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import Any

import yaml

from tests.pdf.flows import BLANK, SENTENCE, WITH_DIGITS, appendix, imprint, line, masthead
from ygt_docs import pdf, word
from ygt_docs.building.settle import settle
from ygt_docs.compose import compose
from ygt_docs.compose.flow import Column, Decisions, Face, Flow, Indent, Paragraph, Properties, Role, Run, Section
from ygt_docs.docfiles.wml import StyleSheet, w
from ygt_docs.fonts import Fonts
from ygt_docs.notice import load_content
from ygt_docs.notice.model import Orientation
from ygt_docs.problems import Problems
from ygt_docs.project import Project, this_project
from ygt_docs.proof.facts import Kind
from ygt_docs.word.wml import put

FOLDER = Path(__file__).resolve().parent.parent / "corpus"
_KINDS = {"docx": Kind.WORD, "pdf": Kind.PDF}


@dataclass(frozen=True)
class Case:
    """One description: `clause` is the name of its file; `kinds` the files that are made."""

    clause: str
    name: str
    base: str
    kinds: tuple[Kind, ...]
    changes: dict[str, Any]
    finds: frozenset[str]
    follows: frozenset[str] = field(default_factory=frozenset)

    def __str__(self) -> str:
        return f"{self.clause} {self.name}"


def cases() -> list[Case]:
    """Every description in tests/corpus."""
    return [case for path in sorted(FOLDER.glob("*.yaml")) for case in _read(path)]


def _read(path: Path) -> Iterator[Case]:
    for name, item in yaml.safe_load(path.read_text(encoding="utf-8")).items():
        item = dict(item or {})
        kinds = tuple(_KINDS[kind] for kind in item.pop("as", ["docx", "pdf"]))
        finds, follows = frozenset(item.pop("finds", [])), frozenset(item.pop("follows", []))
        yield Case(path.stem, name, item.pop("base", "notice"), kinds, item, finds, follows)


def make(case: Case, kind: Kind, fonts: Fonts, project: Project, folder: Path) -> bytes:
    """The file of `case`; `folder` takes a changed copy of the templates."""
    flow = BASES[case.base]()
    for change, value in case.changes.items():
        flow = CHANGES[change](flow, value)
    if kind is Kind.WORD:
        data = word.render(flow, fonts, project)
        return _word(data, case.changes)
    return _pdf(flow, fonts, _styled(project, _named_faces(case.changes.get("css", ""), fonts), folder))


def _pdf(flow: Flow, fonts: Fonts, project: Project) -> bytes:
    settled = settle(
        lambda decisions, _: replace(flow, decisions=decisions), lambda changed: pdf.lay_out(changed, fonts, project)
    )
    return settled.laid.write()


def _named_faces(css: str, fonts: Fonts) -> str:
    """`css` with the families of the official faces that it names: {{ face["楷体"] }}."""
    return re.sub(r'\{\{ face\["(.+?)"\] \}\}', lambda match: fonts.css_family(match[1]), css)


def _styled(project: Project, css: str, folder: Path) -> Project:
    """`project` with `css` at the end of its style sheets."""
    if not css:
        return project
    copy = Project(folder / "project", project.cache)
    shutil.copytree(project.templates, copy.templates)
    for path in (copy.templates / "pdf").glob("*.css"):
        path.write_text(path.read_text(encoding="utf-8") + "\n" + css, encoding="utf-8")
    return copy


# --- bases --------------------------------------------------------------------------------------------------------


def notice() -> Flow:
    """A faultless notice on four pages, the imprint on the last."""
    run_in = Paragraph(Role.PARAGRAPH, ((Run("（二）压实责任。", Face.HEADING_2), Run(SENTENCE)),))
    body = [
        line(Role.PARAGRAPH, f"{SENTENCE}{SENTENCE}现将有关事项通知如下。"),
        line(Role.HEADING_1, "一、总体要求"),
        line(Role.HEADING_2, "（一）工作目标"),
        line(Role.PARAGRAPH, WITH_DIGITS),
        run_in,
        line(Role.HEADING_3, "1.重点任务"),
        line(Role.HEADING_4, "（1）第一项"),
        line(Role.PARAGRAPH, SENTENCE * 3),
        line(Role.HEADING_1, "二、有关要求"),
        *(line(Role.PARAGRAPH, SENTENCE * 4) for _ in range(4)),
    ]
    closing = [
        BLANK,
        line(Role.APPENDIX_NOTE, "附件：重点任务清单", indent=Indent(5, -3)),
        BLANK,
        BLANK,
        line(Role.SIGN_OFF, "云溪县人民政府", indent=Indent(right=3.75), keep_with_next=True),
        line(Role.DATE, "2026年4月26日", indent=Indent(right=4)),
        line(Role.ANNOTATION, "（此件公开发布）"),
    ]
    sections = (
        Section(Orientation.PORTRAIT, (*masthead(), *body, *closing)),
        Section(Orientation.PORTRAIT, tuple(appendix(4))),
    )
    return Flow(
        sections,
        Properties("云溪县人民政府关于印发年度工作计划的通知", "云溪县人民政府", "云政文〔2026〕4号", "通知"),
        imprint(),
    )


def short() -> Flow:
    """A circular of three paragraphs that fill no line, without addressees: what shows its edges are its neighbours."""
    flow = _text(notice(), {"云溪县人民政府关于印发年度工作计划的通知": "云溪县人民政府关于秋收进度的通报"})
    head = tuple(
        block
        for block in flow.sections[0].blocks[: _first(flow, Role.PARAGRAPH)]
        if not (isinstance(block, Paragraph) and block.role is Role.ADDRESSEES)
    )
    body = [line(Role.PARAGRAPH, f"{place}已收割稻谷{count}亩。") for place, count in _HARVEST.items()]
    closing = (
        BLANK,
        BLANK,
        line(Role.SIGN_OFF, "云溪县人民政府", indent=Indent(right=3.75), keep_with_next=True),
        line(Role.DATE, "2026年4月26日", indent=Indent(right=4)),
    )
    return replace(flow, sections=(Section(Orientation.PORTRAIT, (*head, *body, *closing)),), imprint=None)


_HARVEST = {"东山镇": 1200, "西山镇": 960, "石桥乡": 2100}


def _first(flow: Flow, role: Role) -> int:
    """The place of the first paragraph of `role` in the first section."""
    blocks = flow.sections[0].blocks
    return next(i for i, block in enumerate(blocks) if isinstance(block, Paragraph) and block.role is role)


def landscape() -> Flow:
    """The notice with its table on a turned page."""
    flow = notice()
    return replace(flow, sections=(flow.sections[0], replace(flow.sections[1], orientation=Orientation.LANDSCAPE)))


def unsealed() -> Flow:
    """The notice without a seal (7.3.5.2)."""
    flow = notice()
    for role, right in ((Role.SIGN_OFF, 2.0), (Role.DATE, 0.5)):
        flow = _indent(flow, {str(role): {"right": right}})
    return flow


def secret() -> Flow:
    """The notice with copy number, classification and urgency."""
    rows = [line(Role.COPY_NUMBER, "000001"), line(Role.SECRECY, "机密★1年"), line(Role.URGENCY, "特急")]
    flow = notice()
    first = flow.sections[0]
    return replace(flow, sections=(replace(first, blocks=(*rows, *first.blocks)), *flow.sections[1:]))


def upward() -> Flow:
    """The notice as it would go up: its number shares a line with the signatory (7.2.6)."""
    row = Paragraph(
        Role.UPWARD_NUMBER,
        columns=(
            Column(1, (Run("云政文〔2026〕4号"),)),
            Column(28 - 1 - 6, (Run("签发人："), Run("林知", Face.SIGNATORY))),
        ),
    )
    flow = notice()
    first = flow.sections[0]
    blocks = tuple(
        row if isinstance(block, Paragraph) and block.role is Role.NUMBER else block for block in first.blocks
    )
    return replace(flow, sections=(replace(first, blocks=blocks), *flow.sections[1:]))


def two_appendices() -> Flow:
    """The notice with two appendices."""
    flow = notice()
    flow = _text(flow, {"附件：重点任务清单": "附件：1.重点任务清单"})
    second = line(Role.APPENDIX_NOTE, "2.联系人名单", indent=Indent(6, -1))
    flow = _after(flow, Role.APPENDIX_NOTE, second)
    marked = _text(replace(flow, sections=flow.sections[1:]), {"附件": "附件1"}).sections
    more = Section(
        Orientation.PORTRAIT,
        (
            line(Role.APPENDIX_MARK, "附件2"),
            BLANK,
            line(Role.APPENDIX_TITLE, "联系人名单"),
            BLANK,
            line(Role.PARAGRAPH, SENTENCE),
        ),
    )
    return replace(flow, sections=(flow.sections[0], *marked, more))


def example(name: str) -> Flow:
    """An example of the project, composed as a build does it."""
    project = this_project()
    loaded = next(item for item in load_content(project.root / "content", project, name).documents if item.name == name)
    assert loaded.document is not None, list(loaded.problems)
    return compose(loaded.document, Decisions(), Problems())


BASES: dict[str, Callable[[], Flow]] = {
    "notice": notice,
    "short": short,
    "landscape": landscape,
    "unsealed": unsealed,
    "secret": secret,
    "upward": upward,
    "two_appendices": two_appendices,
    **{
        name: partial(example, f"yunxi-2026-{name}")
        for name in ("letter", "order", "minutes", "plan", "report", "bulletin")
    },
}


# --- changes of the Flow --------------------------------------------------------------------------------------------


def _map(flow: Flow, change: Callable[[Paragraph], Paragraph]) -> Flow:
    """`flow` with `change` done to every paragraph outside of tables."""
    sections = tuple(
        replace(
            section, blocks=tuple(change(block) if isinstance(block, Paragraph) else block for block in section.blocks)
        )
        for section in flow.sections
    )
    foot = flow.imprint and replace(
        flow.imprint, groups=tuple(tuple(change(item) for item in group) for group in flow.imprint.groups)
    )
    return replace(flow, sections=sections, imprint=foot)


def _text(flow: Flow, texts: dict[str, str]) -> Flow:
    """Runs whose whole text is a key become its value; '|' in a value breaks the line."""
    done = set()

    def change(item: Paragraph) -> Paragraph:
        if item.text not in texts:
            return _runs(item)
        done.add(item.text)
        lines = tuple((Run(part),) for part in texts[item.text].split("|"))
        return replace(item, lines=lines, right_text=())

    def _runs(item: Paragraph) -> Paragraph:
        def new(runs: tuple[Run, ...]) -> tuple[Run, ...]:
            done.update(run.text for run in runs if run.text in texts)
            return tuple(replace(run, text=texts.get(run.text, run.text)) for run in runs)

        return replace(item, lines=tuple(new(runs) for runs in item.lines), right_text=new(item.right_text))

    changed = _map(flow, change)
    assert done == set(texts), set(texts) - done
    return changed


def _role(flow: Flow, roles: dict[str, str]) -> Flow:
    """Paragraphs of these texts get the look of another role."""

    def change(item: Paragraph) -> Paragraph:
        return replace(item, role=Role(roles[item.text])) if item.text in roles else item

    return _map(flow, change)


def _indent(flow: Flow, indents: dict[str, dict[str, float]]) -> Flow:
    """Paragraphs of these roles get other indents, in 字."""

    def change(item: Paragraph) -> Paragraph:
        found = indents.get(str(item.role))
        return item if found is None else replace(item, indent=Indent(**found))

    return _map(flow, change)


def _blank(flow: Flow, counts: dict[str, int]) -> Flow:
    """So many empty lines stand before the first paragraph of each role."""
    sections = []
    for section in flow.sections:
        blocks = list(section.blocks)
        for role, count in counts.items():
            place = next(
                (index for index, block in enumerate(blocks) if isinstance(block, Paragraph) and block.role == role),
                None,
            )
            if place is None:
                continue
            start = place
            while start and blocks[start - 1] == BLANK:
                start -= 1
            blocks[start:place] = [BLANK] * count
        sections.append(replace(section, blocks=tuple(blocks)))
    return replace(flow, sections=tuple(sections))


def _insert(flow: Flow, items: list[dict[str, str]]) -> Flow:
    """Paragraphs {role, text} are put after the first one of the role `after`."""
    for item in items:
        flow = _after(flow, Role(item["after"]), line(Role(item["role"]), item["text"]))
    return flow


def _after(flow: Flow, role: Role, new: Paragraph) -> Flow:
    sections = list(flow.sections)
    for number, section in enumerate(sections):
        place = next(
            (
                index
                for index, block in enumerate(section.blocks)
                if isinstance(block, Paragraph) and block.role is role
            ),
            None,
        )
        if place is not None:
            blocks = (*section.blocks[: place + 1], new, *section.blocks[place + 1 :])
            sections[number] = replace(section, blocks=blocks)
            return replace(flow, sections=tuple(sections))
    raise AssertionError(f"the base has no {role}")


def _drop(flow: Flow, roles: list[str]) -> Flow:
    """Paragraphs of these roles are left out; 版记 is the imprint, 附件 all sections after the first."""
    sections = tuple(
        replace(
            section,
            blocks=tuple(
                block for block in section.blocks if not (isinstance(block, Paragraph) and str(block.role) in roles)
            ),
        )
        for section in flow.sections
    )
    return replace(
        flow, sections=sections[:1] if "附件" in roles else sections, imprint=None if "版记" in roles else flow.imprint
    )


def _same(flow: Flow, value: object) -> Flow:
    return flow


CHANGES: dict[str, Callable[[Flow, Any], Flow]] = {
    "text": _text,
    "role": _role,
    "indent": _indent,
    "blank": _blank,
    "insert": _insert,
    "drop": _drop,
    "css": _same,
    "style": _same,
    "word": _same,
}


# --- changes of the .docx -------------------------------------------------------------------------------------------


def _word(data: bytes, changes: dict[str, Any]) -> bytes:
    """`data` with styles changed and text of parts replaced."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    if "style" in changes:
        parts["word/styles.xml"] = _restyled(parts["word/styles.xml"], changes["style"])
    for name, old, new in changes.get("word", []):
        text = parts[f"word/{name}"].decode()
        assert re.search(old, text), (name, old)
        parts[f"word/{name}"] = re.sub(old, new, text).encode()
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def _restyled(data: bytes, styles: dict[str, dict[str, dict[str, str]]]) -> bytes:
    """Each style gets the properties {pPr or rPr: {name: {attribute: value}}} in place of its own."""
    from lxml import etree

    root = etree.fromstring(data)
    sheet = StyleSheet(root)
    for name, properties in styles.items():
        style = next(sheet.chain(sheet.id_of(name)))
        for holder, items in properties.items():
            owner = style.find(w(holder))
            if owner is None:
                owner = etree.SubElement(style, w(holder))
            for key, attributes in items.items():
                put(owner, key, **attributes)
    return etree.tostring(root)
