"""Damaged content and templates, and odd strings, by the thousand: built as typed, or refused in words.

Never an exception, never words lost without a word: whoever reads the finding knows, whoever gets a file can trust it.
"""

from __future__ import annotations

import io
import random
import re
import shutil
import unicodedata
import zipfile
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import pypdfium2
import pytest
from lxml import etree

from tests.building.fakes import write_notice
from tests.pdf.flows import notice as pdf_notice
from tests.reading.mutants import BITS, mutated
from tests.word.flows import PlainFonts, notice
from ygt_docs.docfiles.wml import w
from ygt_docs.fonts import load_fonts
from ygt_docs.golden.artefacts import make_document, read_document
from ygt_docs.pdf import lay_out
from ygt_docs.problems import Problem, Problems, Severity, UserError
from ygt_docs.project import Project
from ygt_docs.proof import verify_docx, verify_pdf
from ygt_docs.word import render

T = TypeVar("T")
LOST = "V202"
_BUGS = ("B301", "B305")
_TRIES_FOR_ONE = 40  # most mutants are refused by the reader, as they should be


def built(content: Path, name: str, project: Project, out: Path) -> tuple[list[Problem], dict[str, Path]]:
    """The findings of a build of `name` on the whole road, and its files by their suffix ({}: there are none)."""
    out.mkdir(parents=True, exist_ok=True)
    try:
        done = make_document(name, content, project, out)
    except UserError as error:
        return error.problems, {}
    return list(done.problems), {path.suffix: path for path in done.files}


def words_in(files: dict[str, Path]) -> dict[str, str]:
    """The words of the Word file and of the PDF, without any space."""
    with zipfile.ZipFile(files[".docx"]) as archive:
        parts = [archive.read(name) for name in archive.namelist() if re.match(r"word/(document|header|footer)", name)]
    word = "".join("".join(etree.fromstring(part).itertext(w("t"))) for part in parts)
    return {"Word": squeezed(word), "PDF": squeezed(pdf_text(files[".pdf"].read_bytes()))}


def pdf_text(data: bytes) -> str:
    """The text of all pages of a PDF."""
    with pypdfium2.PdfDocument(data) as document:
        return "".join(page.get_textpage().get_text_range() for page in document)


def words_of(data: bytes) -> str:
    """The words of a PDF without its page numbers: a damaged style may move a line to another page."""
    return re.sub(r"—[0-9]+—", "", squeezed(pdf_text(data)))


def squeezed(text: str) -> str:
    """`text` without spaces, in the form that a PDF is read back in."""
    return "".join(unicodedata.normalize("NFKC", text).split())


def hold(found: list[Problem], source: str) -> None:
    """No finding is one of a fault of the program, and none says that the PDF has lost words."""
    codes = {item.code for item in found}
    assert not codes & {LOST, *_BUGS}, ([str(item) for item in found], source)
    assert all(item.message and item.place is not None for item in found)


def test_damaged_content_is_built_or_refused(
    project: Project, tmp_path: Path, rng: random.Random, count: Callable[[int, int], int]
) -> None:
    """Mutants of the examples that can still be read are built whole: no exception, no word lost on the way."""
    examples = sorted(path for path in (project.root / "content").glob("*/notice.yaml"))
    shutil.copytree(project.root / "content", tmp_path / "content")
    wanted, results = count(4, 300), Counter[str]()
    for _ in range(wanted * _TRIES_FOR_ONE):
        if results["made"] + results["faulty"] == wanted:
            break
        example = rng.choice(examples)
        text = mutated(example.read_text(encoding="utf-8"), rng)
        path = tmp_path / "content" / example.parent.name / example.name
        path.write_bytes(text.encode("utf-8", "replace"))
        try:
            read_document(example.parent.name, tmp_path / "content", project)
        except UserError as error:
            hold(error.problems, text)
            results["refused"] += 1
        else:
            found, files = built(tmp_path / "content", example.parent.name, project, tmp_path / "out")
            hold(found, text)
            assert files or any(item.severity is Severity.ERROR for item in found), text
            results["made" if files else "faulty"] += 1
        shutil.copy(example, path)
    print(dict(results))
    assert results["made"] + results["faulty"] == wanted


_TEMPLATE_BITS = [*BITS, "{{", "}}", "{%p", "%}", "{#", "#}", "<w:p/>", "<w:r>", "</w:t>", "<b>", "</div>", "&", '"']


def damaged_template(text: str, rng: random.Random) -> str:
    """`text` of a template with one to three small changes."""
    for _ in range(rng.randrange(1, 4)):
        at, kind = rng.randrange(len(text)), rng.randrange(4)
        if kind == 0:
            text = text[:at] + text[at + rng.randrange(1, 6) :]
        elif kind == 1:
            text = text[:at] + rng.choice(_TEMPLATE_BITS) + text[at:]
        elif kind == 2:
            tags = list(re.finditer(r"<[^<>]*>|\{[{%#].*?[}%#]\}", text))
            tag = rng.choice(tags or [re.match("", text)])
            text = text[: tag.start()] + text[tag.end() :] if tag else text
        else:
            text = text[:at] + text[at + 1 : at + 2] + text[at : at + 1] + text[at + 2 :]
    return text


class Templates:
    """A project of its own whose templates are damaged one at a time."""

    def __init__(self, project: Project, folder: Path, rng: random.Random) -> None:
        shutil.copytree(project.templates, folder / "templates")
        self.project, self._rng = Project(folder, project.cache), rng
        self._whole: tuple[Path, bytes] | None = None

    def damage(self, names: list[str]) -> str:
        """Damage one of the templates `names`, the last one being put right; what it is now, to be told."""
        if self._whole is not None:
            self._whole[0].write_bytes(self._whole[1])
        path = self.project.templates / self._rng.choice(names)
        self._whole = (path, path.read_bytes())
        if path.suffix != ".docx":
            text = damaged_template(path.read_text(encoding="utf-8"), self._rng)
            path.write_text(text, encoding="utf-8")
            return f"{path.name}: {text}"
        with zipfile.ZipFile(path) as archive:
            parts = {name: archive.read(name) for name in archive.namelist()}
        part = self._rng.choice([name for name in parts if re.match(r"word/(document|header|footer|styles)", name)])
        text = damaged_template(parts[part].decode("utf-8"), self._rng)
        parts[part] = text.encode("utf-8", "replace")
        with zipfile.ZipFile(path, "w", zipfile.ZIP_STORED) as archive:
            for name, data in parts.items():
                archive.writestr(name, data)
        return f"{path.name} {part}: {text}"


def unless_refused(work: Callable[[], T]) -> T | None:
    """What `work` gives; None where it ends with errors in words."""
    told: list[Problem] = []
    try:
        return work()
    except UserError as error:
        told = error.problems
    assert told
    return None


WORD_TEMPLATES, PDF_TEMPLATES = ["word/notice.docx"], ["pdf/notice.html", "pdf/notice.css"]


def test_damaged_word_templates_print_all_or_are_refused(
    project: Project, tmp_path: Path, rng: random.Random, count: Callable[[int, int], int]
) -> None:
    """What a damaged template prints holds every word of the document, or a finding says what is wrong."""
    templates, flow, results = Templates(project, tmp_path, rng), notice(), Counter[str]()
    whole = _word_text(render(flow, PlainFonts(), project))
    for _ in range(count(40, 4_600)):
        now = templates.damage(WORD_TEMPLATES)
        data = unless_refused(lambda: render(flow, PlainFonts(), templates.project))
        if data is None:
            results["refused"] += 1
            continue
        if _word_text(data) == whole:
            results["printed"] += 1
        else:
            found = verify_docx(data, flow, PlainFonts())
            assert any(item.severity is Severity.ERROR for item in found), now
            results["told"] += 1
    print(dict(results))
    assert results["refused"]
    assert results["printed"]


def _word_text(data: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return "".join(etree.fromstring(archive.read("word/document.xml")).itertext(w("t")))


def test_damaged_pdf_templates_print_all_or_are_refused(
    project: Project, tmp_path: Path, rng: random.Random, count: Callable[[int, int], int]
) -> None:
    """What a damaged page prints holds every word of the document, or a finding says what is wrong."""
    templates, flow, results = Templates(project, tmp_path, rng), pdf_notice(1), Counter[str]()
    fonts = load_fonts(project, Problems())
    whole = words_of(lay_out(flow, fonts, project).write())
    for _ in range(count(3, 400)):
        now = templates.damage(PDF_TEMPLATES)
        laid = unless_refused(lambda: lay_out(flow, fonts, templates.project))
        if laid is None:
            results["refused"] += 1
            continue
        data = laid.write()
        same = words_of(data) == whole
        found = [] if same else [*laid.problems, *verify_pdf(data, flow, fonts)]
        assert same or any(item.severity is Severity.ERROR for item in found), now
        results["printed" if same else "told"] += 1
    print(dict(results))


def test_damaged_templates_are_built_whole_or_refused(
    project: Project, tmp_path: Path, rng: random.Random, count: Callable[[int, int], int]
) -> None:
    """On the whole road too: both files with the words of the source, or an error."""
    templates, results = Templates(project, tmp_path / "project", rng), Counter[str]()
    write_notice(tmp_path / "content", "a", "请各乡镇于5月底前报送。")
    for _ in range(count(2, 300)):
        now = templates.damage([*WORD_TEMPLATES, *PDF_TEMPLATES])
        found, files = built(tmp_path / "content", "a", templates.project, tmp_path / "out")
        assert not {item.code for item in found} & set(_BUGS), now
        if any(item.severity is Severity.ERROR for item in found):
            results["told"] += 1
        else:
            assert all("请各乡镇于5月底前报送。" in text for text in words_in(files).values()), now
            results["printed"] += 1
    print(dict(results))


POSITIONS = ("标题", "主送机关", "正文", "小标题", "小标题下", "附件名称", "附件正文", "附注", "抄送")
_SOURCE = """# yaml-language-server: $schema=../../schema/notice.schema.json
文种: 通知
发文机关: [云溪县人民政府]
发文字号: {{机关代字: 云政文, 年份: 2026, 顺序号: 7}}
标题: {标题}
主送机关:
  - {主送机关}
正文:
  导语: {正文}
  章节:
    - 标题: {小标题}
      正文: {小标题下}
附件:
  - 名称: {附件名称}
    正文: {附件正文}
成文日期: 2026-05-06
附注: {附注}
版记:
  抄送:
    - {抄送}
  印发机关: 云溪县人民政府办公室
  印发日期: 2026-05-06
"""
_ROUND = {
    "标题": "云溪县人民政府关于{}的通知",
    "正文": "请认真执行{}。",
    "小标题下": "按时做好{}。",
    "附件正文": "{}报送。",
}
_TAME = "政务公开医共体建设乡镇卫生院教育水利住房任务清单责任单位测试"
_WILD = "ABCxyz0123456789%℃·—…“”‘’（）《》、，。；：？！-+=/\\|<>&\"'`~^*_#@$[]{}①Ⅳ㎡é̈ßЖλ한あ㐀𠮷😀\u3000\u00a0\u00ad"
_TRICKS = ("{{ 7*7 }}", "{% for x in y %}", "<b>甲</b>", "&amp;", "&#65;", "${7}", "%s", "\\n", "]]>", "<!--", "**甲**")


def odd_string(rng: random.Random) -> str:
    """A string that people and copying programs type: mostly plain, with something odd in it."""
    text = [rng.choice(_TAME) for _ in range(rng.randrange(2, 9))]
    for _ in range(rng.randrange(4)):
        text.insert(rng.randrange(len(text) + 1), rng.choice(_WILD))
    if rng.random() < 0.15:
        text.insert(rng.randrange(len(text) + 1), rng.choice(_TRICKS))
    return "".join(text).strip()


def quoted(text: str) -> str:
    """`text` as a YAML scalar that says just that."""
    return "'" + text.replace("'", "''") + "'"


def source_of(strings: list[str]) -> str:
    """A notice with one of `strings` in each of the nine positions."""
    values = {}
    for position, text in zip(POSITIONS, strings, strict=True):
        values[position] = quoted(_ROUND.get(position, "{}").format(text))
    return _SOURCE.format(**values)


def test_odd_strings_are_printed_as_typed_or_refused(
    project: Project, tmp_path: Path, rng: random.Random, count: Callable[[int, int], int]
) -> None:
    """A string in any of nine positions stands in both files as it was typed, or a finding tells of it."""
    results, path = Counter[str](), tmp_path / "content" / "a" / "notice.yaml"
    write_notice(tmp_path / "content", "a")
    for _ in range(count(3, 223)):
        strings = [odd_string(rng) for _ in POSITIONS]
        path.write_text(source_of(strings), encoding="utf-8")
        found, files = built(tmp_path / "content", "a", project, tmp_path / "out")
        hold(found, path.read_text(encoding="utf-8"))
        if not files:
            assert any(item.severity is Severity.ERROR for item in found)
            results["refused"] += len(strings)
            continue
        for text in strings:
            stands = all(squeezed(text) in words for words in words_in(files).values())
            assert stands or list(found), (text, path.read_text(encoding="utf-8"))
            results["printed" if stands else "told"] += 1
    print(dict(results))


@pytest.mark.parametrize("text", ["A 'b' c", 'say "x"', "a: b # c", "{甲}"])
def test_the_source_says_what_was_meant(text: str, project: Project, tmp_path: Path) -> None:
    """The quoting of these tests puts the very string into the file."""
    write_notice(tmp_path / "content", "a")
    (tmp_path / "content" / "a" / "notice.yaml").write_text(source_of([text] * 9), encoding="utf-8")
    document, _ = read_document("a", tmp_path / "content", project)
    assert text in str(document.notice.annotation)
