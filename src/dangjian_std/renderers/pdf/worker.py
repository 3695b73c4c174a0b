"""The child process that holds WeasyPrint: a request as JSON comes in, a PDF goes out.

It is a program of its own so that a crash of a C library, a missing library, a page that eats all memory and
whatever a locale does to any of them stay here. It reads nothing but its request, our fonts and its libraries.
"""

from __future__ import annotations

import json
import logging
import os
import signal
import sys
from io import BytesIO
from typing import Any

from dangjian_std.renderers.pdf.exit_codes import NO_LIBRARY, TROUBLE

SCHEME = "dstd:/"
"""Everything a document may ask for lies under this address."""


PR_SET_PDEATHSIG = 1
MEMORY = 4 * 1024**3
"""Bytes of address space a render may take."""


class _Trouble(logging.Handler):
    """Keeps what WeasyPrint complains about: in our own templates every complaint is a mistake."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.messages: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.messages.append(record.getMessage())


def render(request: dict[str, Any]) -> tuple[bytes, list[str]]:
    """Return the PDF and everything there was to complain about."""
    import weasyprint
    from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

    from dangjian_std.renderers.pdf import weasyprint_patches

    class Assets(URLFetcher):  # type: ignore[misc]
        """Serves the files of the request; any other address ends the render."""

        def fetch(self, url: str, headers: object = None) -> URLFetcherResponse:
            del headers
            name = url.removeprefix(SCHEME)
            if url.startswith(SCHEME) and name in request["assets"]:
                return URLFetcherResponse(url, request["assets"][name].encode(), {"Content-Type": "text/css"})
            raise FatalURLFetchingError(f"refused {url[:200]}")

    weasyprint_patches.install()
    trouble = _Trouble()
    logger = logging.getLogger("weasyprint")
    logger.handlers = [trouble]
    output = BytesIO()
    try:
        html = weasyprint.HTML(string=request["html"], base_url=SCHEME, url_fetcher=Assets())
        html.write_pdf(
            output, pdf_variant="pdf/ua-1", finisher=lambda document, pdf: _label(document, pdf, request)
        )
    except FatalURLFetchingError as error:
        trouble.messages.append(str(error))
    return output.getvalue(), trouble.messages


def _label(document: Any, pdf: Any, request: dict[str, Any]) -> None:
    """Write the page labels, so that a viewer's page box shows what is printed on the page."""
    import pydyf

    numbers = pydyf.Array()
    last, first = "", 0
    for index, page in enumerate(document.pages):
        name = page._page_box.page_type.name.removesuffix("-cover")  # noqa: SLF001 - kept nowhere else
        if name == last:
            continue
        last = name
        style, restarts = request["folios"].get(name, ("", False))  # a blank page belongs to no part
        first = index if restarts else first
        numbers.extend([index, pydyf.Dictionary({"S": style, "St": index - first + 1} if style else {})])
    pdf.catalog["PageLabels"] = pydyf.Dictionary({"Nums": numbers})


def take_limits(parent: int, seconds: int) -> None:
    """Die with the process that asked, where the system can see to that; take so much memory and time, no more."""
    import ctypes
    import resource

    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
        if os.getppid() != parent:
            os._exit(1)
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def main() -> int:
    """Serve one request."""
    if os.name == "posix":
        take_limits(*map(int, sys.argv[1:]))
    request = json.load(sys.stdin)
    try:
        import weasyprint  # noqa: F401
        from weasyprint.text import ffi
    except OSError as error:
        sys.stderr.write(str(error).splitlines()[0])
        return NO_LIBRARY
    if ffi.harfbuzz_subset is None:  # another way of making subsets takes its place, and makes other bytes
        sys.stderr.write("harfbuzz-subset is missing")
        return NO_LIBRARY
    pdf, messages = render(request)
    if messages:
        sys.stderr.write("\n".join(messages))
        return TROUBLE
    sys.stdout.buffer.write(pdf)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
