"""One request to a server, bounded in time and bytes. Redirects are returned, not followed."""

from __future__ import annotations

import asyncio
import re
from dataclasses import dataclass

import httpx

from flows.ingest.fetch.allowed_addresses import require_public_ip, require_web_url
from flows.ingest.fetch.content_coding import CODING_ERRORS, broken_coding, choose_unpacker
from flows.ingest.units import Refused, skip
from flows.settings import MIB, Fetching

_CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w.:-]{2,30})", re.IGNORECASE)
REDIRECTS = frozenset({301, 302, 303, 307, 308})
# Codings that can be unpacked piece by piece, so that a bomb stops at the limit.
_ENCODINGS = "gzip, deflate, br"
# Seconds between two pieces of an answer. `Fetching.timeout` bounds the whole.
IDLE_SECONDS = 15.0


@dataclass(frozen=True)
class Response:
    """A server's answer. `raw`: the body as sent (packed); `body`: unpacked; `url`: the end of the redirects."""

    asked: str
    url: str
    status: int
    reason: str
    headers: tuple[tuple[str, str], ...]
    request_headers: tuple[tuple[str, str], ...]
    raw: bytes
    body: bytes

    def header(self, name: str) -> str | None:
        """The first value of a header. `name` is in lower case."""
        return next((value for key, value in self.headers if key.lower() == name), None)

    @property
    def media_type(self) -> str:
        """The media type without parameters, in lower case; empty if the server sends none."""
        return (self.header("content-type") or "").partition(";")[0].strip().lower()

    @property
    def charset(self) -> str | None:
        """The charset in the Content-Type, if the server sends one."""
        match = _CHARSET.search(self.header("content-type") or "")
        return match[1] if match else None


@dataclass(frozen=True)
class Permit:
    """Permissions of one source's requests: its own headers, and private addresses."""

    headers: tuple[tuple[str, str], ...] = ()
    allow_private: bool = False


def open_client(settings: Fetching) -> httpx.AsyncClient:
    """A client with pooled connections and HTTP/2 that follows no redirect and reads no proxy or netrc setting."""
    return httpx.AsyncClient(
        http2=True,
        trust_env=False,
        follow_redirects=False,
        timeout=httpx.Timeout(min(settings.timeout, IDLE_SECONDS)),
        limits=httpx.Limits(max_connections=settings.concurrency * 2, max_keepalive_connections=settings.concurrency),
        headers={"User-Agent": settings.user_agent, "Accept-Encoding": _ENCODINGS, "Accept": "*/*"},
    )


async def request(
    client: httpx.AsyncClient, url: str, settings: Fetching, permit: Permit, conditions: dict[str, str]
) -> Response:
    """The answer to one GET of `url`. A redirect is an answer.

    Raises:
        Refused: the address may not be requested, or the answer is too large or cannot be unpacked.
        TimeoutError, OSError, httpx.HTTPError: another try may help.
    """
    async with asyncio.timeout(settings.timeout):
        async with client.stream("GET", url, headers=[*permit.headers, *conditions.items()]) as response:
            _require_public_peer(response, settings, permit)
            _require_size(response, settings.max_bytes)
            raw, body = await _read(response, settings.max_bytes)
            return Response(
                asked=url,
                url=url,
                status=response.status_code,
                reason=response.reason_phrase,
                headers=tuple(response.headers.multi_items()),
                request_headers=_public_headers(response.request.headers.multi_items(), permit),
                raw=raw,
                body=body,
            )


def redirect_target(response: Response) -> str | None:
    """The target of a redirect; None for any other answer.

    Raises:
        Refused: `address`, if it is not a web address.
    """
    location = response.header("location")
    return require_web_url(location, response.url) if response.status in REDIRECTS and location else None


def _require_public_peer(response: httpx.Response, settings: Fetching, permit: Permit) -> None:
    """Check the address that answered: the name may resolve differently now than at the check before."""
    stream = response.extensions.get("network_stream")
    peer = stream.get_extra_info("server_addr") if stream is not None else None
    if peer:
        require_public_ip(str(peer[0]), allow_private=permit.allow_private, allow_loopback=settings.allow_loopback)


def _require_size(response: httpx.Response, limit: int) -> None:
    declared = response.headers.get("content-length", "")
    if declared.isdecimal() and int(declared) > limit:
        raise _too_large(limit, f"{int(declared) / MIB:,.0f} MiB declared")


def _too_large(limit: int, what: str) -> Refused:
    return skip("too_large", f"the answer is over {limit / MIB:g} MiB ({what})")


async def _read(response: httpx.Response, limit: int) -> tuple[bytes, bytes]:
    """The body packed and unpacked, both bounded while they are read."""
    coding = response.headers.get("content-encoding", "")
    unpacker = choose_unpacker(coding)
    raw, body = bytearray(), bytearray()
    async for piece in response.aiter_raw():
        raw += piece
        try:
            body += unpacker.unpack(piece, limit + 1 - len(body))
        except CODING_ERRORS as error:
            raise broken_coding(error) from None
        if len(body) > limit or len(raw) > limit:
            raise _too_large(limit, "unpacked" if coding else "still being sent")
    return bytes(raw), bytes(body)


def _public_headers(headers: list[tuple[str, str]], permit: Permit) -> tuple[tuple[str, str], ...]:
    """The request's headers for the archive, without values from the environment."""
    secret = {name.lower() for name, _ in permit.headers}
    return tuple((name, "(from the environment)" if name.lower() in secret else value) for name, value in headers)
