"""WeasyPrint behind one door: strict about what it logs, deaf to the network, justified the Chinese way."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from typing import Any

from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import FatalURLFetchingError

from ygt_docs.fonts import Fonts
from ygt_docs.pdf import baseline, justify, letter_spacing
from ygt_docs.pdf.fetcher import ProjectFetcher
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


@lru_cache(maxsize=2)
def _loaded(faces: tuple[Path, ...], css: str) -> tuple[FontConfiguration, ProjectFetcher]:
    """The faces, loaded once for a process: a configuration copies every font file."""
    fetcher = ProjectFetcher(faces)
    configuration = FontConfiguration()
    CSS(string=css, font_config=configuration, url_fetcher=fetcher)
    return configuration, fetcher


def render(html: str, css: str, fonts: Fonts, problems: Problems, pictures: Iterable[Path] = (), **options: Any) -> Any:
    """Lay `html` out with `css`; WeasyPrint's Document. Beside the faces it may load `pictures`.

    Whatever WeasyPrint logs becomes an error in `problems` (P101). Raises UserError (P102) where the template asks
    for a file or an address that it may not have.
    """
    with _strictly(problems):
        faces = tuple(face.path for face in fonts.all_faces())
        configuration, fetcher = _loaded(faces, fonts.css())
        fetcher = ProjectFetcher([*faces, *pictures]) if pictures else fetcher
        style = CSS(string=css, font_config=configuration, url_fetcher=fetcher, base_url=_NO_BASE)
        source = HTML(string=html, url_fetcher=fetcher, base_url=_NO_BASE)
        return source.render(font_config=configuration, stylesheets=[style], **options)


def write(document: Any, problems: Problems, **options: Any) -> bytes:
    """The PDF of a laid-out document, as strict as :func:`render`: pictures in SVG are fetched only here."""
    with _strictly(problems):
        return bytes(document.write_pdf(**options))
