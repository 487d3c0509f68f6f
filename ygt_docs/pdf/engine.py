"""WeasyPrint behind one door: strict about what it logs, fetching nothing but our own, justified the Chinese way."""

from __future__ import annotations

import logging
import os
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit
from xml.etree.ElementTree import Element, SubElement, tostring

from weasyprint import CSS, HTML
from weasyprint.css import StyleFor
from weasyprint.text.ffi import ffi, fontconfig, pangoft2
from weasyprint.text.fonts import FontConfiguration, font_features
from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

from ygt_docs.fonts import Fonts
from ygt_docs.pdf import again, baseline, justify, letter_spacing, unchanged
from ygt_docs.problems import Problems, UserError, problem


@dataclass(frozen=True)
class Held:
    """What an address gives that leads to no file: the bytes of a picture, and what kind it is (image/png)."""

    data: bytes
    kind: str


class ProjectFetcher(URLFetcher):
    """Answers `file:` URLs of `allowed` files, and the addresses of `held`; any other URL stops the rendering.

    A refusal is fatal, because WeasyPrint would otherwise go on without the thing that it was asked for.
    """

    def __init__(self, allowed: Iterable[Path], held: Mapping[str, Held] | None = None) -> None:
        super().__init__(allowed_protocols={"file"}, allow_redirects=False, fail_on_errors=True)
        self._allowed = {path.resolve() for path in allowed}
        self._held = dict(held or {})

    def fetch(self, url: str, headers: object = None) -> URLFetcherResponse:
        """What `url` leads to. Raises FatalURLFetchingError for everything that is not allowed."""
        if url in self._held:
            found = self._held[url]
            return URLFetcherResponse(url, found.data, {"Content-Type": found.kind})
        parts = urlsplit(url)
        path = Path(unquote(parts.path))
        if parts.scheme != "file" or parts.netloc or path.resolve() not in self._allowed:
            raise FatalURLFetchingError(url)
        return URLFetcherResponse(url, path.read_bytes())


again.install()
baseline.install()
justify.install()
letter_spacing.install()


def _share_styles() -> None:
    """Let elements of one style share those of their markers and footnote calls, as WeasyPrint's elements share theirs.

    Its own style sheet gives each element six of these, and computing them took a quarter of the time of the styles.
    Raises RuntimeError if this WeasyPrint has no such method.
    """
    set_styles = getattr(StyleFor, "set_computed_styles", None)
    if set_styles is None:
        raise RuntimeError("this WeasyPrint has no StyleFor.set_computed_styles; pin the version of requirements.lock")
    if getattr(set_styles, "shares_styles", False):
        return

    def set_computed_styles(styles: Any, element: Any, parent: Any, **given: Any) -> None:
        pseudo_type = given.get("pseudo_type")
        if pseudo_type is None or pseudo_type.startswith("@"):  # what stands in a page's margin is its own
            set_styles(styles, element, parent, **given)
            return
        computed, cascaded = styles.get_computed_styles(), styles.get_cascaded_styles()[element, pseudo_type]
        said = tuple((name, id(value)) for name, (value, _) in cascaded.items())
        shared = styles.__dict__.setdefault("shared_styles", {})
        key = (id(computed[parent, None]), pseudo_type, said)
        if key not in shared:
            set_styles(styles, element, parent, **given)
            shared[key] = computed[element, pseudo_type]
        computed[element, pseudo_type] = shared[key]

    set_computed_styles.shares_styles = True  # type: ignore[attr-defined]
    StyleFor.set_computed_styles = set_computed_styles


_share_styles()

_NO_BASE = "ygt-docs:///"  # a relative address leads here, and nothing is here


class _Collector(logging.Handler):
    """Keeps what WeasyPrint says: it logs a lost image or an unknown property and carries on."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.messages: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.messages.append(record.getMessage())


@contextmanager
def _strictly(problems: Problems) -> Iterator[list[str]]:
    """Turn what WeasyPrint logs into P101 and what it may not fetch into a UserError with P102.

    What it has logged so far stands in the list.
    """
    try:
        with _listening() as messages:
            yield messages
    except FatalURLFetchingError as error:  # a BaseException: `except Exception` would miss it
        raise UserError([problem("P102", found=str(error))]) from error
    for message in dict.fromkeys(messages):
        problems.add("P101", found=message)


@contextmanager
def _listening() -> Iterator[list[str]]:
    collector = _Collector()
    logger = logging.getLogger("weasyprint")
    logger.addHandler(collector)
    try:
        yield collector.messages
    finally:
        logger.removeHandler(collector)


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


@dataclass(frozen=True)
class Rendered:
    """A document that was laid out: WeasyPrint's own, the `pages` to go on from, and all that they were made from.

    `messages`: what WeasyPrint complained of.
    """

    document: Any
    pages: unchanged.Pages
    made_from: tuple[Any, ...]
    messages: tuple[str, ...]


def render(html: str, css: str, fonts: Fonts, problems: Problems, **given: Any) -> Any:
    """WeasyPrint's document of :func:`lay_out`."""
    return lay_out(html, css, fonts, problems, **given).document


def lay_out(
    html: str,
    css: str,
    fonts: Fonts,
    problems: Problems,
    pictures: Iterable[Path] = (),
    held: Mapping[str, Held] | None = None,
    earlier: Rendered | None = None,
    **options: Any,
) -> Rendered:
    """Lay `html` out with `css`. Beside the faces it may load `pictures` and what is `held`.

    Pages of `earlier` (None: there are none) that are the same are kept. Whatever WeasyPrint logs becomes an error in
    `problems` (P101). Raises UserError (P102) where the template asks for a file or an address that it may not have.
    """
    faces, pictures = tuple((face.family, face.path) for face in fonts.all_faces()), list(pictures)
    made_from = (css, faces, pictures, sorted(held or ()), dict(options))
    if earlier is not None and (earlier.made_from != made_from or earlier.messages):
        earlier = None
    if earlier is not None and earlier.pages.html == html:
        return earlier
    before = None if earlier is None else earlier.pages
    left = unchanged.what_is_left(html, before)
    with _strictly(problems) as messages:
        style, complaints = _style(css, faces)
        messages += complaints
        configuration, fetcher = _loaded(faces)
        if pictures or held:
            fetcher = ProjectFetcher([*(path for _, path in faces), *pictures], held)
        options |= {"font_config": configuration, "stylesheets": [style]}
        try:
            document, pages = _render(html, before, left, fetcher, options)
        except again.DifferentError:
            document, pages = _render(html, None, unchanged.Left(html), fetcher, options)
    return Rendered(document, pages, made_from, tuple(messages))


def _render(
    html: str, before: unchanged.Pages | None, left: unchanged.Left, fetcher: ProjectFetcher, options: dict[str, Any]
) -> tuple[Any, unchanged.Pages]:
    """WeasyPrint's document of `html` and its pages, beside what stays of the pages `before`."""
    source = HTML(string=left.html, url_fetcher=fetcher, base_url=_NO_BASE)
    with again.laying_out(html, before, left) as pages:
        return source.render(**options), pages


@lru_cache(maxsize=8)
def _style(css: str, faces: tuple[tuple[str, Path], ...]) -> tuple[CSS, tuple[str, ...]]:
    """The style sheet `css`, read once for a process, and what was said of it."""
    configuration, fetcher = _loaded(faces)
    with _listening() as messages:
        style = CSS(string=css, font_config=configuration, url_fetcher=fetcher, base_url=_NO_BASE)
    return style, tuple(messages)


def write(document: Any, problems: Problems, **options: Any) -> bytes:
    """The PDF of a laid-out document, as strict as :func:`render`: pictures in SVG are fetched only here."""
    with _strictly(problems):
        return bytes(document.write_pdf(**options))
