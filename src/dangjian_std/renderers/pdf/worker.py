"""The child process that holds WeasyPrint: a request as JSON comes in, a PDF goes out.

It is a program of its own so that a crash of a C library, a missing library, a page that eats all memory and
whatever a locale does to any of them stay here. It reads nothing but its request, our fonts, its libraries and
the parts that were set before.
"""

from __future__ import annotations

import json
import os
import signal
import sys
from typing import Any

from dangjian_std.renderers.pdf.exit_codes import EXIT_NO_LIBRARY, EXIT_NOT_RENDERED, EXIT_PART_LOST

PR_SET_PDEATHSIG = 1
MEMORY = 4 * 1024**3
"""Bytes of address space a render may take."""


def whole(request: dict[str, Any]) -> bytes:
    """Set a document in one go."""
    from dangjian_std.renderers.pdf import c_libraries

    c_libraries.require()
    from dangjian_std.renderers.pdf import typesetting

    def finish(document: Any, pdf: Any) -> None:
        typesetting.label(document, pdf, request["folios"])

    return typesetting.typeset(request["html"], request["assets"], finish, **typesetting.TAGGED)


def answer(request: dict[str, Any]) -> bytes:
    """Do what is asked: set a document; of parts, set some and keep them, tell their pages, or make a document."""
    task = request.get("task")
    if task is None:
        return whole(request)
    from dangjian_std.renderers.pdf import bindery

    if task == "book":
        return bindery.bind(request)
    if task == "numbers":
        return bindery.numbers(request)
    bindery.keep(request)
    return b""


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


def work(parent: int, seconds: int) -> int:
    """Serve one request, from standard input to standard output; return the exit code."""
    from dangjian_std.renderers.pdf.trouble import LostError, NoLibraryError, TroubleError

    if os.name == "posix":
        take_limits(parent, seconds)
    request = json.load(sys.stdin)
    try:
        pdf = answer(request)
    except NoLibraryError as error:
        sys.stderr.write(str(error))
        return EXIT_NO_LIBRARY
    except TroubleError as error:
        sys.stderr.write(str(error))
        return EXIT_NOT_RENDERED
    except LostError:
        return EXIT_PART_LOST
    sys.stdout.buffer.write(pdf)
    return 0


def main() -> int:
    """Serve one request of the process, and in the seconds, that the arguments name."""
    return work(*map(int, sys.argv[1:]))


if __name__ == "__main__":
    raise SystemExit(main())
