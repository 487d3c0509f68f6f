"""The styles of the Word templates: notice.docx has them, the others keep copies so that they open well in Word.

A file is made with the styles of notice.docx whatever its template says; a copy that differs is told (W116), so that
nobody edits a style where it does nothing.
"""

from __future__ import annotations

import copy
import io
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from lxml import etree

from ygt_docs.docfiles.archive import Archive, UnsafeFileError
from ygt_docs.docfiles.wml import attribute, child, children, local
from ygt_docs.files import write_atomically
from ygt_docs.look.styles import SOURCE
from ygt_docs.problems import Place, Problem, Problems, UserError, problem
from ygt_docs.project import Project
from ygt_docs.walking import reason

_STYLES = "word/styles.xml"
_NAMERS = ("pStyle", "rStyle", "tblStyle")  # elements of a text that name a style by its id
_REFERENCES = ("basedOn", "next", "link")  # elements of a style that name another one by its id
_TRACES = ("rsid", "rsidR", "rsidRPr", "rsidP")

Key = tuple[str, str]
"""Type and name of a style. Word and WPS change ids when they save, never names."""


def take_styles(styles: Any, roots: Iterable[Any], project: Project) -> None:
    """Put the styles of notice.docx in place of `styles` (the root of word/styles.xml), and its ids into `roots`.

    Raises UserError: W101 where notice.docx cannot be read, W117 for a style of the text that it does not have.
    """
    source = _styles_of(_source(project), project)
    _rename(styles, source, roots, _source(project), project)
    for old in list(styles):
        styles.remove(old)
    styles.extend(copy.deepcopy(list(source)))


def differing_copies(project: Project) -> list[Problem]:
    """An error (W116) for each template whose copies of the styles differ from notice.docx, with the styles named.

    A template that cannot be read is told where it is used.
    """
    try:
        source = _by_key(_styles_of(_source(project), project))
    except UserError:
        return []
    found = Problems()
    for path in _copies(project):
        try:
            own = _by_key(_styles_of(path, project))
        except UserError:
            continue
        names = []
        for kind, name in own:
            if own[kind, name] != source.get((kind, name)):
                names.append(name)
        names += [name for kind, name in source if (kind, name) not in own]
        if names:
            found.add("W116", Place(project.shown(path)), found="、".join(dict.fromkeys(names)), source=SOURCE)
    return list(found)


def renew_copies(project: Project) -> list[Path]:
    """Give every other template the styles of notice.docx; the files that changed.

    Raises UserError: W101 for a template that cannot be read, W117 for one whose text uses a style that notice.docx
    does not have. Then nothing is written.
    """
    source = _styles_of(_source(project), project)
    styles = etree.tostring(source, xml_declaration=True, encoding="UTF-8", standalone=True)
    changed: dict[Path, bytes] = {}
    for path in _copies(project):
        if _by_key(_styles_of(path, project)) != _by_key(source):
            changed[path] = _with_styles(path, source, styles, project)
    for path, data in changed.items():
        write_atomically(path, data)
    return list(changed)


def _source(project: Project) -> Path:
    return project.templates / "word" / SOURCE


def _copies(project: Project) -> list[Path]:
    """The other templates; what an editor left open beside them (~$letter.docx) is none."""
    paths = sorted((project.templates / "word").glob("[!~.]*.docx"))
    copies: list[Path] = []
    for path in paths:
        if path.name != SOURCE:
            copies.append(path)
    return copies


def _styles_of(path: Path, project: Project) -> Any:
    """The root of word/styles.xml. Raises UserError (W101)."""
    try:
        return Archive(path.read_bytes()).xml(_STYLES)
    except OSError as error:
        why = reason(error)
    except UnsafeFileError as error:
        why = error.why
    raise UserError([problem("W101", Place(project.shown(path)), why=why)])


def _with_styles(path: Path, source: Any, styles: bytes, project: Project) -> bytes:
    """The template at `path` with other styles; every other part as it was, but for the ids of styles."""
    made = io.BytesIO()
    own = _styles_of(path, project)
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.infolist():
            data = old.read(entry)
            if entry.filename == _STYLES:
                data = styles
            elif entry.filename.startswith("word/") and entry.filename.endswith(".xml"):
                root = etree.fromstring(data)
                if _rename(own, source, [root], path, project):
                    data = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
            new.writestr(zipfile.ZipInfo(entry.filename, entry.date_time), data, zipfile.ZIP_DEFLATED)
    return made.getvalue()


def _rename(own: Any, source: Any, roots: Iterable[Any], path: Path, project: Project) -> bool:
    """Change the ids of the styles of `own` in `roots` to those of `source`; whether any changed. Raises W117."""
    names = _names(own)
    ids = {key: style_id for style_id, key in _names(source).items()}
    changed = False
    for root in roots:
        for element in root.iter():
            if local(element) not in _NAMERS:
                continue
            used = attribute(element, "val")
            key = names.get(used)
            if key is None:
                continue
            if key not in ids:
                raise UserError([problem("W117", Place(project.shown(path)), found=key[1], source=SOURCE)])
            changed = changed or ids[key] != used
            element.set(_qualified(element, "val"), ids[key])
    return changed


def _qualified(element: Any, name: str) -> str:
    """The attribute `name` of `element` with its namespace."""
    return next(str(key) for key in element.attrib if key.rpartition("}")[2] == name)


def _names(styles: Any) -> dict[str, Key]:
    """What each id of `styles` is called."""
    names: dict[str, Key] = {}
    for style in children(styles, "style"):
        names[attribute(style, "styleId")] = _key(style)
    return names


def _key(style: Any) -> Key:
    return attribute(style, "type"), attribute(child(style, "name"), "val")


def _by_key(styles: Any) -> dict[Key, object]:
    """What each style says, in a form that can be compared: ids as names, without the traces of editing."""
    names = _names(styles)
    found: dict[Key, object] = {("", "docDefaults"): _plain(child(styles, "docDefaults"), names)}
    for style in children(styles, "style"):
        found[_key(style)] = tuple(_plain(item, names) for item in style if local(item) not in _TRACES)
    return found


def _plain(element: Any, names: Mapping[str, Key]) -> object:
    if element is None:
        return None
    values = dict(_attributes(element))
    if local(element) in _REFERENCES:
        values["val"] = "".join(names.get(values.get("val", ""), ("", values.get("val", ""))))
    parts = sorted(str(_plain(item, names)) for item in element if local(item))
    return local(element), tuple(sorted(values.items())), tuple(parts)


def _attributes(element: Any) -> Iterator[tuple[str, str]]:
    for key, value in element.attrib.items():
        name = key.rpartition("}")[2]
        if name not in _TRACES:
            yield name, value
