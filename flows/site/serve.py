"""The site on the loopback address, for a browser on this machine."""

from __future__ import annotations

import errno
from functools import partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from flows.errors import UsageError

HOST = "127.0.0.1"
_OWN_NAMES = {"localhost", HOST}


class _Handler(SimpleHTTPRequestHandler):
    """Files of the site, no listings, nothing to a page that reached us under another name (DNS rebinding)."""

    extensions_map = SimpleHTTPRequestHandler.extensions_map | {
        ".js": "text/javascript",
        ".pagefind": "application/wasm",
    }

    def send_head(self):  # type: ignore[no-untyped-def]  # the base class returns a private type
        name = self.headers.get("Host", "").rsplit(":", 1)[0]
        if name not in _OWN_NAMES:
            return self.send_error(HTTPStatus.FORBIDDEN)
        if self.path.split("?")[0] != "/" and self.path.split("?")[0].endswith("/"):
            return self.send_error(HTTPStatus.NOT_FOUND)
        return super().send_head()

    def end_headers(self) -> None:
        self.send_header("Cache-Control", "no-cache")
        self.send_header("X-Content-Type-Options", "nosniff")
        super().end_headers()

    def log_message(self, *_: object) -> None:
        """A page asks for dozens of files: nothing of that is news."""


def make_server(folder: Path, port: int) -> ThreadingHTTPServer:
    """A server of the folder on the loopback address; port 0 takes any free one.

    Raises `UsageError` where the port is taken or may not be used.
    """
    try:
        return ThreadingHTTPServer((HOST, port), partial(_Handler, directory=str(folder)))
    except (OSError, OverflowError) as error:
        taken = isinstance(error, OSError) and error.errno == errno.EADDRINUSE
        why = "is taken" if taken else f"cannot be used ({error})"
        raise UsageError(f"Port {port} {why}: choose another with --port, or leave it out.") from None
