"""Small content folders for tests: written, loaded, and their problems shown in a short form."""

from __future__ import annotations

from pathlib import Path

from ygt_docs.notice import Content, LoadedDocument, load_content
from ygt_docs.problems import Problem
from ygt_docs.project import Project

ORGANS = """\
# yaml-language-server: $schema=../schema/organs.schema.json
机关:
  - 全称: 云溪县人民政府
  - 全称: 云溪县卫生健康局
"""
HEADER = "# yaml-language-server: $schema=../../schema/{}.schema.json\n"
NOTICE = """\
文种: 通知
发文机关: [云溪县人民政府]
标题: 云溪县人民政府关于一件事的通知
正文: 请认真贯彻执行。
"""


def folder(root: Path, files: dict[str, str], organs: str | None = ORGANS) -> Path:
    """The folder content/ under `root` with one document 甲 of `files`; first lines are put before them."""
    content = root / "content"
    (content / "甲").mkdir(parents=True)
    for name, text in files.items():
        schema = name.removesuffix(".yaml")
        (content / "甲" / name).write_text(HEADER.format(schema) + text, encoding="utf-8")
    if organs is not None:
        (content / "organs.yaml").write_text(organs, encoding="utf-8")
    return content


def load(root: Path, files: dict[str, str], organs: str | None = ORGANS) -> Content:
    """What the loader says of such a folder; `root` is the project."""
    return load_content(folder(root, files, organs), Project(root, root / "cache"))


def one(root: Path, **files: str) -> LoadedDocument:
    """The only document, of `notice=…, plan=…` and so on."""
    (document,) = load(root, {f"{name}.yaml": text for name, text in files.items()}).documents
    return document


def short(item: Problem) -> tuple[str, str, int | None, int | None]:
    """Code, file name, line and column."""
    return item.code, (item.place.file or "").rsplit("/", 1)[-1], item.place.line, item.place.column
