"""What the PDF may load: declared font files and the document's pictures, and nothing else, from nowhere else."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urlsplit

from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse


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
