"""Receivers on this machine: a mail server and a web server that keep what they are sent."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from socket import socket
from threading import Thread
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session


@dataclass
class Mailbox:
    """What a mail server has taken: subject and plain text of each message; what it `refuses` with, if it does."""

    address: str = ""
    refuses: str = ""
    mails: list[tuple[str, str]] = field(default_factory=list)

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        if self.refuses:
            return self.refuses
        mail = message_from_bytes(envelope.content or b"", policy=policy.default)  # type: ignore[arg-type]
        body = mail.get_body(("plain",))
        self.mails.append((str(mail["Subject"]), body.get_content() if body else ""))
        return "250 taken"


@contextmanager
def mail_server() -> Iterator[Mailbox]:
    """A mail server on loopback; its `address` is what Apprise writes to."""
    mailbox = Mailbox()
    port = free_port()
    controller = Controller(mailbox, hostname="127.0.0.1", port=port)
    controller.start()
    mailbox.address = f"mailto://127.0.0.1:{port}?from=night@onrecord.test&to=desk@onrecord.test&mode=insecure"
    try:
        yield mailbox
    finally:
        controller.stop()


def free_port() -> int:
    """A port that nobody listens on."""
    with socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@dataclass
class Hook:
    """What a web server has taken; while `is_down` it answers 503, else with `answer`."""

    port: int = 0
    is_down: bool = False
    answer: bytes = b""
    posts: list[dict[str, Any]] = field(default_factory=list)
    gets: list[str] = field(default_factory=list)

    @property
    def address(self) -> str:
        return f"json://user:s3cr3t-token@127.0.0.1:{self.port}/alerts"


@contextmanager
def web_server() -> Iterator[Hook]:
    """A web server on loopback."""
    hook = Hook()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            if not hook.is_down:
                hook.posts.append(json.loads(body))
            self.answer()

        def do_GET(self) -> None:
            if not hook.is_down:
                hook.gets.append(self.path)
            self.answer()

        def answer(self) -> None:
            self.send_response(503 if hook.is_down else 200)
            self.send_header("Content-Length", str(len(hook.answer)))
            self.end_headers()
            with suppress(ConnectionError):  # whoever asked need not listen to the end
                self.wfile.write(hook.answer)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    hook.port = server.server_address[1]
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield hook
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
