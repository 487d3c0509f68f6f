"""What the PDF may load: font files that were declared, and nothing else, from nowhere else."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from urllib.parse import unquote, urlsplit

from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse


class ProjectFetcher(URLFetcher):
    """Answers `file:` URLs of `allowed` files; refuses every other URL and stops the rendering.

    A refusal is fatal, because WeasyPrint would otherwise go on without the thing that it was asked for.
    """

    def __init__(self, allowed: Iterable[Path]) -> None:
        super().__init__(allowed_protocols={"file"}, allow_redirects=False, fail_on_errors=True)
        self._allowed = {path.resolve() for path in allowed}

    def fetch(self, url: str, headers: object = None) -> URLFetcherResponse:
        """The file behind `url`. Raises FatalURLFetchingError for everything that is not an allowed file."""
        parts = urlsplit(url)
        path = Path(unquote(parts.path))
        if parts.scheme != "file" or parts.netloc or path.resolve() not in self._allowed:
            raise FatalURLFetchingError(url)
        return URLFetcherResponse(url, path.read_bytes())
