"""WeasyPrint behind one door: strict about what it logs, deaf to the network, justified the Chinese way."""

from __future__ import annotations

import logging
import os
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element, SubElement, tostring

from weasyprint import CSS, HTML
from weasyprint.text.ffi import ffi, fontconfig, pangoft2
from weasyprint.text.fonts import FontConfiguration, font_features
from weasyprint.urls import FatalURLFetchingError

from ygt_docs.fonts import Fonts
from ygt_docs.pdf import baseline, justify, letter_spacing
from ygt_docs.pdf.fetcher import Held, ProjectFetcher
from ygt_docs.problems import Problems, UserError, problem

baseline.install()
justify.install()
letter_spacing.install()

_NO_BASE = "ygt-docs:///"  # a relative address leads here, and nothing is here


class _Collector(logging.Handler):
    """Keeps what WeasyPrint says: it logs a lost image or an unknown property and carries on."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.messages: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.messages.append(record.getMessage())


@contextmanager
def _strictly(problems: Problems) -> Iterator[None]:
    """Turn what WeasyPrint logs into P101 and what it may not fetch into a UserError with P102."""
    collector = _Collector()
    logger = logging.getLogger("weasyprint")
    logger.addHandler(collector)
    try:
        yield
    except FatalURLFetchingError as error:  # a BaseException: `except Exception` would miss it
        raise UserError([problem("P102", found=str(error))]) from error
    finally:
        logger.removeHandler(collector)
    for message in dict.fromkeys(collector.messages):
        problems.add("P101", found=message)


class _FacesInPlace(FontConfiguration):
    """The faces, read where they lie.

    An @font-face rule has each file copied into the temporary folder (92 MB for each process), and whoever is killed
    leaves the copies there. What the rule tells Fontconfig about a face is told here without one.
    """

    def __init__(self, faces: Iterable[tuple[str, Path]]) -> None:
        super().__init__()
        for family, path in faces:
            self._add(family, path)

    def _add(self, family: str, path: Path) -> None:
        file = os.fsencode(path.resolve())
        fontconfig.FcConfigParseAndLoadFromMemory(self._config, _face_rules(family, file.decode("utf-8")), True)
        if not fontconfig.FcConfigAppFontAddFile(self._config, file):
            raise UserError([problem("F112", name=path.name)])
        pangoft2.pango_fc_font_map_config_changed(ffi.cast("PangoFcFontMap *", self.font_map))


def _face_rules(family: str, file: str) -> bytes:
    """Fontconfig's rules for a face: what it is called in the style sheet, upright and of normal weight, kerned."""
    root = Element("fontconfig")
    scanned = _match(root, "scan", file)
    # Before the face's own names: Pango does not find one whose names were replaced.
    SubElement(SubElement(scanned, "edit", name="family", mode="prepend"), "string").text = family
    SubElement(SubElement(scanned, "edit", name="slant", mode="assign_replace"), "const").text = "roman"
    SubElement(SubElement(scanned, "edit", name="weight", mode="assign_replace"), "int").text = "80"  # regular
    features = SubElement(_match(root, "font", file), "edit", name="fontfeatures", mode="assign_replace")
    for name, value in font_features().items():
        SubElement(features, "string").text = f"{name} {value}"
    head = b'<?xml version="1.0"?>\n<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">\n'
    return head + tostring(root, encoding="utf-8")


def _match(root: Element, target: str, file: str) -> Element:
    match = SubElement(root, "match", target=target)
    SubElement(SubElement(match, "test", name="file", compare="eq"), "string").text = file
    return match


@lru_cache(maxsize=2)
def _loaded(faces: tuple[tuple[str, Path], ...]) -> tuple[FontConfiguration, ProjectFetcher]:
    """The faces (family, file), loaded once for a process."""
    return _FacesInPlace(faces), ProjectFetcher(path for _, path in faces)


def render(
    html: str,
    css: str,
    fonts: Fonts,
    problems: Problems,
    pictures: Iterable[Path] = (),
    held: Mapping[str, Held] | None = None,
    **options: Any,
) -> Any:
    """Lay `html` out with `css`; WeasyPrint's Document. Beside the faces it may load `pictures` and what is `held`.

    Whatever WeasyPrint logs becomes an error in `problems` (P101). Raises UserError (P102) where the template asks
    for a file or an address that it may not have.
    """
    with _strictly(problems):
        faces = tuple((face.family, face.path) for face in fonts.all_faces())
        configuration, fetcher = _loaded(faces)
        if pictures or held:
            fetcher = ProjectFetcher([*(path for _, path in faces), *pictures], held)
        style = CSS(string=css, font_config=configuration, url_fetcher=fetcher, base_url=_NO_BASE)
        source = HTML(string=html, url_fetcher=fetcher, base_url=_NO_BASE)
        return source.render(font_config=configuration, stylesheets=[style], **options)


def write(document: Any, problems: Problems, **options: Any) -> bytes:
    """The PDF of a laid-out document, as strict as :func:`render`: pictures in SVG are fetched only here."""
    with _strictly(problems):
        return bytes(document.write_pdf(**options))
