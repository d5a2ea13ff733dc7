"""A page of ours becomes a PDF/UA-1 file. The only file that knows WeasyPrint.

It reads nothing but what it is handed: pictures travel inside the page as data: addresses, typefaces come from
press/fonts/ and the system's Noto. Whatever asks for more, and whatever would be left out of the file, is refused.
"""

import logging
import os
import re
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import lru_cache, partial
from pathlib import Path
from types import SimpleNamespace
from typing import Any

FONTCONFIG = Path(__file__).parent / "fontconfig.xml"
LARGEST_PICTURE = 400_000
# Relative addresses are joined to this, so that the fetcher sees them; else they would be left out in silence.
NOWHERE = "nowhere:"
PICTURE = re.compile(r"data:image/(?:png|jpeg|svg\+xml)[;,]", re.IGNORECASE)

# Pango's font map is not made for two threads at once.
_one_at_a_time = threading.Lock()


class PdfRefused(ValueError):  # noqa: N818  says what happened to the page
    """The page asks for something that is not in it, or the file would lack something that it must have."""


def render(
    html: str,
    *,
    identifier: bytes,
    finisher: Callable[[Any, Any], None] | None = None,
    stylesheet: str = "",
) -> bytes:
    """The page as a tagged PDF/UA-1 file. The same arguments give the same bytes.

    The identifier is 16 bytes that belong to this file alone. The finisher is called with WeasyPrint's document and
    its PDF objects before they are written. Raises PdfRefused for an address that is not a picture inside the page,
    a picture that cannot be shown, a picture without a description, and a page without a language.
    """
    if len(identifier) != 16:
        raise ValueError("A PDF's identifier is 16 bytes long.")
    # WeasyPrint's fatal error is no Exception: let out of here, it would end the worker instead of the job.
    with _one_at_a_time:
        engine = _engine()
        try:
            with _complaints() as complaints:
                made: bytes = engine.html(string=html).write_pdf(
                    finisher=finisher,
                    font_config=engine.fonts,
                    stylesheets=[engine.css(string=stylesheet)] if stylesheet else None,
                    pdf_variant="pdf/ua-1",
                    pdf_identifier=identifier,
                )
        except engine.fatal as error:
            raise PdfRefused(str(error)) from error
    if complaints:
        raise PdfRefused(" ".join(complaints))
    return made


@contextmanager
def _complaints() -> Iterator[list[str]]:
    # WeasyPrint logs what it leaves out and goes on; a certificate without its logo is not a certificate.
    heard: list[str] = []
    handler = logging.Handler(level=logging.ERROR)
    handler.emit = lambda record: heard.append(record.getMessage()[:300])  # type: ignore[method-assign]
    logger = logging.getLogger("weasyprint")
    logger.addHandler(handler)
    try:
        yield heard
    finally:
        logger.removeHandler(handler)


@lru_cache(maxsize=1)
def _engine() -> SimpleNamespace:
    """WeasyPrint, imported on first use and kept: its font map is what makes the second page quick.

    The import costs 0.65 s, and at the top of a module it has crashed prefork workers.
    """
    os.environ["FONTCONFIG_FILE"] = str(FONTCONFIG)  # read once, when the library loads
    from weasyprint import CSS, HTML
    from weasyprint.text.fonts import FontConfiguration
    from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

    class Fetcher(URLFetcher):
        """Lets pictures inside the page through, and nothing else at all."""

        def fetch(self, url: str, headers: dict[str, str] | None = None) -> URLFetcherResponse:
            if not PICTURE.match(url):
                raise FatalURLFetchingError(f"The page asks for {url[:80]!r}, which is not a picture inside it.")
            if len(url) > LARGEST_PICTURE:
                raise FatalURLFetchingError(f"The page holds a picture of {len(url)} characters, which is too many.")
            return super().fetch(url, headers)

    class Fonts(FontConfiguration):
        """The faces on this machine's list; a page brings none of its own."""

        def add_font_face(self, rule_descriptors: Any, url_fetcher: Any) -> None:
            raise FatalURLFetchingError("The page brings a typeface of its own.")

    fetcher = Fetcher(allowed_protocols=("data",), allow_redirects=False, fail_on_errors=True)
    fonts = Fonts()
    return SimpleNamespace(
        fatal=FatalURLFetchingError,
        fonts=fonts,
        html=partial(HTML, base_url=NOWHERE, url_fetcher=fetcher),
        css=lru_cache(maxsize=16)(partial(CSS, base_url=NOWHERE, url_fetcher=fetcher, font_config=fonts)),
    )
