"""A web server on this machine's loopback that answers as a test says, faults included."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

Handler = Callable[["Request"], None]

PARAGRAPHS = (
    "The council of {town} voted on Tuesday to rebuild the bridge over the river before the next flood season begins.",
    "“We have waited long enough,” said {name}, who has led the council since the last election and will stand again.",
    "Engineers found cracks in two of the pillars in spring; since then lorries take the road along the northern bank.",
    "The work is expected to take two years and to cost less than the detour, according to a report of the auditors.",
)


def article(town: str, name: str = "Mara Olsen", head: str = "") -> str:
    """A page with an article of our own about one town."""
    text = "".join(f"<p>{paragraph.format(town=town, name=name)}</p>" for paragraph in PARAGRAPHS)
    return (
        f"<!doctype html><html lang='en'><head><title>{town} to rebuild its bridge</title>{head}</head>"
        f"<body><main><article><h1>{town} to rebuild its bridge</h1>{text}</article></main></body></html>"
    )


def feed(*links: str | None) -> str:
    """An RSS feed of items with these links."""
    items = "".join(
        f"<item><title>Item {n}</title>{f'<link>{link}</link>' if link else ''}</item>" for n, link in enumerate(links)
    )
    return f"<?xml version='1.0'?><rss version='2.0'><channel><title>Feed</title>{items}</channel></rss>"


def item(link: str, content: str = "", **said: str) -> str:
    """An item of an RSS feed with what it says beside its address."""
    fields = "".join(f"<{name}>{value}</{name}>" for name, value in said.items())
    whole = f"<content:encoded><![CDATA[{content}]]></content:encoded>" if content else ""
    return f"<item><link>{link}</link>{fields}{whole}</item>"


def rss_of(*items: str) -> str:
    """An RSS feed of such items."""
    space = "xmlns:content='http://purl.org/rss/1.0/modules/content/'"
    return f"<?xml version='1.0'?><rss version='2.0' {space}><channel><title>F</title>{''.join(items)}</channel></rss>"


@dataclass
class Request:
    """A request as a handler sees it: it answers with `send`, or writes what it likes to `write`."""

    path: str
    headers: dict[str, str]
    number: int
    handler: BaseHTTPRequestHandler

    def send(self, body: str | bytes = b"", status: int = 200, **headers: str) -> None:
        """An answer with the right length; a name's underscores are hyphens."""
        raw = body.encode() if isinstance(body, str) else body
        self.handler.send_response(status)
        sent = {"Content-Type": "text/html; charset=utf-8", "Content-Length": str(len(raw))}
        sent |= {name.replace("_", "-"): value for name, value in headers.items()}
        for name, value in sent.items():
            self.handler.send_header(name, value)
        self.handler.end_headers()
        self.handler.wfile.write(raw)

    def write(self, raw: bytes) -> None:
        """Bytes as they are; the connection is closed behind them."""
        self.handler.close_connection = True
        self.handler.wfile.write(raw)
        self.handler.wfile.flush()


@dataclass
class Site:
    """A running server: what it serves by path, and the paths that it was asked for, with the status of the answer."""

    port: int
    pages: dict[str, Any] = field(default_factory=dict)
    log: list[tuple[str, int]] = field(default_factory=list)
    seen: list[dict[str, str]] = field(default_factory=list)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def requested_paths(self) -> list[str]:
        """The paths that were asked for, robots.txt aside."""
        return [path for path, _ in self.log if path != "/robots.txt"]

    def serve(self, path: str, body: str | bytes | Handler, **headers: str) -> str:
        """Serve `body` at `path`; returns its address."""
        self.pages[path] = body if callable(body) else lambda request: request.send(body, **headers)
        return self.url + path

    def serve_tagged(self, path: str, body: str) -> str:
        """Serve `body` with an ETag, and 304 to whom knows it."""

        def answer(request: Request) -> None:
            tag = f'"{hash(self.pages[path + "#body"])}"'
            if request.headers.get("if-none-match") == tag:
                request.send(status=304, ETag=tag)
            else:
                request.send(self.pages[path + "#body"], ETag=tag)

        self.pages[path + "#body"] = body
        return self.serve(path, answer)


@contextmanager
def open_site() -> Iterator[Site]:
    """A server on a free port of the loopback until the block ends."""

    class Answer(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            site.seen.append({name.lower(): value for name, value in self.headers.items()})
            number = sum(path == self.path for path, _ in site.log)
            site.log.append((self.path, 0))
            request = Request(self.path, site.seen[-1], number, self)
            handler = site.pages.get(self.path)
            try:
                handler(request) if handler else request.send("not here", status=404)
            except OSError:
                self.close_connection = True

        def log_request(self, code: Any = 0, size: Any = 0) -> None:
            site.log[-1] = (site.log[-1][0], int(code))

        def log_message(self, format: str, *args: Any) -> None:  # noqa: A002
            pass

    class Server(ThreadingHTTPServer):
        daemon_threads = True
        block_on_close = False

        def handle_error(self, request: Any, client_address: Any) -> None:
            pass

    server = Server(("127.0.0.1", 0), Answer)
    site = Site(server.server_address[1])
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield site
    finally:
        server.shutdown()
        server.server_close()
