"""HTML to PDF by WeasyPrint, with our patches, our stylesheets and no complaint. Used only by the worker."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from io import BytesIO
from typing import Any

from dangjian_std.renderers.pdf import short_tails, weasyprint_patches
from dangjian_std.renderers.pdf.trouble import TroubleError
from dangjian_std.text.package_data import shipped

SCHEME = "dstd:/"
"""Everything a document may ask for lies under this address."""
TAGGED: dict[str, Any] = {"pdf_variant": "pdf/ua-1"}
"""Options of a PDF that stands by itself."""


class _Trouble(logging.Handler):
    """Keeps what WeasyPrint complains about: in our own templates every complaint is a mistake."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.messages: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.messages.append(record.getMessage())


def typeset(
    html: str,
    assets: Mapping[str, str],
    finisher: Callable[[Any, Any], None],
    numbers: Mapping[str, str] | None = None,
    **options: object,
) -> bytes:
    """Return the PDF; `finisher` gets WeasyPrint's document and pydyf's file before that is written.

    `numbers` gives the numbers of pages, by anchors, to the links that show them. Raises `TroubleError`.
    """
    import weasyprint
    from weasyprint.urls import FatalURLFetchingError

    weasyprint_patches.install()
    trouble = _Trouble()
    logging.getLogger("weasyprint").handlers = [trouble]
    output = BytesIO()
    try:
        page = weasyprint.HTML(string=html, base_url=SCHEME, url_fetcher=_fetcher(assets))
        for link in page.etree_element.iter("a") if numbers else ():
            link.set("data-page", (numbers or {}).get(link.get("href", "")[1:], ""))
        short_tails.render(page, **options).write_pdf(output, finisher=finisher, **options)
    except FatalURLFetchingError as error:
        trouble.messages.append(str(error))
    if trouble.messages:
        raise TroubleError("\n".join(trouble.messages))
    return output.getvalue()


def warm() -> None:
    """Do what every document needs, for the workers that are forked from this process."""
    trouble = _Trouble()
    logging.getLogger("weasyprint").handlers = [trouble]
    looks = {path.name: path.read_text(encoding="utf-8") for path in sorted(shipped("templates").glob("*.css"))}
    weasyprint_patches.warm((f"{SCHEME}{name}" for name in looks), _fetcher(looks))
    if trouble.messages:
        weasyprint_patches.forget()


def _fetcher(assets: Mapping[str, str]) -> Any:
    """Return what serves the files of a request; any other address ends the render."""
    from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

    class Assets(URLFetcher):  # type: ignore[misc]
        def fetch(self, url: str, headers: object = None) -> URLFetcherResponse:
            del headers
            name = url.removeprefix(SCHEME)
            if url.startswith(SCHEME) and name in assets:
                return URLFetcherResponse(url, assets[name].encode(), {"Content-Type": "text/css"})
            raise FatalURLFetchingError(f"refused {url[:200]}")

    return Assets()


def label(document: Any, pdf: Any, folios: Mapping[str, tuple[str, bool]]) -> None:
    """Write the page labels, so that a viewer's page box shows what is printed on the page.

    `folios` tells, by the names of pages, the style of their numbers and whether these start anew.
    """
    import pydyf

    numbers = pydyf.Array()
    last, first = "", 0
    for index, page in enumerate(document.pages):
        name = page._page_box.page_type.name.removesuffix("-cover")  # noqa: SLF001 - kept nowhere else
        if name == last:
            continue
        last = name
        style, restarts = folios.get(name, ("", False))  # a blank page belongs to no part
        first = index if restarts else first
        numbers.extend([index, pydyf.Dictionary({"S": style, "St": index - first + 1} if style else {})])
    pdf.catalog["PageLabels"] = pydyf.Dictionary({"Nums": numbers})
